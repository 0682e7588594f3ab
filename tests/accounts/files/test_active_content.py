"""PDFs that act: what is taken out of them, and what is left."""

import io
from typing import Any

import pikepdf
import pytest

from accounts.files import pdf_worker, pdfs
from accounts.files.refusals import FileRefused
from tests.accounts.files.arriving import pdf_bytes, pdf_with_text, saved


def script(code: str = "app.alert(1)") -> pikepdf.Dictionary:
    return pikepdf.Dictionary(
        Type=pikepdf.Name.Action, S=pikepdf.Name.JavaScript, JS=pikepdf.String(code)
    )


def active_open_action(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = script()


def active_page_action(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].AA = pikepdf.Dictionary(O=pdf.make_indirect(script()))


def active_named_script(pdf: pikepdf.Pdf) -> None:
    names = pikepdf.Array([pikepdf.String("a"), pdf.make_indirect(script())])
    pdf.Root.Names = pikepdf.Dictionary(JavaScript=pikepdf.Dictionary(Names=names))


def active_script_in_a_stream(pdf: pikepdf.Pdf) -> None:
    action = script()
    action.JS = pikepdf.Stream(pdf, b"app.alert(2)")
    pdf.pages[0].Annots = pikepdf.Array([link(action)])


def active_launch(pdf: pikepdf.Pdf) -> None:
    launch = pikepdf.Dictionary(S=pikepdf.Name.Launch, F=pikepdf.String("cmd.exe"))
    pdf.pages[0].Annots = pikepdf.Array([pdf.make_indirect(link(launch))])


def active_launch_after_a_link(pdf: pikepdf.Pdf) -> None:
    action = address("https://contoh.example")
    action.Next = pikepdf.Array(
        [pikepdf.Dictionary(S=pikepdf.Name.Launch, F=pikepdf.String("cmd.exe"))]
    )
    pdf.pages[0].Annots = pikepdf.Array([link(action)])


def active_script_address(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].Annots = pikepdf.Array([link(address("javascript:app.alert(1)"))])


def active_submit(pdf: pikepdf.Pdf) -> None:
    submit = pikepdf.Dictionary(
        S=pikepdf.Name.SubmitForm, F=pikepdf.String("https://jahat.example/cmd.exe")
    )
    pdf.pages[0].Annots = pikepdf.Array([link(submit)])


def active_remote_page(pdf: pikepdf.Pdf) -> None:
    remote = pikepdf.Dictionary(S=pikepdf.Name.GoToR, F=pikepdf.String(r"\\jahat\cmd.exe"))
    pdf.pages[0].Annots = pikepdf.Array([link(remote)])


def active_attachment(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["cmd.exe"] = b"MZ cmd.exe"


def active_attached_annotation(pdf: pikepdf.Pdf) -> None:
    spec = pikepdf.AttachedFileSpec(pdf, b"MZ cmd.exe", filename="cmd.exe")
    pdf.pages[0].Annots = pikepdf.Array(
        [
            pikepdf.Dictionary(
                Type=pikepdf.Name.Annot,
                Subtype=pikepdf.Name.FileAttachment,
                Rect=[0, 0, 9, 9],
                FS=spec.obj,
            )
        ]
    )


def active_rich_media(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].Annots = pikepdf.Array(
        [
            pikepdf.Dictionary(
                Type=pikepdf.Name.Annot,
                Subtype=pikepdf.Name.RichMedia,
                Rect=[0, 0, 9, 9],
                RichMediaContent=pikepdf.Dictionary(A=pikepdf.String("cmd.exe")),
            )
        ]
    )


def active_xfa(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AcroForm = pikepdf.Dictionary(
        Fields=[], XFA=pikepdf.Stream(pdf, b"<script>app.alert(1)</script>")
    )


def active_outside_stream(pdf: pikepdf.Pdf) -> None:
    stream = pikepdf.Stream(pdf, b"")
    stream.F = pikepdf.String(r"\\jahat\cmd.exe")
    pdf.Root.Rahasia = stream


def link(action: pikepdf.Dictionary) -> pikepdf.Dictionary:
    return pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 99, 99], A=action
    )


def address(url: str) -> pikepdf.Dictionary:
    return pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String(url))


def laid_open(content: bytes) -> bytes:
    """The PDF with nothing compressed, so that what is in it can be searched for."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        target = io.BytesIO()
        pdf.save(
            target,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            stream_decode_level=pikepdf.StreamDecodeLevel.all,
            compress_streams=False,
        )
    return target.getvalue()


WORDS = [b"app.alert", b"cmd.exe", b"/JavaScript", b"/Launch", b"/OpenAction", b"/AA", b"/XFA"]


@pytest.mark.parametrize(
    "plant",
    [planting for name, planting in sorted(globals().items()) if name.startswith("active_")],
    ids=lambda planting: planting.__name__,
)
def test_active_content_is_taken_out_and_the_page_stays(plant: Any) -> None:
    pdf = pdf_with_text(text="Pasal")
    plant(pdf)
    planted = saved(pdf)
    assert any(word in laid_open(planted) for word in WORDS)
    cleaned = laid_open(pdf_worker.clean(planted)[0])
    assert [word for word in WORDS if word in cleaned] == []
    assert b"(Pasal 1)" in cleaned


def hidden_link(kind: str) -> pikepdf.Dictionary:
    """A link that starts a program, under a type that is no action's."""
    act = pikepdf.Dictionary(Type=pikepdf.Name(kind), S=pikepdf.Name.Launch, F="cmd.exe")
    return link(act)


@pytest.mark.parametrize("kind", ["/Entah", "/StructElem", "/Trans"])
def test_an_action_under_another_name_is_taken_out(kind: str) -> None:
    pdf = pdf_with_text(text="Pasal")
    pdf.pages[0].Annots = pikepdf.Array([hidden_link(kind)])
    nested = pikepdf.Dictionary(S=pikepdf.Name.GoTo, Next=pikepdf.Array([hidden_link(kind).A]))
    pdf.pages[0].Annots.append(link(nested))
    cleaned = laid_open(pdf_worker.clean(saved(pdf))[0])
    assert b"cmd.exe" not in cleaned
    assert b"(Pasal 1)" in cleaned


def test_plain_links_and_first_page_stay() -> None:
    pdf = pdf_with_text()
    pdf.pages[0].Annots = pikepdf.Array([link(address("https://smk.example"))])
    pdf.Root.OpenAction = pikepdf.Array([pdf.pages[0].obj, pikepdf.Name.Fit])
    cleaned = laid_open(pdf_worker.clean(saved(pdf))[0])
    assert b"https://smk.example" in cleaned
    assert b"/OpenAction" in cleaned


def test_few_pdfs_are_opened_at_a_time(monkeypatch: Any) -> None:
    free: list[int] = []
    run = pdfs.subprocess.run

    def watched(*args: Any, **kwargs: Any) -> Any:
        free.append(pdfs.FEW_AT_A_TIME._value)
        return run(*args, **kwargs)

    monkeypatch.setattr(pdfs.subprocess, "run", watched)
    pdfs.clean(pdf_bytes())
    with pytest.raises(FileRefused):
        pdfs.clean(b"%PDF-1.4 rusak")
    assert free == [1, 1]
    assert pdfs.FEW_AT_A_TIME._value == 2


def test_author_and_program_are_taken_out() -> None:
    pdf = pdf_with_text()
    pdf.docinfo["/Author"] = "Pak Guru"
    with pdf.open_metadata() as metadata:
        metadata["dc:creator"] = ["Pak Guru"]
    assert b"Pak Guru" not in laid_open(pdf_worker.clean(saved(pdf))[0])


def test_electronically_signed_pdf_stays_byte_for_byte() -> None:
    pdf = pdf_with_text()
    pdf.Root.Tanda = pikepdf.Dictionary(
        Type=pikepdf.Name.Sig, ByteRange=[0, 10, 20, 30], Contents=pikepdf.String("tanda")
    )
    signed = saved(pdf)
    assert pdf_worker.clean(signed) == (signed, 1)


def test_signed_pdf_that_acts_is_cleaned_all_the_same() -> None:
    pdf = pdf_with_text()
    pdf.Root.Tanda = pikepdf.Dictionary(ByteRange=[0, 1, 2, 3], Contents=pikepdf.String("tanda"))
    pdf.Root.OpenAction = script()
    assert b"app.alert" not in laid_open(pdf_worker.clean(saved(pdf))[0])

"""A program of its own that opens PDFs from outside, within limits of memory and time.

A PDF is opened nowhere else: what blows up here takes nothing of the portal with it. Reads the
file from standard input; writes one line of JSON, then the bytes that it speaks of. It knows
neither Django nor the database, and is called by `pdfs.py`.
"""

import io
import json
import resource
import sys
from collections.abc import Iterator
from typing import Any

import pikepdf
import pypdfium2
from PIL import Image

MEMORY_BYTES = 1536 * 1024 * 1024
CPU_SECONDS = 60
MAX_PAGES = 300
# Wide enough to read a signature beside the data, light enough for a telephone.
PAGE_WIDTH = 1100
PAGE_HEIGHT = 2200

# What a PDF may do on its own, by the names of PDF 32000-1 tables 29, 31, 198 and 8.6.4.
ACTIVE_KEYS = (
    "/AA",
    "/JS",
    "/JavaScript",
    "/EmbeddedFiles",
    "/EF",
    "/RF",
    "/AF",
    "/XFA",
    "/Collection",
    "/Requirements",
    "/Renditions",
    "/AlternatePresentations",
    "/RichMediaContent",
    "/RichMediaSettings",
)
ACTIVE_ACTIONS = {
    "/JavaScript",
    "/Launch",
    "/SubmitForm",
    "/ImportData",
    "/ResetForm",
    "/GoToR",
    "/GoToE",
    "/Rendition",
    "/RichMediaExecute",
    "/Sound",
    "/Movie",
    "/Trans",
    "/Hide",
    "/SetOCGState",
    "/GoTo3DView",
    "/Thread",
    "/Named",
}
ACTIVE_ANNOTATIONS = {"/RichMedia", "/Movie", "/Sound", "/Screen", "/FileAttachment", "/3D"}
# Dictionaries that name something else by /S: parts of the text, transitions, borders, groups.
PASSIVE_TYPES = {"/StructElem", "/Trans", "/Border", "/Group", "/OutputIntent"}
# Where an action stands; what acts there is one even when it calls itself something else.
ACTION_KEYS = ("/A", "/PA", "/Next")
LINKS = ("http://", "https://", "mailto:")


class Refused(Exception):  # noqa: N818 - a verdict, not a fault
    """The file cannot be taken; the argument is the code that `pdfs.py` has words for."""


def limit_resources() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def open_pdf(content: bytes) -> pikepdf.Pdf:
    """Raises Refused for files behind a password, without pages, with too many, or broken."""
    try:
        pdf = pikepdf.open(io.BytesIO(content))
        count = len(pdf.pages)
    except pikepdf.PasswordError as error:
        raise Refused("encrypted") from error
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError, AttributeError) as error:
        raise Refused("broken") from error
    if count == 0:
        raise Refused("broken")
    if count > MAX_PAGES:
        raise Refused("too_many_pages")
    return pdf


def clean(content: bytes) -> tuple[bytes, int]:
    """The PDF without what acts on its own, and how many pages it has.

    One that is signed electronically and holds nothing active stays as it came, byte for byte:
    its signature covers the bytes.
    """
    with open_pdf(content) as pdf:
        is_signed = any(_is_signature(item) for item in dictionaries(pdf))
        had_active = strip(pdf)
        if is_signed and not had_active and not pdf.is_encrypted:
            return content, len(pdf.pages)
        drop_metadata(pdf)
        rewritten = io.BytesIO()
        pdf.save(rewritten, encryption=False, deterministic_id=True)
        return rewritten.getvalue(), len(pdf.pages)


def strip(pdf: pikepdf.Pdf) -> bool:
    """Take out all that acts; whether there was any."""
    had_active = False
    for item in dictionaries(pdf):
        had_active |= strip_dictionary(item)
    return had_active


def dictionaries(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Every dictionary of the file once, those of streams and nested direct ones too."""
    waiting: list[Any] = [pdf.trailer, *pdf.objects]
    while waiting:
        item = waiting.pop()
        if isinstance(item, pikepdf.Array):
            waiting.extend(child for child in item if _is_direct_container(child))
        elif isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
            yield item
            waiting.extend(child for _key, child in item.items() if _is_direct_container(child))


def _is_direct_container(item: Any) -> bool:
    return isinstance(item, pikepdf.Array | pikepdf.Dictionary) and not item.is_indirect


def _is_signature(item: pikepdf.Object) -> bool:
    return "/ByteRange" in item and "/Contents" in item


def strip_dictionary(item: pikepdf.Object) -> bool:
    doomed = [key for key in ACTIVE_KEYS if key in item]
    if isinstance(item.get("/OpenAction"), pikepdf.Dictionary):
        # An array only says at which page to open.
        doomed.append("/OpenAction")
    doomed += [key for key in ACTION_KEYS if _names_action(item.get(key))]
    if _acts(item):
        doomed = [str(key) for key in item.keys() if key != "/Type"]  # noqa: SIM118 - a dictionary of a PDF is no mapping
    elif _is_script_node(item):
        doomed.append("/S")
    if isinstance(item, pikepdf.Stream):
        # Here /F names a file outside; in other dictionaries it is a set of flags.
        doomed += [key for key in ("/F", "/FFilter", "/FDecodeParms") if key in item]
    for key in doomed:
        del item[key]
    return bool(strip_annotations(item) or doomed)


def _acts(item: pikepdf.Object) -> bool:
    """Whether it is an action other than going to a page or to a plain address.

    Readers do not ask an action for its /Type, so one under a made-up type is one as well.
    """
    kind = item.get("/S")
    if not isinstance(kind, pikepdf.Name) or item.get("/Type", "/Action") in PASSIVE_TYPES:
        return False
    if kind == "/URI":
        return not str(item.get("/URI", "")).strip().lower().startswith(LINKS)
    return str(kind) in ACTIVE_ACTIONS


def _names_action(value: Any) -> bool:
    """Whether a place of actions holds an active one under a type that hides it."""
    if isinstance(value, pikepdf.Array):
        return any(_names_action(one) for one in value)
    hides = isinstance(value, pikepdf.Dictionary) and value.get("/Type") in PASSIVE_TYPES
    return hides and (str(value.get("/S", "")) in ACTIVE_ACTIONS or "/URI" in value)


def _is_script_node(item: pikepdf.Object) -> bool:
    return "/JS" in item and "/S" in item


def strip_annotations(item: pikepdf.Object) -> bool:
    annotations = item.get("/Annots")
    if not isinstance(annotations, pikepdf.Array):
        return False
    kept = [
        annotation
        for annotation in annotations
        if not (
            isinstance(annotation, pikepdf.Dictionary)
            and str(annotation.get("/Subtype", "")) in ACTIVE_ANNOTATIONS
        )
    ]
    if len(kept) == len(annotations):
        return False
    item["/Annots"] = pikepdf.Array(kept)
    return True


def drop_metadata(pdf: pikepdf.Pdf) -> None:
    """Names of authors, machines and programs: nobody reads them, and they travel on."""
    if "/Info" in pdf.trailer:
        del pdf.trailer["/Info"]
    if "/Metadata" in pdf.Root:
        del pdf.Root["/Metadata"]


def render(content: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Each page as WebP with its width and height in pixels."""
    document = pypdfium2.PdfDocument(content)
    for index in range(min(len(document), MAX_PAGES)):
        page = document[index]
        width, height = page.get_size()
        scale = min(PAGE_WIDTH / max(width, 1), PAGE_HEIGHT / max(height, 1))
        picture = page.render(scale=scale, may_draw_forms=True).to_pil().convert("RGB")
        yield _as_webp(picture), picture.width, picture.height
        page.close()


def _as_webp(picture: Image.Image) -> bytes:
    target = io.BytesIO()
    picture.save(target, "WEBP", quality=70, method=4)
    return target.getvalue()


def answer(command: str, content: bytes) -> tuple[dict[str, Any], bytes]:
    if command == "clean":
        cleaned, pages = clean(content)
        return {"pages": pages}, cleaned
    pictures = list(render(content))
    sizes = [[len(picture), width, height] for picture, width, height in pictures]
    return {"pictures": sizes}, b"".join(picture for picture, _width, _height in pictures)


def main() -> None:
    limit_resources()
    try:
        header, payload = answer(sys.argv[1], sys.stdin.buffer.read())
    except Refused as refusal:
        header, payload = {"refused": str(refusal)}, b""
    sys.stdout.buffer.write(json.dumps(header).encode() + b"\n" + payload)


if __name__ == "__main__":
    main()

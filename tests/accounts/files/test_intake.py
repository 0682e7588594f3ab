"""What arrives from outside: what is taken, what is refused and why, what the scanner says."""

import hashlib
import io
import socket
import struct
import threading
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from accounts.files import pdf_worker, pdfs, photos, viruses
from accounts.files.intake import Accepted, accept, display_name
from accounts.files.refusals import REASONS, FileRefused
from tests.accounts.files.arriving import pdf_bytes, saved

GPS = 34853
ORIENTATION = 274


def photo_bytes(form: str = "JPEG", size: tuple[int, int] = (300, 200), **options: Any) -> bytes:
    """A photo whose left half is red and whose right half is blue."""
    picture = Image.new("RGB", size, "blue")
    picture.paste("red", (0, 0, size[0] // 2, size[1]))
    target = io.BytesIO()
    picture.save(target, form, **options)
    return target.getvalue()


def sent(content: bytes, name: str = "pks.pdf", kind: str = "application/pdf") -> Accepted:
    return accept(SimpleUploadedFile(name, content, content_type=kind))


def refusal(content: bytes, name: str = "pks.pdf", kind: str = "application/pdf") -> str:
    with pytest.raises(FileRefused) as caught:
        sent(content, name, kind)
    assert str(caught.value.messages[0])
    return str(caught.value.code)


def zipped(name: str, content: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return target.getvalue()


@pytest.fixture
def clamd(tmp_path: Path, settings: Any) -> Iterator[list[bytes]]:
    """A stand-in for clamd: what it was sent, and FOUND for all that holds the word 'wabah'."""
    settings.SELARAS_CLAMD_SOCKET = str(tmp_path / "clamd.ctl")
    received: list[bytes] = []
    server = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    server.bind(settings.SELARAS_CLAMD_SOCKET)
    server.listen()

    def serve() -> None:
        while True:
            try:
                connection, _peer = server.accept()
            except OSError:
                return
            with connection, connection.makefile("rb") as stream:
                assert stream.read(10) == b"zINSTREAM\0"
                content = b""
                while length := struct.unpack("!I", stream.read(4))[0]:
                    content += stream.read(length)
                received.append(content)
                is_ill = b"wabah" in content
                connection.sendall(b"stream: Uji FOUND\0" if is_ill else b"stream: OK\0")

    threading.Thread(target=serve, daemon=True).start()
    yield received
    server.shutdown(socket.SHUT_RDWR)
    server.close()


# What is taken


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_photo_of_each_kind_becomes_a_jpeg(form: str) -> None:
    accepted = sent(photo_bytes(form), "foto.bin", "application/octet-stream")
    assert accepted.content_type == "image/jpeg"
    assert accepted.pages == 1
    with Image.open(io.BytesIO(accepted.content)) as kept:
        assert (kept.format, kept.size) == ("JPEG", (300, 200))


def test_sender_is_not_believed_about_the_type() -> None:
    accepted = sent(pdf_bytes(), "foto.jpg", "image/jpeg")
    assert accepted.content_type == "application/pdf"


def test_both_fingerprints_are_kept() -> None:
    content = pdf_bytes(pages=3)
    accepted = sent(content)
    assert accepted.pages == 3
    assert accepted.sha256_uploaded == hashlib.sha256(content).hexdigest()
    assert accepted.sha256_stored == hashlib.sha256(accepted.content).hexdigest()
    assert accepted.sha256_stored != accepted.sha256_uploaded


def test_large_photo_is_made_smaller() -> None:
    with Image.open(io.BytesIO(photos.normalised(photo_bytes(size=(4000, 3000))))) as kept:
        assert kept.size == (2000, 1500)


def test_photo_loses_exif_and_stands_upright() -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = 6  # the telephone was held upright: turn a quarter clockwise
    exif[271] = "Telepon Guru"
    exif.get_ifd(GPS)[2] = (6.0, 21.0, 30.0)
    content = photo_bytes(exif=exif, icc_profile=b"profil", comment=b"rahasia")
    with Image.open(io.BytesIO(content)) as before:
        assert before.getexif().get_ifd(GPS)
    kept_bytes = photos.normalised(content)
    with Image.open(io.BytesIO(kept_bytes)) as kept:
        assert kept.size == (200, 300)
        assert not kept.getexif()
        assert set(kept.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        red, _green, blue = kept.getpixel((100, 20))
        assert red > 200 > 60 > blue  # what was left is now above
    assert b"Telepon Guru" not in kept_bytes
    assert b"rahasia" not in kept_bytes


def test_transparent_photo_lies_on_white_paper() -> None:
    target = io.BytesIO()
    Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(target, "PNG")
    with Image.open(io.BytesIO(photos.normalised(target.getvalue()))) as kept:
        assert min(kept.getpixel((10, 10))) > 250


def test_grey_scans_stay_grey() -> None:
    target = io.BytesIO()
    Image.new("I;16", (20, 20), 65535).save(target, "PNG")
    with Image.open(io.BytesIO(photos.normalised(target.getvalue()))) as kept:
        assert kept.mode == "L"
        assert kept.getpixel((10, 10)) > 250


def test_what_is_hidden_behind_a_photo_is_gone() -> None:
    accepted = sent(photo_bytes() + b"<script>alert(1)</script>" + zipped("a.exe", b"MZ"))
    assert b"<script>" not in accepted.content
    assert b"PK\x03\x04" not in accepted.content


def test_what_is_hidden_behind_a_pdf_is_gone() -> None:
    accepted = sent(pdf_bytes() + zipped("a.html", b"<script>alert(1)</script>"))
    assert b"PK\x03\x04" not in accepted.content
    assert accepted.content.rstrip().endswith(b"%%EOF")


# What is refused


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"MZ" + b"\0" * 200, "wrong_type"),
        (b"<html><script>alert(1)</script></html>", "wrong_type"),
        (b"GIF89a" + b"\0" * 50, "wrong_type"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "wrong_type"),
        (zipped("xl/workbook.xml", b"<a/>"), "office_document"),
        (zipped("xl/sheet1.xml", b"\0" * 30_000_000), "office_document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100, "office_document"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 100, "heic"),
        (b"%PDF-1.7\n", "broken"),
        (b"%PDF-1.7\n" + zipped("bom.bin", b"\0" * 5_000_000), "broken"),
        (photo_bytes(size=(900, 900))[:4000], "broken"),
        (photo_bytes("PNG")[:150], "broken"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 100, "broken"),
    ],
)
def test_hostile_or_useless_file_is_refused_with_its_reason(content: bytes, code: str) -> None:
    assert refusal(content) == code


def test_file_over_the_limit_is_refused(settings: Any) -> None:
    settings.SELARAS_UPLOAD_MAX_BYTES = 1000
    assert refusal(photo_bytes() + b"\0" * 1000) == "too_large"


def test_reading_stops_at_the_limit_when_the_size_lies(settings: Any) -> None:
    settings.SELARAS_UPLOAD_MAX_BYTES = 200_000
    read = []

    class Liar(SimpleUploadedFile):
        def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
            for _part in range(1000):
                read.append(1)
                yield b"x" * 100_000

    file = Liar("a.pdf", b"x")
    with pytest.raises(FileRefused) as caught:
        accept(file)
    assert caught.value.code == "too_large"
    assert len(read) == 3


def test_photo_of_a_hundred_megapixels_is_refused_before_decoding() -> None:
    target = io.BytesIO()
    Image.new("1", (10_000, 10_000)).save(target, "PNG")
    assert len(target.getvalue()) < 100_000
    assert refusal(target.getvalue()) == "too_many_pixels"


def test_photo_of_four_hundred_megapixels_is_refused() -> None:
    target = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(target, "PNG")
    assert refusal(target.getvalue()) == "too_many_pixels"


def test_a_picture_that_is_decoded_whole_may_be_less_large_than_a_photo() -> None:
    whole, photo = io.BytesIO(), io.BytesIO()
    Image.new("L", (7000, 6000)).save(whole, "PNG")
    Image.new("L", (7000, 6000)).save(photo, "JPEG")
    assert refusal(whole.getvalue()) == "too_many_pixels"
    with Image.open(io.BytesIO(photos.normalised(photo.getvalue()))) as kept:
        assert kept.size == (2000, 1714)


def test_large_pictures_are_decoded_one_after_the_other(monkeypatch: Any) -> None:
    held: list[bool] = []
    resized = Image.Image.thumbnail

    def watched(picture: Image.Image, *args: Any, **kwargs: Any) -> None:
        held.append(photos.ONE_AT_A_TIME.locked())
        resized(picture, *args, **kwargs)

    monkeypatch.setattr(Image.Image, "thumbnail", watched)
    for size in ((100, 100), (4000, 3100)):
        target = io.BytesIO()
        Image.new("L", size).save(target, "PNG")
        photos.normalised(target.getvalue())
    assert held == [False, True]
    assert not photos.ONE_AT_A_TIME.locked()


def test_pdf_behind_a_password_is_refused() -> None:
    locked = pdf_bytes(encryption=pikepdf.Encryption(user="rahasia", owner="rahasia"))
    assert refusal(locked) == "encrypted"


def test_pdf_that_only_forbids_printing_is_unlocked() -> None:
    content = pdf_bytes(encryption=pikepdf.Encryption(user="", owner="rahasia"))
    with pikepdf.open(io.BytesIO(sent(content).content)) as kept:
        assert not kept.is_encrypted


def test_pdf_without_pages_is_refused() -> None:
    assert refusal(saved(pikepdf.new())) == "broken"


def test_pdf_with_too_many_pages_is_refused() -> None:
    pdf = pikepdf.new()
    for _page in range(pdf_worker.MAX_PAGES + 1):
        pdf.add_blank_page(page_size=(10, 10))
    assert refusal(saved(pdf)) == "too_many_pages"


@pytest.mark.parametrize("form", [".pdf", ".jpg", ".txt"])
def test_eicar_is_refused(form: str) -> None:
    assert refusal(viruses.EICAR, f"uji{form}") == "virus"


def test_eicar_inside_a_pdf_is_refused() -> None:
    assert refusal(pdf_bytes() + viruses.EICAR) == "virus"


def test_bomb_within_a_pdf_ends_the_worker_and_not_the_portal() -> None:
    bomb = pdf_with_bomb()
    assert len(bomb) < 5_000_000
    assert len(pdfs.clean(bomb)[0]) < 5_000_000
    with pytest.raises(FileRefused) as caught:
        list(pdfs.pictures(bomb))
    assert caught.value.code == "broken"


def pdf_with_bomb() -> bytes:
    """A page whose drawing is two gigabytes of blanks, in two megabytes."""
    squeezer = zlib.compressobj(9)
    blanks = b" " * 50_000_000
    squeezed = b"".join(squeezer.compress(blanks) for _round in range(40)) + squeezer.flush()
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    drawing = pikepdf.Stream(pdf, squeezed)
    drawing.Filter = pikepdf.Name.FlateDecode
    page.Contents = drawing
    target = io.BytesIO()
    pdf.save(target, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return target.getvalue()


# Names, photos as one PDF, pictures of pages


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("pks.pdf", "pks.pdf"),
        ("../../etc/passwd", "passwd"),
        (r"C:\Users\guru\MoU Toyota.pdf", "MoU Toyota.pdf"),
        ("a\0b\n\r\x1b.pdf", "ab.pdf"),
        ("\u202efdp.exe", "fdp.exe"),
        ("...", "berkas"),
        ("", "berkas"),
        ("x" * 300 + ".pdf", "x" * 146 + ".pdf"),
        ("perjanjian “Rangkasbitung” 株式.pdf", "perjanjian “Rangkasbitung” 株式.pdf"),
    ],
)
def test_name_is_kept_for_showing_only(name: str, shown: str) -> None:
    assert display_name(name) == shown


def test_photos_become_one_pdf_in_order_and_turned() -> None:
    lying, standing = photo_bytes(size=(400, 200)), photo_bytes(size=(200, 400))
    combined = pdfs.combine([(standing, 0), (lying, 90)])
    with pikepdf.open(io.BytesIO(combined)) as pdf:
        assert [int(page.get("/Rotate", 0)) for page in pdf.pages] == [0, 90]
        first, second = pdf.pages
        assert first.Resources.XObject.Foto.read_raw_bytes() == standing
        assert second.Resources.XObject.Foto.read_raw_bytes() == lying
    one, two = pdfs.pictures(combined)
    assert one.height > one.width
    assert two.height > two.width  # lay across, was turned a quarter
    with Image.open(io.BytesIO(two.content)) as page:
        above = page.convert("RGB").getpixel((two.width // 2, two.height // 4))
    assert above[0] > 200 > 60 > above[2]  # the left half is above after a clockwise quarter


def test_pages_are_drawn_at_reading_width() -> None:
    drawn = list(pdfs.pictures(pdf_bytes(pages=2)))
    assert len(drawn) == 2
    assert drawn[0].width == pdf_worker.PAGE_WIDTH
    with Image.open(io.BytesIO(drawn[0].content)) as page:
        assert page.format == "WEBP"
        assert page.convert("L").getextrema()[0] < 100  # the text is there


def test_page_of_absurd_size_is_drawn_small() -> None:
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(14_400, 3))
    pdf.add_blank_page(page_size=(3, 14_400))
    for drawn in pdfs.pictures(saved(pdf)):
        assert drawn.width <= pdf_worker.PAGE_WIDTH
        assert drawn.height <= pdf_worker.PAGE_HEIGHT


def test_thumbnail_is_turned_clockwise() -> None:
    with Image.open(io.BytesIO(photos.thumbnail(photo_bytes(), turn=90))) as small:
        assert small.height > small.width
        red, _green, blue = small.convert("RGB").getpixel((small.width // 2, 10))
        assert red > 200 > 60 > blue


# The virus scanner


def test_clean_file_passes_the_scanner(clamd: list[bytes]) -> None:
    content = photo_bytes("PNG", size=(900, 900)) + b"\0" * 200_000
    sent(content, "foto.png")
    assert clamd == [content]


def test_found_virus_is_refused(clamd: list[bytes]) -> None:
    assert refusal(photo_bytes() + b"wabah") == "virus"
    assert len(clamd) == 1


def test_silent_scanner_lets_nothing_through(settings: Any, tmp_path: Path) -> None:
    settings.SELARAS_CLAMD_SOCKET = str(tmp_path / "tidak-ada")
    assert refusal(photo_bytes()) == "unscanned"


def test_every_refusal_has_words() -> None:
    for code in REASONS:
        told = FileRefused(code, limit="20 MB", pages=300)
        assert told.messages[0]
        assert "%(" not in told.messages[0]

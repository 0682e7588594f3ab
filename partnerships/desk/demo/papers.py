"""Papers for the examples: a drawn page that says what it is, as a photo or as a PDF."""

import io
import textwrap

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw, ImageFont

# A4 at 110 dots per inch.
SHEET = (909, 1286)
MARGIN = 90
INK, GREY, RED, DESK = "#222222", "#dddddd", "#a40000", "#6b5b4b"
ARTICLES = [
    "Pasal 1  Maksud dan tujuan",
    "Pasal 2  Ruang lingkup",
    "Pasal 3  Hak dan kewajiban para pihak",
    "Pasal 4  Jangka waktu",
    "Pasal 5  Penutup",
]


def photo(title: str, *lines: str) -> SimpleUploadedFile:
    """The sheet as a telephone sees it: on a desk, not quite straight."""
    desk = Image.new("RGB", (SHEET[0] + 140, SHEET[1] + 140), DESK)
    desk.paste(sheet(title, *lines), (70, 70))
    crooked = desk.rotate(1.5, resample=Image.Resampling.BILINEAR, fillcolor=DESK)
    return _file(crooked, "JPEG", "foto-naskah.jpg", "image/jpeg")


def pdf(title: str, *lines: str) -> SimpleUploadedFile:
    return _file(sheet(title, *lines), "PDF", "naskah.pdf", "application/pdf")


def sheet(title: str, *lines: str) -> Image.Image:
    """One page: its mark, a title, what the lines say, articles and two places to sign."""
    page = Image.new("RGB", SHEET, "white")
    page.paste(_watermark(), (0, SHEET[1] - 560))
    pen = ImageDraw.Draw(page)
    y = 70.0
    for text, size, colour in [
        ("NASKAH CONTOH", 72, RED),
        ("Rekaan untuk peragaan Selaras, bukan dokumen resmi", 28, RED),
        *((part, 42, INK) for part in textwrap.wrap(title, 34)),
        *((part, 30, INK) for line in lines for part in textwrap.wrap(line, 48)),
        *((article, 30, INK) for article in ARTICLES),
    ]:
        pen.text((MARGIN, y), text, font=_font(size), fill=colour)
        y += size * 1.6
    _sign(pen, y=SHEET[1] - 260)
    return page


def _sign(pen: ImageDraw.ImageDraw, *, y: float) -> None:
    for x, party in ((MARGIN, "PIHAK KESATU"), (SHEET[0] // 2 + 40, "PIHAK KEDUA")):
        pen.text((x, y), party, font=_font(30), fill=INK)
        pen.text((x, y + 110), "(tanda tangan contoh)", font=_font(26), fill=INK)
        pen.line((x, y + 145, x + 290, y + 145), fill=INK, width=2)


def _watermark() -> Image.Image:
    band = Image.new("RGB", (SHEET[0], 320), "white")
    ImageDraw.Draw(band).text((MARGIN, 60), "CONTOH", font=_font(180), fill=GREY)
    return band


def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """Pillow's own, so that no font is looked for on the machine."""
    return ImageFont.load_default(size)


def _file(image: Image.Image, form: str, name: str, mime: str) -> SimpleUploadedFile:
    target = io.BytesIO()
    image.save(target, form)
    return SimpleUploadedFile(name, target.getvalue(), content_type=mime)

"""Photographs: turned upright, made smaller, and rid of what the telephone wrote into them."""

import io
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import Image, ImageOps

from partnerships.agreements.files.refusals import FileRefused

FORMATS = ["JPEG", "PNG", "WEBP"]
MAX_PIXELS = 60_000_000
Image.MAX_IMAGE_PIXELS = MAX_PIXELS
# A4 at 170 dots per inch: small print stays readable, ten sheets stay below 6 MB.
LONGEST_SIDE = 2000
THUMBNAIL = 360


@contextmanager
def opened(content: bytes) -> Iterator[Image.Image]:
    """The photo, not decoded yet; raises FileRefused, also for what breaks within."""
    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as photo:
            if photo.width * photo.height > MAX_PIXELS:
                raise FileRefused("too_many_pixels")
            yield photo
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise FileRefused("too_many_pixels") from error
    except (OSError, SyntaxError, ValueError, EOFError, MemoryError) as error:
        raise FileRefused("broken") from error


def normalised(content: bytes) -> bytes:
    """A JPEG of at most 2000 pixels a side, upright, without EXIF, GPS or profile."""
    with opened(content) as photo:
        # JPEG decodes straight to a smaller size: a 50 MP photo costs little memory.
        photo.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        picture = on_white(ImageOps.exif_transpose(photo))
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    bare = Image.new(picture.mode, picture.size)
    bare.paste(picture)
    return as_bytes(bare, "JPEG", quality=82, optimize=True)


def on_white(photo: Image.Image) -> Image.Image:
    """As RGB or grey; what is transparent lies on white paper."""
    if photo.mode in {"1", "L"}:
        return photo.convert("L")
    if photo.mode.startswith("I"):
        # 16-bit grey of scanners: convert() would cut instead of scale.
        return photo.convert("I").point(lambda value: value / 256).convert("L")
    if "A" in photo.getbands() or "transparency" in photo.info:
        paper = Image.new("RGBA", photo.size, "white")
        paper.alpha_composite(photo.convert("RGBA"))
        photo = paper
    return photo.convert("RGB")


def thumbnail(content: bytes, *, turn: int) -> bytes:
    """A small WebP of a stored photo, turned clockwise by so many degrees."""
    with opened(content) as photo:
        photo.draft("RGB", (THUMBNAIL, THUMBNAIL))
        picture = photo.convert("RGB").rotate(-turn, expand=True)
    picture.thumbnail((THUMBNAIL, THUMBNAIL))
    return as_bytes(picture, "WEBP", quality=70)


def as_bytes(picture: Image.Image, form: str, **options: int | bool) -> bytes:
    target = io.BytesIO()
    picture.save(target, form, **options)
    return target.getvalue()

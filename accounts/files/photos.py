"""Photographs: turned upright, made smaller, and rid of what the telephone wrote into them."""

import io
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any

from PIL import Image, ImageOps

from accounts.files.refusals import FileRefused

FORMATS = ["JPEG", "PNG", "WEBP"]
MAX_PIXELS = 60_000_000
# PNG and WebP hide any size in a few kilobytes and are decoded whole, four bytes a pixel.
MAX_PIXELS_WHOLE = 40_000_000
LARGE_PIXELS = 12_000_000
ONE_AT_A_TIME = threading.Lock()
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


def normalised(content: bytes, *, longest: int = LONGEST_SIDE) -> bytes:
    """A JPEG of at most so many pixels a side, upright, without EXIF, GPS or profile."""
    with opened(content) as photo:
        # JPEG decodes straight to a smaller size: a 50 MP photo costs little memory.
        photo.draft("RGB", (longest, longest))
        with turn_of(photo):
            picture = whole_toned(photo)
            picture.thumbnail((longest, longest))
        picture = on_white(ImageOps.exif_transpose(picture))
    bare = Image.new(picture.mode, picture.size)
    bare.paste(picture)
    return as_bytes(bare, "JPEG", quality=82, optimize=True)


def turn_of(photo: Image.Image) -> AbstractContextManager[Any]:
    """Large pictures are decoded one after the other: a few at once would fill the memory."""
    if photo.width * photo.height <= LARGE_PIXELS:
        return nullcontext()
    if photo.format != "JPEG" and photo.width * photo.height > MAX_PIXELS_WHOLE:
        raise FileRefused("too_many_pixels")
    return ONE_AT_A_TIME


def whole_toned(photo: Image.Image) -> Image.Image:
    """In a mode that keeps its tones when it is made smaller: no palette, no 1 or 16 bits."""
    if photo.mode == "1":
        return photo.convert("L")
    if photo.mode.startswith("I"):
        # 16-bit grey of scanners: convert() would cut instead of scale.
        return photo.convert("I").point(lambda value: value / 256).convert("L")
    if "transparency" in photo.info or photo.mode == "PA":
        return photo.convert("RGBA")
    return photo.convert("RGB") if photo.mode == "P" else photo


def on_white(photo: Image.Image) -> Image.Image:
    """As RGB or grey; what is transparent lies on white paper."""
    if photo.mode == "L":
        return photo
    if "A" in photo.getbands():
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

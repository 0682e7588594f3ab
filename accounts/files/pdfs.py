"""PDFs, opened by a worker process within limits; photos made into one."""

import io
import json
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
from PIL import Image

from accounts.files.pdf_worker import MAX_PAGES
from accounts.files.refusals import FileRefused

WORKER = Path(__file__).with_name("pdf_worker.py")
SECONDS = 90
# Each may take as much memory as the worker's limit allows.
FEW_AT_A_TIME = threading.BoundedSemaphore(2)
# The long side of A4 in points: a photographed sheet is as large as it was, without a margin.
LONG_SIDE = 841.89


@dataclass(frozen=True)
class Picture:
    """A page as WebP; width and height in pixels."""

    content: bytes
    width: int
    height: int


def ask_worker(command: str, content: bytes) -> tuple[dict[str, Any], bytes]:
    """What the worker says of the file; one that it breaks over is broken."""
    try:
        with FEW_AT_A_TIME:
            done = subprocess.run(  # noqa: S603 - our own program, no argument from outside
                [sys.executable, "-I", str(WORKER), command],
                input=content,
                capture_output=True,
                timeout=SECONDS,
                check=True,
            )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        raise FileRefused("broken") from error
    line, _separator, payload = done.stdout.partition(b"\n")
    header = json.loads(line)
    if "refused" in header:
        raise FileRefused(header["refused"], pages=MAX_PAGES)
    return header, payload


def clean(content: bytes) -> tuple[bytes, int]:
    """The PDF without active content and its number of pages; raises FileRefused."""
    header, cleaned = ask_worker("clean", content)
    return cleaned, header["pages"]


def pictures(content: bytes) -> Iterator[Picture]:
    """Its pages in order; raises FileRefused for what cannot be drawn."""
    header, payload = ask_worker("render", content)
    start = 0
    for size, width, height in header["pictures"]:
        yield Picture(payload[start : start + size], width, height)
        start += size


def combine(photos: Iterable[tuple[bytes, int]]) -> bytes:
    """One PDF of normalised JPEGs, each with its clockwise turn in degrees, in that order.

    The photos are laid in as they are, not compressed again.
    """
    pdf = pikepdf.new()
    for content, turn in photos:
        add_photo(pdf, content, turn)
    target = io.BytesIO()
    pdf.save(target, deterministic_id=True)
    return target.getvalue()


def turned(content: bytes, turns: Mapping[int, int]) -> bytes:
    """A PDF that `combine` made, some of its pages turned: page number to degrees clockwise.

    Only for our own: what others made is opened by the worker.
    """
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for number, degrees in turns.items():
            page = pdf.pages[number - 1]
            page.Rotate = (int(page.obj.get("/Rotate", 0)) + degrees) % 360
        target = io.BytesIO()
        pdf.save(target, deterministic_id=True)
    return target.getvalue()


def joined(content: bytes, more: bytes) -> bytes:
    """Two PDFs that `combine` made as one, the pages of the second behind those of the first."""
    with pikepdf.open(io.BytesIO(content)) as pdf, pikepdf.open(io.BytesIO(more)) as added:
        pdf.pages.extend(added.pages)
        target = io.BytesIO()
        pdf.save(target, deterministic_id=True)
    return target.getvalue()


def add_photo(pdf: pikepdf.Pdf, content: bytes, turn: int) -> None:
    with Image.open(io.BytesIO(content), formats=["JPEG"]) as photo:
        width, height = photo.size
        colours = "/DeviceGray" if photo.mode == "L" else "/DeviceRGB"
    scale = LONG_SIDE / max(width, height)
    across, up = width * scale, height * scale
    picture = pikepdf.Stream(
        pdf,
        content,
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=width,
        Height=height,
        ColorSpace=pikepdf.Name(colours),
        BitsPerComponent=8,
        Filter=pikepdf.Name.DCTDecode,
    )
    page = pdf.add_blank_page(page_size=(across, up))
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Foto=picture))
    drawing = f"q {across:.3f} 0 0 {up:.3f} 0 0 cm /Foto Do Q"
    page.Contents = pikepdf.Stream(pdf, drawing.encode())
    page.Rotate = turn

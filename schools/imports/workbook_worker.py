"""A program of its own that opens workbooks from outside, within limits of memory and time.

A workbook is opened nowhere else. Its reader holds a sheet as a full rectangle, and is ended at
once where there is no memory for it: in the web server that would end everybody's requests.

Reads the file from standard input. Writes a line of JSON, `{"refused": code}` or `{}`; after the
latter, for each sheet a line `#` and then each row as a line of JSON. It knows neither Django nor
the database, and is called by `tables.py`.
"""

import json
import re
import resource
import sys
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from io import BytesIO
from itertools import islice
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

MEMORY_BYTES = 1536 * 1024 * 1024
CPU_SECONDS = 60
# A workbook is a zip: small outside, possibly endless inside.
UNPACKED_MAX_BYTES = 300 * 1024 * 1024
PACKING_RATIO_MAX = 200
PARTS_MAX = 2000
CELLS_MAX = 8_000_000
ROWS_MAX = 200_000
# What is told of it: a long text that stands in many cells is stored once and told each time.
TOLD_MAX_BYTES = 100 * 1024 * 1024
REFERENCE = re.compile(rb"""[\s"']r\s*=\s*["']([A-Za-z]{0,9})([0-9]{1,12})["']""")
SHEET = b"#\n"


class Refused(Exception):  # noqa: N818 - a verdict, not a fault
    """The workbook cannot be read; the argument is the code that `tables.py` has words for."""


def limit_resources() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def refuse_bombs(data: bytes) -> None:
    """Bound what the zip unpacks to, and how far apart its cells stand, before reading it."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as parts:
            listed = parts.infolist()
            if "xl/workbook.xml" not in parts.namelist():
                raise Refused("broken")
            if any(part.filename.lower().endswith("vbaproject.bin") for part in listed):
                raise Refused("macros")
            if is_bomb(listed) or any(is_vast(parts, part) for part in listed):
                raise Refused("too_large")
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError) as error:
        raise Refused("broken") from error


def is_bomb(parts: Sequence[zipfile.ZipInfo]) -> bool:
    packed_tight = any(
        part.file_size > PACKING_RATIO_MAX * max(part.compress_size, 1024) for part in parts
    )
    unpacked = sum(part.file_size for part in parts)
    return packed_tight or unpacked > UNPACKED_MAX_BYTES or len(parts) > PARTS_MAX


def is_vast(parts: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Whether the cells named in this part span more than we are willing to hold.

    Any part may be a sheet, wherever it lies, so each is asked for attributes like r="XFD9".
    """
    if part.filename == "xl/sharedStrings.xml":
        return False
    last_row = last_column = 0
    for column, row in REFERENCE.findall(parts.read(part)):
        last_row = max(last_row, int(row))
        last_column = max(last_column, column_number(column.upper()))
    return last_row * max(last_column, 1) > CELLS_MAX


def column_number(letters: bytes) -> int:
    """`A` is 1, `XFD` is 16384; a row's reference has no letters: 0."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def told(data: bytes) -> Iterator[bytes]:
    """The sheets and their rows, as they are written."""
    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(data))
        for name in workbook.sheet_names:
            yield SHEET
            # One more than is taken, so that the reader learns that there are too many.
            for row in islice(workbook.get_sheet_by_name(name).iter_rows(), ROWS_MAX + 1):
                yield json.dumps(row, default=in_words).encode() + b"\n"
    except (CalamineError, OSError) as error:
        raise Refused("broken") from error


def in_words(value: Any) -> dict[str, str | float]:
    """A cell that JSON has no sort of value for; `tables.cell` reads it back."""
    match value:
        case datetime():
            return {"datetime": value.isoformat()}
        case date():
            return {"date": value.isoformat()}
        case time():
            return {"time": value.isoformat()}
        case timedelta():
            return {"seconds": value.total_seconds()}
    raise TypeError(type(value))


def answer(data: bytes) -> bytes:
    refuse_bombs(data)
    found = bytearray()
    for line in told(data):
        found += line
        if len(found) > TOLD_MAX_BYTES:
            raise Refused("too_large")
    return b"{}\n" + bytes(found)


def main() -> None:
    limit_resources()
    try:
        written = answer(sys.stdin.buffer.read())
    except Refused as refusal:
        written = json.dumps({"refused": str(refusal)}).encode() + b"\n"
    except MemoryError:
        written = b'{"refused": "too_large"}\n'
    sys.stdout.buffer.write(written)


if __name__ == "__main__":
    main()

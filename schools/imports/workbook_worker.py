"""A program of its own that opens workbooks from outside, within limits of memory and time.

A workbook is opened nowhere else. Its reader holds a sheet as a full rectangle, and is ended at
once where there is no memory for it: in the web server that would end everybody's requests.

Reads the file from standard input, .xlsx or the .xls of before. Writes a line of JSON,
`{"refused": code}` or `{"is_1904": …}`; after the latter, for each sheet a line `#` and then each
row as a line of JSON. It knows neither Django nor the database, and is called by `tables.py`.
"""

import json
import re
import resource
import struct
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
# How a compound file begins, which .xls is: sectors under a directory of names in UTF-16.
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MACROS = "_VBA_PROJECT_CUR".encode("utf-16-le")
LOCKED = "EncryptedPackage".encode("utf-16-le")
# The first record of a workbook of Excel 97, and those that say which day is 0 and that it is
# behind a password.
BEGINNING = b"\x09\x08\x10\x00\x00\x06\x05\x00"
DAY_ZERO, PASSWORD = 0x0022, 0x002F
RECORDS_ASKED = 100
EPOCH_1904 = re.compile(rb"""date1904\s*=\s*["'](?:1|true)["']""")


class Refused(Exception):  # noqa: N818 - a verdict, not a fault
    """The workbook cannot be read; the argument is the code that `tables.py` has words for."""


def limit_resources() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def refuse_old(data: bytes) -> None:
    """What a .xls may not hold. Nothing in it is packed; how far its cells span, the limits bound.

    Programs know macros and passwords by these names, so they are looked for without a parser.
    """
    if LOCKED in data or PASSWORD in dict(first_records(data)):
        raise Refused("locked")
    if MACROS in data:
        raise Refused("macros")


def first_records(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The kinds and bodies of the records with which the workbook in a .xls begins."""
    place = data.find(BEGINNING)
    for _number in range(RECORDS_ASKED if place >= 0 else 0):
        if place + 4 > len(data):
            return
        kind, length = struct.unpack_from("<HH", data, place)
        yield kind, data[place + 4 : place + 4 + length]
        place += 4 + length


def is_1904(data: bytes) -> bool:
    """Whether its day 0 is the first of 1904, as on the Macs of old; numbers mean other days."""
    if data.startswith(COMPOUND):
        return dict(first_records(data)).get(DAY_ZERO) == b"\x01\x00"
    with zipfile.ZipFile(BytesIO(data)) as parts:
        return bool(EPOCH_1904.search(parts.read("xl/workbook.xml")))


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
    if data.startswith(COMPOUND):
        refuse_old(data)
    else:
        refuse_bombs(data)
    found = bytearray(json.dumps({"is_1904": is_1904(data)}).encode() + b"\n")
    for line in told(data):
        found += line
        if len(found) > TOLD_MAX_BYTES:
            raise Refused("too_large")
    return bytes(found)


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

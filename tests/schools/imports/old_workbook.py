"""Writes workbooks of Excel 97 (.xls) for tests: BIFF8 records in a compound file.

By hand, because no library that writes them is among what the project needs to run. The layouts
are those of Microsoft's [MS-XLS] and [MS-CFB]: texts as LABEL, numbers and days as NUMBER.
"""

import struct
from collections.abc import Sequence
from datetime import date
from typing import Any

SECTOR = 512
FREE, END, TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
GENERAL, DAY = 0, 1
EPOCHS = {False: date(1899, 12, 30), True: date(1904, 1, 1)}


def old_workbook(
    rows: Sequence[Sequence[Any]], *, is_1904: bool = False, names: Sequence[str] = ("Workbook",)
) -> bytes:
    """One sheet with these rows; `names` are those of the streams, the workbook the first."""
    globals_ = [
        record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0x0DBB, 1996, 0x41, 6)),
        record(0x0022, struct.pack("<H", is_1904)),
        *(record(0x0031, FONT) for _ in range(4)),
        record(0x00E0, look(0)),
        record(0x00E0, look(14)),
    ]
    sheet = [
        record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0x0DBB, 1996, 0x41, 6)),
        *cells(rows, is_1904),
        record(0x000A),
    ]
    name = text("Daftar", "<B")
    start = sum(map(len, globals_)) + 4 + 6 + len(name) + 4
    globals_.append(record(0x0085, struct.pack("<IH", start, 0) + name))
    globals_.append(record(0x000A))
    return compound(b"".join(globals_ + sheet), names)


def cells(rows: Sequence[Sequence[Any]], is_1904: bool) -> list[bytes]:
    found = []
    for y, row in enumerate(rows):
        for x, value in enumerate(row):
            if value is None or value == "":
                continue
            found.append(cell(y, x, value, EPOCHS[is_1904]))
    return found


def cell(y: int, x: int, value: Any, epoch: date) -> bytes:
    if isinstance(value, str):
        return record(0x0204, struct.pack("<HHH", y, x, GENERAL) + text(value, "<H"))
    is_day = isinstance(value, date)
    number = float((value - epoch).days if is_day else value)
    return record(0x0203, struct.pack("<HHHd", y, x, DAY if is_day else GENERAL, number))


def record(kind: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def text(value: str, length: str) -> bytes:
    """Behind its length, in UTF-16."""
    return struct.pack(length, len(value)) + b"\x01" + value.encode("utf-16-le")


def look(number_format: int) -> bytes:
    return struct.pack("<HHH", 0, number_format, 0xFFF5) + b"\0" * 14


FONT = struct.pack("<HHHHHBBBB", 200, 0, 0x7FFF, 400, 0, 0, 0, 0, 0) + text("Arial", "<B")


def compound(stream: bytes, names: Sequence[str]) -> bytes:
    """The stream under each of the names, long enough to stand in sectors of full size."""
    stream = stream.ljust(max(4096, -(-len(stream) // SECTOR) * SECTOR), b"\0")
    length = len(stream) // SECTOR
    tables = -(-(length + 1) // (SECTOR // 4 - 1))
    first = tables + 1
    chain = [TABLE] * tables + [END]
    chain += [first + n + 1 for n in range(length - 1)] + [END]
    chain += [FREE] * (tables * SECTOR // 4 - len(chain))
    places = [*range(tables), *[FREE] * (109 - tables)]
    header = struct.pack(
        "<8s16sHHHHH6xIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6,
        0, tables, tables, 0, 4096, END, 0, END, 0,
    ) + struct.pack("<109I", *places)  # fmt: skip
    entries = entry("Root Entry", 5, child=1, start=END, size=0)
    for number, name in enumerate(names, start=1):
        after = number + 1 if number < len(names) else FREE
        entries += entry(name, 2, right=after, start=first, size=len(stream))
    directory = entries.ljust(SECTOR, b"\0")
    return header + struct.pack(f"<{len(chain)}I", *chain) + directory + stream


def entry(
    name: str, kind: int, *, child: int = FREE, right: int = FREE, start: int, size: int
) -> bytes:
    written = name.encode("utf-16-le") + b"\0\0"
    return struct.pack(
        "<64sHBBIII16xI16xIQ", written, len(written), kind, 1, FREE, right, child, 0, start, size
    )

"""Pure data in, the bytes of a PDF out: the sheets in `sheets/`, set by Typst.

What people typed reaches a sheet as JSON and stands in it as text: no sign of it is ever read as
markup, and nothing is fetched from anywhere.
"""

import json
from collections.abc import Iterable, Mapping
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_STORED, ZipFile

import pikepdf
import typst

SHEETS = Path(__file__).with_name("sheets")
# The moment in the file is ours to say: the same data gives the same bytes.
UNDATED = 0


@cache
def _sources() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(SHEETS.glob("*.typ"))}


def compose(sheet: str, data: Mapping[str, Any], *, at: int = UNDATED) -> bytes:
    """The sheet of that name, filled in; `at` is the moment of its making, in seconds since 1970.

    Raises typst.TypstError for data that the sheet does not know what to do with.
    """
    sources = dict(_sources())
    sources["main"] = sources.pop(f"{sheet}.typ")
    pdf: bytes = typst.compile(
        sources,  # type: ignore[call-overload]  # its stubs leave out a set of files
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        ignore_system_fonts=True,
        timestamp=at,
    )
    return pdf


def pages_in(content: bytes) -> int:
    """Of a PDF of our own."""
    with pikepdf.open(BytesIO(content)) as pdf:
        return len(pdf.pages)


def bundled(contents: Iterable[bytes]) -> bytes:
    """PDFs of our own as one, each behind the other."""
    target = BytesIO()
    with pikepdf.new() as whole:
        for content in contents:
            with pikepdf.open(BytesIO(content)) as pdf:
                whole.pages.extend(pdf.pages)
        whole.save(target, deterministic_id=True)
    return target.getvalue()


def zipped(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Named files in a ZIP; PDFs hardly grow smaller, so that they are stored as they are."""
    target = BytesIO()
    with ZipFile(target, "w", ZIP_STORED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return target.getvalue()

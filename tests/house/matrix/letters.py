"""Letters of PKL: who sets the letterhead, who issues and withdraws, who only reads the own."""

from django.core.files.uploadedfile import SimpleUploadedFile

from tests import makers
from tests.house.matrix.choices import DECIDERS
from tests.house.matrix.lines import (
    ALL_PUPIL_KEEPERS,
    DAY,
    Line,
    changing,
    reading,
    sent,
)
from tests.house.matrix.placing import READERS
from tests.house.worlds.world import World
from tests.placements.scenes import sheet_photo

HEAD = {"name": "SMKN CONTOH", "paper": "f4", "acting": "own", "position": "Kepala Sekolah"}


def signed(_world: World) -> dict[str, object]:
    photo = SimpleUploadedFile("lembar.jpg", sheet_photo(), content_type="image/jpeg")
    return {"scans": photo}


LETTERS = [
    changing("placements:letterhead", by=ALL_PUPIL_KEEPERS, body=sent(**HEAD, revision=0)),
    Line("placements:letterhead_sample", reads=ALL_PUPIL_KEEPERS),
    Line("placements:letters", "placements", reads=READERS),
    Line(
        "placements:letters_of_kind",
        "letters of a kind",
        reads=READERS,
        writes=DECIDERS,
        body=sent(untuk="semua", dated=DAY, numbering="blank"),
    ),
    Line(
        "placements:letters_search",
        "letters of a kind",
        idle=READERS,
        body=sent(cari="Siswa"),
    ),
    *reading("placements:letters_progress", "letters of a kind", reads=READERS),
    Line("placements:letters_print", "letters of a kind", writes=DECIDERS),
    Line("placements:letters_file", "file of letters", reads=READERS),
    *reading("placements:letter placements:letter_file", "letter", reads=READERS),
    Line("placements:letter", "withdrawn letter", reads=READERS),
    Line(
        "placements:letter_void",
        "letter",
        writes=DECIDERS,
        body=sent(**{"cabut-reason": "Salah tanggal"}),
    ),
    Line(
        "placements:letter_reissue",
        "letter",
        writes=DECIDERS,
        body=sent(dated=makers.TODAY.isoformat(), reason="Salah tanggal"),
    ),
    Line("placements:letter_sign", "letter", writes=DECIDERS, body=signed),
    Line("placements:signed_file", "signed sheet", reads=READERS),
    Line("placements:signed_remove", "signed sheet", writes=DECIDERS),
]

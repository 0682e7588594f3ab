"""Lot numbers, drawn from a seed that can be published before the run.

A lot depends on nothing but the seed, the pupil and the site: not on the order of the file, nor on
who else takes part.
"""

from hashlib import blake2b

HIGHEST = 1 << 20
NOWHERE = ""
"""Stands for the site of a pupil who stays unplaced."""


def lot(seed: int, pupil: str, site: str) -> int:
    """From 1 to HIGHEST. Ids hold no NUL, so that the drawn text is of one pair only."""
    drawn = blake2b(f"{seed}\0{pupil}\0{site}".encode(), digest_size=8).digest()
    return int.from_bytes(drawn, "big") % HIGHEST + 1

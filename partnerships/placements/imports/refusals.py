"""Why a row of any sheet of placements is not taken."""


class RefusedRowError(Exception):
    """The row is not taken; the message says why."""

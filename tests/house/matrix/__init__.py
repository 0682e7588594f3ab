"""Who may open and who may change what: one line for each address and each kind of row behind it.

A line names the address, the row it is about (see `worlds.py`), who gets the page and whose POST
changes something. Whoever is in none of its groups is told that there is nothing (404); a visitor
is sent to sign in. An address that is in no line fails `test_access.py`.
"""

from tests.house.matrix.accounts import ENTRANCE, OWN_ACCOUNT
from tests.house.matrix.agreements import CHANGES, DOCUMENTS, DRAFTS, LISTS, MOVES
from tests.house.matrix.assigning import ASSIGNING
from tests.house.matrix.choices import CHOICES
from tests.house.matrix.desk import DESK
from tests.house.matrix.guests import GUESTS
from tests.house.matrix.journals import JOURNALS
from tests.house.matrix.letters import LETTERS
from tests.house.matrix.marks_of_pupils import MARKS_OF_PUPILS
from tests.house.matrix.mentors import MENTORS
from tests.house.matrix.offices import OFFICES
from tests.house.matrix.partners import PARTNERS
from tests.house.matrix.placements import PLACEMENTS
from tests.house.matrix.placing import PLACING
from tests.house.matrix.pupil_lists import PUPIL_LISTS
from tests.house.matrix.pupils import PUPILS
from tests.house.matrix.schools import LINKS, PEOPLE, SCHOOLS
from tests.house.matrix.visits import VISITS
from tests.house.matrix.waiting import WAITING

LINES = [
    *ENTRANCE,
    *OWN_ACCOUNT,
    *PEOPLE,
    *LINKS,
    *SCHOOLS,
    *PUPILS,
    *PARTNERS,
    *LISTS,
    *DRAFTS,
    *DOCUMENTS,
    *MOVES,
    *CHANGES,
    *PLACEMENTS,
    *GUESTS,
    *MENTORS,
    *PUPIL_LISTS,
    *CHOICES,
    *PLACING,
    *LETTERS,
    *ASSIGNING,
    *JOURNALS,
    *OFFICES,
    *VISITS,
    *WAITING,
    *MARKS_OF_PUPILS,
    *DESK,
]

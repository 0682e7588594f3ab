"""The invented people who sign in to the demo; all have the one published password."""

from dataclasses import dataclass
from datetime import timedelta

from django.contrib.auth.hashers import make_password

from accounts.actions import set_address
from accounts.models import User
from accounts.roles import OFFICE_ROLES, SCHOOL_ROLES, Role
from schools.actions.admin_groups import sync_people
from schools.actors import Actor
from schools.models import Concentration, Membership, Office, School, SchoolHead

PASSWORD = "selaras-demo-2026"  # noqa: S105 # published, and refused by production
DOMAIN = "demo.example"
# Long enough to have colleagues, too short for the yearly "are these still your people?".
MEMBER_FOR = timedelta(days=120)


@dataclass(frozen=True)
class Account:
    """Somebody of the demo; without a role, the superuser. A kaprog leads some konsentrasi."""

    username: str
    name: str
    role: Role | None = None
    place: str = ""
    leads: tuple[str, ...] = ()


SUPERVISOR, RANGKAS = Role.SUPERVISOR, "rangkasbitung"
ACCOUNTS = [
    Account("dinas.banten", "Ratna Puspita, M.Pd. (contoh)", Role.REVIEWER, "banten"),
    # An office does not verify alone what it has signed itself.
    Account("verifikator.banten", "Dian Kusuma, M.Si. (contoh)", Role.REVIEWER, "banten"),
    Account("kcd.lebak", "Yusuf Hidayat, S.E. (contoh)", Role.REVIEWER, "lebak"),
    Account("dinas.bengkulu", "Marlina Sari, M.Si. (contoh)", Role.REVIEWER, "bengkulu"),
    Account("dinas.kaltim", "Rudi Hartono, S.Sos. (contoh)", Role.REVIEWER, "kaltim"),
    Account("hubin.rangkasbitung", "Nur Aini, S.Pd. (contoh)", Role.SCHOOL_ADMIN, RANGKAS),
    Account("kepala.rangkasbitung", "Drs. Maman Suherman (contoh)", Role.HEAD, RANGKAS),
    Account(
        "kaprog.rangkasbitung",
        "Wawan Hermawan, S.Pd. (contoh)",
        Role.KAPROG,
        RANGKAS,
        leads=("Rekayasa Perangkat Lunak",),
    ),
    Account("pembimbing1.rangkasbitung", "Lina Marlina, S.Pd. (contoh)", SUPERVISOR, RANGKAS),
    Account("pembimbing2.rangkasbitung", "Deden Sutisna, S.T. (contoh)", SUPERVISOR, RANGKAS),
    Account("hubin.warunggunung", "Agus Salim, S.T. (contoh)", Role.SCHOOL_ADMIN, "warunggunung"),
    Account(
        "hubin.rejanglebong", "Fitri Yani, S.Kom. (contoh)", Role.SCHOOL_ADMIN, "rejanglebong1"
    ),
    Account("hubin.balikpapan7", "Bayu Pratama, S.T. (contoh)", Role.SCHOOL_ADMIN, "balikpapan7"),
    Account("admin", "Admin Selaras (contoh)"),
]
HEAD = "kepala.rangkasbitung"
TEACHER = "pembimbing1.rangkasbitung"


def load_people(
    offices: dict[str, Office], schools: dict[str, School], *, by: Actor
) -> dict[str, Actor]:
    """Everybody as an actor of today, by user name."""
    # Hashing takes a third of a second on purpose; one password needs it once.
    password = make_password(PASSWORD)
    actors = {}
    for account in ACCOUNTS:
        user = _user(account, password)
        if account.role is None:
            actors[account.username] = Actor.superuser(user, on=by.on)
            continue
        membership = Membership.objects.create(
            user=user,
            role=account.role,
            school=schools[account.place] if account.role in SCHOOL_ROLES else None,
            office=offices[account.place] if account.role in OFFICE_ROLES else None,
            since=by.on - MEMBER_FOR,
            confirmed_on=by.on - MEMBER_FOR,
        )
        membership.concentrations.set(Concentration.objects.filter(name__in=account.leads))
        actors[account.username] = Actor.member(membership, on=by.on)
        if account.role is Role.HEAD:
            SchoolHead.objects.create(school=schools[account.place], name=account.name)
    sync_people(people=[actor.user for actor in actors.values() if actor.user], by=by)
    return actors


def _user(account: Account, password: str) -> User:
    user = User.objects.create(
        username=account.username,
        name=account.name,
        password=password,
        is_demo=True,
        is_superuser=account.role is None,
        is_staff=account.role is None,
    )
    set_address(user=user, email=f"{account.username}@{DOMAIN}")
    return user

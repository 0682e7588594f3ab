"""Which pages are measured, for whom, and with which rows of the stock admin each is compared."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, F, Model, QuerySet
from django.http import QueryDict
from django.urls import reverse

from accounts.models import User
from accounts.paging import PAGE_SIZE as DIRECTORY_PAGE
from accounts.roles import Role
from partnerships.agreements.filters import OwnFilter, RegisterFilter, StaffFilter
from partnerships.agreements.listing import PAGE_SIZE
from partnerships.agreements.models import Agreement, State
from partnerships.partners.filters import RegisterFilter as PartnerFilter
from partnerships.partners.models import Partner
from partnerships.placements.lifecycle import PlacementState
from partnerships.placements.models import Placement
from schools.actors import Actor
from schools.filters.schools import SchoolFilter
from schools.models import Office, Region, School
from schools.models.memberships import Membership

MOST_QUERIES = 12
MOST_GROWTH = 1.3
# Of the HTML of a list, compressed.
MOST_BYTES = 20_000
LIST_SHARE = 0.5
DETAIL_SHARE = 0.15


class Shape(Enum):
    """What is aimed at; a search and a free order are reported only."""

    LIST = LIST_SHARE
    DETAIL = DETAIL_SHARE
    REPORTED = None


@dataclass
class World:
    """One database's people and records that stand for all, chosen alike in both sizes."""

    on: date
    province: Region
    school: School
    partner: Partner
    agreement: Agreement
    # A running one of a school that places many pupils, whose admin is "placing".
    placement: Placement
    actors: dict[str, Actor]
    users: dict[str, User]


@dataclass(frozen=True)
class Page:
    name: str
    shape: Shape
    url: Callable[[World], str]
    who: str = "visitor"
    model: type[Model] = Agreement
    # Rows of the same page; None where the page shows no list: then the whole stock changelist.
    rows: "Callable[[World], QuerySet[Any]] | None" = None
    size: int = 0
    ordering: tuple[Any, ...] = ()
    is_indexed: bool = True


def world_of(on: date, code: str) -> World:
    province = Region.objects.get(code=code)
    told = _telling(on)
    school = _typical(
        School.objects.filter(province=province, pk__in=told.values("recording_school")).annotate(
            n=Count("parties")
        ),
        nearest_to=24,
    )
    partner = _typical(
        Partner.objects.filter(state="confirmed", latitude__isnull=False).annotate(
            n=Count("parties")
        ),
        nearest_to=5,
    )
    users = {"superuser": _user("bench-superuser", is_superuser=True, is_staff=True)}
    users["reviewer"] = _user("bench-reviewer")
    office = Office.objects.filter(province=province).first()
    reviewer, _made = Membership.objects.get_or_create(
        user=users["reviewer"], role=Role.REVIEWER, office=office,
        defaults={"since": on - timedelta(days=300), "confirmed_on": on},
    )  # fmt: skip
    admin = Membership.objects.get(school=school, role=Role.SCHOOL_ADMIN)
    users["school"] = admin.user
    placement = _placed(province)
    placing = Membership.objects.get(school=placement.pupil.school, role=Role.SCHOOL_ADMIN)
    users["placing"] = placing.user
    return World(
        on,
        province,
        school,
        partner,
        # An amended one where there is one.
        told.filter(recording_school=school).order_by("-papers", "pk")[0],
        placement,
        {
            "visitor": Actor.visitor(on=on),
            "reviewer": Actor.member(reviewer, on=on),
            "school": Actor.member(admin, on=on),
            "placing": Actor.member(placing, on=on),
        },
        users,
    )


def _user(username: str, **given: bool) -> User:
    return User.objects.get_or_create(
        username=username, defaults={"name": "Contoh", "is_demo": True, **given}
    )[0]


def _typical(rows: "QuerySet[Any]", *, nearest_to: int) -> Any:
    """The first whose number of agreements is nearest to the mean."""
    return min(rows.order_by("pk"), key=lambda row: abs(row.n - nearest_to))


def _placed(province: Region) -> Placement:
    """Of the school in the province that places most pupils, the first who is at work."""
    rows = Placement.objects.filter(pupil__school__province=province, state=PlacementState.RUNNING)
    schools = rows.order_by().values("pupil__school").annotate(count=Count("pk"))
    most = schools.order_by("-count", "pupil__school")[0]["pupil__school"]
    return rows.filter(pupil__school=most).select_related("pupil__school", "period").earliest("pk")


def _telling(on: date) -> "QuerySet[Agreement]":
    """In force and verified, by two parties, with documents."""
    return (
        Agreement.objects.filter(state=State.VERIFIED, runs__contains=on)
        .filter(documents__isnull=False)
        .annotate(n=Count("parties", distinct=True), papers=Count("instruments", distinct=True))
        .filter(n=2)
    )


def register(name: str, shape: Shape, is_indexed: bool = True, **query: Any) -> Page:
    """The public register under this query; a callable value reads the world."""

    def rows(world: World) -> "QuerySet[Any]":
        visitor = world.actors["visitor"]
        found = RegisterFilter(
            QueryDict(_query(world, query)), queryset=Agreement.objects.public(), actor=visitor
        )
        return found.qs

    return Page(
        f"public register, {name}", shape, lambda world: f"/kerja-sama/?{_query(world, query)}",
        rows=rows, size=PAGE_SIZE, ordering=_order(query), is_indexed=is_indexed,
    )  # fmt: skip


def staff_list(
    name: str, who: str, shape: Shape, is_indexed: bool = True, *, is_own: bool = True, **query: Any
) -> Page:
    def rows(world: World) -> "QuerySet[Any]":
        actor = world.actors[who]
        kind: Any = OwnFilter if is_own else StaffFilter
        known = Agreement.objects
        queryset = known.involving(actor) if is_own else known.visible_to(actor)
        return kind(QueryDict(_query(world, query)), queryset=queryset, actor=actor).qs

    folder = "/kerja/kerja-sama/" if is_own else "/kerja/kerja-sama/semua/"
    return Page(
        f"staff list of {who}, {name}", shape, lambda world: f"{folder}?{_query(world, query)}",
        who=who, rows=rows, size=PAGE_SIZE, ordering=_order(query), is_indexed=is_indexed,
    )  # fmt: skip


def _query(world: World, query: dict[str, Any]) -> str:
    told = {name: value(world) if callable(value) else value for name, value in query.items()}
    return urlencode(told)


def _order(query: dict[str, Any]) -> tuple[Any, ...]:
    if query.get("urut") == "berakhir":
        return (F("ends_on").asc(nulls_last=True), "pk")
    if query.get("urut") == "mitra":
        return (F("partner_key").asc(nulls_last=True), "pk")
    return ("-similarity", "-pk") if "q" in query else ("-pk",)


def schools(name: str, **query: Any) -> Page:
    def rows(world: World) -> "QuerySet[Any]":
        actor = world.actors["visitor"]
        listed = School.objects.visible_to(actor).listed()
        return SchoolFilter(QueryDict(_query(world, query)), queryset=listed, actor=actor).qs

    return Page(
        f"register of schools, {name}", Shape.LIST,
        lambda world: f"/sekolah/?{_query(world, query)}",
        model=School, rows=rows, size=DIRECTORY_PAGE, ordering=("sort_key", "pk"),
    )  # fmt: skip


def partners(name: str, **query: Any) -> Page:
    def rows(world: World) -> "QuerySet[Any]":
        known = Partner.objects.visible_to(world.actors["visitor"]).filter(state="confirmed")
        return PartnerFilter(QueryDict(_query(world, query)), queryset=known.listed()).qs

    return Page(
        f"directory of partners, {name}", Shape.LIST,
        lambda world: f"/mitra/?{_query(world, query)}",
        model=Partner, rows=rows, size=DIRECTORY_PAGE, ordering=("sort_key", "pk"),
    )  # fmt: skip


def _involved(world: World) -> "QuerySet[Any]":
    return Agreement.objects.involving(world.actors["reviewer"])


def _schools_own(world: World) -> "QuerySet[Any]":
    return Agreement.objects.involving(world.actors["school"])


def _period(name: str) -> Callable[[World], str]:
    """The address of a page of the period."""
    return lambda world: reverse(f"placements:{name}", args=[world.placement.period.public_id])


def _placements(world: World) -> "QuerySet[Any]":
    return Placement.objects.filter(period=world.placement.period)


def _all_placements(world: World) -> "QuerySet[Any]":
    return Placement.objects.filter(pupil__school__province=world.province)


def _code(world: World) -> str:
    return world.province.code


def _name(world: World) -> str:
    return world.partner.name


LIST, DETAIL, REPORTED = Shape.LIST, Shape.DETAIL, Shape.REPORTED
# fmt: off
PAGES = [
    Page("front page", REPORTED, lambda world: "/", is_indexed=False),
    register("plain", LIST),
    register("of a province", LIST, provinsi=_code),
    register("by state", LIST, catatan="verified"),
    register("in force today", LIST, status="in_force"),
    register("by end date", LIST, urut="berakhir"),
    register("sorted by partner", REPORTED, False, urut="mitra"),
    register("searched: a partner", REPORTED, False, q=_name),
    register("searched: common words", REPORTED, False, q="kelas industri"),
    schools("plain"),
    schools("of a province", provinsi=_code),
    partners("plain"),
    partners("of a province", provinsi=_code),
    Page("map of a province", REPORTED, lambda world: f"/peta/?provinsi={world.province.code}",
         is_indexed=False),
    Page(
        "page of a school", DETAIL, lambda world: world.school.get_absolute_url(), model=School
    ),
    Page(
        "page of a partner", DETAIL, lambda world: world.partner.get_absolute_url(), model=Partner
    ),
    Page("page of an agreement", DETAIL, lambda world: world.agreement.get_absolute_url()),
    staff_list("plain", "school", LIST),
    staff_list("plain", "reviewer", LIST),
    staff_list("by state", "reviewer", LIST, catatan="recorded"),
    staff_list("ending in 90 days", "reviewer", LIST, berakhir_dalam="90", urut="berakhir"),
    staff_list(
        "all, in force a year ago", "reviewer", LIST, is_own=False, status="holding",
        per=lambda world: (world.on - timedelta(days=365)).isoformat(),
    ),
    staff_list("incomplete", "reviewer", REPORTED, False, kurang="wajib"),
    Page(
        "agreement at work, school", DETAIL, lambda world: world.agreement.staff_url, who="school"
    ),
    Page(
        "agreement at work, reviewer", DETAIL, lambda world: world.agreement.staff_url,
        who="reviewer",
    ),
    Page(
        "school at work, reviewer", DETAIL, lambda world: world.school.staff_url, who="reviewer",
        model=School,
    ),
    Page(
        "work list of a school", REPORTED, lambda world: "/kerja/", who="school",
        rows=_schools_own, size=PAGE_SIZE, ordering=("-pk",), is_indexed=False,
    ),
    Page(
        "work list of a province", REPORTED, lambda world: "/kerja/", who="reviewer",
        rows=_involved, size=PAGE_SIZE, ordering=("-pk",), is_indexed=False,
    ),
    Page(
        "PKL of a school", REPORTED, lambda world: reverse("placements:overview"), who="placing",
        model=Placement, rows=_placements,
    ),
    Page(
        "placements of a period", LIST, _period("placements"), who="placing", model=Placement,
        rows=_placements, size=DIRECTORY_PAGE, ordering=("pk",),
    ),
    Page(
        "journals of a period", LIST, _period("journals"), who="placing", model=Placement,
        rows=_placements, size=DIRECTORY_PAGE, ordering=("pk",),
    ),
    Page(
        "placement at work", DETAIL,
        lambda world: reverse("placements:placement", args=[world.placement.public_id]),
        who="placing", model=Placement, rows=_placements,
    ),
    Page(
        "what waits in PKL, school", REPORTED, lambda world: reverse("placements:waiting"),
        who="placing", model=Placement, rows=_placements,
    ),
    Page(
        "PKL of a province", REPORTED, lambda world: reverse("placements:overview"),
        who="reviewer", model=Placement, rows=_all_placements, is_indexed=False,
    ),
    Page(
        "figures of PKL, province", REPORTED, lambda world: reverse("placements:figures"),
        who="reviewer", model=Placement, rows=_all_placements, is_indexed=False,
    ),
    Page(
        "what waits in PKL, province", REPORTED, lambda world: reverse("placements:waiting"),
        who="reviewer", model=Placement, rows=_all_placements, is_indexed=False,
    ),
    Page(
        "search: a school", REPORTED,
        lambda world: f"/cari/?{urlencode({'q': world.school.name})}", model=School,
        is_indexed=False,
    ),
    Page(
        "search: a partner", REPORTED,
        lambda world: f"/cari/?{urlencode({'q': world.partner.name})}", model=Partner,
        is_indexed=False,
    ),
]
# fmt: on

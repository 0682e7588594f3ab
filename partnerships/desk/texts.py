"""WhatsApp texts that an office passes on by hand: one a branch and occasion, no person named."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import HandSent
from accounts.notices import WhatsAppText, whatsapp_text
from accounts.roles import Permission
from accounts.templatetags.reading import number
from partnerships.desk.worklist import endings_by_school
from partnerships.placements.following.behind import behind_of
from schools.actors import Actor
from schools.models import AccessLink, Office
from schools.models.offices import OfficeRegion

# More names than this nobody reads in a chat; the list behind the link has them all.
NAMES_AT_MOST = 40


@dataclass(frozen=True)
class Told:
    """A school of which the text speaks, and how many things of it."""

    name: str
    regency: int
    count: int


@dataclass(frozen=True)
class Occasion:
    """What there is to tell of: whose rows, and how the text reads."""

    key: str
    title: str | Promise
    rows: Callable[[Actor], list[Told]]
    words: Callable[[list[Told]], str]

    @property
    def kind(self) -> str:
        """Its name in the log of what was sent."""
        return f"pesan-{self.key}"


@dataclass(frozen=True)
class Text:
    """One text for the schools of one office, and when it was last passed on."""

    occasion: Occasion
    office: Office
    schools: list[Told]
    message: WhatsAppText
    sent: HandSent | None

    @property
    def key(self) -> str:
        return f"{self.occasion.key}-{self.office.public_id}"

    @property
    def group(self) -> str:
        """Where it went last, else a name to begin with."""
        return self.sent.group if self.sent else _("Grup %s") % self.office.short_name


def may_pass_on(actor: Actor) -> bool:
    return actor.office is not None and actor.can(Permission.INVITE_SCHOOLS)


def texts_of(actor: Actor) -> list[Text]:
    """All that there is to tell, occasion by occasion; as many queries for one school as for all.

    Schools outside every branch are told of by the office itself.
    """
    office = actor.office
    if office is None:
        return []
    groups, branch_of = branches(actor, office)
    sent = last_sent([group.public_id for group in groups])
    texts = []
    for occasion in OCCASIONS:
        told = occasion.rows(actor)
        for group in groups:
            schools = [row for row in told if branch_of.get(row.regency, office.pk) == group.pk]
            if schools:
                message = whatsapp_text(f"{occasion.words(schools)}\n\n{office.name}")
                last = sent.get((occasion.kind, group.public_id))
                texts.append(Text(occasion, group, schools, message, last))
    return texts


def branches(actor: Actor, office: Office) -> tuple[list[Office], dict[int, int]]:
    """The branches of a province's office and the office itself; the branch of each region."""
    areas = OfficeRegion.objects.valid_on(actor.on).filter(office__parent=office)
    rows = areas.select_related("office").order_by("office__sort_key", "office", "pk")
    found = {area.office_id: area.office for area in rows}
    return [*found.values(), office], {area.region_id: area.office_id for area in rows}


def last_sent(offices: Iterable[str]) -> dict[tuple[str, str], HandSent]:
    kinds = [occasion.kind for occasion in OCCASIONS]
    rows = HandSent.objects.filter(kind__in=kinds, about__in=list(offices))
    latest = rows.order_by("kind", "about", "-sent_at", "-pk").distinct("kind", "about")
    return {(row.kind, row.about): row for row in latest.select_related("sent_by")}


def told_of(rows: QuerySet[Any, Mapping[str, Any]], school: str) -> list[Told]:
    ordered = rows.order_by(f"{school}__sort_key", f"{school}__public_id")
    found = ordered.values_list(f"{school}__name", f"{school}__regency", "count")
    return [Told(*row) for row in found]


def ending(actor: Actor) -> list[Told]:
    return told_of(endings_by_school(actor), "recording_school")


def unanswered(actor: Actor) -> list[Told]:
    """Schools with invitations that nobody has taken up, whether still open or too late."""
    links = AccessLink.objects.manageable_by(actor).filter(
        used_at__isnull=True, revoked_at__isnull=True, school__isnull=False
    )
    return told_of(links.order_by().values("school").annotate(count=Count("pk")), "school")


def waiting_in_placements(actor: Actor) -> list[Told]:
    """Schools where something waits in PKL, and for how many pupils at least."""
    return [
        Told(row.school.name, row.school.regency_id or 0, max(row.counts))
        for row in behind_of(actor)
    ]


def names_of(schools: list[Told], *, counted: bool) -> str:
    shown = schools[:NAMES_AT_MOST]
    names = [f"{row.name} ({row.count})" if counted else row.name for row in shown]
    if len(schools) > len(shown):
        names.append(_("dan %s sekolah lain") % number(len(schools) - len(shown)))
    return ", ".join(names)


def address(name: str, query: str = "") -> str:
    return f"{settings.SELARAS_PUBLIC_URL}{reverse(name)}{query}"


def words_of_endings(schools: list[Told]) -> str:
    return _(
        "%(count)s sekolah: %(agreements)s kerja sama berakhir dalam 90 hari dan belum ada"
        " penerusnya.\n%(names)s.\nPerpanjang atau biarkan berakhir; daftarnya sesudah masuk:"
        " %(url)s"
    ) % {
        "count": number(len(schools)),
        "agreements": number(sum(row.count for row in schools)),
        "names": names_of(schools, counted=True),
        "url": address("agreements:staff_list", "?berakhir_dalam=90"),
    }


def words_of_invitations(schools: list[Told]) -> str:
    return _(
        "%(count)s sekolah belum menjawab undangan ke Selaras.\n%(names)s.\nBuka tautan undangan"
        " itu, atau ketik kode dari lembarnya di %(url)s. Hilang atau lewat waktu? Balas pesan ini,"
        " kami buatkan yang baru."
    ) % {
        "count": number(len(schools)),
        "names": names_of(schools, counted=False),
        "url": address("schools:link_typed"),
    }


def words_of_placements(schools: list[Told]) -> str:
    return _(
        "%(count)s sekolah: ada yang menunggu dalam PKL (tempat, kesiapan, jurnal, kunjungan,"
        " penilaian).\n%(names)s.\nDaftarnya sesudah masuk: %(url)s"
    ) % {
        "count": number(len(schools)),
        "names": names_of(schools, counted=False),
        "url": address("placements:waiting"),
    }


OCCASIONS = [
    Occasion(
        "berakhir",
        gettext_lazy("Kerja sama yang berakhir dalam 90 hari"),
        ending,
        words_of_endings,
    ),
    Occasion(
        "undangan",
        gettext_lazy("Undangan yang belum dijawab"),
        unanswered,
        words_of_invitations,
    ),
    Occasion(
        "pkl",
        gettext_lazy("Yang menunggu dalam PKL"),
        waiting_in_placements,
        words_of_placements,
    ),
]

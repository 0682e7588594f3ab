"""WhatsApp texts that remind whoever something waits for: one a person, no pupil named."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.clock import business_day
from accounts.models import HandSent
from accounts.notices import WhatsAppText, whatsapp_text
from partnerships.placements.following.waiting import Wait, Whom
from partnerships.placements.models import MentorLink, Placement, PupilLink
from schools.actors import Actor
from schools.tokens import address

REMIND_AGAIN = timedelta(days=7)
# Why somebody is written to, after "N siswa"; to the pupil itself the whole sentence.
ABOUT: dict[str, Promise] = {
    "belum-dijawab": gettext_lazy("yang kami mohonkan untuk PKL belum mendapat jawaban"),
    "minggu": gettext_lazy("yang jurnal mingguannya belum dikonfirmasi"),
    "kunjungan": gettext_lazy("yang bulan lalu belum dikunjungi"),
    "penilaian": gettext_lazy("yang belum dinilai"),
    "nilai-pembimbing": gettext_lazy("yang nilai pembimbing atau nilai laporannya belum diisi"),
}


@dataclass(frozen=True)
class Reminder:
    """One text for one person, about how many, and when somebody last passed it on; `is_sent`
    while that was within the week, after which it is time to remind again."""

    key: str
    name: str
    count: int
    message: WhatsAppText
    has_number: bool
    sent: HandSent | None
    is_sent: bool


def kind_of(wait: Wait) -> str:
    """Its name in the log of what was sent."""
    return f"pkl-{wait.key}"


def with_reach(wait: Wait, rows: Any, *, by: Actor, now: datetime) -> Any:
    """Each with `is_reached`, whether a text about it makes sense: who has to open a personal link
    holds one that opens, and nobody writes to himself."""
    return rows.annotate(is_reached=_reach(wait.whom, by, now))


def _reach(whom: Whom | None, by: Actor, now: datetime) -> Q:
    if whom is Whom.PUPIL:
        return Q(Exists(PupilLink.objects.open_at(now).filter(pupil=OuterRef("pupil"))))
    if whom is Whom.MENTOR:
        held = MentorLink.objects.open_at(now).unlocked().filter(school=by.school)
        return Q(Exists(held.filter(contact=OuterRef("mentor"))))
    if whom is Whom.SUPERVISOR:
        own = Q(supervisor__membership__user=by.user)
        return Q(supervisor__isnull=False) & ~own
    return Q(opening__isnull=False) if whom is Whom.PARTNER else Q(pk__in=[])


def unreached(wait: Wait, rows: Any) -> Any:
    """Those of `with_reach` whose pupil or instruktur holds no link that opens."""
    if wait.whom not in (Whom.PUPIL, Whom.MENTOR):
        return rows.none()
    lacking = rows.filter(is_reached=False)
    return lacking.filter(mentor__isnull=False) if wait.whom is Whom.MENTOR else lacking


def reminders_of(wait: Wait, rows: Iterable[Placement], *, by: Actor) -> list[Reminder]:
    """A text for each person whom these placements wait for, in the order of their rows.

    Who is not named yet (no supervisor, no instruktur) is reminded by nobody; the list says so.
    """
    if wait.whom is None:
        return []
    groups: dict[str, list[Placement]] = defaultdict(list)
    for row in rows:
        if key := _key(wait.whom, row):
            groups[key].append(row)
    sent = _last_sent(wait, groups, by)
    return [_reminder(wait, key, part, by, sent.get(key)) for key, part in groups.items()]


def _key(whom: Whom, row: Placement) -> str:
    if whom is Whom.PUPIL:
        return row.public_id
    if whom is Whom.SUPERVISOR:
        return row.supervisor.membership.public_id if row.supervisor else ""
    if whom is Whom.MENTOR:
        return row.mentor.public_id if row.mentor else ""
    return row.opening.hosting.partner.public_id if row.opening else ""


def about_of(key: str, by: Actor) -> str:
    """Of whom the log says that a text was sent: each school has its own, also of one partner."""
    return f"{by.school.public_id if by.school else ''}.{key}"


def _last_sent(wait: Wait, keys: Iterable[str], by: Actor) -> dict[str, HandSent]:
    about = {about_of(key, by): key for key in keys}
    rows = HandSent.objects.filter(kind=kind_of(wait), about__in=about)
    latest = rows.order_by("about", "-sent_at", "-pk").distinct("about")
    return {about[row.about]: row for row in latest.select_related("sent_by")}


def _reminder(
    wait: Wait, key: str, rows: list[Placement], by: Actor, sent: HandSent | None
) -> Reminder:
    name, number = _person(wait.whom, rows[0])
    message = whatsapp_text(_words(wait, rows, name, by), to=number)
    is_sent = sent is not None and business_day(sent.sent_at) > by.on - REMIND_AGAIN
    return Reminder(key, name, len(rows), message, bool(number), sent, is_sent)


def _person(whom: Whom | None, row: Placement) -> tuple[str, str]:
    """Name and WhatsApp number, empty where none is known."""
    if whom is Whom.PUPIL:
        return row.pupil.name, str(row.pupil.phone or "")
    if whom is Whom.SUPERVISOR and row.supervisor:
        user = row.supervisor.membership.user
        return user.name, str(user.whatsapp or "")
    if whom is Whom.MENTOR and row.mentor:
        return row.mentor.name, str(row.mentor.phone or "")
    return row.host_name, ""


def _words(wait: Wait, rows: list[Placement], name: str, by: Actor) -> str:
    signed = "\n".join(part for part in (by.user.name if by.user else "", str(by.school)) if part)
    if wait.whom is Whom.PUPIL:
        told = _(
            "Halo. Jurnal PKL-mu belum terisi selama seminggu. Buka tautan pribadimu dan tulis"
            " harimu; seminggu sekaligus juga boleh. Ada kendala? Balas pesan ini."
        )
        return f"{told}\n\n{signed}"
    lines = [
        _("Yth. %s,") % name,
        _("Ada %(count)s siswa PKL %(about)s%(hosts)s.")
        % {"count": len(rows), "about": ABOUT[wait.key], "hosts": _hosts(wait, rows)},
        _where(wait),
        _("Terima kasih."),
    ]
    return "\n\n".join([*lines, signed])


def _hosts(wait: Wait, rows: list[Placement]) -> str:
    """Where they are, for whoever has them at several places."""
    if wait.whom is not Whom.SUPERVISOR:
        return ""
    counts: dict[str, int] = defaultdict(int)
    for row in rows:
        counts[row.host_name] += 1
    return ": " + ", ".join(f"{host} ({count})" for host, count in counts.items())


def _where(wait: Wait) -> str:
    if wait.whom is Whom.SUPERVISOR:
        return _("Daftarnya sesudah masuk: %s") % address(
            reverse("placements:waiting_list", args=[wait.key])
        )
    return _("Silakan buka tautan pribadi Bapak/Ibu. Hilang? Balas pesan ini, kami buatkan lagi.")

"""One search over schools, partners and agreements: exact numbers first, then what is alike."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from partnerships.agreements.models import Agreement, Party, Scope
from partnerships.agreements.models.coverage import Extent
from partnerships.agreements.rows import Row, with_list_facts
from partnerships.desk.proofs import find_by_code, find_by_number
from partnerships.partners.likeness import trigrams
from partnerships.partners.models import Partner
from partnerships.partners.names import npwp_digits
from schools.actors import Actor
from schools.models import Concentration, School, SchoolConcentration, SchoolGroup
from schools.search import Terms, normalise

SHOWN = 6
COUNTED = 100
LONGEST = 200
# Below this likeness of words nothing is offered as what somebody may have meant.
FAR = 0.3
LETTER_NUMBER = re.compile(r"^[^\s]{1,30}/[^\s]{1,60}$")


@dataclass(frozen=True)
class Group:
    """The likeliest of one kind, how many there are, and where the whole list is."""

    key: str
    title: str
    rows: list[Any]
    count: int
    url: str

    @property
    def is_capped(self) -> bool:
        return self.count > COUNTED

    @property
    def shown_count(self) -> int:
        return min(self.count, COUNTED)


@dataclass(frozen=True)
class Exact:
    """A record that bears the very number that was typed."""

    kind: str
    label: str
    url: str


@dataclass
class Findings:
    text: str
    exact: list[Exact] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    concentrations: list[Concentration] = field(default_factory=list)
    meant: list[Exact] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not (self.exact or self.groups)


def find(text: str, actor: Actor) -> Findings:
    """What the actor may know of that the text may mean."""
    text = " ".join(text.replace("\x00", " ").split())[:LONGEST]
    found = Findings(text)
    if not Terms.of(text):
        return found
    finder = Finder(text, actor)
    found.exact = finder.exact()
    found.groups = [group for group in finder.groups() if group.count]
    if finder.concentrations and found.is_empty:
        # "MM 2100" is an estate, and MM the short form of a jurusan.
        finder.concentrations = []
        found.groups = [group for group in finder.groups() if group.count]
    found.concentrations = finder.concentrations
    if found.is_empty:
        with trigrams(word=FAR):
            found.meant = finder.meant()
    return found


class Finder:
    def __init__(self, text: str, actor: Actor) -> None:
        self.text, self.actor = text, actor
        self.schools = School.objects.visible_to(actor)
        self.partners = Partner.objects.visible_to(actor)
        self.agreements = Agreement.objects.visible_to(actor)
        self.concentrations, self.rest = _jurusan(text)

    @property
    def at_work(self) -> bool:
        return not self.actor.is_visitor

    def url_of(self, record: School | Partner | Agreement) -> str:
        return record.staff_url if self.at_work else record.get_absolute_url()

    def exact(self) -> list[Exact]:
        """By NPSN, registration number, code, letter number; at work by NPWP and NIB too."""
        bare = re.sub(r"[\s.-]", "", self.text)
        found: list[Exact] = []
        if re.fullmatch(r"[0-9]{8}|NP[0-9]{6}", bare.upper()):
            wanted = Q(npsn=bare) | Q(temporary_npsn=bare.upper())
            schools = self.schools.filter(wanted, merged_into__isnull=True)
            found += [Exact(_("NPSN"), str(row), self.url_of(row)) for row in schools[:2]]
        if self.at_work and re.fullmatch(r"[0-9]{13}|[0-9]{15,16}", bare):
            numbered = Q(npwp=npwp_digits(bare)) | Q(nib=bare)
            partners = self.partners.filter(numbered).current()
            found += [
                Exact(_("NPWP atau NIB"), str(row), self.url_of(row)) for row in partners[:SHOWN]
            ]
        agreement = find_by_number(self.text) or find_by_code(self.text)
        if agreement:
            number = agreement.registration_number or ""
            found.append(Exact(_("Nomor registrasi"), number, self.url_of(agreement)))
        if LETTER_NUMBER.match(self.text):
            found += self._by_letter()
        return found

    def _by_letter(self) -> list[Exact]:
        parties = Party.objects.in_effect().filter(letter_number__iexact=self.text)
        rows = self.agreements.filter(pk__in=parties.values("agreement")).order_by("-pk")[:SHOWN]
        return [Exact(_("Nomor surat"), self.text, self.url_of(row)) for row in rows]

    def groups(self) -> list[Group]:
        """Each read with the thresholds of its own list, so that the counts are the same."""
        schools = self._schools().select_related("regency", "province")
        partners = self.partners.search(self.text).select_related("regency", "province")
        agreements = self._agreements()
        if self.at_work:
            lists = ["schools:staff_list", "partners:staff_list", "agreements:staff_list_all"]
        else:
            lists = ["schools:register", "partners:register", "agreements:register"]
        with trigrams():
            partner_group = self._group("partners", _("Mitra"), partners, lists[1])
        return [
            self._group("schools", _("Sekolah"), schools, lists[0], scope="all"),
            partner_group,
            self._group("agreements", _("Kerja sama"), agreements, lists[2], read=self._rows),
            self._school_groups(),
        ]

    def _school_groups(self) -> Group:
        """MKKS, consortia and the like; the public has no list of them."""
        rows = SchoolGroup.objects.visible_to(self.actor).search(self.text)
        found = rows.select_related("regency", "province")
        group = self._group("school_groups", _("Kelompok sekolah"), found, "schools:group_list")
        return group if self.at_work else replace(group, url="")

    def _group(
        self,
        key: str,
        title: str,
        rows: QuerySet[Any],
        listed: str,
        *,
        read: Callable[[QuerySet[Any]], list[Any]] = list,
        **given: str,
    ) -> Group:
        shown = read(rows[:SHOWN])
        # Counting is a second reading of the index: only where there is more than is shown.
        count = rows.order_by()[: COUNTED + 1].count() if len(shown) == SHOWN else len(shown)
        query = urlencode({"q": self.text} | (given if self.at_work else {}))
        return Group(key, title, shown, count, f"{reverse(listed)}?{query}")

    def _rows(self, agreements: QuerySet[Any]) -> list[Row]:
        on = self.actor.on
        return [Row(agreement, on) for agreement in with_list_facts(agreements, on=on)]

    def _schools(self) -> QuerySet[School]:
        """By name; or, where a jurusan is named, those of that name that teach it."""
        if not self.concentrations:
            return self.schools.search(self.text)
        teaching = SchoolConcentration.objects.valid_on(self.actor.on).filter(
            concentration__in=self.concentrations
        )
        named = self.schools.search(self.rest) if self.rest else self.schools.listed()
        return named.filter(pk__in=teaching.values("school"))

    def _agreements(self) -> QuerySet[Agreement]:
        """By what they name; or, where a jurusan is named, those that hold for it."""
        if not self.concentrations:
            return self.agreements.search(self.text)
        scopes = Scope.objects.on(self.actor.on).filter(
            concentration_extent=Extent.NAMED, concentrations__in=self.concentrations
        )
        named = self.agreements.search(self.rest) if self.rest else self.agreements.order_by("-pk")
        return named.filter(pk__in=scopes.values("agreement"))

    def meant(self) -> list[Exact]:
        """The nearest names, numbers left aside: somebody may have mistyped either."""
        words = " ".join(Terms.of(self.text).words)
        if not words:
            return []
        near: list[tuple[float, Exact]] = []
        searches: list[tuple[str, QuerySet[Any]]] = [
            (_("Sekolah"), self.schools.search(words)),
            (_("Mitra"), self.partners.search(words)),
        ]
        for kind, rows in searches:
            near += [(row.similarity, Exact(kind, str(row), self.url_of(row))) for row in rows[:3]]
        near.sort(key=lambda pair: -pair[0])
        return [exact for _likeness, exact in near[:3]]


def _jurusan(text: str) -> tuple[list[Concentration], str]:
    """The konsentrasi that the text names by a short form or in full, and what else it says.

    `TKJ lebak` is Teknik Jaringan Komputer … and `lebak`.
    """
    words = text.split()
    shortened = [word for word in words if word.isalpha() and 2 <= len(word) <= 8]
    wanted = Q(synonyms__overlap=[word.upper() for word in shortened]) if shortened else Q()
    whole = Concentration.objects.called(text)
    if whole:
        return list(whole), ""
    if not wanted:
        return [], text
    found = list(Concentration.objects.filter(wanted).order_by("sort_key", "pk"))
    known = {synonym for row in found for synonym in row.synonyms}
    rest = " ".join(word for word in words if word.upper() not in known)
    return found, normalise(rest) and rest

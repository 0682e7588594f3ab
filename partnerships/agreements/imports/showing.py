"""Rows of a list of agreements as people look at them, and how they divide."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page
from django.db.models import Count, Min, Q
from django.utils.translation import gettext as _

from accounts.templatetags.reading import number, short_day
from partnerships.agreements.actions.imports import NEW_PARTNER
from partnerships.agreements.imports.columns import COLUMNS
from partnerships.agreements.imports.promises import amounts_in_words
from partnerships.agreements.models import AgreementImport, AgreementImportRow, Kind
from partnerships.agreements.models.coverage import Extent
from partnerships.agreements.models.imports import AgreementImportRowQuerySet
from partnerships.agreements.models.terms import TermKind
from partnerships.agreements.rows import Row, rows_of, short_known_day
from partnerships.partners.models import Partner
from partnerships.partners.names import printed_name
from partnerships.partners.vocabulary import Sector
from schools.actions.importing import is_busy
from schools.imports.progress import Progress
from schools.imports.tables import heading
from schools.models.dates import Precision
from schools.models.expertise import Concentration
from schools.models.imports import ImportState, RowOutcome, RowUndo


@dataclass(frozen=True)
class Fact:
    """One thing that the draft will say."""

    label: str
    value: str


@dataclass(frozen=True)
class Choice:
    """One partner that a row may mean."""

    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True)
class ShownRow:
    """A row with what it will make, or has made, in words."""

    row: AgreementImportRow
    title: str
    times: str
    facts: list[Fact]
    partner: str
    choices: list[Choice]
    leader: int
    made: Row | None

    @property
    def is_leader(self) -> bool:
        """Whether the partner of this name is chosen here; further rows follow."""
        return self.leader == self.row.number

    @property
    def has_remarks(self) -> bool:
        """Whether anything is said of it besides what it makes; rows already worked off do."""
        row = self.row
        is_over = row.run.state != ImportState.PREPARED
        return bool(is_over or row.reason or row.notes or row.twin_id or row.twin_row)


@dataclass(frozen=True)
class Background:
    """What the rows of a page refer to, each read once."""

    partners: Mapping[int, Partner]
    leaders: Mapping[str, int]
    concentrations: Mapping[int, Concentration]
    made: Mapping[int, Row]

    @classmethod
    def of(cls, run: AgreementImport, rows: Sequence[AgreementImportRow], on: date) -> "Background":
        partners = {pk for row in rows for pk in (*row.candidates, row.partner_id) if pk}
        taught = {pk for row in rows for pk in row.says.get("concentrations", [])}
        keys = {row.partner_key for row in rows}
        same = run.rows.filter(partner_key__in=keys).exclude(outcome=RowOutcome.REJECTED)
        leaders = same.order_by().values_list("partner_key").annotate(first=Min("number"))
        made = [row.agreement_id for row in rows if row.agreement_id]
        return cls(
            partners=Partner.objects.with_places().in_bulk(partners),
            leaders=dict(leaders),
            concentrations=Concentration.objects.in_bulk(taught),
            made={row.agreement.pk: row for row in rows_of(made, on=on, gaps=True)} if made else {},
        )

    def shown(self, row: AgreementImportRow) -> ShownRow:
        return ShownRow(
            row,
            title_of(row.says),
            times_of(row.says),
            facts_of(row, self.concentrations),
            self._partner(row),
            self._choices(row),
            self.leaders.get(row.partner_key, row.number),
            self.made.get(row.agreement_id or 0),
        )

    def _partner(self, row: AgreementImportRow) -> str:
        partner = self.partners.get(row.partner_id or 0)
        if partner:
            return str(partner)
        return said_partner(row) if row.says else row.name

    def _choices(self, row: AgreementImportRow) -> list[Choice]:
        known = [self.partners[pk] for pk in row.candidates if pk in self.partners]
        offered = [
            Choice(str(partner.pk), placed(partner), partner.pk == row.partner_id)
            for partner in known
            if not partner.is_merged
        ]
        if not offered:
            return []
        new = _("Mitra baru: %s") % said_partner(row)
        return [*offered, Choice(NEW_PARTNER, new, row.is_partner_new)]


def said_partner(row: AgreementImportRow) -> str:
    said = row.says["partner"]
    return printed_name(said["legal_form"], said["name"])


def placed(partner: Partner) -> str:
    """`PT Contoh, Kab. Lebak (tutup)`."""
    place = partner.regency or partner.province
    text = f"{partner}, {place.short_name}" if place else str(partner)
    return _("%s (tutup)") % text if partner.closed_on else text


def title_of(says: Mapping[str, Any]) -> str:
    """`PKS · Praktik kerja lapangan`."""
    if not says:
        return ""
    return " \u00b7 ".join(part for part in (str(Kind(says["kind"]).short), says["title"]) if part)


def times_of(says: Mapping[str, Any]) -> str:
    """When it was signed and how long it holds, as far as the row says."""
    if not says:
        return ""
    signed = signing_of(says)
    told = _("ditandatangani %s") % signed if signed else ""
    return joined(told, term_of(says["term"]))


def facts_of(row: AgreementImportRow, concentrations: Mapping[int, Concentration]) -> list[Fact]:
    """What else the draft will say, without what the row leaves open."""
    says = row.says
    if not says:
        return []
    named = [concentrations[pk].name for pk in says["concentrations"] if pk in concentrations]
    everything = says["extent"] == Extent.ALL
    facts = [
        (_("Sekolah"), str(row.school) if row.school and row.run.office_id else ""),
        (_("Nomor sekolah"), says["number"]),
        (_("Nomor mitra"), says["partner_number"]),
        (_("Konsentrasi"), _("Semua konsentrasi") if everything else "; ".join(named)),
        (_("Butir link and match"), amounts_in_words(says["items"], says["amounts"])),
        (_("Isi janji"), says["commitment"]),
        (_("Penanda tangan sekolah"), joined(says["signer"], says["signer_position"])),
        (
            _("Penanda tangan mitra"),
            joined(says["partner_signer"], says["partner_signer_position"]),
        ),
        (_("Naskah asli"), says["location"]),
        *partner_facts(says["partner"]),
        (_("Catatan"), says["notes"]),
    ]
    return [Fact(label, value) for label, value in facts if value]


def partner_facts(said: Mapping[str, str]) -> list[tuple[str, str]]:
    """What is said of the partner besides its name; only a new one takes it over."""
    return [
        (_("Alamat mitra"), said["address"]),
        (_("Telepon mitra"), said["phone"]),
        (_("NPWP mitra"), said["npwp"]),
        (_("NIB mitra"), said["nib"]),
        (_("Bidang usaha"), str(Sector(said["sector"]).label) if said["sector"] else ""),
    ]


@dataclass(frozen=True)
class ReadColumn:
    """A column of the file: its heading as written, and as what it was read."""

    written: str
    name: str

    @property
    def is_alike(self) -> bool:
        return heading(self.written) == heading(self.name)


def columns_read(run: AgreementImport) -> list[ReadColumn]:
    return [
        ReadColumn(str(written), COLUMNS[name].heading)
        for name, written in run.headings
        if name in COLUMNS
    ]


def joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def signing_of(says: Mapping[str, Any]) -> str:
    if not says["signed_on"]:
        return ""
    day = date.fromisoformat(says["signed_on"])
    return short_known_day(day, says["signed_precision"] or Precision.DAY)


def term_of(term: Mapping[str, Any]) -> str:
    """From one day to another, `24 bulan, sejak 1 Jul 2024`, or the kind in words."""
    start, end = (
        short_day(date.fromisoformat(term[name])) if term[name] else ""
        for name in ("effective_on", "ends_on")
    )
    since = _("sejak %s") % start if start else ""
    match term["kind"]:
        case TermKind.FIXED:
            return f"{start} \u2013 {end}" if start else _("sampai %s") % end
        case TermKind.MONTHS:
            return joined(_("%s bulan") % number(term["months"]), since)
        case TermKind.ACTIVITY:
            return joined(_("sampai %s") % term["activity"], since)
        case TermKind.UNKNOWN:
            return since
    label = str(TermKind(term["kind"]).label)
    return joined(label[0].lower() + label[1:], since)


@dataclass(frozen=True)
class Part:
    """A part of the rows, with how many they are and the query that shows them."""

    key: str
    label: str
    count: int
    tone: str = ""


def parts_of(run: AgreementImport) -> list[Part]:
    """Rows by what they need of somebody, or by what became of them; one query."""
    rows = run.rows.all()
    count = {
        key: Count("pk", filter=Q(pk__in=part.values("pk"))) for key, part in cuts(rows).items()
    }
    found = rows.aggregate(all=Count("pk"), **count)
    if run.state == ImportState.PREPARED:
        return [
            Part("", _("Semua baris"), found["all"]),
            Part("wanted", _("Dicentang"), found["wanted"], "good"),
            Part("waiting", _("Pilih mitranya"), found["waiting"], "warn"),
            Part("doubled", _("Mungkin sudah ada"), found["doubled"], "warn"),
            Part("noted", _("Perlu diperiksa"), found["noted"]),
            Part("rejected", _("Ditolak"), found["rejected"], "bad"),
        ]
    parts = [
        Part("", _("Semua baris"), found["all"]),
        Part("made", _("Menjadi draf"), found["made"], "good"),
        Part("rejected", _("Ditolak"), found["rejected"], "bad"),
    ]
    if run.state == ImportState.UNDONE:
        parts.append(Part("kept", _("Tidak dibatalkan"), found["kept"], "warn"))
    return parts


def cuts(rows: AgreementImportRowQuerySet) -> dict[str, AgreementImportRowQuerySet]:
    return {
        "wanted": rows.wanted(),
        "waiting": rows.undecided(),
        "doubled": rows.doubled(),
        "noted": rows.exclude(notes=[]).exclude(outcome=RowOutcome.REJECTED),
        "rejected": rows.filter(outcome=RowOutcome.REJECTED),
        "made": rows.filter(is_applied=True),
        "kept": rows.filter(undo=RowUndo.KEPT),
    }


def shown(run: AgreementImport, page: "Page[AgreementImportRow]", on: date) -> list[ShownRow]:
    rows = list(page.object_list)
    background = Background.of(run, rows, on)
    return [background.shown(row) for row in rows]


def progress_of(run: AgreementImport) -> Progress:
    rows = run.rows.all()
    is_undo = run.state == ImportState.APPLIED
    is_done = ~Q(undo="") if is_undo else Q(is_applied=True)
    whole = rows.filter(is_applied=True) if is_undo else rows.wanted()
    found = whole.aggregate(total=Count("pk"), done=Count("pk", filter=is_done))
    return Progress(found["done"], found["total"], is_undo, not is_busy(run))

"""Invented agreements, each marked "(contoh)", that show every state and situation.

Their days count from the day of loading, so that the demo stays alive. People of the demo act
in them, as the history then shows.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from hashlib import sha256
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.records import ADDRESS_ALPHABET
from partnerships.agreements.actions import (
    amendments,
    corrections,
    documents,
    drafts,
    moves,
    renewals,
    reports,
    reviews,
    suspensions,
    uses,
)
from partnerships.agreements.models import (
    Agreement,
    CoverageRule,
    DocumentKind,
    Instrument,
    Item,
    Kind,
    Unit,
)
from partnerships.agreements.models.coverage import CoverageKind, Extent
from partnerships.agreements.models.instruments import Subject
from partnerships.agreements.models.reviews import Verdict
from partnerships.agreements.models.terms import TermKind
from partnerships.desk.demo import papers
from partnerships.desk.demo.people import HEAD
from partnerships.desk.demo.world import World
from schools.actions import school_groups
from schools.actors import Actor
from schools.models import Concentration, Region
from schools.models.groups import GroupKind

P = drafts.Promise
MANY_SEATS = (
    P(Item.PKL, Decimal(24), Unit.SEATS, "Kelas XII, satu semester"),
    P(Item.PKL, Decimal(6), Unit.MONTHS),
)
HEADS = {
    "hubin.rangkasbitung": ("Drs. Maman Suherman (contoh)", "Kepala SMKN 1 Rangkasbitung"),
    "hubin.rejanglebong": ("Kepala Sekolah (contoh)", "Kepala SMKN 1 Rejang Lebong"),
    "hubin.balikpapan7": ("Kepala Sekolah (contoh)", "Kepala SMKN 7 Balikpapan"),
    "kcd.lebak": ("Kepala Sekolah (contoh)", "Kepala SMK Contoh Lebak"),
    "dinas.banten": ("Kepala Dinas (contoh)", "Kepala Dinas Pendidikan dan Kebudayaan"),
}
DIRECTORS = {
    "boga": "Sri Handayani (contoh)",
    "bengkel": "Hendra Gunawan (contoh)",
    "jaringan": "Anton Wijaya (contoh)",
    "hotel": "Maria Susanti (contoh)",
    "ritel": "Budi Santoso (contoh)",
    "tani": "Haji Mulyadi (contoh)",
    "lpk_contoh": "Eko Prasetyo (contoh)",
    "alat_berat": "Joko Purnomo (contoh)",
    "dealer": "Rina Marlina (contoh)",
    "armada": "Slamet Riyadi (contoh)",
    "data": "Ahmad Fauzan (contoh)",
    "gim": "Tania Kusuma (contoh)",
    "kecamatan": "Endah Pratiwi (contoh)",
    "bank": "Herman Susilo (contoh)",
}
ARCHIVE = {"original_location": "Lemari contoh, map 1", "has_materai": True}
APPROVAL = "Persetujuan kepala sekolah"


@dataclass(frozen=True)
class Plan:
    """What a paper says; `signed` and `ends` are days from today, `ends` None is open-ended."""

    title: str
    partner: str
    signed: int
    ends: int | None
    keeper: str = "hubin.rangkasbitung"
    kind: Kind = Kind.PKS
    concentrations: tuple[str, ...] = ()
    promises: tuple[P, ...] = MANY_SEATS
    purpose: str = "Menyelaraskan pembelajaran di sekolah dengan kebutuhan dunia kerja."
    parent: Agreement | None = None
    school: str = ""

    def term(self, on: date) -> dict[str, Any]:
        signed = {"signed_on": on + timedelta(days=self.signed)}
        if self.ends is None:
            return signed | {"kind": TermKind.OPEN}
        return signed | {"kind": TermKind.FIXED, "ends_on": on + timedelta(days=self.ends)}


@dataclass(frozen=True)
class Told:
    """Something that came of an agreement; `begun` is days before today, `days` how long."""

    title: str
    note: str
    begun: int
    item: str
    days: int = 0
    people: int | None = None
    by: str = "hubin.rangkasbitung"


USES = [
    Told("Sertifikasi juru masak (contoh)", "Uji sertifikasi juru masak (contoh)", 310, "5", 2, 28),
    Told("Sertifikasi juru masak (contoh)", "PKL di dapur mitra (contoh)", 240, "4", 150, 12),
    Told(
        "PKL layanan hotel (contoh)", "PKL layanan kamar dan restoran (contoh)", 500, "4", 170, 18
    ),
    Told("PKL layanan hotel (contoh)", "Guru magang di hotel (contoh)", 120, "6", 14, 2),
    Told("Kunjungan industri dan guru tamu (contoh)", "Guru tamu perawatan rem (contoh)", 400, "3"),
    Told(
        "PKL pemasaran ritel, perpanjangan (contoh)", "PKL di dua gerai (contoh)", 150, "4", 120, 9
    ),
]


def load_examples(world: World) -> list[Agreement]:
    umbrella = open_ended(world)
    stories: Iterable[Agreement] = [
        umbrella,
        photo_first(world),
        returned(world),
        waiting_for_head(world),
        corrected(world),
        verified(world, umbrella),
        ended(world),
        terminated(world),
        cancelled(world),
        suspended(world),
        *renewed_and_amended(world),
        objected(world),
        waiting_for_province(world),
        of_the_province(world),
        recorded_by_the_branch(world),
        of_the_mkks(world),
    ]
    written = list(stories)
    tell_uses(written, world)
    return written


def tell_uses(agreements: Iterable[Agreement], world: World) -> None:
    """What came of some; the others show as never used."""
    by_title = {agreement.title: agreement for agreement in agreements}
    for told in USES:
        since = world.on - timedelta(days=told.begun)
        uses.record_use(
            by_title[told.title],
            by=world.people[told.by],
            since=since,
            until=since + timedelta(days=told.days) if told.days else None,
            item=told.item,
            people=told.people,
            note=told.note,
        )


def write(plan: Plan, world: World) -> Agreement:
    """A draft with all that its kind demands, but for its paper."""
    by = world.people[plan.keeper]
    agreement = drafts.start_draft(
        by=by,
        recorder=recorder(plan, by, world),
        kind=plan.kind,
        partner=world.partners[plan.partner],
    )
    facts = ARCHIVE | titled(plan.title) | {"parent": plan.parent}
    agreement = drafts.change_facts(agreement, by=by, values=facts)
    drafts.change_term(agreement, by=by, values=plan.term(world.on))
    sign(agreement, plan, world)
    named = Concentration.objects.valid_on(world.on).filter(name__in=plan.concentrations)
    scope = {
        "concentration_extent": Extent.NAMED if plan.concentrations else Extent.ALL,
        "purpose": plan.purpose,
    }
    drafts.change_scope(agreement, by=by, values=scope, concentrations=named)
    drafts.change_obligations(agreement, by=by, promises=plan.promises)
    return agreement


def titled(title: str) -> dict[str, str]:
    """The title, and an address made of it: the same after each reset of the demo.

    Who is drawn in a sample follows from the address, so that is the same too.
    """
    digest = sha256(title.encode()).digest()
    places = (byte % len(ADDRESS_ALPHABET) for byte in digest[:10])
    return {"title": title, "public_id": "".join(ADDRESS_ALPHABET[place] for place in places)}


def recorder(plan: Plan, by: Actor, world: World) -> drafts.Recorder:
    """The school that the plan names, else the place where its keeper works."""
    if plan.school:
        return drafts.Recorder(school=world.schools[plan.school])
    return drafts.Recorder(school=by.school, office=by.office)


def sign(agreement: Agreement, plan: Plan, world: World) -> None:
    """Number and signatory of either side; nobody real signs an invented paper."""
    by = world.people[plan.keeper]
    head, position = HEADS[plan.keeper]
    sides = {
        drafts.OWN_SIDE: ("421", head, position),
        drafts.OTHER_SIDE: ("PKS", DIRECTORS[plan.partner], "Direktur"),
    }
    year = (world.on + timedelta(days=plan.signed)).year
    for party in agreement.parties.all():
        prefix, name, role = sides[party.side]
        drafts.change_party(
            party,
            by=by,
            values={"letter_number": f"{prefix}/{100 + agreement.pk}/CONTOH/{year}"},
            signatory={"name": name, "position": role},
        )


def attach(
    agreement: Agreement,
    file: SimpleUploadedFile,
    *,
    by: Actor,
    kind: DocumentKind = DocumentKind.MANUSCRIPT,
    instrument: Instrument | None = None,
) -> None:
    upload = documents.receive(agreement, file, by=by)
    documents.attach_upload(upload, by=by, kind=kind, instrument=instrument)


def submit(plan: Plan, world: World) -> Agreement:
    return hand_in(write(plan, world), world.people[plan.keeper])


def hand_in(agreement: Agreement, by: Actor) -> Agreement:
    number = agreement.parties.get(side=drafts.OWN_SIDE).letter_number
    attach(agreement, papers.photo(agreement.title, f"Nomor {number}"), by=by)
    return moves.submit(agreement, by=by)


def record(plan: Plan, world: World) -> Agreement:
    return approve(submit(plan, world), world.people[plan.keeper], world)


def approve(agreement: Agreement, keeper: Actor, world: World) -> Agreement:
    """By the head's own sign-in, or with the photo of the statement where the head has none."""
    head = world.people[HEAD]
    if agreement.recording_school == head.school:
        return moves.record(agreement, by=head)
    if agreement.recording_school:
        statement = papers.photo(APPROVAL, agreement.title)
        attach(agreement, statement, by=keeper, kind=DocumentKind.APPROVAL)
    return moves.record(agreement, by=keeper)


def photo_first(world: World) -> Agreement:
    """`Foto dulu, lengkapi nanti`: a partner and a photo are enough."""
    by = world.people["hubin.rangkasbitung"]
    agreement = drafts.start_draft(
        by=by,
        recorder=drafts.Recorder(school=by.school),
        partner=world.partners["hotel"],
    )
    title = "Guru tamu perhotelan (contoh)"
    agreement = drafts.change_facts(agreement, by=by, values=titled(title))
    attach(agreement, papers.photo(title), by=by)
    return agreement


def returned(world: World) -> Agreement:
    plan = Plan("Praktik servis sepeda motor (contoh)", "bengkel", -12, 700)
    agreement = submit(plan, world)
    reason = "Halaman tanda tangan belum terbaca. Mohon difoto ulang, lalu ajukan lagi."
    return moves.return_to_draft(agreement, by=world.people[HEAD], reason=reason)


def waiting_for_head(world: World) -> Agreement:
    promises = (P(Item.TEACHING, Decimal(50), Unit.HOURS_PER_SEMESTER, "Ahli jaringan mengajar"),)
    plan = Plan(
        "Kelas industri jaringan komputer (contoh)",
        "jaringan",
        -5,
        1090,
        concentrations=("Teknik Komputer dan Jaringan",),
        promises=promises,
    )
    return submit(plan, world)


def corrected(world: World) -> Agreement:
    """Ends within 90 days, and its school asks for a correction."""
    plan = Plan("PKL layanan hotel (contoh)", "hotel", -650, 80, concentrations=("Perhotelan",))
    agreement = record(plan, world)
    party = agreement.parties.get(side=drafts.OTHER_SIDE)
    corrections.propose_correction(
        agreement,
        by=world.people["hubin.rangkasbitung"],
        key=f"number-{party.pk}",
        values={"letter_number": f"{party.letter_number}/REV"},
        reason="Akhiran nomor surat mitra terlewat saat disalin (contoh).",
    )
    return agreement


def open_ended(world: World) -> Agreement:
    """Nobody has said for a year that it is alive; others stand under it."""
    plan = Plan(
        "Pengembangan kuliner khas daerah (contoh)",
        "boga",
        -900,
        None,
        kind=Kind.NOTA_KESEPAHAMAN,
        promises=(P(Item.CURRICULUM), P(Item.PROJECT, Decimal(2), Unit.TIMES, "Produk baru")),
    )
    return record(plan, world)


def verified(world: World, parent: Agreement) -> Agreement:
    """Looked at by the branch of its own accord; ends within 30 days."""
    promises = (
        P(Item.CERTIFICATION, Decimal(30), Unit.CERTIFICATES, "Juru masak"),
        P(Item.PKL, Decimal(12), Unit.SEATS),
    )
    plan = Plan(
        "Sertifikasi juru masak (contoh)",
        "boga",
        -705,
        25,
        concentrations=("Kuliner",),
        promises=promises,
        parent=parent,
    )
    return reviews.verify(record(plan, world), by=world.people["kcd.lebak"])


def ended(world: World) -> Agreement:
    """Ended, and nobody has begun a successor."""
    plan = Plan("Kunjungan industri dan guru tamu (contoh)", "bengkel", -770, -40)
    return reviews.verify(record(plan, world), by=world.people["kcd.lebak"])


def terminated(world: World) -> Agreement:
    plan = Plan("Pengolahan hasil tani (contoh)", "tani", -400, 690)
    return moves.terminate(
        record(plan, world),
        by=world.people["hubin.rangkasbitung"],
        ended_on=world.on - timedelta(days=60),
        reason="Kedua pihak sepakat berhenti karena gudang koperasi pindah (contoh).",
    )


def cancelled(world: World) -> Agreement:
    plan = Plan("Kelas jaringan, tercatat dua kali (contoh)", "jaringan", -90, 1000)
    reason = "Tercatat dua kali; yang berlaku ada pada catatan lain (contoh)."
    return moves.cancel(record(plan, world), by=world.people["dinas.banten"], reason=reason)


def suspended(world: World) -> Agreement:
    plan = Plan(
        "Praktik perawatan alat berat (contoh)",
        "alat_berat",
        -300,
        790,
        keeper="hubin.balikpapan7",
    )
    agreement = record(plan, world)
    suspensions.suspend(
        agreement,
        by=world.people["hubin.balikpapan7"],
        since=world.on - timedelta(days=20),
        until=world.on + timedelta(days=40),
        reason="Bengkel mitra direnovasi (contoh).",
    )
    return agreement


def renewed_and_amended(world: World) -> list[Agreement]:
    """A predecessor, its successor, and an amendment in effect that gives the latter more time."""
    by = world.people["hubin.rangkasbitung"]
    before = record(Plan("PKL pemasaran ritel (contoh)", "ritel", -960, -230), world)
    successor = renewals.renew(before, by=by)
    plan = Plan("PKL pemasaran ritel, perpanjangan (contoh)", "ritel", -240, 130)
    successor = drafts.change_facts(successor, by=by, values=ARCHIVE | titled(plan.title))
    drafts.change_term(successor, by=by, values=plan.term(world.on))
    sign(successor, plan, world)
    successor = approve(hand_in(successor, by), by, world)
    amend(successor, by, world)
    amend_again(successor, by, world)
    return [before, successor]


def amend_again(agreement: Agreement, by: Actor, world: World) -> None:
    """One more, handed in: the head has not decided on it."""
    instrument = amendments.start_amendment(agreement, by=by)
    amendments.describe_amendment(
        instrument,
        by=by,
        number="421/ADD-2/CONTOH",
        signed_on=world.on - timedelta(days=5),
        effective_on=world.on,
        subjects=[Subject.OBLIGATIONS],
        summary="Tempat PKL bertambah, dan industri mengirim guru tamu.",
    )
    more = [
        P(Item.PKL, Decimal(36), Unit.SEATS, "Kelas XII, satu semester"),
        P(Item.TEACHING, Decimal(50), Unit.HOURS_PER_SEMESTER, "Guru tamu ritel"),
    ]
    drafts.change_obligations(agreement, by=by, promises=more, instrument=instrument)
    paper = papers.pdf("Adendum 2", agreement.title, "Tempat PKL bertambah.")
    attach(agreement, paper, by=by, kind=DocumentKind.AMENDMENT, instrument=instrument)
    amendments.submit_amendment(instrument, by=by)


def amend(agreement: Agreement, by: Actor, world: World) -> None:
    instrument = amendments.start_amendment(agreement, by=by)
    amendments.describe_amendment(
        instrument,
        by=by,
        number="421/ADD-1/CONTOH",
        signed_on=world.on - timedelta(days=35),
        effective_on=world.on - timedelta(days=30),
        subjects=[Subject.TERM],
        summary="Jangka waktu diperpanjang satu tahun.",
    )
    longer = {"ends_on": world.on + timedelta(days=495)}
    drafts.change_term(agreement, by=by, values=longer, instrument=instrument)
    paper = papers.pdf("Adendum 1", agreement.title, "Jangka waktu diperpanjang satu tahun.")
    attach(agreement, paper, by=by, kind=DocumentKind.AMENDMENT, instrument=instrument)
    amendments.submit_amendment(instrument, by=by)
    amendments.put_into_effect(instrument, by=world.people[HEAD])


def objected(world: World) -> Agreement:
    """Two schools; the other one objects, and a visitor reports an error on its page."""
    by = world.people["hubin.rangkasbitung"]
    neighbour = world.schools["warunggunung"]
    promises = (P(Item.PROJECT, Decimal(4), Unit.TIMES, "Produk olahan pangan bersama"),)
    plan = Plan(
        "Teaching factory olahan pangan dua sekolah (contoh)",
        "tani",
        -150,
        580,
        promises=promises,
    )
    agreement = write(plan, world)
    party = drafts.add_party(agreement, by=by, side=drafts.OWN_SIDE, member=neighbour)
    signatory = {"name": "Kepala Sekolah (contoh)", "position": f"Kepala {neighbour.name}"}
    drafts.change_party(party, by=by, values={}, signatory=signatory)
    agreement.refresh_from_db()
    attach(agreement, papers.pdf(plan.title, "Dua sekolah, satu koperasi."), by=by)
    agreement = moves.record(moves.submit(agreement, by=by), by=world.people[HEAD])
    reviews.answer(
        agreement,
        by=world.people["hubin.warunggunung"],
        verdict=Verdict.OBJECTED,
        reason="Sekolah kami belum menandatangani halaman terakhir (contoh).",
    )
    reports.report(
        by=Actor.visitor(on=world.on),
        path=agreement.get_absolute_url(),
        text="Nama koperasi pada halaman ini tampaknya salah ketik (contoh).",
        agreement=agreement,
        province=neighbour.province,
    )
    return agreement


def waiting_for_province(world: World) -> Agreement:
    """With a training agency, so the province must look at it."""
    plan = Plan(
        "Pelatihan bahasa Jepang (contoh)",
        "lpk_contoh",
        -45,
        685,
        keeper="hubin.rejanglebong",
        promises=(P(Item.TRAINING, Decimal(20), Unit.PEOPLE, "Bahasa dan budaya kerja"),),
    )
    return record(plan, world)


def of_the_province(world: World) -> Agreement:
    """Signed by the Dinas itself: holds for the state schools of a regency, and needs two looks."""
    by = world.people["dinas.banten"]
    plan = Plan(
        "Magang ritel bagi SMK negeri di Lebak (contoh)",
        "ritel",
        -200,
        890,
        keeper="dinas.banten",
        kind=Kind.KESEPAKATAN_BERSAMA,
    )
    agreement = write(plan, world)
    drafts.change_facts(
        agreement, by=by, values={"authority_document": "Surat kuasa 100/CONTOH (contoh)"}
    )
    rule = CoverageRule(kind=CoverageKind.STATE_SCHOOLS, region=Region.objects.get(code="36.02"))
    drafts.change_coverage(agreement, by=by, rules=[rule])
    agreement.refresh_from_db()
    return reviews.verify(approve(hand_in(agreement, by), by, world), by=by)


def of_the_mkks(world: World) -> Agreement:
    """Signed by the MKKS for one school, and holding for all of its members."""
    branch, by = world.people["kcd.lebak"], world.people["hubin.rangkasbitung"]
    lebak = Region.objects.get(code="36.02")
    group = school_groups.create_group(
        by=branch,
        values={
            "kind": GroupKind.MKKS,
            "name": "MKKS SMK Kabupaten Lebak (contoh)",
            "province": lebak.parent,
            "regency": lebak,
        },
        form_token=None,
    )
    members = ["rangkasbitung", "warunggunung", "kalanganyar", "contoh"]
    keys = "\n".join(world.schools[name].key for name in members)
    school_groups.add_members(by=branch, group=group, text=keys, since=None)
    plan = Plan(
        "Guru tamu bagi anggota MKKS (contoh)",
        "alat_berat",
        -95,
        635,
        kind=Kind.NOTA_KESEPAHAMAN,
        promises=(
            P(Item.TEACHING, Decimal(20), Unit.HOURS_PER_SEMESTER, "Bergilir di sekolah anggota"),
        ),
    )
    agreement = write(plan, world)
    party = agreement.parties.get(side=drafts.OWN_SIDE)
    chairman = {"name": "Ketua MKKS (contoh)", "position": "Ketua MKKS SMK Kabupaten Lebak"}
    drafts.change_party(party, by=by, values={"represented_by_group": group}, signatory=chairman)
    rule = CoverageRule(kind=CoverageKind.GROUP, group=group)
    drafts.change_coverage(agreement, by=by, rules=[rule])
    agreement.refresh_from_db()
    return approve(hand_in(agreement, by), by, world)


def recorded_by_the_branch(world: World) -> Agreement:
    """An office writes on behalf of a school, which has signed that it agrees."""
    plan = Plan(
        "PKL juru masak, dicatat kantor (contoh)",
        "boga",
        -60,
        670,
        keeper="kcd.lebak",
        school="contoh",
        concentrations=("Kuliner",),
    )
    return record(plan, world)

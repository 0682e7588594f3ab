"""Periods, seats, choices, plans and letters, and the links of a partner and a pupil."""

from datetime import date

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from partnerships.placements.actions import assignments
from partnerships.placements.actions.assignment_work import work
from partnerships.placements.actions.insurance_papers import insure_many
from partnerships.placements.actions.letters import (
    Numbering,
    Wording,
    attach_signed,
    issue_letters,
    void_letter,
)
from partnerships.placements.actions.links import issue_partner_link
from partnerships.placements.actions.placements import change_terms_of_many, plan_placements, take
from partnerships.placements.actions.publishing import publish
from partnerships.placements.actions.readiness import override
from partnerships.placements.actions.rescheduling import reschedule
from partnerships.placements.imports.choices import ChoiceRow, Outcome, packed
from partnerships.placements.insuring import Cover, Covering
from partnerships.placements.insuring import packed as packed_insurance
from partnerships.placements.letters.heads import letterhead_of
from partnerships.placements.letters.kinds import LetterKind
from partnerships.placements.models import (
    Choice,
    Opening,
    PeriodSupervisor,
    Placement,
    PlacementPeriod,
)
from partnerships.placements.rescheduling import NewDays
from schools.actors import Actor
from schools.school_years import school_year_of
from tests import makers
from tests.house.worlds.following import Followed
from tests.partners import making
from tests.placements import following
from tests.placements import scenes as supply
from tests.strictness import StrictClient


class Placed(Followed):
    """Periods, seats, choices, plans and letters, and the links of a partner and a pupil."""

    def _placements(self) -> None:
        period = self.period = supply.period(
            self.school, name="RAHASIA-periode", grade=11, note="RAHASIA-catatan-periode"
        )
        empty = supply.period(self.school)
        told = supply.hosting(
            self.partner,
            told_to_school=self.school,
            note="RAHASIA-kata-mitra",
            told_by_name="RAHASIA-penyampai",
        )
        opening = supply.opening(
            told,
            sex="P",
            sex_because="RAHASIA-dasar-pembatasan",
            mentor_name="RAHASIA-instruktur",
            tasks="RAHASIA-pekerjaan",
            note="RAHASIA-syarat",
        )
        host = making.partner("Tuan Rumah Contoh")
        supply.hosting(host, told_to_school=self.school)
        supply.opening(supply.hosting(host, told_to_school=self.school, school_year=2024))
        taken = supply.opening(supply.hosting(making.partner(), told_to_school=self.school))
        booking = supply.booking(taken, period)
        self.at |= {
            "booking": {"public_id": booking.public_id},
            "year of the partner": {"year": 2025, "public_id": self.partner.public_id},
            "bare answer": {"year": 2025, "public_id": host.public_id},
            "opening": {"public_id": opening.public_id},
            "period": {"public_id": period.public_id},
            "choices of a pupil": {
                "public_id": period.public_id,
                "pupil": self.at["pupil"]["public_id"],
            },
            "empty period": {"public_id": empty.public_id},
        }

    def _guest(self) -> None:
        """The contact of a partner, who has typed the PIN of its link."""
        host = making.partner("Tuan Rumah Contoh")
        person = making.contact(host, "Personalia Contoh")
        issued = issue_partner_link(contact=person, by=self.actor("admin"))
        client = StrictClient()
        client.post(reverse("placements:partner_link", args=[issued.token]), {"pin": issued.pin})
        self.sessions["guest"] = client.cookies[settings.SESSION_COOKIE_NAME].value
        self.guest_link = issued.link
        word = supply.hosting(
            host, school_year=school_year_of(makers.TODAY), told_through=issued.link
        )
        offered = supply.opening(word)
        self.at |= {
            "link of a partner": {"token": issued.token},
            "held link": {"public_id": issued.link.public_id},
            "contact of the host": {"public_id": person.public_id},
            "host": {"public_id": host.public_id},
            "own offer": {"public_id": offered.public_id},
            "offer of another": {"public_id": supply.opening().public_id},
        }

    def _pupil_guest(self) -> None:
        """A pupil who has opened the own link, and places that it may choose."""
        period = supply.period(self.school, name="Gelombang siswa")
        pupil = supply.chooser(period, "Siswa Tamu", studies=self.led)
        offered = supply.opening(supply.hosting(making.partner("Bengkel Siswa")))
        supply.booking(offered, period)
        supply.booking(offered, self.period)
        issued = supply.pupil_link(pupil)
        client = StrictClient()
        client.post(reverse("placements:pupil_link", args=[issued.token]))
        self.sessions["pupil guest"] = client.cookies[settings.SESSION_COOKIE_NAME].value
        waiting = supply.proposed(
            supply.period(self.school, name="Gelombang usulan", grade=12),
            pupil,
            name="RAHASIA-tempat-usulan",
            address="RAHASIA-alamat-usulan",
            contact_name="RAHASIA-kontak-usulan",
            tasks="RAHASIA-tugas-usulan",
        )
        self.offered_to_pupil = offered
        agreed = supply.proposed(
            period,
            pupil,
            name="RAHASIA-tempat-disetujui",
            state="approved",
            decided_at=makers.NOON,
            decided_by=makers.user(),
            partner=offered.hosting.partner,
            opening=offered,
        )
        self.at["approved place"] = {"public_id": agreed.public_id}
        self._written(pupil)
        row = ChoiceRow(2, pupil.name, Outcome.NEW, pupil, after=[offered])
        self.choices_to_apply = packed([row], period=period)
        self.at |= {
            "link of a pupil": {"token": issued.token},
            "own period": {"public_id": period.public_id},
            "proposed place": {"public_id": waiting.public_id},
        }

    def _placed(self) -> None:
        """A pupil at a host, whose texts tell who reads of it, and one who has taken a step."""
        period = supply.period(self.school, name="Gelombang penempatan")
        place, other = supply.opening(seats=9), supply.opening()
        supply.booking(place, period, seats=5)
        supply.booking(other, period)
        pupils = [
            supply.chooser(period, f"Siswa {name}", studies=self.led)
            for name in ("Ditempatkan", "Melangkah", "Pindah")
        ]
        admin = self.actor("admin")
        rows = plan_placements(
            period=period, places={pupil.pk: place.pk for pupil in pupils}, by=admin
        )
        teacher = PeriodSupervisor.objects.create(
            period=period, membership=self.memberships["supervisor"]
        )
        facts = {
            "supervisor": teacher,
            "departs_on": makers.TODAY,
            "work": "RAHASIA-bagian",
            "hazard": "RAHASIA-bahaya",
            "safety_note": "RAHASIA-pengaman",
            "note": "RAHASIA-catatan-penempatan",
            "accepted_number": "RAHASIA-balasan",
            "insurance_number": "RAHASIA-jaminan",
        }
        change_terms_of_many(placements=rows, values=facts, by=admin)
        for row in rows:
            row.refresh_from_db()
        take("cancel", rows[1], by=admin, reason="RAHASIA-alasan-langkah")
        override(placement=rows[0], rule="abroad_licence", reason="RAHASIA-pengecualian", by=admin)
        keys = [{"public_id": row.public_id} for row in rows]
        self.placed_at = other
        self.at |= {
            "placements": {"public_id": period.public_id},
            "placement": keys[0],
            "placement with a step": keys[1],
            "placement to move": keys[2],
            "step of a placement": keys[2] | {"step": "request"},
            "override": keys[0] | {"rule": "abroad_licence"},
        }
        self.placement = rows[0]
        cover = Cover("RAHASIA-nomor-peserta", makers.TODAY)
        found = [Covering(rows[2], cover).wanted]
        self.insurance_to_apply = packed_insurance(found, period=period)
        scan = SimpleUploadedFile("polis.jpg", supply.sheet_photo(), content_type="image/jpeg")
        known = [Covering(rows[0], Cover.of(rows[0])).wanted]
        insure_many(period=period, wanted=known, files=[scan], by=admin)
        paper = period.insurance_papers.get()
        self.at["proof of insurance"] = {"public_id": paper.public_id}
        self._letters(period, rows[0])
        self._followed()

    def _letters(self, period: PlacementPeriod, placement: Placement) -> None:
        """A consent form that stands, with its signed sheet, and one that was withdrawn."""
        admin, kind = self.actor("admin"), LetterKind.CONSENT
        key = f"kelas-{placement.class_name}"
        wording = Wording(makers.TODAY, Numbering("RAHASIA-nomor-surat"))
        kept, voided = (
            issue_letters(period=period, kind=kind, keys=[key], wording=wording, by=admin)[0]
            for _time in range(2)
        )
        void_letter(letter=voided, reason="RAHASIA-alasan-cabut", by=admin)
        photo = SimpleUploadedFile("lembar.jpg", supply.sheet_photo(), content_type="image/jpeg")
        sheet = attach_signed(letter=kept, files=[photo], by=admin)
        head = letterhead_of(period.school, on=makers.TODAY)
        head.above = "RAHASIA-kop"
        head.save()
        at = {"public_id": period.public_id}
        self.at |= {
            "letter": {"public_id": kept.public_id},
            "withdrawn letter": {"public_id": voided.public_id},
            "letters of a kind": at | {"kind": "decree"},
            "file of letters": at | {"kind": "consent", "form": "pdf"},
            "signed sheet": {"public_id": sheet.public_id},
        }
        self._asked_of_guest()

    def _closed_problem(self) -> str:
        by = {"closed_at": makers.NOON, "closed_by": self.memberships["supervisor"].user}
        seen = {"seen_at": makers.NOON, "seen_by": self.memberships["supervisor"].user}
        return str(following.problem(self.followed, **by, **seen, outcome="Selesai").public_id)

    def _asked_of_guest(self) -> None:
        """A pupil about whom the partner with the link is asked."""
        period = supply.period(self.school, name="Gelombang permohonan")
        self.at["period with other days"] = {"public_id": period.public_id}
        own = Opening.objects.get(public_id=self.at["own offer"]["public_id"])
        offered = supply.opening(own.hosting)
        supply.booking(offered, period)
        pupil = supply.chooser(period, "Siswa Dimohonkan", studies=self.led)
        admin = self.actor("admin")
        self.asked_of_host = plan_placements(
            period=period, places={pupil.pk: offered.pk}, by=admin
        )[0]
        take("request", self.asked_of_host, by=admin)
        self._redated(period)

    def _redated(self, period: PlacementPeriod) -> None:
        """Whose days were changed, which may be taken back."""
        row = self.asked_of_host
        row.refresh_from_db()
        seen = {row.public_id: row.revision}
        wanted = NewDays(first=date(2026, 2, 2))
        reschedule(period=period, seen=seen, wanted=wanted, by=self.actor("admin"))
        self.redated_at = row.steps.latest("at").at.isoformat()

    def _assigned(self) -> None:
        """A period with drafts of who goes where: to look at, failed, and made the plan."""
        july = {"since": date(2026, 7, 6), "until": date(2026, 7, 31)}
        period = supply.period(self.school, name="Gelombang pembagian", **july)
        places = [supply.opening(seats=9, **july) for _number in range(2)]
        one, other, third = (
            supply.chooser(period, f"Siswa {name}", studies=self.led)
            for name in ("Terbagi", "Terbagi Lain", "Terbagi Pula")
        )
        for place, pupil in zip(places, (one, third), strict=True):
            supply.booking(place, period, seats=9)
            Choice.objects.create(period=period, pupil=pupil, opening=place, rank=1)
        admin = self.actor("admin")
        drafts = [assignments.start(period=period, by=admin) for _number in range(3)]
        for draft in drafts[:2]:
            work(draft.pk)
        failed = drafts[2]
        failed.state, failed.failure = "failed", "Ketentuan bertentangan."
        failed.begun_at = failed.ended_at = makers.NOON
        failed.save()
        pair = assignments.pair_pupils(
            period=period, one=one, other=other, kind="together", by=admin
        )
        rule = assignments.settle(
            period=period, pupil=third, opening=places[0], kind="forbidden", by=admin
        )
        self.assigned_pupil, self.swapped_pupil = one, third
        self.assigned_place = places[1]
        draft = {"public_id": period.public_id, "run": drafts[0].public_id}
        self.at |= {
            "period to assign": {"public_id": period.public_id},
            "pair of pupils": {"public_id": period.public_id, "pair": pair.public_id},
            "rule of a place": {"public_id": period.public_id, "rule": rule.public_id},
            "assignment draft": draft,
            "failed assignment draft": draft | {"run": failed.public_id},
            "pupil in a draft": draft | {"pupil": one.public_id},
        }
        self._made_plan(admin)

    def _made_plan(self, admin: Actor) -> None:
        august = {"since": date(2026, 8, 3), "until": date(2026, 8, 28)}
        period = supply.period(self.school, name="Gelombang terbit", **august)
        supply.booking(supply.opening(**august), period, seats=5)
        run = assignments.start(period=period, by=admin)
        work(run.pk)
        publish(run=run, by=admin, revision=None)
        self.at["published draft"] = {"public_id": period.public_id, "run": run.public_id}

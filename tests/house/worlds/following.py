"""Placements under way, with weeks, visits and marks, and the link of an instruktur."""

from datetime import timedelta

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from partnerships.placements.actions.links import issue_mentor_link
from partnerships.placements.actions.placements import plan_placements
from partnerships.placements.actions.visits import keep_sheet
from partnerships.placements.lifecycle import PlacementState
from partnerships.placements.models import (
    Placement,
    PlacementPeriod,
)
from partnerships.placements.models.days import days_between
from partnerships.placements.models.snapshots import SnapshotKind
from schools.models import (
    Pupil,
)
from tests import makers
from tests.house.worlds.agreements import Agreed
from tests.placements import following
from tests.placements import scenes as supply
from tests.strictness import StrictClient


class Followed(Agreed):
    """Placements under way, with weeks, visits and marks, and the link of an instruktur."""

    def _followed(self) -> None:
        """A placement under way, with all that follows it, and the link of its instruktur."""
        period = supply.period(
            self.school,
            since=following.SINCE,
            until=following.UNTIL,
            name="Gelombang berjalan",
        )
        placement = following.running(
            period,
            supervisor=self.memberships["supervisor"],
            name="Siswa Berjalan",
            studies=self.led,
        )
        following.all_of_it(placement, "RAHASIA")
        self.followed = placement
        self.at |= {
            "placement under way": {"public_id": placement.public_id},
            "silent pupils": {"key": "sepi"},
            "text to a silent pupil": {"key": "sepi", "whom": self._silent(period)},
        }
        self._mentor_guest(period, placement)
        self._visited(placement)
        self._weeks_of(placement)
        self._near_the_end(period, placement)
        self._finished(period, placement)

    def _near_the_end(self, period: PlacementPeriod, beside: Placement) -> None:
        """A pupil of the same instruktur whose last days have come."""
        placement = following.running(
            period,
            supervisor=self.memberships["supervisor"],
            name="Siswa Menjelang Akhir",
            studies=self.led,
            guided_by=beside.mentor,
        )
        placement.days = days_between([(following.SINCE, makers.TODAY + timedelta(7))])
        placement.save()
        self.at["placement to assess"] = {"public_id": placement.public_id}

    def _weeks_of(self, placement: Placement) -> None:
        """One that waits, and one that was confirmed from a signed sheet."""
        sheet = following.snapshot(placement, SnapshotKind.SHEET)
        placement.weeks.update(sheet=sheet)
        key = {"public_id": placement.public_id}
        photo = placement.snapshots.get(kind=SnapshotKind.JOURNAL)
        waiting, told = (
            {"monday": (following.MONDAY - timedelta(days)).isoformat()} for days in (0, 7)
        )
        self.at |= {
            "week": waiting,
            "confirmed week": told,
            "week of a pupil": waiting | key,
            "confirmed week of a pupil": told | key,
            "photo of work": {"public_id": photo.public_id},
        }

    def _finished(self, period: PlacementPeriod, settled: Placement) -> None:
        """A pupil who has finished and is marked, but whose final mark is not settled yet."""
        placement = following.running(
            period,
            supervisor=self.memberships["supervisor"],
            name="Siswa Selesai",
            studies=self.led,
        )
        following.assessment(placement, 80, 90, submitted_at=makers.NOON)
        following.supervisor_mark(placement, mark=70, report=60)
        Placement.objects.filter(pk=placement.pk).update(state="completed")
        self.finished = placement
        at = {"public_id": period.public_id}
        self.at |= {
            "export": at | {"kind": "rapor"},
            "settled pupil": at | {"pupil": settled.pupil.public_id},
            "finished pupil": at | {"pupil": placement.pupil.public_id},
        }

    def _mentor_guest(self, period: PlacementPeriod, placement: Placement) -> None:
        """The instruktur of that placement, who has typed the PIN of the link."""
        issued = issue_mentor_link(contact=placement.mentor, by=self.actor("admin"))
        client = StrictClient()
        client.post(reverse("placements:mentor_link", args=[issued.token]), {"pin": issued.pin})
        self.sessions["mentor guest"] = client.cookies[settings.SESSION_COOKIE_NAME].value
        self.at |= {
            "period under way": {"public_id": period.public_id},
            "link of an instruktur": {"token": issued.token},
            "held link of an instruktur": {"public_id": issued.link.public_id},
            "instruktur": {"public_id": placement.mentor.public_id},
        }

    def _visited(self, placement: Placement) -> None:
        """A visit that was made, with its stamped sheet, and one that is planned."""
        done = placement.visits.get()
        photo = SimpleUploadedFile("lembar.jpg", supply.sheet_photo(), content_type="image/jpeg")
        done.sheet = keep_sheet(file=photo, school=self.school, by=self.actor("supervisor"))
        done.save()
        planned = following.visit(placement, planned_on=makers.TODAY)
        self.at |= {
            "visit": {"public_id": done.public_id},
            "planned visit": {"public_id": planned.public_id},
        }

    def _written(self, pupil: Pupil) -> None:
        """The pupil with the link, at work since September, has written of yesterday."""
        days = {"since": following.SINCE, "until": makers.TODAY + timedelta(days=14)}
        period = supply.period(self.school, name="Gelombang jurnal", **days)
        offered = supply.opening(**days)
        supply.booking(offered, period)
        plan_placements(period=period, places={pupil.pk: offered.pk}, by=self.actor("admin"))
        placement = following.move_on(period.placements.get(), PlacementState.RUNNING)
        photo = following.snapshot(placement)
        entry = following.entry(placement, makers.TODAY - timedelta(days=1), photo=photo)
        at = {"public_id": placement.public_id}
        self.at |= {
            "own days": at,
            "own week": at | {"monday": "2025-11-17"},
            "own sending": at | {"kind": "foto"},
            "own entry": {"public_id": entry.public_id},
            "own photo": {"public_id": photo.public_id},
        }

    def _learning(self) -> None:
        """Learning goals of the school: in their order, and one that is retired."""
        first = self.school.learning_goals.earliest("pk")
        second = following.goal(self.school, text="Merakit mesin", position=2)
        retired = following.goal(self.school, text="Membubut", retired_at=makers.NOON)
        self.at |= {
            "learning goal": {"public_id": first.public_id},
            "second learning goal": {"public_id": second.public_id},
            "retired learning goal": {"public_id": retired.public_id},
            "problem": {"public_id": self.followed.problems.get().public_id},
            "closed problem": {"public_id": self._closed_problem()},
            "paper week": {"public_id": self.followed.public_id, "monday": "2025-11-17"},
            "entry under way": {"public_id": self.followed.journal.get().public_id},
            "photo of the journal": {"public_id": self.followed.journal.get().photo.public_id},
        }

    def _silent(self, period: PlacementPeriod) -> str:
        """Somebody at work of whom no journal is there."""
        teacher = self.memberships["supervisor"]
        pupil = following.running(period, supervisor=teacher, name="Siswa Sepi", studies=self.led)
        supply.pupil_link(pupil.pupil)
        return str(pupil.public_id)

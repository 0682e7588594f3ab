"""One small world for the access matrix: people in each role at two places, and rows of each kind.

What is somebody's own is at SMKN 1 Rangkasbitung, in Lebak, in Banten; "far" is Bengkulu. Texts
that begin with RAHASIA are marks: whoever may not know of the row must never read them."""

from datetime import date

from accounts.models import Notice
from accounts.notices import notify, record_hand_sent
from partnerships.agreements.actions.reports import report
from partnerships.desk.texts import texts_of
from partnerships.placements.actions.readiness import change_rule
from partnerships.placements.readiness.rules import Level, Rule
from tests import makers
from tests.house.worlds.placements import Placed


class World(Placed):
    """Everybody and everything; `at` holds the arguments of addresses under readable names."""

    def __init__(self) -> None:
        super().__init__()
        self._places()
        self._people()
        self._school_facts()
        self._colleagues()
        self._pupils()
        self._partners()
        self._drafts()
        self._recorded()
        self._published()
        self._placements()
        self._runs()
        self._messages()
        self._guest()
        self._pupil_guest()
        self._placed()
        self._learning()
        self._assigned()
        self._ruled()

    def _ruled(self) -> None:
        """What a province will ask of its schools from some day on."""
        change_rule(
            rule=Rule.HOURS,
            level=Level.BLOCK,
            number=None,
            since=date(2026, 12, 1),
            because="RAHASIA-dasar-aturan",
            by=self.actor("province"),
        )
        rule = {"rule": Rule.HOURS.value}
        self.at |= {"rule": rule, "planned rule": rule | {"since": "2026-12-01"}}

    def _messages(self) -> None:
        notify(
            recipients=[self.memberships["admin"].user],
            kind="test",
            subject="RAHASIA-pemberitahuan",
            body="RAHASIA-isi-pemberitahuan",
            by=makers.system(),
            path="/kerja/",
        )
        notice = Notice.objects.get(subject="RAHASIA-pemberitahuan")
        said = report(
            by=makers.visitor(),
            path=self.recorded.get_absolute_url(),
            text="RAHASIA-laporan tentang tanggalnya",
            contact="RAHASIA-pelapor",
            agreement=self.recorded,
            province=makers.region("36"),
        )
        text = next(text for text in texts_of(self.actor("province")) if text.office == self.lebak)
        self.at["text"] = {"key": text.key}
        record_hand_sent(
            kind=text.occasion.kind,
            about=self.serang.public_id,
            group="RAHASIA-grup",
            by=self.actor("next branch"),
        )
        self.at["notice"] = {"public_id": notice.public_id}
        self.at["report"] = {"receipt": said.receipt}

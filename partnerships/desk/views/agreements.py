"""The working page of one agreement: what it says, what is missing, and what one may do now."""

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.history import Events
from accounts.presence import may_have
from accounts.roles import Permission
from partnerships.agreements.actions import correctables, corrections, moves, reviews, uses
from partnerships.agreements.actions.coverage import may_identify
from partnerships.agreements.actions.endings import standing_of
from partnerships.agreements.actions.periods import gap_before
from partnerships.agreements.completeness import Gap, with_gaps
from partnerships.agreements.models import (
    Agreement,
    Answer,
    Correction,
    CoverageRule,
    Instrument,
    LetEnd,
    NamedConcentration,
    NamedSite,
    Obligation,
    Party,
    Scope,
    Signatory,
    State,
    Suspension,
    Term,
    Transition,
    Use,
    VerificationTask,
    Witness,
)
from partnerships.agreements.models.agreements import KEEPERS_ONLY
from partnerships.agreements.models.documents import Document, open_to
from partnerships.agreements.models.kinds import STANDING_STATES
from partnerships.agreements.models.reviews import Verdict
from partnerships.agreements.reading import Reading
from partnerships.agreements.rows import business_day
from partnerships.agreements.statuses import with_day_status
from partnerships.agreements.verification import eyes_on, not_asked_because
from partnerships.desk.histories import Section, history_page
from partnerships.desk.pages.agreements import AgreementPage, with_page_facts
from partnerships.desk.turns import turn_of
from schools.actors import Actor, actor_of, may_edit, stands, with_standing
from schools.history import entries_for

HISTORY_AT_MOST = 60
RENEWAL_SIGHT = timedelta(days=180)


@dataclass
class Possible:
    """What this actor may do with it now; the actions check again."""

    agreement: Agreement
    actor: Actor

    @cached_property
    def edit(self) -> bool:
        """Whether the actor keeps this record, in whatever state it is."""
        return may_edit(self.agreement, self.actor)

    @property
    def change_draft(self) -> bool:
        return self.edit and self.agreement.is_draft

    @property
    def withdraw(self) -> bool:
        """Those who wrote it take it back; who decides on it sends it back, and says why."""
        return self.edit and self.agreement.state == State.SUBMITTED and not self.decide

    @property
    def lacks_head(self) -> bool:
        return moves.lacks_head(self.agreement, on=self.actor.on)

    @cached_property
    def decide(self) -> bool:
        return self.agreement.state == State.SUBMITTED and moves.may_approve(
            self.agreement, self.actor
        )

    @property
    def record_with_statement(self) -> bool:
        return (
            self.agreement.state == State.SUBMITTED
            and not self.decide
            and moves.may_record_with_statement(self.agreement, self.actor)
        )

    @cached_property
    def verify(self) -> bool:
        return reviews.may_verify(self.agreement, self.actor)

    @property
    def amend(self) -> bool:
        return self.edit and self.agreement.state in {State.RECORDED, State.VERIFIED}

    @property
    def terminate(self) -> bool:
        return self.amend and moves.may_terminate(self.agreement, self.actor)

    @property
    def correct(self) -> bool:
        return self.edit and self.agreement.state in corrections.CORRECTABLE_STATES

    @property
    def renew(self) -> bool:
        """Offered when the end is in sight or past; earlier it would only be in the way."""
        near = self.agreement.ends_on and self.agreement.ends_on <= self.actor.on + RENEWAL_SIGHT
        return self.edit and self.agreement.state in STANDING_STATES and bool(near)

    @property
    def let_end(self) -> bool:
        """Beside the renewal: the end is in sight, or past, and nothing follows."""
        return self.renew and self.amend and self.ends_knowingly is None

    @cached_property
    def ends_knowingly(self) -> LetEnd | None:
        """What was said of its end, to those who know its working page."""
        if self.agreement.ends_on is None or not may_have(self.agreement, "let_ends"):
            return None
        return standing_of(self.agreement)

    @cached_property
    def decide_corrections(self) -> bool:
        return self.agreement.is_recorded and corrections.may_decide(self.agreement, self.actor)

    @cached_property
    def identify_coverage(self) -> bool:
        """Whether to say which group or foundation a printed name means."""
        return may_identify(self.agreement, self.actor)

    @property
    def ask_mending(self) -> bool:
        return self.agreement.state == State.RECORDED and self.decide_corrections

    @property
    def cancel(self) -> bool:
        return self.agreement.state in {State.RECORDED, State.VERIFIED} and moves.may_oversee(
            self.agreement, self.actor
        )

    @cached_property
    def answer(self) -> bool:
        return self.agreement.state != State.DRAFT and reviews.may_answer(
            self.agreement, self.actor
        )

    @cached_property
    def record_use(self) -> bool:
        return uses.may_record_use(self.agreement, self.actor)

    @cached_property
    def transitions(self) -> list[Transition]:
        """All that it went through, the newest first."""
        return list(self.agreement.transitions.select_related("by"))

    @property
    def last_move(self) -> Transition | None:
        return next((row for row in self.transitions if row.undone_at is None), None)

    @property
    def undo(self) -> bool:
        last = self.last_move
        return last is not None and moves.can_undo(last, by=self.actor)


@require_GET
def agreement_staff(request: HttpRequest, public_id: str) -> HttpResponse:
    actor = actor_of(request)
    rows = Agreement.objects.visible_to(actor).select_related(
        "recording_school__province",
        "recording_office__province",
        "predecessor",
        "source",
        "created_by",
    )
    told = with_gaps(
        with_page_facts(with_standing(rows, actor, "involving", "editable_by", "in_care_of"))
    )
    agreement = get_object_or_404(with_day_status(told, on=actor.on), public_id=public_id)
    if not stands(agreement, actor, "involving"):
        # What others may know of a record is on its public page.
        return redirect(agreement.get_absolute_url())
    page = AgreementPage(agreement, actor, actor.on)
    possible = Possible(agreement, actor)
    turn = turn_of(agreement, request.GET.get("antrean", ""), actor=actor)
    documents = list(
        Document.objects.visible_to(actor)
        .filter(agreement=agreement)
        .with_versions()
        .select_related("agreement", "instrument")
    )
    amendments = page.reading.amendments if possible.edit else page.amendments
    context = {
        "agreement": agreement,
        "page": page,
        "reading": page.reading,
        "badges": page.badges,
        "possible": possible,
        # One that is being written is its keepers' business only.
        "amendments": amendments,
        "open_amendment": next((row for row in amendments if not row.took_effect_at), None),
        "decides": moves.may_approve(agreement, actor),
        "documents": documents,
        # Names of witnesses are for those involved; no public page has them.
        "witnesses": (
            agreement.witnesses.order_by("pk") if may_have(agreement, "witnesses") else []
        ),
        "waiting": list(agreement.uploads.unattached()) if possible.change_draft else [],
        "gaps": gaps_for(page.reading, possible),
        "gap": gap_before(agreement),
        **checks_of(agreement, actor, possible),
        "answers": answers_of(agreement),
        "objected": Verdict.OBJECTED,
        "corrections": corrections_of(agreement, is_keeper=possible.edit),
        "openable": {row.pk for row in documents},
        "withdrawable": _withdrawable(page.uses, actor),
        "transitions": possible.transitions,
        "turn": turn,
        "next": turn.next_url if turn else "",
        "onward": f"?{urlencode({'next': turn.next_url})}" if turn else "",
    }
    return render(request, "desk/agreement_staff.html", context)


def gaps_for(reading: Reading, possible: Possible) -> list[tuple[Gap, str]]:
    """What is missing, each with the page that mends it: a step of the draft, then a correction."""
    return [(gap, mending_url(gap, reading, possible)) for gap in reading.gaps]


def mending_url(gap: Gap, reading: Reading, possible: Possible) -> str:
    """Empty where this reader, or now nobody, can mend it."""
    agreement = reading.agreement
    if not (possible.change_draft or possible.correct):
        return ""
    if gap.demand.step == "dokumen":
        return reverse("agreements:documents", args=[agreement.public_id])
    if possible.change_draft:
        return reverse("agreements:step", args=[agreement.public_id, gap.demand.step])
    key = correctables.key_for(reading.parties, gap.demand.key)
    if not key:
        return reverse("agreements:correct", args=[agreement.public_id])
    return reverse("agreements:correct_part", args=[agreement.public_id, key])


def checks_of(agreement: Agreement, actor: Actor, possible: Possible) -> dict[str, Any]:
    """Who looks at it because of what; where nobody has to, the sentence that says why."""
    if not agreement.is_recorded:
        return {}
    checks = list(agreement.checks.select_related("province", "office", "first_by", "done_by"))
    offices = eyes_on(agreement, [check for check in checks if not check.office], on=actor.on)
    day = business_day(agreement.recorded_at) or actor.on
    recorders = recorded_by(agreement, possible.transitions)
    return {
        "checks": [(check, offices.get(check.pk, "")) for check in checks],
        "recorders": recorders,
        "recorded_it": possible.verify and actor.user is not None and actor.user.pk in recorders,
        "second_is_another": second_is_another(checks, actor),
        "not_asked": "" if checks else not_asked_because(agreement, on=day),
    }


def recorded_by(agreement: Agreement, transitions: list[Transition]) -> set[int]:
    """Who wrote it down and who recorded it: whoever verifies it should be somebody else."""
    moved = next((row for row in transitions if row.move == "record" and not row.undone_at), None)
    people = (agreement.created_by_id, moved.by_id if moved else None)
    return {person for person in people if person}


def second_is_another(checks: list[VerificationTask], actor: Actor) -> str:
    """Why this reviewer meets no button for a second look; one query, where one is open."""
    if not actor.can(Permission.VERIFY_AGREEMENTS):
        return ""
    waiting = [row for row in checks if row.first_by_id and not row.done_at]
    others = [row for row in waiting if row.first_by != actor.user]
    return str(reviews.TOO_NEAR) if any(reviews.is_too_near(row, actor) for row in others) else ""


def answers_of(agreement: Agreement) -> list[Answer]:
    if not may_have(agreement, "answers"):
        return []
    return list(agreement.answers.select_related("school", "by"))


@require_GET
def agreement_history(request: HttpRequest, public_id: str) -> HttpResponse:
    """Every change of the record, on a page of its own or opened in the working page."""
    actor = actor_of(request)
    agreement = get_object_or_404(Agreement.objects.involving(actor), public_id=public_id)
    return history_page(
        request,
        agreement,
        name=Reading(agreement, actor.on).name,
        section=Section(_("Kerja sama"), reverse("agreements:staff_list")),
        entries=entries_for(*story_of(agreement, actor), limit=HISTORY_AT_MOST),
    )


def corrections_of(agreement: Agreement, *, is_keeper: bool) -> list[Correction]:
    """With what each is about; what keepers note for themselves is nobody else's business."""
    if not may_have(agreement, "corrections"):
        return []
    rows = agreement.corrections.select_related("asked_by", "decided_by")
    if not is_keeper:
        rows = rows.exclude(field__in=KEEPERS_ONLY)
    found = list(rows)
    parts = {part.key: part for part in correctables.parts_of(agreement)} if found else {}
    for row in found:
        part = parts.get(row.field)
        row.part = part  # type: ignore[attr-defined]  # read by the page alone
        row.field_label = part.full_label if part else _("Lainnya")  # type: ignore[attr-defined]  # as above
    return found


def _withdrawable(rows: list[Use], actor: Actor) -> set[str]:
    """Public ids of the uses that the actor may take back."""
    if not rows:
        return set()
    mine = Use.objects.withdrawable_by(actor).filter(pk__in=[row.pk for row in rows])
    return set(mine.values_list("public_id", flat=True))


def story_of(agreement: Agreement, actor: Actor) -> list[Events]:
    """Everything whose changes belong to this agreement, what was taken away included.

    What its keepers note for themselves and papers for others' eyes are left out of it, and what
    an amendment says while only they know of it.
    """
    of_it, is_keeper = {"agreement_id": agreement.pk}, may_edit(agreement, actor)
    known = Q() if is_keeper or moves.may_approve(agreement, actor) else _known_papers(agreement)
    parties = list(agreement.parties.filter(known).values_list("pk", flat=True))
    scopes = list(agreement.scopes.filter(known).values_list("pk", flat=True))
    plumbing = frozenset({"agreement", "instrument", "during"})
    versioned = [
        Events(model, of_it, plumbing, known)
        for model in (Party, Term, Scope, CoverageRule, Obligation)
    ]
    hidden = frozenset() if is_keeper else KEEPERS_ONLY
    papers = of_it | {"visibility__in": open_to(actor)}
    return [
        Events(Agreement, {"id": agreement.pk}, hidden),
        *versioned,
        Events(Signatory, {"party_id__in": parties}, frozenset({"party"})),
        Events(NamedConcentration, {"scope_id__in": scopes}, frozenset({"scope"})),
        Events(NamedSite, {"scope_id__in": scopes}, frozenset({"scope"})),
        Events(Witness, of_it, frozenset({"agreement"})),
        Events(Suspension, of_it, frozenset({"agreement"})),
        Events(LetEnd, of_it, frozenset({"agreement"})),
        Events(Use, of_it, frozenset({"agreement", "document"})),
        Events(Document, papers, frozenset({"agreement", "instrument"}), known),
    ]


def _known_papers(agreement: Agreement) -> Q:
    """Rows of the original and of amendments in effect; of one thrown away nothing is left."""
    held = agreement.instruments.filter(
        Q(kind=Instrument.Kind.ORIGINAL) | Q(took_effect_at__isnull=False)
    )
    return Q(instrument_id__isnull=True) | Q(
        instrument_id__in=list(held.values_list("pk", flat=True))
    )

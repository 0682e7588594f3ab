"""The short page on which a partner is named: shared by the directory and by drafts."""

from dataclasses import dataclass, field

from django.http import HttpRequest

from accounts.handling import written
from partnerships.partners.actions.partners import propose_partner
from partnerships.partners.duplicates import Candidate, candidates
from partnerships.partners.forms.partners import LookForm, ShortPartnerForm
from partnerships.partners.guessing import guessed_kind
from partnerships.partners.models import Partner
from partnerships.partners.models.pairs import Verdict
from partnerships.partners.models.partners import proposal_of
from partnerships.partners.vocabulary import Kind
from schools.actors import actor_of
from schools.models.schools import School


@dataclass
class Naming:
    """What the page shows: the form, whom it may mean, and the partner once there is one."""

    form: ShortPartnerForm
    candidates: list[Candidate] = field(default_factory=list)
    # Very likely the same: whoever goes on says that it is another.
    is_doubted: bool = False
    kind: str = ""
    made: Partner | None = None


def naming_of(request: HttpRequest, *, school: School | None) -> Naming:
    """Look for the name, or enter it; `school` tells the regency in which one looks first."""
    if request.method == "POST":
        return _entered(request)
    asked = {"regency": str(school.regency_id) if school else ""} | request.GET.dict()
    look = LookForm(asked) if asked.get("name") else None
    initial = {name: asked[name][:200] for name in ("name", "regency") if asked.get(name)}
    form = ShortPartnerForm(initial=initial)
    if look is None or not look.is_valid():
        return Naming(form)
    name, regency = look.cleaned_data["name"], look.cleaned_data["regency"]
    return Naming(form, candidates(name=name, regency=regency), kind=_guess(name))


def _guess(name: str) -> str:
    kind = guessed_kind(name)
    return "" if kind == Kind.UNKNOWN else str(kind.label)


def _entered(request: HttpRequest) -> Naming:
    form = ShortPartnerForm(request.POST)
    if not form.is_valid():
        return Naming(form)
    token = form.cleaned_data["form_token"]
    if first := proposal_of(token):
        # The second click would find the first one's partner as its own duplicate.
        return Naming(form, made=first)
    likely = [
        candidate
        for candidate in candidates(name=request.POST["name"], regency=form.cleaned_data["regency"])
        if candidate.verdict is not Verdict.POSSIBLE
    ]
    if likely and not form.cleaned_data["is_new"]:
        return Naming(form, likely, is_doubted=True)
    made: list[Partner] = []
    by = actor_of(request)
    if written(
        form,
        lambda: made.append(propose_partner(by=by, values=form.values, form_token=token)),
    ):
        return Naming(form, made=made[0])
    return Naming(form, likely)

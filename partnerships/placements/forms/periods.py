"""A period with its blocks of days and its supervisors, all on one page that needs no script."""

from dataclasses import dataclass
from typing import Any, Self

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from accounts.days import DayField
from accounts.offering import offer_choices, offer_rows
from accounts.records import Editable
from accounts.roles import Role
from accounts.templatetags.reading import DAYS
from partnerships.partners.forms.fields import EditableForm
from partnerships.placements.actions.periods import (
    Block,
    PeriodParts,
    Supervision,
    demand_blocks,
)
from partnerships.placements.forms.period_doubts import doubts_of
from partnerships.placements.models import PeriodBlock, PlacementPeriod
from partnerships.placements.models.periods import answers_for_all
from schools.actors import Actor
from schools.forms.pupils import concentrations_for
from schools.models import Concentration, Membership
from schools.school_years import label, school_year_of

MOST_BLOCKS = 8
# Shown at once: what most periods have, and one more than there are.
BLOCKS_SHOWN = 1
YEARS_AHEAD = 2
BLOCK_FIELDS = ("since", "until", "weekdays")
# What of a period that is there already makes it worth asking again.
DOUBTED = ("since_", "until_", "weekdays_", "school_year", "grade", "concentrations")
WEEKDAYS = [(str(number), name) for number, name in enumerate(DAYS, start=1)]


@dataclass(frozen=True)
class BlockFields:
    """The fields of one block of days; `is_limited` to certain weekdays."""

    number: int
    since: forms.BoundField
    until: forms.BoundField
    weekdays: forms.BoundField

    @property
    def is_limited(self) -> bool:
        return bool(self.weekdays.value())


@dataclass(frozen=True)
class SupervisorFields:
    membership: Membership
    chosen: forms.BoundField
    most: forms.BoundField


class PeriodForm(EditableForm):
    """What a school plans: `parts` are the blocks, the konsentrasi and the supervisors."""

    school_year = forms.TypedChoiceField(label=_("Tahun ajaran"), coerce=int)
    hours_per_day = forms.DecimalField(
        label=_("Jam per hari"),
        max_digits=3,
        decimal_places=1,
        localize=True,
        help_text=_("Paling banyak 12; siswa di bawah 18 tahun biasanya 7 sampai 8 jam."),
    )
    # Shown where there is something to ask.
    is_meant = forms.BooleanField(
        label=_("Saya sudah memeriksa: periode ini memang demikian."),
        required=False,
        widget=forms.HiddenInput,
    )

    class Meta:
        model = PlacementPeriod
        fields = ["name", "school_year", "grade", "concentrations", "hours_per_day", "note"]
        widgets = {
            "concentrations": forms.CheckboxSelectMultiple,
            "note": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        self.blocks_given: list[Block] = []
        self._offer_years()
        self.is_for_own = not answers_for_all(actor)
        offer_rows(self, "concentrations", offered_concentrations(self.instance, actor))
        self._explain_concentrations()
        self._add_blocks()
        self.members = members_offered(self.instance, actor)
        self._add_supervisors()

    def again(self, current: Editable) -> Self:
        return type(self)(instance=current, actor=self.actor)

    def _explain_concentrations(self) -> None:
        field = self.fields["concentrations"]
        field.help_text = _("Tanpa pilihan: semua konsentrasi.")
        if self.is_for_own:
            field.required = True
            field.error_messages["required"] = _("Pilih sekurang-kurangnya satu konsentrasi.")
            field.help_text = _("Konsentrasi yang Anda pimpin.")

    def _offer_years(self) -> None:
        now = school_year_of(self.actor.on)
        years = {*range(now - 1, now + YEARS_AHEAD + 1)}
        if self.instance.school_year:
            years.add(self.instance.school_year)
        offer_choices(self, "school_year", [(year, label(year)) for year in sorted(years)])
        self.initial.setdefault("school_year", now)
        if self.initial["school_year"] is None:
            self.initial["school_year"] = now

    def _add_blocks(self) -> None:
        blocks = list(self.instance.blocks.all()) if self.instance.pk else []
        for number in range(MOST_BLOCKS):
            block = blocks[number] if number < len(blocks) else None
            name = f"_{number}"
            self.fields[f"since{name}"] = DayField(label=_("Mulai"), required=False)
            self.fields[f"until{name}"] = DayField(label=_("Sampai dengan"), required=False)
            self.fields[f"weekdays{name}"] = forms.MultipleChoiceField(
                label=_("Hanya pada hari"),
                choices=WEEKDAYS,
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )
            if block:
                self.initial.update({f"since{name}": block.since, f"until{name}": block.until})
                self.initial[f"weekdays{name}"] = [str(day) for day in block.weekdays]

    def _add_supervisors(self) -> None:
        held = {
            row.membership_id: row.most_pupils
            for row in (self.instance.supervisors.all() if self.instance.pk else [])
        }
        for member in self.members:
            chosen, most = f"supervisor_{member.public_id}", f"most_{member.public_id}"
            self.fields[chosen] = forms.BooleanField(label=str(member.user), required=False)
            self.fields[most] = forms.IntegerField(
                label=format_html(
                    '{}<span class="visually-hidden">: {}</span>',
                    _("Siswa paling banyak"),
                    member.user,
                ),
                required=False,
                min_value=1,
                max_value=200,
            )
            self.initial.update({chosen: member.pk in held, most: held.get(member.pk)})

    # What the page draws

    @property
    def blocks(self) -> list[BlockFields]:
        return [
            BlockFields(number + 1, *(self[f"{name}_{number}"] for name in BLOCK_FIELDS))
            for number in range(MOST_BLOCKS)
        ]

    @property
    def _filled(self) -> int:
        """How many blocks from the first on are shown at once."""
        used = [
            block.number
            for block in self.blocks
            if block.since.value() or block.until.value() or block.since.errors
        ]
        return max([BLOCKS_SHOWN, *used])

    @property
    def blocks_shown(self) -> list[BlockFields]:
        return self.blocks[: self._filled]

    @property
    def blocks_folded(self) -> list[BlockFields]:
        return self.blocks[self._filled :]

    @property
    def supervisors(self) -> list[SupervisorFields]:
        return [
            SupervisorFields(
                member, self[f"supervisor_{member.public_id}"], self[f"most_{member.public_id}"]
            )
            for member in self.members
        ]

    # What it gives

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        is_whole = True
        for number in range(MOST_BLOCKS):
            is_whole &= self._clean_block(number, cleaned)
        if is_whole:
            try:
                demand_blocks(self.blocks_given)
            except ValidationError as error:
                self.add_error("since_0", error.messages)
            else:
                self._ask(cleaned)
        for member in self.members:
            self._clean_supervisor(member, cleaned)
        return cleaned

    def _ask(self, cleaned: dict[str, Any]) -> None:
        """Whether it is meant so, where its pupils are in two periods at once or its days few."""
        names = ("school_year", "grade", "concentrations")
        if any(name not in cleaned for name in names):
            return
        if self.instance.pk and not any(name.startswith(DOUBTED) for name in self.changed_data):
            return
        # The instance takes over what was typed only after this.
        typed = PlacementPeriod(
            pk=self.instance.pk,
            school_id=self.instance.school_id,
            school_year=cleaned["school_year"],
            grade=cleaned["grade"],
        )
        doubts = list(doubts_of(typed, self.blocks_given, cleaned["concentrations"]))
        if doubts:
            self.fields["is_meant"].widget = forms.CheckboxInput()
        if doubts and not cleaned["is_meant"]:
            self.add_error("is_meant", [*doubts, _("Centang bila memang demikian.")])

    def _clean_block(self, number: int, cleaned: dict[str, Any]) -> bool:
        """Whether the block is in order, or empty."""
        names = [f"{name}_{number}" for name in BLOCK_FIELDS]
        if any(name in self.errors for name in names):
            return False
        since, until, weekdays = (cleaned.get(name) for name in names)
        if not (since or until or weekdays):
            return True
        if not (since and until):
            lacking = names[1] if since else names[0]
            self.add_error(lacking, _("Isi tanggal mulai dan tanggal selesai blok ini."))
            return False
        days = sorted(int(day) for day in weekdays or [])
        if not self._holds(PeriodBlock(since=since, until=until, weekdays=days), at=names[1]):
            return False
        self.blocks_given.append(Block(since, until, tuple(days)))
        return True

    def _holds(self, block: PeriodBlock, *, at: str) -> bool:
        """Whether the database would take the block; else the form says why not."""
        for constraint in PeriodBlock._meta.constraints:
            try:
                constraint.validate(PeriodBlock, block)
            except ValidationError as error:
                self.add_error(at, error.messages)
                return False
        return True

    def _clean_supervisor(self, member: Membership, cleaned: dict[str, Any]) -> None:
        """A number beside nobody's name is meant for that person."""
        if cleaned.get(f"most_{member.public_id}"):
            cleaned[f"supervisor_{member.public_id}"] = True

    @property
    def parts(self) -> PeriodParts:
        return PeriodParts(
            blocks=self.blocks_given,
            concentrations=self.cleaned_data["concentrations"],
            supervisors=[
                Supervision(member, self.cleaned_data[f"most_{member.public_id}"])
                for member in self.members
                if self.cleaned_data[f"supervisor_{member.public_id}"]
            ],
        )


def offered_concentrations(period: PlacementPeriod, actor: Actor) -> Any:
    """Those that the school teaches today, and those that the period names already; to a kaprog
    those that he or she leads."""
    if actor.membership and not answers_for_all(actor):
        return actor.membership.concentrations.order_by("sort_key", "pk")
    known = Q(pk__in=concentrations_for(period.school, actor).values("pk"))
    if period.pk:
        known |= Q(pk__in=period.concentrations.values("pk"))
    return Concentration.objects.filter(known).order_by("sort_key", "pk")


def members_offered(period: PlacementPeriod, actor: Actor) -> list[Membership]:
    """People of the school today, and whoever the period names already; guru pembimbing first."""
    valid = Q(school=period.school_id) & Q(
        pk__in=Membership.objects.valid_on(actor.on).filter(school=period.school_id).values("pk")
    )
    if period.pk:
        valid |= Q(pk__in=period.supervisors.values("membership"))
    rows = Membership.objects.filter(valid).select_related("user", "school", "office")
    return sorted(
        rows, key=lambda row: (row.role != Role.SUPERVISOR, str(row.user).lower(), row.pk)
    )

"""History kept by database triggers, the context that says who and why, and how it reads."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, TypeVar

import pghistory
from django.contrib.auth import get_user_model
from django.db import connection, models
from django.db.backends.postgresql.psycopg_any import Range
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pghistory.constants import UNSET
from psycopg.types.multirange import Multirange

from accounts.templatetags.reading import day, known_day, moment, number

M = TypeVar("M", bound=type[models.Model])

# What the machine keeps for itself, and nobody reads in a history.
UNREAD = frozenset(
    {
        "id",
        "public_id",
        "revision",
        "form_token",
        "created_at",
        "updated_at",
        "search_text",
        "content_text",
        "sort_key",
    }
)
NOTHING: tuple[Any, ...] = (None, "", [])
Labels = Callable[[set[int]], Mapping[int, str]]


def track(*, exclude: Iterable[str] = (), is_link: bool = False) -> Callable[[M], M]:
    """Record every insert, update and deletion of the model, those of bulk writes too.

    Row-level triggers: statement-level ones were 20 to 100 times slower on large updates.
    `is_link` is for a proxy of a table that Django makes for a many-to-many: it cannot be
    referred to.
    """

    def tracked(model: M) -> M:
        names = {
            "verbose_name": format_lazy(gettext_lazy("riwayat {}"), model._meta.verbose_name),
            "verbose_name_plural": format_lazy(
                gettext_lazy("riwayat {}"), model._meta.verbose_name_plural
            ),
        }
        history: Callable[[M], M] = pghistory.track(
            pghistory.InsertEvent(),
            pghistory.UpdateEvent(),
            pghistory.DeleteEvent(),
            exclude=list(exclude),
            meta=names,
            obj_field=None if is_link else UNSET,
        )
        return history(model)

    return tracked


def history_context(
    *,
    user: int | None = None,
    membership: int | None = None,
    view: str = "",
    reason: str = "",
    job: str = "",
) -> AbstractContextManager[Any]:
    """Attach who, in which role, on which page and why to all events within.

    No path and no query: paths may carry tokens.
    """
    given = {"user": user, "membership": membership, "view": view, "reason": reason, "job": job}
    return pghistory.context(**{key: value for key, value in given.items() if value})


@dataclass(frozen=True)
class Events:
    """Which rows' events to read: those of the model whose columns hold these values.

    Naming the parent instead of the rows finds the deleted ones too:
    `Events(Party, {"agreement_id": agreement.pk})`. `only` narrows them further; `names` says
    what rows (their keys) are called, where their kind alone does not tell one from another.
    """

    model: type[models.Model]
    where: Mapping[str, Any]
    unread: frozenset[str] = frozenset()
    only: models.Q = field(default_factory=models.Q)
    names: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Entry:
    """What one person did to one record in one go, as `_history.html` shows it.

    `version` is the key of the event that left the record itself as it then was.
    """

    at: datetime
    who: str
    reason: str
    title: str
    what: list[tuple[str, str, str]] = field(default_factory=list)
    version: int | None = None


@dataclass(frozen=True)
class KnownDay:
    """A day as exactly as it is known: two columns of a record that say one thing."""

    day: date
    precision: str


def _told_together(columns: Iterable["models.Field[Any, Any]"]) -> dict[str, str]:
    """Columns of a precision by the column of their day: `founded_precision` by `founded_on`."""
    names = {column.name for column in columns}
    told = {}
    for name in names:
        if not name.endswith("precision"):
            continue
        stem = name.removesuffix("precision").rstrip("_")
        days = [day for day in (stem, f"{stem}_on", "as_of") if day in names]
        if days:
            told[days[0]] = name
    return told


def _values(
    columns: Iterable["models.Field[Any, Any]"], row: Any
) -> list[tuple["models.Field[Any, Any]", Any]]:
    """Columns with what the row holds in them, None for all without a row; a day's precision is
    part of the day: alone it says nothing."""
    columns = list(columns)
    together = _told_together(columns)
    values = []
    for column in columns:
        value = getattr(row, column.attname, None)
        if column.name in together and value is not None:
            value = KnownDay(value, getattr(row, together[column.name]))
        if column.name not in together.values():
            values.append((column, value))
    return values


@dataclass(frozen=True)
class _Change:
    """One event beside the one before it of the same row."""

    event: Any
    before: Any | None
    model: type[models.Model]
    unread: frozenset[str]
    name: str = ""

    @property
    def noun(self) -> str:
        return _capital(self.name or str(self.model._meta.verbose_name))

    @property
    def key(self) -> tuple[Any, datetime]:
        """Same for all that one transaction did: now() stands still within it."""
        return self.event.pgh_context_id, self.event.pgh_created_at

    def fields(self) -> list["models.Field[Any, Any]"]:
        kept = {column.name for column in self.event._meta.fields}
        hidden = UNREAD | self.unread
        return [
            column
            for column in self.model._meta.concrete_fields
            if column.name in kept and column.name not in hidden
        ]

    def pairs(self) -> list[tuple["models.Field[Any, Any]", Any, Any]]:
        """Fields with their old and new values, where they differ."""
        label, fields = self.event.pgh_label, self.fields()
        before, after = self.before, self.event
        if label == "delete":
            before, after = self.event, None
        elif label == "insert":
            before = None
        return _differing(fields, before, after)


def _differing(
    columns: Iterable["models.Field[Any, Any]"], before: Any, after: Any
) -> list[tuple["models.Field[Any, Any]", Any, Any]]:
    columns = list(columns)
    pairs = zip(_values(columns, before), _values(columns, after), strict=True)
    return [
        (column, old, new) for (column, old), (_same_column, new) in pairs if not _same(old, new)
    ]


def _same(old: Any, new: Any) -> bool:
    """Nothing and an empty text read alike."""
    return old == new or (old in NOTHING and new in NOTHING)


def entries_for(
    *subjects: models.Model | Events, labels: Labels | None = None, limit: int = 200
) -> list[Entry]:
    """The history of one record and of what belongs to it, the newest first.

    The first subject is the record itself; the others' fields are named after their kind.
    `labels` gives the names of memberships by their keys (`schools.history` passes it).
    Reads once for each model, once for people and once for each kind of thing referred to.
    """
    asked = [
        # By `pgh_obj`, which has an index; `id` says the same and has none.
        subject if isinstance(subject, Events) else Events(type(subject), {"pgh_obj": subject.pk})
        for subject in subjects
    ]
    changes = [change for subject in asked for change in _changes(subject)]
    groups: dict[tuple[Any, datetime], list[_Change]] = defaultdict(list)
    for change in changes:
        groups[change.key].append(change)
    newest = sorted(groups.values(), key=_order, reverse=True)[:limit]
    reader = _Reader([change for group in newest for change in group], asked[0].model, labels)
    entries = [reader.entry(group) for group in newest]
    return [entry for entry in entries if entry.what]


def event_model_of(model: type[models.Model]) -> Any:
    """The table of what happened to the rows of this one, which pghistory makes."""
    return model.pgh_event_model  # type: ignore[attr-defined]  # put there at run time


def _order(group: list[_Change]) -> tuple[datetime, int]:
    return group[0].event.pgh_created_at, max(change.event.pgh_id for change in group)


def _changes(subject: Events) -> list[_Change]:
    event_model = event_model_of(subject.model)
    events = (
        event_model.objects.filter(subject.only, **subject.where)
        .select_related("pgh_context")
        .order_by("pgh_id")
    )
    last: dict[Any, Any] = {}
    changes = []
    for event in events:
        name = subject.names.get(event.id, "")
        changes.append(_Change(event, last.get(event.id), subject.model, subject.unread, name))
        last[event.id] = event
    return changes


class _Reader:
    """Turns keys into names with one query for each kind of thing."""

    def __init__(
        self, changes: list[_Change], main: type[models.Model], labels: Labels | None
    ) -> None:
        self.main = main
        contexts = [change.event.pgh_context for change in changes if change.event.pgh_context]
        self.people = {
            user.pk: str(user)
            for user in get_user_model()._default_manager.filter(
                pk__in={context.metadata.get("user") for context in contexts} - {None}
            )
        }
        held = {context.metadata.get("membership") for context in contexts} - {None}
        self.memberships = labels(held) if labels and held else {}
        self.names = names_of(pair for change in changes for pair in change.pairs())

    def entry(self, group: list[_Change]) -> Entry:
        context = group[0].event.pgh_context
        metadata = context.metadata if context else {}
        return Entry(
            at=group[0].event.pgh_created_at,
            who=self.who(metadata),
            reason=metadata.get("reason", ""),
            title=self.title(group),
            what=[line for change in group for line in self.lines(change)],
            version=self.version(group),
        )

    def version(self, group: list[_Change]) -> int | None:
        mine = [change.event.pgh_id for change in group if change.model is self.main]
        return max(mine, default=None)

    def title(self, group: list[_Change]) -> str:
        mine = next((change for change in group if change.model is self.main), None)
        if mine is None or mine.event.pgh_label == "update":
            return ""
        return _("Dicatat") if mine.event.pgh_label == "insert" else _("Dihapus")

    def who(self, metadata: Mapping[str, Any]) -> str:
        if "user" not in metadata:
            return _("Sistem (%s)") % metadata["job"] if "job" in metadata else _("Sistem")
        name = self.people.get(metadata["user"], _("akun yang sudah dihapus"))
        label = self.memberships.get(metadata.get("membership", 0))
        return f"{name} ({label})" if label else name

    def lines(self, change: _Change) -> list[tuple[str, str, str]]:
        label = change.event.pgh_label
        noun = change.noun
        read = [
            (
                _capital(str(column.verbose_name)),
                text_of(column, old, self.names),
                text_of(column, new, self.names),
            )
            for column, old, new in change.pairs()
        ]
        if change.model is self.main:
            return read
        if change.model._meta.proxy:
            # A link says one thing; the columns of a table that Django made have no names.
            told = [(noun, old, new) for _name, old, new in read]
        else:
            told = [(f"{noun}: {name.lower()}", old, new) for name, old, new in read]
        if label == "delete":
            # One line says it: what was there, and no longer is.
            was = "; ".join(old for _name, old, _new in read if old)
            return [(_("%s dihapus") % noun, was, _("dihapus"))]
        return told


Names = Mapping[Any, Mapping[Any, str]]


def names_of(pairs: Iterable[tuple["models.Field[Any, Any]", Any, Any]]) -> Names:
    """The names of what the values refer to, with one query for each kind of thing."""
    wanted: dict[Any, set[Any]] = defaultdict(set)
    for column, old, new in pairs:
        if column.remote_field:
            wanted[column.related_model] |= {old, new} - {None}
    return {
        model: {pk: str(row) for pk, row in model._base_manager.in_bulk(pks).items()}
        for model, pks in wanted.items()
    }


def text_of(column: "models.Field[Any, Any]", value: Any, names: Names) -> str:
    """A value of a column in words."""
    if column.remote_field and value is not None:
        return names[column.related_model].get(value, _("(sudah dihapus)"))
    if column.flatchoices and value not in (None, ""):
        return str(dict(column.flatchoices).get(value, value))
    return plain_text(value)


def differences(
    columns: Iterable["models.Field[Any, Any]"], before: Any, after: Any
) -> list[tuple[str, str, str]]:
    """Where two states of a row differ: the column's name, the one value and the other."""
    pairs = _differing(columns, before, after)
    names = names_of(pairs)
    return [
        (
            _capital(str(column.verbose_name)),
            text_of(column, old, names),
            text_of(column, new, names),
        )
        for column, old, new in pairs
    ]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def plain_text(value: Any) -> str:
    """A stored value as people write it; nothing for nothing."""
    match value:
        case None:
            return ""
        case bool():
            return _("Ya") if value else _("Tidak")
        case KnownDay():
            return known_day(value.day, value.precision)
        case datetime():
            return moment(value)
        case date():
            return day(value)
        case Decimal():
            places = max(0, -int(value.normalize().as_tuple().exponent))
            return number(value, places)
        case Range():
            return _range_text(value)
        case Multirange():
            return "; ".join(_range_text(part) for part in value)
        case list() | tuple():
            return ", ".join(plain_text(one) for one in value)
        case _:
            return str(value)


def _range_text(value: Range) -> str:
    """Ranges of days are kept half-open and read with their last day."""
    if value.isempty:
        return ""
    first, end = value.lower, value.upper
    if isinstance(end, date) and not value.upper_inc:
        end -= timedelta(days=1)
    return f"{plain_text(first) or '…'} s.d. {plain_text(end) or '…'}"


def drop_reasons(contexts: Iterable[Any]) -> None:
    """Take away the reasons that were given for these deeds; who did them and when stays."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE pghistory_context SET metadata = metadata - 'reason'"
            " WHERE id = ANY(%s) AND metadata ? 'reason'",
            [list(set(contexts) - {None})],
        )

"""All that the portal holds of one pupil, for the pupil or the guardian who asks (UU 27/2022)."""

from dataclasses import dataclass
from typing import Any

import pghistory.models
from django.db.models import CASCADE, Count, Model
from django.utils.translation import gettext as _

from accounts.history import Entry, Events, plain_text
from accounts.readings import Reading, ReadingKind
from schools.actors import Actor
from schools.history import entries_for
from schools.models import Consent, Enrolment, Pupil

# What the machine keeps for itself.
NOT_TOLD = {"id", "search_text", "sort_key", "form_token", "revision", "public_id", "token_hash"}
ALL_ENTRIES = 10_000


@dataclass(frozen=True)
class Elsewhere:
    """One table of another room that names the pupil, its rows as facts."""

    name: str
    rows: list[list[tuple[str, str]]]


@dataclass(frozen=True)
class Held:
    """What is held, in parts; each part a list of facts in the words of the screen."""

    facts: list[tuple[str, str]]
    classes: list[Enrolment]
    consents: list[Consent]
    elsewhere: list[Elsewhere]
    entries: list[Entry]
    readings: list[tuple[str, int]]
    lists: int


def held_of(pupil: Pupil) -> Held:
    """Reads once for each part, whatever their length."""
    return Held(
        facts=facts_of(pupil),
        classes=list(pupil.enrolments.select_related("class_group__concentration")),
        consents=list(pupil.consents.select_related("text", "paper", "recorded_by")),
        elsewhere=elsewhere_of(pupil),
        entries=history_of(pupil, limit=ALL_ENTRIES),
        readings=readings_of(pupil),
        lists=_lists_of(pupil),
    )


def facts_of(pupil: Pupil) -> list[tuple[str, str]]:
    return _told(pupil)


def elsewhere_of(pupil: Pupil) -> list[Elsewhere]:
    """What rooms above this one hold: choices, placements, links and whatever refers to a pupil,
    with the parts of these, such as the journal of a placement.

    Found by the references themselves, so that a new table is handed out without being named
    here; other pupils in the same row stay unnamed.
    """
    found: dict[str, list[list[tuple[str, str]]]] = {}
    waiting = [(column, [pupil.pk]) for column in _references(Pupil)]
    while waiting:
        column, keys = waiting.pop(0)
        model: Any = column.model
        others = [
            one.name
            for one in model._meta.concrete_fields
            if one.many_to_one and one.related_model is not Pupil
        ]
        rows = model._base_manager.filter(**{f"{column.name}__in": keys})
        records = list(rows.select_related(*others).order_by("pk"))
        if records:
            name = str(model._meta.verbose_name_plural).capitalize()
            found.setdefault(name, []).extend(_told(row, without=column) for row in records)
            parts = [one for one in _references(model) if _is_part(one)]
            waiting += [(part, [row.pk for row in records]) for part in parts]
    return [Elsewhere(name, rows) for name, rows in found.items()]


def _references(model: Any) -> list[Any]:
    """Columns of other apps' records that name one of these; their history is told apart, and a
    table that only links two records says nothing by itself. What a pupil said on the promise that
    the school does not read it by name stays with the pupil's own link."""
    own = Pupil._meta.app_label
    relations: list[Any] = [
        one
        for one in model._meta.get_fields(include_hidden=True)
        if one.auto_created and not one.concrete and (one.one_to_many or one.one_to_one)
    ]
    return [
        one.field
        for one in relations
        if one.related_model._meta.app_label != own
        and not one.related_model._meta.auto_created
        and not getattr(one.related_model, "is_kept_from_school", False)
        and not issubclass(one.related_model, pghistory.models.Event)
    ]


def _is_part(column: Any) -> bool:
    """Whether its record means nothing without the one that it names."""
    return column.remote_field.on_delete is CASCADE


def _told(record: Model, *, without: Any = None) -> list[tuple[str, str]]:
    """Its columns and what they say; not again what it was found by."""
    told = []
    for column in record._meta.concrete_fields:
        if column.name in NOT_TOLD or column.related_model is Pupil or column == without:
            continue
        value: Any = getattr(record, column.name)
        if column.flatchoices and value:
            value = getattr(record, f"get_{column.name}_display")()
        # Records whose name is only a key for the machine tell a better one.
        value = getattr(value, "told_name", value)
        told.append((str(column.verbose_name), plain_text(value)))
    return told


def history_of(pupil: Pupil, *, limit: int = 200) -> list[Entry]:
    own = frozenset({"pupil"})
    return entries_for(
        pupil,
        Events(Enrolment, {"pupil_id": pupil.pk}, own),
        Events(Consent, {"pupil_id": pupil.pk}, own),
        limit=limit,
    )


def readings_of(pupil: Pupil) -> list[tuple[str, int]]:
    """How often this pupil's own pages and papers were read, by kind."""
    rows = Reading.objects.about_person(pupil.public_id).order_by("what")
    counts = rows.values("what").annotate(times=Count("pk")).values_list("what", "times")
    return [(str(ReadingKind(what).label), times) for what, times in counts]


def _lists_of(pupil: Pupil) -> int:
    """Lists of the school that were read since the record is there: who stood in them is not
    kept."""
    rows = Reading.objects.about_place(pupil.school.public_id)
    return rows.filter(what=ReadingKind.LIST, at__gte=pupil.created_at).count()


def as_json(pupil: Pupil, held: Held, *, by: Actor) -> dict[str, Any]:
    """The same for machines (UU 27/2022 article 13: in a form commonly read by systems)."""
    return {
        _("tentang"): _("Seluruh data seorang siswa di Selaras"),
        _("sekolah"): pupil.school.name,
        _("diambil pada"): by.on.isoformat(),
        _("data"): dict(held.facts),
        _("kelas"): [
            {
                _("kelas"): row.class_group.name,
                _("tahun ajaran"): row.class_group.year_label,
                _("konsentrasi"): plain_text(row.class_group.concentration),
                _("mulai"): row.since.isoformat(),
                _("sampai dengan"): row.until.isoformat() if row.until else None,
            }
            for row in held.classes
        ],
        _("persetujuan"): [
            {
                _("untuk"): row.text.get_kind_display(),
                _("bunyi"): row.text.text,
                _("diberikan oleh"): row.given_by,
                _("hubungan"): row.get_relation_display(),
                _("cara"): row.get_how_display(),
                _("diberikan pada"): row.given_on.isoformat(),
                _("ditarik pada"): row.withdrawn_on.isoformat() if row.withdrawn_on else None,
                _("ada pindaian"): bool(row.paper and not row.paper.removed_at),
            }
            for row in held.consents
        ],
        _("selanjutnya"): {
            part.name: [dict(facts) for facts in part.rows] for part in held.elsewhere
        },
        _("riwayat"): [
            {
                _("pada"): entry.at.isoformat(),
                _("oleh"): entry.who,
                _("alasan"): entry.reason,
                _("perubahan"): [list(line) for line in entry.what],
            }
            for entry in held.entries
        ],
        _("dibaca"): {
            **dict(held.readings),
            _("Daftar sekolah yang mungkin memuatnya"): held.lists,
        },
    }

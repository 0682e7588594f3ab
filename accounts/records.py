"""What several records have in common: random addresses, closed lists, revisions, form tokens."""

import secrets
from collections.abc import Iterable
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models.lookups import IsNull
from django.utils.translation import gettext_lazy as _

# Without 0/o, 1/l/i: an address is sometimes read aloud over a telephone.
ADDRESS_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
SHA256 = r"^[0-9a-f]{64}$"


def new_public_id() -> str:
    return "".join(secrets.choice(ADDRESS_ALPHABET) for _position in range(10))


class PublicIdField(models.CharField):
    """A random address of 10 characters, so that no URL carries a running number."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs |= {
            "max_length": 10,
            "unique": True,
            "default": new_public_id,
            "editable": False,
            "verbose_name": _("alamat acak"),
        }
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, Any, dict[str, Any]]:
        """As a plain CharField: the copies in history tables must be able to drop `unique`."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs


def choices_check(
    field: str, choices: type[models.TextChoices], *, allow: Iterable[str | None] = ()
) -> models.CheckConstraint:
    """A CHECK that the column holds one of its choices; Django's `choices` alone does not."""
    values = [*choices.values, *(value for value in allow if value is not None)]
    condition = models.Q(**{f"{field}__in": values})
    if None in tuple(allow):
        condition |= models.Q(**{f"{field}__isnull": True})
    return models.CheckConstraint(
        condition=condition,
        name=f"%(app_label)s_%(class)s_{field}_listed",
        violation_error_message=_("Pilihan ini tidak tersedia."),
    )


def both_or_neither(first: str, second: str, *, message: Any) -> models.CheckConstraint:
    """A CHECK that two columns are both known or both unknown."""
    return models.CheckConstraint(
        condition=models.Q(**{f"{first}__isnull": True, f"{second}__isnull": True})
        | models.Q(**{f"{first}__isnull": False, f"{second}__isnull": False}),
        name=f"%(app_label)s_%(class)s_{first}_with_{second}"[:63],
        violation_error_message=message,
    )


def stored_file_checks() -> list[models.CheckConstraint]:
    """CHECKs of a file with its `sha256`: it is there until `removed_at`."""
    removed = models.Q(removed_at__isnull=False, file="")
    return [
        models.CheckConstraint(
            condition=models.Q(sha256__regex=SHA256),
            name="%(app_label)s_%(class)s_digest_shape",
            violation_error_message=_("Sidik berkas tidak lengkap."),
        ),
        models.CheckConstraint(
            condition=(models.Q(removed_at__isnull=True) & ~models.Q(file="")) | removed,
            name="%(app_label)s_%(class)s_file_until_removed",
            violation_error_message=_("Berkas ada sampai dihapus."),
        ),
    ]


def is_one_of(column: str, keys: models.QuerySet[Any, Any]) -> models.Func:
    """The same as IN, but with all keys read first, so that an index serves an OR around it."""
    return models.Func(
        models.F(column),
        ArraySubquery(keys),
        template="%(expressions)s)",
        arg_joiner=" = ANY(",
        output_field=models.BooleanField(),
    )


def some(rows: models.QuerySet[Any, Any]) -> models.Q:
    """Whether there is such a row, looked up for each record at hand by itself (with OuterRef).

    EXISTS says the same, but where the database expects many records it reads the whole of the
    other table beforehand: for a list of incomplete agreements a dozen tables, for twenty rows.
    """
    return models.Q(IsNull(models.Subquery(rows.order_by().values("pk")[:1]), False))


class Editable(models.Model):
    """A record that people edit in forms.

    `revision` counts its saves by form, so that a form opened before somebody else's save is told
    so instead of overwriting it; `form_token` is the UUID of the form that created it, so that a
    second click lands on the first result.
    """

    revision = models.PositiveIntegerField(default=0, editable=False)
    form_token = models.UUIDField(null=True, blank=True, unique=True, editable=False)
    created_at = models.DateTimeField(_("dibuat pada"), auto_now_add=True)
    updated_at = models.DateTimeField(_("diubah pada"), auto_now=True)

    class Meta:
        abstract = True

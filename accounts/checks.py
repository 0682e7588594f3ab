"""What must not be when Selaras starts in production."""

from typing import Any

from django.conf import settings
from django.core.checks import Error, Tags, register
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError

from accounts.models import User


@register(Tags.database)
def no_demo_people(**_kwargs: Any) -> list[Error]:
    """The demo's people share a published password."""
    if not settings.IS_PRODUCTION:
        return []
    try:
        count = User.objects.filter(is_demo=True, is_active=True).count()
    except DatabaseError:
        # Not migrated or not reachable: /healthz says so, and nobody can sign in either.
        return []
    if not count:
        return []
    return [
        Error(
            f"{count} active demo account(s) in a production database.",
            hint="Deactivate them in /admin/ of a demo start, or use a database of your own.",
            id="accounts.E001",
        )
    ]


def refuse_demo_people() -> None:
    """Stops a server's start; commands such as migrate must still run."""
    for error in no_demo_people():
        raise ImproperlyConfigured(f"{error.msg} {error.hint}")

"""Writes about a person that touch more than one table."""

from allauth.account.models import EmailAddress
from django.db import transaction

from accounts.models import User


@transaction.atomic
def set_address(*, user: User, email: str) -> None:
    """Make this the person's one, verified address, or with nothing take it away.

    For whoever vouches for it: a superuser in the admin, the loading of the demo.
    """
    locked = User.objects.select_for_update().get(pk=user.pk)
    locked.email = user.email = email.lower()
    locked.save(update_fields=["email"])
    EmailAddress.objects.filter(user=locked).exclude(email=locked.email).delete()
    if locked.email:
        EmailAddress.objects.update_or_create(
            user=locked, email=locked.email, defaults={"verified": True, "primary": True}
        )

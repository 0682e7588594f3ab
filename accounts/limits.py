"""How often one address may ask for something; counted in the database cache, for all processes.

The rates stand in settings.ACCOUNT_RATE_LIMITS. Whoever is refused keeps what was typed.
"""

from allauth.core.internal import ratelimit
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

TOO_MANY = _(
    "Terlalu banyak kiriman dari jaringan ini. Isian Anda masih ada di bawah; tunggu beberapa"
    " menit, lalu kirim lagi."
)


def is_within_limit(request: HttpRequest, action: str) -> bool:
    """Counts this request; allauth's own front door would let every GET pass uncounted."""
    usage = ratelimit.consume(request, app="allauth.account", action=action, limit_get=True)
    return usage is not None

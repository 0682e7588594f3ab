"""What templates about signing in need to know."""

from ipaddress import ip_address

from django import template
from django.conf import settings
from django.http.request import split_domain_port
from django.template import Context

from accounts.models import User

register = template.Library()


@register.simple_tag(takes_context=True)
def passkeys_work(context: Context) -> bool:
    """Browsers refuse passkeys at a bare IP address: they belong to a name."""
    host, _port = split_domain_port(context["request"].get_host())
    try:
        ip_address(host.strip("[]"))
    except ValueError:
        return True
    return False


@register.simple_tag
def demo_accounts() -> list[User]:
    """The invented people of the demo, as a help on its sign-in page; elsewhere nobody."""
    if not settings.IS_DEMO:
        return []
    return list(User.objects.filter(is_demo=True, is_active=True).order_by("pk"))

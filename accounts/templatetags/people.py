"""What templates about signing in need to know."""

from ipaddress import ip_address

from django import template
from django.conf import settings
from django.http.request import split_domain_port
from django.template import Context
from django.utils.translation import gettext as _

from accounts.models import User

register = template.Library()
# The first that is named counts: each of these browsers names those below it as well.
BROWSERS = (
    ("Edg", "Edge"), ("OPR", "Opera"), ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"), ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)  # fmt: skip
SYSTEMS = (
    ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"),
    ("Mac OS X", "Mac"), ("CrOS", "Chromebook"), ("Linux", "Linux"),
)  # fmt: skip


@register.simple_tag(takes_context=True)
def passkeys_work(context: Context) -> bool:
    """Browsers refuse passkeys at a bare IP address: they belong to a name."""
    host, _port = split_domain_port(context["request"].get_host())
    try:
        ip_address(host.strip("[]"))
    except ValueError:
        return True
    return False


@register.filter
def device(user_agent: str) -> str:
    """`Chrome di Android` instead of what browsers call themselves, so that one knows one's own."""
    browser = next((name for sign, name in BROWSERS if sign in user_agent), "")
    system = next((name for sign, name in SYSTEMS if sign in user_agent), "")
    if browser and system:
        return _("%(browser)s di %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("Peramban tidak dikenal")


@register.simple_tag
def demo_accounts() -> list[User]:
    """The invented people of the demo, as a help on its sign-in page; elsewhere nobody."""
    if not settings.IS_DEMO:
        return []
    return list(User.objects.filter(is_demo=True, is_active=True).order_by("pk"))

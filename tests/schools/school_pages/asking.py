"""Who is signed in, and where a school is changed."""

from django.urls import reverse

from accounts.roles import Role
from schools.models import Office, School
from tests import makers
from tests.strictness import StrictClient as Client


def signed_in(role: Role, place: School | Office | None) -> Client:
    client = Client()
    client.force_login(makers.membership(role, place).user)
    return client


def address(school: School, section: str = "") -> str:
    if section:
        return reverse("schools:edit_section", args=[school.key, section])
    return reverse("schools:edit", args=[school.key])

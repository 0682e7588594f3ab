"""How the two records stand side by side."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from accounts.roles import Role
from tests import makers


@pytest.mark.django_db
def test_marked_words_of_a_name_stay_in_one_line_on_a_phone(client: Client) -> None:
    """Cells are grids there: each mark and each word between them would be a cell of its own."""
    kept = makers.school("SMKN 1 KALANGANYAR", npsn="20699999")
    merged = makers.school("SMK NEGERI 1 KALANG ANYAR")
    client.force_login(makers.membership(Role.REVIEWER, makers.office("36")).user)
    page = client.get(reverse("schools:merge", args=[kept.key, merged.key])).content.decode()
    cells = re.findall(r"<td[^>]*>(.*?)</td>", page)
    marked = [cell for cell in cells if "<mark>" in cell]
    assert marked
    assert [cell for cell in marked if not re.fullmatch(r"<span>.*</span>", cell)] == []

"""What of a filter is set is told in words, and each condition can be taken away by itself."""

import re

import pytest
from django.http import QueryDict

from accounts.roles import Role
from accounts.templatetags.filtering import changed
from tests import makers
from tests.agreements import scenes
from tests.strictness import StrictClient

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_today")]
REGISTER, OWN = "/kerja-sama/", "/kerja/kerja-sama/"


def html_of(client: StrictClient, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def told(client: StrictClient, path: str) -> dict[str, str]:
    """The conditions that the bar names, with the address that goes on without each."""
    found = re.findall(
        r'<a class="tag is-info" href="([^"]*)"><span>([^<]*)</span>', html_of(client, path)
    )
    return {words: address.replace("&amp;", "&") for address, words in found}


def test_a_condition_taken_away_leaves_the_others_and_begins_at_the_top() -> None:
    query = QueryDict("status=holding&jenis=pks&page=3&sesudah=abc&hitung=1")
    assert changed(query, status=None) == "jenis=pks"
    assert changed(query, jenis="mou", urut="mitra") == "status=holding&jenis=mou&urut=mitra"
    assert query["page"] == "3"


def test_what_is_set_is_told_in_words(client: StrictClient) -> None:
    scenes.recorded()
    makers.school("SMKN 1 BENGKULU", at="17.71")
    asked = f"{REGISTER}?q=contoh&status=holding&provinsi=36&per=2025-07-01&page=1"
    conditions = told(client, asked)
    assert conditions == {
        "Keadaan: Berlaku (semua)": f"{REGISTER}?q=contoh&provinsi=36&per=2025-07-01",
        "Provinsi: Banten": f"{REGISTER}?q=contoh&status=holding&per=2025-07-01",
        "Keadaan per tanggal: 1 Juli 2025": f"{REGISTER}?q=contoh&status=holding&provinsi=36",
    }
    assert f'<a href="{REGISTER}">Hapus saringan</a>' in html_of(client, asked)
    assert told(client, REGISTER) == {}
    assert "Hapus saringan" not in html_of(client, REGISTER)


@pytest.mark.parametrize(
    ("query", "label"),
    [
        ("provinsi=99", "Provinsi"),
        ("status=mati", "Keadaan"),
        ("per=2025-02-30", "Keadaan per tanggal"),
        ("per=0001-01-01", "Keadaan per tanggal"),
        ("urut=acak", "Urutan"),
    ],
)
def test_what_is_not_understood_is_told_and_left_out(
    client: StrictClient, query: str, label: str
) -> None:
    agreement = scenes.recorded()
    html = html_of(client, f"{REGISTER}?{query}&jenis=pks")
    assert f"Sebagian saringan tidak dipahami dan tidak dipakai: {label}." in html
    assert agreement.registration_number
    assert agreement.registration_number in html


def test_a_word_that_no_list_knows_changes_nothing(client: StrictClient) -> None:
    assert "Belum ada kerja sama yang tercatat" in html_of(client, f"{REGISTER}?adendum")
    scenes.recorded()
    html = html_of(client, f"{REGISTER}?adendum")
    assert "Hapus saringan" not in html
    assert "tidak dipahami" not in html


def test_a_school_is_offered_no_province_and_an_office_its_own_kabupaten() -> None:
    where = scenes.place()
    makers.school("SMKN 1 SERANG", at="36.73")
    makers.school("SMKN 1 BENGKULU", at="17.71")
    province = makers.office("36")
    branch = makers.office("36.02", kind="branch_education", parent=province)
    offered = {}
    for name, actor in [
        ("school", where.admin),
        ("province", makers.actor(Role.REVIEWER, province)),
        ("branch", makers.actor(Role.REVIEWER, branch)),
        ("maintainer", makers.actor(Role.MAINTAINER)),
    ]:
        client = StrictClient()
        assert actor.user
        client.force_login(actor.user)
        fields = client.get(OWN).context["filter"].form.fields
        places = fields["kabupaten"].queryset if "kabupaten" in fields else []
        offered[name] = ("provinsi" in fields, {region.code for region in places})
    assert offered == {
        "school": (False, set()),
        "province": (False, {"36.02", "36.73"}),
        "branch": (False, {"36.02"}),
        "maintainer": (True, set()),
    }


def test_where_one_province_uses_the_portal_its_kabupaten_are_offered_at_once(
    client: StrictClient,
) -> None:
    scenes.recorded()
    fields = client.get(REGISTER).context["filter"].form.fields
    assert "provinsi" not in fields
    assert [region.code for region in fields["kabupaten"].queryset] == ["36.02"]
    assert "province" not in client.get("/sekolah/").context["filter"].form.fields
    named = client.get(f"{REGISTER}?provinsi=36").context["filter"].form
    assert named.cleaned_data["provinsi"].code == "36"


def test_ready_questions_add_to_the_others_and_can_be_taken_away() -> None:
    where = scenes.place()
    client = StrictClient()
    assert where.admin.user
    client.force_login(where.admin.user)

    def ready(path: str) -> dict[str, tuple[str, bool]]:
        items = client.get(path).context["ready"]
        return {str(item.label): (item.address, item.is_on) for item in items}

    before = ready(f"{OWN}?jenis=pks&per=2025-07-01&page=2")
    assert before["Tanpa nomor surat"] == ("?jenis=pks&per=2025-07-01&kurang=own_number", False)
    after = ready(f"{OWN}?jenis=pks&kurang=own_number")
    assert after["Tanpa nomor surat"] == ("?jenis=pks", True)
    assert after["Belum lengkap"] == ("?jenis=pks&kurang=wajib", False)


def test_members_of_a_school_are_not_asked_for_roles_of_offices() -> None:
    where = scenes.place()
    client = StrictClient()
    assert where.admin.user
    client.force_login(where.admin.user)
    choices = dict(client.get("/kerja/anggota/").context["filter"].form.fields["role"].choices)
    assert Role.HEAD in choices
    assert Role.REVIEWER not in choices

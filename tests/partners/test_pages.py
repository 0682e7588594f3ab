"""The pages of the directory: every address for every reader, and what each shows."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.roles import Role
from partnerships.partners.actions.merging import merge_partners
from partnerships.partners.duplicates import note_pairs
from partnerships.partners.models import Contact, Merge, Pair, Partner, Site
from partnerships.partners.models.partners import State
from partnerships.partners.urls import urlpatterns
from schools.models.memberships import Membership
from tests import makers
from tests.partners.making import contact, licence, partner, proposal, relation, site
from tests.partners.naughty import NAUGHTY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_today")]
OK, GONE, NO, AWAY = 200, 404, 403, 302


class Scene:
    """A confirmed partner with everything below it, a proposal, and one of another province."""

    def __init__(self) -> None:
        self.school = makers.school()
        self.partner = partner("Krakatau Steel", legal_form="pt", proposed_by_school=self.school)
        self.proposal = proposal("Krakatau Stel", proposed_by_school=self.school)
        self.far = partner("Di Bengkulu", at="17.02")
        self.site = site(self.partner, proposed_by_school=self.school)
        self.contact = contact(self.partner, private_to=self.school, entered_by_school=self.school)
        self.licence = licence(self.partner)
        self.alias = self.partner.aliases.create(name="KRAS", kind="abbreviation")
        self.relation = relation(self.partner, other=self.far)
        note_pairs([self.partner.pk])
        self.pair = Pair.objects.get()
        kept = partner("Tetap")
        self.merge = merge_partners(by=makers.system(), kept=kept, merged=partner("Hilang"))

    def url(self, name: str, **more: Any) -> str:
        arguments = {
            "site": self.site.public_id,
            "contact": self.contact.public_id,
            "licence": self.licence.public_id,
            "merge_page": self.merge.public_id,
            "undo": self.merge.public_id,
        }
        kind = name.split("_", maxsplit=1)[0]
        public_id = arguments.get(name, arguments.get(kind, self.partner.public_id))
        if name in {"site_add", "contact_add", "licence_add"}:
            public_id = self.partner.public_id
        special: dict[str, dict[str, Any]] = {
            "alias_remove": {"alias": self.alias.pk},
            "relation_remove": {"relation": self.relation.pk},
        }
        if name in FLAT:
            return reverse(f"partners:{name}")
        if name in {"tell_apart", "doubt_again"}:
            return reverse(f"partners:{name}", kwargs={"pair": self.pair.public_id})
        if name == "merge":
            ends = {"kept": self.partner.public_id, "merged": self.proposal.public_id}
            return reverse("partners:merge", kwargs=ends)
        if name in {"resubmit", "withdraw"}:
            public_id = self.proposal.public_id
        if name in {"merge_page", "undo_merge"}:
            public_id = self.merge.public_id
        return reverse(f"partners:{name}", kwargs={"public_id": public_id} | special.get(name, {}))


FLAT = {"register", "staff_list", "propose", "districts", "create", "pairs"}
WHO = ["visitor", "admin", "reader", "stranger", "reviewer", "branch", "maintainer"]


def membership_of(who: str, scene: Scene) -> Membership | None:
    made = {
        "visitor": lambda: None,
        "admin": lambda: makers.membership(Role.SCHOOL_ADMIN, scene.school),
        "reader": lambda: makers.membership(Role.SCHOOL_READER, scene.school),
        "stranger": lambda: makers.membership(Role.SCHOOL_ADMIN, makers.school("SMKN 9 LAIN")),
        "reviewer": lambda: makers.membership(Role.REVIEWER, makers.office("36")),
        "branch": lambda: makers.membership(Role.REVIEWER, makers.office("36.73")),
        "maintainer": lambda: makers.membership(Role.MAINTAINER),
    }
    return made[who]()


# In the order of WHO.
GETS: dict[str, tuple[int, ...]] = {
    "register": (OK, OK, OK, OK, OK, OK, OK),
    "staff_list": (AWAY, OK, OK, OK, OK, OK, OK),
    "propose": (AWAY, OK, NO, OK, OK, OK, OK),
    "districts": (AWAY, OK, OK, OK, OK, OK, OK),
    "create": (AWAY, OK, NO, OK, OK, OK, OK),
    "pairs": (AWAY, NO, NO, NO, OK, OK, OK),
    "merge_page": (AWAY, NO, NO, NO, OK, OK, OK),
    "site_edit": (AWAY, OK, GONE, GONE, OK, GONE, OK),
    "contact_edit": (AWAY, OK, GONE, GONE, GONE, GONE, GONE),
    "licence_edit": (AWAY, GONE, GONE, GONE, OK, GONE, OK),
    "edit": (AWAY, GONE, GONE, GONE, OK, GONE, OK),
    "send_back": (AWAY, GONE, GONE, GONE, OK, GONE, OK),
    "close": (AWAY, GONE, GONE, GONE, OK, GONE, OK),
    "site_add": (AWAY, OK, GONE, OK, OK, OK, OK),
    "contact_add": (AWAY, OK, GONE, OK, OK, OK, OK),
    "licence_add": (AWAY, GONE, GONE, GONE, OK, GONE, OK),
    "aliases": (AWAY, GONE, GONE, GONE, OK, GONE, OK),
    "relations": (AWAY, GONE, GONE, GONE, OK, GONE, OK),
    "merge_with": (AWAY, NO, NO, NO, OK, OK, OK),
    "merge": (AWAY, NO, NO, NO, OK, OK, OK),
}
POSTS: dict[str, tuple[int, ...]] = {
    "confirm": (AWAY, GONE, GONE, GONE, AWAY, GONE, AWAY),
    "resubmit": (AWAY, AWAY, GONE, GONE, AWAY, GONE, AWAY),
    "withdraw": (AWAY, AWAY, GONE, GONE, AWAY, GONE, AWAY),
    "reopen": (AWAY, GONE, GONE, GONE, AWAY, GONE, AWAY),
    "site_confirm": (AWAY, GONE, GONE, GONE, AWAY, GONE, AWAY),
    "contact_share": (AWAY, AWAY, GONE, GONE, GONE, GONE, GONE),
    "contact_remove": (AWAY, AWAY, GONE, GONE, GONE, GONE, GONE),
    "alias_remove": (AWAY, GONE, GONE, GONE, AWAY, GONE, AWAY),
    "relation_remove": (AWAY, GONE, GONE, GONE, AWAY, GONE, AWAY),
    "tell_apart": (AWAY, GONE, GONE, GONE, AWAY, GONE, AWAY),
    "doubt_again": (AWAY, GONE, GONE, GONE, AWAY, GONE, AWAY),
    "undo_merge": (AWAY, NO, NO, NO, AWAY, NO, AWAY),
}


def test_the_tables_name_every_address() -> None:
    assert set(GETS) | set(POSTS) == {pattern.name for pattern in urlpatterns}


@pytest.mark.parametrize("who", WHO)
def test_who_may_open_what(client: Client, who: str) -> None:
    scene = Scene()
    if membership := membership_of(who, scene):
        client.force_login(membership.user)
    answers = {name: client.get(scene.url(name)).status_code for name in GETS}
    assert answers == {name: row[WHO.index(who)] for name, row in GETS.items()}


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("name", POSTS)
def test_who_may_do_what(client: Client, who: str, name: str) -> None:
    scene = Scene()
    if membership := membership_of(who, scene):
        client.force_login(membership.user)
    answer = client.post(scene.url(name))
    assert answer.status_code == POSTS[name][WHO.index(who)]
    if who == "visitor":
        assert answer.url.startswith(reverse("account_login"))


@pytest.mark.parametrize("name", POSTS)
def test_a_change_is_a_post(client: Client, name: str) -> None:
    scene = Scene()
    client.force_login(makers.membership(Role.MAINTAINER).user)
    refused = client.get(scene.url(name))
    assert (refused.status_code, refused.headers["Allow"]) == (405, "POST")


@pytest.fixture
def reviewer(client: Client) -> Client:
    client.force_login(makers.membership(Role.REVIEWER, makers.office("36")).user)
    return client


@pytest.fixture
def school() -> Any:
    return makers.school()


@pytest.fixture
def hubin(client: Client, school: Any) -> Client:
    client.force_login(makers.membership(Role.SCHOOL_ADMIN, school).user)
    return client


def test_the_register_shows_confirmed_ones_only(client: Client) -> None:
    partner("Baja Banten", legal_form="pt")
    proposal("Usulan Rahasia")
    gone = partner("Sudah Tutup")
    Partner.objects.filter(pk=gone.pk).update(
        state=State.CLOSED, closed_on=makers.TODAY, close_reason="x"
    )
    page = client.get("/mitra/").content.decode()
    assert "PT Baja Banten" in page
    assert "Usulan Rahasia" not in page
    assert "Sudah Tutup" not in page


def test_the_register_forgives_a_typing_error(client: Client) -> None:
    partner("Krakatau Steel")
    partner("Nikomas Gemilang")
    page = client.get("/mitra/", {"q": "krakatu stel"}).content.decode()
    assert "Krakatau Steel" in page
    assert "Nikomas" not in page


def test_the_register_is_filtered_by_place(client: Client) -> None:
    partner("Di Lebak")
    partner("Di Serang", at="36.73")
    partner("Di Bengkulu", at="17.02")
    page = client.get("/mitra/", {"provinsi": "36", "kabupaten": "36.02"}).content.decode()
    assert "Di Lebak" in page
    assert "Di Serang" not in page
    assert "Di Bengkulu" not in page


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({"status": "proposed"}, {"Usulan", "Kembali"}),
        ({"status": "returned"}, {"Kembali"}),
        ({"pengusul": "wilayah"}, {"Usulan", "Kembali"}),
        ({"pengusul": "saya"}, set()),
        ({"izin": "segera"}, {"Segera"}),
        ({"izin": "berakhir"}, {"Berakhir"}),
        ({"izin": "so"}, {"Segera"}),
        ({"izin": "tanpa-so"}, {"Pengirim"}),
        ({"kurang": "koordinat"}, {"Usulan", "Kembali", "Berakhir", "Pengirim", "Segera"}),
        ({"kurang": "wilayah"}, {"Kembali"}),
        ({"kurang": "jenis"}, {"Usulan"}),
        ({"kurang": "kontak"}, {"Usulan", "Kembali", "Berakhir", "Pengirim", "Bertitik"}),
        ({"mirip": "ya"}, {"Segera", "Pengirim"}),
        ({"jenis": "sending_organisation"}, {"Pengirim"}),
        ({"bidang": "C"}, {"Bertitik"}),
        ({"q": "bertitik"}, {"Bertitik"}),
    ],
)
def test_the_questions_of_an_office(
    reviewer: Client, query: dict[str, str], names: set[str]
) -> None:
    at = makers.TODAY
    made = makers.school()
    proposal("Usulan", kind="unknown", proposed_by_school=made)
    back = proposal("Kembali", at="36", proposed_by_school=made)
    Partner.objects.filter(pk=back.pk).update(
        returned_at="2025-11-01T00:00Z", return_reason="x", returned_by=makers.user()
    )
    soon = partner("Segera", phone="+62254280330")
    licence(soon, "so", expires_on=at.replace(month=12))
    licence(partner("Berakhir"), expires_on=at.replace(year=2024))
    sender = partner("Pengirim", kind="sending_organisation")
    partner("Bertitik", latitude="-6.1", longitude="106.1", sector="C")
    Pair.objects.create(
        first=soon, second=sender, reasons=["nib"], likeness=1, verdict="same",
        found_at="2025-11-01T00:00Z",
    )  # fmt: skip
    page = reviewer.get("/kerja/mitra/", query)
    assert {row.name for row in page.context["page"]} == names


@pytest.mark.parametrize("address", ["/mitra/", "/kerja/mitra/", "/kerja/mitra/mirip/"])
def test_queries_do_not_grow_with_rows(
    reviewer: Client, address: str, django_assert_max_num_queries: Any
) -> None:
    counts = []
    partner("Maju Jaya")
    for number in (1, 3):
        for one in range(number):
            made = partner("Maju Jaya", at=("36.02", "36.73", "17.02")[one])
        note_pairs([made.pk])
        with django_assert_max_num_queries(16) as captured:
            reviewer.get(address, {"q": "maju"})
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_a_proposal_in_two_steps_without_scripts(hubin: Client, school: Any) -> None:
    known = partner("Krakatau Steel", legal_form="pt", at="36.73")
    lebak = makers.region("36.02")
    first = hubin.get("/kerja/mitra/usul/", {"name": "PT Krakatau Stel", "regency": lebak.pk})
    page = first.content.decode()
    assert "Krakatau Steel" in page
    assert "nama mirip" in page
    assert f"/kerja/mitra/{known.public_id}/lokasi/?regency={lebak.pk}" in page
    second = hubin.get(f"/kerja/mitra/usul/baru/?{first.context['next_query']}")
    assert second.context["form"]["name"].value() == "PT Krakatau Stel"
    sent = {name: second.context["form"][name].value() or "" for name in NEW_FIELDS}
    answer = hubin.post("/kerja/mitra/usul/baru/", sent)
    assert answer.status_code == AWAY, answer.context["form"].errors
    made = Partner.objects.get(name="Krakatau Stel")
    assert answer.url == made.staff_url
    assert (made.legal_form, made.regency, made.proposed_by_school) == ("pt", lebak, school)
    assert hubin.post("/kerja/mitra/usul/baru/", sent).url == made.staff_url
    assert Partner.objects.count() == 2


NEW_FIELDS = [
    "name", "legal_form", "kind", "country", "regency", "founded_precision", "seen", "form_token",
]  # fmt: skip


def test_a_partner_on_one_page_with_the_regency_of_the_school(hubin: Client, school: Any) -> None:
    form = hubin.get("/kerja/mitra/usul/").context["form"]
    sent = {"name": "Koperasi Contoh", "regency": form["regency"].value()}
    answer = hubin.post("/kerja/mitra/usul/", sent | {"form_token": form["form_token"].value()})
    made = Partner.objects.get()
    assert answer.url == made.staff_url
    assert (made.kind, made.regency) == ("cooperative", school.regency)


def test_htmx_gets_the_fragment_alone(hubin: Client) -> None:
    partner("Krakatau Steel")
    answer = hubin.get("/kerja/mitra/usul/", {"name": "Krakatau"}, headers={"HX-Request": "true"})
    page = answer.content.decode()
    assert "<html" not in page
    assert "Krakatau Steel" in page


def new_partner(**given: Any) -> dict[str, Any]:
    return {
        "name": "PT Baru",
        "kind": "company",
        "country": "ID",
        "founded_precision": "day",
    } | given


def test_the_same_number_asks_once_more(hubin: Client) -> None:
    known = partner("Lama", npwp="0012345678901000")
    sent = new_partner(npwp="01.234.567.8-901.000")
    page = hubin.post("/kerja/mitra/usul/baru/", sent)
    assert page.status_code == OK
    assert "NPWP sama" in page.content.decode()
    hubin.post("/kerja/mitra/usul/baru/", sent | {"is_new": "on"})
    assert Partner.objects.exclude(pk=known.pk).get().npwp == known.npwp


def test_the_chosen_partner_goes_back_to_the_page_that_asked(hubin: Client) -> None:
    known = partner("Krakatau Steel")
    back = "/kerja/kerja-sama/baru/?langkah=2"
    first = hubin.get("/kerja/mitra/usul/", {"name": "Krakatau Steel", "kembali": back})
    assert f"{back}&amp;mitra={known.public_id}" in first.content.decode().replace(
        "&amp;amp;", "&amp;"
    )
    answer = hubin.post("/kerja/mitra/usul/baru/", new_partner(kembali=back))
    made = Partner.objects.get(name="Baru")
    assert answer.url == f"{back}&mitra={made.public_id}"


@pytest.mark.parametrize("back", ["https://jahat.example/", "//jahat.example", "javascript:1"])
def test_nobody_is_sent_to_another_site(hubin: Client, back: str) -> None:
    answer = hubin.post("/kerja/mitra/usul/baru/", new_partner(kembali=back))
    assert answer.url == Partner.objects.get().staff_url


def test_the_form_loads_districts_without_scripts(hubin: Client) -> None:
    makers.region("36.02.14")
    regency = makers.region("36.02").pk
    page = hubin.post("/kerja/mitra/usul/baru/", {"name": "PT X", "regency": regency, "muat": "1"})
    assert "Rangkasbitung" in page.content.decode()
    assert page.context["form"]["name"].value() == "PT X"
    options = hubin.get("/kerja/mitra/kecamatan/", {"regency": regency}).content.decode()
    assert "Rangkasbitung" in options
    assert not Partner.objects.exists()


@pytest.mark.parametrize(
    ("sent", "field", "message"),
    [
        ({"name": ""}, "name", ""),
        ({"name": "PT ."}, "name", ""),
        ({"nib": "123"}, "nib", "NIB terdiri atas 13 angka."),
        ({"nib": "tidak tahu"}, "nib", "NIB terdiri atas 13 angka."),
        ({"npwp": "12345"}, "npwp", "NPWP terdiri atas 15 atau 16 angka."),
        ({"point": "di sana"}, "point", ""),
        ({"point": "0, 0"}, "point", "tidak masuk akal"),
        ({"point": "106.2, -6.3"}, "point", "tidak masuk akal"),
        ({"phone": "12"}, "phone", ""),
        ({"postal_code": "42"}, "postal_code", "Kode pos Indonesia terdiri atas 5 angka."),
        ({"website": "javascript:alert(1)"}, "website", ""),
        ({"kind": "foreign_company"}, "country", "di luar Indonesia"),
        ({"kind": "bukan"}, "kind", ""),
        ({"founded_on": "2025-13-45"}, "founded_on", ""),
    ],
)
def test_mistakes_are_told_beside_their_field(
    hubin: Client, sent: dict[str, str], field: str, message: str
) -> None:
    page = hubin.post("/kerja/mitra/usul/baru/", new_partner(**sent))
    assert page.status_code == OK
    assert message in " ".join(page.context["form"].errors[field])
    assert not Partner.objects.exists()


def test_a_region_abroad_is_told_beside_the_country(hubin: Client) -> None:
    sent = new_partner(country="JP", regency=makers.region("36.02").pk)
    errors = hubin.post("/kerja/mitra/usul/baru/", sent).context["form"].errors
    assert "Wilayah Indonesia" in errors["country"][0]


def test_a_stale_form_shows_both_versions_and_then_saves(reviewer: Client) -> None:
    one = partner("Baja", address="Jalan Lama")
    url = reverse("partners:edit", args=[one.public_id])
    sent = new_partner(name="Baja", revision=0, regency=one.regency.pk)
    reviewer.post(url, sent | {"address": "Jalan Satu"})
    page = reviewer.post(url, sent | {"address": "Jalan Dua"})
    text = page.content.decode()
    assert "Jalan Satu" in text
    assert "Jalan Dua" in text
    reviewer.post(
        url, sent | {"address": "Jalan Dua", "revision": page.context["form"]["revision"].value()}
    )
    one.refresh_from_db()
    assert (one.address, one.revision) == ("Jalan Dua", 2)


def test_the_point_is_typed_as_copied_from_a_map(reviewer: Client) -> None:
    one = partner("Baja")
    reviewer.post(
        reverse("partners:edit", args=[one.public_id]),
        new_partner(name="Baja", revision=0, regency=one.regency.pk, point=" -6,3567; 106,2497 "),
    )
    one.refresh_from_db()
    assert (str(one.latitude), str(one.longitude)) == ("-6.356700", "106.249700")
    page = reviewer.get(reverse("partners:edit", args=[one.public_id]))
    assert page.context["form"]["point"].value() == "-6.3567, 106.2497"


def test_a_district_of_another_regency_is_told_beside_it(reviewer: Client) -> None:
    one = partner("Baja")
    sent = new_partner(
        name="Baja",
        revision=0,
        regency=makers.region("36.73").pk,
        district=makers.region("36.02.14").pk,
    )
    page = reviewer.post(reverse("partners:edit", args=[one.public_id]), sent)
    assert "district" in page.context["form"].errors


def test_a_contact_is_private_unless_shared(hubin: Client, school: Any) -> None:
    one = partner()
    url = reverse("partners:contact_add", args=[one.public_id])
    hubin.post(url, {"name": "Siti", "role": "hrd", "phone": "62812-3456-7890", "is_private": "on"})
    hubin.post(url, {"name": "Budi", "role": "general"})
    siti, budi = Contact.objects.order_by("pk")
    assert (siti.private_to, str(siti.phone)) == (school, "+6281234567890")
    assert (budi.private_to, budi.entered_by_school) == (None, school)


def test_a_contact_added_on_the_way_leads_back(hubin: Client) -> None:
    one = partner()
    links = reverse("placements:partner_links", args=[one.public_id])
    url = f"{reverse('partners:contact_add', args=[one.public_id])}?kembali={links}"
    assert f'href="{url}"' in hubin.get(links).content.decode()
    assert f'name="kembali" value="{links}"' in hubin.get(url).content.decode()
    sent = {"name": "Siti", "role": "hrd", "kembali": links}
    page = hubin.post(url, sent, follow=True)
    assert page.redirect_chain[0][0] == links
    assert "Narahubung tersimpan." in page.content.decode()
    away = hubin.post(url, {"name": "Budi", "role": "hrd", "kembali": "https://contoh.example/"})
    assert away.headers["Location"] == one.staff_url


def test_a_relation_is_found_by_search_and_saved(reviewer: Client, school: Any) -> None:
    one = partner("Yayasan Contoh")
    url = reverse("partners:relations", args=[one.public_id])
    found = reviewer.get(url, {"kind": "foundation_of", "q": "rangkasbitung"})
    assert school.key in found.content.decode()
    reviewer.post(url, {"kind": "foundation_of", "target": school.key})
    assert one.relations.get().school == school
    page = reviewer.post(url, {"kind": "foundation_of", "target": school.key})
    assert "sudah tercatat" in page.content.decode()
    page = reviewer.post(url, {"kind": "part_of", "target": one.public_id})
    assert "dirinya sendiri" in str(page.context["form"].errors)


def test_closing_names_its_successor_by_search(reviewer: Client) -> None:
    old, new = partner("Baja Lama"), partner("Baja Baru")
    url = reverse("partners:close", args=[old.public_id])
    assert new.public_id in reviewer.get(url, {"q": "Baja Baru"}).content.decode()
    reviewer.post(url, {"closed_on": "2025-07-01", "reason": "x", "successor": new.public_id})
    old.refresh_from_db()
    assert old.successor == new


def test_two_records_side_by_side_then_one_then_two_again(reviewer: Client) -> None:
    kept = partner("Krakatau Steel", address="Jalan A")
    merged = partner("Krakatau Stel", address="Jalan B")
    url = reverse("partners:merge", args=[kept.public_id, merged.public_id])
    assert "Jalan B" in reviewer.get(url).content.decode()
    assert reviewer.post(url, {"name": "kept", "place": "merged"}).url == kept.staff_url
    kept.refresh_from_db()
    assert kept.address == "Jalan B"
    done = Merge.objects.get()
    page = reverse("partners:merge_page", args=[done.public_id])
    assert "Urungkan" in reviewer.get(page).content.decode()
    reviewer.post(reverse("partners:undo_merge", args=[done.public_id]))
    assert "Semua kembali" in reviewer.get(page).content.decode()
    assert Partner.objects.current().count() == 2


def test_a_merge_beyond_one_s_reach_is_shown_and_refused(client: Client) -> None:
    client.force_login(makers.membership(Role.REVIEWER, makers.office("64")).user)
    one, other = partner("Satu"), partner("Dua")
    url = reverse("partners:merge", args=[one.public_id, other.public_id])
    assert "Pengelola data" in client.get(url).content.decode()
    assert client.post(url, {"name": "kept"}).status_code == NO
    assert Partner.objects.current().count() == 2


FORMS = [
    "create", "edit", "send_back", "close", "site_add", "site_edit", "contact_add",
    "licence_add", "licence_edit", "aliases", "relations", "merge", "tell_apart",
]  # fmt: skip


@pytest.mark.parametrize("name", FORMS)
def test_naughty_text_in_every_form(client: Client, name: str) -> None:
    scene = Scene()
    client.force_login(makers.membership(Role.MAINTAINER).user)
    url = scene.url(name)
    page = client.get(url)
    fields = ["note"] if page.context is None else list(page.context["form"].fields)
    for number, text in enumerate(NAUGHTY):
        sent = dict.fromkeys(fields, text) | {"kembali": text, "target": text, "q": text}
        if number % 2:
            sent |= {"name": "PT Contoh", "kind": "company", "reason": text or "x"}
        assert client.post(url, sent).status_code in {OK, AWAY, GONE}


@pytest.mark.parametrize(
    "address",
    ["/mitra/", "/kerja/mitra/", "/kerja/mitra/usul/", "/kerja/mitra/usul/baru/",
     "/kerja/mitra/kecamatan/", "/kerja/mitra/mirip/"],
)  # fmt: skip
def test_naughty_text_in_every_search(client: Client, address: str) -> None:
    partner("Krakatau Steel")
    client.force_login(makers.membership(Role.MAINTAINER).user)
    for text in NAUGHTY:
        names = ["q", "name", "regency", "provinsi", "kabupaten", "jenis", "status", "page", "seen"]
        answer = client.get(address, dict.fromkeys(names, text[:1500]))
        assert answer.status_code == OK


def test_a_site_can_be_added_to_another_school_s_partner(hubin: Client, school: Any) -> None:
    one = partner("Krakatau Steel")
    regency = makers.region("36.02").pk
    url = reverse("partners:site_add", args=[one.public_id])
    assert str(hubin.get(url, {"regency": regency}).context["form"]["regency"].value()) == str(
        regency
    )
    hubin.post(url, {"name": "Gudang", "kind": "other", "country": "ID", "regency": regency})
    made = Site.objects.get()
    assert (made.proposed_by_school, made.province.code) == (school, "36")


def test_pair_shows_both_legal_forms_and_marks_them(client: Client) -> None:
    by = makers.actor(Role.REVIEWER, makers.office("36"))
    first = partner("Maju Bersama", at="36.02", legal_form="pt")
    second = partner("Maju Bersama", at="36.02", legal_form="cv")
    note_pairs([first.pk, second.pk])
    client.force_login(by.user)
    html = client.get("/kerja/mitra/mirip/").content.decode()
    assert "<mark>PT</mark> Maju Bersama" in html
    assert "<mark>CV</mark> Maju Bersama" in html

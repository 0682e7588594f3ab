import pytest
from django import forms
from django.db import IntegrityError
from django.utils.translation import gettext as _

from accounts.violations import told_in, violations
from schools.models import School
from tests import makers

pytestmark = pytest.mark.django_db


class AnyForm(forms.Form):
    npsn = forms.CharField()
    regency = forms.CharField()
    latitude = forms.CharField()
    accreditation = forms.CharField()


@pytest.fixture
def form() -> AnyForm:
    bound = AnyForm({"npsn": "1", "regency": "1", "latitude": "1", "accreditation": "A"})
    assert bound.is_valid()
    return bound


@pytest.mark.parametrize(
    ("field", "wrong", "message"),
    [
        ("npsn", {"npsn": "123"}, "NPSN terdiri atas delapan angka."),
        ("npsn", {"npsn": "20607803"}, "NPSN ini sudah dipakai sekolah lain."),
        ("latitude", {"longitude": 106}, "Isi lintang dan bujur, atau kosongkan keduanya."),
        ("regency", {"province": "17"}, "Kabupaten/kota ini tidak berada di provinsi itu."),
        ("accreditation", {"accreditation": "Z"}, "Pilihan ini tidak tersedia."),
        (None, {"postal_code": "1"}, "Kode pos terdiri atas lima angka."),
    ],
)
def test_a_refusal_stands_beside_its_field(
    form: AnyForm, field: str | None, wrong: dict[str, object], message: str
) -> None:
    makers.school("SMKN 2 RANGKASBITUNG", npsn="20607803")
    if "province" in wrong:
        wrong = {"province": makers.region("17")}
    with told_in(form):
        makers.school(**wrong)
    assert form.errors == {field or forms.forms.NON_FIELD_ERRORS: [message]}
    assert School.objects.count() == 1


def test_a_refusal_that_no_person_can_mend_is_raised(form: AnyForm) -> None:
    with pytest.raises(IntegrityError), told_in(form):
        School.objects.create(official_name="X", name="X", status="negeri")


def test_every_rule_names_a_field_and_has_a_message() -> None:
    for name, violation in violations().items():
        assert violation.message, name
        assert violation.fields, name
    assert str(_("Pilihan ini tidak tersedia.")) in {str(v.message) for v in violations().values()}

"""Our own templates of Django's widgets write what Django's do."""

from django import forms
from django.forms.renderers import DjangoTemplates, TemplatesSetting

CHOICES = [
    ("", "Semua & apa pun"),
    ("Bidang", [("1.1", 'Konsentrasi "satu"'), ("1.2", "Konsentrasi dua")]),
    (3, "Tiga"),
]


def test_lists_of_choices_are_written_as_django_writes_them() -> None:
    widgets = [
        forms.Select(attrs={"class": "form-select", "required": True}, choices=CHOICES),
        forms.SelectMultiple(choices=CHOICES),
    ]
    for widget in widgets:
        for value in ("", "1.2", 3, ["1.1", "1.2"]):
            ours, django = (
                widget.render("jurusan", value, {"id": "id_jurusan"}, renderer=renderer())
                for renderer in (TemplatesSetting, DjangoTemplates)
            )
            assert ours.split() == django.split()
            assert "<option" in ours

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.filtering import ListFilter
from accounts.roles import SCHOOL_ROLES, Role
from schools.actors import Actor
from schools.forms.schools import regencies_of
from schools.models import Region, School
from schools.models.memberships import AccessLink, Membership
from schools.models.schools import SchoolQuerySet
from schools.staffing import ENOUGH


class MemberFilter(ListFilter):
    q = django_filters.CharFilter(method="find", label=_("Nama, sekolah, atau NPSN"))
    role = django_filters.ChoiceFilter(
        choices=Role.choices, label=_("Peran"), empty_label=_("Semua peran")
    )

    class Meta:
        model = Membership
        fields = ["q", "role"]

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if actor.school:
            schools = [(role.value, role.label) for role in SCHOOL_ROLES]
            self.filters["role"].extra["choices"] = schools

    def find(self, rows: QuerySet[Any], _name: str, text: str) -> QuerySet[Any]:
        return rows.filter(
            Q(user__name__icontains=text)
            | Q(user__username__icontains=text)
            | Q(school__name__icontains=text)
            | Q(school__npsn=text)
            | Q(office__name__icontains=text)
        )


class InvitationFilter(ListFilter):
    q = django_filters.CharFilter(method="find", label=_("Nama, sekolah, atau NPSN"))

    class Meta:
        model = AccessLink
        fields = ["q"]

    def find(self, rows: QuerySet[Any], _name: str, text: str) -> QuerySet[Any]:
        return rows.filter(
            Q(name__icontains=text)
            | Q(school__name__icontains=text)
            | Q(school__npsn=text)
            | Q(office__name__icontains=text)
        )


class StaffingFilter(ListFilter):
    """Schools by how many admins they have and whether more are invited; see `schools.staffing`."""

    STATES = {
        "uninvited": {"admins__lt": ENOUGH, "is_invited": False},
        "invited": {"admins__lt": ENOUGH, "is_invited": True},
        "enough": {"admins__gte": ENOUGH},
        "all": {},
    }

    q = django_filters.CharFilter(method="find", label=_("Nama sekolah atau NPSN"))
    regency = django_filters.ModelChoiceFilter(
        label=_("Kabupaten/kota"),
        queryset=Region.objects.none(),
        to_field_name="code",
        empty_label=_("Semua kabupaten/kota"),
    )
    state = django_filters.ChoiceFilter(
        label=_("Keadaan"),
        choices=[
            ("uninvited", _("Kurang dari dua admin, belum diundang")),
            ("invited", _("Kurang dari dua admin, undangan menunggu")),
            ("enough", _("Sudah dua admin")),
            ("all", _("Semua sekolah")),
        ],
        empty_label=_("Kurang dari dua admin"),
        method="standing",
    )

    class Meta:
        model = School
        fields: list[str] = []

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["regency"].queryset = regencies_of(actor)

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if not self.form.cleaned_data.get("state"):
            queryset = queryset.filter(admins__lt=ENOUGH)
        return super().filter_queryset(queryset)

    def find(self, rows: SchoolQuerySet, _name: str, text: str) -> SchoolQuerySet:
        return rows.search(text) if text.strip() else rows

    def standing(self, rows: QuerySet[Any], _name: str, state: str) -> QuerySet[Any]:
        return rows.filter(**self.STATES[state])

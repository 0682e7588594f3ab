from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.roles import SCHOOL_ROLES, Role
from schools.actors import Actor
from schools.models.memberships import AccessLink, Membership


class MemberFilter(django_filters.FilterSet):
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


class InvitationFilter(django_filters.FilterSet):
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

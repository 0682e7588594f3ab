"""The yardstick: Django's own changelists, as `admin.site.register` gives them, in a private site.

They show columns of the table's own (and of one table joined by Django itself), so they tell less
than our lists do; which rows and how many to a page, the measurement says before each request.
"""

from typing import Any

from django.contrib.admin import AdminSite, ModelAdmin
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.urls import include, path

from partnerships.agreements.models import Agreement
from partnerships.partners.models import Partner
from partnerships.placements.models import Placement
from schools.models import School

STOCK_PAGE = 100


class StockAdmin(ModelAdmin):
    """Stock but for `rows`: the rows of the page that it is compared with."""

    rows: "QuerySet[Any] | None" = None

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Any]":
        return super().get_queryset(request) if self.rows is None else self.rows.all()


class StockAgreements(StockAdmin):
    list_display = [
        "registration_number", "kind", "title", "state", "signed_on", "starts_on", "ends_on",
        "recording_school",
    ]  # fmt: skip
    list_filter = ["state", "kind"]


class StockSchools(StockAdmin):
    list_display = ["npsn", "name", "status", "regency"]
    list_filter = ["status"]


class StockPartners(StockAdmin):
    list_display = ["name", "legal_form", "kind", "sector", "regency", "state"]
    list_filter = ["state", "kind"]


class StockPlacements(StockAdmin):
    list_display = ["public_id", "class_name", "state", "days", "work", "pupil"]
    list_filter = ["state"]


site = AdminSite(name="stock")
site.register(Agreement, StockAgreements)
site.register(School, StockSchools)
site.register(Partner, StockPartners)
site.register(Placement, StockPlacements)
urlpatterns = [path("stock/", site.urls), path("", include("config.urls"))]


def compared_with(
    model: type[Model], rows: "QuerySet[Any] | None", *, size: int = 0, ordering: Any = None
) -> str:
    """Set the changelist to these rows in this order; returns its address."""
    admin: Any = site.get_model_admin(model)
    admin.rows = rows
    admin.list_per_page = size or STOCK_PAGE
    admin.ordering = ordering
    return f"/stock/{model._meta.app_label}/{model._meta.model_name}/"

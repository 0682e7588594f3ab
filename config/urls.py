"""Every address of the portal; each app names its own."""

from django.contrib import admin
from django.urls import include, path

from accounts.maintenance.door import guard_door
from config.health import healthz

guard_door(admin.site)
admin.site.site_header = admin.site.site_title = "Selaras"

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("", include("accounts.urls")),
    path("", include("schools.urls")),
    # Before the desk, whose /kerja/mitra/<kode>/ would else take its fixed addresses.
    path("", include("partnerships.partners.urls")),
    path("", include("partnerships.agreements.urls")),
    path("", include("partnerships.placements.urls")),
    path("", include("partnerships.desk.urls")),
    path("admin/", admin.site.urls),
]

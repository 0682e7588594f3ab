"""Every address of the portal; each app names its own."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path

from config.health import healthz

# One way in: the admin signs in where everybody does, with the same limits and second factor.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]
admin.site.site_header = admin.site.site_title = "Selaras"

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("", include("accounts.urls")),
    path("", include("schools.urls")),
    # Before the desk, whose /kerja/mitra/<kode>/ would else take its fixed addresses.
    path("", include("partnerships.partners.urls")),
    path("", include("partnerships.agreements.urls")),
    path("", include("partnerships.desk.urls")),
    path("admin/", admin.site.urls),
]

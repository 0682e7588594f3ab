"""Addresses of accounts: allauth's views under Indonesian paths and allauth's own names.

Signing up is not among them: people join by invitation. The views that anyone may open without
having signed in are allauth's own of signing in, resetting and confirming an address.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.usersessions import views as sessions
from django.urls import include, path, re_path

from accounts import public, resend, views

signing_in = [
    path("masuk/", account.login, name="account_login"),
    path("masuk/kode/", mfa.authenticate, name="mfa_authenticate"),
    path("masuk/passkey/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path("masuk/nonaktif/", account.account_inactive, name="account_inactive"),
    path("masuk/pastikan/", account.reauthenticate, name="account_reauthenticate"),
    path("masuk/pastikan/kode/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path(
        "masuk/pastikan/passkey/",
        webauthn.reauthenticate_webauthn,
        name="mfa_reauthenticate_webauthn",
    ),
    path("keluar/", account.logout, name="account_logout"),
    path("lupa-kata-sandi/", account.password_reset, name="account_reset_password"),
    path(
        "lupa-kata-sandi/terkirim/",
        account.password_reset_done,
        name="account_reset_password_done",
    ),
    path(
        "lupa-kata-sandi/selesai/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^lupa-kata-sandi/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
]
address = [
    path("akun/surel/", views.mail_address, name="account_email"),
    path(
        "akun/surel/konfirmasi/",
        account.email_verification_sent,
        name="account_email_verification_sent",
    ),
    re_path(
        r"^akun/surel/konfirmasi/(?P<key>[-:\w]+)/$",
        account.confirm_email,
        name="account_confirm_email",
    ),
    path("akun/kata-sandi/", account.password_change, name="account_change_password"),
    path("akun/kata-sandi/buat/", account.password_set, name="account_set_password"),
    path("akun/perangkat/", sessions.list_usersessions, name="usersessions_list"),
]
second_factor = [
    path("", mfa.index, name="mfa_index"),
    path("aplikasi/", totp.activate_totp, name="mfa_activate_totp"),
    path("aplikasi/matikan/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("kode-cadangan/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "kode-cadangan/buat/",
        recovery.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        "kode-cadangan/unduh/",
        recovery.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
    path("passkey/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("passkey/tambah/", webauthn.add_webauthn, name="mfa_add_webauthn"),
    path("passkey/<int:pk>/", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
    path("passkey/<int:pk>/hapus/", webauthn.remove_webauthn, name="mfa_remove_webauthn"),
]
own = [
    path("akun/", views.profile, name="profile"),
    path("akun/ubah/", views.profile_edit, name="profile_edit"),
    path("kirim-ulang/", resend.send_again, name="send_again"),
    path("kotak-masuk/", views.inbox, name="inbox"),
    path("kotak-masuk/dibaca/", views.inbox_read_all, name="inbox_read_all"),
    path("kotak-masuk/<str:public_id>/", views.notice_open, name="notice_open"),
    path("kotak-surat/", public.mailbox, name="mailbox"),
    path("kotak-surat/<str:name>/", public.mail, name="mail"),
]

urlpatterns = [
    *signing_in,
    *address,
    path("akun/verifikasi-dua-langkah/", include(second_factor)),
    path("", include((own, "accounts"))),
]

"""Signing in, and the own account."""

from tests.house.matrix.lines import (
    EVERYBODY,
    NOBODY,
    SIGNED_IN,
    Line,
    changing,
    group,
    opened,
    reading,
    sent,
)

ENTRANCE = [
    opened("healthz", reads=EVERYBODY),
    *reading(
        "account_login account_inactive account_logout account_reset_password"
        " account_reset_password_done account_reset_password_from_key_done"
        " account_email_verification_sent",
        reads=EVERYBODY,
        is_open=True,
    ),
    opened("account_reset_password_from_key", "unknown key", reads=EVERYBODY),
    opened("account_confirm_email", "unknown address", reads=EVERYBODY),
    opened("mfa_authenticate", reads=EVERYBODY),
    opened("mfa_login_webauthn", reads=EVERYBODY),
]
OWN_ACCOUNT = [
    *reading(
        "account_reauthenticate mfa_reauthenticate mfa_reauthenticate_webauthn account_email"
        " account_change_password account_set_password usersessions_list mfa_index"
        " mfa_activate_totp mfa_deactivate_totp mfa_generate_recovery_codes mfa_list_webauthn"
        " mfa_add_webauthn accounts:profile accounts:inbox",
        reads=SIGNED_IN,
    ),
    # Nobody here has codes to look at.
    *reading("mfa_view_recovery_codes mfa_download_recovery_codes", reads=NOBODY),
    *reading("mfa_edit_webauthn mfa_remove_webauthn", "passkey of somebody", reads=NOBODY),
    changing("accounts:profile_edit", by=SIGNED_IN, body=sent(name="Nama Baru")),
    Line("accounts:send_again"),
    Line("accounts:inbox_read_all", own=SIGNED_IN),
    Line("accounts:notice_open", "notice", writes=group("admin")),
    # In the demo only.
    opened("accounts:mailbox"),
    opened("accounts:mail", "some mail"),
]

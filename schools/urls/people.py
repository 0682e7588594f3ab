"""Addresses of colleagues and of the links by which they come, in the namespace `schools`."""

from django.urls import include, path

from schools import links
from schools.views import memberships

members = [
    path("", memberships.members, name="members"),
    path("undang/", memberships.invite, name="invite"),
    path("undang/pilih/", memberships.invite_where, name="invite_where"),
    path("undangan/", memberships.invitations, name="invitations"),
    path(
        "undangan/<str:public_id>/ulang/",
        memberships.invitation_reissue,
        name="invitation_reissue",
    ),
    path(
        "undangan/<str:public_id>/cabut/",
        memberships.invitation_revoke,
        name="invitation_revoke",
    ),
    path("tinjauan/", memberships.review, name="review"),
    path("tinjauan/pasti/", memberships.review_confirm, name="review_confirm"),
    path("tinjauan/akhiri/", memberships.review_end, name="review_end"),
    path("serah-terima/", memberships.hand_over, name="hand_over"),
    path("sekolah/", memberships.schools_without_admins, name="schools_without_admins"),
    path("sekolah/undang/", memberships.schools_invite, name="schools_invite"),
    path("<str:public_id>/tautan-sandi/", memberships.member_reset_link, name="member_reset_link"),
    path("<str:public_id>/lembar-kode/", memberships.member_code_sheet, name="member_code_sheet"),
    path("<str:public_id>/cabut/", memberships.member_revoke, name="member_revoke"),
]
# For people who have not signed in: `schools/links.py`.
tokens = [
    path("undangan/", links.link_typed, name="link_typed"),
    path("undangan/<str:token>/", links.link_invitation, name="link_invitation"),
    path("undangan/<str:token>/terima/", links.link_accept, name="link_accept"),
    path("undangan/<str:token>/akun-baru/", links.link_join, name="link_join"),
    path("undangan/<str:token>/minta-baru/", links.link_renewal, name="link_renewal"),
    path("kata-sandi/<str:token>/", links.link_reset, name="link_reset"),
]

urlpatterns = [
    path("kerja/peran/", memberships.membership_switch, name="membership_switch"),
    path("kerja/anggota/", include(members)),
    *tokens,
]

"""Pages about oneself: profile and inbox."""

from typing import Any

from allauth.account.views import EmailView
from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.forms import ProfileForm
from accounts.models import Notice, User
from accounts.second_factor import has_second_factor

PAGE_SIZE = 25


def me(request: HttpRequest) -> User:
    """Whoever is signed in, as a record and not as the request's lazy stand-in."""
    return User.objects.get(pk=request.user.pk or 0)


@require_GET
def profile(request: HttpRequest) -> HttpResponse:
    person = me(request)
    return render(
        request,
        "accounts/profile.html",
        {"person": person, "has_second_factor": has_second_factor(person)},
    )


class MailAddressView(EmailView):
    """allauth's page of the own address, of which looking writes nothing.

    allauth makes the row of an address that an admin has typed as soon as its owner looks.
    """

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method in {"GET", "HEAD"}:
            self._did_send_verification_email = False
            # Past the one method of allauth that writes, to that of Django.
            return super(EmailView, self).dispatch(request, *args, **kwargs)
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        if not context["emailaddresses"]:
            context["unconfirmed"] = me(self.request).email
        return context


mail_address = MailAddressView.as_view()


@require_http_methods(["GET", "POST"])
def profile_edit(request: HttpRequest) -> HttpResponse:
    person = me(request)
    form = ProfileForm(request.POST or None, instance=person)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Data diri tersimpan."))
        return redirect("accounts:profile")
    return render(request, "accounts/profile_edit.html", {"form": form})


@require_GET
def inbox(request: HttpRequest) -> HttpResponse:
    notices = Notice.objects.filter(recipient=request.user.pk).order_by("-created_at", "-pk")
    page = Paginator(notices, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "accounts/inbox.html", {"page": page})


@require_POST
@transaction.atomic
def notice_open(request: HttpRequest, public_id: str) -> HttpResponse:
    """Reading is a change, so a notice opens by a button."""
    notice = get_object_or_404(
        Notice.objects.select_for_update(), recipient=request.user.pk, public_id=public_id
    )
    if notice.read_at is None:
        notice.read_at = timezone.now()
        notice.save(update_fields=["read_at"])
    return redirect(notice.path or "accounts:inbox")


@require_POST
def inbox_read_all(request: HttpRequest) -> HttpResponse:
    mine = Notice.objects.filter(recipient=request.user.pk).unread()
    count = mine.update(read_at=timezone.now())
    messages.success(
        request,
        ngettext("%d pemberitahuan ditandai dibaca.", "%d pemberitahuan ditandai dibaca.", count)
        % count,
    )
    return redirect("accounts:inbox")

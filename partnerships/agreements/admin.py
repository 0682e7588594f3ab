"""Maintenance of agreements: drafts are corrected here, what was handed in by its actions only.

States have no form. The working page of an agreement takes its steps, asks for corrections and
keeps its papers; each row here leads there.
"""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.history import Events
from accounts.maintenance.events import register_events
from partnerships.agreements.actions import moves
from partnerships.agreements.actions.acting import drafting
from partnerships.agreements.actions.periods import settle_period
from partnerships.agreements.models import (
    Agreement,
    Answer,
    Correction,
    CoverageRule,
    Document,
    DocumentPage,
    DocumentVersion,
    Instrument,
    LetEnd,
    NamedConcentration,
    NamedSite,
    Obligation,
    Party,
    ProvinceCoverage,
    PublicReport,
    RegisterFigures,
    RegistrationCounter,
    Scope,
    Signatory,
    StillRunning,
    Suspension,
    Term,
    Transition,
    Upload,
    Use,
    VerificationRule,
    VerificationTask,
    Witness,
)
from partnerships.agreements.models.imports import AgreementImport, AgreementImportRow
from schools.actors import actor_of
from schools.maintenance import (
    ProvinceFilter,
    SchoolsReadOnlyAdmin,
    SchoolsRecordAdmin,
    SchoolsReferenceAdmin,
    SearchedByText,
    province_filter,
)

HANDED_IN = _(
    "Kerja sama ini sudah diajukan. Perubahannya lewat halaman kerja: koreksi, adendum, atau "
    "langkah status, masing-masing dengan alasannya."
)
OF_AGREEMENT = ["agreement__search_text", "agreement__registration_number"]
IN_PROVINCE = "agreement__recording_school__province"


class DraftAdmin(SchoolsRecordAdmin):
    """Rows of a draft; drafts begin and grow on the working pages, so none is added here."""

    def agreement_of(self, obj: Any) -> Agreement:
        found: Agreement = obj.agreement
        return found

    def guard(self, obj: Any) -> str | Promise:
        return "" if self.agreement_of(obj).is_draft else HANDED_IN

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def write(self, request: HttpRequest, obj: Any, changed: set[str], *, is_new: bool) -> None:
        """Under the draft's lock, so that a form opened elsewhere is told that it moved on."""
        with drafting(self.agreement_of(obj), by=actor_of(request)) as draft:
            super().write(request, obj, changed, is_new=is_new)
            settle_period(draft)

    @admin.display(description=_("halaman kerja"))
    def page(self, obj: Any) -> str:
        url = self.agreement_of(obj).staff_url
        return format_html('<a href="{}">{}</a>', url, _("Buka halaman kerja"))


@admin.register(Agreement)
class AgreementAdmin(SearchedByText, DraftAdmin):
    list_display = ["__str__", "kind", "state", "recorder", "signed_on", "ends_on"]
    list_filter = [
        "state",
        "kind",
        "published_from_source",
        province_filter("recording_school__province"),
    ]
    list_select_related = ["recording_school", "recording_office"]
    search_fields = ["search_text"]
    autocomplete_fields = [
        "source",
        "recording_school",
        "recording_office",
        "parent",
        "predecessor",
    ]
    readonly_fields = [
        "public_id",
        "page",
        "state",
        "registration_number",
        "starts_on",
        "ends_on",
        "created_by",
        "submitted_at",
        "recorded_at",
        "verified_at",
        "ended_on",
        "state_reason",
    ]
    ordering = ["-pk"]
    actions = ["withdraw_chosen"]

    def agreement_of(self, obj: Agreement) -> Agreement:
        return obj

    def write(
        self, request: HttpRequest, obj: Agreement, changed: set[str], *, is_new: bool
    ) -> None:
        with drafting(Agreement.objects.get(pk=obj.pk), by=actor_of(request)) as draft:
            for name in changed:
                setattr(draft, name, getattr(obj, name))
            settle_period(draft)
        obj.refresh_from_db()

    @admin.display(description=_("pencatat"), ordering="recording_school__sort_key")
    def recorder(self, agreement: Agreement) -> Any:
        return agreement.recording_school or agreement.recording_office

    @admin.action(description=_("Tarik kembali menjadi draf"), permissions=["withdraw"])
    def withdraw_chosen(self, request: HttpRequest, rows: "QuerySet[Agreement]") -> None:
        """For those handed in by mistake; the step itself says which of them can be."""
        done = 0
        for agreement in rows:
            try:
                moves.withdraw(agreement, by=actor_of(request))
                done += 1
            except ValidationError as error:
                text = f"{agreement}: {' '.join(error.messages)}"
                self.message_user(request, text, messages.WARNING)
            except PermissionDenied:
                text = _("%s bukan wewenang Anda.") % agreement
                self.message_user(request, text, messages.WARNING)
        if done:
            text = ngettext("%d kerja sama ditarik.", "%d kerja sama ditarik.", done) % done
            self.message_user(request, text)

    def has_withdraw_permission(self, request: HttpRequest) -> bool:
        return self.has_change_permission(request)


class RowAdmin(DraftAdmin):
    """A row of an agreement, found by what its agreement is found by."""

    list_select_related = ["agreement"]
    search_fields = OF_AGREEMENT
    readonly_fields = ["agreement", "page"]


@admin.register(Party)
class PartyAdmin(RowAdmin):
    list_display = ["agreement", "side", "name", "letter_number", "signed_on"]
    list_filter = ["side"]
    list_select_related = ["agreement", "school", "partner", "office"]
    search_fields = [*OF_AGREEMENT, "letter_number"]
    autocomplete_fields = [
        "school", "partner", "office", "represented_by", "represented_by_group",
    ]  # fmt: skip
    readonly_fields = ["agreement", "page", "instrument", "during"]
    ordering = ["-agreement", "side", "position", "pk"]


@admin.register(Signatory)
class SignatoryAdmin(DraftAdmin):
    list_display = ["name", "position", "acting_status", "party"]
    list_filter = ["acting_status"]
    list_select_related = [
        "party__agreement", "party__school", "party__partner", "party__office",
    ]  # fmt: skip
    search_fields = ["name", "position", "nip", "party__agreement__registration_number"]
    readonly_fields = ["party", "page"]
    ordering = ["-party", "pk"]

    def agreement_of(self, obj: Signatory) -> Agreement:
        return obj.party.agreement


@admin.register(Witness)
class WitnessAdmin(RowAdmin):
    list_display = ["name", "position", "agreement"]
    list_filter = [province_filter(IN_PROVINCE)]
    search_fields = [*OF_AGREEMENT, "name"]
    ordering = ["-agreement", "pk"]


@admin.register(Term)
class TermAdmin(RowAdmin):
    list_display = ["agreement", "kind", "effective_on", "ends_on", "months"]
    list_filter = ["kind"]
    readonly_fields = ["agreement", "page", "instrument", "during"]
    ordering = ["-agreement", "pk"]


@admin.register(Scope)
class ScopeAdmin(RowAdmin):
    list_display = ["agreement", "concentration_extent", "site_extent"]
    list_filter = ["concentration_extent", "site_extent"]
    autocomplete_fields = ["concentrations", "sites"]
    readonly_fields = ["agreement", "page", "instrument", "during"]
    ordering = ["-agreement", "pk"]

    def parts(self, obj: Scope) -> list[Events]:
        plumbing = frozenset({"scope"})
        return [
            Events(NamedConcentration, {"scope_id": obj.pk}, plumbing),
            Events(NamedSite, {"scope_id": obj.pk}, plumbing),
        ]


@admin.register(CoverageRule)
class CoverageRuleAdmin(RowAdmin):
    list_display = ["agreement", "kind", "sentence"]
    list_filter = ["kind"]
    list_select_related = [
        "agreement", "school", "region", "concentration", "group", "foundation",
    ]  # fmt: skip
    search_fields = [*OF_AGREEMENT, "name"]
    autocomplete_fields = ["school", "region", "concentration", "group", "foundation"]
    readonly_fields = ["agreement", "page", "instrument", "during"]
    ordering = ["-agreement", "pk"]


@admin.register(Obligation)
class ObligationAdmin(RowAdmin):
    list_display = ["agreement", "item", "quantity", "unit", "detail"]
    list_filter = ["item", "unit"]
    search_fields = [*OF_AGREEMENT, "detail"]
    readonly_fields = ["agreement", "page", "instrument", "during"]
    ordering = ["-agreement", "item", "pk"]


class WrittenAdmin(SchoolsReadOnlyAdmin):
    """What the actions of an agreement write down."""

    list_select_related = ["agreement"]
    search_fields = OF_AGREEMENT
    readonly_fields = ["page"]

    @admin.display(description=_("halaman kerja"))
    def page(self, obj: Any) -> str:
        agreement = getattr(obj, "agreement", None)
        if agreement is None:
            return ""
        return format_html('<a href="{}">{}</a>', agreement.staff_url, _("Buka halaman kerja"))


@admin.register(Instrument)
class InstrumentAdmin(WrittenAdmin):
    list_display = ["agreement", "kind", "sequence", "number", "effective_on"]
    list_filter = ["kind"]
    search_fields = [*OF_AGREEMENT, "number"]
    ordering = ["-agreement", "sequence", "pk"]


@admin.register(Suspension)
class SuspensionAdmin(WrittenAdmin):
    list_display = ["agreement", "during", "reason", "created_by"]
    list_filter = ["created_at"]
    list_select_related = ["agreement", "created_by"]
    search_fields = [*OF_AGREEMENT, "reason"]
    ordering = ["-created_at", "-pk"]
    unshown = frozenset()


@admin.register(StillRunning)
class StillRunningAdmin(WrittenAdmin):
    list_display = ["agreement", "answered_on", "answered_by", "note"]
    list_filter = ["answered_on"]
    list_select_related = ["agreement", "answered_by"]
    ordering = ["-answered_on", "-pk"]


@admin.register(LetEnd)
class LetEndAdmin(WrittenAdmin):
    list_display = ["agreement", "ends_on", "reason", "decided_by", "undone_at"]
    list_filter = ["decided_at"]
    list_select_related = ["agreement", "decided_by"]
    search_fields = [*OF_AGREEMENT, "reason"]
    ordering = ["-decided_at", "-pk"]


@admin.register(Use)
class UseAdmin(WrittenAdmin):
    list_display = ["agreement", "item", "since", "until", "people", "school", "withdrawn_at"]
    list_filter = ["item", "since"]
    list_select_related = ["agreement", "school"]
    search_fields = [*OF_AGREEMENT, "note", "school__name"]
    ordering = ["-since", "-pk"]


@admin.register(Transition)
class TransitionAdmin(WrittenAdmin):
    list_display = ["agreement", "source", "target", "at", "by", "undone_at"]
    list_filter = ["target", "move"]
    list_select_related = ["agreement", "by"]
    ordering = ["-at", "-pk"]


@admin.register(VerificationTask)
class VerificationTaskAdmin(WrittenAdmin):
    list_display = ["agreement", "province", "level", "reason", "done_at", "done_by"]
    list_filter = ["level", ProvinceFilter, "needs_second"]
    list_select_related = ["agreement", "province", "done_by"]
    ordering = ["-agreement", "pk"]


@admin.register(Answer)
class AnswerAdmin(WrittenAdmin):
    list_display = ["agreement", "school", "verdict", "at", "by", "resolved_at"]
    list_filter = ["verdict"]
    list_select_related = ["agreement", "school", "by"]
    search_fields = [*OF_AGREEMENT, "school__name"]
    ordering = ["-at", "-pk"]


@admin.register(Correction)
class CorrectionAdmin(WrittenAdmin):
    list_display = ["agreement", "field", "direction", "outcome", "asked_at", "asked_by"]
    list_filter = ["outcome", "direction"]
    list_select_related = ["agreement", "asked_by"]
    search_fields = [*OF_AGREEMENT, "public_id", "reason"]
    ordering = ["-asked_at", "-pk"]


@admin.register(PublicReport)
class PublicReportAdmin(WrittenAdmin):
    """Answered from the work list of the office that it came to."""

    list_display = ["receipt", "path", "agreement", "outcome", "reported_at"]
    list_filter = ["outcome", ProvinceFilter]
    search_fields = ["receipt", "path", "text", "agreement__registration_number"]
    ordering = ["-reported_at", "-pk"]


@admin.register(Document)
class DocumentAdmin(WrittenAdmin):
    list_display = ["__str__", "kind", "visibility", "agreement", "created_at"]
    list_filter = ["kind", "visibility"]
    search_fields = [*OF_AGREEMENT, "title", "public_id"]
    ordering = ["-pk"]


@admin.register(DocumentVersion)
class DocumentVersionAdmin(SchoolsReadOnlyAdmin):
    """Files themselves are opened on the working pages, which know who may."""

    list_display = ["document", "number", "original_name", "size", "pages", "uploaded_at"]
    list_filter = ["rendering"]
    list_select_related = ["document"]
    search_fields = ["original_name", "sha256_uploaded", "sha256_stored", "document__public_id"]
    ordering = ["-uploaded_at", "-pk"]


@admin.register(DocumentPage)
class DocumentPageAdmin(SchoolsReadOnlyAdmin):
    list_display = ["version", "number", "width", "height"]
    list_filter = ["version__document__kind"]
    list_select_related = ["version"]
    search_fields = ["version__original_name", "version__document__public_id"]
    ordering = ["-version", "number", "pk"]


@admin.register(Upload)
class UploadAdmin(SchoolsReadOnlyAdmin):
    list_display = ["original_name", "content_type", "size", "agreement", "uploaded_at"]
    list_filter = ["content_type"]
    list_select_related = ["agreement"]
    search_fields = [*OF_AGREEMENT, "original_name", "sha256_uploaded"]
    ordering = ["-uploaded_at", "-pk"]


@admin.register(AgreementImport)
class AgreementImportAdmin(SchoolsReadOnlyAdmin):
    list_display = ["file_name", "state", "school", "office", "read", "created_at"]
    list_filter = ["state"]
    list_select_related = ["school", "office"]
    search_fields = ["file_name", "public_id", "school__name", "office__name"]
    ordering = ["-created_at", "-pk"]


@admin.register(AgreementImportRow)
class AgreementImportRowAdmin(SchoolsReadOnlyAdmin):
    list_display = ["run", "number", "outcome", "name", "partner", "agreement"]
    list_filter = ["outcome", "undo"]
    list_select_related = ["run", "partner", "agreement"]
    search_fields = ["name", "run__file_name", "partner__name"]
    ordering = ["-run", "number", "pk"]


@admin.register(RegistrationCounter)
class RegistrationCounterAdmin(SchoolsReadOnlyAdmin):
    """The last number given in a province and year; never set back."""

    list_display = ["province", "year", "last"]
    list_filter = ["year"]
    search_fields = ["province"]
    ordering = ["province", "-year", "pk"]


@admin.register(RegisterFigures)
class RegisterFiguresAdmin(SchoolsReadOnlyAdmin):
    """How the register stood day by day, as the front page of a large one shows it."""

    list_display = ["on", "recorded", "verified", "ending", "signing_schools", "covered_offers"]
    list_filter = ["on"]
    search_fields = ["on"]
    ordering = ["-on", "pk"]


@admin.register(ProvinceCoverage)
class ProvinceCoverageAdmin(SchoolsReadOnlyAdmin):
    """What the map of a large register last counted, province by province."""

    list_display = ["province", "on", "counted_at"]
    list_filter = [ProvinceFilter]
    list_select_related = ["province"]
    search_fields = ["province__name"]
    fields = ["province", "on", "counted_at"]
    ordering = ["province", "pk"]


@admin.register(VerificationRule)
class VerificationRuleAdmin(SchoolsReferenceAdmin):
    """What an office must look at; changed by ending a rule and beginning another."""

    list_display = ["condition", "level", "province", "share", "since", "until", "basis"]
    list_filter = ["condition", "level", ProvinceFilter]
    list_select_related = ["province"]
    search_fields = ["basis", "province__name", "condition"]
    autocomplete_fields = ["province"]
    ordering = ["condition", "-since", "pk"]


register_events(
    Agreement, Instrument, Party, Signatory, Witness, Term, Scope, NamedConcentration, NamedSite,
    CoverageRule, Obligation, Suspension, StillRunning, LetEnd, Use, Transition, VerificationRule,
    VerificationTask, Answer, Correction, PublicReport, Document, DocumentVersion, AgreementImport,
)  # fmt: skip

"""The tables of placements, to look things up; all of it changes on the pages at work only."""

from django.contrib import admin

from accounts.maintenance.events import register_events
from partnerships.placements.models import (
    AssignmentRules,
    Booking,
    Hosting,
    InsuredPlacement,
    LearningGoal,
    Letterhead,
    LetterPlacement,
    MarkWeights,
    MentorLink,
    Opening,
    PartnerLink,
    PeriodBlock,
    PeriodConcentration,
    PeriodSupervisor,
    PlacementPeriod,
    RuleChange,
    SeatGrant,
    VisitedPlacement,
)
from schools.maintenance import SchoolsReadOnlyAdmin


@admin.register(PlacementPeriod)
class PlacementPeriodAdmin(SchoolsReadOnlyAdmin):
    list_display = ["name", "school", "school_year", "grade", "hours_per_day"]
    list_filter = ["school_year", "grade"]
    list_select_related = ["school"]
    search_fields = ["name", "school__search_text"]
    ordering = ["school__sort_key", "-school_year", "name", "pk"]


@admin.register(PeriodBlock)
class PeriodBlockAdmin(SchoolsReadOnlyAdmin):
    list_display = ["period", "since", "until", "weekdays"]
    list_filter = ["since"]
    list_select_related = ["period"]
    search_fields = ["period__name"]
    ordering = ["-since", "pk"]


@admin.register(PeriodSupervisor)
class PeriodSupervisorAdmin(SchoolsReadOnlyAdmin):
    list_display = ["period", "membership", "most_pupils"]
    list_filter = ["period__school_year"]
    list_select_related = ["period", "membership"]
    search_fields = ["period__name", "membership__user__name"]
    ordering = ["period__name", "pk"]


@admin.register(RuleChange)
class RuleChangeAdmin(SchoolsReadOnlyAdmin):
    list_display = ["rule", "province", "level", "number", "since", "until"]
    list_filter = ["province", "level"]
    list_select_related = ["province"]
    search_fields = ["rule", "because", "province__name"]
    ordering = ["province__code", "rule", "-since", "pk"]


@admin.register(Letterhead)
class LetterheadAdmin(SchoolsReadOnlyAdmin):
    list_display = ["school", "name", "paper", "acting", "position"]
    list_filter = ["paper", "acting"]
    list_select_related = ["school"]
    search_fields = ["school__search_text", "name"]
    ordering = ["school__sort_key", "pk"]


@admin.register(AssignmentRules)
class AssignmentRulesAdmin(SchoolsReadOnlyAdmin):
    list_display = ["period", "agreement", "distance", "least_together", "updated_at"]
    list_filter = ["agreement", "distance"]
    list_select_related = ["period"]
    search_fields = ["period__name", "period__school__search_text"]
    ordering = ["-updated_at", "-pk"]


@admin.register(Hosting)
class HostingAdmin(SchoolsReadOnlyAdmin):
    list_display = ["partner", "school_year", "answer", "told_to_school", "answered_on"]
    list_filter = ["school_year", "answer", "obstacle"]
    list_select_related = ["partner", "told_to_school"]
    search_fields = ["partner__search_text"]
    ordering = ["partner__sort_key", "-school_year", "pk"]


@admin.register(Opening)
class OpeningAdmin(SchoolsReadOnlyAdmin):
    list_display = ["hosting", "site", "concentration", "since", "until", "seats"]
    list_filter = ["since", "shift"]
    list_select_related = ["hosting", "site", "concentration"]
    search_fields = ["hosting__partner__search_text"]
    ordering = ["-since", "pk"]


@admin.register(SeatGrant)
class SeatGrantAdmin(SchoolsReadOnlyAdmin):
    list_display = ["opening", "school", "seats"]
    list_filter = ["opening__since"]
    list_select_related = ["opening", "school"]
    search_fields = ["school__search_text"]
    ordering = ["school__sort_key", "pk"]


@admin.register(Booking)
class BookingAdmin(SchoolsReadOnlyAdmin):
    list_display = ["opening", "period", "seats", "booked_at", "released_at"]
    list_filter = ["booked_at"]
    list_select_related = ["opening", "period"]
    search_fields = ["period__name", "period__school__search_text"]
    ordering = ["-booked_at", "-pk"]


@admin.register(PartnerLink)
class PartnerLinkAdmin(SchoolsReadOnlyAdmin):
    list_display = ["contact", "school", "issued_at", "expires_at", "revoked_at"]
    list_filter = ["issued_at"]
    list_select_related = ["contact", "school"]
    search_fields = ["contact__name", "school__search_text"]
    exclude = ["token_hash", "pin_hash"]
    ordering = ["-issued_at", "-pk"]


@admin.register(MentorLink)
class MentorLinkAdmin(PartnerLinkAdmin):
    pass


@admin.register(LearningGoal)
class LearningGoalAdmin(SchoolsReadOnlyAdmin):
    list_display = ["text", "element", "school", "concentration", "retired_at"]
    list_filter = ["element"]
    list_select_related = ["school", "concentration"]
    search_fields = ["text", "school__search_text"]
    ordering = ["school__sort_key", "element", "position", "pk"]


@admin.register(MarkWeights)
class MarkWeightsAdmin(SchoolsReadOnlyAdmin):
    list_display = ["period", "host", "supervisor", "report", "presence"]
    list_filter = ["period__school_year"]
    list_select_related = ["period"]
    search_fields = ["period__name", "period__school__search_text"]
    ordering = ["-updated_at", "-pk"]


register_events(
    AssignmentRules,
    LearningGoal,
    MarkWeights,
    MentorLink,
    PartnerLink,
    PlacementPeriod,
    PeriodBlock,
    PeriodConcentration,
    PeriodSupervisor,
    Hosting,
    Opening,
    SeatGrant,
    Booking,
    RuleChange,
    Letterhead,
    LetterPlacement,
    VisitedPlacement,
    InsuredPlacement,
)

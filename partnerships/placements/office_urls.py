"""Where an office sets the rules of PKL, sees what schools let pass, and counts."""

from django.urls import path

from partnerships.placements.views import oversight, rules

RULES = "kerja/pkl/aturan/"
RULE = RULES + "<str:rule>/"
OVERRIDES = "kerja/pkl/pengecualian/"

urlpatterns = [
    path(RULES, rules.rules, name="rules"),
    path(RULE, rules.rule, name="rule"),
    path(RULE + "ubah/", rules.rule_change, name="rule_change"),
    path(RULE + "<str:since>/tarik/", rules.rule_withdraw, name="rule_withdraw"),
    path(OVERRIDES, oversight.overrides, name="overrides"),
    path(OVERRIDES + "dilihat/", oversight.overrides_seen, name="overrides_seen"),
]

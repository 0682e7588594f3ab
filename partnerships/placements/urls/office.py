"""Where an office sets the rules of PKL, sees what schools let pass, and counts."""

from django.urls import path

from partnerships.placements.views import figures, oversight, rules

RULES = "kerja/pkl/aturan/"
RULE = RULES + "<str:rule>/"
OVERRIDES = "kerja/pkl/pengecualian/"
FIGURES = "kerja/pkl/angka/"

urlpatterns = [
    path(RULES, rules.rules, name="rules"),
    path(RULE, rules.rule, name="rule"),
    path(RULE + "ubah/", rules.rule_change, name="rule_change"),
    path(RULE + "<str:since>/tarik/", rules.rule_withdraw, name="rule_withdraw"),
    path(OVERRIDES, oversight.overrides, name="overrides"),
    path(OVERRIDES + "dilihat/", oversight.overrides_seen, name="overrides_seen"),
    path(FIGURES, figures.figures, name="figures"),
    path(FIGURES + "unduh.csv", figures.figures_file, name="figures_file"),
    path(FIGURES + "<str:key>/", figures.figures_of_school, name="figures_of_school"),
]

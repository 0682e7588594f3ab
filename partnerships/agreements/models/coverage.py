"""For whom an agreement holds: schools by list or by a dated rule, konsentrasi, sites, items."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Case, Q, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from accounts.history import track
from accounts.records import choices_check
from partnerships.agreements.models.instruments import Versioned, VersionedQuerySet
from partnerships.agreements.models.kinds import ITEM_UNITS, Item, Unit
from partnerships.agreements.models.parties import HANDED_IN, WHERE_IT_LIES
from partnerships.agreements.triggers import children_closed_after_draft, touches_search
from partnerships.partners.models import Partner, Site
from schools.models.expertise import Concentration
from schools.models.groups import SchoolGroup
from schools.models.regions import Region
from schools.models.schools import School

# The rows by which a scope names things hang on the agreement through it.
SCOPE = ("agreements_scope", "scope_id")


class CoverageKind(models.TextChoices):
    SCHOOL = "school", _("Sekolah tertentu")
    REGION = "region", _("Semua SMK di wilayah")
    STATE_SCHOOLS = "state", _("Semua SMK negeri di wilayah")
    CONCENTRATION = "concentration", _("SMK di wilayah dengan konsentrasi keahlian")
    FOUNDATION = "foundation", _("Sekolah satu yayasan")
    GROUP = "group", _("Anggota kelompok, misalnya MKKS")


class CoverageRuleQuerySet(VersionedQuerySet):
    def with_names(self) -> "CoverageRuleQuerySet":
        return self.select_related("school", "region", "concentration", "group", "foundation")


# Rules that hold within a region, and those that a name on paper may stand for.
PLACED = [CoverageKind.REGION, CoverageKind.STATE_SCHOOLS, CoverageKind.CONCENTRATION]
BY_NAME = [CoverageKind.FOUNDATION, CoverageKind.GROUP]


@track()
class CoverageRule(Versioned):
    """For which schools an agreement holds, apart from who signed it.

    A listed school or a rule that later schools fall under too. A school is covered directly
    when it is a party itself, otherwise under the umbrella of those that signed. A group or a
    foundation that is known by name only, as printed, reaches nobody until somebody says which
    one is meant.
    """

    merge_policy = {"school": "fold", "foundation": "fold"}
    merge_province = {"foundation": WHERE_IT_LIES}
    relies_on_partner = {"foundation": HANDED_IN}

    Kind = CoverageKind

    kind = models.CharField(
        _("aturan"), max_length=15, choices=CoverageKind.choices, default=CoverageKind.SCHOOL
    )
    school = models.ForeignKey(
        School,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="coverage_rules",
        verbose_name=_("sekolah"),
    )
    region = models.ForeignKey(
        Region,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("wilayah"),
    )
    concentration = models.ForeignKey(
        Concentration,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("konsentrasi keahlian"),
    )
    group = models.ForeignKey(
        SchoolGroup,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="coverage_rules",
        verbose_name=_("kelompok sekolah"),
    )
    foundation = models.ForeignKey(
        Partner,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="coverage_rules",
        verbose_name=_("yayasan"),
    )
    name = models.CharField(
        _("nama seperti tertulis"),
        max_length=200,
        blank=True,
        help_text=_("Yayasan atau kelompok seperti tercantum pada naskah."),
    )

    objects = CoverageRuleQuerySet.as_manager()  # type: ignore[misc]  # in the place of Versioned's

    class Meta:
        verbose_name = _("cakupan sekolah")
        verbose_name_plural = _("cakupan sekolah")
        ordering = ["agreement", "pk"]
        triggers = [
            children_closed_after_draft("coveragerule"),
            *touches_search(
                "agreement_id", "during", "region_id", "group_id", "foundation_id", "name"
            ),
        ]
        indexes = [
            models.Index(fields=["kind", "region"], name="agreements_rule_by_region"),
        ]
        constraints = [
            choices_check("kind", CoverageKind),
            models.CheckConstraint(
                condition=Q(kind="school", school__isnull=False)
                | Q(kind__in=["region", "state"], region__isnull=False)
                | Q(kind="concentration", region__isnull=False, concentration__isnull=False)
                | (Q(kind="foundation") & (Q(foundation__isnull=False) | ~Q(name="")))
                | (Q(kind="group") & (Q(group__isnull=False) | ~Q(name=""))),
                name="agreements_coveragerule_complete",
                violation_error_message=_("Lengkapi sekolah, wilayah, atau nama untuk aturan ini."),
            ),
            models.CheckConstraint(
                condition=(Q(kind="school") | Q(school__isnull=True))
                & (Q(kind__in=PLACED) | Q(region__isnull=True))
                & (Q(kind="concentration") | Q(concentration__isnull=True))
                & (Q(kind="foundation") | Q(foundation__isnull=True))
                & (Q(kind="group") | Q(group__isnull=True))
                & (Q(kind__in=["foundation", "group"]) | Q(name="")),
                name="agreements_coveragerule_nothing_besides",
                violation_error_message=_("Isian ini tidak termasuk aturan tersebut."),
            ),
            ExclusionConstraint(
                name="agreements_coveragerule_once",
                expressions=[
                    ("agreement", RangeOperators.EQUAL),
                    ("kind", RangeOperators.EQUAL),
                    (Coalesce("school", 0), RangeOperators.EQUAL),
                    (Coalesce("region", 0), RangeOperators.EQUAL),
                    (Coalesce("concentration", 0), RangeOperators.EQUAL),
                    (Coalesce("group", 0), RangeOperators.EQUAL),
                    (Coalesce("foundation", 0), RangeOperators.EQUAL),
                    ("name", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("Cakupan ini sudah tercantum."),
            ),
            # Rows of an amendment that waits hold on no day, and so overlap none.
            models.UniqueConstraint(
                "instrument",
                "kind",
                Coalesce("school", 0),
                Coalesce("region", 0),
                Coalesce("concentration", 0),
                Coalesce("group", 0),
                Coalesce("foundation", 0),
                "name",
                condition=Q(during__isempty=True),
                name="agreements_coveragerule_once_in_waiting",
                violation_error_message=_("Cakupan ini sudah tercantum."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())

    @property
    def sentence(self) -> str:
        """What the rule says, in words; reads what it names."""
        match self.kind:
            case self.Kind.SCHOOL:
                return str(self.school)
            case self.Kind.REGION:
                return _("Semua SMK di %(region)s") % {"region": self.region}
            case self.Kind.STATE_SCHOOLS:
                return _("Semua SMK negeri di %(region)s") % {"region": self.region}
            case self.Kind.CONCENTRATION:
                return _("SMK di %(region)s dengan %(concentration)s") % {
                    "region": self.region,
                    "concentration": self.concentration,
                }
            case self.Kind.FOUNDATION:
                return _("Sekolah di bawah %(name)s") % {"name": self.called}
            case _other:
                return _("Anggota %(name)s") % {"name": self.called}

    @property
    def called(self) -> str:
        """The foundation or group by the name in its list, else as printed."""
        return str(self.foundation or self.group or self.name)

    @property
    def is_name_only(self) -> bool:
        """Whether nobody has said yet which foundation or group the printed name means."""
        return self.kind in BY_NAME and not (self.foundation_id or self.group_id)


class Extent(models.TextChoices):
    ALL = "all", _("Semua")
    NAMED = "named", _("Yang disebut")
    UNKNOWN = "unknown", _("Belum diketahui")


@track()
class Scope(Versioned):
    """Which konsentrasi and which sites of the partner an agreement covers, and its promise."""

    merge_policy = {"sites": "keep"}

    concentration_extent = models.CharField(
        _("konsentrasi keahlian"), max_length=8, choices=Extent.choices, default=Extent.UNKNOWN
    )
    concentrations = models.ManyToManyField(
        Concentration, blank=True, verbose_name=_("konsentrasi yang disebut")
    )
    site_extent = models.CharField(
        _("lokasi mitra"), max_length=8, choices=Extent.choices, default=Extent.ALL
    )
    sites = models.ManyToManyField(Site, blank=True, verbose_name=_("lokasi yang disebut"))
    purpose = models.TextField(_("maksud dan tujuan"), blank=True)
    commitment = models.TextField(
        _("isi janji para pihak"), blank=True, help_text=_("Ringkas, dengan kata-kata sendiri.")
    )

    class Meta:
        verbose_name = _("ruang lingkup")
        verbose_name_plural = _("ruang lingkup")
        ordering = ["agreement", "pk"]
        triggers = [
            children_closed_after_draft("scope"),
            *touches_search(
                "agreement_id",
                "during",
                "purpose",
                "commitment",
                only="purpose <> '' OR commitment <> ''",
            ),
        ]
        constraints = [
            choices_check("concentration_extent", Extent),
            choices_check("site_extent", Extent),
            ExclusionConstraint(
                name="agreements_scope_one_at_a_time",
                expressions=[
                    ("agreement", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("Ruang lingkup untuk masa itu sudah ada."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_concentration_extent_display())


@track(is_link=True)
class NamedConcentration(Scope.concentrations.through):  # type: ignore[name-defined]  # a table that Django makes
    """A konsentrasi that an agreement names."""

    class Meta:
        proxy = True
        verbose_name = _("konsentrasi yang disebut")
        verbose_name_plural = _("konsentrasi yang disebut")
        triggers = [children_closed_after_draft("named_concentration", of=SCOPE)]

    def __str__(self) -> str:
        return f"{self.scope_id}: {self.concentration_id}"


@track(is_link=True)
class NamedSite(Scope.sites.through):  # type: ignore[name-defined]  # a table that Django makes
    """A site of the partner that an agreement names."""

    class Meta:
        proxy = True
        verbose_name = _("lokasi yang disebut")
        verbose_name_plural = _("lokasi yang disebut")
        triggers = [children_closed_after_draft("named_site", of=SCOPE)]

    def __str__(self) -> str:
        return f"{self.scope_id}: {self.site_id}"


@track()
class Obligation(Versioned):
    """A link-and-match item that the parties promise, with one quantity where any is named.

    What is promised in two units, as twelve seats for six months, is two rows of the item.
    Item 3 asks for at least 50 hours per semester and program, item 4 for at least one semester
    (the ministry's link and match "8+i").
    """

    item = models.CharField(_("butir"), max_length=1, choices=Item.choices)
    quantity = models.DecimalField(
        _("jumlah"), max_digits=15, decimal_places=2, null=True, blank=True
    )
    unit = models.CharField(_("satuan"), max_length=12, choices=Unit.choices, blank=True)
    detail = models.CharField(_("keterangan"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("butir link and match")
        verbose_name_plural = _("butir link and match")
        ordering = ["agreement", "item", "pk"]
        triggers = [
            children_closed_after_draft("obligation"),
            *touches_search("agreement_id", "during", "detail", only="detail <> ''"),
        ]
        indexes = [models.Index(fields=["item", "agreement"], name="agreements_by_item")]
        constraints = [
            choices_check("item", Item),
            choices_check("unit", Unit, allow=[""]),
            models.CheckConstraint(
                condition=Q(quantity__isnull=True, unit="") | (Q(quantity__gt=0) & ~Q(unit="")),
                name="agreements_obligation_quantity_with_unit",
                violation_error_message=_("Jumlah lebih dari nol dan satuannya diisi bersama."),
            ),
            ExclusionConstraint(
                name="agreements_obligation_once",
                expressions=[
                    ("agreement", RangeOperators.EQUAL),
                    ("item", RangeOperators.EQUAL),
                    ("unit", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("Butir ini sudah tercantum dengan satuan itu."),
            ),
            # A row without a quantity says that the paper names none: it stands alone.
            ExclusionConstraint(
                name="agreements_obligation_blank_alone",
                expressions=[
                    ("agreement", RangeOperators.EQUAL),
                    ("item", RangeOperators.EQUAL),
                    (Case(When(unit="", then=0), default=1), RangeOperators.NOT_EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("Butir ini sudah tercantum tanpa jumlah."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_item_display())

    @property
    def place_of_unit(self) -> int:
        """Where the unit comes among those of its item; unusual ones last, as in old records."""
        usual = ITEM_UNITS[Item(self.item)]
        return usual.index(Unit(self.unit)) if self.unit in usual else len(usual)

"""What is known of a school over time: names, heads, contacts, konsentrasi, figures."""

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from accounts.history import track
from accounts.records import choices_check
from schools.models.dates import DatedQuerySet, Precision, during, in_order
from schools.models.expertise import Concentration
from schools.models.schools import School
from schools.models.sources import Source, source_field

# An update of a name column makes the school's own trigger write its search text anew.
TOUCH_SCHOOL = """
    UPDATE schools_school SET official_name = official_name WHERE id IN ({schools});
    RETURN NULL;
"""


class NameKind(models.TextChoices):
    FORMER = "former", _("Nama resmi terdahulu")
    SPOKEN = "spoken", _("Sebutan")
    PRESS = "press", _("Nama di berita")


class Standing(models.TextChoices):
    DEFINITIVE = "definitif", _("Definitif")
    PLT = "plt", _("Plt.")
    PLH = "plh", _("Plh.")
    PJ = "pj", _("Pj.")


class ContactKind(models.TextChoices):
    PHONE = "phone", _("Telepon")
    WHATSAPP = "whatsapp", _("WhatsApp")
    EMAIL = "email", _("Surel")
    WEB = "web", _("Situs web")


class FigureKind(models.TextChoices):
    PUPILS = "pupils", _("Murid")
    TEACHERS = "teachers", _("Guru")
    STAFF = "staff", _("Tenaga kependidikan")
    CLASSES = "classes", _("Rombongan belajar")
    ROOMS = "rooms", _("Ruang kelas")
    LAND_HA = "land_ha", _("Luas lahan (hektare)")


@pgtrigger.register(
    pgtrigger.Trigger(
        name="search_text_on_insert",
        when=pgtrigger.After,
        operation=pgtrigger.Insert,
        func=TOUCH_SCHOOL.format(schools="NEW.school_id"),
    ),
    pgtrigger.Trigger(
        name="search_text_on_update",
        when=pgtrigger.After,
        operation=pgtrigger.UpdateOf("name", "school_id"),
        func=TOUCH_SCHOOL.format(schools="OLD.school_id, NEW.school_id"),
    ),
    pgtrigger.Trigger(
        name="search_text_on_delete",
        when=pgtrigger.After,
        operation=pgtrigger.Delete,
        func=TOUCH_SCHOOL.format(schools="OLD.school_id"),
    ),
)
@track()
class SchoolName(models.Model):
    """Another name by which people look for the school: a former one, a nickname, the press's."""

    merge_policy = {"school": "fold"}

    school = models.ForeignKey(
        School, on_delete=models.CASCADE, related_name="names", verbose_name=_("sekolah")
    )
    kind = models.CharField(_("jenis"), max_length=6, choices=NameKind.choices)
    name = models.CharField(_("nama"), max_length=150)
    since = models.DateField(_("mulai"), null=True, blank=True)
    until = models.DateField(_("sampai dengan"), null=True, blank=True)
    source = source_field()

    class Meta:
        verbose_name = _("nama lain sekolah")
        verbose_name_plural = _("nama lain sekolah")
        ordering = ["school", "kind", "name", "pk"]
        constraints = [
            choices_check("kind", NameKind),
            models.CheckConstraint(
                condition=~Q(name=""),
                name="schools_schoolname_name_given",
                violation_error_message=_("Isi namanya."),
            ),
            models.UniqueConstraint(
                "school",
                Lower("name"),
                "kind",
                name="schools_schoolname_once",
                violation_error_message=_("Nama ini sudah tercatat."),
            ),
            in_order("schools_schoolname_dates_in_order"),
        ]

    def __str__(self) -> str:
        return self.name


@track()
class SchoolHead(models.Model):
    """Who leads or led the school, with titles as printed, and whether by acting order."""

    merge_policy = {"school": "fold"}

    school = models.ForeignKey(
        School, on_delete=models.CASCADE, related_name="heads", verbose_name=_("sekolah")
    )
    name = models.CharField(
        _("nama"), max_length=150, help_text=_("Dengan gelar, seperti tercetak.")
    )
    standing = models.CharField(
        _("kedudukan"), max_length=9, choices=Standing.choices, default=Standing.DEFINITIVE
    )
    acting_for = models.CharField(
        _("menggantikan"), max_length=150, blank=True, help_text=_("Untuk Plt., Plh., dan Pj.")
    )
    nip = models.CharField(_("NIP"), max_length=18, blank=True)
    since = models.DateField(_("mulai"), null=True, blank=True)
    until = models.DateField(_("sampai dengan"), null=True, blank=True)
    known_on = models.DateField(
        _("diketahui menjabat pada"),
        null=True,
        blank=True,
        help_text=_("Hari ketika sumber menyebutnya, bila tanggal mulainya tidak diketahui."),
    )
    source = source_field()

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("kepala sekolah")
        verbose_name_plural = _("kepala sekolah")
        ordering = ["school", models.F("since").desc(nulls_last=True), "-known_on", "-pk"]
        constraints = [
            choices_check("standing", Standing),
            models.CheckConstraint(
                condition=~Q(name=""),
                name="schools_schoolhead_name_given",
                violation_error_message=_("Isi nama kepala sekolah."),
            ),
            models.CheckConstraint(
                condition=Q(nip="") | Q(nip__regex=r"^[0-9]{18}$"),
                name="schools_schoolhead_nip_shape",
                violation_error_message=_("NIP terdiri atas 18 angka."),
            ),
            models.CheckConstraint(
                condition=Q(acting_for="") | ~Q(standing="definitif"),
                name="schools_schoolhead_definitive_acts_for_nobody",
                violation_error_message=_("Kepala definitif tidak menggantikan orang lain."),
            ),
            in_order("schools_schoolhead_dates_in_order"),
            in_order("schools_schoolhead_known_before_end", since="known_on"),
            ExclusionConstraint(
                name="schools_schoolhead_one_definitive",
                expressions=[
                    ("school", RangeOperators.EQUAL),
                    (during("since", "known_on"), RangeOperators.OVERLAPS),
                ],
                condition=Q(standing="definitif"),
                violation_error_message=_(
                    "Pada waktu itu sudah ada kepala definitif; akhiri dulu masa jabatannya."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def position(self) -> str:
        """`Kepala Sekolah` or `Plt. Kepala Sekolah`, as below a signature."""
        title = str(_("Kepala Sekolah"))
        if self.standing == Standing.DEFINITIVE:
            return title
        return f"{self.get_standing_display()} {title}"


@track()
class SchoolContact(models.Model):
    """A way to reach the school, public or for signed-in people only."""

    merge_policy = {"school": "fold"}

    school = models.ForeignKey(
        School, on_delete=models.CASCADE, related_name="contacts", verbose_name=_("sekolah")
    )
    kind = models.CharField(_("jenis"), max_length=8, choices=ContactKind.choices)
    value = models.CharField(_("nomor atau alamat"), max_length=200)
    label = models.CharField(
        _("keterangan"), max_length=80, blank=True, help_text=_("Misalnya: tata usaha.")
    )
    is_public = models.BooleanField(_("tampil untuk umum"), default=False)
    ended_on = models.DateField(_("tidak dipakai sejak"), null=True, blank=True)

    class Meta:
        verbose_name = _("kontak sekolah")
        verbose_name_plural = _("kontak sekolah")
        ordering = ["school", "kind", "value", "pk"]
        constraints = [
            choices_check("kind", ContactKind),
            models.CheckConstraint(
                condition=~Q(value=""),
                name="schools_schoolcontact_value_given",
                violation_error_message=_("Isi nomor atau alamatnya."),
            ),
            models.CheckConstraint(
                condition=~Q(kind="web") | Q(value__regex=r"^https?://"),
                name="schools_schoolcontact_web_address",
                violation_error_message=_("Alamat web diawali http:// atau https://."),
            ),
            models.CheckConstraint(
                condition=~Q(kind="email") | Q(value__regex=r"^[^@\s]+@[^@\s]+\.[^@\s]+$"),
                name="schools_schoolcontact_email_shape",
                violation_error_message=_("Alamat surel tidak lengkap."),
            ),
            models.UniqueConstraint(
                "school",
                "kind",
                Lower("value"),
                condition=Q(ended_on__isnull=True),
                name="schools_schoolcontact_once",
                violation_error_message=_("Kontak ini sudah tercatat."),
            ),
        ]

    def __str__(self) -> str:
        return self.value


@track()
class SchoolConcentration(models.Model):
    """A konsentrasi keahlian that the school offers or offered."""

    merge_policy = {"school": "fold"}

    school = models.ForeignKey(
        School, on_delete=models.CASCADE, related_name="concentrations", verbose_name=_("sekolah")
    )
    concentration = models.ForeignKey(
        Concentration,
        on_delete=models.PROTECT,
        related_name="offers",
        verbose_name=_("konsentrasi keahlian"),
    )
    since = models.DateField(_("dibuka sejak"), null=True, blank=True)
    until = models.DateField(_("sampai dengan"), null=True, blank=True)
    source = source_field()

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("konsentrasi keahlian sekolah")
        verbose_name_plural = _("konsentrasi keahlian sekolah")
        ordering = ["school", "concentration__sort_key", "since", "pk"]
        constraints = [
            in_order("schools_schoolconcentration_dates_in_order"),
            ExclusionConstraint(
                name="schools_schoolconcentration_once_at_a_time",
                expressions=[
                    ("school", RangeOperators.EQUAL),
                    ("concentration", RangeOperators.EQUAL),
                    (during("since"), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("Konsentrasi ini sudah tercatat untuk waktu yang sama."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.concentration)


@track()
class SchoolFigure(models.Model):
    """A number that one source gives for one day; sources may disagree, and all are shown."""

    merge_policy = {"school": "fold"}

    school = models.ForeignKey(
        School, on_delete=models.CASCADE, related_name="figures", verbose_name=_("sekolah")
    )
    kind = models.CharField(_("hal"), max_length=8, choices=FigureKind.choices)
    value = models.DecimalField(_("jumlah"), max_digits=12, decimal_places=2, null=True, blank=True)
    printed_value = models.CharField(
        _("seperti tertulis"),
        max_length=80,
        blank=True,
        help_text=_("Misalnya: puluhan, dua hektar."),
    )
    as_of = models.DateField(_("per tanggal"))
    precision = models.CharField(
        _("ketelitian tanggal"), max_length=5, choices=Precision.choices, default=Precision.DAY
    )
    printed_date = models.CharField(_("tanggal seperti tertulis"), max_length=80, blank=True)
    source = models.ForeignKey(
        Source, on_delete=models.PROTECT, related_name="+", verbose_name=_("sumber")
    )

    class Meta:
        verbose_name = _("angka sekolah")
        verbose_name_plural = _("angka sekolah")
        ordering = ["school", "kind", "-as_of", "pk"]
        constraints = [
            choices_check("kind", FigureKind),
            choices_check("precision", Precision),
            models.CheckConstraint(
                condition=Q(value__isnull=False, value__gte=0)
                | (Q(value__isnull=True) & ~Q(printed_value="")),
                name="schools_schoolfigure_value_given",
                violation_error_message=_("Isi jumlahnya, atau kata-kata yang dipakai sumber."),
            ),
            models.CheckConstraint(
                condition=(~Q(precision="month") | Q(as_of__day=1))
                & (~Q(precision="year") | Q(as_of__day=1, as_of__month=1)),
                name="schools_schoolfigure_first_possible_day",
                violation_error_message=_("Untuk bulan atau tahun, tulis hari pertamanya."),
            ),
            models.UniqueConstraint(
                fields=["school", "kind", "as_of", "source"],
                name="schools_schoolfigure_once",
                violation_error_message=_(
                    "Sumber ini sudah menyebut angka itu untuk tanggal yang sama."
                ),
            ),
        ]

    def __str__(self) -> str:
        return (
            f"{self.get_kind_display()} {self.printed_value if self.value is None else self.value}"
        )

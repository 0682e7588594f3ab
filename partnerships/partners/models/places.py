from decimal import Decimal
from math import asin, cos, radians, sin, sqrt
from typing import Any

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.records import both_or_neither, choices_check
from partnerships.partners.vocabulary import Country
from schools.models.regions import LATITUDES, LONGITUDES, Region

EARTH_RADIUS_KM = 6371.0088
# A kabupaten's point is its seat; the far end of the largest lies a few hundred km away.
DOUBTFUL_DISTANCE_KM = 150

FILL_REGIONS = """
    IF NEW.district_id IS NOT NULL THEN
        SELECT level, parent_id INTO region FROM schools_region WHERE id = NEW.district_id;
        IF region.level <> 'district'
                OR COALESCE(NEW.regency_id, region.parent_id) <> region.parent_id THEN
            RAISE EXCEPTION 'the district lies in another regency' USING
                ERRCODE = 'check_violation', CONSTRAINT = '%(table)s_district_in_regency',
                TABLE = '%(table)s';
        END IF;
        NEW.regency_id := region.parent_id;
    END IF;
    IF NEW.regency_id IS NOT NULL THEN
        SELECT level, parent_id INTO region FROM schools_region WHERE id = NEW.regency_id;
        IF region.level <> 'regency'
                OR COALESCE(NEW.province_id, region.parent_id) <> region.parent_id THEN
            RAISE EXCEPTION 'the regency lies in another province' USING
                ERRCODE = 'check_violation', CONSTRAINT = '%(table)s_regency_in_province',
                TABLE = '%(table)s';
        END IF;
        NEW.province_id := region.parent_id;
    END IF;
    IF NEW.province_id IS NOT NULL THEN
        SELECT level, parent_id INTO region FROM schools_region WHERE id = NEW.province_id;
        IF region.level <> 'province' THEN
            RAISE EXCEPTION 'this region is no province' USING
                ERRCODE = 'check_violation', CONSTRAINT = '%(table)s_province_is_one',
                TABLE = '%(table)s';
        END IF;
    END IF;
    RETURN NEW;
"""


def fill_regions(table: str) -> pgtrigger.Trigger:
    """Fills kabupaten/kota and province upwards, and refuses what does not lie in one another."""
    return pgtrigger.Trigger(
        name="fill_regions",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("province_id", "regency_id", "district_id"),
        declare=[("region", "record")],
        func=FILL_REGIONS % {"table": table},
    )


def region_violations(table: str) -> dict[str, tuple[str, str | Promise]]:
    """What the trigger's refusals mean to somebody who fills in a form."""
    return {
        f"{table}_district_in_regency": (
            "district",
            _("Kecamatan ini tidak berada di kabupaten/kota itu."),
        ),
        f"{table}_regency_in_province": (
            "regency",
            _("Kabupaten/kota ini tidak berada di provinsi itu."),
        ),
        f"{table}_province_is_one": ("province", _("Pilih sebuah provinsi.")),
    }


class Located(models.Model):
    """A place: an address in a region of Indonesia, or in another country."""

    country = models.CharField(
        _("negara"),
        max_length=2,
        choices=Country.choices,
        default=Country.ID,
        blank=True,
        help_text=_("Kosong bila belum diketahui."),
    )
    address = models.CharField(_("alamat"), max_length=250, blank=True)
    kelurahan = models.CharField(_("desa atau kelurahan"), max_length=80, blank=True)
    postal_code = models.CharField(_("kode pos"), max_length=10, blank=True)
    district = models.ForeignKey(
        Region,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to={"level": "district"},
        verbose_name=_("kecamatan"),
    )
    regency = models.ForeignKey(
        Region,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to={"level": "regency"},
        verbose_name=_("kabupaten/kota"),
    )
    province = models.ForeignKey(
        Region,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to={"level": "province"},
        verbose_name=_("provinsi"),
    )
    latitude = models.DecimalField(
        _("lintang"), max_digits=9, decimal_places=6, null=True, blank=True
    )
    longitude = models.DecimalField(
        _("bujur"), max_digits=9, decimal_places=6, null=True, blank=True
    )

    class Meta:
        abstract = True
        constraints = [
            choices_check("country", Country, allow=[""]),
            both_or_neither(
                "latitude",
                "longitude",
                message=_("Isi lintang dan bujur, atau kosongkan keduanya."),
            ),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True)
                | Q(latitude__range=LATITUDES, longitude__range=LONGITUDES)
                | (
                    ~Q(country="ID")
                    & Q(latitude__range=(-90, 90), longitude__range=(-180, 180))
                    & ~Q(latitude=0, longitude=0)
                ),
                name="%(app_label)s_%(class)s_coordinates_plausible",
                violation_error_message=_(
                    "Titik koordinat tidak masuk akal: di Indonesia lintang antara -12 dan 7, "
                    "bujur antara 94 dan 142."
                ),
            ),
            models.CheckConstraint(
                condition=Q(country="ID")
                | Q(province__isnull=True, regency__isnull=True, district__isnull=True),
                name="%(app_label)s_%(class)s_regions_in_indonesia",
                violation_error_message=_("Wilayah Indonesia hanya untuk alamat di Indonesia."),
            ),
            models.CheckConstraint(
                condition=Q(postal_code="") | ~Q(country="ID") | Q(postal_code__regex=r"^\d{5}$"),
                name="%(app_label)s_%(class)s_postal_code_shape",
                violation_error_message=_("Kode pos Indonesia terdiri atas 5 angka."),
            ),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.fill_regions()
        super().save(*args, **kwargs)

    @property
    def has_point(self) -> bool:
        return self.latitude is not None and self.longitude is not None

    @property
    def place(self) -> str:
        """`Kab. Lebak`, `Banten` or `Jepang`: as exactly as it is known, else empty."""
        region = self.regency or self.province
        if region:
            return region.short_name
        return str(self.get_country_display()) if self.country not in ("", "ID") else ""

    @property
    def full_address(self) -> str:
        """Street to province, without what is unknown."""
        parts = [self.address, self.kelurahan, self.district, self.regency, self.province]
        known = [str(part) for part in parts if part]
        if self.country not in ("", "ID"):
            known.append(str(self.get_country_display()))
        return " ".join([", ".join(known), self.postal_code]).strip()

    def fill_regions(self) -> None:
        """The same step upwards that the trigger takes, so that the instance shows it too."""
        if self.district_id and self.district and not self.regency_id:
            self.regency_id = self.district.parent_id
        if self.regency_id and self.regency and not self.province_id:
            self.province_id = self.regency.parent_id

    def point_doubts(self) -> list[str | Promise]:
        """Why the coordinates deserve a second look, in words; empty when they do not."""
        if self.latitude is None or self.longitude is None:
            return []
        doubts: list[str | Promise] = []
        if _is_whole(self.latitude) and _is_whole(self.longitude):
            doubts.append(_("Koordinat terpotong menjadi bilangan bulat."))
        if self._is_far_from_regency():
            doubts.append(_("Titik berada jauh dari kabupaten/kota yang disebut."))
        return doubts

    def _is_far_from_regency(self) -> bool:
        seat = self.regency
        if seat is None or seat.latitude is None or seat.longitude is None:
            return False
        here = (float(self.latitude or 0), float(self.longitude or 0))
        there = (float(seat.latitude), float(seat.longitude))
        return distance_km(here, there) > DOUBTFUL_DISTANCE_KM


def _is_whole(number: Decimal) -> bool:
    return Decimal(number) == Decimal(number).to_integral_value()


def distance_km(here: tuple[float, float], there: tuple[float, float]) -> float:
    """Great-circle distance between two (latitude, longitude) pairs in degrees."""
    (lat1, lon1), (lat2, lon2) = ((radians(a), radians(b)) for a, b in (here, there))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(sqrt(half))

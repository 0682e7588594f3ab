import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.core.serializers.json
import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
import phonenumber_field.modelfields
from django.conf import settings
from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension
from django.db import migrations, models

import accounts.records


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        # Trigrams for the search; equality beside ranges in exclusion constraints.
        TrigramExtension(),
        BtreeGistExtension(),
        migrations.CreateModel(
            name="SourceEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "public_id",
                    models.CharField(
                        default=accounts.records.new_public_id,
                        editable=False,
                        max_length=10,
                        verbose_name="alamat acak",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("register", "Basis data resmi"),
                            ("portal", "Portal pemerintah"),
                            ("press", "Pers"),
                            ("advertorial", "Pariwara berbayar (Adv)"),
                            ("school", "Sekolah"),
                        ],
                        max_length=12,
                        verbose_name="jenis sumber",
                    ),
                ),
                ("title", models.CharField(max_length=250, verbose_name="judul")),
                ("publisher", models.CharField(max_length=150, verbose_name="penerbit")),
                (
                    "published_on",
                    models.DateField(
                        blank=True,
                        help_text="Kosong bila sumber tidak menyebutnya.",
                        null=True,
                        verbose_name="tanggal terbit",
                    ),
                ),
                (
                    "published_precision",
                    models.CharField(
                        choices=[("day", "hari"), ("month", "bulan"), ("year", "tahun")],
                        default="day",
                        max_length=5,
                        verbose_name="ketelitian tanggal terbit",
                    ),
                ),
                (
                    "as_of",
                    models.DateField(
                        blank=True,
                        help_text="Hari yang diceritakan sumber; kosong bila tidak disebut.",
                        null=True,
                        verbose_name="keadaan per",
                    ),
                ),
                (
                    "as_of_precision",
                    models.CharField(
                        choices=[("day", "hari"), ("month", "bulan"), ("year", "tahun")],
                        default="day",
                        max_length=5,
                        verbose_name="ketelitian hari yang diceritakan",
                    ),
                ),
                (
                    "url",
                    models.CharField(
                        blank=True,
                        max_length=500,
                        validators=[django.core.validators.URLValidator(["http", "https"])],
                        verbose_name="alamat web",
                    ),
                ),
                (
                    "picture_credit",
                    models.CharField(blank=True, max_length=150, verbose_name="sumber gambar"),
                ),
                ("note", models.TextField(blank=True, verbose_name="catatan")),
            ],
            options={
                "verbose_name": "riwayat sumber",
                "verbose_name_plural": "riwayat sumber",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SupervisedSchoolEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
            ],
            options={
                "verbose_name": "riwayat sekolah binaan",
                "verbose_name_plural": "riwayat sekolah binaan",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ToldApart",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("told_at", models.DateTimeField(verbose_name="dinyatakan pada")),
            ],
            options={
                "verbose_name": "sekolah yang berbeda",
                "verbose_name_plural": "sekolah yang berbeda",
                "ordering": ["-told_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="ToldApartEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("told_at", models.DateTimeField(verbose_name="dinyatakan pada")),
            ],
            options={
                "verbose_name": "riwayat sekolah yang berbeda",
                "verbose_name_plural": "riwayat sekolah yang berbeda",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Decree",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=80, unique=True, verbose_name="nomor")),
                ("title", models.CharField(max_length=200, verbose_name="tentang")),
                ("since", models.DateField(blank=True, null=True, verbose_name="berlaku sejak")),
                (
                    "until",
                    models.DateField(blank=True, null=True, verbose_name="berlaku sampai dengan"),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schools.decree",
                        verbose_name="mengganti",
                    ),
                ),
            ],
            options={
                "verbose_name": "keputusan",
                "verbose_name_plural": "keputusan",
                "ordering": [
                    models.OrderBy(models.F("since"), descending=True, nulls_last=True),
                    "pk",
                ],
            },
        ),
        migrations.CreateModel(
            name="Concentration",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=8, verbose_name="kode")),
                ("name", models.CharField(max_length=120, verbose_name="nama")),
                (
                    "name_2022",
                    models.CharField(blank=True, max_length=120, verbose_name="nama tahun 2022"),
                ),
                (
                    "years",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Kosong bila belum diketahui.",
                        null=True,
                        verbose_name="lama belajar (tahun)",
                    ),
                ),
                (
                    "synonyms",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60),
                        blank=True,
                        default=list,
                        help_text="Huruf besar, dipisahkan koma: TKR, TKRO.",
                        size=None,
                        verbose_name="singkatan dan nama lama",
                    ),
                ),
                ("since", models.DateField(blank=True, null=True, verbose_name="berlaku sejak")),
                (
                    "until",
                    models.DateField(blank=True, null=True, verbose_name="berlaku sampai dengan"),
                ),
                ("sort_key", models.CharField(editable=False, max_length=20)),
                (
                    "replaced_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schools.concentration",
                        verbose_name="diganti oleh",
                    ),
                ),
                (
                    "decree",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="concentrations",
                        to="schools.decree",
                        verbose_name="keputusan",
                    ),
                ),
            ],
            options={
                "verbose_name": "konsentrasi keahlian",
                "verbose_name_plural": "konsentrasi keahlian",
                "ordering": ["sort_key", "pk"],
            },
        ),
        migrations.CreateModel(
            name="DecreeEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("number", models.CharField(max_length=80, verbose_name="nomor")),
                ("title", models.CharField(max_length=200, verbose_name="tentang")),
                ("since", models.DateField(blank=True, null=True, verbose_name="berlaku sejak")),
                (
                    "until",
                    models.DateField(blank=True, null=True, verbose_name="berlaku sampai dengan"),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="schools.decree",
                    ),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="schools.decree",
                        verbose_name="mengganti",
                    ),
                ),
            ],
            options={
                "verbose_name": "riwayat keputusan",
                "verbose_name_plural": "riwayat keputusan",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ExpertiseField",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=4, verbose_name="kode")),
                ("name", models.CharField(max_length=120, verbose_name="nama")),
                (
                    "name_2022",
                    models.CharField(blank=True, max_length=120, verbose_name="nama tahun 2022"),
                ),
                ("sort_key", models.CharField(editable=False, max_length=20)),
                (
                    "decree",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="fields",
                        to="schools.decree",
                        verbose_name="keputusan",
                    ),
                ),
            ],
            options={
                "verbose_name": "bidang keahlian",
                "verbose_name_plural": "bidang keahlian",
                "ordering": ["decree", "sort_key", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ExpertiseFieldEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("code", models.CharField(max_length=4, verbose_name="kode")),
                ("name", models.CharField(max_length=120, verbose_name="nama")),
                (
                    "name_2022",
                    models.CharField(blank=True, max_length=120, verbose_name="nama tahun 2022"),
                ),
                ("sort_key", models.CharField(editable=False, max_length=20)),
                (
                    "decree",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="schools.decree",
                        verbose_name="keputusan",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="schools.expertisefield",
                    ),
                ),
            ],
            options={
                "verbose_name": "riwayat bidang keahlian",
                "verbose_name_plural": "riwayat bidang keahlian",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ImportRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        default=accounts.records.new_public_id,
                        editable=False,
                        max_length=10,
                        unique=True,
                        verbose_name="alamat acak",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("prepared", "Pratinjau, belum diterapkan"),
                            ("applied", "Diterapkan"),
                            ("undone", "Dibatalkan"),
                        ],
                        default="prepared",
                        max_length=8,
                        verbose_name="keadaan",
                    ),
                ),
                ("file_name", models.CharField(max_length=200, verbose_name="berkas")),
                ("file_sha256", models.CharField(max_length=64, verbose_name="SHA-256 berkas")),
                ("form_token", models.UUIDField(editable=False, null=True, unique=True)),
                ("read", models.PositiveIntegerField(default=0, verbose_name="dibaca")),
                ("created_at", models.DateTimeField(verbose_name="dibaca pada")),
                (
                    "applied_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="diterapkan pada"),
                ),
                (
                    "worked_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="Tanda hidup terakhir dari pekerjaan latar; kosong bila tidak ada.",
                        null=True,
                        verbose_name="dikerjakan pada",
                    ),
                ),
                (
                    "undone_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="dibatalkan pada"),
                ),
                ("new", models.PositiveIntegerField(default=0, verbose_name="baru")),
                ("changed", models.PositiveIntegerField(default=0, verbose_name="berubah")),
                ("unchanged", models.PositiveIntegerField(default=0, verbose_name="tetap")),
                ("rejected", models.PositiveIntegerField(default=0, verbose_name="ditolak")),
                (
                    "missing",
                    models.PositiveIntegerField(default=0, verbose_name="tidak ada dalam berkas"),
                ),
                (
                    "missing_schools",
                    models.JSONField(
                        default=list, verbose_name="sekolah yang tidak ada dalam berkas"
                    ),
                ),
                (
                    "provinces",
                    models.JSONField(default=list, verbose_name="kode provinsi dalam berkas"),
                ),
                (
                    "worked_to",
                    models.PositiveIntegerField(
                        default=0,
                        editable=False,
                        help_text="Dari sini pekerjaan latar melanjutkan.",
                        verbose_name="dikerjakan sampai baris",
                    ),
                ),
                (
                    "applied_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="diterapkan oleh",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="dibaca oleh",
                    ),
                ),
                (
                    "undone_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="dibatalkan oleh",
                    ),
                ),
            ],
            options={
                "verbose_name": "impor daftar sekolah",
                "verbose_name_plural": "impor daftar sekolah",
                "ordering": ["-created_at", "-pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        default=accounts.records.new_public_id,
                        editable=False,
                        max_length=10,
                        unique=True,
                        verbose_name="alamat acak",
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("school_admin", "Admin sekolah"),
                            ("head", "Kepala sekolah"),
                            ("kaprog", "Ketua program keahlian"),
                            ("school_reader", "Pembaca sekolah"),
                            ("reviewer", "Verifikator"),
                            ("office_viewer", "Pembaca dinas"),
                            ("pengawas", "Pengawas sekolah"),
                            ("maintainer", "Pengelola data"),
                        ],
                        max_length=20,
                        verbose_name="peran",
                    ),
                ),
                ("since", models.DateField(verbose_name="mulai")),
                ("until", models.DateField(blank=True, null=True, verbose_name="sampai dengan")),
                ("confirmed_on", models.DateField(verbose_name="dipastikan pada")),
                (
                    "revoked_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="dicabut pada"),
                ),
                (
                    "concentrations",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Hanya untuk ketua program keahlian.",
                        to="schools.concentration",
                        verbose_name="konsentrasi yang dipimpin",
                    ),
                ),
                (
                    "granted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="diberikan oleh",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="pengguna",
                    ),
                ),
            ],
            options={
                "verbose_name": "keanggotaan",
                "verbose_name_plural": "keanggotaan",
                "ordering": ["user", "-since", "pk"],
            },
        ),
        migrations.CreateModel(
            name="LedConcentrationEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "concentration",
                    models.ForeignKey(
                        db_constraint=False,
                        db_tablespace="",
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="schools.concentration",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "membership",
                    models.ForeignKey(
                        db_constraint=False,
                        db_tablespace="",
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="schools.membership",
                    ),
                ),
            ],
            options={
                "verbose_name": "riwayat konsentrasi yang dipimpin",
                "verbose_name_plural": "riwayat konsentrasi yang dipimpin",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Office",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        default=accounts.records.new_public_id,
                        editable=False,
                        max_length=10,
                        unique=True,
                        verbose_name="alamat acak",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("province_education", "Dinas pendidikan provinsi"),
                            ("branch_education", "Cabang dinas pendidikan"),
                            ("governor", "Gubernur"),
                            ("secretariat", "Sekretariat daerah"),
                            ("agency", "Perangkat daerah lain"),
                            ("ministry", "Kementerian atau lembaga pusat"),
                        ],
                        max_length=20,
                        verbose_name="jenis",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="nama")),
                ("short_name", models.CharField(max_length=80, verbose_name="nama pendek")),
                ("address", models.CharField(blank=True, max_length=250, verbose_name="alamat")),
                ("phone", models.CharField(blank=True, max_length=40, verbose_name="telepon")),
                (
                    "email",
                    models.EmailField(blank=True, max_length=254, verbose_name="alamat surel"),
                ),
                ("sort_key", models.CharField(editable=False, max_length=200)),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="branches",
                        to="schools.office",
                        verbose_name="di bawah",
                    ),
                ),
            ],
            options={
                "verbose_name": "instansi",
                "verbose_name_plural": "instansi",
                "ordering": ["sort_key", "pk"],
            },
        ),
        migrations.AddField(
            model_name="membership",
            name="office",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="memberships",
                to="schools.office",
                verbose_name="instansi",
            ),
        ),
        migrations.CreateModel(
            name="ImportRunEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "public_id",
                    models.CharField(
                        default=accounts.records.new_public_id,
                        editable=False,
                        max_length=10,
                        verbose_name="alamat acak",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("prepared", "Pratinjau, belum diterapkan"),
                            ("applied", "Diterapkan"),
                            ("undone", "Dibatalkan"),
                        ],
                        default="prepared",
                        max_length=8,
                        verbose_name="keadaan",
                    ),
                ),
                ("file_name", models.CharField(max_length=200, verbose_name="berkas")),
                ("file_sha256", models.CharField(max_length=64, verbose_name="SHA-256 berkas")),
                ("form_token", models.UUIDField(editable=False, null=True)),
                ("read", models.PositiveIntegerField(default=0, verbose_name="dibaca")),
                ("created_at", models.DateTimeField(verbose_name="dibaca pada")),
                (
                    "applied_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="diterapkan pada"),
                ),
                (
                    "undone_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="dibatalkan pada"),
                ),
                ("new", models.PositiveIntegerField(default=0, verbose_name="baru")),
                ("changed", models.PositiveIntegerField(default=0, verbose_name="berubah")),
                ("unchanged", models.PositiveIntegerField(default=0, verbose_name="tetap")),
                ("rejected", models.PositiveIntegerField(default=0, verbose_name="ditolak")),
                (
                    "missing",
                    models.PositiveIntegerField(default=0, verbose_name="tidak ada dalam berkas"),
                ),
                (
                    "provinces",
                    models.JSONField(default=list, verbose_name="kode provinsi dalam berkas"),
                ),
                (
                    "applied_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="diterapkan oleh",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="dibaca oleh",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="schools.importrun",
                    ),
                ),
                (
                    "undone_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="dibatalkan oleh",
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        db_constraint=False,
                        help_text="Kosong untuk pengelola data dan perintah.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="schools.office",
                        verbose_name="kantor",
                    ),
                ),
            ],
            options={
                "verbose_name": "riwayat impor daftar sekolah",
                "verbose_name_plural": "riwayat impor daftar sekolah",
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="importrun",
            name="office",
            field=models.ForeignKey(
                help_text="Kosong untuk pengelola data dan perintah.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="schools.office",
                verbose_name="kantor",
            ),
        ),
        migrations.CreateModel(
            name="AccessLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        default=accounts.records.new_public_id,
                        editable=False,
                        max_length=10,
                        unique=True,
                        verbose_name="alamat acak",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("invitation", "Undangan"), ("reset", "Ganti kata sandi")],
                        max_length=12,
                        verbose_name="jenis",
                    ),
                ),
                ("token_hash", models.CharField(editable=False, max_length=64, unique=True)),
                (
                    "mail_token_hash",
                    models.CharField(editable=False, max_length=64, null=True, unique=True),
                ),
                (
                    "mail",
                    models.CharField(
                        choices=[
                            ("none", "Tanpa surel"),
                            ("waiting", "Menunggu dikirim"),
                            ("sent", "Terkirim"),
                            ("failed", "Gagal dikirim"),
                        ],
                        default="none",
                        max_length=10,
                        verbose_name="surel undangan",
                    ),
                ),
                (
                    "name",
                    models.CharField(blank=True, max_length=150, verbose_name="nama yang diundang"),
                ),
                (
                    "email",
                    models.EmailField(blank=True, max_length=254, verbose_name="alamat surel"),
                ),
                (
                    "whatsapp",
                    phonenumber_field.modelfields.PhoneNumberField(
                        blank=True, max_length=128, region=None, verbose_name="nomor WhatsApp"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("school_admin", "Admin sekolah"),
                            ("head", "Kepala sekolah"),
                            ("kaprog", "Ketua program keahlian"),
                            ("school_reader", "Pembaca sekolah"),
                            ("reviewer", "Verifikator"),
                            ("office_viewer", "Pembaca dinas"),
                            ("pengawas", "Pengawas sekolah"),
                            ("maintainer", "Pengelola data"),
                        ],
                        max_length=20,
                        verbose_name="peran",
                    ),
                ),
                (
                    "until",
                    models.DateField(
                        blank=True, null=True, verbose_name="keanggotaan sampai dengan"
                    ),
                ),
                ("created_at", models.DateTimeField(verbose_name="dibuat pada")),
                ("expires_at", models.DateTimeField(verbose_name="berlaku sampai")),
                (
                    "used_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="dipakai pada"),
                ),
                (
                    "revoked_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="dicabut pada"),
                ),
                (
                    "renewal_asked_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="tautan baru diminta pada"
                    ),
                ),
                (
                    "invited_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="diundang oleh",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        help_text="Untuk ganti kata sandi, atau yang menerima undangan.",
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="access_links",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="pengguna",
                    ),
                ),
                (
                    "concentrations",
                    models.ManyToManyField(
                        blank=True,
                        to="schools.concentration",
                        verbose_name="konsentrasi yang dipimpin",
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="access_links",
                        to="schools.office",
                        verbose_name="instansi",
                    ),
                ),
            ],
            options={
                "verbose_name": "tautan masuk",
                "verbose_name_plural": "tautan masuk",
                "ordering": ["-created_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="OfficeRegion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("since", models.DateField(blank=True, null=True, verbose_name="mulai")),
                ("until", models.DateField(blank=True, null=True, verbose_name="sampai dengan")),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="areas",
                        to="schools.office",
                        verbose_name="instansi",
                    ),
                ),
            ],
            options={
                "verbose_name": "wilayah kerja",
                "verbose_name_plural": "wilayah kerja",
                "ordering": ["office", "region", "since", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Program",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=6, verbose_name="kode")),
                ("name", models.CharField(max_length=120, verbose_name="nama")),
                (
                    "name_2022",
                    models.CharField(blank=True, max_length=120, verbose_name="nama tahun 2022"),
                ),
                ("sort_key", models.CharField(editable=False, max_length=20)),
                (
                    "field",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="programs",
                        to="schools.expertisefield",
                        verbose_name="bidang keahlian",
                    ),
                ),
            ],
            options={
                "verbose_name": "program keahlian",
                "verbose_name_plural": "program keahlian",
                "ordering": ["field", "sort_key", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ConcentrationEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("code", models.CharField(max_length=8, verbose_name="kode")),
                ("name", models.CharField(max_length=120, verbose_name="nama")),
                (
                    "name_2022",
                    models.CharField(blank=True, max_length=120, verbose_name="nama tahun 2022"),
                ),
                (
                    "years",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Kosong bila belum diketahui.",
                        null=True,
                        verbose_name="lama belajar (tahun)",
                    ),
                ),
                (
                    "synonyms",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60),
                        blank=True,
                        default=list,
                        help_text="Huruf besar, dipisahkan koma: TKR, TKRO.",
                        size=None,
                        verbose_name="singkatan dan nama lama",
                    ),
                ),
                ("since", models.DateField(blank=True, null=True, verbose_name="berlaku sejak")),
                (
                    "until",
                    models.DateField(blank=True, null=True, verbose_name="berlaku sampai dengan"),
                ),
                ("sort_key", models.CharField(editable=False, max_length=20)),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="schools.concentration",
                    ),
                ),
                (
                    "replaced_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="schools.concentration",
                        verbose_name="diganti oleh",
                    ),
                ),
                (
                    "decree",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="schools.decree",
                        verbose_name="keputusan",
                    ),
                ),
                (
                    "program",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="schools.program",
                        verbose_name="program keahlian",
                    ),
                ),
            ],
            options={
                "verbose_name": "riwayat konsentrasi keahlian",
                "verbose_name_plural": "riwayat konsentrasi keahlian",
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="concentration",
            name="program",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="concentrations",
                to="schools.program",
                verbose_name="program keahlian",
            ),
        ),
        migrations.CreateModel(
            name="ProgramEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("code", models.CharField(max_length=6, verbose_name="kode")),
                ("name", models.CharField(max_length=120, verbose_name="nama")),
                (
                    "name_2022",
                    models.CharField(blank=True, max_length=120, verbose_name="nama tahun 2022"),
                ),
                ("sort_key", models.CharField(editable=False, max_length=20)),
                (
                    "field",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="schools.expertisefield",
                        verbose_name="bidang keahlian",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="schools.program",
                    ),
                ),
            ],
            options={
                "verbose_name": "riwayat program keahlian",
                "verbose_name_plural": "riwayat program keahlian",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Region",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "code",
                    models.CharField(max_length=8, unique=True, verbose_name="kode Kemendagri"),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("province", "Provinsi"),
                            ("regency", "Kabupaten/kota"),
                            ("district", "Kecamatan"),
                        ],
                        max_length=8,
                        verbose_name="tingkat",
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="nama")),
                ("short_name", models.CharField(max_length=80, verbose_name="nama pendek")),
                ("sort_key", models.CharField(editable=False, max_length=80)),
                (
                    "latitude",
                    models.DecimalField(
                        blank=True,
                        decimal_places=6,
                        max_digits=9,
                        null=True,
                        verbose_name="lintang",
                    ),
                ),
                (
                    "longitude",
                    models.DecimalField(
                        blank=True, decimal_places=6, max_digits=9, null=True, verbose_name="bujur"
                    ),
                ),
                (
                    "time_zone",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("Asia/Jakarta", "WIB"),
                            ("Asia/Makassar", "WITA"),
                            ("Asia/Jayapura", "WIT"),
                        ],
                        help_text="Hanya untuk provinsi.",
                        max_length=20,
                        verbose_name="zona waktu",
                    ),
                ),
                (
                    "other_names",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=80),
                        blank=True,
                        default=list,
                        help_text="Nama lama dan ejaan lain yang dipakai daftar sekolah.",
                        size=None,
                        verbose_name="nama lain",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="schools.region",
                        verbose_name="bagian dari",
                    ),
                ),
            ],
            options={
                "verbose_name": "wilayah",
                "verbose_name_plural": "wilayah",
                "ordering": ["sort_key", "pk"],
            },
        ),
        migrations.CreateModel(
            name="OfficeRegionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("since", models.DateField(blank=True, null=True, verbose_name="mulai")),
                ("until", models.DateField(blank=True, null=True, verbose_name="sampai dengan")),
                (
                    "office",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="schools.office",
                        verbose_name="instansi",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="schools.officeregion",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="schools.region",
                        verbose_name="wilayah",
                    ),
                ),
            ],
            options={
                "verbose_name": "riwayat wilayah kerja",
                "verbose_name_plural": "riwayat wilayah kerja",
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="officeregion",
            name="region",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="schools.region",
                verbose_name="wilayah",
            ),
        ),
        migrations.CreateModel(
            name="OfficeEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "public_id",
                    models.CharField(
                        default=accounts.records.new_public_id,
                        editable=False,
                        max_length=10,
                        verbose_name="alamat acak",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("province_education", "Dinas pendidikan provinsi"),
                            ("branch_education", "Cabang dinas pendidikan"),
                            ("governor", "Gubernur"),
                            ("secretariat", "Sekretariat daerah"),
                            ("agency", "Perangkat daerah lain"),
                            ("ministry", "Kementerian atau lembaga pusat"),
                        ],
                        max_length=20,
                        verbose_name="jenis",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="nama")),
                ("short_name", models.CharField(max_length=80, verbose_name="nama pendek")),
                ("address", models.CharField(blank=True, max_length=250, verbose_name="alamat")),
                ("phone", models.CharField(blank=True, max_length=40, verbose_name="telepon")),
                (
                    "email",
                    models.EmailField(blank=True, max_length=254, verbose_name="alamat surel"),
                ),
                ("sort_key", models.CharField(editable=False, max_length=200)),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="schools.office",
                        verbose_name="di bawah",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="schools.office",
                    ),
                ),
                (
                    "province",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="schools.region",
                        verbose_name="provinsi",
                    ),
                ),
            ],
            options={
                "verbose_name": "riwayat instansi",
                "verbose_name_plural": "riwayat instansi",
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="office",
            name="province",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="schools.region",
                verbose_name="provinsi",
            ),
        ),
        migrations.AddField(
            model_name="office",
            name="regions",
            field=models.ManyToManyField(
                related_name="offices",
                through="schools.OfficeRegion",
                to="schools.region",
                verbose_name="wilayah kerja",
            ),
        ),
        migrations.CreateModel(
            name="RegionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("code", models.CharField(max_length=8, verbose_name="kode Kemendagri")),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("province", "Provinsi"),
                            ("regency", "Kabupaten/kota"),
                            ("district", "Kecamatan"),
                        ],
                        max_length=8,
                        verbose_name="tingkat",
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="nama")),
                ("short_name", models.CharField(max_length=80, verbose_name="nama pendek")),
                ("sort_key", models.CharField(editable=False, max_length=80)),
                (
                    "latitude",
                    models.DecimalField(
                        blank=True,
                        decimal_places=6,
                        max_digits=9,
                        null=True,
                        verbose_name="lintang",
                    ),
                ),
                (
                    "longitude",
                    models.DecimalField(
                        blank=True, decimal_places=6, max_digits=9, null=True, verbose_name="bujur"
                    ),
                ),
                (
                    "time_zone",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("Asia/Jakarta", "WIB"),
                            ("Asia/Makassar", "WITA"),
                            ("Asia/Jayapura", "WIT"),
                        ],
                        help_text="Hanya untuk provinsi.",
                        max_length=20,
                        verbose_name="zona waktu",
                    ),
                ),
                (
                    "other_names",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=80),
                        blank=True,
                        default=list,
                        help_text="Nama lama dan ejaan lain yang dipakai daftar sekolah.",
                        size=None,
                        verbose_name="nama lain",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="schools.region",
                        verbose_name="bagian dari",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="schools.region",
                    ),
                ),
            ],
            options={
                "verbose_name": "riwayat wilayah",
                "verbose_name_plural": "riwayat wilayah",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="School",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "form_token",
                    models.UUIDField(blank=True, editable=False, null=True, unique=True),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="dibuat pada")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="diubah pada")),
                (
                    "public_id",
                    models.CharField(
                        default=accounts.records.new_public_id,
                        editable=False,
                        max_length=10,
                        unique=True,
                        verbose_name="alamat acak",
                    ),
                ),
                (
                    "npsn",
                    models.CharField(
                        blank=True,
                        error_messages={"unique": "NPSN ini sudah dipakai sekolah lain."},
                        help_text="Delapan angka; kosongkan bila belum diketahui.",
                        max_length=8,
                        null=True,
                        unique=True,
                        verbose_name="NPSN",
                    ),
                ),
                (
                    "temporary_npsn",
                    models.CharField(
                        blank=True,
                        error_messages={
                            "unique": "Nomor sementara ini sudah dipakai sekolah lain."
                        },
                        help_text="NP dan enam angka, sebelum NPSN terbit.",
                        max_length=8,
                        null=True,
                        unique=True,
                        verbose_name="nomor sementara",
                    ),
                ),
                (
                    "official_name",
                    models.CharField(
                        help_text="Seperti tercatat di Dapodik.",
                        max_length=150,
                        verbose_name="nama resmi",
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="Seperti orang menyebutnya.", max_length=150, verbose_name="nama"
                    ),
                ),
                ("sort_key", models.CharField(default="", editable=False, max_length=200)),
                ("search_text", models.TextField(default="", editable=False)),
                (
                    "status",
                    models.CharField(
                        choices=[("negeri", "Negeri"), ("swasta", "Swasta")],
                        max_length=6,
                        verbose_name="status",
                    ),
                ),
                (
                    "owner",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("province", "Pemerintah provinsi"),
                            ("foundation", "Yayasan"),
                            ("association", "Perkumpulan"),
                            ("religion_ministry", "Kementerian Agama"),
                            ("ministry", "Kementerian lain"),
                            ("other", "Lainnya"),
                        ],
                        max_length=20,
                        verbose_name="naungan",
                    ),
                ),
                (
                    "foundation_name",
                    models.CharField(blank=True, max_length=150, verbose_name="nama yayasan"),
                ),
                (
                    "founded_on",
                    models.DateField(blank=True, null=True, verbose_name="berdiri sejak"),
                ),
                ("street", models.CharField(blank=True, max_length=250, verbose_name="jalan")),
                (
                    "village",
                    models.CharField(blank=True, max_length=100, verbose_name="desa/kelurahan"),
                ),
                (
                    "postal_code",
                    models.CharField(blank=True, max_length=5, verbose_name="kode pos"),
                ),
                (
                    "latitude",
                    models.DecimalField(
                        blank=True,
                        decimal_places=6,
                        max_digits=9,
                        null=True,
                        verbose_name="lintang",
                    ),
                ),
                (
                    "longitude",
                    models.DecimalField(
                        blank=True, decimal_places=6, max_digits=9, null=True, verbose_name="bujur"
                    ),
                ),
                (
                    "accreditation",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("A", "A"),
                            ("B", "B"),
                            ("C", "C"),
                            ("none", "Tidak terakreditasi"),
                        ],
                        help_text="Kosong berarti belum diketahui, bukan tidak terakreditasi.",
                        max_length=4,
                        null=True,
                        verbose_name="akreditasi",
                    ),
                ),
                (
                    "accreditation_decree",
                    models.CharField(blank=True, max_length=80, verbose_name="nomor SK akreditasi"),
                ),
                (
                    "accreditation_until",
                    models.DateField(
                        blank=True, null=True, verbose_name="akreditasi berlaku sampai"
                    ),
                ),
                (
                    "languages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="bahasa asing yang diajarkan",
                    ),
                ),
                (
                    "values",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="nilai karakter",
                    ),
                ),
                (
                    "selection_provider",
                    models.CharField(
                        blank=True, max_length=150, verbose_name="penyelenggara seleksi murid baru"
                    ),
                ),
                (
                    "is_reference",
                    models.BooleanField(default=False, verbose_name="sekolah luar provinsi"),
                ),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="tutup sejak")),
                (
                    "district",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schools.region",
                        verbose_name="kecamatan",
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="duplicates",
                        to="schools.school",
                        verbose_name="catatan ganda dari",
                    ),
                ),
                (
                    "province",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schools.region",
                        verbose_name="provinsi",
                    ),
                ),
                (
                    "regency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="schools",
                        to="schools.region",
                        verbose_name="kabupaten/kota",
                    ),
                ),
                (
                    "successor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="predecessors",
                        to="schools.school",
                        verbose_name="dilanjutkan oleh",
                    ),
                ),
            ],
            options={
                "verbose_name": "sekolah",
                "verbose_name_plural": "sekolah",
                "ordering": ["sort_key", "pk"],
            },
        ),
        migrations.CreateModel(
            name="MembershipEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "public_id",
                    models.CharField(
                        default=accounts.records.new_public_id,
                        editable=False,
                        max_length=10,
                        verbose_name="alamat acak",
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("school_admin", "Admin sekolah"),
                            ("head", "Kepala sekolah"),
                            ("kaprog", "Ketua program keahlian"),
                            ("school_reader", "Pembaca sekolah"),
                            ("reviewer", "Verifikator"),
                            ("office_viewer", "Pembaca dinas"),
                            ("pengawas", "Pengawas sekolah"),
                            ("maintainer", "Pengelola data"),
                        ],
                        max_length=20,
                        verbose_name="peran",
                    ),
                ),
                ("since", models.DateField(verbose_name="mulai")),
                ("until", models.DateField(blank=True, null=True, verbose_name="sampai dengan")),
                ("confirmed_on", models.DateField(verbose_name="dipastikan pada")),
                (
                    "revoked_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="dicabut pada"),
                ),
                (
                    "granted_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="diberikan oleh",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="schools.membership",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="pengguna",
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="schools.office",
                        verbose_name="instansi",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="schools.school",
                        verbose_name="sekolah",
                    ),
                ),
            ],
            options={
                "verbose_name": "riwayat keanggotaan",
                "verbose_name_plural": "riwayat keanggotaan",
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="membership",
            name="school",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="memberships",
                to="schools.school",
                verbose_name="sekolah",
            ),
        ),
        migrations.AddField(
            model_name="membership",
            name="supervised_schools",
            field=models.ManyToManyField(
                blank=True,
                help_text="Hanya untuk pengawas sekolah.",
                related_name="+",
                to="schools.school",
                verbose_name="sekolah binaan",
            ),
        ),
        migrations.CreateModel(
            name="ImportRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="baris")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("new", "Baru"),
                            ("changed", "Berubah"),
                            ("rejected", "Ditolak"),
                            ("waiting", "Menunggu keputusan"),
                        ],
                        max_length=8,
                        verbose_name="hasil",
                    ),
                ),
                (
                    "name",
                    models.CharField(blank=True, max_length=200, verbose_name="nama dalam berkas"),
                ),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="alasan")),
                ("notes", models.JSONField(default=list, verbose_name="catatan")),
                ("is_applied", models.BooleanField(default=False, verbose_name="diterapkan")),
                (
                    "undo",
                    models.CharField(
                        blank=True,
                        choices=[("restored", "Dikembalikan"), ("kept", "Sudah diubah orang lain")],
                        max_length=8,
                        verbose_name="pembatalan",
                    ),
                ),
                (
                    "kept",
                    models.JSONField(default=list, verbose_name="nilai yang tidak dikembalikan"),
                ),
                (
                    "before",
                    models.JSONField(
                        default=dict,
                        encoder=django.core.serializers.json.DjangoJSONEncoder,
                        verbose_name="sebelum",
                    ),
                ),
                (
                    "after",
                    models.JSONField(
                        default=dict,
                        encoder=django.core.serializers.json.DjangoJSONEncoder,
                        verbose_name="sesudah",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rows",
                        to="schools.importrun",
                        verbose_name="impor",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="import_rows",
                        to="schools.school",
                        verbose_name="sekolah",
                    ),
                ),
            ],
            options={
                "verbose_name": "baris impor",
                "verbose_name_plural": "baris impor",
                "ordering": ["run", "number", "pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AccessLinkEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "public_id",
                    models.CharField(
                        default=accounts.records.new_public_id,
                        editable=False,
                        max_length=10,
                        verbose_name="alamat acak",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("invitation", "Undangan"), ("reset", "Ganti kata sandi")],
                        max_length=12,
                        verbose_name="jenis",
                    ),
                ),
                (
                    "mail",
                    models.CharField(
                        choices=[
                            ("none", "Tanpa surel"),
                            ("waiting", "Menunggu dikirim"),
                            ("sent", "Terkirim"),
                            ("failed", "Gagal dikirim"),
                        ],
                        default="none",
                        max_length=10,
                        verbose_name="surel undangan",
                    ),
                ),
                (
                    "name",
                    models.CharField(blank=True, max_length=150, verbose_name="nama yang diundang"),
                ),
                (
                    "email",
                    models.EmailField(blank=True, max_length=254, verbose_name="alamat surel"),
                ),
                (
                    "whatsapp",
                    phonenumber_field.modelfields.PhoneNumberField(
                        blank=True, max_length=128, region=None, verbose_name="nomor WhatsApp"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("school_admin", "Admin sekolah"),
                            ("head", "Kepala sekolah"),
                            ("kaprog", "Ketua program keahlian"),
                            ("school_reader", "Pembaca sekolah"),
                            ("reviewer", "Verifikator"),
                            ("office_viewer", "Pembaca dinas"),
                            ("pengawas", "Pengawas sekolah"),
                            ("maintainer", "Pengelola data"),
                        ],
                        max_length=20,
                        verbose_name="peran",
                    ),
                ),
                (
                    "until",
                    models.DateField(
                        blank=True, null=True, verbose_name="keanggotaan sampai dengan"
                    ),
                ),
                ("created_at", models.DateTimeField(verbose_name="dibuat pada")),
                ("expires_at", models.DateTimeField(verbose_name="berlaku sampai")),
                (
                    "used_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="dipakai pada"),
                ),
                (
                    "revoked_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="dicabut pada"),
                ),
                (
                    "renewal_asked_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="tautan baru diminta pada"
                    ),
                ),
                (
                    "invited_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="diundang oleh",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="schools.accesslink",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Untuk ganti kata sandi, atau yang menerima undangan.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="pengguna",
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="schools.office",
                        verbose_name="instansi",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="schools.school",
                        verbose_name="sekolah",
                    ),
                ),
            ],
            options={
                "verbose_name": "riwayat tautan masuk",
                "verbose_name_plural": "riwayat tautan masuk",
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="accesslink",
            name="school",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="access_links",
                to="schools.school",
                verbose_name="sekolah",
            ),
        ),
        migrations.AddField(
            model_name="accesslink",
            name="supervised_schools",
            field=models.ManyToManyField(
                blank=True, related_name="+", to="schools.school", verbose_name="sekolah binaan"
            ),
        ),
        migrations.CreateModel(
            name="SchoolConcentration",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("since", models.DateField(blank=True, null=True, verbose_name="dibuka sejak")),
                ("until", models.DateField(blank=True, null=True, verbose_name="sampai dengan")),
                (
                    "concentration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offers",
                        to="schools.concentration",
                        verbose_name="konsentrasi keahlian",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="concentrations",
                        to="schools.school",
                        verbose_name="sekolah",
                    ),
                ),
            ],
            options={
                "verbose_name": "konsentrasi keahlian sekolah",
                "verbose_name_plural": "konsentrasi keahlian sekolah",
                "ordering": ["school", "concentration__sort_key", "since", "pk"],
            },
        ),
        migrations.CreateModel(
            name="SchoolContact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("phone", "Telepon"),
                            ("whatsapp", "WhatsApp"),
                            ("email", "Surel"),
                            ("web", "Situs web"),
                        ],
                        max_length=8,
                        verbose_name="jenis",
                    ),
                ),
                ("value", models.CharField(max_length=200, verbose_name="nomor atau alamat")),
                (
                    "label",
                    models.CharField(
                        blank=True,
                        help_text="Misalnya: tata usaha.",
                        max_length=80,
                        verbose_name="keterangan",
                    ),
                ),
                ("is_public", models.BooleanField(default=False, verbose_name="tampil untuk umum")),
                (
                    "ended_on",
                    models.DateField(blank=True, null=True, verbose_name="tidak dipakai sejak"),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="contacts",
                        to="schools.school",
                        verbose_name="sekolah",
                    ),
                ),
            ],
            options={
                "verbose_name": "kontak sekolah",
                "verbose_name_plural": "kontak sekolah",
                "ordering": ["school", "kind", "value", "pk"],
            },
        ),
        migrations.CreateModel(
            name="SchoolContactEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("phone", "Telepon"),
                            ("whatsapp", "WhatsApp"),
                            ("email", "Surel"),
                            ("web", "Situs web"),
                        ],
                        max_length=8,
                        verbose_name="jenis",
                    ),
                ),
                ("value", models.CharField(max_length=200, verbose_name="nomor atau alamat")),
                (
                    "label",
                    models.CharField(
                        blank=True,
                        help_text="Misalnya: tata usaha.",
                        max_length=80,
                        verbose_name="keterangan",
                    ),
                ),
                ("is_public", models.BooleanField(default=False, verbose_name="tampil untuk umum")),
                (
                    "ended_on",
                    models.DateField(blank=True, null=True, verbose_name="tidak dipakai sejak"),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="schools.schoolcontact",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="schools.school",
                        verbose_name="sekolah",
                    ),
                ),
            ],
            options={
                "verbose_name": "riwayat kontak sekolah",
                "verbose_name_plural": "riwayat kontak sekolah",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SchoolFigure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("pupils", "Murid"),
                            ("teachers", "Guru"),
                            ("staff", "Tenaga kependidikan"),
                            ("classes", "Rombongan belajar"),
                            ("rooms", "Ruang kelas"),
                            ("land_ha", "Luas lahan (hektare)"),
                        ],
                        max_length=8,
                        verbose_name="hal",
                    ),
                ),
                (
                    "value",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        verbose_name="jumlah",
                    ),
                ),
                (
                    "printed_value",
                    models.CharField(
                        blank=True,
                        help_text="Misalnya: puluhan, dua hektar.",
                        max_length=80,
                        verbose_name="seperti tertulis",
                    ),
                ),
                ("as_of", models.DateField(verbose_name="per tanggal")),
                (
                    "precision",
                    models.CharField(
                        choices=[("day", "hari"), ("month", "bulan"), ("year", "tahun")],
                        default="day",
                        max_length=5,
                        verbose_name="ketelitian tanggal",
                    ),
                ),
                (
                    "printed_date",
                    models.CharField(
                        blank=True, max_length=80, verbose_name="tanggal seperti tertulis"
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="figures",
                        to="schools.school",
                        verbose_name="sekolah",
                    ),
                ),
            ],
            options={
                "verbose_name": "angka sekolah",
                "verbose_name_plural": "angka sekolah",
                "ordering": ["school", "kind", "-as_of", "pk"],
            },
        ),
        migrations.CreateModel(
            name="SchoolGroup",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "form_token",
                    models.UUIDField(blank=True, editable=False, null=True, unique=True),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="dibuat pada")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="diubah pada")),
                (
                    "public_id",
                    models.CharField(
                        default=accounts.records.new_public_id,
                        editable=False,
                        max_length=10,
                        unique=True,
                        verbose_name="alamat acak",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("mkks", "MKKS"),
                            ("consortium", "Konsorsium atau asosiasi sekolah"),
                            ("fostered", "Sekolah binaan yayasan atau lembaga"),
                            ("other", "Kelompok lain"),
                        ],
                        max_length=10,
                        verbose_name="jenis",
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="Misalnya: MKKS SMK Kabupaten Lebak.",
                        max_length=150,
                        verbose_name="nama",
                    ),
                ),
                (
                    "known_names",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=150),
                        blank=True,
                        default=list,
                        help_text="Dipisahkan koma; seperti tertulis pada naskah atau berita.",
                        size=None,
                        verbose_name="sebutan lain",
                    ),
                ),
                ("sort_key", models.CharField(default="", editable=False, max_length=200)),
                ("search_text", models.TextField(default="", editable=False)),
                ("since", models.DateField(blank=True, null=True, verbose_name="dibentuk pada")),
                (
                    "until",
                    models.DateField(blank=True, null=True, verbose_name="ada sampai dengan"),
                ),
                (
                    "province",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schools.region",
                        verbose_name="provinsi",
                    ),
                ),
                (
                    "regency",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schools.region",
                        verbose_name="kabupaten/kota",
                    ),
                ),
            ],
            options={
                "verbose_name": "kelompok sekolah",
                "verbose_name_plural": "kelompok sekolah",
                "ordering": ["sort_key", "pk"],
            },
        ),
        migrations.CreateModel(
            name="GroupMember",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "since",
                    models.DateField(
                        blank=True,
                        help_text="Kosong: sejak awal.",
                        null=True,
                        verbose_name="anggota sejak",
                    ),
                ),
                ("until", models.DateField(blank=True, null=True, verbose_name="sampai dengan")),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="group_memberships",
                        to="schools.school",
                        verbose_name="sekolah",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="members",
                        to="schools.schoolgroup",
                        verbose_name="kelompok",
                    ),
                ),
            ],
            options={
                "verbose_name": "anggota kelompok",
                "verbose_name_plural": "anggota kelompok",
                "ordering": ["group", "school", "since", "pk"],
            },
        ),
        migrations.CreateModel(
            name="SchoolHead",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="Dengan gelar, seperti tercetak.",
                        max_length=150,
                        verbose_name="nama",
                    ),
                ),
                (
                    "standing",
                    models.CharField(
                        choices=[
                            ("definitif", "Definitif"),
                            ("plt", "Plt."),
                            ("plh", "Plh."),
                            ("pj", "Pj."),
                        ],
                        default="definitif",
                        max_length=9,
                        verbose_name="kedudukan",
                    ),
                ),
                (
                    "acting_for",
                    models.CharField(
                        blank=True,
                        help_text="Untuk Plt., Plh., dan Pj.",
                        max_length=150,
                        verbose_name="menggantikan",
                    ),
                ),
                ("nip", models.CharField(blank=True, max_length=18, verbose_name="NIP")),
                ("since", models.DateField(blank=True, null=True, verbose_name="mulai")),
                ("until", models.DateField(blank=True, null=True, verbose_name="sampai dengan")),
                (
                    "known_on",
                    models.DateField(
                        blank=True,
                        help_text="Hari ketika sumber menyebutnya, bila tanggal mulainya tidak diketahui.",
                        null=True,
                        verbose_name="diketahui menjabat pada",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="heads",
                        to="schools.school",
                        verbose_name="sekolah",
                    ),
                ),
            ],
            options={
                "verbose_name": "kepala sekolah",
                "verbose_name_plural": "kepala sekolah",
                "ordering": [
                    "school",
                    models.OrderBy(models.F("since"), descending=True, nulls_last=True),
                    "-known_on",
                    "-pk",
                ],
            },
        ),
        migrations.CreateModel(
            name="SchoolMerge",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        default=accounts.records.new_public_id,
                        editable=False,
                        max_length=10,
                        unique=True,
                        verbose_name="alamat acak",
                    ),
                ),
                ("changes", models.JSONField(default=list, verbose_name="perubahan")),
                ("folded", models.JSONField(default=list, verbose_name="baris yang sudah ada")),
                (
                    "known_name",
                    models.CharField(
                        blank=True, max_length=150, verbose_name="nama yang ditambahkan"
                    ),
                ),
                ("left", models.JSONField(default=list, verbose_name="tidak dikembalikan")),
                ("merged_at", models.DateTimeField(verbose_name="digabung pada")),
                (
                    "undone_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="diurungkan pada"),
                ),
                (
                    "kept",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merges",
                        to="schools.school",
                        verbose_name="yang tetap",
                    ),
                ),
                (
                    "merged",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schools.school",
                        verbose_name="yang digabung",
                    ),
                ),
                (
                    "merged_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="digabung oleh",
                    ),
                ),
                (
                    "undone_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="diurungkan oleh",
                    ),
                ),
            ],
            options={
                "verbose_name": "penggabungan sekolah",
                "verbose_name_plural": "penggabungan sekolah",
                "ordering": ["-merged_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="SchoolName",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("former", "Nama resmi terdahulu"),
                            ("spoken", "Sebutan"),
                            ("press", "Nama di berita"),
                        ],
                        max_length=6,
                        verbose_name="jenis",
                    ),
                ),
                ("name", models.CharField(max_length=150, verbose_name="nama")),
                ("since", models.DateField(blank=True, null=True, verbose_name="mulai")),
                ("until", models.DateField(blank=True, null=True, verbose_name="sampai dengan")),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="names",
                        to="schools.school",
                        verbose_name="sekolah",
                    ),
                ),
            ],
            options={
                "verbose_name": "nama lain sekolah",
                "verbose_name_plural": "nama lain sekolah",
                "ordering": ["school", "kind", "name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Source",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        default=accounts.records.new_public_id,
                        editable=False,
                        max_length=10,
                        unique=True,
                        verbose_name="alamat acak",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("register", "Basis data resmi"),
                            ("portal", "Portal pemerintah"),
                            ("press", "Pers"),
                            ("advertorial", "Pariwara berbayar (Adv)"),
                            ("school", "Sekolah"),
                        ],
                        max_length=12,
                        verbose_name="jenis sumber",
                    ),
                ),
                ("title", models.CharField(max_length=250, verbose_name="judul")),
                ("publisher", models.CharField(max_length=150, verbose_name="penerbit")),
                (
                    "published_on",
                    models.DateField(
                        blank=True,
                        help_text="Kosong bila sumber tidak menyebutnya.",
                        null=True,
                        verbose_name="tanggal terbit",
                    ),
                ),
                (
                    "published_precision",
                    models.CharField(
                        choices=[("day", "hari"), ("month", "bulan"), ("year", "tahun")],
                        default="day",
                        max_length=5,
                        verbose_name="ketelitian tanggal terbit",
                    ),
                ),
                (
                    "as_of",
                    models.DateField(
                        blank=True,
                        help_text="Hari yang diceritakan sumber; kosong bila tidak disebut.",
                        null=True,
                        verbose_name="keadaan per",
                    ),
                ),
                (
                    "as_of_precision",
                    models.CharField(
                        choices=[("day", "hari"), ("month", "bulan"), ("year", "tahun")],
                        default="day",
                        max_length=5,
                        verbose_name="ketelitian hari yang diceritakan",
                    ),
                ),
                (
                    "url",
                    models.CharField(
                        blank=True,
                        max_length=500,
                        validators=[django.core.validators.URLValidator(["http", "https"])],
                        verbose_name="alamat web",
                    ),
                ),
                (
                    "picture_credit",
                    models.CharField(blank=True, max_length=150, verbose_name="sumber gambar"),
                ),
                ("note", models.TextField(blank=True, verbose_name="catatan")),
            ],
            options={
                "verbose_name": "sumber",
                "verbose_name_plural": "sumber",
                "ordering": ["publisher", "title", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["register", "portal", "press", "advertorial", "school"])
                        ),
                        name="schools_source_kind_listed",
                        violation_error_message="Pilihan ini tidak tersedia.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("published_precision__in", ["day", "month", "year"])),
                        name="schools_source_published_precision_listed",
                        violation_error_message="Pilihan ini tidak tersedia.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("as_of_precision__in", ["day", "month", "year"])),
                        name="schools_source_as_of_precision_listed",
                        violation_error_message="Pilihan ini tidak tersedia.",
                    ),
                    models.UniqueConstraint(
                        fields=("publisher", "title", "published_on"),
                        name="schools_source_once",
                        nulls_distinct=False,
                        violation_error_message="Sumber ini sudah tercatat.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("url", ""), ("url__regex", "^https?://"), _connector="OR"
                        ),
                        name="schools_source_web_address",
                        violation_error_message="Alamat web diawali http:// atau https://.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SchoolNameEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("former", "Nama resmi terdahulu"),
                            ("spoken", "Sebutan"),
                            ("press", "Nama di berita"),
                        ],
                        max_length=6,
                        verbose_name="jenis",
                    ),
                ),
                ("name", models.CharField(max_length=150, verbose_name="nama")),
                ("since", models.DateField(blank=True, null=True, verbose_name="mulai")),
                ("until", models.DateField(blank=True, null=True, verbose_name="sampai dengan")),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="schools.schoolname",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="schools.school",
                        verbose_name="sekolah",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="schools.source",
                        verbose_name="sumber",
                    ),
                ),
            ],
            options={
                "verbose_name": "riwayat nama lain sekolah",
                "verbose_name_plural": "riwayat nama lain sekolah",
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="schoolname",
            name="source",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="schools.source",
                verbose_name="sumber",
            ),
        ),
        migrations.CreateModel(
            name="SchoolHeadEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "name",
                    models.CharField(
                        help_text="Dengan gelar, seperti tercetak.",
                        max_length=150,
                        verbose_name="nama",
                    ),
                ),
                (
                    "standing",
                    models.CharField(
                        choices=[
                            ("definitif", "Definitif"),
                            ("plt", "Plt."),
                            ("plh", "Plh."),
                            ("pj", "Pj."),
                        ],
                        default="definitif",
                        max_length=9,
                        verbose_name="kedudukan",
                    ),
                ),
                (
                    "acting_for",
                    models.CharField(
                        blank=True,
                        help_text="Untuk Plt., Plh., dan Pj.",
                        max_length=150,
                        verbose_name="menggantikan",
                    ),
                ),
                ("nip", models.CharField(blank=True, max_length=18, verbose_name="NIP")),
                ("since", models.DateField(blank=True, null=True, verbose_name="mulai")),
                ("until", models.DateField(blank=True, null=True, verbose_name="sampai dengan")),
                (
                    "known_on",
                    models.DateField(
                        blank=True,
                        help_text="Hari ketika sumber menyebutnya, bila tanggal mulainya tidak diketahui.",
                        null=True,
                        verbose_name="diketahui menjabat pada",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="schools.schoolhead",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="schools.school",
                        verbose_name="sekolah",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="schools.source",
                        verbose_name="sumber",
                    ),
                ),
            ],
            options={
                "verbose_name": "riwayat kepala sekolah",
                "verbose_name_plural": "riwayat kepala sekolah",
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="schoolhead",
            name="source",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="schools.source",
                verbose_name="sumber",
            ),
        ),
        migrations.CreateModel(
            name="SchoolGroupEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("revision", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "public_id",
                    models.CharField(
                        default=accounts.records.new_public_id,
                        editable=False,
                        max_length=10,
                        verbose_name="alamat acak",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("mkks", "MKKS"),
                            ("consortium", "Konsorsium atau asosiasi sekolah"),
                            ("fostered", "Sekolah binaan yayasan atau lembaga"),
                            ("other", "Kelompok lain"),
                        ],
                        max_length=10,
                        verbose_name="jenis",
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="Misalnya: MKKS SMK Kabupaten Lebak.",
                        max_length=150,
                        verbose_name="nama",
                    ),
                ),
                (
                    "known_names",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=150),
                        blank=True,
                        default=list,
                        help_text="Dipisahkan koma; seperti tertulis pada naskah atau berita.",
                        size=None,
                        verbose_name="sebutan lain",
                    ),
                ),
                ("since", models.DateField(blank=True, null=True, verbose_name="dibentuk pada")),
                (
                    "until",
                    models.DateField(blank=True, null=True, verbose_name="ada sampai dengan"),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="schools.schoolgroup",
                    ),
                ),
                (
                    "province",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="schools.region",
                        verbose_name="provinsi",
                    ),
                ),
                (
                    "regency",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="schools.region",
                        verbose_name="kabupaten/kota",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="schools.source",
                        verbose_name="sumber",
                    ),
                ),
            ],
            options={
                "verbose_name": "riwayat kelompok sekolah",
                "verbose_name_plural": "riwayat kelompok sekolah",
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="schoolgroup",
            name="source",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="schools.source",
                verbose_name="sumber",
            ),
        ),
        migrations.CreateModel(
            name="SchoolFigureEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("pupils", "Murid"),
                            ("teachers", "Guru"),
                            ("staff", "Tenaga kependidikan"),
                            ("classes", "Rombongan belajar"),
                            ("rooms", "Ruang kelas"),
                            ("land_ha", "Luas lahan (hektare)"),
                        ],
                        max_length=8,
                        verbose_name="hal",
                    ),
                ),
                (
                    "value",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        verbose_name="jumlah",
                    ),
                ),
                (
                    "printed_value",
                    models.CharField(
                        blank=True,
                        help_text="Misalnya: puluhan, dua hektar.",
                        max_length=80,
                        verbose_name="seperti tertulis",
                    ),
                ),
                ("as_of", models.DateField(verbose_name="per tanggal")),
                (
                    "precision",
                    models.CharField(
                        choices=[("day", "hari"), ("month", "bulan"), ("year", "tahun")],
                        default="day",
                        max_length=5,
                        verbose_name="ketelitian tanggal",
                    ),
                ),
                (
                    "printed_date",
                    models.CharField(
                        blank=True, max_length=80, verbose_name="tanggal seperti tertulis"
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="schools.schoolfigure",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="schools.school",
                        verbose_name="sekolah",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="schools.source",
                        verbose_name="sumber",
                    ),
                ),
            ],
            options={
                "verbose_name": "riwayat angka sekolah",
                "verbose_name_plural": "riwayat angka sekolah",
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="schoolfigure",
            name="source",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="schools.source",
                verbose_name="sumber",
            ),
        ),
        migrations.CreateModel(
            name="SchoolEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("revision", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "public_id",
                    models.CharField(
                        default=accounts.records.new_public_id,
                        editable=False,
                        max_length=10,
                        verbose_name="alamat acak",
                    ),
                ),
                (
                    "npsn",
                    models.CharField(
                        blank=True,
                        error_messages={"unique": "NPSN ini sudah dipakai sekolah lain."},
                        help_text="Delapan angka; kosongkan bila belum diketahui.",
                        max_length=8,
                        null=True,
                        verbose_name="NPSN",
                    ),
                ),
                (
                    "temporary_npsn",
                    models.CharField(
                        blank=True,
                        error_messages={
                            "unique": "Nomor sementara ini sudah dipakai sekolah lain."
                        },
                        help_text="NP dan enam angka, sebelum NPSN terbit.",
                        max_length=8,
                        null=True,
                        verbose_name="nomor sementara",
                    ),
                ),
                (
                    "official_name",
                    models.CharField(
                        help_text="Seperti tercatat di Dapodik.",
                        max_length=150,
                        verbose_name="nama resmi",
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="Seperti orang menyebutnya.", max_length=150, verbose_name="nama"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[("negeri", "Negeri"), ("swasta", "Swasta")],
                        max_length=6,
                        verbose_name="status",
                    ),
                ),
                (
                    "owner",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("province", "Pemerintah provinsi"),
                            ("foundation", "Yayasan"),
                            ("association", "Perkumpulan"),
                            ("religion_ministry", "Kementerian Agama"),
                            ("ministry", "Kementerian lain"),
                            ("other", "Lainnya"),
                        ],
                        max_length=20,
                        verbose_name="naungan",
                    ),
                ),
                (
                    "foundation_name",
                    models.CharField(blank=True, max_length=150, verbose_name="nama yayasan"),
                ),
                (
                    "founded_on",
                    models.DateField(blank=True, null=True, verbose_name="berdiri sejak"),
                ),
                ("street", models.CharField(blank=True, max_length=250, verbose_name="jalan")),
                (
                    "village",
                    models.CharField(blank=True, max_length=100, verbose_name="desa/kelurahan"),
                ),
                (
                    "postal_code",
                    models.CharField(blank=True, max_length=5, verbose_name="kode pos"),
                ),
                (
                    "latitude",
                    models.DecimalField(
                        blank=True,
                        decimal_places=6,
                        max_digits=9,
                        null=True,
                        verbose_name="lintang",
                    ),
                ),
                (
                    "longitude",
                    models.DecimalField(
                        blank=True, decimal_places=6, max_digits=9, null=True, verbose_name="bujur"
                    ),
                ),
                (
                    "accreditation",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("A", "A"),
                            ("B", "B"),
                            ("C", "C"),
                            ("none", "Tidak terakreditasi"),
                        ],
                        help_text="Kosong berarti belum diketahui, bukan tidak terakreditasi.",
                        max_length=4,
                        null=True,
                        verbose_name="akreditasi",
                    ),
                ),
                (
                    "accreditation_decree",
                    models.CharField(blank=True, max_length=80, verbose_name="nomor SK akreditasi"),
                ),
                (
                    "accreditation_until",
                    models.DateField(
                        blank=True, null=True, verbose_name="akreditasi berlaku sampai"
                    ),
                ),
                (
                    "languages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="bahasa asing yang diajarkan",
                    ),
                ),
                (
                    "values",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="nilai karakter",
                    ),
                ),
                (
                    "selection_provider",
                    models.CharField(
                        blank=True, max_length=150, verbose_name="penyelenggara seleksi murid baru"
                    ),
                ),
                (
                    "is_reference",
                    models.BooleanField(default=False, verbose_name="sekolah luar provinsi"),
                ),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="tutup sejak")),
                (
                    "district",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="schools.region",
                        verbose_name="kecamatan",
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="schools.school",
                        verbose_name="catatan ganda dari",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="schools.school",
                    ),
                ),
                (
                    "province",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="schools.region",
                        verbose_name="provinsi",
                    ),
                ),
                (
                    "regency",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="schools.region",
                        verbose_name="kabupaten/kota",
                    ),
                ),
                (
                    "successor",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="schools.school",
                        verbose_name="dilanjutkan oleh",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="schools.source",
                        verbose_name="sumber",
                    ),
                ),
            ],
            options={
                "verbose_name": "riwayat sekolah",
                "verbose_name_plural": "riwayat sekolah",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SchoolConcentrationEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("since", models.DateField(blank=True, null=True, verbose_name="dibuka sejak")),
                ("until", models.DateField(blank=True, null=True, verbose_name="sampai dengan")),
                (
                    "concentration",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="schools.concentration",
                        verbose_name="konsentrasi keahlian",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="schools.schoolconcentration",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="schools.school",
                        verbose_name="sekolah",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="schools.source",
                        verbose_name="sumber",
                    ),
                ),
            ],
            options={
                "verbose_name": "riwayat konsentrasi keahlian sekolah",
                "verbose_name_plural": "riwayat konsentrasi keahlian sekolah",
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="schoolconcentration",
            name="source",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="schools.source",
                verbose_name="sumber",
            ),
        ),
        migrations.AddField(
            model_name="school",
            name="source",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="schools.source",
                verbose_name="sumber",
            ),
        ),
        migrations.CreateModel(
            name="GroupMemberEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "since",
                    models.DateField(
                        blank=True,
                        help_text="Kosong: sejak awal.",
                        null=True,
                        verbose_name="anggota sejak",
                    ),
                ),
                ("until", models.DateField(blank=True, null=True, verbose_name="sampai dengan")),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="schools.groupmember",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="schools.school",
                        verbose_name="sekolah",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="schools.schoolgroup",
                        verbose_name="kelompok",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="schools.source",
                        verbose_name="sumber",
                    ),
                ),
            ],
            options={
                "verbose_name": "riwayat anggota kelompok",
                "verbose_name_plural": "riwayat anggota kelompok",
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="groupmember",
            name="source",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="schools.source",
                verbose_name="sumber",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="source",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "schools_sourceevent" ("as_of", "as_of_precision", "id", "kind", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "picture_credit", "public_id", "published_on", "published_precision", "publisher", "title", "url") VALUES (NEW."as_of", NEW."as_of_precision", NEW."id", NEW."kind", NEW."note", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."picture_credit", NEW."public_id", NEW."published_on", NEW."published_precision", NEW."publisher", NEW."title", NEW."url"); RETURN NULL;',
                    hash="520ede7d4e12ed91b5bfd7b2f8a3e9b2be93fab1",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_b380b",
                    table="schools_source",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="source",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "schools_sourceevent" ("as_of", "as_of_precision", "id", "kind", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "picture_credit", "public_id", "published_on", "published_precision", "publisher", "title", "url") VALUES (NEW."as_of", NEW."as_of_precision", NEW."id", NEW."kind", NEW."note", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."picture_credit", NEW."public_id", NEW."published_on", NEW."published_precision", NEW."publisher", NEW."title", NEW."url"); RETURN NULL;',
                    hash="bd98bf24edb94116424ed711b884572cdb7ea549",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_cf49d",
                    table="schools_source",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="source",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "schools_sourceevent" ("as_of", "as_of_precision", "id", "kind", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "picture_credit", "public_id", "published_on", "published_precision", "publisher", "title", "url") VALUES (OLD."as_of", OLD."as_of_precision", OLD."id", OLD."kind", OLD."note", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."picture_credit", OLD."public_id", OLD."published_on", OLD."published_precision", OLD."publisher", OLD."title", OLD."url"); RETURN NULL;',
                    hash="a744af570f9dc7bab31f7c97aa56014fe39fd0ca",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_a7b67",
                    table="schools_source",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="sourceevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="sourceevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="schools.source",
            ),
        ),
        migrations.AddField(
            model_name="supervisedschoolevent",
            name="membership",
            field=models.ForeignKey(
                db_constraint=False,
                db_tablespace="",
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="schools.membership",
            ),
        ),
        migrations.AddField(
            model_name="supervisedschoolevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="supervisedschoolevent",
            name="school",
            field=models.ForeignKey(
                db_constraint=False,
                db_tablespace="",
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="schools.school",
            ),
        ),
        migrations.AddField(
            model_name="toldapart",
            name="first",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="schools.school",
                verbose_name="sekolah pertama",
            ),
        ),
        migrations.AddField(
            model_name="toldapart",
            name="second",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="schools.school",
                verbose_name="sekolah kedua",
            ),
        ),
        migrations.AddField(
            model_name="toldapart",
            name="told_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="dinyatakan oleh",
            ),
        ),
        migrations.AddField(
            model_name="toldapartevent",
            name="first",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="schools.school",
                verbose_name="sekolah pertama",
            ),
        ),
        migrations.AddField(
            model_name="toldapartevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="toldapartevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="schools.toldapart",
            ),
        ),
        migrations.AddField(
            model_name="toldapartevent",
            name="second",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="schools.school",
                verbose_name="sekolah kedua",
            ),
        ),
        migrations.AddField(
            model_name="toldapartevent",
            name="told_by",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="dinyatakan oleh",
            ),
        ),
        migrations.AddConstraint(
            model_name="decree",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("since__isnull", True),
                    ("until__isnull", True),
                    ("until__gte", models.F("since")),
                    _connector="OR",
                ),
                name="schools_decree_dates_in_order",
                violation_error_message="Tanggal akhir tidak boleh sebelum tanggal mulai.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="decree",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "schools_decreeevent" ("id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "replaces_id", "since", "title", "until") VALUES (NEW."id", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."replaces_id", NEW."since", NEW."title", NEW."until"); RETURN NULL;',
                    hash="c2bd347ec59797265f71e808c84259f440d547ff",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_957d0",
                    table="schools_decree",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="decree",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "schools_decreeevent" ("id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "replaces_id", "since", "title", "until") VALUES (NEW."id", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."replaces_id", NEW."since", NEW."title", NEW."until"); RETURN NULL;',
                    hash="c95af461f8687107d06f3760f9373283c44ef161",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_d76cf",
                    table="schools_decree",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="decree",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "schools_decreeevent" ("id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "replaces_id", "since", "title", "until") VALUES (OLD."id", OLD."number", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."replaces_id", OLD."since", OLD."title", OLD."until"); RETURN NULL;',
                    hash="580d11aa6f926a84e527b31cb097189075ed6be4",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_fd907",
                    table="schools_decree",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="expertisefield",
            constraint=models.UniqueConstraint(
                fields=("decree", "code"),
                name="schools_expertisefield_code_once",
                violation_error_message="Kode ini sudah ada dalam keputusan itu.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="expertisefield",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "schools_expertisefieldevent" ("code", "decree_id", "id", "name", "name_2022", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sort_key") VALUES (NEW."code", NEW."decree_id", NEW."id", NEW."name", NEW."name_2022", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."sort_key"); RETURN NULL;',
                    hash="db6f3d232dbded2e586214d1edf4aa0c1c1b8ebc",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_8cba8",
                    table="schools_expertisefield",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="expertisefield",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "schools_expertisefieldevent" ("code", "decree_id", "id", "name", "name_2022", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sort_key") VALUES (NEW."code", NEW."decree_id", NEW."id", NEW."name", NEW."name_2022", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."sort_key"); RETURN NULL;',
                    hash="e22c6bc880468deb84796d6942749404575f4bed",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_4215a",
                    table="schools_expertisefield",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="expertisefield",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "schools_expertisefieldevent" ("code", "decree_id", "id", "name", "name_2022", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sort_key") VALUES (OLD."code", OLD."decree_id", OLD."id", OLD."name", OLD."name_2022", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."sort_key"); RETURN NULL;',
                    hash="531cf1a9cdf9243144e748c0e571873523a50ced",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_f51f3",
                    table="schools_expertisefield",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="LedConcentration",
            fields=[],
            options={
                "verbose_name": "konsentrasi yang dipimpin",
                "verbose_name_plural": "konsentrasi yang dipimpin",
                "proxy": True,
                "indexes": [],
                "constraints": [],
            },
            bases=("schools.membership_concentrations",),
        ),
        migrations.AddConstraint(
            model_name="importrun",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["prepared", "applied", "undone"])),
                name="schools_importrun_state_listed",
                violation_error_message="Pilihan ini tidak tersedia.",
            ),
        ),
        migrations.AddConstraint(
            model_name="importrun",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        models.Q(("state", "prepared"), _negated=True),
                        models.Q(("applied_at__isnull", True), ("undone_at__isnull", True)),
                        _connector="OR",
                    ),
                    models.Q(
                        models.Q(("state", "applied"), _negated=True),
                        models.Q(("applied_at__isnull", False), ("undone_at__isnull", True)),
                        _connector="OR",
                    ),
                    models.Q(
                        models.Q(("state", "undone"), _negated=True),
                        models.Q(("applied_at__isnull", False), ("undone_at__isnull", False)),
                        _connector="OR",
                    ),
                ),
                name="schools_importrun_moments_fit_state",
                violation_error_message="Waktu dan keadaan impor tidak cocok.",
            ),
        ),
        migrations.AddConstraint(
            model_name="importrun",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "read",
                        django.db.models.expressions.CombinedExpression(
                            django.db.models.expressions.CombinedExpression(
                                django.db.models.expressions.CombinedExpression(
                                    models.F("new"), "+", models.F("changed")
                                ),
                                "+",
                                models.F("unchanged"),
                            ),
                            "+",
                            models.F("rejected"),
                        ),
                    )
                ),
                name="schools_importrun_sums_up",
                violation_error_message="Jumlah baris tidak cocok.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="importrun",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "schools_importrunevent" ("applied_at", "applied_by_id", "changed", "created_at", "created_by_id", "file_name", "file_sha256", "form_token", "id", "missing", "new", "office_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provinces", "public_id", "read", "rejected", "state", "unchanged", "undone_at", "undone_by_id") VALUES (NEW."applied_at", NEW."applied_by_id", NEW."changed", NEW."created_at", NEW."created_by_id", NEW."file_name", NEW."file_sha256", NEW."form_token", NEW."id", NEW."missing", NEW."new", NEW."office_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."provinces", NEW."public_id", NEW."read", NEW."rejected", NEW."state", NEW."unchanged", NEW."undone_at", NEW."undone_by_id"); RETURN NULL;',
                    hash="2a20b6e41262852daa2260fbcfc8b2e92f9bba77",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_7b67f",
                    table="schools_importrun",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="importrun",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."applied_at" IS DISTINCT FROM (NEW."applied_at") OR OLD."applied_by_id" IS DISTINCT FROM (NEW."applied_by_id") OR OLD."changed" IS DISTINCT FROM (NEW."changed") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."created_by_id" IS DISTINCT FROM (NEW."created_by_id") OR OLD."file_name" IS DISTINCT FROM (NEW."file_name") OR OLD."file_sha256" IS DISTINCT FROM (NEW."file_sha256") OR OLD."form_token" IS DISTINCT FROM (NEW."form_token") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."missing" IS DISTINCT FROM (NEW."missing") OR OLD."new" IS DISTINCT FROM (NEW."new") OR OLD."office_id" IS DISTINCT FROM (NEW."office_id") OR OLD."provinces" IS DISTINCT FROM (NEW."provinces") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."read" IS DISTINCT FROM (NEW."read") OR OLD."rejected" IS DISTINCT FROM (NEW."rejected") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."unchanged" IS DISTINCT FROM (NEW."unchanged") OR OLD."undone_at" IS DISTINCT FROM (NEW."undone_at") OR OLD."undone_by_id" IS DISTINCT FROM (NEW."undone_by_id"))',
                    func='INSERT INTO "schools_importrunevent" ("applied_at", "applied_by_id", "changed", "created_at", "created_by_id", "file_name", "file_sha256", "form_token", "id", "missing", "new", "office_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provinces", "public_id", "read", "rejected", "state", "unchanged", "undone_at", "undone_by_id") VALUES (NEW."applied_at", NEW."applied_by_id", NEW."changed", NEW."created_at", NEW."created_by_id", NEW."file_name", NEW."file_sha256", NEW."form_token", NEW."id", NEW."missing", NEW."new", NEW."office_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."provinces", NEW."public_id", NEW."read", NEW."rejected", NEW."state", NEW."unchanged", NEW."undone_at", NEW."undone_by_id"); RETURN NULL;',
                    hash="13027db929d39f4a9cd01259a6af10aee323beea",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_58d5d",
                    table="schools_importrun",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="importrun",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "schools_importrunevent" ("applied_at", "applied_by_id", "changed", "created_at", "created_by_id", "file_name", "file_sha256", "form_token", "id", "missing", "new", "office_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provinces", "public_id", "read", "rejected", "state", "unchanged", "undone_at", "undone_by_id") VALUES (OLD."applied_at", OLD."applied_by_id", OLD."changed", OLD."created_at", OLD."created_by_id", OLD."file_name", OLD."file_sha256", OLD."form_token", OLD."id", OLD."missing", OLD."new", OLD."office_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."provinces", OLD."public_id", OLD."read", OLD."rejected", OLD."state", OLD."unchanged", OLD."undone_at", OLD."undone_by_id"); RETURN NULL;',
                    hash="526073cce767f6a04a692db8a95d0748e6c0e242",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_4d6b5",
                    table="schools_importrun",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="program",
            constraint=models.UniqueConstraint(
                fields=("field", "code"),
                name="schools_program_code_once",
                violation_error_message="Kode ini sudah ada dalam bidang itu.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="program",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "schools_programevent" ("code", "field_id", "id", "name", "name_2022", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sort_key") VALUES (NEW."code", NEW."field_id", NEW."id", NEW."name", NEW."name_2022", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."sort_key"); RETURN NULL;',
                    hash="b812c2f2e0727198f659f7e73378f790d0c3bd2f",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_a992a",
                    table="schools_program",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="program",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "schools_programevent" ("code", "field_id", "id", "name", "name_2022", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sort_key") VALUES (NEW."code", NEW."field_id", NEW."id", NEW."name", NEW."name_2022", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."sort_key"); RETURN NULL;',
                    hash="0d14b069b56dc985b15842604022b3382bec9061",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_91031",
                    table="schools_program",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="program",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "schools_programevent" ("code", "field_id", "id", "name", "name_2022", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sort_key") VALUES (OLD."code", OLD."field_id", OLD."id", OLD."name", OLD."name_2022", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."sort_key"); RETURN NULL;',
                    hash="554639c410e3cf8ccfb1759181585c42883e326d",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_8aedf",
                    table="schools_program",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="concentration",
            constraint=models.UniqueConstraint(
                fields=("decree", "code"),
                name="schools_concentration_code_once",
                violation_error_message="Kode ini sudah ada dalam keputusan itu.",
            ),
        ),
        migrations.AddConstraint(
            model_name="concentration",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("years__isnull", True), ("years__in", [1, 2, 3, 4]), _connector="OR"
                ),
                name="schools_concentration_years_plausible",
                violation_error_message="Lama belajar antara 1 dan 4 tahun.",
            ),
        ),
        migrations.AddConstraint(
            model_name="concentration",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("since__isnull", True),
                    ("until__isnull", True),
                    ("until__gte", models.F("since")),
                    _connector="OR",
                ),
                name="schools_concentration_dates_in_order",
                violation_error_message="Tanggal akhir tidak boleh sebelum tanggal mulai.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="concentration",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "schools_concentrationevent" ("code", "decree_id", "id", "name", "name_2022", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id", "replaced_by_id", "since", "sort_key", "synonyms", "until", "years") VALUES (NEW."code", NEW."decree_id", NEW."id", NEW."name", NEW."name_2022", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."program_id", NEW."replaced_by_id", NEW."since", NEW."sort_key", NEW."synonyms", NEW."until", NEW."years"); RETURN NULL;',
                    hash="1c00d747ae8041366ece542627f20783a41b412f",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_00bc2",
                    table="schools_concentration",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="concentration",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "schools_concentrationevent" ("code", "decree_id", "id", "name", "name_2022", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id", "replaced_by_id", "since", "sort_key", "synonyms", "until", "years") VALUES (NEW."code", NEW."decree_id", NEW."id", NEW."name", NEW."name_2022", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."program_id", NEW."replaced_by_id", NEW."since", NEW."sort_key", NEW."synonyms", NEW."until", NEW."years"); RETURN NULL;',
                    hash="cc3d235e59cff8ebf5b2fab2c4cf5a6bfd29718a",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_fe75f",
                    table="schools_concentration",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="concentration",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "schools_concentrationevent" ("code", "decree_id", "id", "name", "name_2022", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id", "replaced_by_id", "since", "sort_key", "synonyms", "until", "years") VALUES (OLD."code", OLD."decree_id", OLD."id", OLD."name", OLD."name_2022", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."program_id", OLD."replaced_by_id", OLD."since", OLD."sort_key", OLD."synonyms", OLD."until", OLD."years"); RETURN NULL;',
                    hash="c1e3c1fd2d0a2d84d690ac8c56ab394b248e22ec",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_48136",
                    table="schools_concentration",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="region",
            index=models.Index(fields=["level", "sort_key"], name="schools_region_by_level"),
        ),
        migrations.AddConstraint(
            model_name="region",
            constraint=models.CheckConstraint(
                condition=models.Q(("level__in", ["province", "regency", "district"])),
                name="schools_region_level_listed",
                violation_error_message="Pilihan ini tidak tersedia.",
            ),
        ),
        migrations.AddConstraint(
            model_name="region",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("time_zone__in", ["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura", ""])
                ),
                name="schools_region_time_zone_listed",
                violation_error_message="Pilihan ini tidak tersedia.",
            ),
        ),
        migrations.AddConstraint(
            model_name="region",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        models.Q(("level", "province"), _negated=True),
                        ("code__regex", "^\\d{2}$"),
                        _connector="OR",
                    ),
                    models.Q(
                        models.Q(("level", "regency"), _negated=True),
                        ("code__regex", "^\\d{2}\\.\\d{2}$"),
                        _connector="OR",
                    ),
                    models.Q(
                        models.Q(("level", "district"), _negated=True),
                        ("code__regex", "^\\d{2}\\.\\d{2}\\.\\d{2}$"),
                        _connector="OR",
                    ),
                ),
                name="schools_region_code_shape",
                violation_error_message="Kode tidak sesuai dengan tingkat wilayahnya.",
            ),
        ),
        migrations.AddConstraint(
            model_name="region",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("level", "province"), ("parent__isnull", True)),
                    models.Q(
                        models.Q(("level", "province"), _negated=True), ("parent__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="schools_region_parent_by_level",
                violation_error_message="Hanya provinsi yang tidak menjadi bagian dari wilayah lain.",
            ),
        ),
        migrations.AddConstraint(
            model_name="region",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("level", "province"), ("time_zone__gt", "")),
                    models.Q(models.Q(("level", "province"), _negated=True), ("time_zone", "")),
                    _connector="OR",
                ),
                name="schools_region_zone_of_province",
                violation_error_message="Zona waktu diisi pada provinsi, tidak di bawahnya.",
            ),
        ),
        migrations.AddConstraint(
            model_name="region",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("latitude__isnull", True), ("longitude__isnull", True)),
                    models.Q(("latitude__isnull", False), ("longitude__isnull", False)),
                    _connector="OR",
                ),
                name="schools_region_latitude_with_longitude",
                violation_error_message="Isi lintang dan bujur, atau kosongkan keduanya.",
            ),
        ),
        migrations.AddConstraint(
            model_name="region",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("latitude__isnull", True),
                    models.Q(("latitude__range", (-12, 7)), ("longitude__range", (94, 142))),
                    _connector="OR",
                ),
                name="schools_region_inside_country",
                violation_error_message="Titik koordinat berada di luar Indonesia.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="region",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "schools_regionevent" ("code", "id", "latitude", "level", "longitude", "name", "other_names", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "short_name", "sort_key", "time_zone") VALUES (NEW."code", NEW."id", NEW."latitude", NEW."level", NEW."longitude", NEW."name", NEW."other_names", NEW."parent_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."short_name", NEW."sort_key", NEW."time_zone"); RETURN NULL;',
                    hash="73ff4167d4a81e45b967ab583bdef480f9a0e95a",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_472a9",
                    table="schools_region",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="region",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "schools_regionevent" ("code", "id", "latitude", "level", "longitude", "name", "other_names", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "short_name", "sort_key", "time_zone") VALUES (NEW."code", NEW."id", NEW."latitude", NEW."level", NEW."longitude", NEW."name", NEW."other_names", NEW."parent_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."short_name", NEW."sort_key", NEW."time_zone"); RETURN NULL;',
                    hash="4dafd3509d871a5a412ba1f7424ca0148cb077f7",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e05a8",
                    table="schools_region",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="region",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "schools_regionevent" ("code", "id", "latitude", "level", "longitude", "name", "other_names", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "short_name", "sort_key", "time_zone") VALUES (OLD."code", OLD."id", OLD."latitude", OLD."level", OLD."longitude", OLD."name", OLD."other_names", OLD."parent_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."short_name", OLD."sort_key", OLD."time_zone"); RETURN NULL;',
                    hash="1ab1441279b8a3b0e0289f4814ef8bcd9588a288",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_3e7ae",
                    table="schools_region",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="officeregion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("since__isnull", True),
                    ("until__isnull", True),
                    ("until__gte", models.F("since")),
                    _connector="OR",
                ),
                name="schools_officeregion_dates_in_order",
                violation_error_message="Tanggal akhir tidak boleh sebelum tanggal mulai.",
            ),
        ),
        migrations.AddConstraint(
            model_name="officeregion",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("office", "="),
                    ("region", "="),
                    (
                        models.Func(
                            models.F("since"),
                            models.F("until"),
                            models.Value("[]"),
                            function="daterange",
                            output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                        ),
                        "&&",
                    ),
                ],
                name="schools_officeregion_once_at_a_time",
                violation_error_message="Wilayah ini sudah tercatat untuk waktu yang sama.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="officeregion",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "schools_officeregionevent" ("id", "office_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region_id", "since", "until") VALUES (NEW."id", NEW."office_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."region_id", NEW."since", NEW."until"); RETURN NULL;',
                    hash="530f91f5327f602581b52417d97cb0b100f08fc5",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_7b640",
                    table="schools_officeregion",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="officeregion",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "schools_officeregionevent" ("id", "office_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region_id", "since", "until") VALUES (NEW."id", NEW."office_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."region_id", NEW."since", NEW."until"); RETURN NULL;',
                    hash="ded0e29f742d78c7699df3334b36529571b62fc0",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c4368",
                    table="schools_officeregion",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="officeregion",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "schools_officeregionevent" ("id", "office_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region_id", "since", "until") VALUES (OLD."id", OLD."office_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."region_id", OLD."since", OLD."until"); RETURN NULL;',
                    hash="79b9b06d58e2007715478447193801f2d67bfb78",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_c3a2e",
                    table="schools_officeregion",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="office",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "province_education",
                            "branch_education",
                            "governor",
                            "secretariat",
                            "agency",
                            "ministry",
                        ],
                    )
                ),
                name="schools_office_kind_listed",
                violation_error_message="Pilihan ini tidak tersedia.",
            ),
        ),
        migrations.AddConstraint(
            model_name="office",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind", "ministry"), ("province__isnull", False), _connector="OR"
                ),
                name="schools_office_province_given",
                violation_error_message="Sebutkan provinsi instansi daerah.",
            ),
        ),
        migrations.AddConstraint(
            model_name="office",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "branch_education"), _negated=True),
                    ("parent__isnull", False),
                    _connector="OR",
                ),
                name="schools_office_branch_has_parent",
                violation_error_message="Sebutkan dinas tempat cabang ini bernaung.",
            ),
        ),
        migrations.AddConstraint(
            model_name="office",
            constraint=models.UniqueConstraint(
                models.F("province"),
                django.db.models.functions.text.Lower("name"),
                name="schools_office_name_once",
                violation_error_message="Instansi dengan nama ini sudah ada di provinsi itu.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="office",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "schools_officeevent" ("address", "email", "id", "kind", "name", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "province_id", "public_id", "short_name", "sort_key") VALUES (NEW."address", NEW."email", NEW."id", NEW."kind", NEW."name", NEW."parent_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."phone", NEW."province_id", NEW."public_id", NEW."short_name", NEW."sort_key"); RETURN NULL;',
                    hash="aa87742e52af08b10f82042b535ca42e5e4f4edd",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_da550",
                    table="schools_office",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="office",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "schools_officeevent" ("address", "email", "id", "kind", "name", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "province_id", "public_id", "short_name", "sort_key") VALUES (NEW."address", NEW."email", NEW."id", NEW."kind", NEW."name", NEW."parent_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."phone", NEW."province_id", NEW."public_id", NEW."short_name", NEW."sort_key"); RETURN NULL;',
                    hash="d7102f2ca2674f337c4de873ac652bc85b2a1575",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e6e86",
                    table="schools_office",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="office",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "schools_officeevent" ("address", "email", "id", "kind", "name", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "province_id", "public_id", "short_name", "sort_key") VALUES (OLD."address", OLD."email", OLD."id", OLD."kind", OLD."name", OLD."parent_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."phone", OLD."province_id", OLD."public_id", OLD."short_name", OLD."sort_key"); RETURN NULL;',
                    hash="c759f69356c8a60e65c3cb9f0028e565f0dc636e",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_6462b",
                    table="schools_office",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "role__in",
                        [
                            "school_admin",
                            "head",
                            "kaprog",
                            "school_reader",
                            "reviewer",
                            "office_viewer",
                            "pengawas",
                            "maintainer",
                        ],
                    )
                ),
                name="schools_membership_role_listed",
                violation_error_message="Pilihan ini tidak tersedia.",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("office__isnull", True),
                        ("role__in", ["school_admin", "head", "kaprog", "school_reader"]),
                        ("school__isnull", False),
                    ),
                    models.Q(
                        ("office__isnull", False),
                        ("role__in", ["reviewer", "office_viewer", "pengawas"]),
                        ("school__isnull", True),
                    ),
                    models.Q(
                        ("office__isnull", True), ("role", "maintainer"), ("school__isnull", True)
                    ),
                    _connector="OR",
                ),
                name="schools_membership_scope_fits_role",
                violation_error_message="Peran sekolah menyebut sekolah, peran kantor menyebut kantor.",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"
                ),
                name="schools_membership_since_before_until",
                violation_error_message="Tanggal akhir tidak boleh sebelum tanggal mulai.",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.UniqueConstraint(
                condition=models.Q(("revoked_at__isnull", True), ("until__isnull", True)),
                fields=("user", "role", "school", "office"),
                name="schools_membership_once",
                nulls_distinct=False,
                violation_error_message="Orang ini sudah memegang peran itu.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="membership",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "schools_membershipevent" ("confirmed_on", "granted_by_id", "id", "office_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "revoked_at", "role", "school_id", "since", "until", "user_id") VALUES (NEW."confirmed_on", NEW."granted_by_id", NEW."id", NEW."office_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."public_id", NEW."revoked_at", NEW."role", NEW."school_id", NEW."since", NEW."until", NEW."user_id"); RETURN NULL;',
                    hash="23b53a2c5c65ebd9752b54abcb7bb07a17277dea",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_2c607",
                    table="schools_membership",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="membership",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "schools_membershipevent" ("confirmed_on", "granted_by_id", "id", "office_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "revoked_at", "role", "school_id", "since", "until", "user_id") VALUES (NEW."confirmed_on", NEW."granted_by_id", NEW."id", NEW."office_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."public_id", NEW."revoked_at", NEW."role", NEW."school_id", NEW."since", NEW."until", NEW."user_id"); RETURN NULL;',
                    hash="3466f0a64dfa3f53d42810287ef9cc125eb66a2b",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_19247",
                    table="schools_membership",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="membership",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "schools_membershipevent" ("confirmed_on", "granted_by_id", "id", "office_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "revoked_at", "role", "school_id", "since", "until", "user_id") VALUES (OLD."confirmed_on", OLD."granted_by_id", OLD."id", OLD."office_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."public_id", OLD."revoked_at", OLD."role", OLD."school_id", OLD."since", OLD."until", OLD."user_id"); RETURN NULL;',
                    hash="786ed61aa5810bc570de80da641363e9912eb689",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_69426",
                    table="schools_membership",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="SupervisedSchool",
            fields=[],
            options={
                "verbose_name": "sekolah binaan",
                "verbose_name_plural": "sekolah binaan",
                "proxy": True,
                "indexes": [],
                "constraints": [],
            },
            bases=("schools.membership_supervised_schools",),
        ),
        migrations.AddConstraint(
            model_name="importrow",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome__in", ["new", "changed", "rejected", "waiting"])),
                name="schools_importrow_outcome_listed",
                violation_error_message="Pilihan ini tidak tersedia.",
            ),
        ),
        migrations.AddConstraint(
            model_name="importrow",
            constraint=models.CheckConstraint(
                condition=models.Q(("undo__in", ["restored", "kept", ""])),
                name="schools_importrow_undo_listed",
                violation_error_message="Pilihan ini tidak tersedia.",
            ),
        ),
        migrations.AddConstraint(
            model_name="importrow",
            constraint=models.UniqueConstraint(
                fields=("run", "number"),
                name="schools_importrow_once",
                violation_error_message="Baris ini sudah tercatat.",
            ),
        ),
        migrations.AddConstraint(
            model_name="accesslink",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["invitation", "reset"])),
                name="schools_accesslink_kind_listed",
                violation_error_message="Pilihan ini tidak tersedia.",
            ),
        ),
        migrations.AddConstraint(
            model_name="accesslink",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "role__in",
                        [
                            "school_admin",
                            "head",
                            "kaprog",
                            "school_reader",
                            "reviewer",
                            "office_viewer",
                            "pengawas",
                            "maintainer",
                            "",
                        ],
                    )
                ),
                name="schools_accesslink_role_listed",
                violation_error_message="Pilihan ini tidak tersedia.",
            ),
        ),
        migrations.AddConstraint(
            model_name="accesslink",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "reset"), ("role", ""), ("user__isnull", False)),
                    models.Q(("kind", "invitation"), models.Q(("role", ""), _negated=True)),
                    _connector="OR",
                ),
                name="schools_accesslink_kind_complete",
                violation_error_message="Undangan menyebut peran; ganti sandi menyebut orang.",
            ),
        ),
        migrations.AddConstraint(
            model_name="accesslink",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind", "reset"),
                    models.Q(
                        ("office__isnull", True),
                        ("role__in", ["school_admin", "head", "kaprog", "school_reader"]),
                        ("school__isnull", False),
                    ),
                    models.Q(
                        ("office__isnull", False),
                        ("role__in", ["reviewer", "office_viewer", "pengawas"]),
                        ("school__isnull", True),
                    ),
                    models.Q(
                        ("office__isnull", True), ("role", "maintainer"), ("school__isnull", True)
                    ),
                    _connector="OR",
                ),
                name="schools_accesslink_scope_fits_role",
                violation_error_message="Peran sekolah menyebut sekolah, peran kantor menyebut kantor.",
            ),
        ),
        migrations.AddConstraint(
            model_name="accesslink",
            constraint=models.CheckConstraint(
                condition=models.Q(("mail__in", ["none", "waiting", "sent", "failed"])),
                name="schools_accesslink_mail_listed",
                violation_error_message="Pilihan ini tidak tersedia.",
            ),
        ),
        migrations.AddConstraint(
            model_name="accesslink",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("used_at__isnull", True), ("user__isnull", False), _connector="OR"
                ),
                name="schools_accesslink_used_by_somebody",
                violation_error_message="Tautan yang dipakai menyebut siapa yang memakainya.",
            ),
        ),
        migrations.AddConstraint(
            model_name="accesslink",
            constraint=models.CheckConstraint(
                condition=models.Q(("expires_at__gt", models.F("created_at"))),
                name="schools_accesslink_created_before_expiry",
                violation_error_message="Tautan berakhir setelah dibuat.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="accesslink",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "schools_accesslinkevent" ("created_at", "email", "expires_at", "id", "invited_by_id", "kind", "mail", "name", "office_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "renewal_asked_at", "revoked_at", "role", "school_id", "until", "used_at", "user_id", "whatsapp") VALUES (NEW."created_at", NEW."email", NEW."expires_at", NEW."id", NEW."invited_by_id", NEW."kind", NEW."mail", NEW."name", NEW."office_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."public_id", NEW."renewal_asked_at", NEW."revoked_at", NEW."role", NEW."school_id", NEW."until", NEW."used_at", NEW."user_id", NEW."whatsapp"); RETURN NULL;',
                    hash="715aa570911bc60411906da794dc62170157aa1e",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_e3047",
                    table="schools_accesslink",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="accesslink",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."expires_at" IS DISTINCT FROM (NEW."expires_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."invited_by_id" IS DISTINCT FROM (NEW."invited_by_id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."mail" IS DISTINCT FROM (NEW."mail") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."office_id" IS DISTINCT FROM (NEW."office_id") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."renewal_asked_at" IS DISTINCT FROM (NEW."renewal_asked_at") OR OLD."revoked_at" IS DISTINCT FROM (NEW."revoked_at") OR OLD."role" IS DISTINCT FROM (NEW."role") OR OLD."school_id" IS DISTINCT FROM (NEW."school_id") OR OLD."until" IS DISTINCT FROM (NEW."until") OR OLD."used_at" IS DISTINCT FROM (NEW."used_at") OR OLD."user_id" IS DISTINCT FROM (NEW."user_id") OR OLD."whatsapp" IS DISTINCT FROM (NEW."whatsapp"))',
                    func='INSERT INTO "schools_accesslinkevent" ("created_at", "email", "expires_at", "id", "invited_by_id", "kind", "mail", "name", "office_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "renewal_asked_at", "revoked_at", "role", "school_id", "until", "used_at", "user_id", "whatsapp") VALUES (NEW."created_at", NEW."email", NEW."expires_at", NEW."id", NEW."invited_by_id", NEW."kind", NEW."mail", NEW."name", NEW."office_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."public_id", NEW."renewal_asked_at", NEW."revoked_at", NEW."role", NEW."school_id", NEW."until", NEW."used_at", NEW."user_id", NEW."whatsapp"); RETURN NULL;',
                    hash="77d4b84406ff518eeedd6a19e2806a5f55bf1116",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_d0eed",
                    table="schools_accesslink",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="accesslink",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "schools_accesslinkevent" ("created_at", "email", "expires_at", "id", "invited_by_id", "kind", "mail", "name", "office_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "renewal_asked_at", "revoked_at", "role", "school_id", "until", "used_at", "user_id", "whatsapp") VALUES (OLD."created_at", OLD."email", OLD."expires_at", OLD."id", OLD."invited_by_id", OLD."kind", OLD."mail", OLD."name", OLD."office_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."public_id", OLD."renewal_asked_at", OLD."revoked_at", OLD."role", OLD."school_id", OLD."until", OLD."used_at", OLD."user_id", OLD."whatsapp"); RETURN NULL;',
                    hash="60724508546b8a90a18c1df1b6923ff44c8be15d",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_f0d51",
                    table="schools_accesslink",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="schoolcontact",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["phone", "whatsapp", "email", "web"])),
                name="schools_schoolcontact_kind_listed",
                violation_error_message="Pilihan ini tidak tersedia.",
            ),
        ),
        migrations.AddConstraint(
            model_name="schoolcontact",
            constraint=models.CheckConstraint(
                condition=models.Q(("value", ""), _negated=True),
                name="schools_schoolcontact_value_given",
                violation_error_message="Isi nomor atau alamatnya.",
            ),
        ),
        migrations.AddConstraint(
            model_name="schoolcontact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "web"), _negated=True),
                    ("value__regex", "^https?://"),
                    _connector="OR",
                ),
                name="schools_schoolcontact_web_address",
                violation_error_message="Alamat web diawali http:// atau https://.",
            ),
        ),
        migrations.AddConstraint(
            model_name="schoolcontact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "email"), _negated=True),
                    ("value__regex", "^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$"),
                    _connector="OR",
                ),
                name="schools_schoolcontact_email_shape",
                violation_error_message="Alamat surel tidak lengkap.",
            ),
        ),
        migrations.AddConstraint(
            model_name="schoolcontact",
            constraint=models.UniqueConstraint(
                models.F("school"),
                models.F("kind"),
                django.db.models.functions.text.Lower("value"),
                condition=models.Q(("ended_on__isnull", True)),
                name="schools_schoolcontact_once",
                violation_error_message="Kontak ini sudah tercatat.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="schoolcontact",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "schools_schoolcontactevent" ("ended_on", "id", "is_public", "kind", "label", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "school_id", "value") VALUES (NEW."ended_on", NEW."id", NEW."is_public", NEW."kind", NEW."label", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."school_id", NEW."value"); RETURN NULL;',
                    hash="3fce71d45c74c34edd3d6016f1c9e983c116c484",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_54235",
                    table="schools_schoolcontact",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="schoolcontact",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "schools_schoolcontactevent" ("ended_on", "id", "is_public", "kind", "label", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "school_id", "value") VALUES (NEW."ended_on", NEW."id", NEW."is_public", NEW."kind", NEW."label", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."school_id", NEW."value"); RETURN NULL;',
                    hash="2ad12b12b9c5d0e44b45f813dd59c329cedb2912",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_3b6c3",
                    table="schools_schoolcontact",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="schoolcontact",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "schools_schoolcontactevent" ("ended_on", "id", "is_public", "kind", "label", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "school_id", "value") VALUES (OLD."ended_on", OLD."id", OLD."is_public", OLD."kind", OLD."label", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."school_id", OLD."value"); RETURN NULL;',
                    hash="9f71577e4309435cfa21d581d7306f4a0bc43c8f",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_7e20e",
                    table="schools_schoolcontact",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="schoolmerge",
            constraint=models.CheckConstraint(
                condition=models.Q(("kept", models.F("merged")), _negated=True),
                name="schools_schoolmerge_two_schools",
                violation_error_message="Pilih dua sekolah yang berbeda.",
            ),
        ),
        migrations.AddConstraint(
            model_name="schoolmerge",
            constraint=models.UniqueConstraint(
                condition=models.Q(("undone_at__isnull", True)),
                fields=("merged",),
                name="schools_schoolmerge_once",
                violation_error_message="Catatan ini sudah digabung.",
            ),
        ),
        migrations.AddConstraint(
            model_name="schoolmerge",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("undone_by__isnull", True), ("undone_at__isnull", False), _connector="OR"
                ),
                name="schools_schoolmerge_undone_with_moment",
                violation_error_message="Catat kapan penggabungan diurungkan.",
            ),
        ),
        migrations.AddConstraint(
            model_name="schoolname",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["former", "spoken", "press"])),
                name="schools_schoolname_kind_listed",
                violation_error_message="Pilihan ini tidak tersedia.",
            ),
        ),
        migrations.AddConstraint(
            model_name="schoolname",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True),
                name="schools_schoolname_name_given",
                violation_error_message="Isi namanya.",
            ),
        ),
        migrations.AddConstraint(
            model_name="schoolname",
            constraint=models.UniqueConstraint(
                models.F("school"),
                django.db.models.functions.text.Lower("name"),
                models.F("kind"),
                name="schools_schoolname_once",
                violation_error_message="Nama ini sudah tercatat.",
            ),
        ),
        migrations.AddConstraint(
            model_name="schoolname",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("since__isnull", True),
                    ("until__isnull", True),
                    ("until__gte", models.F("since")),
                    _connector="OR",
                ),
                name="schools_schoolname_dates_in_order",
                violation_error_message="Tanggal akhir tidak boleh sebelum tanggal mulai.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="schoolname",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "schools_schoolnameevent" ("id", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "school_id", "since", "source_id", "until") VALUES (NEW."id", NEW."kind", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."school_id", NEW."since", NEW."source_id", NEW."until"); RETURN NULL;',
                    hash="fdd6acc75fbc9a364c9d92c33efe3de9d2637bfc",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_e6ca6",
                    table="schools_schoolname",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="schoolname",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "schools_schoolnameevent" ("id", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "school_id", "since", "source_id", "until") VALUES (NEW."id", NEW."kind", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."school_id", NEW."since", NEW."source_id", NEW."until"); RETURN NULL;',
                    hash="c6e387194f4067db7669ca349b355334420d0179",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_3e088",
                    table="schools_schoolname",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="schoolname",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "schools_schoolnameevent" ("id", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "school_id", "since", "source_id", "until") VALUES (OLD."id", OLD."kind", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."school_id", OLD."since", OLD."source_id", OLD."until"); RETURN NULL;',
                    hash="ef6a08eaa3550964d04a44aa2a3a43e9161e5e91",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_831ce",
                    table="schools_schoolname",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="schoolname",
            trigger=pgtrigger.compiler.Trigger(
                name="search_text_on_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    UPDATE schools_school SET official_name = official_name WHERE id IN (NEW.school_id);\n    RETURN NULL;\n",
                    hash="2085f068816ee928683498f2d279686497a3a536",
                    operation="INSERT",
                    pgid="pgtrigger_search_text_on_insert_4a685",
                    table="schools_schoolname",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="schoolname",
            trigger=pgtrigger.compiler.Trigger(
                name="search_text_on_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    UPDATE schools_school SET official_name = official_name WHERE id IN (OLD.school_id, NEW.school_id);\n    RETURN NULL;\n",
                    hash="1ec0cc05db9e6acaddf36923cfdfbb35ed934499",
                    operation='UPDATE OF "name", "school_id"',
                    pgid="pgtrigger_search_text_on_update_27e15",
                    table="schools_schoolname",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="schoolname",
            trigger=pgtrigger.compiler.Trigger(
                name="search_text_on_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    UPDATE schools_school SET official_name = official_name WHERE id IN (OLD.school_id);\n    RETURN NULL;\n",
                    hash="691c676fb9b7b29213650949b1799b1bba848e35",
                    operation="DELETE",
                    pgid="pgtrigger_search_text_on_delete_d6d60",
                    table="schools_schoolname",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="schoolhead",
            constraint=models.CheckConstraint(
                condition=models.Q(("standing__in", ["definitif", "plt", "plh", "pj"])),
                name="schools_schoolhead_standing_listed",
                violation_error_message="Pilihan ini tidak tersedia.",
            ),
        ),
        migrations.AddConstraint(
            model_name="schoolhead",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True),
                name="schools_schoolhead_name_given",
                violation_error_message="Isi nama kepala sekolah.",
            ),
        ),
        migrations.AddConstraint(
            model_name="schoolhead",
            constraint=models.CheckConstraint(
                condition=models.Q(("nip", ""), ("nip__regex", "^[0-9]{18}$"), _connector="OR"),
                name="schools_schoolhead_nip_shape",
                violation_error_message="NIP terdiri atas 18 angka.",
            ),
        ),
        migrations.AddConstraint(
            model_name="schoolhead",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("acting_for", ""),
                    models.Q(("standing", "definitif"), _negated=True),
                    _connector="OR",
                ),
                name="schools_schoolhead_definitive_acts_for_nobody",
                violation_error_message="Kepala definitif tidak menggantikan orang lain.",
            ),
        ),
        migrations.AddConstraint(
            model_name="schoolhead",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("since__isnull", True),
                    ("until__isnull", True),
                    ("until__gte", models.F("since")),
                    _connector="OR",
                ),
                name="schools_schoolhead_dates_in_order",
                violation_error_message="Tanggal akhir tidak boleh sebelum tanggal mulai.",
            ),
        ),
        migrations.AddConstraint(
            model_name="schoolhead",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("known_on__isnull", True),
                    ("until__isnull", True),
                    ("until__gte", models.F("known_on")),
                    _connector="OR",
                ),
                name="schools_schoolhead_known_before_end",
                violation_error_message="Tanggal akhir tidak boleh sebelum tanggal mulai.",
            ),
        ),
        migrations.AddConstraint(
            model_name="schoolhead",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("standing", "definitif")),
                expressions=[
                    ("school", "="),
                    (
                        models.Func(
                            models.Func(
                                models.F("since"), models.F("known_on"), function="COALESCE"
                            ),
                            models.F("until"),
                            models.Value("[]"),
                            function="daterange",
                            output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                        ),
                        "&&",
                    ),
                ],
                name="schools_schoolhead_one_definitive",
                violation_error_message="Pada waktu itu sudah ada kepala definitif; akhiri dulu masa jabatannya.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="schoolhead",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "schools_schoolheadevent" ("acting_for", "id", "known_on", "name", "nip", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "school_id", "since", "source_id", "standing", "until") VALUES (NEW."acting_for", NEW."id", NEW."known_on", NEW."name", NEW."nip", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."school_id", NEW."since", NEW."source_id", NEW."standing", NEW."until"); RETURN NULL;',
                    hash="2adede5e4485402a0ef10519753290ace0fb007e",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_640c4",
                    table="schools_schoolhead",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="schoolhead",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "schools_schoolheadevent" ("acting_for", "id", "known_on", "name", "nip", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "school_id", "since", "source_id", "standing", "until") VALUES (NEW."acting_for", NEW."id", NEW."known_on", NEW."name", NEW."nip", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."school_id", NEW."since", NEW."source_id", NEW."standing", NEW."until"); RETURN NULL;',
                    hash="75432f805f8b24732c640e0ab96ccec96e67caa2",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_eecc0",
                    table="schools_schoolhead",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="schoolhead",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "schools_schoolheadevent" ("acting_for", "id", "known_on", "name", "nip", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "school_id", "since", "source_id", "standing", "until") VALUES (OLD."acting_for", OLD."id", OLD."known_on", OLD."name", OLD."nip", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."school_id", OLD."since", OLD."source_id", OLD."standing", OLD."until"); RETURN NULL;',
                    hash="a4db83dfabe4030bf55ceeda25666701fbec047d",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_64c6e",
                    table="schools_schoolhead",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="schoolgroup",
            index=models.Index(fields=["sort_key", "id"], name="schools_group_order"),
        ),
        migrations.AddIndex(
            model_name="schoolgroup",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["search_text"], name="schools_group_search", opclasses=["gin_trgm_ops"]
            ),
        ),
        migrations.AddConstraint(
            model_name="schoolgroup",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["mkks", "consortium", "fostered", "other"])),
                name="schools_schoolgroup_kind_listed",
                violation_error_message="Pilihan ini tidak tersedia.",
            ),
        ),
        migrations.AddConstraint(
            model_name="schoolgroup",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True),
                name="schools_schoolgroup_name_given",
                violation_error_message="Isi nama kelompok.",
            ),
        ),
        migrations.AddConstraint(
            model_name="schoolgroup",
            constraint=models.UniqueConstraint(
                models.F("province"),
                django.db.models.functions.text.Lower("name"),
                name="schools_schoolgroup_name_once",
                violation_error_message="Kelompok dengan nama ini sudah ada di provinsi itu.",
            ),
        ),
        migrations.AddConstraint(
            model_name="schoolgroup",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("since__isnull", True),
                    ("until__isnull", True),
                    ("until__gte", models.F("since")),
                    _connector="OR",
                ),
                name="schools_schoolgroup_dates_in_order",
                violation_error_message="Tanggal akhir tidak boleh sebelum tanggal mulai.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="schoolgroup",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "schools_schoolgroupevent" ("id", "kind", "known_names", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "public_id", "regency_id", "revision", "since", "source_id", "until") VALUES (NEW."id", NEW."kind", NEW."known_names", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."province_id", NEW."public_id", NEW."regency_id", NEW."revision", NEW."since", NEW."source_id", NEW."until"); RETURN NULL;',
                    hash="28c0d64d2de79473204816a7a1f8ea052bb6197b",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_52d84",
                    table="schools_schoolgroup",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="schoolgroup",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."known_names" IS DISTINCT FROM (NEW."known_names") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."province_id" IS DISTINCT FROM (NEW."province_id") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."regency_id" IS DISTINCT FROM (NEW."regency_id") OR OLD."revision" IS DISTINCT FROM (NEW."revision") OR OLD."since" IS DISTINCT FROM (NEW."since") OR OLD."source_id" IS DISTINCT FROM (NEW."source_id") OR OLD."until" IS DISTINCT FROM (NEW."until"))',
                    func='INSERT INTO "schools_schoolgroupevent" ("id", "kind", "known_names", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "public_id", "regency_id", "revision", "since", "source_id", "until") VALUES (NEW."id", NEW."kind", NEW."known_names", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."province_id", NEW."public_id", NEW."regency_id", NEW."revision", NEW."since", NEW."source_id", NEW."until"); RETURN NULL;',
                    hash="ad5942feff16bbd7ec1ff16af2e0ec096a7a0f79",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_43dbd",
                    table="schools_schoolgroup",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="schoolgroup",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "schools_schoolgroupevent" ("id", "kind", "known_names", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "public_id", "regency_id", "revision", "since", "source_id", "until") VALUES (OLD."id", OLD."kind", OLD."known_names", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."province_id", OLD."public_id", OLD."regency_id", OLD."revision", OLD."since", OLD."source_id", OLD."until"); RETURN NULL;',
                    hash="cce0da6e3882ab34f7c3e8ea0116ac7c5d1f30a9",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_29554",
                    table="schools_schoolgroup",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="schoolgroup",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_search_text",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    NEW.search_text := ' ' || regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(btrim(regexp_replace(lower(translate(concat_ws(' ', NEW.name, array_to_string(NEW.known_names, ' '),\n    (SELECT concat_ws(' ', area.short_name, area.name)\n       FROM schools_region area WHERE area.id = COALESCE(NEW.regency_id, NEW.province_id))), '''’‘`', '') COLLATE \"C\"), '[^a-z0-9]+', ' ', 'g')), '\\ysekolah menengah kejuruan\\y', 'smk', 'g'), '([a-z])([0-9])', '\\1 \\2', 'g'), '\\ynegri\\y', 'negeri', 'g'), '\\ysmk (negeri|n)\\y', 'smkn', 'g'), '\\ysmk (swasta|s)\\y', 'smks', 'g'), '\\ykabupaten\\y', 'kab', 'g'), '\\ykecamatan\\y', 'kec', 'g'), '\\ypropinsi\\y', 'provinsi', 'g'), '\\y0+([0-9]{1,2})\\y', '\\1', 'g') || ' ';\n    NEW.sort_key := regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(btrim(regexp_replace(lower(translate(NEW.name, '''’‘`', '') COLLATE \"C\"), '[^a-z0-9]+', ' ', 'g')), '\\ysekolah menengah kejuruan\\y', 'smk', 'g'), '([a-z])([0-9])', '\\1 \\2', 'g'), '\\ynegri\\y', 'negeri', 'g'), '\\ysmk (negeri|n)\\y', 'smkn', 'g'), '\\ysmk (swasta|s)\\y', 'smks', 'g'), '\\ykabupaten\\y', 'kab', 'g'), '\\ykecamatan\\y', 'kec', 'g'), '\\ypropinsi\\y', 'provinsi', 'g'), '\\y0+([0-9]{1,2})\\y', '\\1', 'g'), '([0-9]+)', '000\\1', 'g'), '0*([0-9]{4,})', '\\1', 'g');\n    RETURN NEW;\n",
                    hash="98e762e871a32d141cd51e30efc4d9fa621aecc1",
                    operation='INSERT OR UPDATE OF "name", "known_names", "province_id", "regency_id"',
                    pgid="pgtrigger_keep_search_text_ae4ff",
                    table="schools_schoolgroup",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="schoolgroup",
            trigger=pgtrigger.compiler.Trigger(
                name="regions_fit",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF NEW.regency_id IS NOT NULL AND\n            (SELECT parent_id FROM schools_region WHERE id = NEW.regency_id)\n            IS DISTINCT FROM NEW.province_id THEN\n        RAISE EXCEPTION 'the regency lies in another province' USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'schools_schoolgroup_regency_in_province',\n            TABLE = 'schools_schoolgroup';\n    END IF;\n    RETURN NEW;\n",
                    hash="2acfcde3429ee7b39896c4b057f199de940c1590",
                    operation='INSERT OR UPDATE OF "province_id", "regency_id"',
                    pgid="pgtrigger_regions_fit_84783",
                    table="schools_schoolgroup",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="schoolfigure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["pupils", "teachers", "staff", "classes", "rooms", "land_ha"])
                ),
                name="schools_schoolfigure_kind_listed",
                violation_error_message="Pilihan ini tidak tersedia.",
            ),
        ),
        migrations.AddConstraint(
            model_name="schoolfigure",
            constraint=models.CheckConstraint(
                condition=models.Q(("precision__in", ["day", "month", "year"])),
                name="schools_schoolfigure_precision_listed",
                violation_error_message="Pilihan ini tidak tersedia.",
            ),
        ),
        migrations.AddConstraint(
            model_name="schoolfigure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("value__gte", 0), ("value__isnull", False)),
                    models.Q(
                        ("value__isnull", True), models.Q(("printed_value", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="schools_schoolfigure_value_given",
                violation_error_message="Isi jumlahnya, atau kata-kata yang dipakai sumber.",
            ),
        ),
        migrations.AddConstraint(
            model_name="schoolfigure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        models.Q(("precision", "month"), _negated=True),
                        ("as_of__day", 1),
                        _connector="OR",
                    ),
                    models.Q(
                        models.Q(("precision", "year"), _negated=True),
                        models.Q(("as_of__day", 1), ("as_of__month", 1)),
                        _connector="OR",
                    ),
                ),
                name="schools_schoolfigure_first_possible_day",
                violation_error_message="Untuk bulan atau tahun, tulis hari pertamanya.",
            ),
        ),
        migrations.AddConstraint(
            model_name="schoolfigure",
            constraint=models.UniqueConstraint(
                fields=("school", "kind", "as_of", "source"),
                name="schools_schoolfigure_once",
                violation_error_message="Sumber ini sudah menyebut angka itu untuk tanggal yang sama.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="schoolfigure",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "schools_schoolfigureevent" ("as_of", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "precision", "printed_date", "printed_value", "school_id", "source_id", "value") VALUES (NEW."as_of", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."precision", NEW."printed_date", NEW."printed_value", NEW."school_id", NEW."source_id", NEW."value"); RETURN NULL;',
                    hash="3dd452683d54ad3d460f55fdc1cdd640b66b9022",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_481f0",
                    table="schools_schoolfigure",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="schoolfigure",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "schools_schoolfigureevent" ("as_of", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "precision", "printed_date", "printed_value", "school_id", "source_id", "value") VALUES (NEW."as_of", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."precision", NEW."printed_date", NEW."printed_value", NEW."school_id", NEW."source_id", NEW."value"); RETURN NULL;',
                    hash="d41920598329ef33caa51df27d9a706454162bb7",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7005a",
                    table="schools_schoolfigure",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="schoolfigure",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "schools_schoolfigureevent" ("as_of", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "precision", "printed_date", "printed_value", "school_id", "source_id", "value") VALUES (OLD."as_of", OLD."id", OLD."kind", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."precision", OLD."printed_date", OLD."printed_value", OLD."school_id", OLD."source_id", OLD."value"); RETURN NULL;',
                    hash="4176ff5dc1819e3d7a5d31a04e92796b302c6462",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_70e7a",
                    table="schools_schoolfigure",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="schoolconcentration",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("since__isnull", True),
                    ("until__isnull", True),
                    ("until__gte", models.F("since")),
                    _connector="OR",
                ),
                name="schools_schoolconcentration_dates_in_order",
                violation_error_message="Tanggal akhir tidak boleh sebelum tanggal mulai.",
            ),
        ),
        migrations.AddConstraint(
            model_name="schoolconcentration",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("school", "="),
                    ("concentration", "="),
                    (
                        models.Func(
                            models.F("since"),
                            models.F("until"),
                            models.Value("[]"),
                            function="daterange",
                            output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                        ),
                        "&&",
                    ),
                ],
                name="schools_schoolconcentration_once_at_a_time",
                violation_error_message="Konsentrasi ini sudah tercatat untuk waktu yang sama.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="schoolconcentration",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "schools_schoolconcentrationevent" ("concentration_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "school_id", "since", "source_id", "until") VALUES (NEW."concentration_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."school_id", NEW."since", NEW."source_id", NEW."until"); RETURN NULL;',
                    hash="3303da716d71095aa572dc97aeca7699f9be3f13",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_d2e60",
                    table="schools_schoolconcentration",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="schoolconcentration",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "schools_schoolconcentrationevent" ("concentration_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "school_id", "since", "source_id", "until") VALUES (NEW."concentration_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."school_id", NEW."since", NEW."source_id", NEW."until"); RETURN NULL;',
                    hash="3a6b6bda1157b2b33b82b463bdf706a2390e5f38",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_aa368",
                    table="schools_schoolconcentration",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="schoolconcentration",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "schools_schoolconcentrationevent" ("concentration_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "school_id", "since", "source_id", "until") VALUES (OLD."concentration_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."school_id", OLD."since", OLD."source_id", OLD."until"); RETURN NULL;',
                    hash="46559f480864c486e07578cbc1753ad19cef1696",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_3da53",
                    table="schools_schoolconcentration",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="school",
            index=models.Index(fields=["sort_key", "id"], name="schools_school_order"),
        ),
        migrations.AddIndex(
            model_name="school",
            index=models.Index(
                fields=["province", "sort_key", "id"], name="schools_school_by_province"
            ),
        ),
        migrations.AddIndex(
            model_name="school",
            index=models.Index(
                fields=["regency", "sort_key", "id"], name="schools_school_by_regency"
            ),
        ),
        migrations.AddIndex(
            model_name="school",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["search_text"], name="schools_school_search", opclasses=["gin_trgm_ops"]
            ),
        ),
        migrations.AddConstraint(
            model_name="school",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["negeri", "swasta"])),
                name="schools_school_status_listed",
                violation_error_message="Pilihan ini tidak tersedia.",
            ),
        ),
        migrations.AddConstraint(
            model_name="school",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "owner__in",
                        [
                            "province",
                            "foundation",
                            "association",
                            "religion_ministry",
                            "ministry",
                            "other",
                            "",
                        ],
                    )
                ),
                name="schools_school_owner_listed",
                violation_error_message="Pilihan ini tidak tersedia.",
            ),
        ),
        migrations.AddConstraint(
            model_name="school",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("accreditation__in", ["A", "B", "C", "none"]),
                    ("accreditation__isnull", True),
                    _connector="OR",
                ),
                name="schools_school_accreditation_listed",
                violation_error_message="Pilihan ini tidak tersedia.",
            ),
        ),
        migrations.AddConstraint(
            model_name="school",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("npsn__isnull", True), ("npsn__regex", "^[0-9]{8}$"), _connector="OR"
                ),
                name="schools_school_npsn_shape",
                violation_error_message="NPSN terdiri atas delapan angka.",
            ),
        ),
        migrations.AddConstraint(
            model_name="school",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("temporary_npsn__isnull", True),
                    ("temporary_npsn__regex", "^NP[0-9]{6}$"),
                    _connector="OR",
                ),
                name="schools_school_temporary_npsn_shape",
                violation_error_message="Nomor sementara terdiri atas NP dan enam angka.",
            ),
        ),
        migrations.AddConstraint(
            model_name="school",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("official_name", ""), _negated=True),
                    models.Q(("name", ""), _negated=True),
                ),
                name="schools_school_name_given",
                violation_error_message="Isi nama sekolah.",
            ),
        ),
        migrations.AddConstraint(
            model_name="school",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("postal_code", ""), ("postal_code__regex", "^[0-9]{5}$"), _connector="OR"
                ),
                name="schools_school_postal_code_shape",
                violation_error_message="Kode pos terdiri atas lima angka.",
            ),
        ),
        migrations.AddConstraint(
            model_name="school",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("latitude__isnull", True), ("longitude__isnull", True)),
                    models.Q(("latitude__isnull", False), ("longitude__isnull", False)),
                    _connector="OR",
                ),
                name="schools_school_latitude_with_longitude",
                violation_error_message="Isi lintang dan bujur, atau kosongkan keduanya.",
            ),
        ),
        migrations.AddConstraint(
            model_name="school",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("latitude__isnull", True),
                    models.Q(("latitude__range", (-12, 7)), ("longitude__range", (94, 142))),
                    _connector="OR",
                ),
                name="schools_school_inside_country",
                violation_error_message="Titik koordinat berada di luar Indonesia.",
            ),
        ),
        migrations.AddConstraint(
            model_name="school",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("accreditation__in", ["A", "B", "C"]), ("accreditation__isnull", False)
                    ),
                    models.Q(("accreditation_decree", ""), ("accreditation_until__isnull", True)),
                    _connector="OR",
                ),
                name="schools_school_decree_of_grade",
                violation_error_message="SK dan masa berlaku hanya untuk peringkat A, B, atau C.",
            ),
        ),
        migrations.AddConstraint(
            model_name="school",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("founded_on__isnull", True),
                    ("closed_on__isnull", True),
                    ("closed_on__gte", models.F("founded_on")),
                    _connector="OR",
                ),
                name="schools_school_founded_before_closed",
                violation_error_message="Sekolah tidak dapat tutup sebelum berdiri.",
            ),
        ),
        migrations.AddConstraint(
            model_name="school",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("successor__isnull", True),
                    models.Q(
                        ("closed_on__isnull", False),
                        models.Q(("successor", models.F("id")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="schools_school_successor_of_closed",
                violation_error_message="Penerus dicatat pada sekolah lain yang sudah tutup.",
            ),
        ),
        migrations.AddConstraint(
            model_name="school",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("merged_into__isnull", True),
                    models.Q(("merged_into", models.F("id")), _negated=True),
                    _connector="OR",
                ),
                name="schools_school_not_merged_into_itself",
                violation_error_message="Catatan tidak dapat digabung dengan dirinya sendiri.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="school",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "schools_schoolevent" ("accreditation", "accreditation_decree", "accreditation_until", "closed_on", "district_id", "foundation_name", "founded_on", "id", "is_reference", "languages", "latitude", "longitude", "merged_into_id", "name", "npsn", "official_name", "owner", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "postal_code", "province_id", "public_id", "regency_id", "revision", "selection_provider", "source_id", "status", "street", "successor_id", "temporary_npsn", "values", "village") VALUES (NEW."accreditation", NEW."accreditation_decree", NEW."accreditation_until", NEW."closed_on", NEW."district_id", NEW."foundation_name", NEW."founded_on", NEW."id", NEW."is_reference", NEW."languages", NEW."latitude", NEW."longitude", NEW."merged_into_id", NEW."name", NEW."npsn", NEW."official_name", NEW."owner", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."postal_code", NEW."province_id", NEW."public_id", NEW."regency_id", NEW."revision", NEW."selection_provider", NEW."source_id", NEW."status", NEW."street", NEW."successor_id", NEW."temporary_npsn", NEW."values", NEW."village"); RETURN NULL;',
                    hash="b4a596a29cf665035bc4e7026f27d5599e402feb",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_65445",
                    table="schools_school",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="school",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."accreditation" IS DISTINCT FROM (NEW."accreditation") OR OLD."accreditation_decree" IS DISTINCT FROM (NEW."accreditation_decree") OR OLD."accreditation_until" IS DISTINCT FROM (NEW."accreditation_until") OR OLD."closed_on" IS DISTINCT FROM (NEW."closed_on") OR OLD."district_id" IS DISTINCT FROM (NEW."district_id") OR OLD."foundation_name" IS DISTINCT FROM (NEW."foundation_name") OR OLD."founded_on" IS DISTINCT FROM (NEW."founded_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_reference" IS DISTINCT FROM (NEW."is_reference") OR OLD."languages" IS DISTINCT FROM (NEW."languages") OR OLD."latitude" IS DISTINCT FROM (NEW."latitude") OR OLD."longitude" IS DISTINCT FROM (NEW."longitude") OR OLD."merged_into_id" IS DISTINCT FROM (NEW."merged_into_id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."npsn" IS DISTINCT FROM (NEW."npsn") OR OLD."official_name" IS DISTINCT FROM (NEW."official_name") OR OLD."owner" IS DISTINCT FROM (NEW."owner") OR OLD."postal_code" IS DISTINCT FROM (NEW."postal_code") OR OLD."province_id" IS DISTINCT FROM (NEW."province_id") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."regency_id" IS DISTINCT FROM (NEW."regency_id") OR OLD."revision" IS DISTINCT FROM (NEW."revision") OR OLD."selection_provider" IS DISTINCT FROM (NEW."selection_provider") OR OLD."source_id" IS DISTINCT FROM (NEW."source_id") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."street" IS DISTINCT FROM (NEW."street") OR OLD."successor_id" IS DISTINCT FROM (NEW."successor_id") OR OLD."temporary_npsn" IS DISTINCT FROM (NEW."temporary_npsn") OR OLD."values" IS DISTINCT FROM (NEW."values") OR OLD."village" IS DISTINCT FROM (NEW."village"))',
                    func='INSERT INTO "schools_schoolevent" ("accreditation", "accreditation_decree", "accreditation_until", "closed_on", "district_id", "foundation_name", "founded_on", "id", "is_reference", "languages", "latitude", "longitude", "merged_into_id", "name", "npsn", "official_name", "owner", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "postal_code", "province_id", "public_id", "regency_id", "revision", "selection_provider", "source_id", "status", "street", "successor_id", "temporary_npsn", "values", "village") VALUES (NEW."accreditation", NEW."accreditation_decree", NEW."accreditation_until", NEW."closed_on", NEW."district_id", NEW."foundation_name", NEW."founded_on", NEW."id", NEW."is_reference", NEW."languages", NEW."latitude", NEW."longitude", NEW."merged_into_id", NEW."name", NEW."npsn", NEW."official_name", NEW."owner", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."postal_code", NEW."province_id", NEW."public_id", NEW."regency_id", NEW."revision", NEW."selection_provider", NEW."source_id", NEW."status", NEW."street", NEW."successor_id", NEW."temporary_npsn", NEW."values", NEW."village"); RETURN NULL;',
                    hash="0b9cacd7b4689b1e55018ca1f488a7cfa3e4389d",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_792e7",
                    table="schools_school",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="school",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "schools_schoolevent" ("accreditation", "accreditation_decree", "accreditation_until", "closed_on", "district_id", "foundation_name", "founded_on", "id", "is_reference", "languages", "latitude", "longitude", "merged_into_id", "name", "npsn", "official_name", "owner", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "postal_code", "province_id", "public_id", "regency_id", "revision", "selection_provider", "source_id", "status", "street", "successor_id", "temporary_npsn", "values", "village") VALUES (OLD."accreditation", OLD."accreditation_decree", OLD."accreditation_until", OLD."closed_on", OLD."district_id", OLD."foundation_name", OLD."founded_on", OLD."id", OLD."is_reference", OLD."languages", OLD."latitude", OLD."longitude", OLD."merged_into_id", OLD."name", OLD."npsn", OLD."official_name", OLD."owner", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."postal_code", OLD."province_id", OLD."public_id", OLD."regency_id", OLD."revision", OLD."selection_provider", OLD."source_id", OLD."status", OLD."street", OLD."successor_id", OLD."temporary_npsn", OLD."values", OLD."village"); RETURN NULL;',
                    hash="e5701e7d335917f5bde7bcd7c0f62dbfe23f6044",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_1ffa2",
                    table="schools_school",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="school",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_search_text",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    NEW.search_text := ' ' || regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(btrim(regexp_replace(lower(translate(concat_ws(' ', CASE NEW.status WHEN 'negeri' THEN 'smkn' ELSE 'smks' END,\n    NEW.official_name, NEW.name, NEW.npsn, NEW.temporary_npsn,\n    (SELECT string_agg(known.name, ' ')\n       FROM schools_schoolname known WHERE known.school_id = NEW.id),\n    (SELECT concat_ws(' ', area.short_name, whole.name)\n       FROM schools_region area JOIN schools_region whole ON whole.id = area.parent_id\n      WHERE area.id = NEW.regency_id)), '''’‘`', '') COLLATE \"C\"), '[^a-z0-9]+', ' ', 'g')), '\\ysekolah menengah kejuruan\\y', 'smk', 'g'), '([a-z])([0-9])', '\\1 \\2', 'g'), '\\ynegri\\y', 'negeri', 'g'), '\\ysmk (negeri|n)\\y', 'smkn', 'g'), '\\ysmk (swasta|s)\\y', 'smks', 'g'), '\\ykabupaten\\y', 'kab', 'g'), '\\ykecamatan\\y', 'kec', 'g'), '\\ypropinsi\\y', 'provinsi', 'g'), '\\y0+([0-9]{1,2})\\y', '\\1', 'g') || ' ';\n    NEW.sort_key := regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(btrim(regexp_replace(lower(translate(NEW.name, '''’‘`', '') COLLATE \"C\"), '[^a-z0-9]+', ' ', 'g')), '\\ysekolah menengah kejuruan\\y', 'smk', 'g'), '([a-z])([0-9])', '\\1 \\2', 'g'), '\\ynegri\\y', 'negeri', 'g'), '\\ysmk (negeri|n)\\y', 'smkn', 'g'), '\\ysmk (swasta|s)\\y', 'smks', 'g'), '\\ykabupaten\\y', 'kab', 'g'), '\\ykecamatan\\y', 'kec', 'g'), '\\ypropinsi\\y', 'provinsi', 'g'), '\\y0+([0-9]{1,2})\\y', '\\1', 'g'), '([0-9]+)', '000\\1', 'g'), '0*([0-9]{4,})', '\\1', 'g');\n    RETURN NEW;\n",
                    hash="594becdb284bb9e41e00d98c54a2f4c5987090b7",
                    operation='INSERT OR UPDATE OF "official_name", "name", "status", "npsn", "temporary_npsn", "regency_id"',
                    pgid="pgtrigger_keep_search_text_d5812",
                    table="schools_school",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="school",
            trigger=pgtrigger.compiler.Trigger(
                name="regions_fit",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF (SELECT parent_id FROM schools_region WHERE id = NEW.regency_id)\n            IS DISTINCT FROM NEW.province_id THEN\n        RAISE EXCEPTION 'the regency lies in another province' USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'schools_school_regency_in_province',\n            TABLE = 'schools_school';\n    END IF;\n    IF NEW.district_id IS NOT NULL AND\n            (SELECT parent_id FROM schools_region WHERE id = NEW.district_id)\n            IS DISTINCT FROM NEW.regency_id THEN\n        RAISE EXCEPTION 'the district lies in another regency' USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'schools_school_district_in_regency',\n            TABLE = 'schools_school';\n    END IF;\n    RETURN NEW;\n",
                    hash="4d031b231bf375f8fcaa8ffe3ac0fbdb00dca2ab",
                    operation='INSERT OR UPDATE OF "province_id", "regency_id", "district_id"',
                    pgid="pgtrigger_regions_fit_88111",
                    table="schools_school",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="groupmember",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("since__isnull", True),
                    ("until__isnull", True),
                    ("until__gte", models.F("since")),
                    _connector="OR",
                ),
                name="schools_groupmember_dates_in_order",
                violation_error_message="Tanggal akhir tidak boleh sebelum tanggal mulai.",
            ),
        ),
        migrations.AddConstraint(
            model_name="groupmember",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("group", "="),
                    ("school", "="),
                    (
                        models.Func(
                            models.F("since"),
                            models.F("until"),
                            models.Value("[]"),
                            function="daterange",
                            output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                        ),
                        "&&",
                    ),
                ],
                name="schools_groupmember_once_at_a_time",
                violation_error_message="Sekolah ini sudah anggota pada waktu itu.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="groupmember",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "schools_groupmemberevent" ("group_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "school_id", "since", "source_id", "until") VALUES (NEW."group_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."school_id", NEW."since", NEW."source_id", NEW."until"); RETURN NULL;',
                    hash="220931992af036b876a8dadfaa6500d93934e3aa",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_a489b",
                    table="schools_groupmember",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="groupmember",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "schools_groupmemberevent" ("group_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "school_id", "since", "source_id", "until") VALUES (NEW."group_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."school_id", NEW."since", NEW."source_id", NEW."until"); RETURN NULL;',
                    hash="e5e59e4e31f1f4ff4c69727b869b624bf859d444",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a585e",
                    table="schools_groupmember",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="groupmember",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "schools_groupmemberevent" ("group_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "school_id", "since", "source_id", "until") VALUES (OLD."group_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."school_id", OLD."since", OLD."source_id", OLD."until"); RETURN NULL;',
                    hash="e829a72f95121631eba4b157570601f04f2507b3",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_979c1",
                    table="schools_groupmember",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="toldapart",
            constraint=models.CheckConstraint(
                condition=models.Q(("first__lt", models.F("second"))),
                name="schools_toldapart_in_order",
                violation_error_message="Pilih dua sekolah yang berbeda.",
            ),
        ),
        migrations.AddConstraint(
            model_name="toldapart",
            constraint=models.UniqueConstraint(
                fields=("first", "second"),
                name="schools_toldapart_once",
                violation_error_message="Pasangan ini sudah dinyatakan berbeda.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="toldapart",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "schools_toldapartevent" ("first_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "second_id", "told_at", "told_by_id") VALUES (NEW."first_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."second_id", NEW."told_at", NEW."told_by_id"); RETURN NULL;',
                    hash="27497905d80be84754ac32c3f5485b95607c09ec",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_c3a33",
                    table="schools_toldapart",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="toldapart",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "schools_toldapartevent" ("first_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "second_id", "told_at", "told_by_id") VALUES (NEW."first_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."second_id", NEW."told_at", NEW."told_by_id"); RETURN NULL;',
                    hash="d9613eecd968f050caa830c2b78a201da37c650a",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_37033",
                    table="schools_toldapart",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="toldapart",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "schools_toldapartevent" ("first_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "second_id", "told_at", "told_by_id") VALUES (OLD."first_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."second_id", OLD."told_at", OLD."told_by_id"); RETURN NULL;',
                    hash="f2f7c39eb411855db15260929e35c2eebc0e1cd9",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_1e66e",
                    table="schools_toldapart",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="ledconcentration",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "schools_ledconcentrationevent" ("concentration_id", "id", "membership_id", "pgh_context_id", "pgh_created_at", "pgh_label") VALUES (NEW."concentration_id", NEW."id", NEW."membership_id", _pgh_attach_context(), NOW(), \'insert\'); RETURN NULL;',
                    hash="31326e9556708ae1709af5ac23c14c45759493a9",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_a6b95",
                    table="schools_membership_concentrations",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="ledconcentration",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "schools_ledconcentrationevent" ("concentration_id", "id", "membership_id", "pgh_context_id", "pgh_created_at", "pgh_label") VALUES (NEW."concentration_id", NEW."id", NEW."membership_id", _pgh_attach_context(), NOW(), \'update\'); RETURN NULL;',
                    hash="2ca5d947f477bf5e3795c5c73e50d8f945823684",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_d342a",
                    table="schools_membership_concentrations",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="ledconcentration",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "schools_ledconcentrationevent" ("concentration_id", "id", "membership_id", "pgh_context_id", "pgh_created_at", "pgh_label") VALUES (OLD."concentration_id", OLD."id", OLD."membership_id", _pgh_attach_context(), NOW(), \'delete\'); RETURN NULL;',
                    hash="44044ce4bd12bef6282b6710aae013d57c611154",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_df56c",
                    table="schools_membership_concentrations",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="supervisedschool",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "schools_supervisedschoolevent" ("id", "membership_id", "pgh_context_id", "pgh_created_at", "pgh_label", "school_id") VALUES (NEW."id", NEW."membership_id", _pgh_attach_context(), NOW(), \'insert\', NEW."school_id"); RETURN NULL;',
                    hash="1f0219d3bee6e0a03d2a8e8190294fadb4ed7731",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_13ce6",
                    table="schools_membership_supervised_schools",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="supervisedschool",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "schools_supervisedschoolevent" ("id", "membership_id", "pgh_context_id", "pgh_created_at", "pgh_label", "school_id") VALUES (NEW."id", NEW."membership_id", _pgh_attach_context(), NOW(), \'update\', NEW."school_id"); RETURN NULL;',
                    hash="2a9370e7a944261fa7dd930d0fac1c03172737ea",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e444e",
                    table="schools_membership_supervised_schools",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="supervisedschool",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "schools_supervisedschoolevent" ("id", "membership_id", "pgh_context_id", "pgh_created_at", "pgh_label", "school_id") VALUES (OLD."id", OLD."membership_id", _pgh_attach_context(), NOW(), \'delete\', OLD."school_id"); RETURN NULL;',
                    hash="a280c603f5c665c3508dbe713e775fe5451005a4",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_efe08",
                    table="schools_membership_supervised_schools",
                    when="AFTER",
                ),
            ),
        ),
    ]

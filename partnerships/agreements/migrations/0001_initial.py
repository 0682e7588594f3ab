import datetime
import uuid

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.comparison
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import accounts.records
import partnerships.agreements.models.agreements
import partnerships.agreements.models.documents
import partnerships.agreements.models.instruments
from accounts.migrating import GroupedMigration


class Migration(GroupedMigration):
    initial = True

    dependencies = [
        ("partners", "0001_initial"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("schools", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Agreement",
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
                    "verification_code",
                    models.CharField(
                        default=partnerships.agreements.models.agreements.new_verification_code,
                        editable=False,
                        max_length=16,
                        unique=True,
                        verbose_name="kode verifikasi",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("nota_kesepahaman", "Nota Kesepahaman (MoU)"),
                            ("kesepakatan_bersama", "Kesepakatan Bersama"),
                            ("nota_kesepakatan", "Nota Kesepakatan (dengan pemerintah pusat)"),
                            ("pks", "Perjanjian Kerja Sama (PKS)"),
                            ("rencana_kerja", "Rencana Kerja"),
                            ("surat_kesediaan", "Surat kesediaan atau surat balasan"),
                            ("unknown", "Bentuk belum diketahui"),
                        ],
                        default="pks",
                        max_length=20,
                        verbose_name="jenis",
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=300, verbose_name="judul")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draf"),
                            ("submitted", "Menunggu persetujuan"),
                            ("recorded", "Tercatat"),
                            ("verified", "Terverifikasi"),
                            ("terminated", "Diakhiri"),
                            ("cancelled", "Dibatalkan"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=12,
                        verbose_name="status",
                    ),
                ),
                (
                    "published_from_source",
                    models.BooleanField(
                        default=False,
                        help_text="Diketahui dari sumber publik; tampil dengan label, tanpa nomor dan QR.",
                        verbose_name="tampil menurut sumber publik",
                    ),
                ),
                (
                    "signed_on",
                    models.DateField(blank=True, null=True, verbose_name="tanggal penandatanganan"),
                ),
                (
                    "signed_on_precision",
                    models.CharField(
                        choices=[("day", "hari"), ("month", "bulan"), ("year", "tahun")],
                        default="day",
                        max_length=5,
                        verbose_name="ketelitian tanggal",
                    ),
                ),
                (
                    "signed_on_text",
                    models.CharField(
                        blank=True,
                        max_length=100,
                        verbose_name="tanggal seperti tertulis di sumber",
                    ),
                ),
                (
                    "signed_at",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="tempat penandatanganan"
                    ),
                ),
                (
                    "authority_document",
                    models.CharField(
                        blank=True,
                        help_text="Nomor dan tanggal; hanya diminta untuk kerja sama tingkat provinsi.",
                        max_length=200,
                        verbose_name="surat kuasa",
                    ),
                ),
                (
                    "has_materai",
                    models.BooleanField(blank=True, null=True, verbose_name="bermeterai"),
                ),
                (
                    "original_location",
                    models.CharField(
                        blank=True,
                        help_text="Misalnya: lemari hubin, map 2025-3.",
                        max_length=200,
                        verbose_name="tempat naskah asli",
                    ),
                ),
                ("notes", models.TextField(blank=True, verbose_name="catatan intern")),
                (
                    "registration_number",
                    models.CharField(
                        blank=True,
                        editable=False,
                        max_length=30,
                        null=True,
                        unique=True,
                        verbose_name="Nomor Registrasi Selaras",
                    ),
                ),
                (
                    "runs",
                    django.contrib.postgres.fields.ranges.DateRangeField(
                        blank=True, editable=False, null=True, verbose_name="masa berlaku"
                    ),
                ),
                (
                    "starts_on",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            models.F("runs"), function="lower", output_field=models.DateField()
                        ),
                        output_field=models.DateField(null=True),
                        verbose_name="berlaku sejak",
                    ),
                ),
                (
                    "ends_on",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            models.F("runs"),
                            output_field=models.DateField(),
                            template="(upper(%(expressions)s) - 1)",
                        ),
                        output_field=models.DateField(null=True),
                        verbose_name="berlaku sampai dengan",
                    ),
                ),
                (
                    "submitted_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="diajukan pada"
                    ),
                ),
                (
                    "recorded_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="tercatat pada"
                    ),
                ),
                (
                    "verified_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="terverifikasi pada"
                    ),
                ),
                (
                    "ended_on",
                    models.DateField(
                        blank=True, editable=False, null=True, verbose_name="diakhiri per tanggal"
                    ),
                ),
                (
                    "state_reason",
                    models.TextField(blank=True, editable=False, verbose_name="alasan status"),
                ),
                (
                    "steps_sent",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20),
                        blank=True,
                        default=list,
                        editable=False,
                        size=None,
                    ),
                ),
                ("search_text", models.TextField(default="", editable=False)),
                ("content_text", models.TextField(default="", editable=False)),
                ("partner_key", models.CharField(editable=False, max_length=400, null=True)),
                (
                    "school_regions",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, editable=False, size=None
                    ),
                ),
                (
                    "regions",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, editable=False, size=None
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="dibuat oleh",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="agreements.agreement",
                        verbose_name="dinaungi oleh",
                    ),
                ),
                (
                    "predecessor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="successors",
                        to="agreements.agreement",
                        verbose_name="memperpanjang",
                    ),
                ),
                (
                    "recording_office",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recorded_agreements",
                        to="schools.office",
                        verbose_name="kantor pencatat",
                    ),
                ),
                (
                    "recording_school",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recorded_agreements",
                        to="schools.school",
                        verbose_name="sekolah pencatat",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="schools.source",
                        verbose_name="sumber",
                    ),
                ),
            ],
            options={
                "verbose_name": "kerja sama",
                "verbose_name_plural": "kerja sama",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="AgreementEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("revision", models.PositiveIntegerField(default=0, editable=False)),
                ("form_token", models.UUIDField(blank=True, editable=False, null=True)),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="dibuat pada")),
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
                    "verification_code",
                    models.CharField(
                        default=partnerships.agreements.models.agreements.new_verification_code,
                        editable=False,
                        max_length=16,
                        verbose_name="kode verifikasi",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("nota_kesepahaman", "Nota Kesepahaman (MoU)"),
                            ("kesepakatan_bersama", "Kesepakatan Bersama"),
                            ("nota_kesepakatan", "Nota Kesepakatan (dengan pemerintah pusat)"),
                            ("pks", "Perjanjian Kerja Sama (PKS)"),
                            ("rencana_kerja", "Rencana Kerja"),
                            ("surat_kesediaan", "Surat kesediaan atau surat balasan"),
                            ("unknown", "Bentuk belum diketahui"),
                        ],
                        default="pks",
                        max_length=20,
                        verbose_name="jenis",
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=300, verbose_name="judul")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draf"),
                            ("submitted", "Menunggu persetujuan"),
                            ("recorded", "Tercatat"),
                            ("verified", "Terverifikasi"),
                            ("terminated", "Diakhiri"),
                            ("cancelled", "Dibatalkan"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=12,
                        verbose_name="status",
                    ),
                ),
                (
                    "published_from_source",
                    models.BooleanField(
                        default=False,
                        help_text="Diketahui dari sumber publik; tampil dengan label, tanpa nomor dan QR.",
                        verbose_name="tampil menurut sumber publik",
                    ),
                ),
                (
                    "signed_on",
                    models.DateField(blank=True, null=True, verbose_name="tanggal penandatanganan"),
                ),
                (
                    "signed_on_precision",
                    models.CharField(
                        choices=[("day", "hari"), ("month", "bulan"), ("year", "tahun")],
                        default="day",
                        max_length=5,
                        verbose_name="ketelitian tanggal",
                    ),
                ),
                (
                    "signed_on_text",
                    models.CharField(
                        blank=True,
                        max_length=100,
                        verbose_name="tanggal seperti tertulis di sumber",
                    ),
                ),
                (
                    "signed_at",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="tempat penandatanganan"
                    ),
                ),
                (
                    "authority_document",
                    models.CharField(
                        blank=True,
                        help_text="Nomor dan tanggal; hanya diminta untuk kerja sama tingkat provinsi.",
                        max_length=200,
                        verbose_name="surat kuasa",
                    ),
                ),
                (
                    "has_materai",
                    models.BooleanField(blank=True, null=True, verbose_name="bermeterai"),
                ),
                (
                    "original_location",
                    models.CharField(
                        blank=True,
                        help_text="Misalnya: lemari hubin, map 2025-3.",
                        max_length=200,
                        verbose_name="tempat naskah asli",
                    ),
                ),
                ("notes", models.TextField(blank=True, verbose_name="catatan intern")),
                (
                    "registration_number",
                    models.CharField(
                        blank=True,
                        editable=False,
                        max_length=30,
                        null=True,
                        verbose_name="Nomor Registrasi Selaras",
                    ),
                ),
                (
                    "runs",
                    django.contrib.postgres.fields.ranges.DateRangeField(
                        blank=True, editable=False, null=True, verbose_name="masa berlaku"
                    ),
                ),
                (
                    "starts_on",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            models.F("runs"), function="lower", output_field=models.DateField()
                        ),
                        output_field=models.DateField(null=True),
                        verbose_name="berlaku sejak",
                    ),
                ),
                (
                    "ends_on",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            models.F("runs"),
                            output_field=models.DateField(),
                            template="(upper(%(expressions)s) - 1)",
                        ),
                        output_field=models.DateField(null=True),
                        verbose_name="berlaku sampai dengan",
                    ),
                ),
                (
                    "submitted_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="diajukan pada"
                    ),
                ),
                (
                    "recorded_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="tercatat pada"
                    ),
                ),
                (
                    "verified_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="terverifikasi pada"
                    ),
                ),
                (
                    "ended_on",
                    models.DateField(
                        blank=True, editable=False, null=True, verbose_name="diakhiri per tanggal"
                    ),
                ),
                (
                    "state_reason",
                    models.TextField(blank=True, editable=False, verbose_name="alasan status"),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="dibuat oleh",
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
                        to="agreements.agreement",
                        verbose_name="dinaungi oleh",
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
                        to="agreements.agreement",
                    ),
                ),
                (
                    "predecessor",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="agreements.agreement",
                        verbose_name="memperpanjang",
                    ),
                ),
                (
                    "recording_office",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="schools.office",
                        verbose_name="kantor pencatat",
                    ),
                ),
                (
                    "recording_school",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="schools.school",
                        verbose_name="sekolah pencatat",
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
                "verbose_name": "riwayat kerja sama",
                "verbose_name_plural": "riwayat kerja sama",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AgreementImport",
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
                (
                    "default_kind",
                    models.CharField(
                        choices=[
                            ("nota_kesepahaman", "Nota Kesepahaman (MoU)"),
                            ("kesepakatan_bersama", "Kesepakatan Bersama"),
                            ("nota_kesepakatan", "Nota Kesepakatan (dengan pemerintah pusat)"),
                            ("pks", "Perjanjian Kerja Sama (PKS)"),
                            ("rencana_kerja", "Rencana Kerja"),
                            ("surat_kesediaan", "Surat kesediaan atau surat balasan"),
                            ("unknown", "Bentuk belum diketahui"),
                        ],
                        default="unknown",
                        max_length=20,
                        verbose_name="jenis bila tidak disebut",
                    ),
                ),
                (
                    "unread",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60),
                        default=list,
                        size=None,
                        verbose_name="kolom yang tidak dibaca",
                    ),
                ),
                ("headings", models.JSONField(default=list, verbose_name="kolom yang dibaca")),
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
                    "office",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schools.office",
                        verbose_name="kantor",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schools.school",
                        verbose_name="sekolah",
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
                "verbose_name": "impor daftar kerja sama",
                "verbose_name_plural": "impor daftar kerja sama",
                "ordering": ["-created_at", "-pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AgreementImportEvent",
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
                (
                    "default_kind",
                    models.CharField(
                        choices=[
                            ("nota_kesepahaman", "Nota Kesepahaman (MoU)"),
                            ("kesepakatan_bersama", "Kesepakatan Bersama"),
                            ("nota_kesepakatan", "Nota Kesepakatan (dengan pemerintah pusat)"),
                            ("pks", "Perjanjian Kerja Sama (PKS)"),
                            ("rencana_kerja", "Rencana Kerja"),
                            ("surat_kesediaan", "Surat kesediaan atau surat balasan"),
                            ("unknown", "Bentuk belum diketahui"),
                        ],
                        default="unknown",
                        max_length=20,
                        verbose_name="jenis bila tidak disebut",
                    ),
                ),
                (
                    "unread",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60),
                        default=list,
                        size=None,
                        verbose_name="kolom yang tidak dibaca",
                    ),
                ),
                ("headings", models.JSONField(default=list, verbose_name="kolom yang dibaca")),
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
                    "office",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="schools.office",
                        verbose_name="kantor",
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
                        to="agreements.agreementimport",
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
            ],
            options={
                "verbose_name": "riwayat impor daftar kerja sama",
                "verbose_name_plural": "riwayat impor daftar kerja sama",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AgreementImportRow",
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
                ("form_token", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("values", models.JSONField(default=dict, verbose_name="isi")),
                (
                    "partner_key",
                    models.CharField(
                        blank=True, max_length=250, verbose_name="nama mitra yang dibandingkan"
                    ),
                ),
                (
                    "candidates",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(),
                        default=list,
                        size=None,
                        verbose_name="mitra yang mirip",
                    ),
                ),
                (
                    "is_partner_new",
                    models.BooleanField(default=False, verbose_name="mitra baru diusulkan"),
                ),
                ("is_wanted", models.BooleanField(default=True, verbose_name="dibuat")),
                (
                    "twin_row",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="baris yang serupa"
                    ),
                ),
                (
                    "made_revision",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="revisi draf saat dibuat"
                    ),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="import_rows",
                        to="agreements.agreement",
                        verbose_name="draf",
                    ),
                ),
                (
                    "partner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="partners.partner",
                        verbose_name="mitra",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rows",
                        to="agreements.agreementimport",
                        verbose_name="impor",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        blank=True,
                        help_text="Kosong bila dicatat kantor sendiri.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schools.school",
                        verbose_name="sekolah pencatat",
                    ),
                ),
                (
                    "twin",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="agreements.agreement",
                        verbose_name="kerja sama yang serupa",
                    ),
                ),
            ],
            options={
                "verbose_name": "baris impor kerja sama",
                "verbose_name_plural": "baris impor kerja sama",
                "ordering": ["run", "number", "pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "verdict",
                    models.CharField(
                        choices=[("confirmed", "Dibenarkan"), ("objected", "Keberatan")],
                        max_length=10,
                        verbose_name="jawaban",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="alasan")),
                ("at", models.DateTimeField(verbose_name="pada")),
                (
                    "resolved_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="selesai pada"),
                ),
                ("resolution", models.TextField(blank=True, verbose_name="penyelesaian")),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="agreements.agreement",
                        verbose_name="kerja sama",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="oleh",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schools.school",
                        verbose_name="sekolah",
                    ),
                ),
            ],
            options={
                "verbose_name": "jawaban sekolah",
                "verbose_name_plural": "jawaban sekolah",
                "ordering": ["agreement", "school"],
            },
        ),
        migrations.CreateModel(
            name="AnswerEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "verdict",
                    models.CharField(
                        choices=[("confirmed", "Dibenarkan"), ("objected", "Keberatan")],
                        max_length=10,
                        verbose_name="jawaban",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="alasan")),
                ("at", models.DateTimeField(verbose_name="pada")),
                (
                    "resolved_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="selesai pada"),
                ),
                ("resolution", models.TextField(blank=True, verbose_name="penyelesaian")),
                (
                    "agreement",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="agreements.agreement",
                        verbose_name="kerja sama",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="oleh",
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
                        to="agreements.answer",
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
                "verbose_name": "riwayat jawaban sekolah",
                "verbose_name_plural": "riwayat jawaban sekolah",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Correction",
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
                    "direction",
                    models.CharField(
                        choices=[
                            ("to_office", "Diajukan sekolah"),
                            ("to_school", "Diminta kantor"),
                        ],
                        max_length=10,
                        verbose_name="arah",
                    ),
                ),
                ("field", models.CharField(max_length=60, verbose_name="bagian")),
                ("old_value", models.TextField(blank=True, verbose_name="tertulis")),
                ("new_value", models.TextField(blank=True, verbose_name="seharusnya")),
                (
                    "proposal",
                    models.JSONField(
                        blank=True, default=dict, editable=False, verbose_name="isian"
                    ),
                ),
                ("reason", models.TextField(verbose_name="alasan")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("open", "Menunggu"),
                            ("accepted", "Diterima"),
                            ("refused", "Ditolak"),
                            ("withdrawn", "Ditarik"),
                        ],
                        default="open",
                        max_length=10,
                        verbose_name="hasil",
                    ),
                ),
                ("asked_at", models.DateTimeField(verbose_name="diminta pada")),
                (
                    "decided_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="diputuskan pada"),
                ),
                ("decision_note", models.TextField(blank=True, verbose_name="catatan keputusan")),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="corrections",
                        to="agreements.agreement",
                        verbose_name="kerja sama",
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="diminta oleh",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="diputuskan oleh",
                    ),
                ),
            ],
            options={
                "verbose_name": "koreksi",
                "verbose_name_plural": "koreksi",
                "ordering": ["-asked_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="CorrectionEvent",
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
                    "direction",
                    models.CharField(
                        choices=[
                            ("to_office", "Diajukan sekolah"),
                            ("to_school", "Diminta kantor"),
                        ],
                        max_length=10,
                        verbose_name="arah",
                    ),
                ),
                ("field", models.CharField(max_length=60, verbose_name="bagian")),
                ("old_value", models.TextField(blank=True, verbose_name="tertulis")),
                ("new_value", models.TextField(blank=True, verbose_name="seharusnya")),
                (
                    "proposal",
                    models.JSONField(
                        blank=True, default=dict, editable=False, verbose_name="isian"
                    ),
                ),
                ("reason", models.TextField(verbose_name="alasan")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("open", "Menunggu"),
                            ("accepted", "Diterima"),
                            ("refused", "Ditolak"),
                            ("withdrawn", "Ditarik"),
                        ],
                        default="open",
                        max_length=10,
                        verbose_name="hasil",
                    ),
                ),
                ("asked_at", models.DateTimeField(verbose_name="diminta pada")),
                (
                    "decided_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="diputuskan pada"),
                ),
                ("decision_note", models.TextField(blank=True, verbose_name="catatan keputusan")),
                (
                    "agreement",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="agreements.agreement",
                        verbose_name="kerja sama",
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="diminta oleh",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="diputuskan oleh",
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
                        to="agreements.correction",
                    ),
                ),
            ],
            options={
                "verbose_name": "riwayat koreksi",
                "verbose_name_plural": "riwayat koreksi",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CoverageRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "during",
                    django.contrib.postgres.fields.ranges.DateRangeField(
                        default=partnerships.agreements.models.instruments.always,
                        editable=False,
                        verbose_name="berlaku selama",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("school", "Sekolah tertentu"),
                            ("region", "Semua SMK di wilayah"),
                            ("state", "Semua SMK negeri di wilayah"),
                            ("concentration", "SMK di wilayah dengan konsentrasi keahlian"),
                            ("foundation", "Sekolah satu yayasan"),
                            ("group", "Anggota kelompok, misalnya MKKS"),
                        ],
                        default="school",
                        max_length=15,
                        verbose_name="aturan",
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        blank=True,
                        help_text="Yayasan atau kelompok seperti tercantum pada naskah.",
                        max_length=200,
                        verbose_name="nama seperti tertulis",
                    ),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="agreements.agreement",
                        verbose_name="kerja sama",
                    ),
                ),
                (
                    "concentration",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schools.concentration",
                        verbose_name="konsentrasi keahlian",
                    ),
                ),
                (
                    "foundation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="coverage_rules",
                        to="partners.partner",
                        verbose_name="yayasan",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="coverage_rules",
                        to="schools.schoolgroup",
                        verbose_name="kelompok sekolah",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schools.region",
                        verbose_name="wilayah",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="coverage_rules",
                        to="schools.school",
                        verbose_name="sekolah",
                    ),
                ),
            ],
            options={
                "verbose_name": "cakupan sekolah",
                "verbose_name_plural": "cakupan sekolah",
                "ordering": ["agreement", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Document",
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
                            ("manuscript", "Naskah yang ditandatangani"),
                            ("amendment", "Adendum"),
                            ("authority", "Surat kuasa"),
                            ("reply", "Surat balasan atau kesediaan"),
                            ("approval", "Persetujuan kepala sekolah"),
                            ("public_copy", "Salinan publik"),
                            ("attachment", "Lampiran"),
                            ("evidence", "Bukti realisasi"),
                            ("other", "Lainnya"),
                        ],
                        default="manuscript",
                        max_length=12,
                        verbose_name="jenis",
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=200, verbose_name="judul")),
                (
                    "visibility",
                    models.CharField(
                        choices=[
                            ("parties", "Para pihak dan kantornya"),
                            ("office", "Hanya kantor dinas"),
                            ("public", "Umum"),
                        ],
                        default="parties",
                        max_length=8,
                        verbose_name="boleh dibuka oleh",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="catatan")),
                (
                    "created_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now,
                        editable=False,
                        verbose_name="ditambahkan pada",
                    ),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="documents",
                        to="agreements.agreement",
                        verbose_name="kerja sama",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="ditambahkan oleh",
                    ),
                ),
            ],
            options={
                "verbose_name": "dokumen",
                "verbose_name_plural": "dokumen",
                "ordering": ["agreement", "pk"],
            },
        ),
        migrations.CreateModel(
            name="DocumentVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(default=1, verbose_name="versi")),
                (
                    "file",
                    models.FileField(
                        upload_to=partnerships.agreements.models.documents.stored_name,
                        verbose_name="berkas",
                    ),
                ),
                ("original_name", models.CharField(max_length=150, verbose_name="nama berkas")),
                ("size", models.PositiveIntegerField(verbose_name="ukuran (bita)")),
                ("pages", models.PositiveSmallIntegerField(verbose_name="banyaknya halaman")),
                (
                    "sha256_uploaded",
                    models.CharField(
                        db_index=True,
                        help_text="Untuk gabungan foto: sidik berkas gabungannya; tiap foto punya sidik sendiri.",
                        max_length=64,
                        verbose_name="SHA-256 berkas asal",
                    ),
                ),
                (
                    "sha256_stored",
                    models.CharField(
                        db_index=True, max_length=64, verbose_name="SHA-256 berkas tersimpan"
                    ),
                ),
                (
                    "uploaded_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now,
                        editable=False,
                        verbose_name="diunggah pada",
                    ),
                ),
                (
                    "replacement_reason",
                    models.CharField(blank=True, max_length=300, verbose_name="alasan penggantian"),
                ),
                (
                    "is_of_photos",
                    models.BooleanField(
                        default=False,
                        help_text="Halamannya foto yang disatukan di sini, jadi dapat diputar satu per satu.",
                        verbose_name="dari foto",
                    ),
                ),
                (
                    "rendering",
                    models.CharField(
                        choices=[
                            ("waiting", "Halaman sedang disiapkan"),
                            ("done", "Halaman siap dibaca"),
                            ("failed", "Halaman tidak dapat digambar"),
                        ],
                        default="waiting",
                        editable=False,
                        max_length=8,
                        verbose_name="gambar halaman",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="agreements.document",
                        verbose_name="dokumen",
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="diunggah oleh",
                    ),
                ),
            ],
            options={
                "verbose_name": "versi dokumen",
                "verbose_name_plural": "versi dokumen",
                "ordering": ["document", "-number"],
            },
        ),
        migrations.CreateModel(
            name="DocumentPage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="halaman")),
                (
                    "file",
                    models.FileField(
                        upload_to=partnerships.agreements.models.documents.stored_name,
                        verbose_name="gambar",
                    ),
                ),
                ("width", models.PositiveSmallIntegerField(verbose_name="lebar (piksel)")),
                ("height", models.PositiveSmallIntegerField(verbose_name="tinggi (piksel)")),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="page_images",
                        to="agreements.documentversion",
                        verbose_name="versi dokumen",
                    ),
                ),
            ],
            options={
                "verbose_name": "gambar halaman",
                "verbose_name_plural": "gambar halaman",
                "ordering": ["version", "number"],
            },
        ),
        migrations.CreateModel(
            name="DocumentVersionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("number", models.PositiveSmallIntegerField(default=1, verbose_name="versi")),
                (
                    "file",
                    models.FileField(
                        upload_to=partnerships.agreements.models.documents.stored_name,
                        verbose_name="berkas",
                    ),
                ),
                ("original_name", models.CharField(max_length=150, verbose_name="nama berkas")),
                ("size", models.PositiveIntegerField(verbose_name="ukuran (bita)")),
                ("pages", models.PositiveSmallIntegerField(verbose_name="banyaknya halaman")),
                (
                    "sha256_uploaded",
                    models.CharField(
                        help_text="Untuk gabungan foto: sidik berkas gabungannya; tiap foto punya sidik sendiri.",
                        max_length=64,
                        verbose_name="SHA-256 berkas asal",
                    ),
                ),
                (
                    "sha256_stored",
                    models.CharField(max_length=64, verbose_name="SHA-256 berkas tersimpan"),
                ),
                (
                    "uploaded_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now,
                        editable=False,
                        verbose_name="diunggah pada",
                    ),
                ),
                (
                    "replacement_reason",
                    models.CharField(blank=True, max_length=300, verbose_name="alasan penggantian"),
                ),
                (
                    "is_of_photos",
                    models.BooleanField(
                        default=False,
                        help_text="Halamannya foto yang disatukan di sini, jadi dapat diputar satu per satu.",
                        verbose_name="dari foto",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="agreements.document",
                        verbose_name="dokumen",
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
                        to="agreements.documentversion",
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="diunggah oleh",
                    ),
                ),
            ],
            options={
                "verbose_name": "riwayat versi dokumen",
                "verbose_name_plural": "riwayat versi dokumen",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Instrument",
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
                        choices=[("original", "Naskah asli"), ("amendment", "Adendum")],
                        max_length=10,
                        verbose_name="jenis",
                    ),
                ),
                ("sequence", models.PositiveSmallIntegerField(default=0, verbose_name="urutan")),
                ("number", models.CharField(blank=True, max_length=200, verbose_name="nomor")),
                (
                    "signed_on",
                    models.DateField(blank=True, null=True, verbose_name="ditandatangani pada"),
                ),
                (
                    "effective_on",
                    models.DateField(blank=True, null=True, verbose_name="berlaku sejak"),
                ),
                (
                    "subjects",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("term", "Jangka waktu"),
                                ("scope", "Ruang lingkup"),
                                ("coverage", "Cakupan sekolah"),
                                ("parties", "Para pihak"),
                                ("obligations", "Hak dan kewajiban"),
                                ("ending", "Ketentuan pengakhiran"),
                                ("administrative", "Data administrasi"),
                            ],
                            max_length=15,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="yang diubah",
                    ),
                ),
                ("summary", models.TextField(blank=True, verbose_name="ringkasan perubahan")),
                (
                    "submitted_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="diajukan pada"
                    ),
                ),
                (
                    "return_reason",
                    models.TextField(
                        blank=True, editable=False, verbose_name="alasan pengembalian"
                    ),
                ),
                (
                    "took_effect_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="diberlakukan pada"
                    ),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="instruments",
                        to="agreements.agreement",
                        verbose_name="kerja sama",
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="diajukan oleh",
                    ),
                ),
                (
                    "took_effect_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="diberlakukan oleh",
                    ),
                ),
            ],
            options={
                "verbose_name": "naskah",
                "verbose_name_plural": "naskah",
                "ordering": ["agreement", "sequence"],
            },
        ),
        migrations.CreateModel(
            name="DocumentEvent",
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
                            ("manuscript", "Naskah yang ditandatangani"),
                            ("amendment", "Adendum"),
                            ("authority", "Surat kuasa"),
                            ("reply", "Surat balasan atau kesediaan"),
                            ("approval", "Persetujuan kepala sekolah"),
                            ("public_copy", "Salinan publik"),
                            ("attachment", "Lampiran"),
                            ("evidence", "Bukti realisasi"),
                            ("other", "Lainnya"),
                        ],
                        default="manuscript",
                        max_length=12,
                        verbose_name="jenis",
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=200, verbose_name="judul")),
                (
                    "visibility",
                    models.CharField(
                        choices=[
                            ("parties", "Para pihak dan kantornya"),
                            ("office", "Hanya kantor dinas"),
                            ("public", "Umum"),
                        ],
                        default="parties",
                        max_length=8,
                        verbose_name="boleh dibuka oleh",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="catatan")),
                (
                    "created_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now,
                        editable=False,
                        verbose_name="ditambahkan pada",
                    ),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="agreements.agreement",
                        verbose_name="kerja sama",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="ditambahkan oleh",
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
                        to="agreements.document",
                    ),
                ),
                (
                    "instrument",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="agreements.instrument",
                        verbose_name="naskah atau adendum",
                    ),
                ),
            ],
            options={
                "verbose_name": "riwayat dokumen",
                "verbose_name_plural": "riwayat dokumen",
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="document",
            name="instrument",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.RESTRICT,
                related_name="documents",
                to="agreements.instrument",
                verbose_name="naskah atau adendum",
            ),
        ),
        migrations.CreateModel(
            name="CoverageRuleEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "during",
                    django.contrib.postgres.fields.ranges.DateRangeField(
                        default=partnerships.agreements.models.instruments.always,
                        editable=False,
                        verbose_name="berlaku selama",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("school", "Sekolah tertentu"),
                            ("region", "Semua SMK di wilayah"),
                            ("state", "Semua SMK negeri di wilayah"),
                            ("concentration", "SMK di wilayah dengan konsentrasi keahlian"),
                            ("foundation", "Sekolah satu yayasan"),
                            ("group", "Anggota kelompok, misalnya MKKS"),
                        ],
                        default="school",
                        max_length=15,
                        verbose_name="aturan",
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        blank=True,
                        help_text="Yayasan atau kelompok seperti tercantum pada naskah.",
                        max_length=200,
                        verbose_name="nama seperti tertulis",
                    ),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="agreements.agreement",
                        verbose_name="kerja sama",
                    ),
                ),
                (
                    "concentration",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="schools.concentration",
                        verbose_name="konsentrasi keahlian",
                    ),
                ),
                (
                    "foundation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="partners.partner",
                        verbose_name="yayasan",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="schools.schoolgroup",
                        verbose_name="kelompok sekolah",
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
                        to="agreements.coveragerule",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="schools.region",
                        verbose_name="wilayah",
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
                (
                    "instrument",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="agreements.instrument",
                        verbose_name="naskah",
                    ),
                ),
            ],
            options={
                "verbose_name": "riwayat cakupan sekolah",
                "verbose_name_plural": "riwayat cakupan sekolah",
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="coveragerule",
            name="instrument",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="%(class)ss",
                to="agreements.instrument",
                verbose_name="naskah",
            ),
        ),
        migrations.CreateModel(
            name="InstrumentEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[("original", "Naskah asli"), ("amendment", "Adendum")],
                        max_length=10,
                        verbose_name="jenis",
                    ),
                ),
                ("sequence", models.PositiveSmallIntegerField(default=0, verbose_name="urutan")),
                ("number", models.CharField(blank=True, max_length=200, verbose_name="nomor")),
                (
                    "signed_on",
                    models.DateField(blank=True, null=True, verbose_name="ditandatangani pada"),
                ),
                (
                    "effective_on",
                    models.DateField(blank=True, null=True, verbose_name="berlaku sejak"),
                ),
                (
                    "subjects",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("term", "Jangka waktu"),
                                ("scope", "Ruang lingkup"),
                                ("coverage", "Cakupan sekolah"),
                                ("parties", "Para pihak"),
                                ("obligations", "Hak dan kewajiban"),
                                ("ending", "Ketentuan pengakhiran"),
                                ("administrative", "Data administrasi"),
                            ],
                            max_length=15,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="yang diubah",
                    ),
                ),
                ("summary", models.TextField(blank=True, verbose_name="ringkasan perubahan")),
                (
                    "submitted_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="diajukan pada"
                    ),
                ),
                (
                    "return_reason",
                    models.TextField(
                        blank=True, editable=False, verbose_name="alasan pengembalian"
                    ),
                ),
                (
                    "took_effect_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="diberlakukan pada"
                    ),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="agreements.agreement",
                        verbose_name="kerja sama",
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
                        to="agreements.instrument",
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="diajukan oleh",
                    ),
                ),
                (
                    "took_effect_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="diberlakukan oleh",
                    ),
                ),
            ],
            options={
                "verbose_name": "riwayat naskah",
                "verbose_name_plural": "riwayat naskah",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Obligation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "during",
                    django.contrib.postgres.fields.ranges.DateRangeField(
                        default=partnerships.agreements.models.instruments.always,
                        editable=False,
                        verbose_name="berlaku selama",
                    ),
                ),
                (
                    "item",
                    models.CharField(
                        choices=[
                            ("1", "Kurikulum disusun bersama industri"),
                            ("2", "Pembelajaran berbasis proyek riil"),
                            ("3", "Guru atau ahli dari industri mengajar"),
                            ("4", "PKL atau magang"),
                            ("5", "Sertifikasi kompetensi"),
                            ("6", "Pembaruan teknologi dan pelatihan guru"),
                            ("7", "Riset terapan"),
                            ("8", "Komitmen serapan lulusan"),
                            ("i", "Kerja sama lain: beasiswa, hibah, dan lainnya"),
                        ],
                        max_length=1,
                        verbose_name="butir",
                    ),
                ),
                (
                    "quantity",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=15,
                        null=True,
                        verbose_name="jumlah",
                    ),
                ),
                (
                    "unit",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("hours", "jam per semester per program"),
                            ("months", "bulan"),
                            ("seats", "tempat per tahun"),
                            ("certificates", "sertifikat per tahun"),
                            ("people", "orang per tahun"),
                            ("times", "kali per tahun"),
                            ("rupiah", "rupiah"),
                        ],
                        max_length=12,
                        verbose_name="satuan",
                    ),
                ),
                ("detail", models.CharField(blank=True, max_length=500, verbose_name="keterangan")),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="agreements.agreement",
                        verbose_name="kerja sama",
                    ),
                ),
                (
                    "instrument",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="agreements.instrument",
                        verbose_name="naskah",
                    ),
                ),
            ],
            options={
                "verbose_name": "butir link and match",
                "verbose_name_plural": "butir link and match",
                "ordering": ["agreement", "item", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ObligationEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "during",
                    django.contrib.postgres.fields.ranges.DateRangeField(
                        default=partnerships.agreements.models.instruments.always,
                        editable=False,
                        verbose_name="berlaku selama",
                    ),
                ),
                (
                    "item",
                    models.CharField(
                        choices=[
                            ("1", "Kurikulum disusun bersama industri"),
                            ("2", "Pembelajaran berbasis proyek riil"),
                            ("3", "Guru atau ahli dari industri mengajar"),
                            ("4", "PKL atau magang"),
                            ("5", "Sertifikasi kompetensi"),
                            ("6", "Pembaruan teknologi dan pelatihan guru"),
                            ("7", "Riset terapan"),
                            ("8", "Komitmen serapan lulusan"),
                            ("i", "Kerja sama lain: beasiswa, hibah, dan lainnya"),
                        ],
                        max_length=1,
                        verbose_name="butir",
                    ),
                ),
                (
                    "quantity",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=15,
                        null=True,
                        verbose_name="jumlah",
                    ),
                ),
                (
                    "unit",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("hours", "jam per semester per program"),
                            ("months", "bulan"),
                            ("seats", "tempat per tahun"),
                            ("certificates", "sertifikat per tahun"),
                            ("people", "orang per tahun"),
                            ("times", "kali per tahun"),
                            ("rupiah", "rupiah"),
                        ],
                        max_length=12,
                        verbose_name="satuan",
                    ),
                ),
                ("detail", models.CharField(blank=True, max_length=500, verbose_name="keterangan")),
                (
                    "agreement",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="agreements.agreement",
                        verbose_name="kerja sama",
                    ),
                ),
                (
                    "instrument",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="agreements.instrument",
                        verbose_name="naskah",
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
                        to="agreements.obligation",
                    ),
                ),
            ],
            options={
                "verbose_name": "riwayat butir link and match",
                "verbose_name_plural": "riwayat butir link and match",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Party",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "during",
                    django.contrib.postgres.fields.ranges.DateRangeField(
                        default=partnerships.agreements.models.instruments.always,
                        editable=False,
                        verbose_name="berlaku selama",
                    ),
                ),
                (
                    "side",
                    models.PositiveSmallIntegerField(
                        help_text="Yang berada di pihak yang sama bernomor sama.",
                        verbose_name="pihak ke-",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="urutan")),
                (
                    "letter_number",
                    models.CharField(
                        blank=True,
                        help_text="Seperti tertulis.",
                        max_length=80,
                        verbose_name="nomor surat pihak ini",
                    ),
                ),
                (
                    "signed_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="ditandatangani pihak ini pada"
                    ),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parties",
                        to="agreements.agreement",
                        verbose_name="kerja sama",
                    ),
                ),
                (
                    "instrument",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="agreements.instrument",
                        verbose_name="naskah",
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parties",
                        to="schools.office",
                        verbose_name="lembaga pemerintah",
                    ),
                ),
                (
                    "partner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parties",
                        to="partners.partner",
                        verbose_name="mitra",
                    ),
                ),
                (
                    "represented_by",
                    models.ForeignKey(
                        blank=True,
                        help_text="Yayasan, grup, atau kantor pusat yang menandatangani untuk pihak ini.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="represented_parties",
                        to="partners.partner",
                        verbose_name="diwakili oleh",
                    ),
                ),
                (
                    "represented_by_group",
                    models.ForeignKey(
                        blank=True,
                        help_text="MKKS atau konsorsium yang menandatangani untuk sekolah ini.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="represented_parties",
                        to="schools.schoolgroup",
                        verbose_name="diwakili oleh kelompok",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parties",
                        to="schools.school",
                        verbose_name="sekolah",
                    ),
                ),
            ],
            options={
                "verbose_name": "pihak",
                "verbose_name_plural": "para pihak",
                "ordering": ["agreement", "side", "position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="PartyEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "during",
                    django.contrib.postgres.fields.ranges.DateRangeField(
                        default=partnerships.agreements.models.instruments.always,
                        editable=False,
                        verbose_name="berlaku selama",
                    ),
                ),
                (
                    "side",
                    models.PositiveSmallIntegerField(
                        help_text="Yang berada di pihak yang sama bernomor sama.",
                        verbose_name="pihak ke-",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="urutan")),
                (
                    "letter_number",
                    models.CharField(
                        blank=True,
                        help_text="Seperti tertulis.",
                        max_length=80,
                        verbose_name="nomor surat pihak ini",
                    ),
                ),
                (
                    "signed_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="ditandatangani pihak ini pada"
                    ),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="agreements.agreement",
                        verbose_name="kerja sama",
                    ),
                ),
                (
                    "instrument",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="agreements.instrument",
                        verbose_name="naskah",
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
                        verbose_name="lembaga pemerintah",
                    ),
                ),
                (
                    "partner",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="partners.partner",
                        verbose_name="mitra",
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
                        to="agreements.party",
                    ),
                ),
                (
                    "represented_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Yayasan, grup, atau kantor pusat yang menandatangani untuk pihak ini.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="partners.partner",
                        verbose_name="diwakili oleh",
                    ),
                ),
                (
                    "represented_by_group",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="MKKS atau konsorsium yang menandatangani untuk sekolah ini.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="schools.schoolgroup",
                        verbose_name="diwakili oleh kelompok",
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
                "verbose_name": "riwayat pihak",
                "verbose_name_plural": "riwayat para pihak",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ProvinceCoverage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.DateField(verbose_name="keadaan per")),
                ("counted_at", models.DateTimeField(verbose_name="dihitung pada")),
                (
                    "offers",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(),
                        size=None,
                        verbose_name="konsentrasi tercakup",
                    ),
                ),
                (
                    "province",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schools.region",
                        verbose_name="provinsi",
                    ),
                ),
            ],
            options={
                "verbose_name": "cakupan provinsi",
                "verbose_name_plural": "cakupan provinsi",
                "ordering": ["province"],
            },
        ),
        migrations.CreateModel(
            name="PublicReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "receipt",
                    models.CharField(
                        default=accounts.records.new_public_id,
                        editable=False,
                        max_length=10,
                        unique=True,
                        verbose_name="alamat acak",
                    ),
                ),
                ("path", models.CharField(max_length=200, verbose_name="halaman")),
                ("text", models.TextField(max_length=2000, verbose_name="apa yang keliru")),
                (
                    "contact",
                    models.CharField(
                        blank=True,
                        help_text="Boleh dikosongkan.",
                        max_length=200,
                        verbose_name="surel atau telepon",
                    ),
                ),
                ("reported_at", models.DateTimeField(verbose_name="dilaporkan pada")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("open", "Menunggu"),
                            ("fixed", "Diperbaiki"),
                            ("unfounded", "Tidak terbukti"),
                        ],
                        default="open",
                        max_length=10,
                        verbose_name="hasil",
                    ),
                ),
                ("answer", models.TextField(blank=True, verbose_name="jawaban kantor")),
                (
                    "closed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="ditutup pada"),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="reports",
                        to="agreements.agreement",
                        verbose_name="kerja sama",
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="ditutup oleh",
                    ),
                ),
                (
                    "province",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schools.region",
                        verbose_name="provinsi",
                    ),
                ),
            ],
            options={
                "verbose_name": "laporan publik",
                "verbose_name_plural": "laporan publik",
                "ordering": ["-reported_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="PublicReportEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "receipt",
                    models.CharField(
                        default=accounts.records.new_public_id,
                        editable=False,
                        max_length=10,
                        verbose_name="alamat acak",
                    ),
                ),
                ("path", models.CharField(max_length=200, verbose_name="halaman")),
                ("text", models.TextField(max_length=2000, verbose_name="apa yang keliru")),
                ("reported_at", models.DateTimeField(verbose_name="dilaporkan pada")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("open", "Menunggu"),
                            ("fixed", "Diperbaiki"),
                            ("unfounded", "Tidak terbukti"),
                        ],
                        default="open",
                        max_length=10,
                        verbose_name="hasil",
                    ),
                ),
                ("answer", models.TextField(blank=True, verbose_name="jawaban kantor")),
                (
                    "closed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="ditutup pada"),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="agreements.agreement",
                        verbose_name="kerja sama",
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="ditutup oleh",
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
                        to="agreements.publicreport",
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
                "verbose_name": "riwayat laporan publik",
                "verbose_name_plural": "riwayat laporan publik",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RegisterFigures",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.DateField(unique=True, verbose_name="keadaan per")),
                ("counted_at", models.DateTimeField(verbose_name="dihitung pada")),
                ("recorded", models.PositiveIntegerField(verbose_name="kerja sama berlaku")),
                (
                    "verified",
                    models.PositiveIntegerField(verbose_name="di antaranya terverifikasi"),
                ),
                (
                    "suspended",
                    models.PositiveIntegerField(verbose_name="di antaranya ditangguhkan"),
                ),
                ("ending", models.PositiveIntegerField(verbose_name="segera berakhir")),
                ("from_sources", models.PositiveIntegerField(verbose_name="menurut sumber publik")),
                ("provinces", models.PositiveIntegerField(verbose_name="provinsi")),
                ("schools", models.PositiveIntegerField(verbose_name="SMK")),
                (
                    "signing_schools",
                    models.PositiveIntegerField(verbose_name="SMK dengan kerja sama berlaku"),
                ),
                (
                    "telling_schools",
                    models.PositiveIntegerField(verbose_name="SMK yang konsentrasinya tercatat"),
                ),
                ("offers", models.PositiveIntegerField(verbose_name="konsentrasi yang dibuka")),
                (
                    "covered_offers",
                    models.PositiveIntegerField(verbose_name="konsentrasi tercakup"),
                ),
            ],
            options={
                "verbose_name": "angka register",
                "verbose_name_plural": "angka register",
                "ordering": ["-on"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ending__lte", models.F("recorded")),
                            ("verified__lte", models.F("recorded")),
                            ("suspended__lte", models.F("recorded")),
                            ("telling_schools__lte", models.F("schools")),
                            ("covered_offers__lte", models.F("offers")),
                            ("signing_schools__lte", models.F("schools")),
                        ),
                        name="agreements_registerfigures_parts_of_wholes",
                        violation_error_message="Bagian tidak lebih banyak daripada keseluruhannya.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RegistrationCounter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("province", models.CharField(max_length=2, verbose_name="kode provinsi")),
                ("year", models.PositiveSmallIntegerField(verbose_name="tahun")),
                ("last", models.PositiveIntegerField(default=0, verbose_name="nomor terakhir")),
            ],
            options={
                "verbose_name": "penghitung nomor registrasi",
                "verbose_name_plural": "penghitung nomor registrasi",
                "ordering": ["province", "year"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("province", "year"),
                        name="agreements_registrationcounter_once",
                        violation_error_message="Penghitung untuk provinsi dan tahun ini sudah ada.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Scope",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "during",
                    django.contrib.postgres.fields.ranges.DateRangeField(
                        default=partnerships.agreements.models.instruments.always,
                        editable=False,
                        verbose_name="berlaku selama",
                    ),
                ),
                (
                    "concentration_extent",
                    models.CharField(
                        choices=[
                            ("all", "Semua"),
                            ("named", "Yang disebut"),
                            ("unknown", "Belum diketahui"),
                        ],
                        default="unknown",
                        max_length=8,
                        verbose_name="konsentrasi keahlian",
                    ),
                ),
                (
                    "site_extent",
                    models.CharField(
                        choices=[
                            ("all", "Semua"),
                            ("named", "Yang disebut"),
                            ("unknown", "Belum diketahui"),
                        ],
                        default="all",
                        max_length=8,
                        verbose_name="lokasi mitra",
                    ),
                ),
                ("purpose", models.TextField(blank=True, verbose_name="maksud dan tujuan")),
                (
                    "commitment",
                    models.TextField(
                        blank=True,
                        help_text="Ringkas, dengan kata-kata sendiri.",
                        verbose_name="isi janji para pihak",
                    ),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="agreements.agreement",
                        verbose_name="kerja sama",
                    ),
                ),
                (
                    "concentrations",
                    models.ManyToManyField(
                        blank=True,
                        to="schools.concentration",
                        verbose_name="konsentrasi yang disebut",
                    ),
                ),
                (
                    "instrument",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="agreements.instrument",
                        verbose_name="naskah",
                    ),
                ),
                (
                    "sites",
                    models.ManyToManyField(
                        blank=True, to="partners.site", verbose_name="lokasi yang disebut"
                    ),
                ),
            ],
            options={
                "verbose_name": "ruang lingkup",
                "verbose_name_plural": "ruang lingkup",
                "ordering": ["agreement", "pk"],
            },
        ),
        migrations.CreateModel(
            name="NamedSiteEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
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
                    "site",
                    models.ForeignKey(
                        db_constraint=False,
                        db_tablespace="",
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="partners.site",
                    ),
                ),
                (
                    "scope",
                    models.ForeignKey(
                        db_constraint=False,
                        db_tablespace="",
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="agreements.scope",
                    ),
                ),
            ],
            options={
                "verbose_name": "riwayat lokasi yang disebut",
                "verbose_name_plural": "riwayat lokasi yang disebut",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="NamedConcentrationEvent",
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
                    "scope",
                    models.ForeignKey(
                        db_constraint=False,
                        db_tablespace="",
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="agreements.scope",
                    ),
                ),
            ],
            options={
                "verbose_name": "riwayat konsentrasi yang disebut",
                "verbose_name_plural": "riwayat konsentrasi yang disebut",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ScopeEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "during",
                    django.contrib.postgres.fields.ranges.DateRangeField(
                        default=partnerships.agreements.models.instruments.always,
                        editable=False,
                        verbose_name="berlaku selama",
                    ),
                ),
                (
                    "concentration_extent",
                    models.CharField(
                        choices=[
                            ("all", "Semua"),
                            ("named", "Yang disebut"),
                            ("unknown", "Belum diketahui"),
                        ],
                        default="unknown",
                        max_length=8,
                        verbose_name="konsentrasi keahlian",
                    ),
                ),
                (
                    "site_extent",
                    models.CharField(
                        choices=[
                            ("all", "Semua"),
                            ("named", "Yang disebut"),
                            ("unknown", "Belum diketahui"),
                        ],
                        default="all",
                        max_length=8,
                        verbose_name="lokasi mitra",
                    ),
                ),
                ("purpose", models.TextField(blank=True, verbose_name="maksud dan tujuan")),
                (
                    "commitment",
                    models.TextField(
                        blank=True,
                        help_text="Ringkas, dengan kata-kata sendiri.",
                        verbose_name="isi janji para pihak",
                    ),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="agreements.agreement",
                        verbose_name="kerja sama",
                    ),
                ),
                (
                    "instrument",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="agreements.instrument",
                        verbose_name="naskah",
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
                        to="agreements.scope",
                    ),
                ),
            ],
            options={
                "verbose_name": "riwayat ruang lingkup",
                "verbose_name_plural": "riwayat ruang lingkup",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Signatory",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="nama dengan gelar")),
                ("position", models.CharField(blank=True, max_length=200, verbose_name="jabatan")),
                (
                    "acting_status",
                    models.CharField(
                        choices=[
                            ("definitive", "Definitif"),
                            ("plt", "Plt. (pelaksana tugas)"),
                            ("plh", "Plh. (pelaksana harian)"),
                            ("pj", "Pj. (penjabat)"),
                            ("an", "a.n. (atas nama)"),
                        ],
                        default="definitive",
                        max_length=10,
                        verbose_name="status jabatan",
                    ),
                ),
                (
                    "acting_for",
                    models.CharField(
                        blank=True,
                        help_text="Jabatan yang diwakili.",
                        max_length=200,
                        verbose_name="atas nama",
                    ),
                ),
                ("nip", models.CharField(blank=True, max_length=18, verbose_name="NIP")),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="signatories",
                        to="agreements.party",
                        verbose_name="pihak",
                    ),
                ),
            ],
            options={
                "verbose_name": "penanda tangan",
                "verbose_name_plural": "penanda tangan",
                "ordering": ["party", "pk"],
            },
        ),
        migrations.CreateModel(
            name="SignatoryEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("name", models.CharField(max_length=200, verbose_name="nama dengan gelar")),
                ("position", models.CharField(blank=True, max_length=200, verbose_name="jabatan")),
                (
                    "acting_status",
                    models.CharField(
                        choices=[
                            ("definitive", "Definitif"),
                            ("plt", "Plt. (pelaksana tugas)"),
                            ("plh", "Plh. (pelaksana harian)"),
                            ("pj", "Pj. (penjabat)"),
                            ("an", "a.n. (atas nama)"),
                        ],
                        default="definitive",
                        max_length=10,
                        verbose_name="status jabatan",
                    ),
                ),
                (
                    "acting_for",
                    models.CharField(
                        blank=True,
                        help_text="Jabatan yang diwakili.",
                        max_length=200,
                        verbose_name="atas nama",
                    ),
                ),
                ("nip", models.CharField(blank=True, max_length=18, verbose_name="NIP")),
                (
                    "party",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="agreements.party",
                        verbose_name="pihak",
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
                        to="agreements.signatory",
                    ),
                ),
            ],
            options={
                "verbose_name": "riwayat penanda tangan",
                "verbose_name_plural": "riwayat penanda tangan",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="StillRunning",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("answered_on", models.DateField(verbose_name="dijawab pada")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="catatan")),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="still_running_answers",
                        to="agreements.agreement",
                        verbose_name="kerja sama",
                    ),
                ),
                (
                    "answered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="dijawab oleh",
                    ),
                ),
            ],
            options={
                "verbose_name": "jawaban masih berjalan",
                "verbose_name_plural": "jawaban masih berjalan",
                "ordering": ["agreement", "-answered_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="StillRunningEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("answered_on", models.DateField(verbose_name="dijawab pada")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="catatan")),
                (
                    "agreement",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="agreements.agreement",
                        verbose_name="kerja sama",
                    ),
                ),
                (
                    "answered_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="dijawab oleh",
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
                        to="agreements.stillrunning",
                    ),
                ),
            ],
            options={
                "verbose_name": "riwayat jawaban masih berjalan",
                "verbose_name_plural": "riwayat jawaban masih berjalan",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Suspension",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "during",
                    django.contrib.postgres.fields.ranges.DateRangeField(
                        verbose_name="ditangguhkan selama"
                    ),
                ),
                ("reason", models.TextField(verbose_name="alasan")),
                ("created_at", models.DateTimeField(verbose_name="dicatat pada")),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="suspensions",
                        to="agreements.agreement",
                        verbose_name="kerja sama",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="dicatat oleh",
                    ),
                ),
            ],
            options={
                "verbose_name": "penangguhan",
                "verbose_name_plural": "penangguhan",
                "ordering": ["agreement", "-during", "pk"],
            },
        ),
        migrations.CreateModel(
            name="SuspensionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "during",
                    django.contrib.postgres.fields.ranges.DateRangeField(
                        verbose_name="ditangguhkan selama"
                    ),
                ),
                ("reason", models.TextField(verbose_name="alasan")),
                ("created_at", models.DateTimeField(verbose_name="dicatat pada")),
                (
                    "agreement",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="agreements.agreement",
                        verbose_name="kerja sama",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="dicatat oleh",
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
                        to="agreements.suspension",
                    ),
                ),
            ],
            options={
                "verbose_name": "riwayat penangguhan",
                "verbose_name_plural": "riwayat penangguhan",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Term",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "during",
                    django.contrib.postgres.fields.ranges.DateRangeField(
                        default=partnerships.agreements.models.instruments.always,
                        editable=False,
                        verbose_name="berlaku selama",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("fixed", "Sampai tanggal tertentu"),
                            ("months", "Sekian tahun atau bulan sejak berlaku"),
                            ("extending", "Diperpanjang sendiri selama tidak diakhiri"),
                            ("open", "Tanpa batas waktu"),
                            ("activity", "Sampai kegiatan tertentu selesai"),
                            ("unknown", "Belum diketahui"),
                        ],
                        max_length=10,
                        verbose_name="masa berlaku",
                    ),
                ),
                (
                    "effective_on",
                    models.DateField(
                        blank=True,
                        help_text="Bila kosong: tanggal penandatanganan.",
                        null=True,
                        verbose_name="berlaku sejak",
                    ),
                ),
                (
                    "ends_on",
                    models.DateField(blank=True, null=True, verbose_name="berlaku sampai dengan"),
                ),
                (
                    "months",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="lama (bulan)"
                    ),
                ),
                (
                    "activity",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="kegiatan yang mengakhiri"
                    ),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="agreements.agreement",
                        verbose_name="kerja sama",
                    ),
                ),
                (
                    "instrument",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="agreements.instrument",
                        verbose_name="naskah",
                    ),
                ),
            ],
            options={
                "verbose_name": "masa berlaku",
                "verbose_name_plural": "masa berlaku",
                "ordering": ["agreement", "pk"],
            },
        ),
        migrations.CreateModel(
            name="TermEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "during",
                    django.contrib.postgres.fields.ranges.DateRangeField(
                        default=partnerships.agreements.models.instruments.always,
                        editable=False,
                        verbose_name="berlaku selama",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("fixed", "Sampai tanggal tertentu"),
                            ("months", "Sekian tahun atau bulan sejak berlaku"),
                            ("extending", "Diperpanjang sendiri selama tidak diakhiri"),
                            ("open", "Tanpa batas waktu"),
                            ("activity", "Sampai kegiatan tertentu selesai"),
                            ("unknown", "Belum diketahui"),
                        ],
                        max_length=10,
                        verbose_name="masa berlaku",
                    ),
                ),
                (
                    "effective_on",
                    models.DateField(
                        blank=True,
                        help_text="Bila kosong: tanggal penandatanganan.",
                        null=True,
                        verbose_name="berlaku sejak",
                    ),
                ),
                (
                    "ends_on",
                    models.DateField(blank=True, null=True, verbose_name="berlaku sampai dengan"),
                ),
                (
                    "months",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="lama (bulan)"
                    ),
                ),
                (
                    "activity",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="kegiatan yang mengakhiri"
                    ),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="agreements.agreement",
                        verbose_name="kerja sama",
                    ),
                ),
                (
                    "instrument",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="agreements.instrument",
                        verbose_name="naskah",
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
                        to="agreements.term",
                    ),
                ),
            ],
            options={
                "verbose_name": "riwayat masa berlaku",
                "verbose_name_plural": "riwayat masa berlaku",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Transition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("move", models.CharField(max_length=20, verbose_name="langkah")),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("draft", "Draf"),
                            ("submitted", "Menunggu persetujuan"),
                            ("recorded", "Tercatat"),
                            ("verified", "Terverifikasi"),
                            ("terminated", "Diakhiri"),
                            ("cancelled", "Dibatalkan"),
                        ],
                        max_length=12,
                        verbose_name="dari",
                    ),
                ),
                (
                    "target",
                    models.CharField(
                        choices=[
                            ("draft", "Draf"),
                            ("submitted", "Menunggu persetujuan"),
                            ("recorded", "Tercatat"),
                            ("verified", "Terverifikasi"),
                            ("terminated", "Diakhiri"),
                            ("cancelled", "Dibatalkan"),
                        ],
                        max_length=12,
                        verbose_name="ke",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="pada")),
                ("role", models.CharField(blank=True, max_length=200, verbose_name="sebagai")),
                ("reason", models.TextField(blank=True, verbose_name="alasan")),
                (
                    "undone_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="diurungkan pada"),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="transitions",
                        to="agreements.agreement",
                        verbose_name="kerja sama",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="oleh",
                    ),
                ),
            ],
            options={
                "verbose_name": "perubahan status",
                "verbose_name_plural": "perubahan status",
                "ordering": ["agreement", "-at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="TransitionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("move", models.CharField(max_length=20, verbose_name="langkah")),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("draft", "Draf"),
                            ("submitted", "Menunggu persetujuan"),
                            ("recorded", "Tercatat"),
                            ("verified", "Terverifikasi"),
                            ("terminated", "Diakhiri"),
                            ("cancelled", "Dibatalkan"),
                        ],
                        max_length=12,
                        verbose_name="dari",
                    ),
                ),
                (
                    "target",
                    models.CharField(
                        choices=[
                            ("draft", "Draf"),
                            ("submitted", "Menunggu persetujuan"),
                            ("recorded", "Tercatat"),
                            ("verified", "Terverifikasi"),
                            ("terminated", "Diakhiri"),
                            ("cancelled", "Dibatalkan"),
                        ],
                        max_length=12,
                        verbose_name="ke",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="pada")),
                ("role", models.CharField(blank=True, max_length=200, verbose_name="sebagai")),
                ("reason", models.TextField(blank=True, verbose_name="alasan")),
                (
                    "undone_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="diurungkan pada"),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="agreements.agreement",
                        verbose_name="kerja sama",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="oleh",
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
                        to="agreements.transition",
                    ),
                ),
            ],
            options={
                "verbose_name": "riwayat perubahan status",
                "verbose_name_plural": "riwayat perubahan status",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Upload",
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
                    "form_token",
                    models.UUIDField(
                        blank=True,
                        editable=False,
                        help_text="Isian yang menunggu berkas ini sebagai bukti.",
                        null=True,
                        verbose_name="bersama isian",
                    ),
                ),
                (
                    "file",
                    models.FileField(
                        blank=True,
                        upload_to=partnerships.agreements.models.documents.stored_name,
                        verbose_name="berkas",
                    ),
                ),
                ("original_name", models.CharField(max_length=150, verbose_name="nama berkas")),
                (
                    "content_type",
                    models.CharField(
                        choices=[("application/pdf", "PDF"), ("image/jpeg", "Foto")],
                        max_length=20,
                        verbose_name="jenis isi",
                    ),
                ),
                ("size", models.PositiveIntegerField(verbose_name="ukuran (bita)")),
                ("pages", models.PositiveSmallIntegerField(verbose_name="banyaknya halaman")),
                (
                    "sha256_uploaded",
                    models.CharField(
                        db_index=True, max_length=64, verbose_name="SHA-256 berkas asal"
                    ),
                ),
                (
                    "sha256_stored",
                    models.CharField(max_length=64, verbose_name="SHA-256 berkas tersimpan"),
                ),
                ("position", models.PositiveIntegerField(default=0, verbose_name="urutan")),
                (
                    "turn",
                    models.PositiveSmallIntegerField(
                        default=0, verbose_name="putaran searah jarum jam (derajat)"
                    ),
                ),
                (
                    "uploaded_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now,
                        editable=False,
                        verbose_name="diunggah pada",
                    ),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="uploads",
                        to="agreements.agreement",
                        verbose_name="kerja sama",
                    ),
                ),
                (
                    "membership",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="schools.membership",
                        verbose_name="sebagai",
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="diunggah oleh",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="originals",
                        to="agreements.documentversion",
                        verbose_name="versi dokumen",
                    ),
                ),
            ],
            options={
                "verbose_name": "unggahan",
                "verbose_name_plural": "unggahan",
                "ordering": ["agreement", "position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Use",
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
                    "form_token",
                    models.UUIDField(blank=True, editable=False, null=True, unique=True),
                ),
                (
                    "item",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("1", "Kurikulum disusun bersama industri"),
                            ("2", "Pembelajaran berbasis proyek riil"),
                            ("3", "Guru atau ahli dari industri mengajar"),
                            ("4", "PKL atau magang"),
                            ("5", "Sertifikasi kompetensi"),
                            ("6", "Pembaruan teknologi dan pelatihan guru"),
                            ("7", "Riset terapan"),
                            ("8", "Komitmen serapan lulusan"),
                            ("i", "Kerja sama lain: beasiswa, hibah, dan lainnya"),
                        ],
                        help_text="Kosong: di luarnya.",
                        max_length=1,
                        verbose_name="butir",
                    ),
                ),
                ("since", models.DateField(verbose_name="tanggal")),
                (
                    "since_precision",
                    models.CharField(
                        choices=[("day", "hari"), ("month", "bulan"), ("year", "tahun")],
                        default="day",
                        max_length=5,
                        verbose_name="ketelitian tanggal",
                    ),
                ),
                ("until", models.DateField(blank=True, null=True, verbose_name="sampai dengan")),
                (
                    "people",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="jumlah peserta"
                    ),
                ),
                ("note", models.CharField(max_length=300, verbose_name="apa yang terjadi")),
                ("recorded_at", models.DateTimeField(verbose_name="dicatat pada")),
                (
                    "withdrawn_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="ditarik pada"),
                ),
                (
                    "withdrawn_because",
                    models.CharField(blank=True, max_length=300, verbose_name="ditarik karena"),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="uses",
                        to="agreements.agreement",
                        verbose_name="kerja sama",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agreements.document",
                        verbose_name="berkas bukti",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="dicatat oleh",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schools.school",
                        verbose_name="sekolah",
                    ),
                ),
            ],
            options={
                "verbose_name": "realisasi",
                "verbose_name_plural": "realisasi",
                "ordering": ["agreement", "-since", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="UseEvent",
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
                ("form_token", models.UUIDField(blank=True, editable=False, null=True)),
                (
                    "item",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("1", "Kurikulum disusun bersama industri"),
                            ("2", "Pembelajaran berbasis proyek riil"),
                            ("3", "Guru atau ahli dari industri mengajar"),
                            ("4", "PKL atau magang"),
                            ("5", "Sertifikasi kompetensi"),
                            ("6", "Pembaruan teknologi dan pelatihan guru"),
                            ("7", "Riset terapan"),
                            ("8", "Komitmen serapan lulusan"),
                            ("i", "Kerja sama lain: beasiswa, hibah, dan lainnya"),
                        ],
                        help_text="Kosong: di luarnya.",
                        max_length=1,
                        verbose_name="butir",
                    ),
                ),
                ("since", models.DateField(verbose_name="tanggal")),
                (
                    "since_precision",
                    models.CharField(
                        choices=[("day", "hari"), ("month", "bulan"), ("year", "tahun")],
                        default="day",
                        max_length=5,
                        verbose_name="ketelitian tanggal",
                    ),
                ),
                ("until", models.DateField(blank=True, null=True, verbose_name="sampai dengan")),
                (
                    "people",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="jumlah peserta"
                    ),
                ),
                ("note", models.CharField(max_length=300, verbose_name="apa yang terjadi")),
                ("recorded_at", models.DateTimeField(verbose_name="dicatat pada")),
                (
                    "withdrawn_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="ditarik pada"),
                ),
                (
                    "withdrawn_because",
                    models.CharField(blank=True, max_length=300, verbose_name="ditarik karena"),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="agreements.agreement",
                        verbose_name="kerja sama",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="agreements.document",
                        verbose_name="berkas bukti",
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
                        to="agreements.use",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="dicatat oleh",
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
                "verbose_name": "riwayat realisasi",
                "verbose_name_plural": "riwayat realisasi",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="VerificationRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "condition",
                    models.CharField(
                        choices=[
                            ("across_schools", "Mencakup lebih dari satu sekolah"),
                            ("across_provinces", "Mencakup lebih dari satu provinsi"),
                            ("across_branches", "Mencakup wilayah lebih dari satu cabang dinas"),
                            ("lpk", "Mitra LPK, SO, atau P3MI"),
                            ("foreign", "Mitra luar negeri"),
                            ("province_level", "Pemerintah provinsi menjadi pihak"),
                            ("sample", "Terpilih dalam sampel"),
                        ],
                        max_length=20,
                        verbose_name="keadaan",
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[("branch", "Cabang dinas"), ("province", "Dinas provinsi")],
                        max_length=10,
                        verbose_name="diverifikasi oleh",
                    ),
                ),
                (
                    "share",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="persen sampel"
                    ),
                ),
                ("since", models.DateField(verbose_name="berlaku sejak")),
                ("until", models.DateField(blank=True, null=True, verbose_name="sampai dengan")),
                ("basis", models.CharField(blank=True, max_length=200, verbose_name="dasar")),
                (
                    "province",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="schools.region",
                        verbose_name="provinsi",
                    ),
                ),
            ],
            options={
                "verbose_name": "aturan verifikasi",
                "verbose_name_plural": "aturan verifikasi",
                "ordering": ["condition", "pk"],
            },
        ),
        migrations.CreateModel(
            name="VerificationRuleEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "condition",
                    models.CharField(
                        choices=[
                            ("across_schools", "Mencakup lebih dari satu sekolah"),
                            ("across_provinces", "Mencakup lebih dari satu provinsi"),
                            ("across_branches", "Mencakup wilayah lebih dari satu cabang dinas"),
                            ("lpk", "Mitra LPK, SO, atau P3MI"),
                            ("foreign", "Mitra luar negeri"),
                            ("province_level", "Pemerintah provinsi menjadi pihak"),
                            ("sample", "Terpilih dalam sampel"),
                        ],
                        max_length=20,
                        verbose_name="keadaan",
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[("branch", "Cabang dinas"), ("province", "Dinas provinsi")],
                        max_length=10,
                        verbose_name="diverifikasi oleh",
                    ),
                ),
                (
                    "share",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="persen sampel"
                    ),
                ),
                ("since", models.DateField(verbose_name="berlaku sejak")),
                ("until", models.DateField(blank=True, null=True, verbose_name="sampai dengan")),
                ("basis", models.CharField(blank=True, max_length=200, verbose_name="dasar")),
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
                        to="agreements.verificationrule",
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
                "verbose_name": "riwayat aturan verifikasi",
                "verbose_name_plural": "riwayat aturan verifikasi",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="VerificationTask",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[("branch", "Cabang dinas"), ("province", "Dinas provinsi")],
                        max_length=10,
                        verbose_name="diverifikasi oleh",
                    ),
                ),
                ("reason", models.CharField(max_length=300, verbose_name="karena")),
                (
                    "needs_second",
                    models.BooleanField(default=False, verbose_name="perlu verifikator kedua"),
                ),
                (
                    "first_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="diperiksa pertama pada"
                    ),
                ),
                (
                    "done_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="diverifikasi pada"),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="checks",
                        to="agreements.agreement",
                        verbose_name="kerja sama",
                    ),
                ),
                (
                    "done_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="verifikator",
                    ),
                ),
                (
                    "first_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="diperiksa pertama oleh",
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schools.office",
                        verbose_name="kantor verifikator",
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
            ],
            options={
                "verbose_name": "tugas verifikasi",
                "verbose_name_plural": "tugas verifikasi",
                "ordering": ["agreement", "province"],
            },
        ),
        migrations.CreateModel(
            name="VerificationTaskEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "level",
                    models.CharField(
                        choices=[("branch", "Cabang dinas"), ("province", "Dinas provinsi")],
                        max_length=10,
                        verbose_name="diverifikasi oleh",
                    ),
                ),
                ("reason", models.CharField(max_length=300, verbose_name="karena")),
                (
                    "needs_second",
                    models.BooleanField(default=False, verbose_name="perlu verifikator kedua"),
                ),
                (
                    "first_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="diperiksa pertama pada"
                    ),
                ),
                (
                    "done_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="diverifikasi pada"),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="agreements.agreement",
                        verbose_name="kerja sama",
                    ),
                ),
                (
                    "done_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="verifikator",
                    ),
                ),
                (
                    "first_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="diperiksa pertama oleh",
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
                        verbose_name="kantor verifikator",
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
                        to="agreements.verificationtask",
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
            ],
            options={
                "verbose_name": "riwayat tugas verifikasi",
                "verbose_name_plural": "riwayat tugas verifikasi",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Witness",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="nama saksi")),
                ("position", models.CharField(blank=True, max_length=200, verbose_name="jabatan")),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="witnesses",
                        to="agreements.agreement",
                        verbose_name="kerja sama",
                    ),
                ),
            ],
            options={
                "verbose_name": "saksi",
                "verbose_name_plural": "saksi",
                "ordering": ["agreement", "pk"],
            },
        ),
        migrations.CreateModel(
            name="WitnessEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("name", models.CharField(max_length=200, verbose_name="nama saksi")),
                ("position", models.CharField(blank=True, max_length=200, verbose_name="jabatan")),
                (
                    "agreement",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="agreements.agreement",
                        verbose_name="kerja sama",
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
                        to="agreements.witness",
                    ),
                ),
            ],
            options={
                "verbose_name": "riwayat saksi",
                "verbose_name_plural": "riwayat saksi",
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="agreement",
            index=models.Index(fields=["state", "-id"], name="agreements_by_state"),
        ),
        migrations.AddIndex(
            model_name="agreement",
            index=models.Index(fields=["ends_on", "id"], name="agreements_by_end"),
        ),
        migrations.AddIndex(
            model_name="agreement",
            index=models.Index(fields=["partner_key", "id"], name="agreements_by_partner"),
        ),
        migrations.AddIndex(
            model_name="agreement",
            index=models.Index(
                models.OrderBy(models.F("signed_on"), descending=True, nulls_last=True),
                models.OrderBy(models.F("id"), descending=True),
                name="agreements_by_signing",
            ),
        ),
        migrations.AddIndex(
            model_name="agreement",
            index=models.Index(
                models.OrderBy(models.F("recorded_at"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                name="agreements_by_recording",
            ),
        ),
        migrations.AddIndex(
            model_name="agreement",
            index=django.contrib.postgres.indexes.GistIndex(
                fields=["runs"], name="agreements_runs"
            ),
        ),
        migrations.AddIndex(
            model_name="agreement",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["regions"], name="agreements_regions"
            ),
        ),
        migrations.AddIndex(
            model_name="agreement",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["school_regions"], name="agreements_school_regions"
            ),
        ),
        migrations.AddIndex(
            model_name="agreement",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["search_text"], name="agreements_search", opclasses=["gin_trgm_ops"]
            ),
        ),
        migrations.AddIndex(
            model_name="agreement",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["content_text"], name="agreements_content", opclasses=["gin_trgm_ops"]
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "nota_kesepahaman",
                            "kesepakatan_bersama",
                            "nota_kesepakatan",
                            "pks",
                            "rencana_kerja",
                            "surat_kesediaan",
                            "unknown",
                        ],
                    )
                ),
                name="agreements_agreement_kind_listed",
                violation_error_message="Pilihan ini tidak tersedia.",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        ["draft", "submitted", "recorded", "verified", "terminated", "cancelled"],
                    )
                ),
                name="agreements_agreement_state_listed",
                violation_error_message="Pilihan ini tidak tersedia.",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(("signed_on_precision__in", ["day", "month", "year"])),
                name="agreements_agreement_signed_on_precision_listed",
                violation_error_message="Pilihan ini tidak tersedia.",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("recording_office__isnull", True), ("recording_school__isnull", False)
                    ),
                    models.Q(
                        ("recording_office__isnull", False), ("recording_school__isnull", True)
                    ),
                    _connector="OR",
                ),
                name="agreements_agreement_one_recorder",
                violation_error_message="Kerja sama dicatat oleh satu sekolah atau satu kantor.",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("published_from_source", False),
                    models.Q(("source__isnull", False), ("state", "draft")),
                    _connector="OR",
                ),
                name="agreements_agreement_source_named",
                violation_error_message="Catatan menurut sumber publik menyebut sumbernya.",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("recorded_at__isnull", True),
                        ("registration_number__isnull", True),
                        ("state__in", ["draft", "submitted"]),
                    ),
                    models.Q(
                        ("recorded_at__isnull", False),
                        ("registration_number__isnull", False),
                        ("state__in", ["recorded", "verified", "terminated", "cancelled"]),
                    ),
                    _connector="OR",
                ),
                name="agreements_agreement_registered_when_recorded",
                violation_error_message="Nomor registrasi diberikan saat pencatatan.",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "terminated"), _negated=True),
                    ("ended_on__isnull", False),
                    _connector="OR",
                ),
                name="agreements_agreement_end_dated",
                violation_error_message="Isi tanggal berakhirnya kerja sama.",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["terminated", "cancelled"]), _negated=True),
                    models.Q(("state_reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="agreements_agreement_end_explained",
                violation_error_message="Tuliskan alasannya.",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("signed_on__isnull", True),
                    ("signed_on__gte", datetime.date(1945, 8, 17)),
                    _connector="OR",
                ),
                name="agreements_agreement_signing_plausible",
                violation_error_message="Periksa tahun penandatanganan.",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("pk", models.F("parent")), _negated=True),
                    models.Q(("pk", models.F("predecessor")), _negated=True),
                ),
                name="agreements_agreement_not_its_own",
                violation_error_message="Kerja sama tidak dapat menunjuk dirinya sendiri.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agreement",
            trigger=pgtrigger.compiler.Trigger(
                name="born_as_draft",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NEW.state <> 'draft')",
                    func="RAISE EXCEPTION 'an agreement begins as a draft' USING ERRCODE = 'check_violation', CONSTRAINT = 'agreements_agreement_born_as_draft';",
                    hash="81d7ce1dbd0d2e38c22c4602bc0f41ac44ef196b",
                    operation="INSERT",
                    pgid="pgtrigger_born_as_draft_26282",
                    table="agreements_agreement",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agreement",
            trigger=pgtrigger.compiler.Trigger(
                name="follows_lifecycle",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.state IS DISTINCT FROM NEW.state)",
                    func="\n            IF NOT (COALESCE(current_setting('selaras.action', true), '') <> '') THEN\n                RAISE EXCEPTION 'state changes need an action' USING ERRCODE = 'check_violation', CONSTRAINT = 'agreements_agreement_state_by_action';\n            END IF;\n            IF (OLD.state, NEW.state) NOT IN (('draft', 'submitted'), ('recorded', 'cancelled'), ('recorded', 'terminated'), ('recorded', 'verified'), ('submitted', 'draft'), ('submitted', 'recorded'), ('terminated', 'recorded'), ('terminated', 'verified'), ('verified', 'cancelled'), ('verified', 'recorded'), ('verified', 'terminated')) THEN\n                RAISE EXCEPTION 'no such transition' USING ERRCODE = 'check_violation', CONSTRAINT = 'agreements_agreement_lifecycle';\n            END IF;\n            RETURN NEW;\n        ",
                    hash="18a4d8ece0d070b2e6868632e387de7c98c64620",
                    operation='UPDATE OF "state"',
                    pgid="pgtrigger_follows_lifecycle_4fd38",
                    table="agreements_agreement",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agreement",
            trigger=pgtrigger.compiler.Trigger(
                name="closed_after_draft",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.state <> 'draft')",
                    func="\n            IF NOT (COALESCE(current_setting('selaras.action', true), '') <> '') THEN\n                RAISE EXCEPTION 'a handed-in agreement needs an action' USING ERRCODE = 'check_violation', CONSTRAINT = 'agreements_agreement_closed';\n            END IF;\n            RETURN NEW;\n        ",
                    hash="d540de589065dc762a9e240e969ac95006bae4cd",
                    operation="UPDATE",
                    pgid="pgtrigger_closed_after_draft_0ffc3",
                    table="agreements_agreement",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agreement",
            trigger=pgtrigger.compiler.Trigger(
                name="kept_after_draft",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.state <> 'draft')",
                    func="RAISE EXCEPTION 'a handed-in agreement is kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'agreements_agreement_kept';",
                    hash="90440f8e64fcc4dbdbb110bdaaa46d74d40bb235",
                    operation="DELETE",
                    pgid="pgtrigger_kept_after_draft_53cab",
                    table="agreements_agreement",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agreement",
            trigger=pgtrigger.compiler.Trigger(
                name="two_sides",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    constraint="CONSTRAINT",
                    declare="DECLARE parent_state text; sides integer;",
                    func="\n            SELECT state INTO parent_state FROM agreements_agreement WHERE id = COALESCE(NEW.id, OLD.id);\n            IF parent_state IS NULL OR parent_state = 'draft' THEN RETURN NULL; END IF;\n            SELECT count(DISTINCT side) INTO sides FROM agreements_party\n             WHERE agreement_id = COALESCE(NEW.id, OLD.id) AND upper_inf(during);\n            IF sides < 2 THEN\n                RAISE EXCEPTION 'an agreement has two sides' USING ERRCODE = 'check_violation', CONSTRAINT = 'agreements_agreement_two_sides';\n            END IF;\n            RETURN NULL;\n        ",
                    hash="b1a25fb9f236b78d6353dcf629f2207da436e232",
                    operation='UPDATE OF "state"',
                    pgid="pgtrigger_two_sides_86f88",
                    table="agreements_agreement",
                    timing="DEFERRABLE INITIALLY DEFERRED",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agreement",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_search_text",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF TG_OP = 'INSERT' THEN\n                NEW.search_text := concat(\n                    ' ', CASE NEW.kind WHEN 'nota_kesepahaman' THEN 'mou nota kesepahaman' WHEN 'kesepakatan_bersama' THEN 'kesepakatan bersama' WHEN 'nota_kesepakatan' THEN 'nota kesepakatan' WHEN 'pks' THEN 'pks perjanjian' WHEN 'rencana_kerja' THEN 'rencana kerja' WHEN 'surat_kesediaan' THEN 'surat kesediaan balasan' WHEN 'unknown' THEN '' END, ' ', regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(btrim(regexp_replace(lower(translate(NEW.title, '''’‘`', '') COLLATE \"C\"), '[^a-z0-9]+', ' ', 'g')), '\\ysekolah menengah kejuruan\\y', 'smk', 'g'), '([a-z])([0-9])', '\\1 \\2', 'g'), '\\ynegri\\y', 'negeri', 'g'), '\\ysmk (negeri|n)\\y', 'smkn', 'g'), '\\ysmk (swasta|s)\\y', 'smks', 'g'), '\\ykabupaten\\y', 'kab', 'g'), '\\ykecamatan\\y', 'kec', 'g'), '\\ypropinsi\\y', 'provinsi', 'g'), '\\y0+([0-9]{1,2})\\y', '\\1', 'g'), ' ');\n                NEW.school_regions := ARRAY(\n    SELECT unnest(ARRAY[school.regency_id, school.province_id])\n      FROM schools_school school WHERE school.id = NEW.recording_school_id);\n                NEW.regions := NEW.school_regions;\n                RETURN NEW;\n            END IF;\n            NEW.search_text := concat(\n                ' ', CASE NEW.kind WHEN 'nota_kesepahaman' THEN 'mou nota kesepahaman' WHEN 'kesepakatan_bersama' THEN 'kesepakatan bersama' WHEN 'nota_kesepakatan' THEN 'nota kesepakatan' WHEN 'pks' THEN 'pks perjanjian' WHEN 'rencana_kerja' THEN 'rencana kerja' WHEN 'surat_kesediaan' THEN 'surat kesediaan balasan' WHEN 'unknown' THEN '' END, ' ', regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(btrim(regexp_replace(lower(translate(concat_ws(' ', NEW.title,\n    (SELECT string_agg(concat_ws(' ', office.name, office.short_name), ' ' ORDER BY party.id)\n       FROM agreements_party party JOIN schools_office office ON office.id = party.office_id\n      WHERE party.agreement_id = NEW.id AND NOT isempty(party.during)),\n    (SELECT string_agg(concat_ws(' ', taught.name, taught.name_2022,\n                                 array_to_string(taught.synonyms, ' ')), ' '\n                       ORDER BY named.id)\n       FROM agreements_scope scope\n       JOIN agreements_scope_concentrations named ON named.scope_id = scope.id\n       JOIN schools_concentration taught ON taught.id = named.concentration_id\n      WHERE scope.agreement_id = NEW.id AND NOT isempty(scope.during))), '''’‘`', '') COLLATE \"C\"), '[^a-z0-9]+', ' ', 'g')), '\\ysekolah menengah kejuruan\\y', 'smk', 'g'), '([a-z])([0-9])', '\\1 \\2', 'g'), '\\ynegri\\y', 'negeri', 'g'), '\\ysmk (negeri|n)\\y', 'smkn', 'g'), '\\ysmk (swasta|s)\\y', 'smks', 'g'), '\\ykabupaten\\y', 'kab', 'g'), '\\ykecamatan\\y', 'kec', 'g'), '\\ypropinsi\\y', 'provinsi', 'g'), '\\y0+([0-9]{1,2})\\y', '\\1', 'g'), ' ',\n                (\n    SELECT string_agg(concat(replace(spelled, ' ', '_'), ' ',\n                             regexp_replace(spelled, '\\y[0-9]{1,3}\\y', '', 'g')), ' '\n                      ORDER BY spelled)\n      FROM (SELECT regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(btrim(regexp_replace(lower(translate(paper.number, '''’‘`', '') COLLATE \"C\"), '[^a-z0-9]+', ' ', 'g')), '\\ysekolah menengah kejuruan\\y', 'smk', 'g'), '([a-z])([0-9])', '\\1 \\2', 'g'), '\\ynegri\\y', 'negeri', 'g'), '\\ysmk (negeri|n)\\y', 'smkn', 'g'), '\\ysmk (swasta|s)\\y', 'smks', 'g'), '\\ykabupaten\\y', 'kab', 'g'), '\\ykecamatan\\y', 'kec', 'g'), '\\ypropinsi\\y', 'provinsi', 'g'), '\\y0+([0-9]{1,2})\\y', '\\1', 'g') AS spelled\n              FROM (SELECT NEW.registration_number AS number\n                     UNION ALL\n                    SELECT party.letter_number\n                      FROM agreements_party party\n                     WHERE party.agreement_id = NEW.id AND NOT isempty(party.during)\n                     UNION ALL\n                    SELECT instrument.number\n                      FROM agreements_instrument instrument\n                     WHERE instrument.agreement_id = NEW.id\n                       AND (instrument.kind = 'original' OR instrument.took_effect_at IS NOT NULL)\n                   ) paper) numbers), ' ', (\n    SELECT string_agg(concat(school.search_text, partner.search_text, head_office.search_text,\n                             circle.search_text), '' ORDER BY party.id)\n      FROM agreements_party party\n      LEFT JOIN schools_school school ON school.id = party.school_id\n      LEFT JOIN partners_partner partner ON partner.id = party.partner_id\n      LEFT JOIN partners_partner head_office ON head_office.id = party.represented_by_id\n      LEFT JOIN schools_schoolgroup circle ON circle.id = party.represented_by_group_id\n     WHERE party.agreement_id = NEW.id AND NOT isempty(party.during)), ' ', (\n    SELECT string_agg(concat(circle.search_text, patron.search_text,\n                             regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(btrim(regexp_replace(lower(translate(rule.name, '''’‘`', '') COLLATE \"C\"), '[^a-z0-9]+', ' ', 'g')), '\\ysekolah menengah kejuruan\\y', 'smk', 'g'), '([a-z])([0-9])', '\\1 \\2', 'g'), '\\ynegri\\y', 'negeri', 'g'), '\\ysmk (negeri|n)\\y', 'smkn', 'g'), '\\ysmk (swasta|s)\\y', 'smks', 'g'), '\\ykabupaten\\y', 'kab', 'g'), '\\ykecamatan\\y', 'kec', 'g'), '\\ypropinsi\\y', 'provinsi', 'g'), '\\y0+([0-9]{1,2})\\y', '\\1', 'g'), ' '), '' ORDER BY rule.id)\n      FROM agreements_coveragerule rule\n      LEFT JOIN schools_schoolgroup circle ON circle.id = rule.group_id\n      LEFT JOIN partners_partner patron ON patron.id = rule.foundation_id\n     WHERE rule.agreement_id = NEW.id AND rule.kind IN ('group', 'foundation')\n       AND NOT isempty(rule.during)));\n            NEW.content_text := concat(' ', regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(btrim(regexp_replace(lower(translate(concat_ws(' ',\n    (SELECT string_agg(concat_ws(' ', scope.purpose, scope.commitment), ' ' ORDER BY scope.id)\n       FROM agreements_scope scope\n      WHERE scope.agreement_id = NEW.id AND NOT isempty(scope.during)),\n    (SELECT string_agg(promised.detail, ' ' ORDER BY promised.id)\n       FROM agreements_obligation promised\n      WHERE promised.agreement_id = NEW.id AND NOT isempty(promised.during))), '''’‘`', '') COLLATE \"C\"), '[^a-z0-9]+', ' ', 'g')), '\\ysekolah menengah kejuruan\\y', 'smk', 'g'), '([a-z])([0-9])', '\\1 \\2', 'g'), '\\ynegri\\y', 'negeri', 'g'), '\\ysmk (negeri|n)\\y', 'smkn', 'g'), '\\ysmk (swasta|s)\\y', 'smks', 'g'), '\\ykabupaten\\y', 'kab', 'g'), '\\ykecamatan\\y', 'kec', 'g'), '\\ypropinsi\\y', 'provinsi', 'g'), '\\y0+([0-9]{1,2})\\y', '\\1', 'g'), ' ');\n            NEW.partner_key := (\n    SELECT COALESCE(partner.sort_key, school.sort_key, office.sort_key)\n      FROM agreements_party party\n      LEFT JOIN partners_partner partner ON partner.id = party.partner_id\n      LEFT JOIN schools_school school ON school.id = party.school_id\n      LEFT JOIN schools_office office ON office.id = party.office_id\n     WHERE party.agreement_id = NEW.id AND party.side > 1 AND upper_inf(party.during)\n     ORDER BY party.side, party.position, party.id LIMIT 1);\n            NEW.school_regions := ARRAY(\n    SELECT unnest(ARRAY[school.regency_id, school.province_id])\n      FROM schools_school school WHERE school.id = NEW.recording_school_id\n     UNION\n    SELECT unnest(ARRAY[school.regency_id, school.province_id])\n      FROM agreements_party party JOIN schools_school school ON school.id = party.school_id\n     WHERE party.agreement_id = NEW.id AND NOT isempty(party.during));\n            NEW.regions := ARRAY(\n    SELECT unnest(NEW.school_regions)\n     UNION\n    SELECT office.province_id\n      FROM agreements_party party JOIN schools_office office ON office.id = party.office_id\n     WHERE party.agreement_id = NEW.id AND office.province_id IS NOT NULL\n       AND NOT isempty(party.during)\n     UNION\n    SELECT unnest(ARRAY[area.id, area.parent_id])\n      FROM agreements_coveragerule rule JOIN schools_region area ON area.id = rule.region_id\n     WHERE rule.agreement_id = NEW.id AND area.parent_id IS NOT NULL\n       AND NOT isempty(rule.during)\n     UNION\n    SELECT area.id\n      FROM agreements_coveragerule rule JOIN schools_region area\n           ON rule.region_id IN (area.id, area.parent_id)\n     WHERE rule.agreement_id = NEW.id AND area.level IN ('province', 'regency')\n       AND NOT isempty(rule.during)\n     UNION\n    SELECT place\n      FROM agreements_coveragerule rule JOIN schools_schoolgroup circle ON circle.id = rule.group_id\n     CROSS JOIN LATERAL unnest(ARRAY[circle.regency_id, circle.province_id]) AS place\n     WHERE rule.agreement_id = NEW.id AND place IS NOT NULL AND NOT isempty(rule.during));\n            RETURN NEW;\n        ",
                    hash="382fcbed86966dfc0a5a59c7bfad349234a18fab",
                    operation='INSERT OR UPDATE OF "kind", "title", "registration_number", "recording_school_id", "search_text"',
                    pgid="pgtrigger_keep_search_text_75cf5",
                    table="agreements_agreement",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agreement",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agreements_agreementevent" ("authority_document", "created_at", "created_by_id", "ended_on", "form_token", "has_materai", "id", "kind", "notes", "original_location", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "predecessor_id", "public_id", "published_from_source", "recorded_at", "recording_office_id", "recording_school_id", "registration_number", "revision", "runs", "signed_at", "signed_on", "signed_on_precision", "signed_on_text", "source_id", "state", "state_reason", "submitted_at", "title", "verification_code", "verified_at") VALUES (NEW."authority_document", NEW."created_at", NEW."created_by_id", NEW."ended_on", NEW."form_token", NEW."has_materai", NEW."id", NEW."kind", NEW."notes", NEW."original_location", NEW."parent_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."predecessor_id", NEW."public_id", NEW."published_from_source", NEW."recorded_at", NEW."recording_office_id", NEW."recording_school_id", NEW."registration_number", NEW."revision", NEW."runs", NEW."signed_at", NEW."signed_on", NEW."signed_on_precision", NEW."signed_on_text", NEW."source_id", NEW."state", NEW."state_reason", NEW."submitted_at", NEW."title", NEW."verification_code", NEW."verified_at"); RETURN NULL;',
                    hash="10756696047e89df0792e63303db8dd78c024425",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_13a93",
                    table="agreements_agreement",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agreement",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."authority_document" IS DISTINCT FROM (NEW."authority_document") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."created_by_id" IS DISTINCT FROM (NEW."created_by_id") OR OLD."ended_on" IS DISTINCT FROM (NEW."ended_on") OR OLD."ends_on" IS DISTINCT FROM (NEW."ends_on") OR OLD."form_token" IS DISTINCT FROM (NEW."form_token") OR OLD."has_materai" IS DISTINCT FROM (NEW."has_materai") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."notes" IS DISTINCT FROM (NEW."notes") OR OLD."original_location" IS DISTINCT FROM (NEW."original_location") OR OLD."parent_id" IS DISTINCT FROM (NEW."parent_id") OR OLD."predecessor_id" IS DISTINCT FROM (NEW."predecessor_id") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."published_from_source" IS DISTINCT FROM (NEW."published_from_source") OR OLD."recorded_at" IS DISTINCT FROM (NEW."recorded_at") OR OLD."recording_office_id" IS DISTINCT FROM (NEW."recording_office_id") OR OLD."recording_school_id" IS DISTINCT FROM (NEW."recording_school_id") OR OLD."registration_number" IS DISTINCT FROM (NEW."registration_number") OR OLD."revision" IS DISTINCT FROM (NEW."revision") OR OLD."runs" IS DISTINCT FROM (NEW."runs") OR OLD."signed_at" IS DISTINCT FROM (NEW."signed_at") OR OLD."signed_on" IS DISTINCT FROM (NEW."signed_on") OR OLD."signed_on_precision" IS DISTINCT FROM (NEW."signed_on_precision") OR OLD."signed_on_text" IS DISTINCT FROM (NEW."signed_on_text") OR OLD."source_id" IS DISTINCT FROM (NEW."source_id") OR OLD."starts_on" IS DISTINCT FROM (NEW."starts_on") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."state_reason" IS DISTINCT FROM (NEW."state_reason") OR OLD."submitted_at" IS DISTINCT FROM (NEW."submitted_at") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."verification_code" IS DISTINCT FROM (NEW."verification_code") OR OLD."verified_at" IS DISTINCT FROM (NEW."verified_at"))',
                    func='INSERT INTO "agreements_agreementevent" ("authority_document", "created_at", "created_by_id", "ended_on", "form_token", "has_materai", "id", "kind", "notes", "original_location", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "predecessor_id", "public_id", "published_from_source", "recorded_at", "recording_office_id", "recording_school_id", "registration_number", "revision", "runs", "signed_at", "signed_on", "signed_on_precision", "signed_on_text", "source_id", "state", "state_reason", "submitted_at", "title", "verification_code", "verified_at") VALUES (NEW."authority_document", NEW."created_at", NEW."created_by_id", NEW."ended_on", NEW."form_token", NEW."has_materai", NEW."id", NEW."kind", NEW."notes", NEW."original_location", NEW."parent_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."predecessor_id", NEW."public_id", NEW."published_from_source", NEW."recorded_at", NEW."recording_office_id", NEW."recording_school_id", NEW."registration_number", NEW."revision", NEW."runs", NEW."signed_at", NEW."signed_on", NEW."signed_on_precision", NEW."signed_on_text", NEW."source_id", NEW."state", NEW."state_reason", NEW."submitted_at", NEW."title", NEW."verification_code", NEW."verified_at"); RETURN NULL;',
                    hash="56af948e7583771b97a30bb6e69a9815f63eb236",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_36fdd",
                    table="agreements_agreement",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agreement",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agreements_agreementevent" ("authority_document", "created_at", "created_by_id", "ended_on", "form_token", "has_materai", "id", "kind", "notes", "original_location", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "predecessor_id", "public_id", "published_from_source", "recorded_at", "recording_office_id", "recording_school_id", "registration_number", "revision", "runs", "signed_at", "signed_on", "signed_on_precision", "signed_on_text", "source_id", "state", "state_reason", "submitted_at", "title", "verification_code", "verified_at") VALUES (OLD."authority_document", OLD."created_at", OLD."created_by_id", OLD."ended_on", OLD."form_token", OLD."has_materai", OLD."id", OLD."kind", OLD."notes", OLD."original_location", OLD."parent_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."predecessor_id", OLD."public_id", OLD."published_from_source", OLD."recorded_at", OLD."recording_office_id", OLD."recording_school_id", OLD."registration_number", OLD."revision", OLD."runs", OLD."signed_at", OLD."signed_on", OLD."signed_on_precision", OLD."signed_on_text", OLD."source_id", OLD."state", OLD."state_reason", OLD."submitted_at", OLD."title", OLD."verification_code", OLD."verified_at"); RETURN NULL;',
                    hash="00dab693dc3896571e391d62b1325ffcc00d1b8d",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_a07e3",
                    table="agreements_agreement",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="agreementimport",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["prepared", "applied", "undone"])),
                name="agreements_agreementimport_state_listed",
                violation_error_message="Pilihan ini tidak tersedia.",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreementimport",
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
                name="agreements_agreementimport_moments_fit_state",
                violation_error_message="Waktu dan keadaan impor tidak cocok.",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreementimport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "default_kind__in",
                        [
                            "nota_kesepahaman",
                            "kesepakatan_bersama",
                            "nota_kesepakatan",
                            "pks",
                            "rencana_kerja",
                            "surat_kesediaan",
                            "unknown",
                        ],
                    )
                ),
                name="agreements_agreementimport_default_kind_listed",
                violation_error_message="Pilihan ini tidak tersedia.",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreementimport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("office__isnull", True), ("school__isnull", False)),
                    models.Q(("office__isnull", False), ("school__isnull", True)),
                    _connector="OR",
                ),
                name="agreements_agreementimport_one_keeper",
                violation_error_message="Daftar dibaca oleh satu sekolah atau satu kantor.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agreementimport",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agreements_agreementimportevent" ("applied_at", "applied_by_id", "created_at", "created_by_id", "default_kind", "file_name", "file_sha256", "form_token", "headings", "id", "office_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "read", "school_id", "state", "undone_at", "undone_by_id", "unread") VALUES (NEW."applied_at", NEW."applied_by_id", NEW."created_at", NEW."created_by_id", NEW."default_kind", NEW."file_name", NEW."file_sha256", NEW."form_token", NEW."headings", NEW."id", NEW."office_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."public_id", NEW."read", NEW."school_id", NEW."state", NEW."undone_at", NEW."undone_by_id", NEW."unread"); RETURN NULL;',
                    hash="7c822c639f93a2d571f74273b0ab319918e5ccc3",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_8125c",
                    table="agreements_agreementimport",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agreementimport",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."applied_at" IS DISTINCT FROM (NEW."applied_at") OR OLD."applied_by_id" IS DISTINCT FROM (NEW."applied_by_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."created_by_id" IS DISTINCT FROM (NEW."created_by_id") OR OLD."default_kind" IS DISTINCT FROM (NEW."default_kind") OR OLD."file_name" IS DISTINCT FROM (NEW."file_name") OR OLD."file_sha256" IS DISTINCT FROM (NEW."file_sha256") OR OLD."form_token" IS DISTINCT FROM (NEW."form_token") OR OLD."headings" IS DISTINCT FROM (NEW."headings") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."office_id" IS DISTINCT FROM (NEW."office_id") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."read" IS DISTINCT FROM (NEW."read") OR OLD."school_id" IS DISTINCT FROM (NEW."school_id") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."undone_at" IS DISTINCT FROM (NEW."undone_at") OR OLD."undone_by_id" IS DISTINCT FROM (NEW."undone_by_id") OR OLD."unread" IS DISTINCT FROM (NEW."unread"))',
                    func='INSERT INTO "agreements_agreementimportevent" ("applied_at", "applied_by_id", "created_at", "created_by_id", "default_kind", "file_name", "file_sha256", "form_token", "headings", "id", "office_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "read", "school_id", "state", "undone_at", "undone_by_id", "unread") VALUES (NEW."applied_at", NEW."applied_by_id", NEW."created_at", NEW."created_by_id", NEW."default_kind", NEW."file_name", NEW."file_sha256", NEW."form_token", NEW."headings", NEW."id", NEW."office_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."public_id", NEW."read", NEW."school_id", NEW."state", NEW."undone_at", NEW."undone_by_id", NEW."unread"); RETURN NULL;',
                    hash="d1cd65d346c9d7fea084073fbbae360c674b781b",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_5ea43",
                    table="agreements_agreementimport",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agreementimport",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agreements_agreementimportevent" ("applied_at", "applied_by_id", "created_at", "created_by_id", "default_kind", "file_name", "file_sha256", "form_token", "headings", "id", "office_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "read", "school_id", "state", "undone_at", "undone_by_id", "unread") VALUES (OLD."applied_at", OLD."applied_by_id", OLD."created_at", OLD."created_by_id", OLD."default_kind", OLD."file_name", OLD."file_sha256", OLD."form_token", OLD."headings", OLD."id", OLD."office_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."public_id", OLD."read", OLD."school_id", OLD."state", OLD."undone_at", OLD."undone_by_id", OLD."unread"); RETURN NULL;',
                    hash="10d527de48cda4c1ea358a01c5d2cdc218dde7dd",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_1fb0e",
                    table="agreements_agreementimport",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="agreementimportrow",
            index=models.Index(fields=["run", "partner_key"], name="agreements_import_partners"),
        ),
        migrations.AddConstraint(
            model_name="agreementimportrow",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome__in", ["new", "changed", "rejected", "waiting"])),
                name="agreements_agreementimportrow_outcome_listed",
                violation_error_message="Pilihan ini tidak tersedia.",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreementimportrow",
            constraint=models.CheckConstraint(
                condition=models.Q(("undo__in", ["restored", "kept", ""])),
                name="agreements_agreementimportrow_undo_listed",
                violation_error_message="Pilihan ini tidak tersedia.",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreementimportrow",
            constraint=models.UniqueConstraint(
                fields=("run", "number"),
                name="agreements_agreementimportrow_once",
                violation_error_message="Baris ini sudah tercatat.",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreementimportrow",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", "waiting"), _negated=True),
                    models.Q(("is_partner_new", False), ("partner__isnull", True)),
                    _connector="OR",
                ),
                name="agreements_agreementimportrow_waits_undecided",
                violation_error_message="Mitra untuk baris ini sudah dipilih.",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreementimportrow",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", "rejected"), _negated=True),
                    models.Q(("is_applied", False), ("is_wanted", False)),
                    _connector="OR",
                ),
                name="agreements_agreementimportrow_rejected_makes_nothing",
                violation_error_message="Baris yang ditolak tidak dapat dibuat.",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreementimportrow",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("agreement__isnull", True), ("is_applied", True), _connector="OR"
                ),
                name="agreements_agreementimportrow_made_when_applied",
                violation_error_message="Draf hanya ada untuk baris yang sudah dibuat.",
            ),
        ),
        migrations.AddConstraint(
            model_name="answer",
            constraint=models.CheckConstraint(
                condition=models.Q(("verdict__in", ["confirmed", "objected"])),
                name="agreements_answer_verdict_listed",
                violation_error_message="Pilihan ini tidak tersedia.",
            ),
        ),
        migrations.AddConstraint(
            model_name="answer",
            constraint=models.UniqueConstraint(
                fields=("agreement", "school"),
                name="agreements_answer_once",
                violation_error_message="Sekolah ini sudah menjawab.",
            ),
        ),
        migrations.AddConstraint(
            model_name="answer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("verdict", "confirmed"),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="agreements_answer_objection_explained",
                violation_error_message="Tuliskan apa yang tidak benar.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="answer",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agreements_answerevent" ("agreement_id", "at", "by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "resolution", "resolved_at", "school_id", "verdict") VALUES (NEW."agreement_id", NEW."at", NEW."by_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."resolution", NEW."resolved_at", NEW."school_id", NEW."verdict"); RETURN NULL;',
                    hash="4d08482c3c552145ff210b98e910063bd8fb17f2",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ba2d5",
                    table="agreements_answer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="answer",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "agreements_answerevent" ("agreement_id", "at", "by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "resolution", "resolved_at", "school_id", "verdict") VALUES (NEW."agreement_id", NEW."at", NEW."by_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."resolution", NEW."resolved_at", NEW."school_id", NEW."verdict"); RETURN NULL;',
                    hash="2d4470d16e4a8494532db543ff1b2436ba6e8672",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_d156b",
                    table="agreements_answer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="answer",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agreements_answerevent" ("agreement_id", "at", "by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "resolution", "resolved_at", "school_id", "verdict") VALUES (OLD."agreement_id", OLD."at", OLD."by_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reason", OLD."resolution", OLD."resolved_at", OLD."school_id", OLD."verdict"); RETURN NULL;',
                    hash="442fe5ff9a401a8be0104e0a02cd826d24c53511",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_fd125",
                    table="agreements_answer",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome__in", ["open", "accepted", "refused", "withdrawn"])),
                name="agreements_correction_outcome_listed",
                violation_error_message="Pilihan ini tidak tersedia.",
            ),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.CheckConstraint(
                condition=models.Q(("direction__in", ["to_office", "to_school"])),
                name="agreements_correction_direction_listed",
                violation_error_message="Pilihan ini tidak tersedia.",
            ),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True),
                name="agreements_correction_explained",
                violation_error_message="Tuliskan alasannya.",
            ),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at__isnull", True), ("outcome", "open")),
                    models.Q(
                        models.Q(("outcome", "open"), _negated=True), ("decided_at__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="agreements_correction_decided_when_closed",
                violation_error_message="Koreksi yang selesai menyebut waktunya.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="correction",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agreements_correctionevent" ("agreement_id", "asked_at", "asked_by_id", "decided_at", "decided_by_id", "decision_note", "direction", "field", "id", "new_value", "old_value", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposal", "public_id", "reason") VALUES (NEW."agreement_id", NEW."asked_at", NEW."asked_by_id", NEW."decided_at", NEW."decided_by_id", NEW."decision_note", NEW."direction", NEW."field", NEW."id", NEW."new_value", NEW."old_value", NEW."outcome", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."proposal", NEW."public_id", NEW."reason"); RETURN NULL;',
                    hash="37fb9c53edabd78bc6e040e180e4554592b92dfe",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_22685",
                    table="agreements_correction",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="correction",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "agreements_correctionevent" ("agreement_id", "asked_at", "asked_by_id", "decided_at", "decided_by_id", "decision_note", "direction", "field", "id", "new_value", "old_value", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposal", "public_id", "reason") VALUES (NEW."agreement_id", NEW."asked_at", NEW."asked_by_id", NEW."decided_at", NEW."decided_by_id", NEW."decision_note", NEW."direction", NEW."field", NEW."id", NEW."new_value", NEW."old_value", NEW."outcome", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."proposal", NEW."public_id", NEW."reason"); RETURN NULL;',
                    hash="bc5924cd53a462b42decb75f81eb1b0a77c9a4d0",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f1c49",
                    table="agreements_correction",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="correction",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agreements_correctionevent" ("agreement_id", "asked_at", "asked_by_id", "decided_at", "decided_by_id", "decision_note", "direction", "field", "id", "new_value", "old_value", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposal", "public_id", "reason") VALUES (OLD."agreement_id", OLD."asked_at", OLD."asked_by_id", OLD."decided_at", OLD."decided_by_id", OLD."decision_note", OLD."direction", OLD."field", OLD."id", OLD."new_value", OLD."old_value", OLD."outcome", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."proposal", OLD."public_id", OLD."reason"); RETURN NULL;',
                    hash="fbbe219a9dba8db7275db566304a9442ac04060f",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_6479e",
                    table="agreements_correction",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="documentversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("rendering__in", ["waiting", "done", "failed"])),
                name="agreements_documentversion_rendering_listed",
                violation_error_message="Pilihan ini tidak tersedia.",
            ),
        ),
        migrations.AddConstraint(
            model_name="documentversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("sha256_uploaded__regex", "^[0-9a-f]{64}$")),
                name="agreements_documentversion_sha256_uploaded_hex",
                violation_error_message="Sidik berkas (SHA-256) tidak lengkap.",
            ),
        ),
        migrations.AddConstraint(
            model_name="documentversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("sha256_stored__regex", "^[0-9a-f]{64}$")),
                name="agreements_documentversion_sha256_stored_hex",
                violation_error_message="Sidik berkas (SHA-256) tidak lengkap.",
            ),
        ),
        migrations.AddConstraint(
            model_name="documentversion",
            constraint=models.UniqueConstraint(
                fields=("document", "number"),
                name="agreements_documentversion_number_once",
                violation_error_message="Versi ini sudah ada.",
            ),
        ),
        migrations.AddConstraint(
            model_name="documentversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__gt", 0), ("pages__gt", 0), ("size__gt", 0)),
                name="agreements_documentversion_not_empty",
                violation_error_message="Berkas kosong tidak disimpan.",
            ),
        ),
        migrations.AddConstraint(
            model_name="documentversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("number", 1),
                    models.Q(("replacement_reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="agreements_documentversion_replacement_explained",
                violation_error_message="Tuliskan mengapa berkasnya diganti.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="documentversion",
            trigger=pgtrigger.compiler.Trigger(
                name="kept",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE is_kept boolean;",
                    func="\n            IF TG_OP = 'UPDATE' THEN\n                IF (OLD.document_id, OLD.number, OLD.file, OLD.sha256_uploaded, OLD.sha256_stored,\n                    OLD.size, OLD.pages, OLD.uploaded_at)\n                   IS DISTINCT FROM\n                   (NEW.document_id, NEW.number, NEW.file, NEW.sha256_uploaded, NEW.sha256_stored,\n                    NEW.size, NEW.pages, NEW.uploaded_at) THEN\n                    RAISE EXCEPTION 'a stored version does not change' USING ERRCODE = 'check_violation', CONSTRAINT = 'agreements_documentversion_kept';\n                END IF;\n                RETURN NEW;\n            END IF;\n            SELECT a.state <> 'draft'\n                   AND (i.id IS NULL OR i.kind = 'original' OR i.took_effect_at IS NOT NULL)\n              INTO is_kept\n              FROM agreements_document d\n              JOIN agreements_agreement a ON a.id = d.agreement_id\n              LEFT JOIN agreements_instrument i ON i.id = d.instrument_id\n             WHERE d.id = OLD.document_id;\n            IF is_kept THEN\n                RAISE EXCEPTION 'a handed-in version is kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'agreements_documentversion_kept';\n            END IF;\n            RETURN OLD;\n        ",
                    hash="dd0d51469c603b2e69c6f4223b33fd540ed4c9b9",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_kept_01cc9",
                    table="agreements_documentversion",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="documentversion",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agreements_documentversionevent" ("document_id", "file", "id", "is_of_photos", "number", "original_name", "pages", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "replacement_reason", "sha256_stored", "sha256_uploaded", "size", "uploaded_at", "uploaded_by_id") VALUES (NEW."document_id", NEW."file", NEW."id", NEW."is_of_photos", NEW."number", NEW."original_name", NEW."pages", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."replacement_reason", NEW."sha256_stored", NEW."sha256_uploaded", NEW."size", NEW."uploaded_at", NEW."uploaded_by_id"); RETURN NULL;',
                    hash="938a2c67892197f6c4e6e32df183820b69686acd",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_b3f47",
                    table="agreements_documentversion",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="documentversion",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."document_id" IS DISTINCT FROM (NEW."document_id") OR OLD."file" IS DISTINCT FROM (NEW."file") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_of_photos" IS DISTINCT FROM (NEW."is_of_photos") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."original_name" IS DISTINCT FROM (NEW."original_name") OR OLD."pages" IS DISTINCT FROM (NEW."pages") OR OLD."replacement_reason" IS DISTINCT FROM (NEW."replacement_reason") OR OLD."sha256_stored" IS DISTINCT FROM (NEW."sha256_stored") OR OLD."sha256_uploaded" IS DISTINCT FROM (NEW."sha256_uploaded") OR OLD."size" IS DISTINCT FROM (NEW."size") OR OLD."uploaded_at" IS DISTINCT FROM (NEW."uploaded_at") OR OLD."uploaded_by_id" IS DISTINCT FROM (NEW."uploaded_by_id"))',
                    func='INSERT INTO "agreements_documentversionevent" ("document_id", "file", "id", "is_of_photos", "number", "original_name", "pages", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "replacement_reason", "sha256_stored", "sha256_uploaded", "size", "uploaded_at", "uploaded_by_id") VALUES (NEW."document_id", NEW."file", NEW."id", NEW."is_of_photos", NEW."number", NEW."original_name", NEW."pages", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."replacement_reason", NEW."sha256_stored", NEW."sha256_uploaded", NEW."size", NEW."uploaded_at", NEW."uploaded_by_id"); RETURN NULL;',
                    hash="20d626013ab4112f57c3ceb88f744d97b1cf1ba2",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7b786",
                    table="agreements_documentversion",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="documentversion",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agreements_documentversionevent" ("document_id", "file", "id", "is_of_photos", "number", "original_name", "pages", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "replacement_reason", "sha256_stored", "sha256_uploaded", "size", "uploaded_at", "uploaded_by_id") VALUES (OLD."document_id", OLD."file", OLD."id", OLD."is_of_photos", OLD."number", OLD."original_name", OLD."pages", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."replacement_reason", OLD."sha256_stored", OLD."sha256_uploaded", OLD."size", OLD."uploaded_at", OLD."uploaded_by_id"); RETURN NULL;',
                    hash="2b50d597bdd40c7e457da8001772f9d4d6cd067a",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_c2f70",
                    table="agreements_documentversion",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="documentpage",
            constraint=models.UniqueConstraint(
                fields=("version", "number"),
                name="agreements_documentpage_number_once",
                violation_error_message="Gambar halaman ini sudah ada.",
            ),
        ),
        migrations.AddConstraint(
            model_name="documentpage",
            constraint=models.CheckConstraint(
                condition=models.Q(("height__gt", 0), ("number__gt", 0), ("width__gt", 0)),
                name="agreements_documentpage_not_empty",
                violation_error_message="Gambar halaman tidak boleh kosong.",
            ),
        ),
        migrations.AddConstraint(
            model_name="instrument",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["original", "amendment"])),
                name="agreements_instrument_kind_listed",
                violation_error_message="Pilihan ini tidak tersedia.",
            ),
        ),
        migrations.AddConstraint(
            model_name="instrument",
            constraint=models.UniqueConstraint(
                fields=("agreement", "sequence"),
                name="agreements_instrument_sequence_once",
                violation_error_message="Urutan adendum ini sudah ada.",
            ),
        ),
        migrations.AddConstraint(
            model_name="instrument",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "original"), ("sequence", 0)),
                    models.Q(("kind", "amendment"), ("sequence__gt", 0)),
                    _connector="OR",
                ),
                name="agreements_instrument_original_first",
                violation_error_message="Naskah asli berurutan nol, adendum sesudahnya.",
            ),
        ),
        migrations.AddConstraint(
            model_name="instrument",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "subjects__contained_by",
                        [
                            "term",
                            "scope",
                            "coverage",
                            "parties",
                            "obligations",
                            "ending",
                            "administrative",
                        ],
                    )
                ),
                name="agreements_instrument_subjects_listed",
                violation_error_message="Pilihan ini tidak tersedia.",
            ),
        ),
        migrations.AddConstraint(
            model_name="instrument",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind", "original"),
                    ("took_effect_at__isnull", True),
                    ("effective_on__isnull", False),
                    _connector="OR",
                ),
                name="agreements_instrument_effect_dated",
                violation_error_message="Isi tanggal mulai berlakunya adendum.",
            ),
        ),
        migrations.AddConstraint(
            model_name="instrument",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("submitted_at__isnull", True), ("submitted_by__isnull", True)),
                    models.Q(("submitted_at__isnull", False), ("submitted_by__isnull", False)),
                    _connector="OR",
                ),
                name="agreements_instrument_submitted_at_with_submitted_by",
                violation_error_message="Pengajuan menyebut orang dan waktunya.",
            ),
        ),
        migrations.AddConstraint(
            model_name="instrument",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("submitted_at__isnull", True), ("return_reason", ""), _connector="OR"
                ),
                name="agreements_instrument_submitted_or_returned",
                violation_error_message="Yang diajukan lagi tidak lagi dikembalikan.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="instrument",
            trigger=pgtrigger.compiler.Trigger(
                name="closed_after_draft",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE parent_state text;",
                    func="\n            SELECT state INTO parent_state FROM agreements_agreement\n             WHERE id = COALESCE(NEW.agreement_id, OLD.agreement_id);\n            IF parent_state <> 'draft' AND NOT (COALESCE(current_setting('selaras.action', true), '') <> '') THEN\n                RAISE EXCEPTION 'a handed-in agreement needs an action' USING ERRCODE = 'check_violation', CONSTRAINT = 'agreements_instrument_closed';\n            END IF;\n            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n            RETURN NEW;\n        ",
                    hash="035cec9ca25313eb57ed5c89adf15fea65c480c0",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_closed_after_draft_b48d7",
                    table="agreements_instrument",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="instrument",
            trigger=pgtrigger.compiler.Trigger(
                name="touch_search_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="PERFORM agreements_touch_search(ARRAY(SELECT agreement_id FROM new_rows WHERE true)); RETURN NULL;",
                    hash="c5d6de2e9fce688a5e46613ba430e7eddcc370fd",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_touch_search_insert_71e19",
                    referencing="REFERENCING NEW TABLE AS new_rows ",
                    table="agreements_instrument",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="instrument",
            trigger=pgtrigger.compiler.Trigger(
                name="touch_search_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="PERFORM agreements_touch_search(ARRAY(\n        SELECT now.agreement_id FROM new_rows now JOIN old_rows was ON was.id = now.id\n         WHERE (was.agreement_id, was.number, was.took_effect_at) IS DISTINCT FROM (now.agreement_id, now.number, now.took_effect_at))); RETURN NULL;",
                    hash="53cd6740f5dc3f9ed6e38345cba6dab54ba3a71d",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_touch_search_update_11e49",
                    referencing="REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ",
                    table="agreements_instrument",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="instrument",
            trigger=pgtrigger.compiler.Trigger(
                name="touch_search_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="PERFORM agreements_touch_search(ARRAY(SELECT agreement_id FROM old_rows WHERE true)); RETURN NULL;",
                    hash="db17d3a1f81ba5cc8df7a8b869db623e49c3f60c",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_touch_search_delete_9a93b",
                    referencing="REFERENCING OLD TABLE AS old_rows ",
                    table="agreements_instrument",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="instrument",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agreements_instrumentevent" ("agreement_id", "effective_on", "id", "kind", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "return_reason", "sequence", "signed_on", "subjects", "submitted_at", "submitted_by_id", "summary", "took_effect_at", "took_effect_by_id") VALUES (NEW."agreement_id", NEW."effective_on", NEW."id", NEW."kind", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."return_reason", NEW."sequence", NEW."signed_on", NEW."subjects", NEW."submitted_at", NEW."submitted_by_id", NEW."summary", NEW."took_effect_at", NEW."took_effect_by_id"); RETURN NULL;',
                    hash="09dead47276f75b55d70cee3870313a8fc8b7a13",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_1e33b",
                    table="agreements_instrument",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="instrument",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "agreements_instrumentevent" ("agreement_id", "effective_on", "id", "kind", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "return_reason", "sequence", "signed_on", "subjects", "submitted_at", "submitted_by_id", "summary", "took_effect_at", "took_effect_by_id") VALUES (NEW."agreement_id", NEW."effective_on", NEW."id", NEW."kind", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."return_reason", NEW."sequence", NEW."signed_on", NEW."subjects", NEW."submitted_at", NEW."submitted_by_id", NEW."summary", NEW."took_effect_at", NEW."took_effect_by_id"); RETURN NULL;',
                    hash="08d615498e96300932847b53f2b837e8d07a51b0",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_73565",
                    table="agreements_instrument",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="instrument",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agreements_instrumentevent" ("agreement_id", "effective_on", "id", "kind", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "return_reason", "sequence", "signed_on", "subjects", "submitted_at", "submitted_by_id", "summary", "took_effect_at", "took_effect_by_id") VALUES (OLD."agreement_id", OLD."effective_on", OLD."id", OLD."kind", OLD."number", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."return_reason", OLD."sequence", OLD."signed_on", OLD."subjects", OLD."submitted_at", OLD."submitted_by_id", OLD."summary", OLD."took_effect_at", OLD."took_effect_by_id"); RETURN NULL;',
                    hash="83cc4af3321d69222eabee81bcc02948afca2864",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_8eae6",
                    table="agreements_instrument",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "manuscript",
                            "amendment",
                            "authority",
                            "reply",
                            "approval",
                            "public_copy",
                            "attachment",
                            "evidence",
                            "other",
                        ],
                    )
                ),
                name="agreements_document_kind_listed",
                violation_error_message="Pilihan ini tidak tersedia.",
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(("visibility__in", ["parties", "office", "public"])),
                name="agreements_document_visibility_listed",
                violation_error_message="Pilihan ini tidak tersedia.",
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("visibility", "public"), _negated=True),
                    ("kind", "public_copy"),
                    _connector="OR",
                ),
                name="agreements_document_public_is_a_copy",
                violation_error_message="Yang dibuka untuk umum hanya salinan publik: tanpa NIP, nomor telepon, dan tanda tangan.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="document",
            trigger=pgtrigger.compiler.Trigger(
                name="closed_after_draft",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE parent_state text;",
                    func="\n            SELECT state INTO parent_state FROM agreements_agreement\n             WHERE id = COALESCE(NEW.agreement_id, OLD.agreement_id);\n            IF parent_state <> 'draft' AND NOT (COALESCE(current_setting('selaras.action', true), '') <> '') THEN\n                RAISE EXCEPTION 'a handed-in agreement needs an action' USING ERRCODE = 'check_violation', CONSTRAINT = 'agreements_document_closed';\n            END IF;\n            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n            RETURN NEW;\n        ",
                    hash="5bd4fefe329186d16144c255a17e2c00633301f4",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_closed_after_draft_688fc",
                    table="agreements_document",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="document",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agreements_documentevent" ("agreement_id", "created_at", "created_by_id", "id", "instrument_id", "kind", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "title", "visibility") VALUES (NEW."agreement_id", NEW."created_at", NEW."created_by_id", NEW."id", NEW."instrument_id", NEW."kind", NEW."note", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."public_id", NEW."title", NEW."visibility"); RETURN NULL;',
                    hash="1b0cd56fffc38b3b398c8852ec6c21a6d38e7f48",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_04055",
                    table="agreements_document",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="document",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "agreements_documentevent" ("agreement_id", "created_at", "created_by_id", "id", "instrument_id", "kind", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "title", "visibility") VALUES (NEW."agreement_id", NEW."created_at", NEW."created_by_id", NEW."id", NEW."instrument_id", NEW."kind", NEW."note", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."public_id", NEW."title", NEW."visibility"); RETURN NULL;',
                    hash="7a554b31dd4074a7d10043972b02fc43e1ffe2c0",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_07db2",
                    table="agreements_document",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="document",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agreements_documentevent" ("agreement_id", "created_at", "created_by_id", "id", "instrument_id", "kind", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "title", "visibility") VALUES (OLD."agreement_id", OLD."created_at", OLD."created_by_id", OLD."id", OLD."instrument_id", OLD."kind", OLD."note", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."public_id", OLD."title", OLD."visibility"); RETURN NULL;',
                    hash="da759c1bd46d7bec06305b53718d0286bca83f7f",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_ec1a9",
                    table="agreements_document",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="coveragerule",
            index=models.Index(fields=["kind", "region"], name="agreements_rule_by_region"),
        ),
        migrations.AddConstraint(
            model_name="coveragerule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        ["school", "region", "state", "concentration", "foundation", "group"],
                    )
                ),
                name="agreements_coveragerule_kind_listed",
                violation_error_message="Pilihan ini tidak tersedia.",
            ),
        ),
        migrations.AddConstraint(
            model_name="coveragerule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "school"), ("school__isnull", False)),
                    models.Q(("kind__in", ["region", "state"]), ("region__isnull", False)),
                    models.Q(
                        ("concentration__isnull", False),
                        ("kind", "concentration"),
                        ("region__isnull", False),
                    ),
                    models.Q(
                        ("kind", "foundation"),
                        models.Q(
                            ("foundation__isnull", False),
                            models.Q(("name", ""), _negated=True),
                            _connector="OR",
                        ),
                    ),
                    models.Q(
                        ("kind", "group"),
                        models.Q(
                            ("group__isnull", False),
                            models.Q(("name", ""), _negated=True),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="agreements_coveragerule_complete",
                violation_error_message="Lengkapi sekolah, wilayah, atau nama untuk aturan ini.",
            ),
        ),
        migrations.AddConstraint(
            model_name="coveragerule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "school"), ("school__isnull", True), _connector="OR"),
                    models.Q(
                        ("kind__in", ["region", "state", "concentration"]),
                        ("region__isnull", True),
                        _connector="OR",
                    ),
                    models.Q(
                        ("kind", "concentration"), ("concentration__isnull", True), _connector="OR"
                    ),
                    models.Q(("kind", "foundation"), ("foundation__isnull", True), _connector="OR"),
                    models.Q(("kind", "group"), ("group__isnull", True), _connector="OR"),
                    models.Q(("kind__in", ["foundation", "group"]), ("name", ""), _connector="OR"),
                ),
                name="agreements_coveragerule_nothing_besides",
                violation_error_message="Isian ini tidak termasuk aturan tersebut.",
            ),
        ),
        migrations.AddConstraint(
            model_name="coveragerule",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("agreement", "="),
                    ("kind", "="),
                    (django.db.models.functions.comparison.Coalesce("school", 0), "="),
                    (django.db.models.functions.comparison.Coalesce("region", 0), "="),
                    (django.db.models.functions.comparison.Coalesce("concentration", 0), "="),
                    (django.db.models.functions.comparison.Coalesce("group", 0), "="),
                    (django.db.models.functions.comparison.Coalesce("foundation", 0), "="),
                    ("name", "="),
                    ("during", "&&"),
                ],
                name="agreements_coveragerule_once",
                violation_error_message="Cakupan ini sudah tercantum.",
            ),
        ),
        migrations.AddConstraint(
            model_name="coveragerule",
            constraint=models.UniqueConstraint(
                models.F("instrument"),
                models.F("kind"),
                django.db.models.functions.comparison.Coalesce("school", 0),
                django.db.models.functions.comparison.Coalesce("region", 0),
                django.db.models.functions.comparison.Coalesce("concentration", 0),
                django.db.models.functions.comparison.Coalesce("group", 0),
                django.db.models.functions.comparison.Coalesce("foundation", 0),
                models.F("name"),
                condition=models.Q(("during__isempty", True)),
                name="agreements_coveragerule_once_in_waiting",
                violation_error_message="Cakupan ini sudah tercantum.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="coveragerule",
            trigger=pgtrigger.compiler.Trigger(
                name="closed_after_draft",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE parent_state text;",
                    func="\n            SELECT state INTO parent_state FROM agreements_agreement\n             WHERE id = COALESCE(NEW.agreement_id, OLD.agreement_id);\n            IF parent_state <> 'draft' AND NOT (COALESCE(current_setting('selaras.action', true), '') <> '') THEN\n                RAISE EXCEPTION 'a handed-in agreement needs an action' USING ERRCODE = 'check_violation', CONSTRAINT = 'agreements_coveragerule_closed';\n            END IF;\n            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n            RETURN NEW;\n        ",
                    hash="247dde1ee43ab29f5316e6d720c0b2d42917ec57",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_closed_after_draft_5afc9",
                    table="agreements_coveragerule",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="coveragerule",
            trigger=pgtrigger.compiler.Trigger(
                name="touch_search_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="PERFORM agreements_touch_search(ARRAY(SELECT agreement_id FROM new_rows WHERE true)); RETURN NULL;",
                    hash="b49a9d84036f907a3297d74af0f426939c9b9a8c",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_touch_search_insert_7c5e6",
                    referencing="REFERENCING NEW TABLE AS new_rows ",
                    table="agreements_coveragerule",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="coveragerule",
            trigger=pgtrigger.compiler.Trigger(
                name="touch_search_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="PERFORM agreements_touch_search(ARRAY(\n        SELECT now.agreement_id FROM new_rows now JOIN old_rows was ON was.id = now.id\n         WHERE (was.agreement_id, was.during, was.region_id, was.group_id, was.foundation_id, was.name) IS DISTINCT FROM (now.agreement_id, now.during, now.region_id, now.group_id, now.foundation_id, now.name))); RETURN NULL;",
                    hash="f83698aeaa6d21e6246a3bca0d5099318266d32e",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_touch_search_update_965ff",
                    referencing="REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ",
                    table="agreements_coveragerule",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="coveragerule",
            trigger=pgtrigger.compiler.Trigger(
                name="touch_search_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="PERFORM agreements_touch_search(ARRAY(SELECT agreement_id FROM old_rows WHERE true)); RETURN NULL;",
                    hash="347038014ba59d5a25de389dfb0fe77071d86498",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_touch_search_delete_72b56",
                    referencing="REFERENCING OLD TABLE AS old_rows ",
                    table="agreements_coveragerule",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="coveragerule",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agreements_coverageruleevent" ("agreement_id", "concentration_id", "during", "foundation_id", "group_id", "id", "instrument_id", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region_id", "school_id") VALUES (NEW."agreement_id", NEW."concentration_id", NEW."during", NEW."foundation_id", NEW."group_id", NEW."id", NEW."instrument_id", NEW."kind", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."region_id", NEW."school_id"); RETURN NULL;',
                    hash="5b3fd0eeaf1477d62eae30806274d5f168303c32",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_63bcd",
                    table="agreements_coveragerule",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="coveragerule",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "agreements_coverageruleevent" ("agreement_id", "concentration_id", "during", "foundation_id", "group_id", "id", "instrument_id", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region_id", "school_id") VALUES (NEW."agreement_id", NEW."concentration_id", NEW."during", NEW."foundation_id", NEW."group_id", NEW."id", NEW."instrument_id", NEW."kind", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."region_id", NEW."school_id"); RETURN NULL;',
                    hash="36d21992b19b37813a61b0c7f1175674e180b1f4",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e5414",
                    table="agreements_coveragerule",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="coveragerule",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agreements_coverageruleevent" ("agreement_id", "concentration_id", "during", "foundation_id", "group_id", "id", "instrument_id", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region_id", "school_id") VALUES (OLD."agreement_id", OLD."concentration_id", OLD."during", OLD."foundation_id", OLD."group_id", OLD."id", OLD."instrument_id", OLD."kind", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."region_id", OLD."school_id"); RETURN NULL;',
                    hash="6dfc5d9dda5950fb98c5ec13a1e4ae5c0673a7e1",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_50698",
                    table="agreements_coveragerule",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="obligation",
            index=models.Index(fields=["item", "agreement"], name="agreements_by_item"),
        ),
        migrations.AddConstraint(
            model_name="obligation",
            constraint=models.CheckConstraint(
                condition=models.Q(("item__in", ["1", "2", "3", "4", "5", "6", "7", "8", "i"])),
                name="agreements_obligation_item_listed",
                violation_error_message="Pilihan ini tidak tersedia.",
            ),
        ),
        migrations.AddConstraint(
            model_name="obligation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "unit__in",
                        [
                            "hours",
                            "months",
                            "seats",
                            "certificates",
                            "people",
                            "times",
                            "rupiah",
                            "",
                        ],
                    )
                ),
                name="agreements_obligation_unit_listed",
                violation_error_message="Pilihan ini tidak tersedia.",
            ),
        ),
        migrations.AddConstraint(
            model_name="obligation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("quantity__isnull", True), ("unit", "")),
                    models.Q(("quantity__gt", 0), models.Q(("unit", ""), _negated=True)),
                    _connector="OR",
                ),
                name="agreements_obligation_quantity_with_unit",
                violation_error_message="Jumlah lebih dari nol dan satuannya diisi bersama.",
            ),
        ),
        migrations.AddConstraint(
            model_name="obligation",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[("agreement", "="), ("item", "="), ("unit", "="), ("during", "&&")],
                name="agreements_obligation_once",
                violation_error_message="Butir ini sudah tercantum dengan satuan itu.",
            ),
        ),
        migrations.AddConstraint(
            model_name="obligation",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("agreement", "="),
                    ("item", "="),
                    (models.Case(models.When(then=0, unit=""), default=1), "<>"),
                    ("during", "&&"),
                ],
                name="agreements_obligation_blank_alone",
                violation_error_message="Butir ini sudah tercantum tanpa jumlah.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="obligation",
            trigger=pgtrigger.compiler.Trigger(
                name="closed_after_draft",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE parent_state text;",
                    func="\n            SELECT state INTO parent_state FROM agreements_agreement\n             WHERE id = COALESCE(NEW.agreement_id, OLD.agreement_id);\n            IF parent_state <> 'draft' AND NOT (COALESCE(current_setting('selaras.action', true), '') <> '') THEN\n                RAISE EXCEPTION 'a handed-in agreement needs an action' USING ERRCODE = 'check_violation', CONSTRAINT = 'agreements_obligation_closed';\n            END IF;\n            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n            RETURN NEW;\n        ",
                    hash="0d4d827db07a3b9740ebbcc9683304934f6b9b94",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_closed_after_draft_4c7ed",
                    table="agreements_obligation",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="obligation",
            trigger=pgtrigger.compiler.Trigger(
                name="touch_search_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="PERFORM agreements_touch_search(ARRAY(SELECT agreement_id FROM new_rows WHERE detail <> '')); RETURN NULL;",
                    hash="682d65a2b1895322f5ee9cd0df9a53a75f327ded",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_touch_search_insert_ba1e9",
                    referencing="REFERENCING NEW TABLE AS new_rows ",
                    table="agreements_obligation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="obligation",
            trigger=pgtrigger.compiler.Trigger(
                name="touch_search_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="PERFORM agreements_touch_search(ARRAY(\n        SELECT now.agreement_id FROM new_rows now JOIN old_rows was ON was.id = now.id\n         WHERE (was.agreement_id, was.during, was.detail) IS DISTINCT FROM (now.agreement_id, now.during, now.detail))); RETURN NULL;",
                    hash="3cd930a1eee83c3f72bd8f157cc6e8c5168d8524",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_touch_search_update_ed8af",
                    referencing="REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ",
                    table="agreements_obligation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="obligation",
            trigger=pgtrigger.compiler.Trigger(
                name="touch_search_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="PERFORM agreements_touch_search(ARRAY(SELECT agreement_id FROM old_rows WHERE detail <> '')); RETURN NULL;",
                    hash="f0ef4e506041e3ea9e1c7cf55e49e33ea656750d",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_touch_search_delete_aeca0",
                    referencing="REFERENCING OLD TABLE AS old_rows ",
                    table="agreements_obligation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="obligation",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agreements_obligationevent" ("agreement_id", "detail", "during", "id", "instrument_id", "item", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quantity", "unit") VALUES (NEW."agreement_id", NEW."detail", NEW."during", NEW."id", NEW."instrument_id", NEW."item", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."quantity", NEW."unit"); RETURN NULL;',
                    hash="661c8002b539dce684cac3fc840eebe97396b7de",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_2602e",
                    table="agreements_obligation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="obligation",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "agreements_obligationevent" ("agreement_id", "detail", "during", "id", "instrument_id", "item", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quantity", "unit") VALUES (NEW."agreement_id", NEW."detail", NEW."during", NEW."id", NEW."instrument_id", NEW."item", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."quantity", NEW."unit"); RETURN NULL;',
                    hash="742b263ba79a1a465de7b63d23e700b87f473b83",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_4bfca",
                    table="agreements_obligation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="obligation",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agreements_obligationevent" ("agreement_id", "detail", "during", "id", "instrument_id", "item", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quantity", "unit") VALUES (OLD."agreement_id", OLD."detail", OLD."during", OLD."id", OLD."instrument_id", OLD."item", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."quantity", OLD."unit"); RETURN NULL;',
                    hash="ccb9ff9502f206a43937156880e042a3607d5450",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_3ecff",
                    table="agreements_obligation",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="party",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("office__isnull", True),
                        ("partner__isnull", True),
                        ("school__isnull", False),
                    ),
                    models.Q(
                        ("office__isnull", True),
                        ("partner__isnull", False),
                        ("school__isnull", True),
                    ),
                    models.Q(
                        ("office__isnull", False),
                        ("partner__isnull", True),
                        ("school__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="agreements_party_exactly_one",
                violation_error_message="Satu pihak adalah satu sekolah, satu mitra, atau satu lembaga pemerintah.",
            ),
        ),
        migrations.AddConstraint(
            model_name="party",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("represented_by_group__isnull", True),
                    models.Q(("represented_by__isnull", True), ("school__isnull", False)),
                    _connector="OR",
                ),
                name="agreements_party_group_for_school",
                violation_error_message="Kelompok mewakili sekolah; sebut satu wakil saja untuk tiap pihak.",
            ),
        ),
        migrations.AddConstraint(
            model_name="party",
            constraint=models.CheckConstraint(
                condition=models.Q(("side__gte", 1), ("side__lte", 9)),
                name="agreements_party_side_plausible",
                violation_error_message="Nomor pihak antara 1 dan 9.",
            ),
        ),
        migrations.AddConstraint(
            model_name="party",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("agreement", "="),
                    (django.db.models.functions.comparison.Coalesce("school", 0), "="),
                    (django.db.models.functions.comparison.Coalesce("partner", 0), "="),
                    (django.db.models.functions.comparison.Coalesce("office", 0), "="),
                    ("during", "&&"),
                ],
                name="agreements_party_once",
                violation_error_message="Pihak ini sudah tercantum.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="party",
            trigger=pgtrigger.compiler.Trigger(
                name="closed_after_draft",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE parent_state text;",
                    func="\n            SELECT state INTO parent_state FROM agreements_agreement\n             WHERE id = COALESCE(NEW.agreement_id, OLD.agreement_id);\n            IF parent_state <> 'draft' AND NOT (COALESCE(current_setting('selaras.action', true), '') <> '') THEN\n                RAISE EXCEPTION 'a handed-in agreement needs an action' USING ERRCODE = 'check_violation', CONSTRAINT = 'agreements_party_closed';\n            END IF;\n            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n            RETURN NEW;\n        ",
                    hash="0a657c943e98272c049846a025f4640cee20c9ee",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_closed_after_draft_a2623",
                    table="agreements_party",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="party",
            trigger=pgtrigger.compiler.Trigger(
                name="two_sides",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    constraint="CONSTRAINT",
                    declare="DECLARE parent_state text; sides integer;",
                    func="\n            SELECT state INTO parent_state FROM agreements_agreement WHERE id = COALESCE(NEW.agreement_id, OLD.agreement_id);\n            IF parent_state IS NULL OR parent_state = 'draft' THEN RETURN NULL; END IF;\n            SELECT count(DISTINCT side) INTO sides FROM agreements_party\n             WHERE agreement_id = COALESCE(NEW.agreement_id, OLD.agreement_id) AND upper_inf(during);\n            IF sides < 2 THEN\n                RAISE EXCEPTION 'an agreement has two sides' USING ERRCODE = 'check_violation', CONSTRAINT = 'agreements_agreement_two_sides';\n            END IF;\n            RETURN NULL;\n        ",
                    hash="0507866964e91957a3b31fcc8659083191d896a7",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_two_sides_a1ac1",
                    table="agreements_party",
                    timing="DEFERRABLE INITIALLY DEFERRED",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="party",
            trigger=pgtrigger.compiler.Trigger(
                name="touch_search_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="PERFORM agreements_touch_search(ARRAY(SELECT agreement_id FROM new_rows WHERE true)); RETURN NULL;",
                    hash="0e5c66fa1ce5a0fa4b452780a1b713f31a3954a6",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_touch_search_insert_00dfb",
                    referencing="REFERENCING NEW TABLE AS new_rows ",
                    table="agreements_party",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="party",
            trigger=pgtrigger.compiler.Trigger(
                name="touch_search_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="PERFORM agreements_touch_search(ARRAY(\n        SELECT now.agreement_id FROM new_rows now JOIN old_rows was ON was.id = now.id\n         WHERE (was.agreement_id, was.side, was.position, was.during, was.school_id, was.partner_id, was.office_id, was.represented_by_id, was.represented_by_group_id, was.letter_number) IS DISTINCT FROM (now.agreement_id, now.side, now.position, now.during, now.school_id, now.partner_id, now.office_id, now.represented_by_id, now.represented_by_group_id, now.letter_number))); RETURN NULL;",
                    hash="944ca0a2bf45e3687798d3e47aeb1ce25d7309e3",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_touch_search_update_d4692",
                    referencing="REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ",
                    table="agreements_party",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="party",
            trigger=pgtrigger.compiler.Trigger(
                name="touch_search_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="PERFORM agreements_touch_search(ARRAY(SELECT agreement_id FROM old_rows WHERE true)); RETURN NULL;",
                    hash="f685247972ba121a7ea487a6d447462f298312ae",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_touch_search_delete_d36c3",
                    referencing="REFERENCING OLD TABLE AS old_rows ",
                    table="agreements_party",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="party",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agreements_partyevent" ("agreement_id", "during", "id", "instrument_id", "letter_number", "office_id", "partner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "represented_by_group_id", "represented_by_id", "school_id", "side", "signed_on") VALUES (NEW."agreement_id", NEW."during", NEW."id", NEW."instrument_id", NEW."letter_number", NEW."office_id", NEW."partner_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."represented_by_group_id", NEW."represented_by_id", NEW."school_id", NEW."side", NEW."signed_on"); RETURN NULL;',
                    hash="4add44087a1d9a92bceaabd07eb77413f481f367",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_783c4",
                    table="agreements_party",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="party",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "agreements_partyevent" ("agreement_id", "during", "id", "instrument_id", "letter_number", "office_id", "partner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "represented_by_group_id", "represented_by_id", "school_id", "side", "signed_on") VALUES (NEW."agreement_id", NEW."during", NEW."id", NEW."instrument_id", NEW."letter_number", NEW."office_id", NEW."partner_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."represented_by_group_id", NEW."represented_by_id", NEW."school_id", NEW."side", NEW."signed_on"); RETURN NULL;',
                    hash="96afe9b6ca18c3c0523cc371b4394d4ecb926151",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_83158",
                    table="agreements_party",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="party",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agreements_partyevent" ("agreement_id", "during", "id", "instrument_id", "letter_number", "office_id", "partner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "represented_by_group_id", "represented_by_id", "school_id", "side", "signed_on") VALUES (OLD."agreement_id", OLD."during", OLD."id", OLD."instrument_id", OLD."letter_number", OLD."office_id", OLD."partner_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."represented_by_group_id", OLD."represented_by_id", OLD."school_id", OLD."side", OLD."signed_on"); RETURN NULL;',
                    hash="c6e294f6dcd7151d54d03add363cc5ce200d5bd7",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_048bd",
                    table="agreements_party",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="publicreport",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome__in", ["open", "fixed", "unfounded"])),
                name="agreements_publicreport_outcome_listed",
                violation_error_message="Pilihan ini tidak tersedia.",
            ),
        ),
        migrations.AddConstraint(
            model_name="publicreport",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True),
                name="agreements_publicreport_text",
                violation_error_message="Tuliskan apa yang keliru.",
            ),
        ),
        migrations.AddConstraint(
            model_name="publicreport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_at__isnull", True), ("outcome", "open")),
                    models.Q(
                        models.Q(("outcome", "open"), _negated=True), ("closed_at__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="agreements_publicreport_closed",
                violation_error_message="Laporan yang selesai menyebut waktunya.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="publicreport",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agreements_publicreportevent" ("agreement_id", "answer", "closed_at", "closed_by_id", "id", "outcome", "path", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "receipt", "reported_at", "text") VALUES (NEW."agreement_id", NEW."answer", NEW."closed_at", NEW."closed_by_id", NEW."id", NEW."outcome", NEW."path", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."province_id", NEW."receipt", NEW."reported_at", NEW."text"); RETURN NULL;',
                    hash="f3471c196821e87e504aa3c633ba03fc728b2717",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_87c04",
                    table="agreements_publicreport",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="publicreport",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."agreement_id" IS DISTINCT FROM (NEW."agreement_id") OR OLD."answer" IS DISTINCT FROM (NEW."answer") OR OLD."closed_at" IS DISTINCT FROM (NEW."closed_at") OR OLD."closed_by_id" IS DISTINCT FROM (NEW."closed_by_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."outcome" IS DISTINCT FROM (NEW."outcome") OR OLD."path" IS DISTINCT FROM (NEW."path") OR OLD."province_id" IS DISTINCT FROM (NEW."province_id") OR OLD."receipt" IS DISTINCT FROM (NEW."receipt") OR OLD."reported_at" IS DISTINCT FROM (NEW."reported_at") OR OLD."text" IS DISTINCT FROM (NEW."text"))',
                    func='INSERT INTO "agreements_publicreportevent" ("agreement_id", "answer", "closed_at", "closed_by_id", "id", "outcome", "path", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "receipt", "reported_at", "text") VALUES (NEW."agreement_id", NEW."answer", NEW."closed_at", NEW."closed_by_id", NEW."id", NEW."outcome", NEW."path", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."province_id", NEW."receipt", NEW."reported_at", NEW."text"); RETURN NULL;',
                    hash="d24335ed4aa2ed0657c6f3a762188aee3f06b8e8",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_048a5",
                    table="agreements_publicreport",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="publicreport",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agreements_publicreportevent" ("agreement_id", "answer", "closed_at", "closed_by_id", "id", "outcome", "path", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "receipt", "reported_at", "text") VALUES (OLD."agreement_id", OLD."answer", OLD."closed_at", OLD."closed_by_id", OLD."id", OLD."outcome", OLD."path", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."province_id", OLD."receipt", OLD."reported_at", OLD."text"); RETURN NULL;',
                    hash="1f578466a819925d4f92c37da536ed4c8b4890fd",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_c91b5",
                    table="agreements_publicreport",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="NamedConcentration",
            fields=[],
            options={
                "verbose_name": "konsentrasi yang disebut",
                "verbose_name_plural": "konsentrasi yang disebut",
                "proxy": True,
                "indexes": [],
                "constraints": [],
            },
            bases=("agreements.scope_concentrations",),
        ),
        migrations.AddConstraint(
            model_name="scope",
            constraint=models.CheckConstraint(
                condition=models.Q(("concentration_extent__in", ["all", "named", "unknown"])),
                name="agreements_scope_concentration_extent_listed",
                violation_error_message="Pilihan ini tidak tersedia.",
            ),
        ),
        migrations.AddConstraint(
            model_name="scope",
            constraint=models.CheckConstraint(
                condition=models.Q(("site_extent__in", ["all", "named", "unknown"])),
                name="agreements_scope_site_extent_listed",
                violation_error_message="Pilihan ini tidak tersedia.",
            ),
        ),
        migrations.AddConstraint(
            model_name="scope",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[("agreement", "="), ("during", "&&")],
                name="agreements_scope_one_at_a_time",
                violation_error_message="Ruang lingkup untuk masa itu sudah ada.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="scope",
            trigger=pgtrigger.compiler.Trigger(
                name="closed_after_draft",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE parent_state text;",
                    func="\n            SELECT state INTO parent_state FROM agreements_agreement\n             WHERE id = COALESCE(NEW.agreement_id, OLD.agreement_id);\n            IF parent_state <> 'draft' AND NOT (COALESCE(current_setting('selaras.action', true), '') <> '') THEN\n                RAISE EXCEPTION 'a handed-in agreement needs an action' USING ERRCODE = 'check_violation', CONSTRAINT = 'agreements_scope_closed';\n            END IF;\n            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n            RETURN NEW;\n        ",
                    hash="6fa4d81a89b563f896b95524e039e1bb0bdddbed",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_closed_after_draft_8a378",
                    table="agreements_scope",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="scope",
            trigger=pgtrigger.compiler.Trigger(
                name="touch_search_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="PERFORM agreements_touch_search(ARRAY(SELECT agreement_id FROM new_rows WHERE purpose <> '' OR commitment <> '')); RETURN NULL;",
                    hash="00529eefa51661d7aeff9d99fa50ba839969be6c",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_touch_search_insert_d3abd",
                    referencing="REFERENCING NEW TABLE AS new_rows ",
                    table="agreements_scope",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="scope",
            trigger=pgtrigger.compiler.Trigger(
                name="touch_search_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="PERFORM agreements_touch_search(ARRAY(\n        SELECT now.agreement_id FROM new_rows now JOIN old_rows was ON was.id = now.id\n         WHERE (was.agreement_id, was.during, was.purpose, was.commitment) IS DISTINCT FROM (now.agreement_id, now.during, now.purpose, now.commitment))); RETURN NULL;",
                    hash="be76a4e5c76a190583637b73431886d51a7f3bda",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_touch_search_update_e6e7f",
                    referencing="REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ",
                    table="agreements_scope",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="scope",
            trigger=pgtrigger.compiler.Trigger(
                name="touch_search_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="PERFORM agreements_touch_search(ARRAY(SELECT agreement_id FROM old_rows WHERE purpose <> '' OR commitment <> '')); RETURN NULL;",
                    hash="dede49864837e2ab71266307cd7b1b9873ac86e7",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_touch_search_delete_44964",
                    referencing="REFERENCING OLD TABLE AS old_rows ",
                    table="agreements_scope",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="scope",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agreements_scopeevent" ("agreement_id", "commitment", "concentration_extent", "during", "id", "instrument_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "site_extent") VALUES (NEW."agreement_id", NEW."commitment", NEW."concentration_extent", NEW."during", NEW."id", NEW."instrument_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."purpose", NEW."site_extent"); RETURN NULL;',
                    hash="eda68404172e658e245950ddc26adae93ef30707",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_e7ffa",
                    table="agreements_scope",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="scope",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "agreements_scopeevent" ("agreement_id", "commitment", "concentration_extent", "during", "id", "instrument_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "site_extent") VALUES (NEW."agreement_id", NEW."commitment", NEW."concentration_extent", NEW."during", NEW."id", NEW."instrument_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."purpose", NEW."site_extent"); RETURN NULL;',
                    hash="6bf49a5f263075519d6badef5d2903d2a0a54988",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7bc2e",
                    table="agreements_scope",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="scope",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agreements_scopeevent" ("agreement_id", "commitment", "concentration_extent", "during", "id", "instrument_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "site_extent") VALUES (OLD."agreement_id", OLD."commitment", OLD."concentration_extent", OLD."during", OLD."id", OLD."instrument_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."purpose", OLD."site_extent"); RETURN NULL;',
                    hash="3dccfcc324d08a776533a40eada44464b68e5508",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_dc2cc",
                    table="agreements_scope",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="NamedSite",
            fields=[],
            options={
                "verbose_name": "lokasi yang disebut",
                "verbose_name_plural": "lokasi yang disebut",
                "proxy": True,
                "indexes": [],
                "constraints": [],
            },
            bases=("agreements.scope_sites",),
        ),
        migrations.AddConstraint(
            model_name="signatory",
            constraint=models.CheckConstraint(
                condition=models.Q(("acting_status__in", ["definitive", "plt", "plh", "pj", "an"])),
                name="agreements_signatory_acting_status_listed",
                violation_error_message="Pilihan ini tidak tersedia.",
            ),
        ),
        migrations.AddConstraint(
            model_name="signatory",
            constraint=models.UniqueConstraint(
                fields=("party", "name"),
                name="agreements_signatory_once",
                violation_error_message="Nama ini sudah tercantum sebagai penanda tangan.",
            ),
        ),
        migrations.AddConstraint(
            model_name="signatory",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True),
                name="agreements_signatory_named",
                violation_error_message="Isi nama penanda tangan.",
            ),
        ),
        migrations.AddConstraint(
            model_name="signatory",
            constraint=models.CheckConstraint(
                condition=models.Q(("nip", ""), ("nip__regex", "^\\d{18}$"), _connector="OR"),
                name="agreements_signatory_nip_shape",
                violation_error_message="NIP terdiri dari 18 angka.",
            ),
        ),
        migrations.AddConstraint(
            model_name="signatory",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("acting_status", "an"), _negated=True),
                    models.Q(("acting_for", ""), _negated=True),
                    _connector="OR",
                ),
                name="agreements_signatory_on_behalf_of",
                violation_error_message="Isi jabatan yang diwakili.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="signatory",
            trigger=pgtrigger.compiler.Trigger(
                name="closed_after_draft",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE parent_state text;",
                    func="\n            SELECT state INTO parent_state FROM agreements_agreement\n             WHERE id = (SELECT agreement_id FROM agreements_party WHERE id = COALESCE(NEW.party_id, OLD.party_id));\n            IF parent_state <> 'draft' AND NOT (COALESCE(current_setting('selaras.action', true), '') <> '') THEN\n                RAISE EXCEPTION 'a handed-in agreement needs an action' USING ERRCODE = 'check_violation', CONSTRAINT = 'agreements_signatory_closed';\n            END IF;\n            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n            RETURN NEW;\n        ",
                    hash="cbffcf96f1948b6dc7574ba8adbbacbdf04efcc5",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_closed_after_draft_93382",
                    table="agreements_signatory",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="signatory",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agreements_signatoryevent" ("acting_for", "acting_status", "id", "name", "nip", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (NEW."acting_for", NEW."acting_status", NEW."id", NEW."name", NEW."nip", NEW."party_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position"); RETURN NULL;',
                    hash="017d35c85aca916a28c00e8d65513890a00b0231",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_3029c",
                    table="agreements_signatory",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="signatory",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "agreements_signatoryevent" ("acting_for", "acting_status", "id", "name", "nip", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (NEW."acting_for", NEW."acting_status", NEW."id", NEW."name", NEW."nip", NEW."party_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position"); RETURN NULL;',
                    hash="ec0d6a2c6142414427cae611ff5af4201363c629",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_00c7a",
                    table="agreements_signatory",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="signatory",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agreements_signatoryevent" ("acting_for", "acting_status", "id", "name", "nip", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (OLD."acting_for", OLD."acting_status", OLD."id", OLD."name", OLD."nip", OLD."party_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position"); RETURN NULL;',
                    hash="3e98a3b5247cbde393f6d5e6e6bccabc57e11835",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_03946",
                    table="agreements_signatory",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="stillrunning",
            constraint=models.UniqueConstraint(
                fields=("agreement", "answered_on"),
                name="agreements_stillrunning_once_a_day",
                violation_error_message="Hari ini sudah dijawab.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="stillrunning",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agreements_stillrunningevent" ("agreement_id", "answered_by_id", "answered_on", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."agreement_id", NEW."answered_by_id", NEW."answered_on", NEW."id", NEW."note", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;',
                    hash="5deae7157eea17befe57fda3ef1a50636608ac44",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_113b0",
                    table="agreements_stillrunning",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="stillrunning",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "agreements_stillrunningevent" ("agreement_id", "answered_by_id", "answered_on", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."agreement_id", NEW."answered_by_id", NEW."answered_on", NEW."id", NEW."note", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                    hash="c829d4819932a0d6c5fcba717706e47b99ca549d",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c28a8",
                    table="agreements_stillrunning",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="stillrunning",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agreements_stillrunningevent" ("agreement_id", "answered_by_id", "answered_on", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."agreement_id", OLD."answered_by_id", OLD."answered_on", OLD."id", OLD."note", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;',
                    hash="79d9242f602fb9d421ce367d07338b5dfc3aa8c4",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_18446",
                    table="agreements_stillrunning",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="suspension",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True),
                name="agreements_suspension_explained",
                violation_error_message="Tuliskan alasannya.",
            ),
        ),
        migrations.AddConstraint(
            model_name="suspension",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("during__isempty", False), ("during__startswith__isnull", False)
                ),
                name="agreements_suspension_dated",
                violation_error_message="Isi tanggal mulai penangguhan.",
            ),
        ),
        migrations.AddConstraint(
            model_name="suspension",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[("agreement", "="), ("during", "&&")],
                name="agreements_suspension_one_at_a_time",
                violation_error_message="Pada masa itu kerja sama sudah ditangguhkan.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="suspension",
            trigger=pgtrigger.compiler.Trigger(
                name="closed_after_draft",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE parent_state text;",
                    func="\n            SELECT state INTO parent_state FROM agreements_agreement\n             WHERE id = COALESCE(NEW.agreement_id, OLD.agreement_id);\n            IF parent_state <> 'draft' AND NOT (COALESCE(current_setting('selaras.action', true), '') <> '') THEN\n                RAISE EXCEPTION 'a handed-in agreement needs an action' USING ERRCODE = 'check_violation', CONSTRAINT = 'agreements_suspension_closed';\n            END IF;\n            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n            RETURN NEW;\n        ",
                    hash="94d67390e9d659f44e00a9b4fc115fdc9bb040f8",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_closed_after_draft_21285",
                    table="agreements_suspension",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="suspension",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agreements_suspensionevent" ("agreement_id", "created_at", "created_by_id", "during", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") VALUES (NEW."agreement_id", NEW."created_at", NEW."created_by_id", NEW."during", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason"); RETURN NULL;',
                    hash="46343f1611900ced6f6bacec52baf5e440dad756",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_23bb2",
                    table="agreements_suspension",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="suspension",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "agreements_suspensionevent" ("agreement_id", "created_at", "created_by_id", "during", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") VALUES (NEW."agreement_id", NEW."created_at", NEW."created_by_id", NEW."during", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason"); RETURN NULL;',
                    hash="4746173f943ba7269d6601ad65a8fc10c72d46d9",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_d5d3e",
                    table="agreements_suspension",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="suspension",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agreements_suspensionevent" ("agreement_id", "created_at", "created_by_id", "during", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") VALUES (OLD."agreement_id", OLD."created_at", OLD."created_by_id", OLD."during", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reason"); RETURN NULL;',
                    hash="00de426e679daf75420ab0cc1f37c596f659593e",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_3f010",
                    table="agreements_suspension",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="term",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["fixed", "months", "extending", "open", "activity", "unknown"])
                ),
                name="agreements_term_kind_listed",
                violation_error_message="Pilihan ini tidak tersedia.",
            ),
        ),
        migrations.AddConstraint(
            model_name="term",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_on__isnull", True),
                    ("effective_on__isnull", True),
                    ("ends_on__gte", models.F("effective_on")),
                    _connector="OR",
                ),
                name="agreements_term_ends_after_start",
                violation_error_message="Tanggal berakhir tidak boleh sebelum mulai berlaku.",
            ),
        ),
        migrations.AddConstraint(
            model_name="term",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "fixed"), _negated=True),
                    ("ends_on__isnull", False),
                    _connector="OR",
                ),
                name="agreements_term_fixed_has_end",
                violation_error_message="Isi tanggal berakhirnya.",
            ),
        ),
        migrations.AddConstraint(
            model_name="term",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "months"), _negated=True),
                    models.Q(("ends_on__isnull", True), ("months__isnull", False)),
                    _connector="OR",
                ),
                name="agreements_term_months_given",
                violation_error_message="Isi lamanya dalam bulan, tanpa tanggal akhir.",
            ),
        ),
        migrations.AddConstraint(
            model_name="term",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind__in", ["open", "unknown"]), _negated=True),
                    models.Q(("ends_on__isnull", True), ("months__isnull", True)),
                    _connector="OR",
                ),
                name="agreements_term_open_has_no_end",
                violation_error_message="Masa berlaku ini tidak punya tanggal akhir.",
            ),
        ),
        migrations.AddConstraint(
            model_name="term",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "activity"), _negated=True),
                    models.Q(("activity", ""), _negated=True),
                    _connector="OR",
                ),
                name="agreements_term_activity_named",
                violation_error_message="Sebutkan kegiatan yang mengakhirinya.",
            ),
        ),
        migrations.AddConstraint(
            model_name="term",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("months__isnull", True),
                    models.Q(("months__gte", 1), ("months__lte", 600)),
                    _connector="OR",
                ),
                name="agreements_term_months_plausible",
                violation_error_message="Lama antara 1 dan 600 bulan.",
            ),
        ),
        migrations.AddConstraint(
            model_name="term",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[("agreement", "="), ("during", "&&")],
                name="agreements_term_one_at_a_time",
                violation_error_message="Masa berlaku untuk masa itu sudah ada.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="term",
            trigger=pgtrigger.compiler.Trigger(
                name="closed_after_draft",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE parent_state text;",
                    func="\n            SELECT state INTO parent_state FROM agreements_agreement\n             WHERE id = COALESCE(NEW.agreement_id, OLD.agreement_id);\n            IF parent_state <> 'draft' AND NOT (COALESCE(current_setting('selaras.action', true), '') <> '') THEN\n                RAISE EXCEPTION 'a handed-in agreement needs an action' USING ERRCODE = 'check_violation', CONSTRAINT = 'agreements_term_closed';\n            END IF;\n            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n            RETURN NEW;\n        ",
                    hash="3d3386625b8f956c0ad1d599680b1917117168e5",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_closed_after_draft_50505",
                    table="agreements_term",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="term",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agreements_termevent" ("activity", "agreement_id", "during", "effective_on", "ends_on", "id", "instrument_id", "kind", "months", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."activity", NEW."agreement_id", NEW."during", NEW."effective_on", NEW."ends_on", NEW."id", NEW."instrument_id", NEW."kind", NEW."months", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;',
                    hash="7e3458885b4de7521ca3099eb5f1bb1d191b9369",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_2435c",
                    table="agreements_term",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="term",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "agreements_termevent" ("activity", "agreement_id", "during", "effective_on", "ends_on", "id", "instrument_id", "kind", "months", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."activity", NEW."agreement_id", NEW."during", NEW."effective_on", NEW."ends_on", NEW."id", NEW."instrument_id", NEW."kind", NEW."months", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                    hash="4b3c710fcc3a670aa9185e5e5c8756241c77a9d2",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_9f639",
                    table="agreements_term",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="term",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agreements_termevent" ("activity", "agreement_id", "during", "effective_on", "ends_on", "id", "instrument_id", "kind", "months", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."activity", OLD."agreement_id", OLD."during", OLD."effective_on", OLD."ends_on", OLD."id", OLD."instrument_id", OLD."kind", OLD."months", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;',
                    hash="8fc30430a649fef10da93c9f780684b0676b3496",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_52eef",
                    table="agreements_term",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="transition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "source__in",
                        ["draft", "submitted", "recorded", "verified", "terminated", "cancelled"],
                    )
                ),
                name="agreements_transition_source_listed",
                violation_error_message="Pilihan ini tidak tersedia.",
            ),
        ),
        migrations.AddConstraint(
            model_name="transition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "target__in",
                        ["draft", "submitted", "recorded", "verified", "terminated", "cancelled"],
                    )
                ),
                name="agreements_transition_target_listed",
                violation_error_message="Pilihan ini tidak tersedia.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="transition",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agreements_transitionevent" ("agreement_id", "at", "by_id", "id", "move", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "role", "source", "target", "undone_at") VALUES (NEW."agreement_id", NEW."at", NEW."by_id", NEW."id", NEW."move", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."role", NEW."source", NEW."target", NEW."undone_at"); RETURN NULL;',
                    hash="c6525cb86b2f6360e99748ce29a468ba10cbae90",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_bc85b",
                    table="agreements_transition",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="transition",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "agreements_transitionevent" ("agreement_id", "at", "by_id", "id", "move", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "role", "source", "target", "undone_at") VALUES (NEW."agreement_id", NEW."at", NEW."by_id", NEW."id", NEW."move", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."role", NEW."source", NEW."target", NEW."undone_at"); RETURN NULL;',
                    hash="738c922e434c43b129d7f19104d8b7d9abbf94c4",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_3acbf",
                    table="agreements_transition",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="transition",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agreements_transitionevent" ("agreement_id", "at", "by_id", "id", "move", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "role", "source", "target", "undone_at") VALUES (OLD."agreement_id", OLD."at", OLD."by_id", OLD."id", OLD."move", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reason", OLD."role", OLD."source", OLD."target", OLD."undone_at"); RETURN NULL;',
                    hash="e9e4a30847b7f45d5fbfdfa68a68056eed506bae",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_75896",
                    table="agreements_transition",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="upload",
            constraint=models.CheckConstraint(
                condition=models.Q(("content_type__in", ["application/pdf", "image/jpeg"])),
                name="agreements_upload_content_type_listed",
                violation_error_message="Pilihan ini tidak tersedia.",
            ),
        ),
        migrations.AddConstraint(
            model_name="upload",
            constraint=models.CheckConstraint(
                condition=models.Q(("sha256_uploaded__regex", "^[0-9a-f]{64}$")),
                name="agreements_upload_sha256_uploaded_hex",
                violation_error_message="Sidik berkas (SHA-256) tidak lengkap.",
            ),
        ),
        migrations.AddConstraint(
            model_name="upload",
            constraint=models.CheckConstraint(
                condition=models.Q(("sha256_stored__regex", "^[0-9a-f]{64}$")),
                name="agreements_upload_sha256_stored_hex",
                violation_error_message="Sidik berkas (SHA-256) tidak lengkap.",
            ),
        ),
        migrations.AddConstraint(
            model_name="upload",
            constraint=models.UniqueConstraint(
                condition=models.Q(("form_token__isnull", True), ("version__isnull", True)),
                fields=("agreement", "sha256_uploaded"),
                name="agreements_upload_once",
                violation_error_message="Berkas ini sudah diunggah.",
            ),
        ),
        migrations.AddConstraint(
            model_name="upload",
            constraint=models.UniqueConstraint(
                condition=models.Q(("version__isnull", True)),
                fields=("form_token", "sha256_uploaded"),
                name="agreements_upload_once_with_form",
                violation_error_message="Berkas ini sudah diunggah.",
            ),
        ),
        migrations.AddConstraint(
            model_name="upload",
            constraint=models.CheckConstraint(
                condition=models.Q(("turn__in", [0, 90, 180, 270])),
                name="agreements_upload_quarter_turns",
                violation_error_message="Foto diputar seperempat putaran.",
            ),
        ),
        migrations.AddConstraint(
            model_name="upload",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("file", ""), _negated=True),
                    ("version__isnull", False),
                    _connector="OR",
                ),
                name="agreements_upload_has_file",
                violation_error_message="Pilih berkasnya.",
            ),
        ),
        migrations.AddConstraint(
            model_name="upload",
            constraint=models.CheckConstraint(
                condition=models.Q(("pages__gt", 0), ("size__gt", 0)),
                name="agreements_upload_not_empty",
                violation_error_message="Berkas ini kosong (0 bita).",
            ),
        ),
        migrations.AddIndex(
            model_name="use",
            index=models.Index(
                models.F("agreement"),
                condition=models.Q(("withdrawn_at__isnull", True)),
                name="agreements_use_standing",
            ),
        ),
        migrations.AddConstraint(
            model_name="use",
            constraint=models.CheckConstraint(
                condition=models.Q(("item__in", ["1", "2", "3", "4", "5", "6", "7", "8", "i", ""])),
                name="agreements_use_item_listed",
                violation_error_message="Pilihan ini tidak tersedia.",
            ),
        ),
        migrations.AddConstraint(
            model_name="use",
            constraint=models.CheckConstraint(
                condition=models.Q(("since_precision__in", ["day", "month", "year"])),
                name="agreements_use_since_precision_listed",
                violation_error_message="Pilihan ini tidak tersedia.",
            ),
        ),
        migrations.AddConstraint(
            model_name="use",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("since__isnull", True),
                    ("until__isnull", True),
                    ("until__gte", models.F("since")),
                    _connector="OR",
                ),
                name="agreements_use_dates_in_order",
                violation_error_message="Tanggal akhir tidak boleh sebelum tanggal mulai.",
            ),
        ),
        migrations.AddConstraint(
            model_name="use",
            constraint=models.CheckConstraint(
                condition=models.Q(("note", ""), _negated=True),
                name="agreements_use_told",
                violation_error_message="Tuliskan apa yang terjadi.",
            ),
        ),
        migrations.AddConstraint(
            model_name="use",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("people__isnull", True),
                    models.Q(("people__gte", 1), ("people__lte", 100000)),
                    _connector="OR",
                ),
                name="agreements_use_people_plausible",
                violation_error_message="Jumlah peserta antara 1 dan 100.000.",
            ),
        ),
        migrations.AddConstraint(
            model_name="use",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("since__gte", datetime.date(1945, 1, 1)),
                    ("since__lt", datetime.date(2200, 1, 1)),
                ),
                name="agreements_use_date_plausible",
                violation_error_message="Periksa tahunnya.",
            ),
        ),
        migrations.AddConstraint(
            model_name="use",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_at__isnull", True), ("withdrawn_because", "")),
                    models.Q(
                        ("withdrawn_at__isnull", False),
                        models.Q(("withdrawn_because", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="agreements_use_withdrawal_explained",
                violation_error_message="Tuliskan alasannya.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="use",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agreements_useevent" ("agreement_id", "document_id", "form_token", "id", "item", "note", "people", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "recorded_at", "recorded_by_id", "school_id", "since", "since_precision", "until", "withdrawn_at", "withdrawn_because") VALUES (NEW."agreement_id", NEW."document_id", NEW."form_token", NEW."id", NEW."item", NEW."note", NEW."people", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."public_id", NEW."recorded_at", NEW."recorded_by_id", NEW."school_id", NEW."since", NEW."since_precision", NEW."until", NEW."withdrawn_at", NEW."withdrawn_because"); RETURN NULL;',
                    hash="7724b79cc5684f71eb6185156e78d6cefb208370",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_2464f",
                    table="agreements_use",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="use",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "agreements_useevent" ("agreement_id", "document_id", "form_token", "id", "item", "note", "people", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "recorded_at", "recorded_by_id", "school_id", "since", "since_precision", "until", "withdrawn_at", "withdrawn_because") VALUES (NEW."agreement_id", NEW."document_id", NEW."form_token", NEW."id", NEW."item", NEW."note", NEW."people", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."public_id", NEW."recorded_at", NEW."recorded_by_id", NEW."school_id", NEW."since", NEW."since_precision", NEW."until", NEW."withdrawn_at", NEW."withdrawn_because"); RETURN NULL;',
                    hash="92657dd068623f27eed12dbdfbfdce479242d8d5",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_44a97",
                    table="agreements_use",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="use",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agreements_useevent" ("agreement_id", "document_id", "form_token", "id", "item", "note", "people", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "recorded_at", "recorded_by_id", "school_id", "since", "since_precision", "until", "withdrawn_at", "withdrawn_because") VALUES (OLD."agreement_id", OLD."document_id", OLD."form_token", OLD."id", OLD."item", OLD."note", OLD."people", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."public_id", OLD."recorded_at", OLD."recorded_by_id", OLD."school_id", OLD."since", OLD."since_precision", OLD."until", OLD."withdrawn_at", OLD."withdrawn_because"); RETURN NULL;',
                    hash="251d40ec363e331cd1e1cad4a5ce90847472cdac",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_e2d25",
                    table="agreements_use",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="verificationrule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "condition__in",
                        [
                            "across_schools",
                            "across_provinces",
                            "across_branches",
                            "lpk",
                            "foreign",
                            "province_level",
                            "sample",
                        ],
                    )
                ),
                name="agreements_verificationrule_condition_listed",
                violation_error_message="Pilihan ini tidak tersedia.",
            ),
        ),
        migrations.AddConstraint(
            model_name="verificationrule",
            constraint=models.CheckConstraint(
                condition=models.Q(("level__in", ["branch", "province"])),
                name="agreements_verificationrule_level_listed",
                violation_error_message="Pilihan ini tidak tersedia.",
            ),
        ),
        migrations.AddConstraint(
            model_name="verificationrule",
            constraint=models.UniqueConstraint(
                condition=models.Q(("until__isnull", True)),
                fields=("province", "condition"),
                name="agreements_verificationrule_once",
                nulls_distinct=False,
                violation_error_message="Aturan untuk keadaan ini sudah ada.",
            ),
        ),
        migrations.AddConstraint(
            model_name="verificationrule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("condition", "sample"), ("share__gte", 1), ("share__lte", 100)),
                    models.Q(
                        models.Q(("condition", "sample"), _negated=True), ("share__isnull", True)
                    ),
                    _connector="OR",
                ),
                name="agreements_verificationrule_share",
                violation_error_message="Persen sampel hanya untuk sampel, antara 1 dan 100.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="verificationrule",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agreements_verificationruleevent" ("basis", "condition", "id", "level", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "share", "since", "until") VALUES (NEW."basis", NEW."condition", NEW."id", NEW."level", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."province_id", NEW."share", NEW."since", NEW."until"); RETURN NULL;',
                    hash="7ad409d913100ba1ca71d1c2f57e87d307ea251a",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_f2269",
                    table="agreements_verificationrule",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="verificationrule",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "agreements_verificationruleevent" ("basis", "condition", "id", "level", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "share", "since", "until") VALUES (NEW."basis", NEW."condition", NEW."id", NEW."level", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."province_id", NEW."share", NEW."since", NEW."until"); RETURN NULL;',
                    hash="e80d52047d616d099754b11046983d3441a2046f",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f3d3a",
                    table="agreements_verificationrule",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="verificationrule",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agreements_verificationruleevent" ("basis", "condition", "id", "level", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "share", "since", "until") VALUES (OLD."basis", OLD."condition", OLD."id", OLD."level", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."province_id", OLD."share", OLD."since", OLD."until"); RETURN NULL;',
                    hash="f123888f985737ca7e63af884abbeef215e685c0",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_fa32e",
                    table="agreements_verificationrule",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="verificationtask",
            index=models.Index(
                condition=models.Q(("done_at__isnull", True)),
                fields=["province", "level", "agreement"],
                name="agreements_open_checks",
            ),
        ),
        migrations.AddConstraint(
            model_name="verificationtask",
            constraint=models.CheckConstraint(
                condition=models.Q(("level__in", ["branch", "province"])),
                name="agreements_verificationtask_level_listed",
                violation_error_message="Pilihan ini tidak tersedia.",
            ),
        ),
        migrations.AddConstraint(
            model_name="verificationtask",
            constraint=models.UniqueConstraint(
                fields=("agreement", "province"),
                name="agreements_verificationtask_once",
                violation_error_message="Provinsi ini sudah punya tugas verifikasi di sini.",
            ),
        ),
        migrations.AddConstraint(
            model_name="verificationtask",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("done_at__isnull", True), ("done_by__isnull", True)),
                    models.Q(("done_at__isnull", False), ("done_by__isnull", False)),
                    _connector="OR",
                ),
                name="agreements_verificationtask_done_by",
                violation_error_message="Verifikasi menyebut orang dan waktunya.",
            ),
        ),
        migrations.AddConstraint(
            model_name="verificationtask",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("done_by__isnull", True),
                    ("needs_second", False),
                    models.Q(
                        ("first_by__isnull", False),
                        models.Q(("first_by", models.F("done_by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="agreements_verificationtask_second_pair_of_eyes",
                violation_error_message="Kantor ini menjadi pihak: verifikator kedua yang menyelesaikan.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="verificationtask",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agreements_verificationtaskevent" ("agreement_id", "done_at", "done_by_id", "first_at", "first_by_id", "id", "level", "needs_second", "office_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "reason") VALUES (NEW."agreement_id", NEW."done_at", NEW."done_by_id", NEW."first_at", NEW."first_by_id", NEW."id", NEW."level", NEW."needs_second", NEW."office_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."province_id", NEW."reason"); RETURN NULL;',
                    hash="4c2545c188c465cbc78b075e00869ed1116d85fc",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_41416",
                    table="agreements_verificationtask",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="verificationtask",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "agreements_verificationtaskevent" ("agreement_id", "done_at", "done_by_id", "first_at", "first_by_id", "id", "level", "needs_second", "office_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "reason") VALUES (NEW."agreement_id", NEW."done_at", NEW."done_by_id", NEW."first_at", NEW."first_by_id", NEW."id", NEW."level", NEW."needs_second", NEW."office_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."province_id", NEW."reason"); RETURN NULL;',
                    hash="c10d5e80c73b6ae5bcf723bed5b46b6509ff5692",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_08ec5",
                    table="agreements_verificationtask",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="verificationtask",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agreements_verificationtaskevent" ("agreement_id", "done_at", "done_by_id", "first_at", "first_by_id", "id", "level", "needs_second", "office_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "reason") VALUES (OLD."agreement_id", OLD."done_at", OLD."done_by_id", OLD."first_at", OLD."first_by_id", OLD."id", OLD."level", OLD."needs_second", OLD."office_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."province_id", OLD."reason"); RETURN NULL;',
                    hash="57b5665219154ee86aea884b591da1f7ea56613c",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_43331",
                    table="agreements_verificationtask",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="witness",
            constraint=models.UniqueConstraint(
                fields=("agreement", "name"),
                name="agreements_witness_once",
                violation_error_message="Saksi ini sudah tercantum.",
            ),
        ),
        migrations.AddConstraint(
            model_name="witness",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True),
                name="agreements_witness_named",
                violation_error_message="Isi nama saksi.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="witness",
            trigger=pgtrigger.compiler.Trigger(
                name="closed_after_draft",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE parent_state text;",
                    func="\n            SELECT state INTO parent_state FROM agreements_agreement\n             WHERE id = COALESCE(NEW.agreement_id, OLD.agreement_id);\n            IF parent_state <> 'draft' AND NOT (COALESCE(current_setting('selaras.action', true), '') <> '') THEN\n                RAISE EXCEPTION 'a handed-in agreement needs an action' USING ERRCODE = 'check_violation', CONSTRAINT = 'agreements_witness_closed';\n            END IF;\n            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n            RETURN NEW;\n        ",
                    hash="bb6fca9f511f05c8ecbc12537c831d8555e8f2a2",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_closed_after_draft_3b103",
                    table="agreements_witness",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="witness",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agreements_witnessevent" ("agreement_id", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (NEW."agreement_id", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position"); RETURN NULL;',
                    hash="1551e8950964f02894b6192d8cf0f47da11bbf2d",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_9eb1a",
                    table="agreements_witness",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="witness",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "agreements_witnessevent" ("agreement_id", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (NEW."agreement_id", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position"); RETURN NULL;',
                    hash="82e89600d65983d21e4e1f635e925e29aed89fef",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_9f7dd",
                    table="agreements_witness",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="witness",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agreements_witnessevent" ("agreement_id", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (OLD."agreement_id", OLD."id", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position"); RETURN NULL;',
                    hash="eeb552391210e29c9cd475e1173e4e418c79169b",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_12966",
                    table="agreements_witness",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="namedconcentration",
            trigger=pgtrigger.compiler.Trigger(
                name="closed_after_draft",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE parent_state text;",
                    func="\n            SELECT state INTO parent_state FROM agreements_agreement\n             WHERE id = (SELECT agreement_id FROM agreements_scope WHERE id = COALESCE(NEW.scope_id, OLD.scope_id));\n            IF parent_state <> 'draft' AND NOT (COALESCE(current_setting('selaras.action', true), '') <> '') THEN\n                RAISE EXCEPTION 'a handed-in agreement needs an action' USING ERRCODE = 'check_violation', CONSTRAINT = 'agreements_named_concentration_closed';\n            END IF;\n            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n            RETURN NEW;\n        ",
                    hash="08974758452452248202ce7dfa8ec78ea3d2c6b9",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_closed_after_draft_fb045",
                    table="agreements_scope_concentrations",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="namedconcentration",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agreements_namedconcentrationevent" ("concentration_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "scope_id") VALUES (NEW."concentration_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."scope_id"); RETURN NULL;',
                    hash="d46c9b87fb406034ff3b5c48ee3948bed41a4e0b",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_30ac5",
                    table="agreements_scope_concentrations",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="namedconcentration",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "agreements_namedconcentrationevent" ("concentration_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "scope_id") VALUES (NEW."concentration_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."scope_id"); RETURN NULL;',
                    hash="8c7b2fac6dc0370263d4e788fb82c8a0d0fb6f3d",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e8926",
                    table="agreements_scope_concentrations",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="namedconcentration",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agreements_namedconcentrationevent" ("concentration_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "scope_id") VALUES (OLD."concentration_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."scope_id"); RETURN NULL;',
                    hash="c473a55c9ff006ef35749368386c12d38b608dd2",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_2c388",
                    table="agreements_scope_concentrations",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="namedsite",
            trigger=pgtrigger.compiler.Trigger(
                name="closed_after_draft",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE parent_state text;",
                    func="\n            SELECT state INTO parent_state FROM agreements_agreement\n             WHERE id = (SELECT agreement_id FROM agreements_scope WHERE id = COALESCE(NEW.scope_id, OLD.scope_id));\n            IF parent_state <> 'draft' AND NOT (COALESCE(current_setting('selaras.action', true), '') <> '') THEN\n                RAISE EXCEPTION 'a handed-in agreement needs an action' USING ERRCODE = 'check_violation', CONSTRAINT = 'agreements_named_site_closed';\n            END IF;\n            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n            RETURN NEW;\n        ",
                    hash="2f511a8f6d479acc8830ba2cc73db3dc2b2739f5",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_closed_after_draft_66119",
                    table="agreements_scope_sites",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="namedsite",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agreements_namedsiteevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "scope_id", "site_id") VALUES (NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."scope_id", NEW."site_id"); RETURN NULL;',
                    hash="9835d1a1b862fc40e645110cb754a87a7bc62beb",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_c2dbc",
                    table="agreements_scope_sites",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="namedsite",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "agreements_namedsiteevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "scope_id", "site_id") VALUES (NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."scope_id", NEW."site_id"); RETURN NULL;',
                    hash="0f6b176bfdb14fa0dbe81eb8e755c13f14faab65",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_00c7e",
                    table="agreements_scope_sites",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="namedsite",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agreements_namedsiteevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "scope_id", "site_id") VALUES (OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."scope_id", OLD."site_id"); RETURN NULL;',
                    hash="fb9a1456e65e4cb800f4ae2b85d95c4c5a7cd889",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_bb5e1",
                    table="agreements_scope_sites",
                    when="AFTER",
                ),
            ),
        ),
    ]

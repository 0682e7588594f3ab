import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
import phonenumber_field.modelfields
from django.conf import settings
from django.db import migrations, models

import accounts.records
from accounts.migrating import GroupedMigration


class Migration(GroupedMigration):
    initial = True

    dependencies = [
        ("pghistory", "0007_auto_20250421_0444"),
        ("schools", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Alias",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="nama lain")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("brand", "Merek"),
                            ("former", "Nama terdahulu"),
                            ("spelling", "Ejaan di sumber"),
                            ("abbreviation", "Singkatan"),
                            ("merged", "Nama catatan yang digabung"),
                        ],
                        max_length=12,
                        verbose_name="jenis nama",
                    ),
                ),
                ("name_key", models.CharField(default="", editable=False, max_length=250)),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schools.source",
                        verbose_name="sumber",
                    ),
                ),
            ],
            options={
                "verbose_name": "nama lain",
                "verbose_name_plural": "nama lain",
                "ordering": ["name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Licence",
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
                            ("lpk", "Izin LPK"),
                            ("so", "Izin penyelenggara magang luar negeri (SO)"),
                            ("p3mi", "Izin P3MI"),
                            ("lsp", "Lisensi LSP"),
                            ("tuk", "Penetapan TUK"),
                            ("other", "Izin lain"),
                        ],
                        max_length=8,
                        verbose_name="jenis izin",
                    ),
                ),
                (
                    "number",
                    models.CharField(
                        blank=True,
                        help_text="Kosong bila belum diketahui.",
                        max_length=100,
                        verbose_name="nomor",
                    ),
                ),
                (
                    "issuer",
                    models.CharField(blank=True, max_length=150, verbose_name="diterbitkan oleh"),
                ),
                (
                    "issued_on",
                    models.DateField(blank=True, null=True, verbose_name="berlaku sejak"),
                ),
                (
                    "expires_on",
                    models.DateField(blank=True, null=True, verbose_name="berlaku sampai dengan"),
                ),
                (
                    "is_perpetual",
                    models.BooleanField(default=False, verbose_name="berlaku tanpa batas waktu"),
                ),
                (
                    "revoked_on",
                    models.DateField(blank=True, null=True, verbose_name="dicabut pada"),
                ),
                (
                    "country",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("ID", "Indonesia"),
                            ("SA", "Arab Saudi"),
                            ("US", "Amerika Serikat"),
                            ("AU", "Australia"),
                            ("AT", "Austria"),
                            ("BH", "Bahrain"),
                            ("NL", "Belanda"),
                            ("BE", "Belgia"),
                            ("BN", "Brunei Darussalam"),
                            ("DK", "Denmark"),
                            ("FI", "Finlandia"),
                            ("HK", "Hong Kong"),
                            ("HU", "Hungaria"),
                            ("IN", "India"),
                            ("GB", "Inggris Raya"),
                            ("IE", "Irlandia"),
                            ("IT", "Italia"),
                            ("JP", "Jepang"),
                            ("DE", "Jerman"),
                            ("KH", "Kamboja"),
                            ("CA", "Kanada"),
                            ("KR", "Korea Selatan"),
                            ("KW", "Kuwait"),
                            ("MO", "Makau"),
                            ("MY", "Malaysia"),
                            ("NO", "Norwegia"),
                            ("OM", "Oman"),
                            ("PG", "Papua Nugini"),
                            ("FR", "Prancis"),
                            ("PH", "Filipina"),
                            ("PL", "Polandia"),
                            ("PT", "Portugal"),
                            ("QA", "Qatar"),
                            ("RO", "Rumania"),
                            ("NZ", "Selandia Baru"),
                            ("SG", "Singapura"),
                            ("ES", "Spanyol"),
                            ("SE", "Swedia"),
                            ("CH", "Swiss"),
                            ("TW", "Taiwan"),
                            ("TH", "Thailand"),
                            ("TL", "Timor-Leste"),
                            ("CN", "Tiongkok"),
                            ("TR", "Turki"),
                            ("AE", "Uni Emirat Arab"),
                            ("VN", "Vietnam"),
                            ("XX", "Negara lain"),
                        ],
                        max_length=2,
                        verbose_name="negara tujuan",
                    ),
                ),
                (
                    "note",
                    models.CharField(
                        blank=True,
                        help_text="Di mana naskahnya, apa yang sudah dicocokkan.",
                        max_length=300,
                        verbose_name="catatan dokumen",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schools.source",
                        verbose_name="sumber",
                    ),
                ),
            ],
            options={
                "verbose_name": "izin",
                "verbose_name_plural": "izin",
                "ordering": ["partner", "kind", "-expires_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Partner",
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
                    "country",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("ID", "Indonesia"),
                            ("SA", "Arab Saudi"),
                            ("US", "Amerika Serikat"),
                            ("AU", "Australia"),
                            ("AT", "Austria"),
                            ("BH", "Bahrain"),
                            ("NL", "Belanda"),
                            ("BE", "Belgia"),
                            ("BN", "Brunei Darussalam"),
                            ("DK", "Denmark"),
                            ("FI", "Finlandia"),
                            ("HK", "Hong Kong"),
                            ("HU", "Hungaria"),
                            ("IN", "India"),
                            ("GB", "Inggris Raya"),
                            ("IE", "Irlandia"),
                            ("IT", "Italia"),
                            ("JP", "Jepang"),
                            ("DE", "Jerman"),
                            ("KH", "Kamboja"),
                            ("CA", "Kanada"),
                            ("KR", "Korea Selatan"),
                            ("KW", "Kuwait"),
                            ("MO", "Makau"),
                            ("MY", "Malaysia"),
                            ("NO", "Norwegia"),
                            ("OM", "Oman"),
                            ("PG", "Papua Nugini"),
                            ("FR", "Prancis"),
                            ("PH", "Filipina"),
                            ("PL", "Polandia"),
                            ("PT", "Portugal"),
                            ("QA", "Qatar"),
                            ("RO", "Rumania"),
                            ("NZ", "Selandia Baru"),
                            ("SG", "Singapura"),
                            ("ES", "Spanyol"),
                            ("SE", "Swedia"),
                            ("CH", "Swiss"),
                            ("TW", "Taiwan"),
                            ("TH", "Thailand"),
                            ("TL", "Timor-Leste"),
                            ("CN", "Tiongkok"),
                            ("TR", "Turki"),
                            ("AE", "Uni Emirat Arab"),
                            ("VN", "Vietnam"),
                            ("XX", "Negara lain"),
                        ],
                        default="ID",
                        help_text="Kosong bila belum diketahui.",
                        max_length=2,
                        verbose_name="negara",
                    ),
                ),
                ("address", models.CharField(blank=True, max_length=250, verbose_name="alamat")),
                (
                    "kelurahan",
                    models.CharField(blank=True, max_length=80, verbose_name="desa atau kelurahan"),
                ),
                (
                    "postal_code",
                    models.CharField(blank=True, max_length=10, verbose_name="kode pos"),
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
                    "name",
                    models.CharField(
                        help_text="Tanpa PT, CV, atau bentuk lain di depannya.",
                        max_length=200,
                        verbose_name="nama",
                    ),
                ),
                (
                    "legal_form",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("pt", "PT"),
                            ("pt_persero", "PT (Persero)"),
                            ("pt_tbk", "PT Tbk"),
                            ("pt_persero_tbk", "PT (Persero) Tbk"),
                            ("pt_perseroda", "PT (Perseroda)"),
                            ("cv", "CV"),
                            ("firma", "Firma"),
                            ("ud", "UD"),
                            ("pd", "PD"),
                            ("koperasi", "Koperasi"),
                            ("perum", "Perum"),
                            ("perumda", "Perumda"),
                            ("bumdes", "BUMDes"),
                            ("yayasan", "Yayasan"),
                            ("perkumpulan", "Perkumpulan"),
                        ],
                        max_length=16,
                        verbose_name="bentuk badan",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("company", "Perusahaan"),
                            ("estate", "Kawasan industri"),
                            ("association", "Asosiasi atau forum"),
                            ("university", "Perguruan tinggi atau politeknik"),
                            ("training_centre", "Balai pelatihan pemerintah"),
                            ("lpk", "Lembaga pelatihan kerja (LPK)"),
                            ("sending_organisation", "Lembaga pengirim magang (SO)"),
                            ("foundation", "Yayasan"),
                            ("cooperative", "Koperasi atau UMKM"),
                            ("community", "Komunitas"),
                            ("media", "Media"),
                            ("government", "Lembaga pemerintah"),
                            ("foreign_company", "Perusahaan luar negeri"),
                            ("unknown", "Jenis belum diketahui"),
                        ],
                        default="unknown",
                        max_length=24,
                        verbose_name="jenis mitra",
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("business", "Dunia usaha dan industri"),
                            ("academia", "Akademisi"),
                            ("community", "Komunitas"),
                            ("government", "Pemerintah"),
                            ("media", "Media"),
                        ],
                        help_text="Kosong: mengikuti jenis mitra.",
                        max_length=12,
                        verbose_name="peran pentahelix",
                    ),
                ),
                (
                    "sector",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("A", "A. Pertanian, kehutanan, dan perikanan"),
                            ("B", "B. Pertambangan dan penggalian"),
                            ("C", "C. Industri pengolahan"),
                            ("D", "D. Listrik dan gas"),
                            ("E", "E. Air, limbah, dan daur ulang"),
                            ("F", "F. Konstruksi"),
                            ("G", "G. Perdagangan dan bengkel kendaraan"),
                            ("H", "H. Angkutan dan pergudangan"),
                            ("I", "I. Perhotelan dan kuliner"),
                            ("J", "J. Informasi dan komunikasi"),
                            ("K", "K. Keuangan dan asuransi"),
                            ("L", "L. Real estat"),
                            ("M", "M. Jasa profesional dan teknis"),
                            ("N", "N. Persewaan, ketenagakerjaan, dan penunjang usaha"),
                            ("O", "O. Administrasi pemerintahan"),
                            ("P", "P. Pendidikan dan pelatihan"),
                            ("Q", "Q. Kesehatan dan sosial"),
                            ("R", "R. Kesenian, hiburan, dan rekreasi"),
                            ("S", "S. Jasa lainnya"),
                            ("T", "T. Usaha rumah tangga"),
                            ("U", "U. Badan internasional"),
                        ],
                        max_length=1,
                        verbose_name="bidang usaha",
                    ),
                ),
                (
                    "description",
                    models.TextField(blank=True, max_length=2000, verbose_name="keterangan"),
                ),
                (
                    "nib",
                    models.CharField(
                        blank=True,
                        help_text="Nomor Induk Berusaha, 13 angka.",
                        max_length=13,
                        verbose_name="NIB",
                    ),
                ),
                (
                    "npwp",
                    models.CharField(
                        blank=True,
                        help_text="16 angka; nomor lama 15 angka diterima.",
                        max_length=16,
                        verbose_name="NPWP",
                    ),
                ),
                ("website", models.URLField(blank=True, max_length=250, verbose_name="situs web")),
                (
                    "phone",
                    phonenumber_field.modelfields.PhoneNumberField(
                        blank=True, max_length=128, region=None, verbose_name="telepon"
                    ),
                ),
                (
                    "other_phone",
                    phonenumber_field.modelfields.PhoneNumberField(
                        blank=True, max_length=128, region=None, verbose_name="telepon lain"
                    ),
                ),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="surel")),
                (
                    "founded_on",
                    models.DateField(blank=True, null=True, verbose_name="berdiri sejak"),
                ),
                (
                    "founded_precision",
                    models.CharField(
                        choices=[("day", "hari"), ("month", "bulan"), ("year", "tahun")],
                        default="day",
                        max_length=5,
                        verbose_name="ketelitian tanggal berdiri",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "Diusulkan"),
                            ("confirmed", "Terkonfirmasi"),
                            ("closed", "Tutup"),
                        ],
                        default="proposed",
                        editable=False,
                        max_length=9,
                        verbose_name="status",
                    ),
                ),
                (
                    "confirmed_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="dikonfirmasi pada"
                    ),
                ),
                (
                    "returned_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="dikembalikan pada"
                    ),
                ),
                (
                    "return_reason",
                    models.TextField(
                        blank=True,
                        editable=False,
                        max_length=1000,
                        verbose_name="alasan pengembalian",
                    ),
                ),
                (
                    "closed_on",
                    models.DateField(
                        blank=True, editable=False, null=True, verbose_name="tutup sejak"
                    ),
                ),
                (
                    "close_reason",
                    models.TextField(
                        blank=True, editable=False, max_length=1000, verbose_name="alasan penutupan"
                    ),
                ),
                ("name_key", models.CharField(default="", editable=False, max_length=250)),
                ("sort_key", models.CharField(default="", editable=False, max_length=400)),
                ("search_text", models.TextField(default="", editable=False)),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="dikonfirmasi oleh",
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        blank=True,
                        limit_choices_to={"level": "district"},
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
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="duplicates",
                        to="partners.partner",
                        verbose_name="digabung ke",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="diusulkan oleh",
                    ),
                ),
                (
                    "proposed_by_school",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposed_partners",
                        to="schools.school",
                        verbose_name="diusulkan sekolah",
                    ),
                ),
                (
                    "province",
                    models.ForeignKey(
                        blank=True,
                        limit_choices_to={"level": "province"},
                        null=True,
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
                        limit_choices_to={"level": "regency"},
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schools.region",
                        verbose_name="kabupaten/kota",
                    ),
                ),
                (
                    "returned_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="dikembalikan oleh",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schools.source",
                        verbose_name="sumber",
                    ),
                ),
                (
                    "successor",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="predecessors",
                        to="partners.partner",
                        verbose_name="dilanjutkan oleh",
                    ),
                ),
            ],
            options={
                "verbose_name": "mitra",
                "verbose_name_plural": "mitra",
                "ordering": ["sort_key", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Pair",
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
                    "reasons",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("nib", "NIB sama"),
                                ("npwp", "NPWP sama"),
                                ("phone", "telepon sama"),
                                ("name", "nama mirip"),
                                ("alias", "nama lain mirip"),
                            ],
                            max_length=8,
                        ),
                        size=None,
                        verbose_name="alasan",
                    ),
                ),
                (
                    "verdict",
                    models.CharField(
                        choices=[
                            ("same", "perusahaan sama"),
                            ("other_site", "perusahaan sama, lokasi lain"),
                            ("possible", "mungkin perusahaan sama"),
                        ],
                        max_length=12,
                        verbose_name="dugaan",
                    ),
                ),
                ("likeness", models.FloatField(verbose_name="kemiripan nama")),
                ("found_at", models.DateTimeField(verbose_name="ditemukan pada")),
                (
                    "decided_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="diputuskan pada"),
                ),
                (
                    "decision_note",
                    models.CharField(blank=True, max_length=300, verbose_name="alasan keputusan"),
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
                (
                    "first",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="partners.partner",
                        verbose_name="mitra pertama",
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="partners.partner",
                        verbose_name="mitra kedua",
                    ),
                ),
            ],
            options={
                "verbose_name": "pasangan mirip",
                "verbose_name_plural": "pasangan mirip",
                "ordering": ["-likeness", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Merge",
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
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="alasan")),
                ("changes", models.JSONField(default=list, verbose_name="perubahan")),
                ("created", models.JSONField(default=list, verbose_name="baris baru")),
                ("folded", models.JSONField(default=list, verbose_name="baris yang sudah ada")),
                ("merged_at", models.DateTimeField(verbose_name="digabung pada")),
                (
                    "undone_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="diurungkan pada"),
                ),
                (
                    "left",
                    models.JSONField(
                        default=list,
                        help_text="Nilai yang sudah diubah orang sejak penggabungan.",
                        verbose_name="tidak dikembalikan",
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
                (
                    "kept",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merges",
                        to="partners.partner",
                        verbose_name="mitra yang tetap",
                    ),
                ),
                (
                    "merged",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partners.partner",
                        verbose_name="mitra yang digabung",
                    ),
                ),
            ],
            options={
                "verbose_name": "penggabungan",
                "verbose_name_plural": "penggabungan",
                "ordering": ["-merged_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="LicenceEvent",
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
                            ("lpk", "Izin LPK"),
                            ("so", "Izin penyelenggara magang luar negeri (SO)"),
                            ("p3mi", "Izin P3MI"),
                            ("lsp", "Lisensi LSP"),
                            ("tuk", "Penetapan TUK"),
                            ("other", "Izin lain"),
                        ],
                        max_length=8,
                        verbose_name="jenis izin",
                    ),
                ),
                (
                    "number",
                    models.CharField(
                        blank=True,
                        help_text="Kosong bila belum diketahui.",
                        max_length=100,
                        verbose_name="nomor",
                    ),
                ),
                (
                    "issuer",
                    models.CharField(blank=True, max_length=150, verbose_name="diterbitkan oleh"),
                ),
                (
                    "issued_on",
                    models.DateField(blank=True, null=True, verbose_name="berlaku sejak"),
                ),
                (
                    "expires_on",
                    models.DateField(blank=True, null=True, verbose_name="berlaku sampai dengan"),
                ),
                (
                    "is_perpetual",
                    models.BooleanField(default=False, verbose_name="berlaku tanpa batas waktu"),
                ),
                (
                    "revoked_on",
                    models.DateField(blank=True, null=True, verbose_name="dicabut pada"),
                ),
                (
                    "country",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("ID", "Indonesia"),
                            ("SA", "Arab Saudi"),
                            ("US", "Amerika Serikat"),
                            ("AU", "Australia"),
                            ("AT", "Austria"),
                            ("BH", "Bahrain"),
                            ("NL", "Belanda"),
                            ("BE", "Belgia"),
                            ("BN", "Brunei Darussalam"),
                            ("DK", "Denmark"),
                            ("FI", "Finlandia"),
                            ("HK", "Hong Kong"),
                            ("HU", "Hungaria"),
                            ("IN", "India"),
                            ("GB", "Inggris Raya"),
                            ("IE", "Irlandia"),
                            ("IT", "Italia"),
                            ("JP", "Jepang"),
                            ("DE", "Jerman"),
                            ("KH", "Kamboja"),
                            ("CA", "Kanada"),
                            ("KR", "Korea Selatan"),
                            ("KW", "Kuwait"),
                            ("MO", "Makau"),
                            ("MY", "Malaysia"),
                            ("NO", "Norwegia"),
                            ("OM", "Oman"),
                            ("PG", "Papua Nugini"),
                            ("FR", "Prancis"),
                            ("PH", "Filipina"),
                            ("PL", "Polandia"),
                            ("PT", "Portugal"),
                            ("QA", "Qatar"),
                            ("RO", "Rumania"),
                            ("NZ", "Selandia Baru"),
                            ("SG", "Singapura"),
                            ("ES", "Spanyol"),
                            ("SE", "Swedia"),
                            ("CH", "Swiss"),
                            ("TW", "Taiwan"),
                            ("TH", "Thailand"),
                            ("TL", "Timor-Leste"),
                            ("CN", "Tiongkok"),
                            ("TR", "Turki"),
                            ("AE", "Uni Emirat Arab"),
                            ("VN", "Vietnam"),
                            ("XX", "Negara lain"),
                        ],
                        max_length=2,
                        verbose_name="negara tujuan",
                    ),
                ),
                (
                    "note",
                    models.CharField(
                        blank=True,
                        help_text="Di mana naskahnya, apa yang sudah dicocokkan.",
                        max_length=300,
                        verbose_name="catatan dokumen",
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
                        to="partners.licence",
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
                (
                    "partner",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="partners.partner",
                        verbose_name="mitra",
                    ),
                ),
            ],
            options={
                "verbose_name": "riwayat izin",
                "verbose_name_plural": "riwayat izin",
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="licence",
            name="partner",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="licences",
                to="partners.partner",
                verbose_name="mitra",
            ),
        ),
        migrations.CreateModel(
            name="Contact",
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
                    "name",
                    models.CharField(
                        help_text="Seperti tercetak, dengan gelar.",
                        max_length=150,
                        verbose_name="nama",
                    ),
                ),
                ("position", models.CharField(blank=True, max_length=120, verbose_name="jabatan")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("signatory", "Penandatangan"),
                            ("hrd", "HRD atau personalia"),
                            ("mentor", "Instruktur atau pembimbing industri"),
                            ("liaison", "Penghubung kerja sama"),
                            ("general", "Umum"),
                        ],
                        default="general",
                        max_length=10,
                        verbose_name="peran",
                    ),
                ),
                (
                    "phone",
                    phonenumber_field.modelfields.PhoneNumberField(
                        blank=True,
                        max_length=128,
                        region=None,
                        verbose_name="telepon atau WhatsApp",
                    ),
                ),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="surel")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="catatan")),
                (
                    "left_on",
                    models.DateField(blank=True, null=True, verbose_name="tidak lagi sejak"),
                ),
                (
                    "entered_by_school",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schools.school",
                        verbose_name="dicatat sekolah",
                    ),
                ),
                (
                    "private_to",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schools.school",
                        verbose_name="hanya untuk sekolah",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schools.source",
                        verbose_name="sumber",
                    ),
                ),
                (
                    "partner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="contacts",
                        to="partners.partner",
                        verbose_name="mitra",
                    ),
                ),
            ],
            options={
                "verbose_name": "narahubung",
                "verbose_name_plural": "narahubung",
                "ordering": ["partner", "name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="AliasEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("name", models.CharField(max_length=200, verbose_name="nama lain")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("brand", "Merek"),
                            ("former", "Nama terdahulu"),
                            ("spelling", "Ejaan di sumber"),
                            ("abbreviation", "Singkatan"),
                            ("merged", "Nama catatan yang digabung"),
                        ],
                        max_length=12,
                        verbose_name="jenis nama",
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
                        to="partners.alias",
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
                (
                    "partner",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="partners.partner",
                        verbose_name="mitra",
                    ),
                ),
            ],
            options={
                "verbose_name": "riwayat nama lain",
                "verbose_name_plural": "riwayat nama lain",
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="alias",
            name="partner",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="aliases",
                to="partners.partner",
                verbose_name="mitra",
            ),
        ),
        migrations.CreateModel(
            name="PartnerEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "country",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("ID", "Indonesia"),
                            ("SA", "Arab Saudi"),
                            ("US", "Amerika Serikat"),
                            ("AU", "Australia"),
                            ("AT", "Austria"),
                            ("BH", "Bahrain"),
                            ("NL", "Belanda"),
                            ("BE", "Belgia"),
                            ("BN", "Brunei Darussalam"),
                            ("DK", "Denmark"),
                            ("FI", "Finlandia"),
                            ("HK", "Hong Kong"),
                            ("HU", "Hungaria"),
                            ("IN", "India"),
                            ("GB", "Inggris Raya"),
                            ("IE", "Irlandia"),
                            ("IT", "Italia"),
                            ("JP", "Jepang"),
                            ("DE", "Jerman"),
                            ("KH", "Kamboja"),
                            ("CA", "Kanada"),
                            ("KR", "Korea Selatan"),
                            ("KW", "Kuwait"),
                            ("MO", "Makau"),
                            ("MY", "Malaysia"),
                            ("NO", "Norwegia"),
                            ("OM", "Oman"),
                            ("PG", "Papua Nugini"),
                            ("FR", "Prancis"),
                            ("PH", "Filipina"),
                            ("PL", "Polandia"),
                            ("PT", "Portugal"),
                            ("QA", "Qatar"),
                            ("RO", "Rumania"),
                            ("NZ", "Selandia Baru"),
                            ("SG", "Singapura"),
                            ("ES", "Spanyol"),
                            ("SE", "Swedia"),
                            ("CH", "Swiss"),
                            ("TW", "Taiwan"),
                            ("TH", "Thailand"),
                            ("TL", "Timor-Leste"),
                            ("CN", "Tiongkok"),
                            ("TR", "Turki"),
                            ("AE", "Uni Emirat Arab"),
                            ("VN", "Vietnam"),
                            ("XX", "Negara lain"),
                        ],
                        default="ID",
                        help_text="Kosong bila belum diketahui.",
                        max_length=2,
                        verbose_name="negara",
                    ),
                ),
                ("address", models.CharField(blank=True, max_length=250, verbose_name="alamat")),
                (
                    "kelurahan",
                    models.CharField(blank=True, max_length=80, verbose_name="desa atau kelurahan"),
                ),
                (
                    "postal_code",
                    models.CharField(blank=True, max_length=10, verbose_name="kode pos"),
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
                    "public_id",
                    models.CharField(
                        default=accounts.records.new_public_id,
                        editable=False,
                        max_length=10,
                        verbose_name="alamat acak",
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="Tanpa PT, CV, atau bentuk lain di depannya.",
                        max_length=200,
                        verbose_name="nama",
                    ),
                ),
                (
                    "legal_form",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("pt", "PT"),
                            ("pt_persero", "PT (Persero)"),
                            ("pt_tbk", "PT Tbk"),
                            ("pt_persero_tbk", "PT (Persero) Tbk"),
                            ("pt_perseroda", "PT (Perseroda)"),
                            ("cv", "CV"),
                            ("firma", "Firma"),
                            ("ud", "UD"),
                            ("pd", "PD"),
                            ("koperasi", "Koperasi"),
                            ("perum", "Perum"),
                            ("perumda", "Perumda"),
                            ("bumdes", "BUMDes"),
                            ("yayasan", "Yayasan"),
                            ("perkumpulan", "Perkumpulan"),
                        ],
                        max_length=16,
                        verbose_name="bentuk badan",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("company", "Perusahaan"),
                            ("estate", "Kawasan industri"),
                            ("association", "Asosiasi atau forum"),
                            ("university", "Perguruan tinggi atau politeknik"),
                            ("training_centre", "Balai pelatihan pemerintah"),
                            ("lpk", "Lembaga pelatihan kerja (LPK)"),
                            ("sending_organisation", "Lembaga pengirim magang (SO)"),
                            ("foundation", "Yayasan"),
                            ("cooperative", "Koperasi atau UMKM"),
                            ("community", "Komunitas"),
                            ("media", "Media"),
                            ("government", "Lembaga pemerintah"),
                            ("foreign_company", "Perusahaan luar negeri"),
                            ("unknown", "Jenis belum diketahui"),
                        ],
                        default="unknown",
                        max_length=24,
                        verbose_name="jenis mitra",
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("business", "Dunia usaha dan industri"),
                            ("academia", "Akademisi"),
                            ("community", "Komunitas"),
                            ("government", "Pemerintah"),
                            ("media", "Media"),
                        ],
                        help_text="Kosong: mengikuti jenis mitra.",
                        max_length=12,
                        verbose_name="peran pentahelix",
                    ),
                ),
                (
                    "sector",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("A", "A. Pertanian, kehutanan, dan perikanan"),
                            ("B", "B. Pertambangan dan penggalian"),
                            ("C", "C. Industri pengolahan"),
                            ("D", "D. Listrik dan gas"),
                            ("E", "E. Air, limbah, dan daur ulang"),
                            ("F", "F. Konstruksi"),
                            ("G", "G. Perdagangan dan bengkel kendaraan"),
                            ("H", "H. Angkutan dan pergudangan"),
                            ("I", "I. Perhotelan dan kuliner"),
                            ("J", "J. Informasi dan komunikasi"),
                            ("K", "K. Keuangan dan asuransi"),
                            ("L", "L. Real estat"),
                            ("M", "M. Jasa profesional dan teknis"),
                            ("N", "N. Persewaan, ketenagakerjaan, dan penunjang usaha"),
                            ("O", "O. Administrasi pemerintahan"),
                            ("P", "P. Pendidikan dan pelatihan"),
                            ("Q", "Q. Kesehatan dan sosial"),
                            ("R", "R. Kesenian, hiburan, dan rekreasi"),
                            ("S", "S. Jasa lainnya"),
                            ("T", "T. Usaha rumah tangga"),
                            ("U", "U. Badan internasional"),
                        ],
                        max_length=1,
                        verbose_name="bidang usaha",
                    ),
                ),
                (
                    "description",
                    models.TextField(blank=True, max_length=2000, verbose_name="keterangan"),
                ),
                (
                    "nib",
                    models.CharField(
                        blank=True,
                        help_text="Nomor Induk Berusaha, 13 angka.",
                        max_length=13,
                        verbose_name="NIB",
                    ),
                ),
                (
                    "npwp",
                    models.CharField(
                        blank=True,
                        help_text="16 angka; nomor lama 15 angka diterima.",
                        max_length=16,
                        verbose_name="NPWP",
                    ),
                ),
                ("website", models.URLField(blank=True, max_length=250, verbose_name="situs web")),
                (
                    "phone",
                    phonenumber_field.modelfields.PhoneNumberField(
                        blank=True, max_length=128, region=None, verbose_name="telepon"
                    ),
                ),
                (
                    "other_phone",
                    phonenumber_field.modelfields.PhoneNumberField(
                        blank=True, max_length=128, region=None, verbose_name="telepon lain"
                    ),
                ),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="surel")),
                (
                    "founded_on",
                    models.DateField(blank=True, null=True, verbose_name="berdiri sejak"),
                ),
                (
                    "founded_precision",
                    models.CharField(
                        choices=[("day", "hari"), ("month", "bulan"), ("year", "tahun")],
                        default="day",
                        max_length=5,
                        verbose_name="ketelitian tanggal berdiri",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "Diusulkan"),
                            ("confirmed", "Terkonfirmasi"),
                            ("closed", "Tutup"),
                        ],
                        default="proposed",
                        editable=False,
                        max_length=9,
                        verbose_name="status",
                    ),
                ),
                (
                    "confirmed_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="dikonfirmasi pada"
                    ),
                ),
                (
                    "returned_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="dikembalikan pada"
                    ),
                ),
                (
                    "return_reason",
                    models.TextField(
                        blank=True,
                        editable=False,
                        max_length=1000,
                        verbose_name="alasan pengembalian",
                    ),
                ),
                (
                    "closed_on",
                    models.DateField(
                        blank=True, editable=False, null=True, verbose_name="tutup sejak"
                    ),
                ),
                (
                    "close_reason",
                    models.TextField(
                        blank=True, editable=False, max_length=1000, verbose_name="alasan penutupan"
                    ),
                ),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="dikonfirmasi oleh",
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        limit_choices_to={"level": "district"},
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
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="partners.partner",
                        verbose_name="digabung ke",
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
                        to="partners.partner",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="diusulkan oleh",
                    ),
                ),
                (
                    "proposed_by_school",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="schools.school",
                        verbose_name="diusulkan sekolah",
                    ),
                ),
                (
                    "province",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        limit_choices_to={"level": "province"},
                        null=True,
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
                        limit_choices_to={"level": "regency"},
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="schools.region",
                        verbose_name="kabupaten/kota",
                    ),
                ),
                (
                    "returned_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="dikembalikan oleh",
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
                (
                    "successor",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="partners.partner",
                        verbose_name="dilanjutkan oleh",
                    ),
                ),
            ],
            options={
                "verbose_name": "riwayat mitra",
                "verbose_name_plural": "riwayat mitra",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Relation",
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
                            ("part_of", "Berada di kawasan"),
                            ("member_of", "Anggota dari"),
                            ("foundation_of", "Menaungi sekolah"),
                            ("runs_school", "Mengelola sekolah"),
                            ("formerly", "Dahulu dikenal sebagai"),
                            ("head_office_of", "Kantor pusat dari"),
                            ("represents", "Mewakili"),
                        ],
                        max_length=16,
                        verbose_name="hubungan",
                    ),
                ),
                ("since", models.DateField(blank=True, null=True, verbose_name="mulai")),
                ("until", models.DateField(blank=True, null=True, verbose_name="sampai dengan")),
                (
                    "other",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="relations_to",
                        to="partners.partner",
                        verbose_name="mitra lain",
                    ),
                ),
                (
                    "partner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="relations",
                        to="partners.partner",
                        verbose_name="mitra",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="partner_relations",
                        to="schools.school",
                        verbose_name="sekolah",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schools.source",
                        verbose_name="sumber",
                    ),
                ),
            ],
            options={
                "verbose_name": "hubungan",
                "verbose_name_plural": "hubungan",
                "ordering": ["partner", "kind", "pk"],
            },
        ),
        migrations.CreateModel(
            name="RelationEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("part_of", "Berada di kawasan"),
                            ("member_of", "Anggota dari"),
                            ("foundation_of", "Menaungi sekolah"),
                            ("runs_school", "Mengelola sekolah"),
                            ("formerly", "Dahulu dikenal sebagai"),
                            ("head_office_of", "Kantor pusat dari"),
                            ("represents", "Mewakili"),
                        ],
                        max_length=16,
                        verbose_name="hubungan",
                    ),
                ),
                ("since", models.DateField(blank=True, null=True, verbose_name="mulai")),
                ("until", models.DateField(blank=True, null=True, verbose_name="sampai dengan")),
                (
                    "other",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="partners.partner",
                        verbose_name="mitra lain",
                    ),
                ),
                (
                    "partner",
                    models.ForeignKey(
                        db_constraint=False,
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
                        to="partners.relation",
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
                "verbose_name": "riwayat hubungan",
                "verbose_name_plural": "riwayat hubungan",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Site",
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
                    "country",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("ID", "Indonesia"),
                            ("SA", "Arab Saudi"),
                            ("US", "Amerika Serikat"),
                            ("AU", "Australia"),
                            ("AT", "Austria"),
                            ("BH", "Bahrain"),
                            ("NL", "Belanda"),
                            ("BE", "Belgia"),
                            ("BN", "Brunei Darussalam"),
                            ("DK", "Denmark"),
                            ("FI", "Finlandia"),
                            ("HK", "Hong Kong"),
                            ("HU", "Hungaria"),
                            ("IN", "India"),
                            ("GB", "Inggris Raya"),
                            ("IE", "Irlandia"),
                            ("IT", "Italia"),
                            ("JP", "Jepang"),
                            ("DE", "Jerman"),
                            ("KH", "Kamboja"),
                            ("CA", "Kanada"),
                            ("KR", "Korea Selatan"),
                            ("KW", "Kuwait"),
                            ("MO", "Makau"),
                            ("MY", "Malaysia"),
                            ("NO", "Norwegia"),
                            ("OM", "Oman"),
                            ("PG", "Papua Nugini"),
                            ("FR", "Prancis"),
                            ("PH", "Filipina"),
                            ("PL", "Polandia"),
                            ("PT", "Portugal"),
                            ("QA", "Qatar"),
                            ("RO", "Rumania"),
                            ("NZ", "Selandia Baru"),
                            ("SG", "Singapura"),
                            ("ES", "Spanyol"),
                            ("SE", "Swedia"),
                            ("CH", "Swiss"),
                            ("TW", "Taiwan"),
                            ("TH", "Thailand"),
                            ("TL", "Timor-Leste"),
                            ("CN", "Tiongkok"),
                            ("TR", "Turki"),
                            ("AE", "Uni Emirat Arab"),
                            ("VN", "Vietnam"),
                            ("XX", "Negara lain"),
                        ],
                        default="ID",
                        help_text="Kosong bila belum diketahui.",
                        max_length=2,
                        verbose_name="negara",
                    ),
                ),
                ("address", models.CharField(blank=True, max_length=250, verbose_name="alamat")),
                (
                    "kelurahan",
                    models.CharField(blank=True, max_length=80, verbose_name="desa atau kelurahan"),
                ),
                (
                    "postal_code",
                    models.CharField(blank=True, max_length=10, verbose_name="kode pos"),
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
                    "name",
                    models.CharField(
                        help_text="Misalnya: Pabrik Cilegon, Cabang Serang.",
                        max_length=150,
                        verbose_name="nama lokasi",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("head_office", "Kantor pusat"),
                            ("plant", "Pabrik"),
                            ("branch", "Cabang"),
                            ("outlet", "Gerai atau toko"),
                            ("workshop", "Bengkel"),
                            ("other", "Lokasi lain"),
                        ],
                        default="other",
                        max_length=12,
                        verbose_name="jenis lokasi",
                    ),
                ),
                (
                    "phone",
                    phonenumber_field.modelfields.PhoneNumberField(
                        blank=True, max_length=128, region=None, verbose_name="telepon"
                    ),
                ),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="surel")),
                ("opened_on", models.DateField(blank=True, null=True, verbose_name="dibuka pada")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="ditutup pada")),
                (
                    "confirmed_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="dikonfirmasi pada"
                    ),
                ),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="dikonfirmasi oleh",
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        blank=True,
                        limit_choices_to={"level": "district"},
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schools.region",
                        verbose_name="kecamatan",
                    ),
                ),
                (
                    "partner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sites",
                        to="partners.partner",
                        verbose_name="mitra",
                    ),
                ),
                (
                    "proposed_by_school",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schools.school",
                        verbose_name="diusulkan sekolah",
                    ),
                ),
                (
                    "province",
                    models.ForeignKey(
                        blank=True,
                        limit_choices_to={"level": "province"},
                        null=True,
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
                        limit_choices_to={"level": "regency"},
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schools.region",
                        verbose_name="kabupaten/kota",
                    ),
                ),
            ],
            options={
                "verbose_name": "lokasi",
                "verbose_name_plural": "lokasi",
                "ordering": ["partner", "name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ContactEvent",
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
                    "name",
                    models.CharField(
                        help_text="Seperti tercetak, dengan gelar.",
                        max_length=150,
                        verbose_name="nama",
                    ),
                ),
                ("position", models.CharField(blank=True, max_length=120, verbose_name="jabatan")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("signatory", "Penandatangan"),
                            ("hrd", "HRD atau personalia"),
                            ("mentor", "Instruktur atau pembimbing industri"),
                            ("liaison", "Penghubung kerja sama"),
                            ("general", "Umum"),
                        ],
                        default="general",
                        max_length=10,
                        verbose_name="peran",
                    ),
                ),
                (
                    "phone",
                    phonenumber_field.modelfields.PhoneNumberField(
                        blank=True,
                        max_length=128,
                        region=None,
                        verbose_name="telepon atau WhatsApp",
                    ),
                ),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="surel")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="catatan")),
                (
                    "left_on",
                    models.DateField(blank=True, null=True, verbose_name="tidak lagi sejak"),
                ),
                (
                    "entered_by_school",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="schools.school",
                        verbose_name="dicatat sekolah",
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
                        to="partners.contact",
                    ),
                ),
                (
                    "private_to",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="schools.school",
                        verbose_name="hanya untuk sekolah",
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
                (
                    "partner",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="partners.partner",
                        verbose_name="mitra",
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="partners.site",
                        verbose_name="lokasi",
                    ),
                ),
            ],
            options={
                "verbose_name": "riwayat narahubung",
                "verbose_name_plural": "riwayat narahubung",
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="contact",
            name="site",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="contacts",
                to="partners.site",
                verbose_name="lokasi",
            ),
        ),
        migrations.CreateModel(
            name="SiteEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "country",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("ID", "Indonesia"),
                            ("SA", "Arab Saudi"),
                            ("US", "Amerika Serikat"),
                            ("AU", "Australia"),
                            ("AT", "Austria"),
                            ("BH", "Bahrain"),
                            ("NL", "Belanda"),
                            ("BE", "Belgia"),
                            ("BN", "Brunei Darussalam"),
                            ("DK", "Denmark"),
                            ("FI", "Finlandia"),
                            ("HK", "Hong Kong"),
                            ("HU", "Hungaria"),
                            ("IN", "India"),
                            ("GB", "Inggris Raya"),
                            ("IE", "Irlandia"),
                            ("IT", "Italia"),
                            ("JP", "Jepang"),
                            ("DE", "Jerman"),
                            ("KH", "Kamboja"),
                            ("CA", "Kanada"),
                            ("KR", "Korea Selatan"),
                            ("KW", "Kuwait"),
                            ("MO", "Makau"),
                            ("MY", "Malaysia"),
                            ("NO", "Norwegia"),
                            ("OM", "Oman"),
                            ("PG", "Papua Nugini"),
                            ("FR", "Prancis"),
                            ("PH", "Filipina"),
                            ("PL", "Polandia"),
                            ("PT", "Portugal"),
                            ("QA", "Qatar"),
                            ("RO", "Rumania"),
                            ("NZ", "Selandia Baru"),
                            ("SG", "Singapura"),
                            ("ES", "Spanyol"),
                            ("SE", "Swedia"),
                            ("CH", "Swiss"),
                            ("TW", "Taiwan"),
                            ("TH", "Thailand"),
                            ("TL", "Timor-Leste"),
                            ("CN", "Tiongkok"),
                            ("TR", "Turki"),
                            ("AE", "Uni Emirat Arab"),
                            ("VN", "Vietnam"),
                            ("XX", "Negara lain"),
                        ],
                        default="ID",
                        help_text="Kosong bila belum diketahui.",
                        max_length=2,
                        verbose_name="negara",
                    ),
                ),
                ("address", models.CharField(blank=True, max_length=250, verbose_name="alamat")),
                (
                    "kelurahan",
                    models.CharField(blank=True, max_length=80, verbose_name="desa atau kelurahan"),
                ),
                (
                    "postal_code",
                    models.CharField(blank=True, max_length=10, verbose_name="kode pos"),
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
                    "public_id",
                    models.CharField(
                        default=accounts.records.new_public_id,
                        editable=False,
                        max_length=10,
                        verbose_name="alamat acak",
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="Misalnya: Pabrik Cilegon, Cabang Serang.",
                        max_length=150,
                        verbose_name="nama lokasi",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("head_office", "Kantor pusat"),
                            ("plant", "Pabrik"),
                            ("branch", "Cabang"),
                            ("outlet", "Gerai atau toko"),
                            ("workshop", "Bengkel"),
                            ("other", "Lokasi lain"),
                        ],
                        default="other",
                        max_length=12,
                        verbose_name="jenis lokasi",
                    ),
                ),
                (
                    "phone",
                    phonenumber_field.modelfields.PhoneNumberField(
                        blank=True, max_length=128, region=None, verbose_name="telepon"
                    ),
                ),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="surel")),
                ("opened_on", models.DateField(blank=True, null=True, verbose_name="dibuka pada")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="ditutup pada")),
                (
                    "confirmed_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="dikonfirmasi pada"
                    ),
                ),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="dikonfirmasi oleh",
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        limit_choices_to={"level": "district"},
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="schools.region",
                        verbose_name="kecamatan",
                    ),
                ),
                (
                    "partner",
                    models.ForeignKey(
                        db_constraint=False,
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
                        to="partners.site",
                    ),
                ),
                (
                    "proposed_by_school",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="schools.school",
                        verbose_name="diusulkan sekolah",
                    ),
                ),
                (
                    "province",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        limit_choices_to={"level": "province"},
                        null=True,
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
                        limit_choices_to={"level": "regency"},
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="schools.region",
                        verbose_name="kabupaten/kota",
                    ),
                ),
            ],
            options={
                "verbose_name": "riwayat lokasi",
                "verbose_name_plural": "riwayat lokasi",
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="partner",
            index=models.Index(fields=["sort_key", "id"], name="partners_partner_order"),
        ),
        migrations.AddIndex(
            model_name="partner",
            index=models.Index(
                fields=["state", "sort_key", "id"], name="partners_partner_by_state"
            ),
        ),
        migrations.AddIndex(
            model_name="partner",
            index=models.Index(fields=["kind", "sort_key", "id"], name="partners_partner_by_kind"),
        ),
        migrations.AddIndex(
            model_name="partner",
            index=models.Index(
                fields=["province", "sort_key", "id"], name="partners_partner_by_province"
            ),
        ),
        migrations.AddIndex(
            model_name="partner",
            index=models.Index(
                fields=["regency", "sort_key", "id"], name="partners_partner_by_regency"
            ),
        ),
        migrations.AddIndex(
            model_name="partner",
            index=models.Index(
                fields=["proposed_by_school", "state"], name="partners_partner_by_proposer"
            ),
        ),
        migrations.AddIndex(
            model_name="partner",
            index=models.Index(
                condition=models.Q(("npwp", ""), _negated=True),
                fields=["npwp"],
                name="partners_partner_npwp",
            ),
        ),
        migrations.AddIndex(
            model_name="partner",
            index=models.Index(
                condition=models.Q(("nib", ""), _negated=True),
                fields=["nib"],
                name="partners_partner_nib",
            ),
        ),
        migrations.AddIndex(
            model_name="partner",
            index=models.Index(
                condition=models.Q(("phone", ""), _negated=True),
                fields=["phone"],
                name="partners_partner_phone",
            ),
        ),
        migrations.AddIndex(
            model_name="partner",
            index=models.Index(
                condition=models.Q(("other_phone", ""), _negated=True),
                fields=["other_phone"],
                name="partners_partner_other_phone",
            ),
        ),
        migrations.AddIndex(
            model_name="partner",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["search_text"], name="partners_partner_search", opclasses=["gin_trgm_ops"]
            ),
        ),
        migrations.AddIndex(
            model_name="partner",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["name_key"], name="partners_partner_name", opclasses=["gin_trgm_ops"]
            ),
        ),
        migrations.AddConstraint(
            model_name="partner",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "country__in",
                        [
                            "ID",
                            "SA",
                            "US",
                            "AU",
                            "AT",
                            "BH",
                            "NL",
                            "BE",
                            "BN",
                            "DK",
                            "FI",
                            "HK",
                            "HU",
                            "IN",
                            "GB",
                            "IE",
                            "IT",
                            "JP",
                            "DE",
                            "KH",
                            "CA",
                            "KR",
                            "KW",
                            "MO",
                            "MY",
                            "NO",
                            "OM",
                            "PG",
                            "FR",
                            "PH",
                            "PL",
                            "PT",
                            "QA",
                            "RO",
                            "NZ",
                            "SG",
                            "ES",
                            "SE",
                            "CH",
                            "TW",
                            "TH",
                            "TL",
                            "CN",
                            "TR",
                            "AE",
                            "VN",
                            "XX",
                            "",
                        ],
                    )
                ),
                name="partners_partner_country_listed",
                violation_error_message="Pilihan ini tidak tersedia.",
            ),
        ),
        migrations.AddConstraint(
            model_name="partner",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("latitude__isnull", True), ("longitude__isnull", True)),
                    models.Q(("latitude__isnull", False), ("longitude__isnull", False)),
                    _connector="OR",
                ),
                name="partners_partner_latitude_with_longitude",
                violation_error_message="Isi lintang dan bujur, atau kosongkan keduanya.",
            ),
        ),
        migrations.AddConstraint(
            model_name="partner",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("latitude__isnull", True),
                    models.Q(("latitude__range", (-12, 7)), ("longitude__range", (94, 142))),
                    models.Q(
                        models.Q(("country", "ID"), _negated=True),
                        ("latitude__range", (-90, 90)),
                        ("longitude__range", (-180, 180)),
                        models.Q(("latitude", 0), ("longitude", 0), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="partners_partner_coordinates_plausible",
                violation_error_message="Titik koordinat tidak masuk akal: di Indonesia lintang antara -12 dan 7, bujur antara 94 dan 142.",
            ),
        ),
        migrations.AddConstraint(
            model_name="partner",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("country", "ID"),
                    models.Q(
                        ("district__isnull", True),
                        ("province__isnull", True),
                        ("regency__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="partners_partner_regions_in_indonesia",
                violation_error_message="Wilayah Indonesia hanya untuk alamat di Indonesia.",
            ),
        ),
        migrations.AddConstraint(
            model_name="partner",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("postal_code", ""),
                    models.Q(("country", "ID"), _negated=True),
                    ("postal_code__regex", "^\\d{5}$"),
                    _connector="OR",
                ),
                name="partners_partner_postal_code_shape",
                violation_error_message="Kode pos Indonesia terdiri atas 5 angka.",
            ),
        ),
        migrations.AddConstraint(
            model_name="partner",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "company",
                            "estate",
                            "association",
                            "university",
                            "training_centre",
                            "lpk",
                            "sending_organisation",
                            "foundation",
                            "cooperative",
                            "community",
                            "media",
                            "government",
                            "foreign_company",
                            "unknown",
                        ],
                    )
                ),
                name="partners_partner_kind_listed",
                violation_error_message="Pilihan ini tidak tersedia.",
            ),
        ),
        migrations.AddConstraint(
            model_name="partner",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "legal_form__in",
                        [
                            "pt",
                            "pt_persero",
                            "pt_tbk",
                            "pt_persero_tbk",
                            "pt_perseroda",
                            "cv",
                            "firma",
                            "ud",
                            "pd",
                            "koperasi",
                            "perum",
                            "perumda",
                            "bumdes",
                            "yayasan",
                            "perkumpulan",
                            "",
                        ],
                    )
                ),
                name="partners_partner_legal_form_listed",
                violation_error_message="Pilihan ini tidak tersedia.",
            ),
        ),
        migrations.AddConstraint(
            model_name="partner",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("role__in", ["business", "academia", "community", "government", "media", ""])
                ),
                name="partners_partner_role_listed",
                violation_error_message="Pilihan ini tidak tersedia.",
            ),
        ),
        migrations.AddConstraint(
            model_name="partner",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "sector__in",
                        [
                            "A",
                            "B",
                            "C",
                            "D",
                            "E",
                            "F",
                            "G",
                            "H",
                            "I",
                            "J",
                            "K",
                            "L",
                            "M",
                            "N",
                            "O",
                            "P",
                            "Q",
                            "R",
                            "S",
                            "T",
                            "U",
                            "",
                        ],
                    )
                ),
                name="partners_partner_sector_listed",
                violation_error_message="Pilihan ini tidak tersedia.",
            ),
        ),
        migrations.AddConstraint(
            model_name="partner",
            constraint=models.CheckConstraint(
                condition=models.Q(("founded_precision__in", ["day", "month", "year"])),
                name="partners_partner_founded_precision_listed",
                violation_error_message="Pilihan ini tidak tersedia.",
            ),
        ),
        migrations.AddConstraint(
            model_name="partner",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["proposed", "confirmed", "closed"])),
                name="partners_partner_state_listed",
                violation_error_message="Pilihan ini tidak tersedia.",
            ),
        ),
        migrations.AddConstraint(
            model_name="partner",
            constraint=models.CheckConstraint(
                condition=models.Q(("name__regex", "\\S")),
                name="partners_partner_name_given",
                violation_error_message="Isi nama mitra.",
            ),
        ),
        migrations.AddConstraint(
            model_name="partner",
            constraint=models.CheckConstraint(
                condition=models.Q(("nib", ""), ("nib__regex", "^[0-9]{13}$"), _connector="OR"),
                name="partners_partner_nib_shape",
                violation_error_message="NIB terdiri atas 13 angka.",
            ),
        ),
        migrations.AddConstraint(
            model_name="partner",
            constraint=models.CheckConstraint(
                condition=models.Q(("npwp", ""), ("npwp__regex", "^[0-9]{16}$"), _connector="OR"),
                name="partners_partner_npwp_shape",
                violation_error_message="NPWP terdiri atas 15 atau 16 angka.",
            ),
        ),
        migrations.AddConstraint(
            model_name="partner",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("website", ""), ("website__regex", "^https?://"), _connector="OR"
                ),
                name="partners_partner_web_address",
                violation_error_message="Alamat web diawali http:// atau https://.",
            ),
        ),
        migrations.AddConstraint(
            model_name="partner",
            constraint=models.CheckConstraint(
                condition=models.Q(("country", "ID"), ("kind", "foreign_company"), _negated=True),
                name="partners_partner_foreign_abroad",
                violation_error_message="Perusahaan luar negeri beralamat di luar Indonesia.",
            ),
        ),
        migrations.AddConstraint(
            model_name="partner",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        models.Q(("state", "proposed"), _negated=True),
                        ("confirmed_at__isnull", True),
                        _connector="OR",
                    ),
                    models.Q(
                        models.Q(("state", "confirmed"), _negated=True),
                        ("confirmed_at__isnull", False),
                        _connector="OR",
                    ),
                ),
                name="partners_partner_confirmed_with_moment",
                violation_error_message="Mitra terkonfirmasi mencatat kapan dikonfirmasi.",
            ),
        ),
        migrations.AddConstraint(
            model_name="partner",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("confirmed_by__isnull", True), ("confirmed_at__isnull", False), _connector="OR"
                ),
                name="partners_partner_confirmer_with_moment",
                violation_error_message="Catat kapan mitra ini dikonfirmasi.",
            ),
        ),
        migrations.AddConstraint(
            model_name="partner",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("return_reason", ""),
                        ("returned_at__isnull", True),
                        ("returned_by__isnull", True),
                    ),
                    models.Q(
                        ("returned_at__isnull", False),
                        ("state", "proposed"),
                        ("return_reason__regex", "\\S"),
                    ),
                    _connector="OR",
                ),
                name="partners_partner_returned_with_reason",
                violation_error_message="Pengembalian usulan memerlukan alasan.",
            ),
        ),
        migrations.AddConstraint(
            model_name="partner",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("closed_on__isnull", False),
                        ("state", "closed"),
                        ("close_reason__regex", "\\S"),
                    ),
                    models.Q(
                        models.Q(("state", "closed"), _negated=True),
                        ("close_reason", ""),
                        ("closed_on__isnull", True),
                        ("successor__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="partners_partner_closed_with_reason",
                violation_error_message="Penutupan memerlukan tanggal dan alasan.",
            ),
        ),
        migrations.AddConstraint(
            model_name="partner",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("founded_on__isnull", True),
                    ("closed_on__isnull", True),
                    ("closed_on__gte", models.F("founded_on")),
                    _connector="OR",
                ),
                name="partners_partner_founded_before_closed",
                violation_error_message="Mitra tidak dapat tutup sebelum berdiri.",
            ),
        ),
        migrations.AddConstraint(
            model_name="partner",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("successor__isnull", True),
                    models.Q(("successor", models.F("id")), _negated=True),
                    _connector="OR",
                ),
                name="partners_partner_not_its_own_successor",
                violation_error_message="Mitra tidak dapat menjadi penerus dirinya sendiri.",
            ),
        ),
        migrations.AddConstraint(
            model_name="partner",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("merged_into__isnull", True),
                    models.Q(("merged_into", models.F("id")), _negated=True),
                    _connector="OR",
                ),
                name="partners_partner_not_merged_into_itself",
                violation_error_message="Mitra tidak dapat digabung dengan dirinya sendiri.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="partner",
            trigger=pgtrigger.compiler.Trigger(
                name="fill_regions",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE region record;",
                    func="\n    IF NEW.district_id IS NOT NULL THEN\n        SELECT level, parent_id INTO region FROM schools_region WHERE id = NEW.district_id;\n        IF region.level <> 'district'\n                OR COALESCE(NEW.regency_id, region.parent_id) <> region.parent_id THEN\n            RAISE EXCEPTION 'the district lies in another regency' USING\n                ERRCODE = 'check_violation', CONSTRAINT = 'partners_partner_district_in_regency',\n                TABLE = 'partners_partner';\n        END IF;\n        NEW.regency_id := region.parent_id;\n    END IF;\n    IF NEW.regency_id IS NOT NULL THEN\n        SELECT level, parent_id INTO region FROM schools_region WHERE id = NEW.regency_id;\n        IF region.level <> 'regency'\n                OR COALESCE(NEW.province_id, region.parent_id) <> region.parent_id THEN\n            RAISE EXCEPTION 'the regency lies in another province' USING\n                ERRCODE = 'check_violation', CONSTRAINT = 'partners_partner_regency_in_province',\n                TABLE = 'partners_partner';\n        END IF;\n        NEW.province_id := region.parent_id;\n    END IF;\n    IF NEW.province_id IS NOT NULL THEN\n        SELECT level, parent_id INTO region FROM schools_region WHERE id = NEW.province_id;\n        IF region.level <> 'province' THEN\n            RAISE EXCEPTION 'this region is no province' USING\n                ERRCODE = 'check_violation', CONSTRAINT = 'partners_partner_province_is_one',\n                TABLE = 'partners_partner';\n        END IF;\n    END IF;\n    RETURN NEW;\n",
                    hash="6135a41ddff0d02c370fa22c7ee40662f8e649b5",
                    operation='INSERT OR UPDATE OF "province_id", "regency_id", "district_id"',
                    pgid="pgtrigger_fill_regions_8fe2c",
                    table="partners_partner",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="partner",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_search_text",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    NEW.search_text := ' ' || regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(btrim(regexp_replace(lower(translate(concat_ws(' ', NEW.legal_form, NEW.name,\n    (SELECT string_agg(alias.name, ' ') FROM partners_alias alias WHERE alias.partner_id = NEW.id),\n    (SELECT string_agg(site.name, ' ') FROM partners_site site WHERE site.partner_id = NEW.id),\n    (SELECT concat_ws(' ', area.short_name, whole.name)\n       FROM schools_region area LEFT JOIN schools_region whole ON whole.id = area.parent_id\n      WHERE area.id = COALESCE(NEW.regency_id, NEW.province_id))), '''’‘`', '') COLLATE \"C\"), '[^a-z0-9]+', ' ', 'g')), '\\ysekolah menengah kejuruan\\y', 'smk', 'g'), '([a-z])([0-9])', '\\1 \\2', 'g'), '\\ynegri\\y', 'negeri', 'g'), '\\ysmk (negeri|n)\\y', 'smkn', 'g'), '\\ysmk (swasta|s)\\y', 'smks', 'g'), '\\ykabupaten\\y', 'kab', 'g'), '\\ykecamatan\\y', 'kec', 'g'), '\\ypropinsi\\y', 'provinsi', 'g'), '\\y0+([0-9]{1,2})\\y', '\\1', 'g') || ' ';\n    NEW.name_key := regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(btrim(regexp_replace(lower(translate(NEW.name, '''’‘`', '') COLLATE \"C\"), '[^a-z0-9]+', ' ', 'g')), '\\ysekolah menengah kejuruan\\y', 'smk', 'g'), '([a-z])([0-9])', '\\1 \\2', 'g'), '\\ynegri\\y', 'negeri', 'g'), '\\ysmk (negeri|n)\\y', 'smkn', 'g'), '\\ysmk (swasta|s)\\y', 'smks', 'g'), '\\ykabupaten\\y', 'kab', 'g'), '\\ykecamatan\\y', 'kec', 'g'), '\\ypropinsi\\y', 'provinsi', 'g'), '\\y0+([0-9]{1,2})\\y', '\\1', 'g');\n    NEW.sort_key := regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(btrim(regexp_replace(lower(translate(NEW.name, '''’‘`', '') COLLATE \"C\"), '[^a-z0-9]+', ' ', 'g')), '\\ysekolah menengah kejuruan\\y', 'smk', 'g'), '([a-z])([0-9])', '\\1 \\2', 'g'), '\\ynegri\\y', 'negeri', 'g'), '\\ysmk (negeri|n)\\y', 'smkn', 'g'), '\\ysmk (swasta|s)\\y', 'smks', 'g'), '\\ykabupaten\\y', 'kab', 'g'), '\\ykecamatan\\y', 'kec', 'g'), '\\ypropinsi\\y', 'provinsi', 'g'), '\\y0+([0-9]{1,2})\\y', '\\1', 'g'), '([0-9]+)', '000\\1', 'g'), '0*([0-9]{4,})', '\\1', 'g');\n    RETURN NEW;\n",
                    hash="e5b84f9eeef1972cb9c23373da9c3c5a29bc6329",
                    operation='INSERT OR UPDATE OF "name", "legal_form", "search_text", "province_id", "regency_id", "district_id"',
                    pgid="pgtrigger_keep_search_text_7edc3",
                    table="partners_partner",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="partner",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "partners_partnerevent" ("address", "close_reason", "closed_on", "confirmed_at", "confirmed_by_id", "country", "description", "district_id", "email", "founded_on", "founded_precision", "id", "kelurahan", "kind", "latitude", "legal_form", "longitude", "merged_into_id", "name", "nib", "npwp", "other_phone", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "postal_code", "proposed_by_id", "proposed_by_school_id", "province_id", "public_id", "regency_id", "return_reason", "returned_at", "returned_by_id", "role", "sector", "source_id", "state", "successor_id", "website") VALUES (NEW."address", NEW."close_reason", NEW."closed_on", NEW."confirmed_at", NEW."confirmed_by_id", NEW."country", NEW."description", NEW."district_id", NEW."email", NEW."founded_on", NEW."founded_precision", NEW."id", NEW."kelurahan", NEW."kind", NEW."latitude", NEW."legal_form", NEW."longitude", NEW."merged_into_id", NEW."name", NEW."nib", NEW."npwp", NEW."other_phone", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."phone", NEW."postal_code", NEW."proposed_by_id", NEW."proposed_by_school_id", NEW."province_id", NEW."public_id", NEW."regency_id", NEW."return_reason", NEW."returned_at", NEW."returned_by_id", NEW."role", NEW."sector", NEW."source_id", NEW."state", NEW."successor_id", NEW."website"); RETURN NULL;',
                    hash="3bca47f000925419ff3917c2535d0451f6cad50c",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_71860",
                    table="partners_partner",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="partner",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."address" IS DISTINCT FROM (NEW."address") OR OLD."close_reason" IS DISTINCT FROM (NEW."close_reason") OR OLD."closed_on" IS DISTINCT FROM (NEW."closed_on") OR OLD."confirmed_at" IS DISTINCT FROM (NEW."confirmed_at") OR OLD."confirmed_by_id" IS DISTINCT FROM (NEW."confirmed_by_id") OR OLD."country" IS DISTINCT FROM (NEW."country") OR OLD."description" IS DISTINCT FROM (NEW."description") OR OLD."district_id" IS DISTINCT FROM (NEW."district_id") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."founded_on" IS DISTINCT FROM (NEW."founded_on") OR OLD."founded_precision" IS DISTINCT FROM (NEW."founded_precision") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kelurahan" IS DISTINCT FROM (NEW."kelurahan") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."latitude" IS DISTINCT FROM (NEW."latitude") OR OLD."legal_form" IS DISTINCT FROM (NEW."legal_form") OR OLD."longitude" IS DISTINCT FROM (NEW."longitude") OR OLD."merged_into_id" IS DISTINCT FROM (NEW."merged_into_id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."nib" IS DISTINCT FROM (NEW."nib") OR OLD."npwp" IS DISTINCT FROM (NEW."npwp") OR OLD."other_phone" IS DISTINCT FROM (NEW."other_phone") OR OLD."phone" IS DISTINCT FROM (NEW."phone") OR OLD."postal_code" IS DISTINCT FROM (NEW."postal_code") OR OLD."proposed_by_id" IS DISTINCT FROM (NEW."proposed_by_id") OR OLD."proposed_by_school_id" IS DISTINCT FROM (NEW."proposed_by_school_id") OR OLD."province_id" IS DISTINCT FROM (NEW."province_id") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."regency_id" IS DISTINCT FROM (NEW."regency_id") OR OLD."return_reason" IS DISTINCT FROM (NEW."return_reason") OR OLD."returned_at" IS DISTINCT FROM (NEW."returned_at") OR OLD."returned_by_id" IS DISTINCT FROM (NEW."returned_by_id") OR OLD."role" IS DISTINCT FROM (NEW."role") OR OLD."sector" IS DISTINCT FROM (NEW."sector") OR OLD."source_id" IS DISTINCT FROM (NEW."source_id") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."successor_id" IS DISTINCT FROM (NEW."successor_id") OR OLD."website" IS DISTINCT FROM (NEW."website"))',
                    func='INSERT INTO "partners_partnerevent" ("address", "close_reason", "closed_on", "confirmed_at", "confirmed_by_id", "country", "description", "district_id", "email", "founded_on", "founded_precision", "id", "kelurahan", "kind", "latitude", "legal_form", "longitude", "merged_into_id", "name", "nib", "npwp", "other_phone", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "postal_code", "proposed_by_id", "proposed_by_school_id", "province_id", "public_id", "regency_id", "return_reason", "returned_at", "returned_by_id", "role", "sector", "source_id", "state", "successor_id", "website") VALUES (NEW."address", NEW."close_reason", NEW."closed_on", NEW."confirmed_at", NEW."confirmed_by_id", NEW."country", NEW."description", NEW."district_id", NEW."email", NEW."founded_on", NEW."founded_precision", NEW."id", NEW."kelurahan", NEW."kind", NEW."latitude", NEW."legal_form", NEW."longitude", NEW."merged_into_id", NEW."name", NEW."nib", NEW."npwp", NEW."other_phone", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."phone", NEW."postal_code", NEW."proposed_by_id", NEW."proposed_by_school_id", NEW."province_id", NEW."public_id", NEW."regency_id", NEW."return_reason", NEW."returned_at", NEW."returned_by_id", NEW."role", NEW."sector", NEW."source_id", NEW."state", NEW."successor_id", NEW."website"); RETURN NULL;',
                    hash="cc4295e1e966177532834f6e7997b02a1e5d7616",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_17ece",
                    table="partners_partner",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="partner",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "partners_partnerevent" ("address", "close_reason", "closed_on", "confirmed_at", "confirmed_by_id", "country", "description", "district_id", "email", "founded_on", "founded_precision", "id", "kelurahan", "kind", "latitude", "legal_form", "longitude", "merged_into_id", "name", "nib", "npwp", "other_phone", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "postal_code", "proposed_by_id", "proposed_by_school_id", "province_id", "public_id", "regency_id", "return_reason", "returned_at", "returned_by_id", "role", "sector", "source_id", "state", "successor_id", "website") VALUES (OLD."address", OLD."close_reason", OLD."closed_on", OLD."confirmed_at", OLD."confirmed_by_id", OLD."country", OLD."description", OLD."district_id", OLD."email", OLD."founded_on", OLD."founded_precision", OLD."id", OLD."kelurahan", OLD."kind", OLD."latitude", OLD."legal_form", OLD."longitude", OLD."merged_into_id", OLD."name", OLD."nib", OLD."npwp", OLD."other_phone", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."phone", OLD."postal_code", OLD."proposed_by_id", OLD."proposed_by_school_id", OLD."province_id", OLD."public_id", OLD."regency_id", OLD."return_reason", OLD."returned_at", OLD."returned_by_id", OLD."role", OLD."sector", OLD."source_id", OLD."state", OLD."successor_id", OLD."website"); RETURN NULL;',
                    hash="b7e7f627bd5f321b443061e972c52d91f2fe9744",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_e7dd8",
                    table="partners_partner",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="pair",
            index=models.Index(
                condition=models.Q(("decided_at__isnull", True)),
                fields=["-likeness", "id"],
                name="partners_pair_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="pair",
            constraint=models.CheckConstraint(
                condition=models.Q(("verdict__in", ["same", "other_site", "possible"])),
                name="partners_pair_verdict_listed",
                violation_error_message="Pilihan ini tidak tersedia.",
            ),
        ),
        migrations.AddConstraint(
            model_name="pair",
            constraint=models.CheckConstraint(
                condition=models.Q(("first__lt", models.F("second"))),
                name="partners_pair_in_order",
                violation_error_message="Pasangan terdiri atas dua mitra yang berbeda.",
            ),
        ),
        migrations.AddConstraint(
            model_name="pair",
            constraint=models.UniqueConstraint(
                fields=("first", "second"),
                name="partners_pair_once",
                violation_error_message="Pasangan ini sudah tercatat.",
            ),
        ),
        migrations.AddConstraint(
            model_name="pair",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decided_by__isnull", True), ("decided_at__isnull", False), _connector="OR"
                ),
                name="partners_pair_decided_with_moment",
                violation_error_message="Catat kapan pasangan ini diputuskan.",
            ),
        ),
        migrations.AddConstraint(
            model_name="merge",
            constraint=models.CheckConstraint(
                condition=models.Q(("kept", models.F("merged")), _negated=True),
                name="partners_merge_two_partners",
                violation_error_message="Pilih dua mitra yang berbeda.",
            ),
        ),
        migrations.AddConstraint(
            model_name="merge",
            constraint=models.UniqueConstraint(
                condition=models.Q(("undone_at__isnull", True)),
                fields=("merged",),
                name="partners_merge_once",
                violation_error_message="Mitra ini sudah digabung.",
            ),
        ),
        migrations.AddConstraint(
            model_name="merge",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("undone_by__isnull", True), ("undone_at__isnull", False), _connector="OR"
                ),
                name="partners_merge_undone_with_moment",
                violation_error_message="Catat kapan penggabungan diurungkan.",
            ),
        ),
        migrations.AddIndex(
            model_name="licence",
            index=models.Index(fields=["expires_on", "partner"], name="partners_licence_by_end"),
        ),
        migrations.AddConstraint(
            model_name="licence",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["lpk", "so", "p3mi", "lsp", "tuk", "other"])),
                name="partners_licence_kind_listed",
                violation_error_message="Pilihan ini tidak tersedia.",
            ),
        ),
        migrations.AddConstraint(
            model_name="licence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "country__in",
                        [
                            "ID",
                            "SA",
                            "US",
                            "AU",
                            "AT",
                            "BH",
                            "NL",
                            "BE",
                            "BN",
                            "DK",
                            "FI",
                            "HK",
                            "HU",
                            "IN",
                            "GB",
                            "IE",
                            "IT",
                            "JP",
                            "DE",
                            "KH",
                            "CA",
                            "KR",
                            "KW",
                            "MO",
                            "MY",
                            "NO",
                            "OM",
                            "PG",
                            "FR",
                            "PH",
                            "PL",
                            "PT",
                            "QA",
                            "RO",
                            "NZ",
                            "SG",
                            "ES",
                            "SE",
                            "CH",
                            "TW",
                            "TH",
                            "TL",
                            "CN",
                            "TR",
                            "AE",
                            "VN",
                            "XX",
                            "",
                        ],
                    )
                ),
                name="partners_licence_country_listed",
                violation_error_message="Pilihan ini tidak tersedia.",
            ),
        ),
        migrations.AddConstraint(
            model_name="licence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("issued_on__isnull", True),
                    ("expires_on__isnull", True),
                    ("expires_on__gte", models.F("issued_on")),
                    _connector="OR",
                ),
                name="partners_licence_dates_in_order",
                violation_error_message="Izin tidak dapat berakhir sebelum berlaku.",
            ),
        ),
        migrations.AddConstraint(
            model_name="licence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_perpetual", False), ("expires_on__isnull", True), _connector="OR"
                ),
                name="partners_licence_end_or_perpetual",
                violation_error_message="Izin tanpa batas waktu tidak memiliki tanggal akhir.",
            ),
        ),
        migrations.AddConstraint(
            model_name="licence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("revoked_on__isnull", True),
                    ("issued_on__isnull", True),
                    ("revoked_on__gte", models.F("issued_on")),
                    _connector="OR",
                ),
                name="partners_licence_revoked_after_issue",
                violation_error_message="Izin tidak dapat dicabut sebelum berlaku.",
            ),
        ),
        migrations.AddConstraint(
            model_name="licence",
            constraint=models.UniqueConstraint(
                fields=("partner", "kind", "number", "issued_on"),
                name="partners_licence_once",
                nulls_distinct=False,
                violation_error_message="Izin ini sudah tercatat.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="licence",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "partners_licenceevent" ("country", "expires_on", "id", "is_perpetual", "issued_on", "issuer", "kind", "note", "number", "partner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "revoked_on", "source_id") VALUES (NEW."country", NEW."expires_on", NEW."id", NEW."is_perpetual", NEW."issued_on", NEW."issuer", NEW."kind", NEW."note", NEW."number", NEW."partner_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."public_id", NEW."revoked_on", NEW."source_id"); RETURN NULL;',
                    hash="5a6a5a317f66a83df7efb11a2d9cc651ae8563d6",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_3d5db",
                    table="partners_licence",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="licence",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."country" IS DISTINCT FROM (NEW."country") OR OLD."expires_on" IS DISTINCT FROM (NEW."expires_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_perpetual" IS DISTINCT FROM (NEW."is_perpetual") OR OLD."issued_on" IS DISTINCT FROM (NEW."issued_on") OR OLD."issuer" IS DISTINCT FROM (NEW."issuer") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."partner_id" IS DISTINCT FROM (NEW."partner_id") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."revoked_on" IS DISTINCT FROM (NEW."revoked_on") OR OLD."source_id" IS DISTINCT FROM (NEW."source_id"))',
                    func='INSERT INTO "partners_licenceevent" ("country", "expires_on", "id", "is_perpetual", "issued_on", "issuer", "kind", "note", "number", "partner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "revoked_on", "source_id") VALUES (NEW."country", NEW."expires_on", NEW."id", NEW."is_perpetual", NEW."issued_on", NEW."issuer", NEW."kind", NEW."note", NEW."number", NEW."partner_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."public_id", NEW."revoked_on", NEW."source_id"); RETURN NULL;',
                    hash="3ad3fe1cf3181bed18232127d02c37636fba3b01",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_50f1e",
                    table="partners_licence",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="licence",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "partners_licenceevent" ("country", "expires_on", "id", "is_perpetual", "issued_on", "issuer", "kind", "note", "number", "partner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "revoked_on", "source_id") VALUES (OLD."country", OLD."expires_on", OLD."id", OLD."is_perpetual", OLD."issued_on", OLD."issuer", OLD."kind", OLD."note", OLD."number", OLD."partner_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."public_id", OLD."revoked_on", OLD."source_id"); RETURN NULL;',
                    hash="2e7855ca4cf137bef2454c529d0c0f20f3632ae3",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_fff43",
                    table="partners_licence",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="alias",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["name_key"], name="partners_alias_name", opclasses=["gin_trgm_ops"]
            ),
        ),
        migrations.AddConstraint(
            model_name="alias",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["brand", "former", "spelling", "abbreviation", "merged"])
                ),
                name="partners_alias_kind_listed",
                violation_error_message="Pilihan ini tidak tersedia.",
            ),
        ),
        migrations.AddConstraint(
            model_name="alias",
            constraint=models.CheckConstraint(
                condition=models.Q(("name__regex", "\\S")),
                name="partners_alias_name_given",
                violation_error_message="Isi nama lain.",
            ),
        ),
        migrations.AddConstraint(
            model_name="alias",
            constraint=models.UniqueConstraint(
                models.F("partner"),
                django.db.models.functions.text.Lower("name"),
                name="partners_alias_once",
                violation_error_message="Nama ini sudah tercatat.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="alias",
            trigger=pgtrigger.compiler.Trigger(
                name="touch_partner",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            UPDATE partners_partner SET search_text = ''\n             WHERE id IN (OLD.partner_id, NEW.partner_id);\n            RETURN NULL;\n        ",
                    hash="abf6bfc36919eece40a8484559b2294b74aaab75",
                    operation='INSERT OR UPDATE OF "name", "partner_id" OR DELETE',
                    pgid="pgtrigger_touch_partner_1bb87",
                    table="partners_alias",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="alias",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_name_key",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="NEW.name_key := regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(btrim(regexp_replace(lower(translate(NEW.name, '''’‘`', '') COLLATE \"C\"), '[^a-z0-9]+', ' ', 'g')), '\\ysekolah menengah kejuruan\\y', 'smk', 'g'), '([a-z])([0-9])', '\\1 \\2', 'g'), '\\ynegri\\y', 'negeri', 'g'), '\\ysmk (negeri|n)\\y', 'smkn', 'g'), '\\ysmk (swasta|s)\\y', 'smks', 'g'), '\\ykabupaten\\y', 'kab', 'g'), '\\ykecamatan\\y', 'kec', 'g'), '\\ypropinsi\\y', 'provinsi', 'g'), '\\y0+([0-9]{1,2})\\y', '\\1', 'g'); RETURN NEW;",
                    hash="057761cce4c151dd1b02910a9d4203169f44635b",
                    operation='INSERT OR UPDATE OF "name"',
                    pgid="pgtrigger_keep_name_key_530cc",
                    table="partners_alias",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="alias",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "partners_aliasevent" ("id", "kind", "name", "partner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id") VALUES (NEW."id", NEW."kind", NEW."name", NEW."partner_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."source_id"); RETURN NULL;',
                    hash="db4f47a7ba3dee34545b3035fd5b25fb558452b3",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_6abc9",
                    table="partners_alias",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="alias",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."partner_id" IS DISTINCT FROM (NEW."partner_id") OR OLD."source_id" IS DISTINCT FROM (NEW."source_id"))',
                    func='INSERT INTO "partners_aliasevent" ("id", "kind", "name", "partner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id") VALUES (NEW."id", NEW."kind", NEW."name", NEW."partner_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."source_id"); RETURN NULL;',
                    hash="37bf4da1d4c711f17752070f02f835494bf9397f",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_cafb5",
                    table="partners_alias",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="alias",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "partners_aliasevent" ("id", "kind", "name", "partner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id") VALUES (OLD."id", OLD."kind", OLD."name", OLD."partner_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."source_id"); RETURN NULL;',
                    hash="8b937706ff0dd32680d4dfb7b64e79cf21ee9003",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_8e83f",
                    table="partners_alias",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="relation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "part_of",
                            "member_of",
                            "foundation_of",
                            "runs_school",
                            "formerly",
                            "head_office_of",
                            "represents",
                        ],
                    )
                ),
                name="partners_relation_kind_listed",
                violation_error_message="Pilihan ini tidak tersedia.",
            ),
        ),
        migrations.AddConstraint(
            model_name="relation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("kind__in", ("foundation_of", "runs_school")),
                        ("other__isnull", True),
                        ("school__isnull", False),
                    ),
                    models.Q(
                        models.Q(("kind__in", ("foundation_of", "runs_school")), _negated=True),
                        ("other__isnull", False),
                        ("school__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="partners_relation_end_fits_kind",
                violation_error_message="Pilih sekolah untuk hubungan dengan sekolah, mitra untuk yang lain.",
            ),
        ),
        migrations.AddConstraint(
            model_name="relation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("other__isnull", True),
                    models.Q(("other", models.F("partner")), _negated=True),
                    _connector="OR",
                ),
                name="partners_relation_not_to_itself",
                violation_error_message="Mitra tidak dapat berhubungan dengan dirinya sendiri.",
            ),
        ),
        migrations.AddConstraint(
            model_name="relation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("since__isnull", True),
                    ("until__isnull", True),
                    ("until__gte", models.F("since")),
                    _connector="OR",
                ),
                name="partners_relation_dates_in_order",
                violation_error_message="Tanggal akhir tidak boleh sebelum tanggal mulai.",
            ),
        ),
        migrations.AddConstraint(
            model_name="relation",
            constraint=models.UniqueConstraint(
                fields=("partner", "kind", "other", "school", "since"),
                name="partners_relation_once",
                nulls_distinct=False,
                violation_error_message="Hubungan ini sudah tercatat.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="relation",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "partners_relationevent" ("id", "kind", "other_id", "partner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "school_id", "since", "source_id", "until") VALUES (NEW."id", NEW."kind", NEW."other_id", NEW."partner_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."school_id", NEW."since", NEW."source_id", NEW."until"); RETURN NULL;',
                    hash="efc2b713d854b444535417b4195ed7bd123138fc",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_63cf8",
                    table="partners_relation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="relation",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "partners_relationevent" ("id", "kind", "other_id", "partner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "school_id", "since", "source_id", "until") VALUES (NEW."id", NEW."kind", NEW."other_id", NEW."partner_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."school_id", NEW."since", NEW."source_id", NEW."until"); RETURN NULL;',
                    hash="5ee5f60d6a0417fe4a2353846fc2d6f5012d82e1",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_2f73d",
                    table="partners_relation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="relation",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "partners_relationevent" ("id", "kind", "other_id", "partner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "school_id", "since", "source_id", "until") VALUES (OLD."id", OLD."kind", OLD."other_id", OLD."partner_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."school_id", OLD."since", OLD."source_id", OLD."until"); RETURN NULL;',
                    hash="a6c470f2265fc31edf94b68fe96b0a4d51681c91",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_4abee",
                    table="partners_relation",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="site",
            index=models.Index(
                condition=models.Q(("phone", ""), _negated=True),
                fields=["phone"],
                name="partners_site_phone",
            ),
        ),
        migrations.AddIndex(
            model_name="site",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["name"], name="partners_site_name", opclasses=["gin_trgm_ops"]
            ),
        ),
        migrations.AddConstraint(
            model_name="site",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "country__in",
                        [
                            "ID",
                            "SA",
                            "US",
                            "AU",
                            "AT",
                            "BH",
                            "NL",
                            "BE",
                            "BN",
                            "DK",
                            "FI",
                            "HK",
                            "HU",
                            "IN",
                            "GB",
                            "IE",
                            "IT",
                            "JP",
                            "DE",
                            "KH",
                            "CA",
                            "KR",
                            "KW",
                            "MO",
                            "MY",
                            "NO",
                            "OM",
                            "PG",
                            "FR",
                            "PH",
                            "PL",
                            "PT",
                            "QA",
                            "RO",
                            "NZ",
                            "SG",
                            "ES",
                            "SE",
                            "CH",
                            "TW",
                            "TH",
                            "TL",
                            "CN",
                            "TR",
                            "AE",
                            "VN",
                            "XX",
                            "",
                        ],
                    )
                ),
                name="partners_site_country_listed",
                violation_error_message="Pilihan ini tidak tersedia.",
            ),
        ),
        migrations.AddConstraint(
            model_name="site",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("latitude__isnull", True), ("longitude__isnull", True)),
                    models.Q(("latitude__isnull", False), ("longitude__isnull", False)),
                    _connector="OR",
                ),
                name="partners_site_latitude_with_longitude",
                violation_error_message="Isi lintang dan bujur, atau kosongkan keduanya.",
            ),
        ),
        migrations.AddConstraint(
            model_name="site",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("latitude__isnull", True),
                    models.Q(("latitude__range", (-12, 7)), ("longitude__range", (94, 142))),
                    models.Q(
                        models.Q(("country", "ID"), _negated=True),
                        ("latitude__range", (-90, 90)),
                        ("longitude__range", (-180, 180)),
                        models.Q(("latitude", 0), ("longitude", 0), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="partners_site_coordinates_plausible",
                violation_error_message="Titik koordinat tidak masuk akal: di Indonesia lintang antara -12 dan 7, bujur antara 94 dan 142.",
            ),
        ),
        migrations.AddConstraint(
            model_name="site",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("country", "ID"),
                    models.Q(
                        ("district__isnull", True),
                        ("province__isnull", True),
                        ("regency__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="partners_site_regions_in_indonesia",
                violation_error_message="Wilayah Indonesia hanya untuk alamat di Indonesia.",
            ),
        ),
        migrations.AddConstraint(
            model_name="site",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("postal_code", ""),
                    models.Q(("country", "ID"), _negated=True),
                    ("postal_code__regex", "^\\d{5}$"),
                    _connector="OR",
                ),
                name="partners_site_postal_code_shape",
                violation_error_message="Kode pos Indonesia terdiri atas 5 angka.",
            ),
        ),
        migrations.AddConstraint(
            model_name="site",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["head_office", "plant", "branch", "outlet", "workshop", "other"])
                ),
                name="partners_site_kind_listed",
                violation_error_message="Pilihan ini tidak tersedia.",
            ),
        ),
        migrations.AddConstraint(
            model_name="site",
            constraint=models.CheckConstraint(
                condition=models.Q(("name__regex", "\\S")),
                name="partners_site_name_given",
                violation_error_message="Isi nama lokasi.",
            ),
        ),
        migrations.AddConstraint(
            model_name="site",
            constraint=models.UniqueConstraint(
                models.F("partner"),
                django.db.models.functions.text.Lower("name"),
                models.F("regency"),
                name="partners_site_once",
                nulls_distinct=False,
                violation_error_message="Lokasi dengan nama ini sudah tercatat di sana.",
            ),
        ),
        migrations.AddConstraint(
            model_name="site",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("opened_on__isnull", True),
                    ("closed_on__isnull", True),
                    ("closed_on__gte", models.F("opened_on")),
                    _connector="OR",
                ),
                name="partners_site_opened_before_closed",
                violation_error_message="Lokasi tidak dapat ditutup sebelum dibuka.",
            ),
        ),
        migrations.AddConstraint(
            model_name="site",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("confirmed_by__isnull", True), ("confirmed_at__isnull", False), _connector="OR"
                ),
                name="partners_site_confirmer_with_moment",
                violation_error_message="Catat kapan lokasi ini dikonfirmasi.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="site",
            trigger=pgtrigger.compiler.Trigger(
                name="fill_regions",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE region record;",
                    func="\n    IF NEW.district_id IS NOT NULL THEN\n        SELECT level, parent_id INTO region FROM schools_region WHERE id = NEW.district_id;\n        IF region.level <> 'district'\n                OR COALESCE(NEW.regency_id, region.parent_id) <> region.parent_id THEN\n            RAISE EXCEPTION 'the district lies in another regency' USING\n                ERRCODE = 'check_violation', CONSTRAINT = 'partners_site_district_in_regency',\n                TABLE = 'partners_site';\n        END IF;\n        NEW.regency_id := region.parent_id;\n    END IF;\n    IF NEW.regency_id IS NOT NULL THEN\n        SELECT level, parent_id INTO region FROM schools_region WHERE id = NEW.regency_id;\n        IF region.level <> 'regency'\n                OR COALESCE(NEW.province_id, region.parent_id) <> region.parent_id THEN\n            RAISE EXCEPTION 'the regency lies in another province' USING\n                ERRCODE = 'check_violation', CONSTRAINT = 'partners_site_regency_in_province',\n                TABLE = 'partners_site';\n        END IF;\n        NEW.province_id := region.parent_id;\n    END IF;\n    IF NEW.province_id IS NOT NULL THEN\n        SELECT level, parent_id INTO region FROM schools_region WHERE id = NEW.province_id;\n        IF region.level <> 'province' THEN\n            RAISE EXCEPTION 'this region is no province' USING\n                ERRCODE = 'check_violation', CONSTRAINT = 'partners_site_province_is_one',\n                TABLE = 'partners_site';\n        END IF;\n    END IF;\n    RETURN NEW;\n",
                    hash="99d32cf74649fadabe1a65a83f8a8e4f6501a979",
                    operation='INSERT OR UPDATE OF "province_id", "regency_id", "district_id"',
                    pgid="pgtrigger_fill_regions_85f3a",
                    table="partners_site",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="site",
            trigger=pgtrigger.compiler.Trigger(
                name="touch_partner",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            UPDATE partners_partner SET search_text = ''\n             WHERE id IN (OLD.partner_id, NEW.partner_id);\n            RETURN NULL;\n        ",
                    hash="08169c38210e5511d91b7442876ccab5f8d13470",
                    operation='INSERT OR UPDATE OF "name", "partner_id" OR DELETE',
                    pgid="pgtrigger_touch_partner_00885",
                    table="partners_site",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="site",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "partners_siteevent" ("address", "closed_on", "confirmed_at", "confirmed_by_id", "country", "district_id", "email", "id", "kelurahan", "kind", "latitude", "longitude", "name", "opened_on", "partner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "postal_code", "proposed_by_school_id", "province_id", "public_id", "regency_id") VALUES (NEW."address", NEW."closed_on", NEW."confirmed_at", NEW."confirmed_by_id", NEW."country", NEW."district_id", NEW."email", NEW."id", NEW."kelurahan", NEW."kind", NEW."latitude", NEW."longitude", NEW."name", NEW."opened_on", NEW."partner_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."phone", NEW."postal_code", NEW."proposed_by_school_id", NEW."province_id", NEW."public_id", NEW."regency_id"); RETURN NULL;',
                    hash="8a9a07db18eb4b2fe3498d6c3b792c47d063e72d",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_049c2",
                    table="partners_site",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="site",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."address" IS DISTINCT FROM (NEW."address") OR OLD."closed_on" IS DISTINCT FROM (NEW."closed_on") OR OLD."confirmed_at" IS DISTINCT FROM (NEW."confirmed_at") OR OLD."confirmed_by_id" IS DISTINCT FROM (NEW."confirmed_by_id") OR OLD."country" IS DISTINCT FROM (NEW."country") OR OLD."district_id" IS DISTINCT FROM (NEW."district_id") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kelurahan" IS DISTINCT FROM (NEW."kelurahan") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."latitude" IS DISTINCT FROM (NEW."latitude") OR OLD."longitude" IS DISTINCT FROM (NEW."longitude") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."opened_on" IS DISTINCT FROM (NEW."opened_on") OR OLD."partner_id" IS DISTINCT FROM (NEW."partner_id") OR OLD."phone" IS DISTINCT FROM (NEW."phone") OR OLD."postal_code" IS DISTINCT FROM (NEW."postal_code") OR OLD."proposed_by_school_id" IS DISTINCT FROM (NEW."proposed_by_school_id") OR OLD."province_id" IS DISTINCT FROM (NEW."province_id") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."regency_id" IS DISTINCT FROM (NEW."regency_id"))',
                    func='INSERT INTO "partners_siteevent" ("address", "closed_on", "confirmed_at", "confirmed_by_id", "country", "district_id", "email", "id", "kelurahan", "kind", "latitude", "longitude", "name", "opened_on", "partner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "postal_code", "proposed_by_school_id", "province_id", "public_id", "regency_id") VALUES (NEW."address", NEW."closed_on", NEW."confirmed_at", NEW."confirmed_by_id", NEW."country", NEW."district_id", NEW."email", NEW."id", NEW."kelurahan", NEW."kind", NEW."latitude", NEW."longitude", NEW."name", NEW."opened_on", NEW."partner_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."phone", NEW."postal_code", NEW."proposed_by_school_id", NEW."province_id", NEW."public_id", NEW."regency_id"); RETURN NULL;',
                    hash="4ab913860d166d3890e4bd9cfe41589a4370e604",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_5a2f3",
                    table="partners_site",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="site",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "partners_siteevent" ("address", "closed_on", "confirmed_at", "confirmed_by_id", "country", "district_id", "email", "id", "kelurahan", "kind", "latitude", "longitude", "name", "opened_on", "partner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "postal_code", "proposed_by_school_id", "province_id", "public_id", "regency_id") VALUES (OLD."address", OLD."closed_on", OLD."confirmed_at", OLD."confirmed_by_id", OLD."country", OLD."district_id", OLD."email", OLD."id", OLD."kelurahan", OLD."kind", OLD."latitude", OLD."longitude", OLD."name", OLD."opened_on", OLD."partner_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."phone", OLD."postal_code", OLD."proposed_by_school_id", OLD."province_id", OLD."public_id", OLD."regency_id"); RETURN NULL;',
                    hash="5f3cdbef0091cebb2adf0700729d318d89880cb5",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_06643",
                    table="partners_site",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="contact",
            index=models.Index(
                condition=models.Q(("phone", ""), _negated=True),
                fields=["phone"],
                name="partners_contact_phone",
            ),
        ),
        migrations.AddConstraint(
            model_name="contact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("role__in", ["signatory", "hrd", "mentor", "liaison", "general"])
                ),
                name="partners_contact_role_listed",
                violation_error_message="Pilihan ini tidak tersedia.",
            ),
        ),
        migrations.AddConstraint(
            model_name="contact",
            constraint=models.CheckConstraint(
                condition=models.Q(("name__regex", "\\S")),
                name="partners_contact_name_given",
                violation_error_message="Isi nama narahubung.",
            ),
        ),
        migrations.AddConstraint(
            model_name="contact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("private_to__isnull", True),
                    ("private_to", models.F("entered_by_school")),
                    _connector="OR",
                ),
                name="partners_contact_private_to_its_school",
                violation_error_message="Narahubung pribadi hanya untuk sekolah yang mencatatnya.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="contact",
            trigger=pgtrigger.compiler.Trigger(
                name="site_of_partner",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF NEW.site_id IS NOT NULL AND NEW.partner_id IS DISTINCT FROM (\n            SELECT partner_id FROM partners_site WHERE id = NEW.site_id) THEN\n        RAISE EXCEPTION 'the site is of another partner' USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'partners_contact_site_of_partner',\n            TABLE = 'partners_contact';\n    END IF;\n    RETURN NEW;\n",
                    hash="5e865c4d01e3b73f8fc6b4cf8588fc9a04804ad1",
                    operation='INSERT OR UPDATE OF "site_id"',
                    pgid="pgtrigger_site_of_partner_67440",
                    table="partners_contact",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="contact",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "partners_contactevent" ("email", "entered_by_school_id", "id", "left_on", "name", "note", "partner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "position", "private_to_id", "public_id", "role", "site_id", "source_id") VALUES (NEW."email", NEW."entered_by_school_id", NEW."id", NEW."left_on", NEW."name", NEW."note", NEW."partner_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."phone", NEW."position", NEW."private_to_id", NEW."public_id", NEW."role", NEW."site_id", NEW."source_id"); RETURN NULL;',
                    hash="97b9f479117dc2355dcb34b3aae9c60b3021d357",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_0e407",
                    table="partners_contact",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="contact",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."entered_by_school_id" IS DISTINCT FROM (NEW."entered_by_school_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."left_on" IS DISTINCT FROM (NEW."left_on") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."partner_id" IS DISTINCT FROM (NEW."partner_id") OR OLD."phone" IS DISTINCT FROM (NEW."phone") OR OLD."position" IS DISTINCT FROM (NEW."position") OR OLD."private_to_id" IS DISTINCT FROM (NEW."private_to_id") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."role" IS DISTINCT FROM (NEW."role") OR OLD."site_id" IS DISTINCT FROM (NEW."site_id") OR OLD."source_id" IS DISTINCT FROM (NEW."source_id"))',
                    func='INSERT INTO "partners_contactevent" ("email", "entered_by_school_id", "id", "left_on", "name", "note", "partner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "position", "private_to_id", "public_id", "role", "site_id", "source_id") VALUES (NEW."email", NEW."entered_by_school_id", NEW."id", NEW."left_on", NEW."name", NEW."note", NEW."partner_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."phone", NEW."position", NEW."private_to_id", NEW."public_id", NEW."role", NEW."site_id", NEW."source_id"); RETURN NULL;',
                    hash="dc167baefb8c96484c37b0178c6c2c50c8eb4902",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_8aa2f",
                    table="partners_contact",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="contact",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "partners_contactevent" ("email", "entered_by_school_id", "id", "left_on", "name", "note", "partner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "position", "private_to_id", "public_id", "role", "site_id", "source_id") VALUES (OLD."email", OLD."entered_by_school_id", OLD."id", OLD."left_on", OLD."name", OLD."note", OLD."partner_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."phone", OLD."position", OLD."private_to_id", OLD."public_id", OLD."role", OLD."site_id", OLD."source_id"); RETURN NULL;',
                    hash="cfa3cd5ac08109954df760827ca6011b6129e7e9",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_c013c",
                    table="partners_contact",
                    when="AFTER",
                ),
            ),
        ),
    ]

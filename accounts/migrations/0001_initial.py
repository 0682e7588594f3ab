import django.contrib.auth.models
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
import phonenumber_field.modelfields
from django.conf import settings
from django.db import migrations, models

import accounts.records


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="User",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "is_staff",
                    models.BooleanField(
                        default=False,
                        help_text="Designates whether the user can log into this admin site.",
                        verbose_name="staff status",
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
                        verbose_name="active",
                    ),
                ),
                (
                    "date_joined",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="date joined"
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
                    "username",
                    models.CharField(
                        error_messages={"unique": "Nama pengguna ini sudah dipakai."},
                        max_length=150,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9][a-z0-9._-]{1,148}[a-z0-9]$",
                                "Pakai huruf kecil, angka, titik, atau garis; paling sedikit tiga karakter.",
                            )
                        ],
                        verbose_name="nama pengguna",
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="Seperti tercetak, dengan gelar.",
                        max_length=150,
                        verbose_name="nama lengkap",
                    ),
                ),
                (
                    "email",
                    models.EmailField(blank=True, max_length=254, verbose_name="alamat surel"),
                ),
                (
                    "whatsapp",
                    phonenumber_field.modelfields.PhoneNumberField(
                        blank=True,
                        help_text="Boleh dipakai bersama, misalnya 0812….",
                        max_length=128,
                        region=None,
                        verbose_name="nomor WhatsApp",
                    ),
                ),
                (
                    "is_demo",
                    models.BooleanField(default=False, editable=False, verbose_name="akun contoh"),
                ),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "verbose_name": "pengguna",
                "verbose_name_plural": "pengguna",
            },
            managers=[
                ("objects", django.contrib.auth.models.UserManager()),
            ],
        ),
        migrations.CreateModel(
            name="HandSent",
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
                ("kind", models.CharField(max_length=40, verbose_name="jenis")),
                ("about", models.CharField(max_length=200, verbose_name="tentang")),
                (
                    "group",
                    models.CharField(
                        help_text="Nama grup atau penerima, misalnya Grup MKKS Lebak.",
                        max_length=100,
                        verbose_name="dikirim ke",
                    ),
                ),
                ("sent_at", models.DateTimeField(verbose_name="dikirim pada")),
                (
                    "sent_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="dikirim oleh",
                    ),
                ),
            ],
            options={
                "verbose_name": "pengiriman manual",
                "verbose_name_plural": "pengiriman manual",
                "ordering": ["-sent_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Notice",
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
                ("kind", models.CharField(max_length=40, verbose_name="jenis")),
                ("subject", models.CharField(max_length=200, verbose_name="perihal")),
                ("body", models.TextField(blank=True, verbose_name="isi")),
                (
                    "path",
                    models.CharField(blank=True, max_length=200, verbose_name="halaman tujuan"),
                ),
                ("created_at", models.DateTimeField(verbose_name="dibuat pada")),
                (
                    "read_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="dibaca pada"),
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
                        verbose_name="surel",
                    ),
                ),
                (
                    "recipient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notices",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="penerima",
                    ),
                ),
            ],
            options={
                "verbose_name": "pemberitahuan",
                "verbose_name_plural": "pemberitahuan",
                "ordering": ["-created_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="UserEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "is_staff",
                    models.BooleanField(
                        default=False,
                        help_text="Designates whether the user can log into this admin site.",
                        verbose_name="staff status",
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
                        verbose_name="active",
                    ),
                ),
                (
                    "date_joined",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="date joined"
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
                    "username",
                    models.CharField(
                        error_messages={"unique": "Nama pengguna ini sudah dipakai."},
                        max_length=150,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9][a-z0-9._-]{1,148}[a-z0-9]$",
                                "Pakai huruf kecil, angka, titik, atau garis; paling sedikit tiga karakter.",
                            )
                        ],
                        verbose_name="nama pengguna",
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="Seperti tercetak, dengan gelar.",
                        max_length=150,
                        verbose_name="nama lengkap",
                    ),
                ),
                (
                    "email",
                    models.EmailField(blank=True, max_length=254, verbose_name="alamat surel"),
                ),
                (
                    "whatsapp",
                    phonenumber_field.modelfields.PhoneNumberField(
                        blank=True,
                        help_text="Boleh dipakai bersama, misalnya 0812….",
                        max_length=128,
                        region=None,
                        verbose_name="nomor WhatsApp",
                    ),
                ),
                (
                    "is_demo",
                    models.BooleanField(default=False, editable=False, verbose_name="akun contoh"),
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
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "riwayat pengguna",
                "verbose_name_plural": "riwayat pengguna",
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.UniqueConstraint(
                django.db.models.functions.text.Lower("email"),
                condition=models.Q(("email", ""), _negated=True),
                name="accounts_user_email_once",
                violation_error_message="Alamat surel ini sudah dipakai akun lain.",
            ),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(
                condition=models.Q(("username__regex", "^[a-z0-9][a-z0-9._-]{1,148}[a-z0-9]$")),
                name="accounts_user_username_shape",
                violation_error_message="Pakai huruf kecil, angka, titik, atau garis; paling sedikit tiga karakter.",
            ),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True),
                name="accounts_user_name_given",
                violation_error_message="Isi nama lengkap.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="user",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accounts_userevent" ("date_joined", "email", "id", "is_active", "is_demo", "is_staff", "is_superuser", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "username", "whatsapp") VALUES (NEW."date_joined", NEW."email", NEW."id", NEW."is_active", NEW."is_demo", NEW."is_staff", NEW."is_superuser", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."public_id", NEW."username", NEW."whatsapp"); RETURN NULL;',
                    hash="bd52f44b8d7604e9405ae281cf7675201ed69ef3",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_3867c",
                    table="accounts_user",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="user",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."date_joined" IS DISTINCT FROM (NEW."date_joined") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."is_demo" IS DISTINCT FROM (NEW."is_demo") OR OLD."is_staff" IS DISTINCT FROM (NEW."is_staff") OR OLD."is_superuser" IS DISTINCT FROM (NEW."is_superuser") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."username" IS DISTINCT FROM (NEW."username") OR OLD."whatsapp" IS DISTINCT FROM (NEW."whatsapp"))',
                    func='INSERT INTO "accounts_userevent" ("date_joined", "email", "id", "is_active", "is_demo", "is_staff", "is_superuser", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "username", "whatsapp") VALUES (NEW."date_joined", NEW."email", NEW."id", NEW."is_active", NEW."is_demo", NEW."is_staff", NEW."is_superuser", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."public_id", NEW."username", NEW."whatsapp"); RETURN NULL;',
                    hash="cd706e1752282ade5f16a755aa4d5a370605ec51",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_0e890",
                    table="accounts_user",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="user",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accounts_userevent" ("date_joined", "email", "id", "is_active", "is_demo", "is_staff", "is_superuser", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "username", "whatsapp") VALUES (OLD."date_joined", OLD."email", OLD."id", OLD."is_active", OLD."is_demo", OLD."is_staff", OLD."is_superuser", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."public_id", OLD."username", OLD."whatsapp"); RETURN NULL;',
                    hash="f85d8670952aaa58389ada3ba3b0139c04029a9c",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_19f14",
                    table="accounts_user",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="handsent",
            index=models.Index(fields=["kind", "about"], name="accounts_handsent_about"),
        ),
        migrations.AddConstraint(
            model_name="handsent",
            constraint=models.CheckConstraint(
                condition=models.Q(("group", ""), _negated=True),
                name="accounts_handsent_group_named",
                violation_error_message="Sebutkan grup atau penerimanya.",
            ),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(fields=["recipient", "-created_at"], name="accounts_notice_inbox"),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(("mail__in", ["none", "waiting", "sent", "failed"])),
                name="accounts_notice_mail_listed",
                violation_error_message="Pilihan ini tidak tersedia.",
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(("path__regex", "^(/([^/\\\\].*)?)?$")),
                name="accounts_notice_path_local",
                violation_error_message="Tujuan harus halaman portal ini.",
            ),
        ),
    ]

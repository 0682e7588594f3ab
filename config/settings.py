"""Settings of Selaras: one file, read from the environment, safe by default.

Every name is described in docs/operations.md.
"""

from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.contrib.messages import constants as message_levels
from django.core.exceptions import ImproperlyConfigured

from config.environment import (
    BASE_DIR,
    Mode,
    data_dir,
    env,
    read_allowed_hosts,
    read_database,
    read_mode,
    read_public_url,
    read_secret_key,
)

env.read_env(BASE_DIR / ".env")

SELARAS_MODE = read_mode()
IS_PRODUCTION = SELARAS_MODE is Mode.PRODUCTION
IS_DEMO = SELARAS_MODE is Mode.DEMO
DEBUG = SELARAS_MODE is Mode.DEVELOPMENT
SECRET_KEY = read_secret_key(SELARAS_MODE)
SELARAS_PUBLIC_URL = read_public_url(SELARAS_MODE)
SELARAS_VERSION = "0.2.0"
IS_HTTPS = urlsplit(SELARAS_PUBLIC_URL).scheme == "https"
SELARAS_VAR_DIR = data_dir()
# Where the embedded database keeps its cluster; beside the rest of `var` unless named.
SELARAS_DATA_DIR = env.path("SELARAS_DATA_DIR") if env.str("SELARAS_DATA_DIR", "") else None

# The office that runs this installation, as its public pages name it.
SELARAS_OFFICE = {
    "name": env.str("SELARAS_OFFICE_NAME", "Dinas Pendidikan dan Kebudayaan Provinsi Banten"),
    "province": env.str("SELARAS_PROVINCE", "36"),
    "address": env.str("SELARAS_OFFICE_ADDRESS", ""),
    "phone": env.str("SELARAS_OFFICE_PHONE", ""),
    "email": env.str("SELARAS_OFFICE_EMAIL", ""),
    "hours": env.str("SELARAS_OFFICE_HOURS", "Senin\u2013Jumat 09.00\u201317.00 WIB"),
    "emblem": env.str("SELARAS_OFFICE_EMBLEM", ""),
    "complaints_url": env.str("SELARAS_COMPLAINTS_URL", "https://www.lapor.go.id"),
    "ppid_url": env.str("SELARAS_PPID_URL", ""),
}
# Days until a link of invitation or reset ends, and until an unattached file is swept.
SELARAS_INVITATION_DAYS = env.int("SELARAS_INVITATION_DAYS", 14)
# A partner answers once a school year, and decides late.
SELARAS_PARTNER_LINK_DAYS = env.int("SELARAS_PARTNER_LINK_DAYS", 370)
SELARAS_MENTOR_LINK_DAYS = env.int("SELARAS_MENTOR_LINK_DAYS", 370)
# A pupil chooses, goes to work, and is assessed, within one school year.
SELARAS_PUPIL_LINK_DAYS = env.int("SELARAS_PUPIL_LINK_DAYS", 370)
SELARAS_UNATTACHED_DAYS = env.int("SELARAS_UNATTACHED_DAYS", 7)
# Pupils are known by name for so long after their last day; then they only count.
SELARAS_PUPIL_RETENTION_YEARS = env.int("SELARAS_PUPIL_RETENTION_YEARS", 2)
SELARAS_UPLOAD_MAX_BYTES = env.int("SELARAS_UPLOAD_MAX_BYTES", 20 * 1024 * 1024)
# So much of a request is read to its end and dropped, so that its sender gets our answer.
SELARAS_UPLOAD_READ_BYTES = 25 * SELARAS_UPLOAD_MAX_BYTES
# The socket of a clamd that looks at every upload; empty: no scanner.
SELARAS_CLAMD_SOCKET = env.str("SELARAS_CLAMD_SOCKET", "")
# The internal location of nginx that hands out MEDIA_ROOT by X-Accel-Redirect; empty: Django does.
SELARAS_X_ACCEL = env.str("SELARAS_X_ACCEL", "")
# People of an education office sign in with a second factor.
SELARAS_REQUIRE_SECOND_FACTOR = env.bool("SELARAS_REQUIRE_SECOND_FACTOR", default=IS_PRODUCTION)

ALLOWED_HOSTS = read_allowed_hosts(SELARAS_MODE, SELARAS_PUBLIC_URL)
CSRF_TRUSTED_ORIGINS = env.list(
    "SELARAS_CSRF_TRUSTED_ORIGINS", default=[SELARAS_PUBLIC_URL] if IS_HTTPS else []
)
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "config",
    "partnerships.desk",
    "partnerships.placements",
    "partnerships.agreements",
    "partnerships.partners",
    "schools",
    "accounts",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_filters",
    "django_htmx",
    "phonenumber_field",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
    "whitenoise.runserver_nostatic",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
]

MIDDLEWARE = [
    "config.logs.RequestIdMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "config.headers.PolicyHeadersMiddleware",
    "config.texts.NulMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "config.texts.HiddenSignsMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    # Django's LoginRequiredMiddleware, which keeps what was typed.
    "accounts.resend.SignInRequiredMiddleware",
    "schools.actors.ActorMiddleware",
    "accounts.second_factor.SecondFactorMiddleware",
    "schools.actors.HistoryMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "schools.context.frame",
            ],
            "builtins": ["accounts.templatetags.reading"],
        },
    }
]
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
MESSAGE_TAGS = {message_levels.ERROR: "danger", message_levels.DEBUG: "secondary"}

DATABASES = {"default": read_database(SELARAS_MODE, is_web=env.str("SELARAS_PROCESS", "") == "web")}
CACHES = {
    "default": {
        # In the database, so that limits hold across processes without another server.
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
    }
}

LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia")]
TIME_ZONE = "Asia/Jakarta"
USE_I18N = True
USE_TZ = True
FORMAT_MODULE_PATH = "config.formats"

STATIC_URL = "static/"
STATIC_ROOT = SELARAS_VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
# Outside the web root: only views that check who asks send these files.
MEDIA_ROOT = env.path("SELARAS_MEDIA_DIR", default=str(SELARAS_VAR_DIR / "media"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "whitenoise.storage.CompressedManifestStaticFilesStorage"
            if SELARAS_MODE in {Mode.PRODUCTION, Mode.DEMO}
            else "django.contrib.staticfiles.storage.StaticFilesStorage"
        )
    },
}
FILE_UPLOAD_PERMISSIONS = 0o640
FILE_UPLOAD_HANDLERS = [
    "config.uploads.LimitHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/kerja/"
LOGOUT_REDIRECT_URL = "/"
PASSWORD_RESET_TIMEOUT = 3 * 24 * 3600

ACCOUNT_ADAPTER = "accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "[Selaras] "
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_USER_MODEL_USERNAME_FIELD = "username"
# Schools sit behind one address, so limits by address are wider than those by name.
ACCOUNT_RATE_LIMITS = {
    "login_failed": "20/m/ip,5/5m/key",
    "resend": "20/m/ip",
    "access_link": "30/m/ip",
    "renewal": "10/m/ip",
    "invitation_mail": "50/d/user",
    "verify": "60/m/ip",
    "report": "10/h/ip",
    "another_day": "60/m/ip",
    "receipt": "30/m/ip",
}
ACCOUNT_FORMS = {
    "login": "accounts.forms.LoginForm",
    "add_email": "accounts.forms.AddEmailForm",
    "reset_password": "accounts.forms.ResetPasswordForm",
}
MFA_FORMS = {
    "add_webauthn": "accounts.forms.AddPasskeyForm",
    "edit_webauthn": "accounts.forms.EditPasskeyForm",
}
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if IS_HTTPS else "http"
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("SELARAS_TRUSTED_PROXIES", 0)
MFA_ADAPTER = "accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Selaras"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not IS_PRODUCTION
# Off: it would write a row with every page that anybody opens.
USERSESSIONS_TRACK_ACTIVITY = False

SESSION_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 14 * 24 * 3600
CSRF_COOKIE_SECURE = IS_HTTPS
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "accounts.resend.csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if IS_PRODUCTION:
    SECURE_SSL_REDIRECT = env.bool("SELARAS_SSL_REDIRECT", default=True)
    SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
    SECURE_HSTS_SECONDS = env.int("SELARAS_HSTS_SECONDS", 31_536_000)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
if header := env.str("SELARAS_PROXY_SSL_HEADER", ""):
    name, _, value = header.partition("=")
    if not name.startswith("HTTP_") or not value:
        raise ImproperlyConfigured(
            "SELARAS_PROXY_SSL_HEADER has the form HTTP_X_FORWARDED_PROTO=https"
        )
    SECURE_PROXY_SSL_HEADER = (name, value)

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        # Bootstrap's own pictures in its style sheet are data: addresses.
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

EMAIL_URL = env.str("EMAIL_URL", "")
DEFAULT_FROM_EMAIL = env.str("SELARAS_FROM_EMAIL", "Selaras <selaras@localhost>")
if SELARAS_MODE is Mode.TEST:
    EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
elif EMAIL_URL:
    globals().update(env.email_url_config(EMAIL_URL))
    EMAIL_TIMEOUT = 10
else:
    # The portal runs wholly without a mail server: mail is kept to be read on the machine.
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = str(SELARAS_VAR_DIR / "mail")

PHONENUMBER_DEFAULT_REGION = "ID"
PHONENUMBER_DB_FORMAT = "E164"


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "config.logs.JsonFormatter"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "json"},
        "nowhere": {"class": "logging.NullHandler"},
    },
    "root": {"handlers": ["stderr"], "level": env.str("SELARAS_LOG_LEVEL", "INFO")},
    "loggers": {
        "django": {"handlers": [], "propagate": True, "level": "INFO"},
        # Its lines carry the path and its query; ours carry the route's name.
        # (With no handler at all, Python would print them plainly.)
        "django.request": {"handlers": ["nowhere"], "propagate": False},
        "django.server": {"handlers": ["nowhere"], "propagate": DEBUG},
        "procrastinate": {"level": "WARNING"},
        "pikepdf": {"level": "WARNING"},
        # A line for each try while the database is away; the worker says it in one.
        "psycopg.pool": {"level": "ERROR"},
    },
}

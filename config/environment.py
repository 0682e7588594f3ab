"""What a start of Selaras reads from the environment, refused early when it is unsafe."""

from enum import StrEnum
from pathlib import Path
from secrets import token_urlsafe
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
LOCAL_HOSTS = ["localhost", "127.0.0.1", "[::1]"]


class Mode(StrEnum):
    """What this process is for. DEBUG decides nothing but Django's own error pages."""

    PRODUCTION = "production"
    DEMO = "demo"
    DEVELOPMENT = "development"
    TEST = "test"


env = environ.Env()


def read_mode() -> Mode:
    value = env.str("SELARAS_MODE", default=Mode.PRODUCTION.value)
    try:
        return Mode(value)
    except ValueError:
        raise ImproperlyConfigured(
            f"SELARAS_MODE={value!r} is not one of {', '.join(Mode)}."
        ) from None


def data_dir() -> Path:
    """Where this installation keeps what is not code: files, secrets, the embedded database."""
    return Path(env.str("SELARAS_VAR_DIR", default=str(BASE_DIR / "var")))


def read_secret_key(mode: Mode) -> str:
    """The signing key; production must be given one, a demo makes its own once."""
    given = env.str("SELARAS_SECRET_KEY", default="")
    if mode is Mode.PRODUCTION:
        if len(given) < 50 or len(set(given)) < 10:
            raise ImproperlyConfigured(
                "SELARAS_SECRET_KEY must hold at least 50 random characters in production."
            )
        return given
    if given:
        return given
    if mode is Mode.TEST:
        return "only-for-tests-" + "0123456789abcdef" * 3
    return _kept_secret(data_dir() / "secret_key")


def _kept_secret(path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="ascii") as file:
            path.chmod(0o600)
            file.write(token_urlsafe(64))
    except FileExistsError:
        pass
    secret = path.read_text(encoding="ascii").strip()
    if not secret:
        raise ImproperlyConfigured(f"{path} is empty: delete it, and it is made anew.")
    return secret


def read_public_url(mode: Mode) -> str:
    """The address that QR codes and messages carry, without a trailing slash."""
    default = None if mode is Mode.PRODUCTION else f"http://localhost:{env.str('PORT', '8000')}"
    url = env.str("SELARAS_PUBLIC_URL", default=default)
    if not url:
        raise ImproperlyConfigured("SELARAS_PUBLIC_URL is missing, e.g. https://selaras.example")
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ImproperlyConfigured(f"SELARAS_PUBLIC_URL={url!r} is not a web address.")
    if mode is Mode.PRODUCTION and parts.scheme != "https":
        raise ImproperlyConfigured("SELARAS_PUBLIC_URL must begin with https:// in production.")
    return url.rstrip("/")


def read_allowed_hosts(mode: Mode, public_url: str) -> list[str]:
    hosts = env.list("SELARAS_ALLOWED_HOSTS", default=[urlsplit(public_url).hostname or ""])
    if "*" in hosts:
        raise ImproperlyConfigured("SELARAS_ALLOWED_HOSTS must name hosts, not '*'.")
    extra = [] if mode is Mode.PRODUCTION else [*LOCAL_HOSTS, "testserver"]
    return list(dict.fromkeys([*hosts, *extra]))


def read_database(mode: Mode, *, is_web: bool) -> dict[str, object]:
    """The server that DATABASE_URL names, else the embedded one, which production refuses."""
    url = env.str("DATABASE_URL", default="")
    if url:
        config: dict[str, object] = dict(env.db_url_config(url))
        if "postgresql" not in str(config.get("ENGINE")):
            raise ImproperlyConfigured("DATABASE_URL must name a PostgreSQL server (postgres://…).")
    elif mode is Mode.PRODUCTION:
        raise ImproperlyConfigured("DATABASE_URL is missing: production needs a PostgreSQL server.")
    else:
        config = {"ENGINE": "config.embedded", "NAME": env.str("SELARAS_DB_NAME", "selaras_demo")}
    options = dict(config.get("OPTIONS") or {})  # type: ignore[call-overload]  # a mapping, as the reader of addresses makes it
    # pgtrigger looks in each call of a trigger whether to skip it. Where the setting is unknown
    # that raises and catches an error, which costs several times what our triggers do.
    options["options"] = "-c pgtrigger.ignore={}"
    if is_web:
        # A page that takes longer is lost anyway; it must not keep rows locked meanwhile.
        options["options"] += " -c statement_timeout=15s -c lock_timeout=5s"
    return config | {
        "OPTIONS": options,
        # Debian's initdb without a locale makes SQL_ASCII of template1.
        "TEST": {"TEMPLATE": "template0", "CHARSET": "UTF8"},
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": env.bool("SELARAS_PGBOUNCER", default=False),
    }

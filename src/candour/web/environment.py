"""Reads the process environment, once, into a value the settings are made from."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

YES = {"1", "true", "yes", "on"}


@dataclass(frozen=True)
class Environment:
    """What an operator may set; `docs/reference/configuration.md` describes each name."""

    demonstration: bool
    store: Path
    secret_key: str
    database_url: str
    hosts: tuple[str, ...]
    secure: bool
    mail_url: str
    mail_from: str
    signing_key: Path
    public_address: str
    capture_addresses: bool
    capture_contact: str
    second_reader: str
    second_reader_model: str
    second_reader_key: str


def read_environment() -> Environment:
    demonstration = _yes("CANDOUR_DEMONSTRATION")
    store = Path(os.environ.get("CANDOUR_STORE", "var")).resolve()
    return Environment(
        demonstration=demonstration,
        store=store,
        secret_key=_secret_key(store, demonstration=demonstration),
        database_url=os.environ.get("DATABASE_URL", ""),
        hosts=tuple(os.environ.get("CANDOUR_HOSTS", "127.0.0.1,localhost").split(",")),
        secure=_yes("CANDOUR_SECURE", default=not demonstration),
        mail_url=os.environ.get("CANDOUR_MAIL_URL", ""),
        mail_from=os.environ.get("CANDOUR_MAIL_FROM", "candour@example.invalid"),
        signing_key=Path(os.environ.get("CANDOUR_SIGNING_KEY", str(store / "checkpoint-key.pem"))),
        public_address=os.environ.get("CANDOUR_PUBLIC_ADDRESS", "http://127.0.0.1:8000").rstrip("/"),
        capture_addresses=_yes("CANDOUR_CAPTURE_ADDRESSES"),
        capture_contact=os.environ.get("CANDOUR_CAPTURE_CONTACT", ""),
        second_reader=os.environ.get("CANDOUR_SECOND_READER", "").rstrip("/"),
        second_reader_model=os.environ.get("CANDOUR_SECOND_READER_MODEL", ""),
        second_reader_key=os.environ.get("CANDOUR_SECOND_READER_KEY", ""),
    )


def database_settings(url: str, store: Path) -> dict[str, object]:
    """Django's settings for a `postgresql://` address, or for SQLite in the store where there is none."""
    if not url:
        return sqlite_settings(store / "candour.sqlite3")
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return sqlite_settings(Path(unquote(parts.path)))
    if parts.scheme not in {"postgresql", "postgres"}:
        raise ImproperlyConfigured(
            f"DATABASE_URL begins with '{parts.scheme}:'. Use postgresql://USER:PASSWORD@HOST/NAME, or leave it unset."
        )
    query = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(query.get("host", parts.hostname or "")),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"prepare_threshold": 2},
    }


@dataclass(frozen=True)
class MailSettings:
    backend: str
    host: str = ""
    port: int = 25
    user: str = ""
    password: str = ""
    tls_from_the_start: bool = False
    starts_tls: bool = False


def mail_settings(url: str) -> MailSettings:
    """Django's settings for an `smtp://` or `smtps://` address; files in the store where there is none."""
    if not url:
        return MailSettings("django.core.mail.backends.filebased.EmailBackend")
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise ImproperlyConfigured("CANDOUR_MAIL_URL must be smtp://USER:WORD@HOST:PORT, or smtps:// for TLS from the start.")
    immediate = parts.scheme == "smtps"
    return MailSettings(
        backend="django.core.mail.backends.smtp.EmailBackend",
        host=parts.hostname,
        port=parts.port or (465 if immediate else 587),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        tls_from_the_start=immediate,
        starts_tls=not immediate and parts.hostname not in {"127.0.0.1", "localhost"},
    )


def sqlite_settings(path: Path) -> dict[str, object]:
    path.parent.mkdir(parents=True, exist_ok=True)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
                "PRAGMA recursive_triggers=ON; PRAGMA cache_size=-32768;"
            ),
        },
        # A file, so that tests with threads and killed processes share one database.
        "TEST": {"NAME": str(path.with_name(f"test-{os.getpid()}.sqlite3"))},
    }


def _yes(name: str, *, default: bool = False) -> bool:
    written = os.environ.get(name)
    return default if written is None else written.strip().lower() in YES


def _secret_key(store: Path, *, demonstration: bool) -> str:
    key = os.environ.get("CANDOUR_SECRET_KEY", "")
    if key:
        return key
    if not demonstration:
        raise ImproperlyConfigured(
            "CANDOUR_SECRET_KEY is not set. Give it 50 or more random characters, "
            "or set CANDOUR_DEMONSTRATION=1 to try the worked examples."
        )
    kept = store / "demonstration-secret-key"
    if not kept.exists():
        store.mkdir(parents=True, exist_ok=True)
        kept.write_text(secrets.token_urlsafe(48))
        kept.chmod(0o600)
    return kept.read_text()

"""Environment and ``company.yml`` as one frozen Settings; unsafe or broken values stop the start."""

import base64
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from urllib.parse import SplitResult, urlsplit

from rueckruf.company import Company, load_company
from rueckruf.company_login import CompanyLogin, CompanyLoginError, read_company_login
from rueckruf.key_source import KeySourceError, key_file, read_keys
from rueckruf.logs import LEVELS
from rueckruf.loopback import is_loopback
from rueckruf.project import COMPANY, ROOT

Outlet = Literal["webhook", "mail", "chat", "push", "caldav", "tryton"]

_POSTGRESQL = ("postgres", "postgresql", "postgresql+psycopg2")
_SECRET_BYTES = range(24, 65)
_REDIS = ("redis", "rediss", "unix")
# Names that never leave the test network (RFC 2606).
_TEST_NAMES = ("localhost", "test", "example", "invalid")


class SettingsError(ValueError):
    """An environment variable with a value the program cannot work with; names it, never its secret."""


@dataclass(frozen=True)
class Settings:
    """Everything configurable. Secrets stay out of ``repr`` so that no log or traceback shows them."""

    company: Company
    data_dir: Path
    database_url: str = field(repr=False)
    redis_url: str | None = field(default=None, repr=False)
    public_url: str | None = None
    twilio_auth_token: str | None = field(default=None, repr=False)
    twilio_us1_auth_token: str | None = field(default=None, repr=False)
    twilio_account_sid: str | None = None
    twilio_delete_call_logs: bool = False
    company_login: CompanyLogin | None = None
    keys: tuple[str, ...] = field(default=(), repr=False)
    keys_beside_data: bool = False
    log_copy: Path | None = None
    webhook_secret: bytes | None = field(default=None, repr=False)
    smtp_url: str | None = field(default=None, repr=False)
    chat_url: str | None = field(default=None, repr=False)
    caldav_password: str | None = field(default=None, repr=False)
    tryton_password: str | None = field(default=None, repr=False)
    metrics_token: str | None = field(default=None, repr=False)
    workers: int = 1
    drain_seconds: int = 2
    log_level: str = "INFO"

    @property
    def database_is_external(self) -> bool:
        """Whether DATABASE_URL chose the database: then its keys must not depend on this data folder."""
        return self.database_url != _own_database(self.data_dir)

    @property
    def outlets(self) -> frozenset[Outlet]:
        """Who is told of each new request, and some of them of each change."""
        handover = self.company.handover
        wanted: dict[Outlet, bool] = {
            "webhook": bool(handover.webhook_url),
            "mail": bool(handover.mail.sender) and handover.mail.send == "each",
            "chat": bool(handover.chat),
            "push": bool(handover.push.contact),
            "caldav": bool(handover.caldav.user),
            "tryton": bool(handover.tryton.user),
        }
        return frozenset(outlet for outlet, is_wanted in wanted.items() if is_wanted)

    @property
    def key_file(self) -> Path:
        """The encryption keys, where none are configured."""
        return self.data_dir / "keys"

    @property
    def interface(self) -> str:
        """The address to listen on: without a signature check only this machine may call."""
        return "0.0.0.0" if self.twilio_auth_token else "127.0.0.1"  # noqa: S104 - the signature guards it

    @property
    def conversations_file(self) -> Path:
        """Where conversations and the answers of their turns lie while a call goes on."""
        return self.data_dir / "conversations.db"

    @property
    def spool_folder(self) -> Path:
        """Where confirmed requests wait while the database is away."""
        return self.data_dir / "spool"


def load_settings(environ: Mapping[str, str] = os.environ, company_file: Path = COMPANY) -> Settings:
    """Settings from the environment and the company file.

    An empty variable counts as not set. Raises SettingsError naming the variable and CompanyError naming
    file, line and key.
    """
    data_dir = Path(_value(environ, "RUECKRUF_DATA_DIR") or ROOT / "var").absolute()
    if data_dir.exists() and not data_dir.is_dir():
        raise SettingsError("RUECKRUF_DATA_DIR: is a file, not a folder")
    company = load_company(company_file)
    database_url = _database_url(environ) or _own_database(data_dir)
    return Settings(
        company=company,
        data_dir=data_dir,
        database_url=database_url,
        redis_url=_redis_url(environ),
        public_url=_public_url(environ),
        twilio_auth_token=_twilio_auth_token(environ),
        twilio_us1_auth_token=_value(environ, "TWILIO_US1_AUTH_TOKEN"),
        twilio_account_sid=_value(environ, "TWILIO_ACCOUNT_SID"),
        twilio_delete_call_logs=_twilio_delete_call_logs(environ),
        company_login=_company_login(environ, company),
        keys=_keys(environ),
        keys_beside_data=_keys_lie_in(environ, data_dir, _folder_of_database(database_url)),
        log_copy=_log_copy(environ, data_dir),
        webhook_secret=_webhook_secret(environ, company),
        smtp_url=_smtp_url(environ, company),
        chat_url=_chat_url(environ, company),
        caldav_password=_password(environ, "RUECKRUF_CALDAV_PASSWORD", "caldav", company.handover.caldav.user),
        tryton_password=_password(environ, "RUECKRUF_TRYTON_PASSWORD", "tryton", company.handover.tryton.user),
        metrics_token=_metrics_token(environ),
        workers=_workers(environ),
        drain_seconds=_drain_seconds(environ),
        log_level=_log_level(environ),
    )


def twilio_account(settings: Settings) -> tuple[str, str, str]:
    """Account SID, auth token and public address, with which a number can be connected; raises SettingsError."""
    sid, token, public_url = settings.twilio_account_sid, settings.twilio_auth_token, settings.public_url
    if sid is None or not _is_account_sid(sid):
        raise SettingsError("TWILIO_ACCOUNT_SID: must be AC and 32 hex digits")
    if token is None:
        raise SettingsError("TWILIO_AUTH_TOKEN: must be set, to the account's token of region IE1")
    if settings.twilio_us1_auth_token is None:
        raise SettingsError("TWILIO_US1_AUTH_TOKEN: must be set, to the account's token of region US1")
    if public_url is None:
        raise SettingsError("RUECKRUF_PUBLIC_URL: must be set, to the address that Twilio calls")
    return sid, token, public_url


def _is_account_sid(sid: str | None) -> bool:
    return re.fullmatch(r"AC[0-9a-f]{32}", sid or "") is not None


def _own_database(data_dir: Path) -> str:
    return f"sqlite:///{data_dir / 'rueckruf.db'}"


def _value(environ: Mapping[str, str], name: str) -> str | None:
    return environ.get(name, "").strip() or None


def _keys(environ: Mapping[str, str]) -> tuple[str, ...]:
    source = _value(environ, "RUECKRUF_KEYS_FROM")
    keys = tuple(key.strip() for key in environ.get("RUECKRUF_KEYS", "").split(",") if key.strip())
    if source is None:
        return keys
    if keys:
        raise SettingsError("RUECKRUF_KEYS_FROM: not together with RUECKRUF_KEYS")
    try:
        return read_keys(source, environ)
    except KeySourceError as error:
        raise SettingsError(f"RUECKRUF_KEYS_FROM: {error}") from None


def _keys_lie_in(environ: Mapping[str, str], *folders: Path | None) -> bool:
    """Whether whoever takes away one of the folders has the keys, too."""
    source = _value(environ, "RUECKRUF_KEYS_FROM")
    file = key_file(source, environ) if source else None
    if file is None:
        return source is None and not _value(environ, "RUECKRUF_KEYS")
    return any(file.resolve().is_relative_to(folder.resolve()) for folder in folders if folder)


def _folder_of_database(url: str) -> Path | None:
    path = url.removeprefix("sqlite:///")
    return None if path == url else Path(path).parent


def _log_copy(environ: Mapping[str, str], data_dir: Path) -> Path | None:
    value = _value(environ, "RUECKRUF_LOG_COPY")
    if value is None:
        return None
    path = Path(value)
    if not path.is_absolute() or path.is_dir() or not path.parent.is_dir():
        raise SettingsError("RUECKRUF_LOG_COPY: must be the whole path of a file, in a folder that is there")
    if path.resolve().is_relative_to(data_dir.resolve()):
        raise SettingsError("RUECKRUF_LOG_COPY: lies in the data folder: whoever changes the log there has it, too")
    return path


def _log_level(environ: Mapping[str, str]) -> str:
    value = (_value(environ, "LOG_LEVEL") or "INFO").upper()
    if value not in LEVELS:
        raise SettingsError(f"LOG_LEVEL: must be one of {' '.join(LEVELS)}")
    return value


def _workers(environ: Mapping[str, str]) -> int:
    value = _value(environ, "SANIC_WORKERS") or "1"
    if not re.fullmatch("[1-9][0-9]{0,2}", value):
        raise SettingsError("SANIC_WORKERS: must be a whole number from 1 to 999")
    if value != "1" and _redis_url(environ) is None:
        raise SettingsError("SANIC_WORKERS: more than one process needs REDIS_URL, where they share their calls")
    return int(value)


def _drain_seconds(environ: Mapping[str, str]) -> int:
    value = _value(environ, "RUECKRUF_DRAIN_SECONDS") or "2"
    if not re.fullmatch("[0-9]{1,4}", value):
        raise SettingsError("RUECKRUF_DRAIN_SECONDS: must be a whole number from 0 to 9999")
    return int(value)


def _metrics_token(environ: Mapping[str, str]) -> str | None:
    """As RFC 6750 writes a bearer token."""
    value = _value(environ, "RUECKRUF_METRICS_TOKEN")
    if value is not None and not re.fullmatch(r"[\w.~+/-]{16,}=*", value, re.ASCII):
        raise SettingsError("RUECKRUF_METRICS_TOKEN: must be 16 or more letters, digits and signs of - . _ ~ + /")
    return value


def _twilio_auth_token(environ: Mapping[str, str]) -> str | None:
    token, public_url = _value(environ, "TWILIO_AUTH_TOKEN"), _public_url(environ)
    if token is None and public_url and not is_loopback(urlsplit(public_url).netloc):
        raise SettingsError(
            "TWILIO_AUTH_TOKEN: must be set, because RUECKRUF_PUBLIC_URL is the address of more than this machine: "
            "without a token anybody could forge calls"
        )
    return token


def _twilio_delete_call_logs(environ: Mapping[str, str]) -> bool:
    value = (_value(environ, "TWILIO_DELETE_CALL_LOGS") or "false").lower()
    if value not in ("true", "false"):
        raise SettingsError("TWILIO_DELETE_CALL_LOGS: must be true or false")
    if value == "false":
        return False
    if not _is_account_sid(_value(environ, "TWILIO_ACCOUNT_SID")):
        raise SettingsError("TWILIO_ACCOUNT_SID: must be AC and 32 hex digits, to delete call logs")
    if _value(environ, "TWILIO_AUTH_TOKEN") is None:
        raise SettingsError("TWILIO_AUTH_TOKEN: must be set, to delete call logs")
    return True


def _database_url(environ: Mapping[str, str]) -> str | None:
    value = _value(environ, "DATABASE_URL")
    if value is None:
        return None
    scheme, _, rest = value.partition(":")
    if scheme == "sqlite":
        if not rest.startswith("///") or rest in ("///", "///:memory:"):
            raise SettingsError("DATABASE_URL: sqlite needs a file: sqlite:///folder/file.db")
        return value
    if scheme not in _POSTGRESQL:
        raise SettingsError("DATABASE_URL: must start with postgresql:// or sqlite:///")
    address = _address("DATABASE_URL", value)
    if not address.path.strip("/"):
        raise SettingsError("DATABASE_URL: names no database: postgresql://user:password@host/database")
    return f"postgresql+psycopg2:{rest}"


def _redis_url(environ: Mapping[str, str]) -> str | None:
    value = _value(environ, "REDIS_URL")
    if value is None:
        return None
    address = _address("REDIS_URL", value)
    if address.scheme not in _REDIS or not (address.hostname or address.path.strip("/")):
        raise SettingsError("REDIS_URL: must look like redis://host:6379/0")
    return value


def _public_url(environ: Mapping[str, str]) -> str | None:
    value = _value(environ, "RUECKRUF_PUBLIC_URL")
    if value is None:
        return None
    address = _address("RUECKRUF_PUBLIC_URL", value)
    if address.scheme not in ("http", "https") or not address.hostname:
        raise SettingsError("RUECKRUF_PUBLIC_URL: must look like https://voice.example.com")
    if address.query or address.fragment:
        raise SettingsError("RUECKRUF_PUBLIC_URL: must end with the host or a path")
    is_local = is_loopback(address.hostname) or address.hostname.rpartition(".")[2] in _TEST_NAMES
    if address.scheme == "http" and not is_local:
        raise SettingsError("RUECKRUF_PUBLIC_URL: must be https, callers' words pass over it")
    return value.rstrip("/")


def _company_login(environ: Mapping[str, str], company: Company) -> CompanyLogin | None:
    try:
        return read_company_login(environ, company.recipients)
    except CompanyLoginError as error:
        raise SettingsError(str(error)) from None


def _webhook_secret(environ: Mapping[str, str], company: Company) -> bytes | None:
    """As Standard Webhooks writes it: ``whsec_`` and the Base64 of 24 to 64 bytes."""
    value = _value(environ, "RUECKRUF_WEBHOOK_SECRET")
    _both_or_none("RUECKRUF_WEBHOOK_SECRET", value, "handover.webhook_url", company.handover.webhook_url)
    if value is None:
        return None
    try:
        secret = base64.b64decode(value.removeprefix("whsec_"), validate=True)
    except ValueError:
        secret = b""
    if not value.startswith("whsec_") or len(secret) not in _SECRET_BYTES:
        raise SettingsError("RUECKRUF_WEBHOOK_SECRET: must be whsec_ and 24 to 64 bytes in Base64")
    return secret


def _smtp_url(environ: Mapping[str, str], company: Company) -> str | None:
    value = _value(environ, "RUECKRUF_SMTP_URL")
    _both_or_none("RUECKRUF_SMTP_URL", value, "handover.mail.sender", company.handover.mail.sender)
    if value is None:
        return None
    address = _address("RUECKRUF_SMTP_URL", value)
    if address.scheme not in ("smtp", "smtps") or not address.hostname or address.path.strip("/"):
        raise SettingsError("RUECKRUF_SMTP_URL: must look like smtp://user:password@host:587 or smtps://host")
    return value


def _chat_url(environ: Mapping[str, str], company: Company) -> str | None:
    value = _value(environ, "RUECKRUF_CHAT_URL")
    _both_or_none("RUECKRUF_CHAT_URL", value, "handover.chat", company.handover.chat)
    if value is None:
        return None
    address = _address("RUECKRUF_CHAT_URL", value)
    if not address.hostname or not (address.scheme == "https" or is_loopback(address.hostname)):
        raise SettingsError("RUECKRUF_CHAT_URL: must look like https://host/path")
    return value


def _password(environ: Mapping[str, str], variable: str, system: str, user: str) -> str | None:
    value = _value(environ, variable)
    _both_or_none(variable, value, f"handover.{system}.user", user)
    return value


def _both_or_none(variable: str, value: str | None, key: str, configured: str) -> None:
    if configured and value is None:
        raise SettingsError(f"{variable}: must be set, because company.yml has {key}")
    if value is not None and not configured:
        raise SettingsError(f"{variable}: is set, but {key} in company.yml is empty")


def _address(variable: str, value: str) -> SplitResult:
    try:
        address = urlsplit(value)
        address.port  # noqa: B018 - reading it checks it
    except ValueError:
        raise SettingsError(f"{variable}: is not an address") from None
    return address

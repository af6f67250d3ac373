"""How single settings are read and checked; no fault quotes a value that may hold a secret."""

import re
from email.utils import parseaddr
from typing import Annotated, Any, cast
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BeforeValidator, Field, SecretStr
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from bot.placement import Core
from club.settings import RANGES, Setting
from scheduler.smtp import server_of
from storage.vault import open_vault

_LOOPBACK = {"127.0.0.1", "localhost", "::1"}
_EMAIL = re.compile(r"[^@\s,]+@[^@\s,]+\.[^@\s,]+")
_PERSON_ID = re.compile(r"[UW][A-Z0-9]{2,}")
_CHANNEL_ID = re.compile(r"[CG][A-Z0-9]{2,}")
_POSTGRESQL = "postgresql+psycopg"
_DRIVERS = {"sqlite": "sqlite", "postgres": _POSTGRESQL, "postgresql": _POSTGRESQL, _POSTGRESQL: _POSTGRESQL}


def _secret(prefix: str) -> BeforeValidator:
    """Accepts a secret that begins with `prefix`; Slack's tokens say by it what they are.

    Slack: docs.slack.dev, "Tokens": xoxb- a bot's, xapp- an app-level one.
    """

    def check(value: Any) -> Any:
        text = value.get_secret_value() if isinstance(value, SecretStr) else str(value).strip()
        if text and not text.startswith(prefix):
            raise ValueError(f"must begin with {prefix}")
        if any(mark.isspace() for mark in text):
            raise ValueError("must hold no space")
        return text

    return BeforeValidator(check)


BotToken = Annotated[SecretStr, _secret("xoxb-")]
AppToken = Annotated[SecretStr, _secret("xapp-")]
SigningSecret = Annotated[SecretStr, _secret("")]


def api_url(value: str) -> str:
    """Slack's address, or that of a sandbox on this machine."""
    parts = urlsplit(value)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _LOOPBACK):
        raise ValueError("must be an https:// address (http:// for this machine alone): tokens travel there")
    if not parts.hostname or not value.endswith("/"):
        raise ValueError('must be a whole address that ends in "/"')
    return value


_SEVERAL = re.compile(r"(postgresql://(?:[^@/?]*@)?)([^@/?]*,[^@/?]*)(/[^?]*)(?:\?(.*))?")
_SERVER = re.compile(r"(\[[0-9a-fA-F:]+\]|[^:,\[\]]+)(?::(\d+))?")
_POSTGRESQL_PORT = "5432"
_WRITES = "target_session_attrs"
"""Of several servers, which one is wanted; without it a standby would do, that takes no writes
(postgresql.org/docs, libpq-connect)."""


def _several(value: str) -> str:
    """An address of several servers, from libpq's way to SQLAlchemy's; any other as it is."""
    found = _SEVERAL.fullmatch(value)
    if found is None:
        return value
    begins, listed, database, more = found.groups()
    servers = [_SERVER.fullmatch(one) for one in listed.split(",")]
    hosts = ",".join(one[1].strip("[]") for one in servers if one)
    if not all(servers):
        raise ValueError("must name each server as host or host:port, with a comma between them")
    ports = ",".join(one[2] or _POSTGRESQL_PORT for one in servers if one)
    query = f"{more}&" if more else ""
    wanted = "" if _WRITES in query else f"&{_WRITES}=read-write"
    return f"{begins}{database}?{query}host={hosts}&port={ports}{wanted}"


def database_url(value: str) -> str:
    """Where the database is."""
    try:
        url = make_url(_several(value))
    except (ArgumentError, ValueError):  # ValueError: a port that is no number
        raise ValueError("must be a whole address") from None
    if url.drivername not in _DRIVERS:
        raise ValueError("must begin with sqlite:/// or postgresql://")
    if url.drivername == "sqlite" and (not url.database or ":memory:" in url.database):
        raise ValueError("must name a file: what is kept in memory is gone when Prime stops")
    return url.set(drivername=_DRIVERS[url.drivername]).render_as_string(hide_password=False)


def organisers(value: object) -> tuple[str, ...]:
    """Ids, by commas."""
    given = value.split(",") if isinstance(value, str) else tuple(value)  # type: ignore[arg-type]
    people = tuple(text.strip() for text in given if text.strip())
    known = (_PERSON_ID.fullmatch(one) or _EMAIL.fullmatch(one) for one in people)
    wrong = [str(at) for at, one in enumerate(known, 1) if not one]
    if wrong:  # by number: what was pasted by mistake may be a secret
        raise ValueError(f"neither a Slack id (U...) nor an e-mail address: number {', '.join(wrong)}")
    return tuple(one.lower() if "@" in one else one for one in people)


def seal_dir(value: str) -> str:
    """Where keys of sealed votes are kept."""
    open_vault(value.strip())  # ValueError says what is wrong with it
    return value.strip()


def _channel(value: str) -> str:
    channel = value.strip()
    if value and not _CHANNEL_ID.fullmatch(channel):
        raise ValueError("must be a channel's id (C...), not its name")
    return channel


def smtp_url(value: Any) -> Any:
    """A mail server that can be meant; secret, for it may hold a password."""
    url = value.get_secret_value() if isinstance(value, SecretStr) else str(value).strip()
    if url:
        server_of(url)  # ValueError says what is wrong with it
    return url


def sender(value: str) -> str:
    """An address that mails may come from."""
    if value and not _EMAIL.fullmatch(parseaddr(value)[1]):
        raise ValueError("must hold an e-mail address")
    return value


def public_url(value: str) -> str:
    """Where others reach this program, without a slash at its end."""
    parts = urlsplit(value)
    local = parts.scheme == "http" and parts.hostname in _LOOPBACK
    if value and (not parts.hostname or (parts.scheme != "https" and not local) or parts.query):
        raise ValueError("must be an https:// address")
    return value.rstrip("/")


Channel = Annotated[str, BeforeValidator(_channel)]


def zone(value: object) -> ZoneInfo:
    """A time zone by name."""
    try:
        return value if isinstance(value, ZoneInfo) else ZoneInfo(str(value))
    except (ZoneInfoNotFoundError, ValueError, OSError):  # OSError: a folder of the zone database, "Europe"
        raise ValueError("no such time zone") from None


def core(value: object) -> Core:
    """The core to stay on."""
    text = str(value).strip().lower()
    if text in ("one", "all"):
        return cast("Core", text)
    if not text.isdecimal():
        raise ValueError("must be one, all, or the number of a core")
    return int(text)


def between(setting: Setting) -> Any:
    """A whole number from the least to the most that organisers could set it to."""
    return Field(ge=RANGES[setting].low, le=RANGES[setting].high)


def upper(value: object) -> object:
    """In capitals, where it is text."""
    return value.upper() if isinstance(value, str) else value

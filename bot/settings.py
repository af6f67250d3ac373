"""What an operator decides, read from the environment or from `.env`; the environment wins.

Each field is named as its variable. Secrets are SecretStr, and no fault quotes a value that may hold one.
"""

import re
from collections.abc import Callable, Mapping
from email.utils import parseaddr
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar, cast
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_core import ErrorDetails
from pydantic_settings import (
    BaseSettings,
    DotEnvSettingsSource,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from bot.days_off import country_of
from bot.logs import LogFormat
from bot.placement import Core
from club.calendar import ANSWER_NOTICE
from club.digest import A_WEEK
from club.helpers import A_MONTH
from club.settings import RANGES, Setting
from scheduler.smtp import server_of
from storage.vault import open_vault

Transport = Literal["socket", "http", "outward"]
Made = TypeVar("Made")

_APP_PAGE = "api.slack.com/apps > your app >"
GUIDE = {
    "SLACK_BOT_TOKEN": (
        "the key with which Prime speaks in Slack",
        f"{_APP_PAGE} OAuth & Permissions > Bot User OAuth Token",
    ),
    "SLACK_APP_TOKEN": (
        "the key of Socket Mode (`prime run --http` does without)",
        f"{_APP_PAGE} Basic Information > App-Level Tokens, with connections:write",
    ),
    "SLACK_SIGNING_SECRET": (
        "proves that a request to `prime run --http` comes from Slack",
        f"{_APP_PAGE} Basic Information > App Credentials",
    ),
    "SLACK_API_URL": ("where Slack's Web API answers", "leave it out to use Slack's own"),
    "DATABASE_URL": (
        "where the club's data is kept",
        "sqlite:///prime.db (the default), postgresql://user:password@host/name, or of several servers "
        "postgresql://user:password@host,other/name",
    ),
    "PRIME_ORGANISERS": (
        "who is an organiser from the start",
        "in Slack: a person's profile > ... > Copy member ID, or their e-mail address",
    ),
    "PRIME_CHANNEL": (
        "the channel where Prime posts events",
        "in Slack: the channel's name > About > Channel ID, at the bottom",
    ),
    "PRIME_TOPICS_CHANNEL": (
        "a channel of their own for the cards of topics",
        "in Slack: the channel's name > About > Channel ID; left out, they stand in PRIME_CHANNEL",
    ),
    "PRIME_TOPICS_WEEKLY": (
        "whether new topics are told together, on Monday at nine, instead of a card each",
        "true or false (the default)",
    ),
    "PRIME_CONTACT": ("whom a person who is no member may ask", "any short text, such as a name"),
    "PRIME_CONTROLLER": (
        "who answers for personal data, in the text that members send to their guests",
        "the association's name and town",
    ),
    "PRIME_TIMEZONE": ("the club's wall clock", "an IANA zone such as Europe/Paris (the default)"),
    "PRIME_HOLIDAYS": (
        "the country on whose public holidays nobody is reminded",
        "FR (the default), a part of a country such as FR-57, or none",
    ),
    "PRIME_LANGUAGE": ("the language of what everybody sees", "fr (the default) or en"),
    "PRIME_KEEP_GUESTS": ("how long guests' names are kept", "days after the event: 90 (the default)"),
    "PRIME_KEEP_CONSULTATIONS": (
        "how long it is kept who looked up whose contact details",
        "months: 12 (the default)",
    ),
    "PRIME_KEEP_DEPARTED": ("how long a departed member's profile is kept", "months: 6 (the default)"),
    "PRIME_KEEP_ACCEPTANCES": (
        "how long the proof that a departed member accepted the charter is kept",
        "months: 36 (the default)",
    ),
    "PRIME_LEDGER": (
        "the file for what has to outlive a restored backup: who was erased since",
        "a path; the default is beside the SQLite database, else prime.ledger where Prime starts",
    ),
    "PRIME_KEEP_BACKUPS": (
        "how old a backup you may still restore: so long it is kept who was erased",
        "days: 90 (the default)",
    ),
    "PRIME_ANSWER_NOTICE": (
        "how many days before an event answers stop changing freely, unless the event says otherwise",
        "a whole number: 7 (the default)",
    ),
    "PRIME_QUOTA": (
        "how many people may represent a company, unless organisers grant it more",
        "a whole number: 3 (the default)",
    ),
    "PRIME_LOOKUPS": (
        "how many members' contact details one member may look up in a day",
        "a whole number: 20 (the default)",
    ),
    "PRIME_HELP_A_MONTH": (
        "how often one member is asked for help in a month",
        "a whole number: 2 (the default)",
    ),
    "PRIME_UNASKED_A_WEEK": (
        "how many messages a week that nobody asked for reach one member at most",
        "a whole number from 1 to 50: 5 (the default)",
    ),
    "PRIME_SEAL_DIR": (
        "the folder in memory where the keys of sealed votes are held",
        "leave it out to use /dev/shm; a folder on tmpfs; or `process`, to hold them in the process alone",
    ),
    "PRIME_CORE": (
        "the core of the machine that Prime runs on",
        "one (the default: any single one), a core's number, or all; several processes: a number for each",
    ),
    "PRIME_SMTP_URL": (
        "the server by which Prime also writes e-mails to members who agreed; without it, it writes none",
        "smtp://user:password@host:587 or smtps://…, from whoever keeps your mail",
    ),
    "PRIME_MAIL_FROM": ("the sender of these e-mails", "Club PRIME <prime@club.example>"),
    "PRIME_PUBLIC_URL": (
        "where members reach `prime run --http`, for pages of e-mails and calendars to subscribe to",
        "https://prime.club.example; without it, e-mails lead to Slack, and no calendar is offered",
    ),
    "PRIME_SITE_URL": (
        "where the club's public site stands, for the links of its news feed",
        "https://prime.club.example; without it, the feed has no links",
    ),
    "PRIME_METRICS_PUBLIC": (
        "whether `prime run --http` serves /metrics on the port that Slack reaches, too",
        "false (the default: on --health-port alone), or true where the proxy keeps strangers out",
    ),
    "PRIME_LOG_FORMAT": ("how a line of the log is written", "text (the default), or json, for programs"),
    "PRIME_LOG_LEVEL": ("how much is logged", "DEBUG, INFO (the default), WARNING or ERROR"),
}
"""For each variable: what it is for, and where to find it."""

_LOOPBACK = {"127.0.0.1", "localhost", "::1"}
_EMAIL = re.compile(r"[^@\s,]+@[^@\s,]+\.[^@\s,]+")
_PERSON_ID = re.compile(r"[UW][A-Z0-9]{2,}")
_CHANNEL_ID = re.compile(r"[CG][A-Z0-9]{2,}")
_POSTGRESQL = "postgresql+psycopg"
_DRIVERS = {"sqlite": "sqlite", "postgres": _POSTGRESQL, "postgresql": _POSTGRESQL, _POSTGRESQL: _POSTGRESQL}


class SettingsFaults(Exception):  # noqa: N818 - several at once
    """What is missing or malformed: `lines`, one a fault, none holding a secret."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


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


def _api_url(value: str) -> str:
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


def _database_url(value: str) -> str:
    try:
        url = make_url(_several(value))
    except (ArgumentError, ValueError):  # ValueError: a port that is no number
        raise ValueError("must be a whole address") from None
    if url.drivername not in _DRIVERS:
        raise ValueError("must begin with sqlite:/// or postgresql://")
    if url.drivername == "sqlite" and (not url.database or ":memory:" in url.database):
        raise ValueError("must name a file: what is kept in memory is gone when Prime stops")
    return url.set(drivername=_DRIVERS[url.drivername]).render_as_string(hide_password=False)


def _organisers(value: object) -> tuple[str, ...]:
    given = value.split(",") if isinstance(value, str) else tuple(value)  # type: ignore[arg-type]
    people = tuple(text.strip() for text in given if text.strip())
    known = (_PERSON_ID.fullmatch(one) or _EMAIL.fullmatch(one) for one in people)
    wrong = [str(at) for at, one in enumerate(known, 1) if not one]
    if wrong:  # by number: what was pasted by mistake may be a secret
        raise ValueError(f"neither a Slack id (U...) nor an e-mail address: number {', '.join(wrong)}")
    return tuple(one.lower() if "@" in one else one for one in people)


def _seal_dir(value: str) -> str:
    open_vault(value.strip())  # ValueError says what is wrong with it
    return value.strip()


def _channel(value: str) -> str:
    channel = value.strip()
    if value and not _CHANNEL_ID.fullmatch(channel):
        raise ValueError("must be a channel's id (C...), not its name")
    return channel


def _smtp_url(value: Any) -> Any:
    url = value.get_secret_value() if isinstance(value, SecretStr) else str(value).strip()
    if url:
        server_of(url)  # ValueError says what is wrong with it
    return url


def _sender(value: str) -> str:
    if value and not _EMAIL.fullmatch(parseaddr(value)[1]):
        raise ValueError("must hold an e-mail address")
    return value


def _public_url(value: str) -> str:
    parts = urlsplit(value)
    local = parts.scheme == "http" and parts.hostname in _LOOPBACK
    if value and (not parts.hostname or (parts.scheme != "https" and not local) or parts.query):
        raise ValueError("must be an https:// address")
    return value.rstrip("/")


Channel = Annotated[str, BeforeValidator(_channel)]


def _zone(value: object) -> ZoneInfo:
    try:
        return value if isinstance(value, ZoneInfo) else ZoneInfo(str(value))
    except (ZoneInfoNotFoundError, ValueError, OSError):  # OSError: a folder of the zone database, "Europe"
        raise ValueError("no such time zone") from None


def _core(value: object) -> Core:
    text = str(value).strip().lower()
    if text in ("one", "all"):
        return cast("Core", text)
    if not text.isdecimal():
        raise ValueError("must be one, all, or the number of a core")
    return int(text)


def _between(setting: Setting) -> Any:
    """A whole number from the least to the most that organisers could set it to."""
    return Field(ge=RANGES[setting].low, le=RANGES[setting].high)


def _upper(value: object) -> object:
    return value.upper() if isinstance(value, str) else value


class Settings(BaseSettings):
    """Every setting, checked. Made by `load_settings`."""

    model_config = SettingsConfigDict(
        env_file=".env",
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
    )

    slack_bot_token: BotToken = SecretStr("")
    slack_app_token: AppToken = SecretStr("")
    slack_signing_secret: SigningSecret = SecretStr("")
    slack_api_url: Annotated[str, BeforeValidator(_api_url)] = "https://slack.com/api/"
    # A password may stand in it: kept out of repr.
    database_url: Annotated[str, BeforeValidator(_database_url)] = Field("sqlite:///prime.db", repr=False)
    prime_organisers: Annotated[tuple[str, ...], NoDecode, BeforeValidator(_organisers)] = ()
    prime_channel: Channel = ""
    prime_topics_channel: Channel = ""
    prime_topics_weekly: bool = False
    prime_contact: Annotated[str, Field(max_length=200)] = ""
    prime_controller: Annotated[str, Field(max_length=200)] = ""
    prime_timezone: Annotated[ZoneInfo, BeforeValidator(_zone)] = ZoneInfo("Europe/Paris")
    prime_holidays: Annotated[str, BeforeValidator(country_of)] = "FR"
    prime_language: Literal["fr", "en"] = "fr"
    prime_keep_guests: Annotated[int, _between(Setting.KEEP_GUESTS)] = 90
    prime_keep_consultations: Annotated[int, _between(Setting.KEEP_CONSULTATIONS)] = 12
    prime_keep_departed: Annotated[int, _between(Setting.KEEP_DEPARTED)] = 6
    prime_keep_acceptances: Annotated[int, _between(Setting.KEEP_ACCEPTANCES)] = 36
    prime_ledger: str = ""
    prime_keep_backups: Annotated[int, Field(ge=1, le=3650)] = 90
    prime_answer_notice: Annotated[int, _between(Setting.ANSWER_NOTICE)] = ANSWER_NOTICE.days
    prime_quota: Annotated[int, _between(Setting.QUOTA)] = 3
    prime_lookups: Annotated[int, _between(Setting.LOOKUPS)] = 20
    prime_help_a_month: Annotated[int, _between(Setting.HELP_A_MONTH)] = A_MONTH
    prime_unasked_a_week: Annotated[int, _between(Setting.UNASKED_A_WEEK)] = A_WEEK
    prime_seal_dir: Annotated[str, AfterValidator(_seal_dir)] = ""
    prime_core: Annotated[Core, BeforeValidator(_core)] = "one"
    prime_smtp_url: Annotated[SecretStr, BeforeValidator(_smtp_url)] = SecretStr("")
    prime_mail_from: Annotated[str, AfterValidator(_sender)] = ""
    prime_public_url: Annotated[str, AfterValidator(_public_url)] = ""
    prime_site_url: Annotated[str, AfterValidator(_public_url)] = ""
    prime_metrics_public: bool = False
    prime_log_format: LogFormat = "text"
    prime_log_level: Annotated[Literal["DEBUG", "INFO", "WARNING", "ERROR"], BeforeValidator(_upper)] = "INFO"


class GivenSettings(Settings):
    """Settings given by keyword alone, for tests and the demo: neither the environment nor `.env` is read."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        *_surroundings: PydanticBaseSettingsSource,
        **_others: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The keywords only (pydantic-settings, "Customise settings sources")."""
        return (init_settings,)


class _OverSocket(Settings):
    """What `prime run` cannot do without."""

    slack_bot_token: Annotated[BotToken, Field(min_length=1)]
    slack_app_token: Annotated[AppToken, Field(min_length=1)]
    prime_channel: Channel


class _OverHttp(Settings):
    """What `prime run --http` cannot do without."""

    slack_bot_token: Annotated[BotToken, Field(min_length=1)]
    slack_signing_secret: Annotated[SigningSecret, Field(min_length=1)]
    prime_channel: Channel


class _Outward(Settings):
    """What a command that only sends cannot do without."""

    slack_bot_token: Annotated[BotToken, Field(min_length=1)]
    prime_channel: Channel


_NEEDS: dict[Transport | None, type[Settings]] = {
    "socket": _OverSocket,
    "http": _OverHttp,
    "outward": _Outward,
    None: Settings,
}


def load_settings(transport: Transport | None) -> Settings:
    """The settings, with all that `transport` needs (None: a command that does not speak to Slack).

    Raises SettingsFaults with every fault at once.
    """
    return _checked(_NEEDS[transport])


def given_settings(values: Mapping[str, str]) -> GivenSettings:
    """Settings by their variables' names, and no others. Raises SettingsFaults."""
    given = {name.lower(): value for name, value in values.items() if value}
    return _checked(lambda: GivenSettings.model_validate(given))


def read_env_file(path: Path) -> dict[str, str]:
    """What a file such as `.env` says, as Settings reads it, by variables' names. Raises SettingsFaults."""
    read = _checked(lambda: DotEnvSettingsSource(Settings, path, env_file_encoding="utf-8").env_vars)
    return {name.upper(): value for name, value in read.items() if value}


def _checked(make: Callable[[], Made]) -> Made:
    try:
        return make()
    except ValidationError as error:
        faults = error.errors(include_url=False, include_input=False)
        raise SettingsFaults([_line(fault) for fault in faults]) from None
    except UnicodeDecodeError:
        raise SettingsFaults([".env: not UTF-8 text; save it as UTF-8"]) from None


def _line(fault: ErrorDetails) -> str:
    name = str(fault["loc"][0]).upper()
    wrong = (
        "missing" if fault["type"] in {"missing", "too_short"} else fault["msg"].removeprefix("Value error, ")
    )
    purpose, place = GUIDE[name]
    return f"{name}: {wrong}. It is {purpose}. Where to find it: {place}."

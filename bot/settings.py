"""What an operator decides, read from the environment or from `.env`; the environment wins.

Each field is named as its variable. Secrets are SecretStr, and no fault quotes a value that may hold one.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated, Literal, TypeVar
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_core import ErrorDetails
from pydantic_settings import (
    BaseSettings,
    DotEnvSettingsSource,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from bot import setting_values as values
from bot.days_off import country_of
from bot.logs import LogFormat
from bot.placement import Core
from club.calendar import ANSWER_NOTICE
from club.digest import A_WEEK
from club.helpers import A_MONTH
from club.settings import Setting

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


class SettingsFaults(Exception):  # noqa: N818 - several at once
    """What is missing or malformed: `lines`, one a fault, none holding a secret."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


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

    slack_bot_token: values.BotToken = SecretStr("")
    slack_app_token: values.AppToken = SecretStr("")
    slack_signing_secret: values.SigningSecret = SecretStr("")
    slack_api_url: Annotated[str, BeforeValidator(values.api_url)] = "https://slack.com/api/"
    # A password may stand in it: kept out of repr.
    database_url: Annotated[str, BeforeValidator(values.database_url)] = Field(
        "sqlite:///prime.db", repr=False
    )
    prime_organisers: Annotated[tuple[str, ...], NoDecode, BeforeValidator(values.organisers)] = ()
    prime_channel: values.Channel = ""
    prime_topics_channel: values.Channel = ""
    prime_topics_weekly: bool = False
    prime_contact: Annotated[str, Field(max_length=200)] = ""
    prime_controller: Annotated[str, Field(max_length=200)] = ""
    prime_timezone: Annotated[ZoneInfo, BeforeValidator(values.zone)] = ZoneInfo("Europe/Paris")
    prime_holidays: Annotated[str, BeforeValidator(country_of)] = "FR"
    prime_language: Literal["fr", "en"] = "fr"
    prime_keep_guests: Annotated[int, values.between(Setting.KEEP_GUESTS)] = 90
    prime_keep_consultations: Annotated[int, values.between(Setting.KEEP_CONSULTATIONS)] = 12
    prime_keep_departed: Annotated[int, values.between(Setting.KEEP_DEPARTED)] = 6
    prime_keep_acceptances: Annotated[int, values.between(Setting.KEEP_ACCEPTANCES)] = 36
    prime_ledger: str = ""
    prime_keep_backups: Annotated[int, Field(ge=1, le=3650)] = 90
    prime_answer_notice: Annotated[int, values.between(Setting.ANSWER_NOTICE)] = ANSWER_NOTICE.days
    prime_quota: Annotated[int, values.between(Setting.QUOTA)] = 3
    prime_lookups: Annotated[int, values.between(Setting.LOOKUPS)] = 20
    prime_help_a_month: Annotated[int, values.between(Setting.HELP_A_MONTH)] = A_MONTH
    prime_unasked_a_week: Annotated[int, values.between(Setting.UNASKED_A_WEEK)] = A_WEEK
    prime_seal_dir: Annotated[str, AfterValidator(values.seal_dir)] = ""
    prime_core: Annotated[Core, BeforeValidator(values.core)] = "one"
    prime_smtp_url: Annotated[SecretStr, BeforeValidator(values.smtp_url)] = SecretStr("")
    prime_mail_from: Annotated[str, AfterValidator(values.sender)] = ""
    prime_public_url: Annotated[str, AfterValidator(values.public_url)] = ""
    prime_site_url: Annotated[str, AfterValidator(values.public_url)] = ""
    prime_metrics_public: bool = False
    prime_log_format: LogFormat = "text"
    prime_log_level: Annotated[
        Literal["DEBUG", "INFO", "WARNING", "ERROR"], BeforeValidator(values.upper)
    ] = "INFO"


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

    slack_bot_token: Annotated[values.BotToken, Field(min_length=1)]
    slack_app_token: Annotated[values.AppToken, Field(min_length=1)]
    prime_channel: values.Channel


class _OverHttp(Settings):
    """What `prime run --http` cannot do without."""

    slack_bot_token: Annotated[values.BotToken, Field(min_length=1)]
    slack_signing_secret: Annotated[values.SigningSecret, Field(min_length=1)]
    prime_channel: values.Channel


class _Outward(Settings):
    """What a command that only sends cannot do without."""

    slack_bot_token: Annotated[values.BotToken, Field(min_length=1)]
    prime_channel: values.Channel


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

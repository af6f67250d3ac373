"""What `prime init` asks: each setting, where it is found, and how its value is tried at once."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from slack_sdk import WebClient

from bot import MANIFEST
from bot.app import slack_client
from bot.doctor import slack
from bot.doctor.diagnosis import Diagnosis, ok, wrong
from bot.settings import GivenSettings, SettingsFaults, given_settings
from handlers.living.firstday import trial
from handlers.words import load
from scheduler.slack_errors import CAUGHT, failure_of

Values = Mapping[str, str]
Check = Callable[[GivenSettings], Iterable[Diagnosis]]


_APP = f"""\
The app. At https://api.slack.com/apps: Create New App > From a manifest > your workspace. Paste this file:
  {MANIFEST}
Then Install App > Install to Workspace, and copy the Bot User OAuth Token (xoxb-…)."""
_SOCKET_TOKEN = """\
Socket Mode's key. On the app's page: Basic Information > App-Level Tokens > Generate, with the scope
connections:write. Copy the token (xapp-…)."""
_SECRET = """\
The signing secret. On the app's page: Basic Information > App Credentials > Signing Secret. It is tried when
Slack first calls, not now."""
_CHANNEL = """\
The channel of the club's events, topics and votes. In Slack, type there: /invite @Prime
Then click its name > About; its id stands at the bottom (C…). Prime posts a trial there, and deletes it."""
_ORGANISERS = """\
Who organises from the start: e-mail addresses as Slack has them, or member ids (U…), separated by commas."""
_CONTACT = (
    "Whom a person who is no member may ask, by name, e-mail address or id. Enter: the organisers, unnamed."
)
_LANGUAGE = "The language of what everybody sees, fr or en. Enter: fr."


@dataclass(frozen=True, slots=True)
class SettingQuestion:
    """One setting."""

    setting: str
    explains: str
    """Where the value is found, step by step."""
    check: Check = lambda _settings: ()
    """Tries it, with those before it."""
    secret: bool = False
    fallback: str | None = None
    """What holds where nothing is answered; None: it is needed."""

    def findings(self, values: Values) -> Sequence[Diagnosis]:
        """What is to be said of the value that it has among these; one that is malformed is not tried."""
        try:
            settings = given_settings(values)
        except SettingsFaults as faults:
            return [wrong(self.setting, line.removeprefix(f"{self.setting}: "), "") for line in faults.lines]
        if not values.get(self.setting):
            return [] if self.fallback is not None else [slack.missing(self.setting, self.setting)]
        return [*self.check(settings)]


def _try_token(now: Callable[[], datetime], settings: GivenSettings) -> Iterable[Diagnosis]:
    token, me = slack.introduce(slack_client(settings), now)
    return [token, slack.look_at_scopes(me), slack.look_at_clock(me)] if me else [token]


def _try_socket(settings: GivenSettings) -> Iterable[Diagnosis]:
    yield slack.look_at_socket_token(slack_client(settings), settings.slack_app_token.get_secret_value())


_SOCKET = SettingQuestion("SLACK_APP_TOKEN", _SOCKET_TOKEN, _try_socket, secret=True)
_SIGNED = SettingQuestion("SLACK_SIGNING_SECRET", _SECRET, secret=True)


def _try_channel(settings: GivenSettings) -> Iterable[Diagnosis]:
    """Reads it, posts a trial and deletes it; one that Ctrl-C cuts short is looked for and deleted."""
    client, channel = slack_client(settings), settings.prime_channel
    seen = slack.look_at_channel(client, "PRIME_CHANNEL", channel)
    if seen.do:
        return [seen]
    t = load(ZoneInfo("UTC"))[settings.prime_language]
    try:
        code = trial.post_and_delete(client, channel, t)
    except KeyboardInterrupt:
        trial.withdraw(client, channel)
        raise
    if code != trial.OK:
        return [slack.closed("channel", channel, code)]
    return [seen, ok("trial", "posted and deleted")]


def _try_organisers(settings: GivenSettings) -> Iterable[Diagnosis]:
    client = slack_client(settings)
    for number, one in enumerate(settings.prime_organisers, 1):
        yield _found(client, one, f"organiser {number}")


def _found(client: WebClient, one: str, check: str) -> Diagnosis:
    """Whether Slack has the person: nobody becomes an organiser by a slip of the pen."""
    try:
        answer = client.users_lookupByEmail(email=one) if "@" in one else client.users_info(user=one)
    except CAUGHT as error:
        do = "Write the address that stands in their Slack profile, or their member id (… > Copy member ID)"
        return wrong(check, f"Slack does not find them ({failure_of(error).code})", do)
    user = answer.get("user") or {}
    if user.get("deleted") or user.get("is_bot"):
        return wrong(check, "this account is closed, or a bot's", "Name a person")
    return ok(check, "in Slack")


def questions(now: Callable[[], datetime], *, http: bool) -> Sequence[SettingQuestion]:
    """All of them, in the order in which Slack has the answers."""
    return (
        SettingQuestion("SLACK_BOT_TOKEN", _APP, partial(_try_token, now), secret=True),
        _SIGNED if http else _SOCKET,
        SettingQuestion("PRIME_LANGUAGE", _LANGUAGE, fallback="fr"),
        SettingQuestion("PRIME_CHANNEL", _CHANNEL, _try_channel),
        SettingQuestion("PRIME_ORGANISERS", _ORGANISERS, _try_organisers),
        SettingQuestion("PRIME_CONTACT", _CONTACT, fallback=""),
    )

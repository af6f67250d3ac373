"""What Slack says of Prime: token, scopes, clock, channels. `prime doctor` and `prime init` ask it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot import MANIFEST
from bot.doctor.diagnosis import Diagnosis, ok, unknown, wrong
from bot.settings import GUIDE
from handlers.kit.scopes import HEADER, header_of, scopes_in
from handlers.names import OPTIONAL_SCOPES
from scheduler.slack_errors import CAUGHT, failure_of

SKEW = timedelta(seconds=30)
"""That this machine's clock may differ from Slack's: deadlines go by it, and a request is refused that Slack
signed five minutes ago."""
INSTALL_AGAIN = "at api.slack.com/apps put manifest.yml in (App Manifest), then Install App > Reinstall"
_REFUSED: Mapping[str, str] = {
    "invalid_auth": "copy it once more, whole",
    "account_inactive": "the app was removed from the workspace: Install App there, and copy the new token",
    "token_revoked": "install the app again (Install App), and copy the new token",
    "not_allowed_token_type": "this is a key of another kind: xoxb-… and xapp-… were exchanged",
    "missing_scope": INSTALL_AGAIN,
    "ratelimited": "Slack asks to wait: try again in a minute",
}
"""What to do, by Slack's error of a token."""
_NO_WAY_IN: Mapping[str, str] = {
    "not_in_channel": 'in Slack, in that channel, type "/invite @Prime"',
    "channel_not_found": (
        'take its id again (its name > About, at the bottom); a private one also needs "/invite @Prime"'
    ),
    "missing_scope": INSTALL_AGAIN,
    "is_archived": "unarchive it in Slack, or choose another channel",
    "restricted_action": "in its settings, let everybody post, or Prime",
    "ratelimited": "try again in a minute",
}
"""What to do, by Slack's error of a channel."""


@dataclass(frozen=True, slots=True)
class Introduction:
    """Who Slack says that we are."""

    team: str
    user: str
    scopes: frozenset[str]
    ahead: timedelta | None
    """How far this machine's clock is ahead of Slack's; None where Slack told no time."""


def introduce(client: WebClient, now: Callable[[], datetime]) -> tuple[Diagnosis, Introduction | None]:
    """Asks Slack who the bot token is."""
    if not client.token:
        return missing("token", "SLACK_BOT_TOKEN"), None
    before = now()
    try:
        me = client.auth_test()
    except CAUGHT as error:
        return refused("token", "SLACK_BOT_TOKEN", error), None
    halfway = before + (now() - before) / 2
    scopes = scopes_in(header_of(me.headers, HEADER))
    found = Introduction(str(me.get("team")), str(me.get("user")), scopes, _ahead(me.headers, halfway))
    return ok("token", f"{found.user}, in the workspace {found.team}"), found


def missing(check: str, setting: str) -> Diagnosis:
    """A setting that is not there, and where to find its value."""
    purpose, place = GUIDE[setting]
    return wrong(check, f"{setting} is not set: it is {purpose}", f"Where to find it: {place}")


def refused(check: str, setting: str, error: Exception) -> Diagnosis:
    """A token that Slack does not take, or a Slack that does not answer."""
    code = failure_of(error).code
    if not isinstance(error, SlackApiError):
        return silent(check, code)
    how = _REFUSED.get(code, f"look at {GUIDE[setting][1]}")
    return wrong(check, f"Slack refuses {setting} ({code})", f"To mend it: {how}")


def silent(check: str, code: str) -> Diagnosis:
    """A Slack that does not answer."""
    return wrong(check, f"Slack does not answer ({code})", "Look at this machine's way to the internet")


def look_at_socket_token(client: WebClient, token: str) -> Diagnosis:
    """Whether Slack would open a socket for the app token; none is opened."""
    try:
        client.apps_connections_open(app_token=token)
    except CAUGHT as error:
        return refused("socket", "SLACK_APP_TOKEN", error)
    return ok("socket", "Slack would open a connection")


def look_at_scopes(me: Introduction) -> Diagnosis:
    """What the installed app may do, beside what the manifest asks for."""
    lacking = [one for one in wanted_scopes() if one not in me.scopes]
    if lacking:
        return wrong("scopes", f"the app lacks {', '.join(lacking)}", f"To mend it: {INSTALL_AGAIN}")
    more = sorted(me.scopes - {*wanted_scopes(), *OPTIONAL_SCOPES})
    left = [one for one in OPTIONAL_SCOPES if one not in me.scopes]
    beside = f"; also {', '.join(more)}, which Prime does not use" if more else ""
    beside += f"; left out, as one may: {', '.join(left)}" if left else ""
    return ok("scopes", f"all {len(wanted_scopes())} that manifest.yml requires{beside}")


def wanted_scopes() -> Sequence[str]:
    """The bot scopes of the manifest, in its order, without those that an installation may leave out."""
    import yaml

    read = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))
    return tuple(one for one in read["oauth_config"]["scopes"]["bot"] if one not in OPTIONAL_SCOPES)


def look_at_clock(me: Introduction) -> Diagnosis:
    """This machine's clock beside Slack's, which tells whole seconds."""
    if me.ahead is None:
        return unknown("clock", "Slack told no time")
    if abs(me.ahead) > SKEW:
        seconds = abs(round(me.ahead.total_seconds()))
        says = f"this machine is {seconds} s {'ahead of' if me.ahead > timedelta(0) else 'behind'} Slack"
        return wrong("clock", says, "Have it set by the network (timedatectl set-ntp true)")
    return ok("clock", "as Slack's")


def look_at_channel(client: WebClient, setting: str, channel: str) -> Diagnosis:
    """Whether Prime is in a channel, by its newest message; nothing is posted, and no word of it is kept."""
    check = {"PRIME_TOPICS_CHANNEL": "topics"}.get(setting, "channel")
    if not channel:
        return missing(check, setting)
    try:
        client.conversations_history(channel=channel, limit=1)
    except CAUGHT as error:
        return shut_out(check, channel, error)
    return ok(check, f"Prime is in {channel}")


def shut_out(check: str, channel: str, error: Exception) -> Diagnosis:
    """A channel that Prime cannot use."""
    code = failure_of(error).code
    return closed(check, channel, code) if isinstance(error, SlackApiError) else silent(check, code)


def closed(check: str, channel: str, code: str) -> Diagnosis:
    """A channel that Slack does not let Prime use, by Slack's word for it."""
    how = _NO_WAY_IN.get(code, "choose another channel, or ask whoever keeps the workspace")
    return wrong(check, f"Prime cannot use {channel} ({code})", f"To mend it: {how}")


def _ahead(headers: Mapping[str, Any], at: datetime) -> timedelta | None:
    try:
        said = parsedate_to_datetime(header_of(headers, "date"))
    except ValueError:
        return None
    return at - said.astimezone(UTC) - timedelta(seconds=0.5)

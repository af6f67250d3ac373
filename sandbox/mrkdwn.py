"""Slack's mrkdwn: text to tokens, and tokens to the words a person reads.

Source: https://docs.slack.dev/messaging/formatting-message-text
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time

Resolve = Callable[[str], str | None]
"""From a user or channel id to the name shown, None when unknown."""


@dataclass(frozen=True)
class Token:
    """A run of text: `kind` is text, bold, italic, strike, code, pre, quote, link, user, channel,
    broadcast, group, date; `target` an id, address or date parameters."""

    kind: str
    text: str
    target: str = ""


@dataclass(frozen=True)
class Reader:
    """For whom text is rendered: names, time zone, language."""

    resolve: Resolve = lambda _id: None
    tz: str = "UTC"
    locale: str = "en_US"


PRE = re.compile(r"```(.+?)```", re.DOTALL)
CODE = re.compile(r"`([^`\n]+)`")
ANGLE = re.compile(r"<([^<>\n]+)>")
STYLE = re.compile(r"(?<![\w*_~])([*_~])(?=\S)([^\n]*?\S)\1(?![\w*_~])")
STYLES = {"*": "bold", "_": "italic", "~": "strike"}


def unescape(text: str) -> str:
    """Undo Slack's three escapes, and only these."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def escape(text: str) -> str:
    """Write the three control characters as Slack stores what a person typed."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def tokens(text: str) -> list[Token]:
    """The text's runs in order; emoji shortcodes stay as typed."""
    return _split(PRE, text, lambda m: [Token("pre", unescape(m[1]))], _after_pre)


def _after_pre(text: str) -> list[Token]:
    return _split(CODE, text, lambda m: [Token("code", unescape(m[1]))], _after_code)


def _after_code(text: str) -> list[Token]:
    return _split(ANGLE, text, lambda m: [_angle(m[1])], _styled)


def _styled(text: str) -> list[Token]:
    return _split(STYLE, text, lambda m: [Token(STYLES[m[1]], unescape(m[2]))], _plain)


def _plain(text: str) -> list[Token]:
    quoted = re.sub(r"(?m)^&gt; ?", "", text)
    return [Token("quote" if quoted != text else "text", unescape(quoted))]


def _split(
    pattern: re.Pattern[str],
    text: str,
    found: Callable[[re.Match[str]], list[Token]],
    between: Callable[[str], list[Token]],
) -> list[Token]:
    result: list[Token] = []
    end = 0
    for match in pattern.finditer(text):
        if match.start() > end:
            result += between(text[end : match.start()])
        result += found(match)
        end = match.end()
    if end < len(text):
        result += between(text[end:])
    return result


def _angle(inside: str) -> Token:
    if inside.startswith("!date^"):
        parameters, _, fallback = inside.removeprefix("!date^").partition("|")
        return Token("date", unescape(fallback), parameters)
    target, _, label = inside.partition("|")
    if target.startswith("@"):
        return Token("user", unescape(label), target[1:])
    if target.startswith("#"):
        return Token("channel", unescape(label), target[1:])
    if target.startswith("!subteam^"):
        return Token("group", unescape(label), target.removeprefix("!subteam^"))
    if target.startswith("!"):
        return Token("broadcast", unescape(label), target[1:])
    return Token("link", unescape(label or target), unescape(target))


def render(text: str, reader: Reader | None = None) -> str:
    """The words a person reads: styles gone, mentions named, dates in their zone and language.

    `*bold*` may hold a mention (`*<@U1>*`): the marks left around it are dropped too.
    """
    reader = reader or Reader()
    shown = "".join(_read(token, reader) for token in tokens(text))
    return STYLE.sub(lambda m: m[2], shown) if "<" in text else shown


def _read(token: Token, reader: Reader) -> str:
    match token.kind:
        case "user":
            return f"@{reader.resolve(token.target) or token.text or token.target}"
        case "channel":
            return f"#{reader.resolve(token.target) or token.text or token.target}"
        case "broadcast":
            return f"@{token.target}"
        case "group":
            return token.text or f"@{token.target}"
        case "date":
            return show_date(token.target, token.text, reader)
        case "bold" | "italic" | "strike" if STYLE.search(token.text):
            return STYLE.sub(lambda m: m[2], token.text)
        case _:
            return token.text


def show_date(parameters: str, fallback: str, reader: Reader) -> str:
    """`<!date^seconds^{token} words^link|fallback>` in the reader's zone; the fallback when malformed.

    Source: https://docs.slack.dev/messaging/formatting-message-text#date-formatting
    """
    parts = parameters.split("^")
    if len(parts) < 2 or not re.fullmatch(r"\d+", parts[0]):
        return fallback
    moment = datetime.fromtimestamp(int(parts[0]), UTC).astimezone(ZoneInfo(reader.tz))
    locale = reader.locale.replace("-", "_")
    return re.sub(r"\{(\w+)\}", lambda m: _date_words(m[1], moment, locale), unescape(parts[1]))


def _date_words(name: str, moment: datetime, locale: str) -> str:
    name = name.removesuffix("_pretty")
    clock = format_time(moment, "short", locale=locale)
    if name == "time":
        return clock
    if name == "time_secs":
        return format_time(moment, "medium", locale=locale)
    if name == "date_num":
        return moment.strftime("%Y-%m-%d")
    sizes = {"date": "long", "date_long": "full", "date_short": "medium", "date_slash": "short"}
    if name in sizes:
        return format_date(moment, sizes[name], locale=locale)
    return "{" + name + "}"

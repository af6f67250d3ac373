"""Markdown within a paragraph: bold, italics, strike-through, code, links, escapes, entities."""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one style."""

    text: str
    bold: bool = False
    italic: bool = False
    strike: bool = False
    code: bool = False
    url: str = ""


_TOKEN = re.compile(
    r"""
    \\(?P<escaped>[!-/:-@\[-`{-~])
    | (?P<ticks>`+)(?!`)(?P<code>.+?)(?<!`)(?P=ticks)(?!`)
    | \[(?P<label>(?:[^\[\]\\]|\\.)+)\]\(\s*<?(?P<url>(?:https?://|mailto:)[^\s)>]+)>?(?:\s+"[^"]*")?\s*\)
    | <(?P<auto>(?:https?://|mailto:)[^\s<>]+)>
    | (?P<entity>&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});)
    | (?P<strong>\*\*|__)(?=\S)(?P<bold>.+?)(?<=\S)(?P=strong)(?!\*)
    | (?P<tildes>~~)(?=\S)(?P<struck>.+?)(?<=\S)~~
    | (?P<star>[*_])(?=[^\s*_])(?P<slanted>.+?)(?<=[^\s*_])(?P=star)(?![*_])
    """,
    re.VERBOSE | re.DOTALL,
)
_WORD = re.compile(r"\w")


def runs_of(text: str, style: Run | None = None) -> Iterator[Run]:
    """The runs of a paragraph. Marks that close nothing are shown as typed, as CommonMark wants."""
    style = style or Run("")
    at, plain = 0, ""
    while found := _TOKEN.search(text, at):
        if _within_word(text, found):
            plain, at = plain + text[at : found.start() + 1], found.start() + 1
            continue
        plain += text[at : found.start()]
        at = found.end()
        if literal := _literal(found):
            plain += literal
            continue
        if plain:
            yield replace(style, text=plain)
            plain = ""
        yield from _styled(found, style)
    plain += text[at:]
    if plain:
        yield replace(style, text=plain)


def _within_word(text: str, found: re.Match[str]) -> bool:
    """Whether underscores stand inside a word: snake_case is not in italics (CommonMark 6.2)."""
    if (found["strong"] or found["star"] or "")[:1] != "_":
        return False
    before, after = text[: found.start()][-1:], text[found.end() :][:1]
    return bool(_WORD.match(before) or _WORD.match(after))


def _literal(found: re.Match[str]) -> str:
    if found["entity"]:
        return html.unescape(found["entity"])
    return found["escaped"] or ""


def _styled(found: re.Match[str], style: Run) -> Iterator[Run]:
    if found["code"]:
        yield replace(style, text=found["code"].strip() or found["code"], code=True)
    elif found["url"]:
        label = plain_of(tuple(runs_of(found["label"])))
        yield replace(style, text=label, url=found["url"])
    elif found["auto"]:
        yield replace(style, text=found["auto"].removeprefix("mailto:"), url=found["auto"])
    elif found["bold"]:
        yield from runs_of(found["bold"], replace(style, bold=True))
    elif found["struck"]:
        yield from runs_of(found["struck"], replace(style, strike=True))
    else:
        yield from runs_of(found["slanted"], replace(style, italic=True))


def plain_of(runs: Sequence[Run]) -> str:
    """The words alone."""
    return "".join(run.text for run in runs)

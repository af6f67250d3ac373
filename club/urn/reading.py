"""Reads a published urn, trusting nothing in it."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import NoReturn, TypeVar

from club.ballots import MOST_OPTIONS, Method, Purpose, Rules, Secrecy, TieBreak, Unit
from club.ids import OptionId
from club.urn.findings import Difference, Finding
from club.urn.written import FORMAT, VERSION, PublishedPaper, dumped

Word = TypeVar("Word", bound=StrEnum)
Entry = Mapping[str, object]
_NAMES = ("format", "version", "ballot", "rules", "options", "voters", "result", "papers")


class UnreadableError(Exception):
    """The file cannot be counted; `difference` says why."""

    def __init__(self, finding: Finding, where: str = "", stated: object = None) -> None:
        self.difference = Difference(finding, where, "" if stated is None else dumped(stated)[:200])
        super().__init__(self.difference)


@dataclass(frozen=True, slots=True)
class Urn:
    """A published urn as read: well-formed, and not yet believed."""

    title: str
    purpose: Purpose
    rules: Rules
    options: tuple[OptionId, ...]
    voters: int
    papers: tuple[PublishedPaper, ...]
    stated: Entry
    """The result that it states."""


def read(text: str) -> Urn:
    """The urn in a file, or `UnreadableError`."""
    entry = _parsed(text)
    if not isinstance(entry, dict) or entry.get("format") != FORMAT:
        raise UnreadableError(Finding.NOT_AN_URN)
    if entry.get("version") != VERSION or entry["version"] is True:
        raise UnreadableError(Finding.UNKNOWN_VERSION, "version", entry.get("version"))
    _names(entry, "", _NAMES)
    ballot = _entry(entry["ballot"], "ballot", ("id", "title", "purpose"))
    number(ballot["id"], "ballot.id")
    return Urn(
        title=_text(ballot["title"], "ballot.title"),
        purpose=_word(Purpose, ballot["purpose"], "ballot.purpose"),
        rules=_rules(entry["rules"]),
        options=_options(entry["options"]),
        voters=number(entry["voters"], "voters"),
        papers=tuple(
            _paper(one, f"papers[{at}]") for at, one in enumerate(_items(entry["papers"], "papers"))
        ),
        stated=_entry(entry["result"], "result"),
    )


def _parsed(text: str) -> object:
    def once(pairs: list[tuple[str, object]]) -> Entry:
        names = dict(pairs)
        if len(names) < len(pairs):
            raise UnreadableError(Finding.NAMED_TWICE, stated=[name for name, _ in pairs])
        return names

    def refused(word: str) -> NoReturn:
        raise ValueError(word)

    try:
        parsed: object = json.loads(
            text.removeprefix("\ufeff"), object_pairs_hook=once, parse_constant=refused, parse_float=refused
        )
        text.encode()
        dumped(parsed).encode()
    except (ValueError, RecursionError) as damage:
        raise UnreadableError(Finding.NOT_JSON) from damage
    return parsed


def _names(entry: Entry, where: str, names: Iterable[str]) -> None:
    """Just these names, neither fewer nor more: what is not read could say anything."""
    if odd := sorted({*entry} ^ {*names}):
        raise UnreadableError(Finding.MALFORMED, f"{where}.{odd[0]}".strip("."))


def _entry(value: object, where: str, names: Iterable[str] | None = None) -> Entry:
    if not isinstance(value, dict):
        raise UnreadableError(Finding.MALFORMED, where, value)
    if names is not None:
        _names(value, where, names)
    return value


def _items(value: object, where: str) -> Sequence[object]:
    if not isinstance(value, list):
        raise UnreadableError(Finding.MALFORMED, where, value)
    return value


def number(value: object, where: str) -> int:
    """A whole number from 0 to what a database keeps."""
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**63:
        raise UnreadableError(Finding.MALFORMED, where, value)
    return value


def _text(value: object, where: str) -> str:
    if not isinstance(value, str):
        raise UnreadableError(Finding.MALFORMED, where, value)
    return value


def _flag(value: object, where: str) -> bool:
    if not isinstance(value, bool):
        raise UnreadableError(Finding.MALFORMED, where, value)
    return value


def _word(words: type[Word], value: object, where: str) -> Word:
    try:
        return words(_text(value, where))
    except ValueError as unknown:
        raise UnreadableError(Finding.MALFORMED, where, value) from unknown


def _rules(value: object) -> Rules:
    rules = _entry(value, "rules", (one.name for one in fields(Rules)))

    def count(name: str) -> int:
        return number(rules[name], f"rules.{name}")

    return Rules(
        method=_word(Method, rules["method"], "rules.method"),
        unit=_word(Unit, rules["unit"], "rules.unit"),
        secrecy=_word(Secrecy, rules["secrecy"], "rules.secrecy"),
        seats=count("seats"),
        most=count("most"),
        points=count("points"),
        cap=count("cap"),
        quorum=count("quorum"),
        proxies=count("proxies"),
        live=_flag(rules["live"], "rules.live"),
        tie_break=_word(TieBreak, rules["tie_break"], "rules.tie_break"),
        seed=_text(rules["seed"], "rules.seed"),
    )


def _options(value: object) -> tuple[OptionId, ...]:
    items = _items(value, "options")
    if len(items) > MOST_OPTIONS:
        raise UnreadableError(Finding.TOO_MANY_OPTIONS, "options", len(items))
    ids = tuple(_option(one, f"options[{at}]") for at, one in enumerate(items))
    for at, option in enumerate(ids):
        if option in ids[:at]:
            raise UnreadableError(Finding.SAME_OPTION, f"options[{at}]", option)
    return ids


def _option(value: object, where: str) -> OptionId:
    option = _entry(value, where, ("id", "title", "criterion"))
    _text(option["title"], f"{where}.title")
    if option["criterion"] is not None:
        _text(option["criterion"], f"{where}.criterion")
    return OptionId(number(option["id"], f"{where}.id"))


def _paper(value: object, where: str) -> PublishedPaper:
    paper = _entry(value, where, ("receipt", "weight", "marks"))
    marks = {
        _named_option(name, where): _mark(mark, f"{where}.marks.{name}")
        for name, mark in _entry(paper["marks"], f"{where}.marks").items()
    }
    weight = number(paper["weight"], f"{where}.weight")
    return PublishedPaper(_text(paper["receipt"], f"{where}.receipt"), weight, marks)


def _mark(value: object, where: str) -> int:
    """Any whole number: whether it may be cast is for `club.votes` to say."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise UnreadableError(Finding.MALFORMED, where, value)
    return value


def _named_option(name: str, where: str) -> OptionId:
    """An id written as digits, as this program writes them: `07` would be another name for 7."""
    if not (name.isascii() and name.isdigit() and (name == "0" or name[0] != "0") and len(name) < 20):
        raise UnreadableError(Finding.MALFORMED, f"{where}.marks", name)
    return OptionId(int(name))

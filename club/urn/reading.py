"""Reads a published urn, trusting nothing in it."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from fractions import Fraction
from typing import NoReturn, TypeVar

from club.ballots import (
    EDITION,
    MOST_OPTIONS,
    Grade,
    Majority,
    MajorityOf,
    Method,
    NoOpinion,
    Purpose,
    QuorumOf,
    Rules,
    Secrecy,
    TieBreak,
    Unit,
)
from club.ids import OptionId
from club.urn.findings import Difference, Finding
from club.urn.written import FORMAT, PublishedPaper, dumped, left_out_of

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
    salt: str = ""


def read(text: str) -> Urn:
    """The urn in a file, or `UnreadableError`."""
    entry = _parsed(text)
    if not isinstance(entry, dict) or entry.get("format") != FORMAT:
        raise UnreadableError(Finding.NOT_AN_URN)
    edition = entry.get("version")
    if not isinstance(edition, int) or isinstance(edition, bool) or not 1 <= edition <= EDITION:
        raise UnreadableError(Finding.UNKNOWN_VERSION, "version", edition)
    _names(entry, "", _NAMES if edition == 1 else (*_NAMES, "salt"))
    ballot = _entry(entry["ballot"], "ballot", ("id", "title", "purpose"))
    number(ballot["id"], "ballot.id")
    rules = _rules(entry["rules"], edition)
    return Urn(
        title=_text(ballot["title"], "ballot.title"),
        purpose=_word(Purpose, ballot["purpose"], "ballot.purpose"),
        rules=rules,
        options=_options(entry["options"], rules.method),
        voters=number(entry["voters"], "voters"),
        papers=tuple(
            _paper(one, f"papers[{at}]") for at, one in enumerate(_items(entry["papers"], "papers"))
        ),
        stated=_entry(entry["result"], "result"),
        salt="" if edition == 1 else _text(entry["salt"], "salt"),
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


def _rules(value: object, edition: int) -> Rules:
    method = _word(Method, _entry(value, "rules").get("method"), "rules.method")
    left_out = left_out_of(method, edition)
    rules = _entry(value, "rules", (one.name for one in fields(Rules) if one.name not in left_out))

    def count(name: str) -> int:
        return number(rules[name], f"rules.{name}")

    first = Rules(
        method=method,
        unit=_word(Unit, rules["unit"], "rules.unit"),
        secrecy=_word(Secrecy, rules["secrecy"], "rules.secrecy"),
        seats=count("seats"),
        most=count("most"),
        points=count("points"),
        cap=count("cap"),
        floor=0,
        floor_grade=None,
        no_opinion=NoOpinion.ASIDE,
        quorum=count("quorum"),
        proxies=count("proxies"),
        live=_flag(rules["live"], "rules.live"),
        tie_break=_word(TieBreak, rules["tie_break"], "rules.tie_break"),
        seed=_text(rules["seed"], "rules.seed"),
        edition=edition,
    )
    if edition == 1:
        return first
    if method is Method.MOTION:
        first = replace(
            first,
            majority=_word(Majority, rules["majority"], "rules.majority"),
            majority_of=_word(MajorityOf, rules["majority_of"], "rules.majority_of"),
        )
    return replace(
        first,
        floor=count("floor"),
        floor_share=_share(rules["floor_share"], "rules.floor_share"),
        floor_grade=_grade(rules["floor_grade"], "rules.floor_grade"),
        no_opinion=_word(NoOpinion, rules["no_opinion"], "rules.no_opinion"),
        quorum_share=_share(rules["quorum_share"], "rules.quorum_share"),
        quorum_of=_word(QuorumOf, rules["quorum_of"], "rules.quorum_of"),
    )


def _share(value: object, where: str) -> Fraction:
    """A share of all, as this program writes it: `0`, `1/3`, `1`."""
    text = _text(value, where)
    over, slash, under = text.partition("/")
    parts = [over, under] if slash else [over]
    if all(part.isascii() and part.isdigit() and len(part) < 20 for part in parts):
        share = Fraction(int(over), int(under or 1)) if int(under or 1) else Fraction(2)
        if share <= 1 and str(share) == text:
            return share
    raise UnreadableError(Finding.MALFORMED, where, value)


def _grade(value: object, where: str) -> Grade | None:
    if value is None:
        return None
    if number(value, where) > max(Grade):
        raise UnreadableError(Finding.MALFORMED, where, value)
    return Grade(number(value, where))


def _options(value: object, method: Method) -> tuple[OptionId, ...]:
    items = _items(value, "options")
    if len(items) > MOST_OPTIONS:
        raise UnreadableError(Finding.TOO_MANY_OPTIONS, "options", len(items))
    ids = tuple(_option(one, f"options[{at}]", method) for at, one in enumerate(items))
    for at, option in enumerate(ids):
        if option in ids[:at]:
            raise UnreadableError(Finding.SAME_OPTION, f"options[{at}]", option)
    return ids


def _option(value: object, where: str, method: Method) -> OptionId:
    texts = ("title", "text", "link") if method is Method.MOTION else ("title",)
    option = _entry(value, where, ("id", "criterion", *texts))
    for name in texts:
        _text(option[name], f"{where}.{name}")
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

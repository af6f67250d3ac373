"""A sentence in clauses, and which words of each are known for what."""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cached_property

from club.intents import lexicon as lex
from club.intents.companions import Companions, company_in
from club.intents.familiar import familiar
from club.intents.meaning import Happening
from club.intents.moments import When, days_in
from club.intents.naming import Mention, Programme, mentions
from club.intents.tokens import PUNCTUATION, Token, line, place


class Link(Enum):
    """How a clause follows the one before it."""

    FIRST = "first"
    NEXT = "next"
    BUT = "but"
    INSTEAD = "instead"
    """What is named then is what is not wanted."""
    IF = "if"


_LINKS = (
    (
        Link.INSTEAD,
        lex.words(
            "au lieu (?:de|du|des|d)",
            "a la place (?:de|du|des|d)",
            "instead of",
            "rather than",
            "et non",
            "plutot que(?: de)?",
        ),
    ),
    (Link.BUT, lex.words("mais", "but", "however", "par contre", "en revanche", "toutefois", "cependant")),
    (
        Link.IF,
        lex.words(
            "(?:meme )?si(?= (?:je|j|mon|ma|mes|on|nous|le|la|les|l|c|ca|il|elle|un|une|paul|tout|"
            "possible|jamais))",
            "s(?= il )",
            "(?:even |only )?if",
            "whether",
            "au cas ou",
            "in case",
        ),
    ),
    (
        Link.NEXT,
        lex.words(
            "car",
            "parce que?",
            "puisque",
            "because",
            "since",
            "(?:et|and)(?= (?:je|j|i|on|nous|we|pas|not|non|oui|donc|so) )",
            "donc",
            "so(?= i )",
            "as(?= i )",
            "du coup",
            "(?:oui|non|ouais|nan|yes|no|ok|si)(?= (?:je|j|i|on|nous|we) )",
        ),
    ),
)
_RATHER = lex.words("plutot", "rather", "prefere", "prefererais", "prefer", "mieux")
_THAN = frozenset({"que", "than", "qu"})


@dataclass(frozen=True, slots=True)
class Segment:
    """What names one event, or those of one day: the name and the days between two "et"."""

    mention: Mention | None
    whens: tuple[When, ...]
    first: bool
    """Whether the next one of those is meant: "le prochain atelier"."""

    def events(self, programme: Programme) -> list[Happening]:
        """Those it fits; none where what was named is on no such day."""
        found = programme.fitting(self.mention.group) if self.mention else list(programme.events)
        for when in self.whens:
            found = programme.on(when, found)
        return found[:1] if self.first else found


@dataclass(frozen=True, slots=True)
class Clause:
    """Part of a sentence with at most one verb that matters."""

    link: Link
    text: str
    """Its folded words; "%" stands for a word of an event's name, "@" for a day's, "#" for a person's."""
    words: Sequence[str]
    segments: tuple[Segment, ...]
    known: Sequence[bool]
    """Of each word, whether the grammar knows it."""

    @property
    def vague(self) -> bool:
        """Whether it holds a word that nobody knows, which may be anybody or anything."""
        return not all(self.known)


_NEXT = frozenset({"prochain", "prochaine", "next", "prochains", "prochaines"})


@dataclass(frozen=True)
class Sentence:
    """The words of a sentence, and what is known of them as a whole."""

    words: Sequence[Token]
    whens: Sequence[When]
    company: Companions
    programme: Programme

    @property
    def taken(self) -> AbstractSet[int]:
        """The words of days and people."""
        return {at for when in self.whens for at in when.words} | self.company.words

    @cached_property
    def text(self) -> str:
        """Its folded words."""
        return line(self.words)

    @cached_property
    def clauses(self) -> Sequence[Clause]:
        """Its clauses in their order; those without a word are left out."""
        found = [_clause(self, link, first, last) for link, first, last in _parted(self)]
        return [one for one in found if one.text.strip(" .,;:!?()")]


def sentence(words: Sequence[Token], programme: Programme, today: date) -> Sentence:
    """A sentence with its days and its people."""
    whens = days_in(line(words), today)
    taken = {at for when in whens for at in when.words}
    return Sentence(words, whens, company_in(words, taken, programme), programme)


def without(words: Sequence[Token], pattern: re.Pattern[str]) -> list[Token]:
    """The words but for those that a pattern covers."""
    text = line(words)
    gone = {at for match in pattern.finditer(text) for at in place(text, match)}
    return [token for at, token in enumerate(words) if at not in gone]


def _parted(of: Sentence) -> Iterator[tuple[Link, int, int]]:
    """Each clause's link, its first word and the one after its last."""
    link, first = Link.FIRST, 0
    for at, after, following in _breaks(of):
        if at < first:
            continue
        yield link, first, at
        link, first = following, after
    yield link, first, len(of.words)


def _breaks(of: Sentence) -> list[tuple[int, int, Link]]:
    """Where clauses part: the first word between, the first of the next one, and how that is linked."""
    text = of.text
    found = [(at, at + 1, Link.NEXT) for at, token in enumerate(of.words) if token.word in PUNCTUATION]
    found += [
        (span.start, span.stop, link)
        for link, pattern in _LINKS
        for span in (place(text, match) for match in pattern.finditer(text))
    ]
    found += [(at, at + 1, Link.INSTEAD) for at in _than(of.words)]
    people = of.company.words
    return sorted((one for one in found if one[0] not in people), key=lambda one: (one[0], -one[1]))


def _than(words: Sequence[Token]) -> Iterator[int]:
    """The "que" of "plutôt la visite que le forum"."""
    rather = next((at for at, token in enumerate(words) if _RATHER.fullmatch(token.word)), len(words))
    return (at for at, token in enumerate(words) if at > rather + 1 and token.word in _THAN)


def _clause(of: Sentence, link: Link, first: int, last: int) -> Clause:
    days = {at for when in of.whens for at in when.words}
    said = of.words[first:last]
    free = [at not in of.taken for at in range(first, last)]
    named = list(mentions(said, free, of.programme))
    told = {at for mention in named for at in mention.words if free[at] and of.programme.names(said[at].word)}
    marked = [
        "@"
        if first + at in days
        else "#"
        if first + at in of.company.words
        else "%"
        if at in told
        else token.word
        for at, token in enumerate(said)
    ]
    text = " ".join(marked)
    return Clause(link, text, marked, _segments(of, said, first, named), familiar(text))


def _segments(
    of: Sentence, said: Sequence[Token], first: int, named: Sequence[Mention]
) -> tuple[Segment, ...]:
    """A segment for each name, with the days beside it; days beside none are segments of their own."""
    telling = [one for one in named if not one.dull]
    whens = [one for one in of.whens if first <= one.words.start < first + len(said)]
    beside: dict[int, list[When]] = {at: [] for at in range(len(telling))}
    alone = list[When]()
    for when in whens:
        at = _nearest(when.words.start - first, telling)
        beside.get(at, alone).append(when)
    found = [Segment(one, tuple(beside[at]), _is_next(said, one)) for at, one in enumerate(telling)]
    return (*found, *(Segment(None, (when,), first=False) for when in alone))


def _nearest(at: int, telling: Sequence[Mention]) -> int:
    """Which name a day belongs to: the one before it, else the only one there is; -1 for none."""
    before = [index for index, one in enumerate(telling) if one.words.stop <= at]
    return before[-1] if before else 0 if telling else -1


def _is_next(said: Sequence[Token], one: Mention) -> bool:
    around = (one.words.start - 1, one.words.stop)
    return any(said[at].word in _NEXT for at in around if 0 <= at < len(said))

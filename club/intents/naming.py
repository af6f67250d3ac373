"""Which events the words of a sentence are about."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache

from club.events import EventKind
from club.ids import EventId
from club.intents.familiar import familiar
from club.intents.meaning import Happening
from club.intents.moments import MONTHS, When
from club.intents.tokens import PUNCTUATION, Token, corrected, line, tokens
from club.intents.vocabulary import ARTICLES, CORRECTABLE, DULL, KINDS, RIGHT, SAME_WORD, SMALL
from club.spelling import SHORTEST, one_slip

BETWEEN = frozenset(["et", "and", "ni", "nor", "ou", "or", "que", "than", "but", "mais"]) | PUNCTUATION
"""What parts one event's name from another's."""
SHORTEST_CORRECTED = 5
"""Letters of a word in which a slip is forgiven."""


def telling(text: str) -> frozenset[str]:
    """The words of a title or a place that tell it from another, folded."""
    found = (SAME_WORD.get(token.word, token.word) for token in tokens(text))
    words = frozenset(word for word in found if word not in ARTICLES and word not in PUNCTUATION)
    return words - SMALL or words


@dataclass(frozen=True)
class Programme:
    """The coming events, by the words that tell them."""

    events: Sequence[Happening]
    words: Mapping[EventId, frozenset[str]] = field(default_factory=dict)

    @staticmethod
    def of(events: Sequence[Happening]) -> "Programme":
        """Of events in the order of their start."""
        return Programme(events, {one.id: _said_of(one.title, one.place, one.kind) for one in events})

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every word that may name an event."""
        return frozenset().union(*self.words.values())

    def names(self, word: str) -> bool:
        """Whether a word belongs to an event's name, place or kind."""
        return SAME_WORD.get(word, word) in self.vocabulary or (
            word.endswith("s") and word[:-1] in self.vocabulary
        )

    def fitting(self, group: Iterable[str]) -> list[Happening]:
        """The events that all these words fit; where none does, those that most of them fit."""
        wanted = {self._canonical(word) for word in group}
        wanted = wanted - DULL or wanted
        fits = {one.id: len(wanted & self.words[one.id]) for one in self.events}
        best = max(fits.values(), default=0)
        return [one for one in self.events if best and fits[one.id] == best]

    def _canonical(self, word: str) -> str:
        same = SAME_WORD.get(word, word)
        return same if same in self.vocabulary else word[:-1]

    def on(self, when: When, among: Sequence[Happening]) -> list[Happening]:
        """Those of the events that are on the days meant."""
        days: list[date] = [one.starts_at.date() for one in among]
        return [one for one, meant in zip(among, when.among(days), strict=True) if meant]


@lru_cache(maxsize=2048)
def _said_of(title: str, place: str, kind: EventKind) -> frozenset[str]:
    return telling(title) | telling(place) | frozenset(KINDS[kind].split())


def correct(words: list[Token], programme: Programme) -> list[Token]:
    """Long words with one slip of the pen as they were meant: the programme's, else the grammar's."""
    known = familiar(line(words))
    for at, token in enumerate(words):
        long = len(token.word) >= SHORTEST_CORRECTED and token.word.isalpha()
        if known[at] or not long or _is_word(token.word, programme):
            continue
        named = at > 0 and token.typed[:1].isupper() and not token.typed.isupper()
        if right := _near(token.word, programme, named=named):
            words = corrected(words, at, right)
    return words


def _is_word(word: str, programme: Programme) -> bool:
    return (
        word in CORRECTABLE or word in MONTHS or word in RIGHT or word in SAME_WORD or programme.names(word)
    )


def _near(word: str, programme: Programme, *, named: bool) -> str | None:
    """A name, which stands with a capital within a sentence, is one of the programme's or none."""
    for known in (programme.vocabulary, frozenset() if named else CORRECTABLE):
        near = [other for other in known if other[0] == word[0] and _meant(word, other)]
        if near:
            return min(near)
    return None


def _meant(word: str, other: str) -> bool:
    return len(other) >= SHORTEST and one_slip(word, other)


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that together name one event or several."""

    words: range
    group: frozenset[str]

    @property
    def dull(self) -> bool:
        """Whether nothing in them tells one event from another."""
        return self.group <= DULL


def mentions(words: Sequence[Token], free: Sequence[bool], programme: Programme) -> Iterator[Mention]:
    """The names of events in a clause; `free` says which words mean nothing else already."""
    group, first, last = set[str](), 0, 0
    for at, token in enumerate(words):
        if token.word in BETWEEN and group:
            yield Mention(range(first, last + 1), frozenset(group))
            group = set()
        elif free[at] and token.word not in ARTICLES and programme.names(token.word):
            first, last = (first if group else at), at
            group.add(token.word)
    if group:
        yield Mention(range(first, last + 1), frozenset(group))

"""Who is brought along, or sent in one's place."""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache

from club.folding import fold
from club.intents.delays import NUMBERS
from club.intents.familiar import familiar
from club.intents.lexicon import BRING, SEND, SENDING, SOMEBODY, words
from club.intents.naming import Programme
from club.intents.tokens import PUNCTUATION, Token, line, place, typed
from club.intents.vocabulary import CORRECTABLE, DETERMINERS, JOINING, PEOPLE_WORDS, SMALL, VERBS

MOST = 20
"""Nobody means more companions than that."""
_NUMBER = rf"(?:\d{{1,2}}|{'|'.join(NUMBERS)})"
_TOGETHER = words(
    rf"(?:on|nous) (?:sera|serons|vient|viendra|venons|viendrons|est|sommes)(?: a)? {_NUMBER}(?! ?(?:h|"
    rf"heures?|min|minutes))",
    f"(?:there will be|there are|there would be) {_NUMBER}(?= of us)",
    f"we (?:will be|are|would be) {_NUMBER}",
)
"""So many together with whoever writes."""
_PLUS = re.compile(r"(?:^|(?<= ))\+(?P<n>\d{1,2})(?= |$)|(?:^|(?<= ))plus (?P<one>une?|one)(?= |$)")
_ALONE = words("(?:pas|not) (?:tout |toute )?(?:seule?|alone|by myself)")
_WITHOUT = words("sans", "without")
_SURE = words(
    "accompagnee?s?(?: de| d| par)?",
    "(?:amene|amenerai|amener|emmene|ramene)",
    "inscri(?:s|re|vez) aussi",
    "bring(?:ing)?",
)
"""What speaks of companions whatever else the sentence says."""


@dataclass(frozen=True, slots=True)
class Companions:
    """People of a sentence, and which words are theirs."""

    words: frozenset[int] = frozenset()
    people: tuple[str, ...] = ()
    companions: int = 0
    sent: bool = False
    """Whether they come in one's place."""
    sure: bool = False
    """Whether the sentence can only be about companions."""

    @property
    def any(self) -> bool:
        """Whether there is anybody."""
        return bool(self.people or self.companions or self.sent)


def company_in(said: Sequence[Token], taken: AbstractSet[int], programme: Programme) -> Companions:
    """Who is brought or sent; `taken` are the words of days."""
    text = line(said)
    party = _Party(said, taken, programme)
    for match in _WITHOUT.finditer(text):
        party.listed(place(text, match).stop, counted=False)
    if sending := list(SEND.finditer(text)):
        for match in sending:
            party.used.update(place(text, match))
        for match in SOMEBODY.finditer(text):
            party.used.update(place(text, match))
        party.named_anywhere()
        return Companions(frozenset(party.used), tuple(party.people), 0, sent=True, sure=True)
    if sent := party.sent(text):
        return sent
    for match in BRING.finditer(text):
        party.listed(place(text, match).stop)
    party.counted(text)
    sure = bool(_SURE.search(text)) or party.plus
    return Companions(frozenset(party.used), tuple(party.people), min(party.more, MOST), sure=sure)


class _Party:
    """Gathers people while a sentence is gone through."""

    def __init__(self, said: Sequence[Token], taken: AbstractSet[int], programme: Programme) -> None:
        self.said, self.taken, self.programme = said, taken, programme
        self.used = set[int]()
        self.people = list[str]()
        self.more = 0
        self.plus = False
        self.familiar = familiar(line(said))
        self.shouting = all(one.typed.isupper() for one in said if one.typed.isalpha())

    def sent(self, text: str) -> Companions | None:
        """Those who follow "j'envoie": somebody, and not a document."""
        for match in SENDING.finditer(text):
            self.listed(place(text, match).stop)
        if not self.people and not self.more:
            return None
        return Companions(frozenset(self.used), tuple(self.people), 0, sent=True, sure=True)

    def counted(self, text: str) -> None:
        """Those who are only counted: +2, "on sera 3", "accompagnée"."""
        for match in _PLUS.finditer(text):
            self.more, self.plus = self.more + int(match["n"] or 1), True
            self.used.update(place(text, match))
        for match in _TOGETHER.finditer(text):
            self.more += max(_number_in(match.group()) - 1 - len(self.people), 0)
            self.used.update(place(text, match))
            self.plus = True
        vague = _SURE.search(text) or _ALONE.search(text)
        if vague and not self.people and not self.more:
            self.more = 1

    def listed(self, at: int, *, counted: bool = True) -> None:
        """A list of people that begins there: "Paul Besson, Julie et deux collègues"."""
        while at < len(self.said):
            following = self._item(at, counted=counted)
            if following == at:
                return
            self.used.update(range(at, following))
            at = following
            if at < len(self.said) and self.said[at].word in JOINING and self._begins(at + 1):
                self.used.add(at)
                at += 1
            else:
                return

    def _begins(self, at: int) -> bool:
        return at < len(self.said) and (self._unnamed(at)[0] > at or self._name_end(at) > at)

    def _item(self, at: int, *, counted: bool) -> int:
        """Where one person or a number of people ends that begins there; the same place if none does."""
        end, many = self._unnamed(at)
        if end > at:
            self.more += many if counted else 0
            return end
        end = self._name_end(at)
        if end > at and not self._shows(at):
            return at
        if end > at and counted:
            self.people.append(_as_name(typed(self.said[at:end])))
        return end

    def _unnamed(self, at: int) -> tuple[int, int]:
        """ "deux collègues", "mon chef", "quelqu'un": where it ends, and how many they are."""
        text = line(self.said[at : at + 5])
        if match := SOMEBODY.match(text):
            return at + len(place(text, match)), 1
        many, end = 1, at
        for token in self.said[at : at + 3]:
            number = NUMBERS.get(token.word) or (int(token.word) if token.word.isdecimal() else 0)
            if token.word in DETERMINERS or 0 < number <= MOST:
                many, end = max(many, number), end + 1
        if end < len(self.said) and self.said[end].word in PEOPLE_WORDS:
            return end + 1, many
        return at, 0

    def _name_end(self, at: int) -> int:
        end = at
        while end < len(self.said) and end - at < 4 and self._is_name(end, first=end == at):
            end += 1
        return end

    def _is_name(self, at: int, *, first: bool) -> bool:
        token = self.said[at]
        if at in self.taken or at in self.used or self.familiar[at] or not _could_be_name(token):
            return False
        capital = token.typed[0].isupper() and not self.shouting
        return not self.programme.names(token.word) or (capital and not first)

    def named_anywhere(self) -> None:
        """Names wherever they stand: "Julie Roche viendra à ma place"."""
        at = 0
        while at < len(self.said):
            end = self._name_end(at)
            unnamed = (
                at > 0 and self.said[at - 1].word in DETERMINERS and not self.said[at].typed[0].isupper()
            )
            if end > at and at not in self.used and not unnamed and self._shows(at):
                self.people.append(_as_name(typed(self.said[at:end])))
            if end > at:
                self.used.update(range(at, end))
            at = max(end, at + 1)

    def _shows(self, at: int) -> bool:
        """A capital is asked for; where nothing in the sentence has one, a first and a last name."""
        capitals = any(one.typed[0].isupper() for one in self.said[1:])
        return self.said[at].typed[0].isupper() or (not capitals and self._name_end(at) > at + 1)


def _number_in(text: str) -> int:
    """The last number of a few words; 0 where none stands there."""
    found = [NUMBERS.get(word) or int(word) for word in text.split() if word in NUMBERS or word.isdecimal()]
    return found[-1] if found else 0


def _could_be_name(token: Token) -> bool:
    word = token.word
    return (
        word.isalpha()
        and len(word) > 1
        and word not in SMALL
        and word not in CORRECTABLE
        and word not in PUNCTUATION
        and word not in PEOPLE_WORDS
        and word not in VERBS
    )


def _as_name(words_typed: str) -> str:
    return words_typed if any(c.isupper() for c in words_typed) else words_typed.title()


def full_names(people: Sequence[str], members: Sequence[str]) -> tuple[str, ...]:
    """The people, each under the full name of the one member who is meant, if one alone can be."""
    return tuple(_full(name, members) for name in people)


def _full(name: str, members: Sequence[str]) -> str:
    wanted = _parts(name)
    found = [member for member in members if wanted <= _parts(member)]
    return found[0] if wanted and len(found) == 1 else name


@lru_cache(maxsize=4096)
def _parts(name: str) -> frozenset[str]:
    return frozenset(fold(name).split())

"""The words nearest to a mistyped one: one letter wrong, missing, too many, or two neighbours swapped.

Two words one such slip apart have a form in common once at most one letter is left out of each. Those forms
are kept as sorted numbers, 8 bytes each: a dictionary of 150 000 words takes some 15 MB, not 200.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from zlib import crc32

SHORTEST = 4
"""Letters: shorter words have too many neighbours."""
MOST_WORDS = 500_000
"""Beyond, further words are not learnt: memory is bounded."""
_MANY = 2000
"""New words at once that are worth sorting everything again."""


class Speller:
    """Knows words; several threads may ask while one teaches."""

    def __init__(self) -> None:
        self._words: list[str] = []
        self._known: set[str] = set()
        self._keys = array("Q")
        self._fresh: dict[int, list[int]] = {}

    def learn(self, words: Iterable[str]) -> None:
        """Adds words; those known already change nothing."""
        new = [word for word in dict.fromkeys(words) if self._wanted(word)][: MOST_WORDS - len(self._words)]
        first = len(self._words)
        self._words.extend(new)
        self._known.update(new)
        entries = ((form, at) for at, word in enumerate(new, first) for form in _forms(word))
        if len(new) >= _MANY:
            self._keys = array("Q", sorted([*self._keys, *(form << 32 | at for form, at in entries)]))
            return
        for form, at in entries:
            self._fresh.setdefault(form, []).append(at)

    def _wanted(self, word: str) -> bool:
        return len(word) >= SHORTEST - 1 and word.isalpha() and word not in self._known

    def near(self, word: str, most: int) -> list[str]:
        """At most so many known words one slip away, the likeliest first."""
        if len(word) < SHORTEST:
            return []
        found = {self._words[at] for form in _forms(word) for at in self._holding(form)}
        close = [other for other in found if one_slip(word, other)]
        return sorted(close, key=lambda other: _unlikely(word, other))[:most]

    def _holding(self, form: int) -> Iterator[int]:
        keys, low = self._keys, form << 32
        at = bisect_left(keys, low)
        while at < len(keys) and keys[at] >> 32 == form:
            yield keys[at] & 0xFFFFFFFF
            at += 1
        yield from self._fresh.get(form, ())


def _forms(word: str) -> set[int]:
    """The word and all that is left of it without one letter, each as a number of 32 bits."""
    return {crc32(word.encode()), *(crc32((word[:at] + word[at + 1 :]).encode()) for at in range(len(word)))}


def _unlikely(typed: str, word: str) -> tuple[bool, bool, str]:
    """The first letter is seldom wrong; a letter is more often swapped or wrong than missing."""
    return typed[0] != word[0], len(typed) != len(word), word


def one_slip(one: str, other: str) -> bool:
    """Whether exactly one letter is wrong, missing, too many, or two neighbours are swapped."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    at = next(
        (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    if len(one) != len(other):
        longer, shorter = (one, other) if len(one) > len(other) else (other, one)
        return longer[at + 1 :] == shorter[at:]
    if one[at + 1 :] == other[at + 1 :]:
        return True
    swapped = one[at : at + 2] == other[at : at + 2][::-1]
    return swapped and one[at + 2 :] == other[at + 2 :]

"""A hundred thousand synthetic members, the same every time, and what one might type to find them."""

import random
import string
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import insert

from club.folding import fold
from storage.database import Database
from storage.indexing import COMPANY, DETAIL, MEMBER, rebuild

MEMBERS = 100_000
_SEED = 1901
_STARTS = [*"bcdfghjlmnprstv", "br", "ch", "cl", "fl", "gr", "pl", "qu", "tr"]
_VOWELS = ["a", "e", "é", "i", "o", "u", "ai", "an", "au", "en", "eu", "in", "oi", "on", "ou"]
_ENDS = ["l", "n", "r", "s", "t", "d", "rd", "nt", "lle", "ne", "rre", "sse", "tte", "y"]
_AT_ONCE = 5000


@dataclass(frozen=True, slots=True)
class Somebody:
    """One synthetic member."""

    first: str
    last: str
    company: int
    function: str
    expertise: str
    career: str

    @property
    def text(self) -> str:
        """All that a scan would read."""
        return fold(f"{self.first} {self.last} {self.function} {self.expertise} {self.career}")


def people() -> tuple[Sequence[Somebody], Sequence[str]]:
    """The members, and the companies' names. Words are as unequally common as words are (Zipf)."""
    chance = random.Random(_SEED)
    firsts, lasts = _words(chance, 1500, (1, 2)), _words(chance, 40_000, (2, 3))
    companies = [f"{one.title()} {at}" for at, one in enumerate(_words(chance, 3000, (2, 3)))]
    works, trades = _words(chance, 60, (2, 3)), _words(chance, 8000, (2, 3))
    common = [1 / (rank + 20) for rank in range(len(trades))]

    def some(count: int) -> str:
        return " ".join(chance.choices(trades, common, k=count))

    made = [
        Somebody(
            chance.choice(firsts).title(),
            chance.choice(lasts).title(),
            chance.randrange(len(companies)),
            " ".join(chance.choices(works, k=2)),
            some(5),
            some(15),
        )
        for _ in range(MEMBERS)
    ]
    return made, companies


def _words(chance: random.Random, count: int, syllables: tuple[int, int]) -> list[str]:
    found: dict[str, None] = {}
    while len(found) < count:
        body = "".join(
            chance.choice(_STARTS) + chance.choice(_VOWELS) for _ in range(chance.randint(*syllables))
        )
        found.setdefault(body + chance.choice(_ENDS))
    return list(found)


def furnish(db: Database, everybody: Sequence[Somebody], companies: Sequence[str]) -> None:
    """Writes them down as an import would, and builds the index."""
    now = datetime.now(UTC)
    with db.begin() as session:
        connection = session.connection()
        connection.execute(insert(COMPANY), [{"name": one, "folded": fold(one)} for one in companies])
        for rows, details in _rows(everybody, now):
            connection.execute(insert(MEMBER), rows)
            connection.execute(insert(DETAIL), details)
        rebuild(session)


def _rows(
    everybody: Sequence[Somebody], now: datetime
) -> Iterator[tuple[list[dict[str, object]], list[dict[str, object]]]]:
    shown = {"visibility": "members", "changed_at": now}
    for first in range(0, len(everybody), _AT_ONCE):
        some = list(enumerate(everybody[first : first + _AT_ONCE], first + 1))
        rows: list[dict[str, object]] = [
            {"name": f"{one.first} {one.last}", "company_id": one.company + 1, "function": one.function}
            | {"role": "member", "state": "admitted", "accepted_version": 0}
            for _, one in some
        ]
        details: list[dict[str, object]] = [
            {"member_id": at, "name": name, "value": value} | shown
            for at, one in some
            for name, value in (("expertise", one.expertise), ("career", one.career))
        ]
        yield rows, details


def two_words(everybody: Sequence[Somebody], count: int) -> list[str]:
    """What is typed: first and last name, two trades, or a name and a function; the last word unfinished
    once in three times."""
    chance = random.Random(_SEED + 1)
    typed = []
    for one in chance.sample(everybody, count):
        ways = (
            [one.first, one.last],
            chance.sample(one.expertise.split(), 2),
            [one.last, one.function.split()[0]],
        )
        before, last = chance.choice(ways)
        typed.append(f"{before} {last[: max(3, len(last) - 2)] if chance.random() < 1 / 3 else last}")
    return typed


def typos(everybody: Sequence[Somebody], count: int) -> list[tuple[str, str, int]]:
    """A name or a trade of at least five letters with one letter wrong, missing, too many or swapped; the
    right word; the id of somebody who has it."""
    chance, made = random.Random(_SEED + 2), list[tuple[str, str, int]]()
    while len(made) < count:
        at = chance.randrange(len(everybody))
        one = everybody[at]
        word = fold(chance.choice([one.first, one.last, one.last, chance.choice(one.expertise.split())]))
        if len(word) >= 5:
            made.append((_slip(chance, word), word, at + 1))
    return made


def _slip(chance: random.Random, word: str) -> str:
    at, letter = chance.randrange(len(word)), chance.choice(string.ascii_lowercase)
    swapped = word[:at] + word[at + 1 : at + 2] + word[at : at + 1] + word[at + 2 :]
    slips = (
        word[:at] + letter + word[at + 1 :],
        word[:at] + word[at + 1 :],
        word[:at] + letter + word[at:],
        swapped,
    )
    slipped = chance.choice(slips)
    return slipped if slipped != word else _slip(chance, word)

"""Numbers and shares as people and statutes write them: 5, 50 %, 33,3 %, 1/3, un tiers."""

import re
from fractions import Fraction

from club.folding import fold

MOST_DIGITS = 6
_WORDS = {
    "un quart": Fraction(1, 4),
    "le quart": Fraction(1, 4),
    "a quarter": Fraction(1, 4),
    "one quarter": Fraction(1, 4),
    "un tiers": Fraction(1, 3),
    "le tiers": Fraction(1, 3),
    "a third": Fraction(1, 3),
    "one third": Fraction(1, 3),
    "la moitie": Fraction(1, 2),
    "half": Fraction(1, 2),
    "one half": Fraction(1, 2),
    "deux tiers": Fraction(2, 3),
    "les deux tiers": Fraction(2, 3),
    "two thirds": Fraction(2, 3),
    "trois quarts": Fraction(3, 4),
    "les trois quarts": Fraction(3, 4),
    "three quarters": Fraction(3, 4),
    "la totalite": Fraction(1),
    "tous": Fraction(1),
    "toutes": Fraction(1),
    "all": Fraction(1),
}
_DIGITS = rf"[0-9]{{1,{MOST_DIGITS}}}"
_NUMBER = re.compile(rf"{_DIGITS}\Z")
_PERCENT = re.compile(rf"({_DIGITS})(?:[.,]({_DIGITS}))? ?%\Z")
_FRACTION = re.compile(rf"({_DIGITS}) ?/ ?({_DIGITS})\Z")


def read_portion(text: str) -> int | Fraction | None:
    """A number of votes (`int`), a share of them (`Fraction`), or None for what is neither.

    Whether it is a share of anything, and no more than all, is for `club.readiness` to say.
    """
    said = " ".join(fold(text).split())
    if said in _WORDS:
        return _WORDS[said]
    if _NUMBER.match(said):
        return int(said)
    if found := _PERCENT.match(said):
        whole, digits = found[1], found[2] or ""
        return Fraction(int(whole + digits), 100 * 10 ** len(digits))
    if (found := _FRACTION.match(said)) and int(found[2]):
        return Fraction(int(found[1]), int(found[2]))
    return None

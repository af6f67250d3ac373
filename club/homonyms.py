"""Two people of one name, told apart: by company, then function, then address."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from club.folding import fold


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody in a list; what may not be shown to its reader is left empty."""

    name: str
    company: str = ""
    function: str = ""
    email: str = ""


def marks(people: Sequence[Named]) -> list[tuple[str, ...]]:
    """What is to stand beside each one's name and company: nothing, the function, or that and the address.

    Only where somebody else of the list reads the same without it; case and accents do not tell two apart.
    """
    plain = Counter(_read(one) for one in people)
    closer = Counter((*_read(one), fold(one.function)) for one in people)
    return [_mark(one, plain[_read(one)], closer[(*_read(one), fold(one.function))]) for one in people]


def _mark(one: Named, alike: int, still_alike: int) -> tuple[str, ...]:
    if alike == 1:
        return ()
    said = (one.function, one.email) if still_alike > 1 or not one.function else (one.function,)
    return tuple(part for part in said if part)


def _read(one: Named) -> tuple[str, str]:
    return fold(one.name), fold(one.company)

"""Votes by the hundred: written short, or drawn from a seed."""

from collections.abc import Sequence
from fractions import Fraction
from random import Random

from club.ballots import MOST_RANKS, Grade, Majority, MajorityOf, Marks, Method, NoOpinion, Rules, Stance
from club.ids import OptionId
from club.tally import Paper

METHODS = tuple(method for method in Method if method is not Method.MOTION)
"""Those by which options compete."""


def options(count: int) -> list[OptionId]:
    return [OptionId(10 + at) for at in range(count)]


FLOORLESS: dict[str, object] = {"floor": 0, "floor_grade": None, "no_opinion": NoOpinion.ASIDE}
"""As in the first edition: whatever leads wins."""


def rules(method: Method, seats: int = 1, **more: object) -> Rules:
    chosen = {"most": 99, "points": 10, "cap": 5, **FLOORLESS, **more}
    return Rules(method, seats=seats, **chosen)  # type: ignore[arg-type]


def with_floors(method: Method, random: Random, seats: int = 1) -> Rules:
    """Rules with a floor of any kind, and missing opinions counted in any way."""
    share = random.choice([Fraction(0), Fraction(1, 10), Fraction(1, 3), Fraction(1, 2)])
    floors = {
        "floor": random.randint(1, 4),
        "floor_share": share,
        "floor_grade": random.choice(list(Grade)),
        "no_opinion": random.choice(list(NoOpinion)),
    }
    return rules(method, seats, **floors)


MAJORITIES = (
    (Majority.SIMPLE, MajorityOf.EXPRESSED),
    (Majority.ABSOLUTE, MajorityOf.CAST),
    (Majority.TWO_THIRDS, MajorityOf.EXPRESSED),
    (Majority.TWO_THIRDS, MajorityOf.CAST),
)
"""What a resolution may need, and of what."""


def of_motions(majority: Majority, of: MajorityOf) -> Rules:
    return Rules(Method.MOTION, seats=0, majority=majority, majority_of=of)


def ranked(names: str) -> Marks:
    """`ACB`: A first."""
    return {OptionId(ord(name)): rank for rank, name in enumerate(names, 1)}


def ticked(names: str) -> Marks:
    return {OptionId(ord(name)): 1 for name in names}


def named(*names: str) -> tuple[OptionId, ...]:
    return tuple(OptionId(ord(name)) for name in "".join(names))


def marks(random: Random, method: Method, among: Sequence[OptionId]) -> Marks:
    """A vote that may be cast, perhaps a blank one."""
    some = random.sample(among, random.randint(0, len(among)))
    match method:
        case Method.APPROVAL:
            return dict.fromkeys(some, 1)
        case Method.JUDGMENT:
            return {option: random.choice(list(Grade)) for option in some}
        case Method.RANKING:
            return {option: rank for rank, option in enumerate(some[:MOST_RANKS], 1)}
        case Method.POINTS:
            return {option: random.randint(1, min(5, 10 // len(some))) for option in some[:10]}
        case Method.MOTION:
            return {option: random.choice(list(Stance)) for option in some}


def papers(random: Random, method: Method, among: Sequence[OptionId], most: int = 12) -> list[Paper]:
    return [
        Paper(marks(random, method, among), random.choice((1, 1, 1, 2, 3, 7)))
        for _ in range(random.randint(1, most))
    ]

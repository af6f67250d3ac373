"""One vote: what may be marked, and what is wrong with a vote that cannot be counted (article CHOISIR)."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from club.ballots import MOST_RANKS, Grade, Marks, Method, Rules, Stance
from club.ids import OptionId


class VoteFault(StrEnum):
    """Why a vote cannot be counted as it was filled in."""

    FOREIGN = "foreign"
    """It names an option of another ballot."""
    TOO_MANY = "too_many"
    """More approvals than allowed."""
    OVERSPENT = "overspent"
    """More points than there are to give."""
    OVER_CAP = "over_cap"
    """More points to one option than allowed."""
    NO_SUCH_MARK = "no_such_mark"
    """A mark that the method does not know: a negative number of points, a seventh grade."""
    SAME_RANK = "same_rank"
    """Two options at one rank, or a rank left out before another."""


@dataclass(frozen=True, slots=True)
class Slip:
    """One thing wrong with a vote, and how far off it is."""

    wrong: VoteFault
    given: int = 0
    allowed: int = 0
    option: OptionId | None = None


def slips_of(rules: Rules, options: Collection[OptionId], marks: Marks) -> list[Slip]:
    """What is wrong with a vote; empty if it may be cast. A blank vote may."""
    known = set(options)
    foreign = [Slip(VoteFault.FOREIGN, option=option) for option in marks if option not in known]
    return foreign or _SLIPS[rules.method](rules, marks)


def _approval_slips(rules: Rules, marks: Marks) -> list[Slip]:
    odd = [Slip(VoteFault.NO_SUCH_MARK, mark, 1, option) for option, mark in marks.items() if mark != 1]
    many = [Slip(VoteFault.TOO_MANY, len(marks), rules.most)] if len(marks) > rules.most else []
    return odd or many


def _points_slips(rules: Rules, marks: Marks) -> list[Slip]:
    odd = [
        Slip(VoteFault.NO_SUCH_MARK, mark, rules.cap, option) for option, mark in marks.items() if mark < 1
    ]
    over = [
        Slip(VoteFault.OVER_CAP, mark, rules.cap, option)
        for option, mark in marks.items()
        if mark > rules.cap
    ]
    spent = sum(marks.values())
    return odd or over or ([Slip(VoteFault.OVERSPENT, spent, rules.points)] if spent > rules.points else [])


def _judgment_slips(_rules: Rules, marks: Marks) -> list[Slip]:
    return [
        Slip(VoteFault.NO_SUCH_MARK, mark, Grade.EXCELLENT, option)
        for option, mark in marks.items()
        if not Grade.REJECT <= mark <= Grade.EXCELLENT
    ]


def _ranking_slips(_rules: Rules, marks: Marks) -> list[Slip]:
    if len(marks) > MOST_RANKS:
        return [Slip(VoteFault.TOO_MANY, len(marks), MOST_RANKS)]
    proper = sorted(marks.values()) == list(range(1, len(marks) + 1))
    return [] if proper else [Slip(VoteFault.SAME_RANK, len(marks))]


def _motion_slips(_rules: Rules, marks: Marks) -> list[Slip]:
    stances = {int(stance) for stance in Stance}
    return [
        Slip(VoteFault.NO_SUCH_MARK, mark, max(stances), option)
        for option, mark in marks.items()
        if mark not in stances
    ]


_SLIPS = {
    Method.APPROVAL: _approval_slips,
    Method.POINTS: _points_slips,
    Method.JUDGMENT: _judgment_slips,
    Method.RANKING: _ranking_slips,
    Method.MOTION: _motion_slips,
}


def written(marks: Marks) -> str:
    """A vote as it is stored: JSON, sorted by option, so that the order of filling it in is not kept."""
    return json.dumps({str(option): marks[option] for option in sorted(marks)}, separators=(",", ":"))


def read_marks(text: str) -> dict[OptionId, int]:
    """Back from `written`."""
    return {OptionId(int(option)): int(mark) for option, mark in json.loads(text).items()}

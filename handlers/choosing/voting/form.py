"""What a voter fills in, by method and number of options, and what is wrong with it.

Everything marked lives in the form's own inputs: nothing is kept between two clicks, nor in
`private_metadata`.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from club.ballots import MOST_NUMBERS, MOST_RANKS, Ballot, Grade, Marks, Method, Option, Purpose
from club.ids import OptionId
from club.sealing import LONGEST_REMARK
from club.votes import Slip, VoteFault, slips_of
from handlers.choosing.shared.ballots import by_work, most_works
from handlers.kit.interaction import Interaction
from storage.votes import Remarks, Vote

MARK, OPTION, PICKED, REMARK, MORE = (
    "voting.mark",
    "voting.option",
    "voting.picked",
    "voting.remark",
    "voting.more",
)
KEPT, TURN = "voting.kept", "voting.turn"
"""What was answered on other pages of resolutions, and the way to another page."""
A_PAGE = 10
"""Resolutions a page of the form."""
NONE = "none"
"""The value of “no opinion” and of “nobody” at a rank: neither is a mark."""
MOST_TICKS, MOST_SELECTS, FIRST_RANKS = 50, 40, 5
_LONGEST_NUMBER = 9


class Shape(StrEnum):
    """How a ballot is filled in: what fits a modal, and a thumb."""

    TICKS = "ticks"
    SEARCH = "search"
    """Too many to tick: what is picked in the search is the vote."""
    NUMBERS = "numbers"
    PICKED_NUMBERS = "picked_numbers"
    """Too many for a number each: those picked first get one."""
    GRADES = "grades"
    GRADE_LISTS = "grade_lists"
    """Too many for a select each: a searchable list for each grade."""
    RANKS = "ranks"
    WORKS = "works"
    MOTIONS = "motions"
    """Ten a page; what is answered on the others stands in an input too, for a vote is kept nowhere else."""
    PICKED_WORKS = "picked_works"
    """Too many works for one modal: those picked first are evaluated."""

    @property
    def picks_first(self) -> bool:
        """Whether inputs come only after a pick."""
        return self in (Shape.PICKED_NUMBERS, Shape.PICKED_WORKS)


def shape_of(ballot: Ballot) -> Shape:
    """How this ballot is filled in."""
    count = len(ballot.options)
    if ballot.purpose is Purpose.EVALUATION:
        return Shape.WORKS if most_works(ballot) is None else Shape.PICKED_WORKS
    if ballot.rules.method is Method.MOTION:
        return Shape.MOTIONS
    if ballot.rules.method is Method.APPROVAL:
        return Shape.TICKS if count <= MOST_TICKS else Shape.SEARCH
    if ballot.rules.method is Method.POINTS:
        return Shape.NUMBERS if count <= MOST_NUMBERS else Shape.PICKED_NUMBERS
    if ballot.rules.method is Method.JUDGMENT:
        return Shape.GRADES if count <= MOST_SELECTS else Shape.GRADE_LISTS
    return Shape.RANKS


def most_picked(ballot: Ballot) -> int:
    """How many options, or works, may be picked first."""
    if ballot.purpose is not Purpose.EVALUATION:
        return min(MOST_RANKS, len(ballot.options))
    return most_works(ballot) or len(by_work(ballot.options))


def most_ranks(ballot: Ballot) -> int:
    """How many options may be placed."""
    return min(MOST_RANKS, len(ballot.options))


class VoteFormFault(StrEnum):
    """What only the form can get wrong; the rest is `club.votes`."""

    JUDGED = "judged"
    """In the list of another grade too."""
    PLACED = "placed"
    """At another rank too."""
    TWICE = "twice"
    """Two answers to one resolution."""
    GAP = "gap"
    """A rank left out before another."""


@dataclass(frozen=True, slots=True)
class FilledVote:
    """A form as it stands."""

    marks: Marks = field(default_factory=dict)
    remarks: Remarks = field(default_factory=dict)
    declined: frozenset[int] = frozenset()
    """The options “no opinion” was chosen for: what is neither marked nor declined was left untouched."""
    picked: tuple[int, ...] = ()
    """The options, or works, picked first."""
    shown: frozenset[int] = frozenset()
    """Those that inputs stood there for."""
    ranks: int = FIRST_RANKS
    """How many ranks are shown."""
    page: int = 0
    """Which page of the resolutions."""
    where: Mapping[int, str] = field(default_factory=dict)
    """The block that each option was marked in."""
    faults: Mapping[str, tuple[VoteFormFault, int]] = field(default_factory=dict)
    """By block: what is wrong, and the grade or rank it was marked with before."""

    @property
    def vote(self) -> Vote:
        """The vote it makes."""
        return Vote(self.marks, self.remarks)

    @property
    def awaited(self) -> bool:
        """Whether something was picked whose inputs have not been shown yet."""
        return not set(self.picked) <= self.shown


def filled_by(ballot: Ballot, vote: Vote) -> FilledVote:
    """The form that shows a vote."""
    shape, marked = shape_of(ballot), list(vote.marks)
    declined = frozenset(int(one.id) for one in ballot.options if one.id not in vote.marks)
    picked: tuple[int, ...] = ()
    if shape is Shape.PICKED_NUMBERS:
        picked = tuple(marked)
    elif shape is Shape.PICKED_WORKS:
        works = {option.work_id or 0 for option in ballot.options if option.id in vote.marks}
        picked = tuple(sorted(works | set(vote.remarks)))
    ranks = FIRST_RANKS if len(marked) <= FIRST_RANKS else MOST_RANKS
    return FilledVote(vote.marks, vote.remarks, declined, picked, frozenset(picked), ranks)


def untouched(ballot: Ballot, filled: FilledVote) -> list[Option]:
    """The options that a form of grades says nothing of, not even that there is no opinion."""
    shape = shape_of(ballot)
    if shape not in (Shape.GRADES, Shape.GRADE_LISTS, Shape.WORKS, Shape.PICKED_WORKS):
        return []
    works = set(filled.picked) if shape.picks_first else None
    asked = [one for one in ballot.options if works is None or (one.work_id or 0) in works]
    return [one for one in asked if one.id not in filled.marks and one.id not in filled.declined]


def read(interaction: Interaction, ballot: Ballot) -> FilledVote:
    """What a form says, whoever filled it in and however: nothing here raises on a forged value."""
    match shape_of(ballot):
        case Shape.TICKS | Shape.SEARCH:
            return _ticked(interaction)
        case Shape.NUMBERS:
            return _numbers(interaction)
        case Shape.PICKED_NUMBERS:
            return _of_picked(interaction, _numbers(interaction), {})
        case Shape.GRADES:
            return _grades(interaction)
        case Shape.GRADE_LISTS:
            return _lists(interaction)
        case Shape.RANKS:
            return _ranks(interaction)
        case Shape.MOTIONS:
            return _motions(interaction, ballot)
        case Shape.WORKS:
            return _with_remarks(interaction, _grades(interaction))
    works = {int(option.id): option.work_id or 0 for option in ballot.options}
    return _of_picked(interaction, _with_remarks(interaction, _grades(interaction)), works)


def number(text: str) -> int:
    """A number as typed, -1 for what is none: no option, no mark is."""
    plain = text.isascii() and text.isdecimal() and len(text) <= _LONGEST_NUMBER
    return int(text) if plain else -1


def _blocks(interaction: Interaction, name: str) -> Iterator[tuple[str, str]]:
    """The inputs of a name, and what follows it in their ids."""
    for block_id in interaction.state:
        head, _, tail = block_id.partition("#")
        if head == name:
            yield block_id, tail


def _ticked(interaction: Interaction) -> FilledVote:
    blocks = [block_id for name in (MARK, OPTION) for block_id, _ in _blocks(interaction, name)]
    where = {number(value): block_id for block_id in blocks for value in interaction.ticked(block_id)}
    return FilledVote({OptionId(option): 1 for option in where}, where=where)


def _numbers(interaction: Interaction) -> FilledVote:
    given = {number(tail): interaction.entered(block_id) for block_id, tail in _blocks(interaction, MARK)}
    where = {number(tail): block_id for block_id, tail in _blocks(interaction, MARK)}
    marks = {OptionId(option): number(text) for option, text in given.items() if text and number(text) != 0}
    return FilledVote(marks, shown=frozenset(where), where=where)


def _grades(interaction: Interaction) -> FilledVote:
    where = {number(tail): block_id for block_id, tail in _blocks(interaction, MARK)}
    given = {option: interaction.entered(block_id) for option, block_id in where.items()}
    marks = {OptionId(option): number(text) for option, text in given.items() if text not in ("", NONE)}
    declined = frozenset(option for option, text in given.items() if text == NONE)
    return FilledVote(marks, declined=declined, shown=frozenset(where), where=where)


def _with_remarks(interaction: Interaction, filled: FilledVote) -> FilledVote:
    said = {
        number(tail): interaction.entered(block_id)[:LONGEST_REMARK]
        for block_id, tail in _blocks(interaction, REMARK)
    }
    remarks = {work: text for work, text in said.items() if text}
    return replace(filled, remarks=remarks)


def _of_picked(interaction: Interaction, filled: FilledVote, works: Mapping[int, int]) -> FilledVote:
    """What was picked first, and only that: whatever is no longer picked is no longer said."""
    picked = tuple(number(value) for value in interaction.ticked(PICKED))
    marks = {option: mark for option, mark in filled.marks.items() if works.get(option, option) in picked}
    remarks = {work: text for work, text in filled.remarks.items() if work in picked}
    shown = frozenset(works.get(option, option) for option in filled.shown)
    return replace(filled, marks=marks, remarks=remarks, picked=picked, shown=shown)


def _lists(interaction: Interaction) -> FilledVote:
    marks: dict[OptionId, int] = {}
    where: dict[int, str] = {}
    faults: dict[str, tuple[VoteFormFault, int]] = {}
    for block_id, tail in sorted(_blocks(interaction, OPTION), key=lambda block: -number(block[1])):
        for value in interaction.ticked(block_id):
            option = OptionId(number(value))
            if option in marks:
                faults[block_id] = (VoteFormFault.JUDGED, marks[option])
            marks.setdefault(option, number(tail))
            where.setdefault(option, block_id)
    return FilledVote(marks, where=where, faults=faults)


def _ranks(interaction: Interaction) -> FilledVote:
    marks: dict[OptionId, int] = {}
    faults: dict[str, tuple[VoteFormFault, int]] = {}
    empty: list[str] = []
    blocks = sorted(_blocks(interaction, OPTION), key=lambda block: number(block[1]))
    for block_id, tail in blocks:
        value = interaction.entered(block_id)
        if value in ("", NONE):
            empty.append(block_id)
            continue
        faults.update(dict.fromkeys(empty, (VoteFormFault.GAP, 0)))
        option = OptionId(number(value))
        if option in marks:
            faults[block_id] = (VoteFormFault.PLACED, marks[option])
        marks.setdefault(option, number(tail))
    return FilledVote(marks, ranks=max(len(blocks), FIRST_RANKS), faults=faults)


def _motions(interaction: Interaction, ballot: Ballot) -> FilledVote:
    """The page in sight, and what the inputs of the other pages hold."""
    filled = _grades(interaction)
    marks, where, faults = dict(filled.marks), dict(filled.where), dict[str, tuple[VoteFormFault, int]]()
    for block_id, _ in _blocks(interaction, KEPT):
        for value in interaction.ticked(block_id):
            option, stance = (number(part) for part in (*value.split(":"), "", "")[:2])
            if marks.setdefault(OptionId(option), stance) != stance:
                faults[block_id] = (VoteFormFault.TWICE, place_of(ballot, option))
            where.setdefault(option, block_id)
    page = max(place_of(ballot, min(filled.where, default=0)) - 1, 0) // A_PAGE
    return replace(filled, marks=marks, where=where, faults=faults, page=page)


def place_of(ballot: Ballot, option: int) -> int:
    """The number of a resolution, from 1; 0 for none of this ballot."""
    return next((place for place, one in enumerate(ballot.options, 1) if one.id == option), 0)


def forged(ballot: Ballot, filled: FilledVote) -> VoteFault | None:
    """What no honest form can say; None for what the voter can put right."""
    wrong = {slip.wrong for slip in slips_of(ballot.rules, _ids(ballot), filled.marks)}
    works = {option.work_id for option in ballot.options}
    if not set(filled.remarks) <= works:
        return VoteFault.FOREIGN
    if VoteFault.FOREIGN in wrong:
        return VoteFault.FOREIGN
    return VoteFault.NO_SUCH_MARK if VoteFault.NO_SUCH_MARK in wrong else None


def slips(ballot: Ballot, filled: FilledVote) -> list[Slip]:
    """What the rules find wrong with it."""
    return slips_of(ballot.rules, _ids(ballot), filled.marks)


def _ids(ballot: Ballot) -> Collection[OptionId]:
    return [option.id for option in ballot.options]


GRADES = sorted(Grade, reverse=True)
"""As they are offered, the best first."""

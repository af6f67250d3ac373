"""A ballot and its row: which column holds which setting."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from club.ballots import (
    Ballot,
    BallotState,
    Criterion,
    Grade,
    Majority,
    MajorityOf,
    Method,
    NoOpinion,
    Option,
    Purpose,
    QuorumOf,
    Rules,
    Secrecy,
    TieBreak,
    Unit,
)
from club.ids import BallotId, OptionId

_RULES = (
    "method",
    "unit",
    "secrecy",
    "seats",
    "most",
    "points",
    "cap",
    "floor",
    "floor_share",
    "floor_grade",
    "no_opinion",
    "majority",
    "majority_of",
    "quorum",
    "quorum_share",
    "quorum_of",
    "proxies",
    "live",
    "tie_break",
    "seed",
    "edition",
)
_READ: Mapping[str, Callable[[Any], object]] = {
    "method": Method,
    "unit": Unit,
    "secrecy": Secrecy,
    "floor_share": Fraction,
    "floor_grade": lambda value: None if value is None else Grade(value),
    "no_opinion": NoOpinion,
    "majority": Majority,
    "majority_of": MajorityOf,
    "quorum_share": Fraction,
    "quorum_of": QuorumOf,
    "tie_break": TieBreak,
}
_SAME = ("title", "opens_at", "closes_at", "closed_at", "reason", "note", "salt")


def settings_of(row: Any, options: tuple[Option, ...] = ()) -> Ballot:
    """A ballot from its row."""
    kept: dict[str, Any] = {name: _READ.get(name, _as_it_is)(row[name]) for name in _RULES}
    second_of = row["second_of"]
    return Ballot(
        id=BallotId(row["id"]),
        purpose=Purpose(row["purpose"]),
        rules=Rules(**kept),
        state=BallotState(row["state"]),
        second_of=None if second_of is None else BallotId(second_of),
        options=options,
        **{name: row[name] for name in _SAME},
    )


def values_of(ballot: Ballot) -> dict[str, Any]:
    """What its row holds; the options stand in rows of their own."""
    rules = {name: _written(getattr(ballot.rules, name)) for name in _RULES}
    same = {name: getattr(ballot, name) for name in _SAME}
    whose = {"purpose": ballot.purpose.value, "state": ballot.state.value, "second_of": ballot.second_of}
    return rules | same | whose


def option_of(row: Any) -> Option:
    """An option from its row."""
    criterion = row["criterion"] and Criterion(row["criterion"])
    topic_id, work_id = row["topic_id"], row["work_id"]
    words = (row["text"], row["link"])
    return Option(OptionId(row["id"]), row["title"], topic_id, work_id, criterion or None, *words)


def _as_it_is(value: object) -> object:
    return value


def _written(value: Any) -> Any:
    """Enumerations by their value, shares as `1/3`."""
    return str(value) if isinstance(value, Fraction) else getattr(value, "value", value)

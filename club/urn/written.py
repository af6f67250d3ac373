"""The urn as text: the same papers always give the same text, whatever order they come in."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

from club.ballots import Ballot, Marks, Option
from club.ids import OptionId
from club.tally import Figures, Result, Shares
from club.urn.receipts import as_printed

FORMAT = "club-prime-urn"
VERSION = 1
Json = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class PublishedPaper:
    """A paper and the receipt that its voter holds."""

    receipt: str
    """Empty where votes have none."""
    weight: int
    marks: Marks


def publish(ballot: Ballot, papers: Sequence[PublishedPaper], result: Result) -> str:
    """Everything needed to count again, and what was counted, as JSON.

    Each entry of the file and each paper is a line of its own; papers stand in the order of their receipts,
    then of what they say: nothing of the order in which they were cast. ValueError if two papers bear one
    receipt, or a receipt is none: their voters could not find them.
    """
    receipts = [paper.receipt for paper in papers if paper.receipt]
    if len(set(receipts)) < len(receipts) or any(as_printed(one) != one for one in receipts):
        raise ValueError("receipts must be valid, and no two the same")
    head: Json = {
        "format": FORMAT,
        "version": VERSION,
        "ballot": {"id": ballot.id, "title": ballot.title, "purpose": ballot.purpose},
        "rules": asdict(ballot.rules),
        "options": [_option(one) for one in ballot.options],
        "voters": result.voters,
        "result": written(result),
    }
    lines = sorted((paper.receipt, dumped(_paper(paper))) for paper in papers)
    urn = ",\n".join(line for _, line in lines)
    entries = [f"{dumped(name)}:{dumped(value)}" for name, value in head.items()]
    return "{" + ",\n".join([*entries, f'"papers":[\n{urn}\n]']) + "}\n"


def dumped(value: object) -> str:
    """JSON with sorted names and no spaces."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _option(option: Option) -> Json:
    return {"id": option.id, "title": option.title, "criterion": option.criterion}


def _paper(paper: PublishedPaper) -> Json:
    return {"receipt": paper.receipt, "weight": paper.weight, "marks": _marks(paper.marks)}


def _marks(marks: Marks) -> Mapping[str, int]:
    return {str(option): int(mark) for option, mark in marks.items()}


def written(result: Result) -> Json:
    """A result as the file states it."""
    count = result.tally
    return {
        "votes": result.votes,
        "quorum_reached": result.quorum_reached,
        "figures": {str(one.option): _figures(one) for one in count.figures},
        "order": [list(group) for group in count.order],
        "tied": _ids(count.tied),
        "open_seats": count.open_seats,
        "settled": result.settled,
        "chosen": list(result.chosen),
        "winners": list(result.winners),
        "unhappy": result.unhappy,
        "shares": result.shares and _shares(result.shares),
    }


def _figures(one: Figures) -> Json:
    return {
        "score": one.score,
        "grades": one.grades,
        "median": one.median,
        "opinions": one.opinions,
        "gauge": one.gauge and [str(one.gauge.above), str(one.gauge.below)],
        "beaten_by": one.beaten_by,
    }


def _shares(shares: Shares) -> Json:
    return {
        "winners": list(shares.winners),
        "tied": _ids(shares.tied),
        "completed": list(shares.completed),
        "unhappy": shares.unhappy,
    }


def _ids(options: Iterable[OptionId]) -> Sequence[OptionId]:
    """Equals, in an order that says nothing."""
    return sorted(options)

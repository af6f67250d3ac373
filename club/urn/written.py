"""The urn as text: the same papers always give the same text, whatever order they come in."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from fractions import Fraction
from hashlib import sha256

from club.ballots import Ballot, Marks, Method, Option, Rules
from club.ids import OptionId
from club.tally import BallotResult, Figures, Shares
from club.urn.receipts import as_printed

FORMAT = "club-prime-urn"
SINCE_2 = ("floor", "floor_share", "floor_grade", "no_opinion", "quorum_share", "quorum_of", "edition")
"""Rules that the first edition did not have: its urns are written as they were."""
OF_MOTIONS = ("majority", "majority_of")
"""Rules that stand in the urns of resolutions alone, which have their texts too; others are as they were."""
Json = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class PublishedPaper:
    """A paper and the receipt that its voter holds."""

    receipt: str
    """Empty where votes have none."""
    weight: int
    marks: Marks


def publish(ballot: Ballot, papers: Sequence[PublishedPaper], result: BallotResult) -> str:
    """Everything needed to count again, and what was counted, as JSON.

    Each entry of the file and each paper is a line of its own; papers stand in the order of their receipts,
    then of what they say: nothing of the order in which they were cast. They come last, so that their digest
    is that of the file from the line of the salt on. ValueError if two papers bear one receipt, or a receipt
    is none: their voters could not find them.
    """
    receipts = [paper.receipt for paper in papers if paper.receipt]
    if len(set(receipts)) < len(receipts) or any(as_printed(one) != one for one in receipts):
        raise ValueError("receipts must be valid, and no two the same")
    head: Json = {
        "format": FORMAT,
        "version": ballot.rules.edition,
        "ballot": {"id": ballot.id, "title": ballot.title, "purpose": ballot.purpose},
        "rules": _rules(ballot.rules),
        "options": [_option(one, ballot.rules) for one in ballot.options],
        "voters": result.voters,
        "result": written(result),
    }
    entries = [f"{dumped(name)}:{dumped(value)}" for name, value in head.items()]
    urn = _papers(papers) if ballot.rules.edition == 1 else _salted(ballot.salt, papers)
    return "{" + ",\n".join([*entries, urn])


def digest(salt: str, papers: Sequence[PublishedPaper]) -> str:
    """The SHA-256 of the papers as published: of the file's text from the line that begins with `"salt"` on.

        sed -n '/^"salt":/,$p' prime-12.json | sha256sum

    Where papers are not published the salt is not either: nobody can find them out by trying.
    """
    return sha256(_salted(salt, papers).encode()).hexdigest()


def _salted(salt: str, papers: Sequence[PublishedPaper]) -> str:
    return f'"salt":{dumped(salt)},\n{_papers(papers)}'


def _papers(papers: Sequence[PublishedPaper]) -> str:
    lines = sorted((paper.receipt, dumped(_paper(paper))) for paper in papers)
    urn = ",\n".join(line for _, line in lines)
    return f'"papers":[\n{urn}\n]}}\n'


def _rules(rules: Rules) -> Json:
    """The settings; of the first edition, those that it had. The version says which edition it is."""
    left_out = left_out_of(rules.method, rules.edition)
    named = {name: value for name, value in asdict(rules).items() if name not in left_out}
    return {name: str(one) if isinstance(one, Fraction) else one for name, one in named.items()}


def left_out_of(method: Method, edition: int) -> tuple[str, ...]:
    """The rules that an urn of this method and edition does not state."""
    first = SINCE_2 if edition == 1 else ("edition",)
    return first if method is Method.MOTION else (*first, *OF_MOTIONS)


def dumped(value: object) -> str:
    """JSON with sorted names and no spaces."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _option(option: Option, rules: Rules) -> Json:
    named = {"id": option.id, "title": option.title, "criterion": option.criterion}
    return named | {"text": option.text, "link": option.link} if rules.method is Method.MOTION else named


def _paper(paper: PublishedPaper) -> Json:
    return {"receipt": paper.receipt, "weight": paper.weight, "marks": _marks(paper.marks)}


def _marks(marks: Marks) -> Mapping[str, int]:
    return {str(option): int(mark) for option, mark in marks.items()}


def written(result: BallotResult) -> Json:
    """A result as the file states it."""
    count, shares = result.tally, result.shares
    first: Json = {
        "votes": result.votes,
        "quorum_reached": result.quorum_reached,
        "figures": {str(one.option): _figures(one, result.edition) for one in count.figures},
        "order": [list(group) for group in count.order],
        "tied": _ids(count.tied),
        "open_seats": count.open_seats,
        "settled": result.settled,
        "chosen": list(result.chosen),
        "winners": list(result.winners),
        "unhappy": result.unhappy,
        "shares": shares and _shares(shares),
    }
    return first if result.edition == 1 else {**first, **_since_2(result)}


def _since_2(result: BallotResult) -> Json:
    count = result.tally
    return {
        "blanks": result.blanks,
        "decided": result.decided,
        "below": _ids(count.below),
        "unranked": _ids(count.unranked),
        "empty_seats": count.empty_seats,
        "digest": result.digest,
    }


def _figures(one: Figures, edition: int) -> Json:
    first: Json = {
        "score": one.score,
        "grades": one.grades,
        "median": one.median,
        "opinions": one.opinions,
        "gauge": one.gauge and [str(one.gauge.above), str(one.gauge.below)],
        "beaten_by": one.beaten_by,
    }
    if edition == 1:
        return first
    stances: Json = {"stances": asdict(one.stances)} if one.stances else {}
    return {**first, **stances, "papers": one.papers}


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

"""Results of papers made up on the spot, as the views get them."""

from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

from club.ballots import Ballot, BallotState, Criterion, Method, Option, Purpose, Rules, Secrecy
from club.ids import BallotId, OptionId
from club.urn import PublishedPaper
from handlers.choosing.shared.counting import CountedBallot, outcome_of
from handlers.words import Translator, load
from storage.urns import ResultRecord

PARIS = ZoneInfo("Europe/Paris")
FR: Translator = load(PARIS)["fr"]


def papers(*marks: dict[int, int]) -> list[PublishedPaper]:
    """A paper each, of weight 1."""
    return [PublishedPaper("", 1, {OptionId(one): mark for one, mark in said.items()}) for said in marks]


def outcome(
    titles: Sequence[str],
    cast: Sequence[PublishedPaper],
    method: Method = Method.APPROVAL,
    *,
    voters: int = 30,
    title: str = "Choix des études 2027",
    **rules: Any,
) -> CountedBallot:
    """The result of a ballot on these titles, numbered from 1."""
    known = {"seats": 1, "most": 5, "points": 10, "cap": 5, "secrecy": Secrecy.CONFIDENTIAL} | rules
    options = tuple(Option(OptionId(at), one) for at, one in enumerate(titles, 1))
    ballot = Ballot(
        BallotId(1), title, Purpose.SELECTION, Rules(method, **known), BallotState.CLOSED, options=options
    )
    return outcome_of(ballot, ResultRecord(voters), cast)


def evaluation(works: Sequence[str], cast: Sequence[PublishedPaper]) -> CountedBallot:
    """An evaluation of works by all criteria; options are numbered from 1, work by work."""
    pairs = [(work, title, criterion) for work, title in enumerate(works, 1) for criterion in Criterion]
    options = tuple(
        Option(OptionId(at), title, work_id=work, criterion=criterion)
        for at, (work, title, criterion) in enumerate(pairs, 1)
    )
    rules = Rules(Method.JUDGMENT, seats=0)
    ballot = Ballot(
        BallotId(1), "Travaux 2026", Purpose.EVALUATION, rules, BallotState.CLOSED, options=options
    )
    return outcome_of(ballot, ResultRecord(30), cast)


def resolutions(count: int, cast: Sequence[PublishedPaper], **rules: Any) -> CountedBallot:
    """So many resolutions, numbered from 1."""
    options = tuple(Option(OptionId(at), f"Question {at}", text="Texte") for at in range(1, count + 1))
    known = Rules(Method.MOTION, seats=0, **rules)
    ballot = Ballot(BallotId(1), "Assemblée 2027", Purpose.MOTION, known, BallotState.CLOSED, options=options)
    return outcome_of(ballot, ResultRecord(30), cast)

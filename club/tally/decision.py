"""From papers to a decision: quorum, count, and what settles a tie (article CHOISIR)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from club.ballots import Rules, TieBreak
from club.ids import OptionId
from club.tally.count import tally
from club.tally.figures import Tally
from club.tally.papers import Paper, without_choice
from club.tally.shares import Shares, equal_shares
from club.tally.ties import draw, settle


class Settled(StrEnum):
    """How the tie for the last seats was settled."""

    NO_TIE = "no_tie"
    PENDING = "pending"
    """Not yet: the organisers have to choose."""
    ORGANISERS = "organisers"
    DRAW = "draw"


@dataclass(frozen=True, slots=True)
class Result:
    """What a ballot decided, with everything that leads there."""

    tally: Tally
    voters: int
    """How many might vote."""
    votes: int
    """How many did, blank votes among them; not weighed."""
    quorum_reached: bool
    settled: Settled
    winners: tuple[OptionId, ...]
    """Best first; none without a quorum. While a tie is pending, those who are in whatever settles it."""
    chosen: tuple[OptionId, ...] = ()
    """The winners that a tie was settled for."""
    unhappy: int = 0
    """How many votes see none of their choices taken."""
    shares: Shares | None = None
    """Where several seats were filled: what equal shares would have taken."""


def decide(
    rules: Rules,
    options: Sequence[OptionId],
    papers: Iterable[Paper],
    voters: int,
    chosen: Sequence[OptionId] = (),
) -> Result:
    """The result of these papers; `chosen` are those of the tied that the organisers let in.

    A quorum is one vote at least. ValueError where the organisers chose what they could not: others than the
    tied, more or fewer than there are open seats, or at all where a draw decides or nothing is decided.
    """
    papers = list(papers)
    count = tally(rules, options, papers)
    reached = len(papers) >= max(rules.quorum, 1)
    if not reached or rules.seats == 0:
        if chosen:
            raise ValueError("nothing is decided, so nothing can be chosen")
        return Result(count, voters, len(papers), reached, Settled.NO_TIE, ())
    settled, drawn = _settled(rules, count, chosen)
    winners = count.winners if settled is Settled.PENDING else settle(count, drawn)
    return Result(
        count,
        voters,
        len(papers),
        reached,
        settled,
        winners,
        drawn,
        without_choice(papers, rules, winners),
        equal_shares(rules, options, papers) if rules.seats > 1 else None,
    )


def _settled(rules: Rules, count: Tally, chosen: Sequence[OptionId]) -> tuple[Settled, tuple[OptionId, ...]]:
    if count.tied and rules.tie_break is TieBreak.DRAW:
        if chosen:
            raise ValueError("a draw decides")
        return Settled.DRAW, draw(count.tied, count.open_seats, rules.seed)
    if count.tied:
        return (Settled.ORGANISERS if chosen else Settled.PENDING), tuple(chosen)
    return Settled.NO_TIE, tuple(chosen)

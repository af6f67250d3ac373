"""From papers to a decision: quorum, count, and what settles a tie (article CHOISIR)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from club.ballots import EDITION, Method, QuorumOf, Rules, TieBreak
from club.ids import OptionId
from club.tally.count import tally
from club.tally.figures import Tally
from club.tally.papers import Paper, without_choice
from club.tally.shares import Shares, equal_shares
from club.tally.ties import draw, draw_by_seed, settle


class Settled(StrEnum):
    """How the tie for the last seats was settled."""

    NO_TIE = "no_tie"
    PENDING = "pending"
    """Not yet: the organisers have to choose."""
    ORGANISERS = "organisers"
    DRAW = "draw"


@dataclass(frozen=True, slots=True)
class BallotResult:
    """What a ballot decided, with everything that leads there."""

    tally: Tally
    voters: int
    """How many might vote."""
    votes: int
    """How many did, blank votes among them; not weighed."""
    quorum_reached: bool
    settled: Settled
    winners: tuple[OptionId, ...]
    """Best first; none unless `decided`. While a tie is pending, those who are in whatever settles it."""
    chosen: tuple[OptionId, ...] = ()
    """The winners that a tie was settled for."""
    unhappy: int = 0
    """How many votes see none of their choices taken."""
    shares: Shares | None = None
    """Where several seats were filled: what equal shares would have taken."""
    blanks: int = 0
    """How many of the votes are blank."""
    digest: str = ""
    """Of the papers as published: what a draw is made from besides its seed."""
    edition: int = EDITION

    @property
    def decided(self) -> bool:
        """Whether anything was chosen or graded: the quorum is there, and somebody said something."""
        said = self.edition == 1 or self.blanks < self.votes
        return self.quorum_reached and said


def decide(
    rules: Rules,
    options: Sequence[OptionId],
    papers: Iterable[Paper],
    voters: int,
    chosen: Sequence[OptionId] = (),
    digest: str = "",
) -> BallotResult:
    """The result of these papers; `chosen` are those of the tied that the organisers let in.

    A quorum is one vote at least, and nothing but blank votes decides nothing. `digest`: of the papers as
    published, for a draw. ValueError where the organisers chose what they could not: others than the tied,
    more or fewer than there are open seats, or at all where a draw decides or nothing is decided.
    """
    papers = list(papers)
    count, blanks = tally(rules, options, papers), sum(not one.marks for one in papers)
    reached = _counted(rules, papers) >= max(rules.quorum, 1)
    bare = BallotResult(
        count,
        voters,
        len(papers),
        reached,
        Settled.NO_TIE,
        (),
        blanks=blanks,
        digest=digest,
        edition=rules.edition,
    )
    if not bare.decided or rules.seats == 0:
        if chosen:
            raise ValueError("nothing is decided, so nothing can be chosen")
        return _passed(rules, bare)
    settled, drawn = _settled(rules, count, chosen, digest)
    winners = count.winners if settled is Settled.PENDING else settle(count, drawn)
    return replace(
        bare,
        settled=settled,
        winners=winners,
        chosen=drawn,
        unhappy=without_choice(papers, rules, winners),
        shares=_advice(rules, options, papers, count),
    )


def _passed(rules: Rules, bare: BallotResult) -> BallotResult:
    """What fills no seats: nothing is chosen, but resolutions are adopted."""
    adopts = rules.method is Method.MOTION and bare.decided
    return replace(bare, winners=bare.tally.winners) if adopts else bare


def _counted(rules: Rules, papers: Sequence[Paper]) -> int:
    """What the quorum counts: voters, or what their votes weigh."""
    if rules.quorum_of is QuorumOf.VOTES:
        return sum(one.weight for one in papers)
    return len(papers)


def _advice(
    rules: Rules, options: Sequence[OptionId], papers: Sequence[Paper], count: Tally
) -> Shares | None:
    """Equal shares among the options that may be chosen, where several seats are to be filled."""
    passed = {*count.below, *count.unranked}
    return (
        equal_shares(rules, [one for one in options if one not in passed], papers)
        if rules.seats > 1
        else None
    )


def _settled(
    rules: Rules, count: Tally, chosen: Sequence[OptionId], digest: str
) -> tuple[Settled, tuple[OptionId, ...]]:
    if count.tied and rules.tie_break is TieBreak.DRAW:
        if chosen:
            raise ValueError("a draw decides")
        if rules.edition == 1:
            return Settled.DRAW, draw_by_seed(count.tied, count.open_seats, rules.seed)
        return Settled.DRAW, draw(count.tied, count.open_seats, rules.seed, digest)
    if count.tied:
        return (Settled.ORGANISERS if chosen else Settled.PENDING), tuple(chosen)
    return Settled.NO_TIE, tuple(chosen)

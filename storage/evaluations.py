"""What ballots said of delivered works: grades by criterion, and remarks (article ÉVALUER)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, func, select

from club.ballots import Ballot, BallotState, Criterion, Grade, Rules
from club.ids import BallotId, WorkId
from club.tally import BallotResult, Figures, Paper, decide
from club.tally.figures import NO_GRADES
from club.urn import broken_down, is_few
from storage.ballots import BALLOT, OPTION, VOTER, Turnout, get_ballot, get_turnout
from storage.people import COMPANY, MEMBER
from storage.session import Session
from storage.told import ToldResults
from storage.urns import REMARK, list_papers

_COUNTED = ToldResults[tuple[bool, Turnout, BallotResult]]()
_TOLD = (BALLOT.c.state == BallotState.CLOSED.value, BALLOT.c.scrubbed_at.is_not(None))


@dataclass(frozen=True, slots=True)
class Graded:
    """What the votes say of one work by one criterion."""

    criterion: Criterion | None
    median: Grade | None
    """The majority grade; None where nobody judged, or figures may not be shown."""
    grades: tuple[int, int, int, int, int]
    """The weight that gave each grade, by its value."""
    opinions: int
    """The weight of all who judged."""
    papers: int
    """How many judged."""
    few: bool
    """Whether these are so few that their grades would name them, and are not given."""
    sign: int = 0
    """The side votes lean to (`club.tally.figures.Gauge.sign`)."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What one ballot said of a work."""

    ballot_id: BallotId
    title: str
    """The ballot's."""
    year: int
    """In which it closed, by UTC."""
    closed_at: datetime
    votes: int
    decided: bool
    """Whether the quorum was reached."""
    detailed: bool
    """Whether so many voted that figures may be shown; else `graded` and `remarks` are empty."""
    graded: tuple[Graded, ...]
    remarks: tuple[str, ...]
    """In no order; each led by its author's name in an open ballot alone."""


def list_evaluations(session: Session, work_id: WorkId) -> list[Evaluation]:
    """What was said of a work, the last ballot first; nothing of ballots whose result is not told yet."""
    found = select(BALLOT.c.id).where(
        BALLOT.c.id.in_(select(OPTION.c.ballot_id).where(OPTION.c.work_id == work_id)), *_TOLD
    )
    newest = found.order_by(BALLOT.c.closed_at.desc(), BALLOT.c.id.desc())
    ids = [BallotId(one) for one in session.connection().execute(newest).scalars()]
    ballots = [get_ballot(session, one) for one in ids]
    return [_evaluation(session, one, work_id) for one in ballots if one]


def list_headlines(session: Session, work_ids: Iterable[WorkId]) -> Mapping[WorkId, Graded]:
    """How useful the last evaluation of each of these works found it, where that may be shown.

    A ballot is counted once for all its works.
    """
    # Option by option: joined, PostgreSQL reads all ballots for the few of a page.
    told = select(and_(*_TOLD)).where(BALLOT.c.id == OPTION.c.ballot_id).scalar_subquery()
    on = select(OPTION.c.work_id, func.max(OPTION.c.ballot_id)).where(
        OPTION.c.work_id.in_(list(work_ids)), told
    )
    on = on.group_by(OPTION.c.work_id)
    last = {WorkId(work): BallotId(ballot) for work, ballot in session.connection().execute(on)}
    found: dict[WorkId, Graded] = {}
    for ballot_id in sorted(set(last.values())):
        ballot = get_ballot(session, ballot_id)
        assert ballot is not None, "it was just read"
        detailed, _, result = _counted(session, ballot)
        for option, figures in zip(ballot.options, _in_order(ballot, result), strict=True):
            work_id = WorkId(option.work_id or 0)
            useful = option.criterion is Criterion.USEFULNESS and detailed and result.decided
            if useful and last.get(work_id) == ballot_id:
                found[work_id] = _graded(ballot.rules, option.criterion, figures)
    return found


def _counted(session: Session, ballot: Ballot) -> tuple[bool, Turnout, BallotResult]:
    """Whether figures may be shown, who voted, and the result."""
    roll = get_turnout(session, ballot.id)
    return _COUNTED.get(session, (ballot, roll), lambda: _count(session, ballot, roll))


def _count(session: Session, ballot: Ballot, roll: Turnout) -> tuple[bool, Turnout, BallotResult]:
    papers = [Paper(one.marks, one.weight) for one in list_papers(session, ballot.id)]
    result = decide(ballot.rules, [one.id for one in ballot.options], papers, roll.roll)
    return broken_down(ballot.rules, papers), roll, result


def _in_order(ballot: Ballot, result: BallotResult) -> list[Figures]:
    """The figures of each option, as the ballot has them."""
    figures = {one.option: one for one in result.tally.figures}
    return [figures[one.id] for one in ballot.options]


def _evaluation(session: Session, ballot: Ballot, work_id: WorkId) -> Evaluation:
    detailed, roll, result = _counted(session, ballot)
    figures = zip(ballot.options, _in_order(ballot, result), strict=True)
    graded = [(option, one) for option, one in figures if option.work_id == work_id]
    assert ballot.closed_at is not None
    return Evaluation(
        ballot_id=ballot.id,
        title=ballot.title,
        year=ballot.closed_at.year,
        closed_at=ballot.closed_at,
        votes=roll.cast,
        decided=result.decided,
        detailed=detailed,
        graded=tuple(_graded(ballot.rules, option.criterion, one) for option, one in graded)
        if detailed
        else (),
        remarks=tuple(_remarks(session, ballot.id, work_id)) if detailed else (),
    )


def _graded(rules: Rules, criterion: Criterion | None, figures: Figures) -> Graded:
    if is_few(rules, figures.papers):
        return Graded(criterion, None, NO_GRADES, 0, 0, few=True)
    sign = figures.gauge.sign if figures.gauge else 0
    return Graded(
        criterion, figures.median, figures.grades, figures.opinions, figures.papers, few=False, sign=sign
    )


def _remarks(session: Session, ballot_id: BallotId, work_id: WorkId) -> Sequence[str]:
    """What was said; the rows' random ids are the order."""
    found = (
        select(REMARK.c.text, COMPANY.c.name, MEMBER.c.name)
        .outerjoin(VOTER, VOTER.c.id == REMARK.c.voter_id)
        .outerjoin(COMPANY, COMPANY.c.id == VOTER.c.company_id)
        .outerjoin(MEMBER, MEMBER.c.id == VOTER.c.member_id)
        .where(REMARK.c.ballot_id == ballot_id, REMARK.c.work_id == work_id)
        .order_by(REMARK.c.id)
    )
    rows = session.connection().execute(found).all()
    return [f"{row[1] or row[2]} · {row[0]}" if row[1] or row[2] else row[0] for row in rows]

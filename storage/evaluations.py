"""What ballots said of delivered works: grades by criterion, and remarks (article ÉVALUER)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from club.ballots import Ballot, Criterion, Grade, Rules, State
from club.ids import BallotId, WorkId
from club.tally import Figures, Paper, decide
from club.tally.figures import NO_GRADES
from club.urn import broken_down, is_few
from storage.ballots import BALLOT, OPTION, VOTER, get_ballot, get_turnout
from storage.people import COMPANY, MEMBER
from storage.session import Session
from storage.urns import REMARK, list_papers


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
    told = (BALLOT.c.state == State.CLOSED.value, BALLOT.c.scrubbed_at.is_not(None))
    found = select(BALLOT.c.id).where(
        BALLOT.c.id.in_(select(OPTION.c.ballot_id).where(OPTION.c.work_id == work_id)), *told
    )
    newest = found.order_by(BALLOT.c.closed_at.desc(), BALLOT.c.id.desc())
    ids = [BallotId(one) for one in session.connection().execute(newest).scalars()]
    ballots = [get_ballot(session, one) for one in ids]
    return [_evaluation(session, one, work_id) for one in ballots if one]


def _evaluation(session: Session, ballot: Ballot, work_id: WorkId) -> Evaluation:
    papers = [Paper(one.marks, one.weight) for one in list_papers(session, ballot.id)]
    detailed, roll = broken_down(ballot.rules, papers), get_turnout(session, ballot.id)
    options = [one.id for one in ballot.options]
    result = decide(ballot.rules, options, papers, roll.roll)
    figures = {one.option: one for one in result.tally.figures}
    graded = [(one, figures[one.id]) for one in ballot.options if one.work_id == work_id]
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
    return Graded(criterion, figures.median, figures.grades, figures.opinions, figures.papers, few=False)


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

"""What ballots said of delivered works: grades by criterion, and remarks (article ÉVALUER)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session

from club.ballots import Ballot, Criterion, Grade, State
from club.ids import BallotId, WorkId
from club.tally import Figures, Paper, tally
from club.urn import broken_down
from storage.ballots import BALLOT, OPTION, VOTER, get_ballot, get_turnout
from storage.people import COMPANY, MEMBER
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
    detailed = broken_down(ballot.rules, papers)
    options = [one.id for one in ballot.options]
    figures = {one.option: one for one in tally(ballot.rules, options, papers).figures}
    graded = [(one, figures[one.id]) for one in ballot.options if one.work_id == work_id]
    assert ballot.closed_at is not None
    return Evaluation(
        ballot_id=ballot.id,
        title=ballot.title,
        year=ballot.closed_at.year,
        closed_at=ballot.closed_at,
        votes=get_turnout(session, ballot.id).cast,
        decided=len(papers) >= max(ballot.rules.quorum, 1),
        detailed=detailed,
        graded=tuple(_graded(option.criterion, one) for option, one in graded) if detailed else (),
        remarks=tuple(_remarks(session, ballot.id, work_id)) if detailed else (),
    )


def _graded(criterion: Criterion | None, figures: Figures) -> Graded:
    return Graded(criterion, figures.median, figures.grades, figures.opinions)


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

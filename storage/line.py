"""The waiting line of an event: who is in it, in which order, and what they hold meanwhile."""

from collections import Counter

from sqlalchemy import ColumnElement, bindparam, func, literal_column, select, union_all

from club.ids import ClaimId, EventId, MemberId
from club.seating import Claim, Stage
from storage.seats import (
    CLAIM,
    CLAIM_COLUMNS,
    COLLEAGUES,
    HELD_BACK,
    OF_EVENT,
    OF_MEMBER,
    PRESENT,
    RSVP,
    read_claim,
)
from storage.session import Session

_LINE = (
    select(*CLAIM_COLUMNS)
    .where(CLAIM.c.event_id == OF_EVENT, CLAIM.c.stage == Stage.WAITING.value, PRESENT)
    .order_by(CLAIM.c.line)
)
_COUNTED: ColumnElement[bool] = literal_column("claim.counted")
_COUNTED_AHEAD: ColumnElement[bool] = literal_column("ahead.counted")
"""In the words of the index: `counted = 1` is not one of them to SQLite."""
_AHEAD = CLAIM.alias("ahead")
_RANKS = select(
    CLAIM.c.id,
    select(func.count())
    .where(_AHEAD.c.event_id == CLAIM.c.event_id, _COUNTED_AHEAD, _AHEAD.c.line < CLAIM.c.line)
    .scalar_subquery(),
).where(CLAIM.c.event_id == OF_EVENT, CLAIM.c.member_id == OF_MEMBER, _COUNTED)
_HELD_AHEAD: ColumnElement[bool] = literal_column("ahead.able AND NOT ahead.counted")
_HELD_RANKS = select(
    CLAIM.c.id,
    select(func.count())
    .where(
        _AHEAD.c.event_id == CLAIM.c.event_id,
        _AHEAD.c.member_id.in_(COLLEAGUES),
        _HELD_AHEAD,
        _AHEAD.c.line < CLAIM.c.line,
    )
    .scalar_subquery(),
).where(CLAIM.c.event_id == OF_EVENT, CLAIM.c.member_id == OF_MEMBER, HELD_BACK)
_HEAD = (
    select(*CLAIM_COLUMNS)
    .where(CLAIM.c.event_id == OF_EVENT, _COUNTED)
    .order_by(CLAIM.c.line)
    .limit(bindparam("most"))
)
_LINED_UP = select(CLAIM.c.member_id).where(
    CLAIM.c.event_id == OF_EVENT, CLAIM.c.stage == Stage.WAITING.value
)
_THEIRS = union_all(
    select(RSVP.c.member_id, RSVP.c.seats - RSVP.c.reserved).where(
        RSVP.c.event_id == OF_EVENT, RSVP.c.seats > 0, ~RSVP.c.remote, RSVP.c.member_id.in_(_LINED_UP)
    ),
    select(CLAIM.c.member_id, CLAIM.c.seats).where(
        CLAIM.c.event_id == OF_EVENT, CLAIM.c.stage == Stage.OFFERED.value
    ),
)


def list_line(session: Session, event_id: EventId) -> list[Claim]:
    """The waiting line, its head first; without those who cannot act now, who keep their place for later."""
    return [read_claim(row) for row in session.connection().execute(_LINE, {"event_id": event_id})]


def list_head(session: Session, event_id: EventId, most: int) -> list[Claim]:
    """The first of those in line who can sit one day, at most so many."""
    rows = session.connection().execute(_HEAD, {"event_id": event_id, "most": most})
    return [read_claim(row) for row in rows]


def get_ranks(session: Session, event_id: EventId, member_id: MemberId) -> dict[ClaimId, int]:
    """A member's places in the line, from 1: those before who can sit one day are counted."""
    whose = {"event_id": event_id, "member_id": member_id}
    return {id_: 1 + before for id_, before in session.connection().execute(_RANKS, whose)}


def get_held_back(session: Session, event_id: EventId, member_id: MemberId) -> dict[ClaimId, int]:
    """A member's claims that wait for a seat of their company, with their places among its own."""
    whose = {"event_id": event_id, "member_id": member_id}
    return {id_: 1 + before for id_, before in session.connection().execute(_HELD_RANKS, whose)}


def held_in_line(session: Session, event_id: EventId) -> Counter[MemberId]:
    """The seats that those in line hold on site or are offered: companions wait beside seats held."""
    held = Counter[MemberId]()
    for member_id, count in session.connection().execute(_THEIRS, {"event_id": event_id}):
        held[member_id] += count
    return held

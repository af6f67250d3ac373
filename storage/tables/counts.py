"""Figures that are kept where they are written: triggers follow every change (migration 0013, and later).

Whoever shows a figure reads one row of these instead of all that it counts. `storage.recount` counts again,
and says what differs.
"""

from sqlalchemy import Boolean, Column, Index, Integer, false, text
from sqlmodel import Field, SQLModel

COMING = text("coming")
"""In the words of queries too."""


def _figure() -> Column[int]:
    """Nothing, while nothing is counted."""
    return Column(Integer, nullable=False, server_default="0")


class EventCount(SQLModel, table=True):
    """How an event stands."""

    __tablename__ = "event_count"

    event_id: int = Field(primary_key=True, foreign_key="event.id")
    taken: int = Field(default=0, sa_column=_figure())
    """Seats held on site beside reserved ones, and seats offered."""
    waiting: int = Field(default=0, sa_column=_figure())
    """Claims in the line whose member can act and which move up as seats come free (`Claim.counted`)."""
    yes: int = Field(default=0, sa_column=_figure())
    """Members who hold seats."""
    no: int = Field(default=0, sa_column=_figure())
    answered: int = Field(default=0, sa_column=_figure())
    """Members of whom an answer is expected and who gave one, or have a claim open."""
    unconfirmed: int = Field(default=0, sa_column=_figure())
    """Members who hold seats, and said so for an earlier date or place."""
    present: int = Field(default=0, sa_column=_figure())
    """Members and guests who were recorded as present."""
    turned: int = Field(default=0, sa_column=_figure())
    """How often somebody who had answered was silent again: reminders look then who it is."""
    joined: int = Field(default=0, sa_column=_figure())
    """How often somebody came to hold a seat who held none."""
    asked: int = Field(default=0, sa_column=_figure())
    """Late requests undecided whose member can act (`Claim.asks`)."""
    parties: int = Field(default=0, sa_column=_figure())
    """Members on the list of those who answered or have a claim open (`Answered`)."""
    awaited: int = Field(default=0, sa_column=_figure())
    """Seats waited for, by whomever."""
    remote: int = Field(default=0, sa_column=_figure())
    """People who come by the video link."""
    reserved: int = Field(default=0, sa_column=_figure())
    """Reserved seats that are held."""


class ClubCount(SQLModel, table=True):
    """How the club stands: one row, or none while there was no member yet."""

    __tablename__ = "club_count"

    id: int = Field(primary_key=True)
    """Always 1."""
    expected: int = 0
    """Members of whom an answer is expected."""
    books: int = 0
    """People in the books but those who left."""
    electors: int = Field(default=0, sa_column=_figure())
    """Members who would be on the roll of a ballot of members that opens now (`Member.elects`)."""
    turned: int = 0
    """How often somebody came to be expected or no longer is, is known to Slack by another id or zone, took
    an acceptance back: whom reminders are for is to be looked at again."""


class TopicCount(SQLModel, table=True):
    """How many topics there are, by what lists are filtered by."""

    __tablename__ = "topic_count"

    state: str = Field(primary_key=True)
    kind: str = Field(primary_key=True)
    unanswered: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    """1 for those that wait for the organisers' answer."""
    topics: int


class WorkCount(SQLModel, table=True):
    """How many works there are of a year."""

    __tablename__ = "work_count"

    year: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    works: int


class BallotCount(SQLModel, table=True):
    """How many votes may be cast in a ballot, and how many were: never what. None before it opens."""

    __tablename__ = "ballot_count"

    ballot_id: int = Field(primary_key=True, foreign_key="ballot.id")
    roll: int
    voted: int


class BallotStateCount(SQLModel, table=True):
    """How many ballots are in a state."""

    __tablename__ = "ballot_state_count"

    state: str = Field(primary_key=True)
    wiped: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    """1 for those whose erased votes are wiped from the files: their result is told."""
    ballots: int


class WeightCount(SQLModel, table=True):
    """How many companies would have a vote of that weight in a ballot that opens now (`Company.votes`)."""

    __tablename__ = "weight_count"

    weight: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    companies: int


class AcceptanceCount(SQLModel, table=True):
    """How many members whose acceptance of the charter is awaited accepted which version last; 0 for none."""

    __tablename__ = "acceptance_count"

    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    members: int


class Answered(SQLModel, table=True):
    """Who has answered an event or has a claim open on it, in the order in which lists show them."""

    __table_args__ = (
        Index("ix_answered_listed", "event_id", "company", "name", "member_id"),
        Index("ix_answered_member", "member_id"),
        Index(
            "ix_answered_coming", "event_id", "company", "name", "member_id",
            sqlite_where=COMING, postgresql_where=COMING,
        ),
    )  # fmt: skip

    event_id: int = Field(primary_key=True, foreign_key="event.id")
    member_id: int = Field(primary_key=True, foreign_key="member.id")
    company: str
    """Folded; empty for whoever has none."""
    name: str
    coming: bool = Field(default=False, sa_column=Column(Boolean, nullable=False, server_default=false()))
    """Whether they hold a seat."""


class ConsultationCount(SQLModel, table=True):
    """How often somebody's contact details were shown: how many rows of `Consultation` there are, and none of
    somebody of whom there is none."""

    __tablename__ = "consultation_count"

    subject_id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    shown: int

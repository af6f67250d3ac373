"""Ballots: their settings, who may vote, who did, and the urn.

Who voted (`Attendance`) and what was voted (`Paper`) are apart. In a sealed ballot nothing ties one to the
other from the start, and a vote reaches the urn by way of `SealedPaper` (`storage.sealing`); in a
confidential one the tie, `Paper.attendance_id`, goes when the ballot closes. Both have random ids, no order
of their own, and are written anew at closing (`storage.urns`).
"""

from datetime import datetime

from sqlalchemy import Column, Index, Integer, LargeBinary, String, UniqueConstraint
from sqlalchemy import text as sql
from sqlmodel import Field, SQLModel

from storage.tables.column import instant

APART = {"sqlite_with_rowid": False}
"""SQLite would number the rows in the order they came in."""


class Ballot(SQLModel, table=True):
    """A ballot; `club.ballots` says what each setting means."""

    __table_args__ = (
        Index("ix_ballot_state_closes_at", "state", "closes_at"),
        Index("ix_ballot_state_id", "state", "id"),
        Index("ix_ballot_wiped", "state", "scrubbed_at"),
        Index("ix_ballot_closed", "state", "closed_at", "id"),
        Index("ix_ballot_second_of", "second_of"),
    )

    id: int | None = Field(default=None, primary_key=True)
    title: str
    purpose: str = "selection"
    method: str = "approval"
    unit: str = "company"
    secrecy: str = "confidential"
    seats: int = 1
    most: int = 0
    points: int = 0
    cap: int = 0
    floor: int = Field(default=1, sa_column=Column(Integer, nullable=False, server_default="1"))
    floor_share: str = Field(default="0", sa_column=Column(String, nullable=False, server_default="0"))
    """A share such as `1/3`, as the others."""
    floor_grade: int | None = None
    no_opinion: str = Field(
        default="reject", sa_column=Column(String, nullable=False, server_default="reject")
    )
    majority: str = Field(default="simple", sa_column=Column(String, nullable=False, server_default="simple"))
    majority_of: str = Field(
        default="expressed", sa_column=Column(String, nullable=False, server_default="expressed")
    )
    quorum: int = 0
    quorum_share: str = Field(default="0", sa_column=Column(String, nullable=False, server_default="0"))
    quorum_of: str = Field(
        default="voters", sa_column=Column(String, nullable=False, server_default="voters")
    )
    proxies: int = 0
    live: bool = False
    tie_break: str = "organisers"
    seed: str = ""
    """Made at the opening, told with the result."""
    salt: str = Field(default="", sa_column=Column(String, nullable=False, server_default=sql("''")))
    """Published with the papers, and never without them."""
    edition: int = Field(default=2, sa_column=Column(Integer, nullable=False, server_default="2"))
    second_of: int | None = Field(default=None, foreign_key="ballot.id")
    """The ballot whose quorum was missed, which this one consults again on."""
    state: str = "draft"
    opens_at: datetime | None = Field(default=None, sa_column=instant(nullable=True))
    closes_at: datetime | None = Field(default=None, sa_column=instant(nullable=True))
    closed_at: datetime | None = Field(default=None, sa_column=instant(nullable=True))
    reason: str = ""
    note: str = ""
    created_by: int | None = Field(default=None, foreign_key="member.id", index=True)
    created_at: datetime = Field(sa_column=instant())
    result: str = ""
    """JSON, set by the closing: `club.urn` writes and reads it."""
    settled_by: int | None = Field(default=None, foreign_key="member.id", index=True)
    """The organiser who settled a tie."""
    settled_at: datetime | None = Field(default=None, sa_column=instant(nullable=True))
    scrubbed_at: datetime | None = Field(default=None, sa_column=instant(nullable=True))
    """When what the closing erased was also wiped from the database's files; nothing is published before."""


class BallotOption(SQLModel, table=True):
    """One thing that may be chosen or judged; its title is kept as it was when the ballot opened."""

    __tablename__ = "ballot_option"

    id: int | None = Field(default=None, primary_key=True)
    ballot_id: int = Field(foreign_key="ballot.id", index=True)
    title: str
    topic_id: int | None = Field(default=None, foreign_key="topic.id", index=True)
    work_id: int | None = Field(default=None, foreign_key="work.id", index=True)
    criterion: str | None = None
    text: str = Field(default="", sa_column=Column(String, nullable=False, server_default=sql("''")))
    """Of a resolution; or where it is read:"""
    link: str = Field(default="", sa_column=Column(String, nullable=False, server_default=sql("''")))


class Voter(SQLModel, table=True):
    """A vote that may be cast, as the roll was drawn up at the opening: a company's or a member's."""

    __table_args__ = (
        UniqueConstraint("ballot_id", "company_id", name="uq_voter_company"),
        UniqueConstraint("ballot_id", "member_id", name="uq_voter_member"),
        Index("ix_voter_called", "ballot_id", "called", "id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    ballot_id: int = Field(foreign_key="ballot.id")
    company_id: int | None = Field(default=None, foreign_key="company.id", index=True)
    member_id: int | None = Field(default=None, foreign_key="member.id", index=True)
    weight: int = 1
    called: str = Field(default="", sa_column=Column(String, nullable=False, server_default=sql("''")))
    """The company's folded name, or the member's: lists are in this order. Triggers keep it."""


class Proxy(SQLModel, table=True):
    """A member has another vote for them in one ballot."""

    voter_id: int = Field(primary_key=True, foreign_key="voter.id")
    """The vote that is entrusted."""
    ballot_id: int = Field(foreign_key="ballot.id")
    holder_id: int = Field(foreign_key="member.id", index=True)
    at: datetime = Field(sa_column=instant())


class Attendance(SQLModel, table=True):
    """A vote was cast. By whom, never what; in a sealed ballot not when either."""

    __table_args__ = (
        UniqueConstraint("voter_id", name="uq_attendance_voter"),
        Index("ix_attendance_ballot", "ballot_id"),
        APART,
    )

    id: str = Field(primary_key=True)
    """Random."""
    ballot_id: int = Field(foreign_key="ballot.id")
    voter_id: int = Field(foreign_key="voter.id")
    cast_by: int = Field(foreign_key="member.id", index=True)
    """Who cast it: a colleague, or the holder of a proxy."""
    cast_at: datetime | None = Field(default=None, sa_column=instant(nullable=True))
    """None in a sealed ballot."""


class Paper(SQLModel, table=True):
    """What one vote says: the urn."""

    __table_args__ = (
        UniqueConstraint("attendance_id", name="uq_paper_attendance"),
        UniqueConstraint("ballot_id", "receipt", name="uq_paper_receipt"),
        APART,
    )

    id: str = Field(primary_key=True)
    """Random."""
    ballot_id: int = Field(foreign_key="ballot.id", index=True)
    attendance_id: str | None = Field(default=None, foreign_key="attendance.id")
    """Whose it is, while that may be known: never in a sealed ballot, until closing in a confidential one."""
    receipt: str | None = None
    """Known to the voter of a sealed ballot alone."""
    weight: int = 1
    marks: str
    """JSON: option id to mark, sorted by id."""
    remarks: str = ""
    """JSON: work id to free text; moved to `Remark` when the ballot closes."""


class SealedPaper(SQLModel, table=True):
    """A vote of a sealed ballot before it goes into the urn, encrypted to the ballot's key."""

    __tablename__ = "sealed_paper"
    __table_args__ = (APART,)

    attendance_id: str = Field(primary_key=True, foreign_key="attendance.id")
    """Whose it is: should the key be lost, they are asked for it again."""
    ballot_id: int = Field(foreign_key="ballot.id", index=True)
    weight: int
    sealed: bytes = Field(sa_type=LargeBinary)
    """As long as any other of the ballot."""


class BallotSeal(SQLModel, table=True):
    """The key that votes of a sealed ballot are encrypted to; its private half is in no table and no file."""

    __tablename__ = "ballot_seal"

    ballot_id: int = Field(primary_key=True, foreign_key="ballot.id")
    public: bytes = Field(sa_type=LargeBinary)
    before: bytes = Field(sa_type=LargeBinary)
    """The public key used before, while its private half may still have to be destroyed; else empty."""
    keeper: str
    """Whose memory holds the private half (`storage.vault`)."""
    spent: bool = False
    """Whether nothing is sealed to it any more: what is left is to destroy it."""


class Remark(SQLModel, table=True):
    """What a vote said of a work in words, once the ballot is closed; as anonymous as the ballot is."""

    __table_args__ = (APART,)

    id: str = Field(primary_key=True)
    """Random."""
    ballot_id: int = Field(foreign_key="ballot.id", index=True)
    work_id: int = Field(foreign_key="work.id", index=True)
    voter_id: int | None = Field(default=None, foreign_key="voter.id")
    """Whose word it is, in an open ballot; None in the others."""
    text: str

"""Companies, members, what Slack says of them, and what they accepted."""

from datetime import datetime

from sqlalchemy import Boolean, Column, Index, Integer, String, false, text
from sqlmodel import Field, SQLModel

from storage.tables.column import instant

EMPTY = text("''")
ORGANISES = text("role = 'organiser'")
"""In the words of queries too: so the index is found."""
ORGANISATION = text("organisation")
UNSETTLED = text("unsettled")
"""In the words of queries too."""
BOUND = text("acts AND role = 'member'")
"""Whose acceptance of the charter is awaited."""


def _kept() -> Column[bool]:
    """A flag that the database keeps by itself."""
    return Column(Boolean, nullable=False, server_default=false())


class Company(SQLModel, table=True):
    """A company of the alliance."""

    __table_args__ = (
        Index("ix_company_organisation", "id", sqlite_where=ORGANISATION, postgresql_where=ORGANISATION),
        Index("ix_company_merged_into", "merged_into"),
    )

    id: int | None = Field(default=None, primary_key=True)
    name: str
    folded: str = Field(unique=True)
    """The name without case and accents: one company, however it is typed."""
    quota: int | None = None
    """How many may represent it, pending invitations included; None: the club's default."""
    weight: int = Field(default=1, sa_column=Column(Integer, nullable=False, server_default="1"))
    """How much its vote weighs in a ballot of companies."""
    organisation: bool = Field(
        default=False, sa_column=Column(Boolean, nullable=False, server_default=false())
    )
    """Whether this is the club's own organisation: it has no vote in a ballot of companies."""
    ended_at: datetime | None = Field(default=None, sa_column=instant(nullable=True))
    """Since when it is in the club no more; its row stays, for history names it."""
    merged_into: int | None = None
    """The company that it became one with."""
    votes: bool = Field(default=False, sa_column=_kept())
    """Whether it would have a vote in a ballot of companies that opens now. Kept by triggers."""


class Member(SQLModel, table=True):
    """A person of the club. Known by e-mail until Slack tells the id, or the other way round."""

    __table_args__ = (
        Index("ix_member_organises", "state", sqlite_where=ORGANISES, postgresql_where=ORGANISES),
        Index("ix_member_called", text("lower(name)")),
        Index("ix_member_listed", "listed", "name", "id"),
        Index("ix_member_unsettled", "id", sqlite_where=UNSETTLED, postgresql_where=UNSETTLED),
        Index(
            "ix_member_accepted",
            "accepted_version",
            "listed",
            "name",
            "id",
            sqlite_where=BOUND,
            postgresql_where=BOUND,
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    company_id: int | None = Field(default=None, foreign_key="company.id", index=True)
    name: str
    email: str | None = Field(default=None, unique=True)
    slack_id: str | None = Field(default=None, unique=True)
    role: str = "member"
    state: str = "admitted"
    """invited (asked, or asks, and not yet admitted), admitted, suspended (Slack account closed), left."""
    function: str = ""
    accepted_version: int = 0
    """The newest charter version accepted and not withdrawn since; 0 for none. Evidence: `Acceptance`."""
    language: str | None = None
    """Chosen in Prime; where empty, Slack's locale decides."""
    acts: bool = Field(default=False, sa_column=_kept())
    """Whether they can answer, decide, be asked now (`storage.people.can_act`). Kept by triggers, with:"""
    expected: bool = Field(default=False, sa_column=_kept())
    """Whether an answer or a vote is expected of them besides (`storage.people.EXPECTED`)…"""
    elects: bool = Field(default=False, sa_column=_kept())
    """…whether they would be on the roll of a ballot of members that opens now, Slack knowing them or not…"""
    listed: str = Field(default="", sa_column=Column(String, nullable=False, server_default=EMPTY))
    """…and their company's folded name: lists are by company."""
    unsettled: bool = Field(default=False, sa_column=_kept())
    """Whether their company changed, or `expected`, since `storage.tenures` noted it. A trigger says so."""


class Profile(SQLModel, table=True):
    """What Slack says of an account, cached."""

    slack_id: str = Field(primary_key=True)
    name: str = ""
    """Empty, as the address, while the account is nobody's in the books: see `storage.accounts`."""
    email: str | None = Field(default=None, index=True)
    locale: str = ""
    zone: str = Field(default="", index=True)
    standing: str = "full"
    """full, guest, stranger (another workspace), bot or deleted."""


class CharterVersion(SQLModel, table=True):
    """A version of the club's charter, as published; never changed afterwards."""

    id: int | None = Field(default=None, primary_key=True)
    number: int = Field(unique=True)
    material: bool = True
    """Whether everyone must accept again; an editorial version asks nothing."""
    text: str
    """Markdown."""
    sha256: str
    changes: str = ""
    """What changed, in a sentence or two."""
    published_at: datetime = Field(sa_column=instant())
    published_by: int | None = Field(default=None, foreign_key="member.id", index=True)
    accept_by: datetime | None = Field(default=None, sa_column=instant(nullable=True))
    """Until when a material version is to be accepted; only then does it bind those admitted before."""


class Acceptance(SQLModel, table=True):
    """The evidence, append-only: who accepted or withdrew which text, when, in which language."""

    id: int | None = Field(default=None, primary_key=True)
    member_id: int = Field(foreign_key="member.id", index=True)
    number: int
    sha256: str
    language: str
    withdrawn: bool = False
    """Whether this row takes the acceptance back."""
    at: datetime = Field(sa_column=instant())


class Admission(SQLModel, table=True):
    """A way into the club: a newcomer's request, or a colleague's invitation."""

    __table_args__ = (Index("ix_admission_state", "state"),)

    id: int | None = Field(default=None, primary_key=True)
    member_id: int = Field(foreign_key="member.id", index=True)
    company_id: int | None = Field(default=None, foreign_key="company.id", index=True)
    company_typed: str = ""
    """What a newcomer typed: strangers are shown no list."""
    word: str = ""
    state: str = "open"
    """One of `club.admission.AdmissionState`: open, how it ended, and what came afterwards."""
    created_at: datetime = Field(sa_column=instant())
    confirmed_by: int | None = Field(default=None, foreign_key="member.id", index=True)
    """The colleague who confirmed the company (or invited)."""
    confirmed_at: datetime | None = Field(default=None, sa_column=instant(nullable=True))
    decided_by: int | None = Field(default=None, foreign_key="member.id", index=True)
    decided_at: datetime | None = Field(default=None, sa_column=instant(nullable=True))
    reason: str = ""

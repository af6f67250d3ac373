"""Premises offered for meetings."""

from datetime import datetime

from sqlalchemy import Column, Index, Integer, String
from sqlalchemy import text as sql
from sqlmodel import Field, SQLModel

from storage.tables.column import instant


class HostingOffer(SQLModel, table=True):
    """An offer; what the columns mean is in `club.hosting`."""

    __tablename__ = "hosting_offer"
    __table_args__ = (
        Index("ix_hosting_offer_state_last", "state", "last_month"),
        Index("ix_hosting_offer_event_id", "event_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    member_id: int = Field(foreign_key="member.id", index=True)
    company_id: int | None = Field(default=None, foreign_key="company.id", index=True)
    place: str
    region: str = ""
    seats: int
    months: str
    """`2027-03,2027-04`."""
    last_month: str
    room: str = ""
    access: str = ""
    demands: str = ""
    wheelchair: str = "no"
    contact: str = ""
    dates: str = Field(default="", sa_column=Column(String, nullable=False, server_default=sql("''")))
    list_days: int = Field(default=0, sa_column=Column(Integer, nullable=False, server_default=sql("0")))
    state: str = "offered"
    event_id: int | None = Field(default=None, foreign_key="event.id")
    schedule: int = 0
    made_at: datetime = Field(sa_column=instant())

"""What somebody needs at an event, in their own words."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from storage.tables.column import instant


class EventNeed(SQLModel, table=True):
    """What a member told the organisers of their party's needs at an event; gone once they do not come."""

    __tablename__ = "event_need"

    event_id: int = Field(foreign_key="event.id", primary_key=True)
    member_id: int = Field(foreign_key="member.id", primary_key=True, index=True)
    wording: str
    at: datetime = Field(sa_column=instant())

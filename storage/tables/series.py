"""Series: events that are dates of one matter."""

from datetime import date, datetime

from sqlmodel import Field, SQLModel

from storage.tables.column import instant


class EventSeries(SQLModel, table=True):
    """A rule by which an event came again."""

    __tablename__ = "event_series"

    id: int | None = Field(default=None, primary_key=True)
    rhythm: str
    starts_on: date
    skips: bool
    made_at: datetime = Field(sa_column=instant())


class SeriesDate(SQLModel, table=True):
    """An event that is a date of a series."""

    __tablename__ = "series_date"

    event_id: int = Field(primary_key=True, foreign_key="event.id")
    series_id: int = Field(foreign_key="event_series.id", index=True)

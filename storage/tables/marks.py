"""What the program notes about the database itself."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from storage.tables.column import instant


class Mark(SQLModel, table=True):
    """A note of the program about its own database, by name: see `storage/marks.py`."""

    name: str = Field(primary_key=True)
    value: str


class Erased(SQLModel, table=True):
    """Somebody who was erased, until the list kept outside the database has it: then the row goes."""

    id: int | None = Field(default=None, primary_key=True)
    row: int
    """The number of the nameless row that remains of them."""
    digest: str
    """Of their Slack id or address, keyed: it tells nobody who it was, and whether it was a given person."""
    at: datetime = Field(sa_column=instant())

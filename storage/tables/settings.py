"""What organisers set while the program runs."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from storage.tables.column import instant


class SettingChange(SQLModel, table=True):
    """One change of a setting, append-only: the last one of a name holds."""

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(index=True)
    before: int
    value: int | None = None
    """None: what the installation gives, again."""
    changed_by: int | None = Field(default=None, foreign_key="member.id", index=True)
    changed_at: datetime = Field(sa_column=instant())

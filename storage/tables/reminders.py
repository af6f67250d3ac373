"""How somebody wants to be reminded."""

from datetime import date

from sqlmodel import Field, SQLModel


class ReminderWish(SQLModel, table=True):
    """A member's own choice; no row: as usual."""

    member_id: int = Field(primary_key=True, foreign_key="member.id")
    ways: str = ""
    """By theme, where it is not together with others: `votes=never topics=each`."""
    hour: int
    """On their own clock."""
    weekly: bool = False
    absent_from: date | None = None
    absent_to: date | None = None
    """Both included."""

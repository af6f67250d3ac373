"""Columns that many tables have."""

from datetime import datetime

from sqlalchemy import Column

from storage.types import Utc


def instant(*, nullable: bool = False, index: bool = False) -> Column[datetime]:
    """An aware instant; a new column for each call, as SQLAlchemy wants."""
    return Column(Utc(), nullable=nullable, index=index)

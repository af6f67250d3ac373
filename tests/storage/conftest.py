"""A database of its own for each test."""

from collections.abc import Iterator

import pytest

from storage.database import Database


@pytest.fixture
def db(database_url: str) -> Iterator[Database]:
    """A fresh database, on both engines."""
    made = Database(database_url)
    yield made
    made.dispose()

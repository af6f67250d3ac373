"""A database for each test."""

from collections.abc import Iterator

import pytest

from storage.database import Database


@pytest.fixture
def db(database_url: str) -> Iterator[Database]:
    database = Database(database_url)
    yield database
    database.dispose()

"""A desk on a database of its own, on both engines; nothing is sent."""

from collections.abc import Iterator

import pytest
from slack_sdk import WebClient

from handlers.kit.desk import Club, Desk
from handlers.words import load
from storage.database import Database
from tests.handlers.choosing.results.counted import PARIS
from tests.stories.club import CHANNEL


def _desk(url: str) -> Desk:
    client = WebClient(token="xoxb-x", base_url="http://127.0.0.1:9/", retry_handlers=[])
    return Desk(Database(url), client, load(PARIS), Club(PARIS, CHANNEL, "le secrétariat"))


@pytest.fixture
def desk(database_url: str) -> Iterator[Desk]:
    """The desk, on each engine."""
    made = _desk(database_url)
    yield made
    made.db.dispose()


@pytest.fixture
def one_desk(sqlite_url: str) -> Iterator[Desk]:
    """The same for what is no different on PostgreSQL."""
    made = _desk(sqlite_url)
    yield made
    made.db.dispose()

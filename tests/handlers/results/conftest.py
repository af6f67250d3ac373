"""A desk on a database of its own, on both engines; nothing is sent."""

from collections.abc import Iterator

import pytest
from slack_sdk import WebClient

from handlers.kit.desk import Club, Desk
from handlers.words import load
from storage.database import Database
from tests.handlers.results.counted import PARIS
from tests.stories.club import CHANNEL


@pytest.fixture
def desk(database_url: str) -> Iterator[Desk]:
    """The desk."""
    db = Database(database_url)
    client = WebClient(token="xoxb-x", base_url="http://127.0.0.1:9/", retry_handlers=[])
    yield Desk(db, client, load(PARIS), Club(PARIS, CHANNEL, "le secrétariat"))
    db.dispose()

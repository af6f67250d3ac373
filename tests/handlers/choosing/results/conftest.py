"""Services on a database of its own, on both engines; nothing is sent."""

from collections.abc import Iterator

import pytest
from slack_sdk import WebClient

from handlers.kit.services import Club, Services
from handlers.words import load
from storage.database import Database
from tests.handlers.choosing.results.counted import PARIS
from tests.stories.club import CHANNEL


def _services(url: str) -> Services:
    client = WebClient(token="xoxb-x", base_url="http://127.0.0.1:9/", retry_handlers=[])
    return Services(Database(url), client, load(PARIS), Club(PARIS, CHANNEL, "le secrétariat"))


@pytest.fixture
def services(database_url: str) -> Iterator[Services]:
    """The services, on each engine."""
    made = _services(database_url)
    yield made
    made.db.dispose()


@pytest.fixture
def one_services(sqlite_url: str) -> Iterator[Services]:
    """The same for what is no different on PostgreSQL."""
    made = _services(sqlite_url)
    yield made
    made.db.dispose()

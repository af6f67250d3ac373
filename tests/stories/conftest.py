"""A club for each story, on both engines; a mail server, and a club that has one."""

from collections.abc import Iterator

import pytest

from tests.stories.club import Club
from tests.stories.postman import Postman


@pytest.fixture
def club(database_url: str) -> Iterator[Club]:
    """The real bot in a sandboxed workspace."""
    made = Club(database_url)
    yield made
    made.stop()


@pytest.fixture
def postman() -> Iterator[Postman]:
    """A mail server."""
    made = Postman()
    yield made
    made.stop()


@pytest.fixture
def mailing(database_url: str, postman: Postman) -> Iterator[Club]:
    """A club that writes letters."""
    made = Club(database_url, postman.settings)
    yield made
    made.stop()

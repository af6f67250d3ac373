"""A club for each story, on both engines."""

from collections.abc import Iterator

import pytest

from tests.stories.club import Club


@pytest.fixture
def club(database_url: str) -> Iterator[Club]:
    """The real bot in a sandboxed workspace."""
    made = Club(database_url)
    yield made
    made.stop()

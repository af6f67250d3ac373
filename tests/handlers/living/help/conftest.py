"""A circle of members on both engines."""

from collections.abc import Iterator

import pytest

from tests.handlers.living.help.circle import Circle, circle_of


@pytest.fixture
def circle(database_url: str) -> Iterator[Circle]:
    """What is checked here is mostly about who comes first in the database."""
    with circle_of(database_url) as made:
        yield made

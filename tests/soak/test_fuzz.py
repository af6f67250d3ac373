"""Twenty thousand payloads, buttons, forms and files out of shape: each answered."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bot.fuzzing import Fuzzed
from tests.bot.test_fuzz import Heard, every_case_is_answered, every_file_is_read_or_refused, heard, reached

__all__ = ["heard"]
pytestmark = pytest.mark.soak
CASES, FILES = 16_000, 2_000


@pytest.fixture
def fuzzed(migrated_file: Path, tmp_path: Path) -> Iterator[Fuzzed]:
    """The clubs."""
    made = Fuzzed(migrated_file, tmp_path, demo=True)
    yield made
    made.stop()


def test_twenty_thousand_cases_are_answered(fuzzed: Fuzzed, heard: Heard) -> None:
    buttons, forms = reached(fuzzed)
    assert buttons > 2 / 3
    assert forms > 3 / 4
    every_case_is_answered(fuzzed, heard, CASES)
    every_file_is_read_or_refused(FILES)

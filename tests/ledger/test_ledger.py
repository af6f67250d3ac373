"""The year 2027 of a club of sixty: what must hold of every message, and the document that shows them."""

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from tests.ledger.judge import Judge
from tests.ledger.life import Life
from tests.ledger.page import ledger, weeks
from tests.ledger.people import SILENT
from tests.ledger.programme import ENDS
from tests.stories.club import Club, paris

DOCUMENT = Path(__file__).parents[2] / "docs" / "ledger-2027.md"
FIVE_WEEKS = paris(2027, 2, 8)
MOST = 30


@pytest.fixture
def club(sqlite_url: str) -> Iterator[Club]:
    """The real bot in a sandboxed workspace."""
    made = Club(sqlite_url)
    yield made
    made.stop()


def lived(club: Club, until: datetime) -> Judge:
    """The year until then."""
    life = Life(club)
    life.lives(until)
    return Judge(life, until)


def test_five_weeks_are_as_the_ledger_says(club: Club) -> None:
    judge = lived(club, FIVE_WEEKS)
    assert judge.faults() == {}
    assert len(judge.sent) > 200, "there was something to judge"
    written = DOCUMENT.read_text("utf-8")
    days = [line for lines in weeks(judge).values() for line in lines]
    assert [line for line in days if line not in written] == []


@pytest.mark.soak
def test_the_whole_year_is_as_the_ledger_says(club: Club) -> None:
    judge = lived(club, ENDS)
    if os.environ.get("PRIME_LEDGER_2027"):
        DOCUMENT.write_text(ledger(judge), "utf-8")
    assert judge.faults() == {}
    assert len(judge.by_person[SILENT]) <= MOST
    assert ledger(judge) == DOCUMENT.read_text("utf-8")

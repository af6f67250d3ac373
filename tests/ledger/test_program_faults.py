"""That the year's promises see a program that breaks them, and not planted messages alone."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

import club.digest
from club.followup import PLANS, CallPlan, Matter
from handlers.kit.router import RenderContext
from scheduler.manners import AsItself, Manner, Manners, Together
from tests.ledger import judge
from tests.ledger.judge import Judge
from tests.ledger.life import Life
from tests.ledger.programme import ENDS
from tests.stories.club import Club, paris

BROKEN = {"two digests a day", "a request without two reminders", "a proposal not followed"}
MARCH = paris(2027, 3, 20)


@pytest.fixture
def prime(sqlite_url: str) -> Iterator[Club]:
    """The real bot in a sandboxed workspace."""
    made = Club(sqlite_url)
    yield made
    made.stop()


def without_manners(patch: pytest.MonkeyPatch) -> None:
    """What may wait waits for nothing, and each hour has a digest of its own."""

    def free_hour(_fell_due: datetime, now: datetime, *_: Any, **__: Any) -> datetime:
        return now

    joined = Manners._joined

    def anew(self: Manners, ctx: RenderContext, found: Together) -> Manner:
        of_its_own = date.fromisoformat(found.day) + timedelta(days=400 * ctx.now.hour)
        return joined(self, ctx, replace(found, day=f"{of_its_own}"))

    patch.setattr(club.digest, "_free_hour", free_hour)
    patch.setattr(Manners, "_joined", anew)


def without_digests(patch: pytest.MonkeyPatch) -> None:
    """Whatever may wait comes at once, by itself, however much somebody was sent."""
    patch.setattr(Manners, "_of", lambda *_: AsItself())


def without_calls(patch: pytest.MonkeyPatch, *matters: Matter) -> None:
    """Nobody is called about these."""
    for matter in matters:
        patch.setitem(PLANS, matter, CallPlan([], ends="never begun"))  # type: ignore[arg-type]


@pytest.mark.soak
def test_faults_of_the_program_are_seen(prime: Club, monkeypatch: pytest.MonkeyPatch) -> None:
    without_manners(monkeypatch)
    without_calls(monkeypatch, Matter.LATE_REQUEST, Matter.PROPOSAL)
    life = Life(prime)
    life.lives(ENDS)
    assert set(Judge(life, ENDS).faults()) >= BROKEN


@pytest.mark.soak
def test_a_program_that_counts_no_messages_is_seen(prime: Club, monkeypatch: pytest.MonkeyPatch) -> None:
    """In this quiet club nobody would be sent a sixth: it is seen by a measure of three."""
    monkeypatch.setattr(judge, "A_WEEK", 3)
    without_digests(monkeypatch)
    life = Life(prime)
    life.lives(MARCH)
    assert "more than five a week" in Judge(life, MARCH).faults()

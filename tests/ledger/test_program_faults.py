"""That the year's promises see a program that breaks them, and not planted messages alone."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

import club.digest
from club.followup import PLANS, CallPlan, Matter
from handlers.kit.router import RenderContext
from scheduler.manners import Manner, Manners, Together
from tests.ledger.judge import Judge
from tests.ledger.life import Life
from tests.ledger.programme import ENDS
from tests.stories.club import Club

BROKEN = {
    "two digests a day",
    "more than five a week",
    "a request without two reminders",
    "a proposal not followed",
}


@pytest.fixture
def prime(sqlite_url: str) -> Iterator[Club]:
    """The real bot in a sandboxed workspace."""
    made = Club(sqlite_url)
    yield made
    made.stop()


def without_manners(patch: pytest.MonkeyPatch) -> None:
    """What may wait waits for nothing; nobody counts a week's messages; each hour has a digest of its own."""

    def free_hour(_fell_due: datetime, now: datetime, *_: Any, **__: Any) -> datetime:
        return now

    joined = Manners._joined

    def anew(self: Manners, ctx: RenderContext, found: Together) -> Manner:
        of_its_own = date.fromisoformat(found.day) + timedelta(days=400 * ctx.now.hour)
        return joined(self, ctx, replace(found, day=f"{of_its_own}"))

    patch.setattr(club.digest, "_free_hour", free_hour)
    patch.setattr(club.digest, "_is_full", lambda *_: False)
    patch.setattr(Manners, "_joined", anew)


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

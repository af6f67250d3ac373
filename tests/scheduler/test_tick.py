"""The tick: each sweep by itself, and what a fault of one leaves to the others."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from handlers.kit.router import Router
from handlers.kit.services import Services
from scheduler.tick import LOOK_BACK, Tick
from tests.handlers.events.guests.conftest import house
from tests.handlers.events.guests.house import House

__all__ = ["house"]

NOW = datetime(2027, 1, 4, 8, 0, tzinfo=UTC)
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


@dataclass
class Sweeps:
    """Two sweeps, the first of which may have a fault; what the second was asked."""

    now: datetime = NOW
    faulty: bool = False
    asked: list[tuple[datetime, datetime]] = field(default_factory=list)

    def first(self, _services: Services, _since: datetime, _now: datetime) -> None:
        if self.faulty:
            raise ValueError("a fault")

    def second(self, _services: Services, since: datetime, now: datetime) -> None:
        self.asked.append((since, now))


@pytest.fixture
def sweeps() -> Sweeps:
    return Sweeps()


@pytest.fixture
def tick(house: House, sweeps: Sweeps) -> Iterator[Tick]:
    router = Router()
    router.sweep(sweeps.first)
    router.sweep(sweeps.second)
    made = Tick(house.services, router, lambda: sweeps.now)
    yield made
    made.stop()


def test_a_sweep_that_fails_holds_up_none_of_the_others_and_comes_again(tick: Tick, sweeps: Sweeps) -> None:
    tick.sweep()
    sweeps.now, sweeps.faulty = NOW + MINUTE, True
    with pytest.raises(ValueError, match="a fault"):
        tick.sweep()
    sweeps.now, sweeps.faulty = NOW + 2 * MINUTE, False
    tick.sweep()
    assert sweeps.asked == [
        (NOW - LOOK_BACK, NOW),
        (NOW, NOW + MINUTE),
        (NOW, NOW + 2 * MINUTE),
    ]


def test_after_a_clock_that_was_ahead_sweeps_look_back_as_after_a_start(tick: Tick, sweeps: Sweeps) -> None:
    sweeps.now = NOW + DAY
    tick.sweep()
    sweeps.now = NOW
    tick.sweep()
    sweeps.now = NOW + MINUTE
    tick.sweep()
    assert sweeps.asked[1:] == [(NOW - LOOK_BACK, NOW), (NOW, NOW + MINUTE)]


def test_how_long_nobody_looked_at_the_outbox_is_known(tick: Tick, sweeps: Sweeps) -> None:
    tick.drain()
    sweeps.now = NOW + MINUTE
    assert tick.silent_for == 60
    tick.drain()
    assert tick.silent_for == 0

"""Hundreds of sealed ballots, every copy of every file: what a guess is worth."""

import pytest

from club.sealing import BATCH
from handlers.kit.services import Services
from tests.handlers.choosing.results.conftest import services
from tests.handlers.choosing.results.sealed_votes import by_chance, hits

__all__ = ["services"]

pytestmark = pytest.mark.soak
BALLOTS = 300


def test_the_best_guess_stays_at_chance_among_five(
    services: Services, capsys: pytest.CaptureFixture[str]
) -> None:
    found, tries = hits(services, BALLOTS)
    with capsys.disabled():
        for (who, what), many in found.items():
            print(f"voters {who}, papers {what}: {many} of {tries} ({many / tries:.1%})")
    assert {order for order, many in found.items() if by_chance(many, tries, 1 / BATCH) < 1e-6} == set()

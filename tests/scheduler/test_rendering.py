"""Whose fault it is that a posting cannot be drawn."""

import pytest

from handlers import names
from handlers.kit.interaction import Message
from handlers.kit.router import RenderContext
from scheduler.rendering import Broke, Renderer
from storage.database import Unsaved, UnsavedReason
from storage.outbox import claim_due
from tests.stories.club import Club
from tests.stories.conftest import club

__all__ = ["club"]


@pytest.mark.parametrize("fault", [Unsaved(UnsavedReason.AWAY), ValueError("a bug")])
def test_a_database_that_falters_is_no_fault_of_the_posting(club: Club, fault: Exception) -> None:
    def falters(ctx: RenderContext) -> Message:
        raise fault

    club.schedules()
    club.prime.router.renderers[names.CARD] = falters
    with club.prime.services.db.begin() as session:
        (card,) = claim_due(session, club.clock.now(), 1)
    renderer = Renderer(club.prime.services, club.prime.router)
    if isinstance(fault, Unsaved):
        with pytest.raises(Unsaved):
            renderer.verdict(card, club.clock.now())
    else:
        assert renderer.verdict(card, club.clock.now()) == Broke(fault)

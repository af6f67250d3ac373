"""More who want a connection to PostgreSQL than there are: a click is told, others wait for theirs."""

from collections.abc import Iterator
from threading import Event, Thread
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine
from sqlalchemy.exc import TimeoutError as PoolExhausted
from sqlalchemy.pool import QueuePool

from storage.interaction import InteractionState
from storage.patience import Patience
from storage.postgresql import Direct
from storage.unsaved import Unsaved, UnsavedReason

PATIENCE = 10


class Telling(QueuePool):
    """Says when it had none to give."""

    refused: Event

    def _do_get(self) -> Any:
        try:
            return super()._do_get()
        except PoolExhausted:
            self.refused.set()
            raise


@pytest.fixture
def engine(migrated_server: str) -> Iterator[Engine]:
    """With one connection."""
    Telling.refused = Event()
    made = create_engine(migrated_server, poolclass=Telling, pool_size=1, max_overflow=0, pool_timeout=0.01)
    yield made
    made.dispose()


def test_what_nobody_waits_for_takes_the_next_connection_that_is_free(engine: Engine) -> None:
    patience = Patience()
    direct, looked = Direct(engine, patience, InteractionState(patience)), Event()

    def looks() -> None:
        with direct.look():
            looked.set()

    with engine.connect():
        waiting = Thread(target=looks)
        waiting.start()
        assert Telling.refused.wait(PATIENCE)
        assert not looked.is_set()
    waiting.join(PATIENCE)
    assert looked.is_set()


def test_a_click_is_told_that_the_database_is_busy(engine: Engine) -> None:
    interaction = InteractionState(Patience())
    direct = Direct(engine, Patience(), interaction)
    with engine.connect(), interaction.answered(), pytest.raises(Unsaved) as refusal, direct.look():
        pass
    assert refusal.value.why is UnsavedReason.BUSY


def test_nobody_waits_for_ever(engine: Engine) -> None:
    hasty = Patience(others=0.0)
    direct = Direct(engine, hasty, InteractionState(hasty))
    with engine.connect(), pytest.raises(Unsaved), direct.look():
        pass

"""PostgreSQL's transactions: each its own commit, and none in a click waits longer than its person can."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, event, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolExhausted

from storage.interaction import InteractionState
from storage.patience import Patience
from storage.unsaved import Unsaved, why_not, why_undone

WORK = 0.5
"""Seconds that a click's statement may take beyond what it may wait for a lock."""


_FOR_LONG = text("SELECT set_config('lock_timeout', :lock, true), set_config('statement_timeout', '0', true)")


class Direct:
    """The door to PostgreSQL. One per database; thread-safe."""

    def __init__(self, engine: Engine, patience: Patience, interaction: InteractionState) -> None:
        self._engine, self._patience, self._interaction = engine, patience, interaction
        if engine.dialect.name == "postgresql":
            event.listen(engine, "connect", self._prepare)

    def _prepare(self, connection: Any, _record: object) -> None:
        """A click's patience is every connection's: whoever may take longer says so, clicks say nothing."""
        click = self._patience.click
        with connection.cursor() as cursor:
            cursor.execute(f"SET lock_timeout = {round(click * 1000)}")
            cursor.execute(f"SET statement_timeout = {round((click + WORK) * 1000)}")
            # What a click reads is in memory: by default a page read here and there is taken to cost four
            # read one after the other, and a table of thousands is read to its end for the five rows shown.
            cursor.execute("SET random_page_cost = 1.1")
        connection.commit()

    @contextmanager
    def turn(self, *, long: bool = False) -> Iterator[Connection]:
        """A write transaction. Raises Unsaved where nothing of the interaction was saved, for certain."""
        with self._open(long=long) as connection:
            yield connection
            try:
                connection.commit()
            except SQLAlchemyError as fault:
                if (why := why_undone(fault)) and not self._interaction.saved:
                    raise Unsaved(why) from fault
                raise _Uncertain(fault) from fault
        self._interaction.note_saved()

    @contextmanager
    def look(self) -> Iterator[Connection]:
        """A transaction that only reads."""
        with self._open(long=False) as connection:
            yield connection

    @contextmanager
    def _open(self, *, long: bool) -> Iterator[Connection]:
        try:
            with self._connect() as connection:
                self._take_time(connection, long=long)
                yield connection
        except _Uncertain as uncertain:
            raise uncertain.fault from uncertain.fault.__cause__
        except SQLAlchemyError as fault:
            if (why := why_not(fault)) and not self._interaction.saved:
                raise Unsaved(why) from fault
            raise

    def _connect(self) -> Connection:
        """A connection, once one is free: the pool's patience is a click's, and others ask it again."""
        until = time.monotonic() + self._patience.others
        while True:
            try:
                return self._engine.connect()
            except PoolExhausted:
                if self._interaction.under_way or time.monotonic() >= until:
                    raise

    def _take_time(self, connection: Connection, *, long: bool) -> None:
        if not self._interaction.under_way:
            connection.execute(_FOR_LONG, {"lock": str(round(self._patience.others * 1000))})
        elif long:
            connection.execute(_FOR_LONG, {"lock": str(round(self._patience.click * 1000))})


class _Uncertain(Exception):  # noqa: N818 - a carrier
    """Takes what a commit failed of past what is certain."""

    def __init__(self, fault: SQLAlchemyError) -> None:
        super().__init__()
        self.fault = fault

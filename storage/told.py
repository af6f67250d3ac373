"""What is counted of results that are told, kept in memory: nothing of them changes any more.

Papers are read, and counted, once by each process, and not whenever somebody opens the home tab. What is kept
is what everybody may see; nothing is written.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import Engine

from storage.session import Session

Value = TypeVar("Value")
MOST = 200
"""Results kept of each database; the one asked for longest ago goes first."""


class ToldResults(Generic[Value]):
    """Counts by what they are of: the key has everything that the count depends on beside the papers."""

    def __init__(self) -> None:
        self._known: WeakKeyDictionary[Engine, OrderedDict[Hashable, Value]] = WeakKeyDictionary()
        self._lock = Lock()

    def get(self, session: Session, key: Hashable, count: Callable[[], Value]) -> Value:
        """What was counted before; else what `count` finds now."""
        engine = session.connection().engine
        with self._lock:
            known = self._known.setdefault(engine, OrderedDict())
            if key in known:
                known.move_to_end(key)
                return known[key]
        found = count()
        with self._lock:
            known[key] = found
            if len(known) > MOST:
                known.popitem(last=False)
        return found

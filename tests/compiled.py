"""What SQLAlchemy compiled for one test's database, it need not compile for the next one's.

Statements are kept by engine, and each test has one of its own: compiling everything anew was a fifth of what
a story costs. Prime has one engine as long as it runs, and gains nothing.
"""

from typing import Any

from sqlalchemy.engine import Engine
from sqlalchemy.util import LRUCache

_MOST = 5000


class _Kept(LRUCache[Any, Any]):
    """By the kind of database and the server's version, and not by the engine's own copy of its dialect."""

    def get(self, key: Any, default: Any = None) -> Any:
        return super().get(_shared(key), default)

    def __getitem__(self, key: Any) -> Any:
        return super().__getitem__(_shared(key))

    def __setitem__(self, key: Any, value: Any) -> None:
        super().__setitem__(_shared(key), value)


def _shared(key: tuple[Any, ...]) -> tuple[Any, ...]:
    dialect, *rest = key
    return type(dialect), dialect.paramstyle, dialect.server_version_info, *rest


def keep_compiled() -> None:
    """Has all engines that are made from now on share one cache."""
    kept, made = _Kept(_MOST), Engine.__init__

    def init(  # by these names, for create_engine() looks which an engine takes
        self: Engine,
        pool: Any,
        dialect: Any,
        url: Any,
        logging_name: Any = None,
        echo: Any = None,
        query_cache_size: int = _MOST,
        execution_options: Any = None,
        hide_parameters: bool = False,
    ) -> None:
        made(
            self, pool, dialect, url, logging_name, echo, query_cache_size, execution_options, hide_parameters
        )
        self._compiled_cache = kept

    Engine.__init__ = init  # type: ignore[method-assign]

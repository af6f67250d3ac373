"""What all tests share: databases of both engines."""

import gc

from hypothesis import settings

from tests.compiled import keep_compiled
from tests.databases import database_url, migrated_file, migrated_server, sqlite_url

__all__ = ["database_url", "migrated_file", "migrated_server", "sqlite_url"]


def pytest_configure() -> None:
    """No example is judged by its time: on a busy machine Hypothesis's 200 ms pass with no fault of ours."""
    settings.register_profile("prime", deadline=None)
    settings.load_profile("prime")
    keep_compiled()


def pytest_collection_finish() -> None:
    """All modules and tests are there to the end: the collector, which looked through them for half a second
    every few tests, leaves them alone from here on."""
    gc.collect()
    gc.freeze()

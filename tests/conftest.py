"""What all tests share: databases of both engines."""

from hypothesis import settings

from tests.databases import database_url, migrated_file, migrated_server, sqlite_url

__all__ = ["database_url", "migrated_file", "migrated_server", "sqlite_url"]


def pytest_configure() -> None:
    """No example is judged by its time: on a busy machine Hypothesis's 200 ms pass with no fault of ours."""
    settings.register_profile("prime", deadline=None)
    settings.load_profile("prime")

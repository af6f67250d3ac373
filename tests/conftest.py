"""What all tests share: databases of both engines."""

from tests.databases import database_url, migrated_file, migrated_server, sqlite_url

__all__ = ["database_url", "migrated_file", "migrated_server", "sqlite_url"]

"""A folder with a database of its own, and `prime import` in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.cli import main
from bot.settings import GUIDE
from storage.database import Database
from tests.bot.imports.bringing import Import


@pytest.fixture
def bring(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Import:
    """Runs `prime import` on a text or on bytes, in an empty folder with its own database."""
    for name in GUIDE:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)

    def bring(kind: str, content: str | bytes, *options: str) -> int:
        data = content.encode() if isinstance(content, str) else content
        (tmp_path / f"{kind}.csv").write_bytes(data)
        return main(["import", kind, f"{kind}.csv", *options])

    return bring


@pytest.fixture
def database(bring: Import, tmp_path: Path) -> Iterator[Database]:
    database = Database(f"sqlite:///{tmp_path}/prime.db")
    yield database
    database.dispose()

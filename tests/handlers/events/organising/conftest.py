"""A club with an organiser, in a database of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from handlers.kit.services import Club, Services
from handlers.words import load
from storage.database import Database
from storage.migrations import upgrade
from storage.people import Role
from tests.handlers.events.organising.house import CHANNEL, PARIS, House, NotingClient, Shown


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("events") / "empty.db"
    upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture
def house(empty_database: Path, tmp_path: Path) -> Iterator[House]:
    path = tmp_path / "club.db"
    path.write_bytes(empty_database.read_bytes())
    db = Database(f"sqlite:///{path}")
    shown = Shown()
    made = House(
        Services(db, NotingClient(shown), load(PARIS), Club(PARIS, CHANNEL, "le secrétariat")), shown
    )
    made.member("Odile Organisatrice", "U1ORGA", "Alliance", Role.ORGANISER)
    yield made
    db.dispose()

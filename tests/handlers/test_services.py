"""What a listener may reach: whoever turns to Slack has what they wrote on disk, and keeps nobody waiting."""

from collections.abc import Iterator
from threading import Event, Thread

import pytest
from slack_sdk import WebClient

from handlers.kit.services import Club, Services
from handlers.words import load
from storage.database import Database
from storage.people import add_company, list_companies
from tests.stories.club import PARIS


@pytest.fixture
def services(database_url: str) -> Iterator[Services]:
    """Services whose Slack is never asked anything."""
    db = Database(database_url)
    yield Services(db, WebClient(), load(PARIS), Club(PARIS, "C0PRIME", "Odile"))  # type: ignore[arg-type]
    db.dispose()


def test_before_slack_is_turned_to_what_was_written_is_durable_and_the_next_visit_goes_on(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.turns.PATIENCE", 10)  # nobody comes in for having waited long enough
    inside, seen = Event(), list[str]()

    def next_visit() -> None:
        with services.db.visit(), services.db.read() as session:
            seen.extend(name for _, name in list_companies(session))
            inside.set()

    with services.db.visit():
        with services.db.begin() as session:
            add_company(session, "Verrerie Ardoin")
        assert services.client is services.slack
        thread = Thread(target=next_visit)
        thread.start()
        assert inside.wait(5)
    thread.join(10)
    assert seen == ["Verrerie Ardoin"]

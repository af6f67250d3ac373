"""Calendars that follow the club, for stories: an address is made, and a program looks at it."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any
from wsgiref.util import setup_testing_defaults

import pytest
import vobject
from icalendar import Calendar

from bot.serve_http import wsgi
from sandbox.driver.person import Person
from tests.stories.club import Club

BASE = "https://prime.club.example"
MAKE, RENEW, ENDS = "Créer mon adresse", "Renouveler l’adresse", "Y mettre fin"


@pytest.fixture
def club(database_url: str) -> Iterator[Club]:
    """A club that members reach over the web."""
    made = Club(database_url, {"prime_public_url": BASE})
    made.web = wsgi(made.prime)  # type: ignore[attr-defined]
    yield made
    made.stop()


class Looked:
    """What a calendar program gets."""

    def __init__(self, club: Club, url: str, method: str = "GET", **headers: str) -> None:
        environ: dict[str, Any] = {"PATH_INFO": url.removeprefix(BASE), "REQUEST_METHOD": method}
        environ |= {"wsgi.input": BytesIO(), **headers}
        setup_testing_defaults(environ)
        self.body = b"".join(club.web(environ, self._start))  # type: ignore[attr-defined]

    def _start(self, status: str, headers: list[tuple[str, str]], *_: object) -> Any:
        self.status, self.headers = int(status[:3]), dict(headers)

    @property
    def answer(self) -> tuple[int, dict[str, str], bytes]:
        """All that leaves."""
        return self.status, self.headers, self.body

    @property
    def entries(self) -> dict[str, tuple[str, int]]:
        """Status and SEQUENCE by title; as icalendar and vobject read it alike."""
        one = Calendar.from_ical(self.body)
        found = {str(e["summary"]): (str(e["status"]), int(e["sequence"])) for e in one.walk("VEVENT")}
        assert not any(e.errors for e in one.walk("VEVENT"))
        other = vobject.readOne(self.body.decode())
        read = getattr(other, "vevent_list", [])
        assert found == {e.summary.value: (e.status.value, int(e.sequence.value)) for e in read}
        return found


def shown(person: Person) -> str:
    """The address in the window."""
    assert person.modal is not None
    texts = [
        element["elements"][0]["text"]
        for block in person.modal["blocks"]
        if block["type"] == "rich_text"
        for element in block["elements"]
        if element["type"] == "rich_text_preformatted"
    ]
    (found,) = [text for text in texts if not text.endswith("/public.ics")]
    return str(found)


def address_of(person: Person, label: str = MAKE) -> str:
    """Makes an address, by the command."""
    person.types("/prime calendrier")
    person.clicks(label)
    return shown(person)

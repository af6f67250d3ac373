"""The club's events in one's own calendar, by an address that it looks at by itself."""

import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from typing import Any
from wsgiref.util import setup_testing_defaults

import pytest
import vobject
from icalendar import Calendar
from sqlalchemy import event as listening

from bot.logs import JsonLines, TextLines
from bot.serve_http import wsgi
from club.subscriptions import NONE, PUBLIC, digest_of
from handlers.events.subscriptions import ids
from handlers.events.subscriptions.service import make
from sandbox.driver.person import Person
from storage.events import save_event
from storage.people import change_member, get_person
from storage.subscriptions import get_subscription
from tests.stories.club import FIRST, Club, paris
from tests.stories.said import CANCEL, REASON_FIELD
from tests.stories.test_charter import publishes
from tests.stories.test_organising import organiser

BASE = "https://prime.club.example"
LINK = "https://visio.example.org/1"
MAKE, RENEW, ENDS = "Créer mon adresse", "Renouveler l’adresse", "Y mettre fin"
ALL, MINE = "Toutes les activités", "Seulement les miennes"
FOLLOW = "Suivre dans mon agenda…"


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


def test_an_address_is_made_from_the_home_tab_and_the_calendar_follows_every_answer(club: Club) -> None:
    tom = club.joins("Tom Sauvage")
    club.plans("Forum")
    club.plans("Visite")
    tom.opens_home()
    tom.clicks(FOLLOW)
    tom.clicks(MAKE)
    tom.sees("Elle n’est affichée qu’une fois")
    address = shown(tom)
    assert Looked(club, address).entries == {}
    tom.types("/prime rsvp forum oui")
    assert Looked(club, address).entries == {"Forum": ("CONFIRMED", 0)}
    tom.types("/prime rsvp forum non")
    assert Looked(club, address).entries == {}
    tom.types("/prime rsvp forum oui")
    assert Looked(club, address).entries == {"Forum": ("CONFIRMED", 2)}


def test_all_events_are_shown_or_only_ones_own_by_the_same_address(club: Club) -> None:
    tom = club.joins("Tom Sauvage")
    club.plans("Forum")
    club.plans("Visite")
    address = address_of(tom)
    tom.types("/prime rsvp forum oui")
    tom.types("/prime calendrier")
    tom.clicks(ALL)
    tom.sees("toutes les activités du club")
    looked = Looked(club, address)
    assert looked.entries == {"Forum": ("CONFIRMED", 0), "Visite": ("CONFIRMED", 0)}
    entries = {str(e["summary"]): str(e["transp"]) for e in Calendar.from_ical(looked.body).walk("VEVENT")}
    assert entries == {"Forum": "OPAQUE", "Visite": "TRANSPARENT"}
    tom.clicks(MINE)
    assert [*Looked(club, address).entries] == ["Forum"]


def test_what_is_called_off_says_so_under_a_higher_sequence_and_leaves_a_month_later(club: Club) -> None:
    odile, tom = organiser(club), club.joins("Tom Sauvage")
    club.plans("Forum")
    address = address_of(tom)
    tom.types("/prime rsvp forum oui")
    odile.types("/prime activite forum")
    odile.clicks(CANCEL)
    odile.fills({REASON_FIELD: "Salle en travaux"})
    odile.submits()
    assert Looked(club, address).entries == {"Forum": ("CANCELLED", 1)}
    club.clock.set(club.event(FIRST).ends_at + timedelta(days=31))
    assert Looked(club, address).entries == {}


def test_it_is_what_rfc_5545_and_5546_ask_of_something_published(club: Club) -> None:
    tom = club.joins("Tom Sauvage")
    club.plans("Forum")
    address = address_of(tom)
    tom.types("/prime rsvp forum oui")
    looked = Looked(club, address)
    one = Calendar.from_ical(looked.body)
    assert (str(one["method"]), str(one["version"])) == ("PUBLISH", "2.0")
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n" in looked.body
    assert b"X-PUBLISHED-TTL:PT1H\r\n" in looked.body
    assert len(one.walk("VTIMEZONE")) == 1
    (entry,) = one.walk("VEVENT")
    event = club.event(FIRST)
    assert str(entry["uid"]) == event.uid, "the file that came by message is the same entry"
    assert entry.decoded("dtstart") == event.starts_at
    assert str(entry["organizer"]).startswith("mailto:")
    assert "attendee" not in entry
    assert all(len(line) <= 75 for line in looked.body.split(b"\r\n"))
    assert looked.headers["Content-Type"] == "text/calendar; charset=utf-8; method=PUBLISH"
    assert looked.headers["Cache-Control"] == "private, no-cache"


def test_what_is_unchanged_is_not_sent_again_and_nothing_is_written(club: Club) -> None:
    tom = club.joins("Tom Sauvage")
    club.plans("Forum")
    address = address_of(tom)
    tom.types("/prime rsvp forum oui")
    first = Looked(club, address)
    club.clock.set(club.clock.now() + timedelta(hours=2))
    tag, date = first.headers["ETag"], first.headers["Last-Modified"]
    for given in ({"HTTP_IF_NONE_MATCH": f'"x", W/{tag}'}, {"HTTP_IF_MODIFIED_SINCE": date}):
        again = Looked(club, address, **given)
        assert (again.status, again.body) == (304, b"")
        assert (again.headers["ETag"], again.headers["Last-Modified"]) == (tag, date)
    assert Looked(club, address).answer == first.answer, "to the byte, whenever it is read"
    assert Looked(club, address, "HEAD").headers == first.headers
    assert Looked(club, address, HTTP_IF_NONE_MATCH='"other"', HTTP_IF_MODIFIED_SINCE=date).status == 200
    assert Looked(club, address, HTTP_IF_MODIFIED_SINCE="Tuesday").status == 200
    club.plans("Visite")
    tom.types("/prime rsvp visite oui")
    then = Looked(club, address, HTTP_IF_NONE_MATCH=tag, HTTP_IF_MODIFIED_SINCE=date)
    assert then.status == 200
    assert then.headers["Last-Modified"] != date
    tom.types("/prime rsvp visite non")
    back = Looked(club, address, HTTP_IF_MODIFIED_SINCE=then.headers["Last-Modified"])
    assert back.status == 200, "what holds again as before has changed since all the same"


def test_another_process_hands_out_the_same_bytes(club: Club) -> None:
    tom = club.joins("Tom Sauvage")
    club.plans("Forum")
    address = address_of(tom)
    tom.types("/prime rsvp forum oui")
    first = Looked(club, address).answer
    club.clock.set(club.clock.now() + timedelta(hours=1))
    club.web = wsgi(club.prime)  # type: ignore[attr-defined]
    assert Looked(club, address).answer == first


def test_the_link_is_for_whoever_comes_by_it_and_nobody_else_is_named(club: Club) -> None:
    odile, tom, ida = organiser(club), club.joins("Tom Sauvage"), club.joins("Ida Perrin")
    club.plans("Forum", video_url=LINK)
    addresses = {name: address_of(one) for name, one in (("odile", odile), ("tom", tom), ("ida", ida))}
    for one in (odile, tom, ida):
        one.types("/prime calendrier")
        one.clicks(ALL)
        one.closes()
    tom.types("/prime rsvp forum oui")
    ida.types("/prime rsvp forum")
    ida.clicks("Je participe à distance")
    club.settle()
    bodies = {name: Looked(club, address).body for name, address in addresses.items()}
    assert {name for name, body in bodies.items() if LINK.encode() in body} == {"ida"}
    for body in bodies.values():
        assert not any(name in body.decode() for name in ("Sauvage", "Perrin", "Tom", "Ida"))


def test_renewed_and_ended_it_opens_nothing_and_nothing_is_as_it_never_was(club: Club) -> None:
    tom = club.joins("Tom Sauvage")
    first = address_of(tom)
    second = address_of(tom, RENEW)
    assert Looked(club, second).status == 200
    never = Looked(club, f"{BASE}/calendar/{'A' * 43}.ics").answer
    assert Looked(club, first).answer == never
    tom.clicks(ENDS)
    tom.sees(MAKE)
    assert Looked(club, second).answer == never
    assert never[0] == 404
    third = address_of(tom)
    assert third not in (first, second)
    assert Looked(club, third).status == 200


@pytest.mark.parametrize("state", ["suspended", "left", "invited", "closed"])
def test_the_address_of_who_is_no_member_any_more_dies_in_the_same_statements(club: Club, state: str) -> None:
    tom = club.joins("Tom Sauvage")
    address, other = address_of(tom), f"{BASE}/calendar/{'A' * 43}.ics"
    with club.prime.services.db.begin() as session:
        if state == "closed":
            session.connection().exec_driver_sql("UPDATE profile SET standing = 'deleted'")
        else:
            change_member(session, club.members["Tom Sauvage"], state=state)
    said: list[str] = []

    def hears(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        said.append(statement)

    listening.listen(club.prime.services.db.engine, "before_cursor_execute", hears)
    gone = Looked(club, address).answer
    first, said[:] = said[:], []
    assert Looked(club, other).answer == gone
    assert said == first
    assert gone[0] == 404


def test_a_suspension_ends_it_for_good(club: Club) -> None:
    odile, tom = organiser(club), club.joins("Tom Sauvage")
    address = address_of(tom)
    odile.types("/prime membres tom")
    odile.clicks("Suspendre…")
    odile.fills("Motif, tel que Tom Sauvage le lira", "Prospection répétée.")
    odile.submits()
    assert Looked(club, address).status == 404
    with club.prime.services.db.begin() as session:
        assert get_subscription(session, club.members["Tom Sauvage"]) is None
        change_member(session, club.members["Tom Sauvage"], state="admitted")
    assert Looked(club, address).status == 404, "who comes back makes another one"


def test_only_a_digest_of_an_address_is_kept(club: Club) -> None:
    tom = club.joins("Tom Sauvage")
    address = address_of(tom)
    secret = address.rpartition("/")[2].removesuffix(".ics")
    assert secret not in everything(club)
    assert digest_of(secret) in everything(club)
    assert secret not in repr(tom.messages()), "no message has it"


def test_who_leaves_the_club_takes_the_address_along(club: Club) -> None:
    organiser(club)
    tom = club.joins("Tom Sauvage")
    address = address_of(tom)
    tom.closes()
    tom.types("/prime mes-donnees")
    tom.clicks("Quitter le club…")
    tom.fills("Pour confirmer, écrivez QUITTER", "QUITTER")
    tom.submits()
    assert Looked(club, address).status == 404
    assert digest_of(address.rpartition("/")[2].removesuffix(".ics")) not in everything(club)


def everything(club: Club) -> str:
    """All rows of the tables that an address could stand in."""
    with club.prime.services.db.read() as session:
        found = [
            session.connection().exec_driver_sql(f"SELECT * FROM {table}").all()
            for table in ("calendar_address", "posting", "member", "seen")
        ]
    return repr(found)


def test_a_double_click_makes_one_address_and_the_one_in_sight_is_the_one_that_opens(club: Club) -> None:
    tom = club.joins("Tom Sauvage")
    address = address_of(tom)
    services, tom_id = club.prime.services, club.members["Tom Sauvage"]
    with services.db.read() as session:
        person = get_person(session, tom_id)
    assert person is not None
    again = make(services, person, NONE, club.clock.now())
    assert again.address == ""
    assert Looked(club, address).status == 200
    assert shown(tom) == address


def test_an_old_window_s_button_changes_nothing(club: Club) -> None:
    tom = club.joins("Tom Sauvage")
    address_of(tom)
    services, tom_id = club.prime.services, club.members["Tom Sauvage"]
    with services.db.read() as session:
        person, held = get_person(session, tom_id), get_subscription(session, tom_id)
    assert person is not None
    assert held is not None
    with services.db.begin() as session:
        session.connection().exec_driver_sql("DELETE FROM calendar_address")
    assert ids.END in repr(tom.modal)
    tom.clicks(ENDS)
    tom.sees("Cette adresse a pris fin entre-temps.")


def test_who_has_yet_to_accept_the_charter_sees_what_is_theirs_and_no_more(club: Club) -> None:
    tom = club.joins("Tom Sauvage")
    club.plans("Forum")
    club.plans("Visite")
    address = address_of(tom)
    tom.clicks(ALL)
    tom.types("/prime rsvp forum oui")
    assert [*Looked(club, address).entries] == ["Forum", "Visite"]
    publishes(club)
    club.clock.set(paris(2027, 2, 1))
    assert [*Looked(club, address).entries] == ["Forum"]


def test_too_many_looks_are_refused_until_later_and_guesses_are_not_looked_up(club: Club) -> None:
    tom = club.joins("Tom Sauvage")
    address = address_of(tom)
    assert {Looked(club, address).status for _ in range(61)} == {200}
    refused = Looked(club, address)
    assert (refused.status, refused.headers["Retry-After"]) == (429, "60")
    club.clock.set(club.clock.now() + timedelta(minutes=1))
    assert Looked(club, address).status == 200
    guesses = [Looked(club, f"{BASE}/calendar/{i:043}.ics").status for i in range(70)]
    assert {*guesses[:60]} == {404}
    assert {*guesses[60:]} == {429}
    club.clock.set(club.clock.now() + timedelta(minutes=1))
    assert Looked(club, address).status == 200, "who guesses keeps nobody out who was served"


@pytest.mark.parametrize("path", ["", "x", "public.ics.ics", "%00", "é" * 43, "A" * 5000, "../slack/events"])
def test_what_has_not_the_shape_of_an_address_is_answered_alike(club: Club, path: str) -> None:
    never = Looked(club, f"{BASE}/calendar/{'A' * 43}.ics").answer
    assert Looked(club, f"{BASE}/calendar/{path}").answer == never
    assert Looked(club, f"{BASE}/calendar/{'A' * 43}.ics", "POST").status == 404


def test_the_public_calendar_has_what_was_ticked_without_host_link_or_name(club: Club) -> None:
    odile = organiser(club)
    club.plans("Forum", video_url=LINK)
    club.plans("Visite")
    with club.prime.services.db.begin() as session:
        save_event(session, replace(club.event(FIRST), public=True))
    looked = Looked(club, f"{BASE}/calendar/{PUBLIC}.ics")
    assert looked.entries == {"Forum": ("CONFIRMED", 0)}
    assert looked.headers["Cache-Control"] == "public, max-age=3600"
    assert LINK.encode() not in looked.body
    assert b"Odile" not in looked.body
    assert b"UID:public-" in looked.body
    assert Looked(club, looked_at(), HTTP_IF_NONE_MATCH=looked.headers["ETag"]).status == 304
    odile.types("/prime activite forum")
    odile.clicks(CANCEL)
    odile.fills({REASON_FIELD: "Salle en travaux"})
    odile.submits()
    assert Looked(club, looked_at()).entries == {"Forum": ("CANCELLED", 1)}


def looked_at() -> str:
    return f"{BASE}/calendar/{PUBLIC}.ics"


@pytest.mark.parametrize("lines", [TextLines(), JsonLines()], ids=["text", "json"])
def test_no_line_of_the_log_has_the_secret_of_an_address(lines: logging.Formatter) -> None:
    said = "Exception while serving /calendar/SECRET.ics and /mail/answer/SECRET"
    record = logging.LogRecord("waitress", logging.ERROR, "", 0, said, None, None)
    line = lines.format(record)
    assert "SECRET" not in line
    assert "/calendar/…" in line


def test_where_members_do_not_reach_prime_it_is_not_offered_and_the_command_says_why(
    database_url: str,
) -> None:
    club = Club(database_url)
    try:
        tom = club.joins("Tom Sauvage")
        tom.opens_home()
        tom.sees_not(FOLLOW)
        tom.types("/prime calendrier")
        tom.sees("Aucun agenda ne peut être suivi ici")
        assert tom.modal is None
    finally:
        club.stop()

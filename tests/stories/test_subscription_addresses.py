"""The address of one’s calendar, a secret: renewed, ended, and then as one that never was."""

import logging
from datetime import timedelta

import pytest
from sqlalchemy import event as listening

from bot.logs import JsonLines, TextLines
from club.subscriptions import NONE, digest_of
from handlers.events.subscriptions import ids
from handlers.events.subscriptions.service import make
from storage.people import change_member, get_person
from storage.subscriptions import get_subscription
from tests.stories.club import Club
from tests.stories.subscriptions import BASE, ENDS, MAKE, RENEW, Looked, address_of, club, shown
from tests.stories.test_organising import organiser

__all__ = ["club"]


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


@pytest.mark.parametrize("lines", [TextLines(), JsonLines()], ids=["text", "json"])
def test_no_line_of_the_log_has_the_secret_of_an_address(lines: logging.Formatter) -> None:
    said = "Exception while serving /calendar/SECRET.ics and /mail/answer/SECRET"
    record = logging.LogRecord("waitress", logging.ERROR, "", 0, said, None, None)
    line = lines.format(record)
    assert "SECRET" not in line
    assert "/calendar/…" in line

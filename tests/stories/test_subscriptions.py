"""The club's events in one's own calendar, by an address that it looks at by itself."""

from dataclasses import replace
from datetime import timedelta

from icalendar import Calendar

from bot.serve_http import wsgi
from club.subscriptions import PUBLIC
from storage.events import save_event
from tests.stories.club import FIRST, Club, paris
from tests.stories.said import CANCEL, REASON_FIELD
from tests.stories.subscriptions import BASE, MAKE, Looked, address_of, club, shown
from tests.stories.test_charter import publishes
from tests.stories.test_organising import organiser

__all__ = ["club"]

LINK = "https://visio.example.org/1"
ALL, MINE = "Toutes les activités", "Seulement les miennes"
FOLLOW = "Suivre dans mon agenda…"


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

"""One message a day: what waits for somebody comes together, stays true in place, and is said once."""

import json
from datetime import timedelta

from sqlalchemy import text

from club.digest import LETS_PASS
from club.events import EventKind
from club.ids import SlackId
from handlers import names
from sandbox.driver.person import Person
from storage.digests import lets_pass
from storage.people import Membership, change_member
from tests.stories.club import Club, paris
from tests.stories.outage import passes, stages
from tests.stories.polls import opens
from tests.stories.said import CONFIDENTIAL, GOING, NAME_FIELD, VOTE

MORNING = paris(2027, 1, 14, 9, 0)
"""A week before the deadlines of what the stories plan: both fall due on this day."""


def two_events(club: Club) -> None:
    club.plans("Forum Chaleur fatale")
    club.plans("Atelier Étuves", starts=paris(2027, 1, 28, 14, 0), kind=EventKind.WORKSHOP)


def digest_of(club: Club, person: Person) -> str:
    """The one message that Prime has sent them, as it stands."""
    dm = club.box.workspace.dm_with(person.id)
    mine = [one for one in person.messages(in_=dm.id) if one["user"] == club.box.bot_user_id]
    [only] = [one for one in mine if not one.get("is_ephemeral")]
    said = json.dumps([only["text"], only["blocks"]], ensure_ascii=False)
    return said.replace("\xa0", " ").replace("\u202f", " ")


def test_two_matters_of_one_day_come_in_one_message(club: Club) -> None:
    ana = club.joins("Ana Berger")
    two_events(club)
    ana.opens_dm()
    club.at(MORNING - timedelta(minutes=5))
    assert club.dms(ana) == 0
    club.at(MORNING)
    assert club.dms(ana) == 1
    ana.sees("Votre point du jeudi 14 janvier 2027")
    ana.sees("Avant le jeudi 21 janvier 2027, 9 h 30")
    ana.sees("Forum Chaleur fatale")
    ana.sees("Atelier Étuves")
    assert "2 points vous attendent ; le premier avant le jeu. 21 janv., 9 h 30" in digest_of(club, ana)
    assert stages(club, names.NUDGE) == {"merged": 2}


def test_a_line_that_is_answered_turns_in_place_and_the_last_ends_it(club: Club) -> None:
    ana = club.joins("Ana Berger")
    two_events(club)
    club.at(MORNING)
    ana.opens_dm()
    ana.clicks(GOING, within="Forum Chaleur fatale")
    ana.sees("✅ Forum Chaleur fatale : vous venez.")
    ana.sees("Atelier Étuves")
    club.later(seconds=10)
    ana.sees("✅ Forum Chaleur fatale : vous venez.")
    ana.clicks("Je ne viens pas")
    club.later(seconds=10)
    ana.sees("✅ Atelier Étuves : vous ne venez pas.")
    ana.sees("✅ Tout est à jour. Merci.")
    assert stages(club, names.DIGEST) == {"sent": 1}
    assert club.seats("Ana Berger") == 1


def test_a_line_follows_what_was_answered_elsewhere(club: Club) -> None:
    ana = club.joins("Ana Berger")
    two_events(club)
    club.at(MORNING)
    ana.types("/prime rsvp forum non")
    club.later(seconds=10)
    assert "✅ Forum Chaleur fatale : vous ne venez pas." in digest_of(club, ana)
    assert "2 points" not in digest_of(club, ana)


def test_one_matter_alone_is_sent_as_itself(club: Club) -> None:
    ana = club.joins("Ana Berger")
    two_events(club)
    ana.types("/prime rsvp atelier non")
    club.at(MORNING)
    ana.opens_dm()
    ana.sees("Forum Chaleur fatale : viendrez-vous ?")
    assert "Votre point" not in digest_of(club, ana)


def test_nothing_is_sent_where_nothing_is_left(club: Club) -> None:
    ana = club.joins("Ana Berger")
    two_events(club)
    ana.types("/prime rsvp atelier non")
    ana.types("/prime rsvp forum non")
    club.at(MORNING)
    assert club.dms(ana) == 0


def test_what_falls_due_later_that_day_waits_for_tomorrow(club: Club) -> None:
    ana = club.joins("Ana Berger")
    two_events(club)
    club.at(MORNING)
    club.clock.set(MORNING + timedelta(hours=2))
    opens(club)
    club.later(hours=6)
    assert club.dms(ana) == 1
    club.at(MORNING + timedelta(days=1))
    assert club.dms(ana) == 2
    ana.opens_dm()
    ana.sees("➡️ Un vote vous attend.")


def test_a_vote_cast_before_the_message_of_the_day_is_not_asked_for(club: Club) -> None:
    ana, luc = club.joins("Ana Berger"), club.joins("Luc Roy", "Papeterie du Val")
    club.clock.set(paris(2027, 1, 4, 11, 0))
    opens(club)
    ana.opens("club-prime")
    ana.clicks(VOTE)
    ana.ticks("Vapeur")
    ana.submits()
    club.at(paris(2027, 1, 5, 9, 0))
    assert (club.dms(ana), club.dms(luc)) == (0, 1)


def test_an_event_answered_soon_is_taken_in_and_not_said_again(club: Club) -> None:
    ana = club.joins("Ana Berger")
    club.plans("Forum Chaleur fatale")
    club.plans("Atelier Étuves", starts=paris(2027, 2, 2, 14, 0))  # its reminder would come on the 19th
    club.at(MORNING)
    ana.opens_dm()
    ana.sees("Atelier Étuves")
    club.at(paris(2027, 1, 19, 9, 0))
    assert club.dms(ana) == 1
    club.at(paris(2027, 1, 25, 14, 0))  # a day before its deadline, and a day after the other's
    assert club.dms(ana) == 2


def test_the_last_call_comes_by_itself_and_only_to_whoever_is_silent(club: Club) -> None:
    ana, luc = club.joins("Ana Berger"), club.joins("Luc Roy")
    two_events(club)
    club.at(MORNING)
    luc.types("/prime rsvp forum non")
    club.at(paris(2027, 1, 20, 9, 30))
    assert (club.dms(ana), club.dms(luc)) == (2, 1)


def test_a_last_call_takes_the_next_ones_along(club: Club) -> None:
    ana = club.joins("Ana Berger")
    two_events(club)
    club.at(MORNING)
    club.at(paris(2027, 1, 20, 9, 30))  # a day before the forum's deadline; the workshop's is at two that day
    ana.opens_dm()
    ana.sees("Votre point du mercredi 20 janvier 2027")
    assert club.dms(ana) == 2
    club.at(paris(2027, 1, 20, 14, 0))
    assert club.dms(ana) == 2


def test_a_line_put_off_says_until_when_and_comes_again_by_itself(club: Club) -> None:
    ana = club.joins("Ana Berger")
    two_events(club)
    club.at(MORNING)
    ana.opens_dm()
    ana.clicks("Plus tard", within="Forum Chaleur fatale")
    ana.sees("⏳ Forum Chaleur fatale")
    ana.sees("Atelier Étuves")
    ana.sees(f"[{GOING}")
    assert club.dms(ana) == 1
    club.at(MORNING + timedelta(days=1))
    assert club.dms(ana) == 2
    ana.sees("Forum Chaleur fatale : viendrez-vous ?")


def test_what_a_click_is_answered_stays_where_the_digest_is_drawn_again(club: Club) -> None:
    ana = club.joins("Ana Berger")
    two_events(club)
    club.at(MORNING)
    ana.opens_dm()
    ana.clicks("Plus tard", within="Forum Chaleur fatale")
    put_off = "⏳ Vous recevrez un rappel le vendredi 15 janvier 2027, 9 h."
    ana.sees(put_off)
    ana.types("/prime rsvp atelier non")
    club.later(minutes=5)
    ana.sees("✅ Atelier Étuves : vous ne venez pas.")
    ana.sees(put_off)
    assert put_off not in digest_of(club, ana), "it stands beside it"


def test_a_form_opened_from_a_line_comes_back_to_the_whole_message(club: Club) -> None:
    ana = club.joins("Ana Berger")
    two_events(club)
    club.at(MORNING)
    ana.opens_dm()
    ana.clicks("J’envoie quelqu’un…", within="Forum Chaleur fatale")
    ana.fills(NAME_FIELD, "Ida Roux")
    ana.ticks(CONFIDENTIAL)
    ana.submits()
    ana.sees("Votre point du")
    ana.sees("Ida Roux")
    ana.sees("Atelier Étuves")
    assert "Votre point du" in digest_of(club, ana)


def test_down_at_nine_the_message_comes_at_the_next_decent_hour(club: Club) -> None:
    ana = club.joins("Ana Berger")
    two_events(club)
    club.at(MORNING + timedelta(hours=3, minutes=20))
    assert club.dms(ana) == 1
    assert "Votre point" in digest_of(club, ana)


def test_somebody_suspended_or_erased_meanwhile_is_sent_nothing(club: Club) -> None:
    ana = club.joins("Ana Berger")
    two_events(club)
    club.clock.set(MORNING - timedelta(minutes=5))
    with club.prime.services.db.begin() as session:
        change_member(session, club.members["Ana Berger"], state=Membership.SUSPENDED)
    club.at(MORNING)
    assert club.dms(ana) == 0


def test_a_hundred_matters_show_the_five_nearest(club: Club) -> None:
    ana = club.joins("Ana Berger")
    for number in range(100):
        club.schedules(
            f"Atelier {number:03}", starts=paris(2027, 1, 28, 9, 30) + timedelta(minutes=number % 60)
        )
    club.settle()
    club.at(MORNING)
    ana.opens_dm()
    ana.sees("Et 95 autres dans l’onglet Accueil")
    assert digest_of(club, ana).count('"Avant le ') == 5


def test_what_a_digest_had_no_room_for_has_its_last_call(club: Club) -> None:
    ana = club.joins("Ana Berger")
    for number in range(7):
        starts = paris(2027, 1, 28, 9, 30) + timedelta(minutes=number)
        club.schedules(f"Atelier {number}", starts=starts)
    club.settle()
    club.at(paris(2027, 1, 18, 9))
    first = club.dms(ana)
    assert first == 1
    assert "Et 2 autres dans l’onglet Accueil" in digest_of(club, ana)
    club.at(paris(2027, 1, 20, 9, 40))
    assert club.dms(ana) == first + 1, "the five that were shown two days before are not said again"
    ana.opens_dm()
    ana.sees("Votre point du mercredi 20 janvier 2027")
    with club.prime.services.db.read() as session:
        query = text(
            "SELECT subject FROM posting WHERE moment LIKE 'day:%' AND told_at IS NOT NULL ORDER BY 1"
        )
        assert list(session.connection().execute(query).scalars()) == ["event:6", "event:7"]


def test_organisers_who_hear_of_events_are_not_taken_for_silent(club: Club) -> None:
    odile = club.joins("Odile Garnier", role="organiser")
    for number in range(LETS_PASS):
        club.plans(f"Atelier {number}", starts=paris(2027, 1, 13 + number, 9, 30))
    for number in range(LETS_PASS):
        club.at(paris(2027, 1, 12 + number, 9, 30))
    assert stages(club, names.EVE_ORGANISER) == {"sent": LETS_PASS}
    with club.prime.services.db.read() as session:
        about = (club.members["Odile Garnier"], SlackId(odile.id))
        assert lets_pass(session, *about, names.EVE_ORGANISER, club.clock.now(), LETS_PASS)
        assert not lets_pass(session, *about, names.NUDGE, club.clock.now(), LETS_PASS)


def test_an_ailing_slack_neither_loses_nor_doubles_it(club: Club) -> None:
    ana = club.joins("Ana Berger")
    two_events(club)
    club.box.faults.reset_after_effect("chat.postMessage")
    club.at(MORNING)
    passes(club, 10)
    assert club.dms(ana) == 1
    assert stages(club, names.DIGEST) == {"sent": 1}


def test_whoever_lets_three_deadlines_go_by_hears_of_the_next_once(club: Club) -> None:
    ana = club.joins("Ana Berger")
    for week in (0, 7, 14, 35):
        club.plans(f"Atelier {week}", starts=paris(2027, 1, 28, 9, 30) + timedelta(days=week))
    told = {}
    for day in (*range(11, 30), *range(32, 60)):
        moment = paris(2027, 1, 1, 9, 30) + timedelta(days=day - 1)
        club.at(moment)
        told[moment] = club.dms(ana)
    last_call = paris(2027, 2, 24, 9, 30)  # a day before the last of the four deadlines
    assert told[last_call] == told[last_call - timedelta(days=1)], "three went by in silence"
    assert told[last_call] > told[paris(2027, 2, 4, 9, 30)], "the fourth was told once"

"""Whom Prime does not reach, why, what is to be told them, and that somebody did."""

import pytest

from handlers.kit.positions import ListPosition
from handlers.upkeep.ids import UNREACHED
from handlers.upkeep.unreached import Passed, listing, pass_on
from sandbox.driver.person import Person
from storage.mail import agree
from storage.people import change_member
from storage.privacy import get_held
from tests.stories.club import Club, paris
from tests.stories.said import CANCEL, REASON_FIELD
from tests.stories.test_organising import organiser

MINE = "Messages non remis"
NUDGED = paris(2027, 1, 14, 10, 0)
DONE = "Noter : transmis"


def out_of_reach(club: Club) -> list[tuple[str, int]]:
    page = listing(club.prime.services, ListPosition(UNREACHED), club.clock.now())
    return [(one.member.name, one.member.count) for one in page.items]


def calls_off(odile: Person) -> None:
    odile.types("/prime activite forum")
    odile.clicks(CANCEL)
    odile.fills(REASON_FIELD, "Grève des trains")
    odile.submits()


@pytest.mark.parametrize(
    ("code", "why"),
    [("user_disabled", "Compte Slack fermé"), ("cannot_dm_bot", "Messages directs refusés")],
)
def test_organisers_see_whom_a_message_did_not_reach(club: Club, code: str, why: str) -> None:
    odile, ana = organiser(club), club.joins("Ana Berger")
    club.plans()
    odile.opens_home()
    odile.sees_not(MINE)
    club.box.faults.error("*", code, times=9, to=ana.id)
    ana.types("/prime rsvp forum oui")
    club.settle()
    club.box.faults.clear()
    odile.opens_home()
    odile.sees(f"Ana Berger, Verrerie Ardoin : 1 message non remis ({why})")
    ana.opens_home()
    ana.sees_not(MINE)
    club.later(days=31)
    odile.opens_home()
    odile.sees_not(MINE)


def test_what_slack_refused_and_took_the_second_time_is_no_longer_missing(club: Club) -> None:
    odile, ana = organiser(club), club.joins("Ana Berger")
    club.plans()
    club.box.faults.error("*", "cannot_dm_bot", times=9, to=ana.id)
    ana.types("/prime rsvp forum oui")
    club.settle()
    club.box.faults.clear()
    assert out_of_reach(club) == [("Ana Berger", 1)]
    odile.types("/prime envois")
    odile.clicks("Réessayer")
    club.settle()
    assert out_of_reach(club) == []


def test_who_is_not_in_slack_is_listed_with_what_they_missed_until_somebody_told_them(club: Club) -> None:
    odile = organiser(club)
    club.expects("Eva Nord", "eva.nord@example.org")
    club.plans()
    odile.types("/prime injoignables")
    odile.sees("Tous les membres sont joints")
    club.at(NUDGED)
    odile.types("/prime injoignables")
    odile.sees("Eva Nord : 1 message non remis")
    odile.sees("Absent de Slack")
    odile.sees("À transmettre : Forum Chaleur fatale : réponse avant le jeu. 21 janv., 9 h 30")
    odile.clicks(DONE)
    odile.sees("✅ Noté : c’est transmis.")
    odile.sees("Tous les membres sont joints")
    with club.prime.services.db.read() as session:
        [kept] = get_held(session, club.members["Eva Nord"], None)["missed"]
    assert kept["passed_by_name"] == "Odile Garnier"
    assert kept["passed_at"] is not None
    calls_off(odile)
    odile.types("/prime injoignables")
    odile.sees("Tous les membres sont joints")  # nothing was held: the call-off tells them nothing


def test_answering_in_their_name_settles_what_was_to_be_answered(club: Club) -> None:
    odile = organiser(club)
    club.expects("Eva Nord", "eva.nord@example.org")
    club.plans()
    club.at(NUDGED)
    odile.types("/prime injoignables")
    odile.clicks("Répondre en son nom…")
    odile.sees("Eva Nord")
    odile.ticks("Participe")
    odile.submits()
    assert club.seats("Eva Nord") == 1
    [(name, count)] = out_of_reach(club)
    assert (name, count) == ("Eva Nord", 1)  # that an answer was given in their name
    calls_off(odile)
    odile.types("/prime injoignables")
    odile.sees("Forum Chaleur fatale : annulé")


def test_a_closed_account_is_out_of_reach_and_one_that_is_back_is_not(club: Club) -> None:
    organiser(club)
    ana = club.joins("Ana Berger")
    club.plans()
    club.says_to_database(f"UPDATE profile SET standing = 'deleted' WHERE slack_id = '{ana.id}'")
    club.at(NUDGED)
    assert out_of_reach(club) == [("Ana Berger", 1)]
    club.says_to_database(f"UPDATE profile SET standing = 'full' WHERE slack_id = '{ana.id}'")
    assert out_of_reach(club) == []


def test_whoever_agreed_to_e_mails_is_reached(club: Club) -> None:
    organiser(club)
    club.expects("Eva Nord", "eva.nord@example.org")
    with club.prime.services.db.begin() as session:
        agree(session, club.members["Eva Nord"], club.clock.now())
    club.plans()
    club.at(NUDGED)
    assert out_of_reach(club) == []


def test_what_is_over_is_not_told_any_more(club: Club) -> None:
    organiser(club)
    club.expects("Eva Nord", "eva.nord@example.org")
    club.plans()
    club.at(NUDGED)
    assert out_of_reach(club) == [("Eva Nord", 1)]
    club.at(paris(2027, 1, 21, 9, 30))
    assert out_of_reach(club) == []


def test_a_click_on_what_has_changed_since_notes_nothing(club: Club) -> None:
    organiser(club)
    club.expects("Eva Nord", "eva.nord@example.org")
    club.plans()
    club.at(NUDGED)
    services, by = club.prime.services, club.members["Odile Garnier"]
    [shown] = listing(services, ListPosition(UNREACHED), club.clock.now()).items
    club.at(paris(2027, 1, 20, 10, 0))  # the second reminder is missed too
    assert pass_on(services, shown.member.id, shown.seen, by, club.clock.now()) is Passed.CHANGED
    [now] = listing(services, ListPosition(UNREACHED), club.clock.now()).items
    assert pass_on(services, now.member.id, now.seen, by, club.clock.now()) is Passed.NOTED
    assert pass_on(services, now.member.id, now.seen, by, club.clock.now()) is Passed.CHANGED


def test_whoever_left_is_no_longer_to_be_told(club: Club) -> None:
    organiser(club)
    club.expects("Eva Nord", "eva.nord@example.org")
    club.plans()
    club.at(NUDGED)
    with club.prime.services.db.begin() as session:
        change_member(session, club.members["Eva Nord"], state="left")
    assert out_of_reach(club) == []

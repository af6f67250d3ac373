"""What is sent arrives once, whatever Slack and the network do meanwhile."""

import pytest

from tests.stories.club import CHANNEL, Club, paris
from tests.stories.said import GOING, SEATED


def posts(club: Club) -> int:
    """Messages posted so far that took effect."""
    return sum(call.method == "chat.postMessage" and call.result.get("ok", False) for call in club.box.calls)


def test_a_deleted_card_is_told_to_the_organisers_and_posted_again(club: Club) -> None:
    ana, odile = club.joins("Ana Berger"), club.joins("Odile Garnier", role="organiser")
    club.plans("Forum Chaleur fatale")
    (card,) = ana.messages(in_="club-prime")
    club.box.delete_message(CHANNEL, card["ts"])
    ana.types("/prime rsvp forum oui")
    odile.opens_dm()
    odile.sees("La carte de Forum Chaleur fatale n’est plus dans le canal")
    odile.clicks("Publier à nouveau")
    odile.sees("✅ Publication refaite : Forum Chaleur fatale")
    ana.opens("club-prime")
    ana.sees("1 personne vient")


def test_an_archived_channel_is_told_to_the_organisers(club: Club) -> None:
    ana, odile = club.joins("Ana Berger"), club.joins("Odile Garnier", role="organiser")
    club.plans("Forum Chaleur fatale")
    club.box.archive(CHANNEL)
    ana.types("/prime rsvp forum oui")
    ana.sees(SEATED)
    odile.opens_dm()
    odile.sees("La carte de Forum Chaleur fatale n’est plus dans le canal")


def test_removed_from_the_channel_prime_says_so_when_it_has_something_to_post(club: Club) -> None:
    odile = club.joins("Odile Garnier", role="organiser")
    club.box.kick_bot(CHANNEL)
    club.plans("Forum Chaleur fatale")
    odile.opens_dm()
    odile.sees("La carte de Forum Chaleur fatale n’est plus dans le canal")


def test_a_busy_slack_is_waited_for(club: Club) -> None:
    ana = club.joins("Ana Berger")
    club.plans("Forum Chaleur fatale")
    club.box.faults.rate_limit("chat.postMessage", times=2, retry_after=30)
    club.at(paris(2027, 1, 14, 9, 30))
    ana.opens_dm()
    ana.sees("viendrez-vous")
    assert club.dms(ana) == 1


def test_an_outage_is_outlived(club: Club) -> None:
    ana = club.joins("Ana Berger")
    club.plans("Forum Chaleur fatale")
    club.box.faults.server_error("chat.postMessage", times=2)
    club.at(paris(2027, 1, 14, 9, 30))
    club.later(minutes=2)
    ana.opens_dm()
    ana.sees("viendrez-vous")
    assert club.dms(ana) == 1


@pytest.mark.parametrize("when", ["after", "before"])
def test_a_cut_connection_neither_loses_nor_doubles_a_message(club: Club, when: str) -> None:
    ana = club.joins("Ana Berger")
    club.plans("Forum Chaleur fatale")
    getattr(club.box.faults, f"reset_{when}_effect")("chat.postMessage")
    club.at(paris(2027, 1, 14, 9, 30))
    club.later(minutes=2)
    club.prime.tick.recover()
    club.settle()
    assert club.dms(ana) == 1
    ana.opens_dm()
    ana.clicks(GOING)
    ana.sees("Vous venez")


def test_many_clicks_are_one_refresh_of_the_card(club: Club) -> None:
    people = [club.joins(f"Membre {letter}") for letter in "ABCDEFGH"]
    club.plans("Forum Chaleur fatale")
    club.box.settle = lambda: None
    for person in people:
        person.opens("club-prime")
        person.clicks(GOING)
    club.settle()
    updates = [call for call in club.box.calls if call.method == "chat.update"]
    assert len(updates) == 1
    people[0].sees("8 personnes viennent")


def test_an_answer_is_kept_when_slack_cannot_be_told(club: Club) -> None:
    ana = club.joins("Ana Berger")
    club.plans("Forum Chaleur fatale")
    club.box.faults.server_error("chat.update", times=3)
    ana.opens("club-prime")
    ana.clicks(GOING)
    assert club.seats("Ana Berger") == 1
    club.later(minutes=2)
    ana.sees("1 personne vient")

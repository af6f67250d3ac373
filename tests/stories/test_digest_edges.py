"""The message of the day at its edges: what changes, dies, breaks or leaves while it waits."""

import threading
from datetime import timedelta
from random import Random

import pytest

from club.digest import Theme, Way, Wishes
from club.events import EventKind
from club.followup import Matter
from club.topics import TopicKind
from handlers import names
from scheduler.delivery import Delivery
from scheduler.manners import Manners, Together
from scheduler.rendering import Later, Renderer
from storage.digests import Joined, find_in_hand
from storage.erasure import erase
from storage.followup import follow
from storage.outbox import claim_due
from storage.people import Membership, Role, change_member
from storage.postings import Posting
from storage.topics import add_topic
from storage.wishes import save_wishes
from tests.stories.club import Club, paris
from tests.stories.outage import another_process, passes, queues, stages
from tests.stories.test_digest import digest_of
from tests.stories.test_digest_themes import comments, proposed

MORNING = paris(2027, 1, 14, 9, 0)
BEFORE = MORNING - timedelta(minutes=30)


def two_events(club: Club) -> None:
    club.plans("Forum Chaleur fatale")
    club.plans("Atelier Étuves", starts=paris(2027, 1, 28, 14, 0), kind=EventKind.WORKSHOP)


def queued(club: Club) -> None:
    """It is nine: both are queued, and nothing is sent yet."""
    club.clock.set(MORNING)
    club.prime.tick.sweep()
    assert stages(club, names.NUDGE)["pending"] >= 2


def taken(club: Club, number: int) -> list[Posting]:
    """What a process takes in hand, as it does before it sends."""
    with club.prime.services.db.begin() as session:
        return [one for one in claim_due(session, club.clock.now(), number) if one.kind == names.NUDGE]


def manners(club: Club) -> Manners:
    return Manners(club.prime.services, club.prime.router, Renderer(club.prime.services, club.prime.router))


def wishes(club: Club, name: str, chosen: Wishes) -> None:
    with club.prime.services.db.begin() as session:
        save_wishes(session, club.members[name], chosen)


# Something changes while it waits


def test_what_waits_for_an_hour_waits_for_it_where_its_reader_is(club: Club) -> None:
    ana = club.joins("Ana Berger")
    two_events(club)
    wishes(club, "Ana Berger", Wishes(hour=14))
    club.at(MORNING)
    club.box.change_user(ana.id, tz="America/Toronto")
    club.settle()
    club.at(paris(2027, 1, 14, 14, 0))
    assert club.dms(ana) == 0
    club.at(paris(2027, 1, 14, 20, 0))
    assert club.dms(ana) == 1, "two in the afternoon, in Toronto"


def test_whoever_comes_east_has_it_at_the_hour_that_is_theirs_now(club: Club) -> None:
    ana = club.joins("Ana Berger", zone="America/Toronto")
    two_events(club)
    wishes(club, "Ana Berger", Wishes(hour=17))
    club.at(paris(2027, 1, 14, 15, 30))
    assert (club.dms(ana), stages(club, names.NUDGE)) == (0, {"pending": 2})
    club.box.change_user(ana.id, tz="Europe/Paris")
    club.settle()
    club.at(paris(2027, 1, 14, 17, 0))
    assert club.dms(ana) == 1, "five in the afternoon, in Paris: it would have been eleven at night"


def test_a_language_that_changes_is_the_one_that_it_comes_in(club: Club) -> None:
    ana = club.joins("Ana Berger")
    two_events(club)
    queued(club)
    club.box.change_user(ana.id, locale="en-GB")
    club.settle()
    assert "Your day: Thursday 14 January 2027" in digest_of(club, ana)


@pytest.mark.parametrize(("way", "told"), [(Way.NEVER, 0), (Way.EACH, 2), (Way.TOGETHER, 1)])
def test_of_two_choices_the_newer_holds_also_for_what_is_queued(club: Club, way: Way, told: int) -> None:
    ana = club.joins("Ana Berger")
    two_events(club)
    queued(club)
    wishes(club, "Ana Berger", Wishes({Theme.EVENTS: way}))
    club.settle()
    assert club.dms(ana) == told


def test_whoever_organises_meanwhile_has_theirs_and_whoever_does_so_no_more_has_no_organiser_s_line(
    club: Club,
) -> None:
    ana, odile = club.joins("Ana Berger"), club.joins("Odile Garnier", "ALLICE", role="organiser")
    two_events(club)
    with club.prime.services.db.begin() as session:
        by = club.members["Ana Berger"]
        topic = add_topic(session, by, TopicKind.STUDY, "Biogaz", "", "", club.clock.now())
        follow(session, Matter.PROPOSAL, topic, paris(2026, 12, 30, 9, 0))
    club.at(BEFORE)
    with club.prime.services.db.begin() as session:
        change_member(session, club.members["Ana Berger"], role=Role.ORGANISER)
        change_member(session, club.members["Odile Garnier"], role=Role.MEMBER)
    club.at(MORNING)
    assert "Forum Chaleur fatale" in digest_of(club, ana)
    assert "Forum Chaleur fatale" in digest_of(club, odile)
    assert "Biogaz" not in digest_of(club, odile)


# Somebody leaves


@pytest.mark.parametrize("erased", [False, True], ids=["suspended", "erased"])
def test_of_who_leaves_with_a_message_about_to_go_nothing_is_sent(club: Club, erased: bool) -> None:
    ana = club.joins("Ana Berger")
    two_events(club)
    queued(club)
    first, *_ = taken(club, 1)
    found = manners(club).of(first, club.clock.now())
    assert isinstance(found, Together)
    assert manners(club).join(first, found, club.clock.now()) is Joined.DONE
    with club.prime.services.db.begin() as session:
        if erased:
            erase(session, club.members["Ana Berger"], "Ancien membre", club.clock.now())
        else:
            change_member(session, club.members["Ana Berger"], state=Membership.SUSPENDED)
    club.settle()
    club.at(MORNING + timedelta(days=1))
    assert club.dms(ana) == 0
    if erased:
        assert not stages(club, names.DIGEST) + stages(club, names.NUDGE), "nor is anything kept of it"


@pytest.mark.parametrize("erased", [False, True], ids=["suspended", "erased"])
def test_of_who_leaves_with_a_call_pending_nothing_is_sent(club: Club, erased: bool) -> None:
    odile = club.joins("Odile Garnier", "ALLICE", role="organiser")
    club.joins("Paul Roy", "ALLICE", role="organiser")
    club.joins("Ana Berger")
    with club.prime.services.db.begin() as session:
        by, now = club.members["Ana Berger"], club.clock.now()
        follow(session, Matter.PROPOSAL, add_topic(session, by, TopicKind.STUDY, "Biogaz", "", "", now), now)
    club.at(paris(2027, 1, 18, 8, 30))
    with club.prime.services.db.begin() as session:
        if erased:
            erase(session, club.members["Odile Garnier"], "Ancien membre", club.clock.now())
        else:
            change_member(session, club.members["Odile Garnier"], state=Membership.SUSPENDED)
    for day in (18, 19):
        club.at(paris(2027, 1, day, 9, 0))
    assert club.dms(odile) == 0
    told = stages(club, names.TOPIC_WAITS)
    assert told["sent"] + told["merged"] == 1, "the other hears of it"


# Two processes, and one that dies


def test_of_two_that_have_a_matter_each_in_hand_one_waits_and_one_message_comes(club: Club) -> None:
    ana = club.joins("Ana Berger")
    two_events(club)
    queued(club)
    one, two = taken(club, 2)
    with club.prime.services.db.read() as session:
        assert find_in_hand(session, one, [names.NUDGE], MORNING) == two.id
        assert find_in_hand(session, two, [names.NUDGE], MORNING) == one.id
    waits = [manners(club).of(posting, MORNING) for posting in (one, two)]
    assert all(isinstance(found, Later) for found in waits)
    first, second = (found.due for found in waits if isinstance(found, Later))
    assert first < second, "they do not wait for each other for ever"
    router, chance = club.prime.router, Random(1).random
    delivery = Delivery(club.prime.services, router, club.clock.now, club.clock.now().timestamp, chance)
    for posting in (one, two):
        delivery.deliver(posting)
    club.settle()
    assert club.dms(ana) == 1
    assert stages(club, names.NUDGE) == {"merged": 2}


def test_of_two_that_died_with_a_matter_each_neither_is_lost_nor_waited_for(club: Club) -> None:
    ana = club.joins("Ana Berger")
    two_events(club)
    queued(club)
    taken(club, 2)
    club.clock.advance(timedelta(seconds=90))
    assert club.prime.tick.recover() == 2
    club.settle()
    assert club.dms(ana) == 1
    club.at(MORNING + timedelta(days=1))
    assert club.dms(ana) <= 2
    told = stages(club, names.NUDGE)
    assert told["sent"] + told["merged"] == 2
    said = [one["text"] for one in ana.messages(in_=club.box.workspace.dm_with(ana.id).id)]
    assert [sum(title in text for text in said) for title in ("Forum", "Atelier")] == [1, 1]


def test_what_another_process_sends_is_not_taken_along(club: Club) -> None:
    ana = club.joins("Ana Berger")
    two_events(club)
    queued(club)
    taken(club, 1)
    club.prime.tick.drain()
    assert club.dms(ana) == 0, "it waits for what the other does"
    club.clock.advance(timedelta(seconds=90))
    club.prime.tick.recover()
    club.settle()
    assert club.dms(ana) == 1


def test_one_that_somebody_takes_in_between_is_waited_for_and_not_left_behind(club: Club) -> None:
    ana = club.joins("Ana Berger")
    two_events(club)
    queued(club)
    [first] = taken(club, 1)
    found = manners(club).of(first, MORNING)
    assert isinstance(found, Together)
    [other] = taken(club, 1)
    assert other.id == found.others[0].id
    assert manners(club).join(first, found, MORNING) is Joined.HELD
    assert stages(club, names.DIGEST) == {}
    club.clock.advance(timedelta(seconds=90))
    club.prime.tick.recover()
    club.settle()
    assert club.dms(ana) == 1


def test_two_processes_at_once_make_one_message_for_each_reader(club: Club) -> None:
    people = [club.joins(f"{name} Berger") for name in ("Ana", "Bea", "Cleo", "Dina", "Eva", "Fanny")]
    two_events(club)
    queued(club)
    other = another_process(club)
    for _ in range(20):
        threads = [threading.Thread(target=tick.drain) for tick in (club.prime.tick, other)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        club.clock.advance(timedelta(seconds=1))
    other.stop()
    club.settle()
    assert [club.dms(person) for person in people] == [1] * len(people)
    assert stages(club, names.NUDGE) == {"merged": 2 * len(people)}
    assert stages(club, names.DIGEST) == {"sent": len(people)}


@pytest.mark.parametrize("sending", [False, True], ids=["before it is taken", "in hand"])
def test_killed_between_putting_together_and_sending_nothing_is_lost_or_said_twice(
    club: Club, sending: bool
) -> None:
    ana = club.joins("Ana Berger")
    two_events(club)
    queued(club)
    first, *_ = taken(club, 1)
    found = manners(club).of(first, MORNING)
    assert isinstance(found, Together)
    assert manners(club).join(first, found, MORNING) is Joined.DONE
    if sending:
        with club.prime.services.db.begin() as session:
            [mine] = [one for one in claim_due(session, MORNING, 9) if one.kind == names.DIGEST]
        assert mine.recipient == ana.id
    club.clock.advance(timedelta(seconds=90))
    passes(club, 10)
    assert club.dms(ana) == 1
    assert "Forum Chaleur fatale" in digest_of(club, ana)
    assert "Atelier Étuves" in digest_of(club, ana)


# What breaks


def test_one_that_breaks_holds_up_none_of_the_others(club: Club) -> None:
    ana, odile = club.joins("Ana Berger"), club.joins("Odile Garnier", "ALLICE", role="organiser")
    two_events(club)
    queues(club, names.DUES_NUDGE, ana, "dues:1", "no day at all")
    club.at(BEFORE)
    club.at(MORNING)
    passes(club, 10)
    assert "Forum Chaleur fatale" in digest_of(club, ana)
    assert "Atelier Étuves" in digest_of(club, ana)
    assert stages(club, names.DUES_NUDGE) == {"broken": 1}
    odile.opens_dm()
    odile.sees("n’a pas pu être préparé")


def test_a_line_that_breaks_once_it_stands_leaves_the_others_true(club: Club) -> None:
    ana = club.joins("Ana Berger")
    two_events(club)
    club.plans("Visite", starts=paris(2027, 1, 28, 16, 0), kind=EventKind.WORKSHOP)
    club.at(MORNING)
    club.says_to_database(
        f"UPDATE posting SET kind = '{names.DUES_NUDGE}' WHERE kind = '{names.NUDGE}' AND subject = 'event:3'"
    )
    ana.types("/prime rsvp forum non")
    club.later(seconds=10)
    said = digest_of(club, ana)
    assert "✅ Forum Chaleur fatale : vous ne venez pas." in said
    assert "Atelier Étuves" in said


def test_what_a_newer_version_queued_is_kept_for_it(club: Club) -> None:
    ana = club.joins("Ana Berger")
    queues(club, "newer.kind", ana, "event:1", "")
    passes(club, 10)
    assert stages(club, "newer.kind") == {"broken": 1}


# Dates


def test_a_deadline_at_eight_is_told_before_it(club: Club) -> None:
    ana = club.joins("Ana Berger")
    club.plans("Forum", deadline=paris(2027, 1, 21, 8, 0))
    club.plans("Atelier", deadline=paris(2027, 1, 21, 8, 0))
    told = 0
    for day in range(11, 22):
        club.at(paris(2027, 1, day, 7, 59))
        club.at(paris(2027, 1, day, 9, 0))
        if day == 20:
            told = club.dms(ana)
    assert told == club.dms(ana) >= 1, "nothing comes once the deadline is over"


def test_an_event_made_three_days_before_its_start_is_told_before_its_deadline(club: Club) -> None:
    ana = club.joins("Ana Berger")
    club.clock.set(paris(2027, 1, 12, 15, 0))
    club.plans("Visite", starts=paris(2027, 1, 15, 14, 0), deadline=paris(2027, 1, 14, 12, 0))
    for day, hour in ((12, 17), (13, 9), (13, 12), (14, 9), (14, 11)):
        club.at(paris(2027, 1, day, hour, 0))
    assert 1 <= club.dms(ana) <= 2
    ana.opens_dm()
    ana.sees("Visite")


def test_over_the_hour_change_it_is_nine_on_the_clock(club: Club) -> None:
    ana = club.joins("Ana Berger")
    club.joins("Luc Roy")
    club.clock.set(paris(2027, 3, 26, 15, 0))
    for title in ("Biogaz", "Étuves"):
        comments(club, proposed(club, title), "Luc Roy", "Oui")
    club.settle()
    for day, hour, told in ((29, 9, 0), (30, 8, 0), (30, 9, 1)):
        club.at(paris(2027, 3, day, hour, 0))  # Easter Monday, and the day after; two days from the change
        assert club.dms(ana) == told
    assert "mardi 30 mars 2027" in digest_of(club, ana)

"""Somebody new to the club is accompanied by a colleague who offers to (articles S'ENTRAIDER, PARTICIPER)."""

from datetime import timedelta

import pytest

from club.events import EventId
from club.seating import Rsvp, Says
from handlers.belonging.mydata import service as mydata
from handlers.living.firstday import buddy_service as service
from sandbox.driver.person import Person as Hand
from storage.buddies import list_buddies
from storage.experts import set_off
from storage.people import Person, add_company, add_member, get_person
from storage.seats import save_rsvp
from tests.stories.club import Club
from tests.stories.said import ACCOMPANY, NOT_THIS_TIME

NEW, EMAIL, COMPANY = "Lea Moulin", "lea@example.org", "Verrerie Ardoin"
ASKS, TAKEN, FOUND = "vient d’arriver au club", "accompagne Lea Moulin", "vous accompagne dans vos débuts"


@pytest.fixture
def past(club: Club) -> EventId:
    """The club lives: an event of its own is over."""
    held = club.schedules(
        "Visite passée", starts=club.clock.now() - timedelta(days=20), deadline=club.clock.now()
    )
    club.settle()
    return held


def joins(club: Club, past: EventId, name: str, company: str = COMPANY) -> Hand:
    """A colleague whom the club knows: they answered for an event."""
    person = club.joins(name, company)
    with club.prime.services.db.begin() as session:
        save_rsvp(session, past, club.members[name], Rsvp(Says.YES, 1), club.clock.now())
    return person


def comes(club: Club, name: str = NEW, email: str = EMAIL, company: str = COMPANY) -> Hand:
    """Somebody of the list comes into the workspace."""
    with club.prime.services.db.begin() as session:
        at = add_company(session, company)
        club.members[name] = add_member(session, name, email=email, company_id=at)
    return club.enters(name, email=email)


def member(club: Club, name: str) -> Person:
    """As they are now."""
    with club.prime.services.db.read() as session:
        found = get_person(session, club.members[name])
    assert found is not None
    return found


def heard(person: Hand, words: str) -> int:
    """How many messages say so now."""
    return sum(words in str(one["text"]).replace("\u00a0", " ") for one in person.messages())


def asked(club: Club, name: str = NEW) -> list[tuple[str, str]]:
    """Who was asked, and what they answered."""
    names = {number: called for called, number in club.members.items()}
    with club.prime.services.db.read() as session:
        return [(names[one.member_id], one.answer.value) for one in list_buddies(session, club.members[name])]


def test_a_colleague_who_offers_to_is_told_to_the_newcomer(club: Club, past: EventId) -> None:
    paul, zoe, other = (
        joins(club, past, "Paul Mercier"),
        joins(club, past, "Zoe Klein"),
        joins(club, past, "Ali Ben", "Aciers"),
    )
    lea = comes(club)
    paul.sees(f"{NEW}, de votre entreprise, {ASKS} : voulez-vous l’accompagner ?")
    assert not heard(zoe, ASKS)
    assert not heard(other, ASKS)
    paul.clicks(ACCOMPANY)
    club.settle()
    paul.sees("✅ Merci. @Lea Moulin sait pouvoir compter sur vous.")
    lea.opens_dm()
    lea.sees(f"✅ @Paul Mercier {FOUND}")
    club.later(days=30)
    assert asked(club) == [("Paul Mercier", "yes")]
    assert not heard(zoe, ASKS)


def test_who_declines_is_told_to_nobody_and_the_next_is_asked(club: Club, past: EventId) -> None:
    paul, zoe, _third = (
        joins(club, past, "Paul Mercier"),
        joins(club, past, "Zoe Klein"),
        joins(club, past, "Max Ferry"),
    )
    lea = comes(club)
    paul.clicks(NOT_THIS_TIME)
    club.settle()
    paul.sees("C’est noté ; rien d’autre n’est transmis.")
    zoe.clicks(ACCOMPANY)
    club.settle()
    assert heard(lea, FOUND) == 1
    assert not heard(lea, "Paul")
    assert not heard(zoe, "Paul")
    assert asked(club) == [("Paul Mercier", "no"), ("Zoe Klein", "yes")]


def test_three_are_asked_at_most_and_then_nothing_is_said(club: Club, past: EventId) -> None:
    people = [joins(club, past, name) for name in ("Paul Mercier", "Zoe Klein", "Max Ferry", "Eva Roy")]
    lea = comes(club)
    for person in people[:3]:
        person.clicks(NOT_THIS_TIME)
        club.settle()
    assert not heard(people[3], ASKS)
    assert len(asked(club)) == 3
    assert not heard(lea, FOUND)


def test_five_working_days_of_silence_and_another_is_asked_besides(club: Club, past: EventId) -> None:
    paul, zoe = joins(club, past, "Paul Mercier"), joins(club, past, "Zoe Klein")
    lea = comes(club)
    club.later(days=4)
    assert not heard(zoe, ASKS)
    club.later(days=4)
    assert heard(zoe, ASKS) == 1
    club.later(days=20)
    assert len(asked(club)) == 2
    paul.clicks(ACCOMPANY)  # late, and the first to say so
    club.settle()
    zoe.sees(f"✅ Paul Mercier {TAKEN}.")
    assert heard(lea, FOUND) == 1


def test_two_who_click_at_once_are_one_companion(club: Club, past: EventId) -> None:
    paul, zoe = joins(club, past, "Paul Mercier"), joins(club, past, "Zoe Klein")
    lea = comes(club)
    club.later(days=9)
    for name in ("Paul Mercier", "Zoe Klein", "Paul Mercier"):
        service.accompany(club.prime.services, club.members[NEW], member(club, name), club.clock.now())
    service.decline(club.prime.services, club.members[NEW], member(club, "Paul Mercier"), club.clock.now())
    club.settle()
    paul.sees("sait pouvoir compter sur vous")
    zoe.sees(f"✅ Paul Mercier {TAKEN}.")
    assert sorted(answer for _, answer in asked(club)) == ["asked", "yes"]
    assert heard(lea, FOUND) == 1


def test_who_does_not_wish_it_or_is_unknown_to_the_club_is_not_asked(club: Club, past: EventId) -> None:
    paul, silent = joins(club, past, "Paul Mercier"), club.joins("Zoe Klein")
    with club.prime.services.db.begin() as session:
        set_off(session, club.members["Paul Mercier"], club.clock.now())
    lea = comes(club)
    assert not heard(paul, ASKS)
    assert not heard(silent, ASKS)
    assert asked(club) == []
    assert heard(lea, "Bienvenue") == 1


def test_nobody_is_asked_while_the_club_is_being_set_up(club: Club) -> None:
    paul = club.joins("Paul Mercier")
    event = club.plans()
    with club.prime.services.db.begin() as session:
        save_rsvp(session, event, club.members["Paul Mercier"], Rsvp(Says.YES, 1), club.clock.now())
    comes(club)
    assert not heard(paul, ASKS)


def test_a_companion_who_leaves_is_followed_by_another(club: Club, past: EventId) -> None:
    paul, zoe = joins(club, past, "Paul Mercier"), joins(club, past, "Zoe Klein")
    lea = comes(club)
    paul.clicks(ACCOMPANY)
    club.settle()
    mydata.leave(club.prime.services, member(club, "Paul Mercier"), club.clock.now())
    club.settle()
    lea.opens_dm()
    lea.sees("La personne qui vous accompagnait n’est plus là.")
    assert heard(zoe, ASKS) == 1


def test_a_newcomer_who_leaves_closes_the_question(club: Club, past: EventId) -> None:
    paul, _zoe = joins(club, past, "Paul Mercier"), joins(club, past, "Zoe Klein")
    comes(club)
    newcomer, colleague = member(club, NEW), member(club, "Paul Mercier")
    mydata.leave(club.prime.services, newcomer, club.clock.now())
    club.settle()
    assert not heard(paul, "Lea")
    service.accompany(club.prime.services, newcomer.id, colleague, club.clock.now())
    club.settle()
    assert all(answer != "yes" for _, answer in asked(club))

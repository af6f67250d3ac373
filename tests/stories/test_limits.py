"""What an event allows and needs: people brought by one member, and enough of all for it to be held.

Seats of one company and reserved ones: test_company_limits.py.
"""

import pytest

from club.events import Limits
from club.ids import EventId
from club.settings import Setting
from handlers.events.limits import service
from sandbox.driver.person import Person
from tests.stories.club import FIRST, Club, paris
from tests.stories.said import (
    CANCEL,
    CONFIDENTIAL,
    EDIT,
    EMAIL_FIELD,
    FUNCTION_FIELD,
    NAME_FIELD,
    REASON_FIELD,
    START_DAY,
)
from tests.stories.test_organising import FORUM, organiser, publishes
from tests.stories.test_settings_in_force import sets

DEADLINE = paris(2027, 1, 21, 9, 30)
AFTER = paris(2027, 1, 21, 9, 31)
GUESTS, MINIMUM = "Invités par membre", "Minimum de personnes"
FIELDS = {"guests": GUESTS, "minimum": MINIMUM, "company": "Places par entreprise"}
FIELDS |= {"reserved": "Places réservées"}
BRING, ADD = "Je viens avec…", "Ajouter une personne"
HOLD, EXTEND = "Maintenir", "Prolonger…"
NO_GUESTS = "Cette activité se tient sans invités."


@pytest.fixture
def odile(club: Club) -> Person:
    return organiser(club)


def brings(person: Person, *guests: str) -> None:
    person.types(f"/prime rsvp forum oui +{len(guests)}")
    for at, name in enumerate(guests, 1):
        of = "" if at == 1 else f" ({at})"
        email = f"{name.split()[0].lower()}@ardoin.example"
        person.fills(
            {f"{NAME_FIELD}{of}": name, f"{EMAIL_FIELD}{of}": email, f"{FUNCTION_FIELD}{of}": "Four"}
        )
    person.ticks(CONFIDENTIAL)
    person.submits()


def edits(odile: Person, **fields: str) -> None:
    odile.types("/prime activite")
    odile.clicks(EDIT)
    for field, value in fields.items():
        odile.fills(FIELDS[field], value)
    odile.submits()


# Guests


def test_an_event_sets_how_many_one_brings_below_and_above_the_clubs_number(
    club: Club, odile: Person
) -> None:
    sets(club, Setting.COMPANIONS, 4)
    ana = club.joins("Ana Berger")
    publishes(club, odile, **{GUESTS: "1"})
    assert club.event(FIRST).limits == Limits(guests=1)
    ana.types("/prime rsvp forum oui +2")
    ana.sees("1 personne au plus peut vous accompagner.")
    ana.clicks("Venir avec 1 personne…")
    ana.sees("1 personne au plus peut vous accompagner.")
    ana.sees_not(ADD)
    edits(odile, guests="7")
    ana.types("/prime rsvp forum oui +7")
    ana.sees(f"{NAME_FIELD} (7)")
    ana.sees_not(ADD)


def test_where_nobody_may_be_brought_no_button_offers_it_and_a_stale_one_says_so(
    club: Club, odile: Person
) -> None:
    ana = club.joins("Ana Berger")
    club.plans("Forum")
    ana.opens("club-prime")
    ana.sees(f"[{BRING}]")
    ana.types("/prime rsvp forum")
    edits(odile, guests="0")
    ana.clicks(BRING)
    ana.sees(NO_GUESTS)
    club.settle()
    ana.opens("club-prime")
    ana.sees_not(BRING)
    ana.types("/prime rsvp forum oui +2")
    ana.sees(NO_GUESTS)
    assert club.seats("Ana Berger") == 0


def test_a_limit_that_is_lowered_takes_nobody_away_and_lets_nobody_more_come(
    club: Club, odile: Person
) -> None:
    ana = club.joins("Ana Berger")
    club.plans("Forum")
    brings(ana, "Paul Besson", "Julie Roche", "Marc Petit")
    assert club.seats("Ana Berger") == 4
    edits(odile, guests="1")
    assert club.seats("Ana Berger") == 4
    ana.types("/prime rsvp forum")
    ana.clicks(BRING)
    ana.fills(f"{FUNCTION_FIELD} (2)", "Direction")
    ana.ticks(CONFIDENTIAL)
    ana.submits()
    assert club.seats("Ana Berger") == 4
    ana.types("/prime rsvp forum")
    ana.clicks(BRING)
    for field in (NAME_FIELD, EMAIL_FIELD, FUNCTION_FIELD):
        ana.fills(f"{field} (3)", "")
    ana.ticks(CONFIDENTIAL)
    ana.submits()
    assert club.seats("Ana Berger") == 3


def test_a_form_opened_before_the_limit_was_lowered_is_refused_at_its_field(
    club: Club, odile: Person
) -> None:
    ana = club.joins("Ana Berger")
    club.plans("Forum")
    ana.types("/prime rsvp forum oui +2")
    edits(odile, guests="1")
    for at, name in ((1, "Paul Besson"), (2, "Julie Roche")):
        of = "" if at == 1 else f" ({at})"
        email = f"{name.split()[0].lower()}@ardoin.example"
        ana.fills({f"{NAME_FIELD}{of}": name, f"{EMAIL_FIELD}{of}": email, f"{FUNCTION_FIELD}{of}": "Four"})
    ana.ticks(CONFIDENTIAL)
    ana.submits()
    assert "plus de personnes que permis" in ana.errors()[f"{NAME_FIELD} (2)"]
    assert club.seats("Ana Berger") == 0


# The minimum


@pytest.fixture
def few(club: Club, odile: Person) -> EventId:
    return club.plans("Forum", limits=Limits(minimum=3))


def test_organisers_hear_at_the_deadline_that_too_few_come_and_hold_it_all_the_same(
    club: Club, odile: Person, few: EventId
) -> None:
    paul, ana = organiser(club, "Paul Mercier"), club.joins("Ana Berger")
    ana.types("/prime rsvp forum oui")
    club.at(DEADLINE - (AFTER - DEADLINE))
    odile.opens_dm()
    odile.sees_not("minimum 3")
    club.at(AFTER)
    for one in (odile, paul):
        one.opens_dm()
        one.sees("1 personne vient ; minimum 3.")
    odile.clicks(HOLD)
    odile.sees("« Forum » : activité maintenue.")
    club.settle()
    for one in (odile, paul):
        one.sees("✅ Activité maintenue par Odile Garnier")
        one.sees_not(f"[{HOLD}]")
    paul_says = service.hold(club.prime.services, few, club.members["Paul Mercier"], AFTER)
    assert (paul_says.result, paul_says.by) == (service.Held.ALREADY, "Odile Garnier")


def test_nobody_hears_of_it_where_enough_come_guests_and_the_link_counted(club: Club, odile: Person) -> None:
    club.plans("Forum", limits=Limits(minimum=3), video_url="https://visio.example.org/x")
    ana, luc = club.joins("Ana Berger"), club.joins("Luc Roy")
    brings(ana, "Paul Besson")
    luc.types("/prime rsvp forum oui à distance")
    before = club.dms(odile)
    club.at(AFTER)
    assert club.dms(odile) == before


def test_a_deadline_put_off_reopens_answers_and_is_told_again(
    club: Club, odile: Person, few: EventId
) -> None:
    club.at(AFTER)
    odile.opens_dm()
    odile.sees("Personne ne vient ; minimum 3.")
    odile.clicks(EXTEND)
    odile.fills("Réponses jusqu’au (jour)", paris(2027, 1, 25).date())
    odile.submits()
    club.settle()
    odile.sees("✅ Date limite repoussée")
    ana = club.joins("Ana Berger")
    ana.types("/prime rsvp forum oui")
    club.at(paris(2027, 1, 25, 9, 31))
    odile.opens_dm()
    odile.sees("1 personne vient ; minimum 3.")


def test_it_turns_once_enough_come_and_is_called_off_from_it(club: Club, odile: Person, few: EventId) -> None:
    people = [club.joins(name) for name in ("Ana Berger", "Luc Roy")]
    for person in people:
        person.types("/prime rsvp forum oui")
    club.at(AFTER)
    odile.opens_dm()
    odile.sees("2 personnes viennent ; minimum 3.")
    edits(odile, minimum="2")
    club.settle()
    odile.opens_dm()
    odile.sees("✅ 2 personnes viennent : c’est assez.")
    assert service.hold(club.prime.services, few, club.members["Odile Garnier"], AFTER).result is (
        service.Held.NOT_NEEDED
    )
    edits(odile, minimum="5")
    club.settle()
    odile.opens_dm()
    odile.clicks(CANCEL)
    odile.fills(REASON_FIELD, "Trop peu de monde")
    odile.submits()
    club.settle()
    people[0].opens_dm()
    people[0].sees("Trop peu de monde")
    assert service.hold(club.prime.services, few, club.members["Odile Garnier"], AFTER).result is (
        service.Held.CLOSED
    )


def test_more_people_than_seats_cannot_be_needed_and_a_copy_keeps_the_limits(
    club: Club, odile: Person
) -> None:
    odile.types("/prime activite nouvelle")
    odile.fills({**FORUM, "Places": "4", MINIMUM: "5", GUESTS: "2"})
    odile.submits()
    assert "1 au nombre de places" in odile.errors()[MINIMUM]
    odile.fills(MINIMUM, "4")
    odile.submits()
    odile.clicks("Dupliquer…")
    odile.submits()
    odile.fills({START_DAY: paris(2027, 2, 11).date()})
    odile.submits()
    copied = [club.event(EventId(one)).limits for one in (1, 2)]
    assert copied == [Limits(guests=2, minimum=4)] * 2


# Seats per company

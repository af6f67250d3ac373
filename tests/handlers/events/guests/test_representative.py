"""Somebody comes in the member's place: seats, claims and guests, in the database."""

from dataclasses import replace
from datetime import datetime

from club.ids import EventId
from club.seating import ClaimKind, Stage
from handlers.events.guests import companions, representative
from handlers.events.guests.form import FilledGuests, GuestFault, GuestsFaulty
from handlers.events.shared import outcomes as out
from storage.people import Person
from tests.handlers.events.guests.house import LATE, NOW, STARTED, House, entry, filled


def _send(
    house: House, event_id: EventId, person: Person, form: FilledGuests, now: datetime = NOW
) -> out.AnswerOutcome | GuestsFaulty:
    return representative.send(house.services, event_id, person, form, now)


def _names(house: House, event_id: EventId, person: Person) -> list[tuple[str, bool]]:
    return [(guest.name, guest.representative) for guest in house.guests(event_id, person)]


def test_the_seat_changes_hands_and_their_number_stays(house: House) -> None:
    ana, event_id = house.joins("Ana Berger"), house.plans(2)
    companions.change(house.services, event_id, ana, filled("Rémi Blanc"), NOW)
    outcome = _send(house, event_id, ana, filled("Éva Noir"))
    assert isinstance(outcome, out.Coming)
    assert (outcome.participation.rsvp.seats, outcome.participation.rsvp.with_member) == (2, False)
    _send(house, event_id, ana, filled("Noé Gris"))
    assert _names(house, event_id, ana) == [("Rémi Blanc", False), ("Noé Gris", True)]


def test_without_a_seat_the_representative_gets_one(house: House) -> None:
    ana, event_id = house.joins("Ana Berger"), house.plans(1)
    outcome = _send(house, event_id, ana, filled("Éva Noir"))
    assert isinstance(outcome, out.Coming)
    assert (outcome.participation.rsvp.seats, outcome.participation.rsvp.with_member) == (1, False)


def test_when_full_the_representative_waits_and_a_second_one_keeps_the_place(house: House) -> None:
    ana, luc, event_id = house.joins("Ana Berger"), house.joins("Luc Roy"), house.plans(1)
    house.fills(event_id, 1)
    _send(house, event_id, ana, filled("Éva Noir"))
    _send(house, event_id, luc, filled("Zoé Petit"))
    outcome = _send(house, event_id, ana, filled("Noé Gris"))
    assert isinstance(outcome, out.InLine)
    assert list(outcome.participation.ranks.values()) == [1]
    assert _names(house, event_id, ana) == [("Noé Gris", True)]


def test_after_the_deadline_the_seat_stays_the_members_until_granted(house: House) -> None:
    ana, event_id = house.joins("Ana Berger"), house.plans(1)
    companions.change(house.services, event_id, ana, filled("Rémi Blanc", choice="alone"), NOW)
    outcome = _send(house, event_id, ana, filled("Éva Noir", note="Je suis retenue."), LATE)
    assert isinstance(outcome, out.RequestPending)
    assert outcome.participation.rsvp.with_member
    (claim,) = house.claims(Stage.REQUESTED)
    assert (claim.kind, claim.seats, claim.with_member) == (ClaimKind.REPLACEMENT, 0, False)


def test_a_later_wish_takes_back_the_earlier_one(house: House) -> None:
    ana, event_id = house.joins("Ana Berger"), house.plans()
    _send(house, event_id, ana, filled("Rémi Blanc"))
    _send(house, event_id, ana, filled("Éva Noir"), LATE)
    _send(house, event_id, ana, filled("Noé Gris"), LATE)
    assert [claim.stage for claim in house.claims()] == [Stage.WITHDRAWN, Stage.REQUESTED]
    assert _names(house, event_id, ana) == [("Rémi Blanc", True), ("Noé Gris", True)]


def test_a_late_representative_without_a_seat_is_a_request_for_one(house: House) -> None:
    ana, event_id = house.joins("Ana Berger"), house.plans()
    _send(house, event_id, ana, filled("Éva Noir"), LATE)
    _send(house, event_id, ana, filled("Noé Gris"), LATE)
    (claim,) = house.claims(Stage.REQUESTED)
    assert (claim.kind, claim.seats, claim.with_member) == (ClaimKind.PARTY, 1, False)
    assert _names(house, event_id, ana) == [("Noé Gris", True)]


def test_what_is_known_of_a_representative_is_corrected_freely(house: House) -> None:
    ana, event_id = house.joins("Ana Berger"), house.plans()
    _send(house, event_id, ana, filled("Éva Noir"))
    form = FilledGuests([entry(0, "Éva Noir", function="Directrice")], attested=True)
    assert isinstance(_send(house, event_id, ana, form, LATE), out.Coming)
    (eva,) = house.guests(event_id, ana)
    assert (eva.function, eva.representative) == ("Directrice", True)
    assert house.claims() == []


def test_another_company_needs_a_reason_however_its_name_is_typed(house: House) -> None:
    ana, event_id = house.joins("Ana Berger"), house.plans()
    same = FilledGuests([entry(0, "Éva Noir", company="VERRERIE  ardoin")], attested=True)
    other = entry(0, "Noé Gris", company="Bureau Lumen")
    assert isinstance(_send(house, event_id, ana, same), out.Coming)
    assert _send(house, event_id, ana, FilledGuests([other], attested=True)) == GuestsFaulty(
        {"why#0": GuestFault.WHY}
    )
    told = replace(other, why="Notre conseil")
    assert isinstance(_send(house, event_id, ana, FilledGuests([told], attested=True)), out.Coming)
    (noe,) = house.guests(event_id, ana)
    assert noe.why == "Notre conseil"


def test_a_companion_is_not_a_representative_too(house: House) -> None:
    ana, event_id = house.joins("Ana Berger"), house.plans()
    companions.change(house.services, event_id, ana, filled("Rémi Blanc"), NOW)
    assert _send(house, event_id, ana, filled("Rémi Blanc")) == GuestsFaulty({"email#0": GuestFault.LISTED})


def test_nobody_is_sent_once_it_has_started(house: House) -> None:
    ana, event_id = house.joins("Ana Berger"), house.plans()
    assert isinstance(_send(house, event_id, ana, filled("Éva Noir"), STARTED), out.EventClosed)

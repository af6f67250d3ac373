"""A member's companions change: seats, claims, guests and messages, in the database."""

from dataclasses import replace
from datetime import datetime, timedelta

from club.ids import EventId
from club.seating import ClaimKind, Stage
from handlers import names
from handlers.events.guests import companions
from handlers.events.guests.form import FilledGuests, GuestFault, GuestsFaulty
from handlers.events.shared import outcomes as out
from storage.line import list_line
from storage.people import Person, Role
from tests.handlers.events.guests.house import LATE, NOW, START, STARTED, House, entry, filled, removing


def _change(
    house: House, event_id: EventId, person: Person, form: FilledGuests, now: datetime = NOW
) -> out.AnswerOutcome | GuestsFaulty:
    return companions.change(house.services, event_id, person, form, now)


def test_a_party_sits_together(house: House) -> None:
    ana, event_id = house.joins("Ana Berger"), house.plans(3)
    outcome = _change(house, event_id, ana, filled("Rémi Blanc", "Éva Noir"))
    assert isinstance(outcome, out.Coming)
    assert outcome.participation.rsvp.seats == 3
    assert [guest.name for guest in house.guests(event_id, ana)] == ["Rémi Blanc", "Éva Noir"]
    assert {guest.attested_by for guest in house.guests(event_id, ana)} == {ana.id}


def test_the_same_form_sent_twice_names_nobody_twice(house: House) -> None:
    ana, event_id = house.joins("Ana Berger"), house.plans(5)
    _change(house, event_id, ana, filled("Rémi Blanc"))
    outcome = _change(house, event_id, ana, filled("Rémi Blanc"))
    assert isinstance(outcome, out.Coming)
    assert not outcome.changed
    assert house.stands(event_id, ana).rsvp.seats == 2


def test_the_line_is_not_overtaken_by_a_small_party(house: House) -> None:
    ana, luc, event_id = house.joins("Ana Berger"), house.joins("Luc Roy"), house.plans(2)
    house.fills(event_id, 1)
    _change(house, event_id, ana, filled("Rémi Blanc", choice="together"))
    outcome = _change(house, event_id, luc, filled("Éva Noir", choice="alone"))
    assert isinstance(outcome, out.InLine)
    assert [claim.seats for claim in house.claims(Stage.WAITING)] == [2, 1]
    assert house.guests(event_id, luc) == []


def test_a_short_party_is_asked_and_nothing_is_saved_meanwhile(house: House) -> None:
    ana, event_id = house.joins("Ana Berger"), house.plans(2)
    house.fills(event_id, 1)
    outcome = _change(house, event_id, ana, filled("Rémi Blanc"))
    assert isinstance(outcome, out.Short)
    assert outcome.needed == 2
    assert house.claims() == []
    assert house.guests(event_id, ana) == []
    assert house.stands(event_id, ana).rsvp.says is None


def test_an_addition_that_does_not_fit_waits_and_is_seated_later(house: House) -> None:
    ana, luc, event_id = house.joins("Ana Berger"), house.joins("Luc Roy"), house.plans(4)
    _change(house, event_id, luc, filled("Éva Noir"))
    _change(house, event_id, ana, filled("Rémi Blanc"))
    outcome = _change(house, event_id, ana, filled("Rémi Blanc", "Noé Gris"))
    assert isinstance(outcome, out.InLine)
    assert outcome.participation.rsvp.seats == 2
    (eva,) = house.guests(event_id, luc)
    _change(house, event_id, luc, removing(eva))
    assert house.stands(event_id, ana).rsvp.seats == 3
    assert house.claims(Stage.WAITING) == []
    assert (names.PROMOTED, ana.slack_id) in house.told(NOW)


def test_one_leaves_and_another_comes_in_the_same_seat_though_it_is_full(house: House) -> None:
    ana, event_id = house.joins("Ana Berger"), house.plans(2)
    _change(house, event_id, ana, filled("Rémi Blanc"))
    (remi,) = house.guests(event_id, ana)
    outcome = _change(house, event_id, ana, FilledGuests([entry(0, "Éva Noir", remi.id)], attested=True))
    assert isinstance(outcome, out.Coming)
    assert [guest.name for guest in house.guests(event_id, ana)] == ["Éva Noir"]
    assert outcome.participation.rsvp.seats == 2


def test_a_corrected_name_or_address_is_the_same_person_also_late(house: House) -> None:
    ana, event_id = house.joins("Ana Berger"), house.plans(2)
    _change(house, event_id, ana, filled("Rémi Blanc"))
    (remi,) = house.guests(event_id, ana)
    form = FilledGuests([entry(0, "Rémi Blanc", remi.id, email="r.blanc@exemple.fr")], attested=True)
    outcome = _change(house, event_id, ana, form, LATE)
    assert isinstance(outcome, out.Coming)
    (now_known,) = house.guests(event_id, ana)
    assert (now_known.id, now_known.email) == (remi.id, "r.blanc@exemple.fr")
    assert now_known.attested_at == LATE


def test_another_person_after_the_deadline_is_asked_for(house: House) -> None:
    ana, event_id = house.joins("Ana Berger"), house.plans(5)
    _change(house, event_id, ana, filled("Rémi Blanc"))
    (remi,) = house.guests(event_id, ana)
    outcome = _change(
        house, event_id, ana, FilledGuests([entry(0, "Éva Noir", remi.id)], attested=True), LATE
    )
    assert isinstance(outcome, out.RequestPending)
    assert outcome.participation.rsvp.seats == 1
    (claim,) = house.claims(Stage.REQUESTED)
    assert (claim.kind, claim.seats) == (ClaimKind.ADDITION, 1)


def test_a_waiting_party_shrinks_in_its_place_and_grows_at_the_end(house: House) -> None:
    ana, luc, event_id = house.joins("Ana Berger"), house.joins("Luc Roy"), house.plans(4)
    house.fills(event_id, 4)
    _change(house, event_id, ana, filled("Rémi Blanc", "Éva Noir"))
    _change(house, event_id, luc, filled("Noé Gris"))
    remi, eva = house.guests(event_id, ana)
    _change(house, event_id, ana, removing(remi, eva))
    _change(house, event_id, ana, filled("Éva Noir", "Zoé Petit"))
    with house.services.db.read() as session:
        line = [(claim.member_id, claim.kind, claim.seats) for claim in list_line(session, event_id)]
    assert line == [
        (ana.id, ClaimKind.PARTY, 2),
        (luc.id, ClaimKind.PARTY, 2),
        (ana.id, ClaimKind.ADDITION, 1),
    ]


def test_a_waiting_party_made_smaller_may_fit_at_once(house: House) -> None:
    ana, event_id = house.joins("Ana Berger"), house.plans(2)
    house.fills(event_id, 1)
    _change(house, event_id, ana, filled("Rémi Blanc", choice="together"))
    (remi,) = house.guests(event_id, ana)
    outcome = _change(house, event_id, ana, removing(remi))
    assert isinstance(outcome, out.Coming)
    assert outcome.participation.rsvp.seats == 1


def test_in_line_one_person_may_take_anothers_place(house: House) -> None:
    ana, event_id = house.joins("Ana Berger"), house.plans(2)
    house.fills(event_id, 2)
    _change(house, event_id, ana, filled("Rémi Blanc"))
    (remi,) = house.guests(event_id, ana)
    _change(house, event_id, ana, FilledGuests([entry(0, "Éva Noir", remi.id)], attested=True))
    (claim,) = house.claims(Stage.WAITING)
    assert claim.seats == 2
    assert [(guest.name, guest.claim_id) for guest in house.guests(event_id, ana)] == [("Éva Noir", claim.id)]


def test_a_late_party_is_one_request_and_a_larger_one_is_made_anew(house: House) -> None:
    ana, event_id = house.joins("Ana Berger"), house.plans(5)
    organiser = house.joins("Odile Garnier", role=Role.ORGANISER)
    _change(house, event_id, ana, filled("Rémi Blanc", note="Merci"), LATE)
    (first,) = house.claims(Stage.REQUESTED)
    assert (first.kind, first.seats, first.note) == (ClaimKind.PARTY, 2, "Merci")
    assert house.told(LATE) == [
        (names.REQUEST, organiser.slack_id),
        (names.REQUESTED, ana.slack_id),
    ]
    outcome = _change(house, event_id, ana, filled("Rémi Blanc", "Éva Noir"), LATE)
    assert isinstance(outcome, out.RequestPending)
    (second,) = house.claims(Stage.REQUESTED)
    assert (second.seats, second.note) == (3, "Merci")
    assert [claim.id for claim in house.claims(Stage.WITHDRAWN)] == [first.id]
    assert {guest.claim_id for guest in house.guests(event_id, ana)} == {second.id}


def test_seats_are_given_back_late_and_after_the_start_with_their_notice(house: House) -> None:
    ana, event_id = house.joins("Ana Berger"), house.plans(5)
    odile = house.joins("Odile Garnier", role=Role.ORGANISER)
    _change(house, event_id, ana, filled("Rémi Blanc", "Éva Noir"))
    remi, eva = house.guests(event_id, ana)
    house.told(NOW)
    _change(house, event_id, ana, removing(remi, eva), LATE)
    assert (names.FEWER, odile.slack_id) in house.told(LATE)
    outcome = _change(house, event_id, ana, removing(eva), STARTED)
    assert isinstance(outcome, out.Coming)
    assert outcome.participation.rsvp.seats == 1
    assert isinstance(_change(house, event_id, ana, filled("Noé Gris"), STARTED), out.EventClosed)


def test_nobody_is_added_once_it_is_over(house: House) -> None:
    ana, event_id = house.joins("Ana Berger"), house.plans()
    outcome = _change(house, event_id, ana, filled("Rémi Blanc"), START + timedelta(days=2))
    assert isinstance(outcome, out.EventClosed)


def test_addresses_are_compared_whatever_their_case(house: House) -> None:
    ana, luc, event_id = house.joins("Ana Berger"), house.joins("Luc Roy"), house.plans()
    _change(house, event_id, luc, filled("Rémi Blanc"))
    form = FilledGuests(
        [
            entry(0, "Rémi Blanc", email="RÉMI.BLANC@exemple.fr"),
            entry(1, "Luc Roy", email="Luc.Roy@Example.org"),
            entry(2, "Éva Noir"),
            entry(3, "Autre Noir", email="ÉVA.noir@exemple.fr"),
        ],
        attested=True,
    )
    outcome = _change(house, event_id, ana, form)
    assert outcome == GuestsFaulty(
        {"email#0": GuestFault.LISTED, "email#1": GuestFault.MEMBER, "email#3": GuestFault.LISTED}
    )
    assert house.stands(event_id, ana).rsvp.says is None


def test_without_the_promise_nothing_is_saved(house: House) -> None:
    ana, event_id = house.joins("Ana Berger"), house.plans()
    form = replace(filled("Rémi Blanc"), attested=False)
    assert _change(house, event_id, ana, form) == GuestsFaulty({"attest": GuestFault.ATTEST})
    assert house.guests(event_id, ana) == []


def test_five_is_the_most_also_over_two_windows(house: House) -> None:
    ana, event_id = house.joins("Ana Berger"), house.plans()
    _change(house, event_id, ana, filled(*(f"Personne Nom{n}" for n in range(4))))
    outcome = _change(house, event_id, ana, filled("Rémi Blanc", "Éva Noir"))
    assert outcome == GuestsFaulty({"name#1": GuestFault.TOO_MANY})


def test_an_empty_form_names_what_is_missing(house: House) -> None:
    ana, event_id = house.joins("Ana Berger"), house.plans()
    empty = FilledGuests([replace(entry(0, ""), email="", function="")])
    assert _change(house, event_id, ana, empty) == GuestsFaulty({"name#0": GuestFault.NAME})

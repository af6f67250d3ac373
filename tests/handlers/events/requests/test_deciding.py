"""Asking and deciding, in the database: the first decision wins, whatever the copy on screen shows."""

from dataclasses import replace
from threading import Thread

from club.ids import ClaimId, EventId
from club.seating import Stage
from handlers import names
from handlers.events.guests import companions
from handlers.events.requests import reasons, service, sweeps, views
from handlers.events.requests.service import RequestOutcome
from handlers.events.shared import outcomes as out
from storage.events import lock_event, save_event
from storage.people import Person, Role
from tests.handlers.events.guests.house import LATE, NOW, STARTED, House, filled


def _asks(house: House, event_id: EventId, person: Person) -> ClaimId:
    outcome = service.ask(house.services, event_id, person, "Merci", LATE)
    assert isinstance(outcome, out.RequestPending)
    return next(claim.id for claim in house.claims(Stage.REQUESTED) if claim.member_id == person.id)


def test_a_request_holds_nothing_and_is_told_of(house: House) -> None:
    ana, odile = house.joins("Ana Berger"), house.joins("Odile Garnier", role=Role.ORGANISER)
    event_id = house.plans(1)
    _asks(house, event_id, ana)
    assert house.stands(event_id, ana, LATE).rsvp.seats == 0
    assert house.told(LATE) == [(names.REQUEST, odile.slack_id), (names.REQUESTED, ana.slack_id)]


def test_asking_twice_is_one_request(house: House) -> None:
    ana, event_id = house.joins("Ana Berger"), house.plans()
    _asks(house, event_id, ana)
    again = service.ask(house.services, event_id, ana, "Encore", LATE)
    assert isinstance(again, out.RequestPending)
    assert not again.changed
    assert len(house.claims()) == 1


def test_where_answers_are_open_one_sits_or_waits_instead(house: House) -> None:
    ana, luc, event_id = house.joins("Ana Berger"), house.joins("Luc Roy"), house.plans(1)
    assert isinstance(service.ask(house.services, event_id, ana, "", NOW), out.Coming)
    assert isinstance(service.ask(house.services, event_id, luc, "", NOW), out.InLine)
    assert isinstance(service.ask(house.services, event_id, luc, "", NOW), out.InLine)
    assert isinstance(service.ask(house.services, event_id, ana, "", LATE), out.Coming)
    assert len(house.claims()) == 1


def test_after_the_start_nothing_is_asked_or_decided(house: House) -> None:
    ana, event_id = house.joins("Ana Berger"), house.plans()
    odile = house.joins("Odile Garnier", role=Role.ORGANISER)
    claim_id = _asks(house, event_id, ana)
    assert service.accept(house.services, claim_id, odile, STARTED) is RequestOutcome.CLOSED
    assert isinstance(service.ask(house.services, event_id, odile, "", STARTED), out.EventClosed)


def test_two_organisers_at_once_decide_once(house: House) -> None:
    ana, event_id = house.joins("Ana Berger"), house.plans()
    odile = house.joins("Odile Garnier", role=Role.ORGANISER)
    claim_id = _asks(house, event_id, ana)
    verdicts: list[RequestOutcome] = []

    def accept() -> None:
        verdicts.append(service.accept(house.services, claim_id, odile, LATE))

    def decline() -> None:
        verdicts.append(service.decline(house.services, claim_id, odile, "full\n", LATE))

    threads = [Thread(target=one) for one in (accept, decline, accept, decline)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(verdicts) == [RequestOutcome.ALREADY] * 3 + [RequestOutcome.DECIDED]
    (claim,) = house.claims()
    held = house.stands(event_id, ana, LATE).rsvp.seats
    assert (claim.stage, held) in ((Stage.GRANTED, 1), (Stage.DECLINED, 0))


def test_accepting_when_full_decides_nothing_and_the_line_is_offered(house: House) -> None:
    ana, event_id = house.joins("Ana Berger"), house.plans(1)
    odile = house.joins("Odile Garnier", role=Role.ORGANISER)
    claim_id = _asks(house, event_id, ana)
    house.fills(event_id, 1)
    assert service.accept(house.services, claim_id, odile, LATE) is RequestOutcome.FULL
    matter = service.get_matter(house.services, claim_id, LATE)
    assert matter
    assert matter.open
    assert not matter.fits
    assert service.put_in_line(house.services, claim_id, odile, LATE) is RequestOutcome.DECIDED
    (claim,) = house.claims(Stage.WAITING)
    assert (claim.decided_by, claim.decided_at, claim.line) == (odile.id, LATE, 1)


def test_a_party_larger_than_the_event_is_put_in_no_line(house: House) -> None:
    ana, event_id = house.joins("Ana Berger"), house.plans(2)
    odile = house.joins("Odile Garnier", role=Role.ORGANISER)
    companions.change(house.services, event_id, ana, filled("Rémi Blanc"), LATE)
    (claim,) = house.claims(Stage.REQUESTED)
    with house.services.db.begin() as session:
        event = lock_event(session, event_id)
        assert event is not None
        save_event(session, replace(event, capacity=1))
    matter = service.get_matter(house.services, claim.id, LATE)
    assert matter
    texts = str(views.copy(house.services.words["fr"], matter).blocks)
    assert "attente impossible" in texts
    assert "requests.wait" not in texts
    assert service.put_in_line(house.services, claim.id, odile, LATE) is RequestOutcome.TOO_LARGE
    assert house.claims(Stage.REQUESTED) == [claim]


def test_a_place_in_line_is_a_seat_where_one_came_free_meanwhile(house: House) -> None:
    ana, event_id = house.joins("Ana Berger"), house.plans(1)
    odile = house.joins("Odile Garnier", role=Role.ORGANISER)
    claim_id = _asks(house, event_id, ana)
    assert service.put_in_line(house.services, claim_id, odile, LATE) is RequestOutcome.DECIDED
    assert house.stands(event_id, ana, LATE).rsvp.seats == 1


def test_a_request_overtakes_nobody_in_line(house: House) -> None:
    ana, luc, event_id = house.joins("Ana Berger"), house.joins("Luc Roy"), house.plans(2)
    odile = house.joins("Odile Garnier", role=Role.ORGANISER)
    house.fills(event_id, 1)
    companions.change(house.services, event_id, luc, filled("Rémi Blanc", choice="together"), NOW)
    claim_id = _asks(house, event_id, ana)
    assert service.accept(house.services, claim_id, odile, LATE) is RequestOutcome.FULL


def test_a_refusal_keeps_its_reason_and_nothing_of_the_guests(house: House) -> None:
    ana, event_id = house.joins("Ana Berger"), house.plans()
    odile = house.joins("Odile Garnier", role=Role.ORGANISER)
    companions.change(house.services, event_id, ana, filled("Rémi Blanc"), LATE)
    (claim,) = house.claims(Stage.REQUESTED)
    stored = reasons.packed(reasons.OTHER, "Trop tard pour le site")
    assert service.decline(house.services, claim.id, odile, stored, LATE) is RequestOutcome.DECIDED
    (declined,) = house.claims(Stage.DECLINED)
    assert reasons.said(house.services.words["fr"], declined.reason) == "Trop tard pour le site"
    assert house.guests(event_id, ana) == []
    assert (names.DECIDED, ana.slack_id) in house.told(LATE)


def test_reasons_are_said_in_the_readers_language(house: House) -> None:
    stored = reasons.packed(reasons.FULL, "Sorry")
    assert reasons.said(house.services.words["en"], stored) == "Full. Sorry"
    assert reasons.said(house.services.words["fr"], stored) == "Complet. Sorry"
    assert reasons.said(house.services.words["fr"], "Ancien motif") == "Ancien motif"


def test_the_start_ends_requests_and_the_line_once(house: House) -> None:
    ana, luc, event_id = house.joins("Ana Berger"), house.joins("Luc Roy"), house.plans(1)
    house.fills(event_id, 1)
    service.ask(house.services, event_id, luc, "", NOW)
    _asks(house, event_id, ana)
    house.told(LATE)
    sweeps.close_started(house.services, LATE, LATE)
    assert house.claims(Stage.DECLINED, Stage.LAPSED) == []
    sweeps.close_started(house.services, LATE, STARTED)
    sweeps.close_started(house.services, LATE, STARTED)
    assert [(c.member_id, c.stage) for c in house.claims()] == [
        (luc.id, Stage.LAPSED),
        (ana.id, Stage.DECLINED),
    ]
    told = house.told(STARTED)
    assert sorted(who for kind, who in told if kind == names.DECIDED) == [ana.slack_id, luc.slack_id]


def test_undecided_requests_are_listed_five_at_a_time_and_not_those_of_the_past(house: House) -> None:
    event_id = house.plans()
    for number in range(7):
        _asks(house, event_id, house.joins(f"Membre {number}"))
    first = service.list_pending(house.services, LATE)
    last = service.list_pending(house.services, LATE, service.FIRST.at(9))
    assert (len(first.items), first.total, len(last.items), last.start) == (5, 7, 2, 5)
    assert service.list_pending(house.services, STARTED).total == 0

"""What organisers decide, written to a real database, and who hears of it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from club.events import EventFault, EventState
from club.ids import EventId
from club.seating import Says, Stage
from handlers import names
from handlers.events.organising import form, publishing, service
from handlers.events.organising.outcomes import EventChange, EventTrouble
from handlers.events.shared.calendars import entry_note
from handlers.kit.return_to import revision
from handlers.kit.services import Services
from storage.outbox import claim_due, record_sent
from storage.postings import enqueue, next_due
from storage.seats import get_answer, list_claims
from tests.handlers.events.organising.house import CHANNEL, NOW, PARIS, House, fields


def changed(house: House, event, now=NOW, at_once=False, **given):
    given = {**form.fields_of(event, PARIS), **given}
    return service.change(house.services, event.id, revision(event), given, now, at_once=at_once)


def test_a_submitted_form_is_a_draft_that_nobody_hears_of(house: House) -> None:
    outcome = service.create(house.services, fields(), NOW, at_once=False)
    assert outcome.result is EventChange.SAVED
    assert house.stored(outcome.event.id).state is EventState.DRAFT
    assert house.postings() == []


def test_publishing_posts_the_card_once(house: House) -> None:
    event = service.create(house.services, fields(), NOW, at_once=True).event
    again = publishing.publish(house.services, event.id, NOW + timedelta(hours=1))
    assert again.result is EventChange.ALREADY_PUBLISHED
    assert house.postings() == [(names.CARD, CHANNEL, "")]
    assert house.stored(event.id).published_at == NOW


@pytest.mark.parametrize(
    ("given", "field", "fault"),
    [
        ({"title": "  "}, form.TITLE, EventFault.NO_TITLE),
        ({"end_time": "09:30"}, form.END_TIME, EventFault.ENDS_BEFORE_START),
        ({"link": "ftp://visio.example"}, form.LINK, EventFault.LINK),
        ({"deadline_day": "2027-02-05"}, form.DEADLINE_DAY, EventFault.DEADLINE_AFTER_START),
        ({"start_day": "2027-01-09"}, form.DEADLINE_DAY, EventFault.DEADLINE_NEEDED),
        ({"start_day": "2027-01-04"}, form.START_DAY, EventFault.STARTS_IN_PAST),
    ],
)
def test_a_fault_is_told_at_its_field_and_nothing_is_saved(house: House, given, field, fault) -> None:
    given = {name: value.strip() for name, value in given.items()}
    outcome = service.create(house.services, fields(**given), NOW, at_once=True)
    assert outcome.faults == {field: fault}
    assert house.postings() == []


def test_inside_the_seven_days_a_deadline_that_is_set_suffices(house: House) -> None:
    given = fields(start_day="2027-01-09", deadline_day="2027-01-08")
    assert service.create(house.services, given, NOW, at_once=True).result is EventChange.PUBLISHED


def test_without_a_channel_nothing_is_published_and_the_organiser_is_told(house: House) -> None:
    services = Services(
        house.services.db,
        house.services.client,
        house.services.words,
        replace(house.services.club, channel=""),
    )
    outcome = service.create(services, fields(), NOW, at_once=True)
    assert outcome.faults == {form.PUBLISH: EventTrouble.NO_CHANNEL}
    draft = service.create(services, fields(), NOW, at_once=False).event
    assert publishing.publish(services, draft.id, NOW).result is EventChange.NO_CHANNEL


def test_a_draft_that_starts_in_the_past_is_not_published(house: House) -> None:
    draft = house.event(state=EventState.DRAFT, starts_at=NOW - timedelta(days=1), ends_at=NOW)
    outcome = publishing.publish(house.services, draft.id, NOW)
    assert outcome.faults == {form.START_DAY: EventFault.STARTS_IN_PAST}


def test_a_move_asks_everybody_concerned_again_and_sends_holders_the_new_calendar_file(house: House) -> None:
    event = house.event()
    anne, marc, lea, noe = (house.member(n, f"U{n}") for n in ("Anne", "Marc", "Lea", "Noe"))
    house.answers(event, anne)
    house.answers(event, house.member("Zoe, unknown to Slack"))
    house.answers(event, lea, Says.NO)
    house.claims(event, marc, Stage.WAITING)
    house.claims(event, noe, Stage.DECLINED)
    outcome = changed(house, event, place="Grenoble")
    assert (outcome.count, outcome.event.sequence, outcome.event.schedule) == (2, 1, 1)
    assert sorted(house.postings()) == [
        (names.MOVED, "UAnne", "schedule:1"),
        (names.MOVED, "UMarc", "schedule:1"),
        (names.ICS, "UAnne", "sequence:1"),
    ]


def test_answers_stand_after_a_move_and_are_known_to_be_unconfirmed(house: House) -> None:
    event, anne = house.event(), house.member("Anne", "UAnne")
    house.answers(event, anne, seats=2)
    changed(house, event, start_day="2027-02-11")
    with house.services.db.read() as session:
        rsvp = get_answer(session, event.id, anne).rsvp
    assert (rsvp.says, rsvp.seats, rsvp.schedule) == (Says.YES, 2, 0)
    assert house.stored(event.id).deadline == event.deadline + timedelta(days=7)


def test_a_silent_edit_asks_nobody_but_corrects_calendars_and_the_card(house: House) -> None:
    event, anne = house.event(state=EventState.DRAFT), house.member("Anne", "UAnne")
    publishing.publish(house.services, event.id, NOW)
    house.answers(event, anne)
    with house.services.db.begin() as session:
        [card] = claim_due(session, NOW, 5)
        record_sent(session, card, CHANNEL, "1.1", NOW)
    changed(house, house.stored(event.id), NOW + timedelta(hours=1), title="Forum Fraîcheur")
    assert house.postings(names.MOVED, names.ICS) == [(names.ICS, "UAnne", "sequence:1")]
    with house.services.db.begin() as session:
        due = claim_due(session, NOW + timedelta(hours=1), 5)
    assert {one.kind for one in due} == {names.CARD, names.ICS}


@pytest.mark.parametrize(
    ("given", "minutes"),
    [({"title": "F"}, 0), ({"link": "https://visio.example/1"}, 0), ({"agenda": "x"}, 10)],
)
def test_a_correction_goes_to_every_calendar_at_once_but_for_a_programme_alone(house, given, minutes) -> None:
    event = house.event()
    anne, marc = house.member("Anne", "UAnne"), house.member("Marc", "UMarc")
    for member in (anne, marc):
        house.answers(event, member)
    house.answers(event, marc, Says.NO)
    with house.services.db.begin() as session:
        enqueue(session, [entry_note(event, "UAnne", 1)], NOW)
        claim_due(session, NOW, 5)
    changed(house, event, **given)
    assert [row for row in house.postings(names.ICS) if row[2] == "sequence:1"] == [
        (names.ICS, "UAnne", "sequence:1")
    ]
    with house.services.db.read() as session:
        assert next_due(session) == NOW + timedelta(minutes=minutes)


def test_a_correction_that_no_calendar_shows_sends_no_file(house: House) -> None:
    event, anne = house.event(), house.member("Anne", "UAnne")
    house.answers(event, anne)
    changed(house, event, capacity="30", deadline_day="2027-01-27")
    assert house.postings(names.ICS) == []


def test_seats_added_go_to_those_who_wait(house: House) -> None:
    event = house.event(capacity=2)
    anne, marc, lea = (house.member(n, f"U{n}") for n in ("Anne", "Marc", "Lea"))
    house.answers(event, anne, seats=2)
    house.claims(event, marc, Stage.WAITING, seats=2)
    house.claims(event, lea, Stage.WAITING)
    changed(house, event, capacity="4")
    with house.services.db.read() as session:
        held = [get_answer(session, event.id, one).rsvp.seats for one in (anne, marc, lea)]
    assert held == [2, 2, 0]
    assert [row[1] for row in house.postings(names.PROMOTED)] == ["UMarc"]


def test_lowering_the_capacity_costs_nobody_a_seat(house: House) -> None:
    event, anne = house.event(capacity=5), house.member("Anne", "UAnne")
    house.answers(event, anne, seats=4)
    assert changed(house, event, capacity="2").result is EventChange.SAVED
    with house.services.db.read() as session:
        assert get_answer(session, event.id, anne).rsvp.seats == 4


def test_what_somebody_else_saved_meanwhile_is_not_overwritten(house: House) -> None:
    event = house.event()
    changed(house, event, capacity="30")
    outcome = changed(house, event, title="Forum Fraîcheur")
    assert outcome.result is EventChange.CHANGED_MEANWHILE
    assert (house.stored(event.id).title, house.stored(event.id).capacity) == (event.title, 30)


def test_a_draft_can_be_changed_and_published_in_one_go(house: House) -> None:
    draft = house.event(state=EventState.DRAFT, published_at=None)
    outcome = changed(house, draft, at_once=True, title="Forum Fraîcheur")
    assert (outcome.result, outcome.event.title) == (EventChange.PUBLISHED, "Forum Fraîcheur")


def test_cancelling_tells_all_concerned_ends_claims_and_takes_it_out_of_calendars(house: House) -> None:
    event = house.event(sequence=3)
    anne, marc, lea = (house.member(n, f"U{n}") for n in ("Anne", "Marc", "Lea"))
    house.answers(event, anne)
    house.claims(event, marc, Stage.REQUESTED)
    house.answers(event, lea, Says.NO)
    outcome = service.cancel(house.services, event.id, "Canicule", NOW)
    stored = house.stored(event.id)
    assert (outcome.result, outcome.count) == (EventChange.CANCELLED, 2)
    assert (stored.state, stored.cancel_reason, stored.sequence) == (EventState.CANCELLED, "Canicule", 4)
    assert sorted(house.postings()) == [
        (names.CANCELLED, "UAnne", ""),
        (names.CANCELLED, "UMarc", ""),
        (names.CANCELLED_ICS, "UAnne", "sequence:4"),
    ]
    with house.services.db.read() as session:
        [(_, claim)] = list_claims(session, [Stage.LAPSED], event.id)
    assert claim.reason == "Canicule"
    assert service.cancel(house.services, event.id, "Encore", NOW).result is EventChange.ALREADY_CANCELLED


def test_a_draft_is_cancelled_silently(house: House) -> None:
    draft = house.event(state=EventState.DRAFT)
    assert service.cancel(house.services, draft.id, "", NOW).result is EventChange.CANCELLED
    assert house.postings() == []
    assert house.stored(draft.id).sequence == 0


def test_what_is_over_is_not_cancelled(house: House) -> None:
    event = house.event()
    assert service.cancel(house.services, event.id, "Trop tard", event.ends_at).result is EventChange.OVER


def test_a_reminder_goes_to_the_silent_once_a_day(house: House) -> None:
    event = house.event()
    house.answers(event, house.member("Anne", "UAnne"))
    house.member("Marc", "UMarc")
    first = service.remind(house.services, event.id, NOW)
    again = service.remind(house.services, event.id, NOW + timedelta(hours=1))
    tomorrow = service.remind(house.services, event.id, NOW + timedelta(days=1))
    assert (first.result, first.count, first.due) == (EventChange.REMINDED, 2, None)
    assert (again.result, tomorrow.count) == (EventChange.ALREADY_REMINDED, 2)
    assert ("rsvp.nudge", "UMarc", "asked:2027-01-05") in house.postings(names.NUDGE)


def test_a_reminder_asked_for_at_night_waits_for_the_morning(house: House) -> None:
    event = house.event()
    outcome = service.remind(house.services, event.id, NOW.replace(hour=21))
    assert outcome.due == NOW.replace(day=6, hour=8)


def test_nobody_is_reminded_where_nothing_can_be_answered(house: House) -> None:
    event, draft = house.event(), house.event(state=EventState.DRAFT)
    assert service.remind(house.services, event.id, event.deadline).result is EventChange.ANSWERS_CLOSED
    assert service.remind(house.services, draft.id, NOW).result is EventChange.NOT_PUBLISHED
    assert service.remind(house.services, EventId(999), NOW).result is EventChange.GONE


def test_each_request_for_the_list_sends_one(house: House) -> None:
    event = house.event()
    for second in (0, 0, 7):
        service.ask_export(house.services, event.id, "U1ORGA", NOW + timedelta(seconds=second))
    assert len(house.postings(names.LIST)) == 2

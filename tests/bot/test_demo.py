"""The demo: its club is whole and consistent, and its page shows it."""

import json
import urllib.request
from collections import Counter
from collections.abc import Iterator
from datetime import time, timedelta
from types import SimpleNamespace
from typing import cast

import pytest

from bot.demo import again, belonging, choices, pages, people, programme
from bot.demo.guide import guide
from bot.demo.house import CHANNEL, PARIS, House
from bot.demo.profiles import PROFILES
from bot.demo.programme import Planned
from bot.demo.show import address_of, demo
from bot.demo.tale import NOW
from club.ballots import BallotState as Running
from club.ballots import Grade
from club.directory import Visibility, flaw_of
from club.events import Event, EventState, Phase, phase
from club.publication import CompanyPageState as Page
from club.seating import LIVE, Room, Says, Stage
from club.series import nth
from club.subscriptions import NONE
from club.summary import Figure, span_of
from club.topics import TopicState as Topics
from handlers import names
from handlers.belonging.admission import service as admission
from handlers.belonging.companies import service as companies
from handlers.belonging.companies.matter import CompanyCard
from handlers.belonging.directory import service as directory
from handlers.choosing.shared.counting import get_outcome
from handlers.choosing.voting import service as voting
from handlers.events.subscriptions import service as subscriptions
from handlers.kit.positions import ListPosition
from sandbox.page.box import Box
from sandbox.page.guide import ticking
from storage.attendance import Party, list_parties
from storage.ballots import Turnout, get_turnout, list_ballots
from storage.charter import count_accepted, get_required, list_outstanding
from storage.evaluations import list_evaluations
from storage.events import list_managed
from storage.line import list_line
from storage.outbox import list_unfinished
from storage.people import get_visitor, list_organisers
from storage.postings import get_posting, next_due, subject_of
from storage.search import Vocabulary
from storage.seats import get_room, list_claims
from storage.series import get_series_of, list_dates, subject_of_series
from storage.summary import get_club_figures
from storage.topics import list_topics
from storage.urns import list_published
from storage.works import find_works


@pytest.fixture(scope="module", name="house")
def house_fixture() -> Iterator[House]:
    """One demo for all: nothing here changes it."""
    with demo(0) as house:
        yield house


def events(house: House) -> dict[str, Event]:
    """All events by title."""
    with house.prime.services.db.read() as session:
        return {event.title: event for event in list_managed(session, NOW, NOW - timedelta(days=365))}


def seating(house: House, plan: Planned) -> tuple[Room, list[Party]]:
    """How full an event is, and who answered."""
    event = events(house)[plan.title]
    with house.prime.services.db.read() as session:
        return get_room(session, event), list_parties(session, event.id, event.schedule)


def test_the_club_has_forty_members_of_some_twelve_companies_and_two_organisers(house: House) -> None:
    members = people.members()
    assert len(members) == len({one.name for one in members}) == len({one.slack_id for one in members}) == 40
    assert 12 <= len(people.COMPANIES) <= 14
    with house.prime.services.db.read() as session:
        assert [one.name for one in list_organisers(session)] == [one.name for one in people.ORGANISERS]


def test_everybody_of_the_list_is_known_in_slack_and_nobody_else_is_a_member(house: House) -> None:
    known = {one.name: house.person(one.name).slack_id for one in people.members()}
    assert known == {one.name: one.slack_id for one in people.members()}
    assert {one.kind for one in people.AROUND} == {"newcomer", "guest", "stranger"}


def test_a_calendar_is_followed_over_the_web(house: House) -> None:
    services, claire = house.prime.services, house.person(people.CLAIRE)
    made = subscriptions.make(services, claire, NONE, NOW)
    for address in (made.address, f"{services.club.public_url}/calendar/public.ics"):
        with urllib.request.urlopen(address, timeout=5) as answer:
            assert answer.headers["Content-Type"].startswith("text/calendar")
    assert made.held is not None
    assert subscriptions.end(services, claire, made.held.mark).held is None


def test_every_state_that_an_event_can_be_in_is_there(house: House) -> None:
    phases = Counter(phase(event, NOW) for event in events(house).values())
    assert phases == {
        Phase.OPEN: 7,
        Phase.LATE: 1,
        Phase.DRAFT: 1,
        Phase.CANCELLED: 1,
        Phase.OVER: 1,
    }


def dates(house: House, plan: Planned) -> list[Event]:
    """Of a series."""
    with house.prime.services.db.read() as session:
        series_id = get_series_of(session, events(house)[plan.title].id)
        assert series_id is not None
        return list_dates(session, series_id)


def test_a_call_comes_again_each_month_and_a_school_is_held_in_half_days(house: House) -> None:
    calls, parts = dates(house, again.MONTHLY), dates(house, again.SCHOOL)
    days = [one.starts_at.astimezone(PARIS).date() for one in calls]
    assert [(one.weekday(), nth(one)) for one in days] == [(3, 3)] * again.TIMES
    assert {one.starts_at.astimezone(PARIS).time() for one in calls} == {time(13)}
    assert len(parts) == again.PARTS
    assert len({one.deadline for one in parts}) == 1
    with house.prime.services.db.read() as session:
        shown = [len(list_parties(session, one.id, one.schedule)) for one in (*calls, *parts)]
    assert min(shown) >= 6


def test_claire_meets_the_series_in_her_list_and_the_school_on_its_card(house: House) -> None:
    claire = house.box.person(house.person(people.CLAIRE).slack_id or "")
    claire.opens(CHANNEL)
    claire.sees(f"{again.MONTHLY.title} · 6 dates")
    claire.sees(f"{again.SCHOOL.title} · 4 demi-journées")
    claire.types("/prime rsvp")
    for plan in (again.MONTHLY, again.SCHOOL):
        claire.sees(plan.title)


def test_one_event_is_full_with_a_line_and_one_is_nearly_full(house: House) -> None:
    full, _ = seating(house, programme.FULL)
    assert (full.free, full.waiting) == (0, 3)
    nearly, _ = seating(house, programme.NEARLY_FULL)
    assert (nearly.free, nearly.waiting) == (1, 0)
    with house.prime.services.db.read() as session:
        line = list_line(session, events(house)[programme.FULL.title].id)
    assert [claim.stage for claim in line] == [Stage.WAITING] * 3


def test_no_event_holds_more_than_its_seats_and_no_seat_lacks_its_person(house: House) -> None:
    for plan in programme.PUBLISHED:
        room, parties = seating(house, plan)
        assert room.capacity is None or room.taken <= room.capacity
        for party in parties:
            seated = [guest for guest in party.guests if guest.claim_id is None]
            assert party.seats == (party.with_member and party.says is Says.YES and party.seats > 0) + len(
                seated
            )


def test_companions_and_a_representative_come_to_the_plenary(house: House) -> None:
    _, parties = seating(house, programme.WITH_COMPANIONS)
    guests = [guest for party in parties for guest in party.guests]
    assert sorted(guest.representative for guest in guests) == [False, False, False, True]
    assert all(guest.attested_at for guest in guests)


def test_a_late_request_waits_for_its_decision_with_both_organisers(house: House) -> None:
    event = events(house)[programme.LATE.title]
    with house.prime.services.db.read() as session:
        ((_, claim),) = list_claims(session, LIVE, event.id)
        copies = [
            get_posting(session, names.REQUEST, subject_of(event.id), one.slack_id)
            for one in people.ORGANISERS
        ]
    assert (claim.stage, claim.seats) == (Stage.REQUESTED, 2)
    assert all(copy and copy.ts for copy in copies)


def test_the_moved_event_awaits_confirmations_and_the_past_one_its_list_of_who_came(house: House) -> None:
    _, moved = seating(house, programme.MOVED)
    coming = [party for party in moved if party.seats]
    assert Counter(party.confirmed for party in coming) == {True: 5, False: 7}
    _, over = seating(house, programme.OVER)
    assert all(party.present is None for party in over)
    assert sum(party.seats for party in over) == 14


def test_the_autumn_is_told_in_numbers(house: House) -> None:
    year = span_of(2026, house.prime.services.club.zone)
    with house.prime.services.db.read() as session:
        told = get_club_figures(session, year, NOW)
    some = (Figure.UNNOTED, Figure.ON_TIME, Figure.EXCUSED, Figure.TOPICS, Figure.CHOSEN, Figure.VOTES)
    more = (Figure.HOSTED, Figure.EVALUATED, Figure.SOLVED, Figure.HELPED, Figure.USES)
    assert [figure for figure in (*some, *more) if not told.get(figure)] == []


def test_most_have_accepted_the_charter_and_nobody_is_shut_out_yet(house: House) -> None:
    with house.prime.services.db.read() as session:
        version = get_required(session)
        assert version is not None
        assert count_accepted(session, version.number) == (30, 38)
        unread = {one.name for one in list_outstanding(session, version.number)}
    assert unread == belonging.UNREAD
    assert version.accept_by is not None
    assert timedelta(days=3) < version.accept_by - NOW < timedelta(days=10)
    with house.prime.services.db.read() as session:
        doors = [get_visitor(session, one.slack_id, NOW) for one in people.members()]
    assert not any(door.charter_due for door in doors)


def test_the_directory_finds_several_for_one_word_and_somebody_shows_contact_details(house: House) -> None:
    services, claire = house.prime.services, house.person(people.CLAIRE)
    found = directory.find(services, Vocabulary(), claire, ListPosition("directory", words="chaleur"))
    assert found.page.total >= 6
    offers = [directory.offer(services, claire, card.person.id, NOW) for card in found.page.items]
    assert any(offer and offer.possible for offer in offers)


def test_profiles_hold_what_their_form_would_take_in_every_visibility(house: House) -> None:
    known = {one.name: one for one in people.members()}
    seen: set[Visibility] = set()
    for name, told in PROFILES.items():
        details = directory.get_profile(house.prime.services, house.person(name))
        assert set(details) == set(told.details(known[name]))
        assert not [field for field, detail in details.items() if flaw_of(field, detail.value)]
        seen |= {detail.visibility for detail in details.values()}
    assert len(PROFILES) == 15
    assert seen == set(Visibility)


def test_of_the_companies_pages_three_are_agreed_to_one_is_changed_and_one_a_draft(house: House) -> None:
    services = house.prime.services
    cards = [_card(house, page.by) for page in pages.PAGES if page is not pages.STEEL_SINCE]
    assert Counter(card.state for card in cards) == {Page.AGREED: 3, Page.CHANGED: 1, Page.NEVER: 1}
    named = {card.contact.name: bool(card.contact_since) for card in cards if card.contact.personal}
    assert named == {"Inès Moulin": True, "Fatou Diarra": False}
    assert companies.count_agreed(services) == 4


def _card(house: House, name: str) -> CompanyCard:
    company_id = house.person(name).company_id
    assert company_id is not None
    card = companies.get_card(house.prime.services, company_id)
    assert card is not None
    return card


def test_a_newcomer_waits_for_the_organisers_alone(house: House) -> None:
    (matter,) = admission.list_waiting(house.prime.services)
    assert (matter.person.name, matter.person.slack_id) == (people.NEWCOMER.name, people.NEWCOMER.slack_id)
    assert matter.ready
    assert not matter.missing
    for organiser in people.ORGANISERS:
        seen = json.dumps(house.box.person(organiser.slack_id).messages(), ensure_ascii=False)
        assert people.NEWCOMER.name in seen


def test_topics_stand_in_every_state_of_their_life(house: House) -> None:
    with house.prime.services.db.read() as session:
        topics = {topic.title: topic for topic in list_topics(session)}
    states = Counter(topic.state for topic in topics.values())
    assert states == {
        Topics.CHOSEN: 2,
        Topics.SHORTLISTED: 7,
        Topics.MERGED: 1,
        Topics.DECLINED: 1,
        Topics.DELIVERED: 1,
        Topics.PROPOSED: 1,
    }
    assert topics[choices.HEAT.title].supporters == 6


def test_one_vote_was_decided_one_runs_and_a_sealed_one_waits_for_the_visitor(house: House) -> None:
    services, claire = house.prime.services, house.person(people.CLAIRE)
    with house.prime.services.db.read() as session:
        outcomes = [get_outcome(session, one) for one in list_published(session, 9)]
        running = {one.title: get_turnout(session, one.id) for one in list_ballots(session, Running.OPEN)}
    decided = {one.ballot.title: one for one in outcomes if one}
    autumn = decided[choices.AUTUMN]
    assert autumn.titles(autumn.result.winners) == [choices.HEAT.title, choices.PUMPS.title]
    assert (autumn.result.votes, autumn.result.quorum_reached, autumn.publishable) == (11, True, False)
    resolution, *_ = choices.RESOLUTION
    assert running == {
        choices.YEAR: Turnout(5, 13),
        resolution: Turnout(3, 13),
        choices.SEALED: Turnout(3, 38),
    }
    places = voting.list_places(services, claire, NOW)
    assert [place.own and place.own.cast for place in places] == [None, None, None]


def test_the_barometer_was_graded_better_than_the_year_before(house: House) -> None:
    with house.prime.services.db.read() as session:
        later, before = find_works(session).works
        (graded,), (then,) = (list_evaluations(session, one.id) for one in (later, before))
    medians = [(one.median, two.median) for one, two in zip(graded.graded, then.graded, strict=True)]
    assert medians == [(Grade.GOOD, Grade.FAIR)] * 3
    assert len(graded.remarks) == 4
    pictures = [
        name for name, _ in house.box.person(people.ORGANISERS[0].slack_id).files() if name.endswith(".png")
    ]
    assert len(pictures) == 2


def test_all_that_was_decided_has_been_told_before_the_page_opens(house: House) -> None:
    refused = [call for call in house.box.calls if not call.result["ok"]]
    assert refused == []
    with house.prime.services.db.read() as session:
        for event in events(house).values():
            series_id = get_series_of(session, event.id)
            kind, subject = (
                (names.CARD, subject_of(event.id))
                if series_id is None
                else (names.SERIES_CARD, subject_of_series(series_id))
            )
            card = get_posting(session, kind, subject, CHANNEL)
            assert bool(card and card.ts) is (event.state is not EventState.DRAFT)
        assert list_unfinished(session, NOW + timedelta(days=1)) == []
        due = next_due(session)
    assert due is None or due > NOW


def test_the_first_minute_leads_to_people_and_places_that_exist(house: House) -> None:
    steps = guide(house)
    assert len({step["title"] for step in steps}) == len(steps)
    for step in steps:
        assert step["as"] in house.box.workspace.place(step["where"]).members


@pytest.mark.parametrize(
    ("act", "body", "done"),
    [
        ("say", {"text": "/prime rsvp"}, False),
        ("say", {"text": "/prime rsvp forum oui"}, True),
        ("press", {"action_id": "rsvp.going"}, True),
        ("press", {"action_id": "rsvp.not_going#18"}, True),
        ("press", {"action_id": "rsvp.who"}, False),
        ("press", {"action_id": "rsvp.mine"}, False),
    ],
)
def test_an_answer_ticks_the_first_step_by_words_or_by_button_and_nothing_else_does(
    house: House, act: str, body: dict[str, str], done: bool
) -> None:
    page = SimpleNamespace(guide=guide(house))
    with ticking(cast(Box, page), act, body):
        pass
    assert [bool(step.get("done")) for step in page.guide] == [done, *[False] * (len(page.guide) - 1)]


def test_those_who_leave_the_forum_to_the_visitor_have_been_asked_and_have_not_answered(house: House) -> None:
    _, parties = seating(house, programme.OPEN)
    answered = {party.name for party in parties}
    assert answered.isdisjoint({people.CLAIRE, people.KARIM, people.JAMES})
    karim = house.box.person(house.person(people.KARIM).slack_id or "")
    assert "Forum Chaleur fatale" in json.dumps(karim.messages())


def test_the_page_answers_on_this_machine_alone(house: House) -> None:
    address = address_of(house)
    assert address.startswith("http://127.0.0.1:")
    with urllib.request.urlopen(address) as answer:
        assert answer.status == 200

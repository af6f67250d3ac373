"""Premises when two act at once: one comes first, and the other meets what holds."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from club.hosting import OfferState, Terms
from club.ids import OfferId
from handlers import names
from handlers.events.organising import form, hosted
from handlers.events.organising import service as events
from handlers.events.organising.origin import Origin
from handlers.events.organising.outcomes import EventChange, EventTrouble
from handlers.living.hosting import service
from handlers.living.hosting.service import HostingDid
from storage.people import Person
from tests.handlers.living.help.circle import NOW, Circle, at_once, circle_of

TERMS = Terms("Usine, 74000 Annecy", 40, ("2027-03", "2027-04"))
WHEN = {form.TITLE: "Visite", form.START_DAY: "2027-03-18", form.START_TIME: "09:30", form.END_TIME: "12:00"}
NOTHING = dict.fromkeys((form.END_DAY, form.LINK, form.DEADLINE_DAY, form.DEADLINE_TIME), "")


@pytest.fixture
def circle(database_url: str) -> Iterator[Circle]:
    with circle_of(database_url) as made:
        yield made


def offered(circle: Circle, host: Person) -> OfferId:
    done = service.offer_premises(circle.house.services, host, TERMS, NOW)
    assert done.offer is not None
    return done.offer.id


def takes(circle: Circle, offer_id: OfferId) -> EventChange:
    """An organiser's form, filled in from the offer and sent."""
    offer = service.find(circle.house.services, offer_id).offer
    assert offer is not None
    fields = hosted.fields_of(circle.house.services.shared, offer) | WHEN | NOTHING
    done = events.create(circle.house.services, fields, NOW, at_once=False, origin=Origin(offer_id=offer_id))
    assert done.result is not EventChange.FAULTY or done.faults == {form.PLACE: EventTrouble.OFFER_GONE}
    return done.result


def stands(circle: Circle, offer_id: OfferId) -> OfferState:
    found = service.find(circle.house.services, offer_id).offer
    assert found is not None
    return found.state


def test_two_organisers_at_once_take_premises_once(circle: Circle) -> None:
    offer_id = offered(circle, circle.house.joins("Ana Berger"))
    done = at_once([lambda: takes(circle, offer_id) for _ in range(4)])
    assert sorted(done) == [EventChange.FAULTY] * 3 + [EventChange.SAVED]
    assert len(circle.rows("event")) == 1, "of those that came second nothing is kept"
    assert sum(one.kind == names.HOSTING_TAKEN for one in circle.postings()) == 1


def test_an_offer_withdrawn_while_it_is_taken_is_told_of_or_not_taken(circle: Circle) -> None:
    circle.organises("Odile Garnier")
    ana, services = circle.house.joins("Ana Berger"), circle.house.services
    offer_id = offered(circle, ana)
    left, taken = at_once(
        [lambda: service.withdraw(services, ana, offer_id, NOW), lambda: takes(circle, offer_id)]
    )
    assert left.did is HostingDid.DONE
    assert stands(circle, offer_id) is OfferState.WITHDRAWN
    told = any(one.kind == names.HOSTING_LEFT for one in circle.postings())
    assert told is (taken is EventChange.SAVED), "organisers hear exactly where an event counted on it"


def test_the_same_offer_sent_twice_is_one(circle: Circle) -> None:
    ana, services = circle.house.joins("Ana Berger"), circle.house.services
    service.offer_premises(services, ana, TERMS, NOW)
    again = service.offer_premises(services, ana, TERMS, NOW)
    assert again.did is HostingDid.DONE
    assert len(circle.rows("hosting_offer")) == 1


def test_nobody_acts_on_the_offer_of_somebody_else(circle: Circle) -> None:
    ana, eve = circle.house.joins("Ana Berger"), circle.house.joins("Eve Martin", "Papeterie du Val")
    services, offer_id = circle.house.services, offered(circle, ana)
    takes(circle, offer_id)
    changed = replace(TERMS, seats=1)
    acts = [
        service.change(services, eve, offer_id, "", changed, NOW),
        service.withdraw(services, eve, offer_id, NOW),
        service.confirm(services, eve, offer_id, NOW),
        service.back_out(services, eve, offer_id, NOW),
    ]
    assert {one.did for one in acts} == {HostingDid.GONE}
    assert stands(circle, offer_id) is OfferState.TAKEN


def test_nobody_is_thanked_for_a_meeting_that_was_never_held(circle: Circle) -> None:
    ana, services = circle.house.joins("Ana Berger"), circle.house.services
    takes(circle, offered(circle, ana))
    [event] = circle.rows("event")
    assert service.thank(services, event["id"], NOW) is None
    later = event["ends_at"] + timedelta(hours=1)
    assert service.thank(services, event["id"], later) is None, "it was never published"


def test_terms_that_an_event_counts_on_are_not_changed(circle: Circle) -> None:
    ana, services = circle.house.joins("Ana Berger"), circle.house.services
    offer_id = offered(circle, ana)
    takes(circle, offer_id)
    done = service.change(services, ana, offer_id, "", replace(TERMS, seats=1), NOW)
    assert done.did is HostingDid.OVERTAKEN
    assert done.offer is not None
    assert done.offer.terms.seats == 40

"""Reads how a search for a date stands."""

from collections.abc import Sequence
from datetime import datetime

from club.date_polls import DatePoll
from club.events import EventState
from club.groups import StudyGroup
from club.hosting import may_change
from club.ids import CompanyId, DatePollId, MemberId, TopicId
from club.topics import LIVING
from handlers.events.dates.outcomes import DatesPage, HostInView, MyDates, ShownPoll
from handlers.events.shared.dates import event_of_poll
from handlers.kit.positions import PAGE, ListPosition, Page
from handlers.kit.services import Services
from storage import date_answers as answers
from storage import date_polls as polls
from storage.database import Session
from storage.groups import get_group_of_topic, list_groups_like
from storage.hosting import get_offer, list_offers
from storage.people import get_person, list_companies
from storage.topics import Query, find_topics

MOST = 20
"""Searches that one member is shown."""
OPTIONS = 50


def look(session: Session, poll: DatePoll) -> ShownPoll:
    """A search as organisers see it."""
    leader = get_person(session, poll.made_by)
    return ShownPoll(
        poll,
        answers.get_figures(session, poll),
        event_of_poll(session, poll),
        host_of(session, poll),
        leader.name if leader and leader.active else "",
    )


def look_mine(session: Session, poll: DatePoll, member_id: MemberId, *, counted: bool = False) -> MyDates:
    """A search as somebody asked sees it; `counted`: with what all said, once they have answered."""
    fits = answers.get_fits(session, poll.id, member_id)
    event = event_of_poll(session, poll)
    return MyDates(
        poll,
        fits,
        polls.is_asked(session, poll.id, member_id),
        event if event and event.state is EventState.PUBLISHED else None,
        host_of(session, poll) if polls.is_host(session, poll.id, member_id) else None,
        answers.get_figures(session, poll) if counted and fits else None,
    )


def host_of(session: Session, poll: DatePoll) -> HostInView | None:
    """The premises in view, and whether they still may be taken."""
    offer = get_offer(session, poll.offer_id) if poll.offer_id is not None else None
    if offer is None:
        return None
    place = ", ".join(part for part in (offer.terms.place, offer.terms.room) if part)
    return HostInView(place, offer.company, may_change(offer))


def show(services: Services, poll_id: DatePollId) -> ShownPoll | None:
    """The search that organisers ask for."""
    with services.db.read() as session:
        poll = polls.get_poll(session, poll_id)
        return look(session, poll) if poll else None


def mine(services: Services, poll_id: DatePollId, member_id: MemberId) -> MyDates | None:
    """The search that this member is asked by; None where there is none."""
    with services.db.read() as session:
        poll = polls.get_poll(session, poll_id)
        found = look_mine(session, poll, member_id) if poll else None
    return found if found and (found.asked or found.fits) else None


def list_mine(services: Services, member_id: MemberId, now: datetime) -> list[MyDates]:
    """The searches that this member may answer now; with the counts of those that they answered."""
    with services.db.read() as session:
        asking = polls.list_asking(session, member_id, now, MOST)
        return [look_mine(session, one.poll, member_id, counted=True) for one in asking]


def listing(services: Services, member_id: MemberId, asked: ListPosition, now: datetime) -> DatesPage:
    """The organisers' list: open searches, and what waits for the organiser's own answer."""
    with services.db.read() as session:
        _, total = polls.list_open(session, 0, 0)
        at = asked.within(total)
        found, _ = polls.list_open(session, at.number * PAGE, PAGE)
        waiting = [one for one in polls.list_asking(session, member_id, now, MOST) if not one.answered]
        return DatesPage(Page.of([look(session, one) for one in found], total, at), waiting)


def voices(services: Services, poll: DatePoll, most: int) -> dict[int, tuple[list[answers.DateVoice], int]]:
    """Who can come, slot by slot: so many of each, and how many there are."""
    with services.db.read() as session:
        return {number: answers.list_voices(session, poll.id, number, most) for number in poll.slots}


# What the form offers


def topics(services: Services, typed: str) -> Sequence[tuple[TopicId, str]]:
    """Open topics that fit what was typed."""
    with services.db.read() as session:
        found, _ = find_topics(session, Query(LIVING, words=typed[:60]), 0, OPTIONS)
    return [(one.id, one.title) for one in found]


def groups(services: Services, typed: str) -> Sequence[tuple[TopicId, str]]:
    """Study groups that are not done, by the topic that they work on."""
    with services.db.read() as session:
        found = list_groups_like(session, typed[:60], OPTIONS)
    return [(one.topic_id, one.title) for one in found]


def group_of(services: Services, topic_id: TopicId) -> StudyGroup | None:
    """The study group of a topic, while it is not done."""
    with services.db.read() as session:
        found = get_group_of_topic(session, topic_id)
    return found if found and found.takes_members else None


def companies(services: Services, typed: str) -> Sequence[tuple[CompanyId, str]]:
    """Companies whose name holds the words."""
    with services.db.read() as session:
        return list_companies(session, typed[:60])


def premises(services: Services, this_month: str, most: int) -> list[tuple[int, str]]:
    """Premises that are offered and free, by id."""
    with services.db.read() as session:
        found, _ = list_offers(session, this_month, "", "", 0, most)
    free = [one for one in found if may_change(one)]
    return [(one.id, ", ".join(part for part in (one.company, one.terms.place) if part)) for one in free]

"""Reading sentences: what the club hands to the grammar, and what is counted of it. No word is kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from club.events import Event
from club.ids import EventId, SlackId
from club.intents import Happening, Known, Reading, read
from handlers import names
from handlers.asking.heard import people_in, plain
from handlers.kit.services import Services
from storage.database import Session
from storage.events import list_coming
from storage.people import Person
from storage.postings import Note, enqueue
from storage.search import list_named
from storage.seen import first_time
from storage.sentences import count_sentence, list_counts, list_held, list_names_of

UNDERSTOOD, SEVERAL, REFUSED = "understood", "several", "refused"
"""What is counted beside `club.intents.Why`: one meaning, several, and "That is not it" clicked."""
LOOK_BACK = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class ReaderProgramme:
    """The coming events, and which of them somebody comes to."""

    events: Mapping[EventId, Event]
    held: frozenset[EventId]


@dataclass(frozen=True, slots=True)
class ReadSentence:
    """A sentence as it was read."""

    reading: Reading
    programme: ReaderProgramme
    members: frozenset[str]
    """The names of those who are members themselves."""


def hear(services: Services, person: Person, text: str, now: datetime) -> ReadSentence:
    """Reads a sentence with what this member may see of the club, and counts what came of it."""
    with services.db.read() as session:
        programme = _programme(session, person, now)
        said = plain(text, list_names_of(session, people_in(text)))
        reading, people = _read(session, services, programme, said, now)
    with services.db.begin() as session:
        _count(session, services, _kind(reading), now)
    return ReadSentence(reading, programme, frozenset(people))


def _read(
    session: Session, services: Services, programme: ReaderProgramme, said: str, now: datetime
) -> tuple[Reading, list[str]]:
    """The sentence, and the members who may be meant in it: where people are named, it is read again with
    the names of the club that have these words, and not with everybody's."""
    local = now.astimezone(services.club.zone)
    reading = read(said, _known(services, programme, []), local)
    typed = dict.fromkeys(name for one in (*reading.meanings, *reading.near) for name in one.people)
    people = list(dict.fromkeys(name for one in typed for name in list_named(session, one)))
    return (read(said, _known(services, programme, people), local) if people else reading), people


def get_programme(services: Services, person: Person, now: datetime) -> ReaderProgramme:
    """What is coming, and which of it this member comes to."""
    with services.db.read() as session:
        return _programme(session, person, now)


def _programme(session: Session, person: Person, now: datetime) -> ReaderProgramme:
    events = {event.id: event for event in list_coming(session, now)}
    return ReaderProgramme(events, frozenset(list_held(session, person.id)))


def _known(services: Services, programme: ReaderProgramme, people: list[str]) -> Known:
    zone = services.club.zone
    happenings = [
        Happening(
            event.id,
            event.title,
            f"{event.place} {event.host_company}",
            event.kind,
            event.starts_at.astimezone(zone),
            coming=event.id in programme.held,
        )
        for event in programme.events.values()
    ]
    return Known(happenings, people)


def _kind(reading: Reading) -> str:
    if reading.why:
        return reading.why.value
    return UNDERSTOOD if len(reading.meanings) == 1 else SEVERAL


def _count(session: Session, services: Services, kind: str, now: datetime) -> None:
    count_sentence(session, now.astimezone(services.club.zone).date(), kind)


def refuse(services: Services, now: datetime) -> None:
    """Counts that somebody meant another thing than was understood."""
    with services.db.begin() as session:
        _count(session, services, REFUSED, now)


def is_first(services: Services, event_id: str, now: datetime) -> bool:
    """Whether a message comes for the first time: Slack may send it again."""
    with services.db.begin() as session:
        return first_time(session, event_id, now)


def turn_away(services: Services, slack_id: SlackId, event_id: str, now: datetime) -> None:
    """Answers whoever is no member once a day, by the club's calendar, however much they write."""
    day = now.astimezone(services.club.zone).date().isoformat()
    with services.db.begin() as session:
        if first_time(session, event_id, now):
            enqueue(session, [Note(names.HELP, f"dm:{day}", slack_id)], now)


def get_counts(services: Services, now: datetime) -> Mapping[str, int]:
    """How many sentences of each kind were read in thirty days."""
    since = (now - LOOK_BACK).astimezone(services.club.zone).date()
    with services.db.read() as session:
        return list_counts(session, since)

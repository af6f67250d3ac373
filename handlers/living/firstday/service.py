"""How far the setting up of the club has come, and what organisers do: one transaction a function."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from club.firstday import Checklist, SetUpStep, agrees
from handlers import names
from handlers.kit.club import Club
from handlers.kit.services import Services
from handlers.kit.zones import zone_of
from handlers.living.firstday.trial import OK
from storage import firstday as rows
from storage.database import Session
from storage.firstday import OVER, StepNote
from storage.people import Person, Role, get_person, list_reachable_organisers
from storage.postings import Note, enqueue, subject_of_member

WELCOMES = (names.KNOWN, names.ADMISSION_DECIDED)
"""What welcomes a member: whoever had one of them is invited."""


class Did(StrEnum):
    """What an act came to."""

    DONE = "done"
    VERIFIED = "verified"
    NOT_VERIFIED = "not_verified"
    """The step says why."""
    INVITED = "invited"
    NOBODY = "nobody"
    """Everybody whom Slack knows is invited already."""
    MEANWHILE = "meanwhile"
    """It is no longer as it was shown."""
    NO_ORGANISER = "no_organiser"
    """Whoever clicked organises no more."""


@dataclass(frozen=True, slots=True)
class SetUp:
    """How it stands."""

    steps: Checklist[SetUpStep]
    club: Club
    now: datetime
    fault: str = ""
    """Why Prime cannot speak in the channel, where it tried."""
    uninvited: int = 0
    """Members whom Slack knows and nobody welcomed."""
    absent: int = 0
    """Members whom Slack does not know."""


def look(services: Services, now: datetime) -> SetUp | None:
    """How far it has come, each step looked at anew; None where there is nothing to set up."""
    with services.db.read() as session:
        notes = rows.list_notes(session)
        if OVER in notes or rows.has_lived(session, now):
            return None
        return _set_up(session, services.club, notes, now)


def _set_up(session: Session, club: Club, notes: Mapping[str, StepNote], now: datetime) -> SetUp:
    done, uninvited = rows.find_done(session), rows.list_unwelcomed(session, WELCOMES)
    organisers = list_reachable_organisers(session)
    channel = notes.get(SetUpStep.CHANNEL, StepNote())
    found = {
        SetUpStep.CLOCK: _speaks(notes, club) or any(_agrees(one, club, now) for one in organisers),
        SetUpStep.CHANNEL: channel.found == OK and channel.about == club.channel,
        SetUpStep.SECOND: len(organisers) > 1,
        SetUpStep.INVITATIONS: SetUpStep.MEMBERS in done and not uninvited and rows.has_present(session),
    }
    done |= {step for step, holds in found.items() if holds}
    aside = {step for step in SetUpStep if notes.get(step, StepNote()).aside}
    fault = channel.found if channel.about == club.channel and channel.found != OK else ""
    absent = rows.count_absent(session) if SetUpStep.MEMBERS in done else 0
    return SetUp(Checklist(tuple(SetUpStep), done, aside), club, now, fault, len(uninvited), absent)


def clock_of(club: Club) -> str:
    """The language and the zone, as one that is agreed to is noted."""
    return f"{club.language} {club.zone.key}"


def _speaks(notes: Mapping[str, StepNote], club: Club) -> bool:
    return notes.get(SetUpStep.CLOCK, StepNote()).about == clock_of(club)


def _agrees(person: Person, club: Club, now: datetime) -> bool:
    there = now.astimezone(zone_of(person.zone, club.zone))
    return bool(person.zone) and agrees(club.language, now.astimezone(club.zone), person.language, there)


# Acts


@contextmanager
def _organising(services: Services, person: Person) -> Iterator[Session | None]:
    """A write transaction of somebody who organises now; None for who does no more."""
    with services.db.begin() as session:
        today = get_person(session, person.id)
        organises = today is not None and today.can_act and today.role is Role.ORGANISER
        yield session if organises else None


def agree(services: Services, person: Person, seen: str, now: datetime) -> Did:
    """The language and the zone that were `seen` are right."""
    with _organising(services, person) as session:
        if session is None:
            return Did.NO_ORGANISER
        if seen != clock_of(services.club):
            return Did.MEANWHILE
        rows.put_note(session, SetUpStep.CLOCK, StepNote(found=OK, about=seen), person.id, now)
        return Did.DONE


def note_channel(services: Services, person: Person, found: str, now: datetime) -> Did:
    """What the trial in the channel came to."""
    with _organising(services, person) as session:
        if session is None:
            return Did.NO_ORGANISER
        note = StepNote(found=found, about=services.club.channel)
        rows.put_note(session, SetUpStep.CHANNEL, note, person.id, now)
        return Did.VERIFIED if found == OK else Did.NOT_VERIFIED


def invite(services: Services, person: Person, now: datetime) -> Did:
    """Every member whom Slack knows, and nobody welcomed, gets the first words of Prime."""
    with _organising(services, person) as session:
        if session is None:
            return Did.NO_ORGANISER
        people = rows.list_unwelcomed(session, WELCOMES)
        notes = [Note(names.KNOWN, subject_of_member(one), slack_id, live=True) for one, slack_id in people]
        enqueue(session, notes, now)
        return Did.INVITED if people else Did.NOBODY


def skip(services: Services, person: Person, step: SetUpStep, now: datetime) -> Did:
    """A step is put aside, by whoever organises and for all of them."""
    with _organising(services, person) as session:
        if session is None:
            return Did.NO_ORGANISER
        before = rows.list_notes(session).get(step, StepNote())
        rows.put_note(session, step, StepNote(True, before.found, before.about), person.id, now)
        return Did.DONE


def resume(services: Services, person: Person, now: datetime) -> Did:
    """What was put aside is to be done again."""
    with _organising(services, person) as session:
        if session is None:
            return Did.NO_ORGANISER
        rows.take_up_again(session, person.id, now)
        return Did.DONE


def close(services: Services, person: Person, now: datetime) -> Did:
    """The list goes for good: nothing of it is left to do."""
    with _organising(services, person) as session:
        if session is None:
            return Did.NO_ORGANISER
        if _set_up(session, services.club, rows.list_notes(session), now).steps.open:
            return Did.MEANWHILE
        rows.put_note(session, OVER, StepNote(), person.id, now)
        return Did.DONE

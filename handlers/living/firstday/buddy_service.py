"""Who accompanies a new member: a colleague is asked, the next one where that one cannot."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from club.buddies import FEELS_NEW, PATIENCE, BuddyAnswer, next_buddy
from club.calendar import after_working_days
from club.ids import MemberId
from handlers import names
from handlers.kit.services import Services
from storage import buddies as rows
from storage.buddies import AskedBuddy
from storage.database import Session
from storage.experts import list_candidates
from storage.firstday import has_lived
from storage.firststeps import is_new
from storage.people import Person, get_person
from storage.postings import Note, enqueue, touch_all

_SUBJECT = "buddy:"


def subject_of(newcomer_id: MemberId) -> str:
    """The subject of what is about who accompanies a newcomer."""
    return f"{_SUBJECT}{newcomer_id}"


def newcomer_of(subject: str) -> MemberId:
    """Back from `subject_of`."""
    return MemberId(int(subject.removeprefix(_SUBJECT)))


class BuddyStanding(StrEnum):
    """What a colleague who was asked reads."""

    ASKED = "asked"
    THEIRS = "theirs"
    """They accompany the newcomer."""
    TAKEN = "taken"
    """Somebody else does."""
    DECLINED = "declined"
    OVER = "over"
    """One of the two is in the club, or in the company, no more."""


@dataclass(frozen=True, slots=True)
class Accompanied:
    """A newcomer, and who accompanies them, if anybody does."""

    newcomer: Person | None
    buddy: Person | None
    standing: BuddyStanding = BuddyStanding.OVER


def look(session: Session, newcomer_id: MemberId, reader: Person) -> Accompanied | None:
    """How it stands for a colleague; None for somebody who was not asked."""
    asked = rows.list_buddies(session, newcomer_id)
    mine = next((one for one in asked if one.member_id == reader.id), None)
    if mine is None:
        return None
    newcomer, buddy = get_person(session, newcomer_id), _accompanies(session, asked)
    return Accompanied(newcomer, buddy, _standing(mine, newcomer, buddy, reader))


def _standing(
    mine: AskedBuddy, newcomer: Person | None, buddy: Person | None, reader: Person
) -> BuddyStanding:
    if newcomer is None or not newcomer.active or newcomer.company_id != reader.company_id:
        return BuddyStanding.OVER
    if mine.answer is BuddyAnswer.YES:
        return BuddyStanding.THEIRS
    if mine.answer is BuddyAnswer.NO:
        return BuddyStanding.DECLINED
    return BuddyStanding.TAKEN if buddy else BuddyStanding.ASKED


def get_buddy(session: Session, newcomer: Person) -> Person | None:
    """Who accompanies a newcomer, as long as both represent one company."""
    found = _accompanies(session, rows.list_buddies(session, newcomer.id))
    return found if found and found.active and found.company_id == newcomer.company_id else None


def _accompanies(session: Session, asked: Sequence[AskedBuddy]) -> Person | None:
    agreed = next((one for one in asked if one.answer is BuddyAnswer.YES), None)
    return get_person(session, agreed.member_id) if agreed else None


# Acts


def accompany(services: Services, newcomer_id: MemberId, person: Person, now: datetime) -> None:
    """“I accompany them.” Whoever says so first does; both are told."""
    with services.db.begin() as session:
        found = look(session, newcomer_id, person)
        if found and found.newcomer and found.standing is BuddyStanding.ASKED:
            for one in rows.list_buddies(session, newcomer_id):
                rows.note_buddy(session, newcomer_id, one.member_id, one.answer)  # nobody is waited for
            rows.note_buddy(session, newcomer_id, person.id, BuddyAnswer.YES)
            if found.newcomer.slack_id:
                moment = f"{person.id}"
                note = Note(
                    names.BUDDY_FOUND, subject_of(newcomer_id), found.newcomer.slack_id, moment, live=True
                )
                enqueue(session, [note], now)
        touch_all(session, subject_of(newcomer_id), now)


def decline(services: Services, newcomer_id: MemberId, person: Person, now: datetime) -> None:
    """“Not this time”: the next colleague is asked, and nobody is told."""
    with services.db.begin() as session:
        found = look(session, newcomer_id, person)
        if found and found.standing is BuddyStanding.ASKED:
            rows.note_buddy(session, newcomer_id, person.id, BuddyAnswer.NO)
            _ask_next(session, services, newcomer_id, now)
        touch_all(session, subject_of(newcomer_id), now)


def _ask_next(session: Session, services: Services, newcomer_id: MemberId, now: datetime) -> None:
    """The next colleague, where there is one, and the newcomer is still to be accompanied."""
    newcomer = get_person(session, newcomer_id)
    if newcomer is None or not newcomer.active or newcomer.company_id is None:
        return
    asked = {one.member_id for one in rows.list_buddies(session, newcomer_id)}
    colleagues = rows.list_settled_colleagues(session, newcomer.company_id, newcomer_id)
    candidates = list_candidates(session, colleagues, now, services.club.zone)
    chosen = get_person(session, found) if (found := next_buddy(candidates, asked)) else None
    if chosen is None or not chosen.slack_id:
        return
    until = after_working_days(now, PATIENCE, services.club.zone, services.club.work)
    rows.ask_buddy(session, newcomer_id, chosen.id, now, until)
    enqueue(session, [Note(names.BUDDY_ASKED, subject_of(newcomer_id), chosen.slack_id, live=True)], now)


# What others do


def begins(session: Session, services: Services, person: Person, now: datetime) -> None:
    """Somebody comes into a club that lives already: a colleague is asked to accompany them.

    While a club is being set up all are new, and nobody is asked.
    """
    if has_lived(session, now) and is_new(session, person.id) and not rows.list_buddies(session, person.id):
        _ask_next(session, services, person.id, now)


def ceases(session: Session, services: Services, person: Person, now: datetime) -> None:
    """Somebody takes part no longer: whom they accompanied, or were asked for, is not left alone."""
    touch_all(session, subject_of(person.id), now)
    for one in rows.list_accompanied(session, person.id):
        if one.answer is BuddyAnswer.NO:
            continue
        rows.note_buddy(session, one.newcomer_id, person.id, BuddyAnswer.NO)
        if one.asked_at > now - timedelta(days=FEELS_NEW):
            _ask_next(session, services, one.newcomer_id, now)
        touch_all(session, subject_of(one.newcomer_id), now)


def pass_on(services: Services, _since: datetime, now: datetime) -> None:
    """Who has not answered for long may still do so; the next one is asked besides."""
    with services.db.read(once=True) as session:
        overdue = rows.list_overdue(session, now)
    for one in overdue:
        with services.db.begin() as session:
            if rows.give_up_waiting(session, one.newcomer_id, one.member_id, now):
                _ask_next(session, services, one.newcomer_id, now)

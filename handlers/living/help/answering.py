"""Answering: yes, no, handed on; and what follows a yes: contact details, once both have said so."""

from collections.abc import Callable
from datetime import datetime

from club.directory import day_began
from club.helpers import may_ask
from club.ids import HelpId, MemberId, QuestionId
from club.mutual_help import Asked, HelpSeen, HelpTurn, Question, turned
from handlers.kit.services import Services
from handlers.living.help import telling as tell
from handlers.living.help.asking import asker_of, look_again
from handlers.living.help.outcomes import Exchanged, HelpAnswered, HelpDid
from handlers.living.help.reading import look_mine, look_offer
from storage.asked import add_asked, change_answer, find_asked, get_asked
from storage.database import Session
from storage.experts import list_candidates, set_off, set_on
from storage.people import Person, get_person
from storage.profiles import add_consultation, count_consultations, has_consulted, lock_member
from storage.questions import lock_question


def offer(services: Services, person: Person, question_id: QuestionId, now: datetime) -> HelpAnswered:
    """“I can help.” Of a question to the whole club, also by whoever was not asked."""
    with services.db.begin() as session:
        question = lock_question(session, question_id)
        if question is None or not tell.is_reachable(session, person.id):
            return HelpAnswered(HelpDid.GONE)
        if question.asker_id == person.id:
            return HelpAnswered(HelpDid.OWN)
        mine = find_asked(session, question_id, person.id)
        if mine is None and question.draft.seen is HelpSeen.CLUB and question.open:
            add_asked(session, question_id, person.id, now, offered_self=True)
            mine = find_asked(session, question_id, person.id)
        elif mine is None:
            return HelpAnswered(HelpDid.OVER if question.draft.seen is HelpSeen.CLUB else HelpDid.GONE)
        elif not _turn(session, question, mine, HelpTurn.OFFER, now):
            return HelpAnswered(HelpDid.OVER, look_mine(session, question_id, person.id))
        assert mine is not None
        tell.tell_offered(session, question_id, person, now)
        tell.tell_offer(session, question_id, question.asker_id, mine.id, now)
        return _answered(session, services, question, person, now)


def decline(
    services: Services,
    person: Person,
    question_id: QuestionId,
    now: datetime,
    *,
    turn: HelpTurn = HelpTurn.DECLINE,
) -> HelpAnswered:
    """“Not this time”, or no longer: nothing of it is told but a number."""
    with services.db.begin() as session:
        question, mine = _held(session, person, question_id)
        if question is None or mine is None:
            return HelpAnswered(HelpDid.GONE)
        if not _turn(session, question, mine, turn, now):
            return HelpAnswered(HelpDid.OVER, look_mine(session, question_id, person.id))
        return _answered(session, services, question, person, now)


def hand_on(
    services: Services, person: Person, question_id: QuestionId, to: MemberId, word: str, now: datetime
) -> HelpAnswered:
    """“I know somebody”: another member is asked instead, who does not hand it on again."""
    with services.db.begin() as session:
        question, mine = _held(session, person, question_id)
        if question is None or mine is None:
            return HelpAnswered(HelpDid.GONE)
        if turned(mine, HelpTurn.PASS, question.state) is None:
            return HelpAnswered(HelpDid.OVER, look_mine(session, question_id, person.id))
        if not _may_be_asked(session, services, question, to, now):
            return HelpAnswered(HelpDid.BUSY)
        add_asked(session, question_id, to, now, passed_by=person.id, word=word)
        tell.tell_asked(session, question_id, [to], now)
        _turn(session, question, mine, HelpTurn.PASS, now)
        return _answered(session, services, question, person, now)


def _may_be_asked(
    session: Session, services: Services, question: Question, to: MemberId, now: datetime
) -> bool:
    lock_member(session, to)
    asker = get_person(session, question.asker_id)
    found = list_candidates(session, [to], now, services.club.zone)
    already = find_asked(session, question.id, to) is not None
    return not already and asker is not None and any(may_ask(asker_of(services, asker), one) for one in found)


def _held(session: Session, person: Person, question_id: QuestionId) -> tuple[Question | None, Asked | None]:
    """The question and this person's part in it; nothing for who takes part no longer."""
    question = lock_question(session, question_id)
    there = tell.is_reachable(session, person.id)
    return question, find_asked(session, question_id, person.id) if there else None


def _turn(session: Session, question: Question, asked: Asked, turn: HelpTurn, now: datetime) -> bool:
    """Takes the step if the rules have it; whether they do."""
    answer = turned(asked, turn, question.state)
    if answer is None:
        return False
    change_answer(session, asked.id, answer, now)
    return True


def _answered(
    session: Session, services: Services, question: Question, person: Person, now: datetime
) -> HelpAnswered:
    tell.moved(session, question.id, now)
    look_again(session, services, question.id)
    return HelpAnswered(HelpDid.DONE, look_mine(session, question.id, person.id))


# After a yes


def meet(services: Services, person: Person, help_id: HelpId, now: datetime) -> Exchanged:
    """The asker says yes too: each is shown the other's contact details, which is logged for both.

    It counts against the asker's number of the day, as a lookup in the directory does; who offered help does
    not fail to give it for having looked up others.
    """
    with services.db.begin() as session:
        question, asked = _offered(session, person, help_id)
        if question is None or asked is None:
            return Exchanged(HelpDid.GONE)
        if turned(asked, HelpTurn.MEET, question.state) is None:
            return Exchanged(HelpDid.OVER, look_offer(session, help_id))
        if not tell.is_reachable(session, asked.member_id):
            return Exchanged(HelpDid.AWAY, look_offer(session, help_id))
        if not _consult(session, services, person.id, asked.member_id, now):
            return Exchanged(HelpDid.USED_UP, look_offer(session, help_id))
        return _exchanged(session, services, question, asked, HelpTurn.MEET, now)


def _consult(session: Session, services: Services, reader: MemberId, other: MemberId, now: datetime) -> bool:
    """Logs that each is shown the other's, once a day; False where the reader's day is used up."""
    for member_id in sorted((reader, other)):
        lock_member(session, member_id)
    midnight = day_began(now, services.club.zone)
    known = has_consulted(session, reader, other, midnight)
    if not known and count_consultations(session, reader, midnight) >= services.club.lookups:
        return False
    for one, two in ((reader, other), (other, reader)):
        if not has_consulted(session, one, two, midnight):
            add_consultation(session, one, two, now)
    return True


def leave(services: Services, person: Person, help_id: HelpId, now: datetime) -> Exchanged:
    """The asker does without this help: nobody is shown anything."""
    with services.db.begin() as session:
        question, asked = _offered(session, person, help_id)
        if question is None or asked is None:
            return Exchanged(HelpDid.GONE)
        if turned(asked, HelpTurn.LEAVE, question.state) is None:
            return Exchanged(HelpDid.OVER, look_offer(session, help_id))
        return _exchanged(session, services, question, asked, HelpTurn.LEAVE, now)


def _offered(session: Session, person: Person, help_id: HelpId) -> tuple[Question | None, Asked | None]:
    """A question of this person's own, and one who was asked; locked, then read."""
    found = get_asked(session, help_id)
    question = lock_question(session, found.question_id) if found else None
    if question is None or not tell.owns(session, question, person):
        return None, None
    return question, get_asked(session, help_id)


def _exchanged(
    session: Session, services: Services, question: Question, asked: Asked, turn: HelpTurn, now: datetime
) -> Exchanged:
    _turn(session, question, asked, turn, now)
    tell.moved(session, question.id, now)
    look_again(session, services, question.id)
    return Exchanged(HelpDid.DONE, look_offer(session, asked.id))


# Being asked at all


def stop(services: Services, person: Person, now: datetime) -> None:
    """Is asked no more; what was asked already can still be answered."""
    _switch(services, lambda session: set_off(session, person.id, now))


def start(services: Services, person: Person) -> None:
    """Is asked again."""
    _switch(services, lambda session: set_on(session, person.id))


def _switch(services: Services, change: Callable[[Session], None]) -> None:
    with services.db.begin() as session:
        change(session)

"""What is left of a question: thanks, and one sentence if both agree; what becomes of leavers' questions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from club.expertise import beginnings
from club.ids import MemberId, QuestionId
from club.mutual_help import (
    READY,
    Act,
    HelpAnswer,
    HelpState,
    HelpTurn,
    Publication,
    Question,
    ended,
    turned,
)
from handlers import names
from handlers.kit.services import Services
from handlers.living.help import telling as tell
from handlers.living.help.outcomes import Changed, HelpDid
from handlers.living.help.reading import look
from storage.asked import add_report, change_answer, find_asked, list_asked, list_asked_of
from storage.database import Session
from storage.people import Person
from storage.questions import change_question, get_question, index_question, list_about, lock_question

ANSWERS = {Publication.NAMED, Publication.NAMELESS, Publication.REFUSED}
"""What a helper may answer to a sentence that is proposed."""


@dataclass(frozen=True, slots=True)
class Ending:
    """How a question was resolved, as its asker says it."""

    helper_id: MemberId | None = None
    thanks: str = ""
    sentence: str = ""


def resolve(
    services: Services, person: Person, question_id: QuestionId, ending: Ending, now: datetime
) -> Changed:
    """The asker has what they need; whoever helped is thanked, and asked about the sentence."""
    with services.db.begin() as session:
        question = lock_question(session, question_id)
        if question is None or not tell.owns(session, question, person):
            return Changed(HelpDid.GONE)
        state = ended(question.state, Act.RESOLVE)
        if state is None:
            return Changed(HelpDid.OVER, look(session, question_id))
        helper_id = _helper(session, question_id, ending.helper_id)
        said = _said(ending) if helper_id is not None else {}
        closed = {"state": state.value, "closed_at": now, "helper_id": helper_id}
        change_question(session, question_id, **closed, **said)
        if said:
            assert helper_id is not None
            tell.tell_thanks(session, question_id, helper_id, now)
        tell.moved(session, question_id, now)
        return Changed(HelpDid.DONE, look(session, question_id))


def _helper(session: Session, question_id: QuestionId, chosen: MemberId | None) -> MemberId | None:
    """Only who said that they can help."""
    found = find_asked(session, question_id, chosen) if chosen is not None else None
    return chosen if found and found.answer in READY else None


def _said(ending: Ending) -> dict[str, str]:
    if not ending.thanks and not ending.sentence:
        return {}
    publication = Publication.PROPOSED if ending.sentence else Publication.NONE
    return {"thanks": ending.thanks, "sentence": ending.sentence, "publication": publication.value}


def consent(
    services: Services, person: Person, question_id: QuestionId, answer: Publication, now: datetime
) -> Changed:
    """The helper says whether the sentence is published, and with their name."""
    with services.db.begin() as session:
        question = lock_question(session, question_id)
        theirs = question is not None and question.helper_id == person.id
        if question is None or not theirs or answer not in ANSWERS:
            return Changed(HelpDid.GONE)
        if not tell.is_reachable(session, person.id):
            return Changed(HelpDid.GONE)
        if question.publication is not Publication.PROPOSED:
            return Changed(HelpDid.OVER, look(session, question_id))
        published = answer is not Publication.REFUSED
        at = {"published_at": now} if published else {}
        change_question(session, question_id, publication=answer.value, **at)
        if published:
            words = beginnings(f"{question.draft.question} {question.sentence}")
            index_question(session, question_id, words)
            tell.tell_club(session, services, names.HELP_SENTENCE, question_id, now)
        tell.moved(session, question_id, now)
        return Changed(HelpDid.DONE, look(session, question_id))


def report(services: Services, person: Person, question_id: QuestionId, word: str, now: datetime) -> bool:
    """Tells the organisers of an offer in disguise; only who was asked, or read it in the channel."""
    with services.db.begin() as session:
        question = get_question(session, question_id)
        there = tell.is_reachable(session, person.id)
        if question is None or not there or not _reads(session, question, person):
            return False
        number = add_report(session, question_id, person.id, word, now)
        tell.report(session, question_id, number, question.asker_id, now)
    return True


def _reads(session: Session, question: Question, person: Person) -> bool:
    return question.draft.seen == "club" or find_asked(session, question.id, person.id) is not None


# Leavers


def ceases(session: Session, services: Services, person: Person, now: datetime) -> None:
    """Somebody takes part no longer: their questions are taken back, their offers too, and all is drawn anew.

    What was said of them in messages that stand in Slack goes with it, names and contact details first.
    """
    own, asked = list_about(session, person.id), list_asked_of(session, person.id)
    for question_id in sorted({*own, *asked}):
        question = lock_question(session, question_id)
        if question is None:
            continue
        if question.asker_id == person.id and question.open:
            change_question(session, question_id, state=HelpState.WITHDRAWN.value, closed_at=now)
        _retract(session, question, [person.id], now)
        tell.moved(session, question_id, now)


def accounts_turned(services: Services, members: Sequence[MemberId], now: datetime) -> None:
    """Accounts closed or opened again: questions that counted on them are looked at again."""
    with services.db.begin() as session:
        for question_id in sorted({one for member in members for one in list_asked_of(session, member)}):
            question = lock_question(session, question_id)
            if question is not None and question.open:
                change_question(session, question_id, look_at=now)
                tell.moved(session, question_id, now)


def _retract(session: Session, question: Question, members: Sequence[MemberId], now: datetime) -> None:
    for one in list_asked(session, question.id):
        if one.member_id in members and turned(one, HelpTurn.RETRACT, question.state):
            change_answer(session, one.id, HelpAnswer.DECLINED, now)
            change_question(session, question.id, look_at=now)

"""Who hears of a question, by which message: one kept current for the asker and for each who was asked."""

from collections.abc import Iterable
from datetime import datetime

from club.ids import HelpId, MemberId, QuestionId
from club.mutual_help import Question
from handlers import names
from handlers.kit import organisers
from handlers.kit.services import Services
from storage.database import Session
from storage.digests import is_told
from storage.people import Person, get_person, list_slack_ids
from storage.postings import Note, enqueue, touch_all
from storage.questions import change_question, subject_of_question


def moved(session: Session, question_id: QuestionId, now: datetime) -> None:
    """Whatever was said of a question is drawn again."""
    touch_all(session, subject_of_question(question_id), now)


def tell_asker(session: Session, question_id: QuestionId, asker_id: MemberId, now: datetime) -> None:
    """The asker's own message."""
    _tell(session, names.HELP_QUESTION, question_id, [asker_id], now)


def tell_asked(session: Session, question_id: QuestionId, ids: Iterable[MemberId], now: datetime) -> None:
    """Each of them is asked."""
    _tell(session, names.HELP_ASKED, question_id, ids, now)


def tell_offered(session: Session, question_id: QuestionId, person: Person, now: datetime) -> None:
    """Whoever offers help unasked, or before they were told, has a message that follows the offer."""
    subject = subject_of_question(question_id)
    if person.slack_id and not is_told(session, names.HELP_ASKED, subject, person.slack_id):
        _tell(session, names.HELP_OFFERED, question_id, [person.id], now)


def tell_offer(
    session: Session, question_id: QuestionId, asker_id: MemberId, help_id: HelpId, now: datetime
) -> None:
    """The asker hears that somebody can help: a message of its own, which is noticed."""
    _tell(session, names.HELP_ANSWER, question_id, [asker_id], now, moment=f"asked:{help_id}")


def tell_thanks(session: Session, question_id: QuestionId, helper_id: MemberId, now: datetime) -> None:
    """The helper is thanked."""
    _tell(session, names.HELP_THANKS, question_id, [helper_id], now)


def tell_club(
    session: Session, services: Services, kind: str, question_id: QuestionId, now: datetime
) -> None:
    """The channel: a question for all, or what came of one."""
    note = Note(kind, subject_of_question(question_id), services.club.channel, live=True)
    enqueue(session, [note], now)


def escalate(session: Session, question_id: QuestionId, now: datetime) -> None:
    """The organisers take a question up that nobody answers."""
    change_question(session, question_id, escalated_at=now)
    organisers.tell(session, names.HELP_ORGANISER, subject_of_question(question_id), "", now, live=True)


def report(session: Session, question_id: QuestionId, number: int, asker_id: MemberId, now: datetime) -> None:
    """The organisers hear of an abuse, but not the one whom it is about."""
    about = subject_of_question(question_id)
    moment = f"report:{number}"
    organisers.tell(session, names.HELP_REPORT, about, moment, now, live=True, but=asker_id)


def _tell(
    session: Session,
    kind: str,
    question_id: QuestionId,
    ids: Iterable[MemberId],
    now: datetime,
    *,
    moment: str = "",
) -> None:
    known = list_slack_ids(session, ids)
    subject = subject_of_question(question_id)
    enqueue(session, [Note(kind, subject, one, moment, live=True) for one in known.values()], now)


def owns(session: Session, question: Question, person: Person) -> bool:
    """Whether a question is this person's, who still takes part."""
    return question.asker_id == person.id and is_reachable(session, person.id)


def is_reachable(session: Session, member_id: MemberId) -> bool:
    """Whether somebody can act in Slack now."""
    person = get_person(session, member_id)
    return person is not None and person.can_act

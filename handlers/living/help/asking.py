"""Asking: what the second step offers, sending, asking others, taking a question back."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from club.directory import LONGEST_QUERY
from club.expertise import widened
from club.helpers import Asker, Candidate, Proposed, may_ask, propose, reason_of
from club.helpers import words_of_question as words_of
from club.ids import MemberId, QuestionId
from club.likeness import NEARLY, likeness, telling
from club.mutual_help import (
    Act,
    Draft,
    HelpAnswer,
    HelpDue,
    HelpSeen,
    HelpState,
    Question,
    due,
    ended,
    faults_of,
    next_look,
)
from handlers import names
from handlers.kit.services import Services
from handlers.living.help import telling as tell
from handlers.living.help.outcomes import Changed, Choices, HelpDid, Sent
from handlers.living.help.reading import Shown, look
from storage.asked import add_asked, list_asked
from storage.database import Session
from storage.experts import find_candidates, list_candidates
from storage.glossary import glossary_of
from storage.people import Person, get_person
from storage.profiles import lock_member
from storage.questions import (
    Published,
    add_question,
    change_question,
    find_published,
    get_published,
    list_own_open,
    lock_question,
)

NEAR = 3
"""Resolved questions pointed out before one is sent."""
OPEN = 50
"""Of a member's open questions, those looked through for one that was sent already."""


def asker_of(services: Services, person: Person) -> Asker:
    """Who asks, as the rules see them."""
    return Asker(person.id, person.company_id, services.club.help_a_month)


def choices(services: Services, person: Person, draft: Draft, now: datetime) -> Choices:
    """What was answered before and is close, and who may be asked."""
    with services.db.read() as session:
        people = _proposed(session, services, person, draft, now, ())
        return _choices(services, _near(session, draft), people)


def others(services: Services, person: Person, question_id: QuestionId, now: datetime) -> Choices | None:
    """Who else may be asked an open question of one's own."""
    with services.db.read() as session:
        shown = look(session, question_id)
        if shown is None or shown.question.asker_id != person.id or not shown.question.open:
            return None
        already = [one.member_id for one in shown.asked]
        people = _proposed(session, services, person, shown.question.draft, now, already)
        return _choices(services, (), people)


def _choices(
    services: Services, near: Sequence[Published], people: Sequence[tuple[Proposed, Person]]
) -> Choices:
    return Choices(near, people, services.club.help_widened, services.club.help_more)


def _proposed(
    session: Session,
    services: Services,
    person: Person,
    draft: Draft,
    now: datetime,
    already: Iterable[MemberId],
) -> list[tuple[Proposed, Person]]:
    words = words_of(draft)
    found = find_candidates(session, words, now, services.club.zone)
    fresh = [one for one in found if one.id not in set(already)]
    proposals = propose(asker_of(services, person), words, fresh, services.club.help_proposed)
    return [(one, known) for one in proposals if (known := get_person(session, one.id))]


def _near(session: Session, draft: Draft) -> list[Published]:
    found = find_published(session, [widened(word) for word in words_of(draft)], all_of=False)
    rated = [(-likeness(draft.question, one.question), one.id, one) for one in found]
    return [one for rate, _, one in sorted(rated, key=lambda each: each[:2]) if -rate >= NEARLY][:NEAR]


def send(services: Services, person: Person, draft: Draft, chosen: Sequence[MemberId], now: datetime) -> Sent:
    """Asks. Each of the chosen is asked only if they still may be; else nothing is sent.

    Sent twice it is one question. Where nobody is chosen and the channel is not asked either, the organisers
    take it up at once.
    """
    if faults := faults_of(draft, now.astimezone(services.club.zone).date()):
        return Sent(HelpDid.OVER, faults=faults)
    with services.db.begin() as session:
        for one in sorted({person.id, *chosen}):  # in one order: two who ask each other never wait in a ring
            lock_member(session, one)
        if not tell.is_reachable(session, person.id):
            return Sent(HelpDid.GONE)
        again = [one for one in list_own_open(session, person.id, OPEN) if one.draft == draft]
        if again:
            return Sent(HelpDid.DONE, again[0].id)
        free = _lock_free(session, services, person, chosen, now)
        if len(free) < len(set(chosen)):
            return Sent(HelpDid.BUSY)
        question_id = add_question(session, person.id, draft, now, now)
        _ask(session, question_id, draft, free, now)
        tell.tell_asker(session, question_id, person.id, now)
        if draft.seen is HelpSeen.CLUB:
            tell.tell_club(session, services, names.HELP_CARD, question_id, now)
        elif not free:
            tell.escalate(session, question_id, now)
        look_again(session, services, question_id)
    return Sent(HelpDid.DONE, question_id)


def _lock_free(
    session: Session, services: Services, person: Person, chosen: Iterable[MemberId], now: datetime
) -> list[Candidate]:
    """Those who may be asked; two askers at once do not pass the month's number together."""
    for member_id in sorted(set(chosen)):
        lock_member(session, member_id)
    found = list_candidates(session, chosen, now, services.club.zone)
    return [one for one in found if may_ask(asker_of(services, person), one)]


def _ask(
    session: Session, question_id: QuestionId, draft: Draft, people: Sequence[Candidate], now: datetime
) -> None:
    words = words_of(draft)
    for one in people:
        add_asked(session, question_id, one.id, now, reason=reason_of(words, one))
    tell.tell_asked(session, question_id, [one.id for one in people], now)


def look_again(session: Session, services: Services, question_id: QuestionId) -> None:
    """Has a question be looked at when something may come due of it."""
    question = lock_question(session, question_id)
    if question is not None and question.open:
        answers = _answers(session, question_id)
        at = next_look(question, answers, services.club.zone, services.club.work, services.club.help_waits)
        change_question(session, question_id, look_at=at)


def ask_more(
    services: Services,
    person: Person,
    question_id: QuestionId,
    chosen: Sequence[MemberId],
    now: datetime,
) -> Changed:
    """Others are asked an open question of one's own."""
    with services.db.begin() as session:
        question = lock_question(session, question_id)
        if question is None or not tell.owns(session, question, person):
            return Changed(HelpDid.GONE)
        if not question.open:
            return Changed(HelpDid.OVER, look(session, question_id))
        free = _lock_free(session, services, person, chosen, now)
        if len(free) < len(set(chosen)):
            return Changed(HelpDid.BUSY)
        _ask(session, question_id, question.draft, free, now)
        tell.moved(session, question_id, now)
        return Changed(HelpDid.DONE, look(session, question_id))


def propose_somebody(
    services: Services, question_id: QuestionId, member_id: MemberId, now: datetime
) -> Changed:
    """An organiser names somebody to ask, within the same bounds."""
    with services.db.begin() as session:
        question = lock_question(session, question_id)
        asker = get_person(session, question.asker_id) if question else None
        if question is None or asker is None:
            return Changed(HelpDid.GONE)
        if not question.open:
            return Changed(HelpDid.OVER, look(session, question_id))
        known = {one.member_id for one in list_asked(session, question_id)}
        free = [] if member_id in known else _lock_free(session, services, asker, [member_id], now)
        if not free:
            return Changed(HelpDid.BUSY)
        _ask(session, question_id, question.draft, free, now)
        tell.moved(session, question_id, now)
        return Changed(HelpDid.DONE, look(session, question_id))


def close(
    services: Services, person: Person | None, question_id: QuestionId, act: Act, now: datetime
) -> Changed:
    """Ends a question; its asker's own, or anybody's where `person` is None: an organiser's act.

    Whatever they were asked, nobody is expected to answer any more.
    """
    with services.db.begin() as session:
        question = lock_question(session, question_id)
        if question is None or (person is not None and not tell.owns(session, question, person)):
            return Changed(HelpDid.GONE)
        if (state := ended(question.state, act)) is None:
            return Changed(HelpDid.OVER, look(session, question_id))
        change_question(session, question_id, state=state.value, closed_at=now)
        tell.moved(session, question_id, now)
        return Changed(HelpDid.DONE, look(session, question_id))


# What comes due by itself


def follow_up(services: Services, question_id: QuestionId, now: datetime) -> None:
    """Asks more people, or the organisers, or ends a question, if that is due now."""
    club = services.club
    with services.db.begin() as session:
        question = lock_question(session, question_id)
        if question is None or not question.open:
            return
        comes = due(question, _answers(session, question_id), now, club.zone, club.work, club.help_waits)
        match comes:
            case HelpDue.END:
                change_question(session, question_id, state=HelpState.ENDED.value, closed_at=now)
            case HelpDue.WIDEN:
                _widen(session, services, question, now)
            case HelpDue.ESCALATE:
                tell.escalate(session, question_id, now)
        if comes:
            tell.moved(session, question_id, now)
        look_again(session, services, question_id)


def _answers(session: Session, question_id: QuestionId) -> list[HelpAnswer]:
    """What those say who can be reached: an offer of somebody who is away helps nobody."""
    asked = list_asked(session, question_id)
    return [one.answer for one in asked if tell.is_reachable(session, one.member_id)]


def _widen(session: Session, services: Services, question: Question, now: datetime) -> None:
    """More people; where nobody else is found, the organisers at once."""
    change_question(session, question.id, widened_at=now)
    asker = get_person(session, question.asker_id)
    already = [one.member_id for one in list_asked(session, question.id)]
    found = _proposed(session, services, asker, question.draft, now, already) if asker else []
    chosen = [one.id for one, _ in found[: services.club.help_more]]
    free = _lock_free(session, services, asker, chosen, now) if asker else []
    _ask(session, question.id, question.draft, free, now)
    if not free:
        tell.escalate(session, question.id, now)


# Found again


def find(services: Services, typed: str) -> list[Published]:
    """Published questions that these words are about, the newest first."""
    asked = typed[:LONGEST_QUERY]
    with services.db.read() as session:
        ways = (telling(words) for words in (asked, *glossary_of(session).rewordings(asked)))
        found = (find_published(session, [widened(word) for word in way], all_of=True) for way in ways)
        return next((some for some in found if some), [])


def read(services: Services, question_id: QuestionId) -> Published | None:
    """One of them."""
    with services.db.read() as session:
        return get_published(session, question_id)


def get_shown(services: Services, question_id: QuestionId) -> Shown | None:
    """A question with its people."""
    with services.db.read() as session:
        return look(session, question_id)

"""A question as it is shown: with who asks, who was asked, and what either may see of the other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from club.directory import CONTACTS, Audience, Field, shown
from club.ids import HelpId, MemberId, QuestionId
from club.mutual_help import READY, UNABLE, Asked, HelpAnswer, Question
from handlers.kit.services import Services
from storage.asked import count_given, find_asked, get_asked, list_asked, list_waiting_for
from storage.database import Session
from storage.experts import is_off
from storage.people import Person, get_person
from storage.profiles import get_details
from storage.questions import get_question, list_own_open

SHOWN = 5
"""Questions of each part that `/prime ask` shows."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A question with its people."""

    question: Question
    asker: Person | None
    """None once nothing says who they were."""
    asked: Sequence[Asked] = ()
    people: Mapping[MemberId, Person] = field(default_factory=dict)

    @property
    def unable(self) -> int:
        """How many could not; the asker is told no more of them."""
        return sum(one.answer in UNABLE for one in self.asked)

    @property
    def ready(self) -> list[Asked]:
        """Who said that they can help."""
        return [one for one in self.asked if one.answer in READY]


@dataclass(frozen=True, slots=True)
class Mine:
    """One of those asked, with the question."""

    shown: Shown
    mine: Asked
    passer: Person | None = None
    contacts: Mapping[Field, str] = field(default_factory=dict)
    """The asker's, once both have said yes."""
    passed_to: Person | None = None
    """To whom they handed it on."""

    @property
    def waits(self) -> bool:
        """Whether an answer is theirs to give."""
        return self.shown.question.open and self.mine.answer is HelpAnswer.ASKED


@dataclass(frozen=True, slots=True)
class HelpOffer:
    """What the asker sees of one who can help."""

    question: Question
    asked: Asked
    helper: Person | None
    """None once they are members no longer."""
    contacts: Mapping[Field, str] = field(default_factory=dict)
    """Theirs, once both have said yes."""


@dataclass(frozen=True, slots=True)
class Overview:
    """What a member has to do with mutual help now."""

    own: Sequence[Shown]
    waiting: Sequence[Mine]
    off: bool
    given: int = 0
    """How often they said that they can help."""


def look(session: Session, question_id: QuestionId) -> Shown | None:
    """A question with all who were asked."""
    question = get_question(session, question_id)
    return _shown(session, question) if question else None


def _shown(session: Session, question: Question) -> Shown:
    asked = list_asked(session, question.id)
    found = {one.member_id: get_person(session, one.member_id) for one in asked}
    people = {member_id: person for member_id, person in found.items() if person}
    return Shown(question, _member(session, question.asker_id), asked, people)


def _member(session: Session, member_id: MemberId) -> Person | None:
    """Somebody who takes part now."""
    person = get_person(session, member_id)
    return person if person and person.active else None


def look_mine(session: Session, question_id: QuestionId, member_id: MemberId) -> Mine | None:
    """A question as one of those asked sees it: without the others.

    Nor with who asks, where that is not told: no view can then say it.
    """
    question, mine = get_question(session, question_id), find_asked(session, question_id, member_id)
    if question is None or mine is None:
        return None
    met = mine.answer is HelpAnswer.MET
    asker = _member(session, question.asker_id) if met or not question.nameless else None
    passer = _member(session, mine.passed_by) if mine.passed_by is not None else None
    contacts = contacts_of(session, asker) if met and asker else {}
    return Mine(Shown(question, asker), mine, passer, contacts, _passed_to(session, mine))


def _passed_to(session: Session, mine: Asked) -> Person | None:
    if mine.answer is not HelpAnswer.PASSED:
        return None
    after = (one for one in list_asked(session, mine.question_id) if one.passed_by == mine.member_id)
    return next((person for one in after if (person := _member(session, one.member_id))), None)


def look_offer(session: Session, help_id: HelpId) -> HelpOffer | None:
    """What the asker sees of one who said yes."""
    asked = get_asked(session, help_id)
    question = get_question(session, asked.question_id) if asked else None
    if asked is None or question is None:
        return None
    helper = _member(session, asked.member_id)
    met = asked.answer is HelpAnswer.MET and helper is not None
    return HelpOffer(question, asked, helper, contacts_of(session, helper) if met and helper else {})


def contacts_of(session: Session, person: Person) -> dict[Field, str]:
    """What this person lets members see: organisers see no more here."""
    visible = shown(get_details(session, person.id), Audience.MEMBERS)
    return {name: value for name, value in visible.items() if name in CONTACTS}


def overview(services: Services, person: Person) -> Overview:
    """What this member asked, and what waits for them."""
    with services.db.read() as session:
        own = [_shown(session, one) for one in list_own_open(session, person.id, SHOWN)]
        waits = list_waiting_for(session, person.id, SHOWN)
        mine = [look_mine(session, one.question_id, person.id) for one in waits]
        given = count_given(session, person.id)
        return Overview(own, [one for one in mine if one], is_off(session, person.id), given)

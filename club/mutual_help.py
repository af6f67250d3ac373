"""Mutual help: who is asked, what becomes of a question, what is told (article S'ENTRAIDER).

Each member accepts to be asked, within bounds: for their own expertise as the members see it, never by their
own company, twice a month at most, and not at all if they say so. Whoever cannot help is not told of by name.

A question:

| state | what happens | it becomes |
|-|-|-|
| open | the asker says that it is resolved | resolved |
| open | the asker takes it back, or takes part in the club no longer | withdrawn |
| open | organisers remove it: an offer in disguise | removed |
| open | ninety days pass | ended |

From the four others nothing leads on. A question is not rewritten: who said yes to it said yes to its words;
it is taken back and asked anew. What each of those asked answers, while the question is open:

| state | what happens | it becomes |
|-|-|-|
| asked | “I can help” | offered |
| asked | “Not this time” | declined |
| asked | handed on to another member, unless it was handed on before | passed |
| offered | the asker exchanges contact details: both have said yes | met |
| offered | the asker declines | left |
| offered | they can no longer, or leave the club | declined |

What may be published of a resolved question: *proposed* by the asker, then by the helper's own answer
*named*, *nameless* or *refused*; none where nothing was proposed.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum

from club.calendar import WorkHours, after_working_days
from club.ids import HelpId, MemberId, QuestionId


@dataclass(frozen=True, slots=True)
class HelpWaits:
    """How long a question waits, unless the club says otherwise."""

    widened: int = 5
    """Working days without anybody who can help, after which more are asked."""
    escalated: int = 10
    """The same, after which it is for the organisers."""
    lasts: int = 90
    """Days for which it is open."""

    def ends(self, question: "Question") -> datetime:
        """When an open question is closed by itself."""
        return question.asked_at + timedelta(days=self.lasts)


USUAL_WAITS = HelpWaits()
LONGEST_QUESTION, LONGEST_DETAIL, LONGEST_WORD, LONGEST_SENTENCE = 150, 1000, 500, 300


class HelpSeen(StrEnum):
    """Who sees a question, beside the organisers."""

    CHOSEN = "chosen"
    NAMELESS = "nameless"
    """The same people, but not who asks."""
    CLUB = "club"
    """Everybody, in the channel."""


class HelpState(StrEnum):
    """Of a question."""

    OPEN = "open"
    RESOLVED = "resolved"
    WITHDRAWN = "withdrawn"
    REMOVED = "removed"
    ENDED = "ended"


class Act(StrEnum):
    """What ends a question."""

    RESOLVE = "resolve"
    WITHDRAW = "withdraw"
    REMOVE = "remove"
    END = "end"


class HelpAnswer(StrEnum):
    """Where one of those asked stands."""

    ASKED = "asked"
    OFFERED = "offered"
    DECLINED = "declined"
    PASSED = "passed"
    MET = "met"
    LEFT = "left"


class HelpTurn(StrEnum):
    """What becomes of one of those asked."""

    OFFER = "offer"
    DECLINE = "decline"
    PASS = "pass"
    MEET = "meet"
    LEAVE = "leave"
    RETRACT = "retract"


class Publication(StrEnum):
    """What may be published of a resolved question."""

    NONE = "none"
    PROPOSED = "proposed"
    NAMED = "named"
    NAMELESS = "nameless"
    """Without the helper's name."""
    REFUSED = "refused"


PUBLISHED = (Publication.NAMED, Publication.NAMELESS)
UNABLE = (HelpAnswer.DECLINED, HelpAnswer.PASSED)
"""Whom the asker hears of as a number alone."""
READY = (HelpAnswer.OFFERED, HelpAnswer.MET)

_ENDS: Mapping[Act, HelpState] = {
    Act.RESOLVE: HelpState.RESOLVED,
    Act.WITHDRAW: HelpState.WITHDRAWN,
    Act.REMOVE: HelpState.REMOVED,
    Act.END: HelpState.ENDED,
}
_TURNS: Mapping[tuple[HelpAnswer, HelpTurn], HelpAnswer] = {
    (HelpAnswer.ASKED, HelpTurn.OFFER): HelpAnswer.OFFERED,
    (HelpAnswer.ASKED, HelpTurn.DECLINE): HelpAnswer.DECLINED,
    (HelpAnswer.ASKED, HelpTurn.PASS): HelpAnswer.PASSED,
    (HelpAnswer.OFFERED, HelpTurn.MEET): HelpAnswer.MET,
    (HelpAnswer.OFFERED, HelpTurn.LEAVE): HelpAnswer.LEFT,
    (HelpAnswer.OFFERED, HelpTurn.RETRACT): HelpAnswer.DECLINED,
}


@dataclass(frozen=True, slots=True)
class Draft:
    """A question as it is typed."""

    question: str
    detail: str = ""
    wanted_by: date | None = None
    seen: HelpSeen = HelpSeen.CHOSEN
    widens: bool = True
    """Whether others are asked where nobody answers."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it stands."""

    id: QuestionId
    asker_id: MemberId
    draft: Draft
    state: HelpState
    asked_at: datetime
    helper_id: MemberId | None = None
    thanks: str = ""
    sentence: str = ""
    publication: Publication = Publication.NONE
    widened_at: datetime | None = None
    escalated_at: datetime | None = None
    closed_at: datetime | None = None
    published_at: datetime | None = None

    @property
    def open(self) -> bool:
        """Whether it still waits for help."""
        return self.state is HelpState.OPEN

    @property
    def published(self) -> bool:
        """Whether the club reads it among the resolved ones."""
        return self.publication in PUBLISHED

    @property
    def nameless(self) -> bool:
        """Whether those asked are not told who asks."""
        return self.draft.seen is HelpSeen.NAMELESS


@dataclass(frozen=True, slots=True)
class Asked:
    """One of those asked a question."""

    id: HelpId
    question_id: QuestionId
    member_id: MemberId
    answer: HelpAnswer
    asked_at: datetime
    reason: str = ""
    """What of their expertise answers to the question."""
    passed_by: MemberId | None = None
    """Who handed it on to them."""
    word: str = ""
    """What that person said with it."""

    @property
    def may_pass(self) -> bool:
        """Whether they may hand it on: what was handed on once is not again."""
        return self.answer is HelpAnswer.ASKED and self.passed_by is None


class HelpFault(StrEnum):
    """What is wrong with a question as typed."""

    NO_QUESTION = "no_question"
    LONG_QUESTION = "long_question"
    LONG_DETAIL = "long_detail"
    PAST = "past"


def faults_of(draft: Draft, today: date) -> list[HelpFault]:
    """What keeps a question from being asked; `today` is the club's."""
    found = [
        (not draft.question, HelpFault.NO_QUESTION),
        (len(draft.question) > LONGEST_QUESTION, HelpFault.LONG_QUESTION),
        (len(draft.detail) > LONGEST_DETAIL, HelpFault.LONG_DETAIL),
        (draft.wanted_by is not None and draft.wanted_by < today, HelpFault.PAST),
    ]
    return [fault for is_so, fault in found if is_so]


def ended(state: HelpState, act: Act) -> HelpState | None:
    """What a question becomes; None where it is no longer open."""
    return _ENDS[act] if state is HelpState.OPEN else None


def turned(asked: Asked, turn: HelpTurn, state: HelpState) -> HelpAnswer | None:
    """What becomes of one of those asked; None where that is not theirs to do any more."""
    if state is not HelpState.OPEN or (turn is HelpTurn.PASS and not asked.may_pass):
        return None
    return _TURNS.get((asked.answer, turn))


class HelpDue(StrEnum):
    """What a question without anybody who can help comes to."""

    WIDEN = "widen"
    ESCALATE = "escalate"
    END = "end"


def due(
    question: Question,
    answers: Collection[HelpAnswer],
    now: datetime,
    zone: tzinfo,
    work: WorkHours,
    waits: HelpWaits = USUAL_WAITS,
) -> HelpDue | None:
    """What is to be done about an open question now, if anything."""
    if now >= waits.ends(question):
        return HelpDue.END
    if any(answer in READY for answer in answers):
        return None
    if question.escalated_at is None and now >= _after(question, waits.escalated, zone, work):
        return HelpDue.ESCALATE
    widens = question.draft.widens and question.widened_at is None and question.escalated_at is None
    return HelpDue.WIDEN if widens and now >= _after(question, waits.widened, zone, work) else None


def next_look(
    question: Question,
    answers: Collection[HelpAnswer],
    zone: tzinfo,
    work: WorkHours,
    waits: HelpWaits = USUAL_WAITS,
) -> datetime:
    """When an open question is to be looked at again.

    That has passed already where something is due now: whoever could help no longer can, days after the rest
    would have been asked.
    """
    end = waits.ends(question)
    if question.escalated_at is not None or any(answer in READY for answer in answers):
        return end
    days = (waits.widened,) if question.draft.widens and question.widened_at is None else ()
    return min(end, *(_after(question, count, zone, work) for count in (*days, waits.escalated)))


def _after(question: Question, days: int, zone: tzinfo, work: WorkHours) -> datetime:
    return after_working_days(question.asked_at, days, zone, work)

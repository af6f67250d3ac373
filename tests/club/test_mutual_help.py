"""The life of a question, step by step, and what comes due of it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import product
from zoneinfo import ZoneInfo

import pytest

from club.calendar import after_working_days
from club.helpers import month_began
from club.ids import HelpId, MemberId, QuestionId
from club.mutual_help import (
    LASTS,
    Act,
    Answer,
    Asked,
    Draft,
    Due,
    Fault,
    Question,
    State,
    Turn,
    due,
    ended,
    faults_of,
    next_look,
    turned,
)

PARIS = ZoneInfo("Europe/Paris")
MONDAY = datetime(2027, 1, 4, 8, tzinfo=UTC)
FRIDAY = datetime(2027, 3, 26, 9, tzinfo=PARIS)
EASTER = {date(2027, 3, 29)}
QUESTION = Question(QuestionId(1), MemberId(1), Draft("Vapeur ?"), State.OPEN, MONDAY)
ASKED = Asked(HelpId(1), QuestionId(1), MemberId(2), Answer.ASKED, MONDAY)
STEPS = {
    (Answer.ASKED, Turn.OFFER): Answer.OFFERED,
    (Answer.ASKED, Turn.DECLINE): Answer.DECLINED,
    (Answer.ASKED, Turn.PASS): Answer.PASSED,
    (Answer.OFFERED, Turn.MEET): Answer.MET,
    (Answer.OFFERED, Turn.LEAVE): Answer.LEFT,
    (Answer.OFFERED, Turn.RETRACT): Answer.DECLINED,
}


@pytest.mark.parametrize(("answer", "turn", "state"), list(product(Answer, Turn, State)))
def test_nothing_else_is_possible(answer: Answer, turn: Turn, state: State) -> None:
    expected = STEPS.get((answer, turn)) if state is State.OPEN else None
    assert turned(replace(ASKED, answer=answer), turn, state) is expected


def test_what_was_handed_on_is_not_again() -> None:
    handed = replace(ASKED, passed_by=MemberId(3))
    assert turned(handed, Turn.PASS, State.OPEN) is None
    assert turned(handed, Turn.OFFER, State.OPEN) is Answer.OFFERED


@pytest.mark.parametrize("act", Act)
def test_only_an_open_question_ends(act: Act) -> None:
    assert ended(State.OPEN, act) is not State.OPEN
    assert {ended(state, act) for state in State if state is not State.OPEN} == {None}


@pytest.mark.parametrize(
    ("days", "widens", "answers", "expected"),
    [
        (4, True, [Answer.ASKED], None),
        (5, True, [Answer.ASKED, Answer.DECLINED], Due.WIDEN),
        (5, False, [Answer.ASKED], None),
        (5, True, [Answer.OFFERED], None),
        (10, False, [Answer.LEFT], Due.ESCALATE),
        (10, True, [Answer.MET], None),
        (10, True, [], Due.ESCALATE),
    ],
)
def test_silence_is_counted_in_working_days(
    days: int, widens: bool, answers: list[Answer], expected: Due | None
) -> None:
    question = replace(QUESTION, draft=replace(QUESTION.draft, widens=widens))
    at = after_working_days(MONDAY, days, PARIS)
    assert due(question, answers, at, PARIS, ()) is expected
    assert due(question, answers, at - timedelta(seconds=1), PARIS, ()) is not expected or expected is None


def test_each_comes_once_and_the_end_whatever_was_said() -> None:
    at = after_working_days(MONDAY, 10, PARIS)
    assert (
        due(replace(QUESTION, widened_at=MONDAY), [], after_working_days(MONDAY, 5, PARIS), PARIS, ()) is None
    )
    assert due(replace(QUESTION, escalated_at=MONDAY), [], at, PARIS, ()) is None
    assert due(QUESTION, [Answer.MET], MONDAY + LASTS, PARIS, ()) is Due.END


def test_the_next_look_is_ahead_and_misses_nothing() -> None:
    moments, now = [], MONDAY
    question = QUESTION
    for _ in range(3):
        now = next_look(question, [Answer.ASKED], now, PARIS, ())
        moments.append(due(question, [Answer.ASKED], now, PARIS, ()))
        question = replace(
            question,
            widened_at=now if moments[-1] is Due.WIDEN else question.widened_at,
            escalated_at=now if moments[-1] is Due.ESCALATE else question.escalated_at,
        )
    assert moments == [Due.WIDEN, Due.ESCALATE, Due.END]
    assert next_look(QUESTION, [Answer.OFFERED], MONDAY, PARIS, ()) == MONDAY + LASTS


def test_working_days_leave_out_week_ends_holidays_and_the_hour_change() -> None:
    assert after_working_days(FRIDAY, 1, PARIS) == datetime(2027, 3, 29, 9, tzinfo=PARIS)
    assert after_working_days(FRIDAY, 1, PARIS, EASTER) == datetime(2027, 3, 30, 9, tzinfo=PARIS)
    assert after_working_days(FRIDAY, 5, PARIS, EASTER) == datetime(2027, 4, 5, 9, tzinfo=PARIS)


def test_the_month_begins_on_the_club_s_wall_clock() -> None:
    assert month_began(datetime(2027, 1, 31, 23, 30, tzinfo=UTC), PARIS) == datetime(2027, 2, 1, tzinfo=PARIS)


def test_what_is_wrong_with_a_question_is_named() -> None:
    today = date(2027, 1, 4)
    assert faults_of(Draft("Vapeur ?", wanted_by=today), today) == []
    bad = Draft("x" * 151, "x" * 1001, date(2027, 1, 3))
    assert faults_of(bad, today) == [Fault.LONG_QUESTION, Fault.LONG_DETAIL, Fault.PAST]
    assert faults_of(Draft(""), today) == [Fault.NO_QUESTION]

"""The life of a question, step by step, and what comes due of it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import product
from zoneinfo import ZoneInfo

import pytest

from club.calendar import USUAL_HOURS, WorkHours, after_working_days
from club.helpers import month_began
from club.ids import HelpId, MemberId, QuestionId
from club.mutual_help import (
    USUAL_WAITS,
    Act,
    Asked,
    Draft,
    HelpAnswer,
    HelpDue,
    HelpFault,
    HelpState,
    HelpTurn,
    Question,
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
QUESTION = Question(QuestionId(1), MemberId(1), Draft("Vapeur ?"), HelpState.OPEN, MONDAY)
ASKED = Asked(HelpId(1), QuestionId(1), MemberId(2), HelpAnswer.ASKED, MONDAY)
STEPS = {
    (HelpAnswer.ASKED, HelpTurn.OFFER): HelpAnswer.OFFERED,
    (HelpAnswer.ASKED, HelpTurn.DECLINE): HelpAnswer.DECLINED,
    (HelpAnswer.ASKED, HelpTurn.PASS): HelpAnswer.PASSED,
    (HelpAnswer.OFFERED, HelpTurn.MEET): HelpAnswer.MET,
    (HelpAnswer.OFFERED, HelpTurn.LEAVE): HelpAnswer.LEFT,
    (HelpAnswer.OFFERED, HelpTurn.RETRACT): HelpAnswer.DECLINED,
}


@pytest.mark.parametrize(("answer", "turn", "state"), list(product(HelpAnswer, HelpTurn, HelpState)))
def test_nothing_else_is_possible(answer: HelpAnswer, turn: HelpTurn, state: HelpState) -> None:
    expected = STEPS.get((answer, turn)) if state is HelpState.OPEN else None
    assert turned(replace(ASKED, answer=answer), turn, state) is expected


def test_what_was_handed_on_is_not_again() -> None:
    handed = replace(ASKED, passed_by=MemberId(3))
    assert turned(handed, HelpTurn.PASS, HelpState.OPEN) is None
    assert turned(handed, HelpTurn.OFFER, HelpState.OPEN) is HelpAnswer.OFFERED


@pytest.mark.parametrize("act", Act)
def test_only_an_open_question_ends(act: Act) -> None:
    assert ended(HelpState.OPEN, act) is not HelpState.OPEN
    assert {ended(state, act) for state in HelpState if state is not HelpState.OPEN} == {None}


@pytest.mark.parametrize(
    ("days", "widens", "answers", "expected"),
    [
        (4, True, [HelpAnswer.ASKED], None),
        (5, True, [HelpAnswer.ASKED, HelpAnswer.DECLINED], HelpDue.WIDEN),
        (5, False, [HelpAnswer.ASKED], None),
        (5, True, [HelpAnswer.OFFERED], None),
        (10, False, [HelpAnswer.LEFT], HelpDue.ESCALATE),
        (10, True, [HelpAnswer.MET], None),
        (10, True, [], HelpDue.ESCALATE),
    ],
)
def test_silence_is_counted_in_working_days(
    days: int, widens: bool, answers: list[HelpAnswer], expected: HelpDue | None
) -> None:
    question = replace(QUESTION, draft=replace(QUESTION.draft, widens=widens))
    at = after_working_days(MONDAY, days, PARIS)
    assert due(question, answers, at, PARIS, USUAL_HOURS) is expected
    before = due(question, answers, at - timedelta(seconds=1), PARIS, USUAL_HOURS)
    assert before is not expected or expected is None


def test_each_comes_once_and_the_end_whatever_was_said() -> None:
    at = after_working_days(MONDAY, 10, PARIS)
    week = after_working_days(MONDAY, 5, PARIS)
    assert due(replace(QUESTION, widened_at=MONDAY), [], week, PARIS, USUAL_HOURS) is None
    assert due(replace(QUESTION, escalated_at=MONDAY), [], at, PARIS, USUAL_HOURS) is None
    assert due(QUESTION, [HelpAnswer.MET], USUAL_WAITS.ends(QUESTION), PARIS, USUAL_HOURS) is HelpDue.END


def test_the_next_look_is_ahead_and_misses_nothing() -> None:
    moments = []
    question = QUESTION
    for _ in range(3):
        now = next_look(question, [HelpAnswer.ASKED], PARIS, USUAL_HOURS)
        moments.append(due(question, [HelpAnswer.ASKED], now, PARIS, USUAL_HOURS))
        question = replace(
            question,
            widened_at=now if moments[-1] is HelpDue.WIDEN else question.widened_at,
            escalated_at=now if moments[-1] is HelpDue.ESCALATE else question.escalated_at,
        )
    assert moments == [HelpDue.WIDEN, HelpDue.ESCALATE, HelpDue.END]
    assert next_look(QUESTION, [HelpAnswer.OFFERED], PARIS, USUAL_HOURS) == USUAL_WAITS.ends(QUESTION)


def test_what_fell_due_while_somebody_could_help_is_due_once_they_no_longer_can() -> None:
    later = after_working_days(MONDAY, 11, PARIS)
    assert due(QUESTION, [HelpAnswer.OFFERED], later, PARIS, USUAL_HOURS) is None
    for answer in (HelpAnswer.DECLINED, HelpAnswer.LEFT):
        assert next_look(QUESTION, [answer], PARIS, USUAL_HOURS) <= later
        assert due(QUESTION, [answer], later, PARIS, USUAL_HOURS) is HelpDue.ESCALATE


def test_working_days_leave_out_week_ends_holidays_and_the_hour_change() -> None:
    assert after_working_days(FRIDAY, 1, PARIS) == datetime(2027, 3, 29, 9, tzinfo=PARIS)
    assert after_working_days(FRIDAY, 1, PARIS, WorkHours(EASTER)) == datetime(2027, 3, 30, 9, tzinfo=PARIS)
    assert after_working_days(FRIDAY, 5, PARIS, WorkHours(EASTER)) == datetime(2027, 4, 5, 9, tzinfo=PARIS)


def test_the_month_begins_on_the_club_s_wall_clock() -> None:
    assert month_began(datetime(2027, 1, 31, 23, 30, tzinfo=UTC), PARIS) == datetime(2027, 2, 1, tzinfo=PARIS)


def test_what_is_wrong_with_a_question_is_named() -> None:
    today = date(2027, 1, 4)
    assert faults_of(Draft("Vapeur ?", wanted_by=today), today) == []
    bad = Draft("x" * 151, "x" * 1001, date(2027, 1, 3))
    assert faults_of(bad, today) == [HelpFault.LONG_QUESTION, HelpFault.LONG_DETAIL, HelpFault.PAST]
    assert faults_of(Draft(""), today) == [HelpFault.NO_QUESTION]

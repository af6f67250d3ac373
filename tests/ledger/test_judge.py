"""That each promise about manners can be seen broken: messages planted by hand."""

from collections import defaultdict
from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace
from typing import cast

from bot.demo.people import ODILE
from handlers import names
from tests.ledger.judge import Judge
from tests.ledger.life import Life
from tests.ledger.people import SILENT, everybody
from tests.ledger.programme import calendar, ideas
from tests.ledger.record import Sent
from tests.stories.club import paris

NINE = paris(2027, 3, 15, 9)
"""A Monday."""
SOMEBODY = next(one for one in everybody() if one.name == SILENT)
PLAIN = Sent(NINE, NINE, SOMEBODY.slack_id, names.DIGEST, "digest", "2027-03-15", "", "[]", frozenset())
DAY = timedelta(days=1)


def judged(*sent: Sent, **more: object) -> Judge:
    """A club that was sent this, and nothing else; `more` is what its people did."""
    people = {one.name: one for one in everybody()}
    life = SimpleNamespace(
        recorder=SimpleNamespace(sent=list(sent)),
        people=people,
        slack=lambda name: people[name].slack_id,
        answers={},
        events=defaultdict(int),
        calendar=calendar(),
        office=lambda: [ODILE],
    )
    vars(life).update(more)
    return Judge(cast(Life, life), NINE + 30 * DAY)


def test_what_comes_in_the_night_or_on_a_holiday_is_seen() -> None:
    assert list(judged(PLAIN).outside_hours()) == []
    night, holiday = replace(PLAIN, at=NINE + timedelta(hours=12)), replace(PLAIN, at=paris(2027, 3, 29, 9))
    assert len(list(judged(night, holiday).outside_hours())) == 2


def test_a_second_digest_of_a_day_is_seen() -> None:
    later = replace(PLAIN, at=NINE + timedelta(hours=5))
    assert list(judged(PLAIN, replace(later, at=NINE + DAY)).digests_a_day()) == []
    assert len(list(judged(PLAIN, later).digests_a_day())) == 1


def test_a_sixth_message_of_a_week_is_seen() -> None:
    week = [replace(PLAIN, at=NINE + number * DAY, kind=names.NUDGE) for number in range(6)]
    assert list(judged(*week[:5]).too_many_a_week()) == []
    assert len(list(judged(*week).too_many_a_week())) == 1
    assert list(judged(*week[:5], replace(week[0], at=NINE + 7 * DAY)).too_many_a_week()) == []


def test_a_kind_that_nobody_decided_on_is_seen() -> None:
    assert list(judged(PLAIN).undecided_kinds()) == []
    assert list(judged(replace(PLAIN, kind="new.kind")).undecided_kinds()) == ["new.kind"]


def test_a_request_that_dies_after_one_reminder_is_seen() -> None:
    begins = calendar()[0].starts
    call = replace(PLAIN, kind=names.REQUEST_DUE, moment="claim:7/1/20270126T0900")
    first = replace(call, at=begins - 3 * DAY, step=begins - 3 * DAY)
    second = replace(call, at=begins - 2 * DAY, step=begins - 2 * DAY)
    known = {"requested": {7: 0}, "decided": {}}
    assert list(judged(first, second, **known).requests_let_down()) == []
    assert len(list(judged(first, **known).requests_let_down())) == 1
    assert list(judged(first, requested={7: 0}, decided={7: NINE}).requests_let_down()) == []


def test_a_proposal_that_nobody_speaks_of_is_seen() -> None:
    idea = ideas()[0]
    office = next(one.slack_id for one in everybody() if one.name == ODILE)
    said = replace(PLAIN, to=office, at=idea.when + 14 * DAY, said=idea.title)
    author = next(one.slack_id for one in everybody() if one.name == idea.who)
    told = replace(said, to=author, at=idea.when + 42 * DAY)
    known = {"ideas": [idea], "judged": {}}
    assert list(judged(said, told, **known).proposals_let_down()) == []
    assert len(list(judged(said, **known).proposals_let_down())) == 1
    assert len(list(judged(**known).proposals_let_down())) == 2

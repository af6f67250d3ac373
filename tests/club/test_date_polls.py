"""Finding a date: lines of slots, what is wrong with a search, which slot is best, when is reminded."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from club.date_lines import FAR, SlotFault, SlotTrouble, read_slots, slot_of
from club.date_polls import (
    DateCircle,
    DateDraft,
    DateFault,
    DatePoll,
    DatePollState,
    DateSlot,
    SlotTally,
    best_first,
    closing_fault,
    faults_of,
    reminder_at,
)
from club.ids import DatePollId, MemberId
from handlers.words import load

PARIS = ZoneInfo("Europe/Paris")
WORDS = load(PARIS)
NOW = datetime(2026, 12, 1, 9, tzinfo=PARIS).astimezone(UTC)


def paris(*when: int) -> datetime:
    return datetime(*when, tzinfo=PARIS).astimezone(UTC)  # type: ignore[misc,arg-type]


MORNING = DateSlot(paris(2027, 1, 14, 9, 30), paris(2027, 1, 14, 11, 30))


@pytest.mark.parametrize(
    ("line", "starts", "ends"),
    [
        ("jeu. 14 janv. 9 h 30", (14, 9, 30), (14, 11, 30)),
        ("jeu. 14 janv., 9 h 30 – 17 h", (14, 9, 30), (14, 17, 0)),
        ("14/01/2027 9h30-12h", (14, 9, 30), (14, 12, 0)),
        ("14/1 de 9h à 12h", (14, 9, 0), (14, 12, 0)),
        ("14.01.27 9:30", (14, 9, 30), (14, 11, 30)),
        ("le 14 janvier 2027 à 14h", (14, 14, 0), (14, 16, 0)),
        ("2027-01-14 09:30-12:00", (14, 9, 30), (14, 12, 0)),
        ("Thu 14 Jan, 9:30-12:00", (14, 9, 30), (14, 12, 0)),
        ("January 14, 2027 9:30am to 2pm", (14, 9, 30), (14, 14, 0)),
        ("  • jeudi 14 janvier 9 h 30  ", (14, 9, 30), (14, 11, 30)),
        ("14 JANV. 9H30", (14, 9, 30), (14, 11, 30)),
    ],
)
def test_slots_are_read_as_people_write_them(
    line: str, starts: tuple[int, ...], ends: tuple[int, ...]
) -> None:
    slot = DateSlot(paris(2027, 1, *starts), paris(2027, 1, *ends))
    assert read_slots(line, NOW, PARIS) == ([slot], [])


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("bonjour", SlotFault.UNREADABLE),
        ("jeudi 9h", SlotFault.UNREADABLE),
        ("14/01 9h30 12h", SlotFault.UNREADABLE),
        ("14/01/2027 9h 5", SlotFault.UNREADABLE),
        ("14/01/20277 9h", SlotFault.UNREADABLE),
        ("14/01", SlotFault.NO_TIME),
        ("31/02 9h", SlotFault.NO_SUCH_DAY),
        ("01/14/2027 9h", SlotFault.NO_SUCH_DAY),
        ("ven. 14 janv. 9h", SlotFault.OTHER_WEEKDAY),
        ("14/01 25h", SlotFault.NO_SUCH_TIME),
        ("14/01 14:30pm", SlotFault.NO_SUCH_TIME),
        ("28/03/2027 2h30", SlotFault.SKIPPED),
        ("14/01 12h-9h", SlotFault.ENDS_BEFORE),
        ("14/01/2024 9h", SlotFault.PAST),
        ("01/12/2026 9h", SlotFault.PAST),
        ("14/01/2099 9h", SlotFault.FAR),
    ],
)
def test_a_line_that_cannot_be_is_refused_by_its_number(line: str, fault: SlotFault) -> None:
    slots, [trouble] = read_slots(f"15/01 9h\n\n{line}", NOW, PARIS)
    assert len(slots) == 1
    assert (trouble.line, trouble.fault) == (3, fault)


def test_a_wrong_weekday_says_which_day_it_is() -> None:
    assert read_slots("ven. 14 janv. 9h", NOW, PARIS)[1] == [
        SlotTrouble(1, SlotFault.OTHER_WEEKDAY, date(2027, 1, 14))
    ]


def test_the_same_slot_in_other_words_is_said_to_be_there_already() -> None:
    slots, troubles = read_slots("14/01 9h30\nje. 1\njeu. 14 janv. 9 h 30 - 11 h 30", NOW, PARIS)
    assert slots == [MORNING]
    assert [(one.line, one.fault) for one in troubles] == [(2, SlotFault.UNREADABLE), (3, SlotFault.TWICE)]


def test_a_slot_across_the_hour_that_comes_twice_lasts_as_long_as_the_clock_runs() -> None:
    [slot], _ = read_slots("31/10/2027 2h30-3h30", NOW, PARIS)
    assert slot.ends_at - slot.starts_at == timedelta(hours=2)
    assert slot_of(date(2027, 10, 31), time(2), time(2, 30), NOW, PARIS) == DateSlot(
        paris(2027, 10, 31, 2), paris(2027, 10, 31, 2) + timedelta(minutes=90)
    )


days = st.dates(date(2026, 12, 2), (NOW + FAR).date() - timedelta(days=2))
clocks = st.times().map(lambda one: one.replace(second=0, microsecond=0))


@given(day=days, first=clocks, last=clocks, language=st.sampled_from(["fr-FR", "en-GB"]))
def test_what_prime_writes_of_a_slot_it_reads_again(
    day: date, first: time, last: time, language: str
) -> None:
    slot = slot_of(day, first, last, NOW, PARIS)
    if isinstance(slot, DateSlot) and not _is_twice(slot):
        said = WORDS.for_locale(language).span(slot.starts_at, slot.ends_at)
        assert read_slots(said, NOW, PARIS) == ([slot], [])


def _is_twice(slot: DateSlot) -> bool:
    """Whether a time of it comes twice: words do not tell which of the two is meant."""
    moments = [one.astimezone(PARIS) for one in (slot.starts_at, slot.ends_at)]
    return any(one.replace(fold=0).utcoffset() != one.replace(fold=1).utcoffset() for one in moments)


@given(st.text(max_size=60))
def test_whatever_is_typed_is_read_or_refused(text: str) -> None:
    slots, troubles = read_slots(text, NOW, PARIS)
    assert all(NOW < one.starts_at < one.ends_at for one in slots)
    assert slots == sorted(set(slots))
    assert len(slots) + len(troubles) <= len(text.splitlines())


# What is wrong with a search


DRAFT = DateDraft(
    "Groupe", (MORNING, DateSlot(paris(2027, 1, 15, 9), paris(2027, 1, 15, 12))), paris(2027, 1, 11, 18)
)


def test_a_search_as_it_should_be_has_no_fault() -> None:
    assert faults_of(DRAFT, NOW) == []


@pytest.mark.parametrize(
    ("more", "fault"),
    [
        ({"title": ""}, DateFault.NO_TITLE),
        ({"title": "x" * 151}, DateFault.LONG_TITLE),
        ({"slots": (MORNING,)}, DateFault.FEW_SLOTS),
        ({"circle": DateCircle.TOPIC}, DateFault.NO_TOPIC),
        ({"circle": DateCircle.COMPANY}, DateFault.NO_COMPANY),
        ({"circle": DateCircle.PEOPLE}, DateFault.NOBODY),
        ({"closes_at": NOW}, DateFault.CLOSING_PAST),
        ({"closes_at": paris(2027, 1, 14, 9, 31)}, DateFault.CLOSING_LATE),
    ],
)
def test_each_fault_is_named(more: dict[str, object], fault: DateFault) -> None:
    assert faults_of(replace(DRAFT, **more), NOW) == [fault]  # type: ignore[arg-type]


def test_thirteen_slots_are_too_many() -> None:
    slots = tuple(DateSlot(paris(2027, 1, 14, hour), paris(2027, 1, 14, hour + 1)) for hour in range(9, 22))
    assert faults_of(replace(DRAFT, slots=slots), NOW) == [DateFault.MANY_SLOTS]
    assert faults_of(replace(DRAFT, slots=slots[:12], closes_at=paris(2027, 1, 14, 9)), NOW) == []


POLL = DatePoll(
    DatePollId(1), "Groupe", dict(enumerate(DRAFT.slots, 1)), DRAFT.closes_at, DatePollState.OPEN,
    DateCircle.EVERYBODY, MemberId(1), NOW,
)  # fmt: skip


def test_another_closing_is_to_come_and_no_later_than_the_last_slot() -> None:
    assert closing_fault(POLL, NOW, NOW) is DateFault.CLOSING_PAST
    assert closing_fault(POLL, paris(2027, 1, 15, 9), NOW) is None
    assert closing_fault(POLL, paris(2027, 1, 15, 9, 1), NOW) is DateFault.CLOSING_LATE


def test_answers_are_taken_until_the_very_closing() -> None:
    assert POLL.takes_answers(DRAFT.closes_at - timedelta(microseconds=1))
    assert not POLL.takes_answers(DRAFT.closes_at)


def test_a_past_or_unknown_slot_cannot_be_kept() -> None:
    assert POLL.may_keep(2, MORNING.starts_at)
    assert not POLL.may_keep(1, MORNING.starts_at)
    assert not POLL.may_keep(3, NOW)


# Which slot is best


def tallies() -> st.SearchStrategy[list[SlotTally]]:
    counts = st.integers(0, 3)
    one = st.tuples(counts, counts, counts, st.integers(0, 5))
    return st.lists(one, max_size=12).map(
        lambda rows: [
            SlotTally(number, DateSlot(NOW + timedelta(days=day), NOW + timedelta(days=day, hours=2)), *each)
            for number, (yes, if_needed, companies, day) in enumerate(rows, 1)
            for each in [(yes, if_needed, companies)]
        ]
    )


@given(tallies(), st.randoms())
def test_the_best_comes_first_however_they_are_given(found: list[SlotTally], random: object) -> None:
    shuffled = found[:]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    ordered = best_first(shuffled)
    assert sorted(ordered, key=id) == sorted(found, key=id)
    assert ordered == best_first(found)
    for one, other in pairwise(ordered):
        assert one.yes >= other.yes
        if one.yes == other.yes:
            assert one.if_needed >= other.if_needed
        if (one.yes, one.if_needed) == (other.yes, other.if_needed):
            assert one.companies >= other.companies
        if (one.yes, one.if_needed, one.companies) == (other.yes, other.if_needed, other.companies):
            assert one.slot <= other.slot


# The one reminder


def test_the_reminder_comes_a_day_before_in_working_hours() -> None:
    assert reminder_at(NOW, paris(2027, 1, 14, 14), PARIS) == paris(2027, 1, 13, 14)
    assert reminder_at(NOW, paris(2027, 1, 11, 18), PARIS) == paris(2027, 1, 8, 17), "a Sunday: the Friday"


@given(st.integers(1, 60 * 24 * 90))
def test_it_comes_after_the_search_began_and_before_it_closes(minutes: int) -> None:
    closes = NOW + timedelta(minutes=minutes)
    assert NOW < reminder_at(NOW, closes, PARIS) < closes


def test_in_a_short_search_it_comes_halfway() -> None:
    assert reminder_at(NOW, NOW + timedelta(hours=10), PARIS) == NOW + timedelta(hours=5)

"""The ledger as a person reads it: a line a day, and three people's year in full."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from bot.demo.people import ODILE
from handlers.kit.manners import UNASKED
from handlers.kit.told import told_of
from tests.ledger import programme
from tests.ledger.judge import Judge
from tests.ledger.people import BUSY, SILENT, Habit, habit_of
from tests.ledger.record import FILES, Sent
from tests.stories.club import PARIS

WORDS = 90
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)

_CODE = re.compile(r"(Code de présence : )\w{4}")
"""Drawn by chance, another each time."""


def weeks(judge: Judge) -> dict[date, list[str]]:
    """For each week by its Monday, the lines of its days."""
    found: dict[date, list[str]] = defaultdict(list)
    by_day: dict[date, list[Sent]] = defaultdict(list)
    for one in judge.life.recorder.sent:
        by_day[one.step.astimezone(PARIS).date()].append(one)
    for day, sent in sorted(by_day.items()):
        found[day - day.weekday() * timedelta(days=1)].append(_line(judge, day, sent))
    return dict(found)


def _line(judge: Judge, day: date, sent: list[Sent]) -> str:
    office = {judge.life.slack(name) for name in judge.life.office()}
    members = [one for one in sent if one.to.startswith("U") and one.to not in office]
    organisers = [one for one in sent if one.to in office]
    channel = [one for one in sent if not one.to.startswith("U")]
    return (
        f"| {day:%a} {day.day} {day:%b} | {_counts(members)} | {_counts(organisers)} | {_counts(channel)} |"
    )


def _counts(sent: Iterable[Sent]) -> str:
    counted = Counter(one.kind for one in sent)
    return ", ".join(f"{count} {_kind(kind)}" for kind, count in sorted(counted.items()))


def ledger(judge: Judge) -> str:
    """The whole document."""
    return (
        "\n".join([*_head(judge), *_habits(judge), *_calendar(judge), *_days(judge), *_examples(judge)])
        + "\n"
    )


HEAD = """# A year of messages: 2027

What Prime sent to an invented club of sixty in a year: written by `tests/ledger` from what the sandbox was
asked to post, and compared with it by `make soak` (its first five weeks by `make test`). It is not edited by
hand: `PRIME_LEDGER_2027=1 make soak PYTEST_ARGS=tests/ledger` writes it anew. Times are those of Paris.

- {sent} messages to {people} people; nobody asked for {unasked} of them.
- {events} events, {topics} topics, {votes} ballots, {charters} versions of the charter, {requests} requests.
- {silent}, who answers nothing, was sent {silence} messages.
- Nothing outside hours but an event’s own morning, from 7:30 on; one digest a day and five unasked messages
  a week at most; nothing about what was answered; no deadline untold; two reminders before a request dies;
  every proposal followed up.
"""


def _head(judge: Judge) -> Iterator[str]:
    yield HEAD.format(
        sent=len(judge.sent),
        people=len(judge.by_person),
        unasked=sum(one.kind in UNASKED for one in judge.sent),
        events=len(judge.life.calendar),
        topics=len(judge.life.ideas),
        votes=len(programme.VOTES),
        charters=len(programme.CHARTERS),
        requests=len(judge.life.requested),
        silent=SILENT,
        silence=len(judge.by_person[SILENT]),
    )


def _habits(judge: Judge) -> Iterator[str]:
    by_habit: dict[Habit, list[int]] = defaultdict(list)
    for number, name in enumerate(judge.life.people):
        if name in judge.life.members():
            by_habit[habit_of(number, name)].append(len(judge.unasked(name)))
    yield from (
        "## Who answers how",
        "",
        "| Answers | People | Unasked messages a year: least | median | most |",
        "|-|-|-|-|-|",
    )
    for habit, counts in by_habit.items():
        ordered = sorted(counts)
        middle = ordered[len(ordered) // 2]
        yield f"| {habit.value} | {len(counts)} | {ordered[0]} | {middle} | {ordered[-1]} |"
    yield ""


def _calendar(judge: Judge) -> Iterator[str]:
    yield from ("## What was planned", "", "| Event | Published | Answers until | Begins |", "|-|-|-|-|")
    for number, plan in enumerate(judge.life.calendar):
        became = {programme.CANCELLED: " (called off)", programme.MOVED: " (moved by a week)"}.get(number, "")
        dates = f"{_day(plan.published)} | {_when(plan.deadline)} | {_when(plan.starts)}"
        yield f"| {plan.title}{became} | {dates} |"
    yield ""


def _days(judge: Judge) -> Iterator[str]:
    month = 0
    for monday, lines in weeks(judge).items():
        if monday.month != month:
            month = monday.month
            yield from (
                "",
                f"## {MONTHS[month - 1]}, weeks from {monday:%d %b}",
                "",
                "| Day | Members | Organisers | Channel |",
                "|-|-|-|-|",
            )
        yield from lines
    yield ""


def _examples(judge: Judge) -> Iterator[str]:
    for name, who in (
        (SILENT, "who answers nothing"),
        (BUSY, "who answers at once"),
        (ODILE, "who organises"),
    ):
        mine = judge.by_person[name]
        if name == ODILE:
            mine = [one for one in mine if one.kind != FILES]
        yield from (f"## {name}, {who}: {len(mine)} messages", "", "| When | Kind | First words |", "|-|-|-|")
        yield from (f"| {_when(one.step)} | {_kind(one.kind)} | {_words(one)} |" for one in mine)
        yield ""


def _kind(kind: str) -> str:
    """As an organiser reads it."""
    return told_of(kind).what.lower() if kind != FILES else FILES


def _words(one: Sent) -> str:
    words = _CODE.sub(r"\1····", " ".join(one.text.split()).replace("|", "/"))
    return words if len(words) <= WORDS else words[: WORDS - 1] + "…"


def _day(moment: datetime) -> str:
    local = moment.astimezone(PARIS)
    return f"{local.day} {local:%b}"


def _when(moment: datetime) -> str:
    local = moment.astimezone(PARIS)
    return f"{local:%a} {local.day} {local:%b} {local:%H:%M}"

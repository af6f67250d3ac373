"""Which columns the journal shows before and after, and of which it only says that they changed.

Declared here and nowhere else: never a vote or who cast one, never a name, an address or an account of a
person, never what somebody wrote to somebody. A column that is not named here leaves no value in the journal.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Row, Select, Table, select
from sqlmodel import SQLModel

from storage import tables
from storage.tables import core

LONGEST = 200
"""Characters of a text that a line keeps."""
ROWS = "rows"
"""In the place of a column: how many rows were added at once."""
Value = str | int | bool | None
SUBJECTS: Mapping[str, str] = {
    "event_id": "event",
    "ballot_id": "ballot",
    "topic_id": "topic",
    "work_id": "work",
    "question_id": "question",
    "dues_id": "dues",
    "poll_id": "date_poll",
    "group_id": "study_group",
    "outside_id": "outside_event",
    "company_id": "company",
    "member_id": "member",
}
"""Columns of a written row that say what an act is about, in the order of what is told first."""
ASIDE = frozenset(
    {
        *("mark", "seen", "follow_up", "datanotice", "sentence_count", "listed_word", "word"),
        *("attendance", "paper", "sealed_paper", "ballot_seal", "remark", "proxy", "voter"),
    }
)
"""Tables whose rows say nothing of an act: bookkeeping; and whatever is of a vote."""


class ValueChange(NamedTuple):
    """One value that became another; of a column whose values are not kept, only that it did."""

    subject: str
    column: str
    """`member.role`, `setting.quota`."""
    before: Value = None
    after: Value = None
    told: bool = False
    """Whether the values are kept elsewhere, or nowhere: they are not shown."""


def stored(value: object) -> Value:
    """A value as a line keeps it: instants and days in ISO 8601, texts cut."""
    if value is None or isinstance(value, bool | int):
        return value
    text = value.isoformat() if isinstance(value, date) else str(value)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


@dataclass(frozen=True, slots=True)
class Audited:
    """A table, by its columns."""

    table: Table
    kind: str = ""
    """What its own id is a subject of; empty: a row is about what its columns point at."""
    shown: tuple[str, ...] = ()
    """Before and after."""
    told: tuple[str, ...] = ()
    """That they changed."""
    made: tuple[str, ...] = ()
    """Shown of a new row too."""

    @property
    def compared(self) -> bool:
        """Whether anything of it is; else a row only says what an act is about."""
        return bool(self.shown or self.told)

    def select(self) -> Select[Any]:
        """What a row is about, and what is compared."""
        about = [name for name in SUBJECTS if name in self.table.c]
        return select(
            *(self.table.c[name] for name in dict.fromkeys(("id", *about, *self.shown, *self.told)))
        )

    def subject(self, number: object, values: Mapping[str, Any]) -> str:
        """What a row is about first of all."""
        if self.kind:
            return f"{self.kind}:{number}" if number is not None else ""
        found = (f"{kind}:{values[name]}" for name, kind in SUBJECTS.items() if values.get(name) is not None)
        return next(found, "")

    def changes(self, number: int, was: Row[Any], now: Row[Any] | None) -> Iterator[ValueChange]:
        """What became of a row; None: it is gone."""
        before, after = dict(was._mapping), dict(now._mapping) if now else dict[str, Any]()
        subject = self.subject(number, before)
        for name in self.shown:
            if before[name] != after.get(name):
                column = f"{self.table.name}.{name}"
                yield ValueChange(subject, column, stored(before[name]), stored(after.get(name)))
        for name in self.told if now else ():
            if before[name] != after.get(name):
                yield ValueChange(subject, f"{self.table.name}.{name}", told=True)

    def made_of(self, number: object, values: Mapping[str, Any]) -> list[ValueChange]:
        """What is shown of a new row."""
        subject, there = (
            self.subject(number, values),
            [one for one in self.made if values.get(one) is not None],
        )
        return [ValueChange(subject, f"{self.table.name}.{one}", None, stored(values[one])) for one in there]


def _of(
    model: type[SQLModel],
    kind: str = "",
    *,
    shown: tuple[str, ...] = (),
    told: tuple[str, ...] = (),
    made: tuple[str, ...] = (),
) -> Audited:
    return Audited(core(model), kind, shown, told, made)


_DECLARED = (
    _of(tables.Member, "member", shown=("role", "state", "company_id"), told=("name", "email", "function")),
    _of(
        tables.Company,
        "company",
        shown=("name", "quota", "weight", "organisation", "ended_at", "merged_into"),
    ),
    _of(
        tables.Event,
        "event",
        shown=(
            *("title", "kind", "state", "starts_at", "ends_at", "all_day", "deadline", "place"),
            *("host_company_id", "capacity", "reserved", "company_seats", "guests_each", "minimum", "public"),
        ),
        told=("agenda", "video_url", "cancel_reason"),
    ),
    _of(tables.Claim),
    _of(
        tables.EventMinutes,
        shown=("version", "audience"),
        told=("text", "link"),
        made=("version", "audience"),
    ),
    _of(tables.MinutesRemark),
    _of(tables.EventTask, shown=("until",), told=("what", "state")),
    _of(tables.DatePoll, "date_poll", shown=("title", "state", "closes_at")),
    _of(
        tables.Topic,
        "topic",
        shown=("title", "state", "merged_into"),
        told=("description", "why", "reason"),
    ),
    _of(tables.Merger),
    _of(
        tables.Ballot,
        "ballot",
        shown=(
            *("title", "state", "method", "unit", "secrecy", "seats", "quorum", "tie_break"),
            *("opens_at", "closes_at"),
        ),
        told=("note", "reason", "settled_at"),
    ),
    _of(tables.BallotOption, told=("title", "text", "link")),
    _of(
        tables.Work,
        "work",
        shown=("title", "year", "link", "level", "topic_id", "previous_id"),
        told=("summary",),
    ),
    _of(
        tables.CharterVersion,
        shown=("number", "material", "accept_by"),
        made=("number", "material", "accept_by"),
    ),
    _of(tables.Admission),
    _of(tables.Correction),
    _of(tables.HelpQuestion, "question", shown=("state",)),
    _of(tables.HostingOffer),
    _of(tables.OwnTerm, "term", shown=("french", "english")),
    _of(tables.StudyGroup, "study_group", shown=("title", "lead_id"), told=("purpose", "state")),
    _of(
        tables.OutsideEvent,
        "outside_event",
        shown=("title", "first_day", "last_day", "place"),
        told=("link", "state"),
    ),
    _of(
        tables.Dues,
        "dues",
        shown=("net", "gross", "day", "stand"),
        told=("reason",),
        made=("net", "gross", "day"),
    ),
    _of(tables.DuesPayment, shown=("cents", "day"), made=("cents", "day")),
)
AUDITED: Mapping[str, Audited] = {one.table.name: one for one in _DECLARED}
"""By the table's name."""

"""Works delivered: what a topic came to, in which year, and which editions went before (article ÉVALUER).

A later library of works builds on this record.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from club.ballots import Ballot
from club.ballots import BallotState as BallotState
from club.ids import CompanyId, TopicId, WorkId
from club.topics import BECOMES, LIVING, VERDICTS, TopicState, TopicStep

LONGEST_TITLE, LONGEST_LINK, LONGEST_SUMMARY = 150, 2000, 3000
LONGEST_PLACE = 150
SLACK_HOSTS = (".slack.com", ".slack-gov.com")
_SLACK_FILE = re.compile(r"/files/[UW][A-Z0-9]+/(F[A-Z0-9]+)(?:/|$)")
MOST_COMPANIES = 20
FIRST_YEAR = 1900


class Level(StrEnum):
    """Who may read a work (article CONTRIBUER)."""

    MEMBERS = "members"
    PUBLIC = "public"
    """Anybody: the club's public site names it."""


@dataclass(frozen=True, slots=True)
class Work:
    """A work delivered."""

    id: WorkId
    title: str
    year: int
    link: str = ""
    summary: str = ""
    topic_id: TopicId | None = None
    """The topic it came from."""
    previous_id: WorkId | None = None
    """The edition before: that of last year, mostly."""
    topic: str = ""
    """The topic's title; read with the work, not saved."""
    level: Level = Level.MEMBERS
    company_ids: tuple[CompanyId, ...] = ()
    """Whose work it is; by id."""
    companies: tuple[str, ...] = ()
    """Their names, in their order; read with the work, not saved."""


class WorkFault(StrEnum):
    """Why a work cannot be kept as it stands."""

    NO_TITLE = "no_title"
    LONG_TITLE = "long_title"
    YEAR = "year"
    """Before `FIRST_YEAR`, or after next year."""
    LINK = "link"
    """No http or https address, or too long a one."""
    LONG_SUMMARY = "long_summary"
    NO_TOPIC = "no_topic"
    """The topic is not there, or nothing was to come of it."""
    NO_EDITION = "no_edition"
    """The edition named as the one before is not there."""
    CYCLE = "cycle"
    """It would come before itself."""
    NOT_EARLIER = "not_earlier"
    """The edition before is not of an earlier year."""
    NOT_LATER = "not_later"
    """An edition that comes after it is not of a later year."""
    DOUBLE = "double"
    """The same title and year are there already."""
    NO_COMPANY = "no_company"
    """A company is not there."""
    MANY_COMPANIES = "many_companies"


def faults_of(work: Work, this_year: int) -> list[WorkFault]:
    """What is wrong with a work's own fields; a work of next year may be delivered early."""
    checks = {
        WorkFault.NO_TITLE: not work.title.strip(),
        WorkFault.LONG_TITLE: len(work.title) > LONGEST_TITLE,
        WorkFault.YEAR: not FIRST_YEAR <= work.year <= this_year + 1,
        WorkFault.LINK: bool(work.link) and not is_link(work.link),
        WorkFault.LONG_SUMMARY: len(work.summary) > LONGEST_SUMMARY,
        WorkFault.MANY_COMPANIES: len(work.company_ids) > MOST_COMPANIES,
    }
    return [fault for fault, wrong in checks.items() if wrong]


def is_link(text: str) -> bool:
    """Whether it is a web address that may be shown as a link."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    spaced = any(mark.isspace() or not mark.isprintable() for mark in text)
    return (
        parts.scheme in ("http", "https")
        and bool(parts.hostname)
        and not spaced
        and len(text) <= LONGEST_LINK
    )


def slack_file(link: str) -> str:
    """The id of the file that a link of Slack's leads to; empty for every other link.

    `https://club.slack.com/files/U…/F…/name`: members of the workspace open it, and nobody else.
    """
    parts = urlsplit(link) if is_link(link) else urlsplit("")
    found = _SLACK_FILE.match(parts.path)
    return found[1] if found and (parts.hostname or "").endswith(SLACK_HOSTS) else ""


def edition_fault(work: Work, before: Sequence[Work], after: Iterable[Work]) -> WorkFault | None:
    """What is wrong with a work's place among its editions.

    `before`: the edition named as the one before, and those before that one; `after`: those that name this
    work as theirs.
    """
    if work.previous_id is not None and work.previous_id == work.id:
        return WorkFault.CYCLE
    if work.previous_id is not None and not before:
        return WorkFault.NO_EDITION
    if any(one.id == work.id for one in before):
        return WorkFault.CYCLE
    if before and before[0].year >= work.year:
        return WorkFault.NOT_EARLIER
    return WorkFault.NOT_LATER if any(one.year <= work.year for one in after) else None


class WorkInUse(StrEnum):
    """Why a work cannot be taken away; each says what holds."""

    EVALUATED = "evaluated"
    """A closed ballot judged it."""
    VOTED = "voted"
    """Members vote on it."""
    PREPARED = "prepared"
    """It stands on a ballot that is yet to open."""


_KEPT = {
    BallotState.CLOSED: WorkInUse.EVALUATED,
    BallotState.DRAFT: WorkInUse.PREPARED,
    BallotState.PLANNED: WorkInUse.PREPARED,
}


def may_remove(ballots: Iterable[Ballot]) -> tuple[WorkInUse, Ballot] | None:
    """Why a work that is an option of these ballots stays, and the ballot that keeps it; None if it may go.

    Works are there to be evaluated (article ÉVALUER): what was judged stays, or its result could not be
    counted again; what is put to the vote, or about to be, is first taken off the ballot, where whoever
    prepares it sees that. A ballot that was called off judged nothing. Of any other work an organiser may say
    that it was added by mistake.
    """
    found = [
        (_KEPT.get(one.state, WorkInUse.VOTED), one)
        for one in ballots
        if one.state is not BallotState.CANCELLED
    ]
    return min(found, key=lambda held: [*WorkInUse].index(held[0]), default=None)


def state_without(steps: Iterable[TopicStep]) -> TopicState:
    """Where a topic stands that no work came of after all: as if none had ever been delivered.

    A vote whose result was told meanwhile counts (article CHOISIR): it found the topic delivered, and decides
    now.
    """
    state = TopicState.PROPOSED
    for step in steps:
        becomes = BECOMES.get(step, TopicState.DELIVERED)
        if becomes is TopicState.DELIVERED or (step in VERDICTS and state not in LIVING):
            continue
        state = becomes
    return state

"""What columns and their values are called in the journal (`storage.audited` names the columns)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from club.ballots import BallotState, Method, Secrecy, TieBreak, Unit
from club.date_polls import DatePollState
from club.dues import Stand
from club.events import EventKind, EventState
from club.minutes import MinutesAudience
from club.mutual_help import HelpState
from club.topics import TopicState
from club.works import Level
from handlers.words import mark
from storage.people import Membership, Role


class ColumnShown(Enum):
    """How a value of a column reads."""

    TEXT = "text"
    NUMBER = "number"
    INSTANT = "instant"
    DAY = "day"
    CENTS = "cents"
    TOLD = "told"
    """Not at all: that it changed is all that is kept."""


@dataclass(frozen=True, slots=True)
class ColumnWords:
    """What a column is called, and how its values read."""

    label: str
    shown: ColumnShown = ColumnShown.TEXT


TOLD = ColumnShown.TOLD
COLUMNS: Mapping[str, ColumnWords] = {
    "member.role": ColumnWords(mark("role")),
    "member.state": ColumnWords(mark("membership")),
    "member.company_id": ColumnWords(mark("company")),
    "member.name": ColumnWords(mark("name"), TOLD),
    "member.email": ColumnWords(mark("e-mail"), TOLD),
    "member.function": ColumnWords(mark("function"), TOLD),
    "company.name": ColumnWords(mark("name")),
    "company.quota": ColumnWords(mark("seats"), ColumnShown.NUMBER),
    "company.weight": ColumnWords(mark("weight of its vote"), ColumnShown.NUMBER),
    "company.organisation": ColumnWords(mark("the club’s own organisation")),
    "company.ended_at": ColumnWords(mark("left the club on"), ColumnShown.INSTANT),
    "company.merged_into": ColumnWords(mark("became one with")),
    "event.title": ColumnWords(mark("title")),
    "event.kind": ColumnWords(mark("kind")),
    "event.state": ColumnWords(mark("state")),
    "event.starts_at": ColumnWords(mark("beginning"), ColumnShown.INSTANT),
    "event.ends_at": ColumnWords(mark("end"), ColumnShown.INSTANT),
    "event.all_day": ColumnWords(mark("all day")),
    "event.deadline": ColumnWords(mark("deadline"), ColumnShown.INSTANT),
    "event.place": ColumnWords(mark("place")),
    "event.host_company_id": ColumnWords(mark("host")),
    "event.capacity": ColumnWords(mark("seats"), ColumnShown.NUMBER),
    "event.reserved": ColumnWords(mark("reserved seats"), ColumnShown.NUMBER),
    "event.company_seats": ColumnWords(mark("seats a company"), ColumnShown.NUMBER),
    "event.guests_each": ColumnWords(mark("guests a member"), ColumnShown.NUMBER),
    "event.minimum": ColumnWords(mark("people needed"), ColumnShown.NUMBER),
    "event.public": ColumnWords(mark("on the public site")),
    "event.agenda": ColumnWords(mark("programme"), TOLD),
    "event.video_url": ColumnWords(mark("video link"), TOLD),
    "event.cancel_reason": ColumnWords(mark("reason"), TOLD),
    "event_minutes.version": ColumnWords(mark("version"), ColumnShown.NUMBER),
    "event_minutes.audience": ColumnWords(mark("readers")),
    "event_minutes.text": ColumnWords(mark("text"), TOLD),
    "event_minutes.link": ColumnWords(mark("link"), TOLD),
    "event_task.until": ColumnWords(mark("due date"), ColumnShown.DAY),
    "event_task.what": ColumnWords(mark("task"), TOLD),
    "event_task.state": ColumnWords(mark("state"), TOLD),
    "date_poll.title": ColumnWords(mark("title")),
    "date_poll.state": ColumnWords(mark("state")),
    "date_poll.closes_at": ColumnWords(mark("closing"), ColumnShown.INSTANT),
    "topic.title": ColumnWords(mark("title")),
    "topic.state": ColumnWords(mark("state")),
    "topic.merged_into": ColumnWords(mark("became one with")),
    "topic.description": ColumnWords(mark("description"), TOLD),
    "topic.why": ColumnWords(mark("why it matters"), TOLD),
    "topic.reason": ColumnWords(mark("reason"), TOLD),
    "ballot.title": ColumnWords(mark("title")),
    "ballot.state": ColumnWords(mark("state")),
    "ballot.method": ColumnWords(mark("method")),
    "ballot.unit": ColumnWords(mark("who votes")),
    "ballot.secrecy": ColumnWords(mark("secrecy")),
    "ballot.seats": ColumnWords(mark("how many are chosen"), ColumnShown.NUMBER),
    "ballot.quorum": ColumnWords(mark("quorum"), ColumnShown.NUMBER),
    "ballot.tie_break": ColumnWords(mark("ties")),
    "ballot.opens_at": ColumnWords(mark("opening"), ColumnShown.INSTANT),
    "ballot.closes_at": ColumnWords(mark("closing"), ColumnShown.INSTANT),
    "ballot.note": ColumnWords(mark("word on the result"), TOLD),
    "ballot.reason": ColumnWords(mark("reason"), TOLD),
    "ballot.settled_at": ColumnWords(mark("tie decided"), TOLD),
    "ballot_option.title": ColumnWords(mark("title of an option"), TOLD),
    "ballot_option.text": ColumnWords(mark("text of an option"), TOLD),
    "ballot_option.link": ColumnWords(mark("link of an option"), TOLD),
    "work.title": ColumnWords(mark("title")),
    "work.year": ColumnWords(mark("year")),
    "work.link": ColumnWords(mark("link")),
    "work.level": ColumnWords(mark("readers")),
    "work.topic_id": ColumnWords(mark("topic")),
    "work.previous_id": ColumnWords(mark("edition before")),
    "work.summary": ColumnWords(mark("summary"), TOLD),
    "glossary_term.french": ColumnWords(mark("in French")),
    "glossary_term.english": ColumnWords(mark("in English")),
    "study_group.title": ColumnWords(mark("title")),
    "study_group.lead_id": ColumnWords(mark("leader")),
    "study_group.purpose": ColumnWords(mark("purpose"), TOLD),
    "study_group.state": ColumnWords(mark("state"), TOLD),
    "outside_event.title": ColumnWords(mark("title")),
    "outside_event.first_day": ColumnWords(mark("beginning"), ColumnShown.DAY),
    "outside_event.last_day": ColumnWords(mark("end"), ColumnShown.DAY),
    "outside_event.place": ColumnWords(mark("place")),
    "outside_event.link": ColumnWords(mark("link"), TOLD),
    "outside_event.state": ColumnWords(mark("state"), TOLD),
    "charterversion.number": ColumnWords(mark("version"), ColumnShown.NUMBER),
    "charterversion.material": ColumnWords(mark("to be accepted again")),
    "charterversion.accept_by": ColumnWords(mark("to be accepted until"), ColumnShown.INSTANT),
    "help_question.state": ColumnWords(mark("state")),
    "dues.net": ColumnWords(mark("net amount"), ColumnShown.CENTS),
    "dues.gross": ColumnWords(mark("amount due"), ColumnShown.CENTS),
    "dues.day": ColumnWords(mark("due date"), ColumnShown.DAY),
    "dues.stand": ColumnWords(mark("state")),
    "dues.reason": ColumnWords(mark("reason"), TOLD),
    "duespayment.cents": ColumnWords(mark("paid"), ColumnShown.CENTS),
    "duespayment.day": ColumnWords(mark("on the day"), ColumnShown.DAY),
}
VALUES: Mapping[str, Mapping[str, str]] = {
    "member.role": {Role.MEMBER: mark("member"), Role.ORGANISER: mark("organiser")},
    "member.state": {
        Membership.INVITED: mark("invited"),
        Membership.ADMITTED: mark("admitted"),
        Membership.SUSPENDED: mark("suspended"),
        Membership.LEFT: mark("has left"),
    },
    "event.kind": {
        EventKind.MEETING: mark("Meeting"),
        EventKind.WORKSHOP: mark("Workshop"),
        EventKind.FORUM: mark("Forum"),
        EventKind.OTHER: mark("Activity"),
    },
    "event.state": {
        EventState.DRAFT: mark("draft"),
        EventState.PUBLISHED: mark("published"),
        EventState.CANCELLED: mark("called off"),
    },
    "event_minutes.audience": {
        MinutesAudience.PRESENT: mark("Those who came, and who excused themselves"),
        MinutesAudience.MEMBERS: mark("All members"),
    },
    "date_poll.state": {
        DatePollState.OPEN: mark("open"),
        DatePollState.CHOSEN: mark("date chosen"),
        DatePollState.CANCELLED: mark("given up"),
    },
    "topic.state": {
        TopicState.PROPOSED: mark("proposed"),
        TopicState.MERGED: mark("merged"),
        TopicState.SHORTLISTED: mark("shortlisted"),
        TopicState.DECLINED: mark("declined"),
        TopicState.CHOSEN: mark("chosen"),
        TopicState.DELIVERED: mark("delivered"),
        TopicState.WITHDRAWN: mark("withdrawn"),
    },
    "ballot.state": {
        BallotState.DRAFT: mark("draft"),
        BallotState.PLANNED: mark("planned"),
        BallotState.OPENING: mark("opening now"),
        BallotState.OPEN: mark("open"),
        BallotState.CLOSED: mark("closed"),
        BallotState.CANCELLED: mark("called off"),
    },
    "ballot.method": {
        Method.APPROVAL: mark("Approval"),
        Method.POINTS: mark("Points"),
        Method.JUDGMENT: mark("Majority judgment"),
        Method.RANKING: mark("Ranking"),
        Method.MOTION: mark("Resolution"),
    },
    "ballot.unit": {Unit.COMPANY: mark("one vote a company"), Unit.MEMBER: mark("one vote a member")},
    "ballot.secrecy": {
        Secrecy.OPEN: mark("Public votes"),
        Secrecy.CONFIDENTIAL: mark("🔒 Confidential"),
        Secrecy.SEALED: mark("🔒 Sealed"),
    },
    "ballot.tie_break": {
        TieBreak.ORGANISERS: mark("The organisers decide, and it is announced"),
        TieBreak.DRAW: mark("A draw, which everybody can redo"),
    },
    "work.level": {Level.MEMBERS: mark("Members only"), Level.PUBLIC: mark("Public")},
    "help_question.state": {
        HelpState.OPEN: mark("open"),
        HelpState.RESOLVED: mark("solved"),
        HelpState.WITHDRAWN: mark("withdrawn"),
        HelpState.REMOVED: mark("removed"),
        HelpState.ENDED: mark("ended"),
    },
    "dues.stand": {
        Stand.CALLED: mark("called"),
        Stand.DISCUSSED: mark("in discussion"),
        Stand.WAIVED: mark("exempted"),
    },
}
KINDS: Mapping[str, str] = {
    "event": mark("Event"),
    "topic": mark("Topic"),
    "ballot": mark("Ballot"),
    "work": mark("Work"),
    "company": mark("Company"),
    "question": mark("Question"),
    "dues": mark("Dues"),
    "date_poll": mark("Search for a date"),
    "term": mark("Term"),
    "study_group": mark("Study group"),
    "outside_event": mark("Event outside the club"),
}
"""What stands before a number, where something has no name, or has it no more."""

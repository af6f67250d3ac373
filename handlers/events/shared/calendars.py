"""Which calendar file a member is to have: one entry, put there, corrected, taken out (RFC 5546, 2.1.4).

A member's *turns* count how often the file changed sides: odd while the calendar is to hold the event, even
after a withdrawal. With the event's own SEQUENCE they give each person's, which only ever grows.
"""

from datetime import datetime
from hashlib import sha256

from club.events import Event
from club.ids import MemberId, SeriesId, SlackId
from handlers import names
from storage.database import Session
from storage.postings import Note, enqueue, subject_of
from storage.series import list_dates, list_turns, subject_of_series


def sequence(event: Event, turns: int) -> int:
    """The SEQUENCE of the next file to somebody after so many turns."""
    return event.sequence + max(turns - 1, 0)


def holds(turns: int) -> bool:
    """Whether the member's calendar is to hold the event."""
    return turns % 2 == 1


def moment(event: Event, turns: int) -> str:
    """Which state of the event a file shows: one that has moved on since is not sent."""
    return f"sequence:{sequence(event, turns)}"


def entry_note(event: Event, slack_id: SlackId, turns: int) -> Note:
    """The file that puts the event, as it stands, into a calendar: once per SEQUENCE and person."""
    return Note(names.ICS, subject_of(event.id), slack_id, moment(event, turns))


def note_of(event: Event, slack_id: SlackId, turns: int) -> Note | None:
    """The file that follows from what a member holds now; None for somebody who never held a seat."""
    if holds(turns):
        return entry_note(event, slack_id, turns)
    return Note(names.CANCELLED_ICS, subject_of(event.id), slack_id, f"turn:{turns}") if turns else None


def queue_series_files(
    session: Session,
    series_id: SeriesId,
    member_id: MemberId,
    slack_id: SlackId,
    now: datetime,
    *,
    held: bool,
    gone: bool,
) -> None:
    """One file with all dates of a series that somebody comes to, and one that takes out those they do not.

    The moment is how each entry stands, so that the same file is sent once.
    """
    dates, turns = list_dates(session, series_id), list_turns(session, series_id, member_id)
    stands = ",".join(f"{one.id}.{sequence(one, turns[one.id])}" for one in dates if one.id in turns)
    moment = sha256(stands.encode()).hexdigest()[:16]
    subject = subject_of_series(series_id)
    kinds = {names.SERIES_CANCELLED_ICS: gone, names.SERIES_ICS: held}
    notes = [Note(kind, subject, slack_id, moment) for kind, wanted in kinds.items() if wanted]
    enqueue(session, notes, now)

"""The file of minutes: read in Slack once it is chosen, kept with its version, sent to whoever asks."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from hashlib import sha256

from club.ids import EventId, MinutesId, RemarkId
from club.minutes import LARGEST_FILE, Minutes, MinutesFault, MinutesFile, file_name
from handlers import names
from handlers.events.minutes import service
from handlers.events.minutes.service import MinutesDone
from handlers.events.shared.minutes import subject_of_minutes
from handlers.kit.file_kinds import file_kind
from handlers.kit.interaction import ChosenFile
from handlers.kit.services import Services
from handlers.kit.slack_files import (
    DELETED,
    ELSEWHERE,
    NO_SCOPE,
    TOO_LARGE,
    FileLater,
    FileRefused,
    fetch_file,
)
from storage import minutes as rows
from storage.people import Person
from storage.postings import Note, enqueue, touch_all
from storage.unsaved import Unsaved

log = logging.getLogger(__name__)
_SUBJECT = "minutes-file:"


class FileFault(Enum):
    """Why a file is not with the minutes."""

    LARGE = "large"
    KIND = "kind"
    """Its bytes are of none of the kinds that are taken."""
    DELETED = "deleted"
    SCOPE = "scope"
    """This installation may not read files."""
    LATER = "later"
    """Slack does not give it now."""
    UNSAVED = "unsaved"
    """The database took nothing: it is full, busy or away."""
    SAME = "same"
    """The version that stands has the same words and the same bytes."""
    MEANWHILE = "meanwhile"
    """Another version was deposited meanwhile."""
    NOT_YOURS = "not_yours"
    """Whoever deposits organises no more."""
    NO_EVENT = "no_event"


_REFUSED: Mapping[str, FileFault] = {
    NO_SCOPE: FileFault.SCOPE,
    DELETED: FileFault.DELETED,
    ELSEWHERE: FileFault.KIND,
    TOO_LARGE: FileFault.LARGE,
}
_DONE: Mapping[MinutesDone, FileFault] = {
    MinutesDone.NOT_YOURS: FileFault.NOT_YOURS,
    MinutesDone.NO_EVENT: FileFault.NO_EVENT,
    MinutesDone.MEANWHILE: FileFault.MEANWHILE,
}
WORTH_READING = frozenset({MinutesFault.EMPTY, MinutesFault.SAME})
"""Faults of words alone that a file may mend."""


@dataclass(frozen=True, slots=True)
class Filing:
    """A form that was sent with a file in it."""

    event_id: EventId
    draft: Minutes
    chosen: ChosenFile
    by: Person
    after: int
    """The version that was read."""
    takes: RemarkId | None = None
    stands: bool = False
    """Whether its words were deposited already, as the version that follows: the file alone is to come."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file as Slack gave it."""

    file: MinutesFile
    content: bytes


def file_minutes(services: Services, filing: Filing, now: datetime) -> MinutesFile | FileFault:
    """Reads the file in Slack, and keeps it with its version, if that is still to be had."""
    found = _fetched(services, filing)
    if isinstance(found, FileFault):
        return found
    try:
        fault = (
            _attach(services, filing, found, now) if filing.stands else _deposit(services, filing, found, now)
        )
    except Unsaved:
        log.warning("a file of minutes was not saved")
        return FileFault.UNSAVED
    return fault or found.file


def _fetched(services: Services, filing: Filing) -> Fetched | FileFault:
    try:
        content = fetch_file(services.client, filing.chosen.id, LARGEST_FILE)
    except FileRefused as refused:
        return _REFUSED.get(refused.why.template, FileFault.LATER)
    except FileLater as reason:
        log.warning("a file of minutes cannot be read: %s", reason)
        return FileFault.LATER
    if not (kind := file_kind(content)):
        return FileFault.KIND
    name, digest = file_name(filing.chosen.name, kind), sha256(content).hexdigest()
    return Fetched(MinutesFile(name, kind, len(content), digest, filing.by.id), content)


def _deposit(services: Services, filing: Filing, found: Fetched, now: datetime) -> FileFault | None:
    done = service.deposit(
        services,
        filing.event_id,
        replace(filing.draft, file=found.file),
        filing.by,
        now,
        after=filing.after,
        takes=filing.takes,
        content=found.content,
    )
    return FileFault.SAME if isinstance(done, list) else _DONE.get(done)


def _attach(services: Services, filing: Filing, found: Fetched, now: datetime) -> FileFault | None:
    """To the version that was deposited with it, while that stands; what tells of it is drawn again."""
    with services.db.begin(long=True) as session:
        event = service.depositable(session, filing.event_id, filing.by, now)
        if isinstance(event, MinutesDone):
            return _DONE[event]
        last = rows.get_minutes(session, filing.event_id, lock=True)
        if last is None or (last.version, last.by_id) != (filing.after + 1, filing.by.id):
            return FileFault.MEANWHILE
        rows.keep_bytes(session, found.file.sha256, found.content)
        rows.put_file(session, last.id, found.file)
        touch_all(session, subject_of_minutes(filing.event_id), now)
        return None


# Sending it


class FileSent(Enum):
    """What a click on “Get the file” meets."""

    SENT = "sent"
    REPLACED = "replaced"
    """Another than the one that was clicked, which stands no longer, is sent."""
    NO_FILE = "no_file"
    """The version that stands has none."""
    NOT_YOURS = "not_yours"


def subject_of_file(event_id: EventId) -> str:
    """The subject of a file that is sent: not that of the minutes, which is drawn again with each version."""
    return f"{_SUBJECT}{event_id}"


def event_of_file(subject: str) -> EventId:
    """Back from `subject_of_file`."""
    return EventId(int(subject.removeprefix(_SUBJECT)))


def send(services: Services, minutes_id: MinutesId, reader: Person, now: datetime) -> FileSent:
    """Queues the file that stands for whoever asks; asked twice within a minute, it comes once."""
    with services.db.begin() as session:
        asked = rows.get_version(session, minutes_id)
        found = service.look(session, asked.event_id, reader, now) if asked else None
        if asked is None or found is None or found.brief or not reader.active:
            return FileSent.NOT_YOURS
        file = found.minutes.file
        if file is None:
            return FileSent.NO_FILE
        if reader.slack_id:
            moment = f"v{found.minutes.version}:{now:%Y%m%dT%H%M}"
            note = Note(names.MINUTES_FILE, subject_of_file(asked.event_id), reader.slack_id, moment)
            enqueue(session, [note], now)
        same = asked.file is not None and asked.file.sha256 == file.sha256
        return FileSent.SENT if same else FileSent.REPLACED

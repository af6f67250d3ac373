"""Lists for a site's gate, as time passes: asked, handed over, changed, in the end gone from everywhere."""

import logging
from datetime import datetime

from slack_sdk.errors import SlackApiError

from handlers.events.gate import service
from handlers.events.gate.ids import subject_of_gate
from handlers.kit.services import Services
from storage import gate as rows
from storage.postings import forget_file, list_files

log = logging.getLogger(__name__)
GONE = frozenset({"file_not_found", "file_deleted"})
"""Slack's words for a file that is there no longer (docs.slack.dev, files.delete)."""


def look_after(services: Services, _since: datetime, now: datetime) -> None:
    """Each list in a transaction of its own."""
    with services.db.read() as session:
        gates = rows.list_gates(session)
    for gate in gates:
        service.look_after(services, gate.event_id, now)


def wipe(services: Services, _since: datetime, _now: datetime) -> None:
    """What was deleted goes from Slack, then from the database's files; else at the next look."""
    with services.db.read() as session:
        waiting = rows.list_to_wipe(session)
        nobody_has = [event_id for event_id in waiting if rows.has_nobody(session, event_id)]
        files = [one for event_id in nobody_has for one in list_files(session, subject_of_gate(event_id))]
    if not waiting:
        return
    for posting_id, file_id in files:
        if not _delete(services, file_id):
            return
        with services.db.begin() as session:
            forget_file(session, posting_id)
    if not rows.wipe(services.db):
        log.warning("what was said for a site is deleted, but not yet wiped from the database's files")
        return
    with services.db.begin() as session:
        rows.note_wiped(session, waiting)


def _delete(services: Services, file_id: str) -> bool:
    """Whether the file is gone from Slack."""
    try:
        services.client.files_delete(file=file_id)
    except SlackApiError as error:
        if error.response["error"] not in GONE:
            log.warning("a list for a site is not yet deleted in Slack: %s", error.response["error"])
            return False
    return True

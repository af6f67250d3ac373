"""Reading what was handed over: a file at a time, beside the clicks.

Nobody waits for Slack here but this sweep: no transaction is open while a file is on its way. The content
lives as long as its reading; what is imported after a click is fetched again, and has to be the same.
"""

import hashlib
import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from handlers.handed import service, views
from handlers.imports.encoding import Decoded, UnreadableFile, decode
from handlers.imports.wrong import Told
from handlers.kit.handed import MOST_KEPT, FileKind, FileOutcome, Parsed, Trial, remark, remarks
from handlers.kit.router import Sweep
from handlers.kit.services import Services
from handlers.kit.slack_files import FileLater, FileRefused, fetch_file
from handlers.words import mark
from storage.handed import (
    HandedFile,
    HandedStage,
    claim_handed,
    find_due_handed,
    forget_handed,
    list_told,
    look_again,
    settle_handed,
    subject_of_handed,
)
from storage.people import Person, get_person
from storage.postings import touch_all
from storage.unsaved import Unsaved

log = logging.getLogger(__name__)
MOST_TRIES = 5
"""How often lines are left out and the rest tried again: one that fails may be what another leans on."""
AGAIN, GIVEN_UP = timedelta(seconds=20), timedelta(minutes=10)
AWAY = mark("Slack does not give me this file at the moment; please hand it over again later.")
BROKE = mark("Prime stumbled over this file; nothing was imported. Please tell whoever runs Prime.")
CHANGED = mark("The file or the club has changed since: here is what it comes to now.")
NOT_NOW = mark("Only organisers import lists; nothing was imported.")


def read_waiting(kinds: Sequence[FileKind[Any]]) -> Sweep:
    """Reads the file that has waited longest, if one waits."""

    def sweep(services: Services, _since: datetime, now: datetime) -> None:
        with services.db.read(once=True) as session:
            due = find_due_handed(session, now)
        if due is None:
            return
        with services.db.begin() as session:
            found = claim_handed(session, due, now)
            member = get_person(session, found.handed_by) if found else None
        if found and member:
            _Reading(services, kinds, found, member, now).run()

    return sweep


def forget(services: Services, _since: datetime, now: datetime) -> None:
    """What nobody imported within the hour is forgotten, and its message says so; of what was imported, then,
    the lines that were left out are."""
    with services.db.begin() as session:
        for handed_id in forget_handed(session, now):
            touch_all(session, subject_of_handed(handed_id), now)
        for one in list_told(session, now):
            figures = replace(FileOutcome.unpacked(one.outcome).trial, faults=(), notes=())
            outcome = FileOutcome(figures).packed()
            settle_handed(session, one.id, one.stage, outcome, kind=one.kind, digest=one.digest)


class _Undone(Exception):  # noqa: N818 - how a transaction is left that was only tried
    """All of it was tried, and none is to stay."""


class _Reading:
    """One file, from Slack to what is said of it."""

    def __init__(
        self,
        services: Services,
        kinds: Sequence[FileKind[Any]],
        found: HandedFile,
        member: Person,
        now: datetime,
    ) -> None:
        self._services, self._kinds, self._now = services, kinds, now
        self._file, self._member = found, member

    def run(self) -> None:
        """Tries it, or imports it where that is wanted."""
        try:
            content = fetch_file(self._services.client, self._file.file_id)
            decoded = decode(content)
            kind = self._kind_of(decoded)
        except FileLater as reason:
            self._later(reason)
        except (FileRefused, UnreadableFile) as refused:
            self._refuse(refused.why if isinstance(refused, FileRefused) else refused.reason)
        else:
            self._read(kind, decoded, hashlib.sha256(content).hexdigest())

    def _read(self, kind: FileKind[Any], decoded: Decoded, digest: str) -> None:
        """A file may hold anything: whoever handed it over hears of it also where we break over it."""
        try:
            self._tried(kind, decoded, digest)
        except Unsaved:
            raise  # the database is busy or away: it is read again
        except Exception:
            log.exception("a file handed over broke its reading")
            self._refuse(Told(BROKE))

    def _later(self, reason: FileLater) -> None:
        log.warning("a file handed over cannot be read yet: %s", reason)
        if self._now - self._file.at >= GIVEN_UP:
            self._refuse(Told(AWAY))
            return
        with self._services.db.begin() as session:
            look_again(session, self._file.id, self._now + AGAIN)

    def _refuse(self, why: Told) -> None:
        self._settle(HandedStage.REFUSED, FileOutcome(why=remark(why)))

    def _kind_of(self, decoded: Decoded) -> FileKind[Any]:
        for kind in sorted(self._kinds, key=lambda one: not one.csv):
            if kind.fits(decoded.text):
                return kind
        raise FileRefused(views.NOT_KNOWN)

    def _tried(self, kind: FileKind[Any], decoded: Decoded, digest: str) -> None:
        parsed = kind.parse(decoded.text)
        found, left_out = self._trial(kind, decoded, parsed)
        told = FileOutcome.unpacked(self._file.outcome).trial if self._file.outcome else None
        if self._file.stage is HandedStage.WANTED:
            same = digest == self._file.digest and told is not None and _alike(found, told)
            if same and self._saved(kind, parsed, found, left_out, digest):
                return
            found = replace(found, notes=(remark(Told(CHANGED)), *found.notes))
        self._settle(HandedStage.READ, FileOutcome(found), kind.name, digest)

    def _trial(
        self, kind: FileKind[Parsed], decoded: Decoded, parsed: Parsed
    ) -> tuple[Trial, frozenset[int]]:
        """What can be imported, and which lines cannot.

        Lines at fault are left out until nothing is wrong with the others.
        """
        faults = {one.line: one for one in reversed(remarks(decoded.faults))}
        for _ in range(MOST_TRIES):
            found = self._once(kind, parsed, frozenset(faults))
            more = {one.line: one for one in reversed(found.faults) if one.line not in faults}
            if not more:
                break
            faults |= more
        else:
            found = Trial(companies=found.companies)
        lines = sorted(faults.values(), key=lambda one: one.line)
        shown, notes = tuple(lines[:MOST_KEPT]), tuple(found.notes[:MOST_KEPT])
        return replace(found, left_out=len(lines), faults=shown, notes=notes), frozenset(faults)

    def _once(self, kind: FileKind[Parsed], parsed: Parsed, left_out: frozenset[int]) -> Trial:
        found = Trial()
        try:
            with self._services.db.begin(long=True) as session:
                found = kind.save(session, self._services, parsed, left_out, self._member, self._now)
                raise _Undone
        except _Undone:
            return found

    def _saved(
        self, kind: FileKind[Parsed], parsed: Parsed, tried: Trial, left_out: frozenset[int], digest: str
    ) -> bool:
        """Imports it, if nothing has come in between; the right to is asked in the same transaction."""
        try:
            with self._services.db.begin(long=True) as session:
                if not service.may_import(session, self._member):
                    done, stage = FileOutcome(why=remark(Told(NOT_NOW))), HandedStage.REFUSED
                else:
                    made = kind.save(session, self._services, parsed, left_out, self._member, self._now)
                    if not _alike(replace(made, left_out=tried.left_out), tried) or made.faults:
                        raise _Undone
                    made = replace(made, faults=tried.faults, notes=tried.notes, left_out=tried.left_out)
                    done, stage = FileOutcome(made), HandedStage.DONE
                settled = (self._file.id, stage, done.packed())
                if not settle_handed(session, *settled, kind=kind.name, digest=digest):
                    raise _Undone  # forgotten meanwhile, and its message says that nothing was imported
                service.tell(session, self._file.id, self._member, self._now)
        except _Undone:
            return False
        return True

    def _settle(self, stage: HandedStage, outcome: FileOutcome, kind: str = "", digest: str = "") -> None:
        with self._services.db.begin() as session:
            settle_handed(session, self._file.id, stage, outcome.packed(), kind=kind, digest=digest)
            service.tell(session, self._file.id, self._member, self._now)


def _alike(one: Trial, other: Trial) -> bool:
    """Whether the same would be imported as was shown."""
    return (one.lines, one.added, one.changed, one.left_out, tuple(one.new)) == (
        *(other.lines, other.added, other.changed, other.left_out),
        tuple(other.new),
    )

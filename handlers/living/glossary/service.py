"""Writing the club's own terms: one transaction a function."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from club.glossary import COMMON, MOST_OWN, GlossaryTerm, key_of
from club.ids import TermId
from handlers.kit.positions import ListPosition, Page
from handlers.kit.return_to import revision
from handlers.kit.services import Services
from storage import glossary as rows
from storage.database import Session
from storage.glossary import KeptTerm
from storage.marks import put_mark

TURN = "glossary"
"""The mark that whoever writes a term writes first: so they do it one after the other."""


class TermOutcome(StrEnum):
    """What writing or removing a term came to."""

    DONE = "done"
    REMOVED = "removed"
    ALREADY = "already"
    """The club's own terms have it."""
    BUILT_IN = "built_in"
    """Prime has all of it by itself."""
    MEANWHILE = "meanwhile"
    """Somebody else changed it since it was shown."""
    GONE = "gone"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class TermWritten:
    """What came of it; `beside`: its wordings that are built in too, so that both are looked for."""

    outcome: TermOutcome
    beside: Sequence[str] = ()


def listing(services: Services, asked: ListPosition) -> Page[KeptTerm]:
    """The club's own terms, five a page."""
    with services.db.read() as session:
        return Page.cut(rows.list_terms(session), asked)


def get(services: Services, term_id: TermId) -> KeptTerm | None:
    """One of them; None: it was removed."""
    with services.db.read() as session:
        return _find(session, term_id)


def _find(session: Session, term_id: TermId) -> KeptTerm | None:
    return next((one for one in rows.list_terms(session) if one.id == term_id), None)


def write(services: Services, term_id: TermId, term: GlossaryTerm, seen: str) -> TermWritten:
    """Adds a term (0), or puts another in place of one, as `seen` in the form."""
    if COMMON.holds(term):
        return TermWritten(TermOutcome.BUILT_IN)
    with services.db.begin() as session:
        put_mark(session, TURN, str(term_id))
        own = rows.list_terms(session)
        if any(_same(one.term, term) for one in own):
            return TermWritten(TermOutcome.ALREADY)
        if term_id:
            before = next((one for one in own if one.id == term_id), None)
            if before is None:
                return TermWritten(TermOutcome.GONE)
            if revision(before) != seen:
                return TermWritten(TermOutcome.MEANWHILE)
            rows.change_term(session, term_id, term)
        elif len(own) >= MOST_OWN:
            return TermWritten(TermOutcome.FULL)
        else:
            rows.add_term(session, term)
    return TermWritten(TermOutcome.DONE, COMMON.known(term))


def _same(one: GlossaryTerm, other: GlossaryTerm) -> bool:
    mine, yours = ({key_of(word) for word in term.wordings} for term in (one, other))
    return mine == yours


def remove(services: Services, term_id: TermId) -> TermWritten:
    """It is looked for no more."""
    with services.db.begin() as session:
        put_mark(session, TURN, str(term_id))
        if _find(session, term_id) is None:
            return TermWritten(TermOutcome.GONE)
        rows.remove_term(session, term_id)
    return TermWritten(TermOutcome.REMOVED)

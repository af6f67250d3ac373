"""The club's own terms, and the glossary that they and the built-in ones are together."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import delete, insert, select, update

from club.glossary import COMMON, Glossary, GlossaryTerm
from club.ids import TermId
from storage import tables
from storage.session import Session
from storage.tables import core

TERM = core(tables.OwnTerm)
_TERMS = select(TERM.c.id, TERM.c.french, TERM.c.english).order_by(TERM.c.id)


@dataclass(frozen=True, slots=True)
class KeptTerm:
    """A term that organisers added."""

    id: TermId
    term: GlossaryTerm


def glossary_of(session: Session) -> Glossary:
    """What searches go by: the built-in terms, then the club's own as they stand now."""
    rows = session.connection().execute(_TERMS).all()
    return _joined(tuple((row.french, row.english) for row in rows)) if rows else COMMON


@lru_cache(maxsize=2)
def _joined(own: tuple[tuple[str, str], ...]) -> Glossary:
    return Glossary([*COMMON.terms, *(_term(french, english) for french, english in own)])


def list_terms(session: Session) -> list[KeptTerm]:
    """The club's own, in the order in which they came."""
    rows = session.connection().execute(_TERMS)
    return [KeptTerm(TermId(row.id), _term(row.french, row.english)) for row in rows]


def add_term(session: Session, term: GlossaryTerm) -> None:
    """One more."""
    session.connection().execute(insert(TERM).values(_row(term)))


def change_term(session: Session, term_id: TermId, term: GlossaryTerm) -> None:
    """Something else in its place."""
    session.connection().execute(update(TERM).where(TERM.c.id == term_id).values(_row(term)))


def remove_term(session: Session, term_id: TermId) -> None:
    """It is looked for no more."""
    session.connection().execute(delete(TERM).where(TERM.c.id == term_id))


def _term(french: str, english: str) -> GlossaryTerm:
    return GlossaryTerm(tuple(french.split(", ")), tuple(english.split(", ")))


def _row(term: GlossaryTerm) -> dict[str, str]:
    return {"french": _said(term.french), "english": _said(term.english)}


def _said(wordings: Sequence[str]) -> str:
    return ", ".join(wordings)

"""Who was erased, on the way to the ledger outside the database; and who in an older copy has to be again."""

import hashlib
import hmac
from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import delete, insert, select

from club.ids import MemberId
from storage import tables
from storage.ledger import Erasure
from storage.marks import get_identity
from storage.people import Person, get_person
from storage.session import Session
from storage.tables import core

ERASED = core(tables.Erased)


def note_erased(session: Session, member_id: MemberId, called: str, now: datetime) -> None:
    """Notes that somebody is erased; `called` is their Slack id, or the address of who has none."""
    row = {"row": member_id, "digest": _digest(session, called), "at": now}
    session.connection().execute(insert(ERASED).values(row))


def _digest(session: Session, called: str) -> str:
    key = get_identity(session).encode()
    return hmac.new(key, called.encode(), hashlib.sha256).hexdigest()


def list_noted(session: Session) -> Sequence[tuple[int, Erasure]]:
    """What the ledger has not got yet, each with the number of its row."""
    found = session.connection().execute(select(ERASED).order_by(ERASED.c.id))
    return [(row.id, Erasure(row.row, row.digest, row.at)) for row in found]


def forget_noted(session: Session, numbers: Iterable[int]) -> None:
    """The ledger has these."""
    session.connection().execute(delete(ERASED).where(ERASED.c.id.in_(list(numbers))))


def get_to_erase(session: Session, erasure: Erasure) -> Person | None:
    """The person an erasure is of, where this database still names them.

    Number and digest have to agree: in an older copy the number may become another person's.
    """
    person = get_person(session, MemberId(erasure.row))
    called = person and (person.slack_id or person.email)
    if person and called and hmac.compare_digest(_digest(session, called), erasure.digest):
        return person
    return None

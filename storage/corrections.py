"""Corrections asked of companies' pages."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, update

from club.corrections import Correction, CorrectionState
from club.ids import CompanyId, CorrectionId, MemberId
from storage import tables
from storage.people import COMPANY, MEMBER
from storage.session import Session
from storage.tables import core

CORRECTION = core(tables.Correction)
_SETTLER = MEMBER.alias("settler")
_CORRECTIONS = (
    select(
        CORRECTION,
        COMPANY.c.name.label("company_name"),
        MEMBER.c.name.label("asker_name"),
        _SETTLER.c.name.label("settler_name"),
    )
    .join(COMPANY, COMPANY.c.id == CORRECTION.c.company_id)
    .join(MEMBER, MEMBER.c.id == CORRECTION.c.asked_by)
    .outerjoin(_SETTLER, _SETTLER.c.id == CORRECTION.c.settled_by)
)
_OPEN = CORRECTION.c.state == CorrectionState.OPEN.value


def moment_of(correction_id: CorrectionId) -> str:
    """The moment of what is about one correction of it."""
    return f"correction:{correction_id}"


def correction_of(moment: str) -> CorrectionId:
    """Back from `moment_of`, of what follows it up too."""
    return CorrectionId(int(moment.partition("/")[0].partition(":")[2]))


def add_correction(
    session: Session, company_id: CompanyId, by: MemberId, wording: str, until: datetime, now: datetime
) -> CorrectionId:
    """A new one."""
    values = {
        "company_id": company_id,
        "asked_by": by,
        "wording": wording,
        "asked_at": now,
        "until": until,
        "state": CorrectionState.OPEN.value,
        "reason": "",
    }
    made = insert(CORRECTION).values(values).returning(CORRECTION.c.id)
    return CorrectionId(session.connection().execute(made).scalar_one())


def get_correction(session: Session, correction_id: CorrectionId) -> Correction | None:
    """One correction, whatever became of it."""
    row = session.connection().execute(_CORRECTIONS.where(CORRECTION.c.id == correction_id)).one_or_none()
    return None if row is None else _correction(row)


def list_open_corrections(session: Session, company_id: CompanyId) -> Sequence[Correction]:
    """What a company is still asked for, the oldest first."""
    found = _CORRECTIONS.where(CORRECTION.c.company_id == company_id, _OPEN).order_by(CORRECTION.c.id)
    return [_correction(row) for row in session.connection().execute(found)]


def _correction(row: Any) -> Correction:
    return Correction(
        id=row.id,
        company=row.company_id,
        company_name=row.company_name,
        asker=row.asked_by,
        asker_name=row.asker_name,
        wording=row.wording,
        asked_at=row.asked_at,
        until=row.until,
        state=CorrectionState(row.state),
        by=row.settler_name or "",
        at=row.settled_at,
        reason=row.reason,
    )


def settle_correction(
    session: Session,
    correction_id: CorrectionId,
    state: CorrectionState,
    by: MemberId | None,
    now: datetime,
    reason: str = "",
) -> bool:
    """What became of it; `by` is None where its day went by. False where somebody settled it meanwhile."""
    values = {"state": state.value, "settled_by": by, "settled_at": now, "reason": reason}
    settled = update(CORRECTION).where(CORRECTION.c.id == correction_id, _OPEN).values(values)
    return session.connection().execute(settled).rowcount == 1


def forget_corrections(session: Session, before: datetime) -> int:
    """Drops those settled long ago; how many."""
    settled = (~_OPEN, CORRECTION.c.settled_at <= before)
    return session.connection().execute(delete(CORRECTION).where(*settled)).rowcount

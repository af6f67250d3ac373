"""What of the public directory was last handed out: by whom, when, and each company's digest."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from club.ids import CompanyId, MemberId
from storage.marks import get_mark, put_mark
from storage.session import Session

EXPORTED = "directory:exported"


@dataclass(frozen=True, slots=True)
class Exported:
    """One handing out."""

    at: datetime | None = None
    """None: it never was."""
    by: MemberId | None = None
    """None: on the server."""
    digests: Mapping[CompanyId, str] = field(default_factory=dict)


def get_exported(session: Session) -> Exported:
    """The last one."""
    if not (noted := get_mark(session, EXPORTED)):
        return Exported()
    held = json.loads(noted)
    digests = {CompanyId(int(company)): one for company, one in held["digests"].items()}
    return Exported(datetime.fromisoformat(held["at"]), held["by"], digests)


def put_exported(session: Session, one: Exported) -> None:
    """Notes another."""
    at = one.at.isoformat() if one.at else ""
    put_mark(session, EXPORTED, json.dumps({"at": at, "by": one.by, "digests": dict(one.digests)}))

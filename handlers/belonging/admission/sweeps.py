"""Ways into the club, and seats asked for, that wait: who is reminded, and who hears that they still do."""

from collections.abc import Mapping
from datetime import datetime

from club.admission import AdmissionStep
from club.followup import Whom
from handlers import names
from handlers.belonging.admission import seats
from handlers.belonging.shared.admitting import READY, AdmissionMatter, look, seat_subject, subject_of
from handlers.kit.following import Ear, Waiting, office
from handlers.kit.services import Services
from storage.database import Session
from storage.followup import FollowUp


def waiting(session: Session, services: Services, one: FollowUp, _now: datetime) -> Waiting | None:
    """A request to join, or an invitation, while something is missing."""
    matter = look(session, one.ref, services.club.quota)
    if matter is None or not matter.request.open:
        return None
    return Waiting(subject_of(one.ref), ears=_ears(session, matter))


def _ears(session: Session, matter: AdmissionMatter) -> Mapping[Whom, Ear]:
    """Whose turn it is; the organisers, where it is not the newcomer's own."""
    mine = Ear(names.ADMISSION_OPEN, [matter.person])
    if matter.missing == [AdmissionStep.CHARTER]:
        return {Whom.TURN: mine, Whom.ASKER: mine}
    if matter.ready:
        return {Whom.ASKER: mine}
    organisers = office(session, names.ADMISSION_DUE)
    colleagues = [one for one in matter.colleagues if one.id != matter.person.id]
    theirs = Ear(names.ADMISSION_COLLEAGUE_DUE, colleagues)
    turn = theirs if AdmissionStep.COLLEAGUE in matter.missing else organisers
    return {Whom.TURN: turn, Whom.OFFICE: organisers, Whom.ASKER: mine}


def ready(session: Session, services: Services, one: FollowUp, _now: datetime) -> Waiting | None:
    """A request with which nothing is missing: the organisers decide."""
    matter = look(session, one.ref, services.club.quota)
    if matter is None or not matter.request.open:
        return None
    ears = {Whom.OFFICE: office(session, names.ADMISSION_DUE)} if matter.ready else {}
    return Waiting(subject_of(one.ref), READY, ears=ears)


def seat_asked(session: Session, services: Services, one: FollowUp, _now: datetime) -> Waiting | None:
    """A seat more that a company asked for."""
    wish = seats.look(session, one.ref, services.club.quota)
    if wish is None or not wish.open:
        return None
    organisers = office(session, names.SEAT_DUE, but=wish.person.id)
    asker = Ear(names.SEAT_OPEN, [wish.person] if wish.person.can_act else [])
    return Waiting(
        seat_subject(wish.company_id), str(one.ref), ears={Whom.OFFICE: organisers, Whom.ASKER: asker}
    )

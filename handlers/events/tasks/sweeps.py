"""What somebody is charged with comes back until it is done."""

from datetime import datetime

from club.followup import Whom
from club.ids import TaskId
from handlers import names
from handlers.events.tasks.service import subject_of_task
from handlers.kit.following import Ear, Waiting, office
from handlers.kit.services import Services
from storage.database import Session
from storage.followup import FollowUp
from storage.people import get_person
from storage.tasks import get_task


def waiting(session: Session, _services: Services, one: FollowUp, _now: datetime) -> Waiting | None:
    """Whoever is charged; once they can do nothing any more, the organisers."""
    task = get_task(session, TaskId(one.ref))
    if task is None or not task.awaited or task.member_id is None:
        return None
    charged = get_person(session, task.member_id)
    away = charged is None or not charged.can_act
    ear = office(session, names.TASK) if away or charged is None else Ear(names.TASK, [charged])
    return Waiting(subject_of_task(task.id), ears={Whom.TURN: ear})

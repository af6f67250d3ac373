"""Another event like one asks what that one does; nothing of what was said to it goes along."""

from datetime import datetime, tzinfo

from club.events import Event
from club.gate import again
from storage.database import Session
from storage.event_questions import copy_questions
from storage.gate import get_gate, save_gate


def ask_alike(session: Session, model: Event, event: Event, zone: tzinfo, now: datetime) -> None:
    """The questions, and what the site asks as long as the same company receives."""
    copy_questions(session, model.id, event.id, now)
    gate = get_gate(session, model.id)
    if gate and gate.company_id == event.host_company_id:
        save_gate(session, again(gate, model, event, zone))

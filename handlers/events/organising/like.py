"""Another event like one asks what that one does; nothing of what was said to it goes along."""

from dataclasses import replace
from datetime import datetime, tzinfo

from club.events import Event
from club.gate import again, ahead_of
from storage.database import Session
from storage.event_questions import copy_questions
from storage.gate import get_gate, save_gate


def put_off_list(session: Session, event: Event, zone: tzinfo, now: datetime) -> None:
    """At the publication: a copied day of handing over that passed meanwhile is one before the new start."""
    gate = get_gate(session, event.id)
    if gate and not gate.version and (due := ahead_of(gate.due_at, event, zone, now)) != gate.due_at:
        save_gate(session, replace(gate, due_at=due))


def ask_alike(session: Session, model: Event, event: Event, zone: tzinfo, now: datetime) -> None:
    """The questions, and what the site asks as long as the same company receives."""
    copy_questions(session, model.id, event.id, now)
    gate = get_gate(session, model.id)
    if gate and gate.company_id == event.host_company_id:
        save_gate(session, again(gate, model, event, zone))

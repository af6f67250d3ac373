"""The form, and what is said to whoever answered for somebody."""

from collections.abc import Mapping

from club.events import Ways
from handlers.events.on_behalf import ids
from handlers.events.on_behalf.service import AnsweredFor, Form, Refusal
from handlers.events.shared import outcomes as out
from handlers.events.shared import party
from handlers.events.shared.sentences import short
from handlers.kit import moments
from handlers.kit.blocks import Block, aside, context, field, modal, option, radio, rich, select
from handlers.kit.interaction import Message
from handlers.kit.people import people_field
from handlers.words import Translator, mark

REFUSALS: Mapping[Refusal, str] = {
    Refusal.NOBODY: mark("This person is no longer a member."),
    Refusal.NOT_YOURS: mark("You answer for members of your own company alone."),
    Refusal.ONESELF: mark("For yourself, answer with /prime rsvp."),
    Refusal.CHARTER: mark("This person has a version of the charter to accept first."),
    Refusal.NO_LINK: mark("This event is held on site alone."),
    Refusal.NO_RESERVED: mark("This event has not so many reserved seats left."),
    Refusal.CANNOT_WAIT: mark(
        "No seat is free for this person, who does not read Slack: only those who do can wait or ask for one."
    ),
}


def nothing_to_answer(t: Translator, form: Form, *, organises: bool) -> str:
    """Why there is no form to show; empty where there is one."""
    if not form.events:
        return t("No event to answer.")
    if not organises and not form.colleagues:
        return t("Nobody else represents your company.")
    return ""


def form(t: Translator, found: Form, metadata: str, *, organises: bool) -> Block:
    """For whom, for which event, and what."""
    events = [option(f"{moments.short(t, one)} · {one.title}", one.id) for one in found.events]
    linked = any(one.ways is not Ways.ON_SITE for one in found.events)
    remotely = [option(t("Takes part remotely"), ids.REMOTE)] if linked else []
    keeps = organises and any(one.limits.reserved for one in found.events)
    reserved = [option(t("Comes, on a reserved seat"), ids.RESERVED)] if keeps else []
    answers = [option(t("Comes"), ids.YES), *reserved, *remotely, option(t("Does not come"), ids.NO)]
    told = t("Whoever reads Slack is told, and can change it. After the deadline, a seat is asked for.")
    return modal(
        ids.FORM,
        t("Answer for somebody"),
        [
            _who(t, found, organises=organises),
            field(ids.EVENT, t("Event"), select(events, events[0] if len(events) == 1 else None)),
            field(ids.ANSWER, t("Answer"), radio(answers)),
            context(told),
        ],
        submit=t("Save"),
        close=t("Close"),
        metadata=metadata,
    )


def _who(t: Translator, found: Form, *, organises: bool) -> Block:
    if found.person:
        company = f", {found.person.company}" if found.person.company else ""
        return rich("*{name}*{company}", name=found.person.name, company=company)
    if organises:
        return people_field(t, t("Who?"))
    people = [option(one.name, one.id) for one in found.colleagues]
    return field(ids.COLLEAGUE, t("Who?"), select(people, people[0] if len(people) == 1 else None))


def freeing(t: Translator, done: AnsweredFor, metadata: str) -> Block:
    """Others wait for these seats: is it sure?"""
    name, event = done.person.name, done.outcome.participation.event
    return modal(
        ids.FREEING,
        t("Answer for somebody"),
        [
            party.head(t, event),
            rich("{what}", what=t("Others wait: the seat of {name} goes to them at once.", name=name)),
        ],
        submit=t("Free the seat"),
        close=t("Keep the seat"),
        metadata=metadata,
    )


def done(t: Translator, made: AnsweredFor | Refusal | out.Unknown) -> Message:
    """What it came to, and at which event."""
    words = said(t, made)
    if not isinstance(made, AnsweredFor):
        return aside(words)
    return party.told_of(t, made.outcome.participation.event, words)


def said(t: Translator, done: AnsweredFor | Refusal | out.Unknown) -> str:
    """What holds now for that person, and whether they hear of it."""
    if isinstance(done, Refusal):
        return t(REFUSALS[done])
    if isinstance(done, out.Unknown):
        return t("This event no longer exists.")
    return " ".join(part for part in (_holds(t, done), _heard(t, done)) if part)


def _holds(t: Translator, done: AnsweredFor) -> str:
    outcome = done.outcome
    shown = {"name": done.person.name, "title": outcome.participation.event.title}
    match outcome:
        case out.Coming():
            return _comes(t, outcome, shown)
        case out.NotComing(changed=True):
            return t("✅ {title}: {name} does not come.", **shown)
        case out.NotComing():
            return t("Already noted: {name} does not come to {title}.", **shown)
        case out.InLine(participation) if participation.held_back:
            return t("⏳ {title}: the company has no seat left, {name} is on the waiting list.", **shown)
        case out.InLine():
            return t("⏳ {title} is full: {name} is on the waiting list.", **shown)
        case out.RequestPending():
            return t("⏳ {title}: a seat is asked for {name}; the organisers decide.", **shown)
        case out.Short():
            return f"{shown['title']}{t(': ')}{short(t, outcome)}"
    return t("{title}: answers are closed.", **shown)


def _comes(t: Translator, outcome: out.Coming, shown: Mapping[str, str]) -> str:
    participation = outcome.participation
    if not outcome.changed:
        return t("Already noted: {name} comes to {title}.", **shown)
    if participation.has_link:
        return t("✅ {title}: {name} takes part remotely.", **shown)
    if participation.rsvp.kept:
        return t("✅ {title}: {name} comes, on a reserved seat.", **shown)
    return t("✅ {title}: {name} comes.", **shown)


def _heard(t: Translator, done: AnsweredFor) -> str:
    changed = not isinstance(done.outcome, out.EventClosed) and getattr(done.outcome, "changed", False)
    if not changed:
        return ""
    if done.person.can_act:
        return t("They are told.")
    return t("They do not read Slack: please tell them.")

"""From a payload to a service and back: no rule and no SQL here."""

from collections.abc import Mapping
from typing import NamedTuple

from club.event_questions import FORMS, AskedQuestion, ReplyForm, Template
from club.ids import AskedId, EventId, GuestId
from handlers.events.questions import ids, service, views
from handlers.events.questions.service import AskingDone
from handlers.events.shared.agenda import AGENDA, MINE, agenda, get_agenda, mine
from handlers.events.shared.questions import PartyAsked, block, choices, form
from handlers.kit.blocks import aside
from handlers.kit.carried import Id, choice
from handlers.kit.interaction import DONE, Interaction, Reply
from handlers.kit.modals import on_top
from handlers.kit.return_to import ReturnTo
from handlers.kit.services import Services


class OfEvent(NamedTuple):
    """Beside a question's form: which event it is of, and whether somebody answered it when it was shown."""

    event_id: Id
    answered: bool = False


# Whoever comes


def on_answer(interaction: Interaction, services: Services) -> Reply:
    """The form, with what was said before."""
    event_id = EventId(interaction.number)
    found = service.get_form(services, event_id, interaction.member, interaction.now)
    if isinstance(found, AskingDone):
        return Reply(aside(interaction.t(views.REFUSED[found])))
    way = ReturnTo.of(interaction, event_id).packed()
    return on_top(interaction, services, form(interaction.t, found, way))


def on_answered(interaction: Interaction, services: Services) -> Reply:
    """The form, submitted; where nothing can be changed any more, it says so in its place."""
    t, way = interaction.t, ReturnTo.unpacked(interaction.metadata)
    event_id = EventId(way.subject)
    shown = service.get_form(services, event_id, interaction.member, interaction.now)
    if isinstance(shown, AskingDone):
        return Reply(update=views.notice(t, t(views.REFUSED[shown])))
    given = _given(interaction, shown)
    done = service.answer(services, event_id, interaction.member, given, interaction.now)
    if isinstance(done, AskingDone):
        return Reply(update=views.notice(t, t(views.REFUSED[done])))
    said = t("✅ Your details are noted: {title}", title=done.participation.event.title)
    if at := way.position(AGENDA):
        listed = agenda(t, get_agenda(services, interaction.member, interaction.now, at), said)
        return Reply(listed, in_place=True, response_url=way.response_url)
    if way.behind.startswith(f"{MINE}:"):
        return Reply(mine(t, done.participation, said), in_place=True, response_url=way.response_url)
    return Reply(views.noted(t, done), response_url=way.response_url)


def _given(interaction: Interaction, shown: PartyAsked) -> Mapping[tuple[GuestId | None, int], str]:
    """What was entered, as it is kept; what the form did not show is left out."""
    given = {}
    for guest_id, _ in shown.people:
        for question in shown.questions:
            where = block(question, guest_id)
            if where in interaction.state:
                given[guest_id, int(question.id)] = _kept(interaction, question, interaction.entered(where))
    return given


def _kept(interaction: Interaction, question: AskedQuestion, entered: str) -> str:
    if question.form is ReplyForm.TEXT:
        return entered
    known = list(choices(interaction.t, question))
    at = int(entered) if entered.isdecimal() else len(known)
    return known[at] if at < len(known) else ""


# Organisers


def on_manage(interaction: Interaction, services: Services) -> Reply:
    """The questions of an event."""
    found = service.manage(services, EventId(interaction.number), interaction.now)
    if found is None:
        return Reply(aside(interaction.t(views.REFUSED[AskingDone.NO_EVENT])))
    way = ReturnTo.of(interaction, found.event.id).packed()
    return on_top(interaction, services, views.managing(interaction.t, found, way))


def on_new(interaction: Interaction, services: Services) -> Reply:
    """The form of a new question."""
    way = ReturnTo(0, OfEvent(interaction.number), view_id=_below(interaction))
    return on_top(interaction, services, views.writing(interaction.t, None, way.packed()))


def on_change(interaction: Interaction, services: Services) -> Reply:
    """The form of a question as it stands."""
    found = service.get_question(services, AskedId(interaction.number))
    if found is None:
        return Reply(aside(interaction.t(views.REFUSED[AskingDone.GONE])))
    question, answered = found
    way = ReturnTo(question.id, OfEvent(question.event_id, answered), view_id=_below(interaction))
    view = views.writing(interaction.t, question, way.packed(), answered=answered)
    return on_top(interaction, services, view)


def _below(interaction: Interaction) -> str:
    return interaction.view_id if interaction.view.get("type") == "modal" else ""


def on_form(interaction: Interaction, services: Services) -> Reply:
    """A question, submitted: saved, or each fault at its field."""
    t, way = interaction.t, ReturnTo.unpacked(interaction.metadata, OfEvent)
    known = service.get_question(services, AskedId(way.subject)) if way.subject else None
    if way.subject and known is None:
        return Reply(errors={ids.WORDING: t(views.REFUSED[AskingDone.GONE])})
    draft = _draft(interaction, way, known[0] if known else None)
    done = service.save(services, draft, interaction.member, interaction.now)
    if isinstance(done, list):
        return Reply(errors={views.FAULTS[one][0]: t(views.FAULTS[one][1]) for one in reversed(done)})
    if done is not AskingDone.DONE:
        return Reply(errors={ids.WORDING: t(views.REFUSED[done])})
    return _redrawn(interaction, services, EventId(way.extra.event_id), way.view_id)


def _draft(interaction: Interaction, way: ReturnTo[OfEvent], known: AskedQuestion | None) -> AskedQuestion:
    template = choice(Template, interaction.entered(ids.TEMPLATE) or (known.template if known else ""))
    lines = [line.strip() for line in interaction.entered(ids.CHOICES).split("\n")]
    chosen = tuple(line for line in lines if line)
    if known and way.extra.answered:
        template, chosen = known.template, known.choices
    return AskedQuestion(
        id=AskedId(way.subject),
        event_id=EventId(way.extra.event_id),
        template=template,
        wording=interaction.entered(ids.WORDING),
        choices=chosen if FORMS[template] is ReplyForm.CHOICE else (),
        required=bool(interaction.ticked(ids.REQUIRED)),
        batch=known.batch if known else interaction.now,
    )


def on_remove(interaction: Interaction, services: Services) -> Reply:
    """Asks before a question goes."""
    found = service.get_question(services, AskedId(interaction.number))
    if found is None:
        return Reply(aside(interaction.t(views.REFUSED[AskingDone.GONE])))
    question, answered = found
    way = ReturnTo(question.id, OfEvent(question.event_id), view_id=_below(interaction)).packed()
    return on_top(interaction, services, views.removing(interaction.t, question, way, answered=answered))


def on_removed(interaction: Interaction, services: Services) -> Reply:
    """Gone."""
    t, way = interaction.t, ReturnTo.unpacked(interaction.metadata, OfEvent)
    done = service.remove(services, AskedId(way.subject), interaction.member, interaction.now)
    if done in (AskingDone.DONE, AskingDone.GONE):
        return _redrawn(interaction, services, EventId(way.extra.event_id), way.view_id)
    return Reply(update=views.notice(t, t(views.REFUSED[done])))


def on_hand_over(interaction: Interaction, services: Services) -> Reply:
    """“List handed over.”"""
    return _turned(interaction, services, over=True)


def on_reopen(interaction: Interaction, services: Services) -> Reply:
    """“Open again.”"""
    return _turned(interaction, services, over=False)


def _turned(interaction: Interaction, services: Services, *, over: bool) -> Reply:
    event_id = EventId(interaction.number)
    done = service.hand_over(services, event_id, interaction.member, interaction.now, over=over)
    if done is not AskingDone.DONE:
        return Reply(aside(interaction.t(views.REFUSED[done])))
    return _redrawn(interaction, services, event_id, _below(interaction))


def _redrawn(interaction: Interaction, services: Services, event_id: EventId, view_id: str) -> Reply:
    """The organisers' list below, as it is now."""
    found = service.manage(services, event_id, interaction.now)
    if found and view_id:
        view = views.managing(interaction.t, found, ReturnTo(event_id, None).packed())
        services.client.views_update(view_id=view_id, view=view)
    return DONE

"""From a payload to a service and back: no rule and no SQL here."""

from club.events import Event, Phase, State, phase
from club.folding import fold
from club.ids import EventId
from handlers.events.organising import form, form_view, reading, sentences, service, views
from handlers.events.organising.form_view import NEW
from handlers.events.organising.outcomes import Outcome, Result
from handlers.events.organising.views import Spot
from handlers.kit.act import Act, Message, Origin, Reply, View
from handlers.kit.blocks import aside, option
from handlers.kit.desk import Desk
from handlers.kit.modals import on_top
from handlers.kit.revision import revision
from storage.people import Role

WORDS_FOR_NEW = ("new", "nouvelle", "nouveau")


def on_command(act: Act, desk: Desk) -> Reply:
    """`/prime event`: the list, filtered by the words that follow; `new` opens the form.

    Members are led to their own list.
    """
    if act.member.role is not Role.ORGANISER:
        return Reply(next=("rsvp.page", "0"))
    if fold(act.text) in WORDS_FOR_NEW:
        return on_new(act, desk)
    return Reply(_listing(act, desk, Spot(0, act.text.strip())))


def on_page(act: Act, desk: Desk) -> Reply:
    """Another page of the list, in place."""
    spot = Spot.behind(act.block_id) or Spot()
    return Reply(_listing(act, desk, Spot(act.number, spot.words)), in_place=True)


def on_new(act: Act, desk: Desk) -> Reply:
    """The empty form."""
    metadata = Origin.of(act, EventId(0), NEW).packed()
    return on_top(act, desk, form_view.event_form(act.t, desk.club.zone, None, metadata))


def on_edit(act: Act, desk: Desk) -> Reply:
    """The form of an event as it stands."""
    event = reading.find(desk, EventId(act.number))
    if event is None or event.state is State.CANCELLED:
        return after(act, desk, Outcome(Result.ALREADY_CANCELLED if event else Result.GONE, event))
    return on_top(act, desk, _form(act, desk, event, Origin.of(act, event.id)))


def on_form(act: Act, desk: Desk) -> Reply:
    """The form, submitted: saved, or every fault at its field, or what somebody else saved meanwhile."""
    origin = Origin.unpacked(act.metadata)
    fields = form.typed(act, origin.other)
    at_once = form.wants_publication(act, origin.other)
    if origin.other == NEW:
        outcome = service.create(desk, fields, act.now, at_once=at_once)
    else:
        outcome = service.change(desk, origin.event_id, origin.other, fields, act.now, at_once=at_once)
    if outcome.result is Result.FAULTY:
        return Reply(errors=sentences.errors(act.t, outcome.faults, origin.other))
    if outcome.result is Result.CHANGED_MEANWHILE and outcome.event:
        return Reply(update=_form(act, desk, outcome.event, origin, fields))
    return after(act, desk, outcome, origin)


def on_hosts(act: Act, desk: Desk) -> Reply:
    """Companies that fit what was typed."""
    return Reply(options=[option(name, company_id) for company_id, name in reading.companies(desk, act.text)])


def on_publish(act: Act, desk: Desk) -> Reply:
    """A draft goes before everybody."""
    return after(act, desk, service.publish(desk, EventId(act.number), act.now))


def on_cancel(act: Act, desk: Desk) -> Reply:
    """Asks for the reason first."""
    event = reading.find(desk, EventId(act.number))
    if event is None or event.state is State.CANCELLED or phase(event, act.now) is Phase.OVER:
        return after(act, desk, service.cancel(desk, EventId(act.number), "", act.now))
    return on_top(act, desk, views.cancelling(act.t, event, Origin.of(act, event.id).packed()))


def on_cancelling(act: Act, desk: Desk) -> Reply:
    """Called off, confirmed."""
    origin = Origin.unpacked(act.metadata)
    outcome = service.cancel(desk, origin.event_id, act.entered("reason"), act.now)
    return after(act, desk, outcome, origin)


def on_remind(act: Act, desk: Desk) -> Reply:
    """Asks those who have not answered."""
    return after(act, desk, service.remind(desk, EventId(act.number), act.now))


def on_export(act: Act, desk: Desk) -> Reply:
    """The list as a file, by direct message."""
    return after(act, desk, service.ask_export(desk, EventId(act.number), act.slack_id, act.now))


def _form(act: Act, desk: Desk, event: Event, origin: Origin, lost: form.Fields | None = None) -> View:
    metadata = Origin(event.id, origin.response_url, origin.behind, revision(event)).packed()
    return form_view.event_form(act.t, desk.club.zone, event, metadata, lost)


def _listing(act: Act, desk: Desk, spot: Spot, said: str = "") -> Message:
    return views.listing(act.t, reading.listing(desk, spot.words, spot.page, act.now), act.now, said)


def after(act: Act, desk: Desk, outcome: Outcome, origin: Origin | None = None) -> Reply:
    """The list redrawn where the act was made in it, shown after a command, else one sentence aside."""
    said = sentences.said(act.t, outcome)
    url = origin.response_url if origin else act.response_url
    behind = origin.behind if origin else act.block_id
    if spot := Spot.behind(behind):
        return Reply(_listing(act, desk, spot, said), in_place=True, response_url=url)
    if origin and not behind:
        return Reply(_listing(act, desk, Spot(), said), response_url=url)
    return Reply(aside(said), response_url=url)

"""From a payload to a service and back: no rule and no SQL here."""

from club.events import Event, EventState, Phase, phase
from club.folding import fold
from club.ids import EventId
from handlers.events.organising import form, form_view, publishing, reading, sentences, service, views
from handlers.events.organising.following import FOLLOWING, SCOPE
from handlers.events.organising.form_view import NEW
from handlers.events.organising.ids import CANCELLING, MANAGED
from handlers.events.organising.origin import Origin, origin_of
from handlers.events.organising.outcomes import EventChange, EventOutcome
from handlers.events.shared import party
from handlers.kit.blocks import aside, option
from handlers.kit.interaction import Interaction, Message, Reply, View
from handlers.kit.modals import on_top
from handlers.kit.positions import ListPosition
from handlers.kit.return_to import ReturnTo
from handlers.kit.services import Services
from storage.people import Role

WORDS_FOR_NEW = ("new", "nouvelle", "nouveau")


def on_command(interaction: Interaction, services: Services) -> Reply:
    """`/prime event`: the list, filtered by the words that follow; `new` opens the form.

    Members are led to their own list.
    """
    if interaction.member.role is not Role.ORGANISER:
        return Reply(next=("rsvp.page", "0"))
    if fold(interaction.text) in WORDS_FOR_NEW:
        return on_new(interaction, services)
    return Reply(_listing(interaction, services, ListPosition(MANAGED, words=interaction.text.strip())))


def on_page(interaction: Interaction, services: Services) -> Reply:
    """Another page of the list, in place; the list as a message of its own, from elsewhere."""
    in_place = interaction.ephemeral or interaction.position(MANAGED) is not None
    return Reply(_listing(interaction, services, interaction.page_of(MANAGED)), in_place=in_place)


def on_new(interaction: Interaction, services: Services) -> Reply:
    """The empty form."""
    metadata = ReturnTo.of(interaction, 0, NEW).packed()
    return on_top(interaction, services, form_view.event_form(interaction.t, services.club, None, metadata))


def on_duplicate(interaction: Interaction, services: Services) -> Reply:
    """The form of a new event, filled in from another, whatever became of that one."""
    event = reading.find(services, EventId(interaction.number))
    if event is None:
        return after(interaction, services, EventOutcome(EventChange.GONE))
    revision = Origin(like=event.id).revision
    metadata = ReturnTo.of(interaction, 0, revision).packed()
    start = (revision, form.fields_alike(event, services.club.zone))
    view = form_view.event_form(interaction.t, services.club, None, metadata, start=start)
    return on_top(interaction, services, view)


def on_edit(interaction: Interaction, services: Services) -> Reply:
    """The form of an event as it stands."""
    event = reading.find(services, EventId(interaction.number))
    if event is None or event.state is EventState.CANCELLED:
        return after(
            interaction,
            services,
            EventOutcome(EventChange.ALREADY_CANCELLED if event else EventChange.GONE, event),
        )
    return on_top(
        interaction, services, _form(interaction, services, event, ReturnTo.of(interaction, event.id))
    )


def on_form(interaction: Interaction, services: Services) -> Reply:
    """The form, submitted: saved, or every fault at its field, or what somebody else saved meanwhile."""
    way = ReturnTo.unpacked(interaction.metadata)
    fields = form.typed(interaction, way.revision)
    at_once = form.wants_publication(interaction, way.revision)
    if way.revision.startswith(NEW):
        origin, by = origin_of(way.revision), interaction.member.id
        outcome = service.create(services, fields, interaction.now, at_once=at_once, by=by, origin=origin)
    else:
        outcome = service.change(
            services,
            EventId(way.subject),
            way.revision,
            fields,
            interaction.now,
            at_once=at_once,
            following=_following(interaction, way.revision),
        )
    if outcome.result is EventChange.FAULTY:
        return Reply(errors=sentences.errors(interaction.t, outcome.faults, way.revision))
    if outcome.result is EventChange.CHANGED_MEANWHILE and outcome.event:
        return Reply(update=_form(interaction, services, outcome.event, way, fields))
    return after(interaction, services, outcome, way)


def on_hosts(interaction: Interaction, services: Services) -> Reply:
    """Companies that fit what was typed."""
    return Reply(
        options=[
            option(name, company_id) for company_id, name in reading.companies(services, interaction.text)
        ]
    )


def on_publish(interaction: Interaction, services: Services) -> Reply:
    """A draft goes before everybody."""
    return after(
        interaction,
        services,
        publishing.publish(services, EventId(interaction.number), interaction.now, by=interaction.member.id),
    )


def on_cancel(interaction: Interaction, services: Services) -> Reply:
    """Asks for the reason first."""
    event = reading.find(services, EventId(interaction.number))
    if event is None or event.state is EventState.CANCELLED or phase(event, interaction.now) is Phase.OVER:
        return after(
            interaction, services, service.cancel(services, EventId(interaction.number), "", interaction.now)
        )
    later = reading.following(services, event, interaction.now)
    metadata = ReturnTo.of(interaction, event.id).packed()
    return on_top(interaction, services, views.cancelling(interaction.t, event, later, metadata))


def on_cancelling(interaction: Interaction, services: Services) -> Reply:
    """Called off, confirmed."""
    way = ReturnTo.unpacked(interaction.metadata)
    reason, following = interaction.entered("reason"), _following(interaction, CANCELLING)
    outcome = service.cancel(services, EventId(way.subject), reason, interaction.now, following=following)
    return after(interaction, services, outcome, way)


def _following(interaction: Interaction, revision: str) -> bool:
    """Whether what is submitted holds for the dates that follow too."""
    return interaction.entered(form.block(SCOPE, revision)) == FOLLOWING


def on_remind(interaction: Interaction, services: Services) -> Reply:
    """Asks those who have not answered."""
    return after(
        interaction, services, service.remind(services, EventId(interaction.number), interaction.now)
    )


def on_export(interaction: Interaction, services: Services) -> Reply:
    """The list as a file, by direct message."""
    return after(
        interaction,
        services,
        service.ask_export(services, EventId(interaction.number), interaction.slack_id, interaction.now),
    )


def _form(
    interaction: Interaction,
    services: Services,
    event: Event,
    way: ReturnTo[None],
    lost: form.Fields | None = None,
) -> View:
    metadata = way.seen(event).packed()
    later = reading.following(services, event, interaction.now)
    return form_view.event_form(interaction.t, services.club, event, metadata, lost, following=later)


def _listing(interaction: Interaction, services: Services, asked: ListPosition, said: str = "") -> Message:
    return views.listing(
        interaction.t,
        reading.listing(services, asked, interaction.now),
        interaction.now,
        said,
    )


def after(
    interaction: Interaction, services: Services, outcome: EventOutcome, way: ReturnTo[object] | None = None
) -> Reply:
    """The list redrawn where the act was made in it, shown after a command, else one sentence aside."""
    said = sentences.said(interaction.t, outcome)
    url = way.response_url if way else interaction.response_url
    if at := (way or interaction).position(MANAGED):
        return Reply(_listing(interaction, services, at, said), in_place=True, response_url=url)
    if way and not way.behind:
        return Reply(_listing(interaction, services, ListPosition(MANAGED), said), response_url=url)
    told = party.told_of(interaction.t, outcome.event, said) if outcome.event else aside(said)
    return Reply(told, response_url=url)

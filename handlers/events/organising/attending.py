"""Listeners of the answers and of the attendance."""

from club.events import Event, Phase, phase
from club.ids import EventId
from handlers.events.organising import answers_view, reading, service
from handlers.events.organising.answers_view import PEOPLE
from handlers.events.organising.listeners import after
from handlers.events.organising.outcomes import EventChange, EventOutcome
from handlers.events.organising.reading import Seated
from handlers.kit.blocks import Block, pages
from handlers.kit.carried import number
from handlers.kit.interaction import DONE, Interaction, Origin, Reply
from handlers.kit.modals import on_top
from handlers.kit.services import Services


def on_answers(interaction: Interaction, services: Services) -> Reply:
    """Who answered what, in a modal."""
    found = reading.get_answers(services, EventId(interaction.number))
    if found is None:
        return after(interaction, services, EventOutcome(EventChange.GONE))
    return on_top(interaction, services, answers_view.answers(interaction.t, found, 0))


def on_answers_page(interaction: Interaction, services: Services) -> Reply:
    """Another page of the answers, in the same modal."""
    event_id, _, page = interaction.value.partition(":")
    if found := reading.get_answers(services, EventId(number(event_id))):
        view = answers_view.answers(interaction.t, found, number(page))
        services.client.views_update(view_id=interaction.view_id, hash=interaction.view_hash, view=view)
    return DONE


def on_attendance(interaction: Interaction, services: Services) -> Reply:
    """Who came, to be ticked; from the start of the event on."""
    found = reading.get_answers(services, EventId(interaction.number))
    if found is None:
        return after(interaction, services, EventOutcome(EventChange.GONE))
    if phase(found.event, interaction.now) not in (Phase.STARTED, Phase.OVER):
        return after(interaction, services, EventOutcome(EventChange.NOT_STARTED, found.event))
    people = reading.seated(found.parties)
    if not people:
        return after(interaction, services, EventOutcome(EventChange.NOBODY_CAME, found.event))
    return on_top(
        interaction,
        services,
        _page(interaction, found.event, people, Origin.of(interaction, found.event.id), 0),
    )


def on_attending(interaction: Interaction, services: Services) -> Reply:
    """A page of ticks, kept; then the next page, or the end."""
    origin = Origin.unpacked(interaction.metadata)
    outcome = _kept(interaction, services, origin)
    page = number(origin.other.partition(":")[0]) + 1
    found = reading.get_answers(services, origin.event_id)
    if outcome.event and found:
        people = reading.seated(found.parties)
        if page * PEOPLE < len(people):
            return Reply(update=_page(interaction, found.event, people, origin, page))
    return after(interaction, services, outcome, origin)


def on_attendance_back(interaction: Interaction, services: Services) -> Reply:
    """The page before, once this one is kept."""
    origin = Origin.unpacked(interaction.metadata)
    _kept(interaction, services, origin)
    if found := reading.get_answers(services, origin.event_id):
        page = max(0, number(origin.other.partition(":")[0]) - 1)
        view = _page(interaction, found.event, reading.seated(found.parties), origin, page)
        services.client.views_update(view_id=interaction.view_id, hash=interaction.view_hash, view=view)
    return DONE


def _kept(interaction: Interaction, services: Services, origin: Origin) -> EventOutcome:
    """Writes the ticks of the page that is shown: its people are in the metadata, ticked or not."""
    shown = origin.other.partition(":")[2].split()
    came = {
        key
        for block in interaction.state
        if block.startswith("present#")
        for key in interaction.ticked(block)
    }
    return service.record(services, origin.event_id, shown, came, interaction.now)


def _page(interaction: Interaction, event: Event, people: list[Seated], origin: Origin, page: int) -> Block:
    shown, _, _ = pages(people, page, PEOPLE)
    keys = " ".join(one.key for one in shown)
    metadata = Origin(event.id, origin.response_url, origin.behind, f"{page}:{keys}").packed()
    return answers_view.attendance(interaction.t, event, people, page, metadata)

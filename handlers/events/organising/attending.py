"""Listeners of the answers and of the attendance."""

from typing import NamedTuple

from club.events import Event, Phase, phase
from club.ids import EventId
from handlers.events.organising import answers_view, ids, reading, service
from handlers.events.organising.answers_view import PARTIES, PEOPLE
from handlers.events.organising.listeners import after
from handlers.events.organising.outcomes import EventChange, EventOutcome
from handlers.events.organising.reading import Seated
from handlers.kit.blocks import Block
from handlers.kit.carried import Id
from handlers.kit.interaction import DONE, Interaction, Reply
from handlers.kit.modals import on_top
from handlers.kit.positions import ListPosition, Page
from handlers.kit.return_to import ReturnTo
from handlers.kit.services import Services


class Ticked(NamedTuple):
    """Which page of the attendance a form shows, and whom, ticked or not."""

    page: Id
    keys: tuple[str, ...]


def on_answers(interaction: Interaction, services: Services) -> Reply:
    """Who answered what, in a modal."""
    found = reading.get_answers(services, interaction.page_of(ids.ANSWERS, owned=True), PARTIES)
    if found is None:
        return after(interaction, services, EventOutcome(EventChange.GONE))
    return on_top(interaction, services, answers_view.answers(interaction.t, found))


def on_answers_page(interaction: Interaction, services: Services) -> Reply:
    """Another page of the answers, in the same modal."""
    if found := reading.get_answers(services, interaction.page_of(ids.ANSWERS, owned=True), PARTIES):
        view = answers_view.answers(interaction.t, found)
        services.client.views_update(view_id=interaction.view_id, hash=interaction.view_hash, view=view)
    return DONE


def on_attendance(interaction: Interaction, services: Services) -> Reply:
    """Who came, to be ticked; from the start of the event on."""
    event = reading.find(services, EventId(interaction.number))
    if event is None:
        return after(interaction, services, EventOutcome(EventChange.GONE))
    if phase(event, interaction.now) not in (Phase.STARTED, Phase.OVER):
        return after(interaction, services, EventOutcome(EventChange.NOT_STARTED, event))
    if reading.is_attendance_settled(services, event, interaction.now):
        return after(interaction, services, EventOutcome(EventChange.ATTENDANCE_SETTLED, event))
    people = _people(services, event, 0)
    if not people.items:
        return after(interaction, services, EventOutcome(EventChange.NOBODY_CAME, event))
    way = ReturnTo.of(interaction, event.id)
    return on_top(interaction, services, _page(interaction, event, people, way))


def on_attending(interaction: Interaction, services: Services) -> Reply:
    """A page of ticks, kept; then the next page, or the end."""
    way = ReturnTo.unpacked(interaction.metadata, Ticked)
    outcome = _kept(interaction, services, way)
    if outcome.event and outcome.result is EventChange.RECORDED:
        people = _people(services, outcome.event, way.extra.page + 1)
        if people.position.number > way.extra.page:
            return Reply(update=_page(interaction, outcome.event, people, way))
    return after(interaction, services, outcome, way)


def on_attendance_back(interaction: Interaction, services: Services) -> Reply:
    """The page before, once this one is kept."""
    way = ReturnTo.unpacked(interaction.metadata, Ticked)
    outcome = _kept(interaction, services, way)
    if outcome.event:
        people = _people(services, outcome.event, max(0, way.extra.page - 1))
        view = _page(interaction, outcome.event, people, way)
        services.client.views_update(view_id=interaction.view_id, hash=interaction.view_hash, view=view)
    return DONE


def _people(services: Services, event: Event, number: int) -> Page[Seated]:
    return reading.get_seated(services, event, ListPosition(ids.ATTENDANCE, of=event.id, page=number), PEOPLE)


def _kept(interaction: Interaction, services: Services, way: ReturnTo[Ticked]) -> EventOutcome:
    """Writes the ticks of the page that is shown: its people are in the metadata, ticked or not."""
    came = {
        key
        for block in interaction.state
        if block.startswith("present#")
        for key in interaction.ticked(block)
    }
    return service.record(
        services, EventId(way.subject), way.extra.keys, came, interaction.member.id, interaction.now
    )


def _page(interaction: Interaction, event: Event, page: Page[Seated], way: ReturnTo[object]) -> Block:
    ticked = Ticked(page.position.number, tuple(one.key for one in page.items))
    return answers_view.attendance(interaction.t, event, page, way.with_extra(ticked).packed())

"""Listeners of the answers and of the attendance."""

from typing import NamedTuple

from club.events import Event, Phase, phase
from club.ids import EventId
from handlers.events.organising import answers_view, ids, reading, service
from handlers.events.organising.answers_view import PEOPLE
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
    asked = interaction.page_of(ids.ANSWERS, owned=True)
    found = reading.get_answers(services, EventId(asked.of))
    if found is None:
        return after(interaction, services, EventOutcome(EventChange.GONE))
    return on_top(interaction, services, answers_view.answers(interaction.t, found, asked))


def on_answers_page(interaction: Interaction, services: Services) -> Reply:
    """Another page of the answers, in the same modal."""
    asked = interaction.page_of(ids.ANSWERS, owned=True)
    if found := reading.get_answers(services, EventId(asked.of)):
        view = answers_view.answers(interaction.t, found, asked)
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
    way = ReturnTo.of(interaction, found.event.id)
    return on_top(interaction, services, _page(interaction, found.event, people, way, 0))


def on_attending(interaction: Interaction, services: Services) -> Reply:
    """A page of ticks, kept; then the next page, or the end."""
    way = ReturnTo.unpacked(interaction.metadata, Ticked)
    outcome = _kept(interaction, services, way)
    page = way.extra.page + 1
    found = reading.get_answers(services, EventId(way.subject))
    if outcome.event and found:
        people = reading.seated(found.parties)
        if page * PEOPLE < len(people):
            return Reply(update=_page(interaction, found.event, people, way, page))
    return after(interaction, services, outcome, way)


def on_attendance_back(interaction: Interaction, services: Services) -> Reply:
    """The page before, once this one is kept."""
    way = ReturnTo.unpacked(interaction.metadata, Ticked)
    _kept(interaction, services, way)
    if found := reading.get_answers(services, EventId(way.subject)):
        page = max(0, way.extra.page - 1)
        view = _page(interaction, found.event, reading.seated(found.parties), way, page)
        services.client.views_update(view_id=interaction.view_id, hash=interaction.view_hash, view=view)
    return DONE


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


def _page(
    interaction: Interaction, event: Event, people: list[Seated], way: ReturnTo[object], number: int
) -> Block:
    page = Page.cut(people, ListPosition(ids.ATTENDANCE, of=event.id, page=number), PEOPLE)
    ticked = Ticked(page.position.number, tuple(one.key for one in page.items))
    return answers_view.attendance(interaction.t, event, page, way.with_extra(ticked).packed())

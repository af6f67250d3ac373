"""Listeners of the answers and of the attendance."""

from club.events import Event, Phase, phase
from club.ids import EventId
from handlers.events.organising import answers_view, reading, service
from handlers.events.organising.answers_view import PEOPLE
from handlers.events.organising.listeners import after
from handlers.events.organising.outcomes import Outcome, Result
from handlers.events.organising.reading import Seated
from handlers.kit.act import DONE, Act, Origin, Reply
from handlers.kit.blocks import Block, pages
from handlers.kit.carried import number
from handlers.kit.desk import Desk
from handlers.kit.modals import on_top


def on_answers(act: Act, desk: Desk) -> Reply:
    """Who answered what, in a modal."""
    found = reading.get_answers(desk, EventId(act.number))
    if found is None:
        return after(act, desk, Outcome(Result.GONE))
    return on_top(act, desk, answers_view.answers(act.t, found, 0))


def on_answers_page(act: Act, desk: Desk) -> Reply:
    """Another page of the answers, in the same modal."""
    event_id, _, page = act.value.partition(":")
    if found := reading.get_answers(desk, EventId(number(event_id))):
        view = answers_view.answers(act.t, found, number(page))
        desk.client.views_update(view_id=act.view_id, hash=act.view_hash, view=view)
    return DONE


def on_attendance(act: Act, desk: Desk) -> Reply:
    """Who came, to be ticked; from the start of the event on."""
    found = reading.get_answers(desk, EventId(act.number))
    if found is None:
        return after(act, desk, Outcome(Result.GONE))
    if phase(found.event, act.now) not in (Phase.STARTED, Phase.OVER):
        return after(act, desk, Outcome(Result.NOT_STARTED, found.event))
    people = reading.seated(found.parties)
    if not people:
        return after(act, desk, Outcome(Result.NOBODY_CAME, found.event))
    return on_top(act, desk, _page(act, found.event, people, Origin.of(act, found.event.id), 0))


def on_attending(act: Act, desk: Desk) -> Reply:
    """A page of ticks, kept; then the next page, or the end."""
    origin = Origin.unpacked(act.metadata)
    outcome = _kept(act, desk, origin)
    page = number(origin.other.partition(":")[0]) + 1
    found = reading.get_answers(desk, origin.event_id)
    if outcome.event and found:
        people = reading.seated(found.parties)
        if page * PEOPLE < len(people):
            return Reply(update=_page(act, found.event, people, origin, page))
    return after(act, desk, outcome, origin)


def on_attendance_back(act: Act, desk: Desk) -> Reply:
    """The page before, once this one is kept."""
    origin = Origin.unpacked(act.metadata)
    _kept(act, desk, origin)
    if found := reading.get_answers(desk, origin.event_id):
        page = max(0, number(origin.other.partition(":")[0]) - 1)
        view = _page(act, found.event, reading.seated(found.parties), origin, page)
        desk.client.views_update(view_id=act.view_id, hash=act.view_hash, view=view)
    return DONE


def _kept(act: Act, desk: Desk, origin: Origin) -> Outcome:
    """Writes the ticks of the page that is shown: its people are in the metadata, ticked or not."""
    shown = origin.other.partition(":")[2].split()
    came = {key for block in act.state if block.startswith("present#") for key in act.ticked(block)}
    return service.record(desk, origin.event_id, shown, came, act.now)


def _page(act: Act, event: Event, people: list[Seated], origin: Origin, page: int) -> Block:
    shown, _, _ = pages(people, page, PEOPLE)
    keys = " ".join(one.key for one in shown)
    metadata = Origin(event.id, origin.response_url, origin.behind, f"{page}:{keys}").packed()
    return answers_view.attendance(act.t, event, people, page, metadata)

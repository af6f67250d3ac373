"""The member's own list: what is coming, where I stand, what I can do. Shown by several features."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime

from slack_sdk.errors import SlackApiError

from club.events import Event, EventState, Phase, Ways, phase
from club.ids import EventId, SeriesId
from handlers.events.shared import elsewhere, party, party_buttons
from handlers.events.shared import outcomes as out
from handlers.events.shared.elsewhere import NOTHING, ElsewhereList, get_elsewhere
from handlers.events.shared.questions import form, get_asked
from handlers.events.shared.seats import participation
from handlers.events.shared.sentences import answered, sentence
from handlers.kit import moments
from handlers.kit.blocks import Block, actions, button, context, folded, message, rich
from handlers.kit.interaction import Blocks, Interaction, Message, Reply, View
from handlers.kit.paging import turning
from handlers.kit.positions import ListPosition, Page
from handlers.kit.return_to import CHANNEL, ReturnTo
from handlers.kit.services import Services
from handlers.words import Translator
from storage.database import Session
from storage.events import get_event, list_coming
from storage.people import Person
from storage.series import list_series_of

SEVERAL = 3
"""Dates of one series to answer, from which on they stand together."""
AGENDA, MINE = "agenda", "mine"
"""The member's list; one event by itself, as the ids of its buttons' block begin."""
FIRST = ListPosition(AGENDA)


@dataclass(frozen=True, slots=True)
class Agenda(Page[out.Participation]):
    """What is coming, for one member; and what others hold, apart."""

    elsewhere: ElsewhereList = NOTHING
    series: Mapping[EventId, "MoreDates"] = field(default_factory=dict)
    """Of the events that stand for a series, what else it has."""


@dataclass(frozen=True, slots=True)
class MoreDates:
    """The dates of a series that follow the one in the list."""

    series_id: SeriesId
    count: int
    last: Event
    both: bool
    """Whether at one of them there are two ways to come."""


def get_agenda(services: Services, person: Person, now: datetime, asked: ListPosition = FIRST) -> Agenda:
    """A page of the coming events with the member's place at each; a page beyond the end is the last."""
    with services.db.read() as session:
        coming, series = _one_each(session, list_coming(session, now), now)
        page = Page.cut(coming, asked)
        mine = [participation(session, event, person.id, now) for event in page.items]
        beside = get_elsewhere(session, services, now)
    around = page.position, page.start, page.size, page.before, page.after
    return Agenda(mine, page.total, *around, beside, series)


def _one_each(
    session: Session, coming: Sequence[Event], now: datetime
) -> tuple[list[Event], dict[EventId, MoreDates]]:
    """Of a series with several dates to answer the next one alone, with what follows it; all other events."""
    if len(coming) < SEVERAL:
        return [*coming], {}
    of, dates = list_series_of(session, [one.id for one in coming]), dict[SeriesId, list[Event]]()
    for one in coming:
        if one.id in of and phase(one, now) is Phase.OPEN:
            dates.setdefault(of[one.id], []).append(one)
    several = {series_id: found for series_id, found in dates.items() if len(found) >= SEVERAL}
    hidden = {one.id for found in several.values() for one in found[1:]}
    more = {
        found[0].id: MoreDates(
            series_id, len(found) - 1, found[-1], any(one.ways is Ways.BOTH for one in found)
        )
        for series_id, found in several.items()
    }
    return [one for one in coming if one.id not in hidden], more


def get_standing(
    services: Services, event_id: EventId, person: Person, now: datetime
) -> out.Participation | None:
    """One event and the member's place at it; None where there is no such event for members."""
    with services.db.read() as session:
        event = get_event(session, event_id)
        if event is None or event.state is EventState.DRAFT:
            return None
        return participation(session, event, person.id, now)


def agenda(t: Translator, shown: Agenda, said: str = "") -> Message:
    """The member's list: at most five events, the first unanswered one with the primary button."""
    if not shown.total:
        return _none(t, shown, said)
    count = t.plural("Your next event", "Your next events ({n})", shown.total)
    blocks: list[Block | None] = [rich("{said}", said=said)] if said else []
    blocks.append(rich("*{count}*", count=count))
    for one in shown.items:
        block_id = shown.position.block(one.event.id)
        blocks += entry(t, one, primary=one is _first_unanswered(shown), block_id=block_id)
        blocks += _more_dates(t, one.event, shown.series.get(one.event.id))
    turns = turning(t, shown, "rsvp.page", t("Previous events"), t("Next events"))
    blocks += [context(t("Times are Paris time.")), *turns, *elsewhere.below(t, shown.elsewhere)]
    return replace(message(said or _agenda_text(t, shown), *blocks), said=said)


def _more_dates(t: Translator, event: Event, more: MoreDates | None) -> list[Block | None]:
    """The dates that follow in its series, all at once."""
    if more is None:
        return []
    said = t.plural(
        "And {n} other date of the series, on {last}",
        "And {n} other dates of the series, until {last}",
        more.count,
        last=t.day(more.last.starts_at),
    )
    choose = button(t("See the dates…"), "series.choose", more.series_id, about=event.title)
    every = button(t("I am coming to all"), "series.all", more.series_id, about=event.title)
    return [context(said), actions(choose, None if more.both else every)]


def _none(t: Translator, shown: Agenda, said: str) -> Message:
    said = said or t("No event planned. An idea?")
    idea = button(t("Propose an activity…"), "topics.propose", "activity", primary=True)
    blocks = [rich("{said}", said=said), actions(idea), *elsewhere.below(t, shown.elsewhere)]
    return message("\n".join([said, *_beside(t, shown)]), *blocks)


def home_part(t: Translator, shown: Agenda) -> Blocks:
    """The first events as they stand in the home tab; the rest comes by message."""
    blocks: list[Block | None] = [rich("*{title}*", title=t("Your events"))]
    if not shown.total:
        blocks.append(rich("{said}", said=t("No event planned.")))
    for one in shown.items:
        # answered above, where all that awaits them stands
        waits = (one.silent and one.phase is Phase.OPEN) or one.offered is not None
        said, row = entry(t, one, primary=False, block_id=shown.position.block(one.event.id))
        blocks += [said, None if waits or row is None else folded(row)]
    if shown.total:
        blocks.append(actions(button(t("See all my events"), "rsvp.page", 0)))
    blocks += elsewhere.below(t, shown.elsewhere)
    return [block for block in blocks if block]


def _first_unanswered(shown: Agenda) -> out.Participation | None:
    """The one that wants an answer most: answers still open before those that can only be asked for."""
    silent = [one for one in shown.items if one.silent]
    return min(silent, key=lambda one: one.phase is not Phase.OPEN, default=None)


def _agenda_text(t: Translator, shown: Agenda) -> str:
    lines = [f"{s.event.title}, {moments.short(t, s.event)}{t(': ')}{party.state(t, s)}" for s in shown.items]
    count = t.plural("Your next event", "Your next events ({n})", shown.total)
    return "\n".join([count, *lines, t("Times are Paris time."), *_beside(t, shown)])


def _beside(t: Translator, shown: Agenda) -> Iterator[str]:
    """What a screen reader says of those elsewhere."""
    if shown.elsewhere.items:
        yield t("Outside the club")
        yield from elsewhere.lines(t, shown.elsewhere)


def entry(
    t: Translator, participation: out.Participation, *, primary: bool, block_id: str
) -> list[Block | None]:
    """One event in a list: what, when, where, where I stand, what I can do.

    The id of the buttons' block says where they stand, so that a click redraws the list.
    """
    event = participation.event
    row = actions(*party_buttons.buttons(t, participation, primary=primary))
    return [
        rich(
            "*{title}*\n{when} · {where}\n{state}",
            title=event.title,
            when=party.when(t, event),
            where=party.where(t, event),
            state=party.state(t, participation),
        ),
        {**row, "block_id": block_id} if row else None,
    ]


def mine(t: Translator, participation: out.Participation, said: str = "") -> Message:
    """One event and the member's place at it."""
    blocks: list[Block | None] = [rich("{said}", said=said)] if said else []
    zone = t("Times are Paris time.")
    text = f"{participation.event.title}{t(': ')}{said or f'{party.state(t, participation)} · {zone}'}"
    block_id = f"{MINE}:{participation.event.id}"
    return message(text, *blocks, *entry(t, participation, primary=True, block_id=block_id), context(zone))


def after(
    interaction: Interaction,
    services: Services,
    outcome: out.AnswerOutcome,
    way: ReturnTo[object] | None = None,
) -> Reply:
    """The answer to an act, where it was made: the list redrawn, the message rewritten, or a word aside.

    `way` is where a modal came from; without it, where the button stands.
    """
    url = way.response_url if way else interaction.response_url
    view = _asking(interaction, services, outcome, way)
    if redrawn := _redrawn(interaction, services, outcome, way):
        return Reply(redrawn, in_place=True, response_url=url, update=view)
    beside = way.behind == CHANNEL if way else not interaction.in_private
    return Reply(answered(interaction.t, outcome), in_place=not beside, response_url=url, update=view)


def _asking(
    interaction: Interaction,
    services: Services,
    outcome: out.AnswerOutcome,
    way: ReturnTo[object] | None,
) -> View | None:
    if not isinstance(outcome, out.Coming | out.InLine) or not outcome.changed:
        return None
    return ask(interaction, services, outcome.participation, way)


def ask(
    interaction: Interaction,
    services: Services,
    found: out.Participation,
    way: ReturnTo[object] | None,
) -> View | None:
    """An event that has questions asks them at the answer: in the place of the form, else as a window.

    The answer stands, and its message leads to the form too: where Slack opens no window, nothing is lost.
    """
    if not found.asked:
        return None
    event_id = found.event.id
    url, behind = (way.response_url, way.behind) if way else ("", "")
    back = ReturnTo(event_id, None, "", url, behind) if way else ReturnTo.of(interaction, event_id)
    asked = get_asked(services, found, interaction.member)
    view = form(interaction.t, asked, back.packed())
    if way:
        return view
    with suppress(SlackApiError):
        services.client.views_open(trigger_id=interaction.trigger_id, view=view)
    return None


def _titled(t: Translator, outcome: out.AnswerOutcome) -> str:
    """The sentence with the event it is about: in a list of several, and read alone, it must name it."""
    said = sentence(t, outcome)
    if isinstance(outcome, out.Unknown):
        return said
    return f"{outcome.participation.event.title}{t(': ')}{said}"


def _redrawn(
    interaction: Interaction, services: Services, outcome: out.AnswerOutcome, way: ReturnTo[object] | None
) -> Message | None:
    if at := (way or interaction).position(AGENDA):
        shown = get_agenda(services, interaction.member, interaction.now, at)
        return agenda(interaction.t, shown, _titled(interaction.t, outcome))
    behind = way.behind if way else interaction.block_id
    if behind.startswith(f"{MINE}:") and not isinstance(outcome, out.Unknown):
        return mine(interaction.t, outcome.participation, sentence(interaction.t, outcome))
    return None

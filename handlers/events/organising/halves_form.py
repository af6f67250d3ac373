"""“Half-days…”: the form, and the half-days that it makes of an event."""

from collections.abc import Sequence
from datetime import time
from zoneinfo import ZoneInfo

from club.events import Event, EventState
from club.halves import LEAST_HALVES, Half, HalfHours, halves_in, hours_in
from club.ids import EventId
from club.series import MOST_DATES
from handlers.events.organising import halving, ids
from handlers.events.organising.halving import AFTERNOON, BEGINS, COUNT, MORNING, Halved
from handlers.events.organising.listeners import after
from handlers.events.organising.outcomes import EventChange, EventOutcome
from handlers.events.organising.repeat_form import AT_ONCE, HOLIDAYS, WEEKENDS, days_off, publication
from handlers.events.organising.repeating import SKIPS
from handlers.events.organising.sentences import FAULTS
from handlers.events.shared import party
from handlers.events.shared.series import HALVES
from handlers.kit.blocks import Block, context, field, modal, option, radio
from handlers.kit.carried import choice, whole
from handlers.kit.interaction import Interaction, Reply
from handlers.kit.modals import on_top
from handlers.kit.return_to import ReturnTo
from handlers.kit.services import Services
from handlers.words import Translator
from storage.events import get_event


def on_halves(interaction: Interaction, services: Services) -> Reply:
    """The form; or why there is nothing to split."""
    event_id = EventId(interaction.number)
    with services.db.read() as session:
        event = get_event(session, event_id)
        refused = halving.may_not(session, event, interaction.now)
    if refused or event is None:
        return after(interaction, services, refused or EventOutcome(EventChange.GONE))
    metadata = ReturnTo.of(interaction, event.id).packed()
    return on_top(interaction, services, form(interaction.t, event, services.club.zone, metadata))


def on_halving(interaction: Interaction, services: Services) -> Reply:
    """The half-days are made; or what is wrong, at its field."""
    way, t = ReturnTo.unpacked(interaction.metadata), interaction.t
    asked = Halved(
        choice(Half, interaction.entered(BEGINS)),
        whole(interaction.entered(COUNT), MOST_DATES),
        HalfHours(_hours(interaction, MORNING), _hours(interaction, AFTERNOON)),
        HOLIDAYS in interaction.ticked(SKIPS),
        WEEKENDS in interaction.ticked(SKIPS),
        bool(interaction.ticked(AT_ONCE)),
    )
    outcome = halving.split(services, EventId(way.subject), asked, interaction.now, interaction.member.id)
    if outcome.result is EventChange.FAULTY and outcome.event is None:
        return Reply(errors={name: t(FAULTS[one]) for name, one in outcome.faults.items()})
    return after(interaction, services, outcome, way)


def _hours(interaction: Interaction, names: tuple[str, str]) -> tuple[time, time]:
    first, last = (time.fromisoformat(interaction.entered(name)) for name in names)
    return first, last


def form(t: Translator, event: Event, zone: ZoneInfo, metadata: str) -> Block:
    """With which half the event begins, how many there are, and from when to when they last."""
    begins, count = halves_in(event, zone)
    usual, draft = hours_in(event, zone), event.state is EventState.DRAFT
    told = "" if draft else t("What people answered holds for each half-day; who comes is told once.")
    choices = {half: option(t(HALVES[half]).capitalize(), half.value) for half in Half}
    number: Block = {
        "type": "number_input",
        "is_decimal_allowed": False,
        "min_value": str(LEAST_HALVES),
        "max_value": str(MOST_DATES),
        "initial_value": str(min(count, MOST_DATES)),
    }
    blocks: Sequence[Block | None] = [
        party.head(t, event),
        field(BEGINS, t("It begins with"), radio([*choices.values()], choices[begins])),
        field(COUNT, t("Number of half-days"), number, hint=t("On days that follow each other; 24 at most.")),
        *_clocks(MORNING, usual.morning, (t("Morning from"), t("Morning until"))),
        *_clocks(AFTERNOON, usual.afternoon, (t("Afternoon from"), t("Afternoon until"))),
        days_off(t),
        publication(t) if draft else None,
        context(t("Each half-day has its own answers, seats and waiting list; one deadline holds for all.")),
        context(told),
    ]
    return modal(
        ids.HALVING,
        t("Half-days"),
        blocks,
        submit=t("Create"),
        close=t("Back"),
        metadata=metadata,
    )


def _clocks(names: tuple[str, str], usual: tuple[time, time], labels: tuple[str, str]) -> list[Block | None]:
    return [
        field(name, label, {"type": "timepicker", "initial_time": at.isoformat("minutes")})
        for name, label, at in zip(names, labels, usual, strict=True)
    ]

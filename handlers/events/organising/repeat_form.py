"""“Repeat…”: the form, and the dates that it makes."""

from collections.abc import Sequence
from datetime import date

from club.events import Event, EventState
from club.ids import EventId
from club.series import MOST_DATES, Rhythm, rhythms
from handlers.events.organising import ids, repeating
from handlers.events.organising.listeners import after
from handlers.events.organising.outcomes import EventChange, EventOutcome
from handlers.events.organising.repeating import COUNT, RHYTHM, SKIPS, Repeated
from handlers.events.organising.sentences import FAULTS
from handlers.events.shared import party
from handlers.events.shared.series import said_rule
from handlers.kit.blocks import Block, checkboxes, context, field, modal, option, rich, select
from handlers.kit.carried import choice, whole
from handlers.kit.interaction import Interaction, Reply
from handlers.kit.modals import on_top
from handlers.kit.return_to import ReturnTo
from handlers.kit.services import Services
from handlers.words import Translator
from storage.events import get_event

USUAL = 12
"""Dates that the form proposes: a year of months."""
AT_ONCE = "at_once"
HOLIDAYS, WEEKENDS = "skip", "weekends"
"""Days that may be left out."""


def on_repeat(interaction: Interaction, services: Services) -> Reply:
    """The form; or why there is nothing to repeat."""
    event_id = EventId(interaction.number)
    with services.db.read() as session:
        event = get_event(session, event_id)
        refused = repeating.refusal(session, event, interaction.now)
    if refused or event is None:
        return after(interaction, services, refused or EventOutcome(EventChange.GONE))
    first = event.starts_at.astimezone(services.club.zone).date()
    metadata = ReturnTo.of(interaction, event.id).packed()
    return on_top(interaction, services, form(interaction.t, event, first, metadata))


def on_repeating(interaction: Interaction, services: Services) -> Reply:
    """The dates are made."""
    way = ReturnTo.unpacked(interaction.metadata)
    count = whole(interaction.entered(COUNT), MOST_DATES)
    asked = Repeated(
        choice(Rhythm, interaction.entered(RHYTHM)),
        count if count and count > 1 else None,
        HOLIDAYS in interaction.ticked(SKIPS),
        WEEKENDS in interaction.ticked(SKIPS),
        bool(interaction.ticked(AT_ONCE)),
    )
    outcome = repeating.repeat(services, EventId(way.subject), asked, interaction.now, interaction.member.id)
    if outcome.result is EventChange.FAULTY and outcome.event is None:
        return Reply(errors={name: interaction.t(FAULTS[one]) for name, one in outcome.faults.items()})
    return after(interaction, services, outcome, way)


def form(t: Translator, event: Event, first: date, metadata: str) -> Block:
    """How often, how many times, and which days are left out."""
    rules = [option(said_rule(t, one, first), one.value) for one in rhythms(first)]
    number: Block = {
        "type": "number_input",
        "is_decimal_allowed": False,
        "min_value": "2",
        "max_value": str(MOST_DATES),
        "initial_value": str(USUAL),
    }
    blocks: Sequence[Block | None] = [
        rich(
            "*{title}*\n{when}\n{where}",
            title=event.title,
            when=party.when(t, event),
            where=party.where(t, event),
        ),
        field(RHYTHM, t("When?"), select(rules, rules[0])),
        field(COUNT, t("Number of dates"), number, hint=t("This one among them; 24 at most.")),
        days_off(t, HOLIDAYS),
        publication(t) if event.state is EventState.DRAFT else None,
        context(
            t("Same time of day, place, seats and programme; each date has its own answers and deadline.")
        ),
    ]
    return modal(
        ids.REPEATING, t("Repeat"), blocks, submit=t("Create the dates"), close=t("Back"), metadata=metadata
    )


def days_off(t: Translator, *ticked: str) -> Block:
    """The ticks that leave out days; those that are set at first."""
    shown = {HOLIDAYS: t("Leave out public holidays"), WEEKENDS: t("Leave out weekends")}
    options = {name: option(label, name) for name, label in shown.items()}
    usual = [options[name] for name in ticked]
    return field(SKIPS, t("Days off"), checkboxes([*options.values()], usual), optional=True)


def publication(t: Translator) -> Block:
    """The tick that has all dates published at once."""
    now = option(t("Publish now in the channel"), "now")
    return field(AT_ONCE, t("Publication"), checkboxes([now]), optional=True)

"""From a payload to a service and back: no rule and no SQL here."""

from collections.abc import Sequence

from club.events import Phase
from club.ids import EventId
from handlers.events.guests import companions, form, letter, representative, views
from handlers.events.guests.form import FilledGuests, GuestEntry, GuestsFaulty
from handlers.events.guests.plan import companions_of
from handlers.events.shared import outcomes as out
from handlers.events.shared.agenda import after, get_standing
from handlers.kit.carried import number
from handlers.kit.interaction import DONE, Interaction, Reply
from handlers.kit.modals import on_top
from handlers.kit.return_to import ReturnTo
from handlers.kit.services import Services


def on_companions(interaction: Interaction, services: Services) -> Reply:
    """Opens the form with everybody named so far, and more groups: one, or as many as asked for.

    The value is the event, how many, and the names to begin with (`12:2:Paul Besson|Julie Roche`); the event
    alone will do.
    """
    event, _, rest = interaction.value.partition(":")
    more, _, names = rest.partition(":")
    found = get_standing(services, EventId(number(event)), interaction.member, interaction.now)
    if found is None:
        return after(interaction, services, out.Unknown())
    known, most = companions_of(found), found.event.may_bring(services.club.companions)
    if refused := _refused(found, may_open=bool(known)):
        return after(interaction, services, refused)
    if not most and not known:
        return after(interaction, services, out.NoGuests(found))
    named = [one for one in names.split("|") if one]
    filled = _prefilled(interaction, found, number(more or "1"), named, most)
    way = ReturnTo.of(interaction, found.event.id, extra=filled.slots)
    view = views.companions(interaction.t, found, filled, way.packed(), most=most)
    return on_top(interaction, services, view)


def _refused(found: out.Participation, *, may_open: bool) -> out.AnswerOutcome | None:
    """What holds instead of a form; companions may be given back until the end."""
    if found.phase not in (Phase.OPEN, Phase.LATE) and not (found.phase is Phase.STARTED and may_open):
        return out.EventClosed(found)
    return out.InLine(found, changed=False) if found.offered else None


def _prefilled(
    interaction: Interaction, found: out.Participation, more: int, names: Sequence[str], most: int
) -> FilledGuests:
    shown = [form.entry_of(slot, guest) for slot, guest in enumerate(companions_of(found))]
    empty = max(1, more) if len(shown) < most else 0
    total = max(len(shown), min(most, len(shown) + empty))
    slots = range(len(shown), total)
    named = [*names, *("" for _ in slots)]
    fresh = [
        GuestEntry(slot, name=name, company=interaction.member.company)
        for slot, name in zip(slots, named, strict=False)
    ]
    return FilledGuests([*shown, *fresh])


def on_add(interaction: Interaction, services: Services) -> Reply:
    """One more group of inputs; what was typed stays, for its block ids do."""
    way = ReturnTo.unpacked(interaction.metadata, form.Slots)
    found = get_standing(services, EventId(way.subject), interaction.member, interaction.now)
    if found is None:
        return DONE
    typed = form.read(interaction, way.extra)
    most = found.event.may_bring(services.club.companions)
    filled = form.with_another(typed, interaction.member.company, most)
    metadata = way.with_extra(filled.slots).packed()
    view = views.companions(interaction.t, found, filled, metadata, _still_short(found, filled), most=most)
    # Without the view's hash: a second click made before the first was drawn draws the same view again.
    services.client.views_update(view_id=interaction.view_id, view=view)
    return DONE


def _still_short(found: out.Participation, filled: FilledGuests) -> out.Short | None:
    return out.Short(found, 1 + len(filled.people)) if filled.choice else None


def on_companions_submitted(interaction: Interaction, services: Services) -> Reply:
    """The form, sent: faults at their fields, the choice where seats are short, or what holds now."""
    way = ReturnTo.unpacked(interaction.metadata, form.Slots)
    filled = form.read(interaction, way.extra)
    outcome = companions.change(services, EventId(way.subject), interaction.member, filled, interaction.now)
    if isinstance(outcome, GuestsFaulty):
        return Reply(errors=views.errors(interaction.t, outcome))
    if isinstance(outcome, out.Short):
        return Reply(
            update=views.companions(
                interaction.t,
                outcome.participation,
                filled,
                interaction.metadata,
                outcome,
                most=outcome.participation.event.may_bring(services.club.companions),
            )
        )
    return after(interaction, services, outcome, way)


def on_letter(interaction: Interaction, services: Services) -> Reply:
    """The text to send to those one brings."""
    event_id = EventId(number(interaction.value))
    found = get_standing(services, event_id, interaction.member, interaction.now)
    if found is None:
        return after(interaction, services, out.Unknown())
    if found.phase not in (Phase.OPEN, Phase.LATE):
        return after(interaction, services, out.EventClosed(found))
    return Reply(letter.letter(interaction.t, found, services.club))


def on_representative(interaction: Interaction, services: Services) -> Reply:
    """Opens the form with whoever is named already, else with the name behind the event in the value."""
    event, _, name = interaction.value.partition(":")
    found = get_standing(services, EventId(number(event)), interaction.member, interaction.now)
    if found is None:
        return after(interaction, services, out.Unknown())
    if refused := _refused(found, may_open=False):
        return after(interaction, services, refused)
    named = representative.representative_of(found)
    entry = form.entry_of(0, named) if named else GuestEntry(0, name=name, company=interaction.member.company)
    filled = FilledGuests([entry])
    way = ReturnTo.of(interaction, found.event.id, extra=filled.slots)
    view = views.representative(interaction.t, found, filled, way.packed())
    return on_top(interaction, services, view)


def on_representative_submitted(interaction: Interaction, services: Services) -> Reply:
    """The form, sent: faults at their fields, or what holds now."""
    way = ReturnTo.unpacked(interaction.metadata, form.Slots)
    filled = form.read(interaction, way.extra)
    outcome = representative.send(services, EventId(way.subject), interaction.member, filled, interaction.now)
    if isinstance(outcome, GuestsFaulty):
        return Reply(errors=views.errors(interaction.t, outcome))
    return after(interaction, services, outcome, way)

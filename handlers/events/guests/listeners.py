"""From a payload to a service and back: no rule and no SQL here."""

from club.events import Phase
from club.ids import EventId
from club.seating import MOST_COMPANIONS
from handlers.events.guests import companions, form, representative, views
from handlers.events.guests.form import Entry, Faulty, Filled
from handlers.events.guests.plan import companions_of
from handlers.events.shared import outcomes as out
from handlers.events.shared.agenda import after, get_standing
from handlers.kit.act import DONE, Act, Origin, Reply
from handlers.kit.carried import number
from handlers.kit.desk import Desk
from handlers.kit.modals import on_top


def on_companions(act: Act, desk: Desk) -> Reply:
    """Opens the form with everybody named so far, and empty groups: one, or as many as asked for."""
    event, _, more = act.value.partition(":")
    found = get_standing(desk, EventId(number(event)), act.member, act.now)
    if found is None:
        return after(act, desk, out.Unknown())
    named = companions_of(found)
    if refused := _refused(found, may_open=bool(named)):
        return after(act, desk, refused)
    filled = _prefilled(act, found, number(more or "1"))
    slots = [entry.guest_id for entry in filled.entries]
    metadata = Origin.of(act, found.event.id, form.packed(slots)).packed()
    view = views.companions(act.t, found, filled, metadata)
    return on_top(act, desk, view)


def _refused(found: out.Standing, *, may_open: bool) -> out.Outcome | None:
    """What holds instead of a form; companions may be given back until the end."""
    if found.phase not in (Phase.OPEN, Phase.LATE) and not (found.phase is Phase.STARTED and may_open):
        return out.Closed(found)
    return out.InLine(found, changed=False) if found.offered else None


def _prefilled(act: Act, found: out.Standing, more: int) -> Filled:
    shown = [form.entry_of(slot, guest) for slot, guest in enumerate(companions_of(found))]
    empty = max(1, more) if len(shown) < MOST_COMPANIONS else 0
    total = min(MOST_COMPANIONS, len(shown) + empty)
    fresh = [Entry(slot, company=act.member.company) for slot in range(len(shown), total)]
    return Filled([*shown, *fresh])


def on_add(act: Act, desk: Desk) -> Reply:
    """One more group of inputs; what was typed stays, for its block ids do."""
    origin = Origin.unpacked(act.metadata)
    found = get_standing(desk, origin.event_id, act.member, act.now)
    if found is None:
        return DONE
    typed = form.read(act, form.unpacked(origin.other))
    filled = form.with_another(typed, act.member.company)
    view = views.companions(act.t, found, filled, _metadata(origin, filled), _still_short(found, filled))
    # Without the view's hash: a second click made before the first was drawn draws the same view again.
    desk.client.views_update(view_id=act.view_id, view=view)
    return DONE


def _still_short(found: out.Standing, filled: Filled) -> out.Short | None:
    return out.Short(found, 1 + len(filled.people)) if filled.choice else None


def _metadata(origin: Origin, filled: Filled) -> str:
    slots = form.packed([entry.guest_id for entry in filled.entries])
    return Origin(origin.event_id, origin.response_url, origin.behind, slots).packed()


def on_companions_submitted(act: Act, desk: Desk) -> Reply:
    """The form, sent: faults at their fields, the choice where seats are short, or what holds now."""
    origin = Origin.unpacked(act.metadata)
    filled = form.read(act, form.unpacked(origin.other))
    outcome = companions.change(desk, origin.event_id, act.member, filled, act.now)
    if isinstance(outcome, Faulty):
        return Reply(errors=views.errors(act.t, outcome))
    if isinstance(outcome, out.Short):
        return Reply(update=views.companions(act.t, outcome.standing, filled, act.metadata, outcome))
    return after(act, desk, outcome, origin)


def on_representative(act: Act, desk: Desk) -> Reply:
    """Opens the form with whoever is named already."""
    found = get_standing(desk, EventId(act.number), act.member, act.now)
    if found is None:
        return after(act, desk, out.Unknown())
    if refused := _refused(found, may_open=False):
        return after(act, desk, refused)
    named = representative.representative_of(found)
    entry = form.entry_of(0, named) if named else Entry(0, company=act.member.company)
    metadata = Origin.of(act, found.event.id, form.packed([entry.guest_id])).packed()
    view = views.representative(act.t, found, Filled([entry]), metadata)
    return on_top(act, desk, view)


def on_representative_submitted(act: Act, desk: Desk) -> Reply:
    """The form, sent: faults at their fields, or what holds now."""
    origin = Origin.unpacked(act.metadata)
    filled = form.read(act, form.unpacked(origin.other))
    outcome = representative.send(desk, origin.event_id, act.member, filled, act.now)
    if isinstance(outcome, Faulty):
        return Reply(errors=views.errors(act.t, outcome))
    return after(act, desk, outcome, origin)

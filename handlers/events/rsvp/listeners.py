"""From a payload to a service and back: no rule and no SQL here."""

from club.ids import ClaimId, EventId
from handlers.events.rsvp import service, views
from handlers.events.rsvp.finding import find
from handlers.events.rsvp.messages import put_off
from handlers.events.rsvp.postponing import postpone
from handlers.events.rsvp.typed import read
from handlers.events.shared import outcomes as out
from handlers.events.shared.agenda import after, agenda, get_agenda, get_standing, home_part, mine
from handlers.events.shared.said import answered
from handlers.kit.act import DONE, Act, Blocks, Origin, Reply
from handlers.kit.blocks import PAGE
from handlers.kit.carried import number, numbers
from handlers.kit.desk import Desk
from handlers.kit.modals import on_top


def on_command(act: Act, desk: Desk) -> Reply:
    """`/prime rsvp`, alone or with words."""
    typed = read(act.text)
    shown = get_agenda(desk, act.member, act.now, 0, PAGE)
    if not typed.words and typed.action == "rsvp.mine" and not typed.torn:
        return Reply(agenda(act.t, shown))
    events = find(desk, typed.words, act.now)
    if not events:
        none = act.t("No event for “{words}”.", words=typed.words[:60])
        return Reply(agenda(act.t, shown, none if typed.words else ""))
    if len(events) > 1:
        return Reply(views.choice(act.t, events, typed, act.text))
    if typed.too_many:
        return Reply(views.at_most(act.t, events[0], typed))
    if typed.torn:
        return _both(act, desk, events[0].id)
    return Reply(next=(typed.action, views.chosen(events[0], typed)))


def _both(act: Act, desk: Desk, event_id: EventId) -> Reply:
    """Yes and no in one line: which of them is asked, nothing is written."""
    found = get_standing(desk, event_id, act.member, act.now)
    if found is None:
        return Reply(answered(act.t, out.Unknown()))
    return Reply(mine(act.t, found, act.t("Yes or no? You typed both: nothing is changed.")))


def on_choice_page(act: Act, desk: Desk) -> Reply:
    """Another page of the events that fit, in place; what was typed comes with the button."""
    page, _, text = act.value.partition(":")
    typed = read(text)
    events = find(desk, typed.words, act.now)
    if not events:
        return Reply(agenda(act.t, get_agenda(desk, act.member, act.now, 0, PAGE)), in_place=act.ephemeral)
    return Reply(views.choice(act.t, events, typed, text, number(page)), in_place=act.ephemeral)


def on_page(act: Act, desk: Desk) -> Reply:
    """Another page of the list, in place."""
    shown = get_agenda(desk, act.member, act.now, act.number, PAGE)
    return Reply(agenda(act.t, shown), in_place=bool(act.response_url))  # from the home tab: by message


def on_mine(act: Act, desk: Desk) -> Reply:
    """My own entry for one event."""
    found = get_standing(desk, EventId(act.number), act.member, act.now)
    if found is None:
        return Reply(answered(act.t, out.Unknown()), in_place=act.ephemeral)
    return Reply(mine(act.t, found), in_place=act.ephemeral)


def on_going(act: Act, desk: Desk) -> Reply:
    """“I am coming.”"""
    return after(act, desk, service.answer_yes(desk, EventId(act.number), act.member, act.now))


def on_later(act: Act, desk: Desk) -> Reply:
    """“Remind me later”, in a reminder."""
    done = postpone(desk, EventId(act.number), act.member, act.now)
    if isinstance(done, out.Unknown):
        return Reply(answered(act.t, done), in_place=act.in_private)
    return Reply(put_off(act.t, done), in_place=act.in_private)


def on_still(act: Act, desk: Desk) -> Reply:
    """“I am still coming.”"""
    return after(act, desk, service.confirm_move(desk, EventId(act.number), act.member, act.now))


def on_not_going(act: Act, desk: Desk) -> Reply:
    """“I am not coming”; where others wait for the seats, a modal asks first."""
    event_id = EventId(act.number)
    outcome = service.answer_no(desk, event_id, act.member, act.now)
    if isinstance(outcome, out.SeatsAwaited):
        view = views.freeing(act.t, outcome, Origin.of(act, event_id).packed())
        return on_top(act, desk, view)
    return after(act, desk, outcome)


def on_free(act: Act, desk: Desk) -> Reply:
    """“Free my seat”, confirmed."""
    origin = Origin.unpacked(act.metadata)
    outcome = service.answer_no(desk, origin.event_id, act.member, act.now, sure=True)
    return after(act, desk, outcome, origin)


def on_withdraw(act: Act, desk: Desk) -> Reply:
    """Out of the line, or the request taken back."""
    return after(act, desk, service.withdraw(desk, EventId(act.number), act.member, act.now))


def on_take(act: Act, desk: Desk) -> Reply:
    """“I take the seat.”"""
    return after(act, desk, service.take_offer(desk, ClaimId(act.number), act.member, act.now))


def on_pass(act: Act, desk: Desk) -> Reply:
    """“I pass.”"""
    return after(act, desk, service.pass_offer(desk, ClaimId(act.number), act.member, act.now))


def on_late(act: Act, desk: Desk) -> Reply:
    """Asks by how much; somebody who does not come is told so instead."""
    event_id = EventId(act.number)
    found = get_standing(desk, event_id, act.member, act.now)
    if found is None or not found.answer.coming:
        return after(act, desk, out.NothingHeld(found) if found else out.Unknown())
    view = views.lateness(act.t, found, Origin.of(act, event_id).packed())
    return on_top(act, desk, view)


def on_late_submitted(act: Act, desk: Desk) -> Reply:
    """Passes the delay on."""
    origin = Origin.unpacked(act.metadata)
    minutes = number(act.entered("delay"))
    outcome = service.be_late(desk, origin.event_id, act.member, act.now, minutes)
    return after(act, desk, outcome, origin)


def on_programme(act: Act, desk: Desk) -> Reply:
    """Programme and access, in a modal."""
    found = get_standing(desk, EventId(act.number), act.member, act.now)
    if found is None:
        return after(act, desk, out.Unknown())
    return on_top(act, desk, views.programme(act.t, found))


def on_who(act: Act, desk: Desk) -> Reply:
    """Who is coming, in a modal."""
    found = get_standing(desk, EventId(act.number), act.member, act.now)
    if found is None:
        return after(act, desk, out.Unknown())
    view = views.who(act.t, found.event, service.get_parties(desk, found.event), 0)
    return on_top(act, desk, view)


def on_who_page(act: Act, desk: Desk) -> Reply:
    """Another page of who is coming."""
    event_id, page = numbers(act.value, 2)
    found = get_standing(desk, EventId(event_id), act.member, act.now)
    if found is None:
        return DONE
    view = views.who(act.t, found.event, service.get_parties(desk, found.event), page)
    desk.client.views_update(view_id=act.view_id, hash=act.view_hash, view=view)
    return DONE


def home(act: Act, desk: Desk) -> Blocks:
    """The home tab's part: my events, five of them."""
    return home_part(act.t, get_agenda(desk, act.member, act.now, 0, PAGE))

"""From a payload to a service and back: no rule and no SQL here."""

from typing import NamedTuple

from club.events import Ways
from club.ids import ClaimId, EventId
from handlers.events.rsvp import service, views
from handlers.events.rsvp.coming import list_coming
from handlers.events.rsvp.finding import find
from handlers.events.rsvp.messages import put_off
from handlers.events.rsvp.parted import BecameParts, no_part, posted_at, shows_parts, which_parts
from handlers.events.rsvp.postponing import postpone
from handlers.events.rsvp.typed import read
from handlers.events.shared import outcomes as out
from handlers.events.shared.agenda import AGENDA, after, agenda, get_agenda, get_standing, home_part, mine
from handlers.events.shared.party import guests_at_most, shows_link
from handlers.events.shared.sentences import answered
from handlers.kit.carried import number, pair
from handlers.kit.interaction import DONE, Blocks, Interaction, Reply, View
from handlers.kit.modals import on_top
from handlers.kit.positions import ListPosition
from handlers.kit.return_to import ReturnTo
from handlers.kit.services import Services

LONGEST_DELAY = 720
"""Minutes: nobody comes later than that."""


def on_command(interaction: Interaction, services: Services) -> Reply:
    """`/prime rsvp`, alone or with words."""
    typed = read(interaction.text, services.club.companions)
    shown = get_agenda(services, interaction.member, interaction.now)
    if not typed.words and typed.action == "rsvp.mine" and not typed.torn:
        return Reply(agenda(interaction.t, shown))
    events = find(services, typed.words, interaction.now)
    if not events:
        return Reply(
            views.none_for(interaction.t, typed.words) if typed.words else agenda(interaction.t, shown)
        )
    if len(events) > 1:
        return Reply(
            views.choice(interaction.t, events, typed, ListPosition(views.CHOICE, words=interaction.text))
        )
    typed = read(interaction.text, events[0].may_bring(services.club.companions))
    if typed.too_many and not typed.companions:
        return _as_it_is(interaction, services, events[0].id, guests_at_most(interaction.t, 0))
    if typed.too_many:
        return Reply(views.at_most(interaction.t, events[0], typed))
    if typed.torn:
        said = interaction.t("Yes or no? You typed both: nothing is changed.")
        return _as_it_is(interaction, services, events[0].id, said)
    return Reply(next=(typed.action, views.chosen(events[0], typed)))


def _as_it_is(interaction: Interaction, services: Services, event_id: EventId, said: str) -> Reply:
    """What was typed cannot be done: why, and the entry as it stands; nothing is written."""
    found = get_standing(services, event_id, interaction.member, interaction.now)
    if found is None:
        return Reply(answered(interaction.t, out.Unknown()))
    return Reply(mine(interaction.t, found, said))


def on_choice_page(interaction: Interaction, services: Services) -> Reply:
    """Another page of the events that fit, in place; what was typed comes with the button."""
    asked = interaction.page_of(views.CHOICE)
    typed = read(asked.words, services.club.companions)
    events = find(services, typed.words, interaction.now)
    if not events:
        return Reply(
            agenda(interaction.t, get_agenda(services, interaction.member, interaction.now)),
            in_place=interaction.ephemeral,
        )
    return Reply(views.choice(interaction.t, events, typed, asked), in_place=interaction.ephemeral)


def on_page(interaction: Interaction, services: Services) -> Reply:
    """Another page of the list, in place."""
    shown = get_agenda(services, interaction.member, interaction.now, interaction.page_of(AGENDA))
    return Reply(
        agenda(interaction.t, shown), in_place=bool(interaction.response_url)
    )  # from the home tab: by message


def on_mine(interaction: Interaction, services: Services) -> Reply:
    """My own entry for one event."""
    if parts := shows_parts(interaction, services):
        return parts
    found = get_standing(services, EventId(interaction.number), interaction.member, interaction.now)
    if found is None:
        return Reply(answered(interaction.t, out.Unknown()), in_place=interaction.ephemeral)
    return Reply(mine(interaction.t, found), in_place=interaction.ephemeral)


def on_going(interaction: Interaction, services: Services) -> Reply:
    """“I am coming.”"""
    event_id, since = EventId(interaction.number), posted_at(interaction)
    outcome = service.answer_asked(services, event_id, interaction.member, interaction.now, since)
    if isinstance(outcome, BecameParts):
        return which_parts(outcome)
    return after(interaction, services, outcome)


def on_come(interaction: Interaction, services: Services) -> Reply:
    """Yes, without how: where there are two ways it is asked, unless it was answered before."""
    event_id = EventId(interaction.number)
    if parts := shows_parts(interaction, services):
        return parts
    found = get_standing(services, event_id, interaction.member, interaction.now)
    if found is None or found.event.ways is not Ways.BOTH:
        return Reply(next=("rsvp.going", str(event_id)))
    settled = found.answer.coming or found.answer.claims
    said = "" if settled else interaction.t("On site or remotely?")
    return Reply(mine(interaction.t, found, said), in_place=interaction.ephemeral)


def on_remote(interaction: Interaction, services: Services) -> Reply:
    """“I take part remotely”; where others wait for the chairs that are held, a modal asks first."""
    event_id, since = EventId(interaction.number), posted_at(interaction)
    person, now = interaction.member, interaction.now
    outcome = service.answer_asked(services, event_id, person, now, since, remote=True)
    if isinstance(outcome, BecameParts):
        return which_parts(outcome, remote=True)
    return _or_ask(interaction, services, outcome)


def on_later(interaction: Interaction, services: Services) -> Reply:
    """“Remind me later”, in a reminder."""
    done = postpone(services, EventId(interaction.number), interaction.member, interaction.now)
    if isinstance(done, out.Unknown):
        return Reply(answered(interaction.t, done), in_place=interaction.in_private)
    return Reply(put_off(interaction.t, done), in_place=interaction.in_private)


def on_still(interaction: Interaction, services: Services) -> Reply:
    """“I am still coming.”"""
    if parts := shows_parts(interaction, services):
        return parts
    return after(
        interaction,
        services,
        service.confirm_move(services, EventId(interaction.number), interaction.member, interaction.now),
    )


def on_not_going(interaction: Interaction, services: Services) -> Reply:
    """“I am not coming”; where others wait for the seats, a modal asks first."""
    event_id, since = EventId(interaction.number), posted_at(interaction)
    outcome = service.decline_asked(services, event_id, interaction.member, interaction.now, since)
    if isinstance(outcome, BecameParts):
        return no_part(outcome)
    return _or_ask(interaction, services, outcome)


class SeatsFreed(NamedTuple):
    """What is confirmed: whether the seat is freed to come by the link."""

    remote: bool


def _or_ask(interaction: Interaction, services: Services, outcome: out.AnswerOutcome) -> Reply:
    if not isinstance(outcome, out.SeatsAwaited):
        return after(interaction, services, outcome)
    event_id = outcome.participation.event.id
    way = ReturnTo.of(interaction, event_id, extra=SeatsFreed(outcome.remote))
    return on_top(interaction, services, views.freeing(interaction.t, outcome, way.packed()))


def on_free(interaction: Interaction, services: Services) -> Reply:
    """“Free my seat”, confirmed."""
    way = ReturnTo.unpacked(interaction.metadata, SeatsFreed)
    event_id, person, now = EventId(way.subject), interaction.member, interaction.now
    if way.extra.remote:
        outcome = service.answer_yes(services, event_id, person, now, remote=True, sure=True)
    else:
        outcome = service.answer_no(services, event_id, person, now, sure=True)
    return after(interaction, services, outcome, way)


def on_withdraw(interaction: Interaction, services: Services) -> Reply:
    """Out of the line, or the request taken back."""
    if parts := shows_parts(interaction, services):
        return parts
    return after(
        interaction,
        services,
        service.withdraw(services, EventId(interaction.number), interaction.member, interaction.now),
    )


def on_take(interaction: Interaction, services: Services) -> Reply:
    """“I take the seat.”"""
    return after(
        interaction,
        services,
        service.take_offer(services, ClaimId(interaction.number), interaction.member, interaction.now),
    )


def on_pass(interaction: Interaction, services: Services) -> Reply:
    """“I pass.”"""
    return after(
        interaction,
        services,
        service.pass_offer(services, ClaimId(interaction.number), interaction.member, interaction.now),
    )


def on_late(interaction: Interaction, services: Services) -> Reply:
    """Asks by how much; somebody who does not come is told so instead."""
    event_id = EventId(interaction.number)
    found = get_standing(services, event_id, interaction.member, interaction.now)
    if found is None or not found.answer.coming:
        return after(interaction, services, out.NothingHeld(found) if found else out.Unknown())
    view = views.lateness(interaction.t, found, ReturnTo.of(interaction, event_id).packed())
    return on_top(interaction, services, view)


def on_late_by(interaction: Interaction, services: Services) -> Reply:
    """Late by so many minutes, as was typed and then confirmed."""
    event_id, minutes = pair(interaction.value)
    late = min(minutes, LONGEST_DELAY)
    outcome = service.be_late(services, EventId(event_id), interaction.member, interaction.now, late)
    return after(interaction, services, outcome)


def on_late_submitted(interaction: Interaction, services: Services) -> Reply:
    """Passes the delay on."""
    way = ReturnTo.unpacked(interaction.metadata)
    minutes = number(interaction.entered("delay"))
    outcome = service.be_late(services, EventId(way.subject), interaction.member, interaction.now, minutes)
    return after(interaction, services, outcome, way)


def on_programme(interaction: Interaction, services: Services) -> Reply:
    """Programme and access, in a modal."""
    found = get_standing(services, EventId(interaction.number), interaction.member, interaction.now)
    if found is None:
        return after(interaction, services, out.Unknown())
    link = shows_link(found, interaction.member)
    return on_top(interaction, services, views.programme(interaction.t, found, link=link))


def on_who(interaction: Interaction, services: Services) -> Reply:
    """Who is coming, in a modal."""
    view = _who(interaction, services)
    return on_top(interaction, services, view) if view else after(interaction, services, out.Unknown())


def on_who_page(interaction: Interaction, services: Services) -> Reply:
    """Another page of who is coming."""
    if view := _who(interaction, services):
        services.client.views_update(view_id=interaction.view_id, hash=interaction.view_hash, view=dict(view))
    return DONE


def _who(interaction: Interaction, services: Services) -> View | None:
    """The page that is asked for; None where there is no such event."""
    asked = interaction.page_of(views.WHO, owned=True)
    found = get_standing(services, EventId(asked.of), interaction.member, interaction.now)
    if found is None:
        return None
    return views.who(interaction.t, list_coming(services, found.event, asked, views.WHO_PAGE))


def home(interaction: Interaction, services: Services) -> Blocks:
    """The home tab's part: my events, five of them."""
    return home_part(interaction.t, get_agenda(services, interaction.member, interaction.now))

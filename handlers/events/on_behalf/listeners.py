"""From a payload to a service and back: no rule and no SQL here."""

from typing import NamedTuple

from club.ids import EventId, MemberId
from handlers.events.on_behalf import ids, service, views
from handlers.events.on_behalf.service import Refusal, Wish
from handlers.events.shared import outcomes as out
from handlers.kit.blocks import aside
from handlers.kit.carried import number
from handlers.kit.interaction import Interaction, Reply
from handlers.kit.modals import on_top
from handlers.kit.people import PEOPLE, chosen_person
from handlers.kit.return_to import ReturnTo
from handlers.kit.services import Services
from storage.people import Role


class Freeing(NamedTuple):
    """What is confirmed: whose seat is given up, and whether they come by the link instead."""

    event_id: int
    remote: bool


def on_command(interaction: Interaction, services: Services) -> Reply:
    """`/prime answer`: the form, for whoever is chosen in it."""
    return _open(interaction, services, None)


def on_open(interaction: Interaction, services: Services) -> Reply:
    """The form, for the person whom the button names."""
    return _open(interaction, services, MemberId(interaction.number) if interaction.number else None)


def _open(interaction: Interaction, services: Services, whom: MemberId | None) -> Reply:
    form = service.get_form(services, interaction.member, whom, interaction.now)
    organises = interaction.member.role is Role.ORGANISER
    if nothing := views.nothing_to_answer(interaction.t, form, organises=organises):
        return Reply(aside(nothing))
    way = ReturnTo.of(interaction, whom or 0).packed()
    return on_top(interaction, services, views.form(interaction.t, form, way, organises=organises))


def on_form(interaction: Interaction, services: Services) -> Reply:
    """The answer, sent; what keeps it from being written stands at its field."""
    way = ReturnTo.unpacked(interaction.metadata)
    chosen = interaction.entered(ids.COLLEAGUE)
    whom = way.subject or chosen_person(interaction) or (number(chosen) if chosen else 0)
    said = interaction.entered(ids.ANSWER)
    wish = Wish(
        EventId(number(interaction.entered(ids.EVENT))),
        MemberId(whom),
        said in (ids.YES, ids.REMOTE, ids.RESERVED),
        remote=said == ids.REMOTE,
        reserved=said == ids.RESERVED,
    )
    return _answered(interaction, services, wish, way)


def on_freeing(interaction: Interaction, services: Services) -> Reply:
    """“Free their seat”, confirmed."""
    way = ReturnTo.unpacked(interaction.metadata, Freeing)
    event_id, remote = way.extra
    wish = Wish(EventId(event_id), MemberId(way.subject), coming=remote, sure=True, remote=remote)
    return _answered(interaction, services, wish, way)


def _answered(interaction: Interaction, services: Services, wish: Wish, way: ReturnTo[object]) -> Reply:
    t = interaction.t
    done = service.answer(services, wish, interaction.member.id, interaction.now)
    if isinstance(done, Refusal) and not wish.sure:
        of_event = done in (Refusal.CANNOT_WAIT, Refusal.NO_LINK, Refusal.NO_RESERVED) or way.subject
        field = ids.EVENT if of_event else _field(interaction)
        return Reply(errors={field: t(views.REFUSALS[done])})
    if isinstance(done, service.AnsweredFor) and isinstance(done.outcome, out.SeatsAwaited):
        confirmed = way.with_extra(Freeing(wish.event_id, wish.remote))
        back = ReturnTo(wish.whom, confirmed.extra, "", way.response_url, way.behind).packed()
        return Reply(update=views.freeing(t, done, back))
    return Reply(views.done(t, done), response_url=way.response_url)


def _field(interaction: Interaction) -> str:
    """The select of the person, of the two kinds of form."""
    return ids.COLLEAGUE if ids.COLLEAGUE in interaction.state else PEOPLE

"""From a payload to a service and back."""

from dataclasses import replace
from typing import NamedTuple

from club.ids import EventId, RemarkId
from club.minutes import MinutesAudience
from handlers.events.minutes import ids, service, views
from handlers.events.minutes.service import MinutesDone
from handlers.kit.blocks import aside
from handlers.kit.carried import Id, choice
from handlers.kit.interaction import DONE, Interaction, Message, Reply
from handlers.kit.modals import on_top
from handlers.kit.positions import PAGE, ListPosition
from handlers.kit.return_to import ReturnTo
from handlers.kit.services import Services
from storage.people import Role


class Revising(NamedTuple):
    """What the form of a version was made from."""

    after: Id
    """The version that stood then."""
    takes: Id = 0
    """The correction that is taken up; 0 for none."""


def on_command(interaction: Interaction, services: Services) -> Reply:
    """`/prime minutes`."""
    return Reply(_listing(interaction, services, ListPosition(ids.LIST)))


def on_page(interaction: Interaction, services: Services) -> Reply:
    """Another page, in place."""
    return Reply(_listing(interaction, services, interaction.page_of(ids.LIST)), in_place=True)


def _listing(interaction: Interaction, services: Services, asked: ListPosition) -> Message:
    found = service.listing(services, interaction.member, asked, PAGE, interaction.now)
    return views.listing(interaction.t, found)


def on_read(interaction: Interaction, services: Services) -> Reply:
    """The text, in a window."""
    found = service.read(services, EventId(interaction.number), interaction.member, interaction.now)
    if found is None:
        return Reply(views.refused(interaction.t, MinutesDone.NOT_YOURS))
    today = interaction.now.astimezone(services.club.zone).date()
    organises = interaction.member.role is Role.ORGANISER
    return on_top(interaction, services, views.reading(interaction.t, found, today, organises=organises))


def on_write(interaction: Interaction, services: Services) -> Reply:
    """The form of a version."""
    found = service.get_form(services, EventId(interaction.number), interaction.now)
    if found is None:
        return Reply(views.refused(interaction.t, MinutesDone.NO_EVENT))
    event, last = found
    way = ReturnTo.of(interaction, event.id, extra=Revising(last.version if last else 0))
    shown = last or service.unwritten(event.id)
    return on_top(interaction, services, views.writing(interaction.t, event, shown, way.packed()))


def on_take(interaction: Interaction, services: Services) -> Reply:
    """“Take it up…”: the same form, with the correction in the text where its passage stands there."""
    remark_id = RemarkId(interaction.number)
    found = service.take_up(services, remark_id)
    if found is None:
        return Reply(views.refused(interaction.t, MinutesDone.MEANWHILE))
    event, last, remark = found
    way = ReturnTo.of(interaction, event.id, extra=Revising(last.version, remark_id)).packed()
    return on_top(interaction, services, views.writing(interaction.t, event, last, way, takes=remark))


def on_written(interaction: Interaction, services: Services) -> Reply:
    """Deposited, or the fault at its field; what was typed stays."""
    t, way = interaction.t, ReturnTo.unpacked(interaction.metadata, Revising)
    event_id, takes = EventId(way.subject), RemarkId(way.extra.takes) if way.extra.takes else None
    draft = replace(
        service.unwritten(event_id),
        text=interaction.entered(ids.TEXT),
        link=interaction.entered(ids.LINK),
        short=interaction.entered(ids.SHORT),
        audience=choice(MinutesAudience, interaction.entered(ids.AUDIENCE)),
    )
    done = service.deposit(
        services, event_id, draft, interaction.member, interaction.now, after=way.extra.after, takes=takes
    )
    if isinstance(done, list):
        return Reply(errors={views.FAULTS[one][0]: t(views.FAULTS[one][1]) for one in reversed(done)})
    if done is not MinutesDone.DONE:
        return Reply(errors={ids.TEXT: t(views.REFUSED[done])})
    said = t("✅ Minutes deposited, version {number}.", number=way.extra.after + 1)
    found = service.get_form(services, event_id, interaction.now)
    told = views.deposited(t, found[0], said) if found else aside(said)
    return Reply(told, response_url=way.response_url)


def on_correct(interaction: Interaction, services: Services) -> Reply:
    """The form of a correction."""
    found = service.read(services, EventId(interaction.number), interaction.member, interaction.now)
    if found is None or found.final or found.brief:
        why = MinutesDone.CLOSED if found and found.final else MinutesDone.NOT_YOURS
        return Reply(views.refused(interaction.t, why))
    way = ReturnTo.of(interaction, found.event.id).packed()
    return on_top(interaction, services, views.correcting(interaction.t, found, way))


def on_corrected(interaction: Interaction, services: Services) -> Reply:
    """Proposed, or the fault at its field."""
    t, way = interaction.t, ReturnTo.unpacked(interaction.metadata)
    passage, proposed = interaction.entered(ids.PASSAGE), interaction.entered(ids.PROPOSED)
    if not passage or not proposed:
        where = ids.PROPOSED if passage else ids.PASSAGE
        return Reply(errors={where: t("Write a few words.")})
    done = service.propose(
        services, EventId(way.subject), interaction.member, passage, proposed, interaction.now
    )
    if done is not MinutesDone.DONE:
        return Reply(errors={ids.PASSAGE: t(views.REFUSED[done])})
    return Reply(
        aside(t("✅ Noted. The organisers decide, and you hear of it.")), response_url=way.response_url
    )


def on_keep(interaction: Interaction, services: Services) -> Reply:
    """“Leave as it is…”: why?"""
    found = service.take_up(services, RemarkId(interaction.number))
    if found is None:
        return Reply(views.refused(interaction.t, MinutesDone.MEANWHILE))
    event, _, remark = found
    way = ReturnTo.of(interaction, remark.id).packed()
    return on_top(interaction, services, views.keeping(interaction.t, event, remark, way))


def on_kept(interaction: Interaction, services: Services) -> Reply:
    """Left, with its reason."""
    t, way = interaction.t, ReturnTo.unpacked(interaction.metadata)
    reason = interaction.entered(ids.REASON)
    if not reason:
        return Reply(errors={ids.REASON: t("Write a few words.")})
    done = service.keep(services, RemarkId(way.subject), reason, interaction.member, interaction.now)
    return DONE if done is MinutesDone.DONE else Reply(errors={ids.REASON: t(views.REFUSED[done])})

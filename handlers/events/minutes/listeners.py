"""From a payload to a service and back."""

from dataclasses import replace
from typing import NamedTuple

from slack_sdk.errors import SlackApiError

from club.events import Event
from club.ids import EventId, MinutesId, RemarkId
from club.minutes import LARGEST_FILE, Minutes, MinutesAudience, ProposedCorrection
from handlers.events.minutes import filed, files, forms, ids, service, views
from handlers.events.minutes.files import FileFault, Filing
from handlers.events.minutes.service import MinutesDone
from handlers.kit.blocks import aside
from handlers.kit.carried import Id, choice
from handlers.kit.interaction import DONE, Interaction, Message, Reply, View
from handlers.kit.modals import on_top
from handlers.kit.positions import PAGE, ListPosition
from handlers.kit.return_to import ReturnTo
from handlers.kit.scopes import FILES
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


def on_send(interaction: Interaction, services: Services) -> Reply:
    """The file comes by direct message."""
    sent = files.send(services, MinutesId(interaction.number), interaction.member, interaction.now)
    return Reply(filed.file_comes(interaction.t, sent))


def on_write(interaction: Interaction, services: Services) -> Reply:
    """The form of a version."""
    found = service.get_form(services, EventId(interaction.number), interaction.now)
    if found is None:
        return Reply(views.refused(interaction.t, MinutesDone.NO_EVENT))
    event, last = found
    way = ReturnTo.of(interaction, event.id, extra=Revising(last.version if last else 0))
    return _form(interaction, services, event, last or service.unwritten(event.id), way)


def on_take(interaction: Interaction, services: Services) -> Reply:
    """“Take it up…”: the same form, with the correction in the text where its passage stands there."""
    remark_id = RemarkId(interaction.number)
    found = service.take_up(services, remark_id)
    if found is None:
        return Reply(views.refused(interaction.t, MinutesDone.MEANWHILE))
    event, last, remark = found
    way = ReturnTo.of(interaction, event.id, extra=Revising(last.version, remark_id))
    return _form(interaction, services, event, last, way, takes=remark)


def _form(
    interaction: Interaction,
    services: Services,
    event: Event,
    last: Minutes,
    way: ReturnTo[Revising],
    *,
    takes: ProposedCorrection | None = None,
) -> Reply:
    """With a field for a file where Slack shows one: it takes a scope that an installation may leave out."""

    def view(*, files: bool) -> View:
        return forms.writing(interaction.t, event, last, way.packed(), takes=takes, files=files)

    if FILES not in services.granted:
        return on_top(interaction, services, view(files=False))
    try:
        return on_top(interaction, services, view(files=True))
    except SlackApiError:
        if FILES in services.granted:
            raise
        return on_top(interaction, services, view(files=False))  # the answer said that it was taken away


def on_written(interaction: Interaction, services: Services) -> Reply:
    """Deposited, or the fault at its field; what was typed stays. A file is read in Slack afterwards."""
    t, way = interaction.t, ReturnTo.unpacked(interaction.metadata, Revising)
    event_id, takes = EventId(way.subject), RemarkId(way.extra.takes) if way.extra.takes else None
    draft = replace(
        service.unwritten(event_id),
        text=interaction.entered(ids.TEXT),
        link=interaction.entered(ids.LINK),
        short=interaction.entered(ids.SHORT),
        audience=choice(MinutesAudience, interaction.entered(ids.AUDIENCE)),
    )
    chosen = next(iter(interaction.files(ids.FILE)), None)
    if chosen and chosen.size > LARGEST_FILE:
        return Reply(errors={ids.FILE: t(filed.FILE_FAULTS[FileFault.LARGE])})
    keeps = ids.KEPT not in interaction.state or bool(interaction.ticked(ids.KEPT))
    member, now = interaction.member, interaction.now
    done = service.deposit(
        services, event_id, draft, member, now, after=way.extra.after, takes=takes, keeps=keeps
    )
    if isinstance(done, list) and not (chosen and files.WORTH_READING.issuperset(done)):
        return Reply(errors=views.faults(t, done, files=ids.FILE in interaction.state))
    if isinstance(done, MinutesDone) and done is not MinutesDone.DONE:
        return Reply(errors={ids.TEXT: t(views.REFUSED[done])})
    found = service.get_form(services, event_id, now)
    event = found[0] if found else None
    if chosen is None:
        return Reply(filed.deposited(t, event, way.extra.after + 1), response_url=way.response_url)
    stands = done is MinutesDone.DONE
    filing = Filing(event_id, draft, chosen, member, way.extra.after, takes, stands)

    def read() -> Message:
        return filed.filed(t, event, filing, files.file_minutes(services, filing, now))

    return Reply(response_url=way.response_url, later=read)


def on_correct(interaction: Interaction, services: Services) -> Reply:
    """The form of a correction."""
    found = service.read(services, EventId(interaction.number), interaction.member, interaction.now)
    if found is None or found.final or found.brief:
        why = MinutesDone.CLOSED if found and found.final else MinutesDone.NOT_YOURS
        return Reply(views.refused(interaction.t, why))
    way = ReturnTo.of(interaction, found.event.id).packed()
    return on_top(interaction, services, forms.correcting(interaction.t, found, way))


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
    return on_top(interaction, services, forms.keeping(interaction.t, event, remark, way))


def on_kept(interaction: Interaction, services: Services) -> Reply:
    """Left, with its reason."""
    t, way = interaction.t, ReturnTo.unpacked(interaction.metadata)
    reason = interaction.entered(ids.REASON)
    if not reason:
        return Reply(errors={ids.REASON: t("Write a few words.")})
    done = service.keep(services, RemarkId(way.subject), reason, interaction.member, interaction.now)
    return DONE if done is MinutesDone.DONE else Reply(errors={ids.REASON: t(views.REFUSED[done])})

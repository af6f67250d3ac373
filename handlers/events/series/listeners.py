"""From a payload to a service and back: no rule and no SQL here."""

from collections.abc import Sequence
from typing import NamedTuple

from club.events import Phase
from club.ids import EventId, SeriesId
from handlers.events.series import ids, service, views
from handlers.events.series.service import DateOutcome, is_ticked
from handlers.events.shared.agenda import ask
from handlers.kit.carried import Id, number, pair
from handlers.kit.interaction import Interaction, Reply
from handlers.kit.modals import on_top
from handlers.kit.return_to import CHANNEL, ReturnTo
from handlers.kit.services import Services


class DatesShown(NamedTuple):
    """The dates that a form shows, those at which one comes, and of an event in parts those of which nothing
    was said yet: nothing else is changed by it."""

    dates: tuple[Id, ...]
    ticked: tuple[Id, ...]
    silent: tuple[Id, ...]


def on_all(interaction: Interaction, services: Services) -> Reply:
    """“I am coming to all.”"""
    series_id = SeriesId(interaction.number)
    return _after(
        interaction,
        services,
        series_id,
        service.come_to_all(services, series_id, interaction.member, interaction.now),
    )


def on_all_remote(interaction: Interaction, services: Services) -> Reply:
    """The same by the link, where there are two ways."""
    series_id = SeriesId(interaction.number)
    done = service.come_to_all(services, series_id, interaction.member, interaction.now, remote=True)
    return _after(interaction, services, series_id, done)


def on_none(interaction: Interaction, services: Services) -> Reply:
    """“I am not coming”, to any part."""
    series_id = SeriesId(interaction.number)
    done = service.come_to_none(services, series_id, interaction.member, interaction.now)
    return _after(interaction, services, series_id, done)


def on_still(interaction: Interaction, services: Services) -> Reply:
    """“I still come to all.”"""
    series_id = SeriesId(interaction.number)
    done = service.still_coming(services, series_id, interaction.member, interaction.now)
    return _after(interaction, services, series_id, done)


def on_choose(interaction: Interaction, services: Services) -> Reply:
    """The form of the dates, with the way to come that was chosen already; where none is ahead, that."""
    wanted, remote = pair(interaction.value, 0)
    series_id = SeriesId(wanted)
    found = service.get_standing(services, series_id, interaction.member, interaction.now)
    if found is None or not found.dates:
        return Reply(views.none_left(interaction.t), in_place=interaction.ephemeral)
    shown = [one for one in found.dates if one.phase is Phase.OPEN]
    ticked = tuple(one.event.id for one in shown if is_ticked(one))
    silent = tuple(one.event.id for one in shown if found.series.in_parts and one.silent)
    extra = DatesShown(tuple(one.event.id for one in shown), ticked, silent)
    way = ReturnTo.of(interaction, series_id, extra=extra)
    view = views.choosing(interaction.t, found, way.packed(), remote=bool(remote))
    return on_top(interaction, services, view)


def on_choosing(interaction: Interaction, services: Services) -> Reply:
    """The form, submitted: what was ticked or unticked, and no to the others where that was said."""
    way = ReturnTo.unpacked(interaction.metadata, DatesShown)
    series_id, shown = SeriesId(way.subject), way.extra
    blocks = range(-(-len(shown.dates) // views.GROUP))
    ticked = {number(one) for at in blocks for one in interaction.ticked(f"{ids.DATES}#{at}")}
    changed = [one for one in shown.dates if (one in ticked) != (one in shown.ticked) or one in shown.silent]
    wanted = {EventId(one): one in ticked for one in changed}
    if interaction.ticked(ids.REST):
        wanted |= {EventId(one): False for one in shown.dates if one not in ticked}
    remote = interaction.entered(ids.WAY) == views.REMOTE
    person, now = interaction.member, interaction.now
    done = service.choose(services, series_id, person, wanted, now, remote=remote)
    return _after(interaction, services, series_id, done, way)


def _after(
    interaction: Interaction,
    services: Services,
    series_id: SeriesId,
    done: Sequence[DateOutcome],
    way: ReturnTo[DatesShown] | None = None,
) -> Reply:
    """What became of each date, beside the card or in the place of the message."""
    series = service.find(services, series_id)
    said = views.answered(interaction.t, series, done) if series and done else views.none_left(interaction.t)
    url = way.response_url if way else interaction.response_url
    beside = way.behind == CHANNEL if way else not interaction.in_private
    asks = next(
        (one.participation for one in done if one.participation.asked and is_ticked(one.participation)), None
    )
    view = ask(interaction, services, asks, way) if asks else None
    return Reply(said, in_place=not beside, response_url=url, update=view)

"""A button from before an event became half-days: it was about the whole, and so about each of them."""

from datetime import datetime

from club.ids import EventId, SeriesId
from handlers.events.shared.series import OF_PARTS
from handlers.kit.interaction import Interaction, Reply
from handlers.kit.services import Services
from storage.seats import get_answer
from storage.series import get_halves_made, list_dates


def which_parts(interaction: Interaction, services: Services, *, remote: bool = False) -> Reply | None:
    """The form of the parts, as their card opens it; None where the message is about what there is now."""
    since = _since(interaction)
    if since is None:
        return None
    with services.db.read(once=True) as session:
        series_id = get_halves_made(session, EventId(interaction.number), since)
    return _form(series_id, remote=remote) if series_id is not None else None


def no_part(interaction: Interaction, services: Services) -> Reply | None:
    """No to all parts, as their card says it; of seats and places in line the form asks which to give back,
    for the message may have been drawn anew, and show one part alone."""
    since, member_id = _since(interaction), interaction.member.id
    if since is None:
        return None
    with services.db.read() as session:
        series_id = get_halves_made(session, EventId(interaction.number), since)
        if series_id is None:
            return None
        answers = [get_answer(session, one.id, member_id) for one in list_dates(session, series_id)]
    if any(one.coming or one.claims for one in answers):
        return _form(series_id)
    return Reply(next=("series.none", str(series_id)))


def _since(interaction: Interaction) -> datetime | None:
    """When the message was posted; None where its button is about one part, whenever that was."""
    return None if interaction.block_id.startswith(f"{OF_PARTS}:") else interaction.posted_at


def _form(series_id: SeriesId, *, remote: bool = False) -> Reply:
    return Reply(next=("series.choose", f"{series_id}:{int(remote)}"))

"""A button from before an event became half-days: it was about the whole, and so about each of them.

What it leads to is what their card does: the form of the parts. A no holds for all of them; but of seats and
places in line the form asks which to give back, for such a message may have been drawn anew, and then shows
one part alone.
"""

from dataclasses import dataclass
from datetime import datetime

from club.ids import EventId, SeriesId
from handlers.events.shared.member_at_event import MemberAtEvent
from handlers.events.shared.series import OF_PARTS
from handlers.kit.interaction import Interaction, Reply
from handlers.kit.services import Services
from storage.seats import get_answer
from storage.series import get_halves_made, list_dates


@dataclass(frozen=True, slots=True)
class BecameParts:
    """The event is in parts since the message was posted: nothing was written."""

    series_id: SeriesId
    held: bool = False
    """Whether the member comes to one of them, or waits there."""


def posted_at(interaction: Interaction) -> datetime | None:
    """When the message was; None where its button is about one part, whenever that was."""
    return None if interaction.block_id.startswith(f"{OF_PARTS}:") else interaction.posted_at


def became_parts(mine: MemberAtEvent, since: datetime | None) -> BecameParts | None:
    """What the event became since then. Whatever was split has changed: of most events nothing is asked."""
    if since is None or not mine.event.sequence:
        return None
    series_id = get_halves_made(mine.session, mine.event.id, since)
    if series_id is None:
        return None
    dates = list_dates(mine.session, series_id)
    answers = [get_answer(mine.session, one.id, mine.person.id) for one in dates]
    return BecameParts(series_id, any(one.coming or one.claims for one in answers))


def shows_parts(interaction: Interaction, services: Services) -> Reply | None:
    """The same of a button that writes nothing: the form; None where the message is about what there is."""
    since = posted_at(interaction)
    if since is None:
        return None
    with services.db.read(once=True) as session:
        series_id = get_halves_made(session, EventId(interaction.number), since)
    return which_parts(BecameParts(series_id)) if series_id is not None else None


def which_parts(parts: BecameParts, *, remote: bool = False) -> Reply:
    """The form of the parts; `remote`: the way to come that was chosen already."""
    return Reply(next=("series.choose", f"{parts.series_id}:{int(remote)}"))


def no_part(parts: BecameParts) -> Reply:
    """No to all parts, as their card says it; whoever holds something is asked."""
    return which_parts(parts) if parts.held else Reply(next=("series.none", str(parts.series_id)))

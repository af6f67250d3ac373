"""What goes out by itself about the charter: a new version, its reminders, the acceptance noted."""

from handlers.belonging.charter import views
from handlers.belonging.charter.service import number_of, place_of
from handlers.kit.act import Message
from handlers.kit.router import Sheet
from storage.charter import get_version


def version(sheet: Sheet) -> Message | None:
    """A version was published; then, in place, where the reader stands with it."""
    return _told(sheet)


def nudge(sheet: Sheet) -> Message | None:
    """It is still to be accepted; turned in place once it is. Never sent to who has nothing to do."""
    return _told(sheet, only_due=True)


def _told(sheet: Sheet, *, only_due: bool = False) -> Message | None:
    shown = get_version(sheet.session, number_of(sheet.posting.subject))
    if shown is None or sheet.reader is None:
        return None
    place = place_of(sheet.session, sheet.reader)
    outdated = place.newest is not None and place.newest.number != shown.number
    if not sheet.posting.ts and ((outdated and not only_due) or (only_due and not place.due)):
        return None
    return views.told(sheet.t, shown, place)


def accepted(sheet: Sheet) -> Message | None:
    """The acceptance, noted: what, when, and the way back."""
    if sheet.reader is None:
        return None
    place = place_of(sheet.session, sheet.reader)
    mine = next((one for one in place.evidence if one.at.isoformat() == sheet.posting.moment), None)
    return views.noted(sheet.t, mine, place) if mine else None

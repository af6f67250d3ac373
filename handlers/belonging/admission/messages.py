"""What is sent about a way into the club: to the person, their company, the organisers."""

from club.ids import CompanyId
from handlers.belonging.admission import seat_views, seats, views
from handlers.belonging.shared.admitting import Matter, look, request_of
from handlers.kit.act import Message
from handlers.kit.router import Sheet
from storage.admission import get_company_name
from storage.people import Role


def _matter(sheet: Sheet) -> Matter | None:
    return look(sheet.session, request_of(sheet.posting.subject), sheet.desk.club.quota)


def mine(sheet: Sheet) -> Message | None:
    """To the person: every step, and whose turn it is."""
    matter = _matter(sheet)
    if matter is None or not (matter.request.open or sheet.posting.ts):
        return None
    return views.mine(sheet.t, matter)


def colleague(sheet: Sheet) -> Message | None:
    """To somebody of the company: is this person one of yours? Then, what was answered."""
    matter = _matter(sheet)
    if matter is None or not (matter.request.open or sheet.posting.ts):
        return None
    reader = sheet.reader
    if reader is None or not reader.active or reader.company_id != matter.request.company_id:
        return None
    return views.colleague(sheet.t, matter)


def organiser(sheet: Sheet) -> Message | None:
    """To organisers: what is missing, then the decision; in every copy, what was decided."""
    matter = _matter(sheet)
    if matter is None or not (matter.request.open or sheet.posting.ts):
        return None
    if sheet.reader is None or sheet.reader.role is not Role.ORGANISER:
        return None
    return views.copy(sheet.t, matter)


def decided(sheet: Sheet) -> Message | None:
    """To the person: welcome, or why not."""
    matter = _matter(sheet)
    if matter is None or matter.request.open:
        return None
    return views.decided(sheet.t, matter, sheet.desk.club.contact)


def seat_asked(sheet: Sheet) -> Message | None:
    """To organisers: a company asks for a seat more than it has; then, what was decided."""
    wish = seats.look(sheet.session, int(sheet.posting.moment), sheet.desk.club.quota)
    if wish is None or not (wish.open or sheet.posting.ts):
        return None
    if sheet.reader is None or sheet.reader.role is not Role.ORGANISER:
        return None
    return seat_views.asked(sheet.t, wish)


def seat_granted(sheet: Sheet) -> Message | None:
    """To who asked: there is a seat more."""
    company_id = CompanyId(int(sheet.posting.subject.partition(":")[2]))
    name = get_company_name(sheet.session, company_id)
    return seat_views.granted(sheet.t, name, int(sheet.posting.moment.partition(":")[0]))


def seat_refused(sheet: Sheet) -> Message | None:
    """To who asked: why there is none."""
    wish = seats.look(sheet.session, int(sheet.posting.moment), sheet.desk.club.quota)
    return seat_views.refused(sheet.t, wish, sheet.desk.club.contact) if wish else None

"""What is sent about a way into the club: to the person, their company, the organisers."""

from club.ids import CompanyId, MemberId
from handlers.admission import views
from handlers.kit.act import Message
from handlers.kit.admitting import Matter, look, request_of
from handlers.kit.router import Sheet
from storage.admission import get_company_name, get_seats
from storage.people import Role, get_person


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
    """To organisers: a company asks for a seat more than it had."""
    company_id = CompanyId(int(sheet.posting.subject.partition(":")[2]))
    seen, _, asker = sheet.posting.moment.partition(":")
    person = get_person(sheet.session, MemberId(int(asker)))
    if person is None:
        return None
    seats = get_seats(sheet.session, company_id, sheet.desk.club.quota)
    company = get_company_name(sheet.session, company_id)
    return views.seat_asked(sheet.t, views.SeatAsked(company_id, company, person, int(seen), seats))


def seat_granted(sheet: Sheet) -> Message | None:
    """To who asked: there is a seat more."""
    company_id = CompanyId(int(sheet.posting.subject.partition(":")[2]))
    name = get_company_name(sheet.session, company_id)
    return views.seat_granted(sheet.t, name, int(sheet.posting.moment))

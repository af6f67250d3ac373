"""What a form of guests is checked against: the event's list and the club's members."""

from collections.abc import Collection

from club.ids import GuestId
from handlers.events.guests.form import FilledGuests, GuestFault, faults_of
from handlers.events.shared.member_at_event import MemberAtEvent
from storage.guests import list_reached
from storage.people import is_member_email


def check(mine: MemberAtEvent, filled: FilledGuests, own: Collection[GuestId]) -> dict[str, GuestFault]:
    """The form's faults; `own` are the guests that the form itself may name again."""
    emails = [entry.email for entry in filled.people]
    members = is_member_email(mine.session, emails)
    listed = {
        guest.email.casefold()
        for guest in list_reached(mine.session, mine.event.id, emails)
        if guest.id not in own
    }
    return faults_of(filled, listed, members)

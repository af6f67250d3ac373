"""What a new event is made of: premises that a member offers, a date that members were asked about, or none.

It travels in the revision of the form: `new`, `new:12` at premises, `new:12/7/3` at the third slot of a
search, with premises in view or without (`new:/7/3`), `new:=12` like another event, which asks the same.
"""

from dataclasses import dataclass
from datetime import date

from club.ids import DatePollId, EventId, OfferId
from club.whole_days import days_of
from handlers.events.organising import form
from handlers.events.organising.form_view import NEW
from handlers.kit.carried import OutOfDate, number
from handlers.kit.services import Services
from storage.events import get_event


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a new event comes from."""

    offer_id: OfferId | None = None
    poll_id: DatePollId | None = None
    slot: int = 0
    """The number of the slot."""
    like: EventId | None = None
    """The event that it is a copy of."""

    @property
    def revision(self) -> str:
        """As the revision of the form."""
        if self.like is not None:
            return f"{NEW}:={self.like}"
        offer = str(self.offer_id or "")
        if self.poll_id is not None:
            return f"{NEW}:{offer}/{self.poll_id}/{self.slot}"
        return f"{NEW}:{offer}" if offer else NEW


FROM_NOTHING = Origin()


def origin_of(revision: str) -> Origin:
    """Back from `Origin.revision`. Raises OutOfDate."""
    _, _, made_of = revision.partition(":")
    if made_of.startswith("="):
        return Origin(like=EventId(number(made_of[1:])))
    offer, *search = made_of.split("/")
    offer_id = OfferId(number(offer)) if offer else None
    if not search:
        return Origin(offer_id)
    if len(search) != 2:
        raise OutOfDate
    return Origin(offer_id, DatePollId(number(search[0])), number(search[1]))


def as_long(services: Services, fields: form.Fields, origin: Origin) -> form.Fields:
    """Another event like one of several days lasts as many, unless its last day is given."""
    if origin.like is None or fields.get(form.END_DAY) or not fields.get(form.START_DAY):
        return fields
    with services.db.read() as session:
        model = get_event(session, origin.like)
    first, last = days_of(model, services.club.zone) if model else (date.min, date.min)
    ends = date.fromisoformat(fields[form.START_DAY]) + (last - first)
    return {**fields, form.END_DAY: ends.isoformat()} if last > first else fields

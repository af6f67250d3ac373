"""The form of a search: its fields as they stand in the modal, and the search that they make.

The ids of the slots' blocks carry a number that grows with each slot added by the pickers: Slack keeps what
was typed in a block whose id stays, and takes the initial value of one whose id is new.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo

from club.date_lines import SlotFault, SlotTrouble, read_slots, slot_of, whole_slot
from club.date_polls import DateCircle, DateDraft, DateFault, DateSlot
from club.ids import CompanyId, MemberId, OfferId, TopicId
from handlers.events.dates import ids
from handlers.kit.carried import choice, number
from handlers.kit.interaction import Interaction
from handlers.kit.people import PEOPLE
from handlers.kit.services import Club
from handlers.kit.zones import instant

TITLE, SLOTS, OFFER = "title", "slots", "offer"
DAY, FROM, TO, WHOLE = "slot_day", "slot_from", "slot_to", "slot_whole"
CLOSE_DAY, CLOSE_TIME = "close_day", "close_time"
NO_OFFER = "0"

FIELD_OF: Mapping[DateFault, str] = {
    DateFault.NO_TITLE: TITLE,
    DateFault.LONG_TITLE: TITLE,
    DateFault.FEW_SLOTS: SLOTS,
    DateFault.MANY_SLOTS: SLOTS,
    DateFault.NO_TOPIC: ids.TOPIC,
    DateFault.NO_GROUP: ids.GROUP,
    DateFault.NO_COMPANY: ids.COMPANY,
    DateFault.SOMEBODY_LEFT: PEOPLE,
    DateFault.OFFER_GONE: OFFER,
    DateFault.CLOSING_PAST: CLOSE_DAY,
    DateFault.CLOSING_LATE: CLOSE_DAY,
}
CHOSEN_IN: Mapping[DateCircle, str] = {
    DateCircle.EVERYBODY: ids.CIRCLE,
    DateCircle.TOPIC: ids.TOPIC,
    DateCircle.GROUP: ids.GROUP,
    DateCircle.COMPANY: ids.COMPANY,
    DateCircle.PEOPLE: PEOPLE,
}
"""Where those who are asked are named."""


@dataclass(frozen=True, slots=True)
class TypedDates:
    """What stands in the form, as far as it is drawn anew."""

    slots: str = ""
    circle: DateCircle = DateCircle.EVERYBODY
    turn: int = 0
    """How often a slot was added: of the slots' block ids."""


@dataclass(frozen=True, slots=True)
class PickedSlot:
    """What the pickers say."""

    slot: DateSlot | None = None
    fault: SlotFault | None = None
    missing: str = ""
    """The picker that is still empty; nothing where all are, or none has to be filled."""


def block(name: str, turn: int) -> str:
    """The block id of one of the slots' fields."""
    return f"{name}#{turn}"


def typed(interaction: Interaction, turn: int) -> TypedDates:
    """What stands in the form; one without the choice of who is asked asks a group."""
    asks = interaction.entered(ids.CIRCLE)
    circle = choice(DateCircle, asks) if asks else DateCircle.GROUP
    return TypedDates(interaction.entered(block(SLOTS, turn)), circle, turn)


def picked(interaction: Interaction, turn: int, club: Club) -> PickedSlot:
    """The slot that the pickers say; none where all are empty. Without an end it lasts as long as usual."""
    zone = club.zone
    day, first, last = (interaction.entered(block(name, turn)) for name in (DAY, FROM, TO))
    whole = bool(interaction.ticked(block(WHOLE, turn)))
    if not (day or first or last or whole):
        return PickedSlot()
    if day and whole:
        on = date.fromisoformat(day)
        return _made(whole_slot(on, on, interaction.now, zone, club.work))
    if not day or not first:
        return PickedSlot(missing=FROM if day else DAY)
    clocks = (time.fromisoformat(first), time.fromisoformat(last) if last else None)
    return _made(slot_of(date.fromisoformat(day), *clocks, interaction.now, zone))


def _made(made: DateSlot | SlotFault) -> PickedSlot:
    return PickedSlot(slot=made) if isinstance(made, DateSlot) else PickedSlot(fault=made)


@dataclass(frozen=True, slots=True)
class ReadDates:
    """The search that the form makes, or what cannot be read of it."""

    draft: DateDraft | None
    troubles: Sequence[SlotTrouble] = ()
    picked: PickedSlot = PickedSlot()
    closing: str = ""
    """The field of the closing that is empty, or whose time is none."""


def read(interaction: Interaction, turn: int, club: Club) -> ReadDates:
    """The form, submitted. A slot in the pickers counts, added or not: nobody means to lose it."""
    whole = typed(interaction, turn)
    found, troubles = read_slots(whole.slots, interaction.now, club.zone, club.work)
    one = picked(interaction, turn, club)
    closes_at, missing = read_closing(interaction, club.zone)
    if troubles or one.fault or one.missing or closes_at is None:
        return ReadDates(None, troubles, one, missing)
    slots = tuple(sorted({*found, *([one.slot] if one.slot else [])}))
    return ReadDates(_draft(interaction, whole.circle, slots, closes_at))


def read_closing(interaction: Interaction, zone: tzinfo) -> tuple[datetime | None, str]:
    """Until when answers are taken; the field at fault where nothing can be read."""
    day, clock = interaction.entered(CLOSE_DAY), interaction.entered(CLOSE_TIME)
    if not day or not clock:
        return None, CLOSE_TIME if day else CLOSE_DAY
    closes_at = instant(day, clock, zone, later=True)
    return closes_at, "" if closes_at else CLOSE_TIME


def _draft(
    interaction: Interaction, circle: DateCircle, slots: tuple[DateSlot, ...], closes_at: datetime
) -> DateDraft:
    named = {DateCircle.TOPIC: ids.TOPIC, DateCircle.GROUP: ids.GROUP}.get(circle)
    topic, company = interaction.entered(named) if named else "", interaction.entered(ids.COMPANY)
    offer = interaction.entered(OFFER)
    people = [MemberId(number(one)) for one in interaction.ticked(PEOPLE)]
    return DateDraft(
        " ".join(interaction.entered(TITLE).split()),
        slots,
        closes_at,
        circle,
        TopicId(number(topic)) if topic else None,
        CompanyId(number(company)) if company and circle is DateCircle.COMPANY else None,
        tuple(dict.fromkeys(people)) if circle is DateCircle.PEOPLE else (),
        OfferId(number(offer)) if offer not in ("", NO_OFFER) else None,
    )

"""The forms “I am bringing…” and “I am sending someone”."""

from collections.abc import Mapping, Sequence

from club.events import Phase, Ways
from handlers.events.guests.form import (
    ALONE,
    ATTEST,
    CHOICE,
    COMPANY,
    EMAIL,
    FUNCTION,
    LONGEST_LINE,
    LONGEST_NOTE,
    NAME,
    NOTE,
    ON_SITE,
    REMOTE,
    TOGETHER,
    WAY,
    WHY,
    FilledGuests,
    GuestEntry,
    GuestFault,
    GuestsFaulty,
    block,
)
from handlers.events.shared import outcomes as out
from handlers.events.shared import party
from handlers.events.shared.room import at_most, free_seats
from handlers.events.shared.sentences import short
from handlers.kit.blocks import (
    Block,
    actions,
    button,
    checkboxes,
    context,
    divider,
    email_input,
    field,
    modal,
    option,
    radio,
    rich,
    text_input,
)
from handlers.words import Translator, mark

FAULTS: Mapping[GuestFault, str] = {
    GuestFault.NAME: mark("Give a first name and a surname."),
    GuestFault.EMAIL: mark("Give an e-mail address."),
    GuestFault.LISTED: mark("This address is on the list already: check it."),
    GuestFault.MEMBER: mark("This person is a member and answers directly."),
    GuestFault.FUNCTION: mark("Give a function."),
    GuestFault.COMPANY: mark("Give a company."),
    GuestFault.WHY: mark("Another company than yours: say why."),
    GuestFault.ATTEST: mark("Tick to answer for their discretion."),
    GuestFault.TOO_MANY: mark("So many people may not come along; for more, write to the organisers."),
}


def companions(
    t: Translator,
    participation: out.Participation,
    filled: FilledGuests,
    metadata: str,
    shortage: out.Short | None = None,
    *,
    most: int,
) -> Block:
    """A group of inputs a companion, `most` at most; where seats are short, the choice that is left."""
    entries = filled.entries
    room_for_more = len(entries) < most
    known = any(entry.guest_id for entry in entries)
    return modal(
        "guests.companions",
        t("I am bringing…"),
        [
            context(
                participation.event.title,
                *party.named(t, participation.event),
                free_seats(t, participation.room),
            ),
            *(_choice(t, shortage, filled) if shortage else ()),
            _way(t, participation, filled),
            _grows(t, participation),
            context(party.guests_at_most(t, most)) if participation.event.limits.guests is not None else None,
            context(t("Empty the fields of a person who is no longer coming.")) if known else None,
            *(part for entry in entries for part in _group(t, entry, required=_required(entries, entry))),
            actions(button(t("Add a person"), "guests.add")) if room_for_more else None,
            _attestation(t, filled, required=not known),
            *_note(t, participation, filled),
        ],
        submit=t("Confirm"),
        close=t("Back"),
        metadata=metadata,
    )


def _required(entries: Sequence[GuestEntry], entry: GuestEntry) -> bool:
    """Only a form that shows nobody yet can insist: the fields of others are emptied to remove them."""
    return entry is entries[0] and not any(one.guest_id for one in entries)


def _group(t: Translator, entry: GuestEntry, *, required: bool) -> list[Block]:
    line = [divider()] if entry.slot else []
    return line + _person(t, entry, required=required)


def _person(t: Translator, entry: GuestEntry, *, required: bool) -> list[Block]:
    inputs = (
        (NAME, t("First name and surname"), text_input(entry.name, longest=LONGEST_LINE)),
        (EMAIL, t("E-mail address"), email_input(entry.email)),
        (FUNCTION, t("Function"), text_input(entry.function, longest=LONGEST_LINE)),
        (COMPANY, t("Company"), text_input(entry.company, longest=LONGEST_LINE)),
    )
    return [
        field(block(name, entry.slot), _numbered(label, entry), element, optional=not required)
        for name, label, element in inputs
    ]


def _numbered(label: str, entry: GuestEntry) -> str:
    """Labels differ between groups: a screen reader says nothing else of an input."""
    return f"{label} ({entry.slot + 1})" if entry.slot else label


def _choice(t: Translator, shortage: out.Short, filled: FilledGuests) -> list[Block]:
    choices = [
        option(t("Wait together"), TOGETHER),
        option(t("Come without anybody"), ALONE),
    ]
    chosen = choices[filled.choice == ALONE]
    said = short(t, shortage)
    return [rich("⏳ {said}", said=said), field(CHOICE, t("Your choice"), radio(choices, chosen))]


def _way(t: Translator, participation: out.Participation, filled: FilledGuests) -> Block | None:
    """How the party comes: asked of whoever has not said it. The answer's own buttons change it."""
    settled = participation.answer.coming or participation.answer.claims
    if participation.event.ways is not Ways.BOTH or settled:
        return None
    ways = [option(t("On site"), ON_SITE), option(t("Remotely"), REMOTE)]
    return field(WAY, t("How do you take part?"), radio(ways, ways[filled.remote]))


def _grows(t: Translator, participation: out.Participation) -> Block | None:
    """To a party that follows by the link while it waits for chairs: what one more person changes."""
    if not participation.follows or not participation.waiting:
        return None
    return context(t("A larger party goes to the end of the line for seats on site."))


def _attestation(t: Translator, filled: FilledGuests, *, required: bool) -> Block:
    """Optional for Slack where the form may also only remove people; then we say where it is missing."""
    tick = option(t("This person will keep the exchanges confidential; I vouch for that"), "yes")
    element = checkboxes([tick], [tick] if filled.attested else [])
    return field(ATTEST, t("Confidentiality"), element, optional=not required)


def _note(t: Translator, participation: out.Participation, filled: FilledGuests) -> list[Block]:
    if participation.phase is not Phase.LATE:
        return []
    hint = t("Answers are closed: the organisers decide.")
    words = text_input(filled.note, longest=LONGEST_NOTE, lines=True)
    return [field(NOTE, t("A word for the organisers"), words, optional=True, hint=hint)]


def representative(
    t: Translator, participation: out.Participation, filled: FilledGuests, metadata: str
) -> Block:
    """One group of inputs, and why this person where the company is another."""
    entry = filled.entries[0]
    reason = text_input(entry.why, longest=LONGEST_NOTE, lines=True)
    return modal(
        "guests.representative",
        t("I am sending someone"),
        [
            context(
                participation.event.title,
                *party.named(t, participation.event),
                free_seats(t, participation.room),
            ),
            rich("{said}", said=t("This person will come in your place.")),
            _way(t, participation, filled),
            *_person(t, entry, required=True),
            field(
                block(WHY, entry.slot),
                t("Why this person?"),
                reason,
                optional=True,
                hint=t("Needed if the company is not yours."),
            ),
            _attestation(t, filled, required=True),
            *_note(t, participation, filled),
        ],
        submit=t("Confirm"),
        close=t("Back"),
        metadata=metadata,
    )


def errors(t: Translator, faulty: GuestsFaulty) -> dict[str, str]:
    """Each fault at its field, in words."""
    large = at_most(t, faulty.event) if faulty.event else ""
    return {
        block_id: large if fault is GuestFault.TOO_LARGE else t(FAULTS[fault])
        for block_id, fault in faulty.faults.items()
    }

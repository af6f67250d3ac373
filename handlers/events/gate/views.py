"""The list for a site's gate on screen: the organisers' form, the visitors' form, what the host reads."""

from collections.abc import Mapping, Sequence
from datetime import datetime, tzinfo

from club.gate import LONGEST_SAID, GateField, GateFormat, usual_due
from club.ids import GuestId
from handlers.events.gate import ids
from handlers.events.gate.reading import GateForm, MyEntry
from handlers.events.gate.service import GateDone
from handlers.events.gate.words import FIELDS, FORMATS
from handlers.events.shared import party
from handlers.kit.blocks import (
    Block,
    actions,
    aside,
    button,
    checkboxes,
    context,
    cut,
    field,
    message,
    modal,
    option,
    radio,
    rich,
    select,
    text_input,
)
from handlers.kit.interaction import Message, View
from handlers.words import Translator, mark
from storage.gate import GateLine

WHOSE = 100
"""Characters of a person in a label: those who are called alike are told apart by what ends it."""
NAMED = 15
"""People named in one message, and versions."""
REFUSED: Mapping[GateDone, str] = {
    GateDone.NO_EVENT: mark(
        "There is no list for this event: no company hosts it, it has begun, or is over."
    ),
    GateDone.NOT_YOURS: mark("This list is for the organisers and the host."),
    GateDone.OFF: mark("The club asks nothing for sites (a setting)."),
    GateDone.NO_HOST: mark("Choose a member of the host’s company who reads Slack."),
    GateDone.NOT_ASKED: mark("Nothing is asked of you for this event, or no longer."),
}


def listing(t: Translator, found: GateForm, zone_day: str, metadata: str) -> View:
    """The organisers' form; with what the site was told. `zone_day`: the day of the handing over."""
    event, gate = found.event, found.gate
    if not found.hosts:
        company = event.host_company
        none = t("{company} has no member in Slack who could get the list.", company=company)
        return notice(t, none)
    boxes = {one: option(t(words), one.value) for one, words in FIELDS.items()}
    ticked = [boxes[one] for one in (gate.fields if gate else ())]
    kinds = {one: option(t(words), one.value) for one, words in FORMATS.items()}
    chosen_kind = gate.format if gate else GateFormat.EXCEL
    people = {one.id: option(one.name, one.id) for one in found.hosts[:100]}
    chosen = people.get(gate.to_id) if gate and gate.to_id else next(iter(people.values()))
    return modal(
        ids.LIST,
        t("List for the site"),
        [
            party.head(t, event),
            *([rich("{told}", told=_told(t, found)), _acts(t, found)] if gate else []),
            field(
                ids.FIELDS,
                t("Columns beside name and company"),
                checkboxes(list(boxes.values()), ticked),
                optional=True,
                hint=t("Only what the site really asks; erased soon after the event."),
            ),
            field(ids.FORMAT, t("Format"), radio(list(kinds.values()), kinds[chosen_kind])),
            field(ids.DUE, t("Handed over on"), {"type": "datepicker", "initial_date": zone_day}),
            field(ids.TO, t("To whom?"), select(list(people.values()), chosen)),
            context(t("Company by company, numbered; then each change in short.")),
        ],
        submit=t("Prepare"),
        close=t("Close"),
        metadata=metadata,
    )


def due_day(found: GateForm, zone: tzinfo, now: datetime) -> str:
    """The day the form shows."""
    due = found.gate.due_at if found.gate else usual_due(found.event, zone, now)
    return due.astimezone(zone).date().isoformat()


def _acts(t: Translator, found: GateForm) -> Block | None:
    event = found.event
    if not found.gate or not found.gate.version:
        return actions(button(t("Hand it over now"), ids.SEND, event.id, about=event.title))
    return actions(button(t("Receive the list"), ids.COPY, event.id, about=event.title))


def _told(t: Translator, found: GateForm) -> str:
    """What the site was told, version by version."""
    gate = found.gate
    assert gate is not None
    to = found.to or t("a former member")
    if gate.ended_at:
        return t("Erased {date}.", date=t.date(gate.ended_at))
    if not gate.version or gate.told_at is None:
        return t("⏳ To be handed over to {name}, {date}", name=to, date=t.date(gate.due_at))
    first = sum(one.added_in == 1 for one in found.lines)
    people = t.plural("{n} person", "{n} people", first)
    said = [t("✅ Version 1: {people}, to {name}", people=people, name=to)]
    said += [changed_line(t, number, found.lines) for number in range(2, gate.version + 1)]
    return "\n".join(said[-NAMED:])


def changed_line(t: Translator, version: int, lines: Sequence[GateLine]) -> str:
    """“Version 2 · added: … · removed: …”"""
    added = [_named(t, one) for one in lines if one.added_in == version]
    removed = [_named(t, one) for one in lines if one.removed_in == version]
    parts = [t("Version {n}", n=version)]
    parts += [t("added: {names}", names=_several(t, added))] if added else []
    parts += [t("removed: {names}", names=_several(t, removed))] if removed else []
    return " · ".join(parts)


def _named(t: Translator, one: GateLine) -> str:
    name = cut(one.name, 60) or t("somebody who left the club")
    return t("{name} (no. {number})", name=name, number=one.number)


def _several(t: Translator, names: Sequence[str]) -> str:
    left = len(names) - NAMED
    more = [t.plural("{n} more", "{n} more", left)] if left > 0 else []
    return ", ".join([*names[:NAMED], *more])


def changed(t: Translator, title: str, event_id: int, version: int, lines: Sequence[GateLine]) -> Message:
    """To the host's member."""
    said = changed_line(t, version, lines)
    whole = button(t("Receive the list"), ids.COPY, event_id, about=title)
    return message(
        f"{title}{t(': ')}{said}", rich("*{title}*\n{said}", title=title, said=said), actions(whole)
    )


def no_host(t: Translator, title: str, event_id: int, receiver: str) -> Message:
    """To organisers: the list has nobody to go to; or, by now, to whom it goes."""
    if receiver:
        return aside(t("✅ {title}: the list for the site goes to {name}.", title=title, name=receiver))
    said = t("➡️ The list for the site cannot leave: whoever was to get it is there for the host no longer.")
    choose = button(t("Choose somebody…"), ids.LIST, event_id, about=title, primary=True)
    return message(
        f"{title}{t(': ')}{said}", rich("*{title}*\n{said}", title=title, said=said), actions(choose)
    )


def moved(t: Translator, title: str) -> Message:
    """To who had the list, once another company receives, or none."""
    said = t(
        "➡️ Your company no longer receives: the list is taken out of Slack. Please erase your copies too."
    )
    return message(f"{title}{t(': ')}{said}", rich("*{title}*\n{said}", title=title, said=said))


# Visitors


def purpose(t: Translator, mine: MyEntry) -> str:
    """Who asks it, what for, who reads it, when it is erased."""
    return t(
        "Asked by {company} to let you in; read by the organisers and {company}, erased {date}.",
        company=mine.event.host_company,
        date=t.day(mine.erased_on),
    )


def asked(t: Translator, mine: MyEntry) -> Message:
    """To somebody who comes to the site; once it is said, that it is."""
    event, at = mine.event, party.named(t, mine.event)
    fill = button(t("Fill in…"), ids.FILL, event.id, about=event.title, primary=True)
    change = button(t("Change…"), ids.FILL, event.id, about=event.title)
    withdraw = button(t("Take it back"), ids.WITHDRAW, event.id, about=event.title)
    if mine.withdrawn:
        said = t("✅ Erased; the site does not expect you: {title}", title=event.title)
        row = actions(change)
        return message(said, rich("{said}", said=said), context(*at), context(purpose(t, mine)), row)
    if mine.said:
        said = t("✅ Noted for the gate: {title}", title=event.title)
        row = actions(change, withdraw)
        return message(said, rich("{said}", said=said), context(*at), context(purpose(t, mine)), row)
    said = t("➡️ To enter the site: {title}", title=event.title)
    what = ", ".join(t(FIELDS[one]).lower() for one in mine.gate.fields)
    return message(
        f"{said}{t(': ')}{what}",
        rich("*{said}*\n{at}\n{what}", said=said, at=" · ".join(at), what=what),
        context(purpose(t, mine)),
        actions(fill),
    )


def filling(t: Translator, mine: MyEntry, metadata: str) -> View:
    """What the site asks, of each person of the party."""
    blocks: list[Block | None] = [
        party.head(t, mine.event),
        context(purpose(t, mine)),
        context(t("Nobody loses a seat for leaving something empty; but the site may refuse entry.")),
    ]
    alone = len(mine.people) == 1
    for guest_id, name in mine.people:
        blocks += [] if alone else [rich("*{name}*", name=cut(name, 100))]
        blocks += [
            _input(t, mine, one, guest_id, "" if alone else cut(name, WHOSE)) for one in mine.gate.fields
        ]
    return modal(ids.FILL, t("For the site"), blocks, submit=t("Save"), close=t("Later"), metadata=metadata)


def _input(t: Translator, mine: MyEntry, one: GateField, guest_id: GuestId | None, whose: str) -> Block:
    before, label = mine.said.get(guest_id, {}).get(one, ""), t(FIELDS[one])
    element: Block = text_input(before, longest=LONGEST_SAID)
    if one is GateField.BIRTH_DATE:
        element = {"type": "datepicker"} | ({"initial_date": before} if before else {})
    label = t("{question} ({name})", question=label, name=whose) if whose else label
    return field(ids.block(one.value, guest_id), label, element, optional=True)


def over(t: Translator, title: str) -> Message:
    """Of what is asked no longer."""
    return aside(t("{title}: nothing is asked for the gate any more.", title=title))


def notice(t: Translator, said: str) -> View:
    """What holds now, in the place of a form."""
    return modal(ids.NOTICE, t("List for the site"), [rich("{said}", said=said)], close=t("Close"))


def comment(t: Translator, title: str, version: int, until: datetime) -> str:
    """What stands above the file."""
    return t(
        "List of {title}, version {n}. Taken out of Slack {date}; please erase your copies too.",
        title=title,
        n=version,
        date=t.day(until),
    )

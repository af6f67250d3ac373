"""Events that are not the club's, on screen: the card, the list, the form, who goes."""

from collections.abc import Mapping, Sequence
from datetime import date

from club.outside import (
    LONGEST_LINK,
    LONGEST_PLACE,
    LONGEST_TITLE,
    OutsideEvent,
    OutsideFault,
    OutsideState,
    OutsideTerms,
)
from handlers.events.outside import ids
from handlers.events.outside.service import OutsideDone, OutsideShown
from handlers.events.shared.elsewhere import days, going_there
from handlers.kit.blocks import (
    Block,
    actions,
    aside,
    button,
    checkboxes,
    context,
    cut,
    field,
    link,
    menu,
    message,
    modal,
    option,
    rich,
    text_input,
)
from handlers.kit.interaction import Message, View
from handlers.kit.paging import turning
from handlers.kit.positions import Page
from handlers.words import Translator, mark
from storage.outside import MOST, Goer

FAULTS: Mapping[OutsideFault, tuple[str, str]] = {
    OutsideFault.TITLE: (ids.TITLE, mark("Give a title.")),
    OutsideFault.PLACE: (ids.PLACE, mark("Give a place.")),
    OutsideFault.LINK: (ids.LINK, mark("A link starts with https:// or http://.")),
    OutsideFault.PAST: (ids.FIRST_DAY, mark("Choose a day to come.")),
    OutsideFault.FAR: (ids.FIRST_DAY, mark("Choose a day within three years.")),
    OutsideFault.ORDER: (ids.LAST_DAY, mark("The last day comes after the first.")),
    OutsideFault.KNOWN: (ids.TITLE, mark("It is signalled already: see events elsewhere.")),
}
REFUSED: Mapping[OutsideDone, str] = {
    OutsideDone.GONE: mark("This event is over, or was withdrawn; nothing was changed."),
    OutsideDone.NOT_YOURS: mark("Whoever signalled this event corrects it, or an organiser."),
}
GOES = "goes"
LONGEST_NAME, IN_A_PARAGRAPH = 80, 30
"""Of somebody who goes, with their company; and how many of them, for a paragraph holds 3000 characters."""


def card(t: Translator, one: OutsideShown) -> Message:
    """In the channel: what, when, where, and who goes; kept true, without buttons once it is over."""
    event = one.event
    said = t("Outside the club: {title}", title=event.title)
    if event.state is OutsideState.WITHDRAWN:
        return aside(t("Withdrawn: {title}", title=event.title))
    row = None
    if one.stands:
        go = button(t("I am going too"), ids.GOING, event.id, about=event.title, primary=True)
        row = actions(go, _menu(t, one, changes=True))
    over = "" if one.stands else t("This event is over.")
    by = t("Signalled by {name}", name=one.by) if one.by else ""
    return message(
        "\n".join(
            part for part in (said, f"{days(t, event)}, {event.place}", over or _names(t, one)) if part
        ),
        rich("*{said}*\n{when} · {where}", said=said, when=days(t, event), where=event.place),
        rich("{link}", link=link(event.link, event.link)),
        rich("{who}", who=_names(t, one)) if one.going else None,
        context(over, by),
        row,
    )


def _menu(t: Translator, one: OutsideShown, *, changes: bool) -> Block | None:
    event = one.event
    items: list[tuple[str, str, str | int]] = [(t("Who goes there?"), ids.WHO, event.id)] if one.going else []
    if changes:
        items += [(t("Correct…"), ids.EDIT, event.id), (t("Withdraw…"), ids.WITHDRAW, event.id)]
    return menu(items)


def _names(t: Translator, one: OutsideShown) -> str:
    if not one.going:
        return ""
    named, left = [_named(goer) for goer in one.named], min(one.going, MOST) - len(one.named)
    if left > 0:
        named.append(t.plural("{n} other", "{n} others", left))
    return f"{_sentence(going_there(t, one.going))}{t(': ')}{t.list(named)}"


def _sentence(said: str) -> str:
    return said[:1].upper() + said[1:]


def _named(goer: Goer) -> str:
    return cut(f"{goer.name} ({goer.company})" if goer.company else goer.name, LONGEST_NAME)


def listing(t: Translator, page: Page[OutsideShown], said: str = "") -> Message:
    """`/prime outside`: what is to come elsewhere, the soonest first."""
    new = button(t("Signal an event…"), ids.NEW, about=t("outside the club"), primary=not page.total)
    title = t.plural("{n} event outside the club", "{n} events outside the club", page.total)
    if not page.total:
        title = t("No event outside the club. Do you know of one?")
    blocks: list[Block | None] = [rich("{said}", said=said) if said else None, rich("*{title}*", title=title)]
    for one in page.items:
        blocks += [_entry(t, one), _acts(t, one, page.position.block(one.event.id))]
    blocks += turning(t, page, ids.PAGE, t("Sooner events"), t("Later events"), beside=new)
    return message(said or title, *blocks)


def _entry(t: Translator, one: OutsideShown) -> Block:
    event = one.event
    who = f"\n{_names(t, one)}" if one.going else ""
    template = "*{title}*\n{when} · {where}\n{link}{who}"
    shown = {"when": days(t, event), "where": event.place, "link": link(event.link, event.link), "who": who}
    return rich(template, title=event.title, **shown)


def _acts(t: Translator, one: OutsideShown, block_id: str) -> Block | None:
    event = one.event
    if one.mine:
        go = button(t("I am not going"), ids.GOING, f"{event.id}:0", about=event.title)
    else:
        go = button(t("I am going too"), ids.GOING, f"{event.id}:1", about=event.title, primary=True)
    row = actions(go, _menu(t, one, changes=one.may_change))
    return {**row, "block_id": block_id} if row else None


def said_going(t: Translator, one: OutsideShown) -> str:
    """What a click on the card's button came to."""
    title = one.event.title
    if one.mine:
        return t("✅ {title}: you are going there. The same button takes it back.", title=title)
    return t("✅ {title}: you are no longer going there.", title=title)


def changed(t: Translator, one: OutsideShown) -> Message:
    """To who goes: as it is now."""
    said = t("Corrected: {title}", title=one.event.title)
    when = f"{days(t, one.event)} · {one.event.place}"
    row = None
    if one.stands and one.mine:
        row = actions(button(t("I am not going"), ids.GOING, f"{one.event.id}:0", about=one.event.title))
    return message(f"{said}, {when}", rich("*{said}*\n{when}", said=said, when=when), row)


def withdrawn(t: Translator, one: OutsideShown) -> Message:
    """To who would have gone."""
    said = t("{title}, {when}: this event was taken off the list.", title=one.event.title,
             when=days(t, one.event))  # fmt: skip
    return aside(said)


def form(
    t: Translator, metadata: str, today: date, terms: OutsideTerms | None = None, *, overtaken: bool = False
) -> View:
    """The form of a new one, or of one as it stands."""
    meanwhile = t("This event was changed meanwhile. Check each field, then save again.")
    shown = terms or OutsideTerms("", None, None, "", "")
    goes = option(t("I am going there"), GOES)
    return modal(
        ids.FORM,
        t("An event elsewhere"),
        [
            context(meanwhile) if overtaken else None,
            field(ids.TITLE, t("Title"), text_input(shown.title, longest=LONGEST_TITLE)),
            field(ids.FIRST_DAY, t("Day"), _day(shown.first_day)),
            field(
                ids.LAST_DAY,
                t("Last day"),
                _day(shown.last_day),
                optional=True,
                hint=t("If it lasts several."),
            ),
            field(ids.PLACE, t("Place"), text_input(shown.place, longest=LONGEST_PLACE)),
            field(ids.LINK, t("Link"), text_input(shown.link, longest=LONGEST_LINK)),
            None if terms else field(GOES, t("And you?"), checkboxes([goes], [goes]), optional=True),
            context(t("Shown in the channel, under your name.")) if terms is None else None,
        ],
        submit=t("Save") if terms else t("Signal"),
        close=t("Back"),
        metadata=metadata,
    )


def _day(initial: date | None) -> Block:
    return {"type": "datepicker"} | ({"initial_date": initial.isoformat()} if initial else {})


def withdrawing(t: Translator, event: OutsideEvent, metadata: str) -> View:
    """Asks before one is taken off the list."""
    return modal(
        ids.WITHDRAW,
        t("Withdraw the event"),
        [
            rich("*{title}*\n{when}", title=event.title, when=days(t, event)),
            rich("{said}", said=t("Whoever goes there hears of it.")),
        ],
        submit=t("Withdraw"),
        close=t("Back"),
        metadata=metadata,
    )


def who(t: Translator, event: OutsideEvent, goers: Sequence[Goer], count: int) -> View:
    """Who goes there, by name."""
    named = [
        cut(f"{goer.name} · {goer.company}" if goer.company else goer.name, LONGEST_NAME) for goer in goers
    ]
    if count > len(named):
        named.append(t("and others"))
    named = named or [t("Nobody yet.")]
    parts = [named[at : at + IN_A_PARAGRAPH] for at in range(0, len(named), IN_A_PARAGRAPH)]
    return modal(
        ids.WHO,
        t("Who goes there?"),
        [
            rich("*{title}*\n{when}", title=event.title, when=days(t, event)),
            *(rich("{lines}", lines="\n".join(part)) for part in parts),
        ],
        close=t("Close"),
    )


def refused(t: Translator, why: OutsideDone) -> Message:
    """Why nothing is shown, or done."""
    return aside(t(REFUSED[why]))

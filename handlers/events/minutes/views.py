"""Minutes on screen: the list, the form, the text, and corrections."""

from collections.abc import Mapping, Sequence
from datetime import date

from club.events import Event
from club.minutes import Minutes, MinutesAudience, MinutesFault, ProposedCorrection, RemarkState, corrected
from handlers.events.minutes import ids
from handlers.events.minutes.service import MinutesDone, MinutesList, MinutesShown
from handlers.events.shared import party, tasks
from handlers.kit.blocks import (
    SECTION,
    Block,
    actions,
    aside,
    button,
    context,
    field,
    link,
    message,
    modal,
    option,
    quote,
    radio,
    rich,
    text_input,
)
from handlers.kit.interaction import Message, View
from handlers.kit.paging import turning
from handlers.words import Translator, mark

LONGEST_LINK, LONGEST_PASSAGE, LONGEST_REASON = 500, 600, 500
MOST_TASKS = 40
"""Shown below the text; all of them stand in the list of actions."""
AUDIENCES: Mapping[MinutesAudience, str] = {
    MinutesAudience.PRESENT: mark("Those who came, and who excused themselves"),
    MinutesAudience.MEMBERS: mark("All members"),
}
FAULTS: Mapping[MinutesFault, tuple[str, str]] = {
    MinutesFault.EMPTY: (ids.TEXT, mark("Write a text, or give a link.")),
    MinutesFault.LINK: (ids.LINK, mark("A link starts with https:// or http://.")),
    MinutesFault.SHORT: (ids.SHORT, mark("All members read the whole text: no short version is needed.")),
    MinutesFault.SAME: (ids.TEXT, mark("This is, to the letter, the version that stands.")),
}
REFUSED: Mapping[MinutesDone, str] = {
    MinutesDone.NO_EVENT: mark("Minutes are deposited of an event that was held."),
    MinutesDone.NOT_YOURS: mark("This is for the organisers."),
    MinutesDone.MEANWHILE: mark("This was settled meanwhile: close this window, and look again."),
    MinutesDone.CLOSED: mark("These minutes are final: write to the organisers."),
    MinutesDone.MANY: mark("Five corrections of yours wait already: leave the organisers some time."),
}


def listing(t: Translator, found: MinutesList) -> Message:
    """`/prime minutes`: what there is to read, and, for organisers, to deposit."""
    title = t.plural("*{n} minutes to read*", "*{n} minutes to read*", found.page.total)
    if not found.page.total:
        title = t("No minutes to read yet.")
    blocks: list[Block | None] = [rich(title)]
    for one in found.page.items:
        blocks += [rich("*{title}*\n{when}", title=one.event.title, when=_state(t, one)), _acts(t, one)]
    blocks += turning(t, found.page, ids.PAGE, t("Newer minutes"), t("Older minutes"))
    for event in found.without:
        said = t("Without minutes: *{title}*\n{when}")
        blocks += [rich(said, title=event.title, when=party.when(t, event)), actions(_deposit(t, event))]
    return message(title.strip("*"), *blocks)


def _deposit(t: Translator, event: Event) -> Block:
    return button(t("Deposit minutes…"), ids.WRITE, event.id, about=event.title)


def _acts(
    t: Translator,
    one: MinutesShown,
    *,
    primary: bool = False,
    certified: bool = False,
    corrects: bool = True,
) -> Block | None:
    title = one.event.title
    closed = one.final or one.brief or not corrects
    correct = None if closed else button(t("Propose a correction…"), ids.CORRECT, one.event.id, about=title)
    certificate = (
        button(t("Get a certificate"), "certificate.send", one.event.id, about=title) if certified else None
    )
    read = button(t("Read…"), ids.READ, one.event.id, about=title, primary=primary)
    return actions(read, correct, certificate)


def _state(t: Translator, one: MinutesShown) -> str:
    number = t("version {number}", number=one.minutes.version)
    if one.brief:
        short = t("short version")
        return f"{party.when(t, one.event)}\n{number} · {short}"
    until = one.minutes.corrected_until
    said = (
        t("final since {date}", date=t.day(until))
        if one.final
        else t("corrections until {date}", date=t.day(until))
    )
    return f"{party.when(t, one.event)}\n{number} · {said}"


def told(t: Translator, one: MinutesShown, *, shared: bool = False, certified: bool = False) -> Message:
    """To somebody who came, or excused themselves; and to the channel, most of whom have the short version
    where there is one. `certified`: whoever was noted."""
    brief = shared and bool(one.minutes.short)
    said = t("Minutes: {title}", title=one.event.title)
    who = t("The short version is for all, the whole one for those who came or excused themselves.")
    return message(
        said,
        rich("*{said}*\n{state}", said=said, state=_state(t, one)),
        context(who) if brief else None,
        _acts(t, one, primary=True, certified=certified, corrects=not brief),
    )


def again(t: Translator, one: MinutesShown) -> Message:
    """To whoever read an earlier version."""
    number, title = one.minutes.version, one.event.title
    said = t("Minutes changed, version {number}: {title}", number=number, title=title)
    return message(
        said, rich("*{said}*\n{state}", said=said, state=_state(t, one)), _acts(t, one, primary=True)
    )


def narrowed(t: Translator) -> Message:
    """In the channel's place, once they are for those who were there alone."""
    return aside(t("These minutes are for those who came or excused themselves."))


def gone(t: Translator) -> Message:
    """Of a correction whose author was erased."""
    return aside(t("This correction was withdrawn."))


def reading(t: Translator, one: MinutesShown, today: date, *, organises: bool) -> View:
    """The text, what was decided, and who is charged with what."""
    minutes = one.minutes
    by = (
        t("Deposited by {name}, {date}", name=one.by, date=t.day(minutes.at)) if one.by else t.day(minutes.at)
    )
    return modal(
        ids.READ,
        t("Minutes"),
        [
            rich("*{title}*\n{state}", title=one.event.title, state=_state(t, one)),
            context(party.where(t, one.event)),
            rich("{words}", words=minutes.text) if minutes.text else None,
            rich("{link}", link=link(minutes.link, minutes.link)) if minutes.link else None,
            context(by),
            *tasks.listed(t, one.tasks[:MOST_TASKS], today),
            actions(_adding(t, one.event)) if organises else None,
        ],
        close=t("Close"),
    )


def _adding(t: Translator, event: Event) -> Block:
    return button(t("Add an action…"), "tasks.add", event.id, about=event.title)


def _proposal(remark: ProposedCorrection) -> Sequence[Block]:
    return [quote(remark.passage), rich("→ {proposed}", proposed=remark.proposed)]


def writing(
    t: Translator, event: Event, last: Minutes, metadata: str, *, takes: ProposedCorrection | None = None
) -> View:
    """The form of a version, filled with the one that stands; with a correction in it where there is room."""
    text = corrected(last.text, takes) if takes else last.text
    shown = text if len(text) <= SECTION else last.text
    choices = {one: option(t(words), one) for one, words in AUDIENCES.items()}
    return modal(
        ids.WRITE,
        t("Minutes"),
        [
            party.head(t, event),
            *(_proposal(takes) if takes else ()),
            field(ids.TEXT, t("Text"), text_input(shown, longest=SECTION, lines=True), optional=True),
            field(ids.LINK, t("Link"), text_input(last.link, longest=LONGEST_LINK), optional=True),
            field(
                ids.SHORT,
                t("Short version, for all others"),
                text_input(last.short, longest=SECTION, lines=True),
                optional=True,
            ),
            field(ids.AUDIENCE, t("For whom?"), radio(list(choices.values()), choices[last.audience])),
            context(t("Who came hears of it, and who excused themselves; in one message, kept true.")),
            actions(_adding(t, event)),
        ],
        submit=t("Deposit"),
        close=t("Back"),
        metadata=metadata,
    )


def correcting(t: Translator, one: MinutesShown, metadata: str) -> View:
    """The form of a correction."""
    return modal(
        ids.CORRECT,
        t("Propose a correction"),
        [
            rich("*{title}*\n{state}", title=one.event.title, state=_state(t, one)),
            context(party.where(t, one.event)),
            field(ids.PASSAGE, t("The passage"), text_input(longest=LONGEST_PASSAGE, lines=True)),
            field(ids.PROPOSED, t("What you propose"), text_input(longest=LONGEST_PASSAGE, lines=True)),
        ],
        submit=t("Send"),
        close=t("Back"),
        metadata=metadata,
    )


def proposed(t: Translator, event: Event, remark: ProposedCorrection, name: str) -> Message:
    """To organisers: what somebody proposes; in every copy, what became of it."""
    said = t("{name} proposes a correction: {title}", name=name, title=event.title)
    settled = _settled(t, remark)
    row = None
    if remark.state is RemarkState.OPEN:
        take = button(t("Take it up…"), ids.TAKE, remark.id, about=event.title, primary=True)
        row = actions(take, button(t("Leave as it is…"), ids.KEEP, remark.id, about=event.title))
    return message(
        f"{said}\n{settled}" if settled else said,
        rich("*{said}*", said=said),
        *_proposal(remark),
        rich("{settled}", settled=settled) if settled else None,
        row,
    )


def _settled(t: Translator, remark: ProposedCorrection) -> str:
    if remark.state is RemarkState.TAKEN:
        return t("✅ Taken up in the minutes.")
    if remark.state is RemarkState.KEPT:
        reason = remark.reason  # empty once whoever gave it was erased
        return t("Left as it is: {reason}", reason=reason) if reason else t("Left as it is.")
    return ""


def deposited(t: Translator, event: Event, said: str) -> Message:
    """To whoever deposited them."""
    return message(said, rich("{said}", said=said), context(event.title, *party.named(t, event)))


def keeping(t: Translator, event: Event, remark: ProposedCorrection, metadata: str) -> View:
    """Asks why nothing is changed."""
    return modal(
        ids.KEEP,
        t("Leave as it is"),
        [
            party.head(t, event),
            *_proposal(remark),
            field(ids.REASON, t("Why?"), text_input(longest=LONGEST_REASON, lines=True)),
            context(t("Whoever proposed it reads this.")),
        ],
        submit=t("Leave as it is"),
        close=t("Back"),
        metadata=metadata,
    )


def answered(t: Translator, event: Event, remark: ProposedCorrection) -> Message:
    """To whoever proposed it."""
    said = t("Your correction of the minutes of {title}", title=event.title)
    told = _settled(t, remark)
    read = button(t("Read…"), ids.READ, event.id, about=event.title)
    return message(f"{said}{t(': ')}{told}", rich("*{said}*\n{told}", said=said, told=told), actions(read))


def refused(t: Translator, why: MinutesDone) -> Message:
    """Why nothing is shown, or done."""
    if why is MinutesDone.NOT_YOURS:
        return aside(t("These minutes are for those who came or excused themselves."))
    return aside(t(REFUSED[why]))

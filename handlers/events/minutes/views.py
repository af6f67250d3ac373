"""Minutes on screen: the list, the form, the text, and corrections."""

from collections.abc import Mapping, Sequence
from datetime import date

from club.events import Event
from club.minutes import (
    MinutesFault,
    MinutesFile,
    ProposedCorrection,
    RemarkState,
)
from handlers.events.minutes import ids
from handlers.events.minutes.service import MinutesDone, MinutesList, MinutesShown
from handlers.events.shared import party, tasks
from handlers.kit.blocks import (
    Block,
    actions,
    aside,
    button,
    context,
    link,
    message,
    modal,
    quote,
    rich,
)
from handlers.kit.interaction import Message, View
from handlers.kit.paging import turning
from handlers.words import Translator, mark

MOST_TASKS = 40
"""Shown below the text; all of them stand in the list of actions."""
FAULTS: Mapping[MinutesFault, tuple[str, str]] = {
    MinutesFault.EMPTY: (ids.TEXT, mark("Write a text, or give a link.")),
    MinutesFault.LINK: (ids.LINK, mark("A link starts with https:// or http://.")),
    MinutesFault.SHORT: (ids.SHORT, mark("All members read the whole text: no short version is needed.")),
    MinutesFault.SAME: (ids.TEXT, mark("This is, to the letter, the version that stands.")),
}
EMPTY_OF_FILE = mark("Write a text, or give a link or a file.")
"""Where the form has a field for one."""
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
        head = rich("*{title}*\n{when}", title=one.event.title, when=state(t, one))
        blocks += [head, _file(t, one), _acts(t, one)]
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
    title, minutes = one.event.title, one.minutes
    shows = minutes.file and not one.brief and (corrects or minutes.for_all)
    file = _get(t, one) if shows else None
    closed = one.final or one.brief or not corrects
    correct = None if closed else button(t("Propose a correction…"), ids.CORRECT, one.event.id, about=title)
    certificate = (
        button(t("Get a certificate"), "certificate.send", one.event.id, about=title) if certified else None
    )
    read = button(t("Read…"), ids.READ, one.event.id, about=title, primary=primary)
    return actions(read, file, correct, certificate)


def _get(t: Translator, one: MinutesShown) -> Block:
    return button(t("Get the file"), ids.SEND, one.minutes.id, about=one.event.title)


def named(t: Translator, file: MinutesFile) -> str:
    """A file by its name and size."""
    kilobytes = max(1, round(file.size / 1000))
    small = kilobytes < 1000
    size = t("{n} KB", n=kilobytes) if small else t("{n} MB", n=t.number(round(file.size / 1_000_000, 1)))
    return t("📎 {name} ({size})", name=file.name, size=size)


def _file(t: Translator, one: MinutesShown) -> Block | None:
    file = None if one.brief else one.minutes.file
    return rich("{file}", file=named(t, file)) if file else None


def version_of(t: Translator, one: MinutesShown) -> str:
    """Which version this is."""
    return t("version {number}", number=one.minutes.version)


def state(t: Translator, one: MinutesShown) -> str:
    """When it was, which version this is, and until when it can be corrected."""
    number = version_of(t, one)
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
    file = None if brief else _file(t, one)
    return message(
        _with_file(t, one, said) if file else said,
        rich("*{said}*\n{state}", said=said, state=state(t, one)),
        file,
        context(who) if brief else None,
        _acts(t, one, primary=True, certified=certified, corrects=not brief),
    )


def again(t: Translator, one: MinutesShown) -> Message:
    """To whoever read an earlier version."""
    number, title = one.minutes.version, one.event.title
    said = t("Minutes changed, version {number}: {title}", number=number, title=title)
    return message(
        _with_file(t, one, said),
        rich("*{said}*\n{state}", said=said, state=state(t, one)),
        _file(t, one),
        _acts(t, one, primary=True),
    )


def _with_file(t: Translator, one: MinutesShown, said: str) -> str:
    """What a screen reader reads of a message."""
    file = None if one.brief else one.minutes.file
    return f"{said} · {named(t, file)}" if file else said


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
            rich("*{title}*\n{state}", title=one.event.title, state=state(t, one)),
            context(party.where(t, one.event)),
            rich("{words}", words=minutes.text) if minutes.text else None,
            rich("{link}", link=link(minutes.link, minutes.link)) if minutes.link else None,
            _file(t, one),
            actions(_get(t, one)) if minutes.file else None,
            context(by),
            *tasks.listed(t, one.tasks[:MOST_TASKS], today),
            actions(adding(t, one.event), _again(t, one.event)) if organises else None,
        ],
        close=t("Close"),
    )


def _again(t: Translator, event: Event) -> Block:
    return button(t("New version…"), ids.WRITE, event.id, about=event.title)


def adding(t: Translator, event: Event) -> Block:
    """To note what was decided."""
    return button(t("Add an action…"), "tasks.add", event.id, about=event.title)


def proposal(remark: ProposedCorrection) -> Sequence[Block]:
    """What somebody proposes, beside what stands."""
    return [quote(remark.passage), rich("→ {proposed}", proposed=remark.proposed)]


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
        *proposal(remark),
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


def answered(t: Translator, event: Event, remark: ProposedCorrection) -> Message:
    """To whoever proposed it."""
    said = t("Your correction of the minutes of {title}", title=event.title)
    told = _settled(t, remark)
    read = button(t("Read…"), ids.READ, event.id, about=event.title)
    return message(f"{said}{t(': ')}{told}", rich("*{said}*\n{told}", said=said, told=told), actions(read))


def faults(t: Translator, found: Sequence[MinutesFault], *, files: bool) -> dict[str, str]:
    """By field, what is wrong with a version; `files`: whether the form has a field for one."""
    wrong = {FAULTS[one][0]: FAULTS[one][1] for one in reversed(found)}
    if files and MinutesFault.EMPTY in found:
        wrong[ids.TEXT] = EMPTY_OF_FILE
    return {where: t(what) for where, what in wrong.items()}


def refused(t: Translator, why: MinutesDone) -> Message:
    """Why nothing is shown, or done."""
    if why is MinutesDone.NOT_YOURS:
        return aside(t("These minutes are for those who came or excused themselves."))
    return aside(t(REFUSED[why]))

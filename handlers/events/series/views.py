"""The card of a series, the form of its dates, and what became of each."""

from collections.abc import Sequence
from datetime import datetime

from club.events import Event, Phase, Ways, phase
from club.ids import SeriesId
from club.series import Rhythm, Series
from handlers.events.series import ids
from handlers.events.series.service import DateOutcome, SeriesStanding, is_ticked
from handlers.events.shared import outcomes as out
from handlers.events.shared import party, party_buttons
from handlers.events.shared.series import (
    OF_PARTS,
    date_short,
    date_when,
    dates_said,
    days_said,
    differs,
    is_ahead,
    said_rule,
)
from handlers.kit import moments
from handlers.kit.blocks import (
    Block,
    actions,
    button,
    checkboxes,
    context,
    field,
    header,
    menu,
    message,
    modal,
    option,
    radio,
    rich,
)
from handlers.kit.interaction import Message
from handlers.kit.paging import first_lines
from handlers.words import Translator

GROUP = 10
"""Options that one set of checkboxes holds (docs.slack.dev, checkboxes element)."""
LINES = 24
REMOTE, ON_SITE = "remote", "on_site"


def card(t: Translator, series: Series, dates: Sequence[Event], now: datetime) -> Message:
    """What everybody sees in the channel: the dates, and one click for all of them.

    It says what each date is, and never who comes: an answer does not have it drawn again.
    """
    usual = _usual(dates, now)
    ahead = [one for one in dates if is_ahead(one, now)]
    rule = days_said(t, dates) if series.in_parts else said_rule(t, series.rhythm, series.starts_on)
    counted = dates_said(t, series.rhythm, len(dates))
    shown = [one for one in dates if phase(one, now) is not Phase.OVER]
    lines = first_lines(t, [_line(t, series, one, usual, now) for one in shown], LINES) or [t("Over")]
    text = " · ".join((usual.title, counted, rule, party.where(t, usual), lines[0]))
    return message(
        text,
        header(f"{usual.title} · {counted}"),
        rich("*{rule}*\n{where}", rule=rule, where=party.where(t, usual)),
        rich("{lines}", lines="\n".join(lines)),
        context(_own(t, series, ahead, now)) if ahead else None,
        actions(*_card_buttons(t, series, ahead, now)),
    )


def _own(t: Translator, series: Series, ahead: Sequence[Event], now: datetime) -> str:
    """What each date has of its own; and until when all parts of an event are answered."""
    if not series.in_parts:
        return t("Each date has its own answers, seats and deadline.")
    said = t("Each part has its own seats and answers.")
    open_until = [one.deadline for one in ahead if phase(one, now) is Phase.OPEN]
    if not open_until:
        return said
    return f"{said} {t('Answer before {date} (Paris time)', date=t.date(min(open_until)))}"


def _usual(dates: Sequence[Event], now: datetime) -> Event:
    """The date that speaks for all: the next one that takes place, else the last."""
    standing = [one for one in dates if phase(one, now) not in (Phase.CANCELLED, Phase.OVER)]
    return standing[0] if standing else dates[-1]


def _line(t: Translator, series: Series, event: Event, usual: Event, now: datetime) -> str:
    said = [date_when(t, series.rhythm, event), differs(t, event, usual)]
    match phase(event, now):
        case Phase.CANCELLED:
            said.append(
                t("Cancelled: {reason}", reason=event.cancel_reason)
                if event.cancel_reason
                else t("Cancelled")
            )
        case Phase.LATE:
            said.append(t("Answers closed · you can still ask"))
        case Phase.STARTED:
            said.append(t("Started"))
    return " · ".join(part for part in said if part)


def _card_buttons(t: Translator, series: Series, ahead: Sequence[Event], now: datetime) -> list[Block | None]:
    """The ways to answer; once answers to all are closed, how one stands, and the way to ask for a seat."""
    if not ahead:
        return []
    title, next_date, series_id = ahead[0].title, ahead[0], series.id
    both = any(one.ways is Ways.BOTH for one in ahead)
    label = t("I come to all on site") if both else t("I am coming to all")
    remotely = button(t("To all remotely"), ids.ALL_REMOTE, series_id, about=title) if both else None
    items = [
        (t("Programme and access"), "rsvp.programme", next_date.id),
        (t("Who is coming?"), "rsvp.who", next_date.id),
    ]
    if not any(phase(one, now) is Phase.OPEN for one in ahead):
        return [button(t("My answers…"), ids.CHOOSE, series_id, about=title), menu(items)]
    if series.in_parts:
        come = button(t("I am coming"), ids.CHOOSE, series_id, about=title, primary=True)
        return [come, button(t("I am not coming"), ids.NONE, series_id, about=title), menu(items)]
    return [
        button(label, ids.ALL, series_id, about=title, primary=True),
        remotely,
        choosing_button(t, series_id, title),
        menu(items),
    ]


def choosing_button(
    t: Translator, series_id: SeriesId, title: str, *, parts: bool = False, primary: bool = False
) -> Block:
    """Opens the form of the dates."""
    label = t("Change my answer…") if parts else t("Choose my dates…")
    return button(label, ids.CHOOSE, series_id, about=title, primary=primary)


def none_left(t: Translator) -> Message:
    """No date of it is ahead."""
    said = t("No date of this series is left to answer.")
    return message(said, rich("{said}", said=said), actions(button(t("See my events"), "rsvp.page", 0)))


def choosing(t: Translator, found: SeriesStanding, metadata: str, *, remote: bool = False) -> Block:
    """The dates that may still be answered, ticked where one comes; the others are named below."""
    open_dates = [one for one in found.dates if one.phase is Phase.OPEN]
    closed = [one for one in found.dates if one.phase is not Phase.OPEN]
    parts = found.series.in_parts
    groups = [open_dates[first : first + GROUP] for first in range(0, len(open_dates), GROUP)]
    rest = option(t("I am not coming to the others"), "no")
    blocks: list[Block | None] = [
        rich("*{title}*\n{where}", title=_title(found), where=party.where(t, found.dates[0].event)),
        *(_group(t, found, number, group) for number, group in enumerate(groups)),
        _ways(t, remote=remote) if found.both and open_dates else None,
        field(ids.REST, t("The others"), checkboxes([rest]), optional=True)
        if open_dates and not parts
        else None,
        *_closed(t, found, closed),
        context(t("Times are Paris time.")),
    ]
    return modal(
        ids.CHOOSING,
        t("My participation") if parts else t("Choose my dates"),
        blocks,
        submit=t("Save") if open_dates else "",
        close=t("Back"),
        metadata=metadata,
    )


def _title(found: SeriesStanding) -> str:
    return found.dates[0].event.title


def _group(t: Translator, found: SeriesStanding, number: int, dates: Sequence[out.Participation]) -> Block:
    options = [_option(t, found.series, one) for one in dates]
    all_ticked = found.unasked
    ticked = [shown for shown, one in zip(options, dates, strict=True) if all_ticked or is_ticked(one)]
    first = t("I take part in") if found.series.in_parts else t("I am coming on")
    label = first if number == 0 else t("And on")
    return field(f"{ids.DATES}#{number}", label, checkboxes(options, ticked), optional=True)


def _option(t: Translator, series: Series, found: out.Participation) -> Block:
    room = party.seats_taken(t, found.room)
    return option(f"{date_short(t, series.rhythm, found.event)} · {room}", found.event.id)


def _ways(t: Translator, *, remote: bool) -> Block:
    choices = [option(t("On site"), ON_SITE), option(t("Remotely"), REMOTE)]
    hint = t("For dates newly ticked, where there are both.")
    return field(ids.WAY, t("How?"), radio(choices, choices[remote]), hint=hint)


def _closed(t: Translator, found: SeriesStanding, closed: Sequence[out.Participation]) -> list[Block | None]:
    """How one stands at each; whoever neither comes nor waits may ask for a seat until it begins."""
    rhythm, blocks = found.series.rhythm, list[Block | None]()
    for one in closed:
        said = rich("{date}\n{state}", date=date_when(t, rhythm, one.event), state=party.state(t, one))
        late = one.phase is Phase.LATE and not is_ticked(one)
        blocks += [said, actions(party_buttons.asking(t, one.event, primary=False)) if late else None]
    return blocks


def answered(t: Translator, series: Series, done: Sequence[DateOutcome]) -> Message:
    """Date by date: what holds now, and what could not be written."""
    title = done[0].participation.event.title
    lines = [_answer_line(t, series, one) for one in done]
    free = [one for one in done if one.awaited][:3]
    choose = choosing_button(t, series.id, title, parts=series.in_parts)
    row: list[Block | None] = [button(t("My events"), "rsvp.page", 0), choose]
    asked = next((one.participation for one in done if one.participation.asked), None)
    row += [party_buttons.questions(t, asked) if asked else None]
    row += [_freeing(t, series, one.participation) for one in free]
    said = "\n".join([title, *lines])
    buttons = {**(actions(*row) or {}), "block_id": f"{OF_PARTS}:{series.id}"}
    return message(said, rich("*{title}*\n{lines}", title=title, lines="\n".join(lines)), buttons)


def _answer_line(t: Translator, series: Series, done: DateOutcome) -> str:
    found = done.participation
    state = party.state(t, found).replace("\n", " · ")
    kept = t("kept: others wait for this seat") if done.awaited else ""
    return " · ".join(
        part for part in (f"{date_short(t, series.rhythm, found.event)}{t(': ')}{state}", kept) if part
    )


def _freeing(t: Translator, series: Series, found: out.Participation) -> Block:
    date = date_short(t, series.rhythm, found.event)
    kept = 2 if series.rhythm is Rhythm.HALF else 1  # which half of its day it is
    label = t("Free {date}…", date=",".join(date.split(",")[:kept]))
    return button(label, f"rsvp.not_going#{found.event.id}", found.event.id, about=found.event.title)


def moved(
    t: Translator, series: Series, found: Sequence[out.Participation], *, parted: bool = False
) -> Message:
    """The dates as they are now, and where the reader stands at each.

    `parted`: they are the half-days that one event became.
    """
    event = found[0].event
    said = {"title": event.title, "dates": dates_said(t, series.rhythm, len(found))}
    if parted:
        text = t("{title} is now held in {dates}: your answer holds for each", **said)
    else:
        text = t("Changed: {title}, {dates} from {date}", **said, date=moments.begins(t, event))
    lines = [
        f"{date_when(t, series.rhythm, one.event)}, {party.where(t, one.event)}{t(': ')}{party.state(t, one)}"
        for one in found
    ]
    unconfirmed = any(one.must_confirm for one in found)
    still = button(t("I still come to all"), ids.STILL, series.id, about=event.title, primary=True)
    return message(
        text,
        rich("*{text}*\n{lines}", text=text, lines="\n".join(lines)),
        context(t("Times are Paris time.")),
        actions(
            still if unconfirmed else None, choosing_button(t, series.id, event.title, parts=series.in_parts)
        ),
    )


def called_off(t: Translator, series: Series, dates: Sequence[Event]) -> Message:
    """The dates that do not take place, and why."""
    first = dates[0]
    count = dates_said(t, series.rhythm, len(dates))
    text = t(
        "Cancelled: {title}, {dates} from {date}",
        title=first.title,
        dates=count,
        date=moments.begins(t, first),
    )
    lines = "\n".join(date_when(t, series.rhythm, one) for one in dates)
    why = t("Cancelled: {reason}", reason=first.cancel_reason) if first.cancel_reason else t("Cancelled")
    return message(text, rich("*{text}*\n{lines}\n{why}", text=text, lines=lines, why=why))

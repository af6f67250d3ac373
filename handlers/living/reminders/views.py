"""The digest: at most five matters that wait, nearest first, each with its own buttons."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from club.digest import LINES, Wishes, shown
from club.ids import PostingId
from handlers.kit.blocks import Block, actions, button, context, cut, divider, header, message, rich
from handlers.kit.interaction import Blocks, Line, Message
from handlers.kit.lines import block_id, part_id, waiting
from handlers.kit.paging import turning
from handlers.kit.positions import HOME, ListPosition, Page
from handlers.kit.told import told_of
from handlers.living.reminders import ids
from handlers.words import Translator
from storage.sendings import Sending

MOST_BLOCKS = 46
"""Of the fifty of a message; the data notice has room beside them."""
TEXT, NAMED = 150, 60
"""Characters of the top-level text, which is read as a notification; of each matter's name in it."""


def digest(t: Translator, digest_id: PostingId, day: date, lines: Sequence[Line], *, weekly: bool) -> Message:
    """The whole message; `day` is its own, whenever it is drawn."""
    mere, whole = [one for one in lines if not one.blocks], [one for one in lines if one.blocks]
    seen, more = shown(mere)
    dated = t("Your week from {day}", day=t.day(day)) if weekly else t("Your day: {day}", day=t.day(day))
    blocks: list[Block | None] = [header(dated)]
    first = next((line for line in seen if line.awaited), None)
    for line in seen:
        blocks += _drawn(t, digest_id, line, primary=line is first)
    if more:
        blocks.append(context(_others(t, more)))
    blocks += _unseen(t, sum(line.news and not any(line is one for one in seen) for line in mere))
    if _is_done(lines):
        blocks.append(rich("{said}", said=done(t)))
    for line in whole:
        blocks += _whole(t, digest_id, line, MOST_BLOCKS - len(blocks))
    said = message(cut(_text(t, dated, lines), TEXT), *blocks)
    return replace(said, shows=[line.id for line in (*seen, *whole) if line.id])


def _others(t: Translator, more: int) -> str:
    return t.plural("And {n} other on the home tab", "And {n} others on the home tab", more)


def _whole(t: Translator, digest_id: PostingId, line: Line, room: int) -> list[Block | None]:
    """A message that stands below the lines, as far as there is room."""
    fits = len(line.blocks) < room
    named = [
        {**block, "block_id": part_id(digest_id, line, number)} if block["type"] == "actions" else block
        for number, block in enumerate(line.blocks if fits else line.blocks[: room - 2])
    ]
    return [divider(), *named, None if fits else context(t("The rest is on the home tab."))]


def _unseen(t: Translator, news: int) -> list[Block | None]:
    """News for which there was no room: where all that was sent is read."""
    if not news:
        return []
    said = t.plural("And {n} other piece of news", "And {n} other pieces of news", news)
    return [context(said), actions(button(t("What Prime sent me"), ids.TOLD, 0))]


def done(t: Translator) -> str:
    """What is said once nothing waits any more."""
    return t("✅ Everything is up to date. Thank you.")


def saved(t: Translator, until: datetime, lines: Sequence[Line] = ()) -> Message:
    """What was chosen holds; when the next message may come, and what is due before: `lines`."""
    said = t("✅ Reminders set. Next message: {date}.", date=t.date(until))
    row = actions(button(t("Edit…"), ids.OPEN, 0))
    blocks: list[Block | None] = [rich("{said}", said=said), row]
    if lines:
        blocks.append(rich("*{title}*", title=t("During your absence")))
    for line in lines[:LINES]:
        blocks += [_said(t, line), actions(*(_plain(one) if one else one for one in line.buttons))]
    if more := len(lines[LINES:]):
        blocks.append(context(_others(t, more)))
    return message(said, *blocks)


def told(t: Translator, page: Page[Sending]) -> Message:
    """What somebody was sent in thirty days: what, when, and why."""
    head = t("What Prime sent you in 30 days ({n})", n=t.number(page.total))
    lines = [_sent(t, one) for one in page.items] or [rich("{none}", none=t("No message here."))]
    turns = turning(t, page, ids.TOLD, t("Newer ones"), t("Older ones"))
    row = actions(button(t("Set my reminders…"), ids.OPEN, 0))
    return message(head, rich("*{head}*", head=head), *lines, *turns, row)


def _sent(t: Translator, one: Sending) -> Block:
    kind, when = told_of(one.kind), one.told_at or one.sent_at
    what = " · ".join(part for part in (t(kind.what), one.title) if part)
    date = t.short(when) if when else ""
    return rich(t("*{what}*\n{date}, because {why}"), what=what, date=date, why=t(kind.why))


def awaiting(t: Translator, page: Page[Line], wishes: Wishes, today: date) -> Blocks:
    """In the home tab: what awaits the reader, the nearest first, each with its own buttons."""
    away = _away(t, wishes, today)
    if not page.total:
        nothing = rich("{said}", said=t("✅ Nothing awaits you."))
        return [block for block in (nothing, away) if block]
    title = t("What awaits you ({n})", n=t.number(page.total))
    blocks: list[Block | None] = [rich("*{title}*", title=title)]
    for number, line in enumerate(page.items):
        row = actions(*(_plain(one) if one and number else one for one in line.buttons))
        blocks += [_said(t, line), {**row, "block_id": page.position.block(number)} if row else None]
    return [block for block in (*blocks, *_further(t, page), away) if block]


def _away(t: Translator, wishes: Wishes, today: date) -> Block | None:
    """That nothing reminds the reader of it before they are back."""
    if not (wishes.absent_to and wishes.is_absent(today)):
        return None
    return context(t("Away until {date}", date=t.day(wishes.absent_to)))


def _further(t: Translator, page: Page[Line]) -> list[Block | None]:
    """Below the first few, how many others there are and the way to all; below all of them, the way back."""
    if page.position.only:
        fewer = button(t("Show fewer"), f"{ids.ALL}#fewer", ListPosition(HOME).value())
        return turning(t, page, ids.ALL, t("Those before"), t("Those after"), beside=fewer)
    if page.after is None:
        return []
    every = button(t("See all"), ids.ALL, ListPosition(HOME, only=("all",)).value())
    return [context(t.plural("and {n} other", "and {n} others", page.total - page.end)), actions(every)]


def _is_done(lines: Sequence[Line]) -> bool:
    """Whether something waited, and nothing does any more."""
    return not any(line.awaited for line in lines) and not all(line.news for line in lines)


def _text(t: Translator, dated: str, lines: Sequence[Line]) -> str:
    """How many wait, until when the first, and what they are: all that a screen reader reads."""
    if _is_done(lines):
        return done(t)
    if awaited := [line for line in lines if line.awaited]:
        return waiting(t, awaited, NAMED)
    named = t.list([cut(line.text, NAMED) for line in lines])
    return f"{dated}{t(': ')}{named}"


def _drawn(t: Translator, digest_id: PostingId, line: Line, *, primary: bool) -> list[Block | None]:
    row = actions(*(_plain(one) if one and not primary else one for one in line.buttons))
    return [_said(t, line), {**row, "block_id": block_id(digest_id, line)} if row else None]


def _said(t: Translator, line: Line) -> Block:
    more = f"\n{line.more}" if line.more else ""
    if not line.awaited:
        return rich("{text}{more}", text=line.text, more=more)
    if line.limit is None:
        return rich("*{text}*{more}", text=line.text, more=more)
    return rich(t("*Before {date}* · {text}{more}"), date=t.date(line.limit), text=line.text, more=more)


def _plain(element: Block) -> Block:
    """A button as others are: the first matter alone has one that stands out."""
    return {name: value for name, value in element.items() if name != "style"}

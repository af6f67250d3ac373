"""The digest: at most five matters that wait, nearest first, each with its own buttons."""

from collections.abc import Sequence
from datetime import date

from club.digest import nearest_first, shown
from club.ids import PostingId
from handlers.kit.blocks import Block, actions, context, cut, header, message, rich
from handlers.kit.interaction import Line, Message
from handlers.kit.lines import block_id
from handlers.words import Translator

TEXT, NAMED = 150, 60
"""Characters of the top-level text, which is read as a notification; of each matter's name in it."""


def digest(t: Translator, digest_id: PostingId, day: date, lines: Sequence[Line], *, weekly: bool) -> Message:
    """The whole message; `day` is its own, whenever it is drawn."""
    seen, more = shown(lines)
    dated = t("Your week from {day}", day=t.day(day)) if weekly else t("Your day: {day}", day=t.day(day))
    blocks: list[Block | None] = [header(dated)]
    first = next((line for line in seen if line.awaited), None)
    for line in seen:
        blocks += _drawn(t, digest_id, line, primary=line is first)
    if more:
        blocks.append(
            context(t.plural("And {n} other on the home tab", "And {n} others on the home tab", more))
        )
    if _is_done(lines):
        blocks.append(rich("{said}", said=done(t)))
    return message(cut(_text(t, dated, lines), TEXT), *blocks)


def done(t: Translator) -> str:
    """What is said once nothing waits any more."""
    return t("✅ Everything is up to date. Thank you.")


def _is_done(lines: Sequence[Line]) -> bool:
    """Whether something waited, and nothing does any more."""
    return not any(line.awaited for line in lines) and not all(line.news for line in lines)


def _text(t: Translator, dated: str, lines: Sequence[Line]) -> str:
    """How many wait, until when the first, and what they are: all that a screen reader reads."""
    if _is_done(lines):
        return done(t)
    waiting = [line for line in nearest_first(lines) if line.awaited]
    named = t.list([cut(line.text, NAMED) for line in waiting or lines])
    if not waiting:
        return f"{dated}{t(': ')}{named}"
    count = t.plural("{n} matter awaits you", "{n} matters await you", len(waiting))
    limit = waiting[0].limit
    until = t("; the first before {date}", date=t.short(limit)) if limit else ""
    return f"{count}{until}{t(': ')}{named}"


def _drawn(t: Translator, digest_id: PostingId, line: Line, *, primary: bool) -> list[Block | None]:
    row = actions(*(_plain(one) if one and not primary else one for one in line.buttons))
    return [_said(t, line), {**row, "block_id": block_id(digest_id, line)} if row else None]


def _said(t: Translator, line: Line) -> Block:
    if not line.awaited:
        return rich("{text}", text=line.text)
    more = f"\n{line.more}" if line.more else ""
    if line.limit is None:
        return rich("*{text}*{more}", text=line.text, more=more)
    return rich(t("*Before {date}* · {text}{more}"), date=t.date(line.limit), text=line.text, more=more)


def _plain(element: Block) -> Block:
    """A button as others are: the first matter alone has one that stands out."""
    return {name: value for name, value in element.items() if name != "style"}

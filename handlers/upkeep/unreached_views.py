"""The list of members out of reach: why, what is to be told, and the two ways to do it."""

from collections.abc import Mapping

from handlers import names
from handlers.kit.blocks import Block, actions, button, cut, divider, message, rich
from handlers.kit.interaction import Message
from handlers.kit.paging import first_lines, turning
from handlers.kit.positions import ListPosition, Page
from handlers.kit.told import told_of
from handlers.upkeep import ids
from handlers.upkeep.reasons import CLOSED, why
from handlers.upkeep.unreached import OutOfReach, Passed
from handlers.words import Translator, mark
from storage.missed import MissedMatter, Unreached

SAID: Mapping[Passed, str] = {
    Passed.NOTED: mark("✅ Noted: it was passed on."),
    Passed.CHANGED: mark("There is something else to tell by now: here is the list as it is."),
}
WORDS: Mapping[str, str] = {
    names.NUDGE: mark("{title}: an answer before {until}"),
    names.EVE: mark("{title}: {starts}"),
    names.MOVED: mark("{title}: now on {starts}"),
    names.CANCELLED: mark("{title}: cancelled"),
    names.PROMOTED: mark("{title}: a seat is theirs"),
    names.DATES_KEPT: mark("{title}: on {starts}, they had said yes to it"),
    names.ANSWERED_FOR: mark("{title}: an answer was given in their name"),
    names.BALLOT_OPENED: mark("{title}: a vote, until {until}"),
}
"""What is to be told, by kind; other kinds by what they are called."""
SHOWN, TITLE = 5, 80


def listing(t: Translator, page: Page[OutOfReach], said: str = "") -> Message:
    """Five members, each with what they missed."""
    count = t.plural("{n} member out of reach", "{n} members out of reach", page.total)
    title = count if page.total else t("✅ Nobody is out of reach: nothing is to be passed on.")
    blocks: list[Block | None] = [
        rich("{said}", said=said) if said else None,
        rich("*{title}*", title=title),
    ]
    for one in page.items:
        blocks += [divider(), *_row(t, one, page.position)]
    turns = turning(t, page, ids.UNREACHED_PAGE, t("Previous people"), t("Next people"))
    return message(
        "\n".join([said or title, *(called(t, one.member) for one in page.items)]), *blocks, *turns
    )


def _row(t: Translator, one: OutOfReach, at: ListPosition) -> list[Block | None]:
    member = one.member
    told = first_lines(t, list(dict.fromkeys(words(t, matter) for matter in one.matters)), SHOWN)
    text = rich(
        "*{called}*\n{why}\n{told}",
        called=called(t, member),
        why=reason(t, member),
        told=t("To pass on: {matters}", matters="; ".join(told)),
    )
    about = cut(member.name, 60)
    open_event = any(matter.open for matter in one.matters)
    answers = button(t("Answer in their name…"), "on_behalf.open", member.id, about=about, primary=True)
    passed = button(t("Note: passed on"), ids.PASSED, f"{member.id}:{one.seen}", about=about)
    row = actions(answers if open_event else None, passed)
    return [text, {**row, "block_id": at.block(member.id)} if row else None]


def called(t: Translator, one: Unreached) -> str:
    """Who, and how much."""
    name = ", ".join(part for part in (one.name, one.company) if part)
    return t.plural(
        "{name}: {n} message not delivered", "{name}: {n} messages not delivered", one.count, name=name
    )


def reason(t: Translator, one: Unreached) -> str:
    """Why nothing reaches them."""
    if one.fault:
        return _upper(why(t, one.fault))
    return _upper(t(CLOSED)) if one.slack_id else t("Not in Slack")


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]


def words(t: Translator, matter: MissedMatter) -> str:
    """One thing to tell; of what is the reader's own affair, only that there is something."""
    told, title = told_of(matter.kind), cut(matter.title, TITLE)
    if matter.kind in WORDS and title:
        starts = t.short(matter.starts_at) if matter.starts_at else ""
        until = t.short(matter.until) if matter.until else ""
        return t(WORDS[matter.kind], title=title, starts=starts, until=until)
    if told.discreet:
        return t("a message")
    return t("{title}: {what}", title=title, what=t(told.what)) if title else t(told.what)

"""The organisers' list of messages: what waits, was sent or was not, and what can be done."""

from collections.abc import Mapping

from handlers.kit.blocks import (
    Block,
    actions,
    button,
    context,
    cut,
    divider,
    message,
    option,
    plain,
    rich,
    select,
)
from handlers.kit.interaction import Message
from handlers.kit.paging import turning
from handlers.kit.positions import ListPosition
from handlers.kit.told import told_of
from handlers.upkeep import ids
from handlers.upkeep.reasons import why_and_what
from handlers.upkeep.service import Filter, SendingDone, SendingPage
from handlers.words import Translator, mark
from storage.postings import PostingStage
from storage.sendings import MOST, Sending, Standing

STANDINGS: Mapping[Standing, str] = {
    Standing.WAITING: mark("Waiting"),
    Standing.SENT: mark("Sent"),
    Standing.PAST: mark("Past"),
    Standing.REFUSED: mark("Refused"),
    Standing.BROKEN: mark("Not prepared"),
    Standing.CANCELLED: mark("Cancelled"),
}
SAID: Mapping[SendingDone, str] = {
    SendingDone.AGAIN: mark("✅ It will be sent in a moment."),
    SendingDone.CANCELLED: mark("✅ Cancelled: it will not be sent."),
    SendingDone.NOTHING: mark("It stands otherwise by now: here is the list as it is."),
}
WHOLE = Filter()
ANY = "any"
"""The choice of no standing in particular."""


def listing(t: Translator, found: SendingPage, said: str = "") -> Message:
    """Five messages, the newest first, with the two filters above them."""
    page = found.page
    count = t("Messages: {counts}", counts=_counts(t, found))
    blocks: list[Block | None] = [
        rich("{said}", said=said) if said else None,
        rich("*{count}*", count=count),
        _filters(t, found),
    ]
    for one in page.items:
        blocks += [divider(), *_row(t, one, page.position)]
    if not page.items:
        blocks.append(rich("{nothing}", nothing=t("No message here.")))
    more = t("The {n} newest.", n=t.number(MOST)) if found.capped else ""
    turns = turning(t, page, ids.PAGE, t("Newer ones"), t("Older ones"))
    return message(said or count, *blocks, *turns, context(more))


def _counts(t: Translator, found: SendingPage) -> str:
    n = dict(found.counts)
    waits, refused, broken = n[Standing.WAITING], n[Standing.REFUSED], n[Standing.BROKEN]
    said = [
        t.plural("{n} waits", "{n} wait", waits) if waits else "",
        t.plural("{n} was refused", "{n} were refused", refused) if refused else "",
        t.plural("{n} not prepared", "{n} not prepared", broken) if broken else "",
    ]
    return ", ".join(filter(None, said)) or t("nothing waits, none was refused")


def _filters(t: Translator, found: SendingPage) -> Block | None:
    every = option(t("All states"), ANY)
    options = {"": every} | {one.value: option(t(words), one.value) for one, words in STANDINGS.items()}
    standing = select(list(options.values()), options[found.filter.standing])
    standing["placeholder"] = plain(t("State"), 150)
    who: Block = {"type": "external_select", "min_query_length": 0, "placeholder": plain(t("For whom?"), 150)}
    if found.who:
        who["initial_option"] = option(found.who, found.filter.who)
    whole = button(t("See all"), ids.ALL) if found.filter != WHOLE else None
    row = actions(standing | {"action_id": ids.STANDING}, who | {"action_id": ids.WHO}, whole)
    return {**row, "block_id": found.page.position.block("filter")} if row else None


def _row(t: Translator, one: Sending, at: ListPosition) -> list[Block | None]:
    who, what = _who(t, one), t(told_of(one.kind).what)
    about = " · ".join(part for part in (what, one.title) if part)
    said = rich("*{who}* · {about}\n{state}", who=who, about=about, state=state(t, one))
    row = actions(*_buttons(t, one, cut(f"{who}, {what}", 60)))
    return [said, {**row, "block_id": at.block(one.id)} if row else None]


def _who(t: Translator, one: Sending) -> str:
    if one.recipient[:1] in "CG":
        return t("The channel")
    return one.name or t("Somebody who is no member")


def _buttons(t: Translator, one: Sending, about: str) -> list[Block | None]:
    again = button(t("Try again"), ids.AGAIN, one.id, about=about)
    cancel = button(t("Cancel this message"), ids.CANCEL, one.id, about=about)
    if one.stage is PostingStage.CANCELLED:
        return [button(t("Send after all"), ids.AGAIN, one.id, about=about)]
    if one.stage in (PostingStage.FAILED, PostingStage.BROKEN):
        return [again, None if one.ts else cancel]
    return [cancel] if one.stage is PostingStage.PENDING and not one.ts else []


def state(t: Translator, one: Sending) -> str:
    """Where it stands, when, and why."""
    match one.stage:
        case PostingStage.PENDING if one.fault and one.due_at:
            return t("⏳ Slack said {code}; next try: {date}", code=one.fault, date=t.short(one.due_at))
        case PostingStage.PENDING if one.due_at:
            return t("⏳ Waits; planned for {date}", date=t.short(one.due_at))
        case PostingStage.PENDING | PostingStage.SENDING:
            return t("⏳ Under way")
        case PostingStage.SENT | PostingStage.MERGED:
            return _sent(t, one)
        case PostingStage.DROPPED:
            return t("Past: settled before it was sent.")
        case PostingStage.EXPIRED:
            return t("Past: it would have come too late.")
        case PostingStage.CANCELLED:
            return t("Cancelled by an organiser: not sent.")
        case PostingStage.BROKEN:
            return t(
                "Not prepared, reference {code}: to be told to whoever looks after Prime", code=one.fault
            )
        case PostingStage.FAILED:
            return _refused(t, one)


def _sent(t: Translator, one: Sending) -> str:
    """By itself, or together with others."""
    if one.stage is PostingStage.SENT:
        return t("✅ Sent on {date}", date=t.short(one.sent_at)) if one.sent_at else t("✅ Sent")
    if one.told_at is None:
        return t("⏳ Goes with others, in one message")
    return t("✅ Said with others on {date}", date=t.short(one.told_at))


def _refused(t: Translator, one: Sending) -> str:
    step = why_and_what(t, one.fault)
    if one.tried_at is None:
        return t("Refused, {code}: {step}", code=one.fault, step=step)
    return t("Refused on {date}, {code}: {step}", date=t.short(one.tried_at), code=one.fault, step=step)

"""`/prime topics`: the list, filtered in place, five at a time."""

from collections.abc import Sequence

from club.topics import TopicKind, TopicState
from handlers.choosing.topics.place import ALL, OPEN, UNANSWERED, Filters, narrowed
from handlers.choosing.topics.reading import TopicPage
from handlers.choosing.topics.sentences import KINDS
from handlers.choosing.topics.views import entry, proposing, summary
from handlers.kit.blocks import Block, actions, button, message, option, plain, rich
from handlers.kit.interaction import Message
from handlers.kit.paging import turning
from handlers.kit.positions import ListPosition
from handlers.words import Translator, mark
from storage.wording import MOST

STATES = {
    OPEN: mark("Open topics"),
    TopicState.SHORTLISTED.value: mark("Shortlisted"),
    TopicState.CHOSEN.value: mark("Chosen by a vote"),
    TopicState.DELIVERED.value: mark("Work delivered"),
    TopicState.DECLINED.value: mark("Not kept"),
    TopicState.MERGED.value: mark("Merged"),
    ALL: mark("All topics"),
}
EVERY_KIND = "every"


def listing(t: Translator, found: TopicPage, said: str = "") -> Message:
    """One page of it. The filters stand above, the pages and the way to propose one below.

    Words that no topic has at all are said in a line: there is nothing to filter.
    """
    count = _count(t, found)
    if not said and _in_vain(found):
        every = button(t("See all topics"), "topics.list")
        row = {**(actions(every) or {}), "block_id": found.page.position.block("none")}
        return message(count, rich("{count}", count=count), row)
    entries: list[Block | None] = []
    for one in found.page.items:
        entries += entry(t, one, found.page.position, organiser=found.organiser)
    lines = [said, count, *(summary(t, one) for one in found.page.items)]
    return message(
        "\n".join(line for line in lines if line),
        rich("{said}", said=said) if said else None,
        rich("*{count}*", count=count),
        filters(t, found),
        *entries,
        *_pager(t, found),
    )


def _in_vain(found: TopicPage) -> bool:
    at = found.page.position
    return bool(at.words) and not found.page.total and Filters.of(at) == Filters(ALL)


def _count(t: Translator, found: TopicPage) -> str:
    words, total = found.page.position.words, found.page.total
    if not total:
        return t("No topic for “{words}”.", words=words) if words else t("No topic here.")
    if words:
        if total >= MOST:
            return t("The first {n} topics for “{words}”", n=t.number(total), words=words)
        return t.plural("{n} topic for “{words}”", "{n} topics for “{words}”", total, words=words)
    return t.plural("{n} topic", "{n} topics", total)


def filters(t: Translator, found: TopicPage) -> Block | None:
    """State, kind, one's own: each answers in place."""
    at = found.page.position
    only = Filters.of(at)
    states = {**STATES, UNANSWERED: mark("Waiting for an answer")} if found.organiser else STATES
    kinds = {EVERY_KIND: mark("Every kind"), **{kind.value: KINDS[kind] for kind in TopicKind}}
    mine = t("All members’ topics") if only.mine else t("My topics")
    row = actions(
        _select(t, "state", states, only.state),
        _select(t, "kind", kinds, only.kind or EVERY_KIND),
        button(mine, "topics.list#mine", _changed(at, mine="" if only.mine else "mine").value()),
    )
    return {**row, "block_id": at.block("filter")} if row else None


def _select(t: Translator, name: str, choices: dict[str, str], chosen: str) -> Block:
    options = [option(t(label), f"{name}={key}") for key, label in choices.items()]
    made: Block = {"type": "static_select", "action_id": f"topics.filter#{name}", "options": options}
    initial = [one for one in options if one["value"] == f"{name}={chosen}"]
    placeholder = plain(t("State") if name == "state" else t("Kind"), 150)
    return made | {"placeholder": placeholder} | ({"initial_option": initial[0]} if initial else {})


def filtered(at: ListPosition, value: str) -> ListPosition:
    """The first page of the list once a filter is chosen."""
    name, _, chosen = value.partition("=")
    if name == "state":
        return _changed(at, state=chosen)
    return _changed(at, kind="" if chosen == EVERY_KIND else chosen)


def _changed(at: ListPosition, **filters: str) -> ListPosition:
    return narrowed(Filters.of(at)._replace(**filters), at.words)


def _pager(t: Translator, found: TopicPage) -> Sequence[Block | None]:
    new = proposing(t, primary=not found.page.total)
    return turning(t, found.page, "topics.list", t("Previous topics"), t("Next topics"), beside=new)

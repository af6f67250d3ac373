"""`/prime topics`: the list, filtered in place, five at a time."""

from collections.abc import Sequence
from dataclasses import replace

from club.topics import Kind, State
from handlers.choosing.topics.place import ALL, OPEN, UNANSWERED, Place
from handlers.choosing.topics.reading import Listing
from handlers.choosing.topics.sentences import KINDS
from handlers.choosing.topics.views import entry, proposing, summary
from handlers.kit.blocks import Block, actions, button, message, option, plain, rich
from handlers.kit.interaction import Message
from handlers.kit.paging import turning
from handlers.words import Translator, mark

STATES = {
    OPEN: mark("Open topics"),
    State.SHORTLISTED.value: mark("Shortlisted"),
    State.CHOSEN.value: mark("Chosen by a vote"),
    State.DELIVERED.value: mark("Work delivered"),
    State.DECLINED.value: mark("Not kept"),
    State.MERGED.value: mark("Merged"),
    ALL: mark("All topics"),
}
EVERY_KIND = "every"


def listing(t: Translator, found: Listing, said: str = "") -> Message:
    """One page of it. The filters stand above, the pages and the way to propose one below."""
    count = _count(t, found)
    entries: list[Block | None] = []
    for one in found.shown:
        entries += entry(t, one, found.place, organiser=found.organiser)
    lines = [said, count, *(summary(t, one) for one in found.shown)]
    return message(
        "\n".join(line for line in lines if line),
        rich("{said}", said=said) if said else None,
        rich("*{count}*", count=count),
        filters(t, found),
        *entries,
        *_pager(t, found),
    )


def _count(t: Translator, found: Listing) -> str:
    words, total = found.place.words, found.total
    if not total:
        return t("No topic for “{words}”.", words=words) if words else t("No topic here.")
    if words:
        return t.plural("{n} topic for “{words}”", "{n} topics for “{words}”", total, words=words)
    return t.plural("{n} topic", "{n} topics", total)


def filters(t: Translator, found: Listing) -> Block | None:
    """State, kind, one's own: each answers in place."""
    place = found.place
    states = {**STATES, UNANSWERED: mark("Waiting for an answer")} if found.organiser else STATES
    kinds = {EVERY_KIND: mark("Every kind"), **{kind.value: KINDS[kind] for kind in Kind}}
    mine = t("All members’ topics") if place.mine else t("My topics")
    row = actions(
        _select(t, "state", states, place.state),
        _select(t, "kind", kinds, place.kind or EVERY_KIND),
        button(mine, "topics.list#mine", replace(place, mine=not place.mine, page=0).packed()),
    )
    return {**row, "block_id": place.behind("filter")} if row else None


def _select(t: Translator, name: str, choices: dict[str, str], chosen: str) -> Block:
    options = [option(t(label), f"{name}={key}") for key, label in choices.items()]
    made: Block = {"type": "static_select", "action_id": f"topics.filter#{name}", "options": options}
    initial = [one for one in options if one["value"] == f"{name}={chosen}"]
    placeholder = plain(t("State") if name == "state" else t("Kind"), 150)
    return made | {"placeholder": placeholder} | ({"initial_option": initial[0]} if initial else {})


def filtered(place: Place, value: str) -> Place:
    """The first page of the list once a filter is chosen."""
    name, _, chosen = value.partition("=")
    if name == "state":
        return replace(place, state=chosen, page=0)
    return replace(place, kind="" if chosen == EVERY_KIND else chosen, page=0)


def _pager(t: Translator, found: Listing) -> Sequence[Block | None]:
    place, total = found.place, found.total
    before = button(t("Previous topics"), "topics.list#before", place.at(place.page - 1).packed())
    after = button(t("Next topics"), "topics.list#after", place.at(place.page + 1).packed())
    new = proposing(t, primary=not total)
    return turning(t, place.page, total, before, after, row=place.behind("pages"), beside=new)

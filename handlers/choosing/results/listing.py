"""Results one after the other: the command's list, and the home tab's part."""

from handlers.choosing.results import sentences
from handlers.choosing.shared.counting import CountedBallot
from handlers.kit.blocks import Block, actions, aside, button, message, rich
from handlers.kit.interaction import Blocks, Message
from handlers.kit.paging import turning
from handlers.kit.positions import Page
from handlers.words import Translator


def listing(t: Translator, page: Page[CountedBallot]) -> Message:
    """The last results, five at a time."""
    if not page.total:
        none = t("No result yet. The votes under way: /prime vote.")
        return aside(none)
    count = t.plural("{n} result", "{n} results", page.total)
    blocks: list[Block | None] = [rich("*{count}*", count=count)]
    for outcome in page.items:
        blocks += _entry(t, outcome)
    return message(
        count, *blocks, *turning(t, page, "results.list", t("Previous results"), t("Next results"))
    )


def _entry(t: Translator, outcome: CountedBallot) -> list[Block | None]:
    ballot = outcome.ballot
    closed = t("closed {date}", date=t.date(ballot.closed_at)) if ballot.closed_at else ""
    summary, turnout = sentences.summary(t, outcome), sentences.turnout(t, outcome)
    said = dict.fromkeys([summary, turnout, closed, sentences.consulted(t, outcome)])
    lines = "\n".join(one for one in said if one)
    return [
        rich("*{title}*\n{lines}", title=ballot.title, lines=lines),
        actions(button(t("See the figures"), "results.show", ballot.id, about=ballot.title)),
    ]


def home(t: Translator, page: Page[CountedBallot]) -> Blocks:
    """The home tab's part; nothing where there is no result."""
    if not page.total:
        return []
    blocks: list[Block | None] = [rich("*{title}*", title=t("Last results"))]
    for outcome in page.items:
        said = rich("{title}\n{summary}", title=outcome.ballot.title, summary=sentences.summary(t, outcome))
        see = button(t("See the figures"), "results.show", outcome.ballot.id, about=outcome.ballot.title)
        blocks += [said, actions({**see, "action_id": f"results.show#{outcome.ballot.id}"})]
    more = button(t("See all results"), "results.list", 0) if page.total > len(page.items) else None
    blocks.append(actions(more))
    return [block for block in blocks if block]

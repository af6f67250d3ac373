"""A matter among others, in one message: the digest."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from club.digest import LINES, nearest_first
from club.ids import PostingId
from handlers.kit.blocks import cut, unescaped
from handlers.kit.carried import OutOfDate
from handlers.kit.interaction import Interaction, Line, Message
from handlers.kit.positions import HOME, ListPosition
from handlers.kit.return_to import ReturnTo
from handlers.kit.router import Lasts, LineRenderer, RenderContext, Renderer
from handlers.words import Translator

DIGEST = "digest"
"""The list that the ids of its rows name."""
LONGEST = 1500
"""Characters of what is said below the words of a line."""


def waiting(t: Translator, lines: Sequence[Line], longest: int) -> str:
    """How many wait, until when the first, and what the nearest are, each in so many characters."""
    near = nearest_first(lines)
    count = t.plural("{n} matter awaits you", "{n} matters await you", len(near))
    until = t("; the first before {date}", date=t.short(near[0].limit)) if near[0].limit else ""
    named = t.list([cut(line.text, longest) for line in near[:LINES]])
    return f"{count}{until}{t(': ')}{named}{'…' if near[LINES:] else ''}"


def news(said: Message) -> Line:
    """What a message says, in a line: nothing to do, and the buttons of the message itself."""
    return Line(unescaped(said.text), buttons=row_of(said), awaited=False, news=True)


def joined(earlier: Line, later: Line) -> Line:
    """Two pieces of news about one thing, as one: what was said first, and below it what followed."""
    more = "\n".join(part for part in (earlier.more, later.text, later.more) if part)
    count = earlier.count + later.count
    return replace(later, text=earlier.text, more=cut(more, LONGEST), count=count)


def settled(said: Message) -> Line:
    """The same of what the reader has dealt with, or no longer can."""
    return Line(unescaped(said.text), buttons=row_of(said), awaited=False)


def asking(renderer: Renderer, until: Lasts | None = None) -> LineRenderer:
    """The line of a kind whose message asks for something by its first button, and is settled without one.

    While it asks, its small print says why it came; `until` says how long it can be answered.
    """

    def line(ctx: RenderContext) -> Line | None:
        said = renderer(ctx)
        if not isinstance(said, Message):
            return None
        row = row_of(said)
        awaited = any(one is not None and one.get("style") == "primary" for one in row)
        limit, more = (until(ctx) if until and awaited else None), (_small(said) if awaited else "")
        return Line(unescaped(said.text), more=more, limit=limit, buttons=row, awaited=awaited)

    return line


def _small(said: Message) -> str:
    """The first small print of a message; empty where it has none."""
    rows = (block["elements"] for block in said.blocks if block["type"] == "context")
    return " ".join(one["text"] for one in next(rows, ()) if "text" in one)


def row_of(said: Message) -> list[dict[str, object] | None]:
    """The first row of buttons of a message; empty where it has none."""
    rows = (block["elements"] for block in said.blocks if block["type"] == "actions")
    return list(next(rows, ()))


def says(shown: Message, words: str) -> bool:
    """Whether a message says these words in one piece, wherever."""
    return any(words in text for text in _texts(shown.blocks))


def _texts(part: object) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    elif isinstance(part, Mapping):
        for value in part.values():
            yield from _texts(value)
    elif isinstance(part, Sequence):
        for value in part:
            yield from _texts(value)


def block_id(digest_id: PostingId, line: Line) -> str:
    """The id of a line's buttons: says in which message, and which line, they stand."""
    return ListPosition(DIGEST, of=digest_id).block(line.id or 0)


def part_id(digest_id: PostingId, line: Line, number: int) -> str:
    """The same of one of several rows of a whole message that stands in a digest."""
    return ListPosition(DIGEST, of=digest_id).block(f"{line.id}/{number}")


def home_position(interaction: Interaction) -> ListPosition:
    """Where in the home tab's list somebody is, of a click there or of a form opened from it."""
    found = _behind(interaction)
    return found if found and found.name == HOME else ListPosition(HOME)


def is_home_behind(interaction: Interaction) -> bool:
    """Whether a form was opened from the home tab's list."""
    found = _behind(interaction)
    return found is not None and found.name == HOME


def digest_behind(interaction: Interaction) -> PostingId | None:
    """The digest in which the button stood, of a click or of a form that one opened; None: elsewhere."""
    found = _behind(interaction)
    return PostingId(found.of) if found and found.name == DIGEST else None


def _behind(interaction: Interaction) -> ListPosition | None:
    try:
        behind = interaction.block_id or (
            ReturnTo.behind_of(interaction.metadata) if interaction.metadata else ""
        )
        return ListPosition.behind(behind)
    except OutOfDate:
        return None

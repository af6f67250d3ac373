"""Markdown as a charter uses it, read into blocks of words; what Slack cannot show is refused by its line.

A subset of CommonMark 0.31 (spec.commonmark.org): headings, paragraphs, bullet and numbered lists, quotes,
code, rules; bold, italics, strike-through, code, links. Tables, images, raw HTML, footnotes and link
definitions have no counterpart in Slack's rich text (docs.slack.dev, rich text block).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from handlers.belonging.charter.inline import Run, plain_of, runs_of


class MarkdownRefusal(StrEnum):
    """What Slack cannot show."""

    TABLE = "table"
    IMAGE = "image"
    HTML = "html"
    FOOTNOTE = "footnote"
    REFERENCE = "reference"
    LINK = "link"
    """A link to something other than a web page or an e-mail address."""
    FENCE = "fence"
    """A code block that is never closed."""
    CONTROL = "control"


@dataclass(frozen=True, slots=True)
class MarkdownRefused:
    """Something to be written otherwise, at a line counted from 1."""

    line: int
    what: MarkdownRefusal


class BlockForm(StrEnum):
    """The kinds of blocks."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    BULLET = "bullet"
    NUMBER = "number"
    QUOTE = "quote"
    CODE = "code"
    RULE = "rule"


@dataclass(frozen=True, slots=True)
class Piece:
    """One block: a paragraph, or one item of a list."""

    form: BlockForm
    runs: tuple[Run, ...] = ()
    level: int = 0
    """Of a heading 1 to 6; of a list's item how deep, from 0."""
    number: int = 1
    """Of a numbered item."""

    @property
    def size(self) -> int:
        """Characters shown."""
        return sum(len(run.text) for run in self.runs)


_FENCE = re.compile(r" {0,3}(```+|~~~+)")
_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*$")
_RULE = re.compile(r" {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*$")
_BULLET = re.compile(r"( *)([-*+])[ \t]+(.*)$")
_NUMBER = re.compile(r"( *)(\d{1,9})[.)][ \t]+(.*)$")
_QUOTE = re.compile(r" {0,3}> ?(.*)$")
_REFUSALS: Sequence[tuple[re.Pattern[str], MarkdownRefusal]] = (
    (re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]"), MarkdownRefusal.CONTROL),
    (re.compile(r"^\s*\|?[ \t]*:?-+:?[ \t]*\|[ \t|:-]*$"), MarkdownRefusal.TABLE),
    (re.compile(r"(?<!\\)\[\^[^\]\s]+\]"), MarkdownRefusal.FOOTNOTE),
    (re.compile(r"^ {0,3}\[[^\]]+\]:\s*\S"), MarkdownRefusal.REFERENCE),
    (re.compile(r"(?<!\\)\[[^\]]+\]\[[^\]]*\]"), MarkdownRefusal.REFERENCE),
    (re.compile(r"(?<!\\)!\["), MarkdownRefusal.IMAGE),
    (
        re.compile(r"(?<!\\)<(?:/?[a-zA-Z][a-zA-Z0-9-]*(?:[\s/][^<>]*)?/?>|!--|\?|![A-Z])"),
        MarkdownRefusal.HTML,
    ),
    (re.compile(r"(?<!\\)\[[^\]]*\]\((?!\s*<?(?:https?://|mailto:))[^)]*\)"), MarkdownRefusal.LINK),
)
_CODE_SPAN = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")
INDENT = 2
"""Columns that make an item one deeper."""
DEEPEST = 8
"""Slack indents a list at most so far."""


def read(text: str) -> list[Piece] | list[MarkdownRefused]:
    """The blocks of a text, or everything that Slack cannot show in it."""
    lines = text.expandtabs(4).splitlines()
    if refused := list(_refusals(lines)):
        return refused
    reader = _Reader()
    for line in lines:
        reader.take(line)
    reader.flush()
    return reader.pieces


def _refusals(lines: Sequence[str]) -> Iterator[MarkdownRefused]:
    fence, opened = "", 0
    for number, line in enumerate(lines, 1):
        mark = _FENCE.match(line)
        if mark and (not fence or mark[1].startswith(fence)):
            fence, opened = ("" if fence else mark[1]), number
        elif fence:
            continue
        else:
            seen = _CODE_SPAN.sub("``", line)
            yield from (MarkdownRefused(number, what) for pattern, what in _REFUSALS if pattern.search(seen))
    if fence:
        yield MarkdownRefused(opened, MarkdownRefusal.FENCE)


@dataclass(slots=True)
class _Reader:
    """Gathers lines into pieces."""

    pieces: list[Piece] = field(default_factory=list)
    held: list[str] = field(default_factory=list)
    form: BlockForm = BlockForm.PARAGRAPH
    level: int = 0
    number: int = 1
    indents: list[int] = field(default_factory=list)
    """Columns at which the open list and the lists around it stand."""
    fence: str = ""
    blank: bool = False

    def take(self, line: str) -> None:
        """One more line."""
        if self.fence or _FENCE.match(line):
            self._code(line)
        elif not line.strip():
            self._blank()
        elif not (self._heading(line) or self._item(line) or self._quote(line)):
            self._words(line)
        self.blank = not line.strip()

    def flush(self) -> None:
        """What is held becomes a piece."""
        if self.held:
            text = "\n".join(self.held) if self.form is BlockForm.CODE else _joined(self.held)
            runs = (Run(text),) if self.form is BlockForm.CODE else tuple(runs_of(text))
            if plain_of(runs).strip():
                self.pieces.append(Piece(self.form, runs, self.level, self.number))
        self.held, self.form, self.level = [], BlockForm.PARAGRAPH, 0

    def _code(self, line: str) -> None:
        mark = _FENCE.match(line)
        if self.fence and mark and mark[1].startswith(self.fence):
            self.flush()
            self.fence = ""
        elif self.fence:
            self.held.append(line)
        elif mark:
            self.flush()
            self.fence, self.form = mark[1], BlockForm.CODE

    def _blank(self) -> None:
        if self.form not in (BlockForm.BULLET, BlockForm.NUMBER):
            self.flush()

    def _heading(self, line: str) -> bool:
        under = _UNDERLINE.match(line)
        if under and self.held and self.form is BlockForm.PARAGRAPH:
            self.form, self.level = BlockForm.HEADING, 1 if under[1][0] == "=" else 2
            self.flush()
            return True
        if _RULE.match(line):
            self._starts(BlockForm.RULE)
            self.pieces.append(Piece(BlockForm.RULE))
            self.form = BlockForm.PARAGRAPH
            return True
        if found := _HEADING.match(line):
            self._starts(BlockForm.HEADING)
            self.level, self.held = len(found[1]), [found[2] or ""]
            self.flush()
            return True
        return False

    def _item(self, line: str) -> bool:
        bullet, number = _BULLET.match(line), _NUMBER.match(line)
        found = bullet or number
        if found is None:
            return False
        depth = self._depth(len(found[1]))
        self.flush()
        self.form, self.level = BlockForm.BULLET if bullet else BlockForm.NUMBER, depth
        self.number = int(number[2]) if number else 1
        self.held = [found[3]]
        return True

    def _depth(self, column: int) -> int:
        while self.indents and column < self.indents[-1]:
            self.indents.pop()
        if not self.indents or column >= self.indents[-1] + INDENT:
            self.indents.append(column)
        return min(len(self.indents) - 1, DEEPEST)

    def _quote(self, line: str) -> bool:
        found = _QUOTE.match(line)
        if found is None:
            return False
        if self.form is not BlockForm.QUOTE:
            self._starts(BlockForm.QUOTE)
        self.held.append(found[1])
        return True

    def _words(self, line: str) -> None:
        """A line of plain words goes on with what is open; after a blank one, an item only where indented."""
        in_list = self.form in (BlockForm.BULLET, BlockForm.NUMBER)
        if in_list and self.blank and not line.startswith(" "):
            self._starts(BlockForm.PARAGRAPH)
        elif in_list and self.blank:
            self.held.append("\\")
        elif not self.held:
            self.indents = []
        self.held.append(line.strip() if not line.endswith("  ") else line.strip() + "\\")

    def _starts(self, form: BlockForm) -> None:
        self.flush()
        self.form, self.indents = form, []


def _joined(lines: Sequence[str]) -> str:
    """Lines of one paragraph: a backslash at the end of one breaks it, else they flow on."""
    text = ""
    for line in lines:
        broken = text.endswith("\\") and not text.endswith("\\\\")
        text = f"{text[:-1]}\n{line}" if broken else f"{text} {line}" if text else line
    return text.removesuffix("\\")


def words_of(piece: Piece) -> str:
    """A piece as plain words."""
    return plain_of(piece.runs)

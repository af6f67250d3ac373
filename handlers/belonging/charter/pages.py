"""The charter in pages that a modal can hold, cut at the ends of paragraphs.

Slack's limits (docs.slack.dev): 100 blocks a view; 3000 characters a section, which rich text is kept to.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from handlers.belonging.charter.inline import Run
from handlers.belonging.charter.markdown import BlockForm, MarkdownRefused, Piece, read, words_of
from handlers.kit.blocks import HEADER, Block, divider, header, verbatim

LONGEST, MOST = 3000, 80
"""Characters and blocks a page."""
LISTS = (BlockForm.BULLET, BlockForm.NUMBER)
_SENTENCE = re.compile(r"(?<=[.!?…;])\s")


def pages_of(text: str) -> list[list[Block]]:
    """The pages of a published text, at least one.

    Raises ValueError for a text with something that Slack cannot show: publishing refuses those.
    """
    found = read(text)
    pieces: list[Piece] = []
    for piece in found:
        if isinstance(piece, MarkdownRefused):
            raise ValueError(f"line {piece.line} cannot be shown: {piece.what}")
        pieces += _fitting(piece)
    return [_drawn(page) for page in _paged(pieces)] or [[]]


def _paged(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Pieces, page by page; a heading stays with what follows it."""
    page: list[Piece] = []
    for piece in pieces:
        full = sum(one.size for one in page) + piece.size > LONGEST or len(page) >= MOST
        if page and full:
            kept = _headings_at_end(page)
            if len(kept) < len(page):
                yield page[: len(page) - len(kept)]
                page = kept
        page.append(piece)
    if page:
        yield page


def _headings_at_end(page: Sequence[Piece]) -> list[Piece]:
    count = 0
    while count < len(page) and page[-1 - count].form is BlockForm.HEADING:
        count += 1
    return list(page[len(page) - count :])


def _fitting(piece: Piece) -> Iterator[Piece]:
    """A piece longer than a page, cut where a sentence ends, else a word, else anywhere."""
    while piece.size > LONGEST:
        at = _cut_at(words_of(piece))
        head, tail = _split(piece.runs, at)
        yield replace(piece, runs=head)
        piece = replace(piece, runs=tail, form=BlockForm.PARAGRAPH if piece.form in LISTS else piece.form)
    yield piece


def _cut_at(text: str) -> int:
    window = text[:LONGEST]
    ends = [found.end() for found in _SENTENCE.finditer(window)]
    return ends[-1] if ends else (window.rfind(" ") + 1 or LONGEST)


def _split(runs: Sequence[Run], at: int) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    head: list[Run] = []
    tail: list[Run] = []
    for run in runs:
        left = max(0, at)
        head += [replace(run, text=run.text[:left])] if left else []
        tail += [replace(run, text=run.text[left:])] if run.text[left:] else []
        at -= len(run.text)
    return tuple(head), tuple(tail)


def _drawn(page: Sequence[Piece]) -> list[Block]:
    """The blocks of one page: neighbours in one list share a block."""
    blocks: list[Block] = []
    for at, piece in enumerate(page):
        if piece.form in LISTS:
            before = page[at - 1] if at else None
            if before is None or before.form not in LISTS:
                blocks.append({"type": "rich_text", "elements": []})
            _add_item(blocks[-1]["elements"], piece)
        else:
            blocks.append(_block(piece))
    return blocks


def _add_item(lists: list[Block], piece: Piece) -> None:
    style = "ordered" if piece.form is BlockForm.NUMBER else "bullet"
    section = _section(piece.runs)
    last = lists[-1] if lists else None
    if last and (last["style"], last["indent"]) == (style, piece.level):
        last["elements"].append(section)
        return
    made: Block = {"type": "rich_text_list", "style": style, "indent": piece.level, "elements": [section]}
    if style == "ordered" and piece.number > 1:
        made["offset"] = piece.number - 1
    lists.append(made)


def _block(piece: Piece) -> Block:
    words = words_of(piece)
    if piece.form is BlockForm.RULE:
        return divider()
    if piece.form is BlockForm.HEADING and piece.level == 1 and 0 < len(words) <= HEADER:
        return header(words)
    if piece.form is BlockForm.HEADING:
        return _rich(_section([replace(run, bold=True) for run in piece.runs]))
    if piece.form is BlockForm.CODE:
        return verbatim(words)
    kind = "rich_text_quote" if piece.form is BlockForm.QUOTE else "rich_text_section"
    return _rich({**_section(piece.runs), "type": kind})


def _rich(element: Block) -> Block:
    return {"type": "rich_text", "elements": [element]}


def _section(runs: Sequence[Run]) -> Block:
    return {"type": "rich_text_section", "elements": [_element(run) for run in runs if run.text]}


def _element(run: Run) -> Block:
    styles = {"bold": run.bold, "italic": run.italic, "strike": run.strike, "code": run.code}
    style = {name: True for name, on in styles.items() if on}
    made: Block = {"type": "link", "url": run.url} if run.url else {"type": "text"}
    made["text"] = run.text
    return {**made, "style": style} if style else made

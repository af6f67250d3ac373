"""Uses of works in words: noted, asked for, listed, exported; and how a work is cited."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from itertools import islice

from club.citing import bibtex, sentence
from club.uses import Use
from club.works import Work
from handlers.choosing.works.use_service import Uses
from handlers.choosing.works.views import MOST_YEARS, USE
from handlers.kit.blocks import (
    Block,
    actions,
    button,
    cut,
    divider,
    link,
    message,
    modal,
    option,
    plain,
    rich,
    select,
    unescaped,
    verbatim,
)
from handlers.kit.csv import BYTE_ORDER_MARK, safe
from handlers.kit.interaction import Line, Message, View
from handlers.kit.lines import row_of
from handlers.kit.paging import turning
from handlers.words import Translator

UNUSED, CITED, DUE = "works.unused", "works.cited", "works.due"
PAGED, FILTER = "works.uses_page", "works.uses_year"
PROPOSE, EXPORT = "works.propose", "works.export"
CITATION = "works.citation"
PUBLISH = "site.publish"
"""Answered by another feature."""
MOST_ASKED, NAMED = 15, 5
"""Works in one question; more would not be read. Those named where it is one matter among others."""


def citation(t: Translator, work: Work, *, entry: bool = False) -> Message:
    """The ready sentence, or the BibTeX entry, to be copied."""
    text = bibtex(work) if entry else sentence(work.title, work.year)
    return message(text, rich("{said}", said=_to_copy(t)), verbatim(text))


def citation_modal(t: Translator, work: Work, *, entry: bool = False) -> View:
    """The same where a modal is open."""
    text = bibtex(work) if entry else sentence(work.title, work.year)
    return modal(CITATION, t("Cite"), [rich("{said}", said=_to_copy(t)), verbatim(text)], close=t("Close"))


def _to_copy(t: Translator) -> str:
    return t("To be copied:")


def noted(t: Translator, work: Work, use: Use) -> Message:
    """After a use was told of; with the sentence where ALLICE is not cited yet."""
    said = t("✅ Use noted. Thank you.")
    if use.cited:
        return message(said, rich("{said}", said=said))
    ready = t("The citation, ready to be copied:")
    return message(
        f"{said} {ready}",
        rich("{said}\n{ready}", said=said, ready=ready),
        verbatim(sentence(work.title, work.year)),
    )


def noted_modal(t: Translator, work: Work, use: Use) -> View:
    """The same in the place of the form, where a modal stands behind it."""
    blocks = noted(t, work, use).blocks
    return modal(CITATION, t("I used it"), blocks, close=t("Close"))


def asking(t: Translator, works: Sequence[Work], year: int) -> Message:
    """The question of the year, a line a work."""
    said = t("Was one of these works of use to you in {year}?", year=str(year))
    rows: list[Block | None] = []
    for work in works[:MOST_ASKED]:
        use = button(t("I used it…"), f"{USE}#{work.id}", f"{work.id}:{year}", about=work.title)
        rows += [rich("*{title}* · {year}", title=work.title, year=work.year), actions(use)]
    none = actions(button(t("No use to note"), UNUSED, year))
    return message(said, rich("*{said}*", said=said), *rows, divider(), none)


def asking_line(t: Translator, works: Sequence[Work], year: int) -> Line:
    """The same among other matters: one work is answered there, of several each is shown first."""
    said = asking(t, works, year)
    use = row_of(said) if len(works) == 1 else [button(t("Answer…"), DUE, f"0:{year}", primary=True)]
    row = [*use, button(t("No use to note"), UNUSED, year)]
    return Line(unescaped(said.text), more=_titles(work.title for work in works), buttons=row)


def citing_line(t: Translator, uses: Sequence[Use]) -> Line:
    """Of uses without the citation, among other matters: the sentences are one click away."""
    year = uses[0].year
    row = [button(t("See the sentences"), DUE, f"1:{year}", primary=True)]
    return Line(unescaped(citing(t, uses).text), more=_titles(use.work for use in uses), buttons=row)


def _titles(titles: Iterable[str]) -> str:
    return "\n".join(f"• {title}" for title in islice(titles, NAMED))


def answered(t: Translator) -> Message:
    """Every work of the question was spoken of."""
    said = t("✅ Use noted. Thank you.")
    return message(said, rich("{said}", said=said))


def unused(t: Translator) -> Message:
    """After the answer that none was."""
    said = t("✅ Noted: no use to note. Thank you.")
    return message(said, rich("{said}", said=said))


def citing(t: Translator, uses: Sequence[Use]) -> Message:
    """To whoever told of uses without the citation: the ready sentence of each."""
    said = t("These uses may cite ALLICE; the sentence is ready.")
    rows: list[Block | None] = []
    for use in uses[:MOST_ASKED]:
        added = button(t("ALLICE is cited"), f"{CITED}#{use.id}", f"{use.id}:{use.year}", about=use.work)
        rows += [
            rich("*{title}* · {place}", title=use.work, place=use.place),
            verbatim(sentence(use.work, use.work_year)),
            actions(added),
        ]
    return message(said, rich("{said}", said=said), *rows)


def all_cited(t: Translator) -> Message:
    """After the last of them."""
    said = t("✅ ALLICE is cited everywhere. Thank you.")
    return message(said, rich("{said}", said=said))


def listing(t: Translator, shown: Uses, said: str = "") -> Message:
    """The uses of a year, five at a time, those without the citation first."""
    year = str(shown.page.position.of)
    total = t.plural("{n} use in {year}", "{n} uses in {year}", shown.page.total, year=year)
    left = t.plural("{n} citation to add", "{n} citations to add", shown.uncited) if shown.uncited else ""
    blocks: list[Block | None] = [
        rich("{said}", said=said) if said else None,
        rich("*{total}*{left}", total=total, left=f", {left}" if left else ""),
        _above(t, shown),
    ]
    blocks += [_entry(t, use) for use in shown.page.items]
    turns = turning(t, shown.page, PAGED, t("Previous uses"), t("Next uses"))
    return message(said or ", ".join(filter(None, (total, left))), *blocks, *turns)


def _above(t: Translator, shown: Uses) -> Block | None:
    year = shown.page.position.of
    row = actions(
        button(t("Propose the citation"), PROPOSE, year) if shown.uncited else None,
        button(t("Export"), EXPORT, year) if shown.page.total else None,
        button(t("Publish the directory"), PUBLISH),
        _years(t, shown),
    )
    return {**row, "block_id": shown.page.position.block("head")} if row else None


def _years(t: Translator, shown: Uses) -> Block | None:
    if len(shown.years) < 2:
        return None
    options = [option(str(year), year) for year in shown.years[:MOST_YEARS]]
    chosen = next(one for one in options if one["value"] == str(shown.page.position.of))
    return {**select(options, chosen), "action_id": FILTER, "placeholder": plain(t("Year"), 150)}


def _entry(t: Translator, use: Use) -> Block:
    cited = t("ALLICE is cited") if use.cited else t("citation to add")
    who = " · ".join(filter(None, (use.member, use.company, cited)))
    where = link(use.link, cut(use.place, 200)) if use.link else use.place
    return rich(
        "*{title}* · {year}\n{where}\n{who}", title=use.work, year=use.work_year, where=where, who=who
    )


def proposed(t: Translator, many: int) -> str:
    """After the citation was proposed."""
    if not many:
        return t("Nobody who can be reached has a citation to add.")
    return t.plural(
        "✅ The citation is proposed to {n} member, once a month at most.",
        "✅ The citation is proposed to {n} members, once a month at most.",
        many,
    )


def file_of(t: Translator, uses: Sequence[Use]) -> bytes:
    """A year's uses as a CSV file; what is typed is no formula."""
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    head = (t("Year"), t("Work"), t("Year of delivery"), t("Where it was used"), t("Link"))
    writer.writerow([*head, t("ALLICE cited"), t("Name"), t("Company"), t("Noted on")])
    for use in uses:
        day = use.at.astimezone(t.zone).date().isoformat() if use.at else ""
        typed = [safe(cell) for cell in (use.work, str(use.work_year), use.place, use.link)]
        cited = t("yes") if use.cited else t("no")
        writer.writerow([use.year, *typed, cited, safe(use.member), safe(use.company), day])
    return (BYTE_ORDER_MARK + text.getvalue()).encode()

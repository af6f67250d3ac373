"""The list of works, and one work with its editions."""

from collections.abc import Mapping

from club.works import Level, Work
from handlers.choosing.shared.ballots import criterion_name
from handlers.choosing.shared.figures import few_opinions, leaning, opinions
from handlers.choosing.works.place import LONGEST_WORDS
from handlers.choosing.works.removal_view import REMOVE
from handlers.choosing.works.service import ShownWork, WorkPage
from handlers.kit.blocks import (
    Block,
    actions,
    button,
    context,
    cut,
    divider,
    header,
    link,
    menu,
    message,
    modal,
    option,
    plain,
    rich,
    select,
)
from handlers.kit.interaction import Blocks, Message, View
from handlers.kit.paging import at_foot, turning
from handlers.words import Translator, mark
from storage.evaluations import Graded

LIST, PAGED, FILTER, SHOW = "works.list", "works.page", "works.filter", "works.show"
NEW, EDIT = "works.new", "works.edit"
CITE, BIBTEX, USE, USES = "works.cite", "works.bibtex", "works.use", "works.uses"
WORK = "works.work"
TOPIC_SHOWN = "topics.show"
"""Answered by another feature."""
MOST_YEARS = 99
"""A select shows a hundred options at most; the first is every year."""
MOST_EDITIONS = 20
LONGEST_SUMMARY = 400
"""In the list; the work itself has all of it."""
LONGEST_LINE = 100
"""Of a title on the home tab."""
LEVELS: Mapping[Level, str] = {Level.MEMBERS: mark("Members only"), Level.PUBLIC: mark("Public")}


def listing(t: Translator, shown: WorkPage, *, organiser: bool, said: str = "") -> Message:
    """Works five at a time, the newest first; organisers add and edit them here."""
    page = shown.page
    count = t("Works delivered ({n})", n=t.number(page.total)) if page.total else t("No work delivered yet")
    if shown.missed and not said:
        none = t("No work for “{words}”.", words=shown.missed[:LONGEST_WORDS])
        return message(none, rich("{none}", none=none), actions(button(t("See all works"), LIST)))
    lines = [f"{work.title} ({work.year})" for work in page.items]
    blocks: list[Block | None] = [
        rich("{said}", said=said) if said else None,
        rich("*{count}*", count=count),
        _above(t, shown, organiser=organiser),
    ]
    for work in page.items:
        blocks += [divider(), *_entry(t, work, shown, organiser=organiser)]
    return message(
        "\n".join([said or count, *lines]),
        *blocks,
        *turning(t, page, PAGED, t("Previous works"), t("Next works"), beside=_at_foot(t, shown, organiser)),
    )


def _at_foot(t: Translator, shown: WorkPage, organiser: bool) -> Block | None:
    return at_foot(shown.page, button(t("Add a work…"), f"{NEW}#foot")) if organiser else None


def home(t: Translator, shown: WorkPage) -> Blocks:
    """The home tab's part: the newest works; nothing where there is none."""
    if not shown.page.total:
        return []
    lines = [f"{cut(work.title, LONGEST_LINE)} ({work.year})" for work in shown.page.items]
    head = rich("*{title}*\n{lines}", title=t("Works"), lines="\n".join(lines))
    row = actions(button(t("See all works"), LIST))
    return [block for block in (head, row) if block]


def _above(t: Translator, shown: WorkPage, *, organiser: bool) -> Block | None:
    new = button(t("Add a work…"), NEW, primary=not shown.page.total) if organiser else None
    uses = button(t("See the uses"), USES) if organiser and shown.page.total else None
    row = actions(new, uses, _years(t, shown))
    return {**row, "block_id": shown.page.position.block("head")} if row else None


def _years(t: Translator, shown: WorkPage) -> Block | None:
    if len(shown.years) < 2:
        return None
    options = [option(t("Every year"), 0), *(option(str(year), year) for year in shown.years[:MOST_YEARS])]
    chosen = next((one for one in options if one["value"] == str(shown.page.position.of)), options[0])
    return {**select(options, chosen), "action_id": FILTER, "placeholder": plain(t("Year"), 150)}


def _entry(t: Translator, work: Work, shown: WorkPage, *, organiser: bool) -> list[Block | None]:
    came = t("Topic: {topic}", topic=work.topic) if work.topic else ""
    below = "".join(f"\n{line}" for line in [cut(work.summary, LONGEST_SUMMARY), came] if line)
    see = button(t("See the work"), SHOW, work.id, about=work.title)
    row = actions(see, *_acts(t, work, organiser=organiser))
    return [
        rich("*{title}* · {year}{below}", title=work.title, year=work.year, below=below),
        context(" · ".join(_small(t, work, shown.grades.get(work.id)))),
        {**row, "block_id": shown.page.position.block(work.id)} if row else None,
    ]


def _small(t: Translator, work: Work, graded: Graded | None = None) -> list[str]:
    """Who may read it, whose it is, and how useful it was found, with the number of opinions."""
    return [t(LEVELS[work.level]), *work.companies[:MOST_EDITIONS], *([_grade(t, graded)] if graded else [])]


def _grade(t: Translator, graded: Graded) -> str:
    name = criterion_name(t, graded.criterion) if graded.criterion else t("Grade")
    if graded.few:
        return t("{title}: {figures}", title=name, figures=few_opinions(t))
    if graded.median is None:
        return t("{title}: {figures}", title=name, figures=t("No opinion"))
    said = f"{leaning(t, graded.median, graded.sign)}, {opinions(t, graded.papers)}"
    return t("{title}: {figures}", title=name, figures=said)


def work_modal(
    t: Translator, shown: ShownWork, graded: list[Block | None], *, organiser: bool, said: str = ""
) -> View:
    """A work, what it came from, its other editions, and how it was graded."""
    work = shown.work
    topic = None
    if work.topic_id is not None:
        topic = button(t("See the topic"), TOPIC_SHOWN, work.topic_id, about=work.topic)
    return modal(
        WORK,
        t("Work"),
        [
            rich("{said}", said=said) if said else None,
            header(work.title),
            _facts(t, work),
            context(" · ".join(_small(t, work))),
            rich("{summary}", summary=work.summary) if work.summary else None,
            actions(topic, *_acts(t, work, organiser=organiser, topic=False)),
            *graded,
            *_editions(t, shown),
        ],
        close=t("Close"),
    )


def _acts(t: Translator, work: Work, *, organiser: bool, topic: bool = True) -> list[Block | None]:
    """What members do with a work, and what organisers do besides."""
    more: list[tuple[str, str, str | int]] = [("BibTeX", BIBTEX, work.id)]
    if topic and work.topic_id is not None:
        more.append((t("See the topic"), TOPIC_SHOWN, work.topic_id))
    if organiser:
        more += [(t("Edit…"), EDIT, work.id), (t("Remove this work…"), REMOVE, work.id)]
    return [
        button(t("Cite"), CITE, work.id, about=work.title),
        button(t("I used it…"), USE, work.id, about=work.title),
        menu(more),
    ]


def _facts(t: Translator, work: Work) -> Block:
    values: Mapping[str, object] = {
        "delivered": t("Delivered in {year}", year=work.year),
        "link": link(work.link, cut(work.link, 200)) if work.link else "",
        "topic": t("From the topic: {topic}", topic=work.topic) if work.topic else "",
    }
    return rich("\n".join(f"{{{name}}}" for name, value in values.items() if value), **values)


def _editions(t: Translator, shown: ShownWork) -> list[Block | None]:
    """The editions around it, the newest first, each a click away."""
    around = [*reversed(shown.later), *shown.earlier][:MOST_EDITIONS]
    if not around:
        return []
    rows: list[Block | None] = [divider(), rich("*{title}*", title=t("Other editions"))]
    for one in around:
        there = button(str(one.year), f"{SHOW}#{one.id}", one.id, about=one.title)
        rows += [rich("{title}", title=one.title), actions(there)]
    return rows


def notice(t: Translator, said: str) -> View:
    """One sentence in the place of a modal that has no use any more."""
    return modal(WORK, t("Work"), [rich("{said}", said=said)], close=t("Close"))

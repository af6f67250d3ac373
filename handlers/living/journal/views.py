"""The journal on screen: five lines, the newest first, with the three filters above them."""

from collections.abc import Mapping, Sequence

from club.ids import MemberId
from handlers.kit.acts import THEMES, ActTheme
from handlers.kit.blocks import Block, actions, button, context, divider, message, option, plain, rich, select
from handlers.kit.interaction import Message
from handlers.living.journal import ids, sentences
from handlers.living.journal.service import JournalPage, Narrowed, Period
from handlers.words import Translator, mark
from storage.audited import ValueChange
from storage.journal import JournalEntry, SubjectName

ANY = "any"
"""The choice of none in particular."""
PERIODS: Mapping[Period, str] = {
    Period.WEEK: mark("The last 7 days"),
    Period.MONTH: mark("The last 30 days"),
    Period.YEAR: mark("The last 365 days"),
}
MOST_SHOWN = 6
"""Changed values of one line; the file has them all."""


def listing(t: Translator, found: JournalPage, months: int) -> Message:
    """A page of it, what it is narrowed to, and how long it is kept."""
    title = t("What organisers did")
    kept = t.plural(
        "Prime lets nobody change a line; each is kept for {n} month.",
        "Prime lets nobody change a line; each is kept for {n} months.",
        months,
    )
    blocks: list[Block | None] = [rich("*{title}*", title=title), *_filters(t, found)]
    for line in found.lines:
        blocks += [divider(), *_line(t, line, found.called)]
    if not found.lines:
        blocks.append(rich("{nothing}", nothing=t("No line here.")))
    return message(title, *blocks, _foot(t, found), context(kept))


def _filters(t: Translator, found: JournalPage) -> list[Block | None]:
    at, narrowed = found.position, found.narrowed
    who: Block = {
        "type": "external_select",
        "min_query_length": 0,
        "placeholder": plain(t("Whose acts?"), 150),
    }
    if narrowed.who:
        named = found.called.get(f"member:{narrowed.who}")
        who["initial_option"] = option(person(t, MemberId(int(narrowed.who)), named), narrowed.who)
    themes = _choices(t, t("All themes"), THEMES, t("Theme"), narrowed.theme)
    periods = _choices(t, t("All the time"), PERIODS, t("Period"), narrowed.period)
    row = actions(
        who | {"action_id": ids.WHO},
        themes | {"action_id": ids.THEME},
        periods | {"action_id": ids.PERIOD},
        button(t("See all"), ids.PAGE) if narrowed != Narrowed() else None,
    )
    return [{**row, "block_id": at.block("filter")} if row else None]


def _choices(
    t: Translator, every: str, words: Mapping[ActTheme, str] | Mapping[Period, str], hint: str, chosen: str
) -> Block:
    options = {"": option(every, ANY)} | {str(one): option(t(said), one) for one, said in words.items()}
    return select(list(options.values()), options[chosen]) | {"placeholder": plain(hint, 150)}


def _foot(t: Translator, found: JournalPage) -> Block | None:
    row = actions(
        button(t("Newer ones"), ids.PAGE, found.newer.value()) if found.newer else None,
        button(t("Older ones"), f"{ids.PAGE}#older", found.older.value()) if found.older else None,
        button(t("Export"), ids.EXPORT) if found.lines else None,
    )
    return {**row, "block_id": found.position.block("pages")} if row else None


def _line(t: Translator, line: JournalEntry, called: Mapping[str, SubjectName]) -> list[Block | None]:
    about = ", ".join(sentences.subject(t, one, called) for one in line.about)
    head = rich(
        "*{what}*{colon}{about}\n{who} · {date}" if about else "*{what}*\n{who} · {date}",
        what=sentences.act(t, line.entry),
        colon=t(": "),
        about=about,
        who=sentences.who(t, line, called),
        date=t.date(line.at),
    )
    said = [_changed(t, one, line, called) for one in line.changes[:MOST_SHOWN]]
    left = len(line.changes) - len(said)
    if left > 0:
        said.append(t.plural("and {n} other value, in the file", "and {n} other values, in the file", left))
    if line.upto:
        said.append(t("Lines before {date}", date=t.day(line.upto)))
    return [head, *_small(said)]


def _small(said: Sequence[str]) -> list[Block | None]:
    return [context(*said)] if said else []


def _changed(t: Translator, one: ValueChange, line: JournalEntry, called: Mapping[str, SubjectName]) -> str:
    of = (
        sentences.subject(t, one.subject, called) if one.subject and one.subject not in line.about[:1] else ""
    )
    label = " · ".join(part for part in (of, sentences.label(t, one.column)) if part)
    if one.told:
        return t("{label}: changed (not shown)", label=label) if one.column else label
    before, after = (sentences.value(t, one, value, called) for value in (one.before, one.after))
    if one.before is None:
        return t("{label}: {after}", label=label, after=after)
    return t("{label}: {before} → {after}", label=label, before=before, after=after)


def person(t: Translator, number: MemberId, named: SubjectName | None) -> str:
    """Somebody in the filter."""
    return sentences.member(t, number, named)

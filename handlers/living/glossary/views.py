"""The club's own terms, and the form of one."""

from collections.abc import Mapping, Sequence

from club.glossary import COMMON, LONGEST_WORDING, MOST_OWN, MOST_WORDINGS, TermFlaw
from handlers.kit.blocks import Block, actions, button, context, field, message, modal, rich, text_input
from handlers.kit.interaction import Message
from handlers.kit.paging import turning
from handlers.kit.positions import ListPosition, Page
from handlers.living.glossary.service import TermOutcome, TermWritten
from handlers.words import Translator, mark
from storage.glossary import KeptTerm

LIST, FRENCH, ENGLISH = "glossary", "french", "english"
LONGEST = MOST_WORDINGS * (LONGEST_WORDING + 2)
SAID: Mapping[TermOutcome, str] = {
    TermOutcome.DONE: mark("✅ Saved: searches know it from now on."),
    TermOutcome.REMOVED: mark("✅ Removed: searches know it no more."),
    TermOutcome.ALREADY: mark("The club’s glossary says this already."),
    TermOutcome.BUILT_IN: mark("Prime knows this by itself: there is nothing to add."),
    TermOutcome.MEANWHILE: mark("Changed meanwhile: open the form again."),
    TermOutcome.GONE: mark("This term was removed meanwhile."),
    TermOutcome.FULL: mark("The glossary is full: remove a term first."),
}
FLAWS: Mapping[TermFlaw, str] = {
    TermFlaw.EMPTY: mark("Write at least one word."),
    TermFlaw.MANY: mark("Too many wordings: {most} at most."),
    TermFlaw.LONG: mark("Too long: {most} characters and six words at most for each wording."),
}


def listing(t: Translator, page: Page[KeptTerm], words: str = "") -> Message:
    """One page of terms, each with what can be done about it."""
    title = t("The club’s glossary")
    blocks: list[Block | None] = [
        rich("{said}", said=words) if words else None,
        rich("*{title}*", title=title),
    ]
    blocks.append(context(_about(t)))
    for one in page.items:
        blocks += _term(t, one, page.position)
    if not page.total:
        blocks.append(rich("{none}", none=t("No term of your own yet.")))
    add = button(t("Add a term…"), "glossary.write#new", primary=not page.total)
    blocks += turning(t, page, "glossary.page", t("Previous terms"), t("Next terms"), beside=add)
    return message(words or "\n".join([title, *(_line(one) for one in page.items)]), *blocks)


def _about(t: Translator) -> str:
    return t(
        "Whoever searches for one wording finds the others too: members, topics, works, questions. "
        "{n} terms are built in; yours come beside them, {most} at most.",
        n=t.number(len(COMMON.terms)),
        most=t.number(MOST_OWN),
    )


def _term(t: Translator, one: KeptTerm, at: ListPosition) -> list[Block | None]:
    line = _line(one)
    row = actions(
        button(t("Change…"), "glossary.write", one.id, about=line),
        button(t("Remove"), "glossary.remove", one.id, about=line),
    )
    assert row is not None, "a term can always be changed"
    return [
        rich(
            "*{french}* · {english}", french=", ".join(one.term.french), english=", ".join(one.term.english)
        ),
        context(_beside(t, COMMON.known(one.term))),
        {**row, "block_id": at.block(str(one.id))},
    ]


def _line(one: KeptTerm) -> str:
    return f"{', '.join(one.term.french)} · {', '.join(one.term.english)}"


def _beside(t: Translator, built_in: Sequence[str]) -> str:
    words = ", ".join(built_in)
    return t("Built in too: {words}. Both are looked for.", words=words) if words else ""


def said(t: Translator, done: TermWritten) -> str:
    """What came of it, and what is built in besides."""
    return " ".join(filter(None, (t(SAID[done.outcome]), _beside(t, done.beside))))


def flaw(t: Translator, one: TermFlaw) -> str:
    """What is wrong with the wordings of one language."""
    most = LONGEST_WORDING if one is TermFlaw.LONG else MOST_WORDINGS
    return t(FLAWS[one], most=t.number(most))


def writing(t: Translator, kept: KeptTerm | None, metadata: str) -> Block:
    """The form of a term."""
    french, english = (kept.term.french, kept.term.english) if kept else ((), ())
    hint = t("Between commas, the usual one first: {most} at most.", most=t.number(MOST_WORDINGS))
    return modal(
        "glossary.write",
        t("Change a term") if kept else t("Add a term"),
        [
            field(FRENCH, t("In French"), text_input(", ".join(french), longest=LONGEST), hint=hint),
            field(ENGLISH, t("In English"), text_input(", ".join(english), longest=LONGEST), hint=hint),
            context(
                t("An abbreviation of three letters or less is understood, and stands for nothing else.")
            ),
        ],
        submit=t("Save"),
        close=t("Back"),
        metadata=metadata,
    )

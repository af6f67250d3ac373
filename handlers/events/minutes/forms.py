"""The forms of minutes: a version, a correction, and why nothing is changed."""

from collections.abc import Iterator, Mapping

from club.events import Event
from club.minutes import Minutes, MinutesAudience, ProposedCorrection, corrected
from handlers.events.minutes import ids
from handlers.events.minutes.service import MinutesShown
from handlers.events.minutes.views import adding, named, proposal, state
from handlers.events.shared import party
from handlers.kit.blocks import (
    SECTION,
    Block,
    actions,
    checkboxes,
    context,
    field,
    file_input,
    modal,
    option,
    radio,
    rich,
    text_input,
)
from handlers.kit.interaction import View
from handlers.words import Translator, mark

LONGEST_LINK, LONGEST_PASSAGE, LONGEST_REASON = 500, 600, 500
ENDINGS = ("pdf", "docx", "odt", "pptx", "odp", "xlsx", "ods", "txt", "md", "png", "jpg", "jpeg")
"""Of files that are taken; what a file is its bytes say."""
AUDIENCES: Mapping[MinutesAudience, str] = {
    MinutesAudience.PRESENT: mark("Those who came, and who excused themselves"),
    MinutesAudience.MEMBERS: mark("All members"),
}


def writing(
    t: Translator,
    event: Event,
    last: Minutes,
    metadata: str,
    *,
    takes: ProposedCorrection | None = None,
    files: bool = False,
) -> View:
    """The form of a version, filled with the one that stands; with a correction in it where there is room.

    `files`: whether Slack shows a field for one.
    """
    text = corrected(last.text, takes) if takes else last.text
    shown = text if len(text) <= SECTION else last.text
    choices = {one: option(t(words), one) for one, words in AUDIENCES.items()}
    return modal(
        ids.WRITE,
        t("Minutes"),
        [
            party.head(t, event),
            *(proposal(takes) if takes else ()),
            field(ids.TEXT, t("Text"), text_input(shown, longest=SECTION, lines=True), optional=True),
            field(ids.LINK, t("Link"), text_input(last.link, longest=LONGEST_LINK), optional=True),
            *_files(t, last, files=files),
            field(
                ids.SHORT,
                t("Short version, for all others"),
                text_input(last.short, longest=SECTION, lines=True),
                optional=True,
            ),
            field(ids.AUDIENCE, t("For whom?"), radio(list(choices.values()), choices[last.audience])),
            context(t("Who came hears of it, and who excused themselves; in one message, kept true.")),
            actions(adding(t, event)),
        ],
        submit=t("Deposit"),
        close=t("Back"),
        metadata=metadata,
    )


def _files(t: Translator, last: Minutes, *, files: bool) -> Iterator[Block]:
    if last.file:
        keep = option(t("Keep this file"), ids.KEPT)
        yield field(ids.KEPT, named(t, last.file), checkboxes([keep], [keep]), optional=True)
    if files:
        hint = t("10 MB at most. Only those who read the whole minutes get it.")
        yield field(ids.FILE, t("File"), file_input(ENDINGS), optional=True, hint=hint)


def correcting(t: Translator, one: MinutesShown, metadata: str) -> View:
    """The form of a correction."""
    return modal(
        ids.CORRECT,
        t("Propose a correction"),
        [
            rich("*{title}*\n{state}", title=one.event.title, state=state(t, one)),
            context(party.where(t, one.event)),
            field(ids.PASSAGE, t("The passage"), text_input(longest=LONGEST_PASSAGE, lines=True)),
            field(ids.PROPOSED, t("What you propose"), text_input(longest=LONGEST_PASSAGE, lines=True)),
        ],
        submit=t("Send"),
        close=t("Back"),
        metadata=metadata,
    )


def keeping(t: Translator, event: Event, remark: ProposedCorrection, metadata: str) -> View:
    """Asks why nothing is changed."""
    return modal(
        ids.KEEP,
        t("Leave as it is"),
        [
            party.head(t, event),
            *proposal(remark),
            field(ids.REASON, t("Why?"), text_input(longest=LONGEST_REASON, lines=True)),
            context(t("Whoever proposed it reads this.")),
        ],
        submit=t("Leave as it is"),
        close=t("Back"),
        metadata=metadata,
    )

"""What whoever deposits minutes reads, and what is said of a file."""

from collections.abc import Mapping, Sequence

from club.events import Event
from club.minutes import MinutesFile
from handlers.events.minutes import ids
from handlers.events.minutes.files import FileFault, FileSent, Filing
from handlers.events.minutes.service import MinutesShown
from handlers.events.minutes.views import named, version_of
from handlers.events.shared import party
from handlers.kit.blocks import Block, actions, aside, button, context, message, quote, rich
from handlers.kit.interaction import File, Message
from handlers.words import Translator, mark

FILE_FAULTS: Mapping[FileFault, str] = {
    FileFault.LARGE: mark("This file has more than 10 MB: give a smaller one, or a link."),
    FileFault.KIND: mark(
        "This file is none that I can keep: PDF, Word, PowerPoint, Excel or OpenDocument without macros, "
        "text, PNG or JPEG."
    ),
    FileFault.DELETED: mark("This file is no longer in Slack: choose it again."),
    FileFault.SCOPE: mark(
        "I may not read files here: whoever installed me can give me the permission files:read. Until "
        "then, a text or a link serves."
    ),
    FileFault.LATER: mark("Slack does not give me this file at the moment: choose it again later."),
    FileFault.UNSAVED: mark("This file could not be saved: choose it again in a moment."),
    FileFault.SAME: mark("These are, to the letter and to the byte, the minutes that stand."),
    FileFault.MEANWHILE: mark("Another version was deposited meanwhile: look at it first."),
    FileFault.NOT_YOURS: mark("This is for the organisers."),
    FileFault.NO_EVENT: mark("Minutes are deposited of an event that was held."),
}
COMES: Mapping[FileSent, str] = {
    FileSent.SENT: mark("⏳ The file comes by direct message."),
    FileSent.REPLACED: mark("⏳ This file was replaced: the present one comes by direct message."),
    FileSent.NO_FILE: mark("These minutes have no file any more: “Read…” shows them as they stand."),
    FileSent.NOT_YOURS: mark("These minutes are for those who came or excused themselves."),
}


def deposited(t: Translator, event: Event | None, version: int, *more: Block | None) -> Message:
    """To whoever deposited them."""
    said = t("✅ Minutes deposited, version {number}.", number=version)
    return message(said, rich("{said}", said=said), *more, *_of(t, event))


def _of(t: Translator, event: Event | None) -> Sequence[Block | None]:
    return [context(event.title, *party.named(t, event))] if event else []


def filed(t: Translator, event: Event | None, filing: Filing, done: MinutesFile | FileFault) -> Message:
    """The same once a file was read, or why that is not with them, and the way to hand over another."""
    version = filing.after + 1
    if isinstance(done, MinutesFile):
        return deposited(t, event, version, rich("{file}", file=named(t, done)))
    lost = t("Nothing is deposited.")
    if filing.stands:
        lost = t("✅ Minutes deposited, version {number}, without this file.", number=version)
    why, short = t(FILE_FAULTS[done]), "" if filing.stands else filing.draft.short
    again = None
    if event and done not in (FileFault.NOT_YOURS, FileFault.NO_EVENT):
        label = t("Add the file…") if filing.stands else t("Deposit minutes…")
        again = actions(button(label, ids.WRITE, event.id, about=event.title))
    return message(
        f"{lost} {why}",
        rich("{lost}\n{why}", lost=lost, why=why),
        context(t("Your short version:")) if short else None,
        quote(short) if short else None,
        *_of(t, event),
        again,
    )


def file_comes(t: Translator, sent: FileSent) -> Message:
    """What comes, or why nothing does."""
    return aside(t(COMES[sent]))


def sent(t: Translator, one: MinutesShown, file: MinutesFile, content: bytes) -> File:
    """The file itself, for whoever asked."""
    said = t("Minutes: {title}", title=one.event.title)
    picture = file.kind in ("png", "jpg")
    return File(file.name, content, f"{said} · {version_of(t, one)}", said if picture else "")

"""`prime charter publish`: a version of the charter from a Markdown file, as the form in Slack does it."""

import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path

from bot.settings import Settings
from club.calendar import end_of_day
from club.charter import ACCEPT_WITHIN, CharterFault, Version
from handlers.belonging.charter.markdown import MarkdownRefusal
from handlers.belonging.charter.service import CharterDraft, CharterFaulty, Meanwhile, publish
from storage.database import Database
from storage.migrations import upgrade

PUBLISHED, REFUSED = 0, 1

FAULTS: Mapping[CharterFault, str] = {
    CharterFault.EMPTY: "holds no text",
    CharterFault.SAME: "is, to the letter, the version that holds already",
    CharterFault.FIRST_IS_MATERIAL: "is the first version: everybody accepts it; leave --editorial out",
    CharterFault.DATE_TOO_SOON: "leaves less than a day to accept; choose a later --accept-by",
}
REFUSALS: Mapping[MarkdownRefusal, str] = {
    MarkdownRefusal.TABLE: "Slack shows no table; write a list",
    MarkdownRefusal.IMAGE: "Slack shows no image in this text",
    MarkdownRefusal.HTML: "no HTML; write Markdown, or \\< for the sign itself",
    MarkdownRefusal.FOOTNOTE: "no footnotes; write it in the text",
    MarkdownRefusal.REFERENCE: "write the link's address in place, [words](https://...)",
    MarkdownRefusal.LINK: "a link begins with https://, http:// or mailto:",
    MarkdownRefusal.FENCE: "this code block is never closed",
    MarkdownRefusal.CONTROL: "an invisible control character; delete it",
}


def run(path: Path, settings: Settings, *, material: bool, changes: str, accept_by: date | None) -> int:
    """Publish the file at `path`; what keeps it from being published is said on stderr, a line each."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        return _refuse([f"{path}: {error.strerror}"])
    except UnicodeDecodeError:
        return _refuse([f"{path}: not UTF-8 text"])
    now, zone = datetime.now(UTC), settings.prime_timezone
    last_day = accept_by or (now.astimezone(zone) + ACCEPT_WITHIN).date()
    draft = CharterDraft(text, material, changes, end_of_day(last_day, zone))
    outcome = _publish(draft, settings.database_url, now)
    if isinstance(outcome, CharterFaulty):
        return _refuse(list(_lines(path, outcome)))
    if isinstance(outcome, Meanwhile):
        return _refuse(["another version was published meanwhile"])
    until = f", to be accepted until {last_day}" if outcome.material else ", wording only"
    sys.stdout.write(f"version {outcome.number} published{until}; sha256 {outcome.sha256}\n")
    return PUBLISHED


def _publish(draft: CharterDraft, url: str, now: datetime) -> Version | CharterFaulty | Meanwhile:
    upgrade(url)
    database = Database(url)
    try:
        with database.begin() as session:
            return publish(session, draft, None, now)
    finally:
        database.dispose()


def _lines(path: Path, outcome: CharterFaulty) -> Iterator[str]:
    for fault in outcome.faults:
        yield f"{path}: {FAULTS[fault]}"
    for refused in outcome.refused:
        yield f"{path}, line {refused.line}: {REFUSALS[refused.what]}"


def _refuse(lines: list[str]) -> int:
    sys.stderr.writelines(f"{line}\n" for line in lines)
    return REFUSED

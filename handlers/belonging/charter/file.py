"""The charter as a text file that an organiser hands over: tried, then published by a click.

Whoever has it in a file need not copy it by parts into a form. A file makes a version that everybody accepts;
a change of wording alone is made in the form.
"""

import re
from datetime import datetime, timedelta

from club.calendar import end_of_day
from club.charter import Version, tidy
from handlers.belonging.charter import service
from handlers.belonging.charter.markdown import BlockForm, Piece, read, words_of
from handlers.belonging.charter.publishing import FAULTS, REFUSALS
from handlers.belonging.charter.service import CharterDraft, CharterFaulty
from handlers.imports.wrong import Told
from handlers.kit.blocks import cut
from handlers.kit.handed import FileKind, FileRemark, Trial, remark
from handlers.kit.services import Services
from handlers.words import Translator, mark
from storage.people import Person
from storage.session import Session

SHOWN = 80
"""Characters of its title, and of its first words, by which it is known again."""
MOST = 45_000
"""Characters, as many as the form takes."""
_TITLE = re.compile(r"\s*(#{1,2}[ \t]+\S|\S[^\n]*\n=+[ \t]*(\n|$))")
TOO_LONG = mark("The text has {n} characters; a charter has {most} at most.")
CONTENTS = mark("“{title}”: {titles} titles, {characters} characters; it begins: “{words}”")
ACCEPTED = mark("Everybody has {days} days to accept it.")


def is_charter(text: str) -> bool:
    """Whether a text begins with a title, as Markdown writes one."""
    return _TITLE.match(text.removeprefix("\ufeff")) is not None


def save_charter(
    session: Session, services: Services, text: str, left_out: frozenset[int], by: Person, now: datetime
) -> Trial:
    """Publishes it, whole or not at all."""
    if left_out:
        return Trial()
    if len(text) > MOST:
        return Trial(faults=(remark(Told(TOO_LONG, n=len(text), most=MOST)),))
    day = (now.astimezone(services.club.zone) + timedelta(days=services.club.charter_days)).date()
    draft = CharterDraft(text, material=True, changes="", accept_by=end_of_day(day, services.club.zone))
    outcome = service.publish(session, draft, by.id, now)
    if isinstance(outcome, Version):
        told = remark(Told(ACCEPTED, days=services.club.charter_days))
        return Trial(lines=1, added=outcome.number, notes=(_contents(text), told))
    if not isinstance(outcome, CharterFaulty):
        return Trial()  # another version was published in this very moment: it is tried again
    refused = tuple(remark(Told(REFUSALS[one.what], line=one.line), one.line) for one in outcome.refused)
    return Trial(faults=refused, notes=tuple(remark(Told(FAULTS[fault][1])) for fault in outcome.faults))


def _contents(text: str) -> FileRemark:
    pieces = [piece for piece in read(text) if isinstance(piece, Piece)]
    titles = [piece for piece in pieces if piece.form is BlockForm.HEADING]
    words = [words_of(piece) for piece in pieces if piece.form is not BlockForm.HEADING]
    title, begins = words_of(titles[0]), words[0] if words else ""
    shown = {"title": cut(title, SHOWN), "words": cut(begins, SHOWN)}
    return remark(Told(CONTENTS, titles=len(titles), characters=len(text), **shown))


def _says(t: Translator, trial: Trial) -> str:
    return t("Charter, version {number}", number=trial.added) if trial.added else t("Charter")


CHARTER = FileKind(
    "charter",
    mark("I read the charter too, as a text file (.md, .txt) that begins with its title, “# Charter”."),
    is_charter,
    tidy,
    save_charter,
    _says,
    lambda t, trial: t("Publish version {number}", number=trial.added),
    lambda t, trial: t("✅ Version {number} is published.", number=trial.added),
    csv=False,
)

"""The journal as a CSV file: a row for each value that changed, or one for the act; no cell is a formula."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from io import StringIO

from handlers.kit.csv import BYTE_ORDER_MARK, safe
from handlers.living.journal import sentences
from handlers.words import Translator
from storage.journal import JournalEntry, SubjectName


def file_of(t: Translator, lines: Sequence[JournalEntry], called: Mapping[str, SubjectName]) -> bytes:
    """The whole file, the newest line first."""
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    who, what = (t("Number"), t("When"), t("Who")), (t("Theme"), t("What was done"), t("About"))
    writer.writerow([*who, *what, t("What changed"), t("Before"), t("After")])
    for line in lines:
        for changed in _changed(t, line, called):
            writer.writerow([line.id, *map(safe, (*_head(t, line, called), *changed))])
    return (BYTE_ORDER_MARK + text.getvalue()).encode()


def _head(t: Translator, line: JournalEntry, called: Mapping[str, SubjectName]) -> tuple[str, ...]:
    when = line.at.astimezone(t.zone).isoformat(" ", "seconds")
    about = ", ".join(sentences.subject(t, one, called) for one in line.about)
    return (
        when,
        sentences.who(t, line, called),
        sentences.theme(t, line.theme),
        sentences.act(t, line.entry),
        about,
    )


def _changed(
    t: Translator, line: JournalEntry, called: Mapping[str, SubjectName]
) -> Iterator[tuple[str, str, str]]:
    for one in line.changes:
        of = (
            sentences.subject(t, one.subject, called)
            if one.subject and one.subject not in line.about[:1]
            else ""
        )
        label = " · ".join(part for part in (of, sentences.label(t, one.column)) if part)
        yield label, sentences.value(t, one, one.before, called), sentences.value(t, one, one.after, called)
    if not line.changes:
        until = t.day(line.upto) if line.upto else ""
        yield (t("Lines before this date") if until else "", until, "")

"""Two clubs made of the demo's: one whose words are as short as forms take them, one as long and as many."""

import json
import sqlite3
from collections.abc import Callable, Mapping
from itertools import count
from pathlib import Path

from club.ballots import LONGEST_MOTION
from club.date_polls import LONGEST_TITLE as LONGEST_DATE_TITLE
from club.directory import LONGEST, LONGEST_FUNCTION, Field
from club.dues import LONGEST_ADDRESS, LONGEST_REFERENCE
from club.dues import LONGEST_REASON as LONGEST_DUES_REASON
from club.event_questions import LONGEST_NEED, LONGEST_REPLY, LONGEST_WORDING
from club.gate import LONGEST_SAID
from club.groups import LONGEST_PURPOSE, LONGEST_SHARE
from club.helpers import LONGEST_REASON as LONGEST_WHY_ASKED
from club.hosting import LONGEST_LINE as LONGEST_PREMISES
from club.hosting import LONGEST_TEXT as LONGEST_ACCESS
from club.mutual_help import LONGEST_DETAIL, LONGEST_QUESTION, LONGEST_SENTENCE
from club.mutual_help import LONGEST_WORD as LONGEST_HELP_WORD
from club.outside import LONGEST_TITLE as LONGEST_OUTSIDE
from club.publication import LONGEST_ACTIVITY, LONGEST_EMAIL, LONGEST_SITE, MOST_SITES
from club.publication import LONGEST_LINK as LONGEST_PAGE_LINK
from club.sealing import LONGEST_REMARK
from club.topics import LONGEST_COMMENT, LONGEST_DESCRIPTION, LONGEST_REASON, LONGEST_TITLE, LONGEST_WHY
from club.works import LONGEST_LINK, LONGEST_PLACE, LONGEST_SUMMARY
from club.works import LONGEST_TITLE as LONGEST_WORK
from handlers.belonging.charter.publishing import LONGEST_CHANGES
from handlers.belonging.company_changes.service import LONGEST_NAME
from handlers.belonging.members.forms import LONGEST_REASON as LONGEST_MATTER
from handlers.choosing.ballots.form_view import LONGEST_TITLE as LONGEST_BALLOT
from handlers.choosing.results.forms import LONGEST_NOTE
from handlers.events.guests.form import LONGEST_LINE
from handlers.events.guests.form import LONGEST_NOTE as LONGEST_GUEST_NOTE
from handlers.events.organising.form_view import LONGEST_TEXT
from handlers.living.glossary.views import LONGEST as LONGEST_WORDINGS

Change = Callable[[sqlite3.Connection], None]
LINE, LINES = "Éric & <Zoé> d’Été ", "Première & <ligne>\nDeuxième *ligne*\n\n• Quatrième_ligne\nCinquième "
"""What is typed over and over: accents, what Slack escapes, its marks, and five lines."""
NAMES = {
    "company.name": LONGEST_NAME,
    "member.name": LONGEST_LINE,
    "member.function": LONGEST_FUNCTION,
    "guest.name": LONGEST_LINE,
    "guest.function": LONGEST_LINE,
    "guest.company": LONGEST_LINE,
    "event.title": LONGEST_LINE,
    "date_poll.title": LONGEST_DATE_TITLE,
    "event_question.wording": LONGEST_WORDING,
    "question_reply.value": LONGEST_REPLY,
    "event_need.wording": LONGEST_NEED,
    "gate_identity.nationality": LONGEST_SAID,
    "gate_identity.id_number": LONGEST_SAID,
    "gate_identity.vehicle": LONGEST_SAID,
    "gate_told.name": LONGEST_LINE,
    "gate_told.company": LONGEST_NAME,
    "event.place": LONGEST_LINE,
    "study_group.title": LONGEST_TITLE,
    "outside_event.title": LONGEST_OUTSIDE,
    "outside_event.place": LONGEST_OUTSIDE,
    "topic.title": LONGEST_TITLE,
    "ballot.title": LONGEST_BALLOT,
    "work.title": LONGEST_WORK,
    "workuse.place": LONGEST_PLACE,
    "dues.reference": LONGEST_REFERENCE,
    "dues.told_reference": LONGEST_REFERENCE,
    "duespayment.reference": LONGEST_REFERENCE,
    "hosting_offer.place": LONGEST_PREMISES,
    "hosting_offer.room": LONGEST_PREMISES,
    "hosting_offer.contact": LONGEST_PREMISES,
    "admission.company_typed": LONGEST_LINE,
    "help_question.question": LONGEST_QUESTION,
    "glossary_term.french": LONGEST_WORDINGS,
    "glossary_term.english": LONGEST_WORDINGS,
}
"""One line each, with the most that their form takes."""
TEXTS = {
    "event.agenda": LONGEST_TEXT,
    "event.cancel_reason": 500,
    "study_group.purpose": LONGEST_PURPOSE,
    "group_member.hours": LONGEST_SHARE,
    "group_member.data": LONGEST_SHARE,
    "group_member.site": LONGEST_SHARE,
    "group_member.money": LONGEST_SHARE,
    "topic.description": LONGEST_DESCRIPTION,
    "topic.why": LONGEST_WHY,
    "topic.reason": LONGEST_REASON,
    "step.reason": LONGEST_REASON,
    "comment.text": LONGEST_COMMENT,
    "merger.word": LONGEST_REASON,
    "ballot.reason": LONGEST_REASON,
    "ballot.note": LONGEST_NOTE,
    "work.summary": LONGEST_SUMMARY,
    "remark.text": LONGEST_REMARK,
    "claim.note": LONGEST_GUEST_NOTE,
    "claim.reason": LONGEST_GUEST_NOTE,
    "guest.why": LONGEST_GUEST_NOTE,
    "admission.word": LONGEST_MATTER,
    "admission.reason": LONGEST_MATTER,
    "report.word": LONGEST_MATTER,
    "dues.reason": LONGEST_DUES_REASON,
    "hosting_offer.access": LONGEST_ACCESS,
    "help_question.detail": LONGEST_DETAIL,
    "help_question.thanks": LONGEST_HELP_WORD,
    "help_question.sentence": LONGEST_SENTENCE,
    "help_asked.reason": LONGEST_WHY_ASKED,
    "help_asked.word": LONGEST_HELP_WORD,
    "help_report.word": LONGEST_HELP_WORD,
    "charterversion.changes": LONGEST_CHANGES,
}
"""Several lines each; those that may be left empty are, in the shortest club."""
ADDRESSES = {"work.link": LONGEST_LINK, "workuse.link": LONGEST_LINK, "event.video_url": LONGEST_LINK}
_SAID = ("topic.reason", "ballot.reason", "report.word", "help_report.word", "comment.text")
"""Forms refuse them empty."""
OPTIONAL = {
    *("member.function", "guest.function", "guest.email", "event.place", "workuse.link", "event.video_url"),
    *("dues.told_reference", "hosting_offer.room", "hosting_offer.contact", "hosting_offer.access"),
    *(name for name in TEXTS if name not in _SAID),
}
COMPANIES, OPTIONS, COMPANIONS = 500, 200, 30


def changed(path: Path, *changes: Change) -> None:
    """The database with these changes: what is kept by triggers follows as for anybody who writes."""
    connection = sqlite3.connect(path)
    numbers = count(1)
    connection.create_function("next_number", 0, lambda: next(numbers))
    connection.create_function("filled", 2, _filled)
    for change in changes:
        change(connection)
    connection.commit()
    connection.close()


def _filled(pattern: str, longest: int) -> str:
    """The pattern over and over, as long as may be."""
    return (pattern * (longest // len(pattern) + 1))[: longest - 1] + "!"


def speaking(locale: str) -> Change:
    """Everybody's Slack is in this language, and nobody chose another."""

    def change(connection: sqlite3.Connection) -> None:
        connection.execute("UPDATE profile SET locale = ?", [locale])
        connection.execute("UPDATE member SET language = NULL")

    return change


def longest(connection: sqlite3.Connection) -> None:
    """Every field at its limit, and more of everything than fits on a page."""
    longest_words(connection)
    _many(connection)


def longest_words(connection: sqlite3.Connection) -> None:
    """Every field at its limit."""
    for where, most in NAMES.items():
        _sets(connection, where, f"next_number() || ' ' || filled(?, {most} - 6)", LINE)
    for where, most in TEXTS.items():
        _sets(connection, where, f"filled(?, {most})", LINES)
    for where, most in ADDRESSES.items():
        _sets(connection, where, f"'https://example.org/?' || filled(?, {most} - 21)", "a=b&")
    _sets(
        connection, "member.email", f"next_number() || filled(?, {LONGEST_EMAIL} - 20) || '@example.org'", "e"
    )
    _sets(connection, "guest.email", f"filled(?, {LONGEST_EMAIL} - 12) || '@example.org'", "e")
    _sets(connection, "dues.address", f"filled(?, {LONGEST_ADDRESS} - 12) || '@example.org'", "e")
    _sets(connection, "ballot_option.text", f"filled(?, {LONGEST_MOTION})", LINES, "text <> ''")
    _sets(connection, "ballot_option.title", f"next_number() || ' ' || filled(?, {LONGEST_BALLOT} - 6)", LINE)
    for name, most in LONGEST.items():
        shaped = _detail(name, most)
        connection.execute("UPDATE detail SET value = ? WHERE name = ?", [shaped, name.value])
    _pages(connection, _longest_page)


def _detail(name: Field, most: int) -> str:
    if name is Field.PHONE:
        return "+33 6 12 34 56 78 90 12 34 56 78"
    if name is Field.LINK:
        return "https://example.org/?" + _filled("a=b&", most - 21)
    return _filled("e", most - 12) + "@example.org" if name is Field.EMAIL else _filled(LINES, most)


def _many(connection: sqlite3.Connection) -> None:
    """Companies, options of an open ballot, companions of one member, topics on the shortlist."""
    name = _filled(LINE, LONGEST_NAME - 6)
    rows = [(f"{n} {name}", f"firme {n}") for n in range(COMPANIES)]
    connection.executemany("INSERT INTO company (name, folded, weight) VALUES (?, ?, 1)", rows)
    topic = connection.execute("SELECT max(id) FROM topic").fetchone()[0]
    columns = [
        row[1] for row in connection.execute("PRAGMA table_info(topic)") if row[1] not in ("id", "state")
    ]
    for _ in range(OPTIONS):
        some = ", ".join(columns)
        connection.execute(
            f"INSERT INTO topic ({some}, state) SELECT {some}, 'shortlisted' FROM topic WHERE id = ?", [topic]
        )
    connection.execute(
        "INSERT INTO ballot_option (ballot_id, title, topic_id, text, link)"
        " SELECT b.id, t.title, t.id, '', '' FROM topic t JOIN ballot b ON b.id ="
        " (SELECT min(id) FROM ballot WHERE state = 'open' AND purpose = 'selection') WHERE t.id > ?",
        [topic],
    )
    columns = [row[1] for row in connection.execute("PRAGMA table_info(guest)") if row[1] != "id"]
    some = ", ".join(columns)
    for _ in range(COMPANIONS):
        connection.execute(f"INSERT INTO guest ({some}) SELECT {some} FROM guest ORDER BY id LIMIT 1")


def _longest_page(page: dict[str, object]) -> dict[str, object]:
    url = "https://example.org/?" + _filled("a=b&", LONGEST_PAGE_LINK - 21)
    sites = [_filled(f"{n} {LINE}", LONGEST_SITE) for n in range(MOST_SITES)]
    words = {"name": _filled(LINE, LONGEST_NAME), "activity": _filled(LINES, LONGEST_ACTIVITY)}
    return {**page, **words, "sites": sites, "website": url, "logo": url}


def shortest(connection: sqlite3.Connection) -> None:
    """One character where something has to stand, nothing where nothing has to."""
    for where in (*NAMES, *TEXTS, *ADDRESSES, "guest.email"):
        if where in OPTIONAL:
            _sets(connection, where, "?", "")
        elif where in ADDRESSES:
            _sets(connection, where, "?", "https://a.fr")
        elif where == "dues.reference":  # no two alike
            _sets(connection, where, "? || next_number()", "")
        else:
            _sets(connection, where, "?", "É")
    _sets(connection, "ballot_option.title", "?", "É")
    _sets(connection, "ballot_option.text", "?", "É", "text <> ''")
    connection.execute("DELETE FROM detail WHERE name <> 'expertise'")
    connection.execute("UPDATE detail SET value = 'É'")
    _pages(
        connection,
        lambda page: {**page, "name": "É", "activity": "É", "sites": [], "website": "", "logo": ""},
    )


def _pages(connection: sqlite3.Connection, of: Callable[[dict[str, object]], Mapping[str, object]]) -> None:
    for table, key in (("companypage", "company_id"), ("consent", "id")):
        for row_id, content in connection.execute(f"SELECT {key}, content FROM {table}").fetchall():
            if content:
                said = json.dumps(of(json.loads(content)))
                connection.execute(f"UPDATE {table} SET content = ? WHERE {key} = ?", [said, row_id])


def _sets(connection: sqlite3.Connection, where: str, value: str, given: str, which: str = "") -> None:
    table, column = where.split(".")
    filled = which or f"{column} IS NOT NULL" + (f" AND {column} <> ''" if where in _TELLING else "")
    connection.execute(f"UPDATE {table} SET {column} = {value} WHERE {filled}", [given])


_TELLING = {
    *(
        "guest.name",
        "guest.email",
        "guest.function",
        "guest.company",
        "guest.why",
        "topic.reason",
        "ballot.reason",
    ),
    *("ballot.note", "event.cancel_reason", "dues.told_reference", "dues.address", "help_question.sentence"),
    *("help_question.thanks", "help_asked.word", "step.reason", "admission.reason", "dues.reason"),
    *("claim.reason",),
}
"""Where an empty field tells something: a guest not named yet, a ballot not called off."""

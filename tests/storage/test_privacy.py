"""Everything held about a person, and nothing of it left: tried on every table of the schema."""

import json
import re
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import SQLModel

from club.publication import NOBODY, Contact, Content
from club.retention import Keeping, limits
from storage.companies import add_agreement, add_contact, get_agreement, get_page, list_contacts, save_page
from storage.database import Database
from storage.departures import get_departed_name, note_departures
from storage.erasure import (
    end_consultations,
    end_evidence,
    end_guests,
    end_member,
    end_postings,
    erase,
    get_tally,
    list_due,
)
from storage.people import add_company, add_member, change_member
from storage.postings import Note, enqueue
from storage.privacy import BY_SLACK, get_held, relations
from tests.storage.crowd import EMAIL, NAME, SLACK_ID, crowd, dump, mark
from tests.stories.club import NOW, PARIS

LATER = NOW + timedelta(days=3660)
KEPT = {
    "acceptance": {"language", "sha256"},  # the evidence itself
    "guest": {"called", "company", "email", "function", "name", "why"},  # until ninety days after the event
    "report": {"word"},  # what the person reported of another, for a year
    "topic": {
        "description",
        "folded",
        "kind",
        "reason",
        "state",
        "title",
        "why",
    },  # the club's, once proposed
    "outside_event": {"folded", "link", "place", "title"},  # public elsewhere
    "event_task": {"what"},  # the club's, as its minutes
    "minutes_file": {"kind", "name", "sha256"},  # the club's, as its minutes
    "attendance": {"id"},  # random
    "workuse": {"folded", "link", "place"},  # where the club's works are used
    "consent": {"agreed_name", "sha256"},  # of the company's agreement to publish
    "journal_line": {"about", "changes", "entry", "theme"},  # what they did as an organiser, by their number
}
"""Columns of the person's own rows that an erasure leaves, and until when."""

GOES = {
    *(
        "backing",
        "buddy",
        "comment",
        "datanotice",
        "detail",
        "duescontact",
        "handedfile",
        "first_steps",
        "group_room_guest",
        "date_answer",
        "date_invited",
        "outside_going",
        "group_member",
        "help_off",
        "help_report",
        "calendar_address",
        "mail",
        "minutes_reading",
        "question_reply",
        "event_need",
        "gate_identity",
        "feedback_given",
    ),
    *("posting", "profile", "reminderwish"),
}
"""Tables of which an erasure leaves no row of the person's."""
GOES_WHERE_SUBJECT = {"minutes_remark", "consultation", "mailconsent", "missed", "report"}
"""Rows about the person go; where they only looked, reported or noted, the rows stay as long as any."""
STAYS_NAMELESS = {
    *(
        "acceptance",
        "admission",
        "answered",
        "attendance",
        "ballot",
        "charterversion",
        "claim",
        "companypage",
        "consent",
        "event_care",
    ),
    *("company_letter", "correction", "event_minutes", "outside_event", "study_group"),
    *("company_letter", "correction", "event_minutes", "event_task", "journal_line"),
    *("company_letter", "correction", "event_minutes", "event_task", "minutes_file"),
    *("company_letter", "correction", "event_minutes", "gate_list", "gate_told"),
    *("date_poll", "help_asked", "help_question", "hosting_offer", "settingchange", "set_up_note"),
    *("contactconsent", "guest", "member", "merger", "proxy", "rsvp", "step", "topic", "voter", "work"),
    *("workuse", "dues", "duespayment", "tenure"),
}
"""Rows that stay, for counts or as the club's, and lead to a member without a name."""
DECIDED = GOES | GOES_WHERE_SUBJECT | STAYS_NAMELESS
"""Every table with a tie to a person is in one of the three: whoever adds one decides."""


def test_every_column_that_may_name_a_person_is_known() -> None:
    """A new table ties its rows by a foreign key to `member`; a Slack id kept without one is told of here."""
    suspects = {
        (table.name, column.name)
        for table in SQLModel.metadata.sorted_tables
        for column in table.columns
        if re.search("slack|recipient|user|person", column.name)
    }
    assert suspects == {*BY_SLACK, ("member", "slack_id")}


def test_the_file_has_a_row_for_every_tie_of_the_schema(db: Database) -> None:
    with db.begin() as session:
        me = crowd(session)
        held = get_held(session, me, SLACK_ID)  # type: ignore[arg-type]
    ties = {(table, column) for table, rows in held.items() for row in rows for column in row["as"]}
    assert ties == {(one.table.name, one.column.name) for one in relations()} | {*BY_SLACK}
    whole = {one.table.name for one in relations() if one.whole} | {table for table, _ in BY_SLACK}
    columns = {table: {name for row in held[table] for name in row} for table in whole}
    for table, names in columns.items():
        assert names >= {*SQLModel.metadata.tables[table].columns.keys()}, table


def test_of_other_people_s_rows_only_the_person_s_part_is_given(db: Database) -> None:
    with db.begin() as session:
        me = crowd(session)
        held = get_held(session, me, SLACK_ID)  # type: ignore[arg-type]
    decided = [row for row in held["claim"] if row["as"] == ["decided_by"]]
    assert [sorted(row) for row in decided] == [
        [
            "as",
            "created_at",
            "decided_at",
            "decided_by",
            "decided_by_name",
            "event_id",
            "event_name",
            "id",
            "offer_until",
        ]
    ]
    reported = [row for row in held["report"] if row["as"] == ["subject_id"]]
    assert [set(row) for row in reported] == [{"as", "id", "at", "subject_id", "subject_name"}]


def test_an_erasure_leaves_no_word_of_the_person_but_what_is_said(db: Database) -> None:
    with db.begin() as session:
        me = crowd(session)
        erase(session, me, "Ancien membre", NOW)
        held = get_held(session, me, None)
        everything = dump(session)
    left = {table: written(table, rows) for table, rows in held.items()}
    assert {table: columns for table, columns in left.items() if columns} == KEPT
    assert EMAIL not in everything
    assert SLACK_ID not in everything
    assert everything.count(NAME) == 1, "the name that goes with the evidence, and no other"


def test_of_every_table_it_is_decided_what_an_erasure_leaves(db: Database) -> None:
    with db.begin() as session:
        me = crowd(session)
        before = get_held(session, me, SLACK_ID)  # type: ignore[arg-type]
        erase(session, me, "Ancien membre", NOW)
        after = get_held(session, me, SLACK_ID)  # type: ignore[arg-type]
    rows = {table: (len(before[table]), len(after.get(table, ()))) for table in before}
    assert {table for table, (_, left) in rows.items() if not left} == GOES
    assert {table for table, (were, left) in rows.items() if 0 < left < were} == GOES_WHERE_SUBJECT
    assert {table for table, (were, left) in rows.items() if left == were} == STAYS_NAMELESS


def written(table: str, rows: list[dict[str, Any]]) -> set[str]:
    """Columns of the person's own rows that still hold what was written there."""
    return {column for row in rows for column, value in row.items() if str(value).startswith(mark(table, ""))}


def test_erasing_twice_changes_nothing_more(db: Database) -> None:
    with db.begin() as session:
        me = crowd(session)
        erase(session, me, "Ancien membre", NOW)
        once = dump(session)
        erase(session, me, "Ancien membre", LATER)
        assert dump(session) == once
        assert get_departed_name(session, me) == NAME


def test_a_departed_member_is_erased_after_six_months_and_the_evidence_after_three_years(
    db: Database,
) -> None:
    with db.begin() as session:
        me = crowd(session)
        change_member(session, me, state="suspended")
        note_departures(session, NOW)
    for days, erased, evidence in ((150, 0, 1), (200, 1, 1), (1100, 0, 0)):
        now = NOW + timedelta(days=days)
        with db.begin() as session:
            note_departures(session, now)
            at = limits(Keeping(), now, PARIS)
            due = list_due(session, at)
            assert len(due) == erased, days
            for member_id in due:
                end_member(session, member_id, "Ancien membre", PARIS, now)
            end_evidence(session, at, "Ancien membre", now)
            assert get_tally(session, me, now).acceptances == evidence, days
            assert (get_departed_name(session, me) == NAME) is (days == 200), days
    with db.read() as session:
        assert NAME not in dump(session)


def test_a_membership_taken_up_again_is_not_erased(db: Database) -> None:
    with db.begin() as session:
        me = crowd(session)
        change_member(session, me, state="suspended")
        note_departures(session, NOW)
        change_member(session, me, state="admitted")
        note_departures(session, NOW + timedelta(days=100))
        change_member(session, me, state="suspended")
        note_departures(session, NOW + timedelta(days=170))
        now = NOW + timedelta(days=200)
        assert list_due(session, limits(Keeping(), now, PARIS)) == []


def test_what_is_kept_long_enough_goes_and_counts_stay(db: Database) -> None:
    with db.begin() as session:
        crowd(session)
        at = limits(Keeping(), LATER, PARIS)
        assert end_guests(session, at) == 2
        assert end_guests(session, at) == 0
        assert end_consultations(session, at) == 2
        everything = dump(session)
    for gone in ("¤guest.name", "¤guest.email", "¤guest.why", "¤report.word"):
        assert gone not in everything
    assert len(json.loads(everything)["guest"]) == 2


def test_nothing_goes_before_its_time(db: Database) -> None:
    with db.begin() as session:
        crowd(session)
        before = dump(session)
        now = NOW + timedelta(days=89)
        at = limits(Keeping(), now, PARIS)
        note_departures(session, now)
        assert list_due(session, at) == []
        end_evidence(session, at, "Ancien membre", now)
        assert (end_guests(session, at), end_consultations(session, at), end_postings(session, at)) == (
            0,
            0,
            0,
        )
        assert dump(session) == before


def test_a_contact_who_leaves_is_named_on_no_page_and_in_no_agreement(db: Database) -> None:
    with db.begin() as session:
        company = add_company(session, "Verrerie Ardoin")
        me = add_member(session, NAME, email=EMAIL, company_id=company)
        other = add_member(session, "Bo", email="bo@example.org", company_id=company)
        for contact in (Contact(me, NAME, EMAIL), Contact(other, "Bo", "bo@example.org")):
            content = Content("Verrerie Ardoin", "Verre plat", "glass", contact=contact)
            add_agreement(session, company, content, other, "Bo", NOW)
        save_page(session, company, Content("Verrerie Ardoin", contact=Contact(me, NAME, EMAIL)), me, NOW)
        add_contact(session, company, me, NOW)
        assert get_tally(session, me, NOW).contact
        erase(session, me, "Ancien membre", NOW)
        page, agreement = get_page(session, company), get_agreement(session, company)
        everything = dump(session)
        assert list_contacts(session, company) == {}
    assert page is not None
    assert page.content is not None
    assert page.content.contact == NOBODY
    assert agreement is not None
    assert agreement.content.contact.name == "Bo", "another's agreement is untouched"
    assert EMAIL not in everything
    assert everything.count(NAME) == 1


@pytest.mark.parametrize(
    ("subject", "live", "days", "gone"),
    [
        ("member:1", False, 89, False),
        ("member:1", False, 91, True),
        ("admission:1", True, 91, False),
        ("admission:1", True, 366, True),
        ("event:77", True, 9999, False),
    ],
)
def test_the_record_of_a_message_goes_with_what_it_is_about(
    db: Database, subject: str, live: bool, days: int, gone: bool
) -> None:
    posting = SQLModel.metadata.tables["posting"]
    with db.begin() as session:
        enqueue(session, [Note("kind", subject, SLACK_ID, live=live)], NOW)  # type: ignore[arg-type]
        sent = {"stage": "sent", "due_at": None, "claimed_at": NOW}
        session.connection().execute(posting.update().values(sent))
        now = NOW + timedelta(days=days)
        assert end_postings(session, limits(Keeping(), now, PARIS)) == int(gone)

"""The journal in the database: lines are added, and nothing else; age alone takes them away."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import event, insert, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from club.ids import MemberId
from club.publication import Content
from storage.acts import LINE, MOST_CHANGES, OrganiserAct, packed, unpacked
from storage.audited import LONGEST, ValueChange, stored
from storage.companies import save_page
from storage.company_changes import rename
from storage.database import Database
from storage.journal import PURGE, JournalEntry, WantedLines, each_line, list_newer, list_older, purge_journal
from storage.people import Role, add_company, add_member, change_member
from storage.postings import Note, enqueue
from storage.urgency import PostingKind
from tests.stories.club import NOW

REFUSED = "the journal is append-only"
YEAR = timedelta(days=366)


def acts(
    db: Database, entry: str = "members.promote", at: datetime = NOW, theme: str = "members"
) -> MemberId:
    """An organiser does something to a new member; who did."""
    with db.begin() as session:
        by = add_member(session, "Odile", email=f"o{at.timestamp()}{entry}@x.org", role=Role.ORGANISER)
    with db.acting(OrganiserAct(by, entry, theme, at)), db.begin() as session:
        add_member(session, "Ana", email=f"a{at.timestamp()}{entry}@x.org")
    return by


def all_lines(db: Database) -> list[JournalEntry]:
    with db.read() as session:
        return list_older(session, WantedLines(), None, 1000)


def refused(db: Database, statement: str) -> None:
    before = all_lines(db)
    with pytest.raises(DBAPIError, match=REFUSED), db.begin() as session:
        session.connection().execute(text(statement))
    assert all_lines(db) == before


def test_no_line_is_changed_or_taken_away(db: Database) -> None:
    acts(db)
    refused(db, "UPDATE journal_line SET entry = 'x'")
    refused(db, "UPDATE journal_line SET by_id = NULL WHERE id = 1")
    refused(db, "DELETE FROM journal_line")
    row = "(id, at, entry, theme, about, changes) VALUES (1, '2027-01-04', 'x', 'x', '', '[]')"
    if db.sqlite:
        refused(db, f"INSERT OR REPLACE INTO journal_line {row}")
        refused(db, f"REPLACE INTO journal_line {row}")
    else:
        refused(db, "TRUNCATE journal_line")
    refused(db, f"INSERT INTO journal_line {row} ON CONFLICT (id) DO UPDATE SET entry = excluded.entry")


def test_age_alone_takes_a_line_away_and_a_line_says_so(db: Database) -> None:
    acts(db, at=NOW)
    acts(db, at=NOW + timedelta(days=300))
    now = NOW + YEAR + timedelta(days=1)
    with db.begin() as session:
        assert purge_journal(session, now - YEAR, now) == 1
    purge, young = all_lines(db)
    assert (purge.entry, purge.by, purge.upto) == (PURGE, None, now - YEAR)
    assert young.at == NOW + timedelta(days=300)
    refused(db, "DELETE FROM journal_line")  # the young one, and the line that tells of the purge
    with db.begin() as session:
        assert purge_journal(session, now - YEAR, now) == 0, "nothing is old enough: and no line says so"
    assert len(all_lines(db)) == 2


def test_no_purge_reaches_what_is_younger_than_a_year(db: Database) -> None:
    acts(db)
    now = NOW + timedelta(days=100)
    with pytest.raises(DBAPIError, match=REFUSED), db.begin() as session:
        purge_journal(session, now, now)
    assert len(all_lines(db)) == 1


def test_what_is_undone_leaves_no_line_and_what_only_reads_neither(db: Database) -> None:
    by = acts(db)
    act = OrganiserAct(by, "members.promote", "members", NOW)
    with pytest.raises(IntegrityError), db.acting(act):
        _adds_twice(db)
    with db.acting(act), db.begin() as session:
        add_member(session, "Luc", email="luc@x.org")
        session.rollback()
    with db.acting(act), db.begin() as session:
        change_member(session, MemberId(999), role="organiser")
    with db.acting(None), db.begin() as session:
        add_member(session, "Eva", email="eva@x.org")
    with db.begin() as session:
        add_member(session, "Zoé", email="zoe@x.org")
    assert len(all_lines(db)) == 1


def _adds_twice(db: Database) -> None:
    """The second one is refused, and both are undone."""
    with db.begin() as session:
        for _ in range(2):
            add_member(session, "Luc", email="luc@x.org")


def test_one_act_of_several_transactions_is_one_line_unless_a_later_one_changes_a_value(db: Database) -> None:
    by = acts(db)
    kind = PostingKind("kind")
    with db.acting(OrganiserAct(by, "members.promote", "members", NOW)):
        with db.begin() as session:
            change_member(session, by, role="member")
        with db.begin() as session:
            enqueue(session, [Note(kind, "member:1", "U1")], NOW)  # type: ignore[arg-type]
        assert len(all_lines(db)) == 2
        with db.begin() as session:
            change_member(session, by, role="organiser")
    last, first, _ = all_lines(db)
    assert first.changes == [ValueChange(f"member:{by}", "member.role", "organiser", "member")]
    assert last.changes == [ValueChange(f"member:{by}", "member.role", "member", "organiser")]


def test_a_line_has_what_stood_before_and_what_stands_now_and_no_name(db: Database) -> None:
    by = acts(db)
    with db.begin() as session:
        company = add_company(session, "Verrerie Ardoin")
        ana = add_member(session, "Ana Berger", email="ana@example.org", company_id=company)
    with db.acting(OrganiserAct(by, "companychanges.rename", "companies", NOW)), db.begin() as session:
        rename(session, company, "Verrerie du Nord")
        change_member(session, ana, name="Ana Roy", email="roy@example.org", state="suspended")
    line = all_lines(db)[0]
    assert (line.by, line.entry, line.theme, line.at) == (by, "companychanges.rename", "companies", NOW)
    assert line.about == [f"company:{company}", f"member:{ana}"]
    assert [*line.changes] == [
        ValueChange(f"company:{company}", "company.name", "Verrerie Ardoin", "Verrerie du Nord"),
        ValueChange(f"member:{ana}", "member.state", "admitted", "suspended"),
        ValueChange(f"member:{ana}", "member.name", told=True),
        ValueChange(f"member:{ana}", "member.email", told=True),
    ]
    assert "Berger" not in packed(line.changes)
    assert "Roy" not in packed(line.changes)


def test_what_is_about_nothing_by_itself_is_found_in_the_rows_it_adds(db: Database) -> None:
    by = acts(db)
    with db.begin() as session:
        company = add_company(session, "Verrerie Ardoin")
    with db.acting(OrganiserAct(by, "companies.edit", "companies", NOW)), db.begin() as session:
        save_page(session, company, Content("Verrerie Ardoin"), by, NOW)
    assert all_lines(db)[0].about == [f"company:{company}"]


def test_pages_begin_where_the_last_ended_and_are_narrowed(db: Database) -> None:
    people = [
        acts(db, at=NOW + timedelta(days=day), theme="members" if day % 2 else "events") for day in range(7)
    ]
    with db.read() as session:
        first = list_older(session, WantedLines(), None, 3)
        second = list_older(session, WantedLines(), first[-1].id, 3)
        assert [one.id for one in (*first, *second)] == [7, 6, 5, 4, 3, 2]
        assert [one.id for one in list_newer(session, WantedLines(), second[0].id, 2)] == [6, 5]
        assert [one.id for one in list_older(session, WantedLines(by=people[2]), None, 9)] == [3]
        assert [one.id for one in list_older(session, WantedLines(theme="events"), None, 9)] == [7, 5, 3, 1]
        since = WantedLines(since=NOW + timedelta(days=5))
        assert [one.id for one in list_older(session, since, None, 9)] == [7, 6]
        assert [one.id for one in each_line(session, WantedLines(), 5)] == [7, 6, 5, 4, 3]


def test_many_changes_and_long_texts_are_cut_and_said_to_be() -> None:
    changes = [ValueChange("event:1", "event.title", "a", str(n)) for n in range(MOST_CHANGES + 3)]
    kept = unpacked(packed(changes))
    assert kept[:-1] == changes[:MOST_CHANGES]
    assert kept[-1] == ValueChange("", "", None, 3, told=True)
    assert len(str(stored("é" * 1000))) == LONGEST
    assert unpacked("") == []


def test_lines_added_by_hand_with_an_own_id_are_refused_where_there_is_one(db: Database) -> None:
    acts(db)
    row = {"id": 1, "at": NOW, "entry": "x", "theme": "x", "about": "", "changes": "[]"}
    with pytest.raises(DBAPIError), db.begin() as session:
        session.connection().execute(insert(LINE).values(row))
    assert len(all_lines(db)) == 1


def test_an_act_costs_a_look_before_a_look_after_and_a_row(db: Database) -> None:
    by = acts(db)
    said: list[str] = []
    event.listen(
        db.engine, "before_cursor_execute", lambda _on, _cursor, one, *_rest: said.append(one.split()[0])
    )
    with db.begin() as session:
        change_member(session, by, role="member")
    alone = said[:]
    said.clear()
    with db.acting(OrganiserAct(by, "members.promote", "members", NOW)), db.begin() as session:
        change_member(session, by, role="organiser")
    assert sorted(said) == sorted([*alone, "SELECT", "SELECT", "INSERT"])

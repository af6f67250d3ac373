"""A year's numbers in the database: at New Year's night, across companies, after erasures and mergers."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import insert, select, update

from club.ids import CompanyId, EventId, MemberId
from club.summary import Figure, added, span_of, without
from storage import tables
from storage.company_changes import unite
from storage.database import Database
from storage.erasure import end_member
from storage.kept_figures import KEPT
from storage.people import COMPANY, add_company, add_member, change_member
from storage.session import Session
from storage.summary import (
    count_companies_of,
    get_club_figures,
    get_member_figures,
    list_companies_of,
    list_company_figures,
)
from storage.tables import core
from storage.tenures import BEGINNING, OPEN_END, TENURE, is_unsettled, settle

PARIS = ZoneInfo("Europe/Paris")
EVENT, RSVP, TOPIC = core(tables.Event), core(tables.Rsvp), core(tables.Topic)
QUESTION = core(tables.HelpQuestion)
LATER = datetime(2028, 6, 1, tzinfo=UTC)
Y2027 = span_of(2027, PARIS)


def paris(*when: int) -> datetime:
    return datetime(*when, tzinfo=PARIS).astimezone(UTC)  # type: ignore[misc,arg-type]


MARCH, JUNE, NOVEMBER = paris(2027, 3, 10, 9), paris(2027, 6, 1, 9), paris(2027, 11, 10, 9)


def holds(session: Session, starts: datetime, title: str = "Forum", **more: object) -> EventId:
    """An event with a deadline a week before."""
    week = timedelta(days=7)
    times = {"starts_at": starts, "ends_at": starts + timedelta(hours=2), "deadline": starts - week}
    named = {"uid": f"{title}{starts}", "title": title, "folded": title, "kind": "forum"}
    rest = {"place": "", "video_url": "", "agenda": "", "cancel_reason": "", "sequence": 0, "schedule": 0}
    values = {**times, **named, **rest, "state": "published", "published_at": starts - 2 * week, **more}
    return EventId(
        session.connection().execute(insert(EVENT).values(values).returning(EVENT.c.id)).scalar_one()
    )


def comes(session: Session, event: EventId, member: MemberId, **more: object) -> None:
    """An answer on time; noted as present unless said."""
    starts = session.connection().execute(select(EVENT.c.starts_at).where(EVENT.c.id == event)).scalar_one()
    row = {"event_id": event, "member_id": member, "says": "yes", "seats": 1, "with_member": True}
    given = {"schedule": 0, "answered_at": starts - timedelta(days=8), "present": True}
    session.connection().execute(insert(RSVP).values({**row, **given, **more}))


def of_companies(session: Session, *companies: CompanyId, year: int = 2027) -> Sequence[dict[str, int]]:
    found = list_company_figures(session, companies, span_of(year, PARIS), LATER)
    return [{figure.value: n for figure, n in found[one].items() if n} for one in companies]


@pytest.fixture
def club(db: Database) -> tuple[CompanyId, CompanyId, MemberId]:
    """Two companies, and a member of the first."""
    with db.begin() as session:
        glass, foundry = add_company(session, "Verrerie"), add_company(session, "Fonderie")
        ana = add_member(session, "Ana", slack_id="U1", company_id=glass)  # type: ignore[arg-type]
        settle(session, paris(2026, 1, 5, 9))
    return glass, foundry, ana


Made = tuple[CompanyId, CompanyId, MemberId]


def test_what_begins_before_midnight_in_paris_is_of_the_old_year(db: Database, club: Made) -> None:
    glass, _, ana = club
    with db.begin() as session:
        comes(session, holds(session, paris(2027, 12, 31, 23, 59)), ana)
        comes(session, holds(session, paris(2028, 1, 1, 0, 0)), ana)
        comes(session, holds(session, paris(2028, 2, 29, 9)), ana)
        assert of_companies(session, glass)[0]["came"] == 1
        assert of_companies(session, glass, year=2028)[0]["came"] == 2


def test_of_the_present_year_only_what_has_begun_counts(db: Database, club: Made) -> None:
    glass, _, ana = club
    with db.begin() as session:
        comes(session, holds(session, JUNE), ana, present=None)
        now = JUNE - timedelta(seconds=1)
        assert not any(get_member_figures(session, ana, Y2027, now).values())
        found = list_company_figures(session, [glass], Y2027, JUNE)[glass]
        assert found[Figure.UNNOTED] == 1


def test_each_answer_is_told_from_the_others(db: Database, club: Made) -> None:
    _, _, ana = club
    late = {"answered_at": JUNE - timedelta(days=1)}
    answers: list[dict[str, object]] = [
        {},
        {"present": None},
        {"present": False},
        {"with_member": False},
        {"says": "no", "seats": 0, "present": None} | late,
        {"says": "yes", "seats": 0, "present": None},
    ]
    with db.begin() as session:
        for at, answer in enumerate(answers):
            comes(session, holds(session, JUNE, f"E{at}"), ana, **answer)
        holds(session, JUNE, "silent")
        called_off = holds(session, JUNE, "called off", state="cancelled")
        comes(session, called_off, ana)
        found = get_member_figures(session, ana, Y2027, LATER)
    assert {figure.value: n for figure, n in found.items() if n} == {
        **{"came": 1, "unnoted": 1, "sent": 1, "excused": 1, "on_time": 4, "late": 1, "silent": 1},
    }


def test_history_stays_with_the_company_where_it_happened(db: Database, club: Made) -> None:
    glass, foundry, ana = club
    with db.begin() as session:
        comes(session, holds(session, MARCH), ana)
        comes(session, holds(session, NOVEMBER), ana)
        change_member(session, ana, company_id=foundry)
        settle(session, JUNE)
        assert [one["came"] for one in of_companies(session, glass, foundry)] == [1, 1]
        own = get_member_figures(session, ana, Y2027, LATER)
    assert own[Figure.CAME] == 2


def test_nobody_is_silent_before_they_came_nor_while_suspended(db: Database) -> None:
    with db.begin() as session:
        glass = add_company(session, "Verrerie")
        ana = add_member(session, "Ana", slack_id="U1", company_id=glass)  # type: ignore[arg-type]
        for starts in (MARCH, JUNE, NOVEMBER):
            holds(session, starts)
        settle(session, paris(2027, 4, 1))
        change_member(session, ana, state="suspended")
        settle(session, paris(2027, 7, 1))
        assert of_companies(session, glass) == [{"silent": 1}], "June's: of March they knew nothing"
        change_member(session, ana, state="admitted")
        settle(session, paris(2027, 10, 1))
        assert of_companies(session, glass) == [{"silent": 2}]


def lives(session: Session, ana: MemberId) -> None:
    """A year with something of each kind, and a question asked without a name."""
    comes(session, holds(session, MARCH), ana)
    holds(session, NOVEMBER)
    topic = {"kind": "study", "title": "T", "folded": "t", "author_id": ana, "proposed_at": MARCH}
    rest = {"description": "", "why": "", "state": "proposed", "reason": "", "changed_at": MARCH}
    session.connection().execute(insert(TOPIC).values({**topic, **rest}))
    asked = {"asker_id": ana, "question": "Q", "detail": "", "widens": True, "state": "resolved"}
    end = {"asked_at": MARCH, "look_at": MARCH, "thanks": "", "sentence": "", "publication": "none"}
    for seen in ("chosen", "nameless"):
        session.connection().execute(insert(QUESTION).values({**asked, **end, "seen": seen}))


def test_a_question_without_a_name_is_its_asker_s_alone(db: Database, club: Made) -> None:
    glass, _, ana = club
    with db.begin() as session:
        lives(session, ana)
        assert get_member_figures(session, ana, Y2027, LATER)[Figure.ASKED] == 2
        assert of_companies(session, glass)[0]["asked"] == 1
        assert get_club_figures(session, Y2027, LATER)[Figure.ASKED] == 1


def test_an_erasure_leaves_every_number_as_it_was(db: Database, club: Made) -> None:
    glass, foundry, ana = club
    with db.begin() as session:
        bo = add_member(session, "Bo", slack_id="U2", company_id=glass)  # type: ignore[arg-type]
        settle(session, paris(2026, 1, 6))
        lives(session, ana)
        comes(session, holds(session, JUNE), bo)
        change_member(session, ana, company_id=foundry)
        settle(session, paris(2027, 12, 1))
        before = of_companies(session, glass, foundry), numbers(session)
        for member in (ana, bo):
            end_member(session, member, "Ancien membre", PARIS, LATER)
            assert (of_companies(session, glass, foundry), numbers(session)) == before
            end_member(session, member, "Ancien membre", PARIS, LATER)
            assert (of_companies(session, glass, foundry), numbers(session)) == before
        rows = session.connection().execute(select(KEPT)).all()
        assert session.connection().execute(select(TENURE)).all() == []
    assert len(rows) == len({(row.company_id, row.year, row.figure) for row in rows}), "added up, not listed"


def numbers(session: Session) -> dict[Figure, int]:
    return {figure: n for figure, n in get_club_figures(session, Y2027, LATER).items() if n}


def test_whoever_was_erased_before_they_were_noted_counts_too(db: Database) -> None:
    with db.begin() as session:
        glass = add_company(session, "Verrerie")
        ana = add_member(session, "Ana", slack_id="U1", company_id=glass)  # type: ignore[arg-type]
        comes(session, holds(session, MARCH), ana)
        assert is_unsettled(session)
        end_member(session, ana, "Ancien membre", PARIS, LATER)
        settle(session, LATER)
        assert not is_unsettled(session)
        assert of_companies(session, glass)[0]["came"] == 1


def test_what_was_kept_of_two_companies_becomes_one_number(db: Database, club: Made) -> None:
    glass, foundry, ana = club
    with db.begin() as session:
        bo = add_member(session, "Bo", slack_id="U2", company_id=foundry)  # type: ignore[arg-type]
        settle(session, paris(2026, 1, 6))
        lives(session, ana)
        comes(session, holds(session, JUNE), bo)
        cy = add_member(session, "Cy", slack_id="U3", company_id=glass)  # type: ignore[arg-type]
        comes(session, holds(session, JUNE, "Atelier"), cy)
        for member in (ana, bo):
            end_member(session, member, "Ancien membre", PARIS, LATER)
        settle(session, LATER)
        both = added(list_company_figures(session, [glass, foundry], Y2027, LATER).values())
        unite(session, glass, foundry, LATER)
        one = list_company_figures(session, [foundry], Y2027, LATER)[foundry]
        assert not any(without(both, one).values())
        assert not any(without(one, both).values())
        assert [name for _, name in list_companies_of(session, Y2027, LATER)] == ["Fonderie"]


def test_a_company_that_left_stays_for_its_years(db: Database, club: Made) -> None:
    glass, _, ana = club
    with db.begin() as session:
        gone = paris(2027, 9, 1)
        session.connection().execute(update(COMPANY).where(COMPANY.c.id == glass).values(ended_at=gone))
        change_member(session, ana, company_id=None, state="left")
        settle(session, gone)
        listed = {
            year: [one for one, _ in list_companies_of(session, span_of(year, PARIS), LATER)]
            for year in (2026, 2027, 2028)
        }
    assert [glass in listed[year] for year in (2026, 2027, 2028)] == [True, True, False]


def test_five_hundred_companies_are_read_a_page_at_a_time(db: Database) -> None:
    with db.begin() as session:
        names = [f"C{number:03}" for number in range(500)]
        session.connection().execute(
            insert(COMPANY), [{"name": n, "folded": n.lower(), "weight": 1} for n in names]
        )
        now = paris(2027, 5, 1)
        assert count_companies_of(session, Y2027, now) == 500
        page = list_companies_of(session, Y2027, now, 495, 5)
    assert [name for _, name in page] == names[495:]


def test_settling_notes_a_change_once(db: Database, club: Made) -> None:
    glass, foundry, ana = club
    with db.begin() as session:
        assert not is_unsettled(session)
        change_member(session, ana, function="Ingénieure")
        assert not is_unsettled(session)
        change_member(session, ana, company_id=foundry)
        change_member(session, ana, company_id=glass)
        settle(session, JUNE)
        rows = session.connection().execute(select(TENURE.c.since, TENURE.c.until)).all()
    assert [tuple(row) for row in rows] == [(BEGINNING, OPEN_END)], "there and back is no change"


def test_two_that_settle_at_once_note_a_change_once(db: Database, club: Made) -> None:
    _, foundry, ana = club
    together = Barrier(2)

    def settles() -> None:
        together.wait(10)
        with db.begin() as session:
            settle(session, JUNE)

    for round_ in range(5):
        with db.begin() as session:
            change_member(session, ana, company_id=[foundry, None][round_ % 2])
        threads = [Thread(target=settles) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(20)
        with db.read() as session:
            still = select(TENURE.c.company_id).where(TENURE.c.until == OPEN_END)
            found = list(session.connection().execute(still).scalars())
        assert found == [[foundry], []][round_ % 2]

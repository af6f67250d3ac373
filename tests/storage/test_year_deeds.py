"""Votes, hosting, help and uses of a year: whose they are, and what outlives an erasure."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import insert, select

from club.ids import CompanyId, MemberId
from club.summary import Figure, span_of
from storage import tables
from storage.database import Database
from storage.erasure import end_member
from storage.people import add_company, add_member, change_member
from storage.session import Session
from storage.summary import get_club_figures, get_member_figures, list_company_figures
from storage.tables import core
from storage.tenures import settle
from tests.storage.test_year_figures import JUNE, LATER, MARCH, NOVEMBER, PARIS, Y2027, holds, paris

Made = tuple[CompanyId, CompanyId, MemberId, MemberId]


@pytest.fixture
def two(db: Database) -> Made:
    """Two companies with a member each."""
    with db.begin() as session:
        glass, foundry = add_company(session, "Verrerie"), add_company(session, "Fonderie")
        ana = add_member(session, "Ana", slack_id="U1", company_id=glass)  # type: ignore[arg-type]
        luc = add_member(session, "Luc", slack_id="U2", company_id=foundry)  # type: ignore[arg-type]
        settle(session, paris(2026, 1, 5, 9))
    return glass, foundry, ana, luc


def puts(session: Session, model: Any, **values: object) -> int:
    """A row; its id, where it has one."""
    table = core(model)
    made = insert(table).values(values)
    if "id" not in table.c or "id" in values:
        session.connection().execute(made)
        return 0
    return int(session.connection().execute(made.returning(table.c.id)).scalar_one())


def ballot(session: Session, purpose: str = "selection", state: str = "closed", **more: object) -> int:
    named = {
        "title": "Choix",
        "method": "approval",
        "unit": "company",
        "secrecy": "sealed",
        "tie_break": "draw",
    }
    counts = {"seats": 1, "most": 1, "points": 0, "cap": 0, "quorum": 0, "proxies": 1}
    rest = {"live": False, "seed": "", "reason": "", "note": "", "result": "", "created_at": MARCH}
    given = {"purpose": purpose, "state": state, "closed_at": JUNE if state == "closed" else None}
    return puts(session, tables.Ballot, **{**named, **counts, **rest, **given, **more})


def votes(session: Session, ballot_id: int, by: MemberId, **whose: int) -> None:
    """Somebody casts a vote: `company_id` or `member_id` says whose it is."""
    voter = puts(session, tables.Voter, ballot_id=ballot_id, weight=1, called="", **whose)
    key = f"{ballot_id}-{voter}"
    puts(session, tables.Attendance, id=key, ballot_id=ballot_id, voter_id=voter, cast_by=by, cast_at=None)


def of(session: Session, company: CompanyId) -> Mapping[Figure, int]:
    return list_company_figures(session, [company], Y2027, LATER)[company]


def test_a_company_s_vote_is_the_company_s_and_its_caster_s_own(db: Database, two: Made) -> None:
    glass, foundry, ana, luc = two
    with db.begin() as session:
        one = ballot(session)
        votes(session, one, ana, company_id=glass)
        votes(session, one, ana, company_id=foundry)  # entrusted
        votes(session, ballot(session, "evaluation"), ana, company_id=glass)
        assert get_member_figures(session, ana, Y2027, LATER)[Figure.VOTES] == 2
        assert get_member_figures(session, ana, Y2027, LATER)[Figure.EVALUATED] == 1
        assert not get_member_figures(session, luc, Y2027, LATER)[Figure.VOTES]
        assert [of(session, one)[Figure.VOTES] for one in (glass, foundry)] == [1, 1]
        assert get_club_figures(session, Y2027, LATER)[Figure.VOTES] == 2


def test_that_somebody_voted_counts_once_the_ballot_is_closed(db: Database, two: Made) -> None:
    glass, _, ana, _ = two
    with db.begin() as session:
        for state in ("open", "cancelled"):
            votes(session, ballot(session, state=state), ana, company_id=glass)
        next_year = ballot(session, closed_at=paris(2028, 1, 1, 0, 0))
        votes(session, next_year, ana, company_id=glass)
        assert not get_member_figures(session, ana, Y2027, LATER)[Figure.VOTES]
        assert not of(session, glass)[Figure.VOTES]
        assert get_member_figures(session, ana, span_of(2028, PARIS), LATER)[Figure.VOTES] == 1


def test_a_member_s_own_vote_stays_with_the_company_of_that_day_and_after_the_erasure(
    db: Database, two: Made
) -> None:
    glass, foundry, ana, _ = two
    with db.begin() as session:
        votes(session, ballot(session, unit="member"), ana, member_id=ana)
        change_member(session, ana, company_id=foundry)
        settle(session, NOVEMBER)
        before = [of(session, one)[Figure.VOTES] for one in (glass, foundry)]
        assert before == [1, 0]
        end_member(session, ana, "Ancien membre", PARIS, LATER)
        assert [of(session, one)[Figure.VOTES] for one in (glass, foundry)] == before


def test_hosting_is_the_company_s_and_the_offer_s_member_s(db: Database, two: Made) -> None:
    glass, _, ana, luc = two
    with db.begin() as session:
        event = holds(session, JUNE, host_company_id=glass)
        holds(session, NOVEMBER, host_company_id=glass)
        offer = {"place": "Usine", "region": "", "seats": 40, "months": "2027-06", "last_month": "2027-06"}
        words = {"room": "", "access": "", "demands": "", "wheelchair": "no", "contact": "", "made_at": MARCH}
        tied = {"member_id": ana, "company_id": glass, "state": "confirmed", "event_id": event, "schedule": 0}
        puts(session, tables.HostingOffer, **offer, **words, **tied)
        assert get_member_figures(session, ana, Y2027, LATER)[Figure.HOSTED] == 1
        assert not get_member_figures(session, luc, Y2027, LATER)[Figure.HOSTED]
        assert of(session, glass)[Figure.HOSTED] == 2
        end_member(session, ana, "Ancien membre", PARIS, LATER)
        assert of(session, glass)[Figure.HOSTED] == 2
        assert get_club_figures(session, Y2027, LATER)[Figure.HOSTED] == 2


def test_help_given_and_uses_told_count_and_outlive_their_people(db: Database, two: Made) -> None:
    glass, _, ana, luc = two
    with db.begin() as session:
        asked = {"asker_id": luc, "question": "Q", "detail": "", "seen": "chosen", "widens": True}
        end = {"state": "removed", "asked_at": MARCH, "look_at": MARCH, "publication": "none"}
        question = puts(session, tables.HelpQuestion, **asked, **end, thanks="", sentence="")
        for at, answer in ((MARCH, "met"), (MARCH, "declined")):
            row = {"question_id": question, "answer": answer, "asked_at": at, "answered_at": at, "reason": ""}
            who = ana if answer == "met" else luc
            puts(session, tables.HelpAsked, **row, member_id=who, word="", offered_self=False)
        work = {"title": "Baromètre", "folded": "barometre", "year": 2026, "link": "", "summary": ""}
        number = puts(session, tables.Work, **work, added_at=MARCH, level="members")
        use = {"work_id": number, "member_id": ana, "company_id": glass, "year": 2027, "place": "Lyon"}
        puts(session, tables.WorkUse, **use, folded="lyon", link="", cited=True, at=MARCH + timedelta(days=1))
        before = {**of(session, glass)}
        assert (before[Figure.HELPED], before[Figure.USES]) == (1, 1)
        assert not get_member_figures(session, luc, Y2027, LATER)[Figure.ASKED], "an abuse that was removed"
        end_member(session, ana, "Ancien membre", PARIS, LATER)
        assert {figure: n for figure, n in of(session, glass).items() if n} == {
            figure: n for figure, n in before.items() if n
        }
        kept = session.connection().execute(select(core(tables.KeptFigure).c.figure)).scalars().all()
        assert Figure.USES.value not in kept, "rows say it themselves"

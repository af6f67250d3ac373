"""Ballots that stand in a database of the edition before keep the rules they were opened under."""

from pathlib import Path

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, text

from club.ballots import EDITION, Grade, Method, NoOpinion, Rules, TieBreak
from club.ids import BallotId
from club.urn import publish, verify
from handlers.choosing.shared.counting import get_outcome
from storage import migrations, urns
from storage.ballots import get_ballot
from storage.database import Database

SCRIPTS = ScriptDirectory.from_config(migrations.config()).walk_revisions()
BEFORE = str(next(one.down_revision for one in SCRIPTS if "floors" in one.path))
KNOWN = {
    "id": 1,
    "title": "Choix 2026",
    "purpose": "selection",
    "method": "judgment",
    "unit": "company",
    "secrecy": "confidential",
    "seats": 1,
    "most": 99,
    "points": 10,
    "cap": 5,
    "quorum": 0,
    "proxies": 0,
    "live": False,
    "tie_break": "organisers",
    "seed": "",
    "state": "closed",
    "reason": "",
    "note": "",
    "created_at": "2026-11-02 09:00:00",
    "closed_at": "2026-11-09 09:00:00",
    "scrubbed_at": "2026-11-09 09:01:00",
    "result": '{"voters": 8, "chosen": []}',
}


@pytest.fixture
def old(tmp_path: Path) -> str:
    """An SQLite database as the edition before left it."""
    url = f"sqlite:///{tmp_path / 'old.db'}"
    engine = create_engine(url)
    with engine.connect() as connection:
        command.upgrade(migrations.config(connection), BEFORE)
        connection.commit()
    engine.dispose()
    return url


def writes(url: str, *statements: tuple[str, dict[str, object]]) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        for statement, values in statements:
            connection.execute(text(statement), values)
    engine.dispose()


def ballot(**other: object) -> tuple[str, dict[str, object]]:
    values = KNOWN | other
    names = ", ".join(values)
    return f"INSERT INTO ballot ({names}) VALUES ({', '.join(f':{one}' for one in values)})", values


def option(number: int, title: str) -> tuple[str, dict[str, object]]:
    said = "INSERT INTO ballot_option (id, ballot_id, title) VALUES (:id, 1, :title)"
    return said, {"id": number, "title": title}


def paper(number: int, marks: str) -> tuple[str, dict[str, object]]:
    said = "INSERT INTO paper (id, ballot_id, weight, marks, remarks) VALUES (:id, 1, 1, :marks, '')"
    return said, {"id": f"{number:032}", "marks": marks}


def rules_of(url: str) -> Rules:
    migrations.upgrade(url)
    db = Database(url)
    with db.read() as session:
        found = get_ballot(session, BallotId(1))
    db.dispose()
    assert found is not None
    return found.rules


def test_a_result_told_before_is_counted_and_published_as_it_was(old: str) -> None:
    """A lone “Excellent” against seven “Bien”: the rule of then lets it win, and the urn of then holds."""
    papers = [paper(0, '{"10":4,"11":3}'), *(paper(at, '{"11":3}') for at in range(1, 8))]
    writes(old, ballot(), option(10, "Chaleur fatale"), option(11, "Air comprimé"), *papers)
    assert rules_of(old).edition == 1
    db = Database(old)
    with db.read() as session:
        outcome = get_outcome(session, BallotId(1))
        assert outcome is not None
        urn = publish(outcome.ballot, urns.list_papers(session, BallotId(1)), outcome.result)
    db.dispose()
    assert (outcome.titles(outcome.result.winners), outcome.publishable) == (["Chaleur fatale"], True)
    kept = Path(__file__).parent.parent / "club" / "urns" / "lone-excellent.json"
    assert urn.replace('"id":1,', '"id":7,') == kept.read_text(encoding="utf-8")
    assert verify(urn).holds


@pytest.mark.parametrize("state", ["open", "closed", "cancelled"])
def test_an_opened_ballot_keeps_its_rules_and_its_typed_seed(old: str, state: str) -> None:
    writes(old, ballot(state=state, tie_break="draw", seed="Saint-Malo"))
    rules = rules_of(old)
    assert (rules.edition, rules.floor, rules.floor_grade) == (1, 0, None)
    assert (rules.no_opinion, rules.tie_break, rules.seed) == (NoOpinion.ASIDE, TieBreak.DRAW, "Saint-Malo")


@pytest.mark.parametrize("state", ["draft", "planned", "opening"])
def test_a_ballot_still_being_prepared_gets_the_floors_and_no_typed_seed(old: str, state: str) -> None:
    writes(old, ballot(state=state, tie_break="draw", seed="Saint-Malo"))
    rules = rules_of(old)
    assert (rules.edition, rules.floor, rules.floor_grade) == (EDITION, 1, Grade.FAIR)
    assert (rules.no_opinion, rules.seed) == (NoOpinion.REJECT, "")


def test_an_evaluation_being_prepared_goes_on_setting_missing_opinions_aside(old: str) -> None:
    writes(old, ballot(state="draft", purpose="evaluation", seats=0))
    assert rules_of(old).no_opinion is NoOpinion.ASIDE


def test_the_way_back_leaves_what_was_there(old: str) -> None:
    writes(old, ballot(method=Method.APPROVAL.value))
    migrations.upgrade(old)
    engine = create_engine(old)
    with engine.connect() as connection:
        command.downgrade(migrations.config(connection), BEFORE)
        connection.commit()
        row = dict(connection.execute(text("SELECT * FROM ballot")).mappings().one())
    engine.dispose()
    assert (row["method"], row["title"], "edition" in row) == ("approval", "Choix 2026", False)

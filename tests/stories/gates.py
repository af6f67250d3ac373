"""A visit of a site for stories: its organiser, its host and who comes, and all that is kept of it."""

import json
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import text

from club.ids import EventId
from sandbox.driver.person import Person
from sandbox.workspace import File
from storage.gate import get_gate, list_identities
from storage.people import Person as Row
from storage.people import add_company, get_person
from tests.stories.club import Club, paris
from tests.stories.said import EDIT, SEATED

TITLE, NUMBER, NATION = "Visite du four", "CNI Rhodochrosite 77", "Zembla"
BIRTH, NATIONALITY, DOCUMENT = "Date de naissance", "Nationalité", "Numéro de la pièce d’identité"
QUESTIONS, SITE = "Questions…", "Liste pour le site…"
FILL, TAKE_BACK, RECEIVE = "Remplir…", "Retirer", "Recevoir la liste"
START = paris(2027, 1, 28, 9, 30)
PREPARED = "Liste prête : à Hélène Marchal, le lundi 25 janvier 2027, 9 h"


class Gate:
    """A visit at a site: Odile organises, Hélène receives, Ana and Luc come, Eva does not."""

    def __init__(self, club: Club) -> None:
        self.club = club
        self.odile = club.joins("Odile Garnier", "ALLICE", role="organiser")
        self.helene = club.joins("Hélène Marchal", "Forges du Nord")
        self.other = club.joins("Rose Blanc", "Forges du Nord")
        self.ana, self.luc, self.eva = (club.joins(name) for name in ("Ana Berger", "Luc Roy", "Eva Nord"))
        with club.prime.services.db.begin() as session:
            company = add_company(session, "Forges du Nord")
        self.event: EventId = club.plans(TITLE, starts=START, host_company_id=company)
        for one in (self.ana, self.luc):
            one.types("/prime rsvp visite oui")
            one.sees(SEATED)

    def prepares(self) -> None:
        self.club.later(seconds=2)
        self.odile.types("/prime activite")
        self.odile.clicks(QUESTIONS)
        self.odile.clicks(SITE)
        for column in (BIRTH, NATIONALITY, DOCUMENT):
            self.odile.ticks(column)
        self.odile.fills("À qui ?", "Hélène Marchal")
        self.odile.submits()
        assert not self.odile.errors()
        self.odile.sees(PREPARED)
        self.odile.closes()

    def says(self, person: Person) -> None:
        person.opens_dm()
        person.clicks(FILL)
        person.fills({BIRTH: date(1980, 5, 17), NATIONALITY: NATION, DOCUMENT: NUMBER})
        person.submits()

    def asked(self) -> None:
        self.prepares()
        self.comes(19)

    def comes(self, day: int) -> None:
        """That day begins, and the next, when what may wait is told."""
        self.club.at(paris(2027, 1, day, 9, 31))
        self.club.at(paris(2027, 1, day + 1, 9, 1))

    def handed_over(self) -> None:
        self.asked()
        self.says(self.ana)
        self.club.at(paris(2027, 1, 25, 9, 1))

    def member(self, name: str) -> Row:
        with self.club.prime.services.db.read() as session:
            found = get_person(session, self.club.members[name])
        assert found is not None
        return found

    def rows_of(self, person: Person) -> list[list[object]]:
        """The newest list that somebody has, without its title."""
        person.opens_dm()
        name, content = [one for one in person.files() if one[0].endswith(".xlsx")][-1]
        assert name.startswith("2027-01-28-")
        return self.cells(content)[1:]

    def cells(self, content: bytes) -> list[list[object]]:
        """All that a list has, as openpyxl reads it."""
        sheet = load_workbook(BytesIO(content)).active
        assert sheet is not None
        return [list(row) for row in sheet.iter_rows(values_only=True)]

    def lists(self) -> list[File]:
        """Those that Slack has, or had."""
        known = self.club.box.workspace.files.values()
        return [one for one in known if one.name.endswith((".xlsx", ".pdf"))]

    def hosted_by(self, company: str) -> None:
        self.odile.types("/prime activite")
        self.odile.clicks(EDIT)
        self.odile.fills("Entreprise d’accueil", company)
        self.odile.submits()

    def said(self) -> int:
        with self.club.prime.services.db.read() as session:
            return len(list_identities(session, self.event))

    def everything(self) -> str:
        """Every row of every table."""
        tables = [table for table in self._tables() if not table.startswith("sqlite_")]
        with self.club.prime.services.db.read() as session:
            rows = {
                table: [list(row) for row in session.connection().execute(text(f'SELECT * FROM "{table}"'))]
                for table in tables
            }
        return json.dumps(rows, default=str, ensure_ascii=False)

    def in_files(self, secret: str) -> bool:
        """Whether the database's files still hold it: SQLite's with its log, PostgreSQL's relations."""
        database = self.club.prime.services.db
        if not database.sqlite:
            return secret.encode() in self._relations()
        path = Path(str(database.engine.url.database))
        return any(secret.encode() in file.read_bytes() for file in path.parent.glob(f"{path.name}*"))

    def _relations(self) -> bytes:
        with self.club.prime.services.db.begin() as session:
            connection = session.connection()
            connection.execute(text("CHECKPOINT"))
            kept = "relnamespace IN ('public'::regnamespace, 'pg_toast'::regnamespace)"
            found = text(
                "SELECT pg_read_binary_file(path, 0, 100000000, true) FROM (SELECT pg_relation_filepath(oid)"
                f" AS path FROM pg_class WHERE relkind IN ('r', 'i', 't') AND {kept}) AS held"
            )
            return b"".join(bytes(one) for one in connection.execute(found).scalars() if one)

    def _tables(self) -> list[str]:
        sqlite = self.club.prime.services.db.sqlite
        known = (
            "SELECT name FROM sqlite_master WHERE type = 'table'"
            if sqlite
            else "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
        )
        with self.club.prime.services.db.read() as session:
            return [str(row[0]) for row in session.connection().execute(text(known))]


@pytest.fixture
def gate(club: Club) -> Gate:
    return Gate(club)


def version(gate: Gate) -> int:
    with gate.club.prime.services.db.read() as session:
        found = get_gate(session, gate.event)
    return found.version if found else 0

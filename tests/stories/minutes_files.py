"""Minutes that come as a file: how they are handed over, and what is kept of them."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from sandbox.driver.person import Person
from storage.invariants import find_broken
from storage.minutes import CONTENT, FILE
from tests.stories.club import Club
from tests.stories.minutes import DEPOSIT, READ, TEXT, TITLE, Held
from tests.stories.said import TEXT_FIELD

FIELD, GET, KEEP, ADD = "Fichier", "Recevoir le fichier", "Garder ce fichier", "Ajouter le fichier…"
PDF, OTHER = b"%PDF-1.7\nDecided: a study.\n%%EOF", b"%PDF-1.7\nDecided: two studies.\n%%EOF"
NAME = "compte rendu.pdf"
SHOWN = "📎 compte rendu.pdf (1 Ko)"
COMES = "⏳ Le fichier arrive par message direct."
REPLACED = "⏳ Ce fichier a été remplacé : l’actuel arrive en message direct."
NO_FILE = "Ce compte rendu n’a plus de fichier"
NOT_YOURS = "Ce compte rendu est réservé aux personnes présentes ou excusées."
NOTHING = "Rien n’est déposé."


@pytest.fixture
def held(club: Club) -> Held:
    """As ever, and Prime may read files."""
    club.box.grant("files:read")
    return Held(club)


def opens(held: Held) -> Person:
    held.club.later(seconds=5)
    held.odile.types("/prime compte-rendu")
    held.odile.clicks(DEPOSIT, within=TITLE)
    return held.odile


def deposits(held: Held, content: bytes = PDF, name: str = NAME, more: dict[str, str] | None = None) -> None:
    """The first version, with a file."""
    opens(held)
    held.odile.fills({FIELD: (name, content), **(more or {})})
    held.odile.submits()
    held.club.settle()


def revises(
    held: Held, *, keep: bool = True, file: tuple[str, bytes] | None = None, text: str = TEXT
) -> None:
    """The next version, from the form as the sandbox shows it."""
    held.club.later(seconds=5)
    form(held)
    if not keep:
        held.odile.ticks(KEEP)
    held.odile.fills({TEXT_FIELD: text, FIELD: file})
    held.odile.submits()
    held.club.settle()
    while held.odile.modal:
        held.odile.closes()


def form(held: Held) -> None:
    """The form of the version that follows."""
    held.odile.types("/prime compte-rendu")
    held.odile.clicks(READ, within=TITLE)
    held.odile.clicks("Nouvelle version…")


def kept(held: Held) -> list[tuple[int, str]]:
    """Every version's file, and how often its bytes are kept."""
    with held.club.prime.services.db.read() as session:
        rows = session.connection().execute(FILE.select().order_by(FILE.c.minutes_id)).all()
        count = len(session.connection().execute(CONTENT.select()).all())
        assert [*broken_ones(held)] == []
    return [(count, row.name) for row in rows]


def broken_ones(held: Held) -> list[str]:
    return [one.name for one in find_broken(held.club.prime.services.db, held.club.clock.now())]


def of_minutes(person: Person) -> list[tuple[str, bytes]]:
    """What somebody was sent, but for calendar files."""
    return [one for one in person.files() if not one[0].endswith(".ics")]


def office(*names: str) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w") as into:
        for name in names:
            into.writestr(name, "x")
    return made.getvalue()

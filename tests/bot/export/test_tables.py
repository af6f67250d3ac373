"""The directory as JSON and as CSV."""

import csv
import json
from collections.abc import Sequence

from bot.export.tables import csv_of, json_of
from club.publication import PublicEntry
from handlers.words import Words
from tests.bot.export.conftest import DAY, HOSTILE, LOGO


def test_json_cites_allice_and_holds_no_ids_of_the_program(
    entries: Sequence[PublicEntry], words: Words
) -> None:
    held = json.loads(json_of(entries, DAY, words))
    assert (held["source"], held["date"]) == ("ALLICE, Club PRIME", "2027-01-15")
    assert [one["name"] for one in held["companies"]][1:] == [
        "Énergies du Val",
        "Sucrerie Delmotte",
        "Verrerie Ardoin",
    ]
    assert held["companies"][3] == {
        "name": "Verrerie Ardoin",
        "activity": "Bouteilles, œuvres en verre",
        "sector": {"id": "glass", "fr": "Verre", "en": "Glass"},
        "sites": ["Lyon", "Mâcon"],
        "website": None,
        "logo": LOGO,
        "contact": None,
    }
    assert held["companies"][1]["contact"] == {"name": None, "email": "contact@val.example"}


def test_no_cell_of_the_csv_file_is_a_formula(entries: Sequence[PublicEntry], words: Words) -> None:
    text = csv_of(entries, words["fr"])
    assert text.startswith("\ufeffEntreprise;Activité;Secteur;")
    rows = list(csv.reader(text.removeprefix("\ufeff").splitlines(keepends=True), delimiter=";"))
    assert len(rows) == 5
    hostile = rows[1]
    assert hostile[0] == "'" + HOSTILE.name
    assert hostile[1].startswith("'@SUM")
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]

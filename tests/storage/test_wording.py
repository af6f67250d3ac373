"""Lists found by words: what begins so, in the list's order, on its shelves, and no more than the first."""

import pytest

from storage.database import Database
from storage.wording import MOST, WordedEntry, find, put, remove, typed, words_in

TEXTS = {
    1: "Récupérer la chaleur fatale des fours",
    2: "Vapeur (basse pression), l’énergie perdue",
    3: "Chaleur et vapeur : retours d’expérience",
    4: "anne.morel@acme.fr Jean-Pierre",
}


@pytest.fixture
def filled(db: Database) -> Database:
    with db.begin() as session:
        put(session, "topic", [WordedEntry(one, text) for one, text in TEXTS.items()])
        put(session, "member", [WordedEntry(9, "Chaleur")])
    return db


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("chaleur", [1, 3]),
        ("CHAL", [1, 3]),
        ("chaleur vap", [3]),
        ("vap chaleur", [3]),
        ("(basse", [2]),
        ("energie", [2]),
        ("acme", [4]),
        ("anne.morel@ac", [4]),
        ("pierre", [4]),
        ("jean-p", [4]),
        ("aleur", []),
        ("chaleur froid", []),
        ("%", []),
    ],
)
def test_every_word_begins_one_of_the_entry(filled: Database, said: str, found: list[int]) -> None:
    with filled.read() as session:
        assert find(session, "topic", typed(said)).ids == found
        assert find(session, "topic", typed(said), newest=True).ids == found[::-1]


def test_entries_are_in_the_order_of_their_places_and_leave_with_them(db: Database) -> None:
    with db.begin() as session:
        put(
            session,
            "member",
            [
                WordedEntry(1, "Roy", place="b"),
                WordedEntry(2, "Roy", place="a"),
                WordedEntry(3, "Roy", place="é"),
            ],
        )
        assert find(session, "member", ["roy"]).ids == [2, 1, 3]
        put(session, "member", [WordedEntry(2, "Morel", place="z")], gone=[3])
        assert find(session, "member", ["roy"]).ids == [1]
        remove(session, "member", [1])
        assert find(session, "member", ["roy"]).ids == []


def test_shelves_are_looked_through_together(db: Database) -> None:
    with db.begin() as session:
        put(session, "topic", [WordedEntry(n, "Gaz", shelf="open" if n % 2 else "shut") for n in range(1, 7)])
        assert find(session, "topic", ["gaz"], ["open"], newest=True).ids == [5, 3, 1]
        assert find(session, "topic", ["gaz"], ["open", "shut"], newest=True).ids == [6, 5, 4, 3, 2, 1]
        assert find(session, "topic", ["gaz"], []).ids == []


def test_the_rarest_word_is_gone_along_and_the_first_are_found(db: Database) -> None:
    with db.begin() as session:
        common = [WordedEntry(n, "énergie" if n % 50 else "énergie rare") for n in range(1, 501)]
        put(session, "topic", common)
        assert find(session, "topic", ["energie", "rare"]).ids == list(range(50, 501, 50))
        assert find(session, "topic", ["energie"]) == (list(range(1, MOST + 1)), MOST)
        assert find(session, "topic", ["ener"], offset=95, limit=10) == (list(range(96, 101)), MOST)
        assert find(session, "topic", ["energie", "rare"], offset=9, limit=5) == ([500], 10)


def test_a_word_is_found_from_wherever_a_part_of_it_begins() -> None:
    assert {"energie,", "2027"} <= words_in("L’Énergie, 2027")
    assert typed("« - (Vapeur, jean-Pierre »") == ["vapeur", "jean-pierre"]

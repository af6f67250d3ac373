"""Searching the directory: one table of what is found, passed alike by both engines."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from club.directory import Audience, Detail, Field, Visibility
from club.ids import MemberId
from storage.database import Database
from storage.indexing import fill_if_empty, index_name, rebuild, reindex
from storage.people import Membership, add_company, add_member, change_member
from storage.profiles import save_profile_details
from storage.search import MOST, Vocabulary, search
from storage.session import Session
from storage.tables import Word, core

NOW = datetime(2027, 1, 4, 8, 0, tzinfo=UTC)
ALL, CLUB, SELF = Visibility.MEMBERS, Visibility.ORGANISERS, Visibility.NOBODY

PEOPLE: dict[str, tuple[str, str, dict[Field, tuple[str, Visibility]]]] = {
    "Ana Berger": ("Verrerie Ardoin", "Directrice technique", {Field.EXPERTISE: ("Chaleur fatale", ALL)}),
    "Jean-Pierre Lebœuf": (
        "Forges de l’Yonne",
        "Responsable achats",
        {Field.CAREER: ("Machines-outils", ALL)},
    ),
    "Chloé Martin": ("L’Oréane", "Ingénieure procédés", {Field.EXPERTISE: ("Œuvres, R&D, e-commerce", ALL)}),
    "Paul Martinez": ("Martin SA", "Chef de projet", {Field.EXPERTISE: ("Hydrogène", CLUB)}),
    "Léa Ardoin": (
        "Forges de l’Yonne",
        "",
        {Field.CAREER: ("Chaleur", ALL), Field.EXPERTISE: ("Secret", SELF)},
    ),
    "Žofie O’Neil": ("北京 Glas", "", {}),
}

FOUND = {
    "ana": ["Ana Berger"],
    "ANA BERGER": ["Ana Berger"],
    "berger ana": ["Ana Berger"],
    # Accents, case, ligatures
    "chloe": ["Chloé Martin"],
    "CHLOÉ": ["Chloé Martin"],
    "lea": ["Léa Ardoin"],
    "leboeuf": ["Jean-Pierre Lebœuf"],
    "LEBŒUF": ["Jean-Pierre Lebœuf"],
    "oeuvre": ["Chloé Martin"],
    "œuvres": ["Chloé Martin"],
    "zofie": ["Žofie O’Neil"],
    "procedes": ["Chloé Martin"],
    "北京": ["Žofie O’Neil"],
    # Hyphens, apostrophes, &
    "jean-pierre": ["Jean-Pierre Lebœuf"],
    "jean pierre": ["Jean-Pierre Lebœuf"],
    "jeanpierre": ["Jean-Pierre Lebœuf"],
    "machine-outil": ["Jean-Pierre Lebœuf"],
    "machines outils": ["Jean-Pierre Lebœuf"],
    "ecommerce": ["Chloé Martin"],
    "l'oréane": ["Chloé Martin"],
    "loreane": ["Chloé Martin"],
    "R&D": ["Chloé Martin"],
    "rd": ["Chloé Martin"],
    "oneil": ["Žofie O’Neil"],
    "o'neil": ["Žofie O’Neil"],
    # Beginnings
    "chal": ["Ana Berger", "Léa Ardoin"],
    "berg verr": ["Ana Berger"],
    "ana dir tech": ["Ana Berger"],
    # Ranks: names, then expertise, then work, then career; whole words before beginnings
    "martin": ["Chloé Martin", "Paul Martinez"],
    "ardoin": ["Léa Ardoin", "Ana Berger"],
    "chaleur": ["Ana Berger", "Léa Ardoin"],
    # Nobody, and what only others see
    "xyzzyx": [],
    "hydrogene": [],
    "secret": [],
    "ana martin": [],
    "": [],
    "!!! *** ((( \" ' -- 🔥": [],
}

CORRECTED = {
    "chalur": ("chaleur", ["Ana Berger", "Léa Ardoin"]),
    "chaluer": ("chaleur", ["Ana Berger", "Léa Ardoin"]),
    "berher": ("berger", ["Ana Berger"]),
    "bergger": ("berger", ["Ana Berger"]),
    "ana berher": ("ana berger", ["Ana Berger"]),
    "marton": ("martin", ["Chloé Martin", "Paul Martinez"]),
    "jean-pirre": ("jean pierre", ["Jean-Pierre Lebœuf"]),
    "lebeuf": ("leboeuf", ["Jean-Pierre Lebœuf"]),
    "hydrogenne": ("", []),
    "secrets": ("", []),
}

HOSTILE = [
    '"',
    '""" OR """',
    "a* OR b*",
    "NEAR(ana berger, 2)",
    "names : ana",
    "-ana +berger ^x",
    "'; DROP TABLE member; --",
    "ana & berger | !x <-> y:*",
    "\\' \\x00 \x00 %_%",
    "{}[]()~@#$^",
    "🔥👩‍🔬 :fire: 🇫🇷",
    "x" * 3000,
    "ana " * 750,
    "é̀̂" * 1000,
    "=ana",
]


def furnish(session: Session) -> dict[str, MemberId]:
    """Everybody of the table, admitted."""
    ids = {}
    for name, (company, function, details) in PEOPLE.items():
        ids[name] = add_member(session, name, company_id=add_company(session, company))
        kept = {field: Detail(value, shown) for field, (value, shown) in details.items()}
        save_profile_details(session, ids[name], function, kept, NOW)
    return ids


@pytest.fixture
def db(database_url: str) -> Iterator[Database]:
    made = Database(database_url)
    yield made
    made.dispose()


@pytest.fixture
def ids(db: Database) -> dict[str, MemberId]:
    with db.begin() as session:
        return furnish(session)


def names_found(
    db: Database, ids: dict[str, MemberId], typed: str, audience: Audience = Audience.MEMBERS
) -> tuple[str, list[str]]:
    """What was searched instead, and who was found, in order."""
    with db.read() as session:
        found = search(session, Vocabulary(), audience, typed)
    by_id = {member_id: name for name, member_id in ids.items()}
    return found.corrected, [by_id[one] for one in found.ids]


def test_the_table_of_accents_ligatures_hyphens_beginnings_and_ranks(
    db: Database, ids: dict[str, MemberId]
) -> None:
    assert {typed: names_found(db, ids, typed)[1] for typed in FOUND} == FOUND


def test_the_table_of_typos(db: Database, ids: dict[str, MemberId]) -> None:
    assert {typed: names_found(db, ids, typed) for typed in CORRECTED} == CORRECTED


def test_organisers_find_what_is_shown_to_them_and_nobody_what_is_shown_to_none(
    db: Database, ids: dict[str, MemberId]
) -> None:
    assert names_found(db, ids, "hydrogene", Audience.ORGANISERS) == ("", ["Paul Martinez"])
    assert names_found(db, ids, "hydrogenne", Audience.ORGANISERS) == ("hydrogene", ["Paul Martinez"])
    assert names_found(db, ids, "secret", Audience.ORGANISERS) == ("", [])


@pytest.mark.parametrize("typed", HOSTILE)
def test_odd_searches_are_searches_like_any_other(db: Database, ids: dict[str, MemberId], typed: str) -> None:
    for audience in Audience:
        names_found(db, ids, typed, audience)
    assert names_found(db, ids, "ana")[1] == ["Ana Berger"]


def test_the_index_follows_every_change_in_its_transaction(db: Database, ids: dict[str, MemberId]) -> None:
    ana = ids["Ana Berger"]
    with db.begin() as session:
        change_member(session, ana, name="Ana Fontaine", function="Présidente")
    assert names_found(db, ids, "berger") == ("", [])
    assert names_found(db, ids, "fontaine presidente")[1] == ["Ana Berger"]
    with db.begin() as session:
        details = {Field.EXPERTISE: Detail("Chaleur fatale", SELF)}
        save_profile_details(session, ana, "Présidente", details, NOW)
    assert names_found(db, ids, "fatale") == ("", [])
    with db.begin() as session:
        change_member(session, ana, state=Membership.SUSPENDED.value)
    assert names_found(db, ids, "fontaine") == ("", [])
    with db.begin() as session:
        change_member(session, ana, state=Membership.ADMITTED.value)
        session.rollback()
    assert names_found(db, ids, "fontaine") == ("", [])


def test_words_that_leave_the_index_leave_the_vocabulary(db: Database, ids: dict[str, MemberId]) -> None:
    with db.begin() as session:
        change_member(session, ids["Ana Berger"], state=Membership.LEFT.value)
        word = core(Word)
        left = set(session.connection().execute(word.select().with_only_columns(word.c.word)).scalars())
    assert {"ana", "berger", "fatale"}.isdisjoint(left)
    assert {"ardoin", "chaleur"} <= left


def test_a_vocabulary_read_before_proposes_nothing_that_is_no_longer_found(
    db: Database, ids: dict[str, MemberId]
) -> None:
    vocabulary = Vocabulary()
    with db.read() as session:
        assert search(session, vocabulary, Audience.MEMBERS, "fatalle").corrected == "fatale"
    with db.begin() as session:
        save_profile_details(session, ids["Ana Berger"], "", {}, NOW)
        added = add_member(session, "Fanny Fatalo")
    with db.read() as session:
        found = search(session, vocabulary, Audience.MEMBERS, "fatalle")
    assert (found.corrected, found.ids) == ("", ())
    with db.read() as session:
        assert search(session, vocabulary, Audience.MEMBERS, "fattalo").ids == [added]


def test_an_index_built_anew_finds_the_same(db: Database, ids: dict[str, MemberId]) -> None:
    with db.begin() as session:
        for audience in Audience:
            session.connection().execute(text(f"DELETE FROM {index_name(audience)}"))
        session.connection().execute(core(Word).delete())
    assert names_found(db, ids, "ana") == ("", [])
    with db.begin() as session:
        fill_if_empty(session)
    assert {typed: names_found(db, ids, typed)[1] for typed in FOUND} == FOUND
    with db.begin() as session:
        rebuild(session)
        reindex(session, ids.values())
    assert {typed: names_found(db, ids, typed) for typed in CORRECTED} == CORRECTED


def test_a_very_common_word_is_bounded_and_names_still_come_first(db: Database) -> None:
    with db.begin() as session:
        company = add_company(session, "Dupont")
        for number in range(MOST + 30):
            add_member(session, f"Membre {number}", company_id=company)
        dupont = add_member(session, "Aline Dupont")
    with db.read() as session:
        found = search(session, Vocabulary(), Audience.MEMBERS, "dupont")
    assert len(found.ids) == MOST
    assert found.ids[0] == dupont

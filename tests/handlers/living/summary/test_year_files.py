"""The table, the picture and the page: what they say, what they hide, how they are read aloud."""

import csv
from dataclasses import replace
from io import StringIO
from xml.etree import ElementTree

import pytest
from sqlalchemy import insert

from club.ids import SlackId
from club.summary import Figure
from handlers.kit.csv import BYTE_ORDER_MARK
from handlers.kit.drawing import LONGEST_ALT
from handlers.kit.positions import ListPosition
from handlers.kit.services import Services
from handlers.living.summary import export, ids, page, picture, service, views
from handlers.living.summary.reading import Meeting, read_meeting, read_table
from handlers.living.summary.words import LABELS, LINES, phrase
from storage.database import Database
from storage.people import COMPANY, get_person_by_slack
from tests.handlers.living.summary.year_lived import FORMULA, GLASS, NOW, populate, services

Rows = list[list[str]]


@pytest.fixture
def made(db: Database) -> Services:
    with db.begin() as session:
        populate(session)
    return services(db)


def table(made: Services, language: str = "fr") -> Rows:
    with made.db.read() as session:
        sent = export.file_of(made.words.for_locale(language), read_table(session, made, 2027, NOW))
    text = sent.decode().removeprefix(BYTE_ORDER_MARK)
    return list(csv.reader(StringIO(text), delimiter=";"))


def meeting(made: Services, year: int = 2027) -> Meeting:
    with made.db.read() as session:
        return read_meeting(session, made, year, NOW)


def test_the_table_has_each_company_by_name_and_then_the_club(made: Services) -> None:
    head, *rows = table(made)
    assert [row[0] for row in rows] == [f"'{FORMULA}", GLASS, "Tout le club"]
    glass, club = (dict(zip(head, row, strict=True)) for row in (rows[1], rows[2]))
    assert glass["Présences aux activités"] == club["Présences aux activités"] == "1"
    assert rows[0][head.index("Sans réponse")] == "1"
    assert club["Sans réponse"] == "1"


def test_of_dues_the_table_says_a_state_and_no_amount(made: Services) -> None:
    rows = table(made)[1:]
    assert [row[-1] for row in rows] == ["", "Cotisation appelée", ""]
    assert not {"1200", "1000", "SECRETREF", "1200.00"} & {cell for row in rows for cell in row}


def test_nothing_names_a_person(made: Services) -> None:
    shown = meeting(made)
    t = made.words.for_locale("fr")
    said = [str(table(made)), page.document(t, shown, NOW).decode(), picture.in_words(t, shown)]
    assert [one for one in said if "SECRETNAME" in one or "Bo;" in one] == []


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_page_is_whole_typed_words_are_text_and_the_year_before_stands_beside(
    made: Services, language: str
) -> None:
    text = page.document(made.words.for_locale(language), meeting(made), NOW).decode()
    assert "<b>" not in text
    assert "&lt;b&gt;" in text
    assert f'<html lang="{language}">' in text
    assert "http" not in text.replace("http-equiv", "")
    assert "<script" not in text
    assert '<th scope="col">2026</th><th scope="col">2027</th>' in text
    assert "Vapeur" in text
    body = text[text.index("<header>") : text.index("</body>")]
    ElementTree.fromstring(f"<body>{body}</body>")


def test_of_companies_the_page_names_only_who_hosted(made: Services) -> None:
    shown = meeting(made)
    assert shown.hosts == [GLASS]
    text = page.document(made.words.for_locale("fr"), shown, NOW).decode()
    assert FORMULA not in text
    assert text.count(GLASS) == 1


def test_a_year_with_nothing_has_a_page_too(db: Database) -> None:
    made = services(db)
    text = page.document(made.words.for_locale("fr"), meeting(made), NOW).decode()
    assert "Aucune activité n’a eu lieu." in text
    assert '<ul class="tiles">' not in text
    drawn = picture.draw(made.words.for_locale("fr"), meeting(made))
    assert drawn.startswith(b"\x89PNG")


def test_the_picture_says_in_words_what_it_shows(made: Services) -> None:
    said = picture.in_words(made.words.for_locale("fr"), meeting(made)).replace("\u00a0", " ")
    assert said.startswith("Bilan 2027 du club, à ce jour · 2 entreprises ; Présences aux activités 1 ;")
    assert len(said) <= LONGEST_ALT
    assert picture.draw(made.words.for_locale("fr"), meeting(made)).startswith(b"\x89PNG")


def test_every_figure_has_its_label_its_phrase_and_its_line(made: Services) -> None:
    assert {*LABELS} == {*Figure} == {figure for line in LINES for figure in line}
    for t in made.words.by_language.values():
        assert all(phrase(t, figure, n) for figure in Figure for n in (0, 1, 2, 1200))


def test_five_hundred_companies_are_shown_five_at_a_time_and_all_in_the_table(db: Database) -> None:
    made = services(db)
    with db.begin() as session:
        rows = [{"name": f"Société {n:03}", "folded": f"societe {n:03}", "weight": 1} for n in range(500)]
        session.connection().execute(insert(COMPANY), rows)
    last = service.listing(made, ListPosition(ids.LIST, of=2027, page=9999), NOW)
    assert (last.page.total, last.page.position.number) == (500, 99)
    shown = views.listing(made.words.for_locale("fr"), last)
    assert len(shown.blocks) < 20
    assert "Société 499" in str(shown.blocks)
    assert len(table(made)) == 502


def test_no_button_says_whose_year_it_shows(made: Services) -> None:
    with made.db.read() as session:
        ana = get_person_by_slack(session, SlackId("U1"))
    assert ana is not None
    year, figures = service.own(made, ana, 2027, NOW)
    shown = views.mine(made.words.for_locale("fr"), year, figures, ana.company_id, organiser=False)
    row = next(block for block in shown.blocks if block["type"] == "actions")
    assert [one.get("value") for one in row["elements"]] == [None, "2027"]


def test_a_company_that_is_not_one_s_own_cannot_be_asked_for(made: Services) -> None:
    with made.db.read() as session:
        ana, bo = (get_person_by_slack(session, SlackId(one)) for one in ("U1", "U2"))
    assert ana is not None
    assert bo is not None
    for person, name in ((ana, GLASS), (bo, FORMULA)):
        found = service.company_of(made, person, 2027, NOW)
        assert found is not None
        assert found[1].name == name
    assert service.company_of(made, replace(ana, company_id=None), 2027, NOW) is None

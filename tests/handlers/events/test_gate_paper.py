"""The list for a gate on paper, read back: everybody once, in their order, on numbered pages, nothing cut."""

from dataclasses import replace
from datetime import timedelta

import pytest

from club.events import Event, EventKind, EventState
from club.gate import GateField
from club.ids import CompanyId, EventId
from handlers.events.gate import paper
from handlers.kit.drawing import fitted, width_of
from handlers.words import Translator, load
from storage.gate import GateLine
from tests.pdf import pages_of
from tests.stories.club import PARIS, paris

START = paris(2027, 1, 28, 9, 30)
LONG = "Compagnie générale des aciéries électriques et laminoirs réunis de la Haute-Vallée-de-la-Moselle"
WORD = "Wolfeschlegelsteinhausenbergerdorff" * 2
FORUM = Event(
    *(EventId(7), "Visite du four", EventKind.FORUM, START, START + timedelta(hours=7), START, None),
    EventState.PUBLISHED,
    place="12 rue des Forges, Florange",
    host_company_id=CompanyId(2),
    host_company="Forges du Nord",
)


@pytest.fixture(params=["fr", "en"])
def t(request: pytest.FixtureRequest) -> Translator:
    return load(PARIS)[request.param]


def people(n: int) -> list[GateLine]:
    """Some with names that no line holds, in eleven companies."""
    return [
        GateLine(
            *(f"m{one}", one, f"{WORD} {one:03}" if one % 7 == 0 else f"Ana-{one:03} Berger"),
            *(LONG if one % 11 == 0 else f"Verrerie {one % 11:02}", 1, None),
        )
        for one in range(1, n + 1)
    ]


def shown(pages: list[str]) -> str:
    """All words, without what wrapping put between them."""
    return "".join("".join(pages).split())


def test_three_hundred_people_stand_on_numbered_pages_each_once_and_company_by_company(t: Translator) -> None:
    said = {
        f"m{one}": {GateField.BIRTH_DATE: "1980-05-17", GateField.ID_NUMBER: f"CNI{one:05}"}
        for one in range(1, 301)
    }
    fields = list(GateField)
    pages = pages_of(paper.paper_of(t, FORUM, "Version 1.", fields, people(300), said))
    assert len(pages) > 5
    for number, page in enumerate(pages, 1):
        lines = [line.replace("\xa0", " ") for line in page.split("\n")]
        assert lines[0] == "Visite du four"
        assert t("Page {n} of {total}", n=number, total=len(pages)) in lines
        assert lines[-1] == "Version 1."
        assert "".join(t("Birth date").split()) in shown([page])
    whole = shown(pages)
    for one in range(1, 301):
        assert whole.count(f"CNI{one:05}") == 1
        assert whole.count(f"{WORD}{one:03}" if one % 7 == 0 else f"Ana-{one:03}Berger") == 1
    assert whole.count("17/05/1980") == 300
    companies = [line for page in pages for line in page.split("\n") if line.startswith("Verrerie ")]
    assert companies == sorted(companies)
    assert len(companies) == sum(one % 11 != 0 for one in range(1, 301))
    assert whole.count("".join(LONG.split())) == 27


def test_a_long_title_and_nobody_expected_are_a_page_too(t: Translator) -> None:
    long = replace(FORUM, title=f"{LONG}, {LONG}")
    (page,) = pages_of(paper.paper_of(t, long, LONG * 3, [], [], {}))
    assert "".join(f"{LONG}, {LONG}".split()) in shown([page])


def test_whoever_was_erased_keeps_their_number_and_what_is_typed_is_no_formula(t: Translator) -> None:
    lines = [GateLine("m1", 1, "", "Verrerie", 1, None), GateLine("m2", 2, "$x^2$ (Ana)\\", "B", 1, None)]
    (page,) = pages_of(paper.paper_of(t, FORUM, "", [], lines, {}))
    assert t("somebody who left the club") in page
    assert "$x^2$ (Ana)\\" in page


@pytest.mark.parametrize("bold", [False, True])
def test_no_line_is_wider_than_its_column_and_nothing_is_lost(*, bold: bool) -> None:
    for words in (LONG, WORD * 3, "a", "", f"{LONG} {WORD} {LONG}", "W" * 200):
        lines = fitted(words, 1.1, 9, bold=bold)
        assert "".join("".join(lines).split()) == "".join(words.split())
        assert all(width_of(line, 9, bold=bold) <= 1.1 for line in lines)

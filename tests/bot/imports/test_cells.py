"""Cells as other programs write them: addresses, ids, names, numbers, dates."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from handlers.imports import cells, dates, names
from handlers.imports.parse import parse_events, parse_members
from handlers.imports.wrong import CellError

PARIS = ZoneInfo("Europe/Paris")
HALF_PAST_NINE = datetime(2027, 1, 14, 8, 30, tzinfo=UTC)
HEAD = "nom;courriel;entreprise\n"


@pytest.mark.parametrize(
    "cell",
    [
        "mailto:nora.vidal@ardoin.example",
        "mailto:nora.vidal@ardoin.example?subject=Bonjour",
        "Nora Vidal <nora.vidal@ardoin.example>",
        "<Nora.Vidal@Ardoin.example>",
        "nora.vidal@ardoin.example\u200b",
        "\u2060nora.vidal@ardoin.example",
        "\ufeffnora.vidal@ardoin.example",
        "nora.vi\u00addal@ardoin.example",
        "\u202anora.vidal@ardoin.example\u202c",
        "nora.vidal@ardoin.example\u00a0",
        "ｎｏｒａ．ｖｉｄａｌ＠ａｒｄｏｉｎ．ｅｘａｍｐｌｅ",
    ],
)
def test_an_address_is_the_same_however_it_was_copied(cell: str) -> None:
    parsed = parse_members(f'{HEAD}Nora Vidal;"{cell}";Ardoin\n')
    assert parsed.faults == []
    assert parsed.rows[0].email == "nora.vidal@ardoin.example"


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("nora@ardoin.example, jo@ardoin.example", "holds several addresses; write one"),
        ("nora.vidal@ardoin.éxample", "holds “é”; an address has plain letters"),
        ("nora vidal@ardoin.example", "is no e-mail address; write name@company.fr"),
        ("nora@ardoin", "is no e-mail address"),
        ("nora..vidal@ardoin.example", "is no e-mail address"),
        ("nora@ardoin.example.", "is no e-mail address"),
        ("nоra@ardoin.example", "holds “о”"),  # a Cyrillic letter
    ],
)
def test_an_address_that_cannot_be_one_is_refused(cell: str, reason: str) -> None:
    with pytest.raises(CellError) as wrong:
        names.email(cell)
    assert reason in str(wrong.value)


@pytest.mark.parametrize(
    "cell",
    [
        "U0NORA",
        "u0nora",
        "<@U0NORA>",
        "<@U0NORA|nora>",
        "@U0NORA",
        "https://prime.slack.com/team/U0NORA",
        "Ｕ０ＮＯＲＡ",
    ],
)
def test_a_slack_id_is_read_from_what_slack_copies(cell: str) -> None:
    assert names.slack_id(cell) == "U0NORA"


@pytest.mark.parametrize("cell", ["@nora", "@ursula", "ursula", "nora", "C0NORA", "U"])
def test_a_name_is_no_slack_id(cell: str) -> None:
    with pytest.raises(CellError):
        names.slack_id(cell)


@pytest.mark.parametrize(
    ("header", "line", "name"),
    [
        ("nom;prénom", "Vidal;Nora", "Nora Vidal"),
        ("nom;prénom", "VIDAL;Nora", "Nora Vidal"),
        ("first name;last name", "Nora;LE GOFF-D’ARC", "Nora Le Goff-d’Arc"),
        ("prénom;nom de famille", "JEAN-LUC;DE LA TOUR", "Jean-Luc de La Tour"),
        ("nom complet;prénom", "Nora Vidal;Nora", "Nora Vidal"),
        ("nom;prénom", "Martin;Martin", "Martin Martin"),
        ("nom", "VIDAL Nora", "Nora Vidal"),
        ("nom", "Nora VIDAL", "Nora Vidal"),
        ("nom", "JP Martin", "JP Martin"),
        ("nom", "NORA VIDAL", "NORA VIDAL"),
        ("nom", "No\u200bra\u00a0\u00adVidal", "Nora Vidal"),
    ],
)
def test_a_name_is_read_from_one_column_or_two(header: str, line: str, name: str) -> None:
    parsed = parse_members(f"{header};courriel\n{line};nora@ardoin.example\n")
    assert parsed.faults == []
    assert parsed.rows[0].name == name


@pytest.mark.parametrize("name", ["Ren? Vidal", "nora@ardoin.example", "--", "42", "Nora \ue000"])
def test_what_is_no_name_of_a_person_is_refused(name: str) -> None:
    parsed = parse_members(f"{HEAD}{name};nora@ardoin.example;Ardoin\n")
    assert [fault.column for fault in parsed.faults] == ["name"]


def test_a_cell_of_invisible_characters_alone_is_empty() -> None:
    parsed = parse_members(f"{HEAD}\u200b\ufeff;nora@ardoin.example;Ardoin\n")
    assert [str(fault) for fault in parsed.faults] == ["line 2, name: empty"]


def test_invisible_characters_in_the_header_do_not_count() -> None:
    parsed = parse_members(
        "\u200bnom\u00a0;cour\u00adriel;ＥＮＴＲＥＰＲＩＳＥ\nNora;nora@ardoin.example;Ardoin\n"
    )
    assert parsed.faults == []


@pytest.mark.parametrize("cell", ["1000", "1 000", "1\u202f000", "1000,0", "1000.00", "１０００"])
def test_a_whole_number_is_read_as_spreadsheets_show_it(cell: str) -> None:
    assert cells.capacity(cell) == 1000


@pytest.mark.parametrize("cell", ["1,5", "1 00", "1.000.000", "-3", "1e3", "", "²"])
def test_what_is_no_whole_number_is_refused(cell: str) -> None:
    with pytest.raises(CellError):
        cells.capacity(cell)


@pytest.mark.parametrize(
    "cell",
    [
        *("14/01/2027 09:30:00", "14/01/27 09:30", "14.01.2027 9:30", "14-01-2027 9h30", "2027/01/14 9 h 30"),
        *("2027-01-14T09:30", "2027-01-14T09:30:00.000", "2027-01-14T08:30:00Z", "2027-01-14T09:30+01:00"),
        *(
            "2027-01-14 08:30:00 UTC",
            "jeudi 14 janvier 2027 à 9h30",
            "14-janv.-27 09:30",
            "14 Jan 2027 9:30 AM",
        ),
        *("46401.3958333333", "46401,3958333333", "14/01/2027\u00a09:30", "１４/０１/２０２７ ０９:３０"),
    ],
)
def test_a_moment_is_read_as_people_and_spreadsheets_write_it(cell: str) -> None:
    assert dates.moment(PARIS)(cell) == HALF_PAST_NINE


def test_the_end_of_a_day_may_be_24_hours() -> None:
    assert dates.moment(PARIS)("14/01/2027 24:00") == datetime(2027, 1, 14, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("01/14/2027 09:30", "has the month before the day; write 14/01/2027, in all lines of the file"),
        ("14/01/2027", "has no hour; write 2027-01-14 09:30 or 14/01/2027 09:30"),
        ("46401", "has no hour"),
        ("14/01/2027 25:00", "has no hour of the day"),
        ("14/01/2027 24:01", "has no hour of the day"),
        ("14/01/2027 09:61", "has no hour of the day"),
        ("14/01/2027 13:30 PM", "has no hour of the day"),
        ("29/02/2027 09:30", "is no date such as"),
        ("14 brumaire 2027 09:30", "is no date such as"),
        ("14/01/1027 09:30", "is not within the years 2000 to 2100"),
        ("99999.5", "is no date such as"),
        ("31/10/2027 02:30", "comes twice, for the clocks go back; write it as 2027-10-31T02:30+02:00"),
        ("28/03/2027 02:30", "does not exist"),
        ("2027-01-14T09:30+99:00", "is no offset"),
    ],
)
def test_a_moment_that_is_none_or_could_be_two_is_refused(cell: str, reason: str) -> None:
    with pytest.raises(CellError) as wrong:
        dates.moment(PARIS)(cell)
    assert reason in str(wrong.value)


@pytest.mark.parametrize(
    ("header", "line"),
    [
        ("date;début;fin", "14/01/2027;9h30;17:00"),
        ("date;heure de début;heure de fin", "14/01/2027 00:00:00;09:30:00;17:00:00"),
        ("début;fin", "14/01/2027 09:30;17 h"),
        ("date;fin", "14/01/2027 09:30;14/01/2027 17:00"),
        ("date de début;heure de début;date de fin;heure de fin", "14/01/2027;09:30;14/01/2027;17:00"),
    ],
)
def test_day_and_hours_may_have_columns_of_their_own(header: str, line: str) -> None:
    parsed = parse_events(f"titre;type;{header}\nForum;forum;{line}\n", PARIS)
    assert parsed.faults == []
    assert parsed.rows[0].starts_at == HALF_PAST_NINE
    assert parsed.rows[0].ends_at == datetime(2027, 1, 14, 16, tzinfo=UTC)


def test_a_day_number_is_told_as_it_was_read() -> None:
    parsed = parse_events("titre;type;début;fin\nForum;forum;46401,3958333333;14/01/2027 17:00\n", PARIS)
    assert [str(note) for note in parsed.notes] == [
        "line 2, start: 46401,3958333333 is a spreadsheet’s day number, read as 2027-01-14 09:30"
    ]


def test_a_long_value_is_told_shortened() -> None:
    (fault,) = parse_members(f"{HEAD}Nora;{'n' * 200};Ardoin\n").faults
    assert fault.reason == f"“{'n' * 39}…” is no e-mail address; write name@company.fr"

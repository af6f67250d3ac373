"""CSV files: what can be read of them, and what is said of their faults."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from club.events import EventKind
from club.whole_days import whole_days
from handlers.imports.encoding import decode
from handlers.imports.parse import parse_companies, parse_events, parse_members, parse_works
from storage.people import Role

PARIS = ZoneInfo("Europe/Paris")
EVENT_HEADER = "title,kind,start,end,place,video link,host company,capacity,deadline,agenda\n"
FORUM = "Forum Chaleur,forum,2027-01-14 09:30,2027-01-14 17:00,Lyon,https://visio.example/1,,20,,\n"


def told(faults: list[object]) -> list[str]:
    return [str(fault) for fault in faults]


def events(*lines: str) -> list[str]:
    return told([*parse_events(EVENT_HEADER + "".join(f"{line}\n" for line in lines), PARIS).faults])


def members(*lines: str) -> list[str]:
    text = "name,e-mail,slack id,company,role\n" + "".join(f"{line}\n" for line in lines)
    return told([*parse_members(text).faults])


def test_companies_are_read_with_either_delimiter_and_either_language() -> None:
    for text in (
        "name\nVerrerie Ardoin\n",
        "\ufeffEntreprise;\r\nVerrerie Ardoin;\r\n",
        "NOM\r\n Verrerie Ardoin \r\n",
    ):
        parsed = parse_companies(text)
        assert [row.name for row in parsed.rows] == ["Verrerie Ardoin"]
        assert parsed.faults == []


def test_members_are_read_from_french_excel() -> None:
    text = (
        "Prénom et nom;Adresse électronique;Identifiant Slack;Société;Rôle\r\n"
        "Éloïse Béranger;E.B@Ardoin.fr;u0ab12;Ardoin;Organisatrice\r\n"
    )
    parsed = parse_members(decode(text.encode("cp1252")).text)
    assert parsed.faults == []
    (row,) = parsed.rows
    assert (row.line, row.name, row.email) == (2, "Éloïse Béranger", "e.b@ardoin.fr")
    assert (row.slack_id, row.company, row.role) == ("U0AB12", "Ardoin", Role.ORGANISER)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_accents_survive_every_encoding(encoding: str) -> None:
    assert decode("Société\nÉnergie\n".encode(encoding)).text == "Société\nÉnergie\n"


def test_events_are_read_on_the_clubs_clock() -> None:
    text = (
        EVENT_HEADER
        + FORUM
        + 'Été;ou atelier,ATELIER,15/07/2027 14:00,15/07/2027T18:30,,,,,01/07/2027 9:00,"Deux\r\nlignes"\n'
    )
    parsed = parse_events(text, PARIS)
    assert parsed.faults == []
    winter, summer = parsed.rows
    assert winter.starts_at == datetime(2027, 1, 14, 8, 30, tzinfo=UTC)
    assert (winter.kind, winter.capacity, winter.deadline) == (EventKind.FORUM, 20, None)
    assert summer.starts_at == datetime(2027, 7, 15, 12, 0, tzinfo=UTC)
    assert summer.deadline == datetime(2027, 7, 1, 7, 0, tzinfo=UTC)
    assert (summer.kind, summer.capacity, summer.agenda) == (EventKind.WORKSHOP, None, "Deux\nlignes")


ALL_DAY = "titre;type;début;fin;toute la journée;heure de début\n"


def test_whole_days_are_read_as_days_and_have_no_hours() -> None:
    text = ALL_DAY + "École;atelier;14/01/2027;15/01/2027;oui;\nSalon;autre;20/03/2027;;x;\nForum;forum;"
    parsed = parse_events(text + "14/01/2027;14/01/2027 17:00;non;9 h 30\n", PARIS)
    assert parsed.faults == []
    school, fair, forum = parsed.rows
    days = [date(2027, 1, 14), date(2027, 1, 15)]
    assert (school.starts_at, school.ends_at, school.all_day) == (*whole_days(*days, PARIS), True)
    assert (fair.starts_at, fair.ends_at) == whole_days(date(2027, 3, 20), date(2027, 3, 20), PARIS)
    assert (forum.starts_at, forum.all_day) == (datetime(2027, 1, 14, 8, 30, tzinfo=UTC), False)


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("F;forum;14/01/2027 09:30;;oui;", "line 2, start: “14/01/2027 09:30” is no day such as"),
        ("F;forum;14/01/2027;15/01/2027 17:00;oui;", "line 2, end: “15/01/2027 17:00” is no day such as"),
        ("F;forum;15/01/2027;14/01/2027;oui;", "line 2, end: before the start"),
        ("F;forum;;;oui;", "line 2, start: empty"),
        ("F;forum;14/01/2027;;oui;9 h", "line 2, start time: whole days have no hour"),
        ("F;forum;14/01/2027;;peut-être;", "line 2, all day: “peut-être” is none of"),
    ],
)
def test_a_faulty_line_of_whole_days_is_told(line: str, fault: str) -> None:
    said = told([*parse_events(ALL_DAY + line + "\n", PARIS).faults])
    assert any(one.startswith(fault) for one in said), said


@pytest.mark.parametrize("time", ["9h30", "9 h 30", "09H30", "9\u00a0h\u00a030"])
def test_times_are_read_as_the_french_write_them(time: str) -> None:
    parsed = parse_events(EVENT_HEADER + f"Forum,forum,14/01/2027 {time},2027-01-14 17 h,,,,,,\n", PARIS)
    assert parsed.faults == []
    (row,) = parsed.rows
    assert row.starts_at == datetime(2027, 1, 14, 8, 30, tzinfo=UTC)
    assert row.ends_at == datetime(2027, 1, 14, 16, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        (",forum,2027-01-14 09:30,2027-01-14 17:00,,,,,,", "line 2, title: empty"),
        ("F,,2027-01-14 09:30,2027-01-14 17:00,,,,,,", "line 2, kind: empty"),
        (
            "F,fête,2027-01-14 09:30,2027-01-14 17:00,,,,,,",
            "line 2, kind: “fête” is none of: meeting, reunion",
        ),
        ("F,forum,14 janvier,2027-01-14 17:00,,,,,,", "line 2, start: “14 janvier” is no date such as"),
        ("F,forum,2027-02-30 09:30,2027-03-14 17:00,,,,,,", "line 2, start: “2027-02-30 09:30” is no date"),
        (
            "F,forum,2027-03-28 02:30,2027-03-28 17:00,,,,,,",
            "line 2, start: “2027-03-28 02:30” does not exist",
        ),
        ("F,forum,2027-01-14 09:30,2027-01-14 09:30,,,,,,", "line 2, end: not after the start"),
        (
            "F,forum,2027-01-14 09:30,2027-01-14 17:00,,,,,2027-01-15 09:30,",
            "line 2, deadline: after the start",
        ),
        (
            "F,forum,2027-01-14 09:30,2027-01-14 17:00,,ftp://a.fr/,,,,",
            "line 2, video link: “ftp://a.fr/” is no http",
        ),
        (
            "F,forum,2027-01-14 09:30,2027-01-14 17:00,,http://[::1,,,,",
            "line 2, video link: “http://[::1” is no http",
        ),
        ("F,forum,2027-01-14 09:30,2027-01-14 17:00,,,,0,,", "line 2, capacity: “0” is no whole number"),
        ("F,forum,2027-01-14 09:30,2027-01-14 17:00,,,,²,,", "line 2, capacity: “²” is no whole number"),
        ("F,forum,2027-01-14 09:30,2027-01-14 17:00,,,,1.5,,", "line 2, capacity: “1.5” is no whole number"),
        (
            f"{'F' * 151},forum,2027-01-14 09:30,2027-01-14 17:00,,,,,,",
            "line 2, title: 151 characters; at most 150",
        ),
        ("F\x07,forum,2027-01-14 09:30,2027-01-14 17:00,,,,,,", "line 2, title: holds a control character"),
        ("F,forum,2027-01-14 09:30", "line 2: 3 cells under a header of 10"),
        ('F,"forum', "line 2: not CSV: unexpected end of data"),
    ],
)
def test_a_faulty_event_is_told_with_its_line_and_reason(line: str, fault: str) -> None:
    (said,) = events(line)
    assert said.startswith(fault)


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("Ana,,,Ardoin,", "line 2, e-mail: neither e-mail nor Slack id"),
        ("Ana,ana,,Ardoin,", "line 2, e-mail: “ana” is no e-mail address"),
        ("Ana,,@ana,Ardoin,", "line 2, slack id: “@ana” is no Slack id (U...)"),
        ("Ana,a@b.fr,,Ardoin,chef", "line 2, role: “chef” is none of: member"),
        (",a@b.fr,,Ardoin,", "line 2, name: empty"),
    ],
)
def test_a_faulty_member_is_told_with_its_line_and_reason(line: str, fault: str) -> None:
    (said,) = members(line)
    assert said.startswith(fault)


def test_every_faulty_line_is_told_and_lines_are_counted_as_an_editor_does() -> None:
    said = events(
        'F,forum,2027-01-14 09:30,2027-01-14 17:00,,,,,,"two\nlines"',
        "",
        "G,forum,never,2027-01-14 17:00,,,,-1,,",
        ",,,,,,,,,",
        "H,forum,2027-01-14 09:30,2027-01-14 08:00,,,,,,",
    )
    assert [line.split(":")[0] for line in said] == ["line 5, capacity", "line 5, start", "line 7, end"]


def test_doubles_in_the_file_are_faults() -> None:
    assert told([*parse_companies("name\nÉnergie Sud\nARDOIN\nenergie  sud\n").faults]) == [
        "line 4, name: already on line 2"
    ]
    assert members("A,a@b.fr,,C,", "B,A@B.fr,,C,") == ["line 3, e-mail: already on line 2"]
    assert members("A,,U12345,C,", "B,,u12345,C,") == ["line 3, slack id: already on line 2"]
    one = "F,forum,2027-01-14 09:30,2027-01-14 17:00,,,,,,"
    assert events(one, one.replace("F,", "f,", 1)) == ["line 3, title: already on line 2"]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "line 1: no header; expected: name, weight, club organisation"),
        ("\n\n", "line 1: no header; expected: name, weight, club organisation"),
        ("name\n", "line 1: nothing below the header"),
        ("name,colour\nA,red\n", "line 1, colour: unknown column; expected: name, weight, club organisation"),
        ("name,nom\nA,B\n", "line 1, nom: column given twice"),
        ('"name\nA\n', "line 1: not CSV: unexpected end of data"),
    ],
)
def test_a_faulty_header_is_told(text: str, fault: str) -> None:
    assert told([*parse_companies(text).faults])[0].startswith(fault)


def test_a_missing_column_is_told() -> None:
    assert told([*parse_members("e-mail,company\na@b.fr,B\n").faults]) == ["line 1, name: column missing"]


@pytest.mark.parametrize("weight", ["0", "-1", "1.5", "deux", "²", "1000001"])
def test_a_weight_that_is_no_positive_whole_number_is_a_fault(weight: str) -> None:
    (said,) = told([*parse_companies(f"name,weight\nArdoin,{weight}\n").faults])
    assert said == f"line 2, weight: “{weight}” is no whole number from 1 to 1000000"


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        (",2024,,,", "line 2, title: empty"),
        ("Guide,,,,", "line 2, year: empty"),
        ("Guide,24,,,", "line 2, year: “24” is no year from 1900 to 2028"),
        ("Guide,2029,,,", "line 2, year: “2029” is no year from 1900 to 2028"),
        ("Guide,2024,ftp://a,,", "line 2, link: “ftp://a” is no http"),
        (f"Guide,2024,https://a.fr/{'a' * 2000},,", "line 2, link: 2013 characters; at most 2000"),
    ],
)
def test_a_faulty_work_is_told_with_its_line_and_reason(line: str, fault: str) -> None:
    (said,) = told([*parse_works(f"title,year,link,summary,topic\n{line}\n", 2027).faults])
    assert said.startswith(fault)


def test_a_deadline_that_is_a_day_alone_is_no_fault_but_a_question() -> None:
    text = "titre;type;début;fin;date limite\nForum;forum;14/01/2027 09:30;14/01/2027 17:00;07/01/2027\n"
    asked = parse_events(text, PARIS)
    assert (asked.faults, [(one.line, one.column) for one in asked.questions]) == ([], [(2, "deadline")])
    told = parse_events(text, PARIS, deadline_hour=time(18))
    assert (told.questions, told.rows[0].deadline) == ([], datetime(2027, 1, 7, 17, tzinfo=UTC))

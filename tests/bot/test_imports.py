"""CSV files: what can be read of them, what is said of their faults, and what is kept."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.cli import main
from bot.imports.parse import parse_companies, parse_events, parse_members, parse_works
from bot.imports.table import decode
from bot.settings import GUIDE
from club.events import Kind, State
from club.topics import Kind as Topics
from club.topics import State as TopicState
from club.topics import Step
from storage.ballots import list_weights
from storage.database import Database
from storage.events import list_managed, save_event
from storage.people import Role, find_member, list_companies, list_organisers
from storage.topics import add_step, add_topic, get_topic
from storage.works import list_works_of_topic

PARIS = ZoneInfo("Europe/Paris")
EVER = datetime(1970, 1, 1, tzinfo=UTC)
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
    parsed = parse_members(decode(text.encode("cp1252")))
    assert parsed.faults == []
    (row,) = parsed.rows
    assert (row.line, row.name, row.email) == (2, "Éloïse Béranger", "e.b@ardoin.fr")
    assert (row.slack_id, row.company, row.role) == ("U0AB12", "Ardoin", Role.ORGANISER)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_accents_survive_every_encoding(encoding: str) -> None:
    assert decode("Société\nÉnergie\n".encode(encoding)) == "Société\nÉnergie\n"


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
    assert (winter.kind, winter.capacity, winter.deadline) == (Kind.FORUM, 20, None)
    assert summer.starts_at == datetime(2027, 7, 15, 12, 0, tzinfo=UTC)
    assert summer.deadline == datetime(2027, 7, 1, 7, 0, tzinfo=UTC)
    assert (summer.kind, summer.capacity, summer.agenda) == (Kind.WORKSHOP, None, "Deux\nlignes")


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
        ("Ana,a@b.fr,,,", "line 2, company: empty; only an organiser may have none"),
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
        ("", "line 1: no header; expected: name, weight"),
        ("\n\n", "line 1: no header; expected: name, weight"),
        ("name\n", "line 1: nothing below the header"),
        ("name,colour\nA,red\n", "line 1, colour: unknown column; expected: name, weight"),
        ("name,nom\nA,B\n", "line 1, nom: column given twice"),
        ('"name\nA\n', "line 1: not CSV: unexpected end of data"),
    ],
)
def test_a_faulty_header_is_told(text: str, fault: str) -> None:
    assert told([*parse_companies(text).faults])[0] == fault


def test_a_missing_column_is_told() -> None:
    assert told([*parse_members("name,e-mail\nA,a@b.fr\n").faults]) == ["line 1, company: column missing"]


Import = Callable[..., int]


@pytest.fixture
def bring(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Import:
    """Runs `prime import` on a text, in an empty folder with its own database."""
    for name in GUIDE:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)

    def bring(kind: str, text: str, *options: str) -> int:
        (tmp_path / f"{kind}.csv").write_bytes(text.encode())
        return main(["import", kind, f"{kind}.csv", *options])

    return bring


@pytest.fixture
def database(bring: Import, tmp_path: Path) -> Iterator[Database]:
    database = Database(f"sqlite:///{tmp_path}/prime.db")
    yield database
    database.dispose()


COMPANIES = "name\nVerrerie Ardoin\nÉnergie Sud\n"
PEOPLE = """\
name,e-mail,slack id,company,role
Ana Berger,ana@ardoin.example,,Verrerie Ardoin,organiser
Luc Roy,,U0LUC,energie sud,
"""


def test_importing_the_same_files_twice_changes_nothing(
    bring: Import, database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {"companies": COMPANIES, "members": PEOPLE, "events": EVENT_HEADER + FORUM}
    assert [bring(kind, text) for kind, text in files.items()] == [0, 0, 0]
    assert capsys.readouterr().out.splitlines() == [
        "companies: 2 added, 0 changed, 0 as before",
        "members: 2 added, 0 changed, 0 as before",
        "events: 1 added, 0 changed, 0 as before",
    ]
    assert [bring(kind, text) for kind, text in files.items()] == [0, 0, 0]
    assert capsys.readouterr().out.splitlines() == [
        "companies: 0 added, 0 changed, 2 as before",
        "members: 0 added, 0 changed, 2 as before",
        "events: 0 added, 0 changed, 1 as before",
    ]
    with database.read() as session:
        assert [name for _, name in list_companies(session)] == ["Énergie Sud", "Verrerie Ardoin"]
        assert [person.name for person in list_organisers(session)] == ["Ana Berger"]
        (forum,) = list_managed(session, EVER, EVER)
    assert (forum.title, forum.state, forum.capacity) == ("Forum Chaleur", State.DRAFT, 20)
    assert forum.deadline == datetime(2027, 1, 7, 8, 30, tzinfo=UTC)


def test_a_member_found_by_either_key_is_changed_and_an_empty_cell_changes_nothing(
    bring: Import, database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    bring("companies", COMPANIES)
    bring("members", PEOPLE)
    again = (
        "name,e-mail,slack id,company\n"
        "Ana Berger-Roy,ANA@ardoin.example,U0ANA,Énergie Sud\n"
        "Luc Roy,luc@sud.example,U0LUC,Énergie Sud\n"
    )
    assert bring("members", again) == 0
    assert "members: 0 added, 2 changed, 0 as before" in capsys.readouterr().out
    with database.read() as session:
        ana = find_member(session, email="ana@ardoin.example", slack_id=None)
        luc = find_member(session, email=None, slack_id="U0LUC")
    assert ana
    assert luc
    assert (ana.name, ana.slack_id, ana.company, ana.role) == (
        "Ana Berger-Roy",
        "U0ANA",
        "Énergie Sud",
        Role.ORGANISER,
    )
    assert (luc.email, luc.role) == ("luc@sud.example", Role.MEMBER)


def test_nothing_is_imported_when_any_line_is_at_fault(
    bring: Import, database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    bring("companies", COMPANIES)
    assert bring("members", PEOPLE + "Zoé,,,Inconnue,\n") == 1
    assert "members.csv: line 4, e-mail: neither" in capsys.readouterr().err
    assert bring("members", PEOPLE + "Zoé,zoe@x.fr,,Inconnue,\n") == 1
    assert capsys.readouterr().err.splitlines() == [
        "members.csv: line 4, company: “Inconnue” is not known; import companies first",
        "Nothing was imported.",
    ]
    with database.read() as session:
        assert find_member(session, email="ana@ardoin.example", slack_id=None) is None


def test_the_weight_of_a_company_is_imported_and_an_empty_cell_changes_nothing(
    bring: Import, database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    bring("companies", COMPANIES)
    assert bring("companies", "Entreprise;Poids\nénergie sud;3\nVerrerie Ardoin;\nForges;2\n") == 0
    assert "companies: 1 added, 1 changed, 1 as before" in capsys.readouterr().out
    with database.read() as session:
        assert sorted(list_weights(session).values()) == [1, 2, 3]
    bring("companies", "name,weight\nÉnergie Sud,\n")
    with database.read() as session:
        assert sorted(list_weights(session).values()) == [1, 2, 3]


@pytest.mark.parametrize("weight", ["0", "-1", "1.5", "deux", "²", "1000001"])
def test_a_weight_that_is_no_positive_whole_number_is_a_fault(weight: str) -> None:
    (said,) = told([*parse_companies(f"name,weight\nArdoin,{weight}\n").faults])
    assert said == f"line 2, weight: “{weight}” is no whole number from 1 to 1000000"


def test_works_are_imported_with_their_topic_which_is_then_delivered(
    bring: Import, database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    bring("companies", COMPANIES)
    bring("members", PEOPLE)
    with database.begin() as session:
        ana = find_member(session, email="ana@ardoin.example", slack_id=None)
        assert ana
        topic_id = add_topic(session, ana.id, Topics.STUDY, "Chaleur fatale", "", "", EVER)
    works = (
        "Titre;Année;Lien;Résumé;Sujet\nGuide;2024;https://a.fr/g;Court;\nBaromètre;2025;;;CHALEUR fatale\n"
    )
    assert bring("works", works) == 1
    assert "works.csv: line 3, topic: “CHALEUR fatale” is no topic that was" in capsys.readouterr().err
    with database.begin() as session:
        add_step(session, topic_id, Step.CHOSEN, EVER)
    assert [bring("works", works), bring("works", works)] == [0, 0]
    assert capsys.readouterr().out.splitlines()[-2:] == [
        "works: 2 added, 0 changed, 0 as before",
        "works: 0 added, 0 changed, 2 as before",
    ]
    with database.read() as session:
        topic = get_topic(session, topic_id)
        assert topic
        assert topic.state is TopicState.DELIVERED
        assert [work.title for work in list_works_of_topic(session, topic_id)] == ["Baromètre"]


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


def test_one_line_may_not_join_two_members(bring: Import, capsys: pytest.CaptureFixture[str]) -> None:
    bring("companies", COMPANIES)
    bring("members", PEOPLE)
    joined = "name,e-mail,slack id,company\nAna,ana@ardoin.example,U0LUC,Énergie Sud\n"
    assert bring("members", joined) == 1
    assert "line 2, e-mail: belongs to Ana Berger, the Slack id to Luc Roy" in capsys.readouterr().err


def test_a_draft_is_changed_and_a_published_event_is_not(
    bring: Import, database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    bring("events", EVENT_HEADER + FORUM)
    assert bring("events", EVENT_HEADER + FORUM.replace("Lyon", "Grenoble")) == 0
    assert "0 added, 1 changed" in capsys.readouterr().out
    with database.begin() as session:
        (forum,) = list_managed(session, EVER, EVER)
        assert forum.place == "Grenoble"

        save_event(session, replace(forum, state=State.PUBLISHED))
    assert bring("events", EVENT_HEADER + FORUM) == 1
    assert "line 2: is published already; change it with /prime event" in capsys.readouterr().err


def test_a_dry_run_keeps_nothing(bring: Import, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert bring("companies", COMPANIES, "--dry-run") == 0
    assert capsys.readouterr().out == "companies: 2 added, 0 changed, 0 as before (dry run: nothing kept)\n"
    assert not (tmp_path / "prime.db").exists()
    bring("companies", "name\nArdoin\n")
    assert bring("companies", COMPANIES, "--dry-run") == 0
    assert bring("companies", COMPANIES) == 0
    assert "companies: 2 added" in capsys.readouterr().out.splitlines()[-1]


@pytest.mark.parametrize("content", [None, b"name\n\x81\x8d\xff\n"])
def test_a_file_that_cannot_be_read_is_one_line(
    bring: Import, tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes | None
) -> None:
    if content:
        (tmp_path / "odd.csv").write_bytes(content)
    assert main(["import", "companies", "odd.csv"]) == 1
    first, last = capsys.readouterr().err.splitlines()
    assert first.startswith("odd.csv: ")
    assert last == "Nothing was imported."

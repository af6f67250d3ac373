"""`prime import`: what it keeps of a file."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.cli import main
from bot.imports import Options, run
from bot.settings import load_settings
from club.events import EventState
from club.topics import TopicKind as Topics
from club.topics import TopicState as TopicState
from club.topics import TopicStep
from club.whole_days import days_of
from club.works import Level
from handlers.belonging.members.messages import file_of
from handlers.words import load
from storage.admission import list_members
from storage.ballots import list_organisations, list_weights
from storage.database import Database
from storage.events import list_managed, save_event
from storage.people import Role, find_member, list_companies, list_organisers
from storage.topics import add_step, add_topic, get_topic
from storage.works import find_works, list_works_of_topic
from tests.bot.imports.bringing import Import
from tests.bot.imports.test_parse import EVENT_HEADER, FORUM, PARIS

EVER = datetime(1970, 1, 1, tzinfo=UTC)

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
        "members.csv: line 1: who has which address in Slack was not looked up: SLACK_BOT_TOKEN is not set",
        "members: 2 added, 0 changed, 0 as before",
        "events: 1 added, 0 changed, 0 as before",
    ]
    assert [bring(kind, text) for kind, text in files.items()] == [0, 0, 0]
    assert capsys.readouterr().out.splitlines() == [
        "companies: 0 added, 0 changed, 2 as before",
        "members.csv: line 1: who has which address in Slack was not looked up: SLACK_BOT_TOKEN is not set",
        "members: 0 added, 0 changed, 2 as before",
        "events: 0 added, 0 changed, 1 as before",
    ]
    with database.read() as session:
        assert [name for _, name in list_companies(session)] == ["Énergie Sud", "Verrerie Ardoin"]
        assert [person.name for person in list_organisers(session)] == ["Ana Berger"]
        (forum,) = list_managed(session, EVER, EVER)
    assert (forum.title, forum.state, forum.capacity) == ("Forum Chaleur", EventState.DRAFT, 20)
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
    assert bring("members", PEOPLE + "Zoé,zoe@x.fr,,,\n") == 1
    assert "members.csv: line 4, company: empty; only an organiser may have none" in capsys.readouterr().err
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
        add_step(session, topic_id, TopicStep.CHOSEN, EVER)
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


def test_a_work_comes_with_its_level_and_companies_and_an_empty_cell_changes_nothing(
    bring: Import, database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    bring("companies", COMPANIES)
    head = "Titre;Année;Niveau;Entreprises\n"
    assert bring("works", f"{head}Guide;2024;PUBLIC;énergie sud | Inconnue\n") == 1
    assert "companies: “Inconnue” is not known; import companies first" in capsys.readouterr().err
    assert bring("works", f"{head}Guide;2024;secret;\n") == 1
    assert "line 2, level: “secret” is none of:" in capsys.readouterr().err
    assert bring("works", f"{head}Guide;2024;PUBLIC;énergie sud|Verrerie Ardoin|énergie sud\n") == 0
    assert bring("works", f"{head}Guide;2024;;\n") == 0
    assert capsys.readouterr().out.splitlines()[-1] == "works: 0 added, 0 changed, 1 as before"
    with database.read() as session:
        (work,) = find_works(session).works
    assert (work.level, sorted(work.companies)) == (Level.PUBLIC, ["Verrerie Ardoin", "Énergie Sud"])


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

        save_event(session, replace(forum, state=EventState.PUBLISHED))
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


def test_an_event_of_whole_days_comes_in_once(
    bring: Import, database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    school = "titre;type;début;fin;journée entière\nÉcole;atelier;14/01/2027;15/01/2027;oui\n"
    assert [bring("events", school), bring("events", school)] == [0, 0]
    assert capsys.readouterr().out.splitlines() == [
        "events: 1 added, 0 changed, 0 as before",
        "events: 0 added, 0 changed, 1 as before",
    ]
    with database.read() as session:
        (found,) = list_managed(session, EVER, EVER)
    assert (found.all_day, days_of(found, PARIS)) == (True, (date(2027, 1, 14), date(2027, 1, 15)))
    assert found.deadline.astimezone(PARIS).date() == date(2027, 1, 7)


DAYS = "titre;type;début;fin;date limite\nForum;forum;14/01/2027 09:30;14/01/2027 17:00;07/01/2027\n"


def test_a_deadline_without_an_hour_is_refused_with_what_to_say(
    bring: Import, database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    assert bring("events", DAYS) == 1
    assert capsys.readouterr().err.splitlines()[0] == (
        "events.csv: line 2, deadline: “07/01/2027” has no hour; write 2027-01-14 09:30 or 14/01/2027 09:30; "
        "or --deadline-hour 18:00 for all such deadlines"
    )
    assert bring("events", DAYS, "--deadline-hour", "18 h") == 0
    with database.read() as session:
        (forum,) = list_managed(session, EVER, EVER)
    assert forum.deadline == datetime(2027, 1, 7, 17, tzinfo=UTC)


def test_whoever_sits_there_is_asked_for_the_hour_once(
    bring: Import, database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    bring("events", DAYS)
    capsys.readouterr()
    answers = iter(["le soir", "18:00"])
    asked: list[str] = []

    def ask(question: str) -> str:
        asked.append(question)
        return next(answers)

    assert run("events", Path("events.csv"), load_settings(None), Options(), ask) == 0
    assert len(asked) == 2
    assert "“le soir” is no hour such as 18:00" in capsys.readouterr().out
    with database.read() as session:
        (forum,) = list_managed(session, EVER, EVER)
    assert forum.deadline == datetime(2027, 1, 7, 17, tzinfo=UTC)


def test_no_answer_is_no_guess(bring: Import, capsys: pytest.CaptureFixture[str]) -> None:
    bring("events", DAYS)
    assert run("events", Path("events.csv"), load_settings(None), Options(), lambda _question: "") == 1
    assert "has no hour" in capsys.readouterr().err


def test_an_hour_that_is_none_is_an_argument_that_is_wrong(bring: Import) -> None:
    with pytest.raises(SystemExit) as ended:
        bring("events", DAYS, "--deadline-hour", "evening")
    assert ended.value.code == 2


def test_many_faults_are_told_by_the_first_hundred(bring: Import, capsys: pytest.CaptureFixture[str]) -> None:
    assert bring("members", "name,e-mail\n" + "Ana,ana\n" * 150) == 1
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 102
    assert lines[-2:] == ["members.csv: and 50 more", "Nothing was imported."]


def test_our_own_export_of_members_is_read_back_and_changes_nothing(
    bring: Import, database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    bring("companies", "name\nVerrerie Ardoin\n=Énergie\n")
    bring("members", PEOPLE.replace("energie sud", "'=Énergie"))
    with database.read() as session:
        people, _ = list_members(session, [], 0, 100)
    words = load(ZoneInfo("Europe/Paris"))
    for language in ("fr", "en"):
        capsys.readouterr()
        assert bring("members", file_of(words[language], people)) == 0
        assert "members: 0 added, 0 changed, 2 as before" in capsys.readouterr().out


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


def test_the_club_s_own_organisation_is_marked_by_the_file_and_an_empty_cell_changes_nothing(
    bring: Import, database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    brought = [
        ("name;organisation du club\nAlliance;oui\nArdoin;\n", {"Alliance"}),
        ("name;poids\nAlliance;2\nArdoin;1\n", {"Alliance"}),
        ("name;club organisation\nAlliance;non\nArdoin;x\n", {"Ardoin"}),
    ]
    for text, expected in brought:
        assert bring("companies", text) == 0
        with database.read() as session:
            names = dict(list_companies(session))
            assert {names[one] for one in list_organisations(session)} == expected
    assert bring("companies", "name;organisation du club\nAlliance;peut-être\n") == 1
    assert "club organisation: “peut-être” is none of" in capsys.readouterr().err

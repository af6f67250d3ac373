"""The journal of organisers' acts: who, what, when, before and after; nobody changes a line."""

import csv
from datetime import time
from io import StringIO

import pytest

from club.settings import Setting
from handlers.belonging.mydata.messages import file_of
from sandbox.driver.person import Person
from storage.journal import JournalEntry, WantedLines, list_older
from storage.privacy import get_held
from tests.stories.club import Club, paris
from tests.stories.polls import TITLES, opens, rows_of
from tests.stories.said import EDIT, EXPORT, ORGANISERS_ONLY, TITLE_FIELD, VOTE
from tests.stories.test_organising import organiser, publishes
from tests.stories.test_settings_in_force import sets

JOURNAL, DONE = "/prime journal", "Actes de l’organisation"
PROMOTE, DEMOTE = "Confier l’organisation", "Rendre simple membre"
PROMOTED = "Nomination à l’organisation : Ana Berger"
SET = "Réglage modifié : Date limite de réponse"
OLDER, NEWER, WHOLE = "Plus anciens", "Plus récents", "Tout voir"
WHO, THEME, PERIOD = "Actes de qui ?", "Thème", "Période"


@pytest.fixture
def odile(club: Club) -> Person:
    return organiser(club)


def lines(club: Club) -> list[JournalEntry]:
    with club.prime.services.db.read() as session:
        return list_older(session, WantedLines(), None, 100)


def promotes(odile: Person, name: str = "Ana Berger") -> None:
    odile.types(f"/prime membres {name}")
    odile.clicks(PROMOTE)


def answers_before(odile: Person, days: int) -> None:
    """Sets how many days before an event answers are due."""
    odile.types("/prime reglages")
    odile.clicks(EDIT, within="Date limite de réponse")
    odile.fills("Valeur", str(days))
    odile.submits()


def test_an_act_is_a_line_with_who_what_when_before_and_after(club: Club, odile: Person) -> None:
    club.joins("Ana Berger")
    promotes(odile)
    club.later(hours=1)
    answers_before(odile, 10)
    odile.types(JOURNAL)
    odile.sees(DONE)
    odile.sees(PROMOTED)
    odile.sees("Odile Garnier · lundi 4 janvier 2027, 9 h")
    odile.sees("rôle : membre → organisation")
    odile.sees(SET)
    odile.sees("Odile Garnier · lundi 4 janvier 2027, 10 h")
    odile.sees("Date limite de réponse : 7 jours avant → 10 jours avant")
    odile.sees("Prime ne laisse personne modifier une ligne ; chacune est conservée 36 mois.")


def test_it_reads_in_english_to_whom_reads_english(club: Club, odile: Person) -> None:
    club.joins("Ana Berger")
    promotes(odile)
    eve = club.joins("Eve Martin", "Alliance", role="organiser", locale="en-GB")
    eve.types(JOURNAL)
    eve.sees("Made an organiser: Ana Berger")
    eve.sees("role: member → organiser")
    eve.sees("Prime lets nobody change a line; each is kept for 36 months.")


def test_of_an_event_what_is_shown_has_its_values_and_a_text_only_that_it_changed(
    club: Club, odile: Person
) -> None:
    publishes(club, odile)
    odile.types("/prime activite chaleur")
    odile.clicks(EDIT)
    odile.fills({TITLE_FIELD: "Forum <!channel> & froid", "Lieu": "Nantes", "Programme": "Discours secret"})
    odile.fills("Heure de la fin", time(18))
    odile.submits()
    odile.types(JOURNAL)
    odile.sees("Activité enregistrée : Forum <!channel> & froid")
    odile.sees("titre : Forum Chaleur fatale → Forum <!channel> & froid")
    odile.sees("lieu : Lyon → Nantes")
    odile.sees("fin : jeudi 28 janvier 2027, 17 h → jeudi 28 janvier 2027, 18 h")
    odile.sees("programme : modifié (non montré)")
    assert "Discours secret" not in str(lines(club))


def test_members_do_not_read_it_and_who_organises_no_longer_neither(club: Club, odile: Person) -> None:
    ana = club.joins("Ana Berger")
    ana.types(JOURNAL)
    ana.sees(ORGANISERS_ONLY)
    promotes(odile)
    ana.types(JOURNAL)
    ana.sees(PROMOTED)
    odile.types("/prime membres Ana")
    odile.clicks(DEMOTE)
    before = lines(club)
    ana.clicks(EXPORT)
    ana.sees(ORGANISERS_ONLY)
    assert lines(club) == before
    club.later(minutes=1)
    assert ana.files() == []


def test_what_members_do_and_what_organisers_do_as_members_leaves_no_line(club: Club, odile: Person) -> None:
    ana = club.joins("Ana Berger")
    club.plans()
    for person in (ana, odile):
        person.types("/prime rsvp forum oui")
    assert lines(club) == []


def test_a_vote_leaves_no_line_be_it_an_organiser_s(club: Club, odile: Person) -> None:
    ana = club.joins("Ana Berger")
    ballot = opens(club)
    for person in (ana, odile):
        person.opens("club-prime")
        person.clicks(VOTE)
        if person is ana:
            person.ticks(TITLES[0])
            person.submits()
    assert len(rows_of(club, ballot)) == 1
    assert lines(club) == []


def test_a_refused_act_leaves_no_line_and_a_double_click_one(club: Club, odile: Person) -> None:
    club.joins("Ana Berger")
    odile.types("/prime membres Odile")
    odile.clicks(DEMOTE)  # the last organiser stays one
    assert lines(club) == []
    answers_before(odile, 7)  # as it is
    assert lines(club) == []
    odile.types("/prime membres Ana")
    promotes(odile)
    promoted = lines(club)
    assert len(promoted) == 1
    odile.clicks(PROMOTE)  # in the first list, which still shows it
    assert lines(club) == promoted


def test_it_is_narrowed_to_a_person_a_theme_and_a_period(club: Club, odile: Person) -> None:
    ana = club.joins("Ana Berger")
    promotes(odile)
    club.at(paris(2027, 1, 20, 9, 0))
    answers_before(ana, 12)
    ana.types(JOURNAL)
    ana.fills(WHO, "Odile Garnier")
    ana.sees(PROMOTED)
    ana.sees_not(SET)
    ana.fills(THEME, "Prime et ses réglages")
    ana.sees("Aucune ligne ici.")
    ana.clicks(WHOLE)
    ana.sees(SET)
    ana.sees(PROMOTED)
    ana.fills(THEME, "Prime et ses réglages")
    ana.sees(SET)
    ana.sees_not(PROMOTED)
    ana.fills(THEME, "Tous les thèmes")
    ana.fills(PERIOD, "7 derniers jours")
    ana.sees(SET)
    ana.sees_not(PROMOTED)
    ana.fills(PERIOD, "30 derniers jours")
    ana.sees(PROMOTED)


def test_pages_keep_their_place_while_lines_are_added(club: Club, odile: Person) -> None:
    for days in range(8, 20):
        answers_before(odile, days)
    odile.types(JOURNAL)
    odile.sees("18 jours avant → 19 jours avant")
    odile.sees("14 jours avant → 15 jours avant")
    odile.sees_not("13 jours avant → 14 jours avant")
    sets_meanwhile(club)
    odile.clicks(OLDER)
    odile.sees("13 jours avant → 14 jours avant")
    odile.sees("9 jours avant → 10 jours avant")
    odile.sees_not("14 jours avant → 15 jours avant")
    odile.clicks(OLDER)
    odile.sees("7 jours avant → 8 jours avant")
    odile.clicks(NEWER)
    odile.sees("13 jours avant → 14 jours avant")
    odile.sees_not("14 jours avant → 15 jours avant")
    odile.clicks(NEWER)
    odile.sees("14 jours avant → 15 jours avant")
    odile.clicks(NEWER)
    odile.sees("19 jours avant → 25 jours avant")


def sets_meanwhile(club: Club) -> None:
    """Another organiser sets it too."""
    paul = organiser(club, "Paul Morel")
    answers_before(paul, 25)


def test_the_file_has_a_row_for_each_value_and_no_cell_is_a_formula(club: Club, odile: Person) -> None:
    club.joins("Ana Berger")
    promotes(odile)
    publishes(club, odile)
    odile.types("/prime activite chaleur")
    odile.clicks(EDIT)
    odile.fills({TITLE_FIELD: "=1+1", "Lieu": "Nantes"})
    odile.submits()
    odile.types(JOURNAL)
    odile.fills(THEME, "Activités")
    odile.clicks(EXPORT)
    odile.sees("Le fichier arrive par message direct.")
    club.later(minutes=1)
    ((name, content),) = odile.files()
    assert name == "2027-01-04-journal.csv"
    head, *rows = csv.reader(StringIO(content.decode("utf-8-sig")), delimiter=";")
    who = ["Numéro", "Quand", "Qui", "Thème", "Acte", "Concerne", "Ce qui a changé", "Avant", "Après"]
    assert head == who
    assert [row[6:] for row in rows[:2]] == [
        ["titre", "Forum Chaleur fatale", "'=1+1"],
        ["lieu", "Lyon", "Nantes"],
    ]
    assert {row[3] for row in rows} == {"Activités"}
    assert rows[0][1:6] == [
        "2027-01-04 09:00:00+01:00",
        "Odile Garnier",
        "Activités",
        "Activité enregistrée",
        "'=1+1",
    ]
    assert lines(club)[0].entry == "journal.export", "handing it out is an act"


@pytest.mark.parametrize("value", [12, 24])
def test_lines_are_kept_for_so_many_months_and_their_purge_is_a_line(
    club: Club, odile: Person, value: int
) -> None:
    club.joins("Ana Berger")
    sets(club, Setting.KEEP_JOURNAL, value)
    promotes(odile)
    years = value // 12
    club.at(paris(2027 + years, 1, 3, 9, 0))
    assert [line.entry for line in lines(club)] == ["members.promote"]
    club.at(paris(2027 + years, 1, 5, 9, 0))
    assert [line.entry for line in lines(club)] == ["journal.purge"]
    odile.types(JOURNAL)
    odile.sees("Lignes arrivées à leur terme supprimées")
    odile.sees(f"chacune est conservée {value} mois.")
    odile.sees_not(PROMOTED)


def test_whoever_was_erased_is_a_number_and_their_lines_stay(club: Club, odile: Person) -> None:
    ana = club.joins("Ana Berger")
    promotes(odile)
    answers_before(ana, 12)
    number = club.members["Ana Berger"]
    before = lines(club)
    ana.types("/prime mes-donnees")
    ana.clicks("Quitter le club…")
    ana.fills("Pour confirmer, écrivez QUITTER", "quitter")
    ana.submits()
    assert lines(club) == before
    odile.types(JOURNAL)
    odile.sees(f"Ancien membre n° {number} · lundi 4 janvier 2027")
    odile.sees(f"Nomination à l’organisation : Ancien membre n° {number}")
    odile.sees_not("Ana Berger · lundi")
    odile.sees_not(PROMOTED)
    odile.fills(WHO, str(number))
    odile.sees(SET)
    odile.sees_not("Nomination à l’organisation")


def test_one_s_own_data_has_the_acts_one_made(club: Club, odile: Person) -> None:
    ana = club.joins("Ana Berger")
    promotes(odile)
    answers_before(ana, 12)
    with club.prime.services.db.read() as session:
        mine = get_held(session, club.members["Ana Berger"], None)
        theirs = get_held(session, club.members["Odile Garnier"], None)
    assert [row["entry"] for row in mine["journal_line"]] == ["settings.change"]
    assert [row["entry"] for row in theirs["journal_line"]] == ["members.promote"]
    assert b"settings.change" in file_of(mine, club.clock.now())


def test_what_is_asked_of_slack_after_the_click_is_the_same_act(club: Club, odile: Person) -> None:
    odile.types("/prime demarrer")
    odile.clicks("Vérifier")
    assert [line.entry for line in lines(club)] == ["firstday.verify"]

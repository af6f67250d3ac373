"""The home tab tells of the reader's company, of works, and organisers of what asks for their eyes."""

from club.ids import WorkId
from club.works import Work
from sandbox.driver.person import Person
from storage.people import add_company
from storage.works import add_work
from tests.stories.club import CHANNEL, Club, paris
from tests.stories.polls import TITLE, opens
from tests.stories.said import BE_LATE, SHOW_ANSWERS, VOTE
from tests.stories.test_dues import calls
from tests.stories.test_home_kept import home

COMPANY = "Verrerie Ardoin"


def of_company(person: Person) -> str:
    """The part on their company."""
    return home(person).partition(f"│ {COMPANY}\n")[2].partition("---")[0]


def test_seats_page_vote_and_dues_of_ones_company_stand_in_one_part(club: Club) -> None:
    odile = club.joins("Odile Garnier", "ALLICE", role="organiser")
    ana, luc = club.joins("Ana Berger", COMPANY), club.joins("Luc Roy", COMPANY)
    eve = club.joins("Eve Noir", "Aciérie")
    opens(club)
    calls(odile, COMPANY)
    ana.opens_home()
    said = of_company(ana)
    assert "2 membres sur 3 places · fiche à compléter" in said
    assert f"{TITLE} : ➡️ Vote attendu" in said
    assert "Cotisation 2027 : appelée" in said
    assert "1 200" not in said
    luc.types("/prime voter")
    luc.clicks(VOTE)
    luc.ticks("Vapeur")
    luc.submits()
    ana.opens_home()
    assert f"{TITLE} : ✅ Luc Roy a voté le lun. 4 janv." in of_company(ana)
    eve.opens_home()
    assert "Luc Roy" not in home(eve)
    ana.clicks("Voir la cotisation")
    ana.opens_dm()
    ana.sees("1 200,00")


def test_of_the_acts_at_an_event_the_menu_has_as_many_as_it_holds(club: Club) -> None:
    ana = club.joins("Ana Berger")
    club.plans("Forum Chaleur fatale")
    ana.types("/prime rsvp forum oui")
    ana.opens_home()
    assert "[Je ne viens plus] [Je viens avec…] ⋯ J’envoie quelqu’un… / Je serai en retard… /" in home(ana)
    ana.clicks(BE_LATE)
    assert ana.modal is not None
    ana.closes()
    ana.clicks("Je ne viens plus")
    assert "Vous ne venez pas" in home(ana)


def test_the_newest_works_stand_there_with_the_way_to_all(club: Club) -> None:
    ana = club.joins("Ana Berger")
    ana.opens_home()
    assert "Travaux" not in home(ana)
    for year in range(2020, 2027):
        with club.prime.services.db.begin() as session:
            add_work(session, Work(WorkId(0), "Baromètre", year), None, club.clock.now())
    ana.opens_home()
    assert "Baromètre (2026)" in home(ana)
    assert "Baromètre (2021)" not in home(ana)
    ana.clicks("Tout voir", within="Travaux")
    ana.opens_dm()
    ana.sees("Travaux rendus (7)")


def test_organisers_read_the_answers_of_the_next_event_and_which_companies_nobody_represents(
    club: Club,
) -> None:
    odile, ana = club.joins("Odile Garnier", "ALLICE", role="organiser"), club.joins("Ana Berger")
    club.plans("Forum Chaleur fatale", starts=paris(2027, 1, 14, 9, 30))
    ana.types("/prime rsvp forum oui")
    for n in range(7):
        with club.prime.services.db.begin() as session:
            add_company(session, f"Société {n}")
    club.at(paris(2027, 1, 5, 10, 0))
    odile.opens_home()
    odile.sees("Entreprises sans membre")
    ana.opens_home()
    assert "Société" not in home(ana)
    odile.clicks(SHOW_ANSWERS)
    odile.sees("Ana Berger")
    odile.closes()
    odile.clicks("Voir ces entreprises…", within="Société")
    odile.opens_dm()
    odile.sees("7 entreprises sans membre")
    odile.clicks("Entreprises suivantes")
    odile.sees("Société 6")


def test_organisers_see_that_the_channel_refused_a_message(club: Club) -> None:
    odile = club.joins("Odile Garnier", "ALLICE", role="organiser")
    club.box.faults.error("chat.postMessage", "is_archived", times=9, to=CHANNEL)
    club.plans("Forum Chaleur fatale")
    club.later(seconds=2)  # Slack's pace: a message a second
    odile.opens_home()
    odile.sees("1 message refusé dans le canal")
    odile.clicks("Voir ces envois")
    odile.opens_dm()
    odile.sees("Refusé le")
    club.at(paris(2027, 2, 15, 10, 0))
    odile.opens_home()
    assert "refusé dans le canal" not in home(odile)

"""Works are cited and used, and who used one says so (article CONTRIBUER)."""

import csv
from datetime import UTC, datetime
from io import StringIO

import pytest

from club.ballots import Criterion, Grade
from club.ids import WorkId
from club.works import Level, Work
from handlers.choosing.works import service, use_service
from sandbox.driver.person import Person
from storage.people import add_company
from storage.uses import find_uses
from storage.works import add_work, get_work
from tests.stories.club import Club, paris
from tests.stories.said import EDIT, EXPORT
from tests.stories.test_works import adds, evaluates

USED, SAVED = "Je l’ai utilisé…", "✅ Usage noté. Merci."
CITATION = "Baromètre. ALLICE, Club PRIME, 2026."


@pytest.fixture
def odile(club: Club) -> Person:
    return club.joins("Odile Garnier", "Alliance", role="organiser")


def has(club: Club, title: str = "Baromètre", **more: str | Level) -> WorkId:
    """A work of 2026."""
    with club.prime.services.db.begin() as session:
        return add_work(session, Work(WorkId(0), title, 2026, **more), None, club.clock.now())  # type: ignore[arg-type]


def uses(person: Person, where: str, cited: str, link: str = "") -> None:
    """Tells of a use, where the list is before them."""
    person.clicks(USED)
    person.fills("Où ?", where)
    person.ticks(cited)
    if link:
        person.fills("Lien", link)
    person.submits()


def test_a_work_has_a_level_and_companies_and_is_found_by_them(club: Club, odile: Person) -> None:
    ana = club.joins("Ana Berger", "Verrerie Ardoin")
    adds(odile, "Guide", "2026", summary="Trente sites, onze leviers de pression.")
    odile.clicks(EDIT, within="Guide · 2026")
    odile.ticks("Public : le site du club le présente")
    odile.fills("Entreprises", ["Verrerie Ardoin"])
    odile.submits()
    for words in ("leviers pression", "ardoin guide"):
        ana.types(f"/prime travaux {words}")
        ana.sees("Travaux rendus (1)")
        ana.sees("Public · Verrerie Ardoin")
        ana.sees("Trente sites, onze leviers de pression.")
    with club.prime.services.db.read() as session:
        work = get_work(session, WorkId(1))
    assert work is not None
    assert (work.level, work.companies) == (Level.PUBLIC, ("Verrerie Ardoin",))
    odile.clicks(EDIT, within="Guide · 2026")
    odile.fills("Année de remise", "2025")
    odile.submits()
    with club.prime.services.db.read() as session:
        again = get_work(session, WorkId(1))
    assert again is not None
    assert (again.year, again.level, again.companies) == (2025, Level.PUBLIC, ("Verrerie Ardoin",))


def test_the_list_says_how_useful_a_work_was_found_with_the_number_of_opinions(
    club: Club, odile: Person
) -> None:
    for number in range(6):
        club.joins(f"Membre {'ABCDEF'[number]}", f"Entreprise {number}")
    adds(odile, "Baromètre", "2026")
    evaluates(club, WorkId(1), [Grade.GOOD] * 4 + [Grade.EXCELLENT] * 2, criterion=Criterion.USEFULNESS)
    odile.types("/prime travaux")
    odile.sees("Réservé aux membres · Utilité : Bien +, 6 avis")


def test_a_member_cites_a_work_and_says_where_it_was_used(club: Club, odile: Person) -> None:
    has(club, link="https://exemple.fr/b{a}r_2026%20")
    ana = club.joins("Ana Berger", "Verrerie Ardoin")
    ana.types("/prime travaux")
    ana.clicks("Citer")
    ana.sees(CITATION)
    ana.clicks("BibTeX")
    ana.sees("@techreport{allice-prime-1,")
    ana.sees("url = {https://exemple.fr/b%7Ba%7Dr_2026%20}")
    ana.types("/prime travaux")
    ana.clicks(USED)
    ana.ticks("Oui")
    ana.fills("Où ?", " Plan   énergie ")
    ana.fills("Lien", "ftp://exemple.fr")
    ana.submits()
    assert "Lien" in ana.errors()
    ana.fills("Lien", "https://exemple.fr/plan")
    ana.submits()
    ana.sees(SAVED)
    uses(ana, "Plan ÉNERGIE", "Pas encore")
    ana.sees("La citation, prête à copier :")
    with club.prime.services.db.read() as session:
        found = find_uses(session, 2027)
    assert (found.total, found.uncited) == (1, 1), "told twice, it is one, as it was told last"
    assert (found.uses[0].place, found.uses[0].company) == ("Plan ÉNERGIE", "Verrerie Ardoin")
    odile.types("/prime travaux usages")
    odile.sees("1 usage en 2027, 1 citation à ajouter")


def test_a_use_told_twice_is_one_also_where_a_new_year_came_in_between(club: Club) -> None:
    has(club)
    ana = club.joins("Ana Berger", "Verrerie Ardoin")
    ana.types("/prime travaux")
    club.clock.set(paris(2027, 12, 31, 23, 55))
    ana.clicks(USED)
    ana.fills("Où ?", "Plan énergie")
    ana.ticks("Pas encore")
    club.clock.set(paris(2028, 1, 1, 0, 5))
    ana.submits()
    with club.prime.services.db.read() as session:
        assert [find_uses(session, year).total for year in (2027, 2028)] == [1, 0]  # the form's own year
    uses(ana, "plan énergie", "Oui")
    with club.prime.services.db.read() as session:
        assert [find_uses(session, year).total for year in (2027, 2028)] == [1, 1]  # a use of each year
    uses(ana, "PLAN ÉNERGIE", "Oui")
    with club.prime.services.db.read() as session:
        found = find_uses(session, 2028)
    assert (found.total, found.uncited) == (1, 0)


def test_in_the_works_own_window_all_of_it_stands_in_windows(club: Club) -> None:
    has(club)
    ana = club.joins("Ana Berger")
    ana.types("/prime travaux")
    ana.clicks("Voir le travail")
    ana.clicks("Citer")
    ana.sees(CITATION)
    ana.closes()
    ana.clicks(USED)
    ana.fills("Où ?", "Colloque")
    ana.ticks("Pas encore")
    ana.submits()
    ana.sees(SAVED)
    ana.sees(CITATION)


def test_organisers_see_uses_propose_the_citation_and_export(club: Club, odile: Person) -> None:
    has(club)
    ana, bo = club.joins("Ana Berger", "Verrerie Ardoin"), club.joins("Bo Chêne", "Aciérie")
    for person, where, cited in ((ana, "=cmd|' /C calc'!A0", "Pas encore"), (bo, "Colloque", "Oui")):
        person.types("/prime travaux")
        uses(person, where, cited)
    for words in ("/prime works uses", "/prime travaux"):
        bo.types(words)
        bo.sees_not("usages en 2027")
        bo.sees_not("Voir les usages")
    odile.types("/prime travaux")
    odile.clicks("Voir les usages")
    odile.sees("2 usages en 2027, 1 citation à ajouter")
    odile.clicks("Proposer la citation")
    odile.sees("✅ La citation est proposée à 1 membre, une fois par mois au plus.")
    odile.clicks("Proposer la citation")
    ana.opens_dm()
    asked = [one for one in ana.messages() if "peuvent citer" in str(one["text"])]
    assert len(asked) == 1
    ana.sees(CITATION)
    ana.clicks("ALLICE est citée")
    ana.sees("✅ ALLICE est citée partout. Merci.")
    bo.opens_dm()
    bo.sees_not("prête")
    odile.types("/prime travaux usages")
    odile.sees("2 usages en 2027")
    odile.sees("Ana Berger · Verrerie Ardoin · ALLICE est citée")
    odile.clicks(EXPORT)
    odile.sees("⏳ Le fichier arrive par message direct.")
    name, content = odile.files()[-1]
    rows = list(csv.reader(StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert name == "2027-usages.csv"
    assert rows[0][:4] == ["Année", "Travail", "Année de remise", "Lieu d’usage"]
    assert {row[3] for row in rows[1:]} == {"'=cmd|' /C calc'!A0", "Colloque"}


def test_nobody_cites_for_somebody_else(club: Club) -> None:
    has(club)
    ana, bo = club.joins("Ana Berger"), club.joins("Bo Chêne", "Aciérie")
    ana.types("/prime travaux")
    uses(ana, "Colloque", "Pas encore")
    bo.types("/prime travaux")
    uses(bo, "Rapport", "Pas encore")
    with club.prime.services.db.read() as session:
        hers = next(one for one in find_uses(session, 2027).uses if one.place == "Colloque")
    assert club.members["Ana Berger"] == hers.member_id
    use_service.cite(club.prime.services, hers.id, club.members["Bo Chêne"], 2027, club.clock.now())
    with club.prime.services.db.read() as session:
        assert find_uses(session, 2027).uncited == 2


def test_once_a_year_whoever_evaluated_works_is_asked_in_one_message(club: Club, odile: Person) -> None:
    adds(odile, "Guide", "2026")
    adds(odile, "Baromètre", "2026")
    for number in range(6):
        club.joins(f"Membre {'ABCDEF'[number]}", f"Entreprise {number}")
    eve = club.joins("Eve Noir", "Entreprise 7")
    for work in (1, 2):
        evaluates(club, WorkId(work), [Grade.GOOD] * 6)
    question = "Un de ces travaux vous a-t-il servi en 2027"
    club.at(datetime(2028, 1, 7, 9, 0, tzinfo=UTC))
    odile.opens_dm()
    odile.sees_not(question)
    club.at(datetime(2028, 1, 11, 9, 0, tzinfo=UTC))
    club.later(days=1)
    assert sum(question in str(one["text"]) for one in odile.messages()) == 1
    odile.clicks("Répondre…", within=question)  # on her Monday it stands with the week
    odile.sees("Guide · 2026")
    odile.clicks(USED, within="Guide · 2026")
    odile.fills("Où ?", "Audit")
    odile.ticks("Oui")
    odile.submits()
    odile.sees(SAVED)
    with club.prime.services.db.read() as session:
        assert [one.year for one in find_uses(session, 2027).uses] == [2027], (
            "of the year that was asked about"
        )
    odile.clicks("Aucun usage à noter")
    odile.sees("✅ C’est noté : aucun usage. Merci.")
    eve.opens_dm()
    eve.sees_not(question)
    club.at(datetime(2029, 1, 10, 9, 0, tzinfo=UTC))
    club.at(datetime(2029, 1, 11, 9, 0, tzinfo=UTC))
    assert sum("servi en 2028" in str(one["text"]) for one in odile.messages()) == 1


def test_a_use_of_a_work_that_is_gone_is_told_so(club: Club, odile: Person) -> None:
    has(club)
    ana = club.joins("Ana Berger")
    ana.types("/prime travaux")
    uses(ana, "Colloque", "Oui")
    ana.clicks(USED)
    ana.fills("Où ?", "Audit")
    ana.ticks("Oui")
    odile.types("/prime travaux")
    odile.clicks("Retirer ce travail…")
    odile.sees("L’usage noté est effacé aussi.")
    odile.submits()
    ana.submits()
    ana.sees("Ce travail n’existe plus")
    ana.closes()
    ana.clicks("Citer")
    ana.sees("Ce travail n’existe plus")
    with club.prime.services.db.read() as session:
        assert find_uses(session, 2027).total == 0


def test_a_company_that_is_not_there_is_a_fault(club: Club, odile: Person) -> None:
    with club.prime.services.db.begin() as session:
        company = add_company(session, "Aciérie")
    work = Work(WorkId(0), "Guide", 2026, company_ids=(company, type(company)(999)))
    done = service.add(club.prime.services, work, club.members["Odile Garnier"], club.clock.now())
    assert [str(one) for one in done.faults] == ["no_company"]
    assert odile.id

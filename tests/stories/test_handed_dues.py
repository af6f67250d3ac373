"""A bank's list dropped in Prime's messages: matched, saved by a click, never twice."""

import pytest

from sandbox.driver.person import Person
from storage.dues import list_year_dues
from tests.stories.club import Club
from tests.stories.test_dues import calls
from tests.stories.test_handed_lists import hands, members, ticks

HEAD = "Date;Libellé;Montant\n"
LIST = (
    f"{HEAD}04/01/2027;VIR VERRERIE ARDOIN 2027-001;1 200,00\n"
    "04/01/2027;VIR ACIERIE 2027-002;600,00\n"
    "04/01/2027;VIR INCONNU;77,00\n"
    "04/01/2027;VIR 2027-003;5000,00\n"
    "04/01/2027;FRAIS DE TENUE;-12,50\n"
    "04/01/2027;VIR SUCRERIE 2027-003;1.234.50\n"
)


@pytest.fixture
def odile(club: Club) -> Person:
    club.box.grant("files:read")
    made = club.joins("Odile Garnier", "ALLICE", role="organiser")
    for name, company in (
        ("Ana Berger", "Verrerie Ardoin"),
        ("Eve Noir", "Aciérie"),
        ("Luc Roy", "Sucrerie"),
    ):
        club.joins(name, company)
    calls(made, "Verrerie Ardoin")
    calls(made, "Aciérie")
    calls(made, "Sucrerie")
    return made


def paid(club: Club) -> dict[str, int]:
    with club.prime.services.db.read() as session:
        return {one.company: one.paid for one in list_year_dues(session, 2027)}


def drops(club: Club, odile: Person, text: str) -> None:
    hands(club, odile, text.encode("cp1252"), "releve.csv")


def test_what_is_certain_is_saved_and_the_rest_is_listed(club: Club, odile: Person) -> None:
    odile.types("/prime cotisations")
    odile.clicks("Importer…")
    odile.sees("Déposez le fichier CSV dans mes messages directs")
    drops(club, odile, LIST)
    odile.sees("2 lignes rapprochées, 2 à vérifier ; rien n’est encore importé.")
    odile.sees(
        "ligne 4 : à vérifier, 77,00 : ni référence, ni entreprise qui doive ce montant (« VIR INCONNU »)"
    )
    odile.sees("ligne 5 : à vérifier, 5000,00 : plus que ce qui reste dû")
    odile.sees("ligne 7 : montant illisible : « 1.234.50 »")
    odile.sees("1 lignes de débit, laissées de côté")
    assert set(paid(club).values()) == {0}
    odile.clicks("Enregistrer 2 lignes")
    ticks(club)
    odile.sees("✅ 2 règlements notés. 2 lignes restent à vérifier")
    assert paid(club) == {"Verrerie Ardoin": 120_000, "Aciérie": 60_000, "Sucrerie": 0}


def test_the_company_sees_its_payment_in_the_message_it_had(club: Club, odile: Person) -> None:
    drops(club, odile, LIST)
    odile.clicks("Enregistrer 2 lignes")
    ticks(club)
    ana, eve = club.box.person("UANABERGER"), club.box.person("UEVENOIR")
    ana.opens_dm()
    ana.sees("✅ Réglée le lundi 4 janvier 2027")
    eve.opens_dm()
    eve.sees("Réglée en partie : 600,00 € sur 1 200,00 €")
    eve.sees_not("VERRERIE")


def test_the_same_file_twice_and_one_in_two_parts_note_each_payment_once(club: Club, odile: Person) -> None:
    lines = LIST.splitlines(keepends=True)
    drops(club, odile, "".join(lines[:2]))
    odile.clicks("Enregistrer 1 ligne")
    ticks(club)
    drops(club, odile, LIST)
    odile.sees("1 ligne rapprochée, 2 à vérifier, 1 déjà notée ; rien n’est encore importé.")
    odile.clicks("Enregistrer 1 ligne")
    ticks(club)
    drops(club, odile, LIST)
    odile.sees("0 ligne rapprochée, 2 à vérifier, 2 déjà notées ; rien n’est encore importé.")
    assert paid(club) == {"Verrerie Ardoin": 120_000, "Aciérie": 60_000, "Sucrerie": 0}


def test_a_payment_noted_by_hand_in_between_is_shown_before_the_import(club: Club, odile: Person) -> None:
    drops(club, odile, LIST)
    club.says_to_database("UPDATE dues SET gross = 1000, net = 1000 WHERE reference = '2027-001'")
    odile.clicks("Enregistrer 2 lignes")
    ticks(club)
    odile.sees("Le fichier ou le club a changé entre-temps")
    assert set(paid(club).values()) == {0}


def test_calls_come_by_file_too_and_tell_each_company_alone(club: Club, odile: Person) -> None:
    text = (
        "Entreprise;Année;Montant TTC;Échéance\nVerrerie Ardoin;2028;1 200,00;31/03/2028\n"
        "Aciérie;2028;0;31/03/2028\n"
    )
    drops(club, odile, text)
    odile.sees("1 entreprise à appeler ; rien n’est encore importé.")
    odile.sees("ligne 3, montant TTC : doit dépasser zéro")
    odile.clicks("Appeler 1 entreprise")
    ticks(club)
    odile.sees("✅ 1 entreprise appelée.")
    ana, eve = club.box.person("UANABERGER"), club.box.person("UEVENOIR")
    ana.opens_dm()
    ana.sees("Cotisation 2028")
    eve.opens_dm()
    eve.sees_not("Cotisation 2028")


def test_a_member_who_drops_a_bank_s_list_changes_nothing(club: Club, odile: Person) -> None:
    ana = club.box.person("UANABERGER")
    hands(club, ana, LIST.encode(), "releve.csv")
    ana.sees("que pour l’organisation")
    assert set(paid(club).values()) == {0}
    assert len(members(club)) == 4

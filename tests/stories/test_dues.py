"""Dues: called and reminded of in private, settled or talked of, without any effect (article COTISER)."""

import csv
from datetime import date, timedelta
from io import StringIO

import pytest

from club.dues import State
from club.ids import DuesId
from handlers.living.dues import service
from sandbox.driver.person import Person
from storage.company_changes import unite
from storage.dues import add_payment, get_dues, list_year_dues
from storage.erasure import erase
from storage.people import change_member, get_person, list_companies
from tests.stories.club import Club, paris
from tests.stories.said import EXPORT
from tests.stories.test_home_kept import home

DUE = "2027-03-31"
NOTED = "✅ Noté. Plus de rappel ; l’organisation vérifie."
NO_EFFECT = "Sans effet sur votre place ni sur vos votes."


@pytest.fixture
def odile(club: Club) -> Person:
    return club.joins("Odile Garnier", "ALLICE", role="organiser")


def calls(odile: Person, *companies: str, gross: str = "1 200,00", net: str = "1 000,00") -> None:
    """The organiser calls the dues of 2027."""
    odile.types("/prime cotisations")
    odile.clicks("Appeler les cotisations…")
    odile.fills({"Montant HT": net, "Montant TTC": gross, "À régler avant le": DUE})
    if companies:
        odile.fills("Entreprises", list(companies))
    odile.submits()


def told(person: Person, words: str) -> int:
    return sum(words in " ".join(str(one["text"]).split()) for one in person.messages())


def everything(club: Club) -> str:
    """All that stands in channels."""
    return str(
        [club.box.workspace.channels[one].messages for one in club.box.workspace.channels if one[0] == "C"]
    )


def test_a_call_reaches_the_companys_members_alone_and_in_private(club: Club, odile: Person) -> None:
    ana, luc = club.joins("Ana Berger"), club.joins("Luc Roy")
    eve = club.joins("Eve Noir", "Aciérie")
    calls(odile, "Verrerie Ardoin")
    odile.sees("✅ 1 entreprise appelée pour 2027.")
    odile.sees("2027 : 1 attendue")
    for person in (ana, luc):
        person.opens_dm()
        person.sees("Cotisation 2027")
        person.sees("1 200,00 € TTC (1 000,00 € HT), avant le mercredi 31 mars 2027")
        person.sees("Référence 2027-001")
        person.sees("Lu par Ana Berger, Luc Roy et l’organisation.")
        person.sees(NO_EFFECT)
    eve.types("/prime cotisations")
    eve.sees("Aucune cotisation n’est appelée pour l’instant.")
    eve.sees_not("1 200,00")
    assert "Cotisation" not in everything(club)
    calls(odile)
    odile.sees("✅ 1 entreprise appelée pour 2027.")
    odile.sees("2027 : 2 attendues")
    ana.opens_dm()
    assert told(ana, "Cotisation 2027") == 1, "who is called already is passed over"


def test_amounts_that_could_be_two_are_refused_at_their_field(club: Club, odile: Person) -> None:
    club.joins("Ana Berger")
    calls(odile, gross="1.234.50")
    assert odile.errors()["Montant TTC"].replace("\u00a0", " ") == "Montant illisible : « 1.234.50 »."
    odile.fills("Montant TTC", "0")
    odile.submits()
    assert odile.errors()["Montant TTC"].startswith("Indiquez un montant supérieur à zéro")
    odile.fills("Montant TTC", "900")
    odile.submits()
    assert "HT" in odile.errors()["Montant HT"]
    odile.fills({"Montant TTC": "1.200,00", "À régler avant le": "2026-12-31"})
    odile.submits()
    assert odile.errors()["À régler avant le"] == "Choisissez un jour à venir."


def test_reminders_come_at_their_days_and_say_that_nothing_is_lost(club: Club, odile: Person) -> None:
    ana = club.joins("Ana Berger")
    calls(odile)
    ana.opens_dm()
    for day, words, many in (
        (paris(2027, 3, 2, 10), "Cotisation 2027 : échéance le", 1),
        (paris(2027, 3, 24, 10), "Cotisation 2027 : échéance le", 2),
        (paris(2027, 3, 31, 10), "Cotisation 2027 : échéance le", 3),
        (paris(2027, 4, 15, 10), "Déjà fait ?", 1),
        (paris(2027, 4, 30, 10), "Une difficulté ?", 1),
        (paris(2027, 6, 30, 10), "Cotisation 2027 : ", 5),
    ):
        club.at(day - timedelta(hours=9))
        club.at(day)
        assert told(ana, words) == many, day
    ana.sees(NO_EFFECT)
    assert "Cotisation" not in everything(club)
    odile.opens_dm()
    assert told(odile, "échéance") == 0


def test_after_the_last_reminder_organisers_alone_hear_who_owes(club: Club, odile: Person) -> None:
    ana, eve = club.joins("Ana Berger"), club.joins("Eve Noir", "Aciérie")
    calls(odile)
    eve.types("/prime cotisations")
    eve.clicks("C’est réglé…")
    eve.fills("Réglé le", "2027-01-04")
    eve.submits()
    overdue = "Échéance dépassée, plus de rappel : Verrerie Ardoin"
    club.at(paris(2027, 4, 30, 12))
    odile.opens_home()
    assert "Échéance dépassée" not in home(odile)  # they are reminded today
    club.at(paris(2027, 5, 3, 12))
    for person in (ana, odile):
        person.opens_home()
    ana.sees_not("Échéance dépassée")
    odile.sees(overdue)
    assert "1 200" not in home(odile)
    odile.clicks("Voir les cotisations", within="Échéance dépassée")
    odile.opens_dm()
    odile.sees(overdue)
    odile.clicks("En discussion…", within="Verrerie")
    odile.submits()
    odile.opens_home()
    assert "Échéance dépassée" not in home(odile)


def test_it_is_paid_stops_reminders_and_organisers_verify(club: Club, odile: Person) -> None:
    ana, luc = club.joins("Ana Berger"), club.joins("Luc Roy")
    calls(odile)
    ana.opens_dm()
    ana.clicks("C’est réglé…")
    ana.fills({"Réglé le": "2027-01-05"})
    ana.submits()
    assert ana.errors()["Réglé le"] == "Choisissez un jour déjà venu."
    ana.fills({"Réglé le": "2027-01-04", "Référence du règlement": "VIR 42"})
    ana.submits()
    ana.sees(NOTED)
    club.settle()
    luc.opens_dm()
    luc.sees("Réglée le lundi 4 janvier 2027 selon l’entreprise ; à vérifier (VIR 42)")
    club.at(paris(2027, 4, 15, 10))
    assert told(ana, "échéance") + told(luc, "Déjà fait") == 0
    odile.opens_dm()
    odile.sees("Verrerie Ardoin : cotisation 2027")
    odile.clicks("Noter un règlement…")
    odile.submits()
    club.settle()
    luc.sees("✅ Réglée le lundi 4 janvier 2027")
    luc.sees_not("C’est réglé…")
    odile.types("/prime cotisations")
    odile.sees("2027 : 1 réglée")


def test_to_be_settled_with_somebody_stops_reminders_here(club: Club, odile: Person) -> None:
    ana = club.joins("Ana Berger")
    calls(odile)
    ana.types("/prime dues")
    ana.clicks("À voir avec…")
    ana.fills("Adresse", "compta@verrerie.example")
    ana.submits()
    ana.sees("✅ Noté : compta@verrerie.example. Plus de rappel ici.")
    club.at(paris(2027, 4, 15, 10))
    assert told(ana, "échéance") == 0
    odile.opens_dm()
    odile.sees("À voir avec : compta@verrerie.example")
    odile.types("/prime cotisations")
    odile.clicks("Reprendre l’appel")
    odile.sees("✅ C’est noté.")
    club.at(paris(2027, 4, 30, 1))
    club.at(paris(2027, 4, 30, 10))
    assert told(ana, "Une difficulté ?") == 1


def test_payments_in_part_in_whole_beyond_and_never_twice(club: Club, odile: Person) -> None:
    ana = club.joins("Ana Berger")
    calls(odile)
    odile.types("/prime cotisations")
    for amount, reference, seen in (
        ("600", "A", "Réglée en partie : 600,00 € sur 1 200,00 €"),
        ("600,00", "a", "Ce règlement est déjà noté."),
        ("650,00", "B", "avoir : 50,00 €"),
    ):
        odile.clicks("Noter un règlement…")
        odile.fills({"Montant reçu": amount, "Référence du règlement": reference})
        odile.submits()
        odile.sees(seen)
    odile.sees("2027 : 1 réglée")
    ana.opens_dm()
    ana.sees("✅ Réglée le lundi 4 janvier 2027 · avoir : 50,00 €")


def test_instalments_waivers_and_talks(club: Club, odile: Person) -> None:
    ana = club.joins("Ana Berger")
    calls(odile)
    odile.types("/prime cotisations")
    odile.clicks("Échéancier…")
    odile.fills({"Jour 1": "2027-03-31", "Montant 1": "600", "Jour 2": "2027-09-30", "Montant 2": "500"})
    odile.submits()
    assert "1 100,00" in odile.errors()["Montant 2"].replace("\u202f", " ").replace("\u00a0", " ")
    odile.fills("Montant 2", "600")
    odile.submits()
    odile.sees("600,00 € avant le jeudi 30 septembre 2027")
    club.at(paris(2027, 9, 23, 1))
    club.at(paris(2027, 9, 23, 10))
    ana.opens_dm()
    assert told(ana, "échéance le jeudi 30 septembre 2027") == 1
    odile.types("/prime cotisations")
    odile.clicks("Dispenser…")
    odile.fills("Motif, tel que l’entreprise le lira", "Année de création")
    odile.submits()
    odile.sees("2027 : 1 dispense")
    ana.sees("Dispense · Année de création")
    odile.types("/prime cotisations")
    odile.clicks("En discussion…")
    odile.submits()
    odile.sees("2027 : 1 en discussion")
    ana.clicks("C’est réglé…")
    ana.submits()
    ana.sees(NOTED)


def test_the_export_has_exact_decimals_and_no_formula(club: Club, odile: Person) -> None:
    club.joins("Ana Berger", "=HYPERLINK(1)")
    calls(odile, gross="1 234,56", net="1 028,80")
    odile.clicks(EXPORT)
    name, content = odile.files()[-1]
    rows = list(csv.reader(StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert name == "2027-cotisations.csv"
    assert rows[1][:10] == [
        *("'=HYPERLINK(1)", "2027", "2027-001", "1028,80", "1234,56", "0,00", "1234,56", "0,00"),
        *("2027-03-31", "appelée"),
    ]


def test_nobody_answers_for_another_company_nor_loses_anything(club: Club, odile: Person) -> None:
    ana, eve = club.joins("Ana Berger"), club.joins("Eve Noir", "Aciérie")
    calls(odile, "Verrerie Ardoin")
    services, now = club.prime.services, club.clock.now()
    with services.db.read() as session:
        (dues,) = list_year_dues(session, 2027)
    with services.db.read() as session:
        stranger = get_person(session, club.members["Eve Noir"])
    assert stranger is not None
    done = service.say_settled(services, dues.id, stranger, date(2027, 1, 4), "", now)
    assert done is service.Done.GONE
    assert service.say_address(services, dues.id, stranger, "x@y.fr", now) is service.Done.GONE
    assert service.find(services, dues.id, stranger) is None
    club.at(paris(2028, 1, 10, 10))
    with services.db.read() as session:
        late = get_dues(session, DuesId(dues.id))
        member = get_person(session, club.members["Ana Berger"])
    assert late is not None
    assert late.state is State.CALLED
    assert member is not None
    assert member.can_act, "whatever is owed, a member stays one"
    ana.types("/prime sujets")
    ana.sees("Proposer")
    assert eve.id


def test_who_moves_to_another_company_reads_its_dues_no_longer(club: Club, odile: Person) -> None:
    club.joins("Ana Berger")
    luc = club.joins("Luc Roy")
    club.joins("Eve Noir", "Aciérie")
    calls(odile, "Verrerie Ardoin")
    with club.prime.services.db.begin() as session:
        steel = {name: one for one, name in list_companies(session)}["Aciérie"]
        change_member(session, club.members["Luc Roy"], company_id=steel)
    luc.types("/prime cotisations")
    luc.sees("Aucune cotisation n’est appelée pour l’instant.")
    club.at(paris(2027, 3, 31, 10))
    assert told(luc, "échéance") == 0
    luc.opens_dm()
    luc.clicks("C’est réglé…")
    luc.sees("Cet appel de cotisation n’existe plus.")


def test_an_erasure_takes_the_address_and_does_not_begin_the_reminders_again(
    club: Club, odile: Person
) -> None:
    club.joins("Ana Berger")
    luc = club.joins("Luc Roy")
    calls(odile)
    services, now = club.prime.services, club.clock.now()
    with services.db.read() as session:
        (dues,) = list_year_dues(session, 2027)
        ana = get_person(session, club.members["Ana Berger"])
    assert ana is not None
    assert service.say_address(services, dues.id, ana, "ana.berger@home.example", now) is service.Done.DONE
    with services.db.begin() as session:
        erase(session, ana.id, "Ancien membre", now)
    with services.db.read() as session:
        (left,) = list_year_dues(session, 2027)
    assert (left.address, left.quiet) == ("—", True)
    club.at(paris(2027, 3, 31, 10))
    assert told(luc, "échéance") == 0


def test_of_two_companies_made_one_dues_follow_with_their_payments(club: Club, odile: Person) -> None:
    club.joins("Ana Berger")
    eve = club.joins("Eve Noir", "Aciérie")
    calls(odile, "Verrerie Ardoin")
    now = club.clock.now()
    with club.prime.services.db.begin() as session:
        ids = {name: one for one, name in list_companies(session)}
        (dues,) = list_year_dues(session, 2027)
        add_payment(session, dues.id, 60_000, date(2027, 1, 4), "VIR", None, now)
        unite(session, ids["Verrerie Ardoin"], ids["Aciérie"], now)
    eve.types("/prime cotisations")
    eve.sees("Réglée en partie : 600,00 € sur 1 200,00 €")

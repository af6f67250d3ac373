"""The members' directory, as members live it (articles S'ENTRAIDER and CONFIDENTIALITÉ)."""

import pytest

from club.directory import Detail, Field, Visibility
from sandbox.driver.person import Person
from storage.people import Role, add_member, change_member
from storage.profiles import save_profile_details
from tests.stories.club import Club, paris
from tests.stories.said import FUNCTION_FIELD, NEXT_PAGE, ORGANISERS_TOLD

ALL, CLUB, SELF = Visibility.MEMBERS, Visibility.ORGANISERS, Visibility.NOBODY


def fills_in(club: Club, name: str, function: str = "", **details: tuple[str, Visibility]) -> None:
    """A profile, kept as if its owner had typed it."""
    kept = {Field(field): Detail(value, seen) for field, (value, seen) in details.items()}
    with club.prime.services.db.begin() as session:
        save_profile_details(session, club.members[name], function, kept, club.clock.now())


@pytest.fixture
def ana(club: Club) -> Person:
    return club.joins("Ana Berger")


@pytest.fixture
def zoe(club: Club) -> Person:
    """Somebody to be found."""
    person = club.joins("Zoé Lebœuf", "Forges Yonne")
    fills_in(
        club,
        "Zoé Lebœuf",
        "Directrice technique",
        expertise=("Chaleur fatale", ALL),
        career=("Hydrogène", CLUB),
        phone=("+33 6 12 34 56 78", ALL),
        email=("zoe@forges.example", CLUB),
    )
    return person


def test_a_member_is_found_without_accents_and_by_the_beginnings_of_words(
    club: Club, ana: Person, zoe: Person
) -> None:
    ana.types("/prime annuaire zoe lebo")
    ana.sees("1 membre pour « zoe lebo »")
    ana.sees("Zoé Lebœuf · Forges Yonne Directrice technique Chaleur fatale")
    ana.types("/prime chercher CHALEUR")
    ana.sees("1 membre pour « CHALEUR »")


def test_a_typo_is_forgiven_and_said(club: Club, ana: Person, zoe: Person) -> None:
    ana.types("/prime find chalur")
    ana.sees("« chalur » : résultats pour « chaleur ».")
    ana.sees("Zoé Lebœuf · Forges Yonne")
    ana.types("/prime find xyzzyx")
    ana.sees("Aucun membre pour « xyzzyx ». Essayez un mot plus court.")


def test_what_only_organisers_may_see_is_found_corrected_and_shown_to_them_alone(
    club: Club, ana: Person, zoe: Person
) -> None:
    odile = club.joins("Odile Garnier", role="organiser")
    ana.types("/prime find hydrogene")
    ana.sees("Aucun membre pour « hydrogene ».")
    ana.types("/prime find hydrogenne")
    ana.sees("Aucun membre pour « hydrogenne ».")
    ana.sees_not("résultats pour")
    odile.types("/prime find hydrogenne")
    odile.sees("« hydrogenne » : résultats pour « hydrogene ».")
    odile.clicks("Voir le profil")
    odile.sees("Parcours Hydrogène")


def test_a_card_takes_the_lists_place_and_leads_back_to_the_same_page(club: Club, ana: Person) -> None:
    for name in ("Alpha", "Beta", "Gamma", "Delta", "Iota", "Kappa", "Sigma"):
        club.joins(f"{name} Martin")
    ana.types("/prime find martin")
    ana.sees("7 membres pour « martin »")
    ana.sees("1–5 sur 7")
    ana.clicks(NEXT_PAGE)
    ana.sees("6–7 sur 7")
    ana.clicks("Voir le profil", within="Sigma Martin")
    ana.sees("Sigma Martin")
    ana.sees_not("6–7 sur 7")
    ana.clicks("Retour à la liste")
    ana.sees("6–7 sur 7")
    ana.clicks("Précédents")
    ana.sees("1–5 sur 7")


def test_contact_details_come_one_at_a_time_under_the_clause_counted_and_listed(
    club: Club, ana: Person, zoe: Person
) -> None:
    ana.types("/prime find zoe")
    ana.clicks("Voir le profil")
    ana.sees("Expertises Chaleur fatale")
    ana.sees_not("+33 6 12 34 56 78")
    ana.clicks("Voir les coordonnées…")
    ana.sees("Pour vos besoins ou une coopération, jamais pour prospecter.")
    ana.sees("Zoé Lebœuf verra cette consultation ; il vous en reste 20 aujourd’hui.")
    ana.sees_not("+33 6 12 34 56 78")
    ana.submits()
    ana.sees("Téléphone +33 6 12 34 56 78")
    ana.sees_not("zoe@forges.example")
    ana.closes()
    ana.clicks("Voir les coordonnées…")
    ana.sees("Déjà consultées aujourd’hui")
    ana.submits()
    ana.sees("+33 6 12 34 56 78")
    zoe.types("/prime profil")
    zoe.clicks("Voir qui m’a consulté")
    zoe.sees("Ana Berger · Verrerie Ardoin lundi 4 janvier 2027, 9 h")
    assert zoe.screen().count("Ana Berger · Verrerie Ardoin") == 1


def test_organisers_see_the_details_that_are_shared_with_them(club: Club, zoe: Person) -> None:
    odile = club.joins("Odile Garnier", role="organiser")
    odile.types("/prime find zoe")
    odile.clicks("Voir le profil")
    odile.clicks("Voir les coordonnées…")
    odile.submits()
    odile.sees("zoe@forges.example")


def test_the_days_lookups_end_and_begin_again_at_midnight_in_paris(club: Club, ana: Person) -> None:
    people = [f"Membre {number:02}" for number in range(21)]
    for name in people:
        with club.prime.services.db.begin() as session:
            club.members[name] = add_member(session, name)
        fills_in(club, name, phone=("01 23 45 67 89", ALL))
    for name in people[:20]:
        looks_up(ana, name)
        ana.submits()
        ana.sees("01 23 45 67 89")
        ana.closes()
    looks_up(ana, people[20])
    ana.sees("Les 20 consultations du jour sont utilisées ; reprise à minuit.")
    assert "01 23 45 67 89" not in ana.screen()
    ana.closes()
    club.clock.set(paris(2027, 1, 5, 0, 1))
    looks_up(ana, people[20])
    ana.sees("il vous en reste 20 aujourd’hui.")


def looks_up(person: Person, name: str) -> None:
    """As far as the clause."""
    person.types(f"/prime find {name}")
    person.clicks("Voir le profil", within=name)
    person.clicks("Voir les coordonnées…")


def test_nothing_shared_is_nothing_counted(club: Club, ana: Person) -> None:
    club.joins("Paul Mercier")
    looks_up(ana, "Paul Mercier")
    ana.sees("Aucune coordonnée partagée ; écrivez par Slack.")
    ana.closes()
    fills_in(club, "Paul Mercier", phone=("01 23 45 67 89", ALL))
    ana.clicks("Voir les coordonnées…")
    ana.sees("il vous en reste 20 aujourd’hui.")
    fills_in(club, "Paul Mercier", phone=("01 23 45 67 89", SELF))
    ana.submits()
    ana.sees("Aucune coordonnée partagée")


def test_a_misuse_is_told_to_the_organisers_and_not_to_the_one_reported(
    club: Club, ana: Person, zoe: Person
) -> None:
    odile, paul = (club.joins(name, role="organiser") for name in ("Odile Garnier", "Paul Mercier"))
    with club.prime.services.db.begin() as session:
        change_member(session, club.members["Zoé Lebœuf"], role=Role.ORGANISER.value)
    ana.types("/prime find zoe")
    ana.clicks("Voir le profil")
    ana.clicks("Signaler un abus…")
    ana.fills("Que s’est-il passé ?", "Démarchage <!channel>")
    ana.submits()
    ana.sees(ORGANISERS_TOLD)
    for organiser in (odile, paul):
        organiser.opens_dm()
        organiser.sees("Ana Berger (Verrerie Ardoin) signale un abus de l’annuaire par Zoé Lebœuf")
        organiser.sees("Démarchage <!channel>")
    zoe.sees_not("signale un abus")


def test_a_profile_shows_nothing_by_default_and_each_field_has_its_own_audience(
    club: Club, ana: Person
) -> None:
    paul = club.joins("Paul Mercier")
    ana.types("/prime profil")
    ana.sees("Toujours visibles : nom, entreprise, fonction")
    ana.fills({FUNCTION_FIELD: "Acheteuse", "Expertises": "Verre creux", "Téléphone": "01 23 45 67 89"})
    ana.submits()
    ana.sees("Profil enregistré.")
    ana.sees("Aucune rubrique visible par les membres")
    paul.types("/prime find verre creux")
    paul.sees("Aucun membre pour « verre creux ».")
    ana.types("/prime profil")
    ana.fills("Expertises : visible par", "Les membres")
    ana.clicks("Voir l’aperçu")
    ana.sees("Ce que voient les membres")
    ana.sees("Aucune coordonnée pour les membres")
    ana.closes()
    ana.submits()
    ana.sees("1 rubrique visible par les membres")
    paul.types("/prime find verre creux")
    paul.sees("Ana Berger · Verrerie Ardoin Acheteuse Verre creux")
    paul.clicks("Voir le profil")
    paul.sees("Modifié le lundi 4 janvier 2027")


def test_faults_of_a_profile_are_said_at_the_field(club: Club, ana: Person) -> None:
    ana.types("/prime profil")
    ana.fills({"Parcours": "x" * 1012, "Téléphone": "rappelez-moi", "Lien": "http://a.example"})
    ana.fills(FUNCTION_FIELD, "y" * 151)
    ana.submits()
    said = {field: " ".join(fault.split()) for field, fault in ana.errors().items()}
    assert said == {
        "Parcours": "1 012 caractères pour 1 000 : retirez-en 12.",
        "Téléphone": "Indiquez un numéro : des chiffres, des espaces, + devant.",
        "Lien": "Indiquez une adresse qui commence par https://.",
        FUNCTION_FIELD: "151 caractères pour 150 : retirez-en 1.",
    }
    ana.fills({"Parcours": "x", "Téléphone": "", "Lien": "https://a.example/b", FUNCTION_FIELD: ""})
    ana.submits()
    ana.sees("Profil enregistré.")


def test_a_member_is_chosen_by_the_same_search_in_a_form(club: Club, ana: Person, zoe: Person) -> None:
    ana.types("/prime annuaire")
    ana.clicks("Chercher un membre…")
    ana.fills("Membre", "Forges")
    ana.submits()
    ana.sees("Directrice technique")


def test_the_home_tab_leads_to_the_directory(club: Club, ana: Person) -> None:
    ana.opens_home()
    ana.clicks("Mon profil…")
    ana.sees("Toujours visibles")


def test_odd_searches_are_answered(club: Club, ana: Person, zoe: Person) -> None:
    for typed in ("x" * 3000, '" OR * NEAR(', "🔥 :fire:", "%_' ; --", "chaleur " * 300, "a & <b>"):
        ana.types(f"/prime find {typed}")
        ana.sees("membre pour «" if "chaleur" in typed else "Aucun membre pour «")
    ana.sees_not("Repère")


def test_who_has_left_is_not_found_and_their_card_no_longer_opens(
    club: Club, ana: Person, zoe: Person
) -> None:
    ana.types("/prime find chaleur")
    with club.prime.services.db.begin() as session:
        change_member(session, club.members["Zoé Lebœuf"], state="left")
    ana.clicks("Voir le profil")
    ana.sees("Cette personne n’est plus membre.")
    ana.clicks("Retour à la liste")
    ana.sees("Aucun membre pour « chaleur ».")


def test_a_person_named_with_an_at_sign_is_shown_at_once(club: Club, ana: Person, zoe: Person) -> None:
    ana.types(f"/prime find @{zoe.id.lower()}")
    ana.sees("Directrice technique")


def test_an_english_reader_is_answered_in_english(club: Club, zoe: Person) -> None:
    tom = club.joins("Tom Baker", locale="en-GB")
    tom.types("/prime find chalur")
    tom.sees("“chalur”: results for “chaleur”.")
    tom.clicks("See the profile")
    tom.clicks("See the contact details…")
    tom.sees("Zoé Lebœuf will see this lookup; you have 20 left today.")

"""Mutual help, as members live it (article S'ENTRAIDER)."""

import pytest

from club.directory import Detail, Field, Visibility
from sandbox.driver.person import Person
from storage.profiles import save_profile_details
from tests.stories.club import Club, paris
from tests.stories.said import NOT_THIS_TIME, ORGANISERS_TOLD

ALL, CLUB = Visibility.MEMBERS, Visibility.ORGANISERS
ZOE = "Zoé Lebœuf · Forges Yonne"
HEAT = "Récupérer la chaleur des fumées"
ASK, I_CAN = "Demander de l’aide…", "Je peux aider"
CHOSEN, NAMELESS = "Les personnes que je choisis", "Les mêmes, sans mon nom (l’organisation le connaît)"
CHANNEL = "Tout le club, dans le canal"
THANKED = paris(2027, 1, 5, 9, 0)
"""The morning after: thanks wait for it, for the question came on the day before."""


def knows(
    club: Club, name: str, expertise: str, company: str = "Forges Yonne", seen: Visibility = ALL
) -> Person:
    """Somebody with an expertise and a telephone number, both for the members."""
    person = club.joins(name, company)
    kept = {Field.EXPERTISE: Detail(expertise, seen), Field.PHONE: Detail("+33 6 12 34 56 78", ALL)}
    with club.prime.services.db.begin() as session:
        save_profile_details(session, club.members[name], "Directrice technique", kept, club.clock.now())
    return person


def asks(person: Person, question: str = HEAT, *, seen: str = CHOSEN, details: str = "") -> None:
    """As far as the second step of the form."""
    person.types("/prime entraide")
    person.clicks(ASK)
    person.fills({"Votre question": question, "Qui la voit ?": seen})
    if details:
        person.fills("Précisions", details)
    person.submits()


def sends(person: Person, *names: str) -> None:
    """The second step, with these people ticked."""
    for name in names:
        person.ticks(name)
    person.submits()


@pytest.fixture
def ana(club: Club) -> Person:
    return club.joins("Ana Berger")


@pytest.fixture
def zoe(club: Club) -> Person:
    return knows(club, "Zoé Lebœuf", "Chaleur fatale, échangeurs sur fumées")


def test_a_question_finds_who_knows_and_ends_in_thanks(club: Club, ana: Person, zoe: Person) -> None:
    asks(ana, details="Four à 900 °C, fumées chargées.")
    ana.sees(ZOE)
    sends(ana, ZOE)
    ana.opens_dm()
    ana.sees("⏳ 1 personne sollicitée")
    zoe.opens_dm()
    zoe.sees("Ana Berger, Verrerie Ardoin, vous demande de l’aide")
    zoe.sees("Four à 900 °C")
    zoe.sees("d’après votre expertise : Chaleur, fumées")
    zoe.sees("Coordonnées échangées seulement si vous et cette personne le voulez.")
    zoe.clicks(I_CAN)
    zoe.sees("✅ Merci. En relation dès la confirmation.")
    zoe.sees_not("+33")
    ana.sees("✅ Zoé Lebœuf, Forges Yonne, peut aider.")
    ana.sees("Votre nom lui sera donné ; consultation comptée, jamais pour prospecter.")
    ana.sees_not("+33 6 12 34 56 78")
    ana.clicks("Échanger nos contacts")
    ana.sees("✅ Zoé Lebœuf, Directrice technique, Forges Yonne")
    ana.sees("+33 6 12 34 56 78")
    zoe.sees("✅ Ana Berger, Verrerie Ardoin : écrivez par Slack")
    zoe.types("/prime profil")
    zoe.clicks("Voir qui m’a consulté")
    zoe.sees("Ana Berger · Verrerie Ardoin")
    zoe.closes(clear=True)
    ana.clicks("C’est résolu…")
    ana.fills({"Votre merci": "Grand merci", "Une phrase pour le club": "Un échangeur à plaques suffit."})
    ana.submits()
    ana.opens_dm()
    ana.sees("✅ Résolue, grâce à Zoé Lebœuf.")
    zoe.opens_dm()
    zoe.sees_not("vous remercie")
    club.at(THANKED)
    zoe.sees("✅ Ana Berger vous remercie : « Grand merci »")
    zoe.sees("À publier : « Un échangeur à plaques suffit. »")
    zoe.clicks("J’accepte")
    zoe.sees("✅ Publiée, avec votre nom.")
    ana.opens("club-prime")
    ana.sees(f"Entraide · {HEAT} Un échangeur à plaques suffit. Ana Berger et Zoé Lebœuf")
    zoe.opens_home()
    zoe.sees("Entraide aide proposée 1 fois")


def test_what_was_resolved_is_found_again_and_pointed_out_before_a_like_question(
    club: Club, ana: Person, zoe: Person
) -> None:
    test_a_question_finds_who_knows_and_ends_in_thanks(club, ana, zoe)
    luc = club.joins("Luc Martin", "Papeterie du Val")
    luc.opens_dm()
    luc.types("/prime entraide chaleur")
    luc.sees("1 question résolue pour « chaleur »")
    luc.sees("Un échangeur à plaques suffit. · mardi 5 janvier 2027")
    luc.clicks("Voir le profil")
    luc.sees("Zoé Lebœuf")
    luc.types("/prime entraide heat")
    luc.sees("1 question résolue pour « heat »")
    luc.types("/prime entraide vapeur")
    luc.sees("Aucune pour « vapeur ».")
    asks(luc, "Chaleur des fumées de séchage")
    luc.sees("1 question proche a une réponse")
    luc.clicks("Lire la réponse…")
    luc.sees("Un échangeur à plaques suffit.")
    luc.sees("Grâce à Zoé Lebœuf · Forges Yonne")


def test_a_no_is_a_number_and_somebody_else_may_be_named_once(club: Club, ana: Person, zoe: Person) -> None:
    paul = knows(club, "Paul Mercier", "Chaleur de four", "Aciérie du Plessis")
    luc = club.joins("Luc Martin", "Papeterie du Val")
    asks(ana)
    sends(ana, ZOE, "Paul Mercier · Aciérie du Plessis")
    paul.opens_dm()
    paul.clicks(NOT_THIS_TIME)
    paul.sees("C’est noté ; rien d’autre n’est transmis.")
    zoe.opens_dm()
    zoe.clicks("Je connais quelqu’un…")
    zoe.fills({"Qui ?": "Luc", "Un mot": "Il l’a fait en 2025."})
    zoe.submits()
    zoe.sees("✅ Transmis à Luc Martin.")
    ana.opens_dm()
    ana.sees("⏳ 3 personnes sollicitées ; 2 n’ont pas pu")
    ana.sees_not("Paul Mercier")
    luc.opens_dm()
    luc.sees("Transmis par Zoé Lebœuf, Forges Yonne.")
    luc.sees("Il l’a fait en 2025.")
    luc.sees_not("Je connais quelqu’un…")
    luc.clicks(I_CAN)
    ana.sees("✅ Luc Martin, Papeterie du Val, peut aider.")
    ana.clicks("Décliner")
    luc.sees("✅ Merci de votre proposition : l’aide est venue d’ailleurs.")


def test_without_a_name_nobody_learns_it_before_the_exchange(club: Club, ana: Person, zoe: Person) -> None:
    asks(ana, seen=NAMELESS)
    sends(ana, ZOE)
    zoe.opens_dm()
    zoe.sees("Un membre vous demande de l’aide")
    zoe.clicks(I_CAN)
    zoe.sees_not("Ana Berger")
    zoe.sees_not("Verrerie Ardoin")
    ana.clicks("Échanger nos contacts")
    zoe.opens_dm()
    zoe.sees("✅ Ana Berger, Verrerie Ardoin")


def test_the_whole_club_is_asked_in_the_channel(club: Club, ana: Person) -> None:
    luc = club.joins("Luc Martin", "Papeterie du Val")
    asks(ana, "Un bureau d’études pour une turbine ?", seen=CHANNEL)
    ana.sees("Aucune expertise ne correspond : la question sera posée dans le canal.")
    ana.submits()
    luc.opens("club-prime")
    luc.sees("Entraide · Un bureau d’études pour une turbine ?")
    luc.sees("Ana Berger, Verrerie Ardoin")
    luc.clicks(I_CAN)
    luc.sees("✅ Merci. En relation dès la confirmation.")
    ana.opens("club-prime")
    ana.clicks(I_CAN)
    ana.sees("C’est votre question : les réponses arrivent dans vos messages.")
    ana.opens_dm()
    ana.sees("✅ Luc Martin, Papeterie du Val, peut aider.")


def test_silence_widens_after_five_working_days_and_reaches_organisers_after_ten(
    club: Club, ana: Person
) -> None:
    odile = club.joins("Odile Garnier", role="organiser")
    people = [knows(club, f"{name} Martin", "Chaleur fatale") for name in ("Ada", "Bea", "Cleo", "Dina")]
    asks(ana)
    sends(ana, "Ada Martin · Forges Yonne")
    club.at(paris(2027, 1, 11, 8, 30))
    ana.opens_dm()
    ana.sees("⏳ 1 personne sollicitée")
    club.at(paris(2027, 1, 11, 9, 30))
    ana.sees("⏳ 3 personnes sollicitées")
    club.at(paris(2027, 1, 12, 9, 0))
    for one, told in zip(people, (True, True, True, False), strict=True):
        one.opens_dm()
        (one.sees if told else one.sees_not)("vous demande de l’aide")
    odile.opens_dm()
    odile.sees_not("Aide à trouver")
    club.at(paris(2027, 1, 18, 9, 30))
    ana.opens_dm()
    ana.sees("⏳ L’organisation reprend votre question.")
    club.at(paris(2027, 1, 19, 9, 0))
    odile.sees(f"Aide à trouver : {HEAT}")
    odile.clicks("Proposer quelqu’un…")
    odile.fills("Qui ?", "Dina")
    odile.submits()
    odile.sees("✅ Cette personne est sollicitée.")
    club.at(paris(2027, 1, 20, 9, 0))
    people[3].opens_dm()
    people[3].sees("Ana Berger, Verrerie Ardoin, vous demande de l’aide")


def test_an_offer_declined_late_leaves_nobody_waiting_in_vain(club: Club, ana: Person, zoe: Person) -> None:
    odile = club.joins("Odile Garnier", role="organiser")
    asks(ana)
    sends(ana, ZOE)
    zoe.opens_dm()
    zoe.clicks(I_CAN)
    club.at(paris(2027, 1, 21, 10, 0))  # more than ten working days later
    ana.opens_dm()
    ana.clicks("Décliner")
    club.later(seconds=30)
    ana.sees("⏳ L’organisation reprend votre question.")
    club.at(paris(2027, 1, 22, 9, 0))
    odile.opens_dm()
    odile.sees(f"Aide à trouver : {HEAT}")


def test_nobody_who_fits_means_the_organisers_at_once(club: Club, ana: Person) -> None:
    odile = club.joins("Odile Garnier", role="organiser")
    knows(club, "Zoé Lebœuf", "Chaleur fatale", seen=CLUB)
    asks(ana)
    ana.sees("Aucune expertise ne correspond : l’organisation cherchera.")
    ana.submits()
    odile.opens_dm()
    odile.sees(f"Aide à trouver : {HEAT}")
    odile.sees("Ana Berger, Verrerie Ardoin")


def test_who_is_never_proposed(club: Club, ana: Person, zoe: Person) -> None:
    knows(club, "Chloé Roy", "Chaleur fatale", "Verrerie Ardoin")
    gone = knows(club, "Guy Absent", "Chaleur fatale")
    club.box.change_user(gone.id, deleted=True)
    club.settle()
    for number in range(2):
        asks(ana, f"{HEAT} {number}")
        ana.sees_not("Chloé Roy")
        ana.sees_not("Guy Absent")
        sends(ana, ZOE)
    asks(ana, f"{HEAT} encore")
    ana.sees("Aucune expertise ne correspond")
    ana.closes()
    club.at(paris(2027, 2, 1, 9, 0))
    asks(ana, f"{HEAT} encore")
    ana.sees(ZOE)
    zoe.opens_dm()
    zoe.clicks("Ne plus me solliciter")
    zoe.sees("✅ C’est noté : plus aucune demande ne vous sera adressée.")
    ana.closes()
    asks(ana, f"{HEAT} encore")
    ana.sees("Aucune expertise ne correspond")
    ana.closes()
    zoe.types("/prime entraide")
    zoe.clicks("Recevoir des demandes")
    asks(ana, f"{HEAT} encore")
    ana.sees(ZOE)


def test_a_question_is_taken_back_and_its_buttons_meet_what_holds(
    club: Club, ana: Person, zoe: Person
) -> None:
    asks(ana)
    sends(ana, ZOE)
    ana.opens_dm()
    ana.clicks("Retirer ma question…")
    ana.submits()
    ana.sees("Cette question a été retirée.")
    zoe.opens_dm()
    zoe.sees("Cette question a été retirée.")
    zoe.sees_not(I_CAN)


def test_a_question_is_not_rewritten_after_a_yes_and_asked_anew_it_begins_anew(
    club: Club, ana: Person, zoe: Person
) -> None:
    asks(ana)
    sends(ana, ZOE)
    zoe.opens_dm()
    zoe.clicks(I_CAN)
    ana.opens_dm()
    assert "Modifier" not in ana.screen().partition("├ direct")[2]
    ana.clicks("Retirer ma question…")
    ana.submits()
    zoe.sees("Cette question a été retirée.")
    asks(ana, "Récupérer la chaleur de la vapeur")
    sends(ana, ZOE)
    ana.opens_dm()
    ana.sees("⏳ 1 personne sollicitée")
    ana.sees_not("Échanger nos contacts")


def test_an_offer_in_disguise_is_reported_and_removed(club: Club, ana: Person, zoe: Person) -> None:
    odile = club.joins("Odile Garnier", role="organiser")
    asks(ana, seen=NAMELESS)
    sends(ana, ZOE)
    zoe.opens_dm()
    zoe.clicks("Signaler un abus…")
    zoe.fills("Que s’est-il passé ?", "C’est une offre de prix.")
    zoe.submits()
    zoe.sees(ORGANISERS_TOLD)
    zoe.closes()
    zoe.sees_not("Ana Berger")
    odile.opens_dm()
    odile.sees("Zoé Lebœuf, Forges Yonne, signale un abus de l’entraide")
    odile.sees("Question de Ana Berger, Verrerie Ardoin")
    odile.clicks("Retirer la question…")
    odile.submits()
    odile.sees("✅ La question est retirée.")
    ana.opens_dm()
    ana.sees("L’organisation a retiré cette question. Une question : Odile Garnier.")


def test_a_message_and_an_empty_search_lead_to_the_form(club: Club, ana: Person) -> None:
    luc = club.joins("Luc Martin", "Papeterie du Val")
    luc.types("Qui a déjà changé un brûleur ?", in_="club-prime")
    ana.opens("club-prime")
    ana.uses_message_shortcut("Demander de l’aide", within="brûleur")
    ana.submits()
    ana.sees("Qui a déjà changé un brûleur ?")
    ana.closes()
    ana.types("/prime annuaire brûleur")
    ana.clicks(ASK)
    ana.sees("brûleur")

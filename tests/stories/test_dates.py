"""Finding a date, as organisers and those whom they ask live it (article FACILITER)."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select

from club.folding import fold
from club.ids import DatePollId, EventId, TopicId
from club.topics import TopicKind
from handlers.belonging.mydata import service as mydata
from handlers.events.organising import form
from handlers.events.organising.origin import Origin
from handlers.events.organising.outcomes import EventChange
from handlers.events.organising.service import create
from sandbox.driver.person import Person
from storage.date_polls import ANSWER
from storage.events import get_event
from storage.people import Membership, change_member, get_person
from storage.people import Person as Member
from storage.topics import add_topic, back
from tests.stories.club import FIRST, Club, paris
from tests.stories.said import CANCEL, COMPANY_FIELD, EDIT, START_DAY, TITLE_FIELD
from tests.stories.test_digest import digest_of
from tests.stories.test_hosting import PLACE, offers

TITLE = "Groupe Chaleur"
THURSDAY, FRIDAY, MONDAY = (
    "jeu. 28 janv., 9 h 30 – 11 h 30",
    "ven. 29 janv., 14 h – 16 h",
    "lun. 1er févr., 9 h – 12 h",
)
LINES = "jeu. 28 janv. 9 h 30\n29/01/2027 14h-16h\n2027-02-01 09:00-12:00"
LATER = "16/03/2027 9h\n17/03/2027 9h"
CLOSES = "lundi 11 janvier 2027, 18 h"
CLOSE_DAY, CLOSE_TIME = "Réponses jusqu’au (jour)", "Réponses jusqu’à (heure)"
PICK_DAY = "Ajouter un créneau : jour"


@pytest.fixture
def odile(club: Club) -> Person:
    return club.joins("Odile Garnier", "ALLICE", role="organiser")


@pytest.fixture
def ana(club: Club) -> Person:
    return club.joins("Ana Berger", "Papeterie du Val")


@pytest.fixture
def luc(club: Club) -> Person:
    return club.joins("Luc Martin", "Aciérie du Plessis")


def searches(organiser: Person, lines: str = LINES, title: str = TITLE) -> None:
    """A search among all members, by the form."""
    organiser.types("/prime date")
    organiser.clicks("Chercher une date…")
    organiser.fills({TITLE_FIELD: title, "Créneaux": lines})
    organiser.submits()


def answers(person: Person, *says: str) -> None:
    """Each slot in order, from the message."""
    person.opens_dm()
    person.clicks("Répondre…")
    fills(person, says)


def fills(person: Person, says: Sequence[str]) -> None:
    """The form of the three slots."""
    for slot, fit in zip((THURSDAY, FRIDAY, MONDAY), says, strict=True):
        person.fills(slot, fit)
    person.submits()


def person(club: Club, name: str) -> Member:
    """As the club knows them."""
    with club.prime.services.db.read() as session:
        found = get_person(session, club.members[name])
    assert found is not None
    return found


def suspends(club: Club, name: str) -> None:
    """They take part no longer, for a while."""
    with club.prime.services.db.begin() as session:
        club.prime.services.ceases(session, person(club, name), club.clock.now())
        change_member(session, club.members[name], state=Membership.SUSPENDED.value)


def comes_back(club: Club, name: str) -> None:
    """They take part again."""
    with club.prime.services.db.begin() as session:
        change_member(session, club.members[name], state=Membership.ADMITTED.value)


def leaves(club: Club, name: str) -> None:
    """They leave the club, which forgets them."""
    mydata.leave(club.prime.services, person(club, name), club.clock.now())
    club.settle()


def answers_kept(club: Club) -> int:
    """Rows of what was answered."""
    with club.prime.services.db.read() as session:
        return int(session.connection().execute(select(func.count()).select_from(ANSWER)).scalar_one())


def proposes(club: Club, name: str) -> TopicId:
    """A topic of theirs."""
    with club.prime.services.db.begin() as session:
        who, words = club.members[name], ("Pompes à chaleur", "", "")
        return add_topic(session, who, TopicKind.STUDY, *words, club.clock.now())


def supports(club: Club, name: str, topic_id: TopicId) -> None:
    """They stand behind it too."""
    with club.prime.services.db.begin() as session:
        back(session, topic_id, club.members[name], club.clock.now())


def test_a_search_becomes_an_event_that_each_yes_confirms_by_one_click(
    club: Club, odile: Person, ana: Person, luc: Person
) -> None:
    searches(odile)
    odile.sees("✅ Envoyé à 3 personnes.")
    ana.opens_dm()
    ana.sees(f"{TITLE} : quand pourriez-vous ?")
    ana.sees(f"3 créneaux, avant le {CLOSES}")
    answers(ana, "Oui", "Si besoin", "Non")
    ana.sees("✅ Noté. Modifiable jusqu’au lundi 11 janvier 2027, 18 h.")
    ana.sees(f"{THURSDAY} : oui")
    answers(luc, "Oui", "Oui", "Non")
    odile.opens_dm()
    odile.sees("2 réponses, 1 sans réponse")
    odile.sees("2 oui · 2 entreprises")
    odile.sees("1 oui, 1 si besoin · 2 entreprises")
    odile.clicks("Voir qui peut venir")
    odile.sees("Oui : Luc Martin, Aciérie du Plessis; Ana Berger, Papeterie du Val")
    odile.closes()
    odile.clicks("Retenir cette date", within=THURSDAY)
    odile.fills("Lieu", "Lyon")
    odile.submits()
    event = club.event(FIRST)
    assert (event.title, event.place) == (TITLE, "Lyon")
    assert (event.starts_at, event.ends_at) == (paris(2027, 1, 28, 9, 30), paris(2027, 1, 28, 11, 30))
    odile.opens_dm()
    odile.sees("C’est un brouillon : à sa publication, chaque oui est à confirmer d’un clic.")
    ana.opens_dm()
    ana.sees("Une date est retenue ; l’invitation suit.")
    odile.types("/prime activite")
    odile.clicks("Publier")
    for person in (ana, luc):
        person.opens_dm()
        person.sees("Date retenue : jeudi 28 janvier 2027, 9 h 30 ; vous aviez dit oui.")
    ana.clicks("Je confirme")
    ana.sees("✅ Vous venez")
    luc.clicks("Je ne viens pas")
    luc.sees("✅ Vous ne venez pas")
    assert (club.seats("Ana Berger"), club.seats("Luc Martin")) == (1, 0)


def test_lines_that_cannot_be_read_are_named_and_nothing_typed_is_lost(
    club: Club, odile: Person, ana: Person
) -> None:
    searches(odile, "jeu. 28 janv. 9 h 30\nven. 28 janv. 14h\n31/02 9h\nbientôt")
    [said] = odile.errors().values()
    assert fold("Ligne 2 : ce jour est le jeudi 28 janvier 2027 ; vérifiez le jour ou la date.") in fold(said)
    assert fold("Ligne 3 : ce jour n’existe pas ; le jour vient avant le mois.") in fold(said)
    assert fold("Ligne 4 : écrivez par exemple") in fold(said)
    odile.fills("Créneaux", "jeu. 28 janv. 9 h 30")
    odile.submits()
    assert list(odile.errors().values()) == ["Donnez au moins deux créneaux, un par ligne."]
    odile.fills({"Créneaux": LINES, CLOSE_DAY: "2027-02-01"})
    odile.submits()
    [late] = odile.errors().values()
    assert fold(late) == fold("Le premier créneau viendrait avant la clôture : avancez-la.")
    odile.fills(CLOSE_DAY, "2027-01-11")
    odile.submits()
    assert odile.modal is None
    ana.opens_dm()
    ana.sees(f"{TITLE} : quand pourriez-vous ?")


def test_slots_are_added_by_the_pickers_and_one_left_there_counts(
    club: Club, odile: Person, ana: Person
) -> None:
    odile.types("/prime activite")
    odile.clicks("Chercher une date…")
    odile.fills({TITLE_FIELD: TITLE, PICK_DAY: "2027-01-28"})
    odile.clicks("Ajouter ce créneau")
    odile.sees("Choisissez un jour et une heure, puis ajoutez le créneau.")
    odile.fills({"De": "09:30", "À": "08:00"})
    odile.clicks("Ajouter ce créneau")
    odile.sees("La fin précède le début")
    odile.fills("À", "11:30")
    odile.clicks("Ajouter ce créneau")
    odile.sees("jeudi 28 janvier 2027, 9 h 30 – 11 h 30")
    odile.fills({PICK_DAY: "2027-01-29", "De": "14:00"})
    odile.submits()
    ana.opens_dm()
    ana.clicks("Répondre…")
    ana.sees(THURSDAY)
    ana.sees(FRIDAY)


def test_the_closing_passes_while_the_form_is_open(
    club: Club, odile: Person, ana: Person, luc: Person
) -> None:
    searches(odile)
    answers(luc, "Oui", "Non", "Non")
    ana.opens_dm()
    ana.clicks("Répondre…")
    club.at(paris(2027, 1, 11, 18, 0))
    fills(ana, ("Oui", "Oui", "Oui"))
    ana.sees("Réponses closes depuis le lundi 11 janvier 2027, 18 h ; l’organisation choisit.")
    ana.sees("Odile Garnier")
    ana.closes()
    ana.sees("Réponses closes ; l’organisation choisit.")
    club.at(paris(2027, 1, 12, 9, 0))
    odile.opens_dm()
    odile.sees("➡️ Réponses closes : à vous de retenir une date.")
    odile.sees("1 oui · 1 entreprise")


def test_an_answer_changes_until_the_closing_and_not_after_the_choice(
    club: Club, odile: Person, ana: Person
) -> None:
    searches(odile)
    answers(ana, "Oui", "Non", "Non")
    ana.clicks(EDIT)
    fills(ana, ("Non", "Oui", "Non"))
    odile.opens_dm()
    ana.clicks(EDIT)
    odile.clicks("Retenir cette date", within=FRIDAY)
    odile.submits()
    assert club.event(FIRST).starts_at == paris(2027, 1, 29, 14, 0)
    fills(ana, ("Oui", "Non", "Non"))
    ana.sees("Cette recherche est terminée : votre réponse n’est plus nécessaire. Merci.")
    odile.types("/prime activite")
    odile.clicks("Publier")
    ana.closes()
    ana.opens_dm()
    ana.sees("Date retenue : vendredi 29 janvier 2027, 14 h ; vous aviez dit oui.")


def test_whoever_has_not_answered_is_reminded_once(
    club: Club, odile: Person, ana: Person, luc: Person
) -> None:
    searches(odile)
    answers(luc, "Oui", "Si besoin", "Si besoin")
    before = (club.dms(ana), club.dms(luc))
    club.at(paris(2027, 1, 8, 16, 50))
    assert club.dms(ana) == before[0]
    club.at(paris(2027, 1, 8, 17, 0))
    club.at(paris(2027, 1, 11, 9, 0))
    club.at(paris(2027, 1, 11, 12, 0))
    assert club.dms(ana) == before[0] + 1
    assert club.dms(luc) == before[1]


def test_it_waits_on_the_home_tab_and_is_answered_there(club: Club, odile: Person, ana: Person) -> None:
    searches(odile)
    ana.opens_home()
    ana.sees("Ce qui vous attend (1)")
    ana.sees(f"{TITLE} : quand pourriez-vous ?")
    ana.clicks("Répondre…")
    fills(ana, ("Oui", "Non", "Non"))
    ana.sees("✅ Rien ne vous attend.")
    ana.opens_dm()
    ana.sees("✅ Noté.")


def test_a_member_sees_counts_only_after_answering(
    club: Club, odile: Person, ana: Person, luc: Person
) -> None:
    searches(odile)
    answers(luc, "Oui", "Non", "Non")
    ana.types("/prime date")
    ana.sees("1 recherche de date")
    ana.sees_not("1 oui")
    ana.clicks("Aucun ne convient")
    ana.types("/prime date")
    ana.sees("Aucun de ces créneaux ne vous convient.")
    ana.clicks(EDIT)
    fills(ana, ("Non", "Oui", "Non"))
    ana.types("/prime date")
    ana.sees(f"{THURSDAY} : non (1 oui · 1 entreprise)")
    ana.sees_not("Luc Martin")


def test_of_two_organisers_who_keep_two_slots_one_does(club: Club, odile: Person, ana: Person) -> None:
    jean = club.joins("Jean Second", "ALLICE", role="organiser")
    searches(odile)
    answers(ana, "Oui", "Oui", "Non")
    odile.opens_dm()
    odile.clicks("Retenir cette date", within=THURSDAY)
    jean.types("/prime date")
    jean.clicks("Voir les créneaux")
    jean.clicks("Retenir cette date", within=FRIDAY)
    odile.submits()
    jean.submits()
    assert list(jean.errors()) == [START_DAY]
    assert fold("Une date a été retenue entre-temps") in fold(jean.errors()[START_DAY])
    jean.closes()
    jean.clicks("Retenir cette date", within=FRIDAY)
    jean.sees("Cette recherche est terminée")
    assert club.event(FIRST).starts_at == paris(2027, 1, 28, 9, 30)


def test_a_slot_that_is_past_cannot_be_kept(club: Club, odile: Person, ana: Person) -> None:
    searches(odile)
    odile.types("/prime date")
    odile.clicks("Voir les créneaux")
    club.at(paris(2027, 1, 28, 9, 31))
    odile.clicks("Retenir cette date", within=CLOSES)  # in a list that stood there before
    odile.sees("Ce créneau est passé")
    odile.clicks("Retenir cette date", within=FRIDAY)
    club.at(paris(2027, 1, 29, 14, 0))
    odile.submits()
    assert list(odile.errors()) == [START_DAY]


def test_the_host_of_premises_in_view_is_asked_as_one(
    club: Club, odile: Person, ana: Person, luc: Person
) -> None:
    offers(ana)
    odile.types("/prime date")
    odile.clicks("Chercher une date…")
    odile.fills({TITLE_FIELD: TITLE, "Créneaux": LATER, "Lieu envisagé": f"Papeterie du Val, {PLACE}"})
    odile.ticks("Les membres d’une entreprise")
    odile.fills(COMPANY_FIELD, "Aciérie du Plessis")
    odile.submits()
    odile.sees("✅ Envoyé à 2 personnes.")
    ana.opens_dm()
    ana.sees("Vous êtes aussi l’hôte")
    ana.clicks("Répondre…")
    ana.fills({"mar. 16 mars, 9 h – 11 h": "Oui", "mer. 17 mars, 9 h – 11 h": "Non"})
    ana.submits()
    odile.opens_dm()
    odile.sees("1 oui · 1 entreprise · hôte : oui")
    odile.sees("aucun oui · hôte : non")
    odile.clicks("Retenir cette date", within="mar. 16 mars")
    odile.submits()
    event = club.event(FIRST)
    assert (event.place, event.host_company) == (f"{PLACE}, Salle Mont-Blanc", "Papeterie du Val")
    ana.opens_dm()
    ana.sees("vous accueillez ?")


def test_a_host_who_withdraws_leaves_the_search_without_a_place(
    club: Club, odile: Person, ana: Person
) -> None:
    offers(ana)
    odile.types("/prime date")
    odile.clicks("Chercher une date…")
    odile.fills({TITLE_FIELD: TITLE, "Créneaux": LATER, "Lieu envisagé": f"Papeterie du Val, {PLACE}"})
    odile.submits()
    ana.types("/prime accueillir")
    ana.clicks("Retirer mon offre…")
    ana.submits()
    odile.opens_dm()
    odile.sees(f"Lieu envisagé, plus disponible : {PLACE}")
    odile.clicks("Retenir cette date", within="mar. 16 mars")
    odile.submits()
    assert club.event(FIRST).place == ""


def test_only_those_chosen_are_asked(club: Club, odile: Person, ana: Person, luc: Person) -> None:
    odile.types("/prime date")
    odile.clicks("Chercher une date…")
    odile.ticks("Les personnes que je choisis")
    odile.fills({TITLE_FIELD: TITLE, "Créneaux": LINES})
    odile.submits()
    assert list(odile.errors()) == ["Personnes"]
    odile.fills("Personnes", ["Luc Martin · Aciérie du Plessis"])
    odile.submits()
    luc.opens_dm()
    luc.sees(f"{TITLE} : quand pourriez-vous ?")
    ana.types("/prime date")
    ana.sees("Aucune recherche de date ne vous attend.")


def test_those_who_stand_behind_a_topic_are_asked(
    club: Club, odile: Person, ana: Person, luc: Person
) -> None:
    topic_id = proposes(club, "Ana Berger")
    odile.types("/prime date")
    odile.clicks("Chercher une date…")
    odile.ticks("Les soutiens d’un sujet")
    odile.fills({TITLE_FIELD: TITLE, "Créneaux": LINES, "Sujet": "Pompes à chaleur"})
    odile.submits()
    odile.sees("✅ Envoyé à 1 personne.")
    supports(club, "Luc Martin", topic_id)
    luc.types("/prime date")
    luc.sees(f"{TITLE}")
    luc.clicks("Aucun ne convient")
    odile.opens_dm()
    odile.sees("1 réponse, 1 sans réponse")


def test_prolonged_given_up_and_told_to_who_answered(
    club: Club, odile: Person, ana: Person, luc: Person
) -> None:
    searches(odile)
    answers(ana, "Oui", "Non", "Non")
    odile.opens_dm()
    odile.clicks("Prolonger…")
    odile.fills(CLOSE_DAY, "2027-01-01")
    odile.submits()
    [past] = odile.errors().values()
    assert fold(past) == fold("Cette clôture est passée : choisissez-en une à venir.")
    odile.fills({CLOSE_DAY: "2027-01-20", CLOSE_TIME: "12:00"})
    odile.submits()
    odile.sees("✅ Réponses jusqu’au mercredi 20 janvier 2027, 12 h.")
    luc.opens_dm()
    luc.sees("3 créneaux, avant le mercredi 20 janvier 2027, 12 h")
    before = club.dms(luc)
    odile.clicks("Annuler la recherche…")
    odile.submits()
    odile.sees("✅ Recherche abandonnée. Message envoyé à 1 personne.")
    ana.opens_dm()
    ana.sees(f"Plus de recherche de date pour {TITLE}. Merci de votre réponse.")
    luc.sees("La recherche de date est abandonnée.")
    assert club.dms(luc) == before
    odile.sees_not("Retenir cette date")


def test_nobody_answered(club: Club, odile: Person, ana: Person) -> None:
    searches(odile)
    club.at(paris(2027, 1, 12, 9, 0))
    odile.opens_dm()
    odile.sees("➡️ Réponses closes, et aucune reçue : prolongez la recherche, ou annulez-la.")
    odile.clicks("Prolonger…")
    odile.fills({CLOSE_DAY: "2027-01-22", CLOSE_TIME: "18:00"})
    odile.submits()
    ana.opens_dm()
    ana.clicks("Aucun ne convient")
    odile.opens_dm()
    odile.sees("1 réponse")
    club.at(paris(2027, 1, 25, 9, 0))
    odile.sees("➡️ Réponses closes : aucun créneau ne convient.")


def test_who_leaves_counts_no_longer_and_who_joins_is_asked(
    club: Club, odile: Person, ana: Person, luc: Person
) -> None:
    searches(odile)
    answers(ana, "Oui", "Non", "Non")
    answers(luc, "Oui", "Oui", "Non")
    suspends(club, "Luc Martin")
    club.later(seconds=30)
    odile.types("/prime date")
    odile.sees("1 réponse, 1 sans réponse")
    comes_back(club, "Luc Martin")
    leaves(club, "Ana Berger")
    odile.opens_dm()
    odile.sees("1 réponse, 1 sans réponse")
    assert answers_kept(club) == 3, "of whoever left nothing is kept"
    eve = club.joins("Eve Nouvelle", "Verrerie Ardoin")
    eve.opens_home()
    eve.sees(f"{TITLE} : quand pourriez-vous ?")
    eve.types("/prime date")
    eve.clicks("Aucun ne convient")
    odile.opens_dm()
    odile.sees("2 réponses, 1 sans réponse")


def test_where_its_organiser_left_the_others_choose(club: Club, odile: Person, ana: Person) -> None:
    jean = club.joins("Jean Second", "ALLICE", role="organiser")
    searches(odile)
    answers(ana, "Oui", "Non", "Non")
    leaves(club, "Odile Garnier")
    jean.opens_dm()
    jean.sees("Retenir cette date")
    club.at(paris(2027, 1, 12, 9, 0))
    jean.sees("➡️ Réponses closes : à vous de retenir une date.")
    jean.clicks("Retenir cette date", within=THURSDAY)
    jean.submits()
    assert club.event(FIRST).starts_at == paris(2027, 1, 28, 9, 30)


def test_an_event_at_another_hour_says_so_and_a_draft_called_off_gives_the_slots_back(
    club: Club, odile: Person, ana: Person
) -> None:
    searches(odile)
    answers(ana, "Oui", "Oui", "Non")
    odile.opens_dm()
    odile.clicks("Retenir cette date", within=THURSDAY)
    odile.submits()
    odile.types("/prime activite")
    odile.clicks(CANCEL)
    odile.submits()
    odile.opens_dm()
    odile.sees("➡️ L’activité créée a été annulée : un autre créneau peut être retenu.")
    odile.clicks("Retenir cette date", within=FRIDAY)
    odile.fills({"Heure du début": "15:00", "Heure de la fin": "17:00"})
    odile.ticks("Publier maintenant dans le canal")
    odile.submits()
    ana.opens_dm()
    ana.sees(
        "Date retenue : vendredi 29 janvier 2027, 15 h. Ce n’est pas le créneau auquel vous aviez dit oui"
    )


def test_seats_are_those_of_any_answer(club: Club, odile: Person, ana: Person, luc: Person) -> None:
    searches(odile)
    answers(ana, "Oui", "Non", "Non")
    answers(luc, "Oui", "Non", "Non")
    odile.opens_dm()
    odile.clicks("Retenir cette date", within=THURSDAY)
    odile.fills("Places", "1")
    odile.ticks("Publier maintenant dans le canal")
    odile.submits()
    for person in (ana, luc):
        person.opens_dm()
        person.clicks("Je confirme")
    luc.sees("rang 1")
    assert (club.seats("Ana Berger"), club.seats("Luc Martin")) == (1, 0)


def test_in_english(club: Club, odile: Person) -> None:
    james = club.joins("James Reed", locale="en-GB")
    searches(odile)
    james.opens_dm()
    james.sees(f"{TITLE}: when could you come?")
    james.sees("3 slots, before Monday 11 January 2027, 18:00")
    james.clicks("Answer…")
    james.sees("Your availability")
    james.fills({"Thu 28 Jan, 9:30 – 11:30": "Yes", "Fri 29 Jan, 14:00 – 16:00": "If needed"})
    james.fills("Mon 1 Feb, 9:00 – 12:00", "No")
    james.submits()
    james.sees("✅ Noted. You can change it until Monday 11 January 2027, 18:00.")


def test_two_searches_wait_in_one_message_and_each_turns_where_it_is_answered(
    club: Club, odile: Person, ana: Person
) -> None:
    club.clock.set(paris(2027, 1, 4, 14, 0))
    searches(odile)
    searches(odile, title="Groupe Froid")
    assert club.dms(ana) == 0, "nobody asked for it: it waits for the hour of what waits"
    club.at(paris(2027, 1, 5, 9, 0))
    assert club.dms(ana) == 1
    assert "2 points vous attendent" in digest_of(club, ana)
    ana.opens_dm()
    ana.clicks("Aucun ne convient", within=TITLE)
    ana.sees("✅ Noté")
    assert "2 points" not in digest_of(club, ana)
    ana.clicks("Répondre…")
    fills(ana, ("Oui", "Oui", "Oui"))
    ana.sees("✅ Tout est à jour. Merci.")


def test_of_two_who_keep_a_slot_at_the_same_moment_one_does(club: Club, odile: Person, ana: Person) -> None:
    searches(odile)
    fields = {
        **dict.fromkeys(form.FIELDS, ""),
        **form.BLANK,
        **{form.TITLE: TITLE, form.START_DAY: "2027-01-28", form.START_TIME: "09:30", form.END_TIME: "11:30"},
    }

    def keeps(slot: int) -> EventChange:
        origin = Origin(poll_id=DatePollId(1), slot=slot)
        return create(club.prime.services, fields, club.clock.now(), at_once=False, origin=origin).result

    with ThreadPoolExecutor(8) as threads:
        results = sorted(threads.map(keeps, [1, 2, 3, 1, 2, 3, 1, 2]))
    assert results == [EventChange.FAULTY] * 7 + [EventChange.SAVED]
    assert club.event(FIRST).title == TITLE
    with club.prime.services.db.read() as session:
        assert get_event(session, EventId(2)) is None, "what lost leaves no draft behind"


def test_the_same_search_sent_twice_asks_once(club: Club, odile: Person, ana: Person) -> None:
    searches(odile)
    searches(odile)
    odile.types("/prime date")
    odile.sees_not("2 recherches de date")
    assert club.dms(ana) == 1


def test_stale_buttons_meet_todays_rules(club: Club, odile: Person, ana: Person) -> None:
    searches(odile)
    ana.types("/prime date")
    odile.types("/prime date")
    odile.clicks("Voir les créneaux")
    odile.opens_dm()
    odile.clicks("Annuler la recherche…")
    odile.submits()
    ana.clicks("Aucun ne convient", within="1 recherche de date")
    ana.sees("Cette recherche est terminée : votre réponse n’est plus nécessaire. Merci.")
    odile.clicks("Prolonger…", within="Réponses jusqu’au")
    odile.sees("Recherche abandonnée.")
    assert answers_kept(club) == 0

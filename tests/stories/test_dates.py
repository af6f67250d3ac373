"""Finding a date: asked, answered, prolonged, given up (article FACILITER)."""

from club.folding import fold
from sandbox.driver.person import Person
from tests.stories.club import Club, paris
from tests.stories.said import EDIT, TITLE_FIELD
from tests.stories.searches import (
    CLOSE_DAY,
    CLOSE_TIME,
    FRIDAY,
    LINES,
    PICK_DAY,
    THURSDAY,
    TITLE,
    ana,
    answers,
    answers_kept,
    comes_back,
    fills,
    leaves,
    luc,
    odile,
    proposes,
    searches,
    supports,
    suspends,
)
from tests.stories.test_digest import digest_of

__all__ = ["ana", "luc", "odile"]


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


def test_only_those_chosen_are_asked(club: Club, odile: Person, ana: Person, luc: Person) -> None:
    searches(odile, circle="Les personnes que je choisis")
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
    searches(odile, circle="Les soutiens d’un sujet", Sujet="Pompes à chaleur")
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

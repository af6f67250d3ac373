"""Late requests and their decision, as a member and the organisers live them (article FACILITER)."""

from dataclasses import replace
from datetime import date

from storage.events import save_event
from tests.stories.club import Club, paris
from tests.stories.said import (
    ACCEPT,
    ASK_SEAT,
    CONFIDENTIAL,
    EDIT,
    EMAIL_FIELD,
    FUNCTION_FIELD,
    NAME_FIELD,
    ORGANISERS_ONLY,
    REQUEST_SENT,
    SEATED,
    START_DAY,
)

LATE = paris(2027, 1, 23, 9, 30)
"""Two days after the deadline, five before the start."""


def test_asking_reaches_every_organiser_and_the_first_decision_closes_the_others(club: Club) -> None:
    ana = club.joins("Ana Berger")
    odile, paul = (club.joins(name, role="organiser") for name in ("Odile Garnier", "Paul Mercier"))
    club.plans("Forum Chaleur fatale", capacity=4)
    club.at(LATE)
    ana.opens("club-prime")
    ana.clicks(ASK_SEAT)
    ana.fills("Un mot pour l’organisation", "De retour de mission.")
    ana.submits()
    ana.sees(REQUEST_SENT)
    for organiser in (odile, paul):
        organiser.opens_dm()
        organiser.sees("Ana Berger, Verrerie Ardoin, demande 1 place")
        organiser.sees("De retour de mission.")
        organiser.sees("4 places libres · reçue 5 jours avant")
    odile.clicks(ACCEPT)
    for organiser in (odile, paul):
        organiser.sees("Acceptée par Odile Garnier, samedi 23 janvier 2027, 9 h 30")
        organiser.sees_not(f"[{ACCEPT}]")
    ana.opens_dm()
    ana.sees("Demande acceptée : 1 place.")
    assert club.seats("Ana Berger") == 1
    assert [name for name, _ in ana.files()] == ["forum-chaleur-fatale.ics"]


def test_a_late_click_says_what_holds(club: Club) -> None:
    ana = club.joins("Ana Berger")
    odile, paul = (club.joins(name, role="organiser") for name in ("Odile Garnier", "Paul Mercier"))
    club.plans("Forum Chaleur fatale")
    club.at(LATE)
    ana.types("/prime rsvp forum")
    ana.clicks(ASK_SEAT)
    ana.submits()
    paul.types("/prime demandes")
    odile.opens_dm()
    odile.clicks(ACCEPT)
    paul.clicks(ACCEPT, within="1 demande à décider")
    paul.sees("Déjà décidé ; voici ce qui vaut.")
    paul.sees("Aucune demande à décider.")
    assert club.seats("Ana Berger") == 1


def test_a_refusal_says_why_and_what_else_there_is(club: Club) -> None:
    ana, odile = club.joins("Ana Berger"), club.joins("Odile Garnier", role="organiser")
    club.plans("Forum Chaleur fatale")
    club.at(LATE)
    ana.types("/prime rsvp forum")
    ana.clicks(ASK_SEAT)
    ana.submits()
    odile.opens_dm()
    odile.clicks("Refuser…")
    odile.ticks("Autre")
    odile.submits()
    assert odile.errors() == {"Message pour Ana Berger": "Indiquez le motif."}
    odile.ticks("Liste remise au site")
    odile.fills("Message pour Ana Berger", "À la prochaine fois")
    odile.submits()
    odile.sees(
        "Refusée par Odile Garnier, samedi 23 janvier 2027, 9 h 30 : "
        "Liste remise au site. À la prochaine fois"
    )
    ana.opens_dm()
    ana.sees("Demande non acceptée : Liste remise au site. À la prochaine fois")
    ana.clicks("Voir les activités")
    ana.sees("Votre prochaine activité")
    assert club.seats("Ana Berger") == 0


def test_when_full_a_request_can_be_put_in_line(club: Club) -> None:
    ana, odile = club.joins("Ana Berger"), club.joins("Odile Garnier", role="organiser")
    event_id = club.plans("Forum Chaleur fatale", capacity=1)
    club.at(LATE)
    ana.types("/prime rsvp forum")
    ana.clicks(ASK_SEAT)
    ana.submits()
    odile.opens_dm()
    club.fills_with(event_id, 1)  # behind the copy's back: it still offers to accept
    odile.clicks(ACCEPT)
    odile.sees("Complet entre-temps : rien n’est décidé.")
    odile.clicks("Mettre en attente")
    odile.sees("Mise en attente par Odile Garnier")
    ana.opens_dm()
    ana.sees("Complet : vous attendez 1 place, au rang 1.")
    assert club.seats("Ana Berger") == 0


def test_a_request_can_be_taken_back(club: Club) -> None:
    ana, odile = club.joins("Ana Berger"), club.joins("Odile Garnier", role="organiser")
    club.plans("Forum Chaleur fatale")
    club.at(LATE)
    ana.types("/prime rsvp forum")
    ana.clicks(ASK_SEAT)
    ana.submits()
    ana.opens_dm()
    ana.sees(f"{REQUEST_SENT} La réponse arrivera ici.")
    ana.clicks("Retirer ma demande", within="La réponse arrivera ici")
    odile.opens_dm()
    odile.sees("Retirée")
    odile.sees_not(f"[{ACCEPT}]")


def test_undecided_at_the_start_is_declined_and_told(club: Club) -> None:
    ana, luc = club.joins("Ana Berger"), club.joins("Luc Roy")
    odile = club.joins("Odile Garnier", role="organiser")
    event_id = club.plans("Forum Chaleur fatale", capacity=1)
    club.fills_with(event_id, 1)
    luc.types("/prime rsvp forum oui")
    club.at(LATE)
    ana.types("/prime rsvp forum")
    ana.clicks(ASK_SEAT)
    ana.submits()
    club.at(paris(2027, 1, 28, 9, 30))
    ana.opens_dm()
    ana.sees("Demande non décidée avant le début. Une question :")
    luc.opens_dm()
    luc.sees("L’activité commence : la liste d’attente est close.")
    odile.opens_dm()
    odile.sees("Non décidée avant le début de l’activité")
    club.later(minutes=5)
    assert len([m for m in ana.messages() if "non décidée avant le début" in m["text"]]) == 1


def test_the_list_of_requests_is_paged_and_decided_in_place(club: Club) -> None:
    odile = club.joins("Odile Garnier", role="organiser")
    club.plans("Forum Chaleur fatale")
    people = [club.joins(f"Membre {name}") for name in ("Alpha", "Beta", "Gamma", "Delta", "Iota", "Kappa")]
    club.at(LATE)
    for person in people:
        person.types("/prime rsvp forum")
        person.clicks(ASK_SEAT)
        person.submits()
    odile.types("/prime demandes")
    odile.sees("6 demandes à décider")
    odile.sees("1–5 sur 6")
    odile.clicks(ACCEPT, within="Membre Beta")
    odile.sees("5 demandes à décider")
    assert club.seats("Membre Beta") == 1


def test_members_may_not_decide(club: Club) -> None:
    ana = club.joins("Ana Berger")
    ana.types("/prime demandes")
    ana.sees(ORGANISERS_ONLY)


def test_who_may_answer_freely_again_needs_no_request(club: Club) -> None:
    ana = club.joins("Ana Berger")
    event_id = club.plans("Forum Chaleur fatale")
    club.at(LATE)
    ana.types("/prime rsvp forum")
    with club.prime.services.db.begin() as session:
        save_event(session, replace(club.event(event_id), deadline=paris(2027, 1, 26, 9, 30)))
    ana.clicks(ASK_SEAT)
    ana.sees(SEATED)
    assert club.seats("Ana Berger") == 1


def test_odd_words_in_a_request_ping_nobody(club: Club) -> None:
    ana, odile = club.joins("Ana <!here>"), club.joins("Odile Garnier", role="organiser")
    club.plans("Forum *Chaleur* <@UODILE>")
    club.at(LATE)
    ana.types("/prime rsvp forum")
    ana.clicks(ASK_SEAT)
    ana.fills("Un mot pour l’organisation", "<!channel> *svp* @here")
    ana.submits()
    odile.opens_dm()
    odile.sees("Ana <!here>, Verrerie Ardoin, demande 1 place")
    odile.sees("<!channel> *svp* @here")
    for call in club.box.calls:
        assert "<!" not in str(call.args.get("text", ""))


def test_an_english_reader_is_answered_in_english(club: Club) -> None:
    tom, odile = club.joins("Tom Baker", locale="en-GB"), club.joins("Odile Garnier", role="organiser")
    club.plans("Forum Chaleur fatale")
    club.at(LATE)
    tom.types("/prime rsvp forum")
    tom.clicks("Ask for a seat…")
    tom.submits()
    odile.opens_dm()
    odile.clicks("Refuser…")
    odile.ticks("Complet")
    odile.submits()
    tom.opens_dm()
    tom.sees("Request not accepted: Full")


def test_answers_open_again_settle_what_was_asked_by_arrival(club: Club) -> None:
    ana, luc, zoe = (club.joins(name) for name in ("Ana Berger", "Luc Roy", "Zoé Vert"))
    odile = club.joins("Odile Garnier", role="organiser")
    club.plans("Forum Chaleur fatale", capacity=1)
    club.at(LATE)
    for person in (ana, luc):
        person.types("/prime rsvp forum oui")
        person.clicks(ASK_SEAT)
        person.submits()
    odile.types("/prime activite")
    odile.clicks(EDIT)
    odile.fills({START_DAY: date(2027, 3, 18)})
    odile.submits()
    zoe.types("/prime rsvp forum oui")
    zoe.sees("au rang 2")
    assert (club.seats("Ana Berger"), club.seats("Luc Roy"), club.seats("Zoé Vert")) == (1, 0, 0)
    ana.opens_dm()
    ana.sees("Demande acceptée : 1 place.")
    ana.sees("Date ou lieu modifié : venez-vous toujours ?")
    luc.opens_dm()
    luc.sees("Complet : vous attendez 1 place, au rang 1.")
    odile.opens_dm()
    odile.sees("Réponses rouvertes : demande satisfaite")
    odile.sees("Réponses rouvertes : en liste d’attente")
    odile.sees_not(f"[{ACCEPT}]")
    odile.sees_not("[Mettre en attente]")


def test_a_representative_asked_for_comes_once_answers_are_open_again(club: Club) -> None:
    ana, odile = club.joins("Ana Berger"), club.joins("Odile Garnier", role="organiser")
    club.plans("Forum Chaleur fatale")
    ana.types("/prime rsvp forum oui")
    club.at(LATE)
    ana.types("/prime rsvp")
    ana.clicks("J’envoie quelqu’un…")
    ana.fills({NAME_FIELD: "Tom Bar", EMAIL_FIELD: "t@exemple.fr", FUNCTION_FIELD: "Cheffe"})
    ana.ticks(CONFIDENTIAL)
    ana.submits()
    odile.types("/prime activite")
    odile.clicks(EDIT)
    odile.fills({"Réponses jusqu’au (jour)": date(2027, 1, 26)})
    odile.submits()
    ana.opens_dm()
    ana.sees("Demande acceptée : Tom Bar vient à votre place.")
    assert club.seats("Ana Berger") == 1

"""What the club holds about somebody: received as a file, and left behind (article CONFIDENTIALITÉ)."""

import json
from typing import Any

from club.topics import TopicKind
from storage.people import Membership, change_member, get_person
from storage.supporters import add_comment
from storage.topics import add_topic, back, get_topic
from tests.stories.club import Club, paris
from tests.stories.said import (
    COMPANY_FIELD,
    CONFIDENTIAL,
    EMAIL_FIELD,
    FUNCTION_FIELD,
    GOING,
    MEMBERS_ONLY,
    NAME_FIELD,
    PROMOTED,
)


def the_file(files: list[tuple[str, bytes]]) -> dict[str, Any]:
    (content,) = [content for name, content in files if name.startswith("prime-")]
    held: dict[str, Any] = json.loads(content)["held"]
    return held


def test_my_data_arrive_as_a_file_with_what_i_answered(club: Club) -> None:
    ana = club.joins("Ana Berger")
    club.joins("Luc Roy", role="organiser")
    club.plans("Forum Chaleur fatale")
    ana.opens("club-prime")
    ana.clicks(GOING)
    ana.types("/prime mes-donnees")
    ana.sees("Vos données")
    ana.sees("1 activité avec réponse")
    ana.sees("Pour corriger : /prime profil.")
    ana.clicks("Recevoir mes données")
    ana.sees("⏳ Votre fichier arrive par message direct.")
    held = the_file(ana.files())
    assert held["member"][0]["name"] == "Ana Berger"
    assert held["profile"][0]["email"] == "ana.berger@example.org"
    assert [(row["event_name"], row["says"]) for row in held["rsvp"]] == [("Forum Chaleur fatale", "yes")]
    assert {row["recipient"] for row in held["posting"]} == {ana.id}
    assert "Luc Roy" not in json.dumps(held)


def test_leaving_says_what_follows_and_asks_for_a_word(club: Club) -> None:
    ana = club.joins("Ana Berger")
    club.joins("Odile Garnier", role="organiser")
    club.plans("Forum Chaleur fatale")
    ana.opens("club-prime")
    ana.clicks(GOING)
    ana.types("/prime mes-donnees")
    ana.clicks("Quitter le club…")
    ana.sees("Votre place à 1 activité à venir est libérée.")
    ana.sees("1 réponse à une activité, comme simple compte.")
    ana.sees("Rien : aucun accord à la charte à prouver.")
    ana.fills("Pour confirmer, écrivez QUITTER", "oui")
    ana.submits()
    assert ana.errors() == {"Pour confirmer, écrivez QUITTER": "Pour confirmer, écrivez QUITTER."}
    assert club.seats("Ana Berger") == 1
    ana.closes()
    assert club.seats("Ana Berger") == 1


def test_who_leaves_is_erased_and_the_seat_goes_to_who_waits(club: Club) -> None:
    ana, luc = club.joins("Ana Berger"), club.joins("Luc Roy", "Fonderie Morel")
    odile = club.joins("Odile Garnier", "ALLICE", role="organiser")
    club.plans("Forum Chaleur fatale", capacity=1)
    for person in (ana, luc):
        person.opens("club-prime")
        person.clicks(GOING if person is ana else "Attendre une place")
    ana.types("/prime mes-donnees")
    ana.clicks("Quitter le club…")
    ana.sees("Vous êtes la dernière personne à représenter Verrerie Ardoin")
    ana.fills("Pour confirmer, écrivez QUITTER", "quitter")
    ana.submits()
    ana.sees("Vous avez quitté le club et vos données sont effacées.")
    assert (club.seats("Ana Berger"), club.seats("Luc Roy")) == (0, 1)
    luc.opens_dm()
    luc.sees(PROMOTED)
    odile.opens_dm()
    odile.sees("Ana Berger, Verrerie Ardoin, a quitté le club.")
    odile.sees("Verrerie Ardoin n’a plus de membre.")
    with club.prime.services.db.read() as session:
        left = get_person(session, club.members["Ana Berger"])
    assert left is not None
    assert (left.name, left.email, left.slack_id) == ("Ancien membre", None, None)
    assert left.state is Membership.LEFT
    ana.types("/prime rsvp")
    ana.sees(MEMBERS_ONLY)


def test_the_only_organiser_names_another_first(club: Club) -> None:
    odile = club.joins("Odile Garnier", role="organiser")
    odile.types("/prime my-data")
    odile.clicks("Quitter le club…")
    odile.fills("Pour confirmer, écrivez QUITTER", "QUITTER")
    odile.submits()
    odile.sees("Vous êtes la seule personne à organiser")
    odile.types("/prime event")
    odile.sees("Aucune activité")


def test_topics_supports_comments_and_votes_are_counted_and_said_before_leaving(club: Club) -> None:
    ana, luc = club.joins("Ana Berger"), club.joins("Luc Roy")
    me, now = club.members["Ana Berger"], club.clock.now()
    with club.prime.services.db.begin() as session:
        own = add_topic(session, me, TopicKind.STUDY, "Chaleur fatale", "", "", now)
        other = add_topic(session, club.members["Luc Roy"], TopicKind.STUDY, "Air comprimé", "", "", now)
        back(session, other, me, now)
        add_comment(session, other, me, "Très utile", now)
    ana.types("/prime mes-donnees")
    ana.sees("1 sujet proposé 1 sujet soutenu 1 commentaire sur un sujet")
    ana.clicks("Quitter le club…")
    ana.sees("Vos commentaires sur les sujets et vos soutiens.")
    ana.sees("Les sujets que vous avez proposés.")
    ana.fills("Pour confirmer, écrivez QUITTER", "QUITTER")
    ana.submits()
    with club.prime.services.db.read() as session:
        topic, supported = get_topic(session, own), get_topic(session, other)
    assert (topic and topic.author, supported and supported.supporters) == ("Ancien membre", 1)
    assert luc.id


def test_somebody_invited_may_have_their_data_and_leave(club: Club) -> None:
    lea = club.joins("Léa Moulin")
    with club.prime.services.db.begin() as session:
        change_member(session, club.members["Léa Moulin"], state=Membership.INVITED.value)
    lea.types("/prime mes-donnees")
    lea.clicks("Recevoir mes données")
    assert the_file(lea.files())["member"][0]["state"] == "invited"
    lea.types("/prime mes-donnees")
    lea.clicks("Quitter le club…")
    lea.fills("Pour confirmer, écrivez QUITTER", "QUITTER")
    lea.submits()
    lea.sees("Vous avez quitté le club")


def test_a_request_ends_with_who_made_it(club: Club) -> None:
    odile = club.joins("Odile Garnier", "ALLICE", role="organiser")
    eve = club.stranger("Eve Martin")
    eve.types("/prime rejoindre")
    eve.fills({COMPANY_FIELD: "Verrerie Ardoin", FUNCTION_FIELD: "Ingénieure"})
    eve.submits()
    odile.opens_dm()
    odile.sees("Eve Martin")
    eve.types("/prime mes-donnees")
    eve.clicks("Quitter le club…")
    eve.fills("Pour confirmer, écrivez QUITTER", "QUITTER")
    eve.submits()
    eve.sees("Vous avez quitté le club")
    odile.sees("Ancien membre")
    odile.sees_not("Eve Martin")


def test_a_suspended_member_is_forgotten_after_six_months_and_their_seat_given_back(club: Club) -> None:
    ana = club.joins("Ana Berger")
    club.joins("Odile Garnier", "ALLICE", role="organiser")
    club.plans("Forum Chaleur fatale", starts=paris(2027, 9, 16, 9, 30))
    ana.opens("club-prime")
    ana.clicks(GOING)
    with club.prime.services.db.begin() as session:
        change_member(session, club.members["Ana Berger"], state=Membership.SUSPENDED.value)
    club.later(days=1)
    club.at(paris(2027, 7, 4, 4))
    assert club.seats("Ana Berger") == 1
    club.at(paris(2027, 7, 6, 4))
    assert club.seats("Ana Berger") == 0
    with club.prime.services.db.read() as session:
        gone = get_person(session, club.members["Ana Berger"])
    assert gone is not None
    assert (gone.name, gone.company, gone.slack_id) == ("Ancien membre", "", None)


def test_a_guest_s_name_is_forgotten_ninety_days_after_the_event(club: Club) -> None:
    ana = club.joins("Ana Berger")
    club.plans("Forum Chaleur fatale")
    ana.opens("club-prime")
    ana.clicks("Je viens avec…")
    ana.fills({NAME_FIELD: "Paul Invité", EMAIL_FIELD: "paul@example.com"})
    ana.fills({FUNCTION_FIELD: "Ingénieur", COMPANY_FIELD: "Fonderie Morel"})
    ana.ticks(CONFIDENTIAL)
    ana.submits()
    assert club.seats("Ana Berger") == 2
    club.at(paris(2027, 4, 28, 2, 0))
    ana.types("/prime mes-donnees")
    ana.sees("1 personne invitée")
    club.at(paris(2027, 4, 29, 3, 30))
    ana.types("/prime mes-donnees")
    ana.sees_not("1 personne invitée\n1")
    ana.clicks("Recevoir mes données")
    guest = the_file(ana.files())["guest"][0]
    assert (guest["name"], guest["email"], guest["function"], guest["company"]) == ("", "", "", "")
    assert club.seats("Ana Berger") == 2

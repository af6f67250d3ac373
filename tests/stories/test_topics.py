"""Topics, as members propose, support, discuss and find them (article CONTRIBUER)."""

import pytest

from club.topics import TopicKind, TopicStep
from sandbox.driver.person import Person
from storage.supporters import add_comment
from storage.topics import add_step, add_topic
from tests.stories.club import CHANNEL, Club, paris
from tests.stories.proposals import ABOUT, TITLE, proposes
from tests.stories.said import EDIT, MEMBERS_ONLY, NEXT_PAGE, TITLE_FIELD

TOMORROW = paris(2027, 1, 5, 9, 0)
"""When news that a message of the day before left for later comes."""


@pytest.fixture
def ana(club: Club) -> Person:
    return club.joins("Ana Berger")


@pytest.fixture
def paul(club: Club) -> Person:
    return club.joins("Paul Mercier", "Forges Yonne")


def test_a_topic_is_proposed_supported_commented_and_carried(club: Club, ana: Person, paul: Person) -> None:
    ana.types(f"/prime proposer  {TITLE} ")
    ana.fills({"De quoi s’agit-il ?": ABOUT, "Type de sujet": "Étude collective"})
    ana.fills("Pourquoi est-ce utile ?", "15 % de nos achats d’énergie")
    ana.submits()
    ana.sees("Sujet proposé ; sa carte est dans le canal du club.")
    paul.opens(CHANNEL)
    paul.sees(f"Étude collective · {TITLE} {ABOUT}")
    paul.sees("Proposé par Ana Berger · 1 soutien de 1 entreprise")
    paul.clicks("Soutenir")
    paul.sees("Votre soutien est noté.")
    paul.sees("2 soutiens de 2 entreprises")
    paul.clicks("Soutenir", within="Proposé par")
    paul.sees("C’est déjà noté : vous soutenez ce sujet.")
    paul.clicks("Commenter…", within="Proposé par")
    paul.fills("Votre commentaire", "Nos fours s’y prêtent <!channel> *bien*")
    paul.submits()
    ana.opens_dm()
    ana.sees("Paul Mercier, Forges Yonne, commente le sujet")
    ana.sees("Nos fours s’y prêtent <!channel> *bien*")
    paul.clicks("Porter avec", within="Proposé par")
    ana.sees_not("porte le sujet avec vous")
    club.at(TOMORROW)
    ana.sees("Paul Mercier, Forges Yonne, porte le sujet avec vous")
    paul.clicks("Lire en entier", within="Proposé par")
    paul.sees("15 % de nos achats d’énergie")
    paul.sees("Porté par Ana Berger (Verrerie Ardoin) et Paul Mercier (Forges Yonne)")
    paul.sees("lundi 4 janvier 2027 · Proposé par Ana Berger")
    paul.sees("1 commentaire")
    paul.clicks("Retirer mon soutien")
    paul.sees("Votre soutien est retiré.")
    paul.closes()
    paul.opens(CHANNEL)
    paul.sees("1 soutien de 1 entreprise")


def test_close_topics_are_pointed_out_and_nothing_typed_is_lost(
    club: Club, ana: Person, paul: Person
) -> None:
    proposes(ana)
    proposes(ana, "Chaleurs fatales : quels usages ?")
    ana.submits()
    proposes(paul, "Chaudière biomasse")
    paul.sees("Sujet proposé")
    proposes(paul, "Valoriser la chaleur fatale", "Mon texte <b>", "Programme collaboratif")
    paul.sees("2 sujets proches existent")
    paul.sees(f"Étude collective · {TITLE} 1 soutien de 1 entreprise")
    paul.clicks("Soutenir", within=TITLE)
    paul.sees("Vous soutenez ce sujet.")
    assert paul.modal is not None
    assert paul.modal["submit"]["text"] == "Proposer quand même"
    paul.submits()
    paul.opens(CHANNEL)
    paul.sees("Programme collaboratif · Valoriser la chaleur fatale Mon texte <b>")
    paul.sees("2 soutiens de 2 entreprises")


def test_faults_are_said_at_their_fields(club: Club, ana: Person) -> None:
    ana.types("/prime proposer")
    ana.fills({TITLE_FIELD: "… !", "De quoi s’agit-il ?": "x" * 2512, "Type de sujet": "Activité du club"})
    ana.submits()
    said = {field: " ".join(fault.split()) for field, fault in ana.errors().items()}
    assert said == {
        TITLE_FIELD: "Donnez un titre au sujet.",
        "De quoi s’agit-il ?": "2 512 caractères pour 2 500 : retirez-en 12.",
    }
    ana.fills({TITLE_FIELD: "Visite d’une aciérie", "De quoi s’agit-il ?": "x" * 2500})
    ana.submits()
    ana.sees("Sujet proposé")
    ana.clicks("Lire en entier…")
    ana.sees("x" * 2500)


def test_a_message_becomes_a_topic_by_its_shortcut(club: Club, ana: Person, paul: Person) -> None:
    paul.opens(CHANNEL)
    paul.types(f"Et si on visitait les Forges avec <@{ana.id}> ? *2 < 3* & plus")
    ana.opens(CHANNEL)
    ana.uses_message_shortcut("Proposer comme sujet", within="Et si on visitait")
    ana.fills({TITLE_FIELD: "Visite des Forges", "Type de sujet": "Activité du club"})
    ana.submits()
    ana.sees("Sujet proposé")
    ana.sees("Visite des Forges Et si on visitait les Forges avec")
    ana.sees("? *2 < 3* & plus")
    stranger = club.stranger("Max Vogel")
    stranger.opens(CHANNEL)
    stranger.uses_message_shortcut("Proposer comme sujet", within="Et si on visitait")
    stranger.sees(MEMBERS_ONLY)


def test_words_are_its_carriers(club: Club, ana: Person, paul: Person) -> None:
    proposes(ana)
    paul.opens(CHANNEL)
    paul.clicks("Lire en entier")
    paul.sees_not(EDIT)
    paul.closes()
    ana.opens(CHANNEL)
    ana.clicks("Retirer mon soutien", within="Proposé par")
    ana.sees("Vous proposez ce sujet. Vous pouvez le retirer tant que personne d’autre ne le soutient.")
    ana.clicks("Lire en entier", within="Proposé par")
    ana.clicks(EDIT)
    paul.clicks("Porter avec")
    paul.clicks("Lire en entier", within="Proposé par")
    paul.clicks(EDIT)
    paul.fills(TITLE_FIELD, "Chaleur perdue des fours")
    paul.submits()
    paul.sees("Sujet modifié ; ses soutiens sont prévenus.")
    ana.fills(TITLE_FIELD, "Chaleur des fumées")
    ana.submits()
    assert "Modifié entre-temps" in ana.errors()[TITLE_FIELD]
    ana.closes()
    ana.closes()
    ana.opens_dm()
    club.at(TOMORROW)
    ana.sees("Modifié par Paul Mercier")


def test_a_topic_is_withdrawn_once_nobody_else_supports_it(ana: Person, paul: Person) -> None:
    proposes(ana)
    paul.opens(CHANNEL)
    paul.clicks("Porter avec")
    ana.opens(CHANNEL)
    ana.clicks("Lire en entier", within="Proposé par")
    ana.clicks("Retirer le sujet…")
    ana.sees("D’autres soutiennent ce sujet : il reste ouvert.")
    ana.closes()
    paul.clicks("Retirer mon soutien", within="Proposé par")
    ana.clicks("Lire en entier", within="Proposé par")
    ana.clicks("Retirer le sujet…")
    ana.submits()
    ana.sees("Sujet retiré.")
    ana.closes()
    paul.sees("Retiré par Ana Berger")
    paul.types("/prime sujets")
    paul.sees("Aucun sujet ici.")


def are_proposed(club: Club, count: int) -> None:
    """So many topics: the first is Ana's, the others Tom's; every tenth an activity, one declined."""
    me, now = club.members["Ana Berger"], club.clock.now()
    with club.prime.services.db.begin() as session:
        for number in range(count):
            kind = TopicKind.ACTIVITY if number % 10 == 0 else TopicKind.STUDY
            author = club.members["Tom Baker"] if number else me
            about = "<!channel> *é* \u202e`x` & <b>" * 20
            topic_id = add_topic(session, author, kind, f"Sujet n° {number} *gras*", about, "", now)
            if number == 5:
                add_step(session, topic_id, TopicStep.DECLINED, now, reason="Non")
            for comment in range(7 if number == 200 else 0):
                add_comment(session, topic_id, me, f"Mot {comment} <!here>", now)


def reads_seven_comments(ana: Person) -> None:
    ana.clicks("Lire en entier…")
    ana.sees("7 commentaires")
    ana.sees("Mot 2 <!here>")
    ana.clicks("Plus anciens")
    ana.sees("6–7 sur 7")
    ana.sees("Mot 0 <!here>")
    ana.clicks("Plus récents")
    ana.closes()


def test_two_hundred_topics_are_paged_filtered_and_searched_in_place(club: Club, ana: Person) -> None:
    tom = club.joins("Tom Baker", "Forges Yonne", locale="en-GB")
    are_proposed(club, 210)
    ana.types("/prime sujets")
    ana.sees("209 sujets")
    ana.sees("1–5 sur 209")
    ana.clicks(NEXT_PAGE)
    ana.sees("6–10 sur 209")
    ana.clicks("Soutenir", within="n° 203")
    ana.sees("Votre soutien est noté.")
    ana.sees("6–10 sur 209")
    ana.fills("Type", "Activité du club")
    ana.sees("21 sujets")
    ana.fills("État", "Non retenus")
    ana.sees("Aucun sujet ici.")
    ana.clicks("Mes sujets")
    ana.fills("État", "Sujets ouverts")
    ana.fills("Type", "Tous les types")
    ana.sees("2 sujets")
    ana.types('/prime sujets N° 200 "gras')
    ana.sees('1 sujet pour « N° 200 "gras »')
    for typed in ("x" * 3000, "%_' ; --", "🔥 <!channel>", "\\"):
        ana.types(f"/prime sujets {typed}")
        ana.sees("Aucun sujet pour «")
    ana.types("/prime sujets " + "SUJÉT 200 *gras* ")
    ana.sees("1 sujet pour « SUJÉT 200 *gras* »")
    reads_seven_comments(ana)
    ana.opens_home()
    ana.sees("Sujets ouverts Sujet n° 209 *gras* · 1 soutien de 1 entreprise")
    ana.clicks("Tout voir")
    ana.opens_dm()
    ana.sees("209 sujets")
    tom.types("/prime topics mine")
    tom.sees("209 topics")

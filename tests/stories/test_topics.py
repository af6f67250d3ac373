"""Topics, as members and organisers live them (articles CONTRIBUER, CHOISIR, ÊTRE constructif)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from club.ballots import Ballot, Method, Option, Purpose, Rules
from club.ballots import State as BallotState
from club.ids import BallotId, OptionId, TopicId, WorkId
from club.topics import Kind, Step
from club.works import Work
from handlers.kit.topics import record
from sandbox.driver.person import Person
from storage.ballots import add_ballot, get_ballot, save_ballot
from storage.supporters import add_comment
from storage.topics import add_step, add_topic
from storage.works import add_work
from tests.stories.club import CHANNEL, Club

TITLE = "Récupération de chaleur fatale"
ABOUT = "Recenser les gisements de nos sites et les façons de les valoriser."


@pytest.fixture
def ana(club: Club) -> Person:
    return club.joins("Ana Berger")


@pytest.fixture
def paul(club: Club) -> Person:
    return club.joins("Paul Mercier", "Forges Yonne")


@pytest.fixture
def odile(club: Club) -> Person:
    return club.joins("Odile Garnier", "ALLICE", role="organiser")


def proposes(person: Person, title: str = TITLE, about: str = ABOUT, kind: str = "Étude collective") -> None:
    """As far as sending the form."""
    person.types("/prime proposer")
    person.fills({"Titre": title, "De quoi s’agit-il ?": about, "Type de sujet": kind})
    person.submits()


def cards(person: Person) -> list[str]:
    """What the channel's cards say in a line each."""
    return [message["text"].replace("\u00a0", " ") for message in person.messages(in_=CHANNEL)]


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
    ana.fills({"Titre": "… !", "De quoi s’agit-il ?": "x" * 2512, "Type de sujet": "Activité du club"})
    ana.submits()
    said = {field: " ".join(fault.split()) for field, fault in ana.errors().items()}
    assert said == {
        "Titre": "Donnez un titre au sujet.",
        "De quoi s’agit-il ?": "2 512 caractères pour 2 500 : retirez-en 12.",
    }
    ana.fills({"Titre": "Visite d’une aciérie", "De quoi s’agit-il ?": "x" * 2500})
    ana.submits()
    ana.sees("Sujet proposé")
    ana.clicks("Lire en entier…")
    ana.sees("x" * 2500)


def test_a_message_becomes_a_topic_by_its_shortcut(club: Club, ana: Person, paul: Person) -> None:
    paul.opens(CHANNEL)
    paul.types(f"Et si on visitait les Forges avec <@{ana.id}> ? *2 < 3* & plus")
    ana.opens(CHANNEL)
    ana.uses_message_shortcut("Proposer comme sujet", within="Et si on visitait")
    ana.fills({"Titre": "Visite des Forges", "Type de sujet": "Activité du club"})
    ana.submits()
    ana.sees("Sujet proposé")
    ana.sees("Visite des Forges Et si on visitait les Forges avec")
    ana.sees("? *2 < 3* & plus")
    stranger = club.stranger("Max Vogel")
    stranger.opens(CHANNEL)
    stranger.uses_message_shortcut("Proposer comme sujet", within="Et si on visitait")
    stranger.sees("Cet espace est réservé aux membres du Club PRIME.")


def test_every_proposal_gets_an_answer_with_its_reason(
    club: Club, ana: Person, paul: Person, odile: Person
) -> None:
    proposes(ana)
    paul.opens(CHANNEL)
    paul.clicks("Soutenir")
    proposes(paul, "Chaudière biomasse")
    proposes(paul, "Hydrogène vert")
    odile.types("/prime sujets")
    odile.sees("3 sujets")
    odile.clicks("Retenir", within="Chaudière biomasse")
    odile.sees("Retenu pour le vote ; ses soutiens sont prévenus.")
    odile.opens_home()
    odile.sees("2 sujets attendent une réponse")
    odile.clicks("Répondre…")
    odile.opens_dm()
    odile.sees("2 sujets")
    odile.clicks("Décliner…", within=TITLE)
    odile.fills("Motif", "Déjà étudié en 2025")
    odile.submits()
    odile.sees("Décliné ; ses soutiens sont prévenus.")
    odile.sees("1 sujet")
    for person in (ana, paul):
        person.opens_dm()
        person.sees("Non retenu : Déjà étudié en 2025 (décidé par Odile Garnier)")
    paul.sees("Retenu pour le vote (décidé par Odile Garnier)")
    paul.opens(CHANNEL)
    paul.sees("Non retenu : Déjà étudié en 2025")
    odile.fills("État", "Non retenus")
    odile.clicks("Rouvrir")
    odile.sees("Rouvert ; ses soutiens sont prévenus.")
    ana.opens_dm()
    ana.sees("Rouvert (décidé par Odile Garnier)")
    assert club.dms(odile) == 1, "the list alone: who decides is told nothing"
    assert not any("Non retenu" in text for text in cards(paul))


def test_a_merger_keeps_supporters_co_authors_and_comments(
    club: Club, ana: Person, paul: Person, odile: Person
) -> None:
    zoe = club.joins("Zoé Lebœuf", "Aciéries du Nord")
    proposes(ana)
    proposes(paul, "Valorisation de la chaleur perdue")
    zoe.opens(CHANNEL)
    zoe.clicks("Soutenir", within=TITLE)
    zoe.clicks("Commenter…", within=TITLE)
    zoe.fills("Votre commentaire", "Très utile")
    zoe.submits()
    odile.types("/prime sujets fatale")
    odile.sees("1 sujet pour « fatale »")
    odile.clicks("Réunir…")
    odile.fills("Dans quel sujet ?", "chaleur perdue")
    odile.submits()
    odile.sees("Réunis ; leurs soutiens sont prévenus.")
    for person, words in (
        (ana, "Réuni avec « Valorisation de la chaleur perdue » (décidé par Odile Garnier)"),
        (zoe, "Réuni avec « Valorisation de la chaleur perdue » (décidé par Odile Garnier)"),
        (paul, f"« {TITLE} » y est réuni"),
    ):
        person.opens_dm()
        person.sees(words)
    assert [club.dms(person) for person in (ana, zoe, paul)] == [2, 1, 1]
    zoe.opens(CHANNEL)
    zoe.sees("3 soutiens de 3 entreprises")
    zoe.clicks("Lire en entier", within="Proposé par Paul Mercier")
    zoe.sees("Porté par Paul Mercier (Forges Yonne) et Ana Berger (Verrerie Ardoin)")
    zoe.sees("Très utile")
    zoe.sees(f"Réunis dans ce sujet « {TITLE} »")
    zoe.closes()
    zoe.clicks("Voir le sujet…", within="Proposé par Ana Berger")
    zoe.sees("Valorisation de la chaleur perdue")


def test_members_ask_for_a_merger_and_the_first_decision_wins(
    club: Club, ana: Person, paul: Person, odile: Person
) -> None:
    omar = club.joins("Omar Diallo", "ALLICE", role="organiser")
    proposes(ana)
    proposes(ana, "Chaudière biomasse")
    for into in ("biomasse",) * 2:
        paul.opens(CHANNEL)
        paul.clicks("Proposer une fusion…", within=TITLE)
        paul.fills("Dans quel sujet ?", into)
        paul.fills("Un mot pour l’organisation", "Même chaudière *<!here>*")
        paul.submits()
    paul.sees("C’est déjà demandé : l’organisation répondra.")
    for organiser in (odile, omar):
        organiser.opens_dm()
        organiser.sees(f"Paul Mercier, Forges Yonne, propose de réunir « {TITLE} »")
        organiser.sees("Même chaudière *<!here>*")
    omar.clicks("Décliner…")
    odile.clicks("Décliner…")
    odile.fills("Motif", "Deux techniques distinctes")
    odile.submits()
    omar.fills("Motif", "Trop tard")
    omar.submits()
    for organiser in (odile, omar):
        organiser.sees("Non réuni avec « Chaudière biomasse » : Deux techniques distinctes (Odile Garnier")
    omar.sees("Déjà décidé ; voici ce qui vaut.")
    paul.opens_dm()
    paul.sees("Non réuni avec « Chaudière biomasse » : Deux techniques distinctes")
    paul.opens(CHANNEL)
    paul.clicks("Proposer une fusion…", within="Chaudière biomasse")
    paul.fills("Dans quel sujet ?", "fatale")
    paul.submits()
    omar.opens_dm()
    omar.clicks("Réunir")
    odile.sees(f"Réuni avec « {TITLE} » par Omar Diallo")
    paul.opens_dm()
    paul.sees(f"Réuni avec « {TITLE} » par Omar Diallo")
    paul.opens(CHANNEL)
    paul.sees(f"Réuni avec « {TITLE} »")


def records(club: Club, topic_id: int, step: Step, other_id: int | None = None, reason: str = "") -> None:
    """A step of another feature: a ballot, a work."""
    desk, now = club.prime.desk, club.clock.now()
    with desk.db.begin() as session:
        record(session, desk, TopicId(topic_id), step, now, other_id=other_id, reason=reason)
    club.settle()


def on_a_ballot(club: Club, topic_id: int, title: str, state: BallotState) -> int:
    """A ballot with that topic and another option."""
    options = (Option(OptionId(0), TITLE, topic_id=topic_id), Option(OptionId(0), "Autre"))
    closes = club.clock.now() + timedelta(days=7)
    rules = Rules(Method.APPROVAL, most=1)
    ballot = Ballot(BallotId(0), title, Purpose.SELECTION, rules, state, closes_at=closes, options=options)
    with club.prime.desk.db.begin() as session:
        return add_ballot(session, ballot, club.members["Odile Garnier"], club.clock.now())


def changes(club: Club, ballot_id: int, state: BallotState) -> None:
    """A ballot goes on; who leads it is another feature."""
    with club.prime.desk.db.begin() as session:
        ballot = get_ballot(session, BallotId(ballot_id))
        assert ballot is not None
        save_ballot(session, replace(ballot, state=state))


def test_the_card_shows_a_topics_whole_life(club: Club, ana: Person, paul: Person, odile: Person) -> None:
    proposes(ana)
    paul.opens(CHANNEL)
    paul.clicks("Soutenir")
    ballot = on_a_ballot(club, 1, "Choix des études 2027", BallotState.OPEN)
    records(club, 1, Step.ON_BALLOT, ballot)
    paul.sees("Soumis au vote jusqu’au lundi 11 janvier 2027, 9 h : Choix des études 2027")
    paul.sees("[Voir le vote]")
    paul.clicks("Lire en entier", within="Proposé par")
    paul.sees("lundi 4 janvier 2027 · Soumis au vote : Choix des études 2027")
    paul.closes()
    changes(club, ballot, BallotState.CLOSED)
    records(club, 1, Step.NOT_CHOSEN, ballot, "5 voix, il en fallait 7")
    assert any("Non choisi par le vote : Choix des études 2027" in text for text in cards(paul))
    paul.sees("[Voir le résultat]")
    second = on_a_ballot(club, 1, "Choix des études 2028", BallotState.OPEN)
    records(club, 1, Step.ON_BALLOT, second)
    changes(club, second, BallotState.CLOSED)
    records(club, 1, Step.CHOSEN, second, "9 voix")
    paul.sees("Choisi par le vote : Choix des études 2028 · 9 voix")
    with club.prime.desk.db.begin() as session:
        made = Work(WorkId(0), "Étude chaleur fatale", 2028)
        work = add_work(session, made, None, club.clock.now())
    records(club, 1, Step.DELIVERED, work)
    paul.sees("Travail livré : Étude chaleur fatale")
    records(club, 1, Step.EVALUATED, work, "Utilité : Bien")
    paul.sees("Évalué : Étude chaleur fatale · Utilité : Bien")
    paul.sees("[Voir le travail]")
    for person in (ana, paul):
        person.opens_dm()
        person.sees("Non choisi par le vote : Choix des études 2027 · 5 voix, il en fallait 7")
        person.sees("Choisi par le vote : Choix des études 2028 · 9 voix")
    odile.types("/prime sujets fatale")
    odile.clicks("Lire en entier…")
    odile.sees_not("Décliner…")


def test_stale_cards_are_answered_by_what_holds(club: Club, ana: Person, paul: Person, odile: Person) -> None:
    proposes(ana)
    proposes(ana, "Chaudière biomasse")
    paul.opens(CHANNEL)
    desk, now = club.prime.desk, club.clock.now()
    for step, words in (
        (Step.DECLINED, "Ce sujet n’est pas retenu : Trop cher. L’organisation peut le rouvrir."),
        (Step.CHOSEN, "Ce sujet est choisi par un vote"),
        (Step.WITHDRAWN, "Ce sujet est retiré par Ana Berger."),
    ):
        with desk.db.begin() as session:
            add_step(session, TopicId(1), Step.REOPENED, now)
            add_step(session, TopicId(1), step, now, reason="Trop cher.")
        paul.clicks("Soutenir", within=TITLE)
        paul.sees(words)
    with desk.db.begin() as session:
        add_step(session, TopicId(1), Step.MERGED, now, other_id=2)
    paul.clicks("Soutenir", within=TITLE)
    paul.sees("Ce sujet est réuni avec « Chaudière biomasse » : la suite s’y passe.")
    paul.clicks("Soutenir", within="Chaudière biomasse")
    paul.sees("Votre soutien est noté.")


def test_words_are_its_carriers_and_an_unsupported_topic_can_be_withdrawn(
    club: Club, ana: Person, paul: Person
) -> None:
    proposes(ana)
    paul.opens(CHANNEL)
    paul.clicks("Lire en entier")
    paul.sees_not("Modifier…")
    paul.closes()
    ana.opens(CHANNEL)
    ana.clicks("Retirer mon soutien", within="Proposé par")
    ana.sees("Vous proposez ce sujet. Vous pouvez le retirer tant que personne d’autre ne le soutient.")
    ana.clicks("Lire en entier", within="Proposé par")
    ana.clicks("Modifier…")
    paul.clicks("Porter avec")
    paul.clicks("Lire en entier", within="Proposé par")
    paul.clicks("Modifier…")
    paul.fills("Titre", "Chaleur perdue des fours")
    paul.submits()
    paul.sees("Sujet modifié ; ses soutiens sont prévenus.")
    ana.fills("Titre", "Chaleur des fumées")
    ana.submits()
    assert "Modifié entre-temps" in ana.errors()["Titre"]
    ana.closes()
    ana.closes()
    ana.opens_dm()
    ana.sees("Modifié par Paul Mercier")
    ana.opens(CHANNEL)
    ana.clicks("Lire en entier", within="Proposé par")
    ana.clicks("Retirer le sujet…")
    ana.sees("D’autres soutiennent ce sujet : il reste ouvert.")
    ana.closes()
    paul.closes()
    paul.clicks("Retirer mon soutien", within="Proposé par")
    ana.clicks("Lire en entier", within="Proposé par")
    ana.clicks("Retirer le sujet…")
    ana.submits()
    ana.sees("Sujet retiré.")
    ana.closes()
    paul.sees("Retiré par Ana Berger")
    paul.types("/prime sujets")
    paul.sees("Aucun sujet ici.")


def test_two_hundred_topics_are_paged_filtered_and_searched_in_place(club: Club, ana: Person) -> None:
    me, now = club.members["Ana Berger"], club.clock.now()
    tom = club.joins("Tom Baker", "Forges Yonne", locale="en-GB")
    with club.prime.desk.db.begin() as session:
        for number in range(210):
            kind = Kind.ACTIVITY if number % 10 == 0 else Kind.STUDY
            author = club.members["Tom Baker"] if number else me
            about = "<!channel> *é* \u202e`x` & <b>" * 20
            topic_id = add_topic(session, author, kind, f"Sujet n° {number} *gras*", about, "", now)
            if number == 5:
                add_step(session, topic_id, Step.DECLINED, now, reason="Non")
            for comment in range(7 if number == 200 else 0):
                add_comment(session, topic_id, me, f"Mot {comment} <!here>", now)
    ana.types("/prime sujets")
    ana.sees("209 sujets")
    ana.sees("1–5 sur 209")
    ana.clicks("Suivants")
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
    ana.sees('Aucun sujet pour « N° 200 "gras ».')
    for typed in ("x" * 3000, "%_' ; --", "🔥 <!channel>", "\\"):
        ana.types(f"/prime sujets {typed}")
        ana.sees("Aucun sujet pour «")
    ana.types("/prime sujets " + "SUJÉT 200 *gras* ")
    ana.sees("1 sujet pour « SUJÉT 200 *gras* »")
    ana.clicks("Lire en entier…")
    ana.sees("7 commentaires")
    ana.sees("Mot 2 <!here>")
    ana.clicks("Plus anciens")
    ana.sees("6–7 sur 7")
    ana.sees("Mot 0 <!here>")
    ana.clicks("Plus récents")
    ana.closes()
    ana.opens_home()
    ana.sees("Sujets ouverts Sujet n° 209 *gras* · 1 soutien de 1 entreprise")
    ana.clicks("Tout voir")
    ana.opens_dm()
    ana.sees("209 sujets")
    tom.types("/prime topics mine")
    tom.sees("209 topics")

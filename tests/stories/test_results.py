"""A ballot closes: its result is told, shown, checked; ties are settled; nobody learns who chose what."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.cli import main
from club.ballots import Grade, Method, Secrecy, TieBreak
from club.ids import BallotId, WorkId
from club.urn import receipt, verify
from handlers import names
from handlers.choosing.results.service import note
from handlers.choosing.shared.counting import BallotClosed, NotOpen, close_ballot
from sandbox.driver.person import Person
from storage.ballots import get_ballot, lock_ballot, subject_of_ballot
from storage.evaluations import list_evaluations
from storage.outbox import claim_due, hold
from storage.people import get_person
from storage.postings import touch_all
from storage.votes import Vote, cast, list_voters, lock_voter
from tests.stories.club import CHANNEL, Club
from tests.stories.polls import evaluates, opens
from tests.stories.said import CHECK_COUNT

Choice = dict[str, int]


def crowd(club: Club, count: int) -> list[Person]:
    """Members of as many companies."""
    return [club.joins(f"Membre {chr(65 + at)}", f"Compagnie {chr(65 + at)}") for at in range(count)]


def votes(club: Club, ballot_id: BallotId, choices: Sequence[Choice], remark: str = "") -> None:
    """The first company votes the first choice, by title, and so on; members in the order they came."""
    members = [one for name, one in club.members.items() if name.startswith("Membre")]
    for at, (member, choice) in enumerate(zip(members, choices, strict=False)):
        with club.prime.services.db.begin() as session:
            ballot = lock_ballot(session, ballot_id, share=True)
            assert ballot is not None
            person = get_person(session, member)
            assert person is not None
            (voter,) = list_voters(session, ballot_id, member, person.company_id)
            held = lock_voter(session, ballot_id, voter.id)
            assert held is not None
            marks = {one.id: choice[one.title] for one in ballot.options if one.title in choice}
            remarks = {one.work_id: remark for one in ballot.options if one.work_id and remark}
            number = receipt(bytes([at, 1, 2, 3, 4])) if ballot.rules.secrecy is Secrecy.SEALED else None
            said = Vote(marks, remarks)
            now = club.clock.now()
            cast(
                session,
                ballot,
                held,
                member,
                said,
                now,
                receipt=number,
                vault=club.prime.services.db.vault,
                channel=CHANNEL,
            )


def posted(person: Person) -> str:
    """All that stands in the channel, as text and blocks."""
    return json.dumps(person.messages("club-prime"), ensure_ascii=False).replace("\u00a0", " ")


def test_a_ballot_that_ends_is_told_with_figures_a_picture_and_an_urn_that_anyone_can_count(
    club: Club, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    people = crowd(club, 13)
    ballot_id = opens(club, Method.APPROVAL, secrecy=Secrecy.SEALED, seats=2, most=3, quorum=5)
    both, one = {"Vapeur": 1, "Air comprimé": 1}, {"Vapeur": 1}
    votes(club, ballot_id, [*[both] * 6, one, *[{"Chaleur fatale": 1}] * 5])
    ana = people[0]
    club.box.faults.server_error("files.completeUploadExternal", times=1)
    club.later(days=7, minutes=1)
    club.later(minutes=2)
    result_is_told(ana, ballot_id)
    ana.clicks("Voir les chiffres")
    ana.sees("1. Vapeur")
    ana.sees("7 voix · ✅ retenu")
    ana.closes()
    urn_is_counted(ana, tmp_path, capsys)
    ana.types("/prime resultats")
    ana.sees("1 résultat")
    ana.sees("Vapeur et Air comprimé")
    ana.opens_home()
    ana.sees("Derniers résultats")


def result_is_told(ana: Person, ballot_id: BallotId) -> None:
    """In the channel, as text and as a picture."""
    ana.opens("club-prime")
    for said in (
        "Résultat : Choix des études 2027",
        "2 sujets choisis",
        "✅ Vapeur : 7 voix",
        "✅ Air comprimé : 6 voix",
        "Chaleur fatale : 5 voix",
        "12 entreprises sur 13 ont voté · quorum atteint",
        "À titre indicatif : une sélection proportionnelle (parts égales) choisirait les mêmes sujets. "
        "Sans aucun de leurs choix : 5 entreprises.",
        "Approbation · 🔒 Scellé · un vote par entreprise · 2 à choisir · quorum : 5 entreprises · clos le",
    ):
        ana.sees(said)
    ((name, content),) = ana.files()
    assert name == f"prime-{ballot_id}.png"
    assert content.startswith(b"\x89PNG")
    assert len(content) < 100_000
    ana.sees("Vapeur : 7 voix (choisi) ; Air comprimé : 6 voix (choisi) ; Chaleur fatale : 5 voix ;")


def urn_is_counted(ana: Person, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By a member, with the published urn and a receipt."""
    ana.clicks(CHECK_COUNT)
    name, urn = ana.files()[-1]
    assert verify(urn.decode()).holds
    file = folder / name
    file.write_bytes(urn)
    number = next(iter(json.loads(urn)["papers"]))["receipt"]
    assert main(["ballot", "verify", str(file), "--receipt", number.lower().replace("-", " ")]) == 0
    said = capsys.readouterr().out
    assert "12 of 13 voted; quorum reached" in said
    assert "1. Vapeur: 7 approvals" in said
    assert f"The paper with the receipt {number}:" in said


def test_a_tie_is_settled_by_an_organiser_once_and_everybody_sees_by_whom(club: Club) -> None:
    people = crowd(club, 6)
    odile = club.joins("Odile Garnier", "Alliance", role="organiser")
    paul = club.joins("Paul Martin", "Alliance", role="organiser")
    ballot_id = opens(club, Method.POINTS, secrecy=Secrecy.CONFIDENTIAL, seats=2)
    votes(club, ballot_id, [{"Vapeur": 5, "Air comprimé": 2, "Chaleur fatale": 2}] * 5)
    close_ballot(club.prime.services, ballot_id, club.clock.now(), reason="Tous ont voté")
    club.later(seconds=20)
    ana = people[0]
    ana.opens("club-prime")
    ana.sees("Égalité entre Chaleur fatale et Air comprimé. L’organisation tranche et l’annonce ici.")
    ana.sees("✅ Vapeur : 25 points")
    ana.sees("Chaleur fatale : 10 points")
    assert ana.files() == [], "it would show an open tie for ever"
    ana.sees("Clos avant la date prévue : Tous ont voté")
    for one in (odile, paul):
        one.opens_dm()
        one.clicks("Trancher l’égalité…")
    odile.sees("Il reste 1 place.")
    odile.submits()
    assert "Choisissez 1 sujet." in str(odile.errors())
    odile.ticks("Chaleur fatale")
    odile.submits()
    paul.ticks("Air comprimé")
    paul.submits()
    paul.sees("Plus rien à trancher : c’est décidé.")
    paul.closes()
    ana.sees("Égalité entre Chaleur fatale et Air comprimé. Tranchée par Odile Garnier, lundi 4 janvier 2027")
    ana.sees("✅ Chaleur fatale : 10 points")
    ana.sees("2 sujets choisis : Vapeur et Chaleur fatale")
    assert len(ana.files()) == 1
    ana.sees("Chaleur fatale : 10 points, donnés par 5 voix (choisi) ; Air comprimé : 10 points, donnés")
    paul.opens_dm()
    paul.clicks("Ajouter une note…")
    paul.fills("Affichée avec le résultat", "Les deux études commencent en mars. <!channel>")
    paul.submits()
    ana.opens("club-prime")
    ana.sees("Les deux études commencent en mars.")


def test_without_a_quorum_nothing_is_decided_and_a_draw_is_told_with_its_seed(club: Club) -> None:
    people = crowd(club, 4)
    few = opens(club, Method.APPROVAL, secrecy=Secrecy.OPEN, quorum=4)
    drawn = opens(club, Method.RANKING, secrecy=Secrecy.OPEN, tie_break=TieBreak.DRAW, seed="janvier")
    for ballot_id in (few, drawn):
        votes(club, ballot_id, [{"Vapeur": 1}, {"Air comprimé": 1}])
    now = club.clock.now()
    assert isinstance(close_ballot(club.prime.services, few, now), BallotClosed)
    club.settle()
    ana = people[0]
    ana.opens("club-prime")
    ana.sees("Sans décision : Choix des études 2027")
    ana.sees("2 entreprises ont voté ; il en fallait 4.")
    assert ana.files() == []
    assert isinstance(close_ballot(club.prime.services, few, now), NotOpen)
    close_ballot(club.prime.services, drawn, now)
    club.settle()
    ana.sees("Tirage au sort, à partir de la clé janvier et des bulletins")
    ana.clicks("Voir les votes")
    ana.sees("Compagnie A · voté par Membre A")
    ana.sees("1. Vapeur")


def test_few_secret_votes_are_not_broken_down_and_their_urn_is_not_handed_out(club: Club) -> None:
    people = crowd(club, 5)
    ballot_id = opens(club, Method.APPROVAL, secrecy=Secrecy.SEALED)
    votes(club, ballot_id, [{"Vapeur": 1}] * 4)
    club.later(days=8)
    ana = people[0]
    ana.opens("club-prime")
    ana.sees("✅ Vapeur")
    ana.sees("Moins de 5 votes secrets : les chiffres ne sont pas montrés.")
    assert 'voix"' not in posted(ana)
    assert CHECK_COUNT not in posted(ana)
    assert ana.files() == []


def test_authors_hear_what_the_vote_meant_and_works_are_graded_with_remarks_apart(club: Club) -> None:
    people = crowd(club, 6)
    ballot_id = evaluates(club, ["Étude chaleur", "Étude air"])
    with club.prime.services.db.read() as session:
        ballot = get_ballot(session, ballot_id)
    assert ballot is not None
    works = {one.title: WorkId(one.work_id or 0) for one in ballot.options}
    votes(club, ballot_id, [{"Étude chaleur": int(Grade.GOOD)}] * 6, remark="Très utile à nos équipes")
    club.later(days=8)
    ana = people[0]
    ana.opens("club-prime")
    ana.sees("Étude chaleur · Utilité : Bien, 6 avis")
    ana.sees("Étude air · Qualité : moins de 5 avis")
    with club.prime.services.db.read() as session:
        (told,) = list_evaluations(session, works["Étude chaleur"])
    assert told.year == 2027
    assert [(one.median, one.opinions) for one in told.graded] == [(Grade.GOOD, 6)] * 3
    assert told.remarks == ("Très utile à nos équipes",) * 6


def test_a_result_takes_the_place_of_its_ballot_s_card_and_the_picture_follows(club: Club) -> None:
    ana, *_ = crowd(club, 6)
    ballot_id = opens(club, Method.APPROVAL, secrecy=Secrecy.OPEN)
    (card,) = ana.messages(CHANNEL)
    votes(club, ballot_id, [{"Vapeur": 1}] * 6)
    close_ballot(club.prime.services, ballot_id, club.clock.now())
    club.later(seconds=20)
    first, picture = ana.messages(CHANNEL)
    assert first["ts"] == card["ts"]
    assert first["text"].replace("\u00a0", " ").startswith("Résultat : Choix des études 2027")
    assert picture["files"]
    ana.opens("club-prime")
    ana.clicks("Qui a voté ?", within="Résultat")
    ana.sees("Compagnie A a voté")
    ana.closes()
    ana.clicks("Lire les règles…", within="Résultat")
    ana.sees("Approbation")


def test_a_result_whose_card_is_gone_is_posted_by_itself_and_a_deleted_result_is_told(club: Club) -> None:
    ana, *_ = crowd(club, 6)
    odile = club.joins("Odile Garnier", "Alliance", role="organiser")
    ballot_id = opens(club, Method.APPROVAL, secrecy=Secrecy.OPEN)
    (card,) = ana.messages(CHANNEL)
    votes(club, ballot_id, [{"Vapeur": 1}] * 6)
    club.box.delete_message(CHANNEL, card["ts"])
    close_ballot(club.prime.services, ballot_id, club.clock.now())
    club.later(seconds=20)
    result = next(one for one in ana.messages(CHANNEL) if "Résultat" in one["text"])
    assert result["ts"] != card["ts"]
    odile.opens_dm()
    odile.sees_not("n’est plus dans le canal")
    club.box.delete_message(CHANNEL, result["ts"])
    note(club.prime.services, ballot_id, "À lire.", club.clock.now())
    club.later(seconds=20)
    odile.sees("Le résultat de Choix des études 2027 n’est plus dans le canal")
    odile.clicks("Publier à nouveau")
    ana.opens("club-prime")
    ana.sees("À lire.")


def test_a_draw_of_the_card_under_way_does_not_come_over_the_result(club: Club) -> None:
    ana, *_ = crowd(club, 6)
    ballot_id = opens(club, Method.APPROVAL, secrecy=Secrecy.OPEN)
    club.later(seconds=5)
    subject, db = subject_of_ballot(ballot_id), club.prime.services.db
    with db.begin() as session:
        touch_all(session, subject, club.clock.now())
        held = claim_due(session, club.clock.now(), 9)
    (claimed,) = (one for one in held if one.kind == names.BALLOT_CARD)
    close_ballot(club.prime.services, ballot_id, club.clock.now())
    with db.begin() as session:
        assert not hold(session, claimed, club.clock.now())
    club.later(seconds=20)
    (result,) = (one for one in ana.messages(CHANNEL) if one["text"])
    assert "Vote clos" not in result["text"]

"""What members could call unfair, and no longer can: who votes, what may win, what a missed line is worth."""

from datetime import date
from pathlib import Path

import pytest

from bot.cli import main
from club.ballots import Method, QuorumOf, Secrecy, TieBreak
from club.ids import BallotId
from club.tally import commitment
from club.urn import publish
from handlers.choosing.shared.counting import close_ballot, get_outcome
from storage.ballots import get_ballot, get_second
from storage.urns import list_papers
from tests.stories.club import Club
from tests.stories.polls import opens, papers
from tests.stories.said import CHANGE_VOTE, CHECK_COUNT, CLOSING_DAY, OPEN_NOW, VOTE
from tests.stories.test_ballots import CLOSING, STUDIES, begins, organiser, shortlists
from tests.stories.test_results import crowd, votes

FR, EN = "fr-FR", "en-US"


def closes(club: Club, ballot_id: BallotId) -> None:
    close_ballot(club.prime.services, ballot_id, club.clock.now())
    club.settle()


def test_staff_who_organise_see_no_ballot_are_not_asked_and_not_counted(club: Club) -> None:
    odile = organiser(club)
    ana, luc = club.joins("Ana Berger"), club.joins("Luc Roy", "Forges du Nord", role="organiser")
    odile.types("/prime membres Odile")
    odile.clicks("L’organisation du club")
    odile.sees("Alliance · organisation, hors listes des votants")
    shortlists(club, *STUDIES)
    begins(odile)
    odile.fills({"Quorum": "un tiers", **CLOSING})
    odile.submits()
    odile.clicks(OPEN_NOW)
    ana.opens("club-prime")
    ana.sees("Seuil : au moins 1 voix.")
    ana.sees("quorum : un tiers des entreprises, soit 1 entreprise · Aucun vote")
    for person, asked in ((odile, False), (ana, True), (luc, True)):
        person.opens_home()
        (person.sees if asked else person.sees_not)("Ce qui vous attend (")
        heard = [str(message["text"]) for message in person.messages()]
        assert any("Vote ouvert" in text for text in heard) is asked
    odile.types("/prime vote")
    ana.opens("club-prime")
    ana.clicks(VOTE)
    ana.ticks("Chaleur fatale")
    ana.submits()
    ana.sees("1 votant sur 2")
    odile.types("/prime membres Odile")
    odile.clicks("Une entreprise comme les autres")
    odile.sees("✅ C’est fait.")
    ana.sees("1 votant sur 2")  # an open ballot keeps its list


@pytest.mark.parametrize(
    ("locale", "grade", "left", "counts", "vote"),
    [
        (FR, "Bien", "➡️ 3 lignes sans mention : ", "Elles compteront comme « À rejeter ».", "Voter ainsi"),
        (EN, "Good", "➡️ 3 lines without a grade: ", "They will count as “To be rejected”.", "Vote so"),
    ],
)
def test_lines_left_untouched_are_told_once_with_what_they_will_count_as(
    club: Club, locale: str, grade: str, left: str, counts: str, vote: str
) -> None:
    ana = club.joins("Ana Berger", locale=locale)
    ballot_id = opens(club, Method.JUDGMENT, options=STUDIES, told=False)
    ana.opens("club-prime")
    ana.clicks(VOTE)
    ana.fills("Chaleur fatale", grade)
    ana.submits()
    ana.sees(left)
    ana.sees(counts)
    ana.sees(vote)
    assert papers(club, ballot_id) == []
    ana.fills("Air comprimé", {FR: "Sans opinion", EN: "No opinion"}[locale])
    ana.submits()
    assert papers(club, ballot_id) == [{"Chaleur fatale": 3}]


def test_a_form_with_every_line_chosen_is_cast_at_once_and_no_opinion_is_a_choice(club: Club) -> None:
    ana = club.joins("Ana Berger")
    ballot_id = opens(club, Method.JUDGMENT, options=STUDIES[:2])
    ana.opens("club-prime")
    ana.clicks(VOTE)
    ana.sees("« Sans opinion » compte comme « À rejeter ».")
    ana.fills({"Chaleur fatale": "Excellent", "Air comprimé": "Sans opinion"})
    ana.submits()
    assert papers(club, ballot_id) == [{"Chaleur fatale": 4}]
    ana.clicks("Revoir mon vote…")
    ana.clicks(CHANGE_VOTE)
    ana.submits()  # what was said before stands in the form, “no opinion” too
    assert papers(club, ballot_id) == [{"Chaleur fatale": 4}]


def test_a_sealed_vote_says_what_is_untouched_where_it_is_read_again(club: Club) -> None:
    ana = club.joins("Ana Berger")
    opens(club, Method.JUDGMENT, options=STUDIES[:2], secrecy=Secrecy.SEALED)
    ana.opens("club-prime")
    ana.clicks(VOTE)
    ana.fills("Chaleur fatale", "Bien")
    ana.submits()
    ana.sees("➡️ 1 ligne sans mention : Air comprimé. Elle comptera comme « À rejeter ».")
    ana.submits()
    ana.sees("Reçu")


def test_seats_that_nothing_deserves_stay_empty_and_the_card_says_so(club: Club) -> None:
    people = crowd(club, 6)
    ballot_id = opens(club, Method.APPROVAL, secrecy=Secrecy.OPEN, seats=2, tie_break=TieBreak.DRAW)
    votes(club, ballot_id, [{"Vapeur": 1}] * 6)
    closes(club, ballot_id)
    ana = people[0]
    ana.opens("club-prime")
    ana.sees("1 sujet choisi sur 2")
    ana.sees("Seuil : au moins 1 voix.")
    ana.sees("1 place non pourvue : aucun autre sujet n’atteint le seuil.")
    ana.sees("Air comprimé : aucune voix · sous le seuil")
    ana.sees_not("Égalité entre")


def test_nothing_but_blank_votes_is_no_decision_and_the_organisers_get_no_tie(club: Club) -> None:
    odile, people = organiser(club), crowd(club, 8)
    votes(club, opens(club, Method.APPROVAL, quorum=5), [{}] * 8)
    club.later(days=8)
    people[0].opens("club-prime")
    people[0].sees("Sans décision : Choix des études 2027")
    people[0].sees("Les 8 bulletins sont blancs.")
    odile.opens_dm()
    odile.sees_not("Trancher l’égalité…")
    odile.sees_not("Consulter de nouveau…")


def test_a_quorum_of_votes_that_is_missed_says_how_many_were_needed(club: Club) -> None:
    people = crowd(club, 3)
    ballot_id = opens(club, secrecy=Secrecy.OPEN, quorum=3, quorum_of=QuorumOf.VOTES)
    votes(club, ballot_id, [{"Vapeur": 1}])
    closes(club, ballot_id)
    people[0].opens("club-prime")
    people[0].sees("1 entreprise sur 3 a voté · quorum non atteint : il fallait 3 voix.")


def test_a_lone_opinion_is_read_nowhere_and_the_papers_are_not_handed_out(club: Club) -> None:
    people = crowd(club, 7)
    ballot_id = opens(club, Method.JUDGMENT, options=STUDIES[:2])
    votes(club, ballot_id, [{"Chaleur fatale": 3, "Air comprimé": 0}, *[{"Chaleur fatale": 3}] * 6])
    club.later(days=8)
    ana = people[0]
    ana.opens("club-prime")
    ana.sees("✅ Chaleur fatale : Bien, 7 avis")
    ana.sees("Air comprimé : moins de 5 avis · sous le seuil")
    ana.sees("Bulletins non publiés : un avis isolé s’y lirait. Empreinte : ")
    ana.sees_not(CHECK_COUNT)
    ana.clicks("Voir les chiffres")
    ana.sees("moins de 5 avis")
    ana.sees_not("À rejeter 1")
    ana.closes()
    ana.opens_home()
    ana.sees_not("À rejeter 1")


def test_a_draw_is_bound_at_the_opening_told_with_the_result_and_made_again_by_anyone(
    club: Club, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    odile, people = organiser(club), crowd(club, 6)
    shortlists(club, *STUDIES)
    begins(odile)
    odile.ticks("Un tirage au sort, que chacun peut refaire")
    odile.fills(CLOSING)
    odile.submits()
    odile.clicks(OPEN_NOW)
    with club.prime.services.db.read() as session:
        ballot = get_ballot(session, BallotId(1))
    assert ballot is not None
    seed = ballot.rules.seed
    ana = people[0]
    ana.opens("club-prime")
    ana.clicks("Lire les règles…")
    ana.sees("La clé du tirage, donnée avec le résultat, a pour empreinte SHA-256")
    ana.sees_not(seed)
    ana.closes()
    each = [dict.fromkeys(STUDIES[:1], 1), dict.fromkeys(STUDIES[1:2], 1)]
    votes(club, ballot.id, each * 3)
    closes(club, ballot.id)
    club.later(days=15)
    ana.opens("club-prime")
    ana.sees(f"Tirage au sort, à partir de la clé {seed} et des bulletins")
    with club.prime.services.db.read() as session:
        outcome = get_outcome(session, ballot.id)
        assert outcome is not None
        kept = tmp_path / "prime-1.json"
        kept.write_text(publish(outcome.ballot, list_papers(session, ballot.id), outcome.result), "utf-8")
    assert main(["ballot", "verify", str(kept)]) == 0
    said = capsys.readouterr().out
    assert commitment(seed) in said
    assert outcome.result.digest in said


@pytest.mark.parametrize(
    ("locale", "again", "day", "submit", "told"),
    [
        (FR, "Consulter de nouveau…", CLOSING_DAY, "Ouvrir le vote", "est ouverte"),
        (EN, "Consult again…", "Day of the closing", "Open the vote", "is open"),
    ],
)
def test_a_missed_quorum_is_consulted_on_again_and_each_result_leads_to_the_other(
    club: Club, locale: str, again: str, day: str, submit: str, told: str
) -> None:
    odile = club.joins("Odile Garnier", "Alliance", role="organiser", locale=locale)
    people = crowd(club, 3)
    first = opens(club, Method.APPROVAL, secrecy=Secrecy.OPEN, quorum=3)
    votes(club, first, [{"Vapeur": 1}])
    closes(club, first)
    odile.opens_dm()
    odile.clicks(again)
    odile.sees(submit)
    odile.fills(day, date(2027, 2, 1))
    odile.submits()
    odile.sees(told)
    ana = people[0]
    ana.opens("club-prime")
    ana.sees("Une seconde consultation a été ouverte.")
    ana.sees("Seconde consultation")
    with club.prime.services.db.read() as session:
        second = get_second(session, first)
    assert second is not None
    ana.clicks("Voir la seconde")  # open still: the way leads to the vote, not to a result to come
    ana.sees("Ouvert jusqu’au lundi 1er février 2027")
    ana.clicks(VOTE)
    ana.sees("2 choix au plus.")
    ana.closes()
    ana.closes()
    votes(club, second, [{"Vapeur": 1}])
    closes(club, second)
    ana.sees("✅ Vapeur : 1 voix")
    ana.clicks("Voir la première")
    ana.sees("1 entreprise a voté ; il en fallait 3.")

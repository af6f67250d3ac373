"""What is missing in the channel is told to organisers once, and comes back by a button."""

from club.ballots import Secrecy
from club.ids import BallotId
from handlers import names
from handlers.choosing.shared.counting import close_ballot
from handlers.kit.organisers import tell
from sandbox.driver.person import Person
from storage.ballots import subject_of_ballot
from tests.stories.club import CHANNEL, Club
from tests.stories.polls import opens
from tests.stories.proposals import cards, proposes
from tests.stories.test_results import Choice, crowd, votes

CLEAR: list[Choice] = [{"Vapeur": 1, "Air comprimé": 1}] * 4 + [{"Vapeur": 1}]


def organisers(club: Club) -> tuple[Person, Person]:
    """Two of them, each in the conversation with Prime."""
    both = (
        club.joins("Odile Garnier", "Alliance", role="organiser"),
        club.joins("Paul Martin", "Alliance", role="organiser"),
    )
    for one in both:
        one.opens_dm()
    return both


def invites(club: Club) -> None:
    """Prime is in the channel again."""
    club.box.workspace.place("club-prime").members.add(club.box.bot_user_id)


def test_a_deleted_topic_card_is_told_once_and_every_copy_says_that_it_is_back(club: Club) -> None:
    ana, bea = club.joins("Ana Berger"), club.joins("Bea Petit", "Forges")
    odile, paul = organisers(club)
    proposes(ana, "Chaleur fatale")
    (card,) = ana.messages(in_=CHANNEL)
    club.box.delete_message(CHANNEL, card["ts"])
    bea.types("/prime sujets chaleur")
    bea.clicks("Soutenir")
    bea.clicks("Retirer mon soutien")
    for one in (odile, paul):
        one.sees("La carte de Chaleur fatale n’est plus dans le canal : le message a été supprimé.")
        assert club.dms(one) == 1
    odile.clicks("Publier à nouveau")
    for one in (odile, paul):
        one.sees("✅ Publication refaite : Chaleur fatale")
        one.sees_not("Publier à nouveau")
    assert len(cards(ana)) == 1
    bea.types("/prime sujets chaleur")
    bea.clicks("Soutenir")
    assert "2 soutiens" in cards(ana)[0]
    assert club.dms(odile) == 1


def test_what_an_unreachable_channel_lost_is_told_together_and_comes_back_together(club: Club) -> None:
    ana, *_ = crowd(club, 5)
    odile, _ = organisers(club)
    proposes(ana, "Chaleur fatale")
    ballot_id = opens(club, quorum=2)
    votes(club, ballot_id, CLEAR)
    club.box.kick_bot(CHANNEL)
    for title in ("Air comprimé", "Jumeaux numériques"):
        proposes(ana, title)
    close_ballot(club.prime.services, ballot_id, club.clock.now())
    club.later(seconds=20)
    lost = "2 messages ne sont plus dans le canal : Prime n’est plus dans le canal. Invitez-le d’abord."
    odile.sees(lost)
    odile.sees("L’image du résultat de Choix des études 2027 n’est pas dans le canal")
    told = club.dms(odile)
    odile.clicks("Publier à nouveau", within=lost)
    odile.sees(lost)
    assert club.dms(odile) == told + 1, "that it was refused again is news"
    invites(club)
    odile.clicks("Publier à nouveau", within=lost)
    odile.clicks("Publier à nouveau", within="L’image du résultat de")
    odile.sees("✅ Publication refaite, avec tout ce qui manquait : Air comprimé")
    odile.sees_not("Publier à nouveau")
    said = " ".join(cards(ana))
    assert "Résultat : Choix des études 2027" in said
    assert "Jumeaux numériques" in said
    assert [name for name, _ in ana.files()] == [f"prime-{ballot_id}.png"]


def test_a_picture_that_could_not_be_posted_is_posted_alone(club: Club) -> None:
    ana, *_ = crowd(club, 5)
    odile, _ = organisers(club)
    ballot_id = opens(club, quorum=2)
    votes(club, ballot_id, CLEAR)
    club.box.faults.error("files.completeUploadExternal", "not_in_channel")
    close_ballot(club.prime.services, ballot_id, club.clock.now())
    club.later(seconds=20)
    results = len(cards(ana))
    odile.sees("L’image du résultat de Choix des études 2027 n’est pas dans le canal")
    odile.clicks("Publier à nouveau")
    odile.sees("✅ Publication refaite")
    assert len(ana.files()) == 1
    assert len(cards(ana)) == results + 1


def test_a_deleted_card_of_a_ballot_is_told_and_comes_back(club: Club) -> None:
    [voter, *_] = crowd(club, 2)
    odile, _ = organisers(club)
    opens(club)
    (card,) = voter.messages(in_=CHANNEL)
    club.box.delete_message(CHANNEL, card["ts"])
    votes(club, BallotId(1), CLEAR[:1])
    club.later(minutes=2)
    odile.sees("Choix des études 2027")
    odile.clicks("Publier à nouveau")
    assert len(cards(voter)) == 1


def test_votes_that_another_machine_holds_are_told_to_organisers_while_the_ballot_is_open(club: Club) -> None:
    crowd(club, 2)
    odile, _ = organisers(club)
    ballot_id = opens(club, secrecy=Secrecy.SEALED)
    with club.prime.services.db.begin() as session:
        tell(session, names.VOTES_AWAY, subject_of_ballot(ballot_id), "6:20270111", club.clock.now())
    club.settle()
    odile.sees("6 votes scellés ne peuvent être lus que")

"""Whoever stands behind several topics of a vote hears of them in one message: put to the vote, decided."""

from datetime import timedelta
from html import unescape

from club.ballots import Ballot, BallotState, Method, Option, Purpose, Rules, Secrecy
from club.digest import Theme, Way, Wishes
from club.ids import BallotId, OptionId, TopicId
from club.topics import TopicKind
from handlers.choosing.ballots import opening
from handlers.choosing.ballots.outcomes import BallotChange
from handlers.choosing.shared.counting import close_ballot
from sandbox.driver.person import Person
from storage.ballots import add_ballot, lock_ballot
from storage.people import get_person
from storage.topics import add_topic, back
from storage.votes import Vote, cast, list_voters, lock_voter
from storage.wishes import save_wishes
from tests.stories.club import CHANNEL, Club

TITLE = "Choix des études collectives du Club PRIME pour 2027"
TITLES = [f"Étude n° {at:02} *<!here>*" for at in range(1, 13)]


def prepares(club: Club, author: str) -> tuple[BallotId, list[TopicId]]:
    """A draft with twelve topics of one author, of which two are to be chosen."""
    by, now = club.members[author], club.clock.now()
    with club.prime.services.db.begin() as session:
        made = [add_topic(session, by, TopicKind.STUDY, title, "", "", now) for title in TITLES]
        options = tuple(
            Option(OptionId(0), title, topic_id=one) for title, one in zip(TITLES, made, strict=True)
        )
        rules = Rules(Method.APPROVAL, secrecy=Secrecy.OPEN, seats=2, most=3)
        closes = now + timedelta(days=7)
        draft = Ballot(
            BallotId(0), TITLE, Purpose.SELECTION, rules, BallotState.DRAFT, closes_at=closes, options=options
        )
        return add_ballot(session, draft, by, now), made


def votes(club: Club, ballot_id: BallotId, name: str, *titles: str) -> None:
    """That member's company votes for these."""
    with club.prime.services.db.begin() as session:
        ballot = lock_ballot(session, ballot_id, share=True)
        person = get_person(session, club.members[name])
        assert ballot
        assert person
        (voter,) = list_voters(session, ballot_id, person.id, person.company_id)
        held = lock_voter(session, ballot_id, voter.id)
        assert held
        marks = {one.id: 1 for one in ballot.options if one.title in titles}
        cast(session, ballot, held, person.id, Vote(marks, {}), club.clock.now(), channel=CHANNEL)


def each_by_itself(club: Club, *people: str) -> None:
    """These want news of their topics one by one, as they come."""
    with club.prime.services.db.begin() as session:
        for name in people:
            save_wishes(session, club.members[name], Wishes({Theme.TOPICS: Way.EACH}))


def heard(club: Club, person: Person) -> str:
    """The top-level text of the last direct message."""
    message = person.messages(in_=club.box.workspace.dm_with(person.id).id)[-1]
    return unescape(message["text"]).replace("\u00a0", " ")


def test_many_topics_of_one_vote_are_one_message_at_its_opening_and_one_once_it_is_decided(
    club: Club,
) -> None:
    ana, paul = club.joins("Ana Berger"), club.joins("Paul Mercier", "Forges Yonne")
    odile = club.joins("Odile Garnier", "ALLICE", role="organiser")
    services, now = club.prime.services, club.clock.now()
    each_by_itself(club, "Ana Berger", "Paul Mercier")
    ballot_id, topics = prepares(club, "Ana Berger")
    by = club.members["Odile Garnier"]
    with services.db.begin() as session:
        back(session, topics[0], club.members["Paul Mercier"], now)
        for topic in topics:
            back(session, topic, by, now)
    for result in (BallotChange.OPENED, BallotChange.ALREADY_OPEN):
        assert opening.open_now(services, ballot_id, by, now).result is result
        club.settle()
    told = [club.dms(one) for one in (ana, paul, odile)]
    assert told == [2, 2, 1], "the vote is open, and the topics; not to who opened it"
    assert heard(club, paul) == f"{TITLES[0]} : Soumis au vote : {TITLE}", "of one topic as ever"
    assert heard(club, ana) == (
        "Choix des études collectives du Cl… : 12 de vos sujets sont soumis au vote "
        "jusqu’au lundi 11 janvier 2027, 9 h (Étude n° 01 *<!here>* et 11 autres)"
    )
    ana.opens_dm()
    ana.sees(f"• {TITLES[9]}")
    ana.sees_not(f"• {TITLES[10]}")
    ana.sees("et 2 autres")
    for name in ("Ana Berger", "Paul Mercier"):
        votes(club, ballot_id, name, TITLES[0], TITLES[10])
    close_ballot(services, ballot_id, club.clock.now())
    club.settle()
    assert [club.dms(one) for one in (ana, paul)] == [3, 3]
    assert heard(club, paul).startswith(f"{TITLES[0]} : Choisi par le vote : ")
    assert heard(club, ana) == (
        f"Choix des études collectives du Cl… : 2 de vos 12 sujets sont choisis ({TITLES[0]} et {TITLES[10]})"
    )
    ana.sees("✅ Choisi · 2 voix, rang 1 sur 12")
    ana.sees("Non choisi · sous le seuil")
    ana.sees("[Voir le résultat]")
    ana.clicks("Mes sujets")
    ana.sees("12 sujets")


def test_whoever_hears_of_all_together_has_the_vote_and_their_topics_in_one_message(club: Club) -> None:
    ana, _ = club.joins("Ana Berger"), club.joins("Odile Garnier", "ALLICE", role="organiser")
    ballot_id, _ = prepares(club, "Ana Berger")
    opening.open_now(club.prime.services, ballot_id, club.members["Odile Garnier"], club.clock.now())
    club.settle()
    assert club.dms(ana) == 1
    ana.opens_dm()
    ana.sees("Votre point du lundi 4 janvier 2027")
    ana.sees("12 de vos sujets sont soumis au vote")
    ana.sees("[Voter…]*")

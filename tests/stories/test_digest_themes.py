"""Every theme in the message of the day: topics, works, mutual help and dues, each with a line of its own."""

from datetime import date

import pytest

from club.digest import Theme, Way, Wishes
from club.ids import TopicId
from club.topics import TopicKind, TopicStep
from handlers import names
from handlers.choosing.shared.topics import record
from handlers.choosing.topics import service as topics
from handlers.choosing.works import use_service
from handlers.kit.manners import MAY_WAIT
from sandbox.driver.person import Person
from storage.people import get_person
from storage.topics import add_topic
from storage.wishes import save_wishes
from tests.stories.club import Club, paris
from tests.stories.outage import stages
from tests.stories.test_digest import digest_of
from tests.stories.test_dues import calls
from tests.stories.test_mutual_help import I_CAN, ZOE, asks, knows, sends
from tests.stories.test_work_uses import has, uses

TUESDAY = paris(2027, 1, 5, 9, 0)


@pytest.fixture
def ana(club: Club) -> Person:
    return club.joins("Ana Berger")


@pytest.fixture
def odile(club: Club) -> Person:
    return club.joins("Odile Garnier", "ALLICE", role="organiser")


def proposed(club: Club, title: str = "Étuves") -> TopicId:
    """A topic of Ana's."""
    with club.prime.services.db.begin() as session:
        return add_topic(
            session, club.members["Ana Berger"], TopicKind.STUDY, title, "", "", club.clock.now()
        )


def comments(club: Club, topic: TopicId, name: str, words: str) -> None:
    """This member comments, after the hour of today's message."""
    with club.prime.services.db.read() as session:
        person = get_person(session, club.members[name])
    assert person is not None
    topics.comment(club.prime.services, topic, person, words, club.clock.now())


def test_news_of_one_topic_is_one_line_and_a_decision_comes_at_once(
    club: Club, ana: Person, odile: Person
) -> None:
    club.joins("Luc Roy")
    topic, other = proposed(club), proposed(club, "Biogaz")
    club.later(hours=2)
    comments(club, topic, "Luc Roy", "Chez nous aussi")
    comments(club, topic, "Luc Roy", "Et au nord")
    comments(club, other, "Luc Roy", "Très bien")
    club.later(hours=1)
    assert club.dms(ana) == 0, "news waits"
    with club.prime.services.db.begin() as session:
        by = club.members["Odile Garnier"]
        record(session, club.prime.services, topic, TopicStep.SHORTLISTED, club.clock.now(), by=by)
    club.settle()
    assert club.dms(ana) == 1, "a decision does not"
    club.at(TUESDAY)
    assert club.dms(ana) == 2
    ana.opens_dm()
    ana.sees("Chez nous aussi")
    ana.sees("Et au nord")
    ana.sees("Très bien")
    assert stages(club, names.TOPIC_NEWS) == {"merged": 3}
    dm = club.box.workspace.dm_with(ana.id)
    [digest] = [one for one in ana.messages(in_=dm.id) if "Votre point" in str(one["blocks"])]
    assert sum(block["type"] == "actions" for block in digest["blocks"]) == 2, "a line for each topic"


def test_two_comments_on_one_topic_alone_are_both_read(club: Club, ana: Person) -> None:
    club.joins("Luc Roy")
    topic = proposed(club)
    club.later(hours=2)
    comments(club, topic, "Luc Roy", "Chez nous aussi")
    comments(club, topic, "Luc Roy", "Et au nord")
    club.at(TUESDAY)
    assert club.dms(ana) == 1
    ana.opens_dm()
    ana.sees("Chez nous aussi")
    ana.sees("Et au nord")


def test_news_beyond_what_a_message_holds_is_counted_and_found(club: Club, ana: Person) -> None:
    club.joins("Luc Roy")
    many = [proposed(club, f"Sujet {number:02}") for number in range(13)]
    club.later(hours=2)
    for topic in many:
        comments(club, topic, "Luc Roy", "Oui")
    club.at(TUESDAY)
    ana.opens_dm()
    ana.sees("Et 3 autres nouvelles")
    ana.clicks("Ce que Prime m’a envoyé")
    ana.sees("Ce que Prime vous a envoyé en 30 jours (14)")


def test_help_asked_waits_turns_in_place_and_gives_the_contacts_it_ends_with(
    club: Club, ana: Person, odile: Person
) -> None:
    zoe = knows(club, "Zoé Lebœuf", "Chaleur fatale, échangeurs sur fumées")
    club.plans()
    club.clock.set(paris(2027, 1, 13, 10, 0))
    asks(ana)
    sends(ana, ZOE)
    club.settle()
    assert club.dms(zoe) == 0
    club.at(paris(2027, 1, 14, 9, 0))
    assert club.dms(zoe) == 1
    zoe.opens_dm()
    zoe.sees("Votre point du jeudi 14 janvier 2027")
    zoe.sees("Ana Berger, Verrerie Ardoin, vous demande de l’aide")
    zoe.clicks(I_CAN)
    club.later(seconds=10)
    beside = [one for one in zoe.messages() if one.get("is_ephemeral")]
    assert beside == [], "what the line says itself is not said beside it"
    assert "✅ Merci. En relation dès la confirmation." in digest_of(club, zoe)
    assert "+33" not in digest_of(club, zoe)
    ana.opens_dm()
    ana.sees("✅ Zoé Lebœuf, Forges Yonne, peut aider.")
    ana.clicks("Échanger nos contacts")
    club.later(seconds=10)
    assert "✅ En relation avec Ana Berger, Verrerie Ardoin." in digest_of(club, zoe)
    assert club.dms(zoe) == 1


def test_whoever_offers_help_before_the_question_comes_hears_at_once_and_is_not_asked_again(
    club: Club, ana: Person
) -> None:
    zoe = knows(club, "Zoé Lebœuf", "Chaleur fatale, échangeurs sur fumées")
    club.clock.set(paris(2027, 1, 13, 10, 0))
    asks(ana)
    sends(ana, ZOE)
    zoe.types("/prime entraide")
    zoe.clicks(I_CAN)
    club.settle()
    assert club.dms(zoe) == 1
    ana.opens_dm()
    ana.clicks("Échanger nos contacts")
    zoe.opens_dm()
    zoe.sees("✅ Ana Berger, Verrerie Ardoin")
    club.at(paris(2027, 1, 14, 9, 0))
    assert club.dms(zoe) == 1, "the question is answered"
    assert stages(club, names.HELP_ASKED) == {"dropped": 1}


def test_help_wanted_by_tomorrow_does_not_wait(club: Club, ana: Person) -> None:
    zoe = knows(club, "Zoé Lebœuf", "Chaleur fatale, échangeurs sur fumées")
    club.clock.set(paris(2027, 1, 13, 10, 0))
    ana.types("/prime entraide")
    ana.clicks("Demander de l’aide…")
    ana.fills({"Votre question": "Chaleur fatale ?", "Pour quand ?": "2027-01-13"})
    ana.submits()
    sends(ana, ZOE)
    club.settle()
    assert club.dms(zoe) == 1


def test_dues_come_with_the_rest_and_their_amount_is_read_in_their_own_line_alone(
    club: Club, ana: Person, odile: Person
) -> None:
    calls(odile)
    club.at(paris(2027, 2, 28, 9, 0))
    before = club.dms(ana)
    club.plans("Forum Chaleur fatale", starts=paris(2027, 3, 15, 9, 30))
    for hour in (0, 9):
        club.at(paris(2027, 3, 1, hour, 0))
    assert club.dms(ana) == before + 1
    dm = club.box.workspace.dm_with(ana.id)
    digest = next(one for one in ana.messages(in_=dm.id) if "Votre point" in str(one["blocks"]))
    assert "échéance le mercredi 31 mars 2027" in digest["text"].replace("\xa0", " ")
    assert "€" not in digest["text"]
    [owed] = [one for one in digest["blocks"] if "€" in str(one)]
    assert "Cotisation 2027" in str(owed)
    ana.opens_dm()
    ana.clicks("C’est réglé…", within="échéance le")
    ana.fills("Réglé le", date(2027, 3, 1).isoformat())
    ana.submits()
    club.later(seconds=10)
    ana.sees("✅ Cotisation 2027 : c’est noté.")


def test_on_the_due_day_itself_dues_come_at_once(club: Club, ana: Person, odile: Person) -> None:
    calls(odile)
    club.at(paris(2027, 3, 30, 9, 0))
    before = club.dms(ana)
    club.at(paris(2027, 3, 31, 10, 0))
    assert club.dms(ana) == before + 1


def test_uses_of_works_are_answered_from_their_line(club: Club, ana: Person, odile: Person) -> None:
    has(club, "Guide")
    has(club, "Baromètre")
    for title in ("Guide", "Baromètre"):
        ana.types(f"/prime travaux {title}")
        uses(ana, "Colloque", "Pas encore")
    club.plans()
    club.clock.set(paris(2027, 1, 13, 10, 0))
    assert use_service.propose(club.prime.services, 2027, club.clock.now()) == 1
    club.at(paris(2027, 1, 14, 9, 0))
    assert club.dms(ana) == 1
    ana.opens_dm()
    ana.sees("Ces usages peuvent citer ALLICE")
    ana.sees("• Baromètre")
    ana.clicks("Voir les citations")
    ana.sees("Guide. ALLICE, Club PRIME, 2026.")
    ana.clicks("ALLICE est citée", within="Guide")
    ana.clicks("ALLICE est citée", within="Baromètre")
    club.later(seconds=10)
    assert "✅ ALLICE est citée partout. Merci." in digest_of(club, ana)


def test_never_is_heeded_for_each_of_them(club: Club, ana: Person, odile: Person) -> None:
    club.joins("Luc Roy")
    with club.prime.services.db.begin() as session:
        never = dict.fromkeys(Theme, Way.NEVER)
        save_wishes(session, club.members["Ana Berger"], Wishes(never))
    topic = proposed(club)
    comments(club, topic, "Luc Roy", "Chez nous aussi")
    club.at(TUESDAY)
    assert club.dms(ana) == 0
    assert set(MAY_WAIT.values()) == set(Theme), "every theme has something that waits"

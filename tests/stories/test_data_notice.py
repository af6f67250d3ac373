"""What is kept of a person is said once, beneath the first message that Prime sends them."""

from datetime import timedelta

from handlers.kit.data_notice import BLOCK
from sandbox.driver.person import Person
from tests.stories.club import Club, paris
from tests.stories.said import GOING


def borne(person: Person) -> list[bool]:
    """Of each message of Prime's to somebody, whether the notice stands beneath it."""
    person.opens_dm()
    from_prime = [one for one in person.messages() if one.get("bot_id")]
    return [any(block.get("block_id") == BLOCK for block in one.get("blocks", ())) for one in from_prime]


def test_it_stands_beneath_the_first_message_alone(club: Club) -> None:
    ana = club.joins("Ana Berger")
    for words in ("bonjour, comment ça marche ?", "c’est quand le prochain forum ?", "merci"):
        ana.says(words)
        club.later(minutes=1)
    assert borne(ana)[0]
    assert borne(ana).count(True) == 1


def test_a_message_kept_true_goes_on_saying_it(club: Club) -> None:
    ana = club.joins("Ana Berger")
    event_id = club.plans("Forum Chaleur fatale")
    club.at(club.event(event_id).deadline - timedelta(days=1))
    assert borne(ana) == [True]
    ana.clicks(GOING)
    club.settle()
    ana.sees("✅ Vous venez")
    assert borne(ana)[0]


def test_it_is_said_in_the_reader_s_language_and_of_whom_they_are(club: Club) -> None:
    tom, eve = club.joins("Tom Baker", locale="en-GB"), club.stranger("Eve Martin")
    tom.says("hello")
    eve.says("bonjour")
    tom.opens_dm()
    tom.sees("Your data: the club keeps your name, company")
    tom.sees("To read, correct or erase them, or to object: /prime my-data, or Odile Garnier.")
    eve.opens_dm()
    eve.sees("Vos données : le club conserve de votre compte Slack son identifiant, son type")


def test_a_channel_is_told_nothing_of_it(club: Club) -> None:
    ana = club.joins("Ana Berger")
    club.plans("Forum Chaleur fatale")
    club.settle()
    ana.opens("club-prime")
    ana.sees_not("Vos données")


def test_what_slack_did_not_take_did_not_say_it(club: Club) -> None:
    ana = club.joins("Ana Berger")
    club.plans("Forum Chaleur fatale")
    club.box.faults.error("chat.postMessage", "message_limit_exceeded", to=ana.id)
    club.at(paris(2027, 1, 14, 10, 0))
    club.at(paris(2027, 1, 20, 10, 0))
    assert borne(ana)[0]
    assert borne(ana).count(True) == 1


def test_whoever_was_erased_and_asks_to_come_back_is_told_anew(club: Club) -> None:
    ana = club.joins("Ana Berger")
    ana.says("bonjour")
    assert borne(ana) == [True]
    ana.types("/prime mes-donnees")
    ana.clicks("Quitter le club…")
    ana.fills("Pour confirmer, écrivez QUITTER", "quitter")
    ana.submits()
    ana.says("bonjour")
    assert borne(ana).count(True) == 2

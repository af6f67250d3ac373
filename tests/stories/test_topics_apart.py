"""The channel is not a feed: topics in a channel of their own, or once a week."""

from collections.abc import Callable, Iterator

import pytest

from club.ids import SlackId
from tests.stories.club import CHANNEL, Club, paris
from tests.stories.proposals import cards, proposes
from tests.stories.test_missing import invites

TOPICS = SlackId("C0TOPICS")
Makes = Callable[..., Club]


@pytest.fixture
def makes(database_url: str) -> Iterator[Makes]:
    made: list[Club] = []

    def make(**settings: object) -> Club:
        made.append(Club(database_url, settings))
        made[-1].box.add_channel(TOPICS, name="club-prime-sujets", members=[])
        return made[-1]

    yield make
    for one in made:
        one.stop()


def test_topics_have_a_channel_of_their_own_and_come_back_there(makes: Makes) -> None:
    club = makes(prime_topics_channel=TOPICS)
    ana, odile = club.joins("Ana Berger"), club.joins("Odile Garnier", role="organiser")
    club.box.workspace.place(TOPICS).members.add(ana.id)
    proposes(ana, "Chaleur fatale")
    club.plans("Forum")
    (card,) = ana.messages(TOPICS)
    assert len(cards(ana)) == 1, "the event's"
    ana.opens("club-prime-sujets")
    ana.clicks("Commenter…")
    ana.closes()
    club.box.delete_message(TOPICS, card["ts"])
    odile.types("/prime sujets")
    odile.clicks("Soutenir")
    odile.opens_dm()
    odile.sees("La carte de Chaleur fatale n’est plus dans le canal")
    odile.clicks("Publier à nouveau")
    assert len(ana.messages(TOPICS)) == 1
    assert len(cards(ana)) == 1


def test_the_setting_that_is_wrong_is_named(makes: Makes) -> None:
    club = makes(prime_topics_channel="C0NOWHERE")
    ana, odile = club.joins("Ana Berger"), club.joins("Odile Garnier", role="organiser")
    proposes(ana, "Chaleur fatale")
    odile.opens_dm()
    odile.sees("PRIME_TOPICS_CHANNEL")


def test_a_week_s_topics_are_one_message_on_monday_at_nine(makes: Makes) -> None:
    club = makes(prime_topics_weekly=True)
    ana, luc = club.joins("Ana Berger"), club.joins("Luc Roy")
    club.later(seconds=20)
    proposes(ana, "Chaleur fatale")
    ana.sees("le canal le découvrira avec ceux de la semaine")
    proposes(luc, "Air comprimé")
    assert cards(ana) == []
    club.at(paris(2027, 1, 11, 8, 59))
    assert cards(ana) == []
    club.at(paris(2027, 1, 11, 9))
    assert cards(ana) == ["2 nouveaux sujets cette semaine : Chaleur fatale et Air comprimé"]
    luc.opens("club-prime")
    luc.clicks("Soutenir", within="Chaleur fatale")
    luc.sees("Votre soutien est noté.")
    luc.opens("club-prime")
    luc.clicks("Tout voir", within="2 nouveaux sujets")
    luc.sees("2 soutiens")
    club.at(paris(2027, 1, 18, 9))
    assert len(cards(ana)) == 1, "nothing was new"


def test_on_a_holiday_the_week_s_topics_wait_for_the_next_working_day(makes: Makes) -> None:
    club = makes(prime_topics_weekly=True)
    ana = club.joins("Ana Berger")
    club.at(paris(2027, 3, 24, 9))
    proposes(ana, "Chaleur fatale")
    club.at(paris(2027, 3, 29, 12))  # Easter Monday
    assert cards(ana) == []
    club.at(paris(2027, 3, 30, 9))
    assert len(cards(ana)) == 1


def test_what_was_withdrawn_is_not_announced_and_a_lost_week_comes_back(makes: Makes) -> None:
    club = makes(prime_topics_weekly=True)
    ana, odile = club.joins("Ana Berger"), club.joins("Odile Garnier", role="organiser")
    club.later(seconds=20)
    proposes(ana, "Chaleur fatale")
    club.box.kick_bot(CHANNEL)
    club.at(paris(2027, 1, 11, 9))
    odile.opens_dm()
    odile.sees("Les nouveaux sujets de la semaine jusqu’au 11/01/2027 ne sont pas dans le canal")
    invites(club)
    odile.clicks("Publier à nouveau")
    assert cards(ana) == ["1 nouveau sujet cette semaine : Chaleur fatale"]

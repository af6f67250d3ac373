"""What awaits a member, on the home tab: one list, of which a digest says the same, acted on in place."""

from tests.stories.club import Club, paris
from tests.stories.polls import opens
from tests.stories.said import VOTE
from tests.stories.test_digest import MORNING, digest_of, two_events

NOTHING = "✅ Rien ne vous attend."


def awaits(count: int) -> str:
    return f"Ce qui vous attend ({count})"


def test_what_the_digest_says_stands_on_the_home_tab_and_leaves_both_once_done(club: Club) -> None:
    ana = club.joins("Ana Berger")
    two_events(club)
    club.at(MORNING)
    assert "2 points vous attendent" in digest_of(club, ana)
    ana.opens_home()
    ana.sees(awaits(2))
    ana.sees("Avant le jeudi 21 janvier 2027, 9 h 30")
    ana.types("/prime rsvp forum non")
    club.later(seconds=10)
    assert "2 points" not in digest_of(club, ana)
    ana.opens_home()
    ana.sees(awaits(1))
    ana.types("/prime rsvp atelier non")
    club.later(seconds=10)
    assert "Tout est à jour" in digest_of(club, ana)
    ana.opens_home()
    ana.sees(NOTHING)
    ana.sees_not("Ce qui vous attend")


def test_an_event_is_answered_in_the_list_whether_a_message_told_of_it_or_not(club: Club) -> None:
    ana = club.joins("Ana Berger")
    two_events(club)
    ana.opens_home()
    ana.sees(awaits(2))
    ana.clicks("Je ne viens pas", within="Atelier Étuves")
    ana.sees(awaits(1))
    ana.sees("Vous ne venez pas")
    assert club.dms(ana) == 0
    ana.clicks("Plus tard")
    club.settle()
    ana.sees(NOTHING)
    assert club.dms(ana) == 0


def test_a_vote_stands_before_what_is_due_later_and_its_form_redraws_the_tab(club: Club) -> None:
    ana = club.joins("Ana Berger")
    club.clock.set(paris(2027, 1, 4, 11, 0))
    club.plans("Forum Chaleur fatale")
    opens(club)
    ana.opens_home()
    ana.sees(awaits(2))
    screen = ana.screen().partition("├ home")[2]
    assert screen.index("[Voter…]") < screen.index("[Je participe]")
    ana.clicks(VOTE)
    ana.ticks("Vapeur")
    ana.submits()
    ana.sees(awaits(1))
    ana.sees("Forum Chaleur fatale")


def test_five_stand_there_and_the_others_are_counted(club: Club) -> None:
    ana = club.joins("Ana Berger")
    for day in range(20, 27):
        club.schedules(
            f"Visite {day}", starts=paris(2027, 1, day, 9, 30), deadline=paris(2027, 1, day - 5, 9)
        )
    ana.opens_home()
    ana.sees(awaits(7))
    ana.sees("et 2 autres")

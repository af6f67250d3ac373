"""A button from before an event became half-days asks about all of them, as the new card does."""

from storage.seats import get_answer
from tests.stories.club import CHANNEL, Club, paris
from tests.stories.half_days import NO, options, parts, tick
from tests.stories.test_half_days_published import AFTERNOON, MORNING, Forum, forum, split
from tests.stories.test_organising import organiser
from tests.stories.test_two_ways import LINK, REMOTELY

__all__ = ["forum"]


WAIT = "Attendre une place"


def turns(forum: Forum) -> None:
    """Into half-days, while no message is drawn anew yet."""
    split(forum.club)
    assert len(parts(forum.club)) == 2


def test_yes_on_the_card_of_before_asks_which_parts(forum: Forum) -> None:
    forum.eve.opens(CHANNEL)
    turns(forum)
    forum.eve.clicks(WAIT)
    assert forum.says("Eve Rose") == ["", ""]
    assert [ticked for _, ticked in options(forum.eve)] == [True, True]
    tick(forum.eve, MORNING)
    forum.eve.submits()
    forum.club.later(minutes=1)
    assert forum.says("Eve Rose") == ["no", "yes"]


def test_no_on_the_card_of_before_excuses_from_all_parts(forum: Forum) -> None:
    forum.eve.opens(CHANNEL)
    turns(forum)
    forum.eve.clicks(NO)
    assert forum.says("Eve Rose") == ["no", "no"]


def test_who_holds_seats_is_asked_which_to_give_back(forum: Forum) -> None:
    forum.luc.opens(CHANNEL)
    turns(forum)
    forum.luc.clicks(NO)
    assert forum.seats("Luc Roy") == [1, 1]
    assert [ticked for _, ticked in options(forum.luc)] == [True, True]


def test_a_reminder_of_before_asks_which_parts(forum: Forum) -> None:
    club = forum.club
    for day in (14, 15):
        club.at(paris(2027, 1, day, 10))
    forum.eve.opens_dm()
    turns(forum)
    forum.eve.clicks(WAIT)
    assert len(options(forum.eve)) == 2
    assert forum.says("Eve Rose") == ["", ""]


def test_what_was_written_since_answers_for_its_own_part(forum: Forum) -> None:
    forum.splits()
    forum.max.types("/prime rsvp forum")
    forum.max.clicks("jeu. 28 janv., 14 h · Forum Chaleur fatale")
    forum.max.clicks(WAIT)
    assert forum.says("Max Vert") == ["no", "yes"]


def test_a_seat_that_others_wait_for_is_freed_in_the_place_of_the_message_of_before(forum: Forum) -> None:
    forum.luc.types("/prime rsvp forum")
    forum.club.later(minutes=1)
    turns(forum)
    forum.luc.clicks("Je ne viens plus")
    tick(forum.luc, MORNING)
    forum.luc.submits()
    assert forum.seats("Luc Roy") == [1, 1]
    forum.luc.clicks(f"Libérer {MORNING}…")
    forum.luc.submits()
    assert forum.seats("Luc Roy") == [0, 1]


def test_the_line_of_before_is_left_for_each_part(forum: Forum) -> None:
    forum.bea.types("/prime rsvp forum")
    forum.club.later(minutes=1)
    turns(forum)
    forum.bea.clicks("Quitter la liste")
    assert [ticked for _, ticked in options(forum.bea)] == [True, True]
    tick(forum.bea, MORNING)
    forum.bea.submits()
    with forum.club.prime.services.db.read() as session:
        found = [get_answer(session, one.id, forum.club.members["Bea Noir"]) for one in parts(forum.club)]
    assert [bool(one.claims) for one in found] == [False, True]


def test_an_answer_of_before_is_changed_for_each_part(forum: Forum) -> None:
    turns(forum)
    forum.max.clicks("Modifier ma réponse")
    assert [ticked for _, ticked in options(forum.max)] == [False, False]
    tick(forum.max, AFTERNOON)
    forum.max.submits()
    assert forum.says("Max Vert") == ["no", "yes"]


def test_the_way_that_was_chosen_is_in_the_form(club: Club) -> None:
    organiser(club)
    eve = club.joins("Eve Rose")
    club.plans(video_url=LINK)
    club.later(minutes=1)
    eve.opens(CHANNEL)
    club.later(minutes=1)
    split(club)
    eve.clicks(REMOTELY)
    assert [ticked for _, ticked in options(eve)] == [True, True]
    eve.submits()
    with club.prime.services.db.read() as session:
        found = [get_answer(session, one.id, club.members["Eve Rose"]) for one in parts(club)]
    assert [one.rsvp.remote for one in found] == [True, True]

"""Two at once: whoever comes second meets what holds by then."""

from dataclasses import replace
from datetime import timedelta

from club.calendar import after_working_days
from club.helpers import MORE
from club.mutual_help import Act, HelpAnswer, HelpState
from handlers import names
from handlers.belonging.mydata import service as mydata
from handlers.living.help import answering, asking, sweeps
from handlers.living.help.outcomes import HelpDid
from tests.handlers.events.guests.house import PARIS
from tests.handlers.living.help.circle import HEAT, NOW, Circle, at_once


def test_two_who_can_help_at_once_are_both_told_of(circle: Circle) -> None:
    ana, services = circle.house.joins("Ana Berger"), circle.house.services
    people = [circle.knows(name) for name in ("Zoé Lebœuf", "Paul Mercier")]
    question = circle.asks(ana, *people)
    done = at_once([lambda one=one: answering.offer(services, one, question, NOW) for one in people])
    assert [one.did for one in done] == [HelpDid.DONE, HelpDid.DONE]
    assert [one.answer for one in circle.asked(question)] == [HelpAnswer.OFFERED, HelpAnswer.OFFERED]
    told = [one for one in circle.postings() if one.kind == names.HELP_ANSWER]
    assert len(told) == 2
    assert {one.recipient for one in told} == {ana.slack_id}


def test_the_same_yes_from_many_threads_is_told_once(circle: Circle) -> None:
    ana, zoe = circle.house.joins("Ana Berger"), circle.knows("Zoé Lebœuf")
    question, services = circle.asks(ana, zoe), circle.house.services
    done = at_once([lambda: answering.offer(services, zoe, question, NOW) for _ in range(6)])
    assert sorted(one.did for one in done) == [HelpDid.DONE] + [HelpDid.OVER] * 5
    assert sum(one.kind == names.HELP_ANSWER for one in circle.postings()) == 1


def test_a_question_taken_back_while_somebody_accepts_is_taken_back(circle: Circle) -> None:
    ana, zoe = circle.house.joins("Ana Berger"), circle.knows("Zoé Lebœuf")
    services = circle.house.services
    for number in range(5):
        draft = replace(HEAT, question=f"{HEAT.question} {number}")
        now = NOW + timedelta(days=31 * number)
        question = circle.asks(ana, zoe, draft=draft, now=now)
        closed, offered = at_once(
            [
                lambda q=question, at=now: asking.close(services, ana, q, Act.WITHDRAW, at),
                lambda q=question, at=now: answering.offer(services, zoe, q, at),
            ]
        )
        assert closed.did is HelpDid.DONE
        assert circle.question(question).state is HelpState.WITHDRAWN
        expected = HelpAnswer.OFFERED if offered.did is HelpDid.DONE else HelpAnswer.ASKED
        assert circle.answer(question, zoe) is expected
        met = answering.meet(services, ana, circle.help_id(question, zoe), now)
        assert met.did is HelpDid.OVER, "no contact follows, whoever came first"
    assert circle.rows("consultation") == []


def test_many_askers_do_not_pass_the_month_s_number_together(circle: Circle) -> None:
    zoe, services = circle.knows("Zoé Lebœuf"), circle.house.services
    askers = [circle.house.joins(f"Membre {letter}") for letter in "ABCDEF"]
    sent = at_once([lambda one=one: asking.send(services, one, HEAT, [zoe.id], NOW) for one in askers])
    assert sorted(one.did for one in sent) == [HelpDid.BUSY] * 4 + [HelpDid.DONE] * 2
    assert len(circle.rows("help_asked")) == 2
    assert len(circle.rows("help_question")) == 2, "of those that were too many nothing is kept"


def test_two_who_ask_each_other_wait_for_nobody(circle: Circle) -> None:
    ana = circle.knows("Ana Berger", company="Verrerie Ardoin")
    zoe, services = circle.knows("Zoé Lebœuf"), circle.house.services
    for number in range(4):
        now = NOW + timedelta(days=31 * number)
        draft = replace(HEAT, detail=str(number))
        sent = at_once(
            [
                lambda at=now, d=draft: asking.send(services, ana, d, [zoe.id], at),
                lambda at=now, d=draft: asking.send(services, zoe, d, [ana.id], at),
            ]
        )
        assert [one.did for one in sent] == [HelpDid.DONE, HelpDid.DONE]


def test_a_form_sent_twice_asks_once(circle: Circle) -> None:
    ana, zoe = circle.house.joins("Ana Berger"), circle.knows("Zoé Lebœuf")
    services = circle.house.services
    sent = at_once([lambda: asking.send(services, ana, HEAT, [zoe.id], NOW) for _ in range(5)])
    assert len({one.question_id for one in sent}) == 1
    assert len(circle.rows("help_asked")) == 1


def test_contacts_exchanged_twice_at_once_are_one_lookup_each_way(circle: Circle) -> None:
    ana, zoe = circle.house.joins("Ana Berger"), circle.knows("Zoé Lebœuf")
    question, services = circle.asks(ana, zoe), circle.house.services
    answering.offer(services, zoe, question, NOW)
    help_id = circle.help_id(question, zoe)
    done = at_once([lambda: answering.meet(services, ana, help_id, NOW) for _ in range(5)])
    assert sorted(one.did for one in done) == [HelpDid.DONE] + [HelpDid.OVER] * 4
    pairs = [(row["reader_id"], row["subject_id"]) for row in circle.rows("consultation")]
    assert sorted(pairs) == [(ana.id, zoe.id), (zoe.id, ana.id)]


def test_the_day_s_lookups_bound_exchanges_too(circle: Circle) -> None:
    services = circle.house.services
    services = replace(services, installed=replace(services.club, lookups=1))
    ana, people = circle.house.joins("Ana Berger"), [circle.knows(f"Expert {letter}") for letter in "ABC"]
    question = circle.asks(ana, *people)
    for one in people:
        answering.offer(services, one, question, NOW)
    ids = [circle.help_id(question, one) for one in people]
    done = at_once([lambda one=one: answering.meet(services, ana, one, NOW) for one in ids])
    assert sorted(one.did for one in done) == [HelpDid.DONE, HelpDid.USED_UP, HelpDid.USED_UP]
    shut = [one for one in done if one.did is HelpDid.USED_UP]
    assert all(one.offer.contacts == {} for one in shut)
    tomorrow = NOW + timedelta(days=1)
    assert answering.meet(services, ana, shut[0].offer.asked.id, tomorrow).did is HelpDid.DONE


def test_two_sweeps_at_once_ask_two_more_and_no_more(circle: Circle) -> None:
    ana, services = circle.house.joins("Ana Berger"), circle.house.services
    people = [circle.knows(f"Expert {letter}") for letter in "ABCDEFG"]
    question = circle.asks(ana, people[0])
    then = after_working_days(NOW, 5, PARIS)
    at_once([lambda: sweeps.look_after(services, NOW, then) for _ in range(4)])
    assert len(circle.asked(question)) == 1 + MORE


def test_a_helper_who_leaves_while_the_asker_accepts_is_shown_to_nobody(circle: Circle) -> None:
    circle.organises("Odile Garnier")
    ana, zoe = circle.house.joins("Ana Berger"), circle.knows("Zoé Lebœuf")
    question, services = circle.asks(ana, zoe), circle.house.services
    answering.offer(services, zoe, question, NOW)
    help_id = circle.help_id(question, zoe)
    left, met = at_once(
        [
            lambda: mydata.leave(services, zoe, NOW),
            lambda: answering.meet(services, ana, help_id, NOW),
        ]
    )
    assert left is mydata.Left.DONE
    assert met.did in (HelpDid.DONE, HelpDid.AWAY, HelpDid.OVER)
    for posting in circle.postings():
        said = circle.drawn(posting)
        assert "01 99 00 12 41" not in said
        assert "Zoé" not in said or posting.kind == names.MEMBER_LEFT

"""Somebody leaves: what was said of them goes, what both published stays without their name."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from club.digest import Wishes
from club.mutual_help import Draft, HelpAnswer, HelpSeen, HelpState, Publication
from handlers import names
from handlers.belonging.members import service as members
from handlers.belonging.mydata import service as mydata
from handlers.belonging.mydata.messages import file_of
from handlers.living.help import answering, asking, resolving
from handlers.living.help.resolving import Ending
from storage.accounts import save_profile
from storage.people import AccountKind, Person, SlackProfile
from storage.privacy import get_held
from storage.wishes import save_wishes
from tests.handlers.living.help.circle import HEAT, NOW, Circle
from tests.storage.crowd import dump

THANKS, SENTENCE, WORD = "Merci Obsidienne", "Un échangeur à plaques suffit.", "Motif Onyx"


@pytest.fixture
def odile(circle: Circle) -> Person:
    """Somebody who organises: else nobody could leave, or be told."""
    return circle.organises("Odile Garnier")


def resolved(
    circle: Circle, ana: Person, zoe: Person, answer: Publication | None, draft: Draft = HEAT
) -> int:
    """A question all the way to its published sentence."""
    services, question = circle.house.services, circle.asks(ana, zoe, draft=draft)
    answering.offer(services, zoe, question, NOW)
    answering.meet(services, ana, circle.help_id(question, zoe), NOW)
    resolving.resolve(services, ana, question, Ending(zoe.id, THANKS, SENTENCE), NOW)
    if answer:
        resolving.consent(services, zoe, question, answer, NOW)
    return question


def everything(circle: Circle) -> str:
    with circle.house.services.db.read() as session:
        return dump(session)


def test_of_an_erased_asker_nothing_remains_and_those_asked_read_that_it_is_gone(
    circle: Circle, odile: Person
) -> None:
    ana, zoe = circle.house.joins("Ana Berger"), circle.knows("Zoé Lebœuf")
    question = circle.asks(ana, zoe)
    resolving.report(circle.house.services, zoe, question, WORD, NOW)
    mydata.leave(circle.house.services, ana, NOW)
    assert circle.question(question).state is HelpState.WITHDRAWN
    left = everything(circle)
    for word in (HEAT.question, HEAT.detail, WORD, "ana.berger"):
        assert word not in left
    told = [one for one in circle.postings() if one.kind.startswith("help.")]
    asked = next(one for one in told if one.kind == names.HELP_ASKED)
    assert circle.drawn(asked) == "", "nobody is asked any more"
    said = {one.kind: circle.drawn(replace(one, ts="1.1")) for one in told}
    assert "Cette question n’est plus là." in said[names.HELP_ASKED]
    assert not [text for text in said.values() if "Ana" in text or "fumées" in text]


def test_what_both_published_stays_without_the_name_of_who_left(circle: Circle, odile: Person) -> None:
    ana, zoe = circle.house.joins("Ana Berger"), circle.knows("Zoé Lebœuf")
    resolved(circle, ana, zoe, Publication.NAMED)
    card = next(one for one in circle.postings() if one.kind == names.HELP_SENTENCE)
    assert "Ana Berger et Zoé Lebœuf" in circle.drawn(card)
    mydata.leave(circle.house.services, ana, NOW)
    assert "Ana" not in circle.drawn(card)
    assert SENTENCE in circle.drawn(card)
    mydata.leave(circle.house.services, zoe, NOW)
    assert "Zoé" not in circle.drawn(card)
    assert SENTENCE in circle.drawn(card)
    [found] = asking.find(circle.house.services, "chaleur")
    assert (found.helper_id, found.helper, found.asker, found.sentence) == (None, "", "", SENTENCE)
    assert THANKS not in everything(circle)
    assert HEAT.detail not in everything(circle)


def test_a_sentence_nobody_agreed_to_goes_with_either(circle: Circle, odile: Person) -> None:
    ana, zoe = circle.house.joins("Ana Berger"), circle.knows("Zoé Lebœuf")
    question = resolved(circle, ana, zoe, None)
    mydata.leave(circle.house.services, zoe, NOW)
    assert resolving.consent(circle.house.services, zoe, question, Publication.NAMED, NOW).did == "gone"
    mydata.leave(circle.house.services, ana, NOW)
    assert SENTENCE not in everything(circle)


def test_an_offer_of_who_is_suspended_is_no_longer_one(circle: Circle, odile: Person) -> None:
    ana, zoe = circle.house.joins("Ana Berger"), circle.knows("Zoé Lebœuf")
    question = circle.asks(ana, zoe)
    answering.offer(circle.house.services, zoe, question, NOW)
    members.suspend(circle.house.services, zoe.id, odile, "", NOW)
    assert circle.answer(question, zoe) is HelpAnswer.DECLINED
    answer = next(one for one in circle.postings() if one.kind == names.HELP_ANSWER)
    assert "Cette personne n’est plus membre." in circle.drawn(answer)


def test_whose_account_is_closed_is_not_met_and_counts_for_nothing(circle: Circle, odile: Person) -> None:
    ana, zoe = circle.house.joins("Ana Berger"), circle.knows("Zoé Lebœuf")
    services, question = circle.house.services, circle.asks(ana, zoe)
    answering.offer(services, zoe, question, NOW)
    with services.db.begin() as session:
        closed = SlackProfile(zoe.slack_id, zoe.name, None, "fr", "", AccountKind.DELETED)  # type: ignore[arg-type]
        save_profile(session, closed)
    services.accounts_turned([zoe.id], NOW)
    assert answering.meet(services, ana, circle.help_id(question, zoe), NOW).did == "away"
    asking.follow_up(services, question, NOW + timedelta(days=30))
    assert circle.question(question).escalated_at is not None


@pytest.mark.parametrize("reader", ["zoe", "luc"])
def test_without_a_name_nothing_that_those_asked_can_read_has_it(
    circle: Circle, odile: Person, reader: str
) -> None:
    """Every message to them, their own file, the report, the list of what was sent: all of it."""
    ana, zoe = circle.house.joins("Ana Berger"), circle.knows("Zoé Lebœuf")
    luc, services = circle.house.joins("Luc Martin", "Papeterie du Val"), circle.house.services
    question = circle.asks(ana, zoe, draft=replace(HEAT, seen=HelpSeen.NAMELESS))
    answering.hand_on(services, zoe, question, luc.id, "Il sait.", NOW)
    answering.offer(services, luc, question, NOW)
    for person in (zoe, luc):
        resolving.report(services, person, question, WORD, NOW)
    one = {"zoe": zoe, "luc": luc}[reader]
    theirs = [each for each in circle.postings() if each.recipient == one.slack_id]
    said = "".join(circle.drawn(each) + circle.drawn(replace(each, ts="1.1")) for each in theirs)
    with services.db.read() as session:
        said += file_of(get_held(session, one.id, one.slack_id), NOW).decode()
    assert HEAT.question in said
    for leak in ("Ana", "Verrerie", json.dumps(ana.slack_id), f'"{ana.slack_id}"', "asker"):
        assert leak not in said, leak


def test_without_a_name_it_is_published_without_it(circle: Circle, odile: Person) -> None:
    ana, zoe = circle.house.joins("Ana Berger"), circle.knows("Zoé Lebœuf")
    resolved(circle, ana, zoe, Publication.NAMED, replace(HEAT, seen=HelpSeen.NAMELESS))
    card = next(one for one in circle.postings() if one.kind == names.HELP_SENTENCE)
    assert "Zoé Lebœuf" in circle.drawn(card)
    assert "Ana" not in circle.drawn(card)


def test_a_helper_who_wishes_so_is_not_named(circle: Circle, odile: Person) -> None:
    ana, zoe = circle.house.joins("Ana Berger"), circle.knows("Zoé Lebœuf")
    resolved(circle, ana, zoe, Publication.NAMELESS)
    card = next(one for one in circle.postings() if one.kind == names.HELP_SENTENCE)
    assert "Zoé" not in circle.drawn(card)
    assert "Ana Berger" in circle.drawn(card)


def test_a_refused_sentence_is_nowhere(circle: Circle, odile: Person) -> None:
    ana, zoe = circle.house.joins("Ana Berger"), circle.knows("Zoé Lebœuf")
    resolved(circle, ana, zoe, Publication.REFUSED)
    assert asking.find(circle.house.services, "chaleur") == []
    assert not [one for one in circle.postings() if one.kind == names.HELP_SENTENCE]


@pytest.mark.parametrize(("day", "asked"), [(0, False), (3, False), (4, True)])
def test_who_is_away_is_not_asked_until_they_are_back(circle: Circle, day: int, asked: bool) -> None:
    ana, zoe = circle.house.joins("Ana Berger"), circle.knows("Zoé Lebœuf")
    today = NOW.date()
    with circle.house.services.db.begin() as session:
        away = Wishes(absent_from=today, absent_to=today + timedelta(days=3))
        save_wishes(session, zoe.id, away)
    then = NOW + timedelta(days=day)
    found = asking.choices(circle.house.services, ana, HEAT, then)
    assert [person.name for _, person in found.people] == (["Zoé Lebœuf"] if asked else [])
    sent = asking.send(circle.house.services, ana, HEAT, [zoe.id], then)
    assert (sent.question_id is not None) is asked, "nor by a form that was open before"


def test_what_others_may_not_do_they_cannot(circle: Circle, odile: Person) -> None:
    """Ids of somebody else's question or answer, as a forged button would carry them."""
    ana, zoe = circle.house.joins("Ana Berger"), circle.knows("Zoé Lebœuf")
    eve, services = circle.house.joins("Eve Martin", "Papeterie du Val"), circle.house.services
    question = circle.asks(ana, zoe)
    answering.offer(services, zoe, question, NOW)
    help_id = circle.help_id(question, zoe)
    ending = Ending(zoe.id, THANKS, SENTENCE)
    outcomes = [
        answering.offer(services, eve, question, NOW).did,
        answering.decline(services, eve, question, NOW).did,
        answering.hand_on(services, eve, question, eve.id, "", NOW).did,
        answering.meet(services, eve, help_id, NOW).did,
        answering.leave(services, eve, help_id, NOW).did,
        asking.ask_more(services, eve, question, [eve.id], NOW).did,
        asking.close(services, eve, question, asking.Act.WITHDRAW, NOW).did,
        resolving.resolve(services, eve, question, ending, NOW).did,
        resolving.consent(services, eve, question, Publication.NAMED, NOW).did,
    ]
    assert set(outcomes) == {"gone"}
    assert not resolving.report(services, eve, question, WORD, NOW)
    assert circle.answer(question, zoe) is HelpAnswer.OFFERED

"""Preparing: what the form makes, and each fault at its field with its reason."""

from dataclasses import replace

import pytest

from club.ballots import Ballot, BallotState, Criterion, Method, Purpose, Secrecy, TieBreak, Unit
from club.ids import SlackId
from club.topics import TopicStep
from handlers.choosing.ballots import form, ids, preparing, reading, sentences
from handlers.choosing.ballots.form import Second
from handlers.choosing.ballots.outcomes import BallotChange, BallotOutcome
from handlers.choosing.ballots.place import First
from handlers.kit.positions import ListPosition
from handlers.kit.return_to import ReturnTo, revision
from storage.ballots import set_weight
from storage.people import Person
from tests.handlers.choosing.ballots.booth import FIRST, Booth, second, words
from tests.handlers.events.guests.house import NOW

TITLES = ("Chaleur fatale", "Air comprimé", "Vapeur")
TOPICS = f"{ids.TOPIC}#1"
WORKS = f"{ids.WORK}#1"


def create(booth: Booth, by: Person, filled: Second, first: First = FIRST) -> BallotOutcome:
    return preparing.create(booth.services, first, filled, by.id, NOW)


def made(outcome: BallotOutcome) -> Ballot:
    assert outcome.ballot is not None, outcome
    return outcome.ballot


def errors(booth: Booth, outcome: BallotOutcome) -> dict[str, str]:
    assert outcome.result is BallotChange.FAULTY
    said = sentences.errors(booth.services.words["fr"], outcome)
    return {block: words(text) for block, text in said.items()}


def test_all_shortlisted_topics_and_others_by_name_become_the_options(booth: Booth) -> None:
    odile = booth.organiser()
    booth.proposes(odile, *TITLES)
    [other] = booth.proposes(odile, "Froid industriel", shortlisted=False)
    ballot = made(create(booth, odile, second(every=True, chosen=[other], seats="2", quorum="1")))
    assert sorted(one.title for one in ballot.options) == sorted([*TITLES, "Froid industriel"])
    assert (ballot.state, ballot.rules.seats, ballot.rules.most) == (BallotState.DRAFT, 2, 2)
    assert ballot.rules.quorum == 1
    assert ballot.closes_at is not None
    assert ballot.closes_at.isoformat() == "2027-01-18T08:00:00+00:00", "nine o’clock in Paris"


def test_each_work_is_judged_by_three_criteria(booth: Booth) -> None:
    odile = booth.organiser()
    works = booth.works("Étude vapeur", "Étude froid")
    first = First(Purpose.EVALUATION, "Travaux 2026", Method.JUDGMENT, Unit.MEMBER, Secrecy.SEALED)
    ballot = made(create(booth, odile, second(chosen=works, seats="", proxies="3", live=True), first))
    assert [one.criterion for one in ballot.options] == [*Criterion, *Criterion]
    rules = ballot.rules
    assert (rules.seats, rules.proxies, rules.live) == (0, 0, False), "a sealed vote knows neither"


def test_points_a_draw_and_proxies_are_kept_where_they_belong(booth: Booth) -> None:
    odile = booth.organiser()
    booth.proposes(odile, *TITLES)
    first = First(Purpose.SELECTION, "Choix", Method.POINTS, Unit.MEMBER, Secrecy.OPEN)
    filled = second(every=True, points="10", proxies="2", tie="draw", live=True, most="9")
    rules = made(create(booth, odile, filled, first)).rules
    assert (rules.points, rules.cap, rules.most, rules.proxies) == (10, 10, 0, 2)
    assert (rules.tie_break, rules.seed, rules.live) == (TieBreak.DRAW, "", True)


FAULTS = [
    ({"every": False}, TOPICS, "rien n’est encore choisi"),
    ({"every": False, "chosen": [1]}, TOPICS, "Un seul sujet ne laisse rien à choisir"),
    ({"chosen": [999]}, TOPICS, "n’est plus proposé"),
    ({"seats": "0"}, form.SEATS, "au moins un sujet"),
    ({"seats": "3"}, form.SEATS, "moins qu’il n’y en a"),
    ({"seats": "-4"}, form.SEATS, "moins qu’il n’y en a"),
    ({"most": "4"}, form.MOST, "pas plus qu’il n’y a de sujets"),
    ({"quorum": "2"}, form.QUORUM, "dépasse le nombre de votants"),
    ({"quorum": "9" * 40}, form.QUORUM, "Ni un nombre ni une part"),
    ({"quorum": "beaucoup"}, form.QUORUM, "Ni un nombre ni une part"),
    ({"quorum": "0 %"}, form.QUORUM, "supérieure à zéro"),
    ({"quorum": "101 %"}, form.QUORUM, "supérieure à zéro"),
    ({"quorum": "9", "quorum_of": "votes"}, form.QUORUM, "dépasse"),
    ({"floor": "0"}, form.FLOOR, "une voix au moins"),
    ({"floor": "2"}, form.FLOOR, "pas plus qu’il ne peut y en avoir"),
    ({"floor": "0 %"}, form.FLOOR, "supérieure à zéro"),
    ({"floor": "150 %"}, form.FLOOR, "supérieure à zéro"),
    ({"floor": "x"}, form.FLOOR, "Ni un nombre ni une part"),
    ({"floor": "51 %", "seats": "2", "most": "1"}, form.FLOOR, "ne pourraient pas tous atteindre"),
    ({"close_day": "2027-01-04", "close_time": "09:00"}, form.CLOSE_DAY, "clôture est passée"),
    ({"close_day": ""}, form.CLOSE_DAY, "Remplissez"),
    ({"close_day": "2027-03-28", "close_time": "02:30"}, form.CLOSE_TIME, "n’existe pas"),
    ({"opening": "planned", "open_day": "2027-01-02", "open_time": "09:00"}, form.OPEN_DAY, "passée"),
    ({"opening": "planned", "open_day": "2027-01-09"}, form.OPEN_TIME, "Remplissez"),
    ({"opening": "planned", "open_day": "2027-01-19", "open_time": "09:00"}, form.CLOSE_DAY, "précède"),
]


def test_every_fault_is_said_at_its_field_and_nothing_is_saved(booth: Booth) -> None:
    odile = booth.organiser()
    booth.proposes(odile, *TITLES)
    for fields, block, reason in FAULTS:
        said = errors(booth, create(booth, odile, second(**{"every": True, **fields})))
        assert reason in said.get(block, ""), (fields, said)
    assert preparing.get_stock(booth.services, FIRST).shortlisted == 3
    points = First(title="Choix", method=Method.POINTS)
    said = errors(booth, create(booth, odile, second(every=True, points="0", cap="3"), points))
    assert "au moins un point" in said[form.POINTS]
    said = errors(booth, create(booth, odile, second(every=True, points="3", cap="4"), points))
    assert "totalité des points" in said[form.CAP]


def test_five_hundred_options_are_too_many_and_two_hundred_are_not(booth: Booth) -> None:
    odile = booth.organiser()
    topics = booth.proposes(odile, *(f"Étude {n}" for n in range(500)))
    said = errors(booth, create(booth, odile, second(every=True)))
    assert "200 options au plus" in said[TOPICS]
    ballot = made(create(booth, odile, second(chosen=topics[:200])))
    assert len(ballot.options) == 200
    works = booth.works(*(f"Travail {n}" for n in range(67)))
    first = First(Purpose.EVALUATION, "Travaux", Method.JUDGMENT)
    assert "200 options au plus" in errors(booth, create(booth, odile, second(chosen=works), first))[WORKS]


def test_an_empty_electorate_a_blank_title_and_an_odd_method_are_refused_at_the_first_step(
    booth: Booth,
) -> None:
    first = First(Purpose.EVALUATION, "  ", Method.POINTS)
    said = sentences.first_errors(booth.services.words["fr"], preparing.first_faults(booth.services, first))
    assert set(said) == {form.TITLE, form.METHOD, form.UNIT}
    assert "Personne ne pourrait voter" in said[form.UNIT]


def test_without_a_channel_a_ballot_can_be_kept_and_not_opened(booth: Booth) -> None:
    odile = booth.organiser()
    booth.proposes(odile, *TITLES)
    services = booth.services
    booth.house.services = replace(services, installed=replace(services.club, channel=SlackId("")))
    said = errors(booth, create(booth, odile, second(every=True, opening=form.NOW)))
    assert "Aucun canal" in said[form.OPENING]
    assert create(booth, odile, second(every=True)).result is BallotChange.SAVED


def test_a_form_that_arrives_twice_makes_one_ballot(booth: Booth) -> None:
    odile = booth.organiser()
    booth.proposes(odile, *TITLES)
    for result in (BallotChange.SAVED, BallotChange.ALREADY_SAVED):
        filled = second(every=True)
        assert preparing.create(booth.services, FIRST, filled, odile.id, NOW, key="V1").result is result
    assert reading.listing(booth.services, ListPosition("balloting")).total == 1


def test_a_weight_that_few_companies_have_would_name_them(booth: Booth) -> None:
    people = [booth.house.joins(f"Membre {n}", f"Société {n}") for n in range(12)]
    assert not preparing.get_stock(booth.services, FIRST).weights_name
    with booth.services.db.begin() as session:
        for person in people[:5]:
            assert person.company_id is not None
            set_weight(session, person.company_id, 3)
    assert not preparing.get_stock(booth.services, FIRST).weights_name, "five share it"
    with booth.services.db.begin() as session:
        assert people[0].company_id is not None
        set_weight(session, people[0].company_id, 4)
    assert preparing.get_stock(booth.services, FIRST).weights_name


def test_somebody_else_s_save_is_not_overwritten(booth: Booth) -> None:
    odile = booth.organiser()
    booth.proposes(odile, *TITLES)
    ballot = made(create(booth, odile, second(every=True)))
    seen = revision(ballot)
    args = (ballot.id, seen, FIRST, second(every=True, seats="2"), odile.id, NOW)
    assert preparing.change(booth.services, *args).result is BallotChange.SAVED
    said = errors(booth, preparing.change(booth.services, *args))
    assert "enregistré entre-temps" in said[TOPICS]
    assert booth.ballot(ballot.id).rules.seats == 2


def test_a_search_offers_living_topics_the_shortlisted_first(booth: Booth) -> None:
    odile = booth.organiser()
    booth.proposes(odile, "Air comprimé")
    booth.proposes(odile, "Air chaud", shortlisted=False)
    [gone] = booth.proposes(odile, "Air froid")
    booth.steps(gone, TopicStep.DECLINED)
    found = preparing.find_choices(booth.services, Purpose.SELECTION, "AIR")
    assert [(one.title, one.shortlisted) for one in found] == [("Air comprimé", True), ("Air chaud", False)]


@pytest.mark.parametrize("title", ["É" * 120, '"; <!channel> {title}', "標題"])
def test_what_the_second_step_needs_to_know_fits_in_its_metadata(title: str) -> None:
    behind = ListPosition("balloting").block(7)
    way = ReturnTo(7, First(title=title, topic_id=9), "a" * 12, "https://hooks.example/" + "x" * 200, behind)
    assert len(way.packed()) < 3000
    assert ReturnTo.unpacked(way.packed(), First) == way

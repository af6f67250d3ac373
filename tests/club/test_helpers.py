"""Who is asked: by expertise in either language, within bounds, always in the same order."""

from dataclasses import replace

import pytest

from club.expertise import beginnings, fragments, hits, same_meaning, widened
from club.helpers import (
    LONGEST_REASON,
    MOST,
    Asker,
    Candidate,
    may_ask,
    propose,
    reason_of,
    words_of_question,
)
from club.ids import CompanyId, MemberId
from club.mutual_help import Draft

ASKER = Asker(MemberId(1), CompanyId(1))
ZOE = Candidate(MemberId(2), "Zoé", CompanyId(2), "Chaleur fatale, réseaux de vapeur")
HEAT = ("chaleur", "vapeur")


@pytest.mark.parametrize(
    "other",
    [
        replace(ZOE, company_id=CompanyId(1)),
        replace(ZOE, acts=False),
        replace(ZOE, away=True),
        replace(ZOE, off=True),
        replace(ZOE, asked=2),
        replace(ZOE, id=MemberId(1)),
    ],
    ids=["colleague", "cannot act", "away", "does not wish it", "asked twice", "the asker"],
)
def test_whoever_may_not_be_asked_is_never_proposed(other: Candidate) -> None:
    assert may_ask(ASKER, ZOE)
    assert not may_ask(ASKER, other)
    assert propose(ASKER, HEAT, [other]) == []


def test_two_without_a_company_are_no_colleagues() -> None:
    assert may_ask(replace(ASKER, company_id=None), replace(ZOE, company_id=None))


def test_the_month_s_number_is_a_setting() -> None:
    assert may_ask(replace(ASKER, a_month=3), replace(ZOE, asked=2))
    assert not may_ask(replace(ASKER, a_month=0), ZOE)


def test_the_fittest_first_then_who_was_asked_less_then_by_name() -> None:
    one_word = replace(ZOE, id=MemberId(3), expertise="Vapeur")
    busier = replace(ZOE, id=MemberId(4), asked=1)
    later = replace(ZOE, id=MemberId(5), name="Élie")
    people = [one_word, busier, ZOE, later]
    order = [5, 2, 4, 3]
    assert [one.id for one in propose(ASKER, HEAT, people)] == order
    assert [one.id for one in propose(ASKER, HEAT, reversed(people))] == order


def test_at_most_five_and_nobody_without_a_word_of_it() -> None:
    people = [replace(ZOE, id=MemberId(number)) for number in range(2, 20)]
    assert len(propose(ASKER, HEAT, people)) == MOST == 5
    assert propose(ASKER, ("hydrogene",), people) == []


def test_a_published_answer_counts_as_knowing() -> None:
    one = replace(ZOE, expertise="", answered=("Changer un brûleur",))
    assert [found.reason for found in propose(ASKER, ("bruleur",), [one])] == ["brûleur"]


@pytest.mark.parametrize(
    ("asked", "expertise"),
    [
        ("Recover waste heat from flue gas", "Chaleur fatale, fumées"),
        ("Récupérer la chaleur", "Waste heat recovery"),
        ("Steam network losses", "Réseaux de vapeur"),
        ("Four verrier à hydrogène", "Hydrogen furnaces"),
        ("Pompes à chaleur", "Heat pumps"),
        ("Séchage du papier", "Paper drying"),
    ],
)
def test_french_and_english_find_each_other(asked: str, expertise: str) -> None:
    words = words_of_question(Draft(asked))
    assert hits(words, expertise)
    starts = {start for word in words for start in widened(word)}
    assert starts & beginnings(expertise), "the index finds what the rule takes"


@pytest.mark.parametrize(("one", "other"), [("gaz", "gazole"), ("air", "airbag"), ("eau", "eauche")])
def test_short_words_are_not_stretched(one: str, other: str) -> None:
    assert not same_meaning(one, other)


def test_the_reason_is_in_the_person_s_own_words() -> None:
    words = ("chaleur", "fatale", "vapeur")
    said = "Chaleur fatale, compression mécanique de vapeur ; Vapeur haute pression"
    assert fragments(words, said) == ("Chaleur fatale", "vapeur")


def test_a_long_reason_is_cut_between_words() -> None:
    long = replace(ZOE, expertise=", ".join(f"chaleur{'x' * 20} a{n}" for n in range(20)))
    words = ("chaleur" + "x" * 20,)
    assert len(reason_of(words, long)) <= LONGEST_REASON


def test_a_question_of_one_word_is_widened_by_its_details() -> None:
    assert words_of_question(Draft("Vapeur ?", "Purgeurs et condensats")) == (
        "vapeur",
        "purgeur",
        "condensat",
    )
    assert words_of_question(Draft("Vapeur et froid", "Purgeurs")) == ("vapeur", "froid")

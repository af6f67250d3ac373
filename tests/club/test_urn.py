"""The published urn: whoever has it can count again, and no file breaks the counting."""

import json
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from random import Random
from typing import Any

import pytest

from club.ballots import Ballot, BallotState, Criterion, Method, Option, Purpose, Rules, Secrecy, TieBreak
from club.ids import BallotId, OptionId
from club.tally import Paper, decide
from club.urn import (
    Finding,
    PublishedPaper,
    broken_down,
    digest,
    find,
    is_few,
    names_a_company,
    publish,
    publishable,
    receipt,
    verify,
)
from club.votes import VoteFault
from tests.club.tally import profiles

AMONG = profiles.options(4)
Edit = Callable[[dict[str, Any]], object]


def ballot(rules: Rules) -> Ballot:
    options = tuple(Option(one, f"Étude « {one} »", criterion=Criterion.QUALITY) for one in AMONG)
    return Ballot(BallotId(3), "Choix 2028", Purpose.SELECTION, rules, BallotState.CLOSED, options=options)


def papers(method: Method, count: int = 12, seed: str = "urn") -> list[PublishedPaper]:
    random = Random(f"{seed} {method}")
    return [
        PublishedPaper(receipt(random.randbytes(5)), at % 3 + 1, profiles.marks(random, method, AMONG))
        for at in range(count)
    ]


def urn(
    rules: Rules, votes: list[PublishedPaper], chosen: tuple[OptionId, ...] = (), voters: int = 20
) -> str:
    counted = [Paper(one.marks, one.weight) for one in votes]
    result = decide(rules, AMONG, counted, voters, chosen, digest("5a17", votes))
    return publish(replace(ballot(rules), salt="5a17"), votes, result)


APPROVAL = profiles.rules(Method.APPROVAL, 2)
FILE = urn(APPROVAL, papers(Method.APPROVAL))
A, B, C, D = AMONG
EQUAL = [PublishedPaper("", 1, {A: 1, B: 1}), PublishedPaper("", 1, {A: 1, C: 1})]
"""A is in; B and C are equal for the second seat."""


def edited(edit: Edit, text: str = FILE) -> str:
    entry = json.loads(text)
    edit(entry)
    return json.dumps(entry)


def found(text: str) -> list[Finding]:
    return [one.finding for one in verify(text).differences]


@pytest.mark.parametrize("method", profiles.METHODS)
def test_an_urn_as_published_holds_by_every_method(method: Method) -> None:
    for seats in range(4):
        rules = profiles.rules(method, seats, tie_break=TieBreak.DRAW, seed="Saint-Malo")
        text = urn(rules, papers(method))
        verdict = verify(text)
        assert (verdict.differences, verdict.holds, verdict.title) == ((), True, "Choix 2028")
        assert verify(edited(dict, text)).holds
        assert verify(text.replace("\n", "\r\n")).holds


def test_the_same_papers_give_the_same_text_in_whatever_order_they_were_cast() -> None:
    votes = papers(Method.APPROVAL)
    assert urn(APPROVAL, votes[::-1]) == FILE
    without = [PublishedPaper("", one.weight, one.marks) for one in votes]
    assert urn(APPROVAL, without[::-1]) == urn(APPROVAL, without)


def test_the_digest_is_that_of_the_file_from_the_line_of_the_salt_on() -> None:
    at = FILE.index('"salt":')
    assert FILE[at - 1] == "\n"
    assert json.loads(FILE)["result"]["digest"] == sha256(FILE[at:].encode()).hexdigest()


def test_each_paper_is_a_line_that_a_voter_can_look_for() -> None:
    for paper in papers(Method.APPROVAL):
        (line,) = [line for line in FILE.splitlines() if paper.receipt in line]
        assert json.loads(line.rstrip(","))["weight"] == paper.weight


def test_a_receipt_is_found_however_it_is_typed() -> None:
    paper = PublishedPaper("K01F-9M2X", 1, {A: 1})
    text = urn(APPROVAL, [paper])
    for typed in ("K01F-9M2X", "k01f9m2x", " K0 1F–9M2X ", "KOIF-9M2X", "kolf-9m2x"):
        assert find(text, typed) == paper
    for typed in ("", "K01F-9M2", "K01F-9M2Y", "U01F-9M2X", "K01F-9M2X-1"):
        assert find(text, typed) is None
    assert find("no urn", "K01F-9M2X") is None


def test_a_receipt_bears_forty_bits_and_no_letter_that_looks_like_a_digit() -> None:
    assert receipt(bytes(5)) == "0000-0000"
    assert receipt(b"\xff" * 9) == "ZZZZ-ZZZZ"
    random = Random(1)
    assert not set("ILOU") & set("".join(receipt(random.randbytes(5)) for _ in range(500)))
    with pytest.raises(ValueError, match="5 random bytes"):
        receipt(b"1234")


@pytest.mark.parametrize("receipts", [("K7QF-9M2X", "K7QF-9M2X"), ("K7QF-9M2X", "k7qf9m2x")])
def test_receipts_that_could_not_be_found_are_not_published(receipts: tuple[str, str]) -> None:
    with pytest.raises(ValueError, match="receipts"):
        urn(APPROVAL, [PublishedPaper(one, 1, {A: 1}) for one in receipts])


def test_the_organisers_choice_is_believed_where_it_was_theirs() -> None:
    text = urn(APPROVAL, EQUAL, (C,))
    assert verify(text).holds
    assert found(edited(lambda urn: urn["result"].update(chosen=[D]), text))[0] is Finding.FORBIDDEN_CHOICE
    assert found(edited(lambda urn: urn["result"].update(chosen=[B]), text)) == [Finding.WINNERS]
    assert verify(urn(APPROVAL, EQUAL)).holds


def test_a_draw_is_made_again() -> None:
    drawn = profiles.rules(Method.APPROVAL, 2, tie_break=TieBreak.DRAW, seed="x")
    text = urn(drawn, EQUAL)
    assert verify(text).holds
    assert {*found(edited(lambda urn: urn.update(salt="5a18"), text))} >= {Finding.DIGEST}
    other = edited(
        lambda urn: urn["result"].update(chosen=[B if urn["result"]["chosen"] == [C] else C]), text
    )
    assert found(other) == [Finding.SETTLED]
    assert Finding.SETTLED in found(edited(lambda urn: urn["rules"].update(tie_break="organisers"), text))


@pytest.mark.parametrize(
    ("edit", "finding"),
    [
        (lambda urn: urn["result"].update(votes=13), Finding.VOTES),
        (lambda urn: urn["result"].update(quorum_reached=False), Finding.QUORUM),
        (lambda urn: urn["result"].update(quorum_reached=1), Finding.QUORUM),
        (lambda urn: urn["result"]["order"].reverse(), Finding.ORDER),
        (lambda urn: urn["result"].update(open_seats=1), Finding.TIED),
        (lambda urn: urn["result"].update(settled="draw"), Finding.SETTLED),
        (lambda urn: urn["result"]["winners"].reverse(), Finding.WINNERS),
        (lambda urn: urn["result"].update(unhappy=11), Finding.UNHAPPY),
        (lambda urn: urn["result"].pop("shares"), Finding.SHARES),
        (lambda urn: urn["result"].update(blanks=0), Finding.BLANKS),
        (lambda urn: urn["result"].update(decided=False), Finding.BLANKS),
        (lambda urn: urn["result"].update(below=[A]), Finding.FLOOR),
        (lambda urn: urn["result"].update(unranked=[A]), Finding.FLOOR),
        (lambda urn: urn["result"].update(empty_seats=1), Finding.FLOOR),
        (lambda urn: urn["result"].update(digest="9f3c"), Finding.DIGEST),
        (lambda urn: urn.update(salt="other"), Finding.DIGEST),
        (lambda urn: urn["result"].update(extra=1), Finding.MALFORMED),
        (lambda urn: urn["result"]["figures"][str(A)].update(score=99), Finding.FIGURES),
        (lambda urn: urn["result"]["figures"].update({"9": {}}), Finding.FIGURES),
        (lambda urn: urn["result"].update(figures=[]), Finding.FIGURES),
    ],
)
def test_each_thing_stated_otherwise_is_named(edit: Edit, finding: Finding) -> None:
    assert {*found(edited(edit))} == {finding}


def test_a_paper_put_in_or_taken_out_shows() -> None:
    one = {"receipt": "", "weight": 1, "marks": {str(A): 1}}
    for edit in (lambda urn: urn["papers"].append(one), lambda urn: urn["papers"].pop()):
        assert {Finding.VOTES, Finding.FIGURES} <= {*found(edited(edit))}


def test_a_figure_that_differs_is_shown_as_stated_and_as_counted() -> None:
    counted = json.loads(FILE)["result"]["figures"][str(A)]["score"]
    (one,) = verify(edited(lambda urn: urn["result"]["figures"][str(A)].update(score=99))).differences
    assert one.option == A
    assert (json.loads(one.stated)["score"], json.loads(one.counted)["score"]) == (99, counted)


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("", Finding.NOT_JSON),
        (FILE[:-30], Finding.NOT_JSON),
        ("[" * 100_000, Finding.NOT_JSON),
        ("\ufeff" + FILE[:50], Finding.NOT_JSON),
        (FILE.replace('"voters":20', '"voters":NaN'), Finding.NOT_JSON),
        (FILE.replace('"voters":20', '"voters":20.0'), Finding.NOT_JSON),
        (FILE.replace('"voters":20', '"voters":' + "9" * 5000), Finding.NOT_JSON),
        (FILE.replace("Choix", "\\ud800"), Finding.NOT_JSON),
        ("[]", Finding.NOT_AN_URN),
        ("3", Finding.NOT_AN_URN),
        ("{}", Finding.NOT_AN_URN),
        (FILE.replace('"version":2', '"version":3'), Finding.UNKNOWN_VERSION),
        (FILE.replace('"version":2', '"version":0'), Finding.UNKNOWN_VERSION),
        (FILE.replace('"version":2', '"version":true'), Finding.UNKNOWN_VERSION),
        (FILE.replace('"voters":20', '"voters":20,"voters":21'), Finding.NAMED_TWICE),
    ],
)
def test_what_is_no_urn_is_named_and_never_raises(text: str, finding: Finding) -> None:
    assert found(text) == [finding]


def test_a_byte_order_mark_does_no_harm() -> None:
    assert verify("\ufeff" + FILE).holds


@pytest.mark.parametrize(
    ("edit", "where"),
    [
        (lambda urn: urn.pop("voters"), "voters"),
        (lambda urn: urn.update(name="Anna"), "name"),
        (lambda urn: urn.update(voters=-1), "voters"),
        (lambda urn: urn.update(voters=2**63), "voters"),
        (lambda urn: urn.update(voters=True), "voters"),
        (lambda urn: urn.update(result=[]), "result"),
        (lambda urn: urn.update(papers={}), "papers"),
        (lambda urn: urn["ballot"].update(title=None), "ballot.title"),
        (lambda urn: urn["ballot"].update(purpose="fun"), "ballot.purpose"),
        (lambda urn: urn["rules"].update(method="lot"), "rules.method"),
        (lambda urn: urn["rules"].update(live=0), "rules.live"),
        (lambda urn: urn["rules"].pop("seed"), "rules.seed"),
        (lambda urn: urn["rules"].pop("floor"), "rules.floor"),
        (lambda urn: urn["rules"].update(floor_share="2/4"), "rules.floor_share"),
        (lambda urn: urn["rules"].update(floor_share="1/0"), "rules.floor_share"),
        (lambda urn: urn["rules"].update(quorum_share="3/2"), "rules.quorum_share"),
        (lambda urn: urn["rules"].update(quorum_share="٣"), "rules.quorum_share"),
        (lambda urn: urn["rules"].update(floor_grade=5), "rules.floor_grade"),
        (lambda urn: urn["rules"].update(no_opinion="maybe"), "rules.no_opinion"),
        (lambda urn: urn.pop("salt"), "salt"),
        (lambda urn: urn.update(version=1), "salt"),
        (lambda urn: urn["options"][1].update(id="11"), "options[1].id"),
        (lambda urn: urn["options"].append(5), "options[4]"),
        (lambda urn: urn["papers"][2].update(name="Anna"), "papers[2].name"),
        (lambda urn: urn["papers"][2].update(weight="1"), "papers[2].weight"),
        (lambda urn: urn["papers"][2].update(receipt=None), "papers[2].receipt"),
        (lambda urn: urn["papers"][2].update(marks=[]), "papers[2].marks"),
        (lambda urn: urn["papers"][2].update(marks={"10": None}), "papers[2].marks.10"),
        (lambda urn: urn["papers"][2].update(marks={"010": 1}), "papers[2].marks"),
        (lambda urn: urn["papers"][2].update(marks={"١٠": 1}), "papers[2].marks"),
    ],
)
def test_an_entry_of_another_shape_is_named_with_its_place(edit: Edit, where: str) -> None:
    (one,) = verify(edited(edit)).differences
    assert (one.finding, one.where) == (Finding.MALFORMED, where)


def test_papers_that_nobody_could_cast_are_named() -> None:
    foreign = verify(edited(lambda urn: urn["papers"][0]["marks"].update({"99": 1}))).differences
    assert [(one.finding, one.where) for one in foreign] == [(Finding.SLIP, "papers[0]")]
    assert foreign[0].slip is not None
    assert foreign[0].slip.wrong is VoteFault.FOREIGN
    assert found(edited(lambda urn: urn["papers"][0]["marks"].update({str(A): 2}))) == [Finding.SLIP]


def test_faulty_receipts_options_and_numbers_are_named() -> None:
    def twice(urn: dict[str, Any]) -> None:
        urn["papers"][1]["receipt"] = urn["papers"][0]["receipt"]

    assert found(edited(twice)) == [Finding.SAME_RECEIPT]
    assert found(edited(lambda urn: urn["papers"][1].update(receipt="Anna"))) == [Finding.BAD_RECEIPT]
    assert found(edited(lambda urn: urn["options"].append(urn["options"][0]))) == [Finding.SAME_OPTION]
    assert found(edited(lambda urn: urn.update(options=urn["options"] * 99))) == [Finding.TOO_MANY_OPTIONS]
    assert found(edited(lambda urn: urn.update(voters=11))) == [Finding.MORE_VOTES_THAN_VOTERS]


def places(entry: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The way to every value in a JSON text."""
    inside = list(entry.items()) if isinstance(entry, dict) else []
    inside += enumerate(entry) if isinstance(entry, list) else []
    return [path, *(place for name, value in inside for place in places(value, (*path, name)))]


def test_no_damage_to_any_entry_ever_raises() -> None:
    """Each value of a small file, wherever it stands, is in turn replaced by each of these."""
    small = urn(profiles.rules(Method.JUDGMENT, 2), papers(Method.JUDGMENT, 2))
    odd: list[Any] = [None, True, -1, 0, 2**62, "", "x", [], [1], {}, {"1": 1}]
    for path in places(json.loads(small))[1:]:
        for value in odd:
            entry = json.loads(small)
            inside = entry
            for name in path[:-1]:
                inside = inside[name]
            inside[path[-1]] = value
            verify(json.dumps(entry))


def test_few_secret_votes_are_neither_broken_down_nor_published() -> None:
    for secrecy in (Secrecy.CONFIDENTIAL, Secrecy.SEALED):
        secret = profiles.rules(Method.APPROVAL, secrecy=secrecy)
        four, five = [Paper({A: 1})] * 4, [Paper({A: 1})] * 5
        assert (broken_down(secret, four), publishable(secret, four)) == (False, False)
        assert (broken_down(secret, five), publishable(secret, five)) == (True, True)
    shown = profiles.rules(Method.APPROVAL, secrecy=Secrecy.OPEN)
    assert not is_few(shown, 0)
    assert broken_down(shown, four[:1])
    assert publishable(shown, four[:1])


def test_an_option_that_few_mark_keeps_a_secret_urn_from_being_published() -> None:
    """What its figures do not say would stand in a paper."""
    many = [Paper({A: 1})] * 9
    for marked, shown in ((0, True), (1, False), (4, False), (5, True)):
        assert publishable(APPROVAL, [*many, *[Paper({B: 1})] * marked]) is shown
        assert publishable(replace(APPROVAL, edition=1), [*many, *[Paper({B: 1})] * marked])
    assert [is_few(APPROVAL, many) for many in (0, 4, 5)] == [True, True, False]


def test_a_weight_that_few_bear_keeps_the_urn_from_being_published() -> None:
    usual, rare = [Paper({A: 1})] * 9, [Paper({A: 1}, 3)]
    assert not publishable(APPROVAL, usual + rare * 4)
    assert publishable(APPROVAL, usual + rare * 5)
    assert broken_down(APPROVAL, usual + rare)


@pytest.mark.parametrize(
    ("weights", "named"),
    [({}, False), ({1: 3}, False), ({1: 5, 2: 5}, False), ({1: 40, 3: 4}, True), ({1: 1, 2: 9}, True)],
)
def test_a_weight_that_few_companies_bear_names_them(weights: dict[int, int], named: bool) -> None:
    assert names_a_company(weights) is named

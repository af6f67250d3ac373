"""What holds of every count, on profiles drawn from a seed."""

from dataclasses import replace
from operator import le
from random import Random

import pytest

from club.ballots import MOST_RANKS, Grade, Marks, Method
from club.ids import OptionId
from club.tally import Paper, Tally, equal_shares, tally
from tests.club.tally.profiles import METHODS, marks, options, papers, rules

ROUNDS = 60
each_method = pytest.mark.parametrize("method", METHODS)


def drawn(random: Random, method: Method) -> tuple[list[OptionId], list[Paper], int]:
    among = options(random.randint(2, 6))
    return among, papers(random, method, among), random.randint(1, len(among) - 1)


@each_method
def test_who_voted_when_makes_no_difference(method: Method) -> None:
    random = Random(f"anonymity {method}")
    for _ in range(ROUNDS):
        among, votes, seats = drawn(random, method)
        turned = random.sample(votes, len(votes))
        assert tally(rules(method, seats), among, votes) == tally(rules(method, seats), among, turned)
        assert equal_shares(rules(method, seats), among, votes) == equal_shares(
            rules(method, seats), among, turned
        )


@each_method
def test_options_that_exchange_names_exchange_places(method: Method) -> None:
    random = Random(f"neutrality {method}")
    for _ in range(ROUNDS):
        among, votes, seats = drawn(random, method)
        to = dict(zip(among, random.sample(among, len(among)), strict=True))
        renamed = [
            Paper({to[option]: mark for option, mark in one.marks.items()}, one.weight) for one in votes
        ]
        before, after = (tally(rules(method, seats), among, some) for some in (votes, renamed))
        assert [{to[option] for option in group} for group in before.order] == [*map(set, after.order)]
        assert {to[option] for option in before.tied} == {*after.tied}
        assert {replace(one, option=to[one.option]) for one in before.figures} == {*after.figures}


@each_method
def test_a_weight_is_as_good_as_that_many_voters(method: Method) -> None:
    random = Random(f"weights {method}")
    for _ in range(ROUNDS):
        among, votes, seats = drawn(random, method)
        many = [Paper(one.marks) for one in votes for _ in range(one.weight)]
        weighed, counted = (tally(rules(method, seats), among, some) for some in (votes, many))
        assert weightless(weighed) == weightless(counted)
        ours, theirs = (equal_shares(rules(method, seats), among, some) for some in (votes, many))
        assert replace(ours, unhappy=0) == replace(theirs, unhappy=0)


def weightless(count: Tally) -> Tally:
    """A count without the number of papers, which weights do not change."""
    return replace(count, figures=tuple(replace(one, papers=0) for one in count.figures))


def ahead(count: Tally, option: OptionId) -> tuple[int, int]:
    """How many stand before an option, and how many before it or with it."""
    place = next(at for at, group in enumerate(count.order) if option in group)
    return sum(map(len, count.order[:place])), sum(map(len, count.order[: place + 1]))


def raised(method: Method, vote: Marks, option: OptionId) -> Marks | None:
    """The same vote with one option put a step higher; None if it has no higher step."""
    mark = vote.get(option)
    match method:
        case Method.APPROVAL:
            return {**vote, option: 1} if mark is None else None
        case Method.POINTS:
            return {**vote, option: (mark or 0) + 1}
        case Method.JUDGMENT:
            return None if mark in (None, Grade.EXCELLENT) else {**vote, option: (mark or 0) + 1}
        case Method.RANKING:
            order = sorted(vote, key=vote.__getitem__)
            at = order.index(option) if option in vote else len(order) + 1
            without = [one for one in order if one != option]
            higher = [*without[: max(at - 1, 0)], option, *without[max(at - 1, 0) :]]
            return {one: rank for rank, one in enumerate(higher[:MOST_RANKS], 1)} if at else None


@each_method
def test_who_is_raised_by_a_voter_never_falls(method: Method) -> None:
    """Schulze's method promises it for the first place, so one seat is counted there."""
    random, compared = Random(f"monotonicity {method}"), 0
    while compared < 2 * ROUNDS:
        among, votes, _ = drawn(random, method)
        at, option = random.randrange(len(votes)), random.choice(among)
        better = raised(method, votes[at].marks, option)
        if better is None:
            continue
        higher = [*votes[:at], Paper(better, votes[at].weight), *votes[at + 1 :]]
        before, after = (tally(rules(method), among, some) for some in (votes, higher))
        assert (option in after.winners) >= (option in before.winners)
        assert (option in after.winners + after.tied) >= (option in before.winners + before.tied)
        if method is not Method.RANKING:
            assert all(map(le, ahead(after, option), ahead(before, option)))
        compared += 1


def test_a_group_that_agrees_gets_its_share_of_the_seats() -> None:
    """Extended justified representation (Aziz and others 2017), which equal shares keep (Peters and Skowron
    2020): n·l/k of n voters, who agree on l options for k seats, have one among them with l options taken."""
    random = Random("cohesion")
    for _ in range(3 * ROUNDS):
        among, voters, seats = options(8), random.randint(4, 14), random.randint(2, 6)
        share = random.randint(1, seats)
        common = random.sample(among, share)
        group = [
            Paper(dict.fromkeys({*common, *random.sample(among, random.randint(0, 3))}, 1))
            for _ in range(-(-share * voters // seats))
        ]
        others = [marks(random, Method.APPROVAL, among) for _ in range(voters - len(group))]
        votes = [*group, *map(Paper, others)]
        taken = {*equal_shares(rules(Method.APPROVAL, seats), among, votes).winners}
        assert max(len(taken & {*one.marks}) for one in group) >= share


@each_method
def test_all_seats_are_filled_or_told_to_be_open(method: Method) -> None:
    random = Random(f"seats {method}")
    for _ in range(ROUNDS):
        among, votes, seats = drawn(random, method)
        count = tally(rules(method, seats), among, votes)
        assert len(count.winners) + count.open_seats == seats
        assert count.open_seats == 0 if not count.tied else len(count.tied) > count.open_seats > 0
        assert [one.option for one in count.figures] == [one for group in count.order for one in group]
        assert len(equal_shares(rules(method, seats), among, votes).winners) == seats

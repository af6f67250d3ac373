"""The method of equal shares: how the seats would go if every voter had an equal share of them to spend.

Advice beside a result with several seats, never the result. Peters and Skowron, *Proportionality and the
Limits of Welfarism*, EC 2020 (there called Rule X); for utilities other than approval: Peters, Pierczyński,
Skowron, *Proportional Participatory Budgeting with Additive Utilities*, NeurIPS 2021.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from club.ballots import Rules
from club.ids import OptionId
from club.tally.papers import Paper, choices, without_choice


@dataclass(frozen=True, slots=True)
class Shares:
    """What equal shares would take."""

    winners: tuple[OptionId, ...]
    """In the order taken."""
    tied: tuple[OptionId, ...] = ()
    """Options that stood equal, one of them left out, where only the ballot's own order told them apart."""
    completed: tuple[OptionId, ...] = ()
    """The winners that nobody could pay for: they fill the seats left over."""
    unhappy: int = 0
    """How many votes see none of their choices taken."""


def equal_shares(rules: Rules, options: Sequence[OptionId], papers: Iterable[Paper]) -> Shares:
    """The options taken by equal shares, as many as there are seats, or as there are options.

    `options`: those that may be chosen; what a vote wishes besides is not for sale.

    A seat costs 1, and whoever chose anything (`choices`) gets seats / voters to spend, a vote of weight w as
    w voters do. Again and again the option is taken whose cost its supporters can share at the lowest price
    for what it is worth to them, each paying in proportion, or all they have left. A group that makes up its
    share of the voters and agrees is so assured of what it agrees on.
    *Completion*: seats that nobody can pay for go to the options most supported in all (weight of those who
    chose them, times what it is worth to them).
    *Ties*: equal prices go by that same support, equal support by the ballot's own order, and are told.
    """
    papers = list(papers)
    market = _Market(rules, options, papers)
    while len(market.taken) < rules.seats and market.buys():
        pass
    paid = len(market.taken)
    market.completes(rules.seats)
    return Shares(
        winners=tuple(market.taken),
        tied=market.undecided(),
        completed=tuple(market.taken[paid:]),
        unhappy=without_choice(papers, rules, market.taken),
    )


class _Market:
    """Who has how much left. Voters with equal purses of equal weight are told apart nowhere, so that each is
    kept as the number of its kind of purse, and a price is worked out kind by kind."""

    def __init__(self, rules: Rules, options: Sequence[OptionId], papers: Iterable[Paper]) -> None:
        wishes = [(wish, paper.weight) for paper in papers if (wish := choices(rules, paper.marks))]
        voters = sum(weight for _, weight in wishes)
        share = Fraction(rules.seats, max(voters, 1))
        self.purses: list[tuple[int, Fraction]] = []
        self._numbers: dict[tuple[int, Fraction], int] = {}
        self.purse_of = [self._number(weight, share) for _, weight in wishes]
        self.backers: dict[OptionId, dict[int, list[int]]] = {option: defaultdict(list) for option in options}
        self.support = dict.fromkeys(options, 0)
        for voter, (wish, weight) in enumerate(wishes):
            for option, worth in ((one, worth) for one, worth in wish.items() if one in self.support):
                self.backers[option][worth].append(voter)
                self.support[option] += worth * weight
        self.taken: list[OptionId] = []
        self.ties: list[tuple[OptionId, ...]] = []
        self._prices = dict.fromkeys(options, Fraction(0))
        """No option ever gets cheaper: what it cost when last worked out is the least it can cost."""

    def _number(self, weight: int, money: Fraction) -> int:
        purse = (weight, money)
        if purse not in self._numbers:
            self._numbers[purse] = len(self.purses)
            self.purses.append(purse)
        return self._numbers[purse]

    def buys(self) -> bool:
        """Takes the cheapest option; False if none can be paid for."""
        best: Fraction | None = None
        for option, least in sorted(self._prices.items(), key=lambda known: known[1]):
            if best is not None and least > best:
                break
            price = self._price(option)
            if price is None:
                del self._prices[option]
                continue
            self._prices[option] = price
            best = price if best is None else min(best, price)
        if best is None:
            return False
        cheapest = [option for option, price in self._prices.items() if price == best]
        most = max(self.support[option] for option in cheapest)
        equal = [option for option in cheapest if self.support[option] == most]
        self._take(equal[0], best, equal)
        return True

    def _price(self, option: OptionId) -> Fraction | None:
        """What its supporters pay for each unit of worth; None if they have not enough."""
        parties = [
            (money, worth, weight * count)
            for worth, voters in self.backers[option].items()
            for purse, count in Counter(map(self.purse_of.__getitem__, voters)).items()
            for weight, money in [self.purses[purse]]
        ]
        left, worths = Fraction(1), sum(worth * many for _, worth, many in parties)
        for money, worth, many in sorted(parties, key=lambda party: party[0] / party[1]):
            if money * worths >= left * worth:
                return left / worths
            left -= money * many
            worths -= worth * many
        return None

    def _take(self, option: OptionId, price: Fraction, equal: Sequence[OptionId]) -> None:
        for worth, voters in self.backers[option].items():
            emptied = dict[int, int]()
            for voter in voters:
                before = self.purse_of[voter]
                if before not in emptied:
                    weight, money = self.purses[before]
                    emptied[before] = self._number(weight, max(money - price * worth, Fraction(0)))
                self.purse_of[voter] = emptied[before]
        del self._prices[option]
        self.taken.append(option)
        if len(equal) > 1:
            self.ties.append(tuple(equal))

    def completes(self, seats: int) -> None:
        """Fills what is left by support."""
        rest = sorted(set(self.support) - set(self.taken), key=list(self.support).index)
        best_first = sorted(rest, key=self.support.__getitem__, reverse=True)
        for _, group in groupby(best_first, key=self.support.__getitem__):
            equal = tuple(group)
            left = seats - len(self.taken)
            self.taken += equal[:left]
            if 0 < left < len(equal):
                self.ties.append(equal)

    def undecided(self) -> tuple[OptionId, ...]:
        """The options of all ties that left one of them out, in the ballot's order."""
        taken = set(self.taken)
        tied = {option for tie in self.ties if not taken.issuperset(tie) for option in tie}
        return tuple(option for option in self.support if option in tied)

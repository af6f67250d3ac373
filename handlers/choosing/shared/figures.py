"""The figures of a ballot in words: one option's, and what they mean for its topic."""

from collections.abc import Callable, Iterable, Mapping

from club.ballots import (
    FEWEST_SECRET,
    Ballot,
    Grade,
    Majority,
    MajorityOf,
    Method,
    Option,
    Purpose,
    Rules,
    Unit,
)
from club.ids import OptionId
from club.tally import BallotResult, Figures
from club.urn import is_few
from handlers.choosing.shared.ballots import criterion_name
from handlers.choosing.shared.grades import grade_name
from handlers.words import Translator

GRADES = sorted(Grade, reverse=True)
"""The best first, as they are shown."""
SIGNS = {1: " +", 0: "", -1: " −"}


def option_name(t: Translator, option: Option) -> str:
    """An option's title; in an evaluation with the criterion it is judged by."""
    if option.criterion is None:
        return option.title
    criterion = criterion_name(t, option.criterion)
    return option.title if criterion in option.title else f"{option.title} · {criterion}"


def names_of(t: Translator, ballot: Ballot) -> dict[OptionId, str]:
    """The name of each option; resolutions go by their number, as on the form."""
    numbered = ballot.purpose is Purpose.MOTION
    return {
        one.id: f"{place}. {one.title}" if numbered else option_name(t, one)
        for place, one in enumerate(ballot.options, 1)
    }


def headline(t: Translator, rules: Rules, figures: Figures) -> str:
    """An option's figure in few words; that they are few, where they would name who holds them."""
    return _few(t, rules, figures) or _HEADLINES[rules.method](t, figures)


def detail(t: Translator, rules: Rules, figures: Figures) -> str:
    """All that the votes say of an option, or that they are too few to be shown."""
    if rules.method is Method.MOTION:
        return _resolved(t, rules, figures)
    return _few(t, rules, figures) or _DETAILS[rules.method](t, figures)


def _few(t: Translator, rules: Rules, figures: Figures) -> str:
    return few_opinions(t) if is_few(rules, figures.papers) else ""


def few_opinions(t: Translator) -> str:
    """In place of figures that would name those who hold an opinion."""
    return t("fewer than {n} opinions", n=FEWEST_SECRET)


def opinions(t: Translator, n: int) -> str:
    """How many judged: what a grade is worth."""
    return t.plural("{n} opinion", "{n} opinions", n)


def _approvals(t: Translator, figures: Figures) -> str:
    if not figures.score:
        return t("no approval")
    return t.plural("{n} approval", "{n} approvals", figures.score)


def _points(t: Translator, figures: Figures) -> str:
    return t.plural("{n} point", "{n} points", figures.score) if figures.score else t("no point")


def _median(t: Translator, figures: Figures) -> str:
    """The majority grade, the side votes lean to (Balinski and Laraki's + and −), and how many judged."""
    if figures.median is None or figures.gauge is None:
        return t("No opinion")
    return f"{leaning(t, figures.median, figures.gauge.sign)}, {opinions(t, figures.papers)}"


def leaning(t: Translator, median: Grade, sign: int) -> str:
    """A majority grade with its + or −."""
    return f"{grade_name(t, median)}{SIGNS[sign]}"


def _beats(t: Translator, figures: Figures) -> str:
    if not figures.score:
        return t("ahead of none")
    return t.plural("ahead of {n} other", "ahead of {n} others", figures.score)


def _points_of(t: Translator, figures: Figures) -> str:
    given = t.plural("given by {n} vote", "given by {n} votes", figures.opinions)
    return f"{_points(t, figures)}, {given}" if figures.score else _points(t, figures)


def _distribution(t: Translator, figures: Figures) -> str:
    """The majority grade, and how many gave each grade."""
    given = [f"{grade_name(t, grade)} {t.number(figures.grades[grade])}" for grade in GRADES]
    if silent := sum(figures.grades) - figures.opinions:
        given.append(t("of which {n} without opinion", n=t.number(silent)))
    return f"{_median(t, figures)} ({', '.join(given)})" if any(figures.grades) else _median(t, figures)


def _ranks(t: Translator, figures: Figures) -> str:
    behind = t.plural("behind {n}", "behind {n}", figures.beaten_by) if figures.beaten_by else ""
    placed = t("ranked by nobody")
    if figures.opinions:
        placed = t.plural("ranked by {n} vote", "ranked by {n} votes", figures.opinions)
    return ", ".join(_there([_beats(t, figures), behind, placed]))


def _stances(t: Translator, figures: Figures) -> str:
    """The three figures of a resolution."""
    said = figures.stances
    if said is None:
        return ""
    abstain = t.plural("{n} abstention", "{n} abstentions", said.abstain)
    return t(
        "{favour} for, {against} against, {abstain}",
        favour=t.number(said.favour),
        against=t.number(said.against),
        abstain=abstain,
    )


def _resolved(t: Translator, rules: Rules, figures: Figures) -> str:
    """The same, and what was needed to adopt it."""
    said = figures.stances
    if said is None:
        return ""
    every = rules.majority is Majority.ABSOLUTE or (
        rules.majority is Majority.TWO_THIRDS and rules.majority_of is MajorityOf.CAST
    )
    if not every and not said.expressed:
        nothing = t("no vote expressed")
        return f"{_stances(t, figures)} · {nothing}"
    if every:
        whole = t.plural("{n} vote cast", "{n} votes cast", said.cast)
    else:
        whole = t.plural("{n} vote expressed", "{n} votes expressed", said.expressed)
    wanted = t.plural(
        "{n} vote of {whole} was needed", "{n} votes of {whole} were needed", said.needed, whole=whole
    )
    return f"{_stances(t, figures)} · {wanted}"


_Said = Callable[[Translator, Figures], str]
_HEADLINES: Mapping[Method, _Said] = {
    Method.APPROVAL: _approvals,
    Method.POINTS: _points,
    Method.JUDGMENT: _median,
    Method.RANKING: _beats,
    Method.MOTION: _stances,
}
_DETAILS: Mapping[Method, _Said] = {
    Method.APPROVAL: _approvals,
    Method.POINTS: _points_of,
    Method.JUDGMENT: _distribution,
    Method.RANKING: _ranks,
    Method.MOTION: _stances,
}


def place_of(result: BallotResult, option: OptionId) -> int:
    """Where an option stands, from 1; equals stand at the same place."""
    before = 0
    for group in result.tally.order:
        if option in group:
            return before + 1
        before += len(group)
    raise ValueError(f"no option {option} in this count")


def figures_of(result: BallotResult, option: OptionId) -> Figures:
    """The figures of one option."""
    return next(one for one in result.tally.figures if one.option == option)


def reason_of(t: Translator, ballot: Ballot, result: BallotResult, option: OptionId) -> str:
    """Why a topic was chosen, or not: its figures, where these may be shown."""
    if missed := missed_floor(t, result, option):
        return missed
    if ballot.rules.method is Method.MOTION:
        return detail(t, ballot.rules, figures_of(result, option))
    return t(
        "{figures}, place {place} of {count}",
        figures=headline(t, ballot.rules, figures_of(result, option)),
        place=t.number(place_of(result, option)),
        count=t.number(len(ballot.options)),
    )


def missed_floor(t: Translator, result: BallotResult, option: OptionId) -> str:
    """Why an option could not be chosen, whatever the seats; empty where it could."""
    if option in result.tally.unranked:
        return t("unranked")
    return t("below the floor") if option in result.tally.below else ""


def grades_of(t: Translator, ballot: Ballot, result: BallotResult, work_id: int) -> str:
    """A work's majority grade by each criterion."""
    judged = [one for one in ballot.options if one.work_id == work_id]
    return ", ".join(
        t(
            "{title}: {figures}",
            title=criterion_name(t, one.criterion) if one.criterion else t("Grade"),
            figures=headline(t, ballot.rules, figures_of(result, one.id)),
        )
        for one in judged
    )


def voted(t: Translator, ballot: Ballot, result: BallotResult) -> str:
    """How many voted of how many who might, and whether they were enough."""
    quorum = ""
    if ballot.rules.quorum:
        quorum = t("quorum reached") if result.quorum_reached else t("no quorum")
    counted = _companies(t, result) if ballot.rules.unit is Unit.COMPANY else _members(t, result)
    return " · ".join(_there([counted, quorum]))


def _companies(t: Translator, result: BallotResult) -> str:
    roll = t.number(result.voters)
    return t.plural(
        "{n} company out of {roll} voted", "{n} companies out of {roll} voted", result.votes, roll=roll
    )


def _members(t: Translator, result: BallotResult) -> str:
    roll = t.number(result.voters)
    return t.plural(
        "{n} member out of {roll} voted", "{n} members out of {roll} voted", result.votes, roll=roll
    )


def _there(words: Iterable[str]) -> list[str]:
    return [word for word in words if word]

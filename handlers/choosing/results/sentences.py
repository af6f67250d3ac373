"""A result in sentences: who is in, how many voted, what a tie came to, what equal shares advise."""

from collections.abc import Iterable, Sequence

from club.ballots import Ballot, Method, Purpose, QuorumOf, TieBreak, Unit
from club.ids import OptionId
from club.tally import Settled
from club.urn import is_few
from handlers.choosing.shared.ballots import consultation, method_name, secrecy_name, unit_name
from handlers.choosing.shared.counting import CountedBallot
from handlers.choosing.shared.decisions import majority_words, quorum_words, units_counted, votes_counted
from handlers.choosing.shared.figures import (
    detail,
    figures_of,
    headline,
    missed_floor,
    option_name,
    voted,
)
from handlers.kit.paging import first_lines
from handlers.words import Translator

MOST_NAMED = 6
"""Options named in one sentence."""


def heading(t: Translator, outcome: CountedBallot) -> str:
    """What came of the ballot, with its title."""
    said = t("Result: {title}") if outcome.decided else t("No decision: {title}")
    return said.format(title=outcome.ballot.title)


def summary(t: Translator, outcome: CountedBallot) -> str:
    """What it chose, in few words."""
    if not outcome.decided:
        return turnout(t, outcome)
    if outcome.pending:
        return tie(t, outcome)
    if outcome.ballot.purpose is Purpose.MOTION:
        return adopted(t, outcome)
    return named(t, outcome, outcome.result.winners) or turnout(t, outcome)


def named(t: Translator, outcome: CountedBallot, options: Iterable[OptionId], most: int = MOST_NAMED) -> str:
    """Some of the options by name: A, B and 3 others."""
    return t.list(first_lines(t, outcome.titles(options), most))


def turnout(t: Translator, outcome: CountedBallot) -> str:
    """How many voted, and whether they were enough."""
    result, rules = outcome.result, outcome.ballot.rules
    if result.votes == 0:
        return t("Nobody voted.")
    if outcome.decided:
        return voted(t, outcome.ballot, result)
    if result.quorum_reached:
        return t.plural("The {n} vote is blank.", "The {n} votes are blank.", result.votes)
    if rules.quorum_of is QuorumOf.VOTES:
        needed = votes_counted(t, rules.quorum)
        return t("{turnout}: {votes} needed.", turnout=voted(t, outcome.ballot, result), votes=needed)
    return _too_few(t, rules.unit, result.votes, t.number(rules.quorum))


def _too_few(t: Translator, unit: Unit, votes: int, quorum: str) -> str:
    if unit is Unit.COMPANY:
        return t.plural(
            "{n} company voted; {quorum} were needed.",
            "{n} companies voted; {quorum} were needed.",
            votes,
            quorum=quorum,
        )
    return t.plural(
        "{n} member voted; {quorum} were needed.",
        "{n} members voted; {quorum} were needed.",
        votes,
        quorum=quorum,
    )


def tie(t: Translator, outcome: CountedBallot) -> str:
    """What became of the tie for the last places; empty where there was none."""
    result, kept, rules = outcome.result, outcome.kept, outcome.ballot.rules
    tied, chosen = named(t, outcome, result.tally.tied), named(t, outcome, result.chosen)
    if result.settled is Settled.PENDING:
        return t("Tie between {tied}. The organisers decide, and it is announced here.", tied=tied)
    if result.settled is Settled.DRAW:
        words = {"tied": tied, "seed": rules.seed, "chosen": chosen}
        if rules.edition == 1:
            return t("Tie between {tied}. Drawn from the seed “{seed}”: {chosen}.", **words)
        return t("Tie between {tied}. Drawn from the key {seed} and the papers: {chosen}.", **words)
    if result.settled is Settled.ORGANISERS and kept.settled_at:
        return t(
            "Tie between {tied}. Settled by {name}, {date}: {chosen}.",
            tied=tied,
            name=kept.settled_by,
            date=t.date(kept.settled_at),
            chosen=chosen,
        )
    return ""


def winners(t: Translator, outcome: CountedBallot) -> list[str]:
    """A line for each that is in, with its figures where these may be shown."""
    return [_line(t, outcome, one, t("✅ {title}")) for one in outcome.result.winners]


def others(t: Translator, outcome: CountedBallot) -> list[str]:
    """A line for each other option, best first; none where figures may not be shown."""
    if not outcome.detailed:
        return []
    taken = set(outcome.result.winners)
    ordered = [one.option for one in outcome.result.tally.figures if one.option not in taken]
    return [_line(t, outcome, one, "{title}") for one in ordered]


def graded(t: Translator, outcome: CountedBallot) -> list[str]:
    """An evaluation's lines, in the ballot's own order: works are not ranked."""
    if not outcome.detailed:
        return []
    return [_line(t, outcome, option.id, "{title}") for option in outcome.ballot.options]


def adopted(t: Translator, outcome: CountedBallot) -> str:
    """How many resolutions are adopted, of how many there are."""
    count, every = len(outcome.result.winners), t.number(len(outcome.ballot.options))
    return t.plural(
        "{n} resolution adopted of {every}", "{n} resolutions adopted of {every}", count, every=every
    )


def resolved(t: Translator, outcome: CountedBallot, option: OptionId) -> str:
    """What became of a resolution."""
    if option in outcome.result.winners:
        return t("adopted")
    stances = figures_of(outcome.result, option).stances
    return t("rejected, a tie") if outcome.detailed and stances and stances.even else t("rejected")


def resolution(t: Translator, outcome: CountedBallot, option: OptionId) -> str:
    """The figures of a resolution, with what was needed; empty where they may not be shown."""
    if not outcome.detailed:
        return ""
    return detail(t, outcome.ballot.rules, figures_of(outcome.result, option))


def _line(t: Translator, outcome: CountedBallot, option: OptionId, template: str) -> str:
    by_id = {one.id: one for one in outcome.ballot.options}
    said = template.format(title=option_name(t, by_id[option]))
    missed = missed_floor(t, outcome.result, option)
    if not outcome.detailed:
        return t("{title}: {figures}", title=said, figures=missed) if missed else said
    figures = headline(t, outcome.ballot.rules, figures_of(outcome.result, option))
    return t("{title}: {figures}", title=said, figures=joined([figures, missed]))


def chosen(t: Translator, outcome: CountedBallot) -> str:
    """How many are in; of how many there was room for, where some seats stay empty."""
    winners, seats = len(outcome.result.winners), outcome.ballot.rules.seats
    if not outcome.result.tally.empty_seats:
        return t.plural("{n} topic chosen", "{n} topics chosen", winners)
    return t.plural(
        "{n} topic chosen of {seats}", "{n} topics chosen of {seats}", winners, seats=t.number(seats)
    )


def empty(t: Translator, outcome: CountedBallot) -> str:
    """The seats that nothing deserves; nothing where all are filled."""
    left = outcome.result.tally.empty_seats
    if not (left and outcome.decided):
        return ""
    if not outcome.result.winners:
        return t("No topic reaches the floor.")
    return t.plural(
        "{n} place not filled: no other topic reaches the floor.",
        "{n} places not filled: no other topic reaches the floor.",
        left,
    )


def advice(t: Translator, outcome: CountedBallot) -> str:
    """What equal shares would have chosen, marked as advice; empty where there is none to give."""
    result, unit = outcome.result, outcome.ballot.rules.unit
    if result.shares is None or not outcome.detailed or outcome.pending:
        return ""
    if not (result.winners or result.shares.winners):
        return ""
    if set(result.shares.winners) == set(result.winners):
        return _joint(t, outcome)
    if _tells_few(outcome):
        return t(
            "For information: proportional selection (equal shares) would choose {titles}.",
            titles=named(t, outcome, result.shares.winners),
        )
    missed = _missed(t, unit, result.unhappy)
    said = t(
        "For information: proportional selection (equal shares) would choose {titles}. Without any of their "
        "choices: {missed} by this result, {fewer} by equal shares.",
        titles=named(t, outcome, result.shares.winners),
        missed=missed,
        fewer=_missed(t, unit, result.shares.unhappy),
    )
    told = t("Options that stood equal were taken in the ballot’s order.")
    return f"{said} {told}" if result.shares.tied else said


def _joint(t: Translator, outcome: CountedBallot) -> str:
    """What is said where both counts choose the same."""
    result, unit = outcome.result, outcome.ballot.rules.unit
    same = t("For information: proportional selection (equal shares) would choose the same.")
    if _tells_few(outcome):
        return same
    every = t("No vote has all its choices left out.")
    some = t("Without any of their choices: {missed}.", missed=_missed(t, unit, result.unhappy))
    return f"{same} {some if result.unhappy else every}"


def _tells_few(outcome: CountedBallot) -> bool:
    """Whether how many have none of their choices would say what a few of a secret ballot marked."""
    result, rules = outcome.result, outcome.ballot.rules
    counts = [result.unhappy, result.shares.unhappy if result.shares else 0]
    return any(count and is_few(rules, count) for count in counts)


def _missed(t: Translator, unit: Unit, votes: int) -> str:
    if votes:
        return units_counted(t, unit, votes)
    return t("no company") if unit is Unit.COMPANY else t("no member")


def signs(t: Translator, outcome: CountedBallot) -> str:
    """What stands behind a majority grade, where there are any to see."""
    judged = outcome.ballot.rules.method is Method.JUDGMENT
    if not (judged and outcome.detailed and outcome.result.votes):
        return ""
    return t("+: more votes above this grade than below; −: as many or more below.")


def settings(t: Translator, ballot: Ballot) -> str:
    """The rules in a line, and when it closed."""
    rules = ballot.rules
    choosing = ballot.purpose is Purpose.SELECTION
    seats = t.plural("{n} to choose", "{n} to choose", rules.seats) if choosing else ""
    drawn = t("ties drawn by lot") if rules.tie_break is TieBreak.DRAW else ""
    closed = t("closed {date}", date=t.date(ballot.closed_at)) if ballot.closed_at else ""
    return joined(
        [
            method_name(t, rules.method),
            secrecy_name(t, rules.secrecy),
            unit_name(t, rules.unit),
            seats,
            majority_words(t, rules),
            quorum_words(t, rules),
            drawn,
            closed,
        ]
    )


def unpublished(t: Translator, outcome: CountedBallot) -> str:
    """That the papers are not handed out, though figures are shown, and what binds them all the same."""
    if outcome.publishable or not outcome.detailed or outcome.ballot.rules.edition == 1:
        return ""
    if outcome.ballot.purpose is Purpose.MOTION:
        return t(
            "Papers not published: whoever is known for an answer that few gave would be read in the same "
            "paper’s others. Digest: {digest}",
            digest=outcome.result.digest,
        )
    return t(
        "Papers not published: a lone opinion could be read in them. Digest: {digest}",
        digest=outcome.result.digest,
    )


def consulted(t: Translator, outcome: CountedBallot) -> str:
    """Which of two consultations this is."""
    opened = t("A second consultation was opened.") if outcome.second else ""
    return consultation(t, outcome.ballot) or opened


def joined(words: Sequence[str]) -> str:
    """What there is to say, on one line."""
    return " · ".join(word for word in words if word)

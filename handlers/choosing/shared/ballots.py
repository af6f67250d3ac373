"""Ballots in words: methods, units, secrecy, grades, every setting, and what voters are told (CHOISIR)."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from club.ballots import (
    FEWEST_SECRET,
    UNSEEN,
    Ballot,
    Criterion,
    Method,
    Option,
    Purpose,
    Rules,
    Secrecy,
    Unit,
    is_secret,
    most_marked,
)
from handlers.choosing.shared.decisions import (
    floor_words,
    majority_sentence,
    no_opinion_words,
    quorum_sentence,
    tie_words,
)
from handlers.words import Translator, mark
from storage.ballots import Turnout

METHODS: Mapping[Method, str] = {
    Method.APPROVAL: mark("Approval"),
    Method.POINTS: mark("Points"),
    Method.JUDGMENT: mark("Majority judgment"),
    Method.RANKING: mark("Ranking"),
    Method.MOTION: mark("Resolution"),
}
UNITS: Mapping[Unit, str] = {
    Unit.COMPANY: mark("one vote a company"),
    Unit.MEMBER: mark("one vote a member"),
}
SECRECIES: Mapping[Secrecy, str] = {
    Secrecy.OPEN: mark("Public votes"),
    Secrecy.CONFIDENTIAL: mark("🔒 Confidential"),
    Secrecy.SEALED: mark("🔒 Sealed"),
}
CRITERIA: Mapping[Criterion, str] = {
    Criterion.USEFULNESS: mark("Usefulness"),
    Criterion.QUALITY: mark("Quality"),
    Criterion.RECOMMEND: mark("To be recommended to colleagues"),
}
TOLD: Mapping[Secrecy, str] = {
    Secrecy.OPEN: mark(
        "Once the ballot is closed, members see who chose what. Until then a vote may be changed."
    ),
    Secrecy.CONFIDENTIAL: mark(
        "A vote may be changed until closing, which erases the link between a name and a choice. Until then "
        "whoever runs Prime could link them; backups made before then could still tell."
    ),
    Secrecy.SEALED: mark(
        "A vote is cast once and never changes. It goes into the urn with at least four others, or at the "
        "closing with all that are left, so that no file ever tells whose it is; should the machine stop "
        "before that, you are asked to vote again. Yet Slack, or whoever runs Prime and watches its memory "
        "meanwhile, could link them, and a receipt can prove a vote to others."
    ),
}

READ: Mapping[Purpose, str] = {
    Purpose.SELECTION: mark("Read the topics…"),
    Purpose.EVALUATION: mark("Read the works…"),
    Purpose.MOTION: mark("Read the resolutions…"),
}
MOST_BLOCKS = 84
"""Blocks left for the inputs, of the hundred that a modal may have (docs.slack.dev, modals)."""


def method_name(t: Translator, method: Method) -> str:
    """How votes are expressed and counted."""
    return t(METHODS[method])


def unit_name(t: Translator, unit: Unit) -> str:
    """Whose a vote is, in the middle of a sentence."""
    return t(UNITS[unit])


def secrecy_name(t: Translator, secrecy: Secrecy) -> str:
    """Who can know what was chosen; a lock where nobody is to."""
    return t(SECRECIES[secrecy])


def criterion_name(t: Translator, criterion: Criterion) -> str:
    """What a work is judged by."""
    return t(CRITERIA[criterion])


def told(t: Translator, rules: Rules) -> str:
    """What a voter is told before voting: who could know what was chosen, and until when."""
    said = t(TOLD[rules.secrecy])
    if rules.method is not Method.MOTION or not is_secret(rules):
        return said
    figures = t(
        "With {n} votes or more, how many are for, against and abstain is published, even where one voted "
        "alone: each of the three follows from the others.",
        n=FEWEST_SECRET,
    )
    return f"{said} {figures}"


def consultation(t: Translator, ballot: Ballot) -> str:
    """That a ballot is a second consultation: its title is that of the first one."""
    return t("Second consultation") if ballot.second_of else ""


def topics_counted(t: Translator, ballot: Ballot) -> str:
    """How many topics there are, and how many of them are to be chosen; or how many works are judged."""
    if ballot.purpose is Purpose.EVALUATION:
        works = len({option.work_id or option.title for option in ballot.options})
        return t.plural("{n} work to evaluate", "{n} works to evaluate", works)
    if ballot.purpose is Purpose.MOTION:
        return resolutions_counted(t, len(ballot.options))
    topics = t.plural("{n} topic", "{n} topics", len(ballot.options))
    seats = t.plural("{n} to choose", "{n} to choose", ballot.rules.seats)
    return f"{topics}, {seats}" if ballot.options else t("No topic")


def resolutions_counted(t: Translator, n: int) -> str:
    """So many resolutions."""
    return t.plural("{n} resolution", "{n} resolutions", n) if n else t("No resolution")


def read_label(t: Translator, ballot: Ballot) -> str:
    """On the button that leads to what is voted on."""
    return t(READ[ballot.purpose])


def turnout_words(t: Translator, _ballot: Ballot, turnout: Turnout) -> str:
    """How many voted of how many who may."""
    if not turnout.cast:
        return t("No vote yet")
    return t.plural("{n} vote out of {roll}", "{n} votes out of {roll}", turnout.cast, roll=turnout.roll)


def at(t: Translator, moment: datetime, zone: ZoneInfo) -> str:
    """A date and hour, and whose clock shows it."""
    city = zone.key.rpartition("/")[2].replace("_", " ")
    return t("{date} ({city} time)", date=t.date(moment), city=city)


def rules_lines(t: Translator, ballot: Ballot, zone: ZoneInfo) -> list[str]:
    """Every setting in words, a line each: what is counted, how, for whom, until when."""
    rules = ballot.rules
    lines = [
        topics_counted(t, ballot),
        _COUNTING[rules.method](t, rules),
        _most(t, ballot),
        *_outcome(t, ballot),
        _whose(t, rules.unit),
        *_dates(t, ballot, zone),
        _shown(t, rules),
        told(t, rules),
        *_fewest(t, rules),
    ]
    return [line for line in lines if line]


def _approval(t: Translator, rules: Rules) -> str:
    return t.plural(
        "Approval: each vote approves of {n} option at most; the most approved come first.",
        "Approval: each vote approves of {n} options at most; the most approved come first.",
        rules.most,
    )


def _points(t: Translator, rules: Rules) -> str:
    return t.plural(
        "Points: each vote gives away {n} point at most, {cap} at most to one option; totals decide.",
        "Points: each vote gives away {n} points at most, {cap} at most to one option; totals decide.",
        rules.points,
        cap=rules.cap,
    )


def _judgment(t: Translator, _rules: Rules) -> str:
    return t(
        "Majority judgment: each vote grades each option, or has no opinion of it; the grade that a majority "
        "supports decides."
    )


def _ranking(t: Translator, _rules: Rules) -> str:
    return t(
        "Ranking: each vote puts options in order, those left out come last together; counted by the Schulze "
        "method."
    )


def _motion(t: Translator, _rules: Rules) -> str:
    return t(
        "Resolution: each vote is for, against, or abstains; nothing ticked is a blank vote. Each resolution "
        "has its own result."
    )


_COUNTING: Mapping[Method, Callable[[Translator, Rules], str]] = {
    Method.APPROVAL: _approval,
    Method.POINTS: _points,
    Method.JUDGMENT: _judgment,
    Method.RANKING: _ranking,
    Method.MOTION: _motion,
}


def by_work(options: Sequence[Option]) -> dict[int, list[Option]]:
    """The options of an evaluation, grouped by work in the order given; criteria in their own order."""
    works: dict[int, list[Option]] = {}
    for option in options:
        works.setdefault(option.work_id or 0, []).append(option)
    for group in works.values():
        group.sort(key=lambda option: option.id)
    return works


def most_works(ballot: Ballot) -> int | None:
    """How many works one vote may evaluate at most, for no form shows more; None: all of them.

    A work takes a heading, a block for each criterion and one for the remark.
    """
    sizes = [2 + len(options) for options in by_work(ballot.options).values()]
    return MOST_BLOCKS // max(sizes) if sum(sizes) > MOST_BLOCKS else None


def _most(t: Translator, ballot: Ballot) -> str:
    """What no form can show more of, and so no vote can say."""
    evaluation = ballot.purpose is Purpose.EVALUATION
    most = most_works(ballot) if evaluation else most_marked(ballot)
    if most is None:
        return ""
    if evaluation:
        return t.plural(
            "Each vote evaluates {n} work at most.", "Each vote evaluates {n} works at most.", most
        )
    if ballot.rules.method is Method.POINTS:
        return t("Each vote gives points to {n} options at most.", n=most)
    return t("Each vote puts {n} options in order at most.", n=most)


def _outcome(t: Translator, ballot: Ballot) -> list[str]:
    """What makes a decision of the figures."""
    rules, quorum = ballot.rules, quorum_sentence(t, ballot.rules)
    opinions = no_opinion_words(t, ballot)
    if ballot.purpose is Purpose.EVALUATION:
        return [opinions, quorum]
    if ballot.purpose is Purpose.MOTION:
        return [majority_sentence(t, rules), quorum]
    shares = ""
    if rules.seats > 1:
        shares = t(
            "For information: what a proportional selection (equal shares) would have chosen stands beside "
            "the result."
        )
    return [opinions, floor_words(t, ballot), quorum, tie_words(t, rules), shares]


def _whose(t: Translator, unit: Unit) -> str:
    if unit is Unit.COMPANY:
        return t(
            "One vote a company, shared by its members, of the weight it has at the opening. The list of "
            "voters is drawn up at the opening."
        )
    return t("One vote a member. The list of voters is drawn up at the opening.")


def _dates(t: Translator, ballot: Ballot, zone: ZoneInfo) -> list[str]:
    drafted = ballot.state in UNSEEN
    opening = t("Opening: by the organisers.") if drafted and ballot.opens_at is None else ""
    if ballot.opens_at:
        opening = t("Opening: {date}.", date=at(t, ballot.opens_at, zone))
    closing = t("Closing: {date}.", date=at(t, ballot.closes_at, zone)) if ballot.closes_at else ""
    return [opening, closing]


def _shown(t: Translator, rules: Rules) -> str:
    figures = t("Who has voted is shown; the figures once the ballot is closed.")
    if rules.live:
        figures = t("Who has voted is shown, and the figures as votes come in.")
    if not rules.proxies:
        return figures
    proxies = t.plural(
        "A member may vote for {n} other at most, by proxy.",
        "A member may vote for {n} others at most, by proxy.",
        rules.proxies,
    )
    return f"{figures} {proxies}"


def _fewest(t: Translator, rules: Rules) -> list[str]:
    if rules.secrecy is Secrecy.OPEN:
        return []
    return [t("With fewer than {n} votes, the figures are not given in detail.", n=FEWEST_SECRET)]

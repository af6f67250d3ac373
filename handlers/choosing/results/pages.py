"""All figures of a result, and who chose what in an open ballot: modals, turned page by page."""

from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

from club.ballots import Ballot, Grade, Method, Purpose
from club.tally import Figures, Tally
from handlers.choosing.results import sentences, views
from handlers.choosing.results.service import Running
from handlers.choosing.shared.ballots import rules_lines
from handlers.choosing.shared.counting import CountedBallot
from handlers.choosing.shared.figures import detail, headline, names_of, option_name, place_of
from handlers.choosing.shared.grades import grade_name
from handlers.choosing.shared.stances import stance_name
from handlers.kit.blocks import Block, context, modal, quote, rich
from handlers.kit.paging import turning
from handlers.kit.positions import ListPosition, Page
from handlers.words import Translator
from storage.urns import OpenVote

FIGURES, CAST = "results.figures", "results.votes"
"""The lists of a ballot's figures and of its votes, and the modals that show them."""
PAGED, VOTES_PAGED = "results.page", "results.votes_page"
SIZE, VOTES = 20, 15
"""Options and votes a page."""


def figures(t: Translator, outcome: CountedBallot, asked: ListPosition, zone: ZoneInfo) -> Block:
    """Every option with all that is said of it, then the rules it was counted by."""
    ballot, advice = outcome.ballot, sentences.advice(t, outcome)
    tie = sentences.tie(t, outcome)
    lines = "\n".join(rules_lines(t, ballot, zone))
    return modal(
        FIGURES,
        views.page_title(t, ballot, t("Result")),
        [
            rich("*{head}*", head=sentences.heading(t, outcome)),
            rich("{turnout}", turnout=sentences.turnout(t, outcome)),
            rich("{tie}", tie=tie) if tie else None,
            *(_options(t, outcome, asked) if outcome.detailed else _withheld(t, outcome, asked)),
            context(advice, sentences.signs(t, outcome)),
            quote(ballot.note) if ballot.note else None,
            rich("*{rules}*\n{lines}", rules=t("Rules of the vote"), lines=lines),
        ],
        close=t("Close"),
    )


def _withheld(t: Translator, outcome: CountedBallot, asked: ListPosition) -> list[Block | None]:
    if outcome.ballot.purpose is Purpose.MOTION:
        return _resolutions(t, outcome, asked)
    winners = "\n".join(sentences.winners(t, outcome))
    withheld = t("So few secret votes: figures would name who cast them.")
    return [rich("{winners}", winners=winners) if winners else None, context(withheld)]


def _resolutions(t: Translator, outcome: CountedBallot, asked: ListPosition) -> list[Block | None]:
    """Each resolution and what became of it; the figures where they may be shown."""
    ballot = outcome.ballot
    page = Page.cut(list(enumerate(ballot.options, 1)), asked, SIZE)
    entries = (
        [views.resolution(t, outcome, place, one) for place, one in page.items] if outcome.decided else []
    )
    withheld = "" if outcome.detailed else t("So few secret votes: figures would name who cast them.")
    turned = _turning(t, page)
    return [*entries, context(withheld), *(turned if outcome.decided else [])]


def _options(t: Translator, outcome: CountedBallot, asked: ListPosition) -> list[Block | None]:
    if outcome.ballot.purpose is Purpose.MOTION and outcome.decided:
        return _resolutions(t, outcome, asked)
    taken = set(outcome.result.winners)
    ballot, count = outcome.ballot, outcome.result.tally
    page = Page.cut(_ordered(ballot, count), asked, SIZE)
    entries = []
    for one in page.items:
        place = "" if ballot.purpose is Purpose.EVALUATION else f"{place_of(outcome.result, one.option)}. "
        mark = t("✅ chosen") if one.option in taken else ""
        entries.append(_entry(t, ballot, one, place, mark))
    return [*entries, *_turning(t, page)]


def _ordered(ballot: Ballot, count: Tally) -> Sequence[Figures]:
    """Best first; an evaluation in its own order, work by work."""
    if ballot.purpose is not Purpose.EVALUATION:
        return count.figures
    by_option = {one.option: one for one in count.figures}
    return [by_option[option.id] for option in ballot.options]


def _entry(t: Translator, ballot: Ballot, figures: Figures, place: str, mark: str) -> Block:
    option = next(one for one in ballot.options if one.id == figures.option)
    said = sentences.joined([detail(t, ballot.rules, figures), mark])
    return rich("*{place}{title}*\n{said}", place=place, title=option_name(t, option), said=said)


def _turning(t: Translator, page: Page[Any], action: str = PAGED) -> list[Block | None]:
    return turning(t, page, action, t("Previous page"), t("Next page"))


def running(t: Translator, found: Running, asked: ListPosition) -> Block:
    """The figures so far of an open ballot that shows them."""
    ballot, page = found.ballot, Page.cut(_ordered(found.ballot, found.tally), asked, SIZE)
    motions = ballot.purpose is Purpose.MOTION  # what one needs is known once all votes are in
    names, said_of = names_of(t, ballot), headline if motions else detail
    return modal(
        FIGURES,
        views.page_title(t, ballot, t("Figures so far")),
        [
            rich("*{title}*", title=ballot.title),
            rich("{said}", said=t("⏳ The vote is open: these figures still change.")),
            *(
                rich("*{name}*\n{said}", name=names[one.option], said=said_of(t, ballot.rules, one))
                for one in page.items
            ),
            *_turning(t, page),
        ],
        close=t("Close"),
    )


def votes(t: Translator, outcome: CountedBallot, cast: Sequence[OpenVote], asked: ListPosition) -> Block:
    """Who chose what: what an open ballot shows once it is closed."""
    ballot = outcome.ballot
    page = Page.cut(cast, asked, VOTES)
    return modal(
        CAST,
        t("The votes"),
        [
            rich("*{title}*", title=ballot.title),
            rich("{turnout}", turnout=sentences.turnout(t, outcome)),
            *(_vote(t, ballot, vote) for vote in page.items),
            *_turning(t, page, VOTES_PAGED),
        ],
        close=t("Close"),
    )


def _vote(t: Translator, ballot: Ballot, vote: OpenVote) -> Block:
    by = t("cast by {name}", name=vote.cast_by) if vote.cast_by != vote.name else ""
    weight = t("weight {n}", n=t.number(vote.weight)) if vote.weight != 1 else ""
    head = sentences.joined([vote.name, by, weight])
    return rich("*{head}*\n{said}", head=head, said=_marks(t, ballot, vote) or t("Blank vote"))


def _marks(t: Translator, ballot: Ballot, vote: OpenVote) -> str:
    """What one vote says, in the order that says it best: by rank, else by worth."""
    names = {option.id: option_name(t, option) for option in ballot.options}
    ranked = ballot.rules.method is Method.RANKING
    ordered = sorted(vote.marks.items(), key=lambda mark: mark[1] if ranked else -mark[1])
    if ballot.rules.method is Method.MOTION:
        ordered = sorted(vote.marks.items())
    return ", ".join(_mark(t, ballot, names[option], mark) for option, mark in ordered)


def _mark(t: Translator, ballot: Ballot, name: str, mark: int) -> str:
    match ballot.rules.method:
        case Method.APPROVAL:
            return name
        case Method.JUDGMENT:
            return t("{title}: {figures}", title=name, figures=grade_name(t, Grade(mark)))
        case Method.POINTS:
            points = t.plural("{n} point", "{n} points", mark)
            return t("{title}: {figures}", title=name, figures=points)
        case Method.MOTION:
            return t("{title}: {figures}", title=name, figures=stance_name(t, mark))
        case Method.RANKING:
            return f"{mark}. {name}"

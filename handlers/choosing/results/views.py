"""The result as the channel and the organisers see it, and sentences where there is none."""

from collections.abc import Mapping

from club.ballots import FEWEST_SECRET, Ballot, Option, Purpose, Secrecy
from handlers.choosing.results import sentences
from handlers.choosing.results.service import ResultOutcome
from handlers.choosing.shared.ballots import consultation
from handlers.choosing.shared.counting import CountedBallot
from handlers.choosing.shared.decisions import floor_words, no_opinion_words
from handlers.kit.blocks import (
    Block,
    actions,
    button,
    context,
    cut,
    header,
    menu,
    message,
    modal,
    quote,
    rich,
)
from handlers.kit.interaction import Message
from handlers.kit.paging import first_lines
from handlers.words import Translator, mark

LINES = 12
"""Options on a card; the others are behind a button."""
LONGEST_TEXT = 150

SAID: Mapping[ResultOutcome, str] = {
    ResultOutcome.DONE: mark("✅ Saved; the result shows it."),
    ResultOutcome.GONE: mark("This vote is not there, or not shown."),
    ResultOutcome.NOT_CLOSED: mark("This vote is not closed yet: its result follows."),
    ResultOutcome.COUNTING: mark("⏳ The votes are being counted; the result follows in the channel."),
    ResultOutcome.CANCELLED: mark("This vote was cancelled: it has no result."),
    ResultOutcome.NO_TIE: mark("Nothing is left to decide: this is settled."),
    ResultOutcome.COUNT: mark("That is not as many as there are places."),
    ResultOutcome.NOT_PUBLISHED: mark("Too few votes of one kind: publishing them would name who cast them."),
}
URN_SENT = mark("⏳ The urn arrives by direct message, with how to check it.")


def card(t: Translator, outcome: CountedBallot) -> Message:
    """The result in the channel."""
    head, ballot = sentences.heading(t, outcome), outcome.ballot
    tie, advice = sentences.tie(t, outcome), sentences.advice(t, outcome)
    early = t("Closed early: {reason}", reason=ballot.reason) if ballot.reason else ""
    return message(
        cut(sentences.joined([head, sentences.summary(t, outcome)]), LONGEST_TEXT),
        header(head),
        *_resolutions(t, outcome),
        *_decision(t, outcome),
        rich("{tie}", tie=tie) if tie else None,
        rich("{turnout}", turnout=sentences.turnout(t, outcome)),
        *_figures(t, outcome),
        context(advice),
        quote(ballot.note) if ballot.note else None,
        context(early, sentences.settings(t, ballot), _withheld(t, outcome), sentences.signs(t, outcome)),
        context(floor_words(t, ballot), no_opinion_words(t, ballot)),
        context(sentences.consulted(t, outcome), sentences.unpublished(t, outcome)),
        actions(*_buttons(t, outcome), _more(t, ballot)),
    )


def _more(t: Translator, ballot: Ballot) -> Block | None:
    """What the ballot's card led to, whose place the result takes."""
    return menu(
        [
            (t("Read the rules…"), "ballots.rules", ballot.id),
            (t("Who has voted?"), "ballots.who", ballot.id),
        ]
    )


def _resolutions(t: Translator, outcome: CountedBallot) -> list[Block | None]:
    """Each resolution, by its number, and what became of it."""
    if outcome.ballot.purpose is not Purpose.MOTION or not outcome.decided:
        return []
    motions = outcome.ballot.options
    left = len(motions) - LINES
    more = t.plural("and {n} other", "and {n} others", left) if left > 0 else ""
    shown = [resolution(t, outcome, place, one) for place, one in enumerate(motions[:LINES], 1)]
    return [rich("*{count}*", count=sentences.adopted(t, outcome)), *shown, context(more)]


def resolution(t: Translator, outcome: CountedBallot, place: int, motion: Option) -> Block:
    """A resolution with what became of it, and its figures."""
    mark = "✅ " if motion.id in outcome.result.winners else ""
    what = sentences.resolved(t, outcome, motion.id)
    figures = sentences.resolution(t, outcome, motion.id)
    template = t("{mark}*{n}. {title}*: {what}")
    template = f"{template}\n{{figures}}" if figures else template
    return rich(template, mark=mark, n=place, title=motion.title, what=what, figures=figures)


def _decision(t: Translator, outcome: CountedBallot) -> list[Block | None]:
    """Who is in; nothing where nothing was to be chosen, or nothing is decided."""
    lines, empty = sentences.winners(t, outcome), sentences.empty(t, outcome)
    if outcome.ballot.purpose is Purpose.MOTION:
        return []
    if not lines and not empty:
        return []
    shown = [*first_lines(t, lines, LINES), *([empty] if empty else [])]
    return [rich("*{count}*\n{lines}", count=sentences.chosen(t, outcome), lines="\n".join(shown))]


def _figures(t: Translator, outcome: CountedBallot) -> list[Block | None]:
    """The others' figures; an evaluation's grades."""
    if not outcome.decided or outcome.ballot.purpose is Purpose.MOTION:
        return []
    evaluation = outcome.ballot.purpose is Purpose.EVALUATION
    lines = sentences.graded(t, outcome) if evaluation else sentences.others(t, outcome)
    if not lines:
        return []
    head = t("Others") if outcome.result.winners else t("Figures")
    head = t("Grades") if evaluation else head
    return [rich("*{head}*\n{lines}", head=head, lines="\n".join(first_lines(t, lines, LINES)))]


def _withheld(t: Translator, outcome: CountedBallot) -> str:
    if outcome.detailed:
        return ""
    return t("Fewer than {n} secret votes: figures are not shown.", n=FEWEST_SECRET)


def _buttons(t: Translator, outcome: CountedBallot) -> list[Block | None]:
    ballot, about = outcome.ballot, outcome.ballot.title
    figures = button(t("See the figures"), "results.show", ballot.id, about=about, primary=True)
    votes = button(t("See the votes"), "results.votes", ballot.id, about=about)
    check = button(t("Check the count"), "results.urn", ballot.id, about=about)
    return [
        *_consultations(t, outcome),
        figures if outcome.detailed else None,
        votes if ballot.rules.secrecy is Secrecy.OPEN else None,
        check if outcome.publishable else None,
    ]


def _consultations(t: Translator, outcome: CountedBallot) -> list[Block | None]:
    """The way from one consultation to the other."""
    before, after = outcome.ballot.second_of, outcome.second
    return [
        button(t("See the first one"), "results.show#first", before) if before else None,
        button(t("See the second one"), "results.show#second", after) if after else None,
    ]


def settled(t: Translator, outcome: CountedBallot) -> Message:
    """That the organisers settled a tie, for those who do not look at the result again."""
    head, tie = sentences.heading(t, outcome), sentences.tie(t, outcome)
    chosen = sentences.named(t, outcome, outcome.result.winners, LINES)
    topics = t.plural("{n} topic chosen", "{n} topics chosen", len(outcome.result.winners))
    return message(
        cut(sentences.joined([head, tie]), LONGEST_TEXT),
        rich("*{head}*\n{tie}", head=head, tie=tie),
        rich("{topics}{colon}{chosen}", topics=topics, colon=t(": "), chosen=chosen),
        actions(*_buttons(t, outcome)),
    )


def copy(t: Translator, outcome: CountedBallot) -> Message:
    """An organiser's copy: what is left to do with the result."""
    ballot, head = outcome.ballot, sentences.heading(t, outcome)
    summary, turnout = sentences.summary(t, outcome), sentences.turnout(t, outcome)
    lines = [summary, turnout] if summary != turnout else [turnout]
    settled = "" if outcome.pending else sentences.tie(t, outcome)
    again = button(t("Consult again…"), "ballots.consult", ballot.id, about=ballot.title, primary=True)
    settle = button(t("Settle the tie…"), "results.settle", ballot.id, about=ballot.title, primary=True)
    label = t("Change the note…") if ballot.note else t("Add a note…")
    return message(
        cut(sentences.joined([head, summary]), LONGEST_TEXT),
        rich("*{head}*\n{lines}", head=head, lines="\n".join(lines)),
        rich("{settled}", settled=settled) if settled else None,
        quote(ballot.note) if ballot.note else None,
        actions(
            settle if outcome.pending else None,
            again if outcome.missed else None,
            button(label, "results.note", ballot.id, about=ballot.title),
            button(t("See the figures"), "results.show", ballot.id, about=ballot.title)
            if outcome.detailed
            else None,
        ),
    )


def how_to_check(t: Translator, ballot: Ballot, name: str) -> str:
    """What comes with the urn."""
    said = t(
        "The urn of “{title}”: every vote, without names. To count it again, without any access to the club: "
        "prime ballot verify {name}",
        title=ballot.title,
        name=name,
    )
    if ballot.rules.secrecy is not Secrecy.SEALED:
        return said
    receipt = t("To find your own vote: add --receipt and the receipt you noted.")
    return f"{said}\n{receipt}"


def sentence_view(t: Translator, said: str) -> Block:
    """The same in a modal."""
    return modal("results.told", t("Result"), [rich("{said}", said=said)], close=t("Close"))


def still_open(t: Translator, ballot: Ballot) -> Block:
    """An open ballot, where somebody looks for its result: until when, and the way to the vote."""
    until = t("Open until {date}", date=t.date(ballot.closes_at)) if ballot.closes_at else ""
    follows = t(SAID[ResultOutcome.NOT_CLOSED])
    vote = button(t("Vote…"), "voting.open", ballot.id, about=ballot.title, primary=True)
    rules = button(t("Read the rules…"), "ballots.rules", ballot.id, about=ballot.title)
    said = rich("*{title}*\n{until}\n{follows}", title=ballot.title, until=until, follows=follows)
    name = page_title(t, ballot, t("Vote in progress"))
    return modal("results.told", name, [said, actions(vote, rules)], close=t("Close"))


def page_title(t: Translator, ballot: Ballot, otherwise: str) -> str:
    """What the page of a ballot is called: a second consultation is called that."""
    return consultation(t, ballot) or otherwise


def told_view(t: Translator, told: ResultOutcome) -> Block:
    """Why there is no result to see."""
    return sentence_view(t, t(SAID[told]))

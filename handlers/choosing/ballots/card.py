"""The ballot's card in the channel, and what electors read by direct message."""

from club.ballots import Ballot, BallotState, Purpose, may_change
from club.tally import Tally
from handlers.choosing.ballots import ids
from handlers.choosing.ballots.sentences import cancelled
from handlers.choosing.shared.ballots import (
    at,
    consultation,
    method_name,
    read_label,
    secrecy_name,
    topics_counted,
    turnout_words,
    unit_name,
)
from handlers.choosing.shared.decisions import floor_words, majority_words, no_opinion_words, quorum_words
from handlers.choosing.shared.figures import headline, names_of
from handlers.kit.blocks import Block, actions, button, context, cut, header, menu, message, rich
from handlers.kit.interaction import Message
from handlers.kit.paging import first_lines
from handlers.words import Translator
from storage.ballots import Turnout
from storage.electors import CastableVote

TEXT = 150
"""A message's text is read as a notification: this much of it."""
LEADING = 5
"""Live figures shown on the card."""


def short(template: str, title: str) -> str:
    """A sentence with {title} in it, the title cut so that the whole is short enough to be read."""
    room = TEXT - len(template.replace("{title}", ""))
    return template.replace("{title}", cut(title, max(room, 20)))


def text_of(t: Translator, ballot: Ballot) -> str:
    """What, until when, in what state: the card's and the direct message's top-level text."""
    closes = t.date(ballot.closes_at) if ballot.closes_at else ""
    if ballot.state is BallotState.CANCELLED:
        return short(t("Vote cancelled: {title}"), ballot.title)
    if ballot.state is BallotState.CLOSED:
        return short(t("Vote closed: {title}"), ballot.title)
    return short(t("Vote open until {date}: {title}", date=closes, title="{title}"), ballot.title)


def card(t: Translator, ballot: Ballot, turnout: Turnout, figures: Tally | None = None) -> Message:
    """The card: state, settings, turnout, live figures where the ballot shows them."""
    rules = ballot.rules
    settings = [
        method_name(t, rules.method),
        secrecy_name(t, rules.secrecy),
        majority_words(t, rules),
        quorum_words(t, rules),
        turnout_words(t, ballot, turnout),
    ]
    what = " · ".join([topics_counted(t, ballot), unit_name(t, rules.unit)])
    return message(
        text_of(t, ballot),
        header(ballot.title),
        rich("*{state}*\n{what}", state=state_of(t, ballot), what=what),
        context(consultation(t, ballot)),
        context(" · ".join(part for part in settings if part)),
        context(floor_words(t, ballot), no_opinion_words(t, ballot)),
        _leading(t, ballot, figures) if figures else None,
        actions(*_buttons(t, ballot)),
    )


def state_of(t: Translator, ballot: Ballot) -> str:
    """Open until when, closed when and why, or cancelled and why."""
    if ballot.state is BallotState.CANCELLED:
        return cancelled(t, ballot)
    if ballot.state is BallotState.CLOSED and ballot.closed_at:
        closed = at(t, ballot.closed_at, t.zone)
        if ballot.reason:
            return t("Closed early, on {date}: {reason}", date=closed, reason=ballot.reason)
        return t("Closed on {date}", date=closed)
    return t("Open until {date}", date=at(t, ballot.closes_at, t.zone)) if ballot.closes_at else ""


def _leading(t: Translator, ballot: Ballot, tally: Tally) -> Block | None:
    """The options that lead so far, or the first resolutions answered, with their figures; nothing before
    there is a vote."""
    names = names_of(t, ballot)
    lines = [
        f"{names[one.option]}{t(': ')}{headline(t, ballot.rules, one)}"
        for one in tally.figures
        if one.opinions
    ]
    if not lines:
        return None
    if ballot.purpose is Purpose.MOTION:
        head, lines = t("So far:"), first_lines(t, lines, LEADING)
    else:
        head, lines = t("In the lead so far:"), lines[:LEADING]
    return rich("{head}\n{lines}", head=head, lines="\n".join(lines))


def _buttons(t: Translator, ballot: Ballot) -> list[Block | None]:
    if ballot.state is BallotState.CANCELLED:
        return []
    title = ballot.title
    rules = button(t("Read the rules…"), ids.RULES, ballot.id, about=title)
    first = (
        button(t("See the first one"), f"{ids.RESULT}#first", ballot.second_of) if ballot.second_of else None
    )
    who = menu([(t("Who has voted?"), ids.WHO, ballot.id)])
    if ballot.state is BallotState.CLOSED:
        result = button(t("See the result"), ids.RESULT, ballot.id, about=title, primary=True)
        return [result, first, rules, who]
    vote = button(t("Vote…"), ids.VOTE, ballot.id, about=title, primary=True)
    return [vote, first, _topics(t, ballot), rules, who]


def _topics(t: Translator, ballot: Ballot) -> Block:
    """The way to what is voted on."""
    return button(read_label(t, ballot), ids.TOPICS, ballot.id, about=ballot.title)


def opened(
    t: Translator, ballot: Ballot, ticket: CastableVote | None, company: str, *, mine: bool
) -> Message:
    """To an elector: the vote is open; once it is cast, by whom; then what became of the ballot.

    In a sealed ballot it says nothing of the vote. `mine`: the reader cast it; `company`: whose vote it is.
    """
    if ballot.state is not BallotState.OPEN:
        return _over(t, ballot)
    if ticket and ticket.cast and may_change(ballot.rules):
        return _cast(t, ballot, ticket, company, mine=mine)
    return asking(t, ballot, t("➡️ A vote awaits you."), company)


def asking(t: Translator, ballot: Ballot, said: str, company: str) -> Message:
    """The way to vote, with all that one needs to know first."""
    lines = [consultation(t, ballot), state_of(t, ballot), facts(t, ballot, company)]
    return message(
        text_of(t, ballot),
        rich(
            "*{title}*\n{said}\n{lines}",
            title=ballot.title,
            said=said,
            lines="\n".join(line for line in lines if line),
        ),
        actions(
            button(t("Vote…"), ids.VOTE, ballot.id, about=ballot.title, primary=True),
            _topics(t, ballot),
            button(t("Read the rules…"), ids.RULES, ballot.id, about=ballot.title),
        ),
    )


def facts(t: Translator, ballot: Ballot, company: str) -> str:
    """How much there is to vote on, who sees it, and whose vote it is."""
    what = " · ".join([topics_counted(t, ballot), secrecy_name(t, ballot.rules.secrecy)])
    return "\n".join([what, t("For {company}", company=company)] if company else [what])


def _cast(t: Translator, ballot: Ballot, ticket: CastableVote, company: str, *, mine: bool) -> Message:
    said = t("✅ Your vote is cast.")
    if company and mine:
        said = t("✅ You voted for {company}.", company=company)
    elif company:
        said = t("✅ {name} voted for {company}.", name=ticket.cast_by, company=company)
    elif not mine:
        said = t("✅ {name} voted for you, by proxy.", name=ticket.cast_by)
    may = (
        t("This vote may be changed until {date}.", date=t.date(ballot.closes_at)) if ballot.closes_at else ""
    )
    return message(
        short(t("Vote cast: {title}"), ballot.title),
        rich("*{title}*\n{said} {may}", title=ballot.title, said=said, may=may),
        actions(button(t("Review my vote…"), ids.VOTE, ballot.id, about=ballot.title)),
    )


def _over(t: Translator, ballot: Ballot) -> Message:
    row = None
    if ballot.state is BallotState.CLOSED:
        row = actions(button(t("See the result"), ids.RESULT, ballot.id, about=ballot.title))
    return message(
        text_of(t, ballot),
        rich("*{title}*\n{state}", title=ballot.title, state=state_of(t, ballot)),
        row,
    )


def extended(t: Translator, ballot: Ballot) -> Message:
    """To the channel: the ballot closes later."""
    closes = at(t, ballot.closes_at, t.zone) if ballot.closes_at else ""
    said = t("*{title}*: the vote is extended until {date}.")
    text = t("Vote extended until {date}: {title}", date=closes, title="{title}")
    return message(
        short(text, ballot.title),
        rich(said, title=ballot.title, date=closes),
        actions(button(t("Vote…"), ids.VOTE, ballot.id, about=ballot.title, primary=True)),
    )


def called_off(t: Translator, ballot: Ballot) -> Message:
    """To whoever was told of the opening: there will be no result, and why."""
    erased = t("The votes cast are erased, uncounted.")
    return message(
        text_of(t, ballot),
        rich("*{title}*\n{state}\n{erased}", title=ballot.title, state=cancelled(t, ballot), erased=erased),
    )

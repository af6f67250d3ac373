"""Proxies as they are shown: the form, what came of it, and the holder's message."""

from collections.abc import Mapping

from club.ballots import Ballot
from club.polling import ProxyBar
from handlers.choosing.voting.entrusting import NotEntrusted
from handlers.choosing.voting.sentences import not_on_roll
from handlers.choosing.voting.ticket import Way
from handlers.choosing.voting.views import TEXT, text_of, unmarked, value_of
from handlers.kit.blocks import Block, actions, button, context, cut, message, modal, rich
from handlers.kit.interaction import Message, View
from handlers.kit.people import people_field
from handlers.words import Translator, mark
from storage.votes import Voter

_BARS: Mapping[ProxyBar, str] = {
    ProxyBar.NONE_HERE: mark("This ballot takes no proxies now."),
    ProxyBar.SELF: mark("Choose another person than yourself."),
    ProxyBar.VOTED: mark("Your vote is cast: there is nothing left to entrust."),
    ProxyBar.HOLDS: mark("You vote for others yourself: a vote is not passed on."),
    ProxyBar.STRANGER: mark("This person may not vote in this ballot."),
    ProxyBar.AWAY: mark("This person’s Slack account cannot vote at the moment: choose somebody else."),
    ProxyBar.PASSED_ON: mark("This person has entrusted their own vote: a vote is not passed on."),
    ProxyBar.FULL: mark("This person votes for as many others as one may."),
}


def refused(t: Translator, ballot: Ballot, why: NotEntrusted, contact: str) -> str:
    """Why a vote is not entrusted, or not taken back."""
    if why.bar is ProxyBar.NOT_ON_ROLL:
        return not_on_roll(t, ballot, contact)
    if why.bar is ProxyBar.USED:
        return t("The vote was cast by {name} already; to replace it, vote yourself.", name=why.name)
    return t(_BARS[why.bar])


def form(t: Translator, ballot: Ballot, way: Way) -> View:
    """To whom."""
    most = t.plural(
        "One member may vote for {n} other at most.",
        "One member may vote for {n} others at most.",
        ballot.rules.proxies,
    )
    said = t(
        "This person chooses for you. Take your vote back until it is used, or vote yourself at any time."
    )
    return modal(
        "voting.entrust",
        t("Entrust my vote"),
        [
            rich("*{title}*\n{said}", title=ballot.title, said=said),
            people_field(t, t("Who votes for you?")),
            context(most),
        ],
        submit=t("Entrust"),
        close=t("Back"),
        metadata=way.packed(),
    )


def word(t: Translator, ballot: Ballot, said: str) -> Message:
    """What came of it, where no list is to be redrawn."""
    return message(text_of(t, ballot.title, said), rich("{said}", said=said))


def held(t: Translator, ballot: Ballot, voter: Voter, *, is_open: bool) -> Message:
    """The holder's message while the vote is theirs to cast."""
    if voter.cast:
        return line(t("✅ You voted for {name}: {title}", name=voter.name, title=ballot.title))
    if not is_open or ballot.closes_at is None:
        return line(t("Vote closed: {title}", title=ballot.title))
    row = actions(_voting(t, ballot, voter))
    return message(
        cut(t("{name} entrusts their vote to you: {title}", name=voter.name, title=ballot.title), TEXT),
        rich(
            t("*{name}* entrusts their vote to you.\n{title}\nOpen until {date}"),
            name=voter.name,
            title=ballot.title,
            date=t.date(ballot.closes_at),
        ),
        row,
    )


def _voting(t: Translator, ballot: Ballot, voter: Voter) -> Block:
    value = value_of(ballot.id, voter.id)
    return button(t("Vote…"), "voting.open", value, about=ballot.title, primary=True)


def taken_back(t: Translator, ballot: Ballot, voter: Voter) -> Message:
    """The holder's message once it is not."""
    return line(t("{name} took their vote back: {title}", name=voter.name, title=ballot.title))


def line(said: str) -> Message:
    """A sentence as a message."""
    return message(cut(unmarked(said), TEXT), rich("{said}", said=said))

"""Sealed votes that were lost with their key: what their voters and the organisers are told."""

from club.ballots import Ballot
from handlers.choosing.shared.sealed import AWAITED
from handlers.choosing.voting.views import text_of, value_of
from handlers.kit.blocks import actions, button, message, rich
from handlers.kit.interaction import Message
from handlers.words import Translator
from storage.votes import Voter


def lost(t: Translator, ballot: Ballot, voter: Voter) -> Message:
    """To whoever may cast it: that it counts no more, why, and until when to cast it again."""
    closes = t.date(ballot.closes_at) if ballot.closes_at else ""
    said = t(
        "Your sealed vote has to be cast again, until {date}. The machine that held it in memory stopped "
        "before it could go into the urn with others: nobody can read it any more, and its receipt is void.",
        date=closes,
    )
    if voter.company_id is not None:
        whose = t("For {name}.", name=voter.name)
        said = f"{said} {whose}"
    again = button(t("Vote…"), "voting.open", value_of(ballot.id, voter.id), about=ballot.title, primary=True)
    return message(
        text_of(t, ballot.title, t("Your sealed vote has to be cast again.")),
        rich("*{title}*\n⚠️ {said}", title=ballot.title, said=said),
        actions(again),
    )


def told(t: Translator, ballot: Ballot, count: int) -> Message:
    """To organisers: how many votes were lost, and what was done about it."""
    closes = t.date(ballot.closes_at) if ballot.closes_at else ""
    said = t.plural(
        "{n} sealed vote was lost when the machine that held it in memory stopped. Its voter is asked to "
        "cast it again; the ballot closes on {date}.",
        "{n} sealed votes were lost when the machine that held them in memory stopped. Their voters are "
        "asked to cast them again; the ballot closes on {date}.",
        count,
        date=closes,
    )
    return _about(t, ballot, said)


def away(t: Translator, ballot: Ballot, count: int) -> Message:
    """To organisers: votes are sealed to a key that another machine has."""
    until = t.date(ballot.closes_at + AWAITED) if ballot.closes_at else ""
    said = t.plural(
        "{n} sealed vote can be read only on the machine where it was cast. Have Prime started there before "
        "{date}; after that its voter is asked to cast it again. Nothing is counted until then.",
        "{n} sealed votes can be read only on the machine where they were cast. Have Prime started there "
        "before {date}; after that their voters are asked to cast them again. Nothing is counted until then.",
        count,
        date=until,
    )
    return _about(t, ballot, said)


def _about(t: Translator, ballot: Ballot, said: str) -> Message:
    return message(text_of(t, ballot.title, said), rich("*{title}*\n⚠️ {said}", title=ballot.title, said=said))

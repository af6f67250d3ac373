"""Beneath the first message that somebody gets from Prime: what is kept of them (article 13 GDPR)."""

from dataclasses import replace

from club.retention import POSTINGS
from handlers.kit.blocks import context
from handlers.kit.interaction import Message
from handlers.kit.services import Club
from handlers.words import Translator

BLOCK = "data-notice"
MOST_BLOCKS = 50
"""Of a message (docs.slack.dev, chat.postMessage): one that is full leaves the notice to the next."""


def with_notice(t: Translator, said: Message, club: Club, *, member: bool) -> Message:
    """The message with the notice, for a person of the club or for anybody else of the workspace."""
    small = context(_kept(t, club) if member else _account(t, club), _whom(t, club))
    if small is None or len(said.blocks) >= MOST_BLOCKS:
        return said
    return replace(said, blocks=[*said.blocks, {**small, "block_id": BLOCK}])


def by_mail(t: Translator, club: Club, *, in_slack: bool) -> list[str]:
    """The same for an e-mail's reader, who may be a member that Slack does not know; a line each.

    Nobody is named: not the contact either.
    """
    mails = t(
        "For these e-mails: your address, your agreement and, for {n} days, which was sent about what. You "
        "may take your agreement back at any time, as said above.",
        n=t.number(POSTINGS.days),
    )
    return [_kept(t, club), mails, _rights(t, t("the organisers of the club"), in_slack=in_slack)]


def has_notice(said: Message) -> bool:
    """Whether the notice stands beneath it."""
    return any(block.get("block_id") == BLOCK for block in said.blocks)


def _kept(t: Translator, club: Club) -> str:
    controller = _controller(t, club)
    return t.plural(
        "Your data: {controller} keeps your name, company, function and your part in the club, in its "
        "legitimate interest to run it, as long as you belong to it and {n} month after. Members read your "
        "name, company and function, your company and the organisers its totals of a year; of the rest, what "
        "you decide.",
        "Your data: {controller} keeps your name, company, function and your part in the club, in its "
        "legitimate interest to run it, as long as you belong to it and {n} months after. Members read your "
        "name, company and function, your company and the organisers its totals of a year; of the rest, what "
        "you decide.",
        club.keeping.departed,
        controller=controller,
    )


def _account(t: Translator, club: Club) -> str:
    return t(
        "Your data: {controller} keeps of your Slack account its identifier, its kind, its language and its "
        "time zone, without your name or address, in its legitimate interest to know who may enter, as long "
        "as the account is in this workspace.",
        controller=_controller(t, club),
    )


def _whom(t: Translator, club: Club) -> str:
    return _rights(t, club.contact or t("the organisers of the club"))


def _rights(t: Translator, contact: str, *, in_slack: bool = True) -> str:
    if in_slack:
        return t(
            "To read, correct or erase them, or to object: /prime my-data, or {contact}. You may also turn "
            "to the data protection authority (in France, the CNIL).",
            contact=contact,
        )
    return t(
        "To read, correct or erase them, or to object: {contact}. You may also turn to the data protection "
        "authority (in France, the CNIL).",
        contact=contact,
    )


def _controller(t: Translator, club: Club) -> str:
    return club.controller or t("the club")

"""The forms by which organisers settle a tie and add a word."""

from handlers.choosing.shared.counting import CountedBallot
from handlers.kit.blocks import Block, checkboxes, context, field, modal, option, rich, text_input
from handlers.kit.return_to import ReturnTo
from handlers.words import Translator

TIED, NOTE = "tied", "note"
LONGEST_NOTE = 1000
TICKED_TOGETHER = 10
"""Checkboxes a block (docs.slack.dev, checkbox group)."""


def settling(t: Translator, outcome: CountedBallot) -> Block:
    """The tied, ten a block, and how many of them get in."""
    tally = outcome.result.tally
    told = t("Your choice is told in the channel, with your name.")
    seats = t.plural("{n} place is left.", "{n} places are left.", tally.open_seats)
    groups = [tally.tied[at : at + TICKED_TOGETHER] for at in range(0, len(tally.tied), TICKED_TOGETHER)]
    inputs = []
    for at, group in enumerate(groups):
        boxes = checkboxes([option(outcome.title(one), one) for one in group])
        block_id = TIED if at == 0 else f"{TIED}#{at}"
        inputs.append(field(block_id, t("Who gets in"), boxes, optional=True))
    return modal(
        "results.settle",
        t("Settle the tie"),
        [
            context(outcome.ballot.title),
            rich("{seats} {told}", seats=seats, told=told),
            *inputs,
        ],
        submit=t("Decide"),
        close=t("Back"),
        metadata=ReturnTo(outcome.ballot.id, None).packed(),
    )


def noting(t: Translator, outcome: CountedBallot) -> Block:
    """A word on the outcome."""
    words = text_input(outcome.ballot.note, longest=LONGEST_NOTE, lines=True)
    return modal(
        "results.note",
        t("A note on the result"),
        [
            context(outcome.ballot.title),
            field(NOTE, t("Shown with the result"), words, optional=True),
        ],
        submit=t("Save"),
        close=t("Back"),
        metadata=ReturnTo(outcome.ballot.id, None).packed(),
    )

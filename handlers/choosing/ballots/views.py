"""The organisers' list, and the modals to extend, close and call off a ballot."""

from collections.abc import Mapping

from club.ballots import Ballot, BallotState, Purpose
from handlers.choosing.ballots import form, ids
from handlers.choosing.ballots.consulting import OTHER, WITHOUT
from handlers.choosing.ballots.outcomes import BallotLine
from handlers.choosing.ballots.sentences import line_state, purpose_name
from handlers.choosing.shared.ballots import at, consultation, method_name, secrecy_name, unit_name
from handlers.choosing.shared.decisions import majority_words
from handlers.kit.blocks import (
    Block,
    actions,
    button,
    context,
    divider,
    field,
    menu,
    message,
    modal,
    option,
    radio,
    rich,
    text_input,
)
from handlers.kit.interaction import Message
from handlers.kit.paging import at_foot, turning
from handlers.kit.positions import ListPosition, Page
from handlers.kit.return_to import ReturnTo
from handlers.kit.zones import wall
from handlers.words import Translator, mark

REASON = "reason"
LONGEST_REASON = 500
_PREPARED = (BallotState.DRAFT, BallotState.PLANNED)


def listing(t: Translator, page: Page[BallotLine], said: str = "") -> Message:
    """All ballots, five at a time: open ones first."""
    at = page.position
    count = t.plural("{n} ballot", "{n} ballots", page.total) if page.total else t("No ballot yet")
    new = actions(button(t("New ballot…"), ids.NEW, primary=True))
    blocks: list[Block | None] = [
        rich("{said}", said=said) if said else None,
        rich("*{count}*", count=count),
        {**new, "block_id": at.block("new")} if new else None,
    ]
    for line in page.items:
        blocks += [divider(), *_entry(t, line, at)]
    text = "\n".join([count, *(f"{one.ballot.title} · {line_state(t, one)}" for one in page.items)])
    again = at_foot(page, button(t("New ballot…"), f"{ids.NEW}#foot"))
    turns = turning(t, page, ids.LIST, t("Previous ballots"), t("Next ballots"), beside=again)
    return message(said or text, *blocks, *turns)


def _entry(t: Translator, line: BallotLine, at: ListPosition) -> list[Block | None]:
    ballot = line.ballot
    row = actions(*_buttons(t, ballot))
    motion = ballot.purpose is Purpose.MOTION  # by the one method there is
    names = [
        consultation(t, ballot),
        purpose_name(t, ballot.purpose),
        majority_words(t, ballot.rules) if motion else method_name(t, ballot.rules.method),
        unit_name(t, ballot.rules.unit),
        secrecy_name(t, ballot.rules.secrecy),
    ]
    return [
        rich(
            "*{title}*\n{names}\n{state}",
            title=ballot.title,
            names=" · ".join(name for name in names if name),
            state=line_state(t, line),
        ),
        {**row, "block_id": at.block(ballot.id)} if row else None,
    ]


def _buttons(t: Translator, ballot: Ballot) -> list[Block | None]:
    title = ballot.title
    rules = button(t("Read the rules…"), ids.RULES, ballot.id, about=title)
    if ballot.state in _PREPARED:
        return [
            button(t("Open now"), ids.OPEN, ballot.id, about=title),
            button(t("Preview…"), ids.PREVIEW, ballot.id, about=title),
            button(t("Edit…"), ids.EDIT, ballot.id, about=title),
            *_motions(t, ballot),
            rules,
            menu([(t("Delete…"), ids.CANCEL, ballot.id)]),
        ]
    who = button(t("Who has voted?"), ids.WHO, ballot.id, about=title)
    if ballot.state is BallotState.OPEN:
        items = [
            (t("Close…"), ids.CLOSE, ballot.id),
            (t("Cancel…"), ids.CANCEL, ballot.id),
            (t("Publish the card again"), ids.REPOST, ballot.id),
        ]
        return [button(t("Extend…"), ids.EXTEND, ballot.id, about=title), who, rules, menu(items)]
    if ballot.state is BallotState.CLOSED:
        items = [(t("Hold this ballot again…"), ids.AGAIN, ballot.id)]
        return [button(t("See the result"), ids.RESULT, ballot.id, about=title), who, rules, menu(items)]
    return [rules]


def _motions(t: Translator, ballot: Ballot) -> list[Block]:
    """The way to the resolutions of a ballot that is being prepared."""
    if ballot.purpose is not Purpose.MOTION:
        return []
    return [
        button(t("Resolutions…"), ids.MOTIONS, ballot.id, about=ballot.title),
        button(t("Add a resolution…"), ids.MOTION_NEW, ballot.id, about=ballot.title),
    ]


def extending(t: Translator, ballot: Ballot, way: ReturnTo[None]) -> Block:
    """Until when the ballot stays open: later than planned, and announced."""
    assert ballot.closes_at is not None, "no ballot opens without a closing date"
    day, clock = wall(ballot.closes_at, t.zone)
    return modal(
        ids.EXTENDING,
        t("Extend the vote"),
        [
            rich(
                t("*{title}*\nOpen until {date}"),
                title=ballot.title,
                date=at(t, ballot.closes_at, t.zone),
            ),
            context(t("The channel hears of it; votes cast stay as they are.")),
            field(form.CLOSE_DAY, t("Day of the closing"), {"type": "datepicker", "initial_date": day}),
            field(form.CLOSE_TIME, t("Time of the closing"), {"type": "timepicker", "initial_time": clock}),
        ],
        submit=t("Extend the vote"),
        close=t("Back"),
        metadata=way.packed(),
    )


_SAME: Mapping[Purpose, str] = {
    Purpose.SELECTION: mark("The same topics; a new list of voters."),
    Purpose.EVALUATION: mark("The same works; a new list of voters."),
    Purpose.MOTION: mark("The same resolutions; a new list of voters."),
}


def consulting(t: Translator, ballot: Ballot, way: ReturnTo[None]) -> Block:
    """Until when, and with which quorum, a ballot is consulted on again."""
    kinds = [option(t("None"), WITHOUT), option(t("Another"), OTHER)]
    hint = t("A number or a share: 5, 50 %, 1/3.")
    return modal(
        ids.CONSULTING,
        t("Second consultation"),
        [
            rich("*{title}*", title=ballot.title),
            context(t(_SAME[ballot.purpose])),
            field(form.CLOSE_DAY, t("Day of the closing"), {"type": "datepicker"}),
            field(form.CLOSE_TIME, t("Time of the closing"), {"type": "timepicker", "initial_time": "18:00"}),
            field(form.QUORUM_KIND, t("Quorum"), radio(kinds, kinds[0])),
            field(form.QUORUM, t("Another quorum"), text_input(longest=30), optional=True, hint=hint),
        ],
        submit=t("Open the vote"),
        close=t("Back"),
        metadata=way.packed(),
    )


def closing(t: Translator, ballot: Ballot, way: ReturnTo[None]) -> Block:
    """Asks before a ballot is closed early: no vote comes in any more."""
    what = t("No vote comes in any more, and what was cast is counted. This cannot be undone.")
    return modal(
        ids.CLOSING,
        t("Close the vote"),
        [
            rich("*{title}*\n{what}", title=ballot.title, what=what),
            _reason(t),
        ],
        submit=t("Close the vote"),
        close=t("Keep it open"),
        metadata=way.packed(),
    )


def cancelling(t: Translator, ballot: Ballot, way: ReturnTo[None]) -> Block:
    """Asks before a ballot is called off, or a draft deleted."""
    draft = ballot.state in _PREPARED
    what = t("Every elector is told, with the reason; the votes cast are erased. This cannot be undone.")
    if draft:
        what = t("This ballot was shown to nobody.")
    return modal(
        ids.CANCELLING,
        t("Delete the ballot") if draft else t("Cancel the vote"),
        [rich("*{title}*\n{what}", title=ballot.title, what=what), None if draft else _reason(t)],
        submit=t("Delete the ballot") if draft else t("Cancel the vote"),
        close=t("Keep the ballot"),
        metadata=way.packed(),
    )


def _reason(t: Translator) -> Block:
    words = text_input(longest=LONGEST_REASON, lines=True)
    return field(REASON, t("Reason, as members will read it"), words)

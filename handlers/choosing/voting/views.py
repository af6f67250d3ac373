"""What the voter sees: the form, the recap of a sealed vote, the vote once cast."""

import hashlib
import json
from collections.abc import Sequence

from club.ballots import Ballot, Method, NoOpinion, Purpose, Secrecy, in_order, may_change
from club.ids import BallotId, MemberId, VoterId
from club.votes import written
from handlers.choosing.shared.ballots import read_label, told
from handlers.choosing.shared.decisions import majority_sentence, no_opinion_words
from handlers.choosing.shared.figures import option_name
from handlers.choosing.voting.form import FilledVote, untouched
from handlers.choosing.voting.inputs import inputs
from handlers.choosing.voting.sentences import in_words
from handlers.choosing.voting.service import Booth, Recorded
from handlers.choosing.voting.ticket import Ticket, Way
from handlers.kit.blocks import Block, actions, button, context, cut, message, modal, rich
from handlers.kit.interaction import Message, View
from handlers.kit.paging import first_lines
from handlers.words import Translator
from storage.votes import Vote

RECAP = "voting.recap"
"""The block that shows a sealed vote before it is cast; what follows `#` names the vote shown."""
UNTOUCHED = "voting.untouched"
"""The block that says which lines nothing was chosen in."""
MOST_UNTOUCHED = 6
TEXT, MARKS = 150, ("✅ ", "➡️ ", "⏳ ", "🔒 ")
_LONGEST = 2500
"""Characters of a recap in one block."""


def form(
    t: Translator, booth: Booth, filled: FilledVote, way: Way, voter: MemberId, *, warned: bool = False
) -> View:
    """The form; the options in an order of this voter's own. `warned`: with what is left untouched in it."""
    sealed = booth.ballot.rules.secrecy is Secrecy.SEALED
    submit = t("Check") if sealed else t("Vote")
    left = _untouched(t, booth, filled) if warned else []
    submit = t("Vote so") if left else submit
    callback, title = (
        ("voting.preview", t("Preview")) if way.extra.preview else ("voting.cast", t("Your vote"))
    )
    blocks = [*_head(t, booth), *left, *_inputs(t, booth, filled, voter)]
    return modal(callback, title, blocks, submit=submit, close=t("Back"), metadata=way.packed())


def _inputs(t: Translator, booth: Booth, filled: FilledVote, voter: MemberId) -> list[Block | None]:
    ordered = in_order(booth.ballot, str(voter))
    return inputs(t, booth.ballot, ordered, filled)


def _head(t: Translator, booth: Booth) -> list[Block | None]:
    ballot = booth.ballot
    return [
        context(_for(t, booth)),
        rich("*{title}*\n{asked}", title=ballot.title, asked=_asked(t, booth)),
        _replacing(t, booth),
        context(told(t, ballot.rules)),
        actions(
            reading(t, ballot),
            button(t("Read the rules…"), "ballots.rules", ballot.id, about=ballot.title),
        ),
    ]


def _for(t: Translator, booth: Booth) -> str:
    """Whose vote it is, and that the order is nobody's; resolutions have their own."""
    if booth.ballot.purpose is Purpose.MOTION:
        return t("For {name}", name=booth.voter.name)
    return t("For {name} · order drawn by lot", name=booth.voter.name)


def reading(t: Translator, ballot: Ballot) -> Block:
    """The options, in full."""
    return button(read_label(t, ballot), "ballots.topics", ballot.id, about=ballot.title)


def _asked(t: Translator, booth: Booth) -> str:
    rules, blank = booth.ballot.rules, t("Left empty, it is a blank vote.")
    counted = no_opinion_words(t, booth.ballot)
    if booth.ballot.purpose is Purpose.EVALUATION:
        graded = t("A grade for each criterion, or no opinion.")
        return " ".join(part for part in (graded, counted, blank) if part)
    if booth.ballot.purpose is Purpose.MOTION:
        blank = t("Nothing ticked: a blank vote. Blank votes and abstentions are no votes expressed.")
        return f"{blank} {majority_sentence(t, rules)}"
    most = {
        Method.APPROVAL: t.plural("{n} choice at most.", "{n} choices at most.", rules.most),
        Method.POINTS: t.plural(
            "{n} point to give away, {cap} at most to one option.",
            "{n} points to give away, {cap} at most to one option.",
            rules.points,
            cap=rules.cap,
        ),
        Method.JUDGMENT: t("A grade for each option, or no opinion."),
        Method.RANKING: t("The preferred first; those left out come last together."),
    }
    return " ".join(part for part in (most[rules.method], counted, blank) if part)


def _untouched(t: Translator, booth: Booth, filled: FilledVote) -> list[Block | None]:
    """Which lines nothing was chosen in, and what they will count as."""
    ballot, left = booth.ballot, untouched(booth.ballot, filled)
    if not left:
        return []
    titles = t.list(first_lines(t, [option_name(t, one) for one in left], MOST_UNTOUCHED))
    lines = t.plural(
        "➡️ {n} line without a grade: {titles}.",
        "➡️ {n} lines without a grade: {titles}.",
        len(left),
        titles=titles,
    )
    counts = _counting_as(t, ballot, len(left))
    return [rich("{lines} {counts}", lines=lines, counts=counts) | {"block_id": UNTOUCHED}]


def _counting_as(t: Translator, ballot: Ballot, lines: int) -> str:
    if ballot.purpose is not Purpose.EVALUATION and ballot.rules.no_opinion is NoOpinion.REJECT:
        return t.plural("It will count as “To be rejected”.", "They will count as “To be rejected”.", lines)
    return t.plural("It will not be counted.", "They will not be counted.", lines)


def has_warned(view: View) -> bool:
    """Whether this very view tells what is left untouched: it is told once."""
    return any(block.get("block_id") == UNTOUCHED for block in view.get("blocks", ()))


def _replacing(t: Translator, booth: Booth) -> Block | None:
    cast = booth.voter.cast
    if cast is None or cast.at is None:
        return None
    said = t("{name} voted on {date}. Voting replaces this choice.", name=cast.by, date=t.date(cast.at))
    return rich("➡️ {said}", said=said)


def recap(
    t: Translator, booth: Booth, filled: FilledVote, way: Way, voter: MemberId, *, changed: bool
) -> View:
    """The same form with what is about to be cast above it, and the receipt it will have."""
    warned = t("The choices have changed: check them again.") if changed else ""
    head = t("Your vote, before it is cast")
    blocks = [
        rich("➡️ {warned}", warned=warned) if warned else None,
        rich("*{head}*", head=head),
        *_recap_blocks(t, booth, filled.vote, way.extra),
        *_untouched(t, booth, filled),
        rich(
            t("🔒 Once cast, this vote can be neither read again nor changed.\nReceipt: {receipt}"),
            receipt=code(way.extra.receipt),
        ),
        context(t("To change something, correct the form below: it is shown again before it is cast.")),
        *_head(t, booth)[-2:],
        *_inputs(t, booth, filled, voter),
    ]
    return modal(
        "voting.deposit",
        t("Your vote"),
        blocks,
        submit=t("Cast my vote"),
        close=t("Back"),
        metadata=way.packed(),
    )


def _recap_blocks(t: Translator, booth: Booth, vote: Vote, ticket: Ticket) -> list[Block]:
    blocks = [rich("{said}", said=said) for said in _chunks(in_words(t, booth.ballot, vote))]
    return [blocks[0] | {"block_id": f"{RECAP}#{_name_of(vote, ticket)}"}, *blocks[1:]]


def _chunks(lines: Sequence[str]) -> list[str]:
    chunks = [""]
    for line in lines:
        if chunks[-1] and len(chunks[-1]) + len(line) > _LONGEST:
            chunks.append("")
        chunks[-1] += f"\n{line}" if chunks[-1] else line
    return chunks


def _name_of(vote: Vote, ticket: Ticket) -> str:
    """Tells one vote from another. By itself it says nothing of the vote: the receipt goes into it."""
    remarks = {str(work): vote.remarks[work] for work in sorted(vote.remarks)}
    said = f"{ticket.receipt}{written(vote.marks)}{json.dumps(remarks)}"
    return hashlib.sha256(said.encode()).hexdigest()[:20]


def shows(view: View, vote: Vote, ticket: Ticket) -> bool:
    """Whether the recap in this very view shows this vote: then it is what the voter has read."""
    name = f"{RECAP}#{_name_of(vote, ticket)}"
    return any(block.get("block_id") == name for block in view.get("blocks", ()))


def code(text: str) -> Block:
    """For a value of `rich`: letters to be copied."""
    return {"type": "text", "text": text or " ", "style": {"code": True}}


def deposited(t: Translator, receipt: str) -> View:
    """A sealed vote is cast. Told here alone: a direct message would keep who voted beside the receipt."""
    return modal(
        "voting.done",
        t("Your vote"),
        [
            rich(
                t("✅ Vote cast. Receipt: {receipt}. Note it down: it is not shown again."),
                receipt=code(receipt),
            ),
            context(t("With this receipt the vote is found in the urn, where that is published.")),
        ],
        close=t("Noted"),
    )


def previewed(t: Translator, booth: Booth, vote: Vote) -> View:
    """What a preview ends with."""
    said = t("✅ Such a vote would be taken. This is a preview: nothing was recorded.")
    shown = [rich("{said}", said=chunk) for chunk in _chunks(in_words(t, booth.ballot, vote))]
    return modal("voting.done", t("Preview"), [rich("{said}", said=said), *shown], close=t("Back"))


def refusal(t: Translator, said: str) -> View:
    """Why no vote is taken."""
    return modal("voting.done", t("Your vote"), [rich("{said}", said=said)], close=t("Close"))


def review(t: Translator, booth: Booth) -> View:
    """The vote as it is in the urn, where it may be known."""
    vote, cast = booth.vote, booth.voter.cast
    if vote is None or cast is None or cast.at is None:
        return refusal(t, t("No vote was cast yet."))
    said = t("{name} voted on {date}.", name=cast.by, date=t.date(cast.at))
    shown = [rich("{said}", said=chunk) for chunk in _chunks(in_words(t, booth.ballot, vote))]
    return modal(
        "voting.done",
        t("Your vote"),
        [
            context(t("For {name}", name=booth.voter.name)),
            rich("*{title}*\n✅ {said}", title=booth.ballot.title, said=said),
            *shown,
            actions(button(t("Change my vote…"), "voting.open", value_of(booth.ballot.id, booth.voter.id))),
        ],
        close=t("Close"),
    )


def recorded(t: Translator, done: Recorded) -> Message:
    """The vote is in the urn and may be changed."""
    said = recorded_words(t, done)
    ballot, voter = done.booth.ballot, done.booth.voter
    again = button(t("Review my vote…"), "voting.review", value_of(ballot.id, voter.id), about=ballot.title)
    return message(text_of(t, ballot.title, said), rich("{said}", said=said), actions(again))


def text_of(t: Translator, title: str, said: str) -> str:
    """What a screen reader reads of a message: what it is about, and the sentence without its mark."""
    return cut(f"{title}{t(': ')}{unmarked(said)}", TEXT)


def unmarked(said: str) -> str:
    """A sentence without its marks, as it is read aloud."""
    for one in MARKS:
        said = said.replace(one, "")
    return said


def recorded_words(t: Translator, done: Recorded) -> str:
    """The same in a sentence."""
    ballot, voter = done.booth.ballot, done.booth.voter
    if not may_change(ballot.rules):
        return t("✅ Vote cast.")
    date = t.date(ballot.closes_at) if ballot.closes_at else ""
    said = t("✅ Vote recorded, may be changed until {date}.", date=date)
    if done.blank:
        said = t("✅ Blank vote recorded, may be changed until {date}.", date=date)
    whose = t("For {name}.", name=voter.name)
    return said if done.booth.mine else f"{said} {whose}"


def value_of(ballot_id: BallotId, voter_id: VoterId) -> str:
    """The value of a button that is about one vote."""
    return f"{ballot_id}:{voter_id}"

"""One sentence a result, a fault and a state, as organisers read it."""

from collections.abc import Mapping

from club.ballots import LONGEST_MOTION, MOST_OPTIONS, UNSEEN, Ballot, BallotState, Purpose
from club.readiness import OpeningFault
from handlers.choosing.ballots.outcomes import BallotChange, BallotLine, BallotOutcome, BallotTrouble, Faults
from handlers.choosing.shared.ballots import turnout_words
from handlers.words import Translator, mark

RESULTS: Mapping[BallotChange, str] = {
    BallotChange.SAVED: mark("✅ “{title}” is saved: open it when you like."),
    BallotChange.PLANNED: mark("✅ “{title}” is saved: it opens by itself on its date."),
    BallotChange.OPENED: mark("✅ “{title}” is open: its card is on its way to the channel."),
    BallotChange.OPENING: mark(
        "⏳ “{title}” is opening: the list of voters is being drawn up. A message tells you once it is done."
    ),
    BallotChange.FAULTY: mark("“{title}” cannot open yet."),
    BallotChange.DELETED: mark("✅ “{title}” is deleted."),
    BallotChange.EXTENDED: mark("✅ “{title}” is extended; the channel hears of it."),
    BallotChange.CLOSED: mark(
        "✅ “{title}” is closed. ⏳ Votes are being counted; the result goes to the channel."
    ),
    BallotChange.CANCELLED: mark("✅ “{title}” is cancelled, and its votes are erased."),
    BallotChange.REPOSTED: mark("✅ The card of “{title}” is on its way to the channel."),
    BallotChange.CONSULTED: mark(
        "✅ The second consultation on “{title}” is open: its card is on its way to the channel."
    ),
    BallotChange.ALREADY_CONSULTED: mark("“{title}” is already being consulted on again."),
    BallotChange.NOT_COUNTED: mark("“{title}” has no result yet: wait for it."),
    BallotChange.DECIDED: mark("“{title}” was decided: there is nothing to consult on again."),
    BallotChange.MOTIONS_CHANGED: mark("✅ The resolutions of “{title}” are saved."),
    BallotChange.AGAIN: mark("✅ “{title}” is a draft: look it over, then open it."),
    BallotChange.NOT_OVER: mark("“{title}” is not closed: it can be held again once it is."),
    BallotChange.NO_MOTION: mark("“{title}” has no resolutions: nothing is saved."),
    BallotChange.ALREADY_SAVED: mark("“{title}” is already saved."),
    BallotChange.ALREADY_OPENING: mark("⏳ “{title}” is already opening: nothing of it changes any more."),
    BallotChange.ALREADY_OPEN: mark(
        "“{title}” is already open: nothing changes any more but its closing date."
    ),
    BallotChange.NOT_OPEN: mark("“{title}” is not open yet."),
    BallotChange.ALREADY_CLOSED: mark("“{title}” is already closed."),
    BallotChange.ALREADY_CANCELLED: mark("“{title}”: this vote is already cancelled."),
    BallotChange.LOST: mark(
        "“{title}” stays open: sealed votes were lost when the machine stopped. Their voters are asked "
        "again; close it once they have voted."
    ),
    BallotChange.AWAY: mark(
        "“{title}” stays open: its sealed votes can be read only where Prime ran when they were cast. Start "
        "Prime there, then close it again."
    ),
}

FAULTS: Mapping[OpeningFault | BallotTrouble, str] = {
    OpeningFault.NO_TITLE: mark("Give the ballot a title."),
    OpeningFault.NO_OPTION: mark("Choose what is voted on: nothing is chosen yet."),
    OpeningFault.ONE_OPTION: mark("A single topic leaves nothing to choose: add another."),
    OpeningFault.TOO_MANY_OPTIONS: mark(
        "Too many to weigh: {most} options at most. Shortlist fewer, or hold two ballots."
    ),
    OpeningFault.SEATS: mark("Choose at least one topic, and fewer than there are in the ballot."),
    OpeningFault.MOST: mark("Allow at least one approval, and no more than there are topics."),
    OpeningFault.POINTS: mark("Give each vote at least one point."),
    OpeningFault.CAP: mark("Allow from one point to one option, up to all the points of a vote."),
    OpeningFault.QUORUM: mark("This quorum is larger than the number of voters."),
    OpeningFault.QUORUM_VOTES: mark("This quorum is larger than the number of votes that the voters have."),
    OpeningFault.NO_VOTER: mark("Nobody could vote: no member is admitted, or none represents a company."),
    OpeningFault.CLOSES_IN_PAST: mark("This closing is past: choose one to come."),
    OpeningFault.CLOSES_BEFORE_OPENING: mark("The closing comes before the opening: choose a later one."),
    OpeningFault.NO_CLOSING: mark("Say when the ballot closes."),
    OpeningFault.PROXIES_SEALED: mark("A sealed ballot knows no proxies."),
    OpeningFault.PROXIES_COMPANY: mark("A company’s vote is shared by its members: it needs no proxies."),
    OpeningFault.LIVE_SECRET: mark("Only a public vote shows its figures before closing."),
    OpeningFault.QUORUM_SHARE: mark("A share is more than nothing, and all at most: 1/3, or 50 %."),
    OpeningFault.FLOOR: mark("Ask for one vote at least, and for no more than there can be."),
    OpeningFault.FLOOR_SHARE: mark("A share is more than nothing, and all at most: 1/3, or 50 %."),
    OpeningFault.FLOOR_SEATS: mark(
        "So many topics could not all reach this, whatever is voted: lower the floor, choose fewer topics, "
        "or let a vote mark more."
    ),
    OpeningFault.NOT_MOTION: mark("Resolutions are adopted or rejected: choose “Adopt resolutions”."),
    OpeningFault.NO_QUESTION: mark("Say what is asked."),
    OpeningFault.NO_TEXT: mark("Give the text of the resolution, or a link to it."),
    OpeningFault.TEXT_TOO_LONG: mark("Beyond {longest} characters, give a link to the text."),
    OpeningFault.NOT_JUDGMENT: mark("An evaluation is held by majority judgment."),
    BallotTrouble.MISSING: mark("Fill in this field."),
    BallotTrouble.NO_SUCH_TIME: mark("The clocks go forward over this time on that day: choose another."),
    BallotTrouble.NO_PORTION: mark("Neither a number nor a share: write 5, 50 % or 1/3."),
    BallotTrouble.OPENS_IN_PAST: mark("This opening is past: choose one to come, or open now."),
    BallotTrouble.OPTION_GONE: mark(
        "One of these is no longer proposed: merged, declined or withdrawn. Take it out."
    ),
    BallotTrouble.OPTION_VOTED: mark(
        "Another vote on one of these is open: wait for its result, or take it out."
    ),
    BallotTrouble.NO_CHANNEL: mark(
        "No channel is set to announce the ballot in: PRIME_CHANNEL names it. Keep it for later meanwhile."
    ),
    BallotTrouble.CHANGED: mark(
        "Another organiser saved this ballot meanwhile. Close this form and open it again."
    ),
    BallotTrouble.NOT_LATER: mark("A ballot can only be extended: choose a later closing than {date}."),
}


def said(t: Translator, outcome: BallotOutcome) -> str:
    """The sentence of an outcome: what holds now, then whom it reached or what is to be corrected."""
    if outcome.ballot is None:
        return t("This ballot no longer exists.")
    parts = [t(RESULTS[outcome.result], title=outcome.ballot.title)]
    if outcome.count:
        parts.append(t.plural("{n} person is told.", "{n} people are told.", outcome.count))
    parts += _faults(t, outcome)
    return " ".join(parts)


def errors(t: Translator, outcome: BallotOutcome) -> dict[str, str]:
    """Faults of a submitted form, each at its block."""
    return dict(zip(outcome.faults, _faults(t, outcome), strict=True))


def _faults(t: Translator, outcome: BallotOutcome) -> list[str]:
    closes = outcome.ballot.closes_at if outcome.ballot else None
    values = {
        "most": MOST_OPTIONS,
        "longest": t.number(LONGEST_MOTION),
        "date": t.date(closes) if closes else "",
    }
    return [t(FAULTS[fault], **values) for fault in outcome.faults.values()]


def first_errors(t: Translator, faults: Faults) -> dict[str, str]:
    """Faults of the first step, each at its block."""
    return errors(t, BallotOutcome(BallotChange.FAULTY, faults=faults))


def line_state(t: Translator, line: BallotLine) -> str:
    """Where a ballot stands, in one line of the organisers' list."""
    ballot = line.ballot
    if ballot.state is BallotState.CANCELLED:
        return cancelled(t, ballot)
    opens = t.date(ballot.opens_at) if ballot.opens_at else ""
    closes = t.date(ballot.closes_at) if ballot.closes_at else ""
    state = {
        BallotState.DRAFT: t("➡️ Draft, to be opened"),
        BallotState.PLANNED: t("⏳ Opens on {date}", date=opens),
        BallotState.OPENING: t("⏳ Opening under way"),
        BallotState.OPEN: t("Open until {date}", date=closes),
        BallotState.CLOSED: t("Closed"),
    }[ballot.state]
    if ballot.state in UNSEEN:
        return state
    return f"{state} · {turnout_words(t, ballot, line.turnout)}"


def cancelled(t: Translator, ballot: Ballot) -> str:
    """Cancelled, and why."""
    if ballot.reason:
        return t("Vote cancelled for this reason: {reason}", reason=ballot.reason)
    return t("Vote cancelled")


def purpose_name(t: Translator, purpose: Purpose) -> str:
    """What kind of ballot it is."""
    return t(_PURPOSES[purpose])


_PURPOSES: Mapping[Purpose, str] = {
    Purpose.SELECTION: mark("Selection"),
    Purpose.EVALUATION: mark("Evaluation"),
    Purpose.MOTION: mark("Resolutions"),
}

"""Topics: what members propose to study, join or do, and what becomes of it (articles CONTRIBUER, CHOISIR).

Every proposal gets an answer with its reason (article ÊTRE constructif): `Step` is the record of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from club.ids import MemberId, TopicId

LONGEST_TITLE, LONGEST_DESCRIPTION, LONGEST_WHY = 120, 2500, 1000
"""Characters."""
LONGEST_COMMENT, LONGEST_REASON = 1000, 500


class Kind(StrEnum):
    """What is proposed (article CONTRIBUER)."""

    STUDY = "study"
    """A study that companies pay for together."""
    PROGRAMME = "programme"
    """A collaborative programme."""
    ACTIVITY = "activity"
    """Something for the club to do."""
    OUTSIDE = "outside"
    """An event of others that is worth joining."""


class State(StrEnum):
    """Where a topic stands."""

    PROPOSED = "proposed"
    MERGED = "merged"
    """Went into another, with its supporters and co-authors."""
    SHORTLISTED = "shortlisted"
    """Kept for a vote."""
    DECLINED = "declined"
    CHOSEN = "chosen"
    DELIVERED = "delivered"
    """The work that came of it exists."""
    WITHDRAWN = "withdrawn"
    """Taken back by its author."""


class Step(StrEnum):
    """What happened to a topic."""

    PROPOSED = "proposed"
    EDITED = "edited"
    MERGED = "merged"
    """Into another."""
    RECEIVED = "received"
    """Another was merged into this one."""
    SHORTLISTED = "shortlisted"
    DECLINED = "declined"
    REOPENED = "reopened"
    ON_BALLOT = "on_ballot"
    CHOSEN = "chosen"
    NOT_CHOSEN = "not_chosen"
    DELIVERED = "delivered"
    EVALUATED = "evaluated"
    WORK_REMOVED = "work_removed"
    """A work is not, or no longer, said to have come of it; where it then stands, `club.works` says."""
    WITHDRAWN = "withdrawn"


LIVING = (State.PROPOSED, State.SHORTLISTED)
"""Topics that may still be supported, merged, shortlisted or declined."""

DELIVERING = (State.SHORTLISTED, State.CHOSEN, State.DELIVERED)
"""Topics that a work may come of; another may follow the first (article ÉVALUER)."""

BECOMES: Mapping[Step, State] = {
    Step.MERGED: State.MERGED,
    Step.SHORTLISTED: State.SHORTLISTED,
    Step.DECLINED: State.DECLINED,
    Step.REOPENED: State.PROPOSED,
    Step.ON_BALLOT: State.SHORTLISTED,
    Step.CHOSEN: State.CHOSEN,
    Step.NOT_CHOSEN: State.PROPOSED,
    Step.DELIVERED: State.DELIVERED,
    Step.WITHDRAWN: State.WITHDRAWN,
}
"""The state that a step leads to; the others change none. What a vote did not choose may be proposed again
for the next: it goes back to the open topics."""

VERDICTS = (Step.CHOSEN, Step.NOT_CHOSEN)
"""Steps by which a vote decides. What was merged, declined or delivered before its result came stays so."""

ANSWERS = (Step.SHORTLISTED, Step.DECLINED, Step.REOPENED, Step.ON_BALLOT, Step.CHOSEN, Step.NOT_CHOSEN)
"""Steps by which the organisers answer a proposal."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A proposal as it stands."""

    id: TopicId
    kind: Kind
    title: str
    description: str
    why: str
    """Why it matters."""
    state: State
    author_id: MemberId | None
    author: str
    merged_into: TopicId | None
    reason: str
    """Why it was declined."""
    supporters: int
    """Members who stand behind it, its author among them."""
    companies: int
    """Companies that these members represent."""


class Refusal(StrEnum):
    """Why something cannot be done with a topic; each says what holds."""

    GONE = "gone"
    """There is no such topic."""
    ALREADY = "already"
    """It is so already."""
    MERGED = "merged"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    ON_BALLOT = "on_ballot"
    """The vote on it is open."""
    CHOSEN = "chosen"
    DELIVERED = "delivered"
    OPEN = "open"
    """There is nothing to reopen."""
    SHORTLISTED = "shortlisted"
    """Kept for the vote: its words stay as they are."""
    ITSELF = "itself"
    """A topic cannot go into itself."""
    TARGET = "target"
    """The topic to merge into is not open any more."""
    OWN = "own"
    """Its author stands behind it, or withdraws it."""
    NOT_YOURS = "not_yours"
    """Only those who carry it may."""
    SUPPORTED = "supported"
    """Others support it: it is no longer its author's alone."""
    CHANGED = "changed"
    """Somebody else said it anew meanwhile."""
    DECIDED = "decided"
    """The wish to merge it was answered already."""


_HELD: Mapping[State, Refusal] = {
    State.MERGED: Refusal.MERGED,
    State.DECLINED: Refusal.DECLINED,
    State.WITHDRAWN: Refusal.WITHDRAWN,
    State.CHOSEN: Refusal.CHOSEN,
    State.DELIVERED: Refusal.DELIVERED,
}


def may_support(topic: Topic, *, on_ballot: bool = False) -> Refusal | None:
    """Why a member cannot support it or take their support back; None if they may (article CONTRIBUER).

    Its author supports it from the start. Once the vote is open, the vote is where one says so.
    """
    return Refusal.ON_BALLOT if on_ballot else _HELD.get(topic.state)


def may_leave(topic: Topic, member: MemberId, *, on_ballot: bool = False) -> Refusal | None:
    """Why a member cannot take their support back: an author withdraws the topic itself."""
    return may_support(topic, on_ballot=on_ballot) or (Refusal.OWN if topic.author_id == member else None)


def may_comment(topic: Topic) -> Refusal | None:
    """Why nothing can be said of it any more: what went elsewhere is spoken of there."""
    return _HELD.get(topic.state) if topic.state in (State.MERGED, State.WITHDRAWN) else None


def may_edit(topic: Topic, *, carries: bool) -> Refusal | None:
    """Why its words stay as they are: they are the author's and co-authors' until it is shortlisted."""
    if not carries:
        return Refusal.NOT_YOURS
    return Refusal.SHORTLISTED if topic.state is State.SHORTLISTED else _HELD.get(topic.state)


def may_withdraw(topic: Topic, member: MemberId) -> Refusal | None:
    """Why it cannot be withdrawn: its author may, while it is open and nobody else supports it."""
    if topic.author_id != member:
        return Refusal.NOT_YOURS
    if topic.state is State.SHORTLISTED:
        return Refusal.SHORTLISTED
    return _HELD.get(topic.state) or (Refusal.SUPPORTED if topic.supporters > 1 else None)


def may_merge(topic: Topic, into: Topic | None, *, on_ballot: bool = False) -> Refusal | None:
    """Why one cannot go into the other. `on_ballot`: the vote on either is open.

    Only open topics merge, and what has gone into another is open no more: no circle can come about.
    """
    if into is None:
        return Refusal.GONE
    if topic.id == into.id:
        return Refusal.ITSELF
    if held := may_support(topic, on_ballot=on_ballot):
        return held
    return None if into.state in LIVING else Refusal.TARGET


def may_take(topic: Topic, step: Step, *, on_ballot: bool = False) -> Refusal | None:
    """Why an organiser cannot shortlist, decline or reopen it as it stands (article ÊTRE constructif)."""
    if on_ballot:
        return Refusal.ON_BALLOT
    if step is Step.REOPENED:
        return _may_reopen(topic)
    if topic.state is BECOMES[step]:
        return Refusal.ALREADY
    return _HELD.get(topic.state)


def _may_reopen(topic: Topic) -> Refusal | None:
    if topic.state in (State.DECLINED, State.SHORTLISTED, State.MERGED):
        return None
    return Refusal.OPEN if topic.state is State.PROPOSED else _HELD[topic.state]


class Fault(StrEnum):
    """What is wrong with a proposal as typed."""

    NO_KIND = "no_kind"
    NO_TITLE = "no_title"
    LONG_TITLE = "long_title"
    LONG_DESCRIPTION = "long_description"
    LONG_WHY = "long_why"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A topic as it is typed."""

    kind: str
    title: str
    description: str = ""
    why: str = ""


def faults_of(proposal: Proposal) -> list[Fault]:
    """What keeps a proposal from being made; a title of no letter or figure is none."""
    checks = {
        Fault.NO_KIND: proposal.kind not in set(Kind),
        Fault.NO_TITLE: not any(c.isalnum() for c in proposal.title),
        Fault.LONG_TITLE: len(proposal.title) > LONGEST_TITLE,
        Fault.LONG_DESCRIPTION: len(proposal.description) > LONGEST_DESCRIPTION,
        Fault.LONG_WHY: len(proposal.why) > LONGEST_WHY,
    }
    return [fault for fault, wrong in checks.items() if wrong]

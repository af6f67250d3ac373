"""Topics: what members propose to study, join or do, and what becomes of it (articles CONTRIBUER, CHOISIR).

Every proposal gets an answer with its reason (article ÊTRE constructif): `TopicStep` is the record of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from club.ids import MemberId, TopicId

LONGEST_TITLE, LONGEST_DESCRIPTION, LONGEST_WHY = 120, 2500, 1000
"""Characters."""
LONGEST_COMMENT, LONGEST_REASON = 1000, 500


class TopicKind(StrEnum):
    """What is proposed (article CONTRIBUER)."""

    STUDY = "study"
    """A study that companies pay for together."""
    PROGRAMME = "programme"
    """A collaborative programme."""
    ACTIVITY = "activity"
    """Something for the club to do."""
    OUTSIDE = "outside"
    """An event of others that is worth joining."""


class TopicState(StrEnum):
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


class TopicStep(StrEnum):
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


LIVING = (TopicState.PROPOSED, TopicState.SHORTLISTED)
"""Topics that may still be supported, merged, shortlisted or declined."""

DELIVERING = (TopicState.SHORTLISTED, TopicState.CHOSEN, TopicState.DELIVERED)
"""Topics that a work may come of; another may follow the first (article ÉVALUER)."""

BECOMES: Mapping[TopicStep, TopicState] = {
    TopicStep.MERGED: TopicState.MERGED,
    TopicStep.SHORTLISTED: TopicState.SHORTLISTED,
    TopicStep.DECLINED: TopicState.DECLINED,
    TopicStep.REOPENED: TopicState.PROPOSED,
    TopicStep.ON_BALLOT: TopicState.SHORTLISTED,
    TopicStep.CHOSEN: TopicState.CHOSEN,
    TopicStep.NOT_CHOSEN: TopicState.PROPOSED,
    TopicStep.DELIVERED: TopicState.DELIVERED,
    TopicStep.WITHDRAWN: TopicState.WITHDRAWN,
}
"""The state that a step leads to; the others change none. What a vote did not choose may be proposed again
for the next: it goes back to the open topics."""

VERDICTS = (TopicStep.CHOSEN, TopicStep.NOT_CHOSEN)
"""Steps by which a vote decides. What was merged, declined or delivered before its result came stays so."""

ANSWERS = (
    TopicStep.SHORTLISTED,
    TopicStep.DECLINED,
    TopicStep.REOPENED,
    TopicStep.ON_BALLOT,
    TopicStep.CHOSEN,
    TopicStep.NOT_CHOSEN,
)
"""Steps by which the organisers answer a proposal."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A proposal as it stands."""

    id: TopicId
    kind: TopicKind
    title: str
    description: str
    why: str
    """Why it matters."""
    state: TopicState
    author_id: MemberId | None
    author: str
    merged_into: TopicId | None
    reason: str
    """Why it was declined."""
    supporters: int
    """Members who stand behind it, its author among them."""
    companies: int
    """Companies that these members represent."""


class TopicRefusal(StrEnum):
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
    TARGET_ON_BALLOT = "target_on_ballot"
    """The vote on the topic to merge into is open."""
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


_HELD: Mapping[TopicState, TopicRefusal] = {
    TopicState.MERGED: TopicRefusal.MERGED,
    TopicState.DECLINED: TopicRefusal.DECLINED,
    TopicState.WITHDRAWN: TopicRefusal.WITHDRAWN,
    TopicState.CHOSEN: TopicRefusal.CHOSEN,
    TopicState.DELIVERED: TopicRefusal.DELIVERED,
}


def may_support(topic: Topic, *, on_ballot: bool = False) -> TopicRefusal | None:
    """Why a member cannot support it or take their support back; None if they may (article CONTRIBUER).

    Its author supports it from the start. Once the vote is open, the vote is where one says so.
    """
    return TopicRefusal.ON_BALLOT if on_ballot else _HELD.get(topic.state)


def may_leave(topic: Topic, member: MemberId, *, on_ballot: bool = False) -> TopicRefusal | None:
    """Why a member cannot take their support back: an author withdraws the topic itself."""
    return may_support(topic, on_ballot=on_ballot) or (
        TopicRefusal.OWN if topic.author_id == member else None
    )


def may_comment(topic: Topic) -> TopicRefusal | None:
    """Why nothing can be said of it any more: what went elsewhere is spoken of there."""
    return _HELD.get(topic.state) if topic.state in (TopicState.MERGED, TopicState.WITHDRAWN) else None


def may_edit(topic: Topic, *, carries: bool) -> TopicRefusal | None:
    """Why its words stay as they are: they are the author's and co-authors' until it is shortlisted."""
    if not carries:
        return TopicRefusal.NOT_YOURS
    return TopicRefusal.SHORTLISTED if topic.state is TopicState.SHORTLISTED else _HELD.get(topic.state)


def may_withdraw(topic: Topic, member: MemberId) -> TopicRefusal | None:
    """Why it cannot be withdrawn: its author may, while it is open and nobody else supports it."""
    if topic.author_id != member:
        return TopicRefusal.NOT_YOURS
    if topic.state is TopicState.SHORTLISTED:
        return TopicRefusal.SHORTLISTED
    return _HELD.get(topic.state) or (TopicRefusal.SUPPORTED if topic.supporters > 1 else None)


def may_merge(
    topic: Topic, into: Topic | None, *, on_ballot: bool = False, into_on_ballot: bool = False
) -> TopicRefusal | None:
    """Why one cannot go into the other. `on_ballot`, `into_on_ballot`: the vote on it is open.

    Only open topics merge, and what has gone into another is open no more: no circle can come about.
    """
    if into is None:
        return TopicRefusal.GONE
    if topic.id == into.id:
        return TopicRefusal.ITSELF
    if held := may_support(topic, on_ballot=on_ballot):
        return held
    if into.state not in LIVING:
        return TopicRefusal.TARGET
    return TopicRefusal.TARGET_ON_BALLOT if into_on_ballot else None


def may_take(topic: Topic, step: TopicStep, *, on_ballot: bool = False) -> TopicRefusal | None:
    """Why an organiser cannot shortlist, decline or reopen it as it stands (article ÊTRE constructif)."""
    if on_ballot:
        return TopicRefusal.ON_BALLOT
    if step is TopicStep.REOPENED:
        return _may_reopen(topic)
    if topic.state is BECOMES[step]:
        return TopicRefusal.ALREADY
    return _HELD.get(topic.state)


def _may_reopen(topic: Topic) -> TopicRefusal | None:
    if topic.state in (TopicState.DECLINED, TopicState.SHORTLISTED, TopicState.MERGED):
        return None
    return TopicRefusal.OPEN if topic.state is TopicState.PROPOSED else _HELD[topic.state]


class ProposalFault(StrEnum):
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


def faults_of(proposal: Proposal) -> list[ProposalFault]:
    """What keeps a proposal from being made; a title of no letter or figure is none."""
    checks = {
        ProposalFault.NO_KIND: proposal.kind not in set(TopicKind),
        ProposalFault.NO_TITLE: not any(c.isalnum() for c in proposal.title),
        ProposalFault.LONG_TITLE: len(proposal.title) > LONGEST_TITLE,
        ProposalFault.LONG_DESCRIPTION: len(proposal.description) > LONGEST_DESCRIPTION,
        ProposalFault.LONG_WHY: len(proposal.why) > LONGEST_WHY,
    }
    return [fault for fault, wrong in checks.items() if wrong]

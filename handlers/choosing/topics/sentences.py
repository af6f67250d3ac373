"""Topics in words: kinds, states, counts, what was done, why something cannot be."""

from collections.abc import Mapping

from club.topics import (
    LONGEST_DESCRIPTION,
    LONGEST_TITLE,
    LONGEST_WHY,
    ProposalFault,
    TopicKind,
    TopicRefusal,
    TopicState,
    TopicStep,
)
from handlers.choosing.topics.outcomes import TopicDone, TopicOutcome
from handlers.choosing.topics.reading import ShownTopic
from handlers.words import Translator, mark
from storage.topic_steps import Happened

KINDS: Mapping[TopicKind, str] = {
    TopicKind.STUDY: mark("Collective study"),
    TopicKind.PROGRAMME: mark("Collaborative programme"),
    TopicKind.ACTIVITY: mark("Club activity"),
    TopicKind.OUTSIDE: mark("Outside event"),
}
DONE: Mapping[TopicDone, str] = {
    TopicDone.PROPOSED: mark("✅ Topic proposed; its card is in the club’s channel."),
    TopicDone.ANNOUNCED: mark("✅ Topic proposed; the channel reads of it with the week’s others."),
    TopicDone.SUPPORTED: mark("✅ Support noted."),
    TopicDone.CARRIED: mark("✅ Noted: you carry this topic too."),
    TopicDone.LEFT: mark("✅ Support withdrawn."),
    TopicDone.COMMENTED: mark("✅ Comment added; those who carry the topic are told."),
    TopicDone.EDITED: mark("✅ Topic changed; its supporters are told."),
    TopicDone.WITHDRAWN: mark("✅ Topic withdrawn."),
    TopicDone.WISHED: mark("✅ Request sent; the answer comes by direct message."),
    TopicDone.WISH_DECLINED: mark("✅ The topics stay apart; the person who asked is told."),
    TopicDone.SHORTLISTED: mark("✅ Shortlisted; its supporters are told."),
    TopicDone.DECLINED: mark("✅ Declined; its supporters are told."),
    TopicDone.REOPENED: mark("✅ Reopened; its supporters are told."),
    TopicDone.MERGED: mark("✅ Merged; its supporters are told."),
}
AGAIN: Mapping[TopicDone, str] = {
    TopicDone.PROPOSED: mark("Already noted: this topic is proposed."),
    TopicDone.ANNOUNCED: mark("Already noted: this topic is proposed."),
    TopicDone.SUPPORTED: mark("Already noted: you support this topic."),
    TopicDone.CARRIED: mark("Already noted: you carry this topic."),
    TopicDone.LEFT: mark("Already noted: you do not support this topic."),
    TopicDone.COMMENTED: mark("Already noted: your comment is there."),
    TopicDone.EDITED: mark("Nothing was changed."),
    TopicDone.WITHDRAWN: mark("Already noted: this topic is withdrawn."),
    TopicDone.WISHED: mark("Already asked for: the organisers will answer."),
    TopicDone.WISH_DECLINED: mark("Already decided; this is what holds."),
    TopicDone.SHORTLISTED: mark("Already noted: this topic is shortlisted."),
    TopicDone.DECLINED: mark("Already noted: this topic is declined."),
    TopicDone.REOPENED: mark("Already noted: this topic is open."),
    TopicDone.MERGED: mark("Already noted: these topics are merged."),
}
REFUSED: Mapping[TopicRefusal, str] = {
    TopicRefusal.GONE: mark("This topic is no longer there. See the others with /prime topics."),
    TopicRefusal.ALREADY: mark("Already noted; this is what holds."),
    TopicRefusal.MERGED: mark("This topic was merged into “{into}”: what holds is there."),
    TopicRefusal.DECLINED: mark("This topic was not kept: {reason}. The organisers may reopen it."),
    TopicRefusal.WITHDRAWN: mark("This topic was withdrawn by {author}. You may propose it yourself."),
    TopicRefusal.ON_BALLOT: mark("The vote is open: “{ballot}”. What holds there is the vote."),
    TopicRefusal.CHOSEN: mark("This topic was chosen by a vote: nothing to support any more."),
    TopicRefusal.DELIVERED: mark("The work on this topic is delivered: nothing to support any more."),
    TopicRefusal.OPEN: mark("This topic is open already."),
    TopicRefusal.SHORTLISTED: mark(
        "This topic is kept for the vote: it stays as it is. You may comment on it."
    ),
    TopicRefusal.ITSELF: mark("Choose another topic than this one."),
    TopicRefusal.TARGET: mark("The other topic is no longer open: choose another."),
    TopicRefusal.TARGET_ON_BALLOT: mark(
        "The vote on the other topic is open: choose another, or wait for it."
    ),
    TopicRefusal.OWN: mark("You propose this topic. You may withdraw it while nobody else supports it."),
    TopicRefusal.NOT_YOURS: mark("This is for those who carry the topic. You may comment on it."),
    TopicRefusal.SUPPORTED: mark("Others support this topic: it stays open. The organisers may decline it."),
    TopicRefusal.CHANGED: mark(
        "Changed by somebody else meanwhile: copy your text, then open the form again."
    ),
    TopicRefusal.DECIDED: mark("Already decided; this is what holds."),
}
HAPPENED: Mapping[TopicStep, str] = {
    TopicStep.PROPOSED: mark("Proposed by {name}"),
    TopicStep.EDITED: mark("Changed by {name}"),
    TopicStep.MERGED: mark("Merged into “{other}”"),
    TopicStep.RECEIVED: mark("“{other}” was merged into it"),
    TopicStep.SHORTLISTED: mark("Shortlisted for the vote"),
    TopicStep.DECLINED: mark("Not kept: {reason}"),
    TopicStep.REOPENED: mark("Reopened"),
    TopicStep.ON_BALLOT: mark("Put to the vote: {other}"),
    TopicStep.CHOSEN: mark("Chosen by the vote: {other}"),
    TopicStep.NOT_CHOSEN: mark("Not chosen by the vote: {other}"),
    TopicStep.DELIVERED: mark("Work delivered: {other}"),
    TopicStep.EVALUATED: mark("Evaluated: {other}"),
    TopicStep.WORK_REMOVED: mark("Work removed: {other}"),
    TopicStep.WITHDRAWN: mark("Withdrawn by {name}"),
}
WITH_REASON = (
    TopicStep.CHOSEN,
    TopicStep.NOT_CHOSEN,
    TopicStep.EVALUATED,
    TopicStep.SHORTLISTED,
    TopicStep.REOPENED,
)
"""Steps whose reason stands behind the sentence."""


def kind_name(t: Translator, kind: TopicKind) -> str:
    """What kind of topic."""
    return t(KINDS[kind])


def support_words(t: Translator, shown: ShownTopic) -> str:
    """How many stand behind it: 6 supporters from 4 companies."""
    topic = shown.topic
    if not topic.supporters:
        return t("No supporter")
    supporters = t.plural("{n} supporter", "{n} supporters", topic.supporters)
    if not topic.companies:
        return supporters
    return t.plural(
        "{supporters} from {n} company",
        "{supporters} from {n} companies",
        topic.companies,
        supporters=supporters,
    )


def state_words(t: Translator, shown: ShownTopic) -> str:
    """Where it stands, in a line; empty for one that is open and was never voted on."""
    topic = shown.topic
    if shown.ballot:
        until = t.date(shown.ballot.closes_at) if shown.ballot.closes_at else ""
        return t("➡️ Put to the vote until {date}: {ballot}", date=until, ballot=shown.ballot.title)
    match topic.state:
        case TopicState.MERGED:
            return t("Merged with “{into}”", into=shown.into)
        case TopicState.SHORTLISTED:
            return t("✅ Shortlisted for the vote")
        case TopicState.DECLINED:
            return t("Not kept: {reason}", reason=topic.reason)
        case TopicState.WITHDRAWN:
            return t("Withdrawn by {name}", name=topic.author)
        case TopicState.DELIVERED if shown.work:
            return f"✅ {happened(t, shown.work)}"
        case TopicState.CHOSEN | TopicState.DELIVERED if shown.outcome:
            return f"✅ {happened(t, shown.outcome)}"
        case TopicState.CHOSEN | TopicState.DELIVERED:
            return t("✅ Chosen")
    return happened(t, shown.outcome) if shown.outcome else ""


def happened(t: Translator, step: Happened) -> str:
    """A step in a sentence."""
    said = t(HAPPENED[step.what], name=step.name, other=step.other, reason=step.reason)
    return f"{said} · {step.reason}" if step.reason and step.what in WITH_REASON else said


def said(t: Translator, outcome: TopicOutcome) -> str:
    """What an act came to, in a sentence."""
    if isinstance(outcome.result, TopicDone):
        return t((AGAIN if outcome.again else DONE)[outcome.result])
    shown = outcome.shown
    return t(
        REFUSED[outcome.result],
        into=shown.into if shown else "",
        reason=shown.topic.reason.rstrip(" .") if shown else "",
        author=shown.topic.author if shown else "",
        ballot=shown.ballot.title if shown and shown.ballot else "",
    )


FAULTS: Mapping[ProposalFault, str] = {
    ProposalFault.NO_KIND: mark("Choose one."),
    ProposalFault.NO_TITLE: mark("Give the topic a title."),
}
TOO_LONG: Mapping[ProposalFault, int] = {
    ProposalFault.LONG_TITLE: LONGEST_TITLE,
    ProposalFault.LONG_DESCRIPTION: LONGEST_DESCRIPTION,
    ProposalFault.LONG_WHY: LONGEST_WHY,
}


def fault_words(t: Translator, fault: ProposalFault, length: int) -> str:
    """What is wrong with a field that holds so many characters."""
    if fault in FAULTS:
        return t(FAULTS[fault])
    return too_long(t, length, TOO_LONG[fault])


def too_long(t: Translator, length: int, most: int) -> str:
    """By how much a text is too long."""
    return t.plural(
        "{length} characters where {most} fit: remove {n}.",
        "{length} characters where {most} fit: remove {n}.",
        length - most,
        length=t.number(length),
        most=t.number(most),
    )

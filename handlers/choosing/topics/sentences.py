"""Topics in words: kinds, states, counts, what was done, why something cannot be."""

from collections.abc import Mapping

from club.topics import LONGEST_DESCRIPTION, LONGEST_TITLE, LONGEST_WHY, Fault, Kind, Refusal, State, Step
from handlers.choosing.topics.outcomes import Did, TopicOutcome
from handlers.choosing.topics.reading import Shown
from handlers.words import Translator, mark
from storage.topic_steps import Happened

KINDS: Mapping[Kind, str] = {
    Kind.STUDY: mark("Collective study"),
    Kind.PROGRAMME: mark("Collaborative programme"),
    Kind.ACTIVITY: mark("Club activity"),
    Kind.OUTSIDE: mark("Outside event"),
}
DONE: Mapping[Did, str] = {
    Did.PROPOSED: mark("✅ Topic proposed; its card is in the club’s channel."),
    Did.ANNOUNCED: mark("✅ Topic proposed; the channel reads of it with the week’s others."),
    Did.SUPPORTED: mark("✅ Support noted."),
    Did.CARRIED: mark("✅ Noted: you carry this topic too."),
    Did.LEFT: mark("✅ Support withdrawn."),
    Did.COMMENTED: mark("✅ Comment added; those who carry the topic are told."),
    Did.EDITED: mark("✅ Topic changed; its supporters are told."),
    Did.WITHDRAWN: mark("✅ Topic withdrawn."),
    Did.WISHED: mark("✅ Request sent; the answer comes by direct message."),
    Did.WISH_DECLINED: mark("✅ The topics stay apart; the person who asked is told."),
    Did.SHORTLISTED: mark("✅ Shortlisted; its supporters are told."),
    Did.DECLINED: mark("✅ Declined; its supporters are told."),
    Did.REOPENED: mark("✅ Reopened; its supporters are told."),
    Did.MERGED: mark("✅ Merged; its supporters are told."),
}
AGAIN: Mapping[Did, str] = {
    Did.PROPOSED: mark("Already noted: this topic is proposed."),
    Did.ANNOUNCED: mark("Already noted: this topic is proposed."),
    Did.SUPPORTED: mark("Already noted: you support this topic."),
    Did.CARRIED: mark("Already noted: you carry this topic."),
    Did.LEFT: mark("Already noted: you do not support this topic."),
    Did.COMMENTED: mark("Already noted: your comment is there."),
    Did.EDITED: mark("Nothing was changed."),
    Did.WITHDRAWN: mark("Already noted: this topic is withdrawn."),
    Did.WISHED: mark("Already asked for: the organisers will answer."),
    Did.WISH_DECLINED: mark("Already decided; this is what holds."),
    Did.SHORTLISTED: mark("Already noted: this topic is shortlisted."),
    Did.DECLINED: mark("Already noted: this topic is declined."),
    Did.REOPENED: mark("Already noted: this topic is open."),
    Did.MERGED: mark("Already noted: these topics are merged."),
}
REFUSED: Mapping[Refusal, str] = {
    Refusal.GONE: mark("This topic is no longer there. See the others with /prime topics."),
    Refusal.ALREADY: mark("Already noted; this is what holds."),
    Refusal.MERGED: mark("This topic was merged into “{into}”: what holds is there."),
    Refusal.DECLINED: mark("This topic was not kept: {reason}. The organisers may reopen it."),
    Refusal.WITHDRAWN: mark("This topic was withdrawn by {author}. You may propose it yourself."),
    Refusal.ON_BALLOT: mark("The vote is open: “{ballot}”. What holds there is the vote."),
    Refusal.CHOSEN: mark("This topic was chosen by a vote: nothing to support any more."),
    Refusal.DELIVERED: mark("The work on this topic is delivered: nothing to support any more."),
    Refusal.OPEN: mark("This topic is open already."),
    Refusal.SHORTLISTED: mark("This topic is kept for the vote: it stays as it is. You may comment on it."),
    Refusal.ITSELF: mark("Choose another topic than this one."),
    Refusal.TARGET: mark("The other topic is no longer open: choose another."),
    Refusal.OWN: mark("You propose this topic. You may withdraw it while nobody else supports it."),
    Refusal.NOT_YOURS: mark("This is for those who carry the topic. You may comment on it."),
    Refusal.SUPPORTED: mark("Others support this topic: it stays open. The organisers may decline it."),
    Refusal.CHANGED: mark("Changed by somebody else meanwhile: copy your text, then open the form again."),
    Refusal.DECIDED: mark("Already decided; this is what holds."),
}
HAPPENED: Mapping[Step, str] = {
    Step.PROPOSED: mark("Proposed by {name}"),
    Step.EDITED: mark("Changed by {name}"),
    Step.MERGED: mark("Merged into “{other}”"),
    Step.RECEIVED: mark("“{other}” was merged into it"),
    Step.SHORTLISTED: mark("Shortlisted for the vote"),
    Step.DECLINED: mark("Not kept: {reason}"),
    Step.REOPENED: mark("Reopened"),
    Step.ON_BALLOT: mark("Put to the vote: {other}"),
    Step.CHOSEN: mark("Chosen by the vote: {other}"),
    Step.NOT_CHOSEN: mark("Not chosen by the vote: {other}"),
    Step.DELIVERED: mark("Work delivered: {other}"),
    Step.EVALUATED: mark("Evaluated: {other}"),
    Step.WORK_REMOVED: mark("Work removed: {other}"),
    Step.WITHDRAWN: mark("Withdrawn by {name}"),
}
WITH_REASON = (Step.CHOSEN, Step.NOT_CHOSEN, Step.EVALUATED, Step.SHORTLISTED, Step.REOPENED)
"""Steps whose reason stands behind the sentence."""


def kind_name(t: Translator, kind: Kind) -> str:
    """What kind of topic."""
    return t(KINDS[kind])


def support_words(t: Translator, shown: Shown) -> str:
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


def state_words(t: Translator, shown: Shown) -> str:
    """Where it stands, in a line; empty for one that is open and was never voted on."""
    topic = shown.topic
    if shown.ballot:
        until = t.date(shown.ballot.closes_at) if shown.ballot.closes_at else ""
        return t("➡️ Put to the vote until {date}: {ballot}", date=until, ballot=shown.ballot.title)
    match topic.state:
        case State.MERGED:
            return t("Merged with “{into}”", into=shown.into)
        case State.SHORTLISTED:
            return t("✅ Shortlisted for the vote")
        case State.DECLINED:
            return t("Not kept: {reason}", reason=topic.reason)
        case State.WITHDRAWN:
            return t("Withdrawn by {name}", name=topic.author)
        case State.DELIVERED if shown.work:
            return f"✅ {happened(t, shown.work)}"
        case State.CHOSEN | State.DELIVERED if shown.outcome:
            return f"✅ {happened(t, shown.outcome)}"
        case State.CHOSEN | State.DELIVERED:
            return t("✅ Chosen")
    return happened(t, shown.outcome) if shown.outcome else ""


def happened(t: Translator, step: Happened) -> str:
    """A step in a sentence."""
    said = t(HAPPENED[step.what], name=step.name, other=step.other, reason=step.reason)
    return f"{said} · {step.reason}" if step.reason and step.what in WITH_REASON else said


def said(t: Translator, outcome: TopicOutcome) -> str:
    """What an act came to, in a sentence."""
    if isinstance(outcome.result, Did):
        return t((AGAIN if outcome.again else DONE)[outcome.result])
    shown = outcome.shown
    return t(
        REFUSED[outcome.result],
        into=shown.into if shown else "",
        reason=shown.topic.reason.rstrip(" .") if shown else "",
        author=shown.topic.author if shown else "",
        ballot=shown.ballot.title if shown and shown.ballot else "",
    )


FAULTS: Mapping[Fault, str] = {
    Fault.NO_KIND: mark("Choose one."),
    Fault.NO_TITLE: mark("Give the topic a title."),
}
TOO_LONG: Mapping[Fault, int] = {
    Fault.LONG_TITLE: LONGEST_TITLE,
    Fault.LONG_DESCRIPTION: LONGEST_DESCRIPTION,
    Fault.LONG_WHY: LONGEST_WHY,
}


def fault_words(t: Translator, fault: Fault, length: int) -> str:
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

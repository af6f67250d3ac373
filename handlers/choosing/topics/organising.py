"""From a payload to a service and back: what organisers decide of topics."""

from club.ids import TopicId
from club.topics import LONGEST_REASON, Refusal, Step, may_take
from handlers.choosing.topics import deciding, forms, messages, reading, sentences, views
from handlers.choosing.topics.listeners import after, merged, merging
from handlers.choosing.topics.outcomes import GONE, Outcome
from handlers.choosing.topics.place import Way
from handlers.kit.act import Act, Reply
from handlers.kit.carried import number
from handlers.kit.desk import Desk
from handlers.kit.modals import on_top


def on_shortlist(act: Act, desk: Desk) -> Reply:
    """“Shortlist.”"""
    outcome = deciding.take(desk, TopicId(act.number), Step.SHORTLISTED, act.member, act.now)
    return after(act, desk, outcome)


def on_reopen(act: Act, desk: Desk) -> Reply:
    """“Reopen.”"""
    return after(act, desk, deciding.take(desk, TopicId(act.number), Step.REOPENED, act.member, act.now))


def on_decline(act: Act, desk: Desk) -> Reply:
    """Asks for the reason first."""
    shown = reading.show(desk, TopicId(act.number), act.member)
    if shown is None:
        return after(act, desk, GONE)
    if held := may_take(shown.topic, Step.DECLINED, on_ballot=shown.ballot is not None):
        return after(act, desk, Outcome(held, shown))
    return on_top(act, desk, forms.declining(act.t, shown, Way.of(act, shown.topic.id)))


def on_declined(act: Act, desk: Desk) -> Reply:
    """Declined, with a reason."""
    way = Way.unpacked(act.metadata)
    reason = " ".join(act.entered(forms.REASON).split())
    if errors := _reason_errors(act, reason):
        return errors
    outcome = deciding.take(desk, way.topic_id, Step.DECLINED, act.member, act.now, reason)
    return after(act, desk, outcome, way)


def _reason_errors(act: Act, reason: str) -> Reply | None:
    if not reason:
        return Reply(errors={forms.REASON: act.t("Say why.")})
    if len(reason) > LONGEST_REASON:
        return Reply(errors={forms.REASON: sentences.too_long(act.t, len(reason), LONGEST_REASON)})
    return None


def on_merge(act: Act, desk: Desk) -> Reply:
    """The form of a merger."""
    return merging(act, desk, asking=False)


def on_merged(act: Act, desk: Desk) -> Reply:
    """Merged."""
    way, into = Way.unpacked(act.metadata), act.entered(forms.OTHER)
    if not into.isdecimal():
        return Reply(errors={forms.OTHER: act.t("Choose a topic.")})
    outcome = deciding.merge(desk, way.topic_id, TopicId(number(into)), act.member, act.now)
    return merged(act, desk, outcome, way)


def on_grant(act: Act, desk: Desk) -> Reply:
    """A member's wish, granted: the copy that was clicked says so at once, the others follow."""
    return _decided(act, desk, act.number, deciding.grant(desk, act.number, act.member, act.now))


def on_turn_down(act: Act, desk: Desk) -> Reply:
    """Asks for the reason first."""
    matter = deciding.find_matter(desk, act.number)
    if matter is None:
        return Reply(views.done(act.t, GONE))
    if not matter.open:
        return _decided(act, desk, act.number, Outcome(Refusal.DECIDED, matter.topic))
    way = Way(matter.topic.topic.id, act.response_url, other=act.value)
    titles = (matter.topic.topic.title, matter.into.topic.title)
    return on_top(act, desk, forms.turning_down(act.t, *titles, way))


def on_turned_down(act: Act, desk: Desk) -> Reply:
    """The two stay apart."""
    way = Way.unpacked(act.metadata)
    reason = " ".join(act.entered(forms.REASON).split())
    if errors := _reason_errors(act, reason):
        return errors
    outcome = deciding.turn_down(desk, number(way.other), act.member, reason, act.now)
    return _decided(act, desk, number(way.other), outcome, way.response_url)


def _decided(act: Act, desk: Desk, wish_id: int, outcome: Outcome, url: str = "") -> Reply:
    matter = deciding.find_matter(desk, wish_id)
    if matter is None:
        return Reply(views.done(act.t, outcome), response_url=url)
    said = "" if outcome.done else sentences.said(act.t, outcome)
    return Reply(messages.wished(act.t, matter, said), in_place=True, response_url=url)

"""From a payload to a service and back: what members do with topics. No rule and no SQL here."""

from club.folding import fold
from club.ids import TopicId
from club.topics import (
    LONGEST_COMMENT,
    LONGEST_DESCRIPTION,
    LONGEST_TITLE,
    Kind,
    Proposal,
    Refusal,
    may_comment,
    may_edit,
    may_support,
    may_withdraw,
)
from handlers.choosing.topics import (
    deciding,
    forms,
    full,
    lists,
    quoted,
    reading,
    sentences,
    service,
    views,
)
from handlers.choosing.topics.outcomes import GONE, Outcome
from handlers.choosing.topics.place import ALL, FULL, LONGEST_QUERY, OPEN, Place, Way
from handlers.kit.act import DONE, Act, Blocks, Message, Reply, View
from handlers.kit.blocks import cut, option
from handlers.kit.carried import number, numbers
from handlers.kit.desk import Desk
from handlers.kit.modals import on_top
from storage.people import Role

_MINE = ("mes", "miens", "mine", "my")


def on_propose(act: Act, desk: Desk) -> Reply:
    """`/prime propose`, or the button: the form, its title taken from what follows the word.

    A button may name the kind as its value.
    """
    title = cut(" ".join(act.text.split()), LONGEST_TITLE)
    kind = act.value if act.value in set(Kind) else ""
    return on_top(act, desk, forms.proposing(act.t, forms.Asked(act.response_url), Proposal(kind, title)))


def on_message(act: Act, desk: Desk) -> Reply:
    """The shortcut on a message: the same form, with what the message says."""
    names = reading.names_of(desk, quoted.people_in(act.text))
    text = cut(quoted.readable(act.text, names), LONGEST_DESCRIPTION)
    asked = forms.Asked(act.response_url)
    return on_top(act, desk, forms.proposing(act.t, asked, Proposal("", "", text)))


def on_proposed(act: Act, desk: Desk) -> Reply:
    """The form, sent: faults at their fields, close topics above it, or the topic made."""
    asked, proposal = forms.Asked.unpacked(act.metadata), forms.typed(act)
    if errors := forms.errors(act.t, proposal):
        return Reply(errors=errors)
    outcome = service.propose(desk, act.member, proposal, asked.seen, act.now)
    if isinstance(outcome, service.Similar):
        seen = tuple(shown.topic.id for shown in outcome.shown)
        again = forms.Asked(asked.response_url, seen)
        return Reply(update=forms.proposing(act.t, again, proposal, outcome.shown))
    return Reply(views.done(act.t, outcome), response_url=asked.response_url)


def on_instead(act: Act, desk: Desk) -> Reply:
    """“Support” beside a close topic: the form stays, with all that was typed."""
    service.support(desk, TopicId(act.number), act.member, act.now)
    asked = forms.Asked.unpacked(act.metadata)
    near = service.similar(desk, act.member, asked.seen)
    view = forms.proposing(act.t, asked, forms.typed(act), near.shown)
    desk.client.views_update(view_id=act.view_id, hash=act.view_hash, view=view)
    return DONE


def on_support(act: Act, desk: Desk) -> Reply:
    """“I support it.”"""
    return after(act, desk, service.support(desk, TopicId(act.number), act.member, act.now))


def on_carry(act: Act, desk: Desk) -> Reply:
    """“I carry it too.”"""
    return after(act, desk, service.support(desk, TopicId(act.number), act.member, act.now, carry=True))


def on_drop(act: Act, desk: Desk) -> Reply:
    """“I no longer support it.”"""
    return after(act, desk, service.drop(desk, TopicId(act.number), act.member, act.now))


def on_show(act: Act, desk: Desk) -> Reply:
    """“Read in full.”"""
    topic_id = TopicId(act.number)
    view = full_view(act, desk, Way.of(act, topic_id))
    return on_top(act, desk, view or forms.gone(act.t, sentences.said(act.t, GONE)))


def on_comments(act: Act, desk: Desk) -> Reply:
    """Another page of its comments."""
    topic_id, page = numbers(act.value, 2)
    way = Way.unpacked(act.metadata)
    view = full_view(act, desk, Way(TopicId(topic_id), way.response_url, way.behind), page=page)
    if view:
        desk.client.views_update(view_id=act.view_id, view=view)
    return DONE


def on_comment(act: Act, desk: Desk) -> Reply:
    """The form of a comment."""
    shown = reading.show(desk, TopicId(act.number), act.member)
    if shown is None:
        return after(act, desk, GONE)
    if held := may_comment(shown.topic):
        return after(act, desk, Outcome(held, shown))
    return on_top(act, desk, forms.commenting(act.t, shown, Way.of(act, shown.topic.id)))


def on_commented(act: Act, desk: Desk) -> Reply:
    """The comment, sent."""
    way, word = Way.unpacked(act.metadata), act.entered(forms.WORD)
    if not word:
        return Reply(errors={forms.WORD: act.t("Write your comment.")})
    if len(word) > LONGEST_COMMENT:
        return Reply(errors={forms.WORD: sentences.too_long(act.t, len(word), LONGEST_COMMENT)})
    return after(act, desk, service.comment(desk, way.topic_id, act.member, word, act.now), way)


def on_edit(act: Act, desk: Desk) -> Reply:
    """The form of a topic as it stands, for those who carry it."""
    shown = reading.show(desk, TopicId(act.number), act.member)
    if shown is None:
        return after(act, desk, GONE)
    if held := may_edit(shown.topic, carries=shown.carries):
        return after(act, desk, Outcome(held, shown))
    way = Way.of(act, shown.topic.id, service.revision(shown.topic))
    return on_top(act, desk, forms.changing(act.t, shown.topic, way.packed()))


def on_edited(act: Act, desk: Desk) -> Reply:
    """The form, sent."""
    way, proposal = Way.unpacked(act.metadata), forms.typed(act)
    if errors := forms.errors(act.t, proposal):
        return Reply(errors=errors)
    outcome = service.edit(desk, way.topic_id, act.member, proposal, way.other, act.now)
    if outcome.result is Refusal.CHANGED:
        return Reply(errors={forms.TITLE: sentences.said(act.t, outcome)})
    return after(act, desk, outcome, way)


def on_withdraw(act: Act, desk: Desk) -> Reply:
    """Asks before a topic is taken back."""
    shown = reading.show(desk, TopicId(act.number), act.member)
    if shown is None:
        return after(act, desk, GONE)
    if held := may_withdraw(shown.topic, act.member.id):
        return after(act, desk, Outcome(held, shown))
    return on_top(act, desk, forms.withdrawing(act.t, shown, Way.of(act, shown.topic.id)))


def on_withdrawn(act: Act, desk: Desk) -> Reply:
    """Taken back, confirmed."""
    way = Way.unpacked(act.metadata)
    return after(act, desk, service.withdraw(desk, way.topic_id, act.member, act.now), way)


def on_wish(act: Act, desk: Desk) -> Reply:
    """The form in which a member asks for a merger."""
    return merging(act, desk, asking=True)


def merging(act: Act, desk: Desk, *, asking: bool) -> Reply:
    """The form of a merger; what cannot be merged any more says so."""
    shown = reading.show(desk, TopicId(act.number), act.member)
    if shown is None:
        return after(act, desk, GONE)
    if held := may_support(shown.topic, on_ballot=shown.ballot is not None):
        return after(act, desk, Outcome(held, shown))
    return on_top(act, desk, forms.merging(act.t, shown, Way.of(act, shown.topic.id), asking=asking))


def on_wished(act: Act, desk: Desk) -> Reply:
    """The wish, sent."""
    way, into = Way.unpacked(act.metadata), act.entered(forms.OTHER)
    if not into.isdecimal():
        return Reply(errors={forms.OTHER: act.t("Choose a topic.")})
    word = cut(act.entered(forms.WORD), LONGEST_COMMENT)
    outcome = deciding.ask_merger(desk, way.topic_id, TopicId(number(into)), act.member, word, act.now)
    return merged(act, desk, outcome, way)


def merged(act: Act, desk: Desk, outcome: Outcome, way: Way) -> Reply:
    """What is wrong with the other topic is said at its field."""
    if outcome.result in (Refusal.ITSELF, Refusal.TARGET):
        return Reply(errors={forms.OTHER: sentences.said(act.t, outcome)})
    return after(act, desk, outcome, way)


def on_options(act: Act, desk: Desk) -> Reply:
    """Open topics to go into."""
    way = Way.unpacked(act.metadata)
    found = reading.options(desk, act.text, way.topic_id)
    return Reply(options=[option(topic.title, topic.id) for topic in found])


def on_command(act: Act, desk: Desk) -> Reply:
    """`/prime topics words…`: open topics, or whatever topics those words are in; `mes` for one's own."""
    words = " ".join(act.text.split())[:LONGEST_QUERY].strip()
    if fold(words) in _MINE:
        return Reply(listed(act, desk, Place(state=ALL, mine=True)))
    return Reply(listed(act, desk, Place(words, ALL if words else OPEN)))


def on_list(act: Act, desk: Desk) -> Reply:
    """The list, or another page of it: in place where it stands already."""
    in_place = bool(act.in_private and Place.of(act.block_id))
    return Reply(listed(act, desk, Place.unpacked(act.value)), in_place=in_place)


def on_filter(act: Act, desk: Desk) -> Reply:
    """The list anew, as a filter says."""
    place = lists.filtered(Place.of(act.block_id) or Place(), act.value)
    return Reply(listed(act, desk, place), in_place=True)


def home_part(act: Act, desk: Desk) -> Blocks:
    """The home tab's part."""
    return views.home(act.t, reading.glance(desk, act.member))


def listed(act: Act, desk: Desk, place: Place, said: str = "") -> Message:
    """The list as it stands."""
    return lists.listing(act.t, reading.listing(desk, place, act.member), said)


def full_view(act: Act, desk: Desk, way: Way, said: str = "", page: int = 0) -> View | None:
    """The topic in full; None where there is none."""
    found = reading.read(desk, way.topic_id, act.member, page)
    organiser = act.member.role is Role.ORGANISER
    return full.full(act.t, found, way, organiser=organiser, said=said) if found else None


def after(act: Act, desk: Desk, outcome: Outcome, way: Way | None = None) -> Reply:
    """What an act came to, where it was made: in the topic in full, in the list, else aside.

    `way` is a submitted form's; a button says itself where it stands. The list behind the topic in full is
    redrawn too.
    """
    in_full = way is None and act.view.get("callback_id") == FULL
    below = way or Way.of(act, outcome.shown.topic.id if outcome.shown else TopicId(0))
    said = sentences.said(act.t, outcome)
    if below.view_id:
        kept = Way(below.topic_id, below.response_url, below.behind)
        view = full_view(act, desk, kept, said) if outcome.shown else forms.gone(act.t, said)
        desk.client.views_update(view_id=below.view_id, view=view or forms.gone(act.t, said))
    if place := below.place:
        title = cut(outcome.shown.topic.title, views.SHOWN_TITLE) + act.t(": ") if outcome.shown else ""
        message = listed(act, desk, place, f"{title}{said}")
        return Reply(message, in_place=True, response_url=below.response_url)
    if below.view_id or in_full:
        return DONE
    return Reply(views.done(act.t, outcome), response_url=below.response_url)

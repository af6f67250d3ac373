"""From a payload to a service and back: what members do with topics. No rule and no SQL here."""

from collections.abc import Sequence
from dataclasses import replace

from club.folding import fold
from club.ids import TopicId
from club.topics import (
    LONGEST_COMMENT,
    LONGEST_DESCRIPTION,
    LONGEST_TITLE,
    Proposal,
    TopicKind,
    TopicRefusal,
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
    reading,
    sentences,
    service,
    views,
)
from handlers.choosing.topics.outcomes import GONE, TopicOutcome
from handlers.choosing.topics.place import (
    ALL,
    COMMENTS,
    FULL,
    LIST,
    LONGEST_QUERY,
    MINE,
    Filters,
    narrowed,
    way_of,
)
from handlers.kit import quoted
from handlers.kit.blocks import cut, option
from handlers.kit.carried import number
from handlers.kit.daybook import DaybookLine, DayContext
from handlers.kit.interaction import DONE, Blocks, Interaction, Message, Reply, View
from handlers.kit.modals import on_top
from handlers.kit.positions import ListPosition
from handlers.kit.profiles import names_of
from handlers.kit.return_to import ReturnTo
from handlers.kit.services import Services
from storage.people import Role
from storage.topics import count_unanswered

_MINE = ("mes", "miens", "mine", "my")


def on_propose(interaction: Interaction, services: Services) -> Reply:
    """`/prime propose`, or the button: the form, its title taken from what follows the word.

    A button may name the kind as its value.
    """
    title = cut(" ".join(interaction.text.split()), LONGEST_TITLE)
    kind = interaction.value if interaction.value in set(TopicKind) else ""
    return _proposing(interaction, services, Proposal(kind, title))


def on_message(interaction: Interaction, services: Services) -> Reply:
    """The shortcut on a message: the same form, with what the message says."""
    names = names_of(services, quoted.people_in(interaction.text))
    text = cut(quoted.readable(interaction.text, names), LONGEST_DESCRIPTION)
    return _proposing(interaction, services, Proposal("", "", text))


def _proposing(interaction: Interaction, services: Services, proposal: Proposal) -> Reply:
    way: ReturnTo[forms.Seen] = ReturnTo.of(interaction, 0, extra=())
    return on_top(interaction, services, forms.proposing(interaction.t, way, proposal))


def on_proposed(interaction: Interaction, services: Services) -> Reply:
    """The form, sent: faults at their fields, close topics above it, or the topic made."""
    way, proposal = ReturnTo.unpacked(interaction.metadata, forms.Seen), forms.typed(interaction)
    if errors := forms.errors(interaction.t, proposal):
        return Reply(errors=errors)
    outcome = service.propose(services, interaction.member, proposal, way.extra, interaction.now)
    if isinstance(outcome, service.Similar):
        seen = tuple(shown.topic.id for shown in outcome.shown)
        again = replace(way, extra=seen)
        return Reply(update=forms.proposing(interaction.t, again, proposal, outcome.shown))
    return Reply(views.done(interaction.t, outcome), response_url=way.response_url)


def on_instead(interaction: Interaction, services: Services) -> Reply:
    """“Support” beside a close topic: the form stays, with all that was typed."""
    way = ReturnTo.unpacked(interaction.metadata, forms.Seen)
    service.support(services, TopicId(interaction.number), interaction.member, interaction.now)
    near = service.similar(services, interaction.member, way.extra)
    view = forms.proposing(interaction.t, way, forms.typed(interaction), near.shown)
    services.client.views_update(view_id=interaction.view_id, hash=interaction.view_hash, view=view)
    return DONE


def on_support(interaction: Interaction, services: Services) -> Reply:
    """“I support it.”"""
    return after(
        interaction,
        services,
        service.support(services, TopicId(interaction.number), interaction.member, interaction.now),
    )


def on_carry(interaction: Interaction, services: Services) -> Reply:
    """“I carry it too.”"""
    return after(
        interaction,
        services,
        service.support(
            services, TopicId(interaction.number), interaction.member, interaction.now, carry=True
        ),
    )


def on_drop(interaction: Interaction, services: Services) -> Reply:
    """“I no longer support it.”"""
    return after(
        interaction,
        services,
        service.drop(services, TopicId(interaction.number), interaction.member, interaction.now),
    )


def on_show(interaction: Interaction, services: Services) -> Reply:
    """“Read in full.”"""
    view = full_view(interaction, services, way_of(interaction, interaction.number))
    return on_top(
        interaction, services, view or forms.gone(interaction.t, sentences.said(interaction.t, GONE))
    )


def on_comments(interaction: Interaction, services: Services) -> Reply:
    """Another page of its comments."""
    asked = interaction.page_of(COMMENTS)
    way = replace(ReturnTo.unpacked(interaction.metadata), subject=asked.of, view_id="")
    view = full_view(interaction, services, way, asked=asked)
    if view:
        services.client.views_update(view_id=interaction.view_id, view=view)
    return DONE


def on_comment(interaction: Interaction, services: Services) -> Reply:
    """The form of a comment."""
    shown = reading.show(services, TopicId(interaction.number), interaction.member)
    if shown is None:
        return after(interaction, services, GONE)
    if held := may_comment(shown.topic):
        return after(interaction, services, TopicOutcome(held, shown))
    return on_top(
        interaction, services, forms.commenting(interaction.t, shown, way_of(interaction, shown.topic.id))
    )


def on_commented(interaction: Interaction, services: Services) -> Reply:
    """The comment, sent."""
    way, word = ReturnTo.unpacked(interaction.metadata), interaction.entered(forms.WORD)
    if not word:
        return Reply(errors={forms.WORD: interaction.t("Write your comment.")})
    if len(word) > LONGEST_COMMENT:
        return Reply(errors={forms.WORD: sentences.too_long(interaction.t, len(word), LONGEST_COMMENT)})
    return after(
        interaction,
        services,
        service.comment(services, TopicId(way.subject), interaction.member, word, interaction.now),
        way,
    )


def on_edit(interaction: Interaction, services: Services) -> Reply:
    """The form of a topic as it stands, for those who carry it."""
    shown = reading.show(services, TopicId(interaction.number), interaction.member)
    if shown is None:
        return after(interaction, services, GONE)
    if held := may_edit(shown.topic, carries=shown.carries):
        return after(interaction, services, TopicOutcome(held, shown))
    way = way_of(interaction, shown.topic.id, service.revision(shown.topic))
    return on_top(interaction, services, forms.changing(interaction.t, shown.topic, way))


def on_edited(interaction: Interaction, services: Services) -> Reply:
    """The form, sent."""
    way, proposal = ReturnTo.unpacked(interaction.metadata), forms.typed(interaction)
    if errors := forms.errors(interaction.t, proposal):
        return Reply(errors=errors)
    outcome = service.edit(
        services, TopicId(way.subject), interaction.member, proposal, way.revision, interaction.now
    )
    if outcome.result is TopicRefusal.CHANGED:
        return Reply(errors={forms.TITLE: sentences.said(interaction.t, outcome)})
    return after(interaction, services, outcome, way)


def on_withdraw(interaction: Interaction, services: Services) -> Reply:
    """Asks before a topic is taken back."""
    shown = reading.show(services, TopicId(interaction.number), interaction.member)
    if shown is None:
        return after(interaction, services, GONE)
    if held := may_withdraw(shown.topic, interaction.member.id):
        return after(interaction, services, TopicOutcome(held, shown))
    return on_top(
        interaction, services, forms.withdrawing(interaction.t, shown, way_of(interaction, shown.topic.id))
    )


def on_withdrawn(interaction: Interaction, services: Services) -> Reply:
    """Taken back, confirmed."""
    way = ReturnTo.unpacked(interaction.metadata)
    return after(
        interaction,
        services,
        service.withdraw(services, TopicId(way.subject), interaction.member, interaction.now),
        way,
    )


def on_wish(interaction: Interaction, services: Services) -> Reply:
    """The form in which a member asks for a merger."""
    return merging(interaction, services, asking=True)


def merging(interaction: Interaction, services: Services, *, asking: bool) -> Reply:
    """The form of a merger; what cannot be merged any more says so."""
    shown = reading.show(services, TopicId(interaction.number), interaction.member)
    if shown is None:
        return after(interaction, services, GONE)
    if held := may_support(shown.topic, on_ballot=shown.ballot is not None):
        return after(interaction, services, TopicOutcome(held, shown))
    return on_top(
        interaction,
        services,
        forms.merging(interaction.t, shown, way_of(interaction, shown.topic.id), asking=asking),
    )


def on_wished(interaction: Interaction, services: Services) -> Reply:
    """The wish, sent."""
    way, into = ReturnTo.unpacked(interaction.metadata), interaction.entered(forms.OTHER)
    if not into.isdecimal():
        return Reply(errors={forms.OTHER: interaction.t("Choose a topic.")})
    word = cut(interaction.entered(forms.WORD), LONGEST_COMMENT)
    outcome = deciding.ask_merger(
        services, TopicId(way.subject), TopicId(number(into)), interaction.member, word, interaction.now
    )
    return merged(interaction, services, outcome, way)


def merged(interaction: Interaction, services: Services, outcome: TopicOutcome, way: ReturnTo[None]) -> Reply:
    """What is wrong with the other topic is said at its field."""
    if outcome.result in (TopicRefusal.ITSELF, TopicRefusal.TARGET):
        return Reply(errors={forms.OTHER: sentences.said(interaction.t, outcome)})
    return after(interaction, services, outcome, way)


def on_options(interaction: Interaction, services: Services) -> Reply:
    """Open topics to go into."""
    way = ReturnTo.unpacked(interaction.metadata)
    found = reading.options(services, interaction.text, TopicId(way.subject))
    return Reply(options=[option(topic.title, topic.id) for topic in found])


def on_command(interaction: Interaction, services: Services) -> Reply:
    """`/prime topics words…`: open topics, or whatever topics those words are in; `mes` for one's own."""
    words = " ".join(interaction.text.split())[:LONGEST_QUERY].strip()
    if fold(words) in _MINE:
        return Reply(listed(interaction, services, narrowed(MINE)))
    return Reply(listed(interaction, services, narrowed(Filters(ALL) if words else Filters(), words)))


def on_list(interaction: Interaction, services: Services) -> Reply:
    """The list, or another page of it: in place where it stands already."""
    in_place = bool(interaction.in_private and interaction.position(LIST))
    return Reply(listed(interaction, services, interaction.page_of(LIST)), in_place=in_place)


def on_filter(interaction: Interaction, services: Services) -> Reply:
    """The list anew, as a filter says."""
    at = lists.filtered(interaction.position(LIST) or narrowed(Filters()), interaction.value)
    return Reply(listed(interaction, services, at), in_place=True)


def home_part(interaction: Interaction, services: Services) -> Blocks:
    """The home tab's part."""
    return views.home(interaction.t, reading.glance(services))


def daybook(ctx: DayContext) -> Sequence[DaybookLine]:
    """The daybook's part: what waits for an answer."""
    return views.daybook(ctx.t, count_unanswered(ctx.session))


def listed(interaction: Interaction, services: Services, asked: ListPosition, said: str = "") -> Message:
    """The list as it stands."""
    return lists.listing(interaction.t, reading.listing(services, asked, interaction.member), said)


def full_view(
    interaction: Interaction,
    services: Services,
    way: ReturnTo[None],
    said: str = "",
    asked: ListPosition | None = None,
) -> View | None:
    """The topic in full; None where there is none."""
    found = reading.read(services, TopicId(way.subject), interaction.member, asked)
    organiser = interaction.member.role is Role.ORGANISER
    return full.full(interaction.t, found, way, organiser=organiser, said=said) if found else None


def after(
    interaction: Interaction, services: Services, outcome: TopicOutcome, way: ReturnTo[None] | None = None
) -> Reply:
    """What an act came to, where it was made: in the topic in full, in the list, else aside.

    `way` is a submitted form's; a button says itself where it stands. The list behind the topic in full is
    redrawn too.
    """
    in_full = way is None and interaction.view.get("callback_id") == FULL
    below = way or way_of(interaction, outcome.shown.topic.id if outcome.shown else TopicId(0))
    said = sentences.said(interaction.t, outcome)
    if below.view_id:
        kept = replace(below, view_id="")
        view = (
            full_view(interaction, services, kept, said) if outcome.shown else forms.gone(interaction.t, said)
        )
        services.client.views_update(view_id=below.view_id, view=view or forms.gone(interaction.t, said))
    if at := below.position(LIST):
        title = (
            cut(outcome.shown.topic.title, views.SHOWN_TITLE) + interaction.t(": ") if outcome.shown else ""
        )
        message = listed(interaction, services, at, f"{title}{said}")
        return Reply(message, in_place=True, response_url=below.response_url)
    if below.view_id or in_full:
        return DONE
    return Reply(views.done(interaction.t, outcome), response_url=below.response_url)

"""The forms of study groups: opening one, joining, leaving, keeping it, asking for its room."""

from collections.abc import Mapping

from club.groups import (
    LONGEST_PURPOSE,
    LONGEST_SHARE,
    LONGEST_TITLE,
    GroupFault,
    GroupMember,
    GroupShares,
)
from club.topics import Topic
from handlers.choosing.groups import ids
from handlers.choosing.groups.service import ShownGroup
from handlers.choosing.groups.views import SHARES, STATES, state
from handlers.kit.blocks import (
    Block,
    context,
    cut,
    field,
    modal,
    option,
    radio,
    rich,
    select,
    text_input,
)
from handlers.kit.interaction import View
from handlers.words import Translator, mark

NOBODY = "0"
FAULTS: Mapping[GroupFault, tuple[str, str]] = {
    GroupFault.TITLE: (ids.TITLE, mark("Give a title.")),
    GroupFault.LEAD: (ids.LEAD, mark("This person is no longer in the group: choose another.")),
    GroupFault.NOTHING: (
        ids.HOURS,
        mark("Say in a few words what your company brings."),
    ),
}


def opening(t: Translator, topic: Topic, metadata: str) -> View:
    """The form of a new group."""
    return modal(
        ids.FORM,
        t("Open a study group"),
        [
            *_named(t, cut(topic.title, LONGEST_TITLE), ""),
            context(t("Shown in the channel; whoever supports the topic is asked to join.")),
        ],
        submit=t("Open the group"),
        close=t("Back"),
        metadata=metadata,
    )


def _named(t: Translator, title: str, purpose: str) -> list[Block]:
    words = text_input(purpose, longest=LONGEST_PURPOSE, lines=True)
    return [
        field(ids.TITLE, t("Title"), text_input(title, longest=LONGEST_TITLE)),
        field(ids.PURPOSE, t("What is it to do?"), words, optional=True),
    ]


def joining(t: Translator, shown: ShownGroup, metadata: str) -> View:
    """What one's company brings; filled in with what was said."""
    mine = shown.mine.shares if shown.mine else GroupShares()
    given = (mine.hours, mine.data, mine.site, mine.money)
    fields = [
        field(name, t(what), text_input(said, longest=LONGEST_SHARE, lines=True), optional=True, hint=t(hint))
        for (name, what, hint), said in zip(SHARES, given, strict=True)
    ]
    return modal(
        ids.JOIN,
        t("What you bring") if shown.mine else t("Join the group"),
        [
            rich("*{title}*\n{state}", title=shown.group.title, state=state(t, shown)),
            *fields,
            context(t("Read by the members, under your name and your company’s.")),
        ],
        submit=t("Save") if shown.mine else t("Join"),
        close=t("Back"),
        metadata=metadata,
    )


def leaving(t: Translator, shown: ShownGroup, metadata: str) -> View:
    """Asks before somebody leaves."""
    told = t("What you said that you bring is erased.")
    if shown.mine and shown.group.lead_id == shown.mine.id:
        told = t("What you said that you bring is erased. You lead the group: the organisers are told.")
    return modal(
        ids.LEAVE,
        t("Leave the group"),
        [rich("*{title}*", title=shown.group.title), rich("{told}", told=told)],
        submit=t("Leave"),
        close=t("Back"),
        metadata=metadata,
    )


def managing(t: Translator, shown: ShownGroup, metadata: str, *, overtaken: bool = False) -> View:
    """What the group is and where it stands; for organisers, who leads it."""
    group = shown.group
    states = {one: option(t(words), one.value) for one, words in STATES.items()}
    meanwhile = t("This group was changed meanwhile. Check each field, then save again.")
    return modal(
        ids.MANAGE,
        t("Keep the group"),
        [
            context(meanwhile) if overtaken else None,
            *_named(t, group.title, group.purpose),
            field(ids.STATE, t("Where it stands"), radio([*states.values()], states[group.state])),
            _lead(t, shown) if shown.organises else None,
        ],
        submit=t("Save"),
        close=t("Back"),
        metadata=metadata,
    )


def _lead(t: Translator, shown: ShownGroup) -> Block | None:
    """The select holds a hundred options: of a full group the last to join gives its place to “nobody”.

    Never its lead: who saves the form for another field would take the group from them.
    """
    nobody = option(t("Nobody yet"), NOBODY)
    others = [one for one in shown.members if one is not shown.lead]
    people = [*([shown.lead] if shown.lead else []), *others][:99]
    named = {one.id: option(_who(one), one.id) for one in people}
    initial = named.get(shown.group.lead_id, nobody) if shown.group.lead_id else nobody
    hint = t("Somebody of the group; they are told.")
    return field(ids.LEAD, t("Who leads it?"), select([nobody, *named.values()], initial), hint=hint)


def _who(one: GroupMember) -> str:
    return f"{one.name} · {one.company}" if one.company else one.name


def making_room(t: Translator, shown: ShownGroup, metadata: str) -> View:
    """Asks before a channel is made."""
    told = t(
        "Prime makes a private channel in Slack and invites the members of the group. Whoever joins the "
        "group is invited, whoever leaves it or the club goes out of it. Others do not see it, organisers "
        "included."
    )
    return modal(
        ids.ROOM,
        t("Private channel"),
        [rich("*{title}*", title=shown.group.title), rich("{told}", told=told)],
        submit=t("Create"),
        close=t("Back"),
        metadata=metadata,
    )

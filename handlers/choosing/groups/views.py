"""Study groups on screen: the card, the list, one of them whole, its room, and what is told."""

from collections.abc import Mapping, Sequence

from club.groups import (
    GroupMember,
    GroupRoom,
    GroupState,
    RoomState,
)
from handlers.choosing.groups import ids
from handlers.choosing.groups.service import GroupDone, GroupMeeting, ShownGroup
from handlers.kit import moments
from handlers.kit.blocks import (
    Block,
    actions,
    aside,
    button,
    context,
    cut,
    menu,
    message,
    rich,
)
from handlers.kit.interaction import Message
from handlers.kit.paging import turning
from handlers.kit.positions import ListPosition, Page
from handlers.words import Translator, mark

NAMED, LONGEST_COMPANY = 12, 80
"""Companies on the card, and of the name of one."""
SHOWN_WORKS, SHOWN_PEOPLE = 5, 12
"""Of one group, whole; its people a page."""
WHOLE = "group"
"""How the id of the buttons' block of one group, whole, begins: its message is drawn again in place."""
STATES: Mapping[GroupState, str] = {
    GroupState.OPEN: mark("Open: companies join"),
    GroupState.UNDER_WAY: mark("Under way"),
    GroupState.DONE: mark("Done"),
}
SHARES: Sequence[tuple[str, str, str]] = (
    (ids.HOURS, mark("Hours"), mark("Two days a month, a trainee…")),
    (ids.DATA, mark("Data"), mark("Measurements, reports, lessons learnt…")),
    (ids.SITE, mark("A site"), mark("To visit, to measure, to try…")),
    (ids.MONEY, mark("Money"), mark("A share of a study…")),
)
"""What may be brought: the field, what it is, an example."""
ROOMS: Mapping[RoomState, str] = {
    RoomState.WANTED: mark("⏳ Private channel: Slack does not answer yet, Prime tries again by itself."),
    RoomState.LACKING: mark(
        "Prime lacks the scope groups:write, without which it makes no private channel. An administrator "
        "adds it at api.slack.com/apps, OAuth & Permissions, Bot Token Scopes, and reinstalls the app; "
        "then ask again here."
    ),
    RoomState.REFUSED: mark(
        "Slack refuses: a setting of the workspace keeps private channels for some. An administrator "
        "changes it, under Permissions; then ask again here."
    ),
    RoomState.GONE: mark("Private channel: archived or deleted in Slack, or Prime was taken out of it."),
}
REFUSED: Mapping[GroupDone, str] = {
    GroupDone.GONE: mark("This group is no longer there."),
    GroupDone.NOT_CHOSEN: mark("A group is opened on a topic that a vote chose."),
    GroupDone.THERE: mark("This topic has its group already."),
    GroupDone.NOT_YOURS: mark("This is for whoever leads the group, and for the organisers."),
    GroupDone.OVER: mark("This group has done its work: it takes nobody in any more."),
    GroupDone.FULL: mark("This group is complete: write to whoever leads it."),
}


def state(t: Translator, shown: ShownGroup) -> str:
    """Where it stands, who leads it, how many companies."""
    led = t("led by {name}", name=shown.lead.name) if shown.lead else t("no lead yet")
    count = len(shown.companies)
    joined = t.plural("{n} company", "{n} companies", count) if count else t("no company yet")
    return " · ".join((t(STATES[shown.group.state]), led, joined))


def _companies(t: Translator, shown: ShownGroup) -> str:
    named = [cut(one, LONGEST_COMPANY) for one in shown.companies[:NAMED]]
    left = len(shown.companies) - len(named)
    return t.list([*named, t.plural("{n} other", "{n} others", left)] if left > 0 else named)


def card(t: Translator, shown: ShownGroup) -> Message:
    """In the channel, kept true."""
    said = t("Study group: {title}", title=shown.group.title)
    purpose = shown.group.purpose
    return message(
        f"{said}\n{state(t, shown)}",
        rich("*{said}*\n{state}", said=said, state=state(t, shown)),
        rich("{purpose}", purpose=purpose) if purpose else None,
        context(_companies(t, shown)),
        actions(_join(t, shown), _see(t, shown)),
    )


def _join(t: Translator, shown: ShownGroup) -> Block | None:
    """On what everybody sees: whoever is in the group says anew what they bring."""
    if not shown.group.takes_members:
        return None
    return button(t("Join the group…"), ids.JOIN, shown.group.id, about=shown.group.title, primary=True)


def _see(t: Translator, shown: ShownGroup) -> Block:
    return button(t("See the group"), ids.SHOW, shown.group.id, about=shown.group.title)


def listing(t: Translator, page: Page[ShownGroup]) -> Message:
    """`/prime groups`: those that are done last."""
    title = t.plural("{n} study group", "{n} study groups", page.total)
    if not page.total:
        title = t("No study group yet: one is opened on a topic that a vote chose.")
    blocks: list[Block | None] = [rich("*{title}*", title=title)]
    for shown in page.items:
        blocks.append(rich("*{title}*\n{state}", title=shown.group.title, state=state(t, shown)))
        row = actions(None if shown.mine else _join(t, shown), _see(t, shown))
        blocks.append({**row, "block_id": page.position.block(shown.group.id)} if row else None)
    blocks += turning(t, page, ids.PAGE, t("Newer groups"), t("Older groups"))
    return message(title, *blocks)


def whole(t: Translator, shown: ShownGroup, said: str = "", asked: ListPosition | None = None) -> Message:
    """One group, as a member reads it: who brings what, a page of them, and what came of it."""
    group = shown.group
    title = t("Study group: {title}", title=group.title)
    page = Page.cut(shown.members, asked or ListPosition(ids.PEOPLE, of=group.id), SHOWN_PEOPLE)
    people: list[Block | None] = [_brings(t, one, lead=one.id == group.lead_id) for one in page.items]
    return message(
        said or f"{title}\n{state(t, shown)}",
        rich("{said}", said=said) if said else None,
        rich("*{title}*\n{state}", title=title, state=state(t, shown)),
        rich("{purpose}", purpose=group.purpose) if group.purpose else None,
        *(people or [context(t("Nobody has joined yet."))]),
        *turning(t, page, ids.PEOPLE, t("Previous people"), t("Next people")),
        *_meetings(t, shown),
        *_works(t, shown),
        context(room_state(t, shown.room)) if shown.room and (shown.mine or shown.may_manage) else None,
        _acts(t, shown),
    )


def _brings(t: Translator, one: GroupMember, *, lead: bool) -> Block:
    company = f" · {one.company}" if one.company else ""
    leads = t(" · leads the group") if lead else ""
    given = zip(SHARES, (one.shares.hours, one.shares.data, one.shares.site, one.shares.money), strict=True)
    brings = "\n".join(f"{t(what)}{t(': ')}{said}" for (_, what, _), said in given if said)
    template = "*{name}*{company}{leads}\n{brings}"
    return rich(template, name=one.name, company=company, leads=leads, brings=brings)


def _meetings(t: Translator, shown: ShownGroup) -> list[Block | None]:
    """Dates looked for and found; who is asked answers, and minutes are read by their own rules."""
    rows: list[Block | None] = []
    for one in shown.meetings:
        rows += _meeting(t, one, asked=shown.mine is not None)
    return rows


def _meeting(t: Translator, one: GroupMeeting, *, asked: bool) -> list[Block | None]:
    poll, event = one.poll, one.event
    slot = event or poll.slots.get(poll.chosen or 0)
    if slot:
        title, when = (event.title if event else poll.title), moments.span(t, slot)
        said = rich("{what} *{title}*\n{when}", what=t("Meeting:"), title=title, when=when)
        if event is None or not one.minuted:
            return [said]
        return [said, actions(button(t("Read the minutes…"), "minutes.read", event.id, about=title))]
    until = t("answers until {date}", date=t.date(poll.closes_at))
    said = rich("{what} *{title}*\n{until}", what=t("Date to find:"), title=poll.title, until=until)
    answer = button(t("Say when I can…"), "dates.answer", poll.id, about=poll.title)
    return [said, actions(answer) if asked else None]


def _works(t: Translator, shown: ShownGroup) -> list[Block | None]:
    rows: list[Block | None] = []
    for work in shown.works[:SHOWN_WORKS]:
        see = button(t("See the work"), "works.show", work.id, about=work.title)
        rows += [
            rich("{what} *{title}* ({year})", what=t("Work:"), title=work.title, year=work.year),
            actions(see),
        ]
    return rows


def room_state(t: Translator, room: GroupRoom) -> str:
    """Where the group's private channel stands."""
    if room.state is RoomState.OPEN:
        return t("🔒 Private channel of the group: #{name}", name=room.name)
    return t(ROOMS[room.state])


def room_said(t: Translator, room: GroupRoom) -> Message:
    """What came of asking for one."""
    if room.state is RoomState.OPEN:
        return aside(
            t(
                "✅ Private channel made: #{name}. Members of the group are invited to it.",
                name=room.name,
            )
        )
    return aside(t(ROOMS[room.state]))


def in_room(t: Translator, shown: ShownGroup) -> Message:
    """In the channel, kept true."""
    said = t("Channel of the study group: {title}", title=shown.group.title)
    purpose = shown.group.purpose
    how = t("Whoever joins the group comes in, whoever leaves it goes out.")
    return message(
        f"{said}\n{state(t, shown)}",
        rich("*{said}*\n{state}", said=said, state=state(t, shown)),
        rich("{purpose}", purpose=purpose) if purpose else None,
        context(how),
        actions(_see(t, shown)),
    )


def room_gone(t: Translator, shown: ShownGroup) -> Message:
    """To its lead and organisers."""
    group, found = shown.group, shown.room
    if found and found.state is RoomState.OPEN:
        return aside(
            t("✅ {title}: the group has a private channel, #{name}.", title=group.title, name=found.name)
        )
    gone = t(ROOMS[RoomState.GONE])
    again = button(t("Create another one…"), ids.ROOM, group.id, about=group.title)
    return message(
        f"{group.title}\n{gone}",
        rich("*{title}*\n{gone}", title=group.title, gone=gone),
        actions(again if group.takes_members else None, _see(t, shown)),
    )


def _acts(t: Translator, shown: ShownGroup) -> Block | None:
    group, title = shown.group, shown.group.title
    first = _join(t, shown)
    if shown.mine:
        first = button(t("Change what I bring…"), ids.JOIN, group.id, about=title)
    items: list[tuple[str, str, str | int]] = []
    if shown.mine:
        items.append((t("Leave the group…"), ids.LEAVE, group.id))
    if shown.organises and group.takes_members and shown.members:
        items.append((t("Find a date…"), "dates.new", group.topic_id))
    elif shown.may_manage and group.takes_members and shown.members:
        items.append((t("Find a date…"), "dates.for_group", group.topic_id))
    if shown.may_manage and group.takes_members and not (shown.room and shown.room.kept):
        items.append((t("Open a private channel…"), ids.ROOM, group.id))
    if shown.topic:
        items.append((t("See the topic…"), "topics.show", shown.topic.id))
    manage = button(t("Keep the group…"), ids.MANAGE, group.id, about=title) if shown.may_manage else None
    row = actions(first, manage, menu(items))
    return {**row, "block_id": f"{WHOLE}:{group.id}"} if row else None


# What is told


def opened(t: Translator, shown: ShownGroup) -> Message:
    """To who stands behind the topic."""
    said = t("A study group works on a topic that you support: {title}", title=shown.group.title)
    purpose = shown.group.purpose
    body = state(t, shown) + (f"\n{purpose}" if purpose else "")
    acts = actions(None if shown.mine else _join(t, shown), _see(t, shown))
    return message(f"{said}\n{state(t, shown)}", rich("*{said}*\n{body}", said=said, body=body), acts)


def leads(t: Translator, shown: ShownGroup) -> Message:
    """To who leads it from now on."""
    said = t("You lead the study group: {title}", title=shown.group.title)
    if shown.mine is None or shown.group.lead_id != shown.mine.id:
        return aside(t("You no longer lead the study group: {title}", title=shown.group.title))
    todo = t("You say what it is about and where it stands.")
    manage = button(t("Keep the group…"), ids.MANAGE, shown.group.id, about=shown.group.title)
    return message(
        f"{said}\n{todo}", rich("*{said}*\n{todo}", said=said, todo=todo), actions(manage, _see(t, shown))
    )


def no_lead(t: Translator, shown: ShownGroup) -> Message:
    """To organisers; in every copy, who leads it once somebody does."""
    title = shown.group.title
    if shown.lead:
        return aside(t("✅ {name} leads the study group: {title}", name=shown.lead.name, title=title))
    said = t("No lead any more: {title}", title=title)
    if not shown.group.takes_members:
        return aside(said)
    told = t("Whoever led this group left it.")
    manage = button(t("Choose a lead…"), ids.MANAGE, shown.group.id, about=title, primary=True)
    return message(
        f"{said}\n{told}", rich("*{said}*\n{told}", said=said, told=told), actions(manage, _see(t, shown))
    )


def refused(t: Translator, why: GroupDone) -> Message:
    """Why nothing is shown, or done."""
    return aside(t(REFUSED[why]))

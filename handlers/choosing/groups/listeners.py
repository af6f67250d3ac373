"""From a payload to a service and back."""

from club.groups import GroupFault, GroupShares, GroupState
from club.ids import GroupId, MemberId, TopicId
from club.topics import Topic
from handlers.choosing.groups import forms, ids, room, service, views
from handlers.choosing.groups.service import GroupDone, GroupForm, ShownGroup
from handlers.kit.blocks import aside
from handlers.kit.carried import choice, number
from handlers.kit.interaction import Interaction, Message, Reply
from handlers.kit.modals import on_top
from handlers.kit.positions import PAGE, ListPosition
from handlers.kit.return_to import ReturnTo
from handlers.kit.services import Services


def on_command(interaction: Interaction, services: Services) -> Reply:
    """`/prime groups`."""
    return Reply(_listing(interaction, services, ListPosition(ids.LIST)))


def on_page(interaction: Interaction, services: Services) -> Reply:
    """Another page, in place."""
    return Reply(_listing(interaction, services, interaction.page_of(ids.LIST)), in_place=True)


def _listing(interaction: Interaction, services: Services, asked: ListPosition) -> Message:
    return views.listing(interaction.t, service.listing(services, interaction.member, asked, PAGE))


def on_show(interaction: Interaction, services: Services) -> Reply:
    """One group whole, as a message of its own."""
    found = _find(interaction, services)
    shown = views.whole(interaction.t, found) if found else views.refused(interaction.t, GroupDone.GONE)
    return Reply(shown)


def on_people(interaction: Interaction, services: Services) -> Reply:
    """Another page of who is in it, in place."""
    asked = interaction.page_of(ids.PEOPLE, owned=True)
    found = _find(interaction, services, asked.of)
    if found is None:
        return Reply(views.refused(interaction.t, GroupDone.GONE))
    return Reply(views.whole(interaction.t, found, asked=asked), in_place=True)


def _find(interaction: Interaction, services: Services, group_id: int | None = None) -> ShownGroup | None:
    which = GroupId(interaction.number if group_id is None else group_id)
    return service.find(services, which, interaction.member)


def _after(interaction: Interaction, services: Services, way: ReturnTo[None], said: str) -> Reply:
    """The group as it stands now: in place of the message in which it stood, else beside."""
    found = _find(interaction, services, way.subject)
    shown = views.whole(interaction.t, found, said) if found else views.refused(interaction.t, GroupDone.GONE)
    in_place = way.behind.startswith(f"{views.WHOLE}:")
    return Reply(shown, in_place=in_place, response_url=way.response_url)


# Opening


def on_open(interaction: Interaction, services: Services) -> Reply:
    """“Open a group…”, of a chosen topic; the group, where it has one."""
    topic = service.get_topic_to_open(services, TopicId(interaction.number))
    if isinstance(topic, GroupDone):
        return Reply(views.refused(interaction.t, topic))
    if not isinstance(topic, Topic):
        return Reply(next=(ids.SHOW, str(topic)))
    way = ReturnTo.of(interaction, topic.id).packed()
    return on_top(interaction, services, forms.opening(interaction.t, topic, way))


def on_opened(interaction: Interaction, services: Services) -> Reply:
    """Opened, or the fault at its field."""
    t, way = interaction.t, ReturnTo.unpacked(interaction.metadata)
    title, purpose = " ".join(interaction.entered(ids.TITLE).split()), interaction.entered(ids.PURPOSE)
    done = service.open_group(
        services, TopicId(way.subject), title, purpose, interaction.member, interaction.now
    )
    if isinstance(done, list):
        return Reply(errors=_errors(interaction, done))
    if isinstance(done, GroupDone):
        return Reply(views.refused(t, done), response_url=way.response_url)
    found = _find(interaction, services, done)
    said = t("✅ The group is open.")
    shown = views.whole(t, found, said) if found else views.refused(t, GroupDone.GONE)
    return Reply(shown, response_url=way.response_url)


def _errors(interaction: Interaction, faults: list[GroupFault]) -> dict[str, str]:
    return {forms.FAULTS[one][0]: interaction.t(forms.FAULTS[one][1]) for one in reversed(faults)}


# Joining and leaving


def on_join(interaction: Interaction, services: Services) -> Reply:
    """The form of what one brings; of a group that is done, that it is."""
    found = _find(interaction, services)
    if found is None or not (found.mine or found.group.takes_members):
        return Reply(views.refused(interaction.t, GroupDone.OVER if found else GroupDone.GONE))
    way = ReturnTo.of(interaction, found.group.id).packed()
    return on_top(interaction, services, forms.joining(interaction.t, found, way))


def on_joined(interaction: Interaction, services: Services) -> Reply:
    """In the group, or the fault at its field."""
    t, way = interaction.t, ReturnTo.unpacked(interaction.metadata)
    shares = GroupShares(*(interaction.entered(name) for name, _, _ in views.SHARES))
    done = service.join(services, GroupId(way.subject), interaction.member, shares, interaction.now)
    if isinstance(done, list):
        return Reply(errors=_errors(interaction, done))
    if done is not GroupDone.DONE:
        return Reply(errors={ids.HOURS: t(views.REFUSED[done])})
    return _after(interaction, services, way, t("✅ Noted: you are in the group."))


def on_leave(interaction: Interaction, services: Services) -> Reply:
    """Asks before."""
    found = _find(interaction, services)
    if found is None:
        return Reply(views.refused(interaction.t, GroupDone.GONE))
    if found.mine is None:
        return Reply(views.whole(interaction.t, found, interaction.t("You are not in this group.")))
    way = ReturnTo.of(interaction, found.group.id).packed()
    return on_top(interaction, services, forms.leaving(interaction.t, found, way))


def on_left(interaction: Interaction, services: Services) -> Reply:
    """No longer in the group."""
    way = ReturnTo.unpacked(interaction.metadata)
    service.leave(services, GroupId(way.subject), interaction.member, interaction.now)
    return _after(interaction, services, way, interaction.t("✅ You have left the group."))


# The private channel


def on_room(interaction: Interaction, services: Services) -> Reply:
    """Asks before one is made."""
    found = _find(interaction, services)
    if found is None or not found.may_manage:
        return Reply(views.refused(interaction.t, GroupDone.NOT_YOURS if found else GroupDone.GONE))
    if found.room and found.room.kept:
        return Reply(aside(views.room_state(interaction.t, found.room)))
    way = ReturnTo.of(interaction, found.group.id).packed()
    return on_top(interaction, services, forms.making_room(interaction.t, found, way))


def on_room_wanted(interaction: Interaction, services: Services) -> Reply:
    """Noted; then Slack is asked, and says whether there is one."""
    way, t = ReturnTo.unpacked(interaction.metadata), interaction.t
    group_id, now = GroupId(way.subject), interaction.now
    done = room.want(services, group_id, interaction.member, now)
    if done is not GroupDone.DONE:
        return Reply(views.refused(t, done), response_url=way.response_url)

    def made() -> Message:
        found = room.keep(services, group_id, now)
        return views.room_said(t, found) if found else views.refused(t, GroupDone.GONE)

    return Reply(response_url=way.response_url, later=made)


# Keeping


def on_manage(interaction: Interaction, services: Services) -> Reply:
    """The form of the group as it stands, for its lead and organisers."""
    found = _find(interaction, services)
    if found is None or not found.may_manage:
        return Reply(views.refused(interaction.t, GroupDone.NOT_YOURS if found else GroupDone.GONE))
    way = ReturnTo.of(interaction, found.group.id).seen(found.group).packed()
    return on_top(interaction, services, forms.managing(interaction.t, found, way))


def on_managed(interaction: Interaction, services: Services) -> Reply:
    """Saved; the fault at its field; drawn anew where it was changed meanwhile."""
    t, way = interaction.t, ReturnTo.unpacked(interaction.metadata)
    group_id, lead = GroupId(way.subject), interaction.entered(ids.LEAD)
    form = GroupForm(
        " ".join(interaction.entered(ids.TITLE).split()),
        interaction.entered(ids.PURPOSE),
        choice(GroupState, interaction.entered(ids.STATE)),
        MemberId(number(lead)) if lead not in ("", forms.NOBODY) else None,
    )
    done = service.change(services, group_id, way.revision, form, interaction.member, interaction.now)
    if isinstance(done, list):
        return Reply(errors=_errors(interaction, done))
    found = _find(interaction, services, group_id)
    if done is GroupDone.MEANWHILE and found:
        again = way.seen(found.group).packed()
        return Reply(update=forms.managing(t, found, again, overtaken=True))
    if done is not GroupDone.DONE:
        return Reply(views.refused(t, done), response_url=way.response_url)
    return _after(interaction, services, way, t("✅ Saved."))

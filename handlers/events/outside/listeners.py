"""From a payload to a service and back."""

from datetime import date

from club.folding import fold
from club.ids import OutsideId
from club.outside import OutsideTerms
from handlers.events.outside import ids, service, views
from handlers.events.outside.service import OutsideDone, OutsideShown
from handlers.events.shared.elsewhere import today_of
from handlers.kit.blocks import aside
from handlers.kit.carried import number, pair
from handlers.kit.interaction import Interaction, Message, Reply
from handlers.kit.modals import on_top
from handlers.kit.positions import PAGE, ListPosition
from handlers.kit.return_to import ReturnTo
from handlers.kit.services import Services

_NEW = {"new", "nouveau", "nouvelle", "signaler"}


def on_command(interaction: Interaction, services: Services) -> Reply:
    """`/prime outside`; with “new”, the form."""
    if fold(interaction.text) in _NEW:
        return on_new(interaction, services)
    return Reply(_listing(interaction, services, ListPosition(ids.LIST)))


def on_page(interaction: Interaction, services: Services) -> Reply:
    """Another page, in place; from another list, by message."""
    shown = _listing(interaction, services, interaction.page_of(ids.LIST))
    return Reply(shown, in_place=interaction.position(ids.LIST) is not None)


def _listing(interaction: Interaction, services: Services, asked: ListPosition, said: str = "") -> Message:
    page = service.listing(services, interaction.member, asked, PAGE, interaction.now)
    return views.listing(interaction.t, page, said)


def on_new(interaction: Interaction, services: Services) -> Reply:
    """The empty form."""
    way = ReturnTo.of(interaction, 0).packed()
    return on_top(interaction, services, views.form(interaction.t, way, today_of(services, interaction.now)))


def on_edit(interaction: Interaction, services: Services) -> Reply:
    """The form as it stands, for who may correct it."""
    found = _changeable(interaction, services)
    if isinstance(found, OutsideDone):
        return Reply(views.refused(interaction.t, found))
    terms = found.event.terms
    way = ReturnTo.of(interaction, found.event.id).seen(terms).packed()
    today = today_of(services, interaction.now)
    return on_top(interaction, services, views.form(interaction.t, way, today, terms))


def _changeable(interaction: Interaction, services: Services) -> OutsideShown | OutsideDone:
    found = service.find(services, OutsideId(interaction.number), interaction.member, interaction.now)
    if found is None or not found.stands:
        return OutsideDone.GONE
    return found if found.may_change else OutsideDone.NOT_YOURS


def on_saved(interaction: Interaction, services: Services) -> Reply:
    """Signalled or corrected; every fault at its field; drawn anew where it was corrected meanwhile."""
    t, way, me = interaction.t, ReturnTo.unpacked(interaction.metadata), interaction.member
    terms, outside_id = _read(interaction), OutsideId(way.subject)
    if outside_id:
        done = service.correct(services, outside_id, way.revision, terms, me, interaction.now)
    else:
        going = views.GOES in interaction.ticked(views.GOES)
        done = service.signal(services, terms, me, interaction.now, going=going)
    if isinstance(done, list):
        return Reply(errors={views.FAULTS[one][0]: t(views.FAULTS[one][1]) for one in reversed(done)})
    if done is OutsideDone.MEANWHILE:
        found = service.find(services, outside_id, me, interaction.now)
        if found is not None:
            today, stands = today_of(services, interaction.now), found.event.terms
            again = way.seen(stands).packed()
            return Reply(update=views.form(t, again, today, stands, overtaken=True))
    if done is not OutsideDone.DONE:
        return Reply(views.refused(t, done), response_url=way.response_url)
    signalled = t("✅ {title}: signalled to the club.", title=terms.title)
    said = t("✅ {title}: corrected.", title=terms.title) if outside_id else signalled
    return _after(interaction, services, way, said)


def _read(interaction: Interaction) -> OutsideTerms:
    def day(name: str) -> date | None:
        typed = interaction.entered(name)
        return date.fromisoformat(typed) if typed else None

    title, place = (" ".join(interaction.entered(name).split()) for name in (ids.TITLE, ids.PLACE))
    return OutsideTerms(title, day(ids.FIRST_DAY), day(ids.LAST_DAY), place, interaction.entered(ids.LINK))


def _after(interaction: Interaction, services: Services, way: ReturnTo[None], said: str) -> Reply:
    """The list drawn again where it stands behind, else a word aside."""
    at = way.position(ids.LIST)
    if at is None:
        return Reply(aside(said), response_url=way.response_url)
    shown = _listing(interaction, services, at, said)
    return Reply(shown, in_place=True, response_url=way.response_url)


def on_withdraw(interaction: Interaction, services: Services) -> Reply:
    """Asks before."""
    found = _changeable(interaction, services)
    if isinstance(found, OutsideDone):
        return Reply(views.refused(interaction.t, found))
    way = ReturnTo.of(interaction, found.event.id).packed()
    return on_top(interaction, services, views.withdrawing(interaction.t, found.event, way))


def on_withdrawn(interaction: Interaction, services: Services) -> Reply:
    """Taken off the list."""
    t, way = interaction.t, ReturnTo.unpacked(interaction.metadata)
    done = service.withdraw(services, OutsideId(way.subject), interaction.member, interaction.now)
    if done is not OutsideDone.DONE:
        return Reply(views.refused(t, done), response_url=way.response_url)
    return _after(interaction, services, way, t("✅ Withdrawn."))


def on_going(interaction: Interaction, services: Services) -> Reply:
    """“I am going too”, and back: on the card by the same button, in lists by one for each."""
    if ":" in interaction.value:
        number_, wanted = pair(interaction.value)
        going = bool(wanted)
    else:
        number_, going = number(interaction.value), None
    found = service.go(services, OutsideId(number_), interaction.member, interaction.now, going=going)
    at = interaction.position(ids.LIST)
    if found is None:
        why = views.REFUSED[OutsideDone.GONE]
        return Reply(
            _listing(interaction, services, at, interaction.t(why)) if at else aside(interaction.t(why)),
            in_place=at is not None,
        )
    said = views.said_going(interaction.t, found)
    return Reply(_listing(interaction, services, at, said) if at else aside(said), in_place=at is not None)


def on_who(interaction: Interaction, services: Services) -> Reply:
    """Who goes there, in a window."""
    found = service.get_goers(services, OutsideId(interaction.number))
    if found is None:
        return Reply(views.refused(interaction.t, OutsideDone.GONE))
    return on_top(interaction, services, views.who(interaction.t, *found))

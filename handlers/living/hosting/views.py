"""What the host sees of an offer, and what organisers see of all."""

from collections.abc import Sequence

from club.events import Event
from club.hosting import TIED, Offer, OfferState, coming_months, first_day, is_firm
from handlers.kit.blocks import Block, actions, button, context, menu, message, option, plain, rich, select
from handlers.kit.interaction import Message
from handlers.kit.paging import turning
from handlers.kit.positions import ListPosition
from handlers.living.hosting.sentences import details_of, line_of, month_name, months_of
from handlers.living.hosting.service import Listing
from handlers.words import Translator
from storage.hosting import Hosted

LIST = "hosting"
ALL = "all"
"""Of a select: every month, every region."""


def own(t: Translator, offer: Offer, event: Event | None, said: str = "") -> Message:
    """One's own offer, and what to do about it."""
    terms = offer.terms
    if offer.state is OfferState.WITHDRAWN:
        gone = said or t("Offer taken back.")
        return message(gone, rich("{gone}", gone=gone))
    received = t(
        "✅ Offer received: {place}, {seats}, {months}.",
        place=terms.place,
        seats=t.plural("{n} seat", "{n} seats", terms.seats),
        months=months_of(t, terms),
    )
    held = t("Kept for {title}, on {day}.", title=event.title, day=t.day(event.starts_at)) if event else ""
    edit = button(t("Edit…"), "hosting.edit", offer.id, about=terms.place)
    take_back = button(t("Take my offer back…"), "hosting.withdraw", offer.id, about=terms.place)
    row = actions(edit if offer.state is OfferState.OFFERED else None, take_back)
    return message(said or received, rich("{received}", received=received), context(held), row)


def overview(t: Translator, offers: Sequence[Offer], said: str = "") -> Message:
    """`/prime host` of a member: their offers, and a new one."""
    none = t("Your company can host a meeting of the club: organisers choose among the offers.")
    text = said or (t("Your offers") if offers else none)
    blocks = [part for one in offers for part in own(t, one, None).blocks]
    offer = button(t("Host a meeting…"), "hosting.new", primary=not offers)
    return message(text, rich("{text}", text=text) if not offers or said else None, *blocks, actions(offer))


def taken(t: Translator, offer: Offer, event: Event, coming: int) -> Message:
    """To the host: an event is to be held there."""
    count = t.plural("{n} person", "{n} people", coming)
    day = t.day(event.starts_at) if event.all_day else t.date(event.starts_at)
    about = ", ".join(
        (
            event.title,
            t("on {day}", day=day),
            count,
        )
    )
    if event.state == "cancelled":
        return _plain(t("{title} is called off: your offer stands.", title=event.title))
    if event.host_company_id != offer.company_id:
        return _plain(t("{title} is held elsewhere: your offer stands.", title=event.title))
    if offer.event_id != event.id or offer.state not in TIED:
        return _plain(t("Noted: you do not host {title}. The organisers have been told.", title=event.title))
    if is_firm(offer, event.schedule):
        said = t("✅ You host {about}.", about=about)
        impossible = menu([(t("It is impossible…"), "hosting.impossible", offer.id)])
        return message(said, rich("{said}", said=said), actions(impossible))
    said = t("➡️ {about}: do you host it?", about=about)
    row = actions(
        button(t("I confirm"), "hosting.confirm", offer.id, about=event.title, primary=True),
        button(t("It is impossible…"), "hosting.impossible", offer.id, about=event.title),
    )
    return message(said, rich("{said}", said=said), row)


def left(t: Translator, offer: Offer, event: Event) -> Message:
    """To organisers: a host backs out."""
    company = offer.company or t("The host")
    said = t(
        "{company} no longer hosts {title}, {day}.",
        company=company,
        title=event.title,
        day=t.day(event.starts_at),
    )
    elsewhere = event.state == "cancelled" or event.host_company_id != offer.company_id
    edit = (
        None
        if elsewhere
        else button(t("Change the place…"), "events.edit", event.id, about=event.title, primary=True)
    )
    return message(said, rich("{said}", said=said), actions(edit))


def thanks(t: Translator, event: Event) -> Message | None:
    """In the channel."""
    if not event.host_company:
        return None
    said = t("Thank you to {company} for hosting {title}.", company=event.host_company, title=event.title)
    return _plain(said)


def _plain(said: str) -> Message:
    return message(said, rich("{said}", said=said))


def listing(t: Translator, found: Listing, this_month: str, said: str = "") -> Message:
    """`/prime host` of an organiser: offers by month and region, and whom to thank."""
    page = found.page
    title = t.plural("{n} offer of premises", "{n} offers of premises", page.total)
    text = said or (title if page.total else t("No offer of premises."))
    offer = button(t("Host a meeting…"), "hosting.new")
    lines = [part for at, one in enumerate(page.items) for part in _entry(t, one, found, first=not at)]
    turns = turning(t, page, "hosting.page", t("Previous offers"), t("Next offers"), beside=offer)
    return message(
        text,
        rich("*{text}*", text=text),
        _filters(t, found, this_month),
        *lines,
        *turns,
        *(part for one in found.to_thank for part in _to_thank(t, one)),
    )


def _entry(t: Translator, offer: Offer, found: Listing, *, first: bool) -> list[Block | None]:
    last = found.last_hosted.get(offer.company_id) if offer.company_id is not None else None
    hosted = t("Hosted last: {month}", month=t.month(last.date())) if last else t("Has not hosted yet")
    where = ", ".join(part for part in (offer.terms.place, offer.terms.room) if part)
    who = f", {offer.company}" if offer.company else ""
    head = rich(
        "*{where}*{who} · {line}\n{hosted}", where=where, who=who, line=line_of(t, offer), hosted=hosted
    )
    beside = [part for part in details_of(t, offer.terms) if part]
    if offer.state is OfferState.OFFERED:
        create = button(t("Create the event…"), "events.hosted", offer.id, about=where, primary=first)
        return [head, context(*beside), actions(create)]
    firm = (
        t("✅ Confirmed for an event")
        if offer.state is OfferState.CONFIRMED
        else t("⏳ Waits for its host to confirm")
    )
    return [head, context(*beside, firm)]


def _filters(t: Translator, found: Listing, this_month: str) -> Block | None:
    month, region = (*found.page.position.only, "", "")[:2]
    if not (found.page.total or month or region):
        return None
    months = [(t("Every month"), ALL), *((month_name(t, one), one) for one in _months(this_month))]
    regions = [(t("Every region"), ALL), *((one, one) for one in found.regions)]
    by_month = _select(t("Month"), "hosting.month", months, month)
    by_region = (
        _select(t("Region"), "hosting.region", regions, region) if len(regions) > 2 or region else None
    )
    row = actions(by_month, by_region)
    return {**row, "block_id": found.page.position.block("filters")} if row else None


def _months(this_month: str) -> list[str]:
    return coming_months(first_day(this_month))


def _select(label: str, action: str, choices: Sequence[tuple[str, str]], chosen: str) -> Block:
    options = {value: option(said, value) for said, value in choices}
    made = select(list(options.values()), options.get(chosen, options[ALL]))
    return {**made, "action_id": action, "placeholder": plain(label, 150)}


def _to_thank(t: Translator, one: Hosted) -> list[Block | None]:
    said = t("{title}, {day}, at {company}", title=one.title, day=t.day(one.at), company=one.company)
    return [
        rich("{said}", said=said),
        actions(button(t("Thank in the channel"), "hosting.thank", one.event_id, about=one.company)),
    ]


def at(month: str, region: str) -> ListPosition:
    """The list for a month and a region."""
    return ListPosition(LIST, only=(month, region) if month or region else ())

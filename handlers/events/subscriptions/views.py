"""The window in which an address is made, renewed and ended."""

from collections.abc import Iterable

from club.subscriptions import NONE, CalendarScope, Subscription
from handlers.events.subscriptions import ids
from handlers.events.subscriptions.service import SubscriptionDone, SubscriptionShown
from handlers.kit.blocks import Block, actions, button, context, modal, rich, verbatim
from handlers.kit.interaction import Blocks, View
from handlers.words import Translator


def closed(t: Translator) -> str:
    """Where members do not reach Prime over the web."""
    return t(
        "No calendar can be followed here: Prime is not reached over the web (PRIME_PUBLIC_URL, with "
        "prime run --http). Each time you say that you come, the event’s calendar file comes by message."
    )


def home(t: Translator) -> Blocks:
    """The home tab's button."""
    row = actions(button(t("Follow in my calendar…"), ids.OPEN))
    return [row] if row else []


def window(t: Translator, shown: SubscriptionShown, public_url: str) -> View:
    """What there is, and what can be done."""
    held = shown.held
    blocks: list[Block | None] = [
        rich("{said}", said=sentence(t, shown)),
        *(_address(t, shown.address) if shown.address else ()),
        actions(*_buttons(t, held, open_=bool(public_url))),
        context(t("Renewed or ended, an address opens nothing any more.")) if held else None,
    ]
    if public_url:
        blocks += [
            context(t("For everybody, the events that are public, without any name:")),
            verbatim(f"{public_url}/calendar/public.ics"),
        ]
    return modal(ids.WINDOW, t("My calendar"), blocks, close=t("Close"))


def sentence(t: Translator, shown: SubscriptionShown) -> str:
    """How things stand, and what has just been done."""
    held = shown.held
    if shown.done is SubscriptionDone.CLOSED:
        return closed(t)
    if held is None:
        gone = shown.done is SubscriptionDone.MEANWHILE
        said = t("This address has ended meanwhile.") if gone else ""
        how = t(
            "Your phone or computer can show the club’s events by itself, always up to date: make an "
            "address, and add it to your calendar once."
        )
        return f"{said} {how}".strip()
    if shown.address:
        return t("✅ Your address is made. It is shown this once: copy it now.")
    mine = held.scope is CalendarScope.MINE
    what = t("the events you come to") if mine else t("all events of the club")
    said = t("✅ Your calendar has {what}. Address made on {date}.", what=what, date=t.date(held.made_at))
    again = t("For another device, or if you lost it, renew it: an address is shown once.")
    return f"{said} {again}"


def _address(t: Translator, address: str) -> Iterable[Block | None]:
    yield verbatim(address)
    yield rich(
        "{said}",
        said=t(
            "In Google Calendar: Other calendars, From URL. In Outlook: Add calendar, Subscribe from web. "
            "On an iPhone: Calendar, Add Subscription Calendar."
        ),
    )
    yield context(
        t("Whoever has this address reads your events: give it to nobody, and renew it if somebody has it.")
    )


def _buttons(t: Translator, held: Subscription | None, *, open_: bool) -> Iterable[Block]:
    if held is None:
        if open_:
            yield button(t("Make my address"), ids.MAKE, NONE, primary=True)
        return
    if open_:
        if held.scope is CalendarScope.MINE:
            yield button(t("Show all events"), ids.SCOPE, f"{CalendarScope.ALL}:{held.mark}")
        else:
            yield button(t("Only those I come to"), ids.SCOPE, f"{CalendarScope.MINE}:{held.mark}")
        yield button(t("Renew the address"), ids.MAKE, held.mark)
    yield button(t("End it"), ids.END, held.mark)

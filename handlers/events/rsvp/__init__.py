"""Answering: the event card, `/prime rsvp`, the waiting line, lateness, and the reminders around them."""

from club.followup import Matter
from handlers import names
from handlers.events.rsvp import files, lines, messages, sweeps
from handlers.events.rsvp import listeners as on
from handlers.events.shared import leaving
from handlers.kit.commands import Command, HelpLine, Theme
from handlers.kit.following import following
from handlers.kit.lasting import until_deadline, until_end, until_last_date, until_offer_ends, until_start
from handlers.kit.router import Access, Hours, Router
from handlers.words import mark


def register(router: Router) -> None:
    """Every way in, every message that goes out by itself, and what follows when a membership changes."""
    router.membership.ceases.append(leaving.free_coming)
    router.membership.organiser_back.append(leaving.show_requests)
    router.membership.accounts_turned.append(leaving.settle_lines)
    router.command(
        Command(
            "rsvp",
            "rsvp",
            Theme.EVENTS,
            mark("see your events and answer"),
            keeps=("rsvp", "claim", "guest", "question_reply", "event_need", "gate_identity"),
            also=("agenda",),
            examples=(
                HelpLine("forum yes", "forum oui", mark("answer in one line")),
                HelpLine("forum yes +1", "forum oui +1", mark("come with somebody")),
            ),
            hinted=True,
        ),
        on.on_command,
        Access.MEMBER,
    )
    router.action("rsvp.page", on.on_page)
    router.action("rsvp.choice", on.on_choice_page)
    router.action("rsvp.mine", on.on_mine)
    router.action("rsvp.going", on.on_going)
    router.action("rsvp.come", on.on_come)
    router.action("rsvp.remote", on.on_remote)
    router.action("rsvp.still", on.on_still)
    router.action("rsvp.later", on.on_later)
    router.action("rsvp.not_going", on.on_not_going)
    router.action("rsvp.withdraw", on.on_withdraw)
    router.action("rsvp.take", on.on_take)
    router.action("rsvp.pass", on.on_pass)
    router.action("rsvp.late", on.on_late)
    router.action("rsvp.late_by", on.on_late_by)
    router.action("rsvp.programme", on.on_programme)
    router.action("rsvp.who", on.on_who)
    router.action("rsvp.who_page", on.on_who_page)
    router.view("rsvp.free", on.on_free)
    router.view("rsvp.late", on.on_late_submitted)
    router.posting(names.CARD, messages.card, lasts=until_end)
    router.posting(names.ICS, files.calendar, lasts=until_end)
    router.posting(names.CANCELLED_ICS, files.cancelled_calendar, lasts=until_end)
    router.posting(names.SERIES_ICS, files.series_calendar, lasts=until_last_date)
    router.posting(names.SERIES_CANCELLED_ICS, files.cancelled_series_calendar, lasts=until_last_date)
    router.posting(
        names.NUDGE,
        messages.nudge,
        lasts=until_deadline,
        hours=Hours.DECENT,
        line=lines.nudge,
        ahead=lines.ahead,
    )
    router.posting(names.EVE, messages.eve, lasts=until_start, hours=Hours.DECENT)
    router.posting(names.PROMOTED, messages.promoted, lasts=until_end)
    router.posting(names.OFFERED, messages.offered, lasts=until_offer_ends, line=lines.offered)
    router.posting(names.OFFER_DUE, messages.offered, lasts=until_offer_ends, hours=Hours.DECENT)
    router.posting(names.LEFT, messages.left, lasts=until_end)
    router.posting(names.LATE, messages.late, lasts=until_end)
    router.posting(names.LATE_HOST, messages.late_host, lasts=until_end)
    router.home(20, on.home)
    router.awaits(lines.ahead, names.NUDGE)
    router.sweep(sweeps.remind)
    router.sweep(sweeps.end_offers)
    router.sweep(following(Matter.OFFER, sweeps.offer_waits))
    router.sweep(sweeps.turn_cards)

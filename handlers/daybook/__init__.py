"""The organisers' daybook: what is before them, on Mondays and on their home tab (FACILITER)."""

from handlers import names
from handlers.daybook import home, messages, sweeps
from handlers.kit.router import Hours, Router


def register(router: Router) -> None:
    """One message a week to each organiser, kept true until the next; the same on the home tab.

    Registered last: its parts are those of the features before it.
    """
    router.posting(
        names.DAYBOOK,
        messages.week(router.day_parts),
        lasts=messages.until_week_ends,
        hours=Hours.DECENT,
        line=messages.with_others(router.day_parts),
        along=sweeps.along,
    )
    router.home(5, home.part(router.day_parts))
    router.sweep(sweeps.open_weeks)
    router.sweep(sweeps.following(router.day_parts))

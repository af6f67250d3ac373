"""A series of events: one message in the channel, and an answer for each date (article PARTICIPER)."""

from handlers import names
from handlers.events.series import ids, messages
from handlers.events.series import listeners as on
from handlers.kit import missing_posts
from handlers.kit.lasting import until_last_date
from handlers.kit.router import Router


def register(router: Router) -> None:
    """Members answer for all dates or for each; `organising` makes, changes and ends them."""
    router.action(ids.ALL, on.on_all)
    router.action(ids.ALL_REMOTE, on.on_all_remote)
    router.action(ids.NONE, on.on_none)
    router.action(ids.STILL, on.on_still)
    router.action(ids.CHOOSE, on.on_choose)
    router.view(ids.CHOOSING, on.on_choosing)
    router.posting(names.SERIES_CARD, messages.card, lasts=until_last_date)
    router.posting(names.SERIES_MOVED, messages.moved, lasts=until_last_date)
    router.posting(names.SERIES_CANCELLED, messages.called_off, lasts=until_last_date)
    missing_posts.watch(router, messages.LOST)

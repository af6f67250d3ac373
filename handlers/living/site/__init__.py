"""The club's public site: what was agreed to be public, as a folder or a file (article COMMUNIQUER)."""

from handlers import names
from handlers.kit.lasting import for_days
from handlers.kit.router import Access, Router
from handlers.living.site import listeners as on
from handlers.living.site import messages


def register(router: Router) -> None:
    """Organisers publish; `prime export site` writes the same as a folder."""
    router.action("site.publish", on.on_publish, Access.ORGANISER)
    router.posting(names.SITE, messages.site, lasts=for_days(7))

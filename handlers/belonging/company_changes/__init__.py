"""Companies change: another name, one with another, gone (articles PARTICIPER, COMMUNIQUER)."""

from handlers import names
from handlers.belonging.company_changes import listeners as on
from handlers.belonging.company_changes import messages
from handlers.kit.lasting import for_days
from handlers.kit.router import Access, Router


def register(router: Router) -> None:
    """Reached from the list of members."""
    router.action("companychanges.open", on.on_open, Access.ORGANISER)
    router.view("companychanges.chosen", on.on_chosen, Access.ORGANISER)
    router.view("companychanges.rename", on.on_rename, Access.ORGANISER)
    router.view("companychanges.unite", on.on_unite, Access.ORGANISER)
    router.view("companychanges.correct", on.on_correct, Access.ORGANISER)
    router.view("companychanges.end", on.on_end, Access.ORGANISER)
    router.posting(names.COMPANY_CHANGED, messages.changed, lasts=for_days(30))
    router.posting(names.COMPANY_LEFT, messages.left, lasts=for_days(30))

"""People become known: Slack tells of who joins the workspace, and of who changes (article PARTICIPER)."""

from handlers.belonging.arrivals import listeners as on
from handlers.kit.router import Router


def register(router: Router) -> None:
    """Every way in."""
    router.event("team_join", on.on_user)
    router.event("user_change", on.on_user)

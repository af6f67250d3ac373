"""What is typed in a hurry, to Prime or after `/prime`: read by a small grammar, and asked back."""

from handlers.asking import listeners as on
from handlers.kit.router import Router


def register(router: Router) -> None:
    """Every way in. What a sentence would change is behind a button, which is another feature's own."""
    router.event("message.im", on.on_message)
    router.action("asking.read", on.on_read)
    router.action("asking.chosen", on.on_chosen)
    router.action("asking.other", on.on_other)
    router.action("asking.wrong", on.on_wrong)
    router.home(96, on.home)

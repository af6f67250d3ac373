"""The file that the workshop's minutes come with: a page, as somebody would have scanned it."""

from bot.demo.programme import MINUTES
from handlers.events.certificate.paper import Certified, draw


def handout(title: str) -> bytes:
    """The PDF; the same title gives the same bytes."""
    lines = [f"*{title}", *(line for line in MINUTES.splitlines() if line.strip())]
    return draw(
        Certified("Club PRIME", "Compte rendu", lines, ["Relu et signé par la présidence de séance."])
    )

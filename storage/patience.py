"""How long a write waits for whoever is in its way."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds."""

    click: float = 2.0
    """In an interaction, from its beginning: Slack gives up on it after three seconds (docs.slack.dev,
    handling user interaction), and what then remains is for the answer."""
    least: float = 0.2
    """In an interaction that took its time before it wrote."""
    others: float = 30.0
    """For what nobody waits for: the tick, the command line."""


USUAL = Patience()

"""What is typed in a hurry: a small grammar of sentences, over folded words, the club's names and days.

It knows nothing of Slack, storage or clocks, keeps nothing, and does nothing: what it finds is asked back.
"""

from club.intents.meaning import ABOUT_EVENTS, ACTS, Happening, Intent, Known, Meaning, NotUnderstood, Reading
from club.intents.reading import read

__all__ = [
    "ABOUT_EVENTS",
    "ACTS",
    "Happening",
    "Intent",
    "Known",
    "Meaning",
    "NotUnderstood",
    "Reading",
    "read",
]

"""What organisers may set while the program runs, and between which bounds.

The charter leaves such numbers to the club (articles FACILITER, PARTICIPER, S'ENTRAIDER, CONFIDENTIALITÉ).
One that was given at the installation is not theirs to change; what was told under another one stays.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Setting(StrEnum):
    """A number of the club's, named as in the environment, without its prefix."""

    ANSWER_NOTICE = "answer_notice"
    """Days before an event until which answers change freely, unless the event says otherwise."""
    QUOTA = "quota"
    """Representatives of a company that was granted no number of its own."""
    LOOKUPS = "lookups"
    """Members whose contact details one member may look up in a day."""
    HELP_A_MONTH = "help_a_month"
    """How often one member is asked for help in a month."""
    UNASKED_A_WEEK = "unasked_a_week"
    """Messages a week that a member did not ask for, at most."""
    OFFER_WINDOW = "offer_window"
    """Hours before the start from which a freed seat is offered, and no longer given."""
    OFFER_LASTS = "offer_lasts"
    """Hours for which an offered seat is kept."""
    CHARTER_DAYS = "charter_days"
    """Days within which a new charter is to be accepted, unless whoever publishes it says otherwise."""
    TOPIC_ANSWERED = "topic_answered"
    """Working days after which organisers are reminded of a topic without an answer."""
    TOPIC_OPEN = "topic_open"
    """Working days after which its author hears that it has none yet."""
    CHOICE_AHEAD = "choice_ahead"
    """Days before last year's date on which organisers hear that the choice is due."""
    SILENT_DAYS = "silent_days"
    """Days without a sign of life after which a company is named to the organisers."""
    KEEP_GUESTS = "keep_guests"
    """Days after an event for which guests' names are kept."""
    KEEP_DATES = "keep_dates"
    """Days after a date was chosen for which the answers to its search are kept."""
    KEEP_CONSULTATIONS = "keep_consultations"
    """Months for which who looked up whom, and reports of misuse, are kept."""
    KEEP_DEPARTED = "keep_departed"
    """Months for which somebody who left is kept."""
    KEEP_ACCEPTANCES = "keep_acceptances"
    """Months after a departure for which the proof of the charter is kept."""


@dataclass(frozen=True, slots=True)
class Range:
    """From the least to the most that makes sense."""

    low: int
    high: int

    def __contains__(self, value: object) -> bool:
        return isinstance(value, int) and self.low <= value <= self.high


RANGES: Mapping[Setting, Range] = {
    Setting.ANSWER_NOTICE: Range(1, 60),
    Setting.QUOTA: Range(1, 1000),
    Setting.LOOKUPS: Range(0, 10_000),
    Setting.HELP_A_MONTH: Range(0, 100),
    Setting.UNASKED_A_WEEK: Range(1, 50),
    Setting.OFFER_WINDOW: Range(1, 168),
    Setting.OFFER_LASTS: Range(1, 24),
    Setting.CHARTER_DAYS: Range(1, 180),
    Setting.TOPIC_ANSWERED: Range(1, 25),
    Setting.TOPIC_OPEN: Range(26, 120),
    Setting.CHOICE_AHEAD: Range(7, 180),
    Setting.SILENT_DAYS: Range(30, 730),
    Setting.KEEP_GUESTS: Range(1, 3650),
    Setting.KEEP_DATES: Range(1, 3650),
    Setting.KEEP_CONSULTATIONS: Range(1, 120),
    Setting.KEEP_DEPARTED: Range(0, 120),
    Setting.KEEP_ACCEPTANCES: Range(0, 120),
}

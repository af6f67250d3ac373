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
    KEEP_GUESTS = "keep_guests"
    """Days after an event for which guests' names are kept."""
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
    Setting.KEEP_GUESTS: Range(1, 3650),
    Setting.KEEP_CONSULTATIONS: Range(1, 120),
    Setting.KEEP_DEPARTED: Range(0, 120),
    Setting.KEEP_ACCEPTANCES: Range(0, 120),
}

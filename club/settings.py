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
    NUDGE_FIRST = "nudge_first"
    """Days before a deadline on which who has not answered is reminded first."""
    NUDGE_LAST = "nudge_last"
    """Days before it of the last reminder."""
    DAY_TOLD = "day_told"
    """Hours before an event from which who comes reads where and when."""
    EVE_TOLD = "eve_told"
    """Hours before an event from which who comes is reminded of it, in working hours: its eve."""
    COMPANIONS = "companions"
    """How many people a member may bring."""
    SILENT_RESTS = "silent_rests"
    """Days between two messages to somebody who lets all deadlines go by."""
    SEAT_FIRST = "seat_first"
    """Working days after which a request to join, or for a seat, is recalled."""
    SEAT_SECOND = "seat_second"
    """Working days after which it is recalled to all who organise."""
    SEAT_ASKER = "seat_asker"
    """Working days after which whoever asked hears where it stands."""
    HELP_PROPOSED = "help_proposed"
    """People proposed for one question of mutual help."""
    HELP_MORE = "help_more"
    """People asked besides, where nobody answers."""
    HELP_WIDENED = "help_widened"
    """Working days without help after which more are asked."""
    HELP_ESCALATED = "help_escalated"
    """Working days without help after which the organisers look for somebody."""
    HELP_LASTS = "help_lasts"
    """Days for which a question is open."""
    DUES_FIRST = "dues_first"
    """Days before their due date of the first reminder of dues."""
    DUES_SECOND = "dues_second"
    """Days before it of the second."""
    DUES_LATE = "dues_late"
    """Days after it of the first reminder."""
    DUES_LAST = "dues_last"
    """Days after it of the last reminder."""
    WORK_OPENS = "work_opens"
    """The hour, on each one's own clock, from which people are reached on working days."""
    WORK_CLOSES = "work_closes"
    """The hour until which they are."""
    CHARTER_FIRST = "charter_first"
    """Days before the date of a new charter of the first reminder."""
    CHARTER_LAST = "charter_last"
    """Days before it of the last."""
    ATTENDANCE_FIRST = "attendance_first"
    """Hours after an event at which organisers are asked who came."""
    ATTENDANCE_LAST = "attendance_last"
    """Days after it at which all of them are."""
    PROFILE_EVERY = "profile_every"
    """Days between two reminders of an empty profile or page."""
    DIRECTORY_WAIT = "directory_wait"
    """Working days after which a directory that is no longer true is recalled."""
    MINUTES_DAYS = "minutes_days"
    """Days for which corrections of minutes may be proposed."""
    BALLOT_SEATS = "ballot_seats"
    """Topics to choose, as the form of a new ballot proposes."""
    BALLOT_POINTS = "ballot_points"
    """Points to give, likewise."""
    BALLOT_FLOOR = "ballot_floor"
    """Votes without which nothing is chosen, likewise."""
    BALLOT_PROXIES = "ballot_proxies"
    """Members whom one member may vote for, likewise."""
    GATE_ASKED = "gate_asked"
    """Days before an event from which people are asked what its site demands of them; 0: they never are."""
    KEEP_GATE = "keep_gate"
    """Days after an event for which that is kept."""
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
    KEEP_JOURNAL = "keep_journal"
    """Months for which the journal of organisers' acts is kept."""


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
    # Of what follows one another, ranges do too: whatever is chosen, the order stays.
    Setting.NUDGE_FIRST: Range(3, 30),
    Setting.NUDGE_LAST: Range(1, 2),
    Setting.DAY_TOLD: Range(1, 12),
    Setting.EVE_TOLD: Range(13, 72),
    Setting.COMPANIONS: Range(1, 10),
    Setting.SILENT_RESTS: Range(7, 28),
    Setting.SEAT_FIRST: Range(1, 5),
    Setting.SEAT_SECOND: Range(6, 12),
    Setting.SEAT_ASKER: Range(13, 40),
    Setting.HELP_PROPOSED: Range(2, 10),
    Setting.HELP_MORE: Range(2, 5),
    Setting.HELP_WIDENED: Range(2, 7),
    Setting.HELP_ESCALATED: Range(8, 30),
    Setting.HELP_LASTS: Range(60, 365),
    Setting.DUES_FIRST: Range(15, 60),
    Setting.DUES_SECOND: Range(1, 14),
    Setting.DUES_LATE: Range(8, 20),
    Setting.DUES_LAST: Range(21, 90),
    Setting.WORK_OPENS: Range(6, 11),
    Setting.WORK_CLOSES: Range(14, 21),
    Setting.CHARTER_FIRST: Range(3, 30),
    Setting.CHARTER_LAST: Range(1, 2),
    Setting.ATTENDANCE_FIRST: Range(1, 24),
    Setting.ATTENDANCE_LAST: Range(3, 7),
    Setting.PROFILE_EVERY: Range(30, 365),
    Setting.DIRECTORY_WAIT: Range(1, 20),
    Setting.MINUTES_DAYS: Range(1, 60),
    Setting.BALLOT_SEATS: Range(1, 50),
    Setting.BALLOT_POINTS: Range(2, 100),
    Setting.BALLOT_FLOOR: Range(0, 100),
    Setting.BALLOT_PROXIES: Range(0, 10),
    Setting.GATE_ASKED: Range(0, 30),
    Setting.KEEP_GATE: Range(1, 30),
    Setting.KEEP_GUESTS: Range(1, 3650),
    Setting.KEEP_DATES: Range(1, 3650),
    Setting.KEEP_CONSULTATIONS: Range(1, 120),
    Setting.KEEP_DEPARTED: Range(0, 120),
    Setting.KEEP_ACCEPTANCES: Range(0, 120),
    # The database itself keeps each line for 360 days.
    Setting.KEEP_JOURNAL: Range(12, 120),
}

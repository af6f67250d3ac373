"""How the club is set up."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time, timedelta
from zoneinfo import ZoneInfo

from club.calendar import (
    ANSWER_NOTICE,
    EVE,
    NUDGES,
    OFFER_LASTS,
    OFFER_WINDOW,
    USUAL_HOURS,
    DaysOff,
    Nudge,
    WorkHours,
    nudges_of,
)
from club.charter import ACCEPT_WITHIN
from club.daybook import SILENCE
from club.digest import A_WEEK, RESTS
from club.events import Offering
from club.followup import USUAL_WAITS, Days, Waits
from club.gate import USUAL_ASKED, USUAL_KEPT
from club.helpers import A_MONTH, MORE, MOST
from club.ids import SlackId
from club.minutes import CORRECTED_FOR
from club.mutual_help import USUAL_WAITS as USUAL_HELP_WAITS
from club.mutual_help import HelpWaits
from club.presence import TOLD_BEFORE
from club.retention import USUAL, Keeping
from club.seating import MOST_COMPANIONS
from club.settings import Setting
from club.yearly import AHEAD as CHOICE_AHEAD
from handlers import names

AT_ONCE = 2000
HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Club:
    """How this club is set up: by the installation, and what organisers set since (`handlers.kit.chosen`)."""

    zone: ZoneInfo
    channel: SlackId
    """Where cards are posted."""
    contact: str
    """Whom a stranger is told to ask."""
    language: str = "fr"
    """The language of what all share."""
    days_off: DaysOff = ()
    """Public holidays: nobody is reminded on them."""
    answer_notice: int = ANSWER_NOTICE.days
    """Days before an event until which answers change freely, unless the event says otherwise."""
    quota: int = 3
    """How many may represent a company that was granted no number of its own."""
    keeping: Keeping = USUAL
    """How long what is held about people is kept."""
    at_once: int = AT_ONCE
    """How many members may be told of a ballot's opening while the click waits for it."""
    lookups: int = 20
    """How many members' contact details one member may look up in a day."""
    help_a_month: int = A_MONTH
    """How often one member is asked for help in a month."""
    unasked_a_week: int = A_WEEK
    """Messages a week at most that a member did not ask for."""
    offer_window: int = OFFER_WINDOW // HOUR
    """Hours before the start from which a freed seat is offered."""
    offer_lasts: int = OFFER_LASTS // HOUR
    """Hours for which an offered seat is kept."""
    charter_days: int = ACCEPT_WITHIN.days
    """Days to accept a new charter, unless whoever publishes it says otherwise."""
    topic_answered: int = USUAL_WAITS.topic
    """Working days after which a topic without an answer is recalled to the organisers."""
    topic_open: int = USUAL_WAITS.author
    """Working days after which its author hears that it has none."""
    choice_ahead: int = CHOICE_AHEAD.days
    """Days before last year's date on which the choice is due."""
    silent_days: int = SILENCE.days
    """Days without a sign of life after which a company is named."""
    nudge_first: int = NUDGES[0].before.days
    """Days before a deadline on which who has not answered is reminded first."""
    nudge_last: int = NUDGES[1].before.days
    """Days before it of the last reminder."""
    day_told: int = TOLD_BEFORE // HOUR
    """Hours before an event from which who comes reads where and when."""
    eve_told: int = EVE.before // HOUR
    """Hours before an event from which who comes is reminded of it."""
    companions: int = MOST_COMPANIONS
    """How many people a member may bring."""
    silent_rests: int = RESTS.days
    """Days between two messages to somebody who lets all deadlines go by."""
    seat_first: int = USUAL_WAITS.first
    """Working days after which a request to join, or for a seat, is recalled."""
    seat_second: int = USUAL_WAITS.second
    """Working days after which it is recalled to all who organise."""
    seat_asker: int = USUAL_WAITS.asker
    """Working days after which whoever asked hears where it stands."""
    help_proposed: int = MOST
    """People proposed for one question."""
    help_more: int = MORE
    """People asked besides, where nobody answers."""
    help_widened: int = USUAL_HELP_WAITS.widened
    """Working days without help after which more are asked."""
    help_escalated: int = USUAL_HELP_WAITS.escalated
    """Working days without help after which the organisers look for somebody."""
    help_lasts: int = USUAL_HELP_WAITS.lasts
    """Days for which a question is open."""
    dues_first: int = 30
    """Days before their due date of the first reminder of dues."""
    dues_second: int = 7
    """Days before it of the second."""
    dues_late: int = 15
    """Days after it of the first reminder."""
    dues_last: int = 30
    """Days after it of the last reminder."""
    work_opens: int = USUAL_HOURS.opens.hour
    """The hour, on each one's own clock, from which people are reached on working days."""
    work_closes: int = USUAL_HOURS.closes.hour
    """The hour until which they are."""
    charter_first: int = NUDGES[0].before.days
    """Days before the date of a new charter on which who has not accepted is reminded first."""
    charter_last: int = NUDGES[1].before.days
    """Days before it of the last reminder."""
    attendance_first: int = USUAL_WAITS.attendance
    """Hours after an event at which who has it in hand is asked who came."""
    attendance_last: int = USUAL_WAITS.attendance_last
    """Days after it on which all who organise are."""
    profile_every: int = USUAL_WAITS.profile
    """Days between two reminders of an empty profile or page."""
    directory_wait: int = USUAL_WAITS.directory
    """Working days after which a directory that is no longer true is recalled."""
    minutes_days: int = CORRECTED_FOR.days
    """Days for which corrections of minutes may be proposed."""
    ballot_seats: int = 1
    """Topics to choose, as the form of a new ballot proposes."""
    ballot_points: int = 10
    """Points to give, likewise."""
    ballot_floor: int = 1
    """Votes without which nothing is chosen, likewise."""
    ballot_proxies: int = 0
    """Members whom one member may vote for, likewise."""
    gate_asked: int = USUAL_ASKED
    """Days before an event from which people are asked what its site demands; 0: never."""
    keep_gate: int = USUAL_KEPT
    """Days after it for which that is kept."""
    controller: str = ""
    """Who answers for personal data (article 4.7 GDPR), by name; empty: the club, unnamed."""
    site_url: str = ""
    """Where the public site stands, without a slash at its end; empty where nobody said."""
    public_url: str = ""
    """Where members reach Prime over the web, without a slash at its end; empty where they do not."""
    topics_channel: SlackId | None = None
    """Where what is said of topics is posted; None: where all is."""
    topics_weekly: bool = False
    """Whether new topics are told together, once a week, and have no cards."""
    mails: bool = False
    """Whether there is a mail server, by which members who agreed are written to as well."""
    locked: frozenset[Setting] = frozenset()
    """What the installation gave: no organiser changes it."""

    def channel_of(self, kind: str) -> SlackId:
        """Where postings of a kind stand that are for everybody."""
        return self._own_channel(kind) or self.channel

    def setting_of(self, kind: str) -> str:
        """The setting that says so."""
        return "PRIME_TOPICS_CHANNEL" if self._own_channel(kind) else "PRIME_CHANNEL"

    def _own_channel(self, kind: str) -> SlackId | None:
        return self.topics_channel if kind in (names.TOPIC_CARD, names.TOPICS_WEEK) else None

    @property
    def notice(self) -> timedelta:
        """`answer_notice` as a distance."""
        return timedelta(days=self.answer_notice)

    @property
    def offering(self) -> Offering:
        """When a freed seat is offered, and for how long."""
        return Offering(timedelta(hours=self.offer_window), timedelta(hours=self.offer_lasts))

    @property
    def days(self) -> Days:
        """The club's calendar, as follow-ups go by it."""
        waits = (self.topic_answered, self.topic_open, self.seat_first, self.seat_second, self.seat_asker)
        more = (self.attendance_first, self.attendance_last, self.profile_every, self.directory_wait)
        return Days(self.zone, self.work, Waits(*waits, *more))

    @property
    def work(self) -> WorkHours:
        """When people are reached."""
        return WorkHours(self.days_off, time(self.work_opens), time(self.work_closes))

    @property
    def nudges(self) -> Sequence[Nudge]:
        """The reminders of a deadline to answer."""
        return nudges_of(self.nudge_first, self.nudge_last)

    @property
    def charter_nudges(self) -> Sequence[Nudge]:
        """Those of a charter to accept."""
        return nudges_of(self.charter_first, self.charter_last)

    @property
    def eve(self) -> timedelta:
        """`eve_told` as a distance."""
        return timedelta(hours=self.eve_told)

    @property
    def told_before(self) -> timedelta:
        """`day_told` as a distance."""
        return timedelta(hours=self.day_told)

    @property
    def help_waits(self) -> HelpWaits:
        """How long a question waits for help."""
        return HelpWaits(self.help_widened, self.help_escalated, self.help_lasts)

    @property
    def dues_reminded(self) -> Sequence[int]:
        """Days from a due date, at which dues are recalled."""
        return (-self.dues_first, -self.dues_second, 0, self.dues_late, self.dues_last)

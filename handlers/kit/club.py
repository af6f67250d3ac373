"""How the club is set up."""

from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

from club.calendar import ANSWER_NOTICE, OFFER_LASTS, OFFER_WINDOW, DaysOff
from club.charter import ACCEPT_WITHIN
from club.daybook import SILENCE
from club.digest import A_WEEK
from club.events import Offering
from club.followup import USUAL_WAITS, Days, Waits
from club.helpers import A_MONTH
from club.ids import SlackId
from club.retention import USUAL, Keeping
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
    controller: str = ""
    """Who answers for personal data (article 4.7 GDPR), by name; empty: the club, unnamed."""
    site_url: str = ""
    """Where the public site stands, without a slash at its end; empty where nobody said."""
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
        return Days(self.zone, self.days_off, Waits(self.topic_answered, self.topic_open))

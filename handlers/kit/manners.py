"""Which messages come at once, and which may wait for their reader's digest (article FACILITER).

Whoever adds a kind of posting decides here; a test finds one that is in neither list.
"""

from collections.abc import Mapping
from typing import Protocol

from club.digest import Theme, Way, Wishes
from handlers import names

MAY_WAIT: Mapping[str, Theme] = {
    names.NUDGE: Theme.EVENTS,
    names.DATES_ASKED: Theme.EVENTS,
    names.MINUTES: Theme.EVENTS,
    names.GROUP_OPENED: Theme.TOPICS,
    names.MINUTES_AGAIN: Theme.EVENTS,
    names.TASK: Theme.EVENTS,
    names.QUESTIONS_ASKED: Theme.EVENTS,
    names.GATE_ASKED: Theme.EVENTS,
    names.FEEDBACK: Theme.EVENTS,
    names.BALLOT_OPENED: Theme.VOTES,
    names.BALLOT_NUDGE: Theme.VOTES,
    names.CHARTER: Theme.CHARTER,
    names.CHARTER_NUDGE: Theme.CHARTER,
    names.CONTACT: Theme.PROFILE,
    names.CORRECTION: Theme.PROFILE,
    names.PROFILE_DUE: Theme.PROFILE,
    names.PAGE_DUE: Theme.PROFILE,
    names.DIRECTORY_DUE: Theme.PROFILE,
    names.TOPIC_WAITS: Theme.TOPICS,
    names.TOPIC_OPEN: Theme.TOPICS,
    names.TOPIC_NEWS: Theme.TOPICS,
    names.TOPICS_VOTED: Theme.TOPICS,
    names.WORKS_ASKED: Theme.WORKS,
    names.WORKS_CITE: Theme.WORKS,
    names.HELP_ASKED: Theme.HELP,
    names.BUDDY_ASKED: Theme.HELP,
    names.HELP_ORGANISER: Theme.HELP,
    names.HELP_THANKS: Theme.HELP,
    names.DUES_NUDGE: Theme.DUES,
}
"""What nobody asked for and is not urgent, by the theme under which its reader chooses how to hear of it."""

AT_ONCE = frozenset(
    {
        # The decision on what one asked, and what answers one's own act
        *(names.DECIDED, names.REQUESTED, names.ADMISSION, names.ADMISSION_DECIDED, names.SEAT_GRANTED),
        names.CORRECTION_ASKED,
        *(names.SEAT_REFUSED, names.CHARTER_ACCEPTED, names.HELP, names.KNOWN, names.MY_DATA, names.LIST),
        # Minutes: for all, a correction that waits, and what became of it
        *(names.MINUTES_CARD, names.MINUTES_REMARK, names.MINUTES_SETTLED),
        *(names.GROUP_CARD, names.GROUP_LEAD, names.GROUP_NO_LEAD),
        # Of events elsewhere: for all, and for who goes there
        *(names.OUTSIDE_CARD, names.OUTSIDE_TURNED),
        names.CERTIFICATE,
        # The list for a site, to its member, and what changes of it
        *(names.GATE_LIST, names.GATE_CHANGED, names.GATE_NO_HOST),
        names.FEEDBACK_TOLD,
        # What an organiser writes to a company, in person
        *(names.BUDDY_FOUND, names.LETTER),
        *(names.MEMBERS_LIST, names.ICS, names.RESULT_URN, names.BALLOT_OPENING, names.ACCOUNT_BACK),
        # Cancellation, move, promotion or offer; what ceases to hold
        *(names.CANCELLED, names.CANCELLED_ICS, names.MOVED, names.PROMOTED, names.OFFERED, names.OUTGROWN),
        *(names.BALLOT_CANCELLED, names.BALLOT_EXTENDED, names.VOTE_LOST, names.PROXY),
        *(names.MEMBER_SUSPENDED, names.COMPANY_CHANGED, names.COMPANY_LEFT, names.ANSWERED_FOR, names.SITE),
        *(names.SUMMARY, names.JOURNAL, names.POSTER, names.NAMED, names.HANDED, names.HANDED_OVER),
        # A search for a date: how it stands, its end, the date for who said yes
        *(names.DATES_GRID, names.DATES_OVER, names.DATES_CANCELLED, names.DATES_KEPT),
        # What organisers decided of what one proposed
        names.TOPIC_CHANGED,
        # What the day of an event needs
        *(names.EVE, names.DAY, names.DAY_ORGANISER, names.LATE, names.LATE_HOST, names.LEFT, names.FEWER),
        # Dates of a series: files that follow an answer, a change, the end, a card that is gone
        *(names.SERIES_ICS, names.SERIES_CANCELLED_ICS, names.SERIES_MOVED, names.SERIES_CANCELLED),
        names.SERIES_LOST,
        # What stands in the channel
        *(
            names.SERIES_CARD,
            names.CARD,
            names.INTRODUCTION,
            names.TOPIC_CARD,
            names.TOPICS_WEEK,
            names.BALLOT_CARD,
            names.RESULT,
            names.RESULT_PICTURE,
        ),
        # What somebody waits for, or what fails without an organiser
        *(names.REQUEST, names.UNREACHED, names.OUTGROWN_TOLD, names.ADMISSION_COLLEAGUE),
        names.TOO_FEW,
        *(names.ADMISSION_ORGANISER, names.SEAT_ASKED, names.REPORT, names.TOPIC_MERGER, names.PUBLISH),
        *(names.MEMBER_LEFT, names.COMPANY_EMPTY, names.ACCOUNT_CLOSED, names.BALLOT_HELD, names.CHOICE_DUE),
        *(names.RESULT_ORGANISER, names.VOTES_LOST, names.VOTES_AWAY, names.BROKEN, names.CARD_LOST),
        *(names.TOPIC_CARD_LOST, names.BALLOT_CARD_LOST, names.RESULT_LOST),
        # Follow-ups of what somebody waits for, or may lose; and the organisers' week
        *(*names.FOLLOW_UPS_AT_ONCE, names.DAYBOOK, names.EVE_ORGANISER),
        # Works, help, hosting: the answer to what one asked or offered, the exchange of contacts, abuse
        *(names.WORKS_USES, names.HELP_QUESTION, names.HELP_ANSWER, names.HELP_OFFERED, names.HELP_CARD),
        *(names.HELP_SENTENCE, names.HELP_REPORT),
        *(names.HOSTING_OFFER, names.HOSTING_TAKEN, names.HOSTING_LEFT, names.HOSTING_THANKS),
        # Dues: the call itself, and what a company answers to it
        *(names.DUES, names.DUES_TOLD, names.DUES_LIST),
        # The digest itself, which has waited
        names.DIGEST,
    }
)
"""What is urgent, or was asked for."""

ORGANISERS_WISH = "asked"
"""What begins the moment of a reminder that an organiser sends by hand: it comes at once."""


WITH_OTHERS = frozenset({names.DAYBOOK})
"""What has its own day, and comes in one message with whatever else its reader has then."""

UNASKED = frozenset({*MAY_WAIT, *WITH_OTHERS, names.DIGEST})
"""What counts against the messages a week that nobody asked for."""


class Timed(Protocol):
    """A posting or a mail, as far as manners ask."""

    @property
    def kind(self) -> str: ...

    @property
    def moment(self) -> str: ...


def way_of(one: Timed, wishes: Wishes) -> Way:
    """How its reader hears of it: as they wish, and by itself where an organiser sends it by hand."""
    way = wishes.way(MAY_WAIT[one.kind])
    by_hand = one.moment.partition(":")[0] == ORGANISERS_WISH
    return Way.EACH if by_hand and way is Way.TOGETHER else way

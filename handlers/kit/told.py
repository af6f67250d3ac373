"""What each kind of posting is, and why it comes, in its reader's words."""

from collections.abc import Mapping
from dataclasses import dataclass

from handlers import names
from handlers.words import mark

ASKED = mark("you asked for it")
AWAITED = mark("an answer of yours is awaited")
CONCERNED = mark("it is about something you take part in")
OFFICE = mark("you help to organise the club")
COMPANY = mark("you represent your company")
EVERYBODY = mark("it is for all members")


@dataclass(frozen=True, slots=True)
class PostingWords:
    """One kind."""

    what: str
    why: str
    discreet: bool = False
    """Whether what became of it says whether somebody voted, or is the reader's own affair: then nobody else
    is shown more than that Slack refused it."""


TOLD: Mapping[str, PostingWords] = {
    names.CARD: PostingWords(mark("Event card"), EVERYBODY),
    names.ICS: PostingWords(mark("Calendar file"), CONCERNED),
    names.CANCELLED_ICS: PostingWords(mark("Calendar file, event called off"), CONCERNED),
    names.SERIES_CARD: PostingWords(mark("Card of a series"), EVERYBODY),
    names.SERIES_ICS: PostingWords(mark("Calendar file of a series"), CONCERNED),
    names.SERIES_CANCELLED_ICS: PostingWords(mark("Calendar file, dates called off"), CONCERNED),
    names.SERIES_MOVED: PostingWords(mark("Dates of a series changed"), CONCERNED),
    names.SERIES_CANCELLED: PostingWords(mark("Dates of a series called off"), CONCERNED),
    names.SERIES_LOST: PostingWords(mark("Card of a series missing in the channel"), OFFICE),
    names.NUDGE: PostingWords(mark("Reminder to answer"), AWAITED),
    names.EVE: PostingWords(mark("Reminder on the eve"), CONCERNED),
    names.PROMOTED: PostingWords(mark("Seat freed and given"), CONCERNED),
    names.OFFERED: PostingWords(mark("Seat offered"), AWAITED),
    names.OFFER_DUE: PostingWords(mark("Seat offered, reminder"), AWAITED),
    names.LEFT: PostingWords(mark("Somebody no longer comes"), OFFICE),
    names.LATE: PostingWords(mark("Somebody will be late"), OFFICE),
    names.LATE_HOST: PostingWords(mark("Somebody will be late at your premises"), COMPANY),
    names.DAY: PostingWords(mark("Message of the day"), CONCERNED),
    names.DAY_ORGANISER: PostingWords(mark("Presence code"), OFFICE),
    names.POSTER: PostingWords(mark("Poster with the presence code"), ASKED),
    names.REQUEST: PostingWords(mark("Late request to decide"), OFFICE),
    names.UNREACHED: PostingWords(mark("Requests that no organiser can read"), OFFICE),
    names.REQUESTED: PostingWords(mark("Late request sent"), ASKED),
    names.REQUEST_DUE: PostingWords(mark("Late request that waits"), OFFICE),
    names.REQUEST_OPEN: PostingWords(mark("Late request not decided yet"), ASKED),
    names.DECIDED: PostingWords(mark("Decision on a late request"), ASKED),
    names.FEWER: PostingWords(mark("Somebody brings fewer people"), OFFICE),
    names.OUTGROWN: PostingWords(mark("Party larger than the event"), CONCERNED),
    names.OUTGROWN_TOLD: PostingWords(mark("Party larger than the event, to settle"), OFFICE),
    names.TOO_FEW: PostingWords(mark("Too few people, to decide"), OFFICE),
    names.MOVED: PostingWords(mark("Event moved"), CONCERNED),
    names.CANCELLED: PostingWords(mark("Event called off"), CONCERNED),
    names.LIST: PostingWords(mark("List of answers"), ASKED),
    names.ATTENDANCE_DUE: PostingWords(mark("Attendance to note"), OFFICE),
    names.DATES_ASKED: PostingWords(mark("Dates that suit"), AWAITED),
    names.DATES_GRID: PostingWords(mark("Search for a date"), OFFICE),
    names.DATES_OVER: PostingWords(mark("Date to choose"), OFFICE),
    names.DATES_CANCELLED: PostingWords(mark("Search for a date given up"), CONCERNED),
    names.DATES_KEPT: PostingWords(mark("Date chosen, to confirm"), AWAITED),
    names.MINUTES: PostingWords(mark("Minutes"), CONCERNED),
    names.MINUTES_AGAIN: PostingWords(mark("Minutes changed"), CONCERNED),
    names.MINUTES_CARD: PostingWords(mark("Minutes for all"), EVERYBODY),
    names.MINUTES_REMARK: PostingWords(mark("Correction of minutes proposed"), OFFICE),
    names.MINUTES_SETTLED: PostingWords(mark("Answer to a correction"), ASKED),
    names.GROUP_CARD: PostingWords(mark("Study group"), EVERYBODY),
    names.GROUP_OPENED: PostingWords(mark("Study group opened"), CONCERNED),
    names.GROUP_LEAD: PostingWords(mark("Study group to lead"), CONCERNED),
    names.GROUP_NO_LEAD: PostingWords(mark("Study group without a lead"), OFFICE),
    names.OUTSIDE_CARD: PostingWords(mark("Event outside the club"), EVERYBODY),
    names.OUTSIDE_TURNED: PostingWords(mark("Event elsewhere corrected or withdrawn"), CONCERNED),
    names.CERTIFICATE: PostingWords(mark("Certificate of attendance"), ASKED),
    names.TASK: PostingWords(mark("Action you are charged with"), AWAITED),
    names.CARD_LOST: PostingWords(mark("Event card missing in the channel"), OFFICE),
    names.HELP: PostingWords(mark("Help"), ASKED),
    names.KNOWN: PostingWords(mark("Words of welcome"), EVERYBODY),
    names.INTRODUCTION: PostingWords(mark("Introduction of a new member"), EVERYBODY),
    names.BUDDY_ASKED: PostingWords(mark("A new colleague to accompany"), AWAITED),
    names.BUDDY_FOUND: PostingWords(mark("A colleague who accompanies"), CONCERNED),
    names.PUBLISH: PostingWords(mark("Public page to publish"), OFFICE),
    names.CONTACT: PostingWords(mark("Public contact: agreement asked"), COMPANY),
    names.CORRECTION: PostingWords(mark("Correction of the public page asked"), COMPANY),
    names.CORRECTION_DUE: PostingWords(mark("Correction of the public page, reminder"), COMPANY),
    names.CORRECTION_ASKED: PostingWords(mark("Correction asked of a company"), ASKED),
    names.DIRECTORY_DUE: PostingWords(mark("Directory to publish again"), OFFICE),
    names.PAGE_DUE: PostingWords(mark("Public page to complete"), COMPANY),
    names.PROFILE_DUE: PostingWords(mark("Profile to complete"), EVERYBODY),
    names.CONTACT_DUE: PostingWords(mark("Public contact to agree, reminder"), AWAITED),
    names.CHARTER: PostingWords(mark("Charter to read"), EVERYBODY),
    names.CHARTER_NUDGE: PostingWords(mark("Reminder of the charter"), AWAITED),
    names.CHARTER_ACCEPTED: PostingWords(mark("Charter accepted"), ASKED),
    names.MY_DATA: PostingWords(mark("File of one’s own data"), ASKED, discreet=True),
    names.MEMBER_LEFT: PostingWords(mark("A member left"), OFFICE),
    names.ADMISSION: PostingWords(mark("Request to join"), ASKED),
    names.ADMISSION_COLLEAGUE: PostingWords(mark("Request to join, to confirm"), COMPANY),
    names.ADMISSION_ORGANISER: PostingWords(mark("Request to join, to decide"), OFFICE),
    names.ADMISSION_DECIDED: PostingWords(mark("Decision on a request to join"), ASKED),
    names.ADMISSION_DUE: PostingWords(mark("Request to join that waits"), OFFICE),
    names.ADMISSION_COLLEAGUE_DUE: PostingWords(mark("Colleague to confirm, again"), COMPANY),
    names.ADMISSION_OPEN: PostingWords(mark("Where the request to join stands"), ASKED),
    names.SEAT_DUE: PostingWords(mark("Seat asked for that waits"), OFFICE),
    names.SEAT_OPEN: PostingWords(mark("Seat asked for, not decided yet"), ASKED),
    names.SEAT_ASKED: PostingWords(mark("One more representative, to decide"), OFFICE),
    names.SEAT_GRANTED: PostingWords(mark("One more representative granted"), COMPANY),
    names.SEAT_REFUSED: PostingWords(mark("One more representative refused"), COMPANY),
    names.COMPANY_CHANGED: PostingWords(mark("A company renamed or united"), COMPANY),
    names.COMPANY_LEFT: PostingWords(mark("A company left"), CONCERNED),
    names.COMPANY_EMPTY: PostingWords(mark("Company left without a member"), OFFICE),
    names.ACCOUNT_CLOSED: PostingWords(mark("Slack account closed"), OFFICE),
    names.ACCOUNT_BACK: PostingWords(mark("Slack account back"), CONCERNED),
    names.MEMBERS_LIST: PostingWords(mark("List of members"), ASKED),
    names.LETTER: PostingWords(mark("A few words from an organiser"), COMPANY),
    names.MEMBER_SUSPENDED: PostingWords(mark("Suspension"), CONCERNED),
    names.NAMED: PostingWords(mark("You were named to organise"), CONCERNED),
    names.REPORT: PostingWords(mark("Report of misuse"), OFFICE, discreet=True),
    names.TOPIC_CARD: PostingWords(mark("Topic card"), EVERYBODY),
    names.TOPICS_WEEK: PostingWords(mark("New topics of a week"), EVERYBODY),
    names.TOPIC_CHANGED: PostingWords(mark("Step of a topic"), CONCERNED),
    names.TOPIC_NEWS: PostingWords(mark("News of a topic"), CONCERNED),
    names.TOPICS_VOTED: PostingWords(mark("Topics after a vote"), CONCERNED),
    names.TOPIC_MERGER: PostingWords(mark("Merger of topics wished for"), CONCERNED),
    names.TOPIC_WAITS: PostingWords(mark("Topic that waits for an answer"), OFFICE),
    names.TOPIC_OPEN: PostingWords(mark("Topic not decided yet"), CONCERNED),
    names.TOPIC_CARD_LOST: PostingWords(mark("Topic card missing in the channel"), OFFICE),
    names.BALLOT_CARD: PostingWords(mark("Ballot card"), EVERYBODY),
    names.BALLOT_OPENING: PostingWords(mark("Ballot being opened"), OFFICE),
    names.BALLOT_OPENED: PostingWords(mark("Vote open"), AWAITED, discreet=True),
    names.BALLOT_NUDGE: PostingWords(mark("Reminder to vote"), AWAITED, discreet=True),
    names.BALLOT_EXTENDED: PostingWords(mark("Vote extended"), CONCERNED, discreet=True),
    names.BALLOT_CANCELLED: PostingWords(mark("Vote called off"), CONCERNED, discreet=True),
    names.BALLOT_HELD: PostingWords(mark("Ballot that could not open"), OFFICE),
    names.CHOICE_DUE: PostingWords(mark("This year’s choice to prepare"), OFFICE),
    names.BALLOT_CARD_LOST: PostingWords(mark("Ballot card missing in the channel"), OFFICE),
    names.PROXY: PostingWords(mark("Vote entrusted to you"), CONCERNED, discreet=True),
    names.PROXY_DUE: PostingWords(mark("Vote entrusted to you, reminder"), AWAITED, discreet=True),
    names.VOTE_LOST: PostingWords(mark("Sealed vote to cast again"), AWAITED, discreet=True),
    names.VOTES_LOST: PostingWords(mark("Sealed votes lost"), OFFICE),
    names.VOTES_AWAY: PostingWords(mark("Sealed votes that another machine holds"), OFFICE),
    names.RESULT: PostingWords(mark("Result"), EVERYBODY),
    names.RESULT_PICTURE: PostingWords(mark("Picture of a result"), EVERYBODY),
    names.RESULT_ORGANISER: PostingWords(mark("Result, for the organisers"), OFFICE),
    names.RESULT_URN: PostingWords(mark("Urn to count again"), ASKED, discreet=True),
    names.RESULT_LOST: PostingWords(mark("Result missing in the channel"), OFFICE),
    names.WORKS_ASKED: PostingWords(mark("Whether a work was of use"), AWAITED, discreet=True),
    names.WORKS_CITE: PostingWords(mark("Citation to add"), AWAITED),
    names.DUES: PostingWords(mark("Call of dues"), COMPANY, discreet=True),
    names.DUES_NUDGE: PostingWords(mark("Reminder of dues"), COMPANY, discreet=True),
    names.DUES_TOLD: PostingWords(mark("Answer to a call of dues"), OFFICE),
    names.DUES_LIST: PostingWords(mark("List of dues"), ASKED),
    names.HANDED: PostingWords(mark("List handed over as a file"), ASKED),
    names.HANDED_OVER: PostingWords(mark("Answer to a file handed over"), ASKED),
    names.SITE: PostingWords(mark("Public site"), ASKED),
    names.SUMMARY: PostingWords(mark("Summary of a year"), ASKED),
    names.JOURNAL: PostingWords(mark("Journal of the organisers"), ASKED),
    names.WORKS_USES: PostingWords(mark("List of uses"), ASKED),
    names.ANSWERED_FOR: PostingWords(mark("Answer given in your name"), CONCERNED),
    names.EVE_ORGANISER: PostingWords(mark("Eve of an event, for its organisers"), OFFICE),
    names.DAYBOOK: PostingWords(mark("Daybook of the week"), OFFICE),
    names.HELP_QUESTION: PostingWords(mark("Question of mutual help"), ASKED, discreet=True),
    names.HELP_ASKED: PostingWords(mark("Help asked of a member"), AWAITED, discreet=True),
    names.HELP_OFFERED: PostingWords(mark("Help that you offered"), CONCERNED, discreet=True),
    names.HELP_ANSWER: PostingWords(mark("Help offered"), ASKED, discreet=True),
    names.HELP_ORGANISER: PostingWords(mark("Question that nobody answers"), OFFICE),
    names.HELP_CARD: PostingWords(mark("Question to the whole club"), EVERYBODY),
    names.HELP_THANKS: PostingWords(mark("Thanks for help"), CONCERNED, discreet=True),
    names.HELP_SENTENCE: PostingWords(mark("What came of mutual help"), EVERYBODY),
    names.HELP_REPORT: PostingWords(mark("Abuse of mutual help"), OFFICE, discreet=True),
    names.DIGEST: PostingWords(mark("What awaits you, in one message"), AWAITED, discreet=True),
    names.HOSTING_OFFER: PostingWords(mark("Offer of premises"), ASKED),
    names.HOSTING_TAKEN: PostingWords(mark("Premises taken for an event"), AWAITED),
    names.HOSTING_LEFT: PostingWords(mark("A host backs out"), OFFICE),
    names.HOSTING_THANKS: PostingWords(mark("Thanks to a host"), EVERYBODY),
    names.BROKEN: PostingWords(mark("Messages that could not be prepared"), OFFICE),
}
OTHER = PostingWords(mark("Message"), EVERYBODY)
"""Of a kind that another version queued."""
DISCREET = frozenset(kind for kind, told in TOLD.items() if told.discreet)


def told_of(kind: str) -> PostingWords:
    """The words of a kind."""
    return TOLD.get(kind, OTHER)

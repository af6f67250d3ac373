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
class Told:
    """One kind."""

    what: str
    why: str
    discreet: bool = False
    """Whether what became of it says whether somebody voted, or is the reader's own affair: then nobody else
    is shown more than that Slack refused it."""


TOLD: Mapping[str, Told] = {
    names.CARD: Told(mark("Event card"), EVERYBODY),
    names.ICS: Told(mark("Calendar file"), CONCERNED),
    names.CANCELLED_ICS: Told(mark("Calendar file, event called off"), CONCERNED),
    names.NUDGE: Told(mark("Reminder to answer"), AWAITED),
    names.EVE: Told(mark("Reminder on the eve"), CONCERNED),
    names.PROMOTED: Told(mark("Seat freed and given"), CONCERNED),
    names.OFFERED: Told(mark("Seat offered"), AWAITED),
    names.OFFER_DUE: Told(mark("Seat offered, reminder"), AWAITED),
    names.LEFT: Told(mark("Somebody no longer comes"), OFFICE),
    names.LATE: Told(mark("Somebody will be late"), OFFICE),
    names.REQUEST: Told(mark("Late request to decide"), OFFICE),
    names.UNREACHED: Told(mark("Requests that no organiser can read"), OFFICE),
    names.REQUESTED: Told(mark("Late request sent"), ASKED),
    names.REQUEST_DUE: Told(mark("Late request that waits"), OFFICE),
    names.REQUEST_OPEN: Told(mark("Late request not decided yet"), ASKED),
    names.DECIDED: Told(mark("Decision on a late request"), ASKED),
    names.FEWER: Told(mark("Somebody brings fewer people"), OFFICE),
    names.OUTGROWN: Told(mark("Party larger than the event"), CONCERNED),
    names.OUTGROWN_TOLD: Told(mark("Party larger than the event, to settle"), OFFICE),
    names.MOVED: Told(mark("Event moved"), CONCERNED),
    names.CANCELLED: Told(mark("Event called off"), CONCERNED),
    names.LIST: Told(mark("List of answers"), ASKED),
    names.ATTENDANCE_DUE: Told(mark("Attendance to note"), OFFICE),
    names.CARD_LOST: Told(mark("Event card missing in the channel"), OFFICE),
    names.HELP: Told(mark("Help"), ASKED),
    names.KNOWN: Told(mark("Words of welcome"), EVERYBODY),
    names.PUBLISH: Told(mark("Public page to publish"), OFFICE),
    names.CONTACT: Told(mark("Public contact: agreement asked"), COMPANY),
    names.DIRECTORY_DUE: Told(mark("Directory to publish again"), OFFICE),
    names.PAGE_DUE: Told(mark("Public page to complete"), COMPANY),
    names.PROFILE_DUE: Told(mark("Profile to complete"), EVERYBODY),
    names.CONTACT_DUE: Told(mark("Public contact to agree, reminder"), AWAITED),
    names.CHARTER: Told(mark("Charter to read"), EVERYBODY),
    names.CHARTER_NUDGE: Told(mark("Reminder of the charter"), AWAITED),
    names.CHARTER_ACCEPTED: Told(mark("Charter accepted"), ASKED),
    names.MY_DATA: Told(mark("File of one’s own data"), ASKED, discreet=True),
    names.MEMBER_LEFT: Told(mark("A member left"), OFFICE),
    names.ADMISSION: Told(mark("Request to join"), ASKED),
    names.ADMISSION_COLLEAGUE: Told(mark("Request to join, to confirm"), COMPANY),
    names.ADMISSION_ORGANISER: Told(mark("Request to join, to decide"), OFFICE),
    names.ADMISSION_DECIDED: Told(mark("Decision on a request to join"), ASKED),
    names.ADMISSION_DUE: Told(mark("Request to join that waits"), OFFICE),
    names.ADMISSION_COLLEAGUE_DUE: Told(mark("Colleague to confirm, again"), COMPANY),
    names.ADMISSION_OPEN: Told(mark("Where the request to join stands"), ASKED),
    names.SEAT_DUE: Told(mark("Seat asked for that waits"), OFFICE),
    names.SEAT_OPEN: Told(mark("Seat asked for, not decided yet"), ASKED),
    names.SEAT_ASKED: Told(mark("One more representative, to decide"), OFFICE),
    names.SEAT_GRANTED: Told(mark("One more representative granted"), COMPANY),
    names.SEAT_REFUSED: Told(mark("One more representative refused"), COMPANY),
    names.COMPANY_CHANGED: Told(mark("A company renamed or united"), COMPANY),
    names.COMPANY_LEFT: Told(mark("A company left"), CONCERNED),
    names.COMPANY_EMPTY: Told(mark("Company left without a member"), OFFICE),
    names.ACCOUNT_CLOSED: Told(mark("Slack account closed"), OFFICE),
    names.ACCOUNT_BACK: Told(mark("Slack account back"), CONCERNED),
    names.MEMBERS_LIST: Told(mark("List of members"), ASKED),
    names.MEMBER_SUSPENDED: Told(mark("Suspension"), CONCERNED),
    names.REPORT: Told(mark("Report of misuse"), OFFICE, discreet=True),
    names.TOPIC_CARD: Told(mark("Topic card"), EVERYBODY),
    names.TOPICS_WEEK: Told(mark("New topics of a week"), EVERYBODY),
    names.TOPIC_CHANGED: Told(mark("Step of a topic"), CONCERNED),
    names.TOPICS_VOTED: Told(mark("Topics after a vote"), CONCERNED),
    names.TOPIC_MERGER: Told(mark("Merger of topics wished for"), CONCERNED),
    names.TOPIC_WAITS: Told(mark("Topic that waits for an answer"), OFFICE),
    names.TOPIC_OPEN: Told(mark("Topic not decided yet"), CONCERNED),
    names.TOPIC_CARD_LOST: Told(mark("Topic card missing in the channel"), OFFICE),
    names.BALLOT_CARD: Told(mark("Ballot card"), EVERYBODY),
    names.BALLOT_OPENING: Told(mark("Ballot being opened"), OFFICE),
    names.BALLOT_OPENED: Told(mark("Vote open"), AWAITED, discreet=True),
    names.BALLOT_NUDGE: Told(mark("Reminder to vote"), AWAITED, discreet=True),
    names.BALLOT_EXTENDED: Told(mark("Vote extended"), CONCERNED, discreet=True),
    names.BALLOT_CANCELLED: Told(mark("Vote called off"), CONCERNED, discreet=True),
    names.BALLOT_HELD: Told(mark("Ballot that could not open"), OFFICE),
    names.CHOICE_DUE: Told(mark("This year’s choice to prepare"), OFFICE),
    names.BALLOT_CARD_LOST: Told(mark("Ballot card missing in the channel"), OFFICE),
    names.PROXY: Told(mark("Vote entrusted to you"), CONCERNED, discreet=True),
    names.PROXY_DUE: Told(mark("Vote entrusted to you, reminder"), AWAITED, discreet=True),
    names.VOTE_LOST: Told(mark("Sealed vote to cast again"), AWAITED, discreet=True),
    names.VOTES_LOST: Told(mark("Sealed votes lost"), OFFICE),
    names.VOTES_AWAY: Told(mark("Sealed votes that another machine holds"), OFFICE),
    names.RESULT: Told(mark("Result"), EVERYBODY),
    names.RESULT_PICTURE: Told(mark("Picture of a result"), EVERYBODY),
    names.RESULT_ORGANISER: Told(mark("Result, for the organisers"), OFFICE),
    names.RESULT_URN: Told(mark("Urn to count again"), ASKED, discreet=True),
    names.RESULT_LOST: Told(mark("Result missing in the channel"), OFFICE),
    names.WORKS_ASKED: Told(mark("Whether a work was of use"), AWAITED, discreet=True),
    names.WORKS_CITE: Told(mark("Citation to add"), AWAITED),
    names.DUES: Told(mark("Call of dues"), COMPANY, discreet=True),
    names.DUES_NUDGE: Told(mark("Reminder of dues"), COMPANY, discreet=True),
    names.DUES_TOLD: Told(mark("Answer to a call of dues"), OFFICE),
    names.DUES_LIST: Told(mark("List of dues"), ASKED),
    names.SITE: Told(mark("Public site"), ASKED),
    names.WORKS_USES: Told(mark("List of uses"), ASKED),
    names.ANSWERED_FOR: Told(mark("Answer given in your name"), CONCERNED),
    names.EVE_ORGANISER: Told(mark("Eve of an event, for its organisers"), OFFICE),
    names.DAYBOOK: Told(mark("Daybook of the week"), OFFICE),
    names.HELP_QUESTION: Told(mark("Question of mutual help"), ASKED, discreet=True),
    names.HELP_ASKED: Told(mark("Help asked of a member"), AWAITED, discreet=True),
    names.HELP_ANSWER: Told(mark("Help offered"), ASKED, discreet=True),
    names.HELP_ORGANISER: Told(mark("Question that nobody answers"), OFFICE),
    names.HELP_CARD: Told(mark("Question to the whole club"), EVERYBODY),
    names.HELP_THANKS: Told(mark("Thanks for help"), CONCERNED, discreet=True),
    names.HELP_SENTENCE: Told(mark("What came of mutual help"), EVERYBODY),
    names.HELP_REPORT: Told(mark("Abuse of mutual help"), OFFICE, discreet=True),
    names.DIGEST: Told(mark("What awaits you, in one message"), AWAITED, discreet=True),
    names.HOSTING_OFFER: Told(mark("Offer of premises"), ASKED),
    names.HOSTING_TAKEN: Told(mark("Premises taken for an event"), AWAITED),
    names.HOSTING_LEFT: Told(mark("A host backs out"), OFFICE),
    names.HOSTING_THANKS: Told(mark("Thanks to a host"), EVERYBODY),
    names.BROKEN: Told(mark("Messages that could not be prepared"), OFFICE),
}
OTHER = Told(mark("Message"), EVERYBODY)
"""Of a kind that another version queued."""
DISCREET = frozenset(kind for kind, told in TOLD.items() if told.discreet)


def told_of(kind: str) -> Told:
    """The words of a kind."""
    return TOLD.get(kind, OTHER)

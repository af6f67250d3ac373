"""Kinds of postings of belonging: charter, members, companies, admission."""

from club.digest import Theme
from handlers.names.kind import (
    ASKED,
    AWAITED,
    COMPANY,
    CONCERNED,
    EVERYBODY,
    FIRST,
    LAST,
    OFFICE,
    Arrival,
    Kind,
)
from handlers.words import mark

PUBLISH = Kind(
    "companies.publish",
    Arrival.AT_ONCE,
    mark("Public page to publish"),
    OFFICE,
    "public pages to publish, for organisers",
    urgency=LAST,
)
CONTACT = Kind(
    "companies.contact",
    Theme.PROFILE,
    mark("Public contact: agreement asked"),
    COMPANY,
    "public contacts asked for their agreement",
    mailed=True,
)
CORRECTION = Kind(
    "companies.correction",
    Theme.PROFILE,
    mark("Correction of the public page asked"),
    COMPANY,
    "corrections asked of companies, of their public page",
    mailed=True,
)
CORRECTION_ASKED = Kind(
    "companies.correction_asked",
    Arrival.AT_ONCE,
    mark("Correction asked of a company"),
    ASKED,
    "what became of corrections asked, for who asked",
)
CONTACT_DUE = Kind(
    "companies.contact_due",
    Arrival.AT_ONCE,
    mark("Public contact to agree, reminder"),
    AWAITED,
    "public contacts asked again for their agreement",
)
CORRECTION_DUE = Kind(
    "companies.correction_due",
    Arrival.AT_ONCE,
    mark("Correction of the public page, reminder"),
    COMPANY,
    "corrections asked of companies, again",
)
PAGE_DUE = Kind(
    "companies.page_due",
    Theme.PROFILE,
    mark("Public page to complete"),
    COMPANY,
    "public pages to complete, for companies",
    urgency=LAST,
    mailed=True,
)
DIRECTORY_DUE = Kind(
    "companies.directory_due",
    Theme.PROFILE,
    mark("Directory to publish again"),
    OFFICE,
    "the directory to publish again, for organisers",
    urgency=LAST,
)
CHARTER = Kind(
    "charter.version",
    Theme.CHARTER,
    mark("Charter to read"),
    EVERYBODY,
    "versions of the charter to read",
    urgency=LAST,
    mailed=True,
)
CHARTER_NUDGE = Kind(
    "charter.nudge",
    Theme.CHARTER,
    mark("Reminder of the charter"),
    AWAITED,
    "reminders of the charter",
    urgency=LAST,
    mailed=True,
)
CHARTER_ACCEPTED = Kind(
    "charter.accepted", Arrival.AT_ONCE, mark("Charter accepted"), ASKED, "acceptances of the charter"
)
MY_DATA = Kind(
    "mydata.file",
    Arrival.AT_ONCE,
    mark("File of one’s own data"),
    ASKED,
    "files with somebody's own data",
    discreet=True,
)
MEMBER_LEFT = Kind(
    "mydata.left", Arrival.AT_ONCE, mark("A member left"), OFFICE, "members who left, for organisers"
)
ADMISSION = Kind(
    "admission.mine", Arrival.AT_ONCE, mark("Request to join"), ASKED, "requests to join, for who made them"
)
ADMISSION_COLLEAGUE = Kind(
    "admission.colleague",
    Arrival.AT_ONCE,
    mark("Request to join, to confirm"),
    COMPANY,
    "requests to join, for colleagues",
    asks=True,
)
ADMISSION_ORGANISER = Kind(
    "admission.organiser",
    Arrival.AT_ONCE,
    mark("Request to join, to decide"),
    OFFICE,
    "requests to join, for organisers",
)
ADMISSION_DECIDED = Kind(
    "admission.decided",
    Arrival.AT_ONCE,
    mark("Decision on a request to join"),
    ASKED,
    "decisions on requests to join",
)
SEAT_ASKED = Kind(
    "admission.seat",
    Arrival.AT_ONCE,
    mark("One more representative, to decide"),
    OFFICE,
    "companies that ask for one more representative, for organisers",
)
SEAT_GRANTED = Kind(
    "admission.seat_granted",
    Arrival.AT_ONCE,
    mark("One more representative granted"),
    COMPANY,
    "companies that have one more representative",
)
SEAT_REFUSED = Kind(
    "admission.seat_refused",
    Arrival.AT_ONCE,
    mark("One more representative refused"),
    COMPANY,
    "companies refused one more representative",
)
ADMISSION_DUE = Kind(
    "admission.due",
    Arrival.AT_ONCE,
    mark("Request to join that waits"),
    OFFICE,
    "requests to join that wait, for organisers",
)
ADMISSION_COLLEAGUE_DUE = Kind(
    "admission.colleague_due",
    Arrival.AT_ONCE,
    mark("Colleague to confirm, again"),
    COMPANY,
    "requests to join that wait, for the company's members",
)
ADMISSION_OPEN = Kind(
    "admission.undecided",
    Arrival.AT_ONCE,
    mark("Where the request to join stands"),
    ASKED,
    "where requests to join stand, for who made them",
)
SEAT_DUE = Kind(
    "admission.seat_due",
    Arrival.AT_ONCE,
    mark("Seat asked for that waits"),
    OFFICE,
    "seats asked for that wait, for organisers",
)
SEAT_OPEN = Kind(
    "admission.seat_undecided",
    Arrival.AT_ONCE,
    mark("Seat asked for, not decided yet"),
    ASKED,
    "seats asked for and not decided yet, for who asked",
)
COMPANY_EMPTY = Kind(
    "members.company_empty",
    Arrival.AT_ONCE,
    mark("Company left without a member"),
    OFFICE,
    "companies left without a member, for organisers",
)
ACCOUNT_CLOSED = Kind(
    "members.account_closed",
    Arrival.AT_ONCE,
    mark("Slack account closed"),
    OFFICE,
    "members whose Slack account was closed, for organisers",
)
ACCOUNT_BACK = Kind(
    "members.account_back",
    Arrival.AT_ONCE,
    mark("Slack account back"),
    CONCERNED,
    "members whose Slack account is back, for organisers",
)
MEMBERS_LIST = Kind("members.list", Arrival.AT_ONCE, mark("List of members"), ASKED, "lists of members")
LETTER = Kind(
    "members.letter",
    Arrival.AT_ONCE,
    mark("A few words from an organiser"),
    COMPANY,
    "letters of organisers to a company's members",
)
NAMED = Kind(
    "members.named",
    Arrival.AT_ONCE,
    mark("You were named to organise"),
    CONCERNED,
    "people named to organise, told so",
    urgency=FIRST,
)
MEMBER_SUSPENDED = Kind(
    "members.suspended", Arrival.AT_ONCE, mark("Suspension"), CONCERNED, "members suspended"
)
COMPANY_CHANGED = Kind(
    "companychanges.changed",
    Arrival.AT_ONCE,
    mark("A company renamed or united"),
    COMPANY,
    "companies renamed or united, for their members",
)
COMPANY_LEFT = Kind(
    "companychanges.left",
    Arrival.AT_ONCE,
    mark("A company left"),
    CONCERNED,
    "memberships that end with a company's",
)
REPORT = Kind(
    "directory.report",
    Arrival.AT_ONCE,
    mark("Report of misuse"),
    OFFICE,
    "reports of misuse, for organisers",
    discreet=True,
)
PROFILE_DUE = Kind(
    "directory.profile_due",
    Theme.PROFILE,
    mark("Profile to complete"),
    EVERYBODY,
    "profiles to complete",
    urgency=LAST,
    mailed=True,
)

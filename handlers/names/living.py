"""Kinds of postings of the living club: help, hosting, dues, reminders, the year."""

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

INTRODUCTION = Kind(
    "firstday.introduction",
    Arrival.AT_ONCE,
    mark("Introduction of a new member"),
    EVERYBODY,
    "new members who introduce themselves in the channel",
    urgency=LAST,
)
BUDDY_ASKED = Kind(
    "firstday.buddy_asked",
    Theme.HELP,
    mark("A new colleague to accompany"),
    AWAITED,
    "new members to accompany, for a colleague",
)
BUDDY_FOUND = Kind(
    "firstday.buddy_found",
    Arrival.AT_ONCE,
    mark("A colleague who accompanies"),
    CONCERNED,
    "colleagues who accompany, for new members",
)
DUES = Kind(
    "dues.call",
    Arrival.AT_ONCE,
    mark("Call of dues"),
    COMPANY,
    "calls of dues, for the companies' members",
    urgency=LAST,
    discreet=True,
)
DUES_NUDGE = Kind(
    "dues.nudge",
    Theme.DUES,
    mark("Reminder of dues"),
    COMPANY,
    "reminders of dues, for the companies' members",
    urgency=LAST,
    mailed=True,
    discreet=True,
)
DUES_TOLD = Kind(
    "dues.told",
    Arrival.AT_ONCE,
    mark("Answer to a call of dues"),
    OFFICE,
    "companies that answer a call of dues, for organisers",
)
DUES_LIST = Kind("dues.list", Arrival.AT_ONCE, mark("List of dues"), ASKED, "lists of dues")
SITE = Kind(
    "site.file",
    Arrival.AT_ONCE,
    mark("Public site"),
    ASKED,
    "public sites to put online, for organisers",
)
SUMMARY = Kind(
    "summary.file",
    Arrival.AT_ONCE,
    mark("Summary of a year"),
    ASKED,
    "summaries of a year, for organisers",
)
HELP_QUESTION = Kind(
    "help.question",
    Arrival.AT_ONCE,
    mark("Question of mutual help"),
    ASKED,
    "questions of mutual help, for who asks them",
    discreet=True,
)
HELP_ASKED = Kind(
    "help.asked",
    Theme.HELP,
    mark("Help asked of a member"),
    AWAITED,
    "questions of mutual help, for who is asked",
    discreet=True,
)
HELP_OFFERED = Kind(
    "help.offered",
    Arrival.AT_ONCE,
    mark("Help that you offered"),
    CONCERNED,
    "what became of help offered, for who offered it",
    discreet=True,
)
HELP_ANSWER = Kind(
    "help.answer",
    Arrival.AT_ONCE,
    mark("Help offered"),
    ASKED,
    "offers of help, for who asked",
    urgency=FIRST,
    discreet=True,
    asks=True,
)
HELP_ORGANISER = Kind(
    "help.organiser",
    Theme.HELP,
    mark("Question that nobody answers"),
    OFFICE,
    "questions of mutual help that nobody answers, for organisers",
)
HELP_CARD = Kind(
    "help.card",
    Arrival.AT_ONCE,
    mark("Question to the whole club"),
    EVERYBODY,
    "questions of mutual help in the channel",
)
HELP_THANKS = Kind(
    "help.thanks", Theme.HELP, mark("Thanks for help"), CONCERNED, "thanks for help", discreet=True
)
HELP_SENTENCE = Kind(
    "help.sentence",
    Arrival.AT_ONCE,
    mark("What came of mutual help"),
    EVERYBODY,
    "what came of mutual help, in the channel",
    urgency=LAST,
)
HELP_REPORT = Kind(
    "help.report",
    Arrival.AT_ONCE,
    mark("Abuse of mutual help"),
    OFFICE,
    "abuses of mutual help, for organisers",
    urgency=FIRST,
    discreet=True,
)
DIGEST = Kind(
    "reminders.digest",
    Arrival.AT_ONCE,
    mark("What awaits you, in one message"),
    AWAITED,
    "messages of the day, which say several things",
    discreet=True,
)
HOSTING_OFFER = Kind(
    "hosting.offer",
    Arrival.AT_ONCE,
    mark("Offer of premises"),
    ASKED,
    "offers of premises, for who makes them",
)
HOSTING_TAKEN = Kind(
    "hosting.taken",
    Arrival.AT_ONCE,
    mark("Premises taken for an event"),
    AWAITED,
    "hosts asked to confirm",
    asks=True,
)
HOSTING_LEFT = Kind(
    "hosting.left",
    Arrival.AT_ONCE,
    mark("A host backs out"),
    OFFICE,
    "hosts who back out, for organisers",
    urgency=FIRST,
    asks=True,
)
HOSTING_THANKS = Kind(
    "hosting.thanks",
    Arrival.AT_ONCE,
    mark("Thanks to a host"),
    EVERYBODY,
    "thanks to hosts in the channel",
    urgency=LAST,
)
JOURNAL = Kind(
    "journal.file",
    Arrival.AT_ONCE,
    mark("Journal of the organisers"),
    ASKED,
    "the journal as a file, for organisers",
)

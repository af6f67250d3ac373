"""Every name that Slack and the program must agree on: commands, shortcuts, events, scopes, posting kinds.

A test ties this file to `manifest.yml` and to the calls in the code. Ids of buttons and modals stand in the
`__init__` of the feature that answers them.
"""

from collections.abc import Mapping

from storage.urgency import PostingKind, Urgency

COMMANDS = ("/prime",)

SHORTCUTS = ("topics.from_message", "help.from_message")

EVENTS = ("app_home_opened", "message.im", "team_join", "user_change")

SCOPES: Mapping[str, str] = {
    "apps_connections_open": "",
    "auth_test": "",
    "chat_delete": "chat:write",
    "chat_postMessage": "chat:write",
    "chat_update": "chat:write",
    "conversations_history": "im:history",
    "conversations_open": "im:write",
    "files_completeUploadExternal": "files:write",
    "files_delete": "files:write",
    "files_getUploadURLExternal": "files:write",
    "files_info": "files:read",
    "users_info": "users:read",
    "users_list": "users:read",
    "users_lookupByEmail": "users:read.email",
    "views_open": "",
    "views_publish": "",
    "views_push": "",
    "views_update": "",
}
"""Web API methods the program calls, and the scope each needs (empty: none)."""

OTHER_SCOPES = ("commands", "channels:history", "groups:history")
"""Scopes no single call needs: slash commands; conversations.history in channels."""

OPTIONAL_SCOPES = ("files:read",)
"""Scopes that an installation gives only if it uses what needs them; without, that alone says so."""

# Kinds of postings. Each is rendered by the feature that registers it. What leaves little time goes first,
# what goes to many and is as good an hour later last. What is mailed names nobody else, and is about no vote.
FIRST, LAST = Urgency.FIRST, Urgency.LAST
CARD = PostingKind("rsvp.card")
ICS = PostingKind("rsvp.ics")
CANCELLED_ICS = PostingKind("rsvp.cancelled_ics", FIRST)
NUDGE = PostingKind("rsvp.nudge", mailed=True)
EVE = PostingKind("rsvp.eve", mailed=True)
PROMOTED = PostingKind("rsvp.promoted", FIRST, mailed=True)
OFFERED = PostingKind("rsvp.offered", FIRST, mailed=True)
LEFT = PostingKind("rsvp.left", FIRST)
LATE = PostingKind("rsvp.late", FIRST)
LATE_HOST = PostingKind("rsvp.late_host", FIRST)
REQUEST = PostingKind("requests.organisers", FIRST)
UNREACHED = PostingKind("requests.unreached", FIRST)
REQUESTED = PostingKind("requests.member")
DECIDED = PostingKind("requests.decided", FIRST, mailed=True)
FEWER = PostingKind("guests.fewer")
OUTGROWN = PostingKind("guests.outgrown")
OUTGROWN_TOLD = PostingKind("guests.outgrown_told")
TOO_FEW = PostingKind("limits.too_few")
GATE_ASKED = PostingKind("gate.asked", LAST)
GATE_LIST = PostingKind("gate.list", FIRST)
GATE_CHANGED = PostingKind("gate.changed", FIRST)
GATE_NO_HOST = PostingKind("gate.no_host", FIRST)
QUESTIONS_ASKED = PostingKind("questions.asked", LAST)
MOVED = PostingKind("events.moved", FIRST, mailed=True)
CANCELLED = PostingKind("events.cancelled", FIRST, mailed=True)
LIST = PostingKind("events.list")
CARD_LOST = PostingKind("events.card_lost")
SERIES_CARD = PostingKind("series.card")
SERIES_ICS = PostingKind("series.ics")
SERIES_CANCELLED_ICS = PostingKind("series.cancelled_ics", FIRST)
SERIES_MOVED = PostingKind("series.moved", FIRST, mailed=True)
SERIES_CANCELLED = PostingKind("series.cancelled", FIRST, mailed=True)
SERIES_LOST = PostingKind("series.card_lost")
HELP = PostingKind("welcome.help", FIRST)
KNOWN = PostingKind("welcome.known")
INTRODUCTION = PostingKind("firstday.introduction", LAST)
BUDDY_ASKED = PostingKind("firstday.buddy_asked")
BUDDY_FOUND = PostingKind("firstday.buddy_found")
PUBLISH = PostingKind("companies.publish", LAST)
CONTACT = PostingKind("companies.contact", mailed=True)
CORRECTION = PostingKind("companies.correction", mailed=True)
CORRECTION_ASKED = PostingKind("companies.correction_asked")
CHARTER = PostingKind("charter.version", LAST, mailed=True)
CHARTER_NUDGE = PostingKind("charter.nudge", LAST, mailed=True)
CHARTER_ACCEPTED = PostingKind("charter.accepted")
MY_DATA = PostingKind("mydata.file")
MEMBER_LEFT = PostingKind("mydata.left")
ADMISSION = PostingKind("admission.mine")
ADMISSION_COLLEAGUE = PostingKind("admission.colleague")
ADMISSION_ORGANISER = PostingKind("admission.organiser")
ADMISSION_DECIDED = PostingKind("admission.decided")
SEAT_ASKED = PostingKind("admission.seat")
SEAT_GRANTED = PostingKind("admission.seat_granted")
SEAT_REFUSED = PostingKind("admission.seat_refused")
COMPANY_EMPTY = PostingKind("members.company_empty")
COMPANY_CHANGED = PostingKind("companychanges.changed")
COMPANY_LEFT = PostingKind("companychanges.left")
ACCOUNT_CLOSED = PostingKind("members.account_closed")
ACCOUNT_BACK = PostingKind("members.account_back")
MEMBERS_LIST = PostingKind("members.list")
LETTER = PostingKind("members.letter")
NAMED = PostingKind("members.named", FIRST)
MEMBER_SUSPENDED = PostingKind("members.suspended")
REPORT = PostingKind("directory.report")
TOPIC_CARD = PostingKind("topics.card")
TOPICS_WEEK = PostingKind("topics.week", LAST)
TOPIC_CHANGED = PostingKind("topics.changed")
TOPIC_NEWS = PostingKind("topics.news", LAST)
TOPICS_VOTED = PostingKind("topics.voted", LAST)
TOPIC_MERGER = PostingKind("topics.merger")
TOPIC_CARD_LOST = PostingKind("topics.card_lost")
BALLOT_CARD = PostingKind("ballots.card")
BALLOT_OPENING = PostingKind("ballots.opening", FIRST)
BALLOT_OPENED = PostingKind("ballots.opened", LAST, passed_on=True)
BALLOT_NUDGE = PostingKind("ballots.nudge")
BALLOT_EXTENDED = PostingKind("ballots.extended")
BALLOT_CANCELLED = PostingKind("ballots.cancelled")
BALLOT_HELD = PostingKind("ballots.held")
CHOICE_DUE = PostingKind("ballots.choice_due")
BALLOT_CARD_LOST = PostingKind("ballots.card_lost")
PROXY = PostingKind("voting.proxy", FIRST)
VOTE_LOST = PostingKind("voting.lost", FIRST)
VOTES_LOST = PostingKind("voting.lost_told", FIRST)
VOTES_AWAY = PostingKind("voting.away", FIRST)
RESULT = PostingKind("results.card")
WORKS_ASKED = PostingKind("works.asked", LAST)
WORKS_CITE = PostingKind("works.citing", LAST)
DUES = PostingKind("dues.call", LAST)
DUES_NUDGE = PostingKind("dues.nudge", LAST, mailed=True)
DUES_TOLD = PostingKind("dues.told")
DUES_LIST = PostingKind("dues.list")
SITE = PostingKind("site.file")
SUMMARY = PostingKind("summary.file")
HANDED = PostingKind("handed.read", FIRST)
HANDED_OVER = PostingKind("handed.not_yours")
WORKS_USES = PostingKind("works.uses_file")
RESULT_PICTURE = PostingKind("results.picture")
RESULT_ORGANISER = PostingKind("results.organiser")
RESULT_URN = PostingKind("results.urn")
RESULT_LOST = PostingKind("results.lost")
HELP_QUESTION = PostingKind("help.question")
HELP_ASKED = PostingKind("help.asked")
HELP_OFFERED = PostingKind("help.offered")
HELP_ANSWER = PostingKind("help.answer", FIRST)
HELP_ORGANISER = PostingKind("help.organiser")
HELP_CARD = PostingKind("help.card")
HELP_THANKS = PostingKind("help.thanks")
HELP_SENTENCE = PostingKind("help.sentence", LAST)
HELP_REPORT = PostingKind("help.report", FIRST)
DIGEST = PostingKind("reminders.digest")
HOSTING_OFFER = PostingKind("hosting.offer")
HOSTING_TAKEN = PostingKind("hosting.taken")
HOSTING_LEFT = PostingKind("hosting.left", FIRST)
HOSTING_THANKS = PostingKind("hosting.thanks", LAST)
DATES_ASKED = PostingKind("dates.asked", LAST, mailed=True)
DATES_GRID = PostingKind("dates.grid")
DATES_OVER = PostingKind("dates.over")
DATES_CANCELLED = PostingKind("dates.cancelled")
DATES_KEPT = PostingKind("dates.kept", mailed=True)
BROKEN = PostingKind("upkeep.broken")

# Follow-ups (club.followup): somebody is called again, or hears that it still waits. All keep decent hours.
REQUEST_DUE = PostingKind("requests.due", FIRST)
REQUEST_OPEN = PostingKind("requests.undecided", FIRST)
ADMISSION_DUE = PostingKind("admission.due")
ADMISSION_COLLEAGUE_DUE = PostingKind("admission.colleague_due")
ADMISSION_OPEN = PostingKind("admission.undecided")
SEAT_DUE = PostingKind("admission.seat_due")
SEAT_OPEN = PostingKind("admission.seat_undecided")
TOPIC_WAITS = PostingKind("topics.waits")
TOPIC_OPEN = PostingKind("topics.undecided")
ATTENDANCE_DUE = PostingKind("events.attendance_due")
MINUTES = PostingKind("minutes.told")
MINUTES_AGAIN = PostingKind("minutes.again")
MINUTES_CARD = PostingKind("minutes.card")
MINUTES_REMARK = PostingKind("minutes.remark")
MINUTES_SETTLED = PostingKind("minutes.settled")
OUTSIDE_CARD = PostingKind("outside.card")
GROUP_CARD = PostingKind("groups.card")
GROUP_OPENED = PostingKind("groups.opened")
GROUP_LEAD = PostingKind("groups.lead")
GROUP_NO_LEAD = PostingKind("groups.no_lead")
OUTSIDE_TURNED = PostingKind("outside.turned")
FEEDBACK = PostingKind("feedback.asked", LAST)
FEEDBACK_TOLD = PostingKind("feedback.told")
CERTIFICATE = PostingKind("certificate.file")
TASK = PostingKind("tasks.charged")
JOURNAL = PostingKind("journal.file")
OFFER_DUE = PostingKind("rsvp.offered_due", FIRST)
PROXY_DUE = PostingKind("voting.proxy_due")
CONTACT_DUE = PostingKind("companies.contact_due")
PROFILE_DUE = PostingKind("directory.profile_due", LAST, mailed=True)
CORRECTION_DUE = PostingKind("companies.correction_due")
PAGE_DUE = PostingKind("companies.page_due", LAST, mailed=True)
DIRECTORY_DUE = PostingKind("companies.directory_due", LAST)
FOLLOW_UPS_AT_ONCE = (
    *(REQUEST_DUE, REQUEST_OPEN),
    *(ADMISSION_DUE, ADMISSION_COLLEAGUE_DUE, ADMISSION_OPEN, SEAT_DUE, SEAT_OPEN),
    *(ATTENDANCE_DUE, OFFER_DUE, PROXY_DUE, CONTACT_DUE, CORRECTION_DUE),
)
"""Those that do not wait for the digest of their reader."""
DAYBOOK = PostingKind("daybook.week")
ANSWERED_FOR = PostingKind("on_behalf.told", mailed=True)
EVE_ORGANISER = PostingKind("eve.organiser")
DAY = PostingKind("presence.day", FIRST)
DAY_ORGANISER = PostingKind("presence.organiser", FIRST)
POSTER = PostingKind("presence.poster")

"""Every name that Slack and the program must agree on: commands, shortcuts, events, scopes, posting kinds.

A test ties this file to `manifest.yml` and to the calls in the code. Ids of buttons and modals stand in the
`__init__` of the feature that answers them.
"""

from collections.abc import Mapping

COMMANDS = ("/prime",)

SHORTCUTS = ("topics.from_message",)

EVENTS = ("app_home_opened", "message.im", "team_join", "user_change")

SCOPES: Mapping[str, str] = {
    "auth_test": "",
    "chat_postMessage": "chat:write",
    "chat_update": "chat:write",
    "conversations_history": "im:history",
    "conversations_open": "im:write",
    "files_upload_v2": "files:write",
    "users_info": "users:read",
    "users_list": "users:read",
    "views_open": "",
    "views_publish": "",
    "views_push": "",
    "views_update": "",
}
"""Web API methods the program calls, and the scope each needs (empty: none)."""

OTHER_SCOPES = ("commands", "users:read.email")
"""Scopes no single call needs: slash commands; addresses in users.list."""

# Kinds of postings. Each is rendered by the feature that registers it.
CARD = "rsvp.card"
ICS = "rsvp.ics"
CANCELLED_ICS = "rsvp.cancelled_ics"
NUDGE = "rsvp.nudge"
EVE = "rsvp.eve"
PROMOTED = "rsvp.promoted"
OFFERED = "rsvp.offered"
LEFT = "rsvp.left"
LATE = "rsvp.late"
REQUEST = "requests.organisers"
UNREACHED = "requests.unreached"
REQUESTED = "requests.member"
DECIDED = "requests.decided"
FEWER = "guests.fewer"
OUTGROWN = "guests.outgrown"
OUTGROWN_TOLD = "guests.outgrown_told"
MOVED = "events.moved"
CANCELLED = "events.cancelled"
LIST = "events.list"
CARD_LOST = "events.card_lost"
HELP = "welcome.help"
KNOWN = "welcome.known"
PUBLISH = "companies.publish"
CONTACT = "companies.contact"
CHARTER = "charter.version"
CHARTER_NUDGE = "charter.nudge"
CHARTER_ACCEPTED = "charter.accepted"
MY_DATA = "mydata.file"
MEMBER_LEFT = "mydata.left"
ADMISSION = "admission.mine"
ADMISSION_COLLEAGUE = "admission.colleague"
ADMISSION_ORGANISER = "admission.organiser"
ADMISSION_DECIDED = "admission.decided"
SEAT_ASKED = "admission.seat"
SEAT_GRANTED = "admission.seat_granted"
SEAT_REFUSED = "admission.seat_refused"
COMPANY_EMPTY = "members.company_empty"
ACCOUNT_CLOSED = "members.account_closed"
ACCOUNT_BACK = "members.account_back"
MEMBERS_LIST = "members.list"
MEMBER_SUSPENDED = "members.suspended"
REPORT = "directory.report"
TOPIC_CARD = "topics.card"
TOPIC_CHANGED = "topics.changed"
TOPICS_VOTED = "topics.voted"
TOPIC_MERGER = "topics.merger"
TOPIC_CARD_LOST = "topics.card_lost"
BALLOT_CARD = "ballots.card"
BALLOT_OPENING = "ballots.opening"
BALLOT_OPENED = "ballots.opened"
BALLOT_NUDGE = "ballots.nudge"
BALLOT_EXTENDED = "ballots.extended"
BALLOT_CANCELLED = "ballots.cancelled"
BALLOT_HELD = "ballots.held"
BALLOT_CARD_LOST = "ballots.card_lost"
PROXY = "voting.proxy"
RESULT = "results.card"
RESULT_PICTURE = "results.picture"
RESULT_ORGANISER = "results.organiser"
RESULT_URN = "results.urn"
RESULT_LOST = "results.lost"

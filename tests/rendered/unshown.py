"""What the walk in the demo's clubs does not come upon, each with the story that shows it, of ordinary data.

The sandbox of the stories refuses what Slack refuses, as the walk's checks do. A new entry or kind of posting
is shown in the walk, or stands here.
"""

from collections.abc import Mapping

from handlers import names

TYPED = "a sentence typed to Prime: tests/stories/test_typed.py"
MOTIONS = "a resolution being written: tests/stories/test_motion_forms.py"
SECOND_PAGE = (
    "the second page of a list that no club here fills: tests/stories/test_large_club.py and its own story"
)
VOTING = "a vote being cast, page by page: tests/stories/test_voting_forms.py, test_voting.py"
PROXIES = "a ballot with entrusted votes: tests/stories/test_voting.py, test_proxies_in_vain.py"
JOINING = "a newcomer's or an invited person's form: tests/stories/test_admission.py"
HELPING = "a question of help asked of this person: tests/stories/test_mutual_help.py"
SEATS = "a seat offered, freed or late: tests/stories/test_rsvp.py, test_offers.py, test_late_effects.py"
PRESENCE = "the day of an event: tests/stories/test_presence.py"
TIE = "a tie for the organisers to settle: tests/stories/test_results.py"
LOST = "a message that somebody deleted in Slack: tests/stories/test_missing.py"
OUT = "a member out of reach: tests/stories/test_undelivered.py"
HOSTING = "premises taken for an event: tests/stories/test_hosting.py"
COMPANY = "members asked of a colleague or their page: tests/stories/test_admission.py, test_companies.py"
PARTIES = "a party that outgrows its event: tests/stories/test_parties.py, test_guests.py"
WORKS = "a work reported as used, or asked about: tests/stories/test_work_uses.py, test_work_removal.py"
TOPICS = "wishes and withdrawals of a topic's author: tests/stories/test_topics.py, test_topics_apart.py"
SEALED = "a sealed ballot whose key another machine has: tests/stories/test_fair_ballots.py"
DATES = "a search for a date that nobody gave up, and its end: tests/stories/test_dates.py"
FAULT = "a fault of Prime's own: tests/stories/test_outbox.py"

ENTRIES: Mapping[str, str] = {
    "action minutes.page": SECOND_PAGE,
    "action asking.chosen": TYPED,
    "action asking.other": TYPED,
    "action ballots.motion_drop": MOTIONS,
    "action ballots.motion_edit": MOTIONS,
    "action ballots.motion_more": MOTIONS,
    "action ballots.motion_text": MOTIONS,
    "action ballots.topics_page": SECOND_PAGE,
    "action ballots.who_page": SECOND_PAGE,
    "action charter.back": "the page before of a charter of several: tests/stories/test_charter.py",
    "action dates.page": SECOND_PAGE,
    "action directory.consulted_page": SECOND_PAGE,
    "action events.attendance_back": SECOND_PAGE,
    "action firstday.skip": "a club being set up: tests/stories/test_first_day.py",
    "action help.page": SECOND_PAGE,
    "action hosting.page": SECOND_PAGE,
    "action presence.guest": PRESENCE,
    "action presence.here": PRESENCE,
    "action presence.poster": PRESENCE,
    "action results.page": SECOND_PAGE,
    "action results.votes_page": SECOND_PAGE,
    "action rsvp.come": TYPED,
    "action rsvp.late_by": SEATS,
    "action rsvp.who_page": SECOND_PAGE,
    "action settings.restore": "a number that was changed: tests/stories/test_settings.py",
    "action topics.comments": TOPICS,
    "action topics.instead": TOPICS,
    "action upkeep.passed": OUT,
    "action voting.more": VOTING,
    "action voting.page": VOTING,
    "action voting.picked": VOTING,
    "action voting.turn": VOTING,
    "action works.cited": WORKS,
    "action works.due": WORKS,
    "action works.page": SECOND_PAGE,
    "action works.uses_page": SECOND_PAGE,
    "options voting.option": VOTING,
    "options voting.picked": VOTING,
    "view admission.invite": JOINING,
    "view admission.join": JOINING,
    "view ballots.consulting": "a work's second evaluation: tests/stories/test_works.py",
    "view ballots.motion_save": MOTIONS,
    "view companychanges.correct": "a correction asked of a company: tests/stories/test_corrections.py",
    "view companychanges.end": "a company that leaves: tests/stories/test_company_changes.py",
    "view directory.contact": "contact details shown once a day: tests/stories/test_directory.py",
    "view help.others": HELPING,
    "view help.pass": HELPING,
    "view help.resolve": HELPING,
    "view help.withdraw": HELPING,
    "view hosting.impossible": HOSTING,
    "view on_behalf.free": "a seat given up for somebody: tests/stories/test_on_behalf.py",
    "view results.settle": TIE,
    "view rsvp.free": SEATS,
    "view topics.turn_down": TOPICS,
    "view topics.wish": TOPICS,
    "view topics.withdraw": TOPICS,
    "view voting.deposit": VOTING,
    "view voting.entrust": PROXIES,
    "view works.remove": WORKS,
}
KINDS: Mapping[str, str] = {
    names.DAY: PRESENCE,
    names.DAY_ORGANISER: PRESENCE,
    names.POSTER: PRESENCE,
    names.LATE_HOST: PRESENCE,
    names.MINUTES_CARD: "minutes for all members, in the channel: tests/stories/test_minutes.py",
    names.LETTER: "a company that was silent for long: tests/stories/test_letters.py",
    names.DATES_OVER: DATES,
    names.DATES_KEPT: DATES,
    names.ADMISSION_COLLEAGUE: COMPANY,
    names.ADMISSION_COLLEAGUE_DUE: COMPANY,
    names.SEAT_DUE: COMPANY,
    names.SEAT_OPEN: COMPANY,
    names.CONTACT: COMPANY,
    names.CONTACT_DUE: COMPANY,
    names.BALLOT_CARD_LOST: LOST,
    names.CARD_LOST: LOST,
    names.RESULT_LOST: LOST,
    names.TOPIC_CARD_LOST: LOST,
    names.BALLOT_EXTENDED: "a ballot extended: tests/stories/test_ballots.py",
    names.BALLOT_HELD: "a ballot that could not open: tests/stories/test_ballots.py",
    names.MOVED: "an event moved: tests/stories/test_organising.py",
    names.FEWER: PARTIES,
    names.OUTGROWN: PARTIES,
    names.OUTGROWN_TOLD: PARTIES,
    names.TOO_FEW: "an event to which too few people come: tests/stories/test_limits.py",
    names.HELP_ANSWER: HELPING,
    names.HELP_ASKED: HELPING,
    names.HELP_OFFERED: HELPING,
    names.HELP_REPORT: HELPING,
    names.HOSTING_LEFT: HOSTING,
    names.HOSTING_TAKEN: HOSTING,
    names.ACCOUNT_CLOSED: "a Slack account closed: tests/stories/test_members.py",
    names.ANSWERED_FOR: "an answer in somebody's name: tests/stories/test_on_behalf.py",
    names.UNREACHED: "requests that no organiser can read: tests/stories/test_accounts.py",
    names.NUDGE: "a deadline in a week: tests/stories/test_reminders.py",
    names.OFFERED: SEATS,
    names.OFFER_DUE: SEATS,
    names.PROMOTED: SEATS,
    names.TOPIC_MERGER: TOPICS,
    names.TOPICS_WEEK: "new topics told together, a setting: tests/stories/test_topics_apart.py",
    names.BROKEN: FAULT,
    names.VOTES_AWAY: SEALED,
    names.VOTE_LOST: SEALED,
    names.VOTES_LOST: SEALED,
    names.PROXY: PROXIES,
    names.PROXY_DUE: PROXIES,
    names.WORKS_CITE: WORKS,
}

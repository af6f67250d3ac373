"""Kinds of postings of choosing: topics, ballots, votes, results, works, groups."""

from club.digest import Theme
from handlers.names.kind import ASKED, AWAITED, CONCERNED, EVERYBODY, FIRST, LAST, OFFICE, Arrival, Kind
from handlers.words import mark

TOPIC_CARD = Kind(
    "topics.card", Arrival.AT_ONCE, mark("Topic card"), EVERYBODY, "topics' cards in the channel"
)
TOPICS_WEEK = Kind(
    "topics.week",
    Arrival.AT_ONCE,
    mark("New topics of a week"),
    EVERYBODY,
    "new topics of a week, in the channel",
    urgency=LAST,
)
TOPIC_CHANGED = Kind(
    "topics.changed",
    Arrival.AT_ONCE,
    mark("Step of a topic"),
    CONCERNED,
    "decisions on topics, for who proposed them",
)
TOPIC_NEWS = Kind(
    "topics.news",
    Theme.TOPICS,
    mark("News of a topic"),
    CONCERNED,
    "news of a topic, for who stands behind it",
    urgency=LAST,
)
TOPICS_VOTED = Kind(
    "topics.voted",
    Theme.TOPICS,
    mark("Topics after a vote"),
    CONCERNED,
    "what votes decided on topics, for who stands behind them",
    urgency=LAST,
)
TOPIC_MERGER = Kind(
    "topics.merger", Arrival.AT_ONCE, mark("Merger of topics wished for"), CONCERNED, "wishes to merge topics"
)
TOPIC_CARD_LOST = Kind(
    "topics.card_lost",
    Arrival.AT_ONCE,
    mark("Topic card missing in the channel"),
    OFFICE,
    "topics' cards that are missing, for organisers",
)
TOPIC_WAITS = Kind(
    "topics.waits",
    Theme.TOPICS,
    mark("Topic that waits for an answer"),
    OFFICE,
    "topics that wait for an answer, for organisers",
)
TOPIC_OPEN = Kind(
    "topics.undecided",
    Theme.TOPICS,
    mark("Topic not decided yet"),
    CONCERNED,
    "topics not decided yet, for their authors",
)
BALLOT_CARD = Kind(
    "ballots.card", Arrival.AT_ONCE, mark("Ballot card"), EVERYBODY, "ballots' cards in the channel"
)
BALLOT_OPENING = Kind(
    "ballots.opening",
    Arrival.AT_ONCE,
    mark("Ballot being opened"),
    OFFICE,
    "ballots under way to open, for who opens them",
    urgency=FIRST,
)
BALLOT_OPENED = Kind(
    "ballots.opened",
    Theme.VOTES,
    mark("Vote open"),
    AWAITED,
    "members told that a vote is open",
    urgency=LAST,
    passed_on=True,
    discreet=True,
)
BALLOT_NUDGE = Kind(
    "ballots.nudge", Theme.VOTES, mark("Reminder to vote"), AWAITED, "reminders to vote", discreet=True
)
BALLOT_EXTENDED = Kind(
    "ballots.extended", Arrival.AT_ONCE, mark("Vote extended"), CONCERNED, "ballots extended", discreet=True
)
BALLOT_CANCELLED = Kind(
    "ballots.cancelled",
    Arrival.AT_ONCE,
    mark("Vote called off"),
    CONCERNED,
    "ballots called off",
    discreet=True,
)
BALLOT_HELD = Kind(
    "ballots.held",
    Arrival.AT_ONCE,
    mark("Ballot that could not open"),
    OFFICE,
    "ballots that could not open, for organisers",
)
CHOICE_DUE = Kind(
    "ballots.choice_due",
    Arrival.AT_ONCE,
    mark("This year’s choice to prepare"),
    OFFICE,
    "words that this year's choice is due, for organisers",
)
BALLOT_CARD_LOST = Kind(
    "ballots.card_lost",
    Arrival.AT_ONCE,
    mark("Ballot card missing in the channel"),
    OFFICE,
    "ballots' cards that are missing, for organisers",
)
PROXY = Kind(
    "voting.proxy",
    Arrival.AT_ONCE,
    mark("Vote entrusted to you"),
    CONCERNED,
    "votes entrusted to a member",
    urgency=FIRST,
    discreet=True,
    asks=True,
)
VOTE_LOST = Kind(
    "voting.lost",
    Arrival.AT_ONCE,
    mark("Sealed vote to cast again"),
    AWAITED,
    "members asked to cast a sealed vote again",
    urgency=FIRST,
    discreet=True,
)
VOTES_LOST = Kind(
    "voting.lost_told",
    Arrival.AT_ONCE,
    mark("Sealed votes lost"),
    OFFICE,
    "sealed votes that were lost, for organisers",
    urgency=FIRST,
)
VOTES_AWAY = Kind(
    "voting.away",
    Arrival.AT_ONCE,
    mark("Sealed votes that another machine holds"),
    OFFICE,
    "sealed votes that only another machine can read, for organisers",
    urgency=FIRST,
)
PROXY_DUE = Kind(
    "voting.proxy_due",
    Arrival.AT_ONCE,
    mark("Vote entrusted to you, reminder"),
    AWAITED,
    "reminders of votes entrusted",
    discreet=True,
)
RESULT = Kind("results.card", Arrival.AT_ONCE, mark("Result"), EVERYBODY, "results in the channel")
RESULT_PICTURE = Kind(
    "results.picture",
    Arrival.AT_ONCE,
    mark("Picture of a result"),
    EVERYBODY,
    "pictures of results in the channel",
)
RESULT_ORGANISER = Kind(
    "results.organiser",
    Arrival.AT_ONCE,
    mark("Result, for the organisers"),
    OFFICE,
    "results, for organisers",
)
RESULT_URN = Kind(
    "results.urn", Arrival.AT_ONCE, mark("Urn to count again"), ASKED, "urns to count again", discreet=True
)
RESULT_LOST = Kind(
    "results.lost",
    Arrival.AT_ONCE,
    mark("Result missing in the channel"),
    OFFICE,
    "results that are missing, for organisers",
)
WORKS_ASKED = Kind(
    "works.asked",
    Theme.WORKS,
    mark("Whether a work was of use"),
    AWAITED,
    "members asked whether a work was of use",
    urgency=LAST,
    discreet=True,
)
WORKS_CITE = Kind(
    "works.citing",
    Theme.WORKS,
    mark("Citation to add"),
    AWAITED,
    "members asked to cite ALLICE",
    urgency=LAST,
)
WORKS_USES = Kind("works.uses_file", Arrival.AT_ONCE, mark("List of uses"), ASKED, "lists of uses of works")
GROUP_CARD = Kind(
    "groups.card", Arrival.AT_ONCE, mark("Study group"), EVERYBODY, "study groups, in the channel"
)
GROUP_OPENED = Kind(
    "groups.opened",
    Theme.TOPICS,
    mark("Study group opened"),
    CONCERNED,
    "study groups opened, for who supports their topic",
)
GROUP_LEAD = Kind(
    "groups.lead",
    Arrival.AT_ONCE,
    mark("Study group to lead"),
    CONCERNED,
    "study groups to lead, for who does",
)
GROUP_ROOM = Kind(
    "groups.room",
    Arrival.AT_ONCE,
    mark("Private channel of a study group"),
    CONCERNED,
    "private channels of study groups",
)
GROUP_ROOM_GONE = Kind(
    "groups.room_gone",
    Arrival.AT_ONCE,
    mark("Private channel of a study group is gone"),
    CONCERNED,
    "private channels of study groups that are gone",
)
GROUP_NO_LEAD = Kind(
    "groups.no_lead",
    Arrival.AT_ONCE,
    mark("Study group without a lead"),
    OFFICE,
    "study groups without a lead, for organisers",
    asks=True,
)

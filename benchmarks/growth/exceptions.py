"""What may cost more in a larger club, and what still does."""

from collections.abc import Mapping

COUNTED = "a result is counted from its papers whenever it is shown: figures of a vote are never stored"
YEAR = "a year's figures are counted from all that happened in it, whenever they are shown"
GRADED = "a work's grades are counted from the papers of its ballots, once by each process"
SHORTLIST = "a ballot of the whole shortlist has an option for each topic on it, up to a thousand"
ACROSS: Mapping[str, str] = {
    "/prime present": "an event under way is looked for among all that have not ended",
    "/prime results": COUNTED,
    "/prime results automne": COUNTED,
    "action ballots.again": SHORTLIST,
    "action ballots.edit": SHORTLIST,
    "action ballots.who_page": "few vote in a small club: the second page of who did is empty, here full",
    "action ballots.open": "the roll is drawn up, and everybody on it is told",
    "action events.remind": "a reminder is queued for everybody who has not answered",
    "action members.silent": "companies of which nothing was heard are looked for among all of them",
    "action results.list": COUNTED,
    "action results.note": COUNTED,
    "action results.show": COUNTED,
    "action results.urn": COUNTED,
    "drawn ballots.card": COUNTED,
    "drawn eve.organiser": "whoever comes and reads nothing is looked for among all who come, once or twice",
    "drawn events.list": "the organiser's file of all answers",
    "drawn members.list": "the organiser's file of all members",
    "drawn mydata.file": "a row for each thing that is held about the person",
    "drawn results.card": COUNTED,
    "drawn results.organiser": COUNTED,
    "drawn results.picture": COUNTED,
    "drawn results.urn": "the published urn: every paper",
    "/prime summary": YEAR,
    "action summary.club": YEAR,
    "action summary.page": YEAR,
    "action voting.preview": SHORTLIST,
    "action works.bibtex": GRADED,
    "action works.cite": GRADED,
    "action works.edit": GRADED,
    "action works.filter": GRADED,
    "action works.remove": GRADED,
    "action works.show": GRADED,
    "action works.use": GRADED,
    "drawn site.file": "the file of all that is public",
    "drawn summary.file": "the organisers' files of a year: a row a company, sums over what everybody did",
    "view ballots.again_asked": "the roll is drawn up, and everybody on it is told",
    "view ballots.cancelling": "votes are erased, and everybody is told",
    "view ballots.closing": "papers are written anew, and everybody is told",
    "view charter.publish": "a message is queued for every member",
    "view events.cancelling": "everybody who comes is told",
    "view events.halving": "what everybody said to the event is said to each of its half-days",
    "view events.form": "of another date or place everybody who comes is told",
    "view groups.form": "whoever supports the topic is told",
    "view outside.form": "of another date or place everybody who goes there is told",
    "view outside.withdraw": "everybody who goes there is told",
    "view help.ask": "all whose expertise answers to the question are compared, two hundred at most",
    "view results.note": COUNTED,
    "view voting.preview": SHORTLIST,
}
"""By name: what reads, or writes, a row for each of those whom it is about."""

STILL: frozenset[str] = frozenset()
"""What grows and need not: the next to be shrunk. `--check` fails of these; a test lets none join them."""

FILLING = frozenset(
    {
        "/prime find chaleur fatale",
        "action ballots.who",
        "action outside.who",
        "action rsvp.who_page",
        "action events.attendance_back",
        "view events.attending",
        "/prime requests",
        "action requests.page",
    }
)
"""What shows or reads no more than so much, and in a club of a few hundred not yet that: at full size it is
within the bounds, and the test of small clubs lets it be."""

"""What organisers do, as the journal calls it: by the entry's name, which an act is noted under.

`tests/handlers/test_acts.py` finds an entry of theirs that is called nothing here and not said to only show.
"""

from collections.abc import Mapping
from enum import StrEnum

from handlers.kit.interaction import Interaction
from handlers.kit.router import Access, Entry
from handlers.words import mark
from storage.acts import OrganiserAct
from storage.people import Role


class ActTheme(StrEnum):
    """What an act is about, in the journal's filter."""

    EVENTS = "events"
    TOPICS = "topics"
    BALLOTS = "ballots"
    WORKS = "works"
    MEMBERS = "members"
    COMPANIES = "companies"
    DUES = "dues"
    HELP = "help"
    PRIME = "prime"


THEMES: Mapping[ActTheme, str] = {
    ActTheme.EVENTS: mark("Events"),
    ActTheme.TOPICS: mark("Topics"),
    ActTheme.BALLOTS: mark("Ballots"),
    ActTheme.WORKS: mark("Works"),
    ActTheme.MEMBERS: mark("Members"),
    ActTheme.COMPANIES: mark("Companies"),
    ActTheme.DUES: mark("Dues"),
    ActTheme.HELP: mark("Mutual help"),
    ActTheme.PRIME: mark("Prime and its settings"),
}
_OF: Mapping[str, ActTheme] = {
    **dict.fromkeys(
        (
            "events",
            "limits",
            "questions",
            "gate",
            "tasks",
            "outside",
            "presence",
            "series",
            "minutes",
            "dates",
            "requests",
            "on_behalf",
            "hosting",
        ),
        ActTheme.EVENTS,
    ),
    "topics": ActTheme.TOPICS,
    **dict.fromkeys(("ballots", "voting", "results"), ActTheme.BALLOTS),
    **dict.fromkeys(("works", "groups"), ActTheme.WORKS),
    **dict.fromkeys(("members", "admission", "mail", "charter"), ActTheme.MEMBERS),
    **dict.fromkeys(("companies", "companychanges"), ActTheme.COMPANIES),
    "dues": ActTheme.DUES,
    "help": ActTheme.HELP,
}
"""By the first word of an entry's name; any other is Prime's own."""

ACTS: Mapping[str, str] = {
    "events.form": mark("Event saved"),
    "events.repeating": mark("Event repeated"),
    "events.halving": mark("Event split into half-days"),
    "events.publish": mark("Event published"),
    "events.cancelling": mark("Event called off"),
    "events.remind": mark("Reminder sent to who has not answered"),
    "events.export": mark("Answers handed out as a file"),
    "events.attending": mark("Attendance noted"),
    "events.attendance_back": mark("Attendance noted"),
    "limits.hold": mark("Event held though few come"),
    "events.put_back": mark("Announcement posted again"),
    "series.put_back": mark("Announcement posted again"),
    "questions.form": mark("Question of an event saved"),
    "questions.removing": mark("Question of an event removed"),
    "questions.hand_over": mark("Answers of an event closed"),
    "questions.reopen": mark("Answers of an event open again"),
    "gate.list": mark("List for a site prepared"),
    "gate.send": mark("List for a site handed over"),
    "tasks.add": mark("Task noted"),
    "tasks.edit": mark("Task changed"),
    "tasks.drop": mark("Task given up"),
    "presence.poster": mark("Code of the room made"),
    "minutes.write": mark("Minutes deposited"),
    "minutes.keep": mark("Correction of minutes left"),
    "dates.form": mark("Search for a date sent"),
    "dates.extending": mark("Search for a date extended"),
    "dates.giving_up": mark("Search for a date given up"),
    "requests.accept": mark("Late request accepted"),
    "requests.wait": mark("Late request put on the waiting list"),
    "requests.decline": mark("Late request declined"),
    "on_behalf.answer": mark("Answered in somebody’s name"),
    "on_behalf.free": mark("Seats given back in somebody’s name"),
    "hosting.thank": mark("Host thanked in the channel"),
    "topics.shortlist": mark("Topic shortlisted"),
    "topics.reopen": mark("Topic reopened"),
    "topics.decline": mark("Topic declined"),
    "topics.merge": mark("Topics merged"),
    "topics.grant": mark("Merger granted"),
    "topics.turn_down": mark("Merger declined"),
    "topics.put_back": mark("Card of a topic posted again"),
    "ballots.second": mark("Ballot saved"),
    "ballots.open": mark("Ballot opened"),
    "ballots.extending": mark("Ballot extended"),
    "ballots.closing": mark("Ballot closed early"),
    "ballots.cancelling": mark("Ballot called off"),
    "ballots.consulting": mark("Second consultation opened"),
    "ballots.again_asked": mark("Ballot prepared from an earlier one"),
    "ballots.repost": mark("Card of a ballot posted again"),
    "ballots.motion_save": mark("Resolution written"),
    "ballots.motion_more": mark("Resolution written"),
    "ballots.motion_drop": mark("Resolution taken out"),
    "ballots.put_back": mark("Card of a ballot posted again"),
    "results.settle": mark("Tie decided"),
    "results.note": mark("Word on a result published"),
    "results.put_back": mark("Result posted again"),
    "groups.form": mark("Study group opened"),
    "groups.manage": mark("Study group changed"),
    "groups.room": mark("Private channel of a study group wanted"),
    "outside.form": mark("Event outside the club saved"),
    "outside.withdraw": mark("Event outside the club withdrawn"),
    "works.form": mark("Work saved"),
    "works.remove": mark("Work removed"),
    "works.propose": mark("Citation proposed"),
    "works.export": mark("Uses of works handed out as a file"),
    "members.move": mark("Company of a member changed"),
    "members.quota": mark("Seats of a company set"),
    "members.promote": mark("Made an organiser"),
    "members.demote": mark("Made a member again"),
    "members.name": mark("Organiser named"),
    "members.organisation": mark("Marked as the club’s own organisation"),
    "members.company": mark("Marked as a company like the others"),
    "members.suspend": mark("Member suspended"),
    "members.lift": mark("Suspension ended"),
    "members.free": mark("Seat freed"),
    "members.export": mark("List of members handed out as a file"),
    "members.write": mark("Words sent to a company’s members"),
    "admission.grant": mark("Seat granted to a company"),
    "admission.refuse_seat": mark("Seat refused to a company"),
    "admission.choose": mark("Company of a newcomer chosen"),
    "admission.admit": mark("Newcomer admitted"),
    "admission.refuse": mark("Newcomer declined"),
    "mail.note": mark("Agreement to e-mails noted"),
    "charter.publish": mark("Charter published"),
    "companies.uncorrect": mark("Correction of a page taken back"),
    "companychanges.rename": mark("Company renamed"),
    "companychanges.unite": mark("Companies united"),
    "companychanges.correct": mark("Correction of a page asked"),
    "companychanges.end": mark("Company has left the club"),
    "dues.call": mark("Dues called"),
    "dues.pay": mark("Payment noted"),
    "dues.terms": mark("Instalments set"),
    "dues.stand": mark("Dues discussed or waived"),
    "dues.reopen": mark("Dues called again"),
    "dues.export": mark("Dues handed out as a file"),
    "dues.contacts": mark("Dues contacts named"),
    "help.propose": mark("Somebody proposed to help"),
    "help.remove": mark("Question removed"),
    "site.publish": mark("Public site handed out"),
    "summary.send": mark("Year’s summary handed out as files"),
    "settings.change": mark("Setting changed"),
    "settings.restore": mark("Setting restored"),
    "glossary.write": mark("Term of the glossary saved"),
    "glossary.remove": mark("Term of the glossary removed"),
    "firstday.agree": mark("Set-up: language and hour confirmed"),
    "firstday.verify": mark("Set-up: channel tried"),
    "firstday.invite": mark("Set-up: invitations sent"),
    "firstday.skip": mark("Set-up: step skipped"),
    "firstday.resume": mark("Set-up: step taken up again"),
    "firstday.close": mark("Set-up: list closed"),
    "handed.import": mark("List imported"),
    "upkeep.passed": mark("Noted that somebody was told"),
    "upkeep.again": mark("Message sent again"),
    "upkeep.cancel": mark("Message cancelled"),
    "journal.export": mark("Journal handed out as a file"),
    "journal.purge": mark("Lines kept long enough removed"),
}
"""What each is called; the last one is the program's."""
SHARED = frozenset(
    {
        *("on_behalf.answer", "on_behalf.free", "admission.refuse", "dues.contacts"),
        *("groups.manage", "groups.room", "outside.form", "outside.withdraw"),
        *("dates.extending", "dates.giving_up"),
    }
)
"""Of these members have their own use too: noted where an organiser does it, for they may do more."""


def theme_of(entry: str) -> ActTheme:
    """What an entry's acts are about."""
    return _OF.get(entry.partition(".")[0], ActTheme.PRIME)


def act_of(entry: Entry, interaction: Interaction) -> OrganiserAct | None:
    """Who acts as an organiser by this entry; None where nobody does."""
    member = interaction.visitor.member
    if member is None or member.role is not Role.ORGANISER:
        return None
    if entry.access is not Access.ORGANISER and entry.name not in SHARED:
        return None
    return OrganiserAct(member.id, entry.name, theme_of(entry.name), interaction.now)

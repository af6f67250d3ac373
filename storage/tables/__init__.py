"""The tables. One class a table; what a column means stands beside it.

`SQLModel(table=True)` does not validate: every value comes through `club` or a parsed form first.
"""

from sqlalchemy import Table
from sqlmodel import SQLModel

from storage.tables.ballots import (
    Attendance,
    Ballot,
    BallotOption,
    BallotSeal,
    Paper,
    Proxy,
    Remark,
    SealedPaper,
    Voter,
)
from storage.tables.counts import (
    AcceptanceCount,
    Answered,
    BallotCount,
    BallotStateCount,
    ClubCount,
    ConsultationCount,
    EventCount,
    TopicCount,
    WeightCount,
    WorkCount,
)
from storage.tables.date_polls import DateAnswer, DateInvited, DatePoll, DateSlot
from storage.tables.directory import (
    CompanyPage,
    Consent,
    Consultation,
    ContactConsent,
    Correction,
    Detail,
    Report,
)
from storage.tables.dues import Dues, DuesContact, DuesPayment, DuesTerm
from storage.tables.events import Claim, Event, EventCare, EventCode, Guest, Rsvp
from storage.tables.feedback import FeedbackAsked, FeedbackGiven, FeedbackPaper
from storage.tables.firstday import Buddy, FirstStepsNote, SetUpNote
from storage.tables.followup import FollowUp
from storage.tables.gate import GateIdentity, GateListed, GateTold
from storage.tables.glossary import OwnTerm
from storage.tables.groups import GroupMember, GroupRoom, GroupRoomGuest, StudyGroup
from storage.tables.handed import HandedFile
from storage.tables.help import HelpAsked, HelpOff, HelpQuestion, HelpReport, HelpWord
from storage.tables.hosting import HostingOffer
from storage.tables.journal import JournalLine
from storage.tables.letters import CompanyLetter
from storage.tables.mail import Mail, MailConsent
from storage.tables.marks import Erased, Mark
from storage.tables.minutes import (
    EventMinutes,
    MinutesContent,
    MinutesReading,
    MinutesRemark,
    VersionFile,
)
from storage.tables.missed import Missed
from storage.tables.needs import EventNeed
from storage.tables.outbox import DataNotice, Posting, Seen
from storage.tables.outside import OutsideEvent, OutsideGoing
from storage.tables.people import Acceptance, Admission, CharterVersion, Company, Member, Profile
from storage.tables.questions import EventQuestion, QuestionReply
from storage.tables.reminders import ReminderWish
from storage.tables.search import ListedWord, Word
from storage.tables.sentences import SentenceCount
from storage.tables.series import EventSeries, SeriesDate
from storage.tables.settings import SettingChange
from storage.tables.subscriptions import CalendarAddress
from storage.tables.summary import KeptFigure, Tenure
from storage.tables.tasks import EventTask
from storage.tables.topics import Backing, Comment, Merger, Step, Topic, Work, WorkCompany, WorkUse

__all__ = [
    "Acceptance",
    "AcceptanceCount",
    "Admission",
    "Answered",
    "Attendance",
    "Backing",
    "Ballot",
    "BallotCount",
    "BallotOption",
    "BallotSeal",
    "BallotStateCount",
    "Buddy",
    "CalendarAddress",
    "CharterVersion",
    "Claim",
    "ClubCount",
    "Comment",
    "Company",
    "CompanyLetter",
    "CompanyPage",
    "Consent",
    "Consultation",
    "ConsultationCount",
    "ContactConsent",
    "Correction",
    "DataNotice",
    "DateAnswer",
    "DateInvited",
    "DatePoll",
    "DateSlot",
    "Detail",
    "Dues",
    "DuesContact",
    "DuesPayment",
    "DuesTerm",
    "Erased",
    "Event",
    "EventCare",
    "EventCode",
    "EventCount",
    "EventMinutes",
    "EventNeed",
    "EventQuestion",
    "EventSeries",
    "EventTask",
    "FeedbackAsked",
    "FeedbackGiven",
    "FeedbackPaper",
    "FirstStepsNote",
    "FollowUp",
    "GateIdentity",
    "GateListed",
    "GateTold",
    "GroupMember",
    "GroupRoom",
    "GroupRoomGuest",
    "Guest",
    "HandedFile",
    "HelpAsked",
    "HelpOff",
    "HelpQuestion",
    "HelpReport",
    "HelpWord",
    "HostingOffer",
    "JournalLine",
    "KeptFigure",
    "ListedWord",
    "Mail",
    "MailConsent",
    "Mark",
    "Member",
    "Merger",
    "MinutesContent",
    "MinutesReading",
    "MinutesRemark",
    "Missed",
    "OutsideEvent",
    "OutsideGoing",
    "OwnTerm",
    "Paper",
    "Posting",
    "Profile",
    "Proxy",
    "QuestionReply",
    "Remark",
    "ReminderWish",
    "Report",
    "Rsvp",
    "SealedPaper",
    "Seen",
    "SentenceCount",
    "SeriesDate",
    "SetUpNote",
    "SettingChange",
    "Step",
    "StudyGroup",
    "Tenure",
    "Topic",
    "TopicCount",
    "VersionFile",
    "Voter",
    "WeightCount",
    "Word",
    "Work",
    "WorkCompany",
    "WorkCount",
    "WorkUse",
    "core",
]


def core(model: type[SQLModel]) -> Table:
    """The Core table of a model: what the statements in this room are written with."""
    return SQLModel.metadata.tables[str(model.__tablename__)]

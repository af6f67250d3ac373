"""What each setting is called, and what it does."""

from collections.abc import Mapping
from dataclasses import dataclass

from club.settings import Setting
from handlers.living.settings import amounts
from handlers.living.settings.amounts import Amount
from handlers.words import mark


@dataclass(frozen=True, slots=True)
class SettingWords:
    """Of one setting; both sentences are marked."""

    label: str
    effect: str
    stays: str
    """What a change leaves as it is, or does for good."""
    amount: Amount


_BY_NIGHT = mark("What is older goes for good, from the next night.")

_NEXT_REMINDER = mark("It holds from the next reminder.")
_NEXT_BALLOT = mark("Ballots that exist keep theirs.")
_WAITING_QUESTIONS = mark("Questions that wait keep their next date, then follow.")
_NEXT_QUESTION = mark("It holds from the next question.")

WORDS: Mapping[Setting, SettingWords] = {
    Setting.ANSWER_NOTICE: SettingWords(
        mark("Answer deadline"),
        mark("Until then answers change freely, unless the event says otherwise."),
        mark("It holds for events that are made from now on."),
        amounts.days_before,
    ),
    Setting.QUOTA: SettingWords(
        mark("Members for a company"),
        mark("Of companies that were granted no number of their own."),
        mark("Nobody loses their seat."),
        amounts.number,
    ),
    Setting.LOOKUPS: SettingWords(
        mark("Contact details looked up in a day"),
        mark("So many for each member; none where it is 0."),
        mark("It holds from the next one that is asked for."),
        amounts.number,
    ),
    Setting.HELP_A_MONTH: SettingWords(
        mark("Requests for help in a month"),
        mark("So many at most for each member who is asked."),
        _NEXT_QUESTION,
        amounts.number,
    ),
    Setting.UNASKED_A_WEEK: SettingWords(
        mark("Messages in a week"),
        mark("So many at most reach a member who did not ask for them; what exceeds comes with the next."),
        mark("It holds from the next message."),
        amounts.number,
    ),
    Setting.OFFER_WINDOW: SettingWords(
        mark("Seats offered before the start"),
        mark("So close to the start, a freed seat is offered to who waits, and no longer given at once."),
        mark("Seats given or offered already stay so."),
        amounts.hours,
    ),
    Setting.OFFER_LASTS: SettingWords(
        mark("Seats kept for who is offered one"),
        mark("After that the seat is offered to the next; never past the start."),
        mark("Offers under way keep their hour."),
        amounts.hours,
    ),
    Setting.CHARTER_DAYS: SettingWords(
        mark("Time to accept a new charter"),
        mark("The date that the form of a new version proposes."),
        mark("Versions published already keep their date."),
        amounts.days,
    ),
    Setting.TOPIC_ANSWERED: SettingWords(
        mark("Topics without an answer"),
        mark("So long after it was proposed, a topic without an answer is recalled to the organisers."),
        _NEXT_REMINDER,
        amounts.working_days,
    ),
    Setting.TOPIC_OPEN: SettingWords(
        mark("Authors told of the wait"),
        mark("So long after proposing it, its author hears that a topic has no answer yet."),
        _NEXT_REMINDER,
        amounts.working_days,
    ),
    Setting.CHOICE_AHEAD: SettingWords(
        mark("Yearly choice foreseen"),
        mark("So long before last year’s date organisers hear that it is due."),
        mark("What was said already is not said again."),
        amounts.days,
    ),
    Setting.SILENT_DAYS: SettingWords(
        mark("Silent companies"),
        mark("A company that gives no sign of life for so long is named to the organisers."),
        mark("The list follows within a day."),
        amounts.days,
    ),
    Setting.NUDGE_FIRST: SettingWords(
        mark("First reminder of an answer"),
        mark("So long before the deadline, who has not answered is reminded."),
        _NEXT_REMINDER,
        amounts.days_before,
    ),
    Setting.NUDGE_LAST: SettingWords(
        mark("Last reminder of an answer"),
        mark("So long before the deadline, who still has not answered is reminded."),
        _NEXT_REMINDER,
        amounts.days_before,
    ),
    Setting.EVE_TOLD: SettingWords(
        mark("Reminder to who comes"),
        mark("So long before an event, in working hours, who comes is reminded of where and when."),
        _NEXT_REMINDER,
        amounts.hours_before,
    ),
    Setting.DAY_TOLD: SettingWords(
        mark("Message of the day"),
        mark("So long before an event, never before 7:30, who comes reads where and when."),
        mark("Messages sent already stay as they are."),
        amounts.hours_before,
    ),
    Setting.COMPANIONS: SettingWords(
        mark("People one may bring"),
        mark("So many at most with each member, where the event has room."),
        mark("Who is on a list already stays there."),
        amounts.people,
    ),
    Setting.SILENT_RESTS: SettingWords(
        mark("Rest of those who never answer"),
        mark("So long between two messages to who let every deadline go by; what is urgent still comes."),
        mark("It holds from the next message."),
        amounts.days,
    ),
    Setting.SEAT_FIRST: SettingWords(
        mark("First reminder of a request"),
        mark(
            "So long after it was made, a request to join, or for one more seat, is recalled to who decides."
        ),
        _NEXT_REMINDER,
        amounts.working_days,
    ),
    Setting.SEAT_SECOND: SettingWords(
        mark("Second reminder of a request"),
        mark("So long after it was made, it is recalled to all who organise."),
        _NEXT_REMINDER,
        amounts.working_days,
    ),
    Setting.SEAT_ASKER: SettingWords(
        mark("News of a request"),
        mark("So long after it was made, who asked hears where it stands."),
        _NEXT_REMINDER,
        amounts.working_days,
    ),
    Setting.HELP_PROPOSED: SettingWords(
        mark("People proposed for a question"),
        mark("So many at most are proposed to who asks for help."),
        _NEXT_QUESTION,
        amounts.people,
    ),
    Setting.HELP_MORE: SettingWords(
        mark("People asked besides"),
        mark("So many more are asked where nobody can help."),
        _WAITING_QUESTIONS,
        amounts.people,
    ),
    Setting.HELP_WIDENED: SettingWords(
        mark("Wait before asking others"),
        mark("So long without help, others are asked, where who asks wished so."),
        _WAITING_QUESTIONS,
        amounts.working_days,
    ),
    Setting.HELP_ESCALATED: SettingWords(
        mark("Wait before the organisers"),
        mark("So long without help, the organisers look for somebody."),
        _WAITING_QUESTIONS,
        amounts.working_days,
    ),
    Setting.HELP_LASTS: SettingWords(
        mark("Questions stay open"),
        mark("After that a question closes by itself."),
        _WAITING_QUESTIONS,
        amounts.days,
    ),
    Setting.DUES_FIRST: SettingWords(
        mark("First reminder of dues"),
        mark("So long before the due date, who follows a company’s dues is reminded."),
        _NEXT_REMINDER,
        amounts.days_before,
    ),
    Setting.DUES_SECOND: SettingWords(
        mark("Second reminder of dues"),
        mark("The same, closer to the due date."),
        _NEXT_REMINDER,
        amounts.days_before,
    ),
    Setting.DUES_LATE: SettingWords(
        mark("Dues past their date"),
        mark("So long after the due date, they are reminded once more."),
        _NEXT_REMINDER,
        amounts.days_after,
    ),
    Setting.DUES_LAST: SettingWords(
        mark("Last reminder of dues"),
        mark("So long after the due date, they are offered somebody to talk to; then nothing more comes."),
        _NEXT_REMINDER,
        amounts.days_after,
    ),
    Setting.WORK_OPENS: SettingWords(
        mark("People are reached from"),
        mark("On working days, on each one’s own clock; what nobody waits for comes then."),
        _NEXT_REMINDER,
        amounts.o_clock,
    ),
    Setting.WORK_CLOSES: SettingWords(
        mark("People are reached until"),
        mark("What would come later comes an hour before that, or as the next working day opens."),
        _NEXT_REMINDER,
        amounts.o_clock,
    ),
    Setting.CHARTER_FIRST: SettingWords(
        mark("First reminder of a charter"),
        mark("So long before its date, who has not accepted is reminded."),
        _NEXT_REMINDER,
        amounts.days_before,
    ),
    Setting.CHARTER_LAST: SettingWords(
        mark("Last reminder of a charter"),
        mark("So long before its date, who still has not accepted is reminded."),
        _NEXT_REMINDER,
        amounts.days_before,
    ),
    Setting.ATTENDANCE_FIRST: SettingWords(
        mark("Attendance asked for"),
        mark("So long after an event, whoever has it in hand is asked who came; once more the next day."),
        _NEXT_REMINDER,
        amounts.hours_after,
    ),
    Setting.ATTENDANCE_LAST: SettingWords(
        mark("Attendance, last reminder"),
        mark("So long after an event, all who organise are asked who came."),
        _NEXT_REMINDER,
        amounts.days_after,
    ),
    Setting.PROFILE_EVERY: SettingWords(
        mark("Empty profiles and pages"),
        mark("So long between two reminders, three at most."),
        _NEXT_REMINDER,
        amounts.days,
    ),
    Setting.DIRECTORY_WAIT: SettingWords(
        mark("Directory to publish anew"),
        mark("So long after something in it changed, organisers are reminded."),
        _NEXT_REMINDER,
        amounts.working_days,
    ),
    Setting.MINUTES_DAYS: SettingWords(
        mark("Corrections of minutes"),
        mark("For so long they may be proposed; then minutes are final."),
        mark("Minutes deposited already keep their date."),
        amounts.days,
    ),
    Setting.BALLOT_SEATS: SettingWords(
        mark("Topics to choose"),
        mark("What the form of a new ballot proposes."),
        _NEXT_BALLOT,
        amounts.topics,
    ),
    Setting.BALLOT_POINTS: SettingWords(
        mark("Points to give"),
        mark("What the form of a new ballot by points proposes."),
        _NEXT_BALLOT,
        amounts.points,
    ),
    Setting.BALLOT_FLOOR: SettingWords(
        mark("Floor of a ballot"),
        mark("So many votes the form of a new ballot proposes, below which nothing is chosen."),
        _NEXT_BALLOT,
        amounts.votes,
    ),
    Setting.BALLOT_PROXIES: SettingWords(
        mark("Proxies a member"),
        mark("How many the form of a new ballot proposes; 0: none."),
        _NEXT_BALLOT,
        amounts.proxies,
    ),
    Setting.GATE_ASKED: SettingWords(
        mark("What a site asks of visitors"),
        mark("So long before the event they are asked; 0: they never are, and no list is drawn up."),
        mark("Events to come; what was said already stays until it is erased."),
        amounts.days,
    ),
    Setting.KEEP_GATE: SettingWords(
        mark("What visitors said for a site"),
        mark("So long after the event it is erased, with its list."),
        mark("Within a minute."),
        amounts.days_after,
    ),
    Setting.KEEP_GUESTS: SettingWords(
        mark("Names of guests"),
        mark("So long after the event they are erased."),
        _BY_NIGHT,
        amounts.days_after,
    ),
    Setting.KEEP_DATES: SettingWords(
        mark("Answers to searches for a date"),
        mark("So long after the date was chosen, or the search given up, they are erased."),
        _BY_NIGHT,
        amounts.days_after,
    ),
    Setting.KEEP_CONSULTATIONS: SettingWords(
        mark("Who looked up whom"),
        mark("So long it is kept, and reports of misuse."),
        _BY_NIGHT,
        amounts.months,
    ),
    Setting.KEEP_DEPARTED: SettingWords(
        mark("Profiles of those who left"),
        mark("So long after a departure they are erased."),
        _BY_NIGHT,
        amounts.months,
    ),
    Setting.KEEP_ACCEPTANCES: SettingWords(
        mark("Proof of the charter"),
        mark("So long after a departure it is erased."),
        _BY_NIGHT,
        amounts.months,
    ),
    Setting.KEEP_JOURNAL: SettingWords(
        mark("Journal of the organisers"),
        mark("Lines older than that are removed."),
        _BY_NIGHT,
        amounts.months,
    ),
}

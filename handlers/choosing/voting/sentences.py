"""What a voter is told in a sentence: refusals, faults at their fields, and the vote itself in words."""

from collections.abc import Mapping

from club.ballots import Ballot, Grade, Method, Purpose
from club.polling import VotingBar
from club.votes import Slip, VoteFault
from handlers.choosing.shared.ballots import by_work, criterion_name
from handlers.choosing.shared.grades import grade_name
from handlers.choosing.shared.stances import stance_name
from handlers.choosing.voting.form import GRADES, FilledVote, VoteFormFault, slips
from handlers.choosing.voting.inputs import rank_name
from handlers.choosing.voting.service import VoteRefusal
from handlers.kit.blocks import cut
from handlers.words import Translator, mark
from storage.votes import Vote

LONGEST_TITLE, LONGEST_WORD = 75, 100

_BARS: Mapping[VotingBar, str] = {
    VotingBar.UNKNOWN: mark("This ballot no longer exists."),
    VotingBar.NOT_OPEN: mark("This ballot is not open yet; its opening will be announced."),
    VotingBar.CLOSED: mark("This ballot is closed: no more votes are taken."),
    VotingBar.PROXY_GONE: mark("This vote is no longer entrusted to you: it was taken back."),
    VotingBar.SEALED: mark("This vote is cast and no longer changes."),
    VotingBar.FOREIGN: mark("A choice is not of this ballot: nothing was recorded. Open the form again."),
    VotingBar.FORGED: mark("A mark is not of this ballot: nothing was recorded. Open the form again."),
}


def refused(t: Translator, refusal: VoteRefusal, contact: str) -> str:
    """Why no vote is taken, and what there is to do."""
    ballot = refusal.ballot
    if refusal.bar is VotingBar.NOT_ON_ROLL and ballot:
        return not_on_roll(t, ballot, contact)
    if refusal.bar is VotingBar.CANCELLED and ballot:
        return t("This ballot is cancelled: {reason}", reason=ballot.reason)
    said = t(_BARS[refusal.bar])
    if refusal.bar is VotingBar.CLOSED and ballot and ballot.closes_at:
        closed = min(ballot.closes_at, ballot.closed_at or ballot.closes_at)
        return t("This ballot closed on {date}: no more votes are taken.", date=t.date(closed))
    if refusal.bar is VotingBar.SEALED and refusal.voter and refusal.voter.cast:
        by = t("Cast by {name}.", name=refusal.voter.cast.by)
        return f"{said} {by}"
    return said


def not_on_roll(t: Translator, ballot: Ballot, contact: str) -> str:
    """The roll was drawn up at the opening, and holds neither this member nor their company."""
    asked = contact or t("the organisers of the club")
    if ballot.opens_at is None:
        return t("This ballot follows a list drawn up before. A question: {contact}.", contact=asked)
    return t(
        "This ballot follows the list drawn up on {date}. A question: {contact}.",
        date=t.day(ballot.opens_at),
        contact=asked,
    )


def errors(t: Translator, ballot: Ballot, filled: FilledVote) -> dict[str, str]:
    """Each fault at its field, in words; empty for a vote that may be cast."""
    if filled.faults:
        return {block: _fault(t, *fault) for block, fault in filled.faults.items()}
    found: dict[str, str] = {}
    for slip in slips(ballot, filled):
        found.setdefault(_field_of(filled, slip), _slip(t, slip))
    return found


def _fault(t: Translator, fault: VoteFormFault, before: int) -> str:
    if fault is VoteFormFault.GAP:
        return t("Fill in this rank first.")
    if fault is VoteFormFault.TWICE:
        return t("Two answers to resolution {n}: keep one.", n=before)
    if fault is VoteFormFault.JUDGED:
        return t("Already judged “{grade}”.", grade=grade_name(t, Grade(before)))
    return t("Already placed: {rank}.", rank=_placed(t, before))


def _placed(t: Translator, rank: int) -> str:
    name = rank_name(t, rank)
    return name[:1].lower() + name[1:]


def _field_of(filled: FilledVote, slip: Slip) -> str:
    """Where a slip is said: at its option, else at the last thing marked."""
    if slip.option is not None and slip.option in filled.where:
        return filled.where[slip.option]
    marked = [block for option, block in filled.where.items() if option in filled.marks]
    return marked[-1] if marked else ""


def _slip(t: Translator, slip: Slip) -> str:
    over = slip.given - slip.allowed
    if slip.wrong is VoteFault.OVERSPENT:
        return t.plural(
            "{given} points for {allowed}: take {n} away.",
            "{given} points for {allowed}: take {n} away.",
            over,
            given=slip.given,
            allowed=slip.allowed,
        )
    if slip.wrong is VoteFault.OVER_CAP:
        return t("{given} points here; {allowed} at most.", given=slip.given, allowed=slip.allowed)
    return t.plural(
        "{given} choices where {allowed} may be made: take {n} away.",
        "{given} choices where {allowed} may be made: take {n} away.",
        over,
        given=slip.given,
        allowed=slip.allowed,
    )


def in_words(t: Translator, ballot: Ballot, vote: Vote) -> list[str]:
    """A vote, line by line; one line for a blank one."""
    if vote.blank:
        return [t("Blank vote: no choice")]
    if ballot.purpose is Purpose.EVALUATION:
        return _evaluation(t, ballot, vote)
    titles = {one.id: cut(one.title, LONGEST_TITLE) for one in ballot.options}
    marked = [(titles[option], mark) for option, mark in vote.marks.items() if option in titles]
    match ballot.rules.method:
        case Method.APPROVAL:
            return [f"• {title}" for title, _ in sorted(marked)]
        case Method.POINTS:
            ordered = sorted(marked, key=lambda one: (-one[1], one[0]))
            given = [(title, t.plural("{n} point", "{n} points", points)) for title, points in ordered]
            return [f"• {title}{t(': ')}{points}" for title, points in given]
        case Method.MOTION:
            numbered = enumerate(ballot.options, 1)
            said = [(place, one, vote.marks[one.id]) for place, one in numbered if one.id in vote.marks]
            return [
                f"{place}. {titles[one.id]}{t(': ')}{stance_name(t, given)}" for place, one, given in said
            ]
        case Method.RANKING:
            return [f"{rank}. {title}" for title, rank in sorted(marked, key=lambda one: one[1])]
    return _judgment(t, marked)


def _judgment(t: Translator, marked: list[tuple[str, int]]) -> list[str]:
    groups = {grade: sorted(title for title, given in marked if given == grade) for grade in GRADES}
    return [
        f"• {grade_name(t, grade)}{t(': ')}{', '.join(group)}" for grade, group in groups.items() if group
    ]


def _evaluation(t: Translator, ballot: Ballot, vote: Vote) -> list[str]:
    lines = []
    for work, group in by_work(ballot.options).items():
        said = [
            f"{criterion_name(t, one.criterion) if one.criterion else one.title} {_grade(t, vote, one.id)}"
            for one in group
            if one.id in vote.marks
        ]
        word = vote.remarks.get(work, "")
        said += [t("“{word}”", word=cut(word, LONGEST_WORD))] if word else []
        if said:
            lines.append(f"• {cut(group[0].title, LONGEST_TITLE)}{t(': ')}{', '.join(said)}")
    return lines


def _grade(t: Translator, vote: Vote, option: int) -> str:
    given = {int(one): mark for one, mark in vote.marks.items()}[option]
    return grade_name(t, Grade(given)).lower() if given in set(Grade) else ""

"""Numbers in words: a phrase each, and a label for columns."""

from collections.abc import Mapping, Sequence

from club.dues import State
from club.summary import Figure, Numbers
from handlers.words import Translator, mark

LABELS: Mapping[Figure, str] = {
    Figure.CAME: mark("Presences at events"),
    Figure.REMOTE: mark("Of these, remotely"),
    Figure.UNNOTED: mark("Yes, presence not noted"),
    Figure.SENT: mark("Represented by somebody else"),
    Figure.EXCUSED: mark("Excused"),
    Figure.ON_TIME: mark("Answers on time"),
    Figure.LATE: mark("Answers after the deadline"),
    Figure.SILENT: mark("Without an answer"),
    Figure.HOSTED: mark("Meetings hosted"),
    Figure.TOPICS: mark("Topics proposed"),
    Figure.CHOSEN: mark("Topics chosen"),
    Figure.VOTES: mark("Votes cast"),
    Figure.EVALUATED: mark("Evaluations of works"),
    Figure.ASKED: mark("Questions of mutual help"),
    Figure.SOLVED: mark("Questions resolved"),
    Figure.HELPED: mark("Help offered"),
    Figure.USES: mark("Uses of works"),
}
DUES: Mapping[State, str] = {
    State.CALLED: mark("Dues called"),
    State.PART: mark("Dues part paid"),
    State.PAID: mark("Dues paid"),
    State.DISCUSSED: mark("Dues in discussion"),
    State.WAIVED: mark("Dues waived"),
}
"""A state, never an amount."""
LINES: Sequence[Sequence[Figure]] = (
    (Figure.CAME, Figure.REMOTE, Figure.UNNOTED, Figure.SENT, Figure.EXCUSED),
    (Figure.ON_TIME, Figure.LATE, Figure.SILENT),
    (Figure.HOSTED, Figure.TOPICS, Figure.CHOSEN, Figure.VOTES, Figure.EVALUATED, Figure.USES),
    (Figure.HELPED, Figure.ASKED, Figure.SOLVED),
)


def lines(t: Translator, figures: Numbers) -> list[str]:
    """What there is to say, by theme; nothing of what there is none of."""
    shown = (
        [phrase(t, figure, figures[figure]) for figure in line if figures.get(figure, 0)] for line in LINES
    )
    return [" · ".join(line) for line in shown if line]


def phrase(t: Translator, figure: Figure, n: int) -> str:
    """One figure as people say it."""
    return {**_of_events(t, n), **_of_acts(t, n)}[figure]


def _of_events(t: Translator, n: int) -> Mapping[Figure, str]:
    return {
        Figure.CAME: t.plural("{n} event come to", "{n} events come to", n),
        Figure.REMOTE: t.plural("{n} of them remotely", "{n} of them remotely", n),
        Figure.UNNOTED: t.plural("{n} yes, presence not noted", "{n} yes, presence not noted each time", n),
        Figure.SENT: t.plural("represented {n} time", "represented {n} times", n),
        Figure.EXCUSED: t.plural("{n} time excused", "{n} times excused", n),
        Figure.ON_TIME: t.plural("{n} answer on time", "{n} answers on time", n),
        Figure.LATE: t.plural("{n} after the deadline", "{n} answers after the deadline", n),
        Figure.SILENT: t.plural("{n} event without an answer", "{n} events without an answer", n),
        Figure.HOSTED: t.plural("{n} meeting hosted", "{n} meetings hosted", n),
    }


def _of_acts(t: Translator, n: int) -> Mapping[Figure, str]:
    return {
        Figure.TOPICS: t.plural("{n} topic proposed", "{n} topics proposed", n),
        Figure.CHOSEN: t.plural("{n} topic chosen by a vote", "{n} topics chosen by a vote", n),
        Figure.VOTES: t.plural("{n} ballot voted in", "{n} ballots voted in", n),
        Figure.EVALUATED: t.plural("{n} evaluation of works", "{n} evaluations of works", n),
        Figure.ASKED: t.plural("{n} question asked", "{n} questions asked", n),
        Figure.SOLVED: t.plural("{n} question resolved", "{n} questions resolved", n),
        Figure.HELPED: t.plural("{n} time help offered", "{n} times help offered", n),
        Figure.USES: t.plural("{n} use of works", "{n} uses of works", n),
    }


def titled(t: Translator, title: str, *, present: bool) -> str:
    """A title of the year that runs says so."""
    return t("{title}, so far", title=title) if present else title

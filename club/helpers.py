"""Who is asked a question of mutual help, and why (article S'ENTRAIDER).

By expertise as the members see it, and by what was answered before; never the asker's own company, nor
anybody who is away, does not wish it, cannot act, or was asked often enough this month.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, tzinfo

from club.expertise import fragments, hits
from club.folding import fold
from club.ids import CompanyId, MemberId
from club.likeness import telling
from club.mutual_help import Draft

MOST = 5
"""People proposed at a time."""
MORE = 2
"""People asked besides where nobody answers, if the asker wished so."""
A_MONTH = 2
"""How often one member is asked in a month of the club's calendar, unless a setting says otherwise."""
LONGEST_REASON = 120


@dataclass(frozen=True, slots=True)
class Candidate:
    """A member as far as it matters for being asked."""

    id: MemberId
    name: str
    company_id: CompanyId | None
    expertise: str = ""
    """As the members see it."""
    answered: Sequence[str] = ()
    """Published questions that they answered, by name."""
    acts: bool = True
    """Whether they can do anything in Slack now."""
    away: bool = False
    off: bool = False
    """Whether they do not wish to be asked."""
    asked: int = 0
    """How often they were asked this month."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """Somebody who may be asked, and why."""

    id: MemberId
    reason: str


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, and how often one member may be asked in a month."""

    id: MemberId
    company_id: CompanyId | None
    a_month: int = A_MONTH


def may_ask(asker: Asker, one: Candidate) -> bool:
    """Whether this member may be asked by that one now."""
    colleague = one.company_id is not None and one.company_id == asker.company_id
    free = one.acts and not one.away and not one.off and one.asked < asker.a_month
    return free and one.id != asker.id and not colleague


def propose(
    asker: Asker, words: Sequence[str], candidates: Iterable[Candidate], most: int = MOST
) -> list[Proposed]:
    """The members to ask a question of these telling words, the fittest first.

    By how many of the words their expertise or what they answered before has; of equals whoever was asked
    less this month comes first, then by name: the same question finds the same people.
    """
    found = []
    for one in candidates:
        told = hits(words, " ".join((one.expertise, *one.answered)))
        if told and may_ask(asker, one):
            found.append((-len(told), one.asked, fold(one.name), one.id, one))
    return [Proposed(one.id, reason_of(words, one)) for *_, one in sorted(found, key=lambda each: each[:4])][
        :most
    ]


def reason_of(words: Sequence[str], one: Candidate) -> str:
    """What of a member's expertise, or of what they answered before, answers to the words."""
    said = fragments(words, one.expertise) or tuple(
        each for text in one.answered for each in fragments(words, text)
    )
    kept = ""
    for each in said:
        longer = f"{kept}, {each}" if kept else each
        if len(longer) > LONGEST_REASON:
            break
        kept = longer
    return kept


def words_of_question(draft: Draft) -> tuple[str, ...]:
    """What a question is about: the telling words of it, and of its details where it has too few."""
    words = telling(draft.question)
    return words if len(words) > 1 else tuple(dict.fromkeys((*words, *telling(draft.detail))))


def month_began(now: datetime, zone: tzinfo) -> datetime:
    """When the club's month began."""
    first = now.astimezone(zone).date().replace(day=1)
    return datetime.combine(first, time(), zone).astimezone(UTC)

"""Members by what their expertise says, and what else matters for asking them a question of mutual help."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from sqlalchemy import TextClause, and_, delete, func, select, text

from club.directory import Audience, Field, Visibility
from club.expertise import is_beginning, widened
from club.helpers import Candidate, month_began
from club.ids import MemberId
from storage import tables
from storage.indexing import index_name
from storage.people import CAN_ACT, MEMBER, list_charter_due
from storage.questions import find_published
from storage.session import Session
from storage.tables import core
from storage.upsert import Upsert

DETAIL, ASKED, OFF = core(tables.Detail), core(tables.HelpAsked), core(tables.HelpOff)
WISH = core(tables.ReminderWish)
MOST = 200
"""Members looked at for one question."""
_TABLE = index_name(Audience.MEMBERS)
_OFF = Upsert(OFF, ["member_id"])


@dataclass(frozen=True, slots=True)
class _Engine:
    """How an engine finds members by words of their expertise alone."""

    word: Callable[[str], str]
    either: str
    whole: str
    found: TextClause


_ENGINES: Mapping[str, _Engine] = {
    "sqlite": _Engine(
        lambda word: f'"{word}"*' if is_beginning(word) else f'"{word}"',
        " OR ",
        "expertise : ({})",
        text(f"SELECT rowid FROM {_TABLE} WHERE {_TABLE} MATCH :words ORDER BY rowid LIMIT {MOST}"),
    ),
    # B is the weight of expertise in the index. OFFSET 0: the matches first, by the index of words, and not
    # members one after another.
    "postgresql": _Engine(
        lambda word: f"'{word}':*B" if is_beginning(word) else f"'{word}':B",
        " | ",
        "{}",
        text(
            f"SELECT member_id FROM (SELECT member_id FROM {_TABLE} "
            "WHERE words @@ CAST(:words AS tsquery) OFFSET 0) AS hit "
            f"ORDER BY member_id LIMIT {MOST}"
        ),
    ),
}


def find_experts(session: Session, words: Sequence[str]) -> list[MemberId]:
    """Members whose expertise, as members see it, has a word that may answer to one of these telling ones."""
    beginnings = dict.fromkeys(each for word in words for each in widened(word))
    if not beginnings:
        return []
    connection = session.connection()
    engine = _ENGINES[connection.dialect.name]
    asked = engine.whole.format(engine.either.join(map(engine.word, beginnings)))
    return [MemberId(row[0]) for row in connection.execute(engine.found, {"words": asked})]


def find_candidates(session: Session, words: Sequence[str], now: datetime, zone: tzinfo) -> list[Candidate]:
    """Whoever may know: by expertise, or by a published answer that names them."""
    answered = defaultdict[MemberId, list[str]](list)
    for one in find_published(session, [widened(word) for word in words], all_of=False):
        if one.helper_id is not None:
            answered[one.helper_id].append(one.question)
    return list_candidates(session, {*find_experts(session, words), *answered}, now, zone, answered)


def list_candidates(
    session: Session,
    ids: Iterable[MemberId],
    now: datetime,
    zone: tzinfo,
    answered: Mapping[MemberId, Sequence[str]] | None = None,
) -> list[Candidate]:
    """These members as far as it matters for being asked on this day of the club's calendar, by id."""
    wanted, today = sorted(set(ids)), now.astimezone(zone).date()
    away = and_(WISH.c.absent_from <= today, WISH.c.absent_to >= today)
    known = (
        select(MEMBER.c.id, MEMBER.c.name, MEMBER.c.company_id, CAN_ACT.label("acts"))
        .add_columns(
            OFF.c.since.label("off"),
            WISH.c.member_id.label("away"),
            func.coalesce(DETAIL.c.value, "").label("expertise"),
        )
        .select_from(MEMBER)
        .outerjoin(OFF, OFF.c.member_id == MEMBER.c.id)
        .outerjoin(DETAIL, _SHOWN)
        .outerjoin(WISH, and_(WISH.c.member_id == MEMBER.c.id, away))
        .where(MEMBER.c.id.in_(wanted))
        .order_by(MEMBER.c.id)
    )
    rows = session.connection().execute(known).all()
    asked = _count_asked(session, wanted, month_began(now, zone))
    due = list_charter_due(session, wanted, now)
    return [
        Candidate(
            MemberId(row.id),
            row.name,
            row.company_id,
            row.expertise,
            (answered or {}).get(row.id, ()),
            acts=bool(row.acts) and row.id not in due,
            away=row.away is not None,
            off=row.off is not None,
            asked=asked.get(row.id, 0),
        )
        for row in rows
    ]


_SHOWN = (
    (DETAIL.c.member_id == MEMBER.c.id)
    & (DETAIL.c.name == Field.EXPERTISE.value)
    & (DETAIL.c.visibility == Visibility.MEMBERS.value)
)


def _count_asked(session: Session, ids: Sequence[MemberId], since: datetime) -> dict[MemberId, int]:
    """How often each was asked since then; who came by themselves was not asked."""
    theirs = (ASKED.c.member_id.in_(ids), ASKED.c.asked_at >= since, ~ASKED.c.offered_self)
    rows = select(ASKED.c.member_id, func.count()).where(*theirs).group_by(ASKED.c.member_id)
    return {MemberId(row[0]): row[1] for row in session.connection().execute(rows)}


def set_off(session: Session, member_id: MemberId, now: datetime) -> None:
    """Has somebody not be asked any more."""
    _OFF.run(session.connection(), {"member_id": member_id, "since": now})


def set_on(session: Session, member_id: MemberId) -> None:
    """Has somebody be asked again."""
    session.connection().execute(delete(OFF).where(OFF.c.member_id == member_id))


def is_off(session: Session, member_id: MemberId) -> bool:
    """Whether somebody does not wish to be asked."""
    mine = select(OFF.c.since).where(OFF.c.member_id == member_id)
    return session.connection().execute(mine).first() is not None

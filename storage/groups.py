"""Study groups as they are kept, and who is in them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, func, insert, select, update

from club.folding import fold
from club.groups import MOST_MEMBERS, GroupMember, GroupShares, GroupState, StudyGroup
from club.ids import GroupId, MemberId, TopicId
from storage import tables
from storage.people import COMPANY, MEMBER
from storage.session import Session
from storage.tables import core
from storage.upsert import Upsert

GROUP, IN_GROUP = core(tables.StudyGroup), core(tables.GroupMember)
_JOIN = Upsert(IN_GROUP, ["group_id", "member_id"], ["hours", "data", "site", "money"])
_HERE = MEMBER.c.state == "admitted"


def subject_of_group(group_id: GroupId) -> str:
    """The subject of what is about a group."""
    return f"group:{group_id}"


def group_of(subject: str) -> GroupId:
    """Back from `subject_of_group`."""
    return GroupId(int(subject.removeprefix("group:")))


def add_group(
    session: Session, topic_id: TopicId, title: str, purpose: str, by: MemberId, now: datetime
) -> GroupId:
    """A new one; IntegrityError where the topic has one."""
    named = {"topic_id": topic_id, "title": title, "folded": fold(title), "purpose": purpose}
    values = {**named, "opened_by": by, "opened_at": now, "state": GroupState.OPEN.value, "rank": 0}
    made = insert(GROUP).values(values).returning(GROUP.c.id)
    return GroupId(session.connection().execute(made).scalar_one())


def save_group(
    session: Session,
    group_id: GroupId,
    title: str,
    purpose: str,
    state: GroupState,
    lead_id: MemberId | None,
) -> None:
    """As it stands from now on."""
    rank = int(state is GroupState.DONE)
    named = {"title": title, "folded": fold(title), "purpose": purpose}
    values = {**named, "state": state.value, "rank": rank, "lead_id": lead_id}
    session.connection().execute(update(GROUP).where(GROUP.c.id == group_id).values(values))


def get_group(session: Session, group_id: GroupId, *, lock: bool = False) -> StudyGroup | None:
    """One by id; `lock`: whoever else would change it waits."""
    found = select(GROUP).where(GROUP.c.id == group_id)
    row = session.connection().execute(found.with_for_update() if lock else found).one_or_none()
    return _group(row) if row else None


def get_group_of_topic(session: Session, topic_id: TopicId) -> StudyGroup | None:
    """The one that works on a topic."""
    row = session.connection().execute(select(GROUP).where(GROUP.c.topic_id == topic_id)).one_or_none()
    return _group(row) if row else None


def list_groups(session: Session, first: int, limit: int) -> tuple[Sequence[StudyGroup], int]:
    """The newest first, those that are done last, from number `first` on; how many there are."""
    connection = session.connection()
    total = connection.execute(select(func.count()).select_from(GROUP)).scalar_one()
    page = select(GROUP).order_by(GROUP.c.rank, GROUP.c.id.desc()).offset(first).limit(limit)
    return [_group(row) for row in connection.execute(page)], int(total)


def list_groups_like(session: Session, words: str, limit: int) -> Sequence[StudyGroup]:
    """Groups that are not done, whose title holds these words; the newest first."""
    held = GROUP.c.folded.contains(fold(words), autoescape=True)
    found = select(GROUP).where(GROUP.c.rank == 0, held).order_by(GROUP.c.id.desc()).limit(limit)
    return [_group(row) for row in session.connection().execute(found)]


# Who is in them


def join(
    session: Session, group_id: GroupId, member_id: MemberId, shares: GroupShares, now: datetime
) -> None:
    """Somebody is in a group, and brings this."""
    brings = {"hours": shares.hours, "data": shares.data, "site": shares.site, "money": shares.money}
    values = {"group_id": group_id, "member_id": member_id, "joined_at": now, **brings}
    _JOIN.run(session.connection(), values)


def leave(session: Session, group_id: GroupId, member_id: MemberId) -> bool:
    """Somebody leaves; whether they were there."""
    mine = (IN_GROUP.c.group_id == group_id, IN_GROUP.c.member_id == member_id)
    return session.connection().execute(delete(IN_GROUP).where(*mine)).rowcount > 0


def list_group_members(session: Session, group_id: GroupId) -> Sequence[GroupMember]:
    """Who is in a group, in the order in which they joined: members of the club, as they are now."""
    found = (
        select(IN_GROUP, MEMBER.c.name, func.coalesce(COMPANY.c.name, "").label("company"))
        .join(MEMBER, MEMBER.c.id == IN_GROUP.c.member_id)
        .outerjoin(COMPANY, COMPANY.c.id == MEMBER.c.company_id)
        .where(IN_GROUP.c.group_id == group_id, _HERE)
        .order_by(IN_GROUP.c.joined_at, IN_GROUP.c.member_id)
        .limit(MOST_MEMBERS)
    )
    return [_member(row) for row in session.connection().execute(found)]


def list_groups_of(session: Session, member_id: MemberId) -> list[GroupId]:
    """The groups that somebody is in, by id."""
    found = select(IN_GROUP.c.group_id).where(IN_GROUP.c.member_id == member_id)
    return [
        GroupId(one) for one in session.connection().execute(found.order_by(IN_GROUP.c.group_id)).scalars()
    ]


def _group(row: Row[Any]) -> StudyGroup:
    ids = GroupId(row.id), TopicId(row.topic_id)
    lead = MemberId(row.lead_id) if row.lead_id else None
    return StudyGroup(*ids, row.title, row.purpose, GroupState(row.state), lead, row.opened_at)


def _member(row: Row[Any]) -> GroupMember:
    shares = GroupShares(row.hours, row.data, row.site, row.money)
    return GroupMember(MemberId(row.member_id), row.name, row.company, shares)

"""Slack accounts: kept as Slack tells of them, tied to members, found by what the settings say."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import and_, func, or_, select, update

from club.ids import EventId, MemberId, SlackId
from club.seating import LIVE
from storage.people import (
    MEMBER,
    PROFILE,
    AccountKind,
    Membership,
    Person,
    Role,
    SlackProfile,
    add_member,
    change_member,
    find_member,
    get_person_by_slack,
)
from storage.seats import CLAIM, EVENT, RSVP
from storage.session import Session
from storage.upsert import Upsert

_SAVE_PROFILE = Upsert(PROFILE, ["slack_id"], ["name", "email", "locale", "zone", "standing"])


def find_account(session: Session, named: str) -> SlackId | None:
    """The one full account that words name: by the Slack id or an address in them, else by the whole name.

    Of an account that is nobody's in the books it finds what `save_profile` was told of: the contact's.
    """
    words = _words(named)
    key = or_(func.lower(PROFILE.c.slack_id).in_(words), func.lower(PROFILE.c.email).in_(words))
    for which in (key, func.lower(PROFILE.c.name) == named.strip().lower()):
        full = select(PROFILE.c.slack_id).where(which, PROFILE.c.standing == AccountKind.FULL.value)
        found = session.connection().execute(full.limit(2)).scalars().all()
        if len(found) == 1:
            return SlackId(found[0])
    return None


def _words(named: str) -> list[str]:
    return [word.strip("<>@,;:()").casefold() for word in named.split()]


def save_profile(session: Session, profile: SlackProfile, contact: str = "") -> MemberId | None:
    """Keeps what Slack says, and ties the id to the member with that address who has none yet.

    Only a full account is tied: a guest who bears a member's address is not that member. Of an account that
    is nobody's in the books neither name nor address is kept, but for those by which `contact`, the club's
    setting, names it. Returns the member who has just become known to Slack, if any.
    """
    email = profile.email.casefold() if profile.email else None
    known = get_person_by_slack(session, profile.slack_id) is not None
    tied = None if known else _tie(session, profile, email)
    said = asdict(profile) | {"email": email, "standing": profile.account_kind.value}
    if not known and tied is None:
        said |= _named_by(contact, profile.name, email)
    _SAVE_PROFILE.run(session.connection(), said)
    return tied


def _named_by(contact: str, name: str, email: str | None) -> dict[str, str | None]:
    """What the setting says of the account already, and nothing else."""
    same = bool(name) and name.strip().lower() == contact.strip().lower()
    return {"name": name if same else "", "email": email if email in _words(contact) else None}


def _tie(session: Session, profile: SlackProfile, email: str | None) -> MemberId | None:
    if not email or profile.account_kind is not AccountKind.FULL:
        return None
    tie = update(MEMBER).where(MEMBER.c.email == email, MEMBER.c.slack_id.is_(None))
    tied = session.connection().execute(tie.values(slack_id=profile.slack_id).returning(MEMBER.c.id))
    found = tied.scalar_one_or_none()
    return None if found is None else MemberId(found)


def appoint_organisers(session: Session, keys: Sequence[str]) -> None:
    """Makes organisers of the people named by Slack id or e-mail, adding those who are no members yet."""
    for key in keys:
        by_email = "@" in key
        found = find_member(session, email=key if by_email else None, slack_id=None if by_email else key)
        if found is None:
            slack_id = None if by_email else SlackId(key)
            email = key if by_email else None
            add_member(session, _name_of(session, key), email=email, slack_id=slack_id, role=Role.ORGANISER)
        elif found.role is not Role.ORGANISER:
            change_member(session, found.id, role=Role.ORGANISER.value)


def _name_of(session: Session, key: str) -> str:
    """The name Slack knows, else the key itself until Slack tells."""
    known = select(PROFILE.c.name).where(or_(PROFILE.c.slack_id == key, PROFILE.c.email == key.casefold()))
    return session.connection().execute(known).scalars().first() or key


def list_waiting_at(session: Session, member_ids: Iterable[MemberId], now: datetime) -> list[EventId]:
    """Events to come at which any of these waits for seats, is offered some, or asks for some."""
    live = and_(CLAIM.c.member_id.in_(list(member_ids)), CLAIM.c.stage.in_([stage.value for stage in LIVE]))
    found = select(CLAIM.c.event_id).join(EVENT, EVENT.c.id == CLAIM.c.event_id)
    events = session.connection().execute(found.where(live, EVENT.c.starts_at > now).distinct()).scalars()
    return sorted(EventId(one) for one in events)


def has_namesake(session: Session, person: Person) -> bool:
    """Whether somebody else in the books has this name, however it is written in small or capital letters."""
    same = func.lower(MEMBER.c.name) == func.lower(person.name)
    others = (MEMBER.c.id != person.id, MEMBER.c.state != Membership.LEFT.value)
    return session.connection().execute(select(MEMBER.c.id).where(same, *others).limit(1)).first() is not None


def count_held(session: Session, member_id: MemberId, now: datetime) -> int:
    """At how many published events to come a member holds seats."""
    coming = and_(EVENT.c.state == "published", EVENT.c.starts_at > now)
    held = select(func.count()).select_from(RSVP).join(EVENT, EVENT.c.id == RSVP.c.event_id)
    mine = (RSVP.c.member_id == member_id, RSVP.c.seats > 0, coming)
    return int(session.connection().execute(held.where(*mine)).scalar_one())

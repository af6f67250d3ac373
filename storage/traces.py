"""Who in the books somebody is, by the traces they leave: Slack id, address, and what Slack holds of both."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import Session

from club.folding import fold
from club.ids import SlackId
from storage.people import MEMBER, PROFILE, Membership, Person, Standing, find_member, get_person_by_slack


@dataclass(frozen=True, slots=True)
class Traces:
    """Whom a Slack id and an address lead to; each may lead nowhere."""

    by_id: Person | None
    """Who bears the id."""
    by_email: Person | None
    """For whom the address is stored."""
    by_account: Person | None
    """Who bears the id of the account that has the address in Slack today."""
    by_former: Person | None
    """Where nobody bears the id: for whom the address is stored that Slack has for its account."""
    account: SlackId | None
    """The one account that has the address in Slack, of a member or not."""
    closed: bool
    """Whether the account of `by_email` in the books is closed."""

    @property
    def people(self) -> list[Person]:
        """Everybody found, each once."""
        found = (self.by_id, self.by_email, self.by_account, self.by_former)
        return list({person.id: person for person in found if person}.values())


def find_traces(session: Session, email: str | None, slack_id: str | None) -> Traces:
    """Follows an id and an address, either of which may be missing, through the books and Slack's cache.

    Only full accounts count: a guest who bears a member's address is not that member.
    """
    by_email = find_member(session, email=email, slack_id=None)
    account = _account_of(session, email)
    by_id = find_member(session, email=None, slack_id=slack_id)
    former = _address_of(session, slack_id) if by_id is None else None
    return Traces(
        by_id=by_id,
        by_email=by_email,
        by_account=get_person_by_slack(session, account) if account else None,
        by_former=find_member(session, email=former, slack_id=None),
        account=account,
        closed=_is_closed(session, by_email.slack_id if by_email else None),
    )


def _account_of(session: Session, email: str | None) -> SlackId | None:
    """None where several accounts have the address: neither is known to be the one."""
    if not email:
        return None
    held = select(PROFILE.c.slack_id).where(
        PROFILE.c.email == email.casefold(), PROFILE.c.standing == Standing.FULL.value
    )
    accounts = session.connection().execute(held.limit(2)).scalars().all()
    return SlackId(accounts[0]) if len(accounts) == 1 else None


def _address_of(session: Session, slack_id: str | None) -> str | None:
    held = select(PROFILE.c.email).where(
        PROFILE.c.slack_id == slack_id, PROFILE.c.standing == Standing.FULL.value
    )
    return session.connection().execute(held).scalar_one_or_none() if slack_id else None


def _is_closed(session: Session, slack_id: SlackId | None) -> bool:
    standing = select(PROFILE.c.standing).where(PROFILE.c.slack_id == slack_id)
    return bool(slack_id) and session.connection().execute(standing).scalar() == Standing.DELETED.value


def list_names(session: Session) -> dict[tuple[str, int | None], str]:
    """Everybody in the books who is known by a name: name folded and company, to the address or Slack id."""
    known = select(MEMBER.c.name, MEMBER.c.company_id, MEMBER.c.email, MEMBER.c.slack_id).where(
        MEMBER.c.state != Membership.LEFT.value, MEMBER.c.name != ""
    )
    rows = session.connection().execute(known)
    return {(fold(row.name), row.company_id): row.email or row.slack_id or "" for row in rows}

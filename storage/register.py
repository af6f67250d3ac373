"""Everybody in the books at once, for a file of many: who somebody is, by Slack id, address, and Slack.

Read in two statements and kept in memory: asked line by line, a file of three thousand held the write lock
for five seconds.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import insert, select

from club.folding import fold
from club.ids import CompanyId, MemberId, SlackId
from storage.indexing import reindex
from storage.people import MEMBER, PROFILE, AccountKind, Membership, Person, Role, SlackProfile
from storage.session import Session

Account = tuple[SlackId, str | None, str]
"""Slack id, address, kind."""
Names = dict[tuple[str, CompanyId | None], str]
_AT_ONCE = 500
_EVERYBODY = select(
    *(MEMBER.c.id, MEMBER.c.name, MEMBER.c.email, MEMBER.c.slack_id),
    *(MEMBER.c.company_id, MEMBER.c.role, MEMBER.c.state),
)


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


def _person(
    member_id: MemberId,
    name: str,
    email: str | None,
    slack_id: SlackId | None,
    company_id: CompanyId | None,
    role: str,
    state: str,
) -> Person:
    """Without what Slack and the company's own row say."""
    return Person(
        member_id,
        name,
        Role(role),
        company="",
        company_id=company_id,
        slack_id=slack_id,
        email=email,
        language="",
        zone="",
        state=Membership(state),
    )


def _told(session: Session, accounts: Sequence[SlackProfile]) -> Iterable[Account]:
    held = select(PROFILE.c.slack_id, PROFILE.c.email, PROFILE.c.standing)
    known: Mapping[SlackId, Account] = {row[0]: tuple(row) for row in session.connection().execute(held)}
    today = {
        one.slack_id: (one.slack_id, one.email and one.email.casefold(), one.account_kind.value)
        for one in accounts
    }
    return {**known, **today}.values()


class Register:
    """The books as they stood when this was made, and what was noted since.

    Only full accounts count: a guest who bears a member's address is not that member. `accounts` is what
    Slack says today of everybody in the workspace; without it, what is kept of members counts alone.
    """

    def __init__(self, session: Session, accounts: Sequence[SlackProfile] = ()) -> None:
        self._by_slack: dict[str, Person] = {}
        self._by_email: dict[str, Person] = {}
        self._accounts: dict[str, list[SlackId]] = {}
        self._addresses: dict[str, str] = {}
        self._closed: set[str] = set()
        for row in session.connection().execute(_EVERYBODY):
            self.note(_person(*row))
        for slack_id, email, kind in _told(session, accounts):
            if kind == AccountKind.DELETED.value:
                self._closed.add(slack_id)
            elif kind == AccountKind.FULL.value and email:
                self._accounts.setdefault(email, []).append(slack_id)
                self._addresses[slack_id] = email

    def note(self, person: Person, before: Person | None = None) -> None:
        """Somebody is new in the books, or is no longer as `before`."""
        if before and before.email:
            del self._by_email[before.email]
        if before and before.slack_id:
            del self._by_slack[before.slack_id]
        if person.email:
            self._by_email[person.email] = person
        if person.slack_id:
            self._by_slack[person.slack_id] = person

    def find(self, email: str | None, slack_id: str | None) -> Traces:
        """Follows an id and an address, either of which may be missing, through the books and Slack.

        An address that several accounts have leads to none of them.
        """
        email, slack_id = (email or "").casefold(), slack_id or ""
        by_id, by_email = self._by_slack.get(slack_id), self._by_email.get(email)
        accounts = self._accounts.get(email, [])
        account = accounts[0] if len(accounts) == 1 else None
        former = "" if by_id else self._addresses.get(slack_id, "")
        return Traces(
            by_id=by_id,
            by_email=by_email,
            by_account=self._by_slack.get(account) if account else None,
            by_former=self._by_email.get(former),
            account=account,
            closed=bool(by_email and by_email.slack_id in self._closed),
        )

    def names(self) -> Names:
        """Name, folded, and company of whoever has not left, to their address or Slack id."""
        known = [*self._by_slack.values(), *self._by_email.values()]
        return {
            (fold(person.name), person.company_id): person.email or person.slack_id or ""
            for person in known
            if person.state is not Membership.LEFT
        }


def add_people(session: Session, people: Sequence[Person]) -> list[MemberId]:
    """New members, whose ids the database gives, found in the directory from then on."""
    added: list[MemberId] = []
    statement = insert(MEMBER).returning(MEMBER.c.id)
    for some in _slices([_row(person) for person in people]):
        added += session.connection().execute(statement, some).scalars()
    reindex(session, added)
    return added


def _row(person: Person) -> dict[str, object]:
    return {
        "name": person.name,
        "email": person.email,
        "slack_id": person.slack_id,
        "company_id": person.company_id,
        "role": person.role.value,
        "state": person.state.value,
    }


def _slices(rows: list[dict[str, object]]) -> Iterable[list[dict[str, object]]]:
    return (rows[at : at + _AT_ONCE] for at in range(0, len(rows), _AT_ONCE))

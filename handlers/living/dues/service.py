"""What companies say of what they owe, and what organisers note: one transaction a function."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from club.dues import Dues, Fault, Stand, State, Term, faults_of, next_reference, term_faults
from club.ids import CompanyId, DuesId, MemberId, SlackId
from handlers import names
from handlers.kit import organisers
from handlers.kit.positions import PAGE, ListPosition, Page
from handlers.kit.services import Services
from handlers.living.dues import contacts
from storage.database import Session
from storage.dues import (
    add_dues,
    add_payment,
    get_dues,
    list_accounts,
    list_called,
    list_company_dues,
    list_dues_years,
    list_payers,
    list_readers,
    list_references,
    list_year_dues,
    lock_dues,
    lock_year,
    reads_dues,
    set_stand,
    set_terms,
    subject_of_dues,
    tell_address,
    tell_paid,
)
from storage.people import Person, list_companies
from storage.postings import Note, enqueue, touch_all

LISTED = "dues"
MOST_SHOWN = 3
"""Years that a company sees of its own."""


class Done(StrEnum):
    """What an act came to."""

    DONE = "done"
    GONE = "gone"
    """There is no such call, or it is another company's."""
    SETTLED = "settled"
    """It is paid or waived already: nothing is changed."""
    ALREADY = "already"
    """This very payment is noted."""


@dataclass(frozen=True, slots=True)
class Own:
    """What a company reads of its dues."""

    dues: list[Dues]
    readers: list[str]
    reads: bool = True
    """Whether whoever asks is among them; else they are told who is, and nothing more."""
    names: bool = False
    """Whether they may say who reads it."""


@dataclass(frozen=True, slots=True)
class Year:
    """A page of a year's calls, and how many there are in each state."""

    page: Page[Dues]
    counts: dict[State, int]
    years: list[int]


@dataclass(frozen=True, slots=True)
class Called:
    """What calling came to."""

    called: int = 0
    faults: Sequence[Fault] = field(default=())


def own(services: Services, person: Person) -> Own | None:
    """What the company of a member owes; None for who represents none."""
    if person.company_id is None:
        return None
    with services.db.read() as session:
        readers = [name for name, _ in list_readers(session, person.company_id)]
        may_name = contacts.may_name(session, person, person.company_id)
        if not reads_dues(session, person.company_id, person.id):
            return Own([], readers, reads=False, names=may_name)
        return Own(list_company_dues(session, person.company_id, MOST_SHOWN), readers, names=may_name)


def find(services: Services, dues_id: DuesId, person: Person | None = None) -> Dues | None:
    """A call; for a member, of their own company alone."""
    with services.db.read() as session:
        return _theirs(session, get_dues(session, dues_id), person)


def _theirs(session: Session, dues: Dues | None, person: Person | None) -> Dues | None:
    """A call, for whoever reads it: of members, those of the company who follow its dues."""
    if dues is None or (person is not None and not reads_dues(session, dues.company_id, person.id)):
        return None
    return dues


def say_settled(
    services: Services, dues_id: DuesId, person: Person, day: date, reference: str, now: datetime
) -> Done:
    """A member says that the company has paid: no more reminders, organisers verify."""
    with services.db.begin() as session:
        dues = _theirs(session, lock_dues(session, dues_id), person)
        if refusal := _refusal(dues):
            return refusal
        tell_paid(session, dues_id, day, reference, person.id)
        _told(session, dues_id, f"paid:{day.isoformat()}", now)
        return Done.DONE


def say_address(services: Services, dues_id: DuesId, person: Person, address: str, now: datetime) -> Done:
    """A member says with whom it is to be settled: no more reminders here, organisers write there."""
    with services.db.begin() as session:
        dues = _theirs(session, lock_dues(session, dues_id), person)
        if refusal := _refusal(dues):
            return refusal
        tell_address(session, dues_id, address, person.id)
        _told(session, dues_id, f"address:{now.isoformat()}", now)
        return Done.DONE


def _refusal(dues: Dues | None) -> Done | None:
    if dues is None:
        return Done.GONE
    return Done.SETTLED if dues.state in (State.PAID, State.WAIVED) else None


def _told(session: Session, dues_id: DuesId, moment: str, now: datetime) -> None:
    touch_all(session, subject_of_dues(dues_id), now)
    organisers.tell(session, names.DUES_TOLD, subject_of_dues(dues_id), moment, now, live=True)


def listing(services: Services, asked: ListPosition, now: datetime) -> Year:
    """A page of a year's calls; of the last year called where none is named, else of this one."""
    with services.db.read() as session:
        years = list_dues_years(session)
        latest = years[0] if years else now.astimezone(services.club.zone).year
        at = asked._replace(of=asked.of if asked.of in years else latest)
        dues = list_year_dues(session, at.of)
    counts = {state: sum(one.state is state for one in dues) for state in State}
    return Year(Page.cut(dues, at, PAGE), counts, years or [latest])


def companies_like(services: Services, words: str) -> list[tuple[CompanyId, str]]:
    """Companies to call, by words."""
    with services.db.read() as session:
        return list_companies(session, words)


def call(
    services: Services, wanted: Dues, companies: Sequence[CompanyId], by: MemberId, now: datetime
) -> Called:
    """Calls companies for a year, and tells their members; all that somebody represents where none is named.

    Who is called already for that year is passed over: the form sent twice calls once.
    """
    today = now.astimezone(services.club.zone).date()
    if faults := faults_of(wanted, today):
        return Called(faults=faults)
    with services.db.begin(long=True) as session:
        lock_year(session)
        done = list_called(session, wanted.year)
        chosen = [one for one in (companies or list_payers(session)) if one not in done]
        call_all(session, [replace(wanted, company_id=one, called_on=today) for one in chosen], by, now)
        return Called(len(chosen))


def call_all(session: Session, wanted: Sequence[Dues], by: MemberId | None, now: datetime) -> None:
    """Calls companies that are not called for that year, each with the next reference where it has none.

    Their members are told, in private. References that are given count before any that follows.
    """
    given = [one.reference for one in wanted if one.reference]
    taken = {year: [*list_references(session, year), *given] for year in {one.year for one in wanted}}
    called = list[Dues]()
    for one in wanted:
        reference = one.reference
        if not reference:
            reference = next_reference(one.year, taken[one.year])
            taken[one.year] = [reference]  # no other is higher
        called.append(replace(one, reference=reference))
    accounts = defaultdict[CompanyId, list[SlackId]](list)
    for company_id, account in list_accounts(session, list({one.company_id for one in wanted})):
        accounts[company_id].append(account)
    notes = [
        Note(names.DUES, subject_of_dues(dues_id), account, live=True)
        for one, dues_id in zip(called, add_dues(session, called, by, now), strict=True)
        for account in accounts[one.company_id]
    ]
    enqueue(session, notes, now)


def tell_company(
    session: Session, kind: str, dues: Dues, moment: str, now: datetime, *, live: bool = False
) -> None:
    """Queues a note for each of the company who reads its dues and can act, and for nobody else."""
    accounts = [account for _, account in list_readers(session, dues.company_id) if account]
    subject = subject_of_dues(dues.id)
    enqueue(session, [Note(kind, subject, one, moment, live) for one in accounts], now)


def pay(
    services: Services, dues_id: DuesId, cents: int, day: date, reference: str, by: MemberId, now: datetime
) -> Done:
    """Notes money that came in, in part, in whole, or beyond: then there is a credit."""
    with services.db.begin() as session:
        if lock_dues(session, dues_id) is None:
            return Done.GONE
        if not add_payment(session, dues_id, cents, day, reference, by, now):
            return Done.ALREADY
        touch_all(session, subject_of_dues(dues_id), now)
        return Done.DONE


def split(services: Services, dues_id: DuesId, terms: Sequence[Term], now: datetime) -> Done | list[Fault]:
    """Sets the instalments; none: all of it at once."""
    with services.db.begin() as session:
        dues = lock_dues(session, dues_id)
        if dues is None:
            return Done.GONE
        if faults := term_faults(dues, terms):
            return faults
        set_terms(session, dues_id, terms)
        touch_all(session, subject_of_dues(dues_id), now)
        return Done.DONE


def stand(services: Services, dues_id: DuesId, wanted: Stand, reason: str, now: datetime) -> Done:
    """In discussion, exempted, or called again."""
    with services.db.begin() as session:
        dues = lock_dues(session, dues_id)
        if dues is None or dues.state is State.PAID:
            return Done.GONE if dues is None else Done.SETTLED
        set_stand(session, dues_id, wanted, reason)
        touch_all(session, subject_of_dues(dues_id), now)
        return Done.DONE


def ask_export(services: Services, organiser: Person, year: int, now: datetime) -> None:
    """The list of a year comes as a file, by direct message."""
    with services.db.begin() as session:
        if organiser.slack_id:
            note = Note(names.DUES_LIST, f"year:{year}", organiser.slack_id, now.isoformat())
            enqueue(session, [note], now)

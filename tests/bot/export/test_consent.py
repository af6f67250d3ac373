"""Over any history of edits, agreements and withdrawals, an export holds nothing without live consent.

Every word typed is a token of its own (`tok12x`), so that whatever stands in a file tells who agreed to it.
What may stand there is reckoned beside the program, from the acts alone.
"""

import itertools
import re
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import update

from bot.export.page import page_of
from bot.export.tables import csv_of, json_of
from club.ids import CompanyId, MemberId
from handlers.belonging.companies import service
from handlers.belonging.companies.form import NO_CONTACT, CompanyPageForm
from handlers.belonging.companies.matter import CompanyCard
from handlers.belonging.companies.service import PageDone, PageOutcome
from handlers.kit.published import list_entries
from handlers.kit.services import Services
from handlers.words import Words
from storage.database import Session
from storage.people import COMPANY, Person, add_company, add_member, change_member, get_person
from tests.bot.export.conftest import DAY, NOW
from tests.handlers.events.guests.house import house_of

TOKEN = re.compile(r"tok\d+x")
COMPANIES, PEOPLE = 2, 4

Interaction = tuple[str, int, int]
"""What is done, to which company, and a number that says by whom and how."""
AGREES, NAMED = "edit and agree", "edit and agree and accept"
INSIDE = ("edit", "agree", AGREES, NAMED, "stale", "withdraw")
CONTACT = ("accept", "accept stale", "leave")
OUTSIDE = ("move", "depart", "rename")
acts = st.tuples(
    st.sampled_from((*INSIDE, *CONTACT, *OUTSIDE, AGREES, NAMED, NAMED, "accept stale")),
    st.sampled_from((0, 0, 0, 1)),
    st.integers(0, 11),
)


@dataclass(frozen=True)
class Public:
    """A company's page as somebody could agree to it: tokens of its own, and of its contact."""

    own: frozenset[str]
    contact: MemberId | None
    details: frozenset[str]


@dataclass
class Told:
    """What people said, and nothing of how the program keeps it."""

    pages: dict[CompanyId, Public] = field(default_factory=dict)
    agreed: dict[CompanyId, Public] = field(default_factory=dict)
    contacts: set[tuple[CompanyId, MemberId, frozenset[str]]] = field(default_factory=set)
    """Who agreed to be named, for which company, with which details; taken back as a whole."""

    def allowed(self, belongs: dict[MemberId, CompanyId | None]) -> tuple[set[str], set[str]]:
        """The tokens that must stand in an export, and those that may besides."""
        must: set[str] = set()
        may: set[str] = set()
        for company, page in self.agreed.items():
            must |= page.own
            if page.contact is None:
                must |= page.details
            elif (company, page.contact, page.details) in self.contacts:
                may |= page.details if belongs[page.contact] == company else set()
        return must, may


class History:
    """The program and the reckoning, side by side."""

    def __init__(self, services: Services, words: Words) -> None:
        self.services, self.words, self.told = services, words, Told()
        self.tokens = (f"tok{n}x" for n in itertools.count())
        self.now: datetime = NOW
        self.seen: dict[CompanyId, set[str]] = {}
        self.keys: dict[CompanyId, set[str]] = {}
        with services.db.begin() as session:
            self.names = {
                add_company(session, name): name for name in itertools.islice(self.tokens, COMPANIES)
            }
            self.companies = list(self.names)
            homes = [self.companies[n % COMPANIES] for n in range(PEOPLE)]
            self.people = [add_member(session, next(self.tokens), company_id=home) for home in homes]

    def person(self, who: MemberId) -> Person:
        with self.services.db.read() as session:
            found = get_person(session, who)
        assert found is not None
        return found

    def does(self, interaction: Interaction) -> None:
        """One act, at the same instant as the one before or a minute later."""
        name, at, how = interaction
        self.now += timedelta(minutes=how % 2)
        company = self.companies[at]
        card = self.card(company)
        if name in INSIDE:
            if card.colleagues:
                who = card.colleagues[how % len(card.colleagues)][0]
                for part in name.split(" and "):
                    self._inside(part, company, self.person(who), how)
            return
        # Mostly the person named: what others do here comes to nothing.
        who = card.contact.member if card.contact.member and how % 4 else self.people[how % PEOPLE]
        if name in CONTACT:
            self._by_contact(name, company, self.person(who))
        else:
            self._outside(name, company, self.person(who))

    def card(self, company: CompanyId) -> CompanyCard:
        found = service.get_card(self.services, company)
        assert found is not None
        return found

    def _inside(self, name: str, company: CompanyId, person: Person, how: int) -> None:
        match name:
            case "edit":
                self._edit(company, person, how)
            case "agree":
                self._agree(company, person)
            case "stale":
                self._stale(company, person)
            case "accept":
                card = self.card(company)
                if card.contact.member:
                    self._accept(company, self.person(card.contact.member), service.contact_key(card))
            case "withdraw":
                service.withdraw(self.services, person, company, self.now)
                self.told.agreed.pop(company, None)

    def _by_contact(self, name: str, company: CompanyId, person: Person) -> None:
        now = service.contact_key(self.card(company))
        if name == "leave":
            service.leave_contact(self.services, person, company, self.now)
            self.told.contacts = {one for one in self.told.contacts if one[:2] != (company, person.id)}
        elif name == "accept":
            self._accept(company, person, now)
        else:
            # A message from before: each showed the details that were public then.
            for shown in self.keys.get(company, set()) - {now}:
                done = service.accept_contact(self.services, person, company, shown, self.now).done
                assert done is not PageDone.CONTACT

    def _outside(self, name: str, company: CompanyId, person: Person) -> None:
        """What organisers change around the pages."""
        with self.services.db.begin() as session:
            if name == "move":
                home = self.companies[self.people.index(person.id) % COMPANIES]
                change_member(session, person.id, company_id=company if company != home else None)
            elif name == "depart":
                change_member(session, person.id, state="left" if person.active else "admitted")
            else:
                self._rename(session, company)

    def _rename(self, session: Session, company: CompanyId) -> None:
        """The page bears the new name from now on; what was agreed to keeps the old one."""
        name, old = next(self.tokens), self.names[company]
        session.connection().execute(update(COMPANY).where(COMPANY.c.id == company).values(name=name))
        self.names[company] = name
        if page := self.told.pages.get(company):
            self.told.pages[company] = replace(page, own=page.own - {old} | {name})

    def _edit(self, company: CompanyId, person: Person, how: int) -> None:
        card = self.card(company)
        activity, site, website, logo, email = itertools.islice(self.tokens, 5)
        chosen = card.colleagues[how % len(card.colleagues)] if how % 3 else None
        typed = CompanyPageForm(
            activity,
            "glass",
            (site,),
            f"https://{website}.example",
            f"https://{logo}.example/l.png",
            str(chosen[0]) if chosen else NO_CONTACT,
            f"{email}@club.example" if how % 4 else "",
        )
        done = service.save(self.services, person, company, typed, card.seen, self.now)
        assert isinstance(done, PageOutcome)
        self.seen.setdefault(company, set()).add(done.card.seen)
        details = {email} if how % 4 else set()
        own = frozenset({card.page.name, activity, site, website, logo})
        named = details | ({chosen[1]} if chosen else set())
        self.told.pages[company] = Public(own, chosen[0] if chosen else None, frozenset(named))

    def _agree(self, company: CompanyId, person: Person) -> None:
        outcome = service.agree(self.services, person, company, self.card(company).seen, self.now)
        if outcome.done is PageDone.AGREED:
            self.told.agreed[company] = self.told.pages[company]
            self.keys.setdefault(company, set()).add(service.contact_key(outcome.card))

    def _stale(self, company: CompanyId, person: Person) -> None:
        """Modals left open, each on a page that was changed since."""
        for shown in self.seen.get(company, set()) - {self.card(company).seen}:
            assert service.agree(self.services, person, company, shown, self.now).done is not PageDone.AGREED

    def _accept(self, company: CompanyId, person: Person, shown: str) -> None:
        if service.accept_contact(self.services, person, company, shown, self.now).done is PageDone.CONTACT:
            page = self.told.agreed[company]
            assert page.contact == person.id
            self.told.contacts.add((company, person.id, page.details))
            assert page.details <= self.exported() or not person.active, "who agrees is named at once"

    def exported(self) -> set[str]:
        """Every token in any of the three files."""
        with self.services.db.read() as session:
            entries = list_entries(session)
        files = (
            page_of(entries, {}, DAY, self.words),
            json_of(entries, DAY, self.words),
            csv_of(entries, self.words["fr"]),
        )
        return {token for text in files for token in TOKEN.findall(text)}

    def belongs(self) -> dict[MemberId, CompanyId | None]:
        people = [self.person(one) for one in self.people]
        return {one.id: one.company_id if one.active else None for one in people}


@contextmanager
def history(template: Path, words: Words) -> Iterator[History]:
    """A fresh database for each example."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "club.db"
        shutil.copy(template, path)
        services = house_of(f"sqlite:///{path}").services
        try:
            yield History(services, words)
        finally:
            services.db.dispose()


@settings(max_examples=20, deadline=None, derandomize=True, database=None)
@given(st.lists(acts, min_size=8, max_size=30))
def test_an_export_never_holds_what_nobody_agrees_to_now(
    migrated_file: Path, words: Words, done: Sequence[Interaction]
) -> None:
    with history(migrated_file, words) as club:
        for interaction in done:
            club.does(interaction)
        must, may = club.told.allowed(club.belongs())
        found = club.exported()
        assert found - must - may == set(), "published without consent"
        assert must - found == set(), "agreed to and left out"

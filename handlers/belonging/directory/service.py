"""Searching, showing, looking up: one transaction a function (articles S'ENTRAIDER, CONFIDENTIALITÉ)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from club.directory import CONTACTS, Audience, Details, Field, day_began, shown
from club.ids import MemberId, SlackId
from handlers import names
from handlers.kit import organisers
from handlers.kit.positions import ListPosition, Page
from handlers.kit.services import Services
from storage.database import Session
from storage.people import Person, Role, get_person, get_person_by_slack
from storage.postings import subject_of_member, touch_all
from storage.profiles import (
    Consultation,
    add_consultation,
    add_report,
    count_consultations,
    get_details,
    has_consulted,
    list_consultations,
    lock_member,
    save_profile_details,
)
from storage.search import Vocabulary, search

LIST, LOOKED_UP = "directory", "directory.consulted"
"""A search, and who looked one up."""
OPTIONS = 20
"""Members offered in a select."""
CONSULTED = 10
"""Consultations shown at a time."""


@dataclass(frozen=True, slots=True)
class MemberCard:
    """What one member sees of another."""

    person: Person
    shown: Mapping[Field, str]
    """Without contact details."""
    changed_at: datetime | None
    """When the newest of what is shown was changed."""
    mine: bool


@dataclass(frozen=True, slots=True)
class MemberPage:
    """One page of a search."""

    page: Page[MemberCard]
    corrected: str
    offered: Sequence[str] = ()
    """Terms that find somebody, where one found nobody."""


def audience_of(person: Person) -> Audience:
    """As whom this member searches."""
    return Audience.ORGANISERS if person.role is Role.ORGANISER else Audience.MEMBERS


def find(services: Services, vocabulary: Vocabulary, reader: Person, asked: ListPosition) -> MemberPage:
    """Members found by these words, best first; a page beyond the end is the last."""
    with services.db.read() as session:
        found = search(session, vocabulary, audience_of(reader), asked.words)
        page = Page.cut(found.ids, asked)
        cards = [card for one in page.items if (card := _card(session, reader, one))]
    return MemberPage(page.with_items(cards), found.corrected, found.offered)


def find_options(services: Services, vocabulary: Vocabulary, reader: Person, query: str) -> list[Person]:
    """The first of them, for a select."""
    with services.db.read() as session:
        found = search(session, vocabulary, audience_of(reader), query)
        people = [get_person(session, one) for one in found.ids[:OPTIONS]]
    return [person for person in people if person and person.active]


def get_card(services: Services, reader: Person, member_id: MemberId) -> MemberCard | None:
    """What this reader sees of that member; nothing of who is no member now."""
    with services.db.read() as session:
        return _card(session, reader, member_id)


def get_card_by_slack(services: Services, reader: Person, slack_id: SlackId) -> MemberCard | None:
    """The same, by Slack id."""
    with services.db.read() as session:
        person = get_person_by_slack(session, slack_id)
        return _card(session, reader, person.id) if person else None


def _card(session: Session, reader: Person, member_id: MemberId) -> MemberCard | None:
    person = get_person(session, member_id)
    if person is None or not person.active:
        return None
    return card_of(person, get_details(session, member_id), audience_of(reader), mine=reader.id == member_id)


def card_of(person: Person, details: Details, audience: Audience, *, mine: bool) -> MemberCard:
    """A card, drawn from fields as they stand or as they are typed."""
    visible = {name: value for name, value in shown(details, audience).items() if name not in CONTACTS}
    dates = [changed for name in visible if (changed := details[name].changed_at)]
    return MemberCard(person, visible, max(dates, default=None), mine)


@dataclass(frozen=True, slots=True)
class Reveal:
    """Whether contact details may be shown; nothing is shown or counted yet."""

    person: Person
    shared: bool
    """Whether there is anything that this reader may see."""
    left: int
    """How many people this reader may still look up today."""
    free: bool
    """Looked up today already, or one's own: shown without being counted."""

    @property
    def possible(self) -> bool:
        """Whether a click shows them."""
        return self.shared and (self.free or self.left > 0)


@dataclass(frozen=True, slots=True)
class Revealed:
    """The contact details that this reader may see."""

    person: Person
    contacts: Mapping[Field, str]


def offer(services: Services, reader: Person, member_id: MemberId, now: datetime) -> Reveal | None:
    """What looking up this member's contact details would mean; None for nobody there."""
    with services.db.read() as session:
        person = get_person(session, member_id)
        return _offer(services, session, reader, person, now) if person and person.active else None


def _offer(services: Services, session: Session, reader: Person, person: Person, now: datetime) -> Reveal:
    midnight = day_began(now, services.club.zone)
    used = count_consultations(session, reader.id, midnight)
    free = reader.id == person.id or has_consulted(session, reader.id, person.id, midnight)
    shared = bool(_contacts(session, reader, person))
    return Reveal(person, shared, max(0, services.club.lookups - used), free)


def _contacts(session: Session, reader: Person, person: Person) -> dict[Field, str]:
    visible = shown(get_details(session, person.id), audience_of(reader))
    return {name: value for name, value in visible.items() if name in CONTACTS}


def reveal(
    services: Services, reader: Person, member_id: MemberId, now: datetime
) -> Revealed | Reveal | None:
    """Shows contact details, counted and logged, or says why not.

    Somebody looked up twice on a day counts once. The reader's row is locked: two clicks at once do not
    pass the cap together.
    """
    with services.db.begin() as session:
        lock_member(session, reader.id)
        person = get_person(session, member_id)
        if person is None or not person.active:
            return None
        found = _offer(services, session, reader, person, now)
        if not found.possible:
            return found
        if not found.free:
            add_consultation(session, reader.id, member_id, now)
        return Revealed(person, _contacts(session, reader, person))


def report(services: Services, reporter: Person, member_id: MemberId, word: str, now: datetime) -> bool:
    """Tells the organisers of a misuse, but not the one whom it is about; whether there is such a member."""
    with services.db.begin() as session:
        person = get_person(session, member_id)
        if person is None:
            return False
        number = add_report(session, reporter.id, member_id, word, now)
        organisers.tell(session, names.REPORT, f"report:{number}", "", now, but=member_id)
    return True


def profile_subject(member_id: MemberId) -> str:
    """The subject of what is about somebody's own profile."""
    return f"profile:{member_id}"


def get_profile(services: Services, person: Person) -> Details:
    """One's own fields."""
    with services.db.read() as session:
        return get_details(session, person.id)


def save_profile(services: Services, person: Person, function: str, details: Details, now: datetime) -> None:
    """Keeps one's own profile; others find it so at once."""
    with services.db.begin() as session:
        save_profile_details(session, person.id, function, details, now)
        _moved(session, person, now)


def answer(services: Services, person: Person, function: str, answers: Details, now: datetime) -> Details:
    """The same for some of the fields: what else stands there stays. Returns the whole."""
    with services.db.begin() as session:
        lock_member(session, person.id)
        kept = {**get_details(session, person.id), **answers}
        save_profile_details(session, person.id, function, kept, now)
        _moved(session, person, now)
    return kept


def _moved(session: Session, person: Person, now: datetime) -> None:
    """Whatever shows whether the profile says anything is drawn again."""
    touch_all(session, profile_subject(person.id), now)
    touch_all(session, subject_of_member(person.id), now)


def list_consulted(services: Services, person: Person, asked: ListPosition) -> Page[Consultation]:
    """Who was shown this person's contact details, the latest first."""
    with services.db.read() as session:
        _, total = list_consultations(session, person.id, 0, 0)
        at = asked.within(total, CONSULTED)
        rows, _ = list_consultations(session, person.id, at.number * CONSULTED, CONSULTED)
    return Page.of(rows, total, at, CONSULTED)

"""How the demo's members belong: the charter, their profiles, their companies' pages, and a newcomer."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from pathlib import Path

from bot.demo.house import PARIS, Act, House, paris
from bot.demo.pages import PAGES, SUGAR, DemoCompanyPage
from bot.demo.people import JAMES, NEWCOMER, ODILE, Somebody, members
from bot.demo.profiles import PROFILES
from club.calendar import end_of_day
from club.charter import Version
from club.ids import CompanyId, SlackId
from handlers.belonging.admission import entering
from handlers.belonging.admission import service as admission
from handlers.belonging.charter import service as charter
from handlers.belonging.companies import service as companies
from handlers.belonging.companies.matter import CompanyCard
from handlers.belonging.directory.service import save_profile
from handlers.belonging.shared import correcting
from handlers.kit.profiles import asked_of_slack
from scheduler.profiles import fetch
from storage.people import Person, get_person_by_slack

TEXT = Path(__file__).with_name("charter.md")
PUBLISHED, LAST_DAY = paris("2026-12-08 17:00"), date(2027, 1, 12)
"""When the charter was published, and until when it is to be accepted: nobody is shut out at the start."""
ASKED, ANSWER_BY = paris("2026-12-29 11:20"), date(2027, 1, 15)
"""When a company was asked to correct its page, and until when it may answer."""
WORDING = "Les visites de l’évaporation reprennent au printemps : la fiche peut-elle le dire ?"
UNREAD = {
    *("Étienne Gaudin", "Rémi Chauvet", "Philippe Carpentier", "Lucie Ferrand"),
    *("Leïla Haddad", "Alice Thévenet", "Stéphane Lamarque", "Pauline Schmitt"),
}
"""They have not read it yet."""
WELCOMES = "Valérie Jourdain"
"""Whom the newcomer will work with, and who confirms it."""


def belonging(house: House) -> Iterable[tuple[datetime, Act]]:
    """What happens when, in any order."""
    yield from _charter(house)
    yield from _profiles(house)
    for page in PAGES:
        yield from _page(house, page)
    yield ASKED, lambda: _asks_for_a_correction(house)
    yield from _newcomer(house)


def _charter(house: House) -> Iterable[tuple[datetime, Act]]:
    yield PUBLISHED, lambda: _publish(house)
    readers = [one for one in members() if one.role == "member" and one.name not in UNREAD]
    for number, one in enumerate(readers, start=1):
        language = "en" if one.name == JAMES else "fr"
        yield PUBLISHED + timedelta(hours=13 * number), _accepts(house, one.slack_id, one.name, language)


def _publish(house: House) -> None:
    until = end_of_day(LAST_DAY, PARIS)
    draft = charter.CharterDraft(TEXT.read_text("utf-8"), material=True, changes="", accept_by=until)
    with house.acts("charter.publish"), house.prime.services.db.begin() as session:
        done = charter.publish(session, draft, house.members[ODILE], house.clock.now())
    assert isinstance(done, Version), done


def _accepts(house: House, slack_id: SlackId, name: str, language: str) -> Act:
    """A member by name, or somebody at the door, by what Slack calls them."""

    def act() -> None:
        person = house.person(name) if name in house.members else _account(house, slack_id)
        done = charter.accept(house.prime.services, person, 1, language, house.clock.now())
        assert done is charter.AcceptanceResult.ACCEPTED, done

    return act


def _account(house: House, slack_id: SlackId) -> Person:
    with house.prime.services.db.read() as session:
        found = get_person_by_slack(session, slack_id)
    assert found is not None, slack_id
    return found


def _profiles(house: House) -> Iterable[tuple[datetime, Act]]:
    writers = [one for one in members() if one.name in PROFILES]
    for number, one in enumerate(writers):
        yield paris("2026-12-03 12:10") + timedelta(hours=29 * number), _tells(house, one)


def _tells(house: House, one: Somebody) -> Act:
    details = PROFILES[one.name].details(one)
    return lambda: save_profile(
        house.prime.services, house.person(one.name), one.title, details, house.clock.now()
    )


def _page(house: House, page: DemoCompanyPage) -> Iterable[tuple[datetime, Act]]:
    yield paris(page.written), lambda: _writes(house, page)
    if page.agreed:
        yield paris(page.agreed), lambda: _agrees(house, page)
    if page.contact_agreed:
        yield paris(page.contact_agreed), lambda: _lends_name(house, page)


def _writes(house: House, page: DemoCompanyPage) -> None:
    person = house.person(page.by)
    card = _card(house, person)
    typed = page.filled(house.members)
    done = companies.save(house.prime.services, person, card.company, typed, card.seen, house.clock.now())
    assert isinstance(done, companies.PageOutcome), done
    assert done.done is companies.PageDone.SAVED, done


def _agrees(house: House, page: DemoCompanyPage) -> None:
    person = house.person(page.agreed_by)
    card = _card(house, person)
    done = companies.agree(house.prime.services, person, card.company, card.seen, house.clock.now())
    assert done.done is companies.PageDone.AGREED, done


def _lends_name(house: House, page: DemoCompanyPage) -> None:
    person = house.person(page.contact)
    card = _card(house, person)
    shown = companies.contact_key(card)
    done = companies.accept_contact(house.prime.services, person, card.company, shown, house.clock.now())
    assert done.done is companies.PageDone.CONTACT, done


def _asks_for_a_correction(house: House) -> None:
    company = _company(house.person(SUGAR.by))
    until, now = end_of_day(ANSWER_BY, PARIS), house.clock.now()
    with house.acts("companychanges.correct"):
        done = correcting.ask(house.prime.services, house.person(ODILE), company, WORDING, until, now)
    assert done is correcting.CorrectionDone.ASKED, done


def _card(house: House, person: Person) -> CompanyCard:
    card = companies.get_card(house.prime.services, _company(person))
    assert card is not None, person.company
    return card


def _company(person: Person) -> CompanyId:
    assert person.company_id is not None, person.name
    return person.company_id


def _newcomer(house: House) -> Iterable[tuple[datetime, Act]]:
    """Asks, is confirmed, accepts the charter; the organisers have yet to decide."""
    yield paris("2026-12-29 10:30"), lambda: _asks(house)
    yield paris("2026-12-29 15:10"), lambda: _confirms(house)
    yield paris("2026-12-30 09:05"), _accepts(house, NEWCOMER.slack_id, NEWCOMER.name, "fr")


def _asks(house: House) -> None:
    services, now = house.prime.services, house.clock.now()
    for who in (NEWCOMER.slack_id, _welcoming()):
        fetch(services, who, now)
    word = "Je travaille avec Valérie sur les fours depuis l’automne."
    said = asked_of_slack(services, NEWCOMER.slack_id)
    done = entering.ask(services, NEWCOMER.slack_id, NEWCOMER.company, NEWCOMER.title, word, now, said)
    assert done is admission.AdmissionOutcome.DONE, done


def _welcoming() -> SlackId:
    return next(one.slack_id for one in members() if one.name == WELCOMES)


def _confirms(house: House) -> None:
    services = house.prime.services
    (matter,) = admission.list_waiting(services)
    done = admission.confirm(services, matter.request.id, house.person(WELCOMES), house.clock.now())
    assert done is admission.AdmissionOutcome.DONE, done

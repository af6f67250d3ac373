"""What is sent and shown of a company's page, whatever was overtaken meanwhile or typed."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from club.ids import CompanyId, MemberId, PostingId, SlackId
from club.publication import Contact, Content, Sector, digest
from handlers import names
from handlers.belonging.companies import forms, messages, service, views
from handlers.belonging.companies.form import NO_CONTACT, CompanyPageForm, legible
from handlers.belonging.companies.matter import CompanyCard
from handlers.belonging.companies.service import CompanyPageFaulty, PageDone, PageOutcome
from handlers.kit.interaction import Message
from handlers.kit.router import RenderContext
from handlers.kit.sectors import SECTORS
from storage.companies import subject_of_page
from storage.people import Person, Role
from storage.postings import Posting
from tests.handlers.events.guests.house import NOW, House, house_of

TYPED = CompanyPageForm("Bouteilles", "glass", ("Lyon",), "", "", NO_CONTACT, "contact@verrerie.example")

RENDERERS = {
    names.PUBLISH: messages.publish,
    names.CONTACT: messages.contact,
    names.DIRECTORY_DUE: messages.directory,
}


@dataclass
class Firm:
    """A company of two, and an organiser."""

    house: House
    ana: Person
    luc: Person
    odile: Person

    @property
    def company(self) -> CompanyId:
        assert self.ana.company_id is not None
        return self.ana.company_id

    def card(self) -> CompanyCard:
        card = service.get_card(self.house.services, self.company)
        assert card is not None
        return card

    def saves(self, typed: CompanyPageForm = TYPED) -> PageOutcome:
        done = service.save(self.house.services, self.ana, self.company, typed, self.card().seen, NOW)
        assert isinstance(done, PageOutcome)
        return done

    def agrees(self) -> PageOutcome:
        return service.agree(self.house.services, self.luc, self.company, self.card().seen, NOW)

    def told(self, kind: str, moment: str, to: Person, *, sent: bool = False) -> Message | None:
        """What a posting says now."""
        services, ts = self.house.services, "1.0" if sent else ""
        assert to.slack_id
        subject = subject_of_page(self.company)
        posting = Posting(PostingId(1), kind, subject, to.slack_id, moment, SlackId("D1"), ts, 0, True)
        render = RENDERERS[kind]
        with services.db.read() as session:
            return render(RenderContext(session, posting, to, services.words["en"], NOW, services))


@pytest.fixture
def firm(database_url: str) -> Iterator[Firm]:
    house = house_of(database_url)
    ana, luc = house.joins("Ana Berger"), house.joins("Luc Roy")
    yield Firm(house, ana, luc, house.joins("Odile Garnier", "ALLICE", Role.ORGANISER))
    house.services.db.dispose()


def test_organisers_are_told_of_what_holds_and_not_of_what_was_overtaken(firm: Firm) -> None:
    firm.saves()
    first = firm.agrees().card.last
    assert first is not None
    told = firm.told(names.DIRECTORY_DUE, "/1", firm.odile)
    assert told is not None
    assert told.text == "➡️ Directory to publish again: Verrerie Ardoin"
    service.withdraw(firm.house.services, firm.ana, firm.company, NOW)
    assert firm.told(names.DIRECTORY_DUE, "/1", firm.odile) is None
    assert firm.told(names.PUBLISH, f"withdrawn:{first.id}", firm.odile) is not None
    firm.agrees()
    assert firm.told(names.PUBLISH, f"withdrawn:{first.id}", firm.odile) is None


def test_a_contact_no_longer_named_is_not_asked_and_one_asked_reads_what_holds(firm: Firm) -> None:
    firm.saves(CompanyPageForm("Bouteilles", "glass", (), "", "", str(firm.luc.id), "luc@verrerie.example"))
    firm.agrees()
    asked = firm.told(names.CONTACT, "agreed:1", firm.luc)
    assert asked is not None
    assert asked.text == "➡️ Verrerie Ardoin names you as its public contact."
    firm.saves()
    firm.agrees()
    assert firm.told(names.CONTACT, "agreed:1", firm.luc) is None
    after = firm.told(names.CONTACT, "agreed:1", firm.luc, sent=True)
    assert after is not None
    assert after.text == "You are not named as the contact of Verrerie Ardoin."


def test_what_changes_nothing_is_said_to_change_nothing(firm: Firm) -> None:
    assert service.withdraw(firm.house.services, firm.ana, firm.company, NOW).done is PageDone.SAME
    assert service.leave_contact(firm.house.services, firm.ana, firm.company, NOW).done is PageDone.SAME
    assert firm.agrees().done is PageDone.OVERTAKEN
    assert firm.saves().done is PageDone.SAVED
    assert firm.saves().done is PageDone.SAME
    assert firm.agrees().done is PageDone.AGREED
    assert firm.agrees().done is PageDone.SAME
    assert firm.house.told(NOW) == []
    for done in (PageDone.WITHDRAWN, PageDone.SAME):
        assert service.withdraw(firm.house.services, firm.ana, firm.company, NOW).done is done
    assert [kind for kind, _ in firm.house.told(NOW)] == [names.PUBLISH]


def test_the_evidence_is_the_exact_content_with_its_digest_name_and_moment(firm: Firm) -> None:
    firm.saves()
    last = firm.agrees().card.last
    assert last is not None
    page = Content(
        "Verrerie Ardoin", "Bouteilles", "glass", ("Lyon",), contact=Contact(email="contact@verrerie.example")
    )
    assert (last.content, last.name, last.by, last.at) == (page, "Luc Roy", firm.luc.id, NOW)
    assert digest(last.content) == digest(page)


def test_somebody_of_another_company_cannot_be_made_its_contact(firm: Firm) -> None:
    stranger = firm.house.joins("Zoé Petit", "Papeterie du Val")
    firm.saves(CompanyPageForm("Bouteilles", "glass", (), "", "", str(stranger.id), ""))
    content = firm.card().content
    assert content is not None
    assert content.contact == Contact()


def test_an_unknown_sector_is_a_fault_at_its_field(firm: Firm) -> None:
    wrong = CompanyPageForm("", "nonsense", (), "", "", NO_CONTACT, "")
    done = service.save(firm.house.services, firm.ana, firm.company, wrong, "", NOW)
    assert isinstance(done, CompanyPageFaulty)
    assert forms.errors(firm.house.services.words["en"], done.faults) == {
        "activity": "Say what the company does.",
        "sector": "Choose a sector.",
    }


def test_what_nobody_sees_is_not_kept() -> None:
    assert legible(" Verre\x00 creux\u2028\ud800  \nLyon\u00a0: 2\r\n") == "Verre  creux\nLyon\u00a0: 2"


def test_every_sector_has_its_words() -> None:
    assert set(SECTORS) == {*Sector}


def test_buttons_are_short_in_both_languages(firm: Firm) -> None:
    firm.saves(CompanyPageForm("Bouteilles", "glass", (), "", "", str(firm.ana.id), ""))
    for done in (None, firm.agrees()):
        for t in (firm.house.services.words["fr"], firm.house.services.words["en"]):
            shown = views.page(t, done.card if done else firm.card(), MemberId(firm.ana.id))
            rows = [block["elements"] for block in shown.blocks if block["type"] == "actions"]
            labels = [one["text"]["text"] for row in rows for one in row]
            assert labels
            assert [label for label in labels if len(label) > 24] == []

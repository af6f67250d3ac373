"""What may be public of a company (article COMMUNIQUER)."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from club.ids import CompanyId, MemberId
from club.publication import (
    NOBODY,
    Agreement,
    CompanyPageFault,
    CompanyPageState,
    Contact,
    Content,
    canonical,
    digest,
    entry,
    faults,
    in_order,
    is_https,
    keeps_contact,
    parsed,
    state,
)

NOW = datetime(2027, 1, 4, 8, tzinfo=UTC)
ANA = Contact(MemberId(7), "Ana Berger", "ana@verrerie.example")
PAGE = Content("Verrerie Ardoin", "Bouteilles", "glass", ("Lyon", "Mâcon"), contact=ANA)
AGREED = Agreement(1, PAGE, MemberId(8), "Luc Roy", NOW)
VERRERIE = CompanyId(3)


def test_equal_contents_and_they_alone_are_spelled_alike() -> None:
    assert parsed(canonical(PAGE)) == PAGE
    assert digest(PAGE) == digest(replace(PAGE))
    assert digest(PAGE) != digest(replace(PAGE, sites=("Lyon Mâcon",)))


def test_nothing_is_public_without_a_live_agreement() -> None:
    assert entry(VERRERIE, None, contact_agrees=True) is None
    assert entry(VERRERIE, replace(AGREED, revoked_at=NOW), contact_agrees=True) is None


def test_the_contact_is_left_out_without_their_own_agreement() -> None:
    shown = entry(VERRERIE, AGREED, contact_agrees=False)
    assert shown is not None
    assert shown.content == replace(PAGE, contact=NOBODY)
    whole = entry(VERRERIE, AGREED, contact_agrees=True)
    assert whole is not None
    assert whole.content == PAGE


def test_an_address_that_names_nobody_is_the_company_s_to_publish() -> None:
    content = replace(PAGE, contact=Contact(email="contact@verrerie.example"))
    shown = entry(VERRERIE, replace(AGREED, content=content), contact_agrees=False)
    assert shown is not None
    assert shown.content == content


@pytest.mark.parametrize(
    ("page", "last", "expected"),
    [
        (None, None, CompanyPageState.EMPTY),
        (PAGE, None, CompanyPageState.NEVER),
        (PAGE, AGREED, CompanyPageState.AGREED),
        (replace(PAGE, activity="Flacons"), AGREED, CompanyPageState.CHANGED),
        (replace(PAGE, name="Verrerie Ardoin et fils"), AGREED, CompanyPageState.CHANGED),
        (PAGE, replace(AGREED, revoked_at=NOW), CompanyPageState.REVOKED),
    ],
)
def test_a_page_stands_where_its_last_agreement_left_it(
    page: Content | None, last: Agreement | None, expected: CompanyPageState
) -> None:
    assert state(page, last) is expected


def test_a_contact_s_agreement_goes_on_only_under_the_same_details() -> None:
    other = replace(PAGE, contact=replace(ANA, email="berger@verrerie.example"))
    assert keeps_contact(AGREED, replace(PAGE, activity="Flacons"))
    assert not keeps_contact(AGREED, other)
    assert not keeps_contact(replace(AGREED, revoked_at=NOW), PAGE)
    assert not keeps_contact(None, PAGE)


@pytest.mark.parametrize(
    "link",
    [
        "http://verrerie.example",
        "//verrerie.example",
        "verrerie.example",
        "https://",
        "https://localhost/logo.png",
        "https://ana:secret@verrerie.example",
        "https://verrerie.example:port/",
        "https://[verrerie.example/",
        "https://verrerie.example/a b",
        'https://verrerie.example/"onload="',
        "javascript:alert(1)",
        "https://verrerie.example/" + "a" * 300,
    ],
)
def test_only_whole_https_addresses_are_links(link: str) -> None:
    assert not is_https(link)


def test_each_field_has_its_fault() -> None:
    assert is_https("https://www.verrerie.example:8443/à-propos?x=1#y")
    wrong = Content(
        "Verrerie", "", "glas", ("a" * 101,), "http://x.example", "ftp://x.example", Contact(email="a@b")
    )
    assert faults(wrong) == {
        "activity": CompanyPageFault.MISSING,
        "sector": CompanyPageFault.SECTOR,
        "sites": CompanyPageFault.LONG_LINE,
        "website": CompanyPageFault.LINK,
        "logo": CompanyPageFault.LINK,
        "email": CompanyPageFault.EMAIL,
    }
    assert faults(replace(PAGE, sites=("Lyon",) * 21)) == {"sites": CompanyPageFault.MANY}
    assert faults(replace(PAGE, activity="a" * 1001)) == {"activity": CompanyPageFault.LONG}
    assert faults(PAGE) == {}


def test_companies_are_in_the_order_a_reader_expects() -> None:
    names = ["Zinc", "Étain", "Fonderie", "elec", "Écluse"]
    shown = [
        entry(CompanyId(at), replace(AGREED, content=Content(name)), contact_agrees=False)
        for at, name in enumerate(names)
    ]
    found = [one.content.name for one in in_order([one for one in shown if one])]
    assert found == ["Écluse", "elec", "Étain", "Fonderie", "Zinc"]

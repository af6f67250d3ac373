"""Members, and what Slack says of people."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from club.ids import SlackId
from storage.accounts import appoint_organisers, save_profile
from storage.database import Database
from storage.people import (
    AccountKind,
    Role,
    SlackProfile,
    add_company,
    add_member,
    find_member,
    get_person_by_slack,
    get_visitor,
    list_companies,
    list_organisers,
)

NOW = datetime(2027, 1, 4, 8, 0, tzinfo=UTC)
ANA = SlackId("U0ANA")
PROFILE = SlackProfile(ANA, "Ana Berger", "Ana.Berger@Example.org", "en-GB", "Europe/Paris", AccountKind.FULL)


def test_a_full_account_is_tied_to_the_member_with_its_address(db: Database) -> None:
    with db.begin() as session:
        member = add_member(session, "Ana Berger", email="ana.berger@example.org")
        assert save_profile(session, PROFILE) == member
        assert save_profile(session, PROFILE) is None
        person = get_person_by_slack(session, ANA)
    assert person is not None
    assert (person.id, person.language, person.zone) == (member, "en-GB", "Europe/Paris")


@pytest.mark.parametrize("account_kind", [one for one in AccountKind if one is not AccountKind.FULL])
def test_no_other_account_becomes_a_member_by_bearing_an_address(
    db: Database, account_kind: AccountKind
) -> None:
    with db.begin() as session:
        add_member(session, "Ana Berger", email="ana.berger@example.org")
        assert save_profile(session, replace(PROFILE, account_kind=account_kind)) is None
        visitor = get_visitor(session, ANA, NOW)
    assert visitor.member is None
    assert visitor.account_kind is account_kind


def test_a_member_who_has_an_id_keeps_it(db: Database) -> None:
    with db.begin() as session:
        add_member(session, "Ana Berger", email="ana.berger@example.org", slack_id=SlackId("U0OLD"))
        assert save_profile(session, PROFILE) is None
        assert get_person_by_slack(session, ANA) is None


def test_an_account_that_is_a_member_takes_no_second_one(db: Database) -> None:
    with db.begin() as session:
        add_member(session, "Ana by id", slack_id=ANA)
        add_member(session, "Ana by address", email="ana.berger@example.org")
        assert save_profile(session, PROFILE) is None
        person = get_person_by_slack(session, ANA)
    assert person is not None
    assert person.name == "Ana by id"


def test_an_account_without_address_is_only_cached(db: Database) -> None:
    with db.begin() as session:
        assert save_profile(session, replace(PROFILE, email=None)) is None
        visitor = get_visitor(session, ANA, NOW)
    assert (visitor.known, visitor.member, visitor.locale) == (True, None, "en-GB")


def test_somebody_slack_said_nothing_of_is_unknown(db: Database) -> None:
    with db.read() as session:
        visitor = get_visitor(session, ANA, NOW)
    assert (visitor.known, visitor.member, visitor.account_kind) == (False, None, AccountKind.FULL)


def test_a_company_is_one_however_it_is_typed(db: Database) -> None:
    with db.begin() as session:
        assert add_company(session, "Énergie du Sud") == add_company(session, "ENERGIE  DU SUD")
        assert [name for _, name in list_companies(session, "énergie")] == ["Énergie du Sud"]
        assert list_companies(session, "%") == []


def test_a_slack_id_weighs_more_than_an_address(db: Database) -> None:
    with db.begin() as session:
        by_id = add_member(session, "By id", slack_id=ANA)
        by_address = add_member(session, "By address", email="ana@example.org")
        both = find_member(session, email="ana@example.org", slack_id=ANA)
        one = find_member(session, email="ANA@example.org", slack_id="U0NOBODY")
        none = find_member(session, email=None, slack_id=None)
    assert both is not None
    assert one is not None
    assert (both.id, one.id, none) == (by_id, by_address, None)


def test_organisers_are_appointed_by_id_or_address_and_added_once(db: Database) -> None:
    with db.begin() as session:
        known = add_member(session, "Ana", email="ana@example.org")
        appoint_organisers(session, ["ana@example.org", "U0NEW"])
        appoint_organisers(session, ["ana@example.org", "U0NEW"])
        organisers = list_organisers(session)
    assert [one.role for one in organisers] == [Role.ORGANISER] * 2
    assert organisers[0].id == known
    assert organisers[1].slack_id == "U0NEW"

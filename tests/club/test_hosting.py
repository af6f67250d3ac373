"""Premises: what an offer must say, and what becomes of it."""

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from club.hosting import (
    Demand,
    Offer,
    OfferFault,
    OfferState,
    Terms,
    backed_out,
    coming_months,
    faults_of,
    is_firm,
    may_change,
    month_of,
    months_within,
)
from club.ids import EventId, MemberId, OfferId
from club.regions import REGIONS, region_of

NOW = "2027-01"
TERMS = Terms("Usine, 74000 Annecy", 40, ("2027-03", "2027-04"))
TAKEN = Offer(OfferId(1), MemberId(1), None, "", TERMS, OfferState.TAKEN, EventId(7))


def test_what_is_wrong_is_named() -> None:
    assert faults_of(TERMS, NOW) == []
    assert faults_of(Terms("", 0, ()), NOW) == [OfferFault.NO_PLACE, OfferFault.SEATS, OfferFault.MONTHS]
    listed = replace(TERMS, demands=(Demand.LIST,), list_days=5)
    assert faults_of(listed, NOW) == []
    for wrong in (replace(TERMS, list_days=5), replace(listed, list_days=61), replace(listed, list_days=-1)):
        assert faults_of(wrong, NOW) == [OfferFault.LIST_DAYS]
    assert faults_of(replace(TERMS, months=("2026-12", "2027-03")), NOW) == [OfferFault.MONTHS]
    long = replace(TERMS, place="x" * 151, room="x" * 151, access="x" * 1001, contact="x" * 151)
    assert faults_of(long, NOW) == [
        OfferFault.LONG_PLACE,
        OfferFault.LONG_ROOM,
        OfferFault.LONG_ACCESS,
        OfferFault.LONG_CONTACT,
    ]


def test_a_host_who_backs_out_still_offers_the_other_months() -> None:
    left = backed_out(TAKEN, "2027-03", NOW)
    assert (left.state, left.terms.months, left.event_id) == (OfferState.OFFERED, ("2027-04",), None)


def test_with_no_month_left_nothing_is_offered() -> None:
    assert backed_out(TAKEN, "2027-03", "2027-05").state is OfferState.WITHDRAWN
    one = replace(TAKEN, terms=replace(TERMS, months=("2027-03",)))
    assert backed_out(one, "2027-03", NOW).state is OfferState.WITHDRAWN


def test_only_an_event_as_it_was_confirmed_is_firm() -> None:
    confirmed = replace(TAKEN, state=OfferState.CONFIRMED, schedule=2)
    assert is_firm(confirmed, 2)
    assert not is_firm(confirmed, 3)
    assert not is_firm(TAKEN, 0)
    assert [state for state in OfferState if may_change(replace(TAKEN, state=state))] == [OfferState.OFFERED]


def test_twelve_months_across_the_year() -> None:
    months = coming_months(date(2027, 11, 30))
    assert (months[0], months[1], months[2], len(months)) == ("2027-11", "2027-12", "2028-01", 12)
    assert months_within(["2028-01", "2020-01", "2027-11", "x"], months) == ("2027-11", "2028-01")


def test_the_month_is_that_of_the_club_s_wall_clock() -> None:
    assert month_of(datetime(2027, 1, 31, 23, 30, tzinfo=UTC), ZoneInfo("Europe/Paris")) == "2027-02"


@pytest.mark.parametrize(
    ("address", "region"),
    [
        ("12 rue du Lac, 74000 Annecy", "Auvergne-Rhône-Alpes"),
        ("Bât. 12345, 62 100 Calais", "Hauts-de-France"),
        ("20200 Bastia", "Corse"),
        ("97400 Saint-Denis", "Outre-mer"),
        ("Le Havre", ""),
        ("1000 Bruxelles", ""),
        ("tél. 04 99 00 12 40", ""),
    ],
)
def test_the_region_is_that_of_the_postal_code(address: str, region: str) -> None:
    assert region_of(address) == region


def test_every_departement_is_in_one_region() -> None:
    codes = [code for some in REGIONS.values() for code in some.split()]
    assert len(codes) == len(set(codes)) == 95 + 6

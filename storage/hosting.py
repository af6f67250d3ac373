"""Premises offered for meetings: kept, listed, tied to the event that is held there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, func, insert, or_, select, update

from club.hosting import TIED, Demand, Offer, OfferState, Terms, Wheelchair
from club.ids import CompanyId, EventId, MemberId, OfferId
from storage import tables
from storage.people import COMPANY
from storage.seats import EVENT
from storage.session import Session
from storage.tables import core

OFFER = core(tables.HostingOffer)
_OFFERS = select(OFFER, func.coalesce(COMPANY.c.name, "").label("company")).outerjoin(
    COMPANY, COMPANY.c.id == OFFER.c.company_id
)
_TIED = OFFER.c.state.in_([state.value for state in TIED])


@dataclass(frozen=True, slots=True)
class Hosted:
    """An event that somebody hosted and is not thanked for."""

    event_id: EventId
    title: str
    company: str
    at: datetime


def subject_of_offer(offer_id: OfferId) -> str:
    """The subject of what is about an offer alone."""
    return f"hosting:{offer_id}"


def offer_of(subject: str) -> OfferId:
    """Back from `subject_of_offer`."""
    return OfferId(int(subject.removeprefix("hosting:")))


def add_offer(
    session: Session, member_id: MemberId, company_id: CompanyId | None, terms: Terms, now: datetime
) -> OfferId:
    """A new offer."""
    whose = {"member_id": member_id, "company_id": company_id, "made_at": now}
    state = {"state": OfferState.OFFERED.value, "event_id": None, "schedule": 0}
    made = insert(OFFER).values({**whose, **state, **_values(terms)}).returning(OFFER.c.id)
    return OfferId(session.connection().execute(made).scalar_one())


def save_offer(session: Session, offer: Offer) -> None:
    """Keeps an offer as it is given."""
    state = {"state": offer.state.value, "event_id": offer.event_id, "schedule": offer.schedule}
    values = {**state, **_values(offer.terms)}
    session.connection().execute(update(OFFER).where(OFFER.c.id == offer.id).values(values))


def _values(terms: Terms) -> dict[str, object]:
    months = {"months": ",".join(terms.months), "last_month": max(terms.months, default="")}
    demands = ",".join(one.value for one in terms.demands)
    return {
        **{"place": terms.place, "region": terms.region, "seats": terms.seats, "room": terms.room},
        **{"access": terms.access, "demands": demands, "wheelchair": terms.wheelchair.value},
        **{"contact": terms.contact, "dates": terms.dates, "list_days": terms.list_days},
        **months,
    }


def get_offer(session: Session, offer_id: OfferId) -> Offer | None:
    """An offer by id."""
    row = session.connection().execute(_OFFERS.where(OFFER.c.id == offer_id)).one_or_none()
    return _offer(row) if row else None


def lock_offer(session: Session, offer_id: OfferId) -> Offer | None:
    """The same; whoever else would change it waits for the end of this transaction."""
    one = select(OFFER.c.id).where(OFFER.c.id == offer_id).with_for_update()
    session.connection().execute(one)
    return get_offer(session, offer_id)


def list_own(session: Session, member_id: MemberId, this_month: str) -> list[Offer]:
    """A member's offers that stand, the newest first."""
    stands = or_(_TIED, and_(OFFER.c.state == OfferState.OFFERED.value, OFFER.c.last_month >= this_month))
    found = _OFFERS.where(OFFER.c.member_id == member_id, stands).order_by(OFFER.c.id.desc())
    return [_offer(row) for row in session.connection().execute(found)]


def list_offers(
    session: Session, this_month: str, month: str, region: str, first: int, limit: int
) -> tuple[list[Offer], int]:
    """Offers that stand for a month to come, soonest first, from number `first` on; how many there are."""
    stands: ColumnElement[bool] = and_(OFFER.c.state != "withdrawn", OFFER.c.last_month >= this_month)
    if month:
        stands = and_(stands, OFFER.c.months.contains(month))
    if region:
        stands = and_(stands, OFFER.c.region == region)
    connection = session.connection()
    rows = connection.execute(
        _OFFERS.where(stands).order_by(OFFER.c.months, OFFER.c.id).offset(first).limit(limit)
    )
    total = connection.execute(select(func.count()).select_from(OFFER).where(stands)).scalar_one()
    return [_offer(row) for row in rows], int(total)


def list_regions(session: Session, this_month: str) -> list[str]:
    """The regions that there are offers in."""
    stands = (OFFER.c.state != "withdrawn", OFFER.c.last_month >= this_month, OFFER.c.region != "")
    found = select(OFFER.c.region).where(*stands).distinct().order_by(OFFER.c.region)
    return list(session.connection().execute(found).scalars())


def list_tied(session: Session, member_id: MemberId) -> list[Offer]:
    """A member's offers, whatever their state, but withdrawn ones."""
    found = _OFFERS.where(OFFER.c.member_id == member_id, OFFER.c.state != "withdrawn")
    return [_offer(row) for row in session.connection().execute(found.order_by(OFFER.c.id))]


def list_last_hosted(
    session: Session, companies: Iterable[CompanyId], now: datetime
) -> Mapping[CompanyId, datetime]:
    """When each of these companies hosted last."""
    ids = list(companies)
    if not ids:
        return {}
    over = (EVENT.c.state == "published", EVENT.c.ends_at <= now)
    # Company by company along the index: grouped, every event of the club would be read.
    last = select(EVENT.c.starts_at).where(EVENT.c.host_company_id == COMPANY.c.id, *over)
    last_at = last.order_by(EVENT.c.ends_at.desc()).limit(1).scalar_subquery()
    found = select(COMPANY.c.id, last_at).where(COMPANY.c.id.in_(ids))
    rows = session.connection().execute(found)
    return {CompanyId(row[0]): row[1] for row in rows if row[1] is not None}


def list_overtaken(session: Session, now: datetime) -> list[tuple[OfferId, bool]]:
    """Offers whose event is called off or held elsewhere (True), or moved since it was confirmed (False)."""
    moved = and_(OFFER.c.state == OfferState.CONFIRMED.value, EVENT.c.schedule != OFFER.c.schedule)
    elsewhere = func.coalesce(EVENT.c.host_company_id, 0) != func.coalesce(OFFER.c.company_id, 0)
    free = or_(EVENT.c.state == "cancelled", elsewhere)
    coming = (_TIED, EVENT.c.ends_at > now, or_(free, moved))
    found = select(OFFER.c.id, free).join(EVENT, EVENT.c.id == OFFER.c.event_id).where(*coming)
    return [
        (OfferId(row[0]), bool(row[1])) for row in session.connection().execute(found.order_by(OFFER.c.id))
    ]


def list_hosted(session: Session, since: datetime, now: datetime, limit: int) -> list[Hosted]:
    """Events held at a member's company lately, the latest first."""
    held = (EVENT.c.state == "published", EVENT.c.ends_at <= now, EVENT.c.ends_at > since)
    found = (
        select(EVENT.c.id, EVENT.c.title, COMPANY.c.name, EVENT.c.starts_at)
        .join(COMPANY, COMPANY.c.id == EVENT.c.host_company_id)
        .where(*held, ~COMPANY.c.organisation)
        .order_by(EVENT.c.ends_at.desc(), EVENT.c.id)
        .limit(limit)
    )
    return [Hosted(EventId(row[0]), *row[1:]) for row in session.connection().execute(found)]


def _offer(row: Any) -> Offer:
    demands = tuple(Demand(one) for one in row.demands.split(",") if one)
    months = tuple(one for one in row.months.split(",") if one)
    said = (row.place, row.seats, months, row.room, row.access, demands)
    terms = Terms(*said, Wheelchair(row.wheelchair), row.contact, row.dates, row.list_days)
    company_id = CompanyId(row.company_id) if row.company_id is not None else None
    event_id = EventId(row.event_id) if row.event_id is not None else None
    ids = (OfferId(row.id), MemberId(row.member_id), company_id)
    return Offer(*ids, row.company, terms, OfferState(row.state), event_id, row.schedule)

"""Whose profile says nothing, and which companies have no page: asked once a quarter."""

from datetime import datetime

from sqlalchemy import exists, select

from club.followup import Matter
from storage.companies import PAGE
from storage.followup import follow_found
from storage.indexing import DETAIL
from storage.people import COMPANY, MEMBER, Role
from storage.session import Session


def follow_empty(session: Session, now: datetime) -> None:
    """Notes members who can act and have written nothing, and their companies without a page."""
    said = exists().where(DETAIL.c.member_id == MEMBER.c.id)
    follow_found(session, Matter.PROFILE, select(MEMBER.c.id).where(MEMBER.c.acts, ~said), now)
    shown = exists().where(PAGE.c.company_id == COMPANY.c.id)
    represented = exists().where(
        MEMBER.c.company_id == COMPANY.c.id, MEMBER.c.acts, MEMBER.c.role == Role.MEMBER.value
    )
    companies = select(COMPANY.c.id).where(~COMPANY.c.organisation, ~shown, represented)
    follow_found(session, Matter.PAGE, companies, now)

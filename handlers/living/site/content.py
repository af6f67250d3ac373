"""What the public site says: agreed companies, public works, next public events; and nobody's name.

A person's name or address never stands there: whoever is named as a company's contact is left out, whatever
they agreed to elsewhere. A company that did not agree is not named as a host or an author either.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from club.events import Event
from club.ids import CompanyId
from club.publication import NOBODY, PublicEntry
from club.works import Work, is_link
from handlers.kit.cleaned import clean
from handlers.kit.published import list_entries
from storage.database import Session
from storage.events import list_public
from storage.works import PublicWork, list_public_works

Names = Mapping[CompanyId, str]


@dataclass(frozen=True, slots=True)
class Site:
    """All that the pages are drawn from."""

    companies: Sequence[PublicEntry]
    works: Sequence[PublicWork]
    """The newest first."""
    events: Sequence[Event]
    """The next first; without the video link."""
    now: datetime
    address: str = ""
    """Where it will stand, without a slash at its end; empty where nobody said."""

    @property
    def years(self) -> list[int]:
        """Of its works, the newest first."""
        return sorted({one.work.year for one in self.works}, reverse=True)


def gather(session: Session, now: datetime, address: str) -> Site:
    """What may be public at this moment."""
    entries = [_nameless(one) for one in list_entries(session)]
    names = {one.company: one.content.name for one in entries}
    works = [replace(one, work=_work(one.work, names)) for one in list_public_works(session)]
    events = [_event(one, names) for one in list_public(session, now)]
    return Site(entries, works, events, now, address)


def _nameless(one: PublicEntry) -> PublicEntry:
    held = one.content
    content = replace(
        held,
        name=clean(held.name),
        activity=clean(held.activity),
        sites=tuple(map(clean, held.sites)),
        contact=NOBODY if held.contact.personal else held.contact,
    )
    return replace(one, content=content)


def _work(work: Work, names: Names) -> Work:
    return replace(
        work,
        title=clean(work.title),
        summary=clean(work.summary),
        link=work.link if is_link(work.link) else "",
        topic="",
        companies=tuple(names[one] for one in work.company_ids if one in names),
    )


def _event(event: Event, names: Names) -> Event:
    host = names.get(event.host_company_id, "") if event.host_company_id else ""
    return replace(
        event,
        title=clean(event.title),
        place=clean(event.place),
        agenda=clean(event.agenda),
        host_company=host,
        video_url="",
    )

"""What of a company may stand in the public directory (article COMMUNIQUER).

A company completes its page and one of its members agrees to the publication of that exact content; later
changes wait for another agreement, and what was agreed stays public until then. The person named as contact
agrees for themself. The last word counts: after a withdrawal nothing is public until somebody agrees again.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

from club.folding import fold
from club.ids import CompanyId, MemberId

LONGEST_ACTIVITY, LONGEST_SITE, MOST_SITES, LONGEST_LINK, LONGEST_EMAIL = 1000, 100, 20, 300, 254
"""Characters; sites counted. An address that mail can reach has 254 at most (RFC 5321, 4.5.3.1.3)."""


class Sector(StrEnum):
    """The sectors that a reader of the directory chooses from."""

    FOOD = "food"
    ENERGY = "energy"
    CEMENT = "cement"
    CERAMICS = "ceramics"
    CHEMICALS = "chemicals"
    ELECTRONICS = "electronics"
    ENGINEERING = "engineering"
    EQUIPMENT = "equipment"
    FOUNDRY = "foundry"
    GLASS = "glass"
    MACHINERY = "machinery"
    METALS = "metals"
    PAPER = "paper"
    PLASTICS = "plastics"
    RESEARCH = "research"
    TEXTILES = "textiles"
    VEHICLES = "vehicles"
    WOOD = "wood"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom a reader may write to: a member who agrees for themself, or an address of the company alone."""

    member: MemberId | None = None
    name: str = ""
    email: str = ""

    @property
    def personal(self) -> bool:
        """Whether a person is named, who has a say of their own."""
        return self.member is not None


NOBODY = Contact()


@dataclass(frozen=True, slots=True)
class Content:
    """A company's page, every word that may become public."""

    name: str
    activity: str = ""
    sector: str = ""
    sites: tuple[str, ...] = ()
    website: str = ""
    logo: str = ""
    contact: Contact = NOBODY


class CompanyPageFault(StrEnum):
    """What keeps a page from being saved, a field each."""

    MISSING = "missing"
    LONG = "long"
    MANY = "many"
    LINK = "link"
    SECTOR = "sector"
    EMAIL = "email"
    LONG_LINE = "long_line"


def faults(content: Content) -> dict[str, CompanyPageFault]:
    """What is wrong with a page, by the field's name; one fault a field."""
    found = {
        "activity": _text_fault(content.activity, LONGEST_ACTIVITY),
        "sector": None if content.sector in {*Sector} else CompanyPageFault.SECTOR,
        "sites": _sites_fault(content.sites),
        "website": _link_fault(content.website),
        "logo": _link_fault(content.logo),
        "email": _email_fault(content.contact.email),
    }
    return {name: fault for name, fault in found.items() if fault}


def _text_fault(text: str, longest: int) -> CompanyPageFault | None:
    if not text:
        return CompanyPageFault.MISSING
    return CompanyPageFault.LONG if len(text) > longest else None


def _sites_fault(sites: Sequence[str]) -> CompanyPageFault | None:
    if len(sites) > MOST_SITES:
        return CompanyPageFault.MANY
    return CompanyPageFault.LONG_LINE if any(len(site) > LONGEST_SITE for site in sites) else None


def _link_fault(link: str) -> CompanyPageFault | None:
    return None if not link or is_https(link) else CompanyPageFault.LINK


def is_https(link: str) -> bool:
    """Whether this is a whole https address of a named host, without a password in it."""
    if len(link) > LONGEST_LINK or any(not mark.isprintable() or mark in ' "<>\\' for mark in link):
        return False
    try:
        parts = urlsplit(link)
        host = parts.hostname or ""
        _ = parts.port  # raises for what is no port
    except ValueError:
        return False
    return parts.scheme == "https" and "." in host.strip(".") and "@" not in parts.netloc


def _email_fault(email: str) -> CompanyPageFault | None:
    if not email:
        return None
    before, at, host = email.rpartition("@")
    whole = bool(before and at) and "." in host.strip(".") and "@" not in before
    plain = all(mark.isprintable() and mark not in ' "<>,;?&%\\' for mark in email)
    return None if whole and plain and len(email) <= LONGEST_EMAIL else CompanyPageFault.EMAIL


def canonical(content: Content) -> str:
    """The one spelling of a content, as JSON: equal contents, and they alone, are spelled alike."""
    spelled = {
        "name": content.name,
        "activity": content.activity,
        "sector": content.sector,
        "sites": list(content.sites),
        "website": content.website,
        "logo": content.logo,
        "contact": {
            "member": content.contact.member,
            "name": content.contact.name,
            "email": content.contact.email,
        },
    }
    return json.dumps(spelled, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def parsed(text: str) -> Content:
    """Back from `canonical`."""
    held: Mapping[str, Any] = json.loads(text)
    return Content(**{**held, "sites": tuple(held["sites"]), "contact": Contact(**held["contact"])})


def digest(content: Content) -> str:
    """SHA-256 of the canonical spelling, in hexadecimal: which exact content was agreed to."""
    return hashlib.sha256(canonical(content).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Agreement:
    """A company's word that a content may be public: by whom, when, and whether it was taken back."""

    id: int
    content: Content
    by: MemberId
    name: str
    at: datetime
    revoked_at: datetime | None = None

    @property
    def live(self) -> bool:
        """Whether it still holds."""
        return self.revoked_at is None


class CompanyPageState(StrEnum):
    """Where a company's page stands."""

    EMPTY = "empty"
    """Nobody has completed it."""
    NEVER = "never"
    """Completed; nobody has agreed yet."""
    AGREED = "agreed"
    CHANGED = "changed"
    """Changed since: what was agreed stays public, the change waits."""
    REVOKED = "revoked"


def state(page: Content | None, last: Agreement | None) -> CompanyPageState:
    """Where a page stands, given the company's last agreement."""
    if page is None:
        return CompanyPageState.EMPTY
    if last is None:
        return CompanyPageState.NEVER
    if not last.live:
        return CompanyPageState.REVOKED
    return CompanyPageState.AGREED if canonical(page) == canonical(last.content) else CompanyPageState.CHANGED


def keeps_contact(before: Agreement | None, content: Content) -> bool:
    """Whether the contact's own agreement goes on under a new one of the company.

    It was given to the details that were public: only the very same details keep it.
    """
    return before is not None and before.live and before.content.contact == content.contact


@dataclass(frozen=True, slots=True)
class PublicEntry:
    """What the public reads of one company."""

    company: CompanyId
    content: Content


def entry(company: CompanyId, last: Agreement | None, *, contact_agrees: bool) -> PublicEntry | None:
    """What may be public of a company; nothing without a live agreement.

    `contact_agrees`: whether the person named in that content agrees now, and is still a member of the
    company. Without it nothing of the contact is published.
    """
    if last is None or not last.live:
        return None
    unsaid = last.content.contact.personal and not contact_agrees
    return PublicEntry(company, replace(last.content, contact=NOBODY) if unsaid else last.content)


def in_order(entries: Sequence[PublicEntry]) -> list[PublicEntry]:
    """By name, as a reader looks for it; the same whatever the order given."""
    return sorted(entries, key=lambda one: (fold(one.content.name), one.content.name, one.company))

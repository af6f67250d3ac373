"""The directory as schema.org data (schema.org: CollectionPage, ItemList, Organization)."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from club.publication import Content, PublicEntry, Sector
from handlers.kit.sectors import SECTORS
from handlers.words import Words

ALLICE = {"@type": "Organization", "name": "ALLICE"}


def schema_of(entries: Sequence[PublicEntry], day: date, words: Words) -> dict[str, Any]:
    """What search engines read of the page; nothing that is not on it."""
    items = [
        {"@type": "ListItem", "position": at, "item": _organization(one.content, words)}
        for at, one in enumerate(entries, 1)
    ]
    return {
        "@context": "https://schema.org",
        "@type": "CollectionPage",
        "name": words["fr"]("Directory of the member companies"),
        "inLanguage": ["fr", "en"],
        "dateModified": day.isoformat(),
        "publisher": ALLICE,
        "mainEntity": {"@type": "ItemList", "numberOfItems": len(items), "itemListElement": items},
    }


def _organization(held: Content, words: Words) -> dict[str, Any]:
    label = SECTORS[Sector(held.sector)]
    made: dict[str, Any] = {
        "@type": "Organization",
        "name": held.name,
        "description": held.activity,
        "keywords": [words["fr"](label), words["en"](label)],
        "memberOf": ALLICE,
        "url": held.website,
        "logo": held.logo,
        "location": [{"@type": "Place", "name": site} for site in held.sites],
        "contactPoint": _contact_point(held),
    }
    return {name: value for name, value in made.items() if value}


def _contact_point(held: Content) -> dict[str, str] | None:
    found = {"name": held.contact.name, "email": held.contact.email}
    given = {name: value for name, value in found.items() if value}
    return {"@type": "ContactPoint", **given} if given else None

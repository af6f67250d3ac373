"""The directory as JSON, for programs, and as CSV, for spreadsheets."""

import csv
import json
from collections.abc import Sequence
from datetime import date
from io import StringIO
from typing import Any

from club.publication import Contact, PublicEntry, Sector
from handlers.kit.csv import BYTE_ORDER_MARK, safe
from handlers.kit.sectors import SECTORS
from handlers.words import Translator, Words

SOURCE = "ALLICE, Club PRIME"
BETWEEN = " | "


def json_of(entries: Sequence[PublicEntry], day: date, words: Words) -> str:
    """An object with the source to cite, the date, and a list of companies; no ids of the program."""
    held = {
        "source": SOURCE,
        "date": day.isoformat(),
        "companies": [_company(one, words) for one in entries],
    }
    return json.dumps(held, ensure_ascii=False, indent=2) + "\n"


def _company(one: PublicEntry, words: Words) -> dict[str, Any]:
    held = one.content
    label = SECTORS[Sector(held.sector)]
    return {
        "name": held.name,
        "activity": held.activity,
        "sector": {"id": held.sector, "fr": words["fr"](label), "en": words["en"](label)},
        "sites": list(held.sites),
        "website": held.website or None,
        "logo": held.logo or None,
        "contact": _contact(held.contact),
    }


def _contact(contact: Contact) -> dict[str, str | None] | None:
    if not (contact.name or contact.email):
        return None
    return {"name": contact.name or None, "email": contact.email or None}


def csv_of(entries: Sequence[PublicEntry], t: Translator) -> str:
    """A line a company, as spreadsheets open it in France; no cell is a formula."""
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(
        [
            t("Company"),
            t("Activity"),
            t("Sector"),
            t("Sites"),
            t("Website"),
            t("Logo"),
            t("Contact"),
            t("Contact’s e-mail"),
        ]
    )
    for one in entries:
        writer.writerow([safe(cell) for cell in _cells(one, t)])
    return BYTE_ORDER_MARK + text.getvalue()


def _cells(one: PublicEntry, t: Translator) -> list[str]:
    held = one.content
    sector, sites = t(SECTORS[Sector(held.sector)]), BETWEEN.join(held.sites)
    contact = held.contact
    return [
        held.name,
        held.activity,
        sector,
        sites,
        held.website,
        held.logo,
        contact.name,
        contact.email,
    ]

"""A year's dues as a CSV file: exact decimals, and nothing typed becomes a formula."""

import csv
from collections.abc import Mapping, Sequence
from datetime import date
from io import StringIO

from club.dues import Dues, State
from club.ids import DuesId
from club.money import plain_amount
from handlers.kit.csv import BYTE_ORDER_MARK, safe
from handlers.words import Translator, mark

STATES: Mapping[State, str] = {
    State.CALLED: mark("called"),
    State.PART: mark("part paid"),
    State.PAID: mark("paid"),
    State.DISCUSSED: mark("in discussion"),
    State.WAIVED: mark("exempted"),
}


def file_of(
    t: Translator, dues: Sequence[Dues], payments: Mapping[DuesId, Sequence[tuple[date, int, str]]]
) -> bytes:
    """A line a company."""
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    head = (t("Company"), t("Year"), t("Reference"), t("Amount without tax"), t("Amount with tax"))
    more = (t("Paid"), t("Left to pay"), t("Credit"), t("To be paid by"), t("State"), t("Reason"))
    writer.writerow([*head, *more, t("Paid on, says the company"), t("To be settled with"), t("Payments")])
    for one in dues:
        writer.writerow(_row(t, one, payments.get(one.id, ())))
    return (BYTE_ORDER_MARK + text.getvalue()).encode()


def _row(t: Translator, one: Dues, payments: Sequence[tuple[date, int, str]]) -> list[str]:
    amounts = [plain_amount(cents) for cents in (one.net, one.gross, one.paid, one.left, one.credit)]
    said = one.told_on.isoformat() if one.told_on else ""
    noted = " | ".join(
        " ".join(filter(None, (day.isoformat(), plain_amount(cents), reference)))
        for day, cents, reference in payments
    )
    return [
        *(safe(one.company), str(one.year), safe(one.reference), *amounts, one.day.isoformat()),
        *(t(STATES[one.state]), safe(one.reason), said, safe(one.address), safe(noted)),
    ]

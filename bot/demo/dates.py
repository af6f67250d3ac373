"""A date that the demo's club looks for: three slots in March, at premises that a member offers."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.demo.house import Act, House, paris
from bot.demo.people import KARIM, ODILE, members
from club.date_polls import DateDraft, DateFit, DateSlot
from club.ids import DatePollId
from handlers.events.dates import service
from storage.hosting import list_tied

TITLE = "Revue des études en cours"
SLOTS = ("2027-03-11 09:30", "2027-03-16 14:00", "2027-04-01 09:30")
CLOSES = "2027-01-15 18:00"
YES, IF_NEEDED, NO = DateFit.YES, DateFit.IF_NEEDED, DateFit.NO
SAID = (
    (YES, NO, IF_NEEDED),
    (YES, YES, NO),
    (NO, YES, YES),
    (IF_NEEDED, YES, NO),
    (YES, YES, YES),
    (YES, NO, NO),
)
"""What those say, one after another, whom Prime knows in Slack by then."""
COMPANIES = {"Verrerie Ardoin", "Sucrerie Delmotte", "Aciérie du Plessis"}
LEFT = {"Claire Vasseur", "James Whitfield"}
"""They leave it to whoever tries the demo."""


def dates(house: House) -> Iterable[tuple[datetime, Act]]:
    """Everything, in any order."""
    yield paris("2026-12-21 10:10"), lambda: _search(house)
    yield paris("2026-12-22 11:30"), lambda: _answer(house)


def _search(house: House) -> None:
    with house.prime.services.db.read() as session:
        offer = list_tied(session, house.members[KARIM])[0]
    starts = [paris(one) for one in SLOTS]
    slots = tuple(DateSlot(one, one + timedelta(hours=3)) for one in starts)
    draft = DateDraft(TITLE, slots, paris(CLOSES), offer_id=offer.id)
    with house.acts("dates.form"):
        sent = service.send(house.prime.services, draft, house.person(ODILE), house.clock.now())
    assert sent.did == "done", sent


def _answer(house: House) -> None:
    asked = [one.name for one in members() if one.company in COMPANIES and one.name not in LEFT]
    for at, name in enumerate(asked):
        fits = dict(enumerate(SAID[at % len(SAID)], 1))
        person, now = house.person(name), house.clock.now()
        did, _ = service.answer(house.prime.services, DatePollId(1), person, fits, now)
        assert did == "done", (name, did)

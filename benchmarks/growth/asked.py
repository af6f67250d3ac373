"""Coming to an event that asks six questions: what the click costs, and saying something to each."""

from collections.abc import Iterator

from benchmarks.growth.crowd import ASKING
from benchmarks.growth.rows import event_of
from benchmarks.growth.walk import Found, Walk
from benchmarks.growth.ways import URL, Scene, Way
from bot.demo.people import JAMES, Somebody
from club.ids import EventId, SlackId
from handlers.events.guests import companions
from handlers.events.guests.form import FilledGuests, GuestEntry
from handlers.kit.router import InteractionKind
from storage.people import get_person_by_slack

WHO = Somebody(JAMES, "", "").slack_id
"""Of those who walk through the demo he has said nothing to it."""
GUESTS = ("Noémie Carrel", "Vincent Auger", "Jonas Rey", "Marc Tellier")


class Asked(Walk):
    """One member's way from the first click to a party that has said everything, and back."""

    def steps(self) -> Iterator[Found]:
        """Each with its cost; one after the other, for each leads to the next."""
        yield self._clicked("rsvp.going")
        yield self._filled_in("the form, alone")
        self._bring()
        yield self._clicked("questions.answer")
        yield self._filled_in("the form, with guests")
        yield self._clicked("rsvp.mine")
        yield self._clicked("rsvp.not_going")

    def _clicked(self, name: str) -> Found:
        action = {"action_id": name, "block_id": "", "value": str(self._event())}
        container = {"channel_id": "D1", "is_ephemeral": True}
        body = {"user": {"id": WHO}, "trigger_id": "1", "container": container, "actions": [action]}
        way = Way(InteractionKind.ACTION, WHO, {**body, "response_url": URL})
        return Found(name, self._spent(lambda: self._does(way)), WHO)

    def _event(self) -> EventId:
        with self._services.db.read() as session:
            return event_of(session.connection(), ASKING)

    def _filled_in(self, name: str) -> Found:
        """Of the window that the last click opened."""
        view = {**self._slack.views[-1], "id": "V1", "hash": "1", "root_view_id": "V1"}
        way = next(one for one in Scene(WHO, view["blocks"], view).ways() if one.kind is InteractionKind.VIEW)
        body = self._body(way)
        return Found(name, self._spent(lambda: self._does(way, body)), f"{len(view['blocks'])} blocks")

    def _bring(self) -> None:
        with self._services.db.read() as session:
            person = get_person_by_slack(session, SlackId(WHO))
        assert person is not None
        entries = [
            GuestEntry(at, None, name, f"invite{at}@example.org", "Ingénieur", "Aciérie du Plessis")
            for at, name in enumerate(GUESTS)
        ]
        filled = FilledGuests(entries, attested=True)
        companions.change(self._services, self._event(), person, filled, self._now)

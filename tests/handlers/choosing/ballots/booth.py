"""A club that votes, without Slack: topics, forms filled in, ballots, and who is told of them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from club.ballots import Ballot, BallotState, Method, Option, Purpose, Rules, Secrecy
from club.ids import BallotId, OptionId, SlackId, TopicId, WorkId
from club.topics import TopicKind, TopicStep
from handlers.choosing.ballots import form
from handlers.choosing.ballots.form import Second
from handlers.choosing.ballots.place import First
from handlers.kit.interaction import Message
from handlers.kit.router import RenderContext, Renderer
from handlers.kit.services import Services
from storage import tables
from storage.ballots import add_ballot, get_ballot, subject_of_ballot
from storage.outbox import claim_due
from storage.people import Person, Role
from storage.postings import Posting
from storage.tables import core
from storage.topics import add_step, add_topic
from tests.handlers.events.guests.house import NOW, House

CLOSES = NOW + timedelta(days=14)
FILLED = {
    **dict.fromkeys(form.FIELDS, ""),
    form.SEATS: "1",
    form.TIE: "organisers",
    form.OPENING: form.BY_HAND,
    form.CLOSE_DAY: "2027-01-18",
    form.CLOSE_TIME: "09:00",
}
FIRST = First(title="Choix des études 2027")
WORK = core(tables.Work)


@dataclass
class Booth:
    """The services, and short ways to prepare ballots."""

    house: House

    @property
    def services(self) -> Services:
        return self.house.services

    def organiser(self) -> Person:
        return self.house.joins("Odile Garnier", "Alliance", Role.ORGANISER)

    def proposes(self, by: Person, *titles: str, shortlisted: bool = True) -> list[TopicId]:
        with self.services.db.begin() as session:
            made = [add_topic(session, by.id, TopicKind.STUDY, title, "", "", NOW) for title in titles]
            for topic in made if shortlisted else []:
                add_step(session, topic, TopicStep.SHORTLISTED, NOW)
        return made

    def steps(self, topic: TopicId, step: TopicStep) -> None:
        with self.services.db.begin() as session:
            add_step(session, topic, step, NOW)

    def works(self, *titles: str) -> list[WorkId]:
        row = {"year": 2026, "link": "", "summary": "", "added_at": NOW}
        with self.services.db.begin() as session:
            rows = [row | {"title": title, "folded": title.lower()} for title in titles]
            made = (
                session.connection().execute(WORK.insert().values(one).returning(WORK.c.id)) for one in rows
            )
            return [WorkId(one.scalar_one()) for one in made]

    def drafts(self, by: Person, options: Sequence[Option] = (), **given: Any) -> Ballot:
        """A draft as it is stored; `given` are settings or fields of the ballot."""
        known = {"method": Method.APPROVAL, "secrecy": Secrecy.CONFIDENTIAL, "most": 2}
        fields = {name: given.pop(name) for name in list(given) if name in Ballot.__slots__}
        ballot = Ballot(
            BallotId(0),
            "Choix des études 2027",
            Purpose.SELECTION,
            Rules(**(known | given)),
            BallotState.DRAFT,
            closes_at=CLOSES,
            options=tuple(options or (Option(OptionId(0), one) for one in ("Vapeur", "Air", "Froid"))),
        )
        with self.services.db.begin() as session:
            made = add_ballot(session, replace(ballot, **fields), by.id, NOW)
        return self.ballot(made)

    def ballot(self, ballot_id: BallotId) -> Ballot:
        with self.services.db.read() as session:
            found = get_ballot(session, ballot_id)
        assert found is not None
        return found

    def told(self) -> list[tuple[str, SlackId]]:
        """What the outbox would send a month from now, and to whom; each is told once."""
        with self.services.db.begin() as session:
            due = claim_due(session, NOW + timedelta(days=31), 10_000)
        return [(posting.kind, posting.recipient) for posting in due]

    def renders(
        self, renderer: Renderer, ballot: Ballot, reader: Person | None, **given: Any
    ) -> Message | None:
        """What a posting about a ballot says now, in French."""
        known = {"moment": "", "ts": "", "now": NOW} | given
        now = known.pop("now")
        subject = subject_of_ballot(ballot.id)
        posting = Posting(1, "kind", subject, SlackId("U1"), channel="", attempts=0, live=True, **known)  # type: ignore[arg-type]
        with self.services.db.read() as session:
            ctx = RenderContext(session, posting, reader, self.services.words["fr"], now, self.services)
            said = renderer(ctx)
        assert said is None or isinstance(said, Message)
        return said


def second(**fields: Any) -> Second:
    """The second step, filled in; `chosen`, `all` and `live` as such."""
    chosen, every = fields.pop("chosen", ()), fields.pop("every", False)
    live = fields.pop("live", False)
    return Second({**FILLED, **fields}, chosen, every, live)


def words(blocks: Any) -> str:
    """All that is written in blocks, as one text with plain spaces."""
    if isinstance(blocks, dict):
        return " ".join(words(value) for key, value in blocks.items() if key not in ("type", "value"))
    if isinstance(blocks, list | tuple):
        return " ".join(words(one) for one in blocks)
    return str(blocks).replace("\u00a0", " ").replace("\u202f", " ")

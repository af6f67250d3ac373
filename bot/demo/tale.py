"""How the demo's club came to where the page opens: day by day, through the services that clicks call."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial
from hashlib import sha256

from bot.demo import programme, talk
from bot.demo.again import again
from bot.demo.belonging import belonging
from bot.demo.choosing import choosing
from bot.demo.dates import dates
from bot.demo.dues import dues
from bot.demo.handed import handed
from bot.demo.handout import handout
from bot.demo.house import CHANNEL, Act, House, paris
from bot.demo.living import living
from bot.demo.outside import outside
from bot.demo.people import AROUND, CLAIRE, COMPANIES, JAMES, KARIM, ODILE, Somebody, everybody, members
from bot.demo.programme import Planned
from club.event_questions import AskedQuestion, Template
from club.events import Event
from club.gate import HANDED_BEFORE, GateField
from club.ids import AskedId, CompanyId, EventId, TaskId
from club.minutes import MinutesFile, file_name
from club.tasks import Task
from handlers.events.gate import service as gate
from handlers.events.gate.service import GateDone
from handlers.events.guests import companions, representative
from handlers.events.guests.form import FilledGuests, GuestEntry
from handlers.events.minutes.service import MinutesDone, deposit, propose, unwritten
from handlers.events.needs import service as needs
from handlers.events.organising import form, service
from handlers.events.questions import service as questions
from handlers.events.questions.service import AskingDone
from handlers.events.rsvp.service import answer_no, answer_yes, be_late, confirm_move
from handlers.events.tasks.service import TaskDone, add
from handlers.kit.return_to import revision
from scheduler.profiles import fetch
from storage.admission import list_confirmers
from storage.events import get_event
from storage.people import Role, add_company, add_member

SINCE, NOW = paris("2026-10-05 08:50"), paris("2027-01-04 09:00")
UNDECIDED = {CLAIRE, KARIM, JAMES}
"""They leave the forum to whoever tries the demo."""
FIRST_IN_SLACK = {"Verrerie Ardoin"}
IN_SLACK = {"Papeterie du Val", "Sucrerie Delmotte", "Aciérie du Plessis"}
"""Whose members Prime knows in Slack from the first day, and from December on."""
FLAGS = {"guest": "is_restricted", "stranger": "is_stranger"}


def tell(house: House, *, entered: bool = False) -> None:
    """Lives through the club's autumn; it ends on Monday 4 January 2027 at 9:00.

    `entered`: the people are there already.
    """
    house.box.limits.enabled = False  # Prime keeps its pace all the same, on a clock that we move
    if not entered:
        people_enter(house)
    house.pass_to(SINCE)
    tale = _Tale(house)
    for when, act in sorted(tale.acts(), key=lambda one: one[0]):
        house.pass_to(when)
        act()
    house.pass_to(NOW - timedelta(minutes=5))
    house.prime.tick.sync()
    house.settle()
    house.clock.set(NOW)  # the hour of the message of the day, and of the organisers' week
    house.prime.tick.sweep()
    house.settle()
    house.box.wait_quiet()
    house.box.limits.enabled = True


def people_enter(house: House) -> None:
    """The workspace fills: people, channels, and Prime's list of members as an import makes it."""
    people = everybody()
    for one in people:
        flags = {FLAGS[one.kind]: True} if one.kind in FLAGS else {}
        house.box.add_user(
            one.slack_id, name=one.handle, real_name=one.name, email=one.email, title=_title(one),
            tz=one.zone, locale=one.locale, is_admin=one.role == "organiser", **flags,
        )  # fmt: skip
    outside = {one.slack_id for one in AROUND}
    inside = [one.slack_id for one in people if one.slack_id not in outside]
    house.box.add_channel(CHANNEL, name="club-prime", members=[one.slack_id for one in people])
    house.box.add_channel(talk.HELP, name="entraide-energie", members=inside, bot_member=False)
    house.box.add_channel(talk.LOBBY, name="general", members=inside, bot_member=False)
    _register(house)


def _title(one: Somebody) -> str:
    return f"{one.title}, {one.company}"


def _register(house: House) -> None:
    """The list of members. Prime learns in January who the others are in Slack, by their addresses.

    Until then it writes to few: a season of calendar files and ballots for forty people would keep whoever
    starts the demo waiting.
    """
    with house.prime.services.db.begin() as session:
        for one in members():
            staff = one.role == "organiser"
            company = None if staff else add_company(session, one.company)
            house.members[one.name] = add_member(
                session, one.name, email=one.email, company_id=company, role=Role(one.role)
            )
    become_known(house, FIRST_IN_SLACK)


def become_known(house: House, companies: set[str]) -> None:
    for one in members():
        if one.company in companies or (one.role == "organiser" and companies is FIRST_IN_SLACK):
            fetch(house.prime.services, one.slack_id, house.clock.now())


@dataclass(frozen=True, slots=True)
class DemoGuest:
    """Somebody whom a member brings or sends."""

    name: str
    function: str

    def entry(self, slot: int, host: Somebody) -> GuestEntry:
        """The form's group of inputs, filled in."""
        domain = host.email.partition("@")[2]
        email = f"{Somebody(self.name, '', '').handle}@{domain}"
        return GuestEntry(slot, None, self.name, email, self.function, host.company)


class _Tale:
    """What happens when; each act asks a service, at the hour that the clock then shows."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.services = house.prime.services
        self.people = {one.name: one for one in members()}
        self.events: dict[str, EventId] = {}

    def acts(self) -> list[tuple[datetime, Act]]:
        """Everything, in any order."""
        around = [*self._talk(), *belonging(self.house), *choosing(self.house)]
        around += [*living(self.house), *dates(self.house), *dues(self.house), *handed(self.house)]
        around += [*outside(self.house), *again(self.house)]
        around.append((paris("2026-12-01 08:50"), lambda: become_known(self.house, IN_SLACK)))
        return [
            *around,
            *self._planning(),
            *self._answers(),
            *self._parties(),
            *self._turns(),
            *self._minutes(),
            *self._questions(),
            (paris("2026-12-30 11:00"), self._lists(programme.NEARLY_FULL)),
        ]

    def _talk(self) -> Iterable[tuple[datetime, Act]]:
        for when, where, who, what in talk.TALK:
            yield paris(when), self._says(where, who, what)

    def _says(self, where: str, who: str, what: str) -> Act:
        return lambda: self.house.box.act.say(self.people[who].slack_id, where, what)

    # The organisers

    def _planning(self) -> Iterable[tuple[datetime, Act]]:
        for plan in programme.PUBLISHED:
            yield paris(plan.published), self._plans(plan, at_once=True)
        yield paris("2026-12-29 16:00"), self._plans(programme.DRAFT, at_once=False)
        yield paris("2026-12-16 09:40"), self._cancels(programme.CANCELLED)
        yield paris("2026-12-18 11:00"), self._moves(programme.MOVED)

    def _plans(self, plan: Planned, *, at_once: bool) -> Act:
        def act() -> None:
            fields = plan.fields(self._company_ids())
            with self.house.acts("events.form"):
                outcome = service.create(self.services, fields, self.now, at_once=at_once)
            assert outcome.event is not None, outcome
            self.events[plan.title] = outcome.event.id
            self.house.settle()  # the card stands where it was announced, not below what was said since

        return act

    def _company_ids(self) -> dict[str, CompanyId]:
        with self.services.db.begin() as session:
            return {name: add_company(session, name) for name in COMPANIES}

    def _cancels(self, plan: Planned) -> Act:
        def act() -> None:
            with self.house.acts("events.cancelling"):
                service.cancel(self.services, self.events[plan.title], programme.WHY_CANCELLED, self.now)

        return act

    def _moves(self, plan: Planned) -> Act:
        def act() -> None:
            event = self._event(plan)
            fields = {**form.fields_of(event, self.services.club.zone), **programme.MOVED_TO}
            fields |= {form.DEADLINE_DAY: "", form.DEADLINE_TIME: ""}
            with self.house.acts("events.form"):
                service.change(self.services, event.id, revision(event), fields, self.now, at_once=False)

        return act

    def _event(self, plan: Planned) -> Event:
        with self.services.db.read() as session:
            event = get_event(session, self.events[plan.title])
        assert event is not None, plan.title
        return event

    # The members

    def _answers(self) -> Iterable[tuple[datetime, Act]]:
        """Those who answer do so from an hour after the announcement on, a few minutes apart."""
        for plan in programme.PUBLISHED:
            undecided = UNDECIDED if plan is programme.OPEN else set()
            names = [one.name for one in members() if one.role == "member" and one.name not in undecided]
            ring = names[plan.first :] + names[: plan.first]
            moment = paris(plan.published) + timedelta(hours=1)
            for number, name in enumerate(ring[: plan.coming + plan.absent]):
                coming = number < plan.coming
                remote = coming and number >= plan.coming - plan.remote
                act = self._answer(plan, name, coming=coming, remote=remote)
                yield moment + timedelta(minutes=7 * number), act

    def _answer(self, plan: Planned, name: str, *, coming: bool, remote: bool = False) -> Act:
        answer = partial(answer_yes, remote=remote) if coming else answer_no
        return lambda: answer(self.services, self.events[plan.title], self.house.person(name), self.now)

    def _parties(self) -> Iterable[tuple[datetime, Act]]:
        """Companions and representatives, and a place asked for after the deadline."""
        plenary, late = programme.WITH_COMPANIONS, programme.LATE
        two = [
            DemoGuest("Noémie Carrel", "Alternante énergie"),
            DemoGuest("Vincent Auger", "Responsable travaux"),
        ]
        yield paris("2026-12-11 10:00"), self._brings(plenary, "Hélène Marchal", two)
        one = [DemoGuest("Jonas Rey", "Automaticien")]
        yield paris("2026-12-11 11:30"), self._brings(plenary, "Camille Rouault", one)
        deputy = DemoGuest("Marc Tellier", "Chef d’atelier")
        yield paris("2026-12-14 09:00"), self._sends(plenary, "Paul Ardoin", deputy)
        pair = [DemoGuest("Simon Lacaze", "Chargé d’affaires énergie")]
        yield paris("2026-12-21 12:30"), self._brings(programme.OPEN, "Hélène Marchal", pair)
        word = "Notre responsable chaufferie aimerait voir l’évaporation ; nous pouvons déjeuner à part."
        both = [DemoGuest("Gilles Ferry", "Responsable chaufferie")]
        yield paris("2027-01-04 08:35"), self._brings(late, "Sophie Lemaire", both, note=word)

    def _brings(self, plan: Planned, name: str, guests: list[DemoGuest], *, note: str = "") -> Act:
        host = self.people[name]
        entries = [guest.entry(slot, host) for slot, guest in enumerate(guests)]
        filled = FilledGuests(entries, attested=True, note=note)
        return lambda: companions.change(
            self.services, self.events[plan.title], self.house.person(name), filled, self.now
        )

    def _sends(self, plan: Planned, name: str, guest: DemoGuest) -> Act:
        filled = FilledGuests([guest.entry(0, self.people[name])], attested=True)
        return lambda: representative.send(
            self.services, self.events[plan.title], self.house.person(name), filled, self.now
        )

    def _turns(self) -> Iterable[tuple[datetime, Act]]:
        """Changes of mind: some confirm the new date, one gives a seat back late, one will be late."""
        for minute, name in enumerate(self._first_to_come(programme.MOVED, 5)):
            yield paris("2026-12-18 13:05") + timedelta(minutes=minute), self._confirms(programme.MOVED, name)
        quitter, latecomer = self._first_to_come(programme.LATE, 2)
        yield paris("2027-01-04 08:20"), self._answer(programme.LATE, quitter, coming=False)
        yield paris("2027-01-04 08:30"), self._is_late(programme.LATE, latecomer)

    def _minutes(self) -> Iterable[tuple[datetime, Act]]:
        """The workshop's minutes, what it decided, and a correction that waits."""
        yield paris("2026-12-29 09:30"), self._deposits(programme.OVER)
        came = self._first_to_come(programme.OVER, 3)
        for what, who, until in programme.ACTIONS:
            charged = came[who] if who is not None else None
            yield paris("2026-12-29 09:40"), self._charges(programme.OVER, what, charged, until)
        reader = came[1]
        yield paris("2026-12-30 11:15"), self._corrects(programme.OVER, reader)

    def _questions(self) -> Iterable[tuple[datetime, Act]]:
        """The plenary asks who stays for the meal, and by which train one comes; most have said so."""
        plan = programme.WITH_COMPANIONS
        for number, (template, required) in enumerate(programme.ASKED):
            moment = paris("2026-12-10 09:32") + timedelta(minutes=number)
            yield moment, self._asks(plan, template, required=required)
        for number, name in enumerate(self._first_to_come(plan, 8)):
            said = programme.SAID[number % len(programme.SAID)]
            yield paris("2026-12-15 10:00") + timedelta(minutes=9 * number), self._says_to(plan, name, said)
        for name, wording in zip(self._first_to_come(programme.LATE, 3), programme.NEEDS, strict=False):
            yield paris("2026-12-29 15:10"), self._needs(programme.LATE, name, wording)

    def _lists(self, plan: Planned) -> Act:
        """The works ask whom they let in; the list goes to their own member three days before."""

        def act() -> None:
            event = self._event(plan)
            with self.services.db.read() as session:
                (host, *_) = list_confirmers(session, CompanyId(event.host_company_id or 0))
            due = event.starts_at - HANDED_BEFORE
            fields = [GateField.BIRTH_DATE, GateField.NATIONALITY, GateField.VEHICLE]
            odile = self.house.person(ODILE)
            done = gate.prepare(self.services, event.id, fields, due, host.id, odile, self.now)
            assert done.done is GateDone.DONE, done

        return act

    def _needs(self, plan: Planned, name: str, wording: str) -> Act:
        def act() -> None:
            person = self.house.person(name)
            done = needs.tell(self.services, self.events[plan.title], person, wording, self.now)
            assert isinstance(done, needs.Need), done

        return act

    def _asks(self, plan: Planned, template: Template, *, required: bool) -> Act:
        def act() -> None:
            nothing = AskedId(0), self.events[plan.title]
            draft = AskedQuestion(*nothing, template, "", (), required, self.now)
            done = questions.save(self.services, draft, self.house.person(ODILE), self.now)
            assert done is AskingDone.DONE, done

        return act

    def _says_to(self, plan: Planned, name: str, said: tuple[str, ...]) -> Act:
        def act() -> None:
            event_id, person = self.events[plan.title], self.house.person(name)
            found = questions.get_form(self.services, event_id, person, self.now)
            assert not isinstance(found, AskingDone), found
            given = {
                (guest_id, int(question.id)): value
                for guest_id, _ in found.people
                for question, value in zip(found.questions, said, strict=True)
            }
            questions.answer(self.services, event_id, person, given, self.now)

        return act

    def _deposits(self, plan: Planned) -> Act:
        def act() -> None:
            event_id = self.events[plan.title]
            by, content = self.house.person(ODILE), handout(plan.title)
            name, digest = file_name("Compte rendu signé", "pdf"), sha256(content).hexdigest()
            file = MinutesFile(name, "pdf", len(content), digest, by.id)
            draft = replace(unwritten(event_id), text=programme.MINUTES, file=file)
            with self.house.acts("minutes.write"):
                deposit(self.services, event_id, draft, by, self.now, after=0, content=content)

        return act

    def _charges(self, plan: Planned, what: str, who: str | None, until: str) -> Act:
        def act() -> None:
            whom = self.house.person(who).id if who else None
            day = date.fromisoformat(until) if until else None
            by = self.house.person(ODILE)
            draft = Task(TaskId(0), self.events[plan.title], what, whom, day, self.now, by.id)
            done = add(self.services, draft, by, self.now)
            assert done is TaskDone.DONE, done

        return act

    def _corrects(self, plan: Planned, name: str) -> Act:
        def act() -> None:
            event_id, reader = self.events[plan.title], self.house.person(name)
            done = propose(self.services, event_id, reader, *programme.CORRECTED, self.now)
            assert done is MinutesDone.DONE, done

        return act

    def _first_to_come(self, plan: Planned, count: int) -> list[str]:
        names = [one.name for one in members() if one.role == "member"]
        return (names[plan.first :] + names[: plan.first])[:count]

    def _confirms(self, plan: Planned, name: str) -> Act:
        return lambda: confirm_move(self.services, self.events[plan.title], self.house.person(name), self.now)

    def _is_late(self, plan: Planned, name: str) -> Act:
        return lambda: be_late(self.services, self.events[plan.title], self.house.person(name), self.now, 30)

    @property
    def now(self) -> datetime:
        """The clock's time."""
        return self.house.clock.now()

"""The list of members, and what is said about a membership."""

from collections.abc import Mapping, Sequence

from club.admission import Seats
from club.ids import CompanyId
from handlers.belonging.members.service import ALONE, Listed, MemberEntry, MembershipOutcome
from handlers.kit.blocks import Block, actions, aside, button, context, menu, message, plain, rich
from handlers.kit.interaction import Message
from handlers.kit.paging import at_foot, turning
from handlers.kit.positions import ListPosition
from handlers.words import Translator, mark
from storage.people import Membership, Person, Role
from storage.wording import MOST

LIST, CLOSED, HEAD = "members", "account", "members.head"
LONGEST_WORDS = 150
MOST_NAMED = 5
"""Of those without a company, where nobody was looked for yet."""

SAID: Mapping[MembershipOutcome, str] = {
    MembershipOutcome.DONE: mark("✅ Done."),
    MembershipOutcome.ALREADY: mark("Already noted; this is what holds."),
    MembershipOutcome.FULL: mark("This company has no seat left: nothing has changed."),
    MembershipOutcome.ASKS_AGAIN: mark(
        "The company has no seat left: the person now asks for one, and is told."
    ),
    MembershipOutcome.LAST_ORGANISER: mark("The club needs an organiser: name another one first."),
    MembershipOutcome.NO_COMPANY: mark("A member represents a company: choose it first."),
    MembershipOutcome.NOT_YET: mark("This person is still being admitted: decide on the request."),
    MembershipOutcome.GONE: mark("This person is no longer in the club."),
}
STATES: Mapping[Membership, str] = {
    Membership.INVITED: mark("⏳ being admitted"),
    Membership.ADMITTED: "",
    Membership.SUSPENDED: mark("suspended"),
    Membership.LEFT: mark("has left"),
}


def listing(t: Translator, listed: Listed, said: str = "") -> Message:
    """One page of members, with what can be done for each."""
    page = listed.page
    if page.position.words and not page.total and not said:
        return _nobody(t, listed)
    seats = button(t("Seats of a company…"), "members.quota")
    turns = turning(t, page, "members.page", t("Previous members"), t("Next members"), beside=seats)
    count = _count(t, listed)
    blocks: list[Block | None] = [rich("{said}", said=said) if said else None, rich("*{count}*", count=count)]
    blocks.append(_search(t, page.position))
    for entry in page.items:
        blocks += _entry(t, entry, page.position)
    blocks += [*turns, _below(t, listed, at_foot(page, _searching(t)))]
    lines = "\n".join([count, *(_line(t, entry) for entry in page.items)])
    return message(said or lines, *blocks)


def _nobody(t: Translator, listed: Listed) -> Message:
    """A search in vain, in a line."""
    none = _count(t, listed)
    every = actions(button(t("All members"), "members.page#all", ListPosition(LIST).value()))
    row = {**every, "block_id": listed.page.position.block("search")} if every else None
    return message(none, rich("{none}", none=none), row)


def front(t: Translator, listed: Listed) -> Message:
    """Before anybody is looked for: the search, who has no company, and what is usually done."""
    count, at = _count(t, listed), ListPosition(LIST)
    return message(
        count,
        rich("*{count}*", count=count),
        _search(t, at, every=True, alone=len(listed.alone)),
        context(_without(t, listed.alone)),
        _below(t, listed, button(t("Seats of a company…"), "members.quota")),
    )


def _search(t: Translator, at: ListPosition, *, every: bool = False, alone: int = 0) -> Block | None:
    without = at_alone(at).value() if alone else ""
    row = actions(
        _searching(t),
        button(t("All members"), "members.page#all", ListPosition(LIST).value()) if every else None,
        button(t("Without a company"), "members.page#alone", without) if without else None,
    )
    return {**row, "block_id": at.block("search")} if row else None


def _searching(t: Translator) -> Block:
    hint = plain(t("Search for a member…"), 150)
    select: Block = {"type": "external_select", "min_query_length": 1}
    return {**select, "placeholder": hint, "action_id": "members.pick"}


def at_alone(at: ListPosition) -> ListPosition:
    """The list of those without a company."""
    return at._replace(row=0, page=0, words="", only=(ALONE,))


def _without(t: Translator, alone: Sequence[Person]) -> str:
    if not alone:
        return ""
    names = ", ".join(
        [*(one.name for one in alone[:MOST_NAMED]), *(["…"] if len(alone) > MOST_NAMED else [])]
    )
    return t.plural(
        "{n} person without a company: {names}",
        "{n} people without a company: {names}",
        len(alone),
        names=names,
    )


def label(t: Translator, person: Person) -> str:
    """Somebody among the search's options."""
    return f"{person.name} · {person.company or t('no company')}"


def _count(t: Translator, listed: Listed) -> str:
    total, words = listed.page.total, listed.page.position.words[:40]
    if ALONE in listed.page.position.only:
        return t.plural("{n} person without a company", "{n} people without a company", total)
    if not total and words:
        return t("Nobody for “{words}”. Try a shorter word.", words=words)
    if words:
        if total >= MOST:
            return t("The first {n} people for “{words}”", n=t.number(total), words=words)
        return t.plural("{n} person for “{words}”", "{n} people for “{words}”", total, words=words)
    return t.plural("{n} person in the club", "{n} people in the club", total)


def _line(t: Translator, entry: MemberEntry) -> str:
    person = entry.person
    parts = (person.name, person.company or t("no company"), _role(t, person), _state(t, entry))
    return " · ".join(part for part in parts if part)


def _role(t: Translator, person: Person) -> str:
    return t("organiser") if person.role is Role.ORGANISER else ""


def _taken(t: Translator, seats: Seats) -> str:
    if not seats.taken:
        return t("no seat taken of {capacity}", capacity=seats.quota)
    return t.plural(
        "{n} seat taken of {capacity}", "{n} seats taken of {capacity}", seats.taken, capacity=seats.quota
    )


def _entry(t: Translator, entry: MemberEntry, at: ListPosition) -> list[Block | None]:
    person, seats = entry.person, entry.seats
    taken = _taken(t, seats) if seats else ""
    state = " · ".join(part for part in (person.function, _role(t, person), _state(t, entry)) if part)
    facts = [
        person.email or "",
        "" if person.slack_id else t("not in Slack yet"),
        taken,
        _organisation(t, entry),
    ]
    row = actions(*_acts(t, entry))
    return [
        rich(
            "*{name}* · {company}\n{state}",
            name=person.name,
            company=person.company or t("no company"),
            state=state,
        ),
        context(" · ".join(fact for fact in facts if fact)),
        {**row, "block_id": at.block(person.id)} if row else None,
    ]


def _organisation(t: Translator, entry: MemberEntry) -> str:
    if not entry.organisation:
        return ""
    return t("{company}: organisation, on no list of voters", company=entry.person.company)


def _state(t: Translator, entry: MemberEntry) -> str:
    if entry.person.state is Membership.SUSPENDED and not entry.by_hand:
        return t("Slack account closed")
    return t(STATES[entry.person.state]) if STATES[entry.person.state] else ""


def _acts(t: Translator, entry: MemberEntry) -> list[Block | None]:
    person = entry.person
    if person.state is Membership.INVITED:
        return []
    words = t("Move…") if person.company_id else t("Choose the company…")
    move = button(words, "members.move", person.id, about=person.name)
    if person.state is Membership.SUSPENDED:
        free = button(t("Free the seat"), "members.free", person.id, about=person.name)
        lift = button(t("End the suspension"), "members.lift", person.id, about=person.name)
        return [lift if entry.by_hand else None, free if person.company_id else None]
    role = (t("Make a member"), "members.demote", person.id)
    if person.role is Role.MEMBER:
        role = (t("Make an organiser"), "members.promote", person.id)
    seats = (t("Seats of the company…"), "members.quota", person.id)
    own = (t("The club’s own organisation"), "members.organisation", person.id)
    if entry.organisation:
        own = (t("A company like the others"), "members.company", person.id)
    changes = (t("The company changes…"), "companychanges.open", person.id)
    offered = [role, seats, own, changes] if person.company_id else [role]
    return [move, menu([*offered, (t("Suspend…"), "members.suspend", person.id)])]


def _below(t: Translator, listed: Listed, first: Block | None = None) -> Block | None:
    waiting = None
    if listed.waiting:
        count = t.plural("See {n} request to join", "See {n} requests to join", listed.waiting)
        waiting = button(count, "admission.list", 0, primary=True)
    name = button(t("Name an organiser…"), "members.name")
    row = actions(waiting, first, name, button(t("Export"), "members.export"))
    return {**row, "block_id": HEAD} if row else None


def told(t: Translator, said: str) -> Message:
    """One sentence."""
    return aside(said)


def closed(t: Translator, person: Person, freed: str, held: int) -> Message:
    """To organisers: an account was closed; then, what became of the seat (`freed` says it).

    `held`: at how many events to come the person still holds seats.
    """
    values = {"name": person.name, "company": person.company or "–"}
    if person.active:
        return told(t, t("✅ {name}, {company}: the Slack account is open again.", **values))
    if freed:
        return told(t, freed)
    said = t("The Slack account of {name}, {company}, is closed.", **values)
    if person.state is not Membership.SUSPENDED or person.company_id is None:
        return told(t, said)
    keeps = t("The membership is suspended; its seat still counts.")
    if held:
        seats = t.plural(
            "At {n} event to come seats are still held; they are freed with it.",
            "At {n} events to come seats are still held; they are freed with it.",
            held,
        )
        keeps = f"{keeps}\n{seats}"
    free = button(t("Free the seat"), "members.free", person.id, about=person.name, primary=True)
    row = actions(free)
    return message(
        said,
        rich("*{said}*\n{keeps}", said=said, keeps=keeps),
        {**row, "block_id": f"{CLOSED}:{person.id}"} if row else None,
    )


def empty(t: Translator, company_id: CompanyId, company: str) -> Message:
    """To organisers: nobody represents a company."""
    said = t("{company} has no member in the club any more.", company=company or str(company_id))
    return told(t, said)

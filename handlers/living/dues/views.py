"""What a company owes, in words: to its members, and to the organisers."""

from collections.abc import Callable, Mapping, Sequence

from club.dues import Dues, Stand, State
from handlers.kit.blocks import (
    Block,
    actions,
    button,
    context,
    divider,
    menu,
    message,
    option,
    plain,
    rich,
    select,
)
from handlers.kit.home import CompanyLine
from handlers.kit.interaction import Message
from handlers.kit.paging import at_foot, turning
from handlers.living.dues.amounts import euros
from handlers.living.dues.export import STATES
from handlers.living.dues.service import Done, Own, Year
from handlers.words import Translator, mark

OPEN, SETTLED, ADDRESS = "dues.open", "dues.settled", "dues.address"
PAGED, FILTER, CALL, EXPORT = "dues.page", "dues.year", "dues.call", "dues.export"
IMPORT, CONTACTS = "dues.import", "dues.contacts"
OWED = frozenset({State.CALLED, State.PART})
PAY, TERMS, DISCUSS, WAIVE, REOPEN = "dues.pay", "dues.terms", "dues.discuss", "dues.waive", "dues.reopen"
MAY_NOT = mark("The company’s contact and the organisers say who follows its dues.")
MOST_YEARS, MOST_NAMED = 99, 12
NO_EFFECT = mark("Without any effect on your place or your votes.")
SAID: Mapping[Done, str] = {
    Done.DONE: mark("✅ Noted."),
    Done.GONE: mark("This call of dues is no longer there."),
    Done.SETTLED: mark("It is settled already: nothing is changed."),
    Done.ALREADY: mark("This payment is noted already."),
}


def own(t: Translator, found: Own, said: str = "") -> Message:
    """To a member: what their company owes, the last year first."""
    naming = actions(button(t("Who follows the dues…"), CONTACTS)) if found.names else None
    if not found.reads:
        followed = followed_by(t, found.readers)
        return message(said or followed, rich("{said}", said=said or followed), naming)
    if not found.dues:
        none = t("No dues are called for now.")
        return message(said or none, rich("{said}", said=said or none), naming)
    blocks: list[Block | None] = [rich("{said}", said=said) if said else None]
    for one in found.dues:
        blocks += [*card(t, one), divider()]
    return message(said or title(t, found.dues[0]), *blocks, context(read_by(t, found.readers)), naming)


def title(t: Translator, dues: Dues) -> str:
    """“Dues of 2027”."""
    return t("Dues of {year}", year=str(dues.year))


def read_by(t: Translator, names: Sequence[str]) -> str:
    """Who else reads it."""
    shown = list(names[:MOST_NAMED])
    if len(names) > MOST_NAMED:
        shown.append(t.plural("{n} other", "{n} others", len(names) - MOST_NAMED))
    return t("Read by {names} and the organisers.", names=", ".join(shown))


def followed_by(t: Translator, names: Sequence[str]) -> str:
    """To a colleague of theirs: who reads it, and nothing of what is read."""
    return t(
        "Your company’s dues are followed by {names} and the organisers.", names=", ".join(names[:MOST_NAMED])
    )


def contacts_said(t: Translator, names: Sequence[str]) -> str:
    """Who reads the dues from now on."""
    return t("✅ Noted. {read_by}", read_by=read_by(t, names))


def home_line(t: Translator, dues: Dues) -> CompanyLine:
    """In the home tab, to who reads it: where it stands, and never an amount."""
    state = t("{title}: {state}", title=title(t, dues), state=t(STATES[dues.state]))
    due = t("{state}, by {date}", state=state, date=t.day(dues.day)) if dues.state in OWED else state
    return CompanyLine(due, button(t("See the dues"), OPEN, about=title(t, dues)))


def card(t: Translator, dues: Dues) -> list[Block | None]:
    """One year, and what a member may say of it."""
    open_ = dues.state not in (State.PAID, State.WAIVED)
    buttons = (
        button(
            t("It is paid…"), f"{SETTLED}#{dues.id}", dues.id, about=str(dues.year), primary=not dues.quiet
        ),
        button(t("To be settled with…"), f"{ADDRESS}#{dues.id}", dues.id, about=str(dues.year)),
    )
    return [
        rich("*{title}*\n{lines}", title=title(t, dues), lines="\n".join(lines(t, dues))),
        actions(*buttons) if open_ else None,
    ]


def lines(t: Translator, dues: Dues) -> list[str]:
    """Amounts, dates, reference, and where it stands."""
    amount = t(
        "{gross} with tax ({net} without), by {date}",
        gross=euros(t, dues.gross),
        net=euros(t, dues.net),
        date=t.day(dues.day),
    )
    said = [amount, t("Reference {reference}", reference=dues.reference)]
    said += [
        t("{amount} by {date}", amount=euros(t, term.cents), date=t.day(term.day)) for term in dues.terms
    ]
    return [*said, standing(t, dues), *_told(t, dues)]


def standing(t: Translator, dues: Dues) -> str:
    """Where it stands, in one line."""
    return _STANDING[dues.state](t, dues)


def _called(t: Translator, _dues: Dues) -> str:
    return t("Called")


def _discussed(t: Translator, dues: Dues) -> str:
    return _reasoned(t("In discussion"), dues)


def _waived(t: Translator, dues: Dues) -> str:
    return _reasoned(t("Exempted"), dues)


def _paid(t: Translator, dues: Dues) -> str:
    said = t("✅ Paid on {date}", date=t.day(dues.paid_on)) if dues.paid_on else t("✅ Paid")
    credit = t("credit: {amount}", amount=euros(t, dues.credit)) if dues.credit else ""
    return f"{said} · {credit}" if credit else said


def _part(t: Translator, dues: Dues) -> str:
    return t("Part paid: {paid} of {gross}", paid=euros(t, dues.paid), gross=euros(t, dues.gross))


def _reasoned(said: str, dues: Dues) -> str:
    return f"{said} · {dues.reason}" if dues.reason else said


_STANDING: Mapping[State, Callable[[Translator, Dues], str]] = {
    State.CALLED: _called,
    State.PART: _part,
    State.PAID: _paid,
    State.DISCUSSED: _discussed,
    State.WAIVED: _waived,
}


def _told(t: Translator, dues: Dues) -> list[str]:
    """What the company said, while that is not verified."""
    if dues.state in (State.PAID, State.WAIVED):
        return []
    found = []
    if dues.told_on:
        reference = f" ({dues.told_reference})" if dues.told_reference else ""
        said = t("Paid on {date}, says the company; to be verified", date=t.day(dues.told_on))
        found.append(f"{said}{reference}")
    if dues.address:
        found.append(t("To be settled with: {address}", address=dues.address))
    return found


def settled_said(t: Translator) -> str:
    """After “It is paid”."""
    return t("✅ Noted. No more reminders; the organisers verify.")


def address_said(t: Translator, address: str) -> str:
    """After “To be settled with”."""
    return t("✅ Noted: {address}. No more reminders here.", address=address)


def called_said(t: Translator, many: int, year: int) -> str:
    """After a call."""
    if not many:
        return t("All these companies are called already.")
    return t.plural(
        "✅ {n} company called for {year}.", "✅ {n} companies called for {year}.", many, year=str(year)
    )


def no_company(t: Translator) -> Message:
    """To who represents no company."""
    said = t("No company is tied to you.")
    return message(said, rich("{said}", said=said))


def listing(t: Translator, shown: Year, said: str = "") -> Message:
    """To organisers: a year, five companies at a time."""
    year = str(shown.page.position.of)
    head = t("{year}: {counts}", year=year, counts=counts(t, shown.counts)) if shown.page.total else ""
    none = t("No dues are called for {year}.", year=year)
    blocks: list[Block | None] = [
        rich("{said}", said=said) if said else None,
        rich("*{head}*", head=head or none),
        _above(t, shown),
    ]
    for one in shown.page.items:
        blocks += [divider(), *_entry(t, one, shown)]
    again = at_foot(shown.page, button(t("Call the dues…"), f"{CALL}#foot"))
    turns = turning(t, shown.page, PAGED, t("Previous companies"), t("Next companies"), beside=again)
    return message(said or head or none, *blocks, *turns)


def how_to_import(t: Translator) -> Message:
    """Where a file goes, and which."""
    said = t("Drop the CSV file in my direct messages: I say what it comes to before anything is saved.")
    lists = t("A bank’s list (date, amount, label), or calls (company, year, amount with tax, due date).")
    return message(said, rich("{said}\n{lists}", said=said, lists=lists))


def counts(t: Translator, by: Mapping[State, int]) -> str:
    """“9 paid, 1 in part, 3 awaited”."""
    words = {
        State.PAID: t.plural("{n} paid", "{n} paid", by[State.PAID]),
        State.PART: t.plural("{n} in part", "{n} in part", by[State.PART]),
        State.CALLED: t.plural("{n} awaited", "{n} awaited", by[State.CALLED]),
        State.DISCUSSED: t.plural("{n} in discussion", "{n} in discussion", by[State.DISCUSSED]),
        State.WAIVED: t.plural("{n} exempted", "{n} exempted", by[State.WAIVED]),
    }
    return ", ".join(words[state] for state in words if by[state])


def _above(t: Translator, shown: Year) -> Block | None:
    year = shown.page.position.of
    row = actions(
        button(t("Call the dues…"), CALL, primary=not shown.page.total),
        button(t("Import…"), IMPORT),
        button(t("Export"), EXPORT, year) if shown.page.total else None,
        _years(t, shown),
    )
    return {**row, "block_id": shown.page.position.block("head")} if row else None


def _years(t: Translator, shown: Year) -> Block | None:
    if len(shown.years) < 2:
        return None
    options = [option(str(year), year) for year in shown.years[:MOST_YEARS]]
    chosen = next((one for one in options if one["value"] == str(shown.page.position.of)), options[0])
    return {**select(options, chosen), "action_id": FILTER, "placeholder": plain(t("Year"), 150)}


def _entry(t: Translator, dues: Dues, shown: Year) -> list[Block | None]:
    who = button(t("Contacts…"), f"{CONTACTS}#{dues.id}", dues.company_id, about=dues.company)
    row = actions(_menu(t, dues), who)
    said = "\n".join([*lines(t, dues)])
    return [
        rich("*{company}*\n{said}", company=dues.company, said=said),
        {**row, "block_id": shown.page.position.block(dues.id)} if row else None,
    ]


def _menu(t: Translator, dues: Dues) -> Block | None:
    items: list[tuple[str, str, str | int]] = [(t("Note a payment…"), PAY, dues.id)]
    if dues.state is not State.PAID:
        items.append((t("Instalments…"), TERMS, dues.id))
        if dues.stand is not Stand.DISCUSSED:
            items.append((t("In discussion…"), DISCUSS, dues.id))
        if dues.stand is not Stand.WAIVED:
            items.append((t("Exempt…"), WAIVE, dues.id))
        if dues.quiet:
            items.append((t("Call again"), REOPEN, dues.id))
    return menu(items)

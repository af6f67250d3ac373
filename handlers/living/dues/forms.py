"""The forms of dues: their fields, what they say, and each fault at its field."""

from collections.abc import Mapping, Sequence
from datetime import date

from club.dues import (
    LONGEST_ADDRESS,
    LONGEST_REASON,
    LONGEST_REFERENCE,
    MOST_TERMS,
    Dues,
    Fault,
    Stand,
    Term,
)
from club.ids import CompanyId, DuesId
from club.money import UnreadableAmount, cents_of, plain_amount
from handlers.kit.blocks import Block, context, field, modal, option, rich, text_input
from handlers.kit.carried import number, whole
from handlers.kit.interaction import Interaction, View
from handlers.living.dues.amounts import euros
from handlers.living.dues.contacts import Nameable
from handlers.words import Translator, mark

SETTLED, ADDRESS, CALL = "dues.settled", "dues.address", "dues.call"
PAY, TERMS, STAND = "dues.pay", "dues.terms", "dues.stand"
DAY, REFERENCE, WHERE, REASON = "day", "reference", "where", "reason"
YEAR, NET, GROSS, AMOUNT = "year", "net", "gross", "amount"
COMPANIES, CONTACTS, WHO = "dues.companies", "dues.contacts", "who"
Faults = dict[str, str]

FAULTS: Mapping[Fault, tuple[str, str]] = {
    Fault.YEAR: (YEAR, mark("Give a year such as 2027.")),
    Fault.AMOUNT: (GROSS, mark("Give an amount above zero; a company that owes nothing is exempted.")),
    Fault.NET: (NET, mark("Without tax is at most the amount with tax.")),
    Fault.PAST: (DAY, mark("Choose a day to come.")),
    Fault.FAR: (DAY, mark("Choose a day within two years.")),
}


def _day(initial: date | None) -> Block:
    return {"type": "datepicker"} | ({"initial_date": initial.isoformat()} if initial else {})


def _reference(t: Translator, initial: str = "") -> Block:
    given = text_input(initial, longest=LONGEST_REFERENCE)
    return field(REFERENCE, t("Reference of the payment"), given, optional=True)


def settled(t: Translator, dues: Dues, today: date, metadata: str) -> View:
    """“It is paid”: on which day, and by which reference."""
    return modal(
        SETTLED,
        t("It is paid"),
        [
            _about(t, dues),
            field(DAY, t("Paid on"), _day(today)),
            field(
                REFERENCE, t("Reference of the payment"), text_input(longest=LONGEST_REFERENCE), optional=True
            ),
        ],
        submit=t("Save"),
        close=t("Back"),
        metadata=metadata,
    )


def address(t: Translator, dues: Dues, metadata: str) -> View:
    """“To be settled with”: to whom the organisers write."""
    hint = t("Accounting, for instance: the organisers write there.")
    return modal(
        ADDRESS,
        t("To be settled with"),
        [_about(t, dues), field(WHERE, t("Address"), text_input(longest=LONGEST_ADDRESS), hint=hint)],
        submit=t("Save"),
        close=t("Back"),
        metadata=metadata,
    )


def _about(t: Translator, dues: Dues) -> Block:
    return rich(
        "*{company}* · {year}\n{left}",
        company=dues.company,
        year=str(dues.year),
        left=t("To be paid: {amount}", amount=euros(t, dues.left)),
    )


def contacts(t: Translator, found: Nameable, metadata: str) -> View:
    """Who of a company follows its dues; nobody: all its members."""
    options = [option(name, member_id) for member_id, name in found.members]
    named = [one for one in options if int(one["value"]) in found.named]
    chosen: Block = {"type": "multi_static_select", "options": options}
    if named:
        chosen["initial_options"] = named
    hint = t(
        "They and the organisers alone see what is owed, and are reminded. Nobody: all the company’s members."
    )
    return modal(
        CONTACTS,
        t("Who follows the dues"),
        [
            rich("*{company}*", company=found.company),
            field(WHO, t("Contacts for the dues"), chosen, optional=True, hint=hint),
        ],
        submit=t("Save"),
        close=t("Back"),
        metadata=metadata,
    )


def calling(t: Translator, year: int, metadata: str) -> View:
    """The call of a year."""
    number_input: Block = {"type": "number_input", "is_decimal_allowed": False, "initial_value": str(year)}
    companies: Block = {"type": "multi_external_select", "min_query_length": 0}
    told = t("The members of each company are told, in private. Companies called already are passed over.")
    everybody = t("Empty: all the companies that a member represents.")
    return modal(
        CALL,
        t("Call the dues"),
        [
            field(YEAR, t("Year"), number_input),
            field(NET, t("Amount without tax"), text_input(longest=20)),
            field(GROSS, t("Amount with tax"), text_input(longest=20)),
            field(DAY, t("To be paid by"), _day(None)),
            field(COMPANIES, t("Companies"), companies, optional=True, hint=everybody),
            context(told),
        ],
        submit=t("Call"),
        close=t("Back"),
        metadata=metadata,
    )


def read_call(interaction: Interaction) -> tuple[Dues, list[CompanyId], Faults]:
    """What the call's form says, and what cannot be read of it."""
    faults: Faults = {}
    net, gross = (_amount(interaction, name, faults) for name in (NET, GROSS))
    day = interaction.entered(DAY)
    wanted = Dues(
        *(DuesId(0), CompanyId(0), whole(interaction.entered(YEAR), 9999) or 0, net, gross),
        day=date.fromisoformat(day) if day else date.min,
        reference="",
    )
    return wanted, [CompanyId(number(one)) for one in interaction.ticked(COMPANIES)], faults


def _amount(interaction: Interaction, name: str, faults: Faults) -> int:
    typed = interaction.entered(name)
    try:
        return cents_of(typed)
    except UnreadableAmount:
        faults[name] = interaction.t("Unreadable amount: “{amount}”.", amount=typed)
        return 0


def errors(t: Translator, faults: Sequence[Fault]) -> Faults:
    """Each fault at its field."""
    return {where: t(what) for where, what in (FAULTS[one] for one in faults)}


def paying(t: Translator, dues: Dues, today: date, metadata: str) -> View:
    """“Note a payment”, filled in with what is left and what the company said."""
    left = plain_amount(dues.left) if dues.left else ""
    return modal(
        PAY,
        t("Note a payment"),
        [
            _about(t, dues),
            field(AMOUNT, t("Amount received"), text_input(left, longest=20)),
            field(DAY, t("Received on"), _day(dues.told_on or today)),
            _reference(t, dues.told_reference),
        ],
        submit=t("Save"),
        close=t("Back"),
        metadata=metadata,
    )


def read_payment(interaction: Interaction, today: date) -> tuple[int, date, str, Faults]:
    """Cents, day, reference; what is wrong, at its field."""
    faults: Faults = {}
    cents = _amount(interaction, AMOUNT, faults)
    if cents <= 0 and AMOUNT not in faults:
        faults[AMOUNT] = interaction.t("Give an amount above zero.")
    day = date.fromisoformat(interaction.entered(DAY) or today.isoformat())
    if day > today:
        faults[DAY] = interaction.t("Choose a day that has come.")
    return cents, day, interaction.entered(REFERENCE), faults


def splitting(t: Translator, dues: Dues, metadata: str) -> View:
    """“Instalments”: up to four; none is all of it at once."""
    rows: list[Block] = []
    for at in range(MOST_TERMS):
        term = dues.terms[at] if at < len(dues.terms) else None
        amount = text_input(plain_amount(term.cents) if term else "", longest=20)
        rows += [
            field(
                _row(DAY, at), t("Day {n}", n=str(at + 1)), _day(term.day if term else None), optional=True
            ),
            field(_row(AMOUNT, at), t("Amount {n}", n=str(at + 1)), amount, optional=True),
        ]
    none = t("All empty: paid at once.")
    return modal(
        TERMS,
        t("Instalments"),
        [_about(t, dues), *rows, context(none)],
        submit=t("Save"),
        close=t("Back"),
        metadata=metadata,
    )


def _row(name: str, at: int) -> str:
    return f"{name}_{at}"


def read_terms(interaction: Interaction) -> tuple[list[Term], Faults]:
    """The instalments, and what cannot be read of them."""
    faults: Faults = {}
    terms = []
    for at in range(MOST_TERMS):
        day, amount = interaction.entered(_row(DAY, at)), interaction.entered(_row(AMOUNT, at))
        if not day and not amount:
            continue
        if not day or not amount:
            faults[_row(AMOUNT if day else DAY, at)] = interaction.t("A day and an amount go together.")
            continue
        cents = _amount(interaction, _row(AMOUNT, at), faults)
        terms.append(Term(date.fromisoformat(day), cents))
    return terms, faults


def term_errors(t: Translator, faults: Sequence[Fault], terms: Sequence[Term], dues: Dues) -> Faults:
    """What is wrong with the whole of them, at the last amount."""
    last = _row(AMOUNT, max(0, len(terms) - 1))
    total = euros(t, sum(term.cents for term in terms))
    words = {
        Fault.AMOUNT: t("Give an amount above zero."),
        Fault.ORDER: t("Each day comes after the one before."),
        Fault.SUM: t("They make {total}; {gross} is due.", total=total, gross=euros(t, dues.gross)),
    }
    return {last: words[faults[0]]}


def standing(t: Translator, dues: Dues, stand: Stand, metadata: str) -> View:
    """“In discussion” or “Exempt”, with the reason as the company reads it."""
    waived = stand is Stand.WAIVED
    return modal(
        STAND,
        t("Exempt") if waived else t("In discussion"),
        [
            _about(t, dues),
            field(
                REASON,
                t("Reason, as the company reads it"),
                text_input(dues.reason, longest=LONGEST_REASON, lines=True),
                optional=not waived,
            ),
        ],
        submit=t("Save"),
        close=t("Back"),
        metadata=metadata,
    )

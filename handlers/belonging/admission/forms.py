"""The forms: asking to join, inviting, choosing a company, declining."""

from handlers.belonging.shared.admitting import AdmissionMatter
from handlers.kit.blocks import Block, context, email_input, field, modal, rich, text_input
from handlers.kit.return_to import ReturnTo
from handlers.words import Translator

COMPANY, FUNCTION, WORD = "company", "function", "word"
PERSON, NAME, EMAIL = "person", "name", "email"
CHOSEN, NEW, REASON = "admission.companies", "new", "reason"
LONGEST_LINE, LONGEST_WORD = 150, 1000


def joining(t: Translator) -> Block:
    """A newcomer's: the company is typed, for a stranger is shown no list."""
    return modal(
        "admission.join",
        t("Join the club"),
        [
            rich("{said}", said=t("Your company confirms, you accept the charter, the organisers decide.")),
            field(COMPANY, t("Company"), text_input(longest=LONGEST_LINE)),
            field(FUNCTION, t("Function"), text_input(longest=LONGEST_LINE)),
            field(WORD, t("A word"), text_input(longest=LONGEST_WORD, lines=True), optional=True),
        ],
        submit=t("Send"),
        close=t("Back"),
    )


def inviting(t: Translator, company: str, chosen: str = "") -> Block:
    """A member's: somebody Slack knows, or a name and an address."""
    users: Block = {"type": "users_select"} | ({"initial_user": chosen} if chosen else {})
    return modal(
        "admission.invite",
        t("Invite a person"),
        [
            context(t("To represent {company} with you", company=company)),
            field(PERSON, t("In Slack"), users, optional=True),
            rich("{said}", said=t("Or, for somebody who is not in this Slack yet:")),
            field(NAME, t("First and last name"), text_input(longest=LONGEST_LINE), optional=True),
            field(EMAIL, t("E-mail"), email_input(), optional=True),
        ],
        submit=t("Invite"),
        close=t("Back"),
    )


def choosing(t: Translator, matter: AdmissionMatter, way: ReturnTo[None]) -> Block:
    """An organiser's: which company was meant, or a new one by the name typed."""
    element: Block = {"type": "external_select", "min_query_length": 0}
    return modal(
        "admission.choose",
        t("Choose the company"),
        [
            rich(t("*{name}* typed: {company}"), name=matter.person.name, company=matter.company),
            field(CHOSEN, t("A company of the club"), element, optional=True),
            field(NEW, t("Or a new one"), text_input(matter.company, longest=LONGEST_LINE), optional=True),
        ],
        submit=t("Choose"),
        close=t("Back"),
        metadata=way.packed(),
    )


def refusing(t: Translator, matter: AdmissionMatter, way: ReturnTo[None]) -> Block:
    """Declining, with the reason that the person is told."""
    title = t("Decline the request")
    return declining(t, "admission.refuse", title, matter.person.name, matter.company, way)


def declining(
    t: Translator, submission: str, title: str, name: str, company: str, way: ReturnTo[None]
) -> Block:
    """A form for the reason alone, as `name` will read it."""
    label = t("Reason, as {name} reads it", name=name)
    return modal(
        submission,
        title,
        [context(company), field(REASON, label, text_input(longest=LONGEST_WORD, lines=True))],
        submit=t("Decline"),
        close=t("Back"),
        metadata=way.packed(),
    )

"""What is held, what leaving does, what came of it. Numbers and times only: the data is in the file."""

from club.retention import Keeping
from handlers.belonging.mydata.service import Left
from handlers.kit.blocks import (
    Block,
    actions,
    aside,
    button,
    context,
    field,
    message,
    modal,
    rich,
    text_input,
)
from handlers.kit.interaction import Message
from handlers.words import Translator
from storage.erasure import ErasureTally
from storage.people import Person

__all__ = ["WORD", "Message", "departure", "leaving", "outcome", "overview"]

WORD = "mydata.word"
LONGEST_WORD = 20


def overview(t: Translator, tally: ErasureTally, keeping: Keeping, said: str = "") -> Message:
    """How much is held, for how long, and the two things to do about it."""
    title = t("Your data")
    held = "\n".join(_held(t, tally)) or t("Nothing but your name and your address.")
    correct = t("To correct: /prime profile. Each field has its own audience.")
    year = t("Your year in numbers: /prime summary.")
    return message(
        said or f"{title}{t(': ')}{held}",
        rich("{said}", said=said) if said else None,
        rich("*{title}*\n{held}", title=title, held=held),
        rich("{correct}\n{year}", correct=correct, year=year),
        context(_kept(t, keeping)),
        actions(
            button(t("Receive my data"), "mydata.send", primary=True),
            button(t("Leave the club…"), "mydata.leave"),
        ),
    )


def _held(t: Translator, tally: ErasureTally) -> list[str]:
    lines = [
        tally.answers and t.plural("{n} event answered", "{n} events answered", tally.answers),
        tally.guests and t.plural("{n} guest named", "{n} guests named", tally.guests),
        tally.consultations
        and t.plural(
            "{n} person’s contact details looked up",
            "contact details looked up {n} times",
            tally.consultations,
        ),
        tally.acceptances
        and t.plural("{n} acceptance of the charter", "{n} acceptances of the charter", tally.acceptances),
        *_said_in_choosing(t, tally),
    ]
    return [str(line) for line in lines if line]


def _said_in_choosing(t: Translator, tally: ErasureTally) -> list[str | int]:
    return [
        tally.topics and t.plural("{n} topic proposed", "{n} topics proposed", tally.topics),
        tally.supports and t.plural("{n} topic supported", "{n} topics supported", tally.supports),
        tally.comments and t.plural("{n} comment on topics", "{n} comments on topics", tally.comments),
        tally.votes and t.plural("{n} ballot where you voted", "{n} ballots where you voted", tally.votes),
        tally.questions and t.plural("{n} question asked", "{n} questions asked", tally.questions),
        tally.helped and t.plural("{n} offer of help", "{n} offers of help", tally.helped),
    ]


def _kept(t: Translator, keeping: Keeping) -> str:
    return t(
        "Kept: guests {guests} after the event, contact details looked up {consultations}, "
        "a departed member’s profile {departed}.",
        guests=t.plural("{n} day", "{n} days", keeping.guests),
        consultations=_months(t, keeping.consultations),
        departed=_months(t, keeping.departed),
    )


def _months(t: Translator, months: int) -> str:
    return t.plural("{n} month", "{n} months", months)


def leaving(t: Translator, person: Person, tally: ErasureTally, keeping: Keeping) -> Block:
    """What leaving erases, what stays without a name, what is kept and how long; and a word to type."""
    word = t("LEAVE")
    return modal(
        "mydata.leave",
        t("Leave the club"),
        [
            rich("*{title}*\n{lines}", title=t("Erased at once"), lines=_erased(t, tally)),
            rich("*{title}*\n{lines}", title=t("Stays, without your name"), lines=_stays(t, tally, keeping)),
            rich("*{title}*\n{lines}", title=t("Kept for a time"), lines=_evidence(t, tally, keeping)),
            _company(t, person, tally),
            context(t("Messages already in Slack stay there.")),
            field(WORD, t("To confirm, type {word}", word=word), text_input(longest=LONGEST_WORD)),
        ],
        submit=t("Leave the club"),
        close=t("Stay"),
    )


def _erased(t: Translator, tally: ErasureTally) -> str:
    lines = [t("Name, address, profile, the messages waiting for you, who looked you up.")]
    if tally.coming:
        freed = t.plural(
            "Your place at {n} coming event is given back.",
            "Your places at {n} coming events are given back.",
            len(tally.coming),
        )
        lines.append(freed)
    if tally.comments or tally.supports:
        lines.append(t("Your comments on topics, and your support of them."))
    if tally.questions:
        lines.append(t("Your questions of mutual help, but for what was published."))
    return "\n".join(lines)


def _stays(t: Translator, tally: ErasureTally, keeping: Keeping) -> str:
    answers = t.plural(
        "{n} answer to events, as a count.", "{n} answers to events, as counts.", tally.answers
    )
    after = t(
        "Your company’s count keeps them {months}, then nobody’s does.", months=_months(t, keeping.departed)
    )
    lines = [answers, after] if tally.answers else [t("No answer to events.")]
    if tally.guests:
        guests = t("Your guests of past events, until {days} after each.", days=_days(t, keeping))
        lines.append(guests)
    if tally.answers or tally.votes or tally.topics:
        lines.append(t("Your company’s totals of past years, in numbers."))
    if tally.topics:
        lines.append(t("The topics you proposed."))
    if tally.questions or tally.helped:
        lines.append(t("What was published of mutual help."))
    if tally.votes:
        lines.append(t("The votes you cast: they still count."))
    return "\n".join(lines)


def _days(t: Translator, keeping: Keeping) -> str:
    return t.plural("{n} day", "{n} days", keeping.guests)


def _evidence(t: Translator, tally: ErasureTally, keeping: Keeping) -> str:
    if not tally.acceptances:
        return t("Nothing: no acceptance of the charter to prove.")
    kept = t.plural(
        "The proof that you accepted the charter, with your name",
        "The proof that you accepted the charter {n} times, with your name",
        tally.acceptances,
    )
    return t(
        "{kept}: {months}, then erased. Nobody sees it in Slack.",
        kept=kept,
        months=_months(t, keeping.acceptances),
    )


def _company(t: Translator, person: Person, tally: ErasureTally) -> Block | None:
    if not person.company or not person.active or tally.colleagues:
        return None
    said = t("You are the last member for {company}: the organisers are told.", company=person.company)
    return rich("{said}", said=said)


def outcome(t: Translator, left: Left, contact: str) -> Block:
    """In place of the form that was sent."""
    if left is Left.ONLY_ORGANISER:
        said = t("You are the only organiser: name another one first, with /prime members.")
    else:
        asking = contact or t("the organisers of the club")
        said = t("✅ You have left the club, and your data is erased. A question: {contact}.", contact=asking)
    return modal("mydata.left", t("Leave the club"), [rich("{said}", said=said)], close=t("Close"))


def departure(t: Translator, name: str, company: str, *, unrepresented: bool, was_contact: bool) -> Message:
    """To organisers: a member has left."""
    who = name or t("A member")
    place = f", {company}," if company else ""
    lines = [t("{who}{place} has left the club.", who=who, place=place)]
    if unrepresented:
        lines.append(t("➡️ {company} has no member left.", company=company))
    if was_contact:
        lines.append(t("➡️ Publish the company directory again: a public contact is withdrawn."))
    said = "\n".join(lines)
    return aside(said)

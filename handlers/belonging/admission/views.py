"""A way into the club as each side sees it, and the forms around it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from club.admission import AdmissionState, AdmissionStep, Seats
from handlers.belonging.admission.service import AdmissionOutcome
from handlers.belonging.shared.admitting import AdmissionMatter
from handlers.kit.blocks import Block, actions, button, context, header, message, quote, rich
from handlers.kit.daybook import DaybookLine, Section
from handlers.kit.interaction import Message
from handlers.kit.paging import turning
from handlers.kit.positions import Page
from handlers.kit.refusals import READ_CHARTER
from handlers.words import Translator, mark

LIST, COPY, ASKED = "admissions", "admission", "colleague"
"""Where a button stands: in the list, in an organiser's copy, in a colleague's message."""

SAID: Mapping[AdmissionOutcome, str] = {
    AdmissionOutcome.DONE: mark("✅ Done; the person is told."),
    AdmissionOutcome.ALREADY: mark("Already noted; this is what holds."),
    AdmissionOutcome.FULL: mark("No seat of this company is left: nothing is decided yet."),
    AdmissionOutcome.MISSING: mark("Something is still missing: nothing is decided yet."),
    AdmissionOutcome.MEMBER: mark("This person is a member already."),
    AdmissionOutcome.SUSPENDED: mark("This membership is suspended; the organisers decide."),
    AdmissionOutcome.NOT_YOURS: mark("This request is about another company."),
    AdmissionOutcome.NO_ACCOUNT: mark("Slack knows no full account there; invite by e-mail address."),
    AdmissionOutcome.NO_COMPANY: mark("You represent no company: the organisers invite."),
    AdmissionOutcome.GONE: mark("This request is no longer there."),
}
MISSING: Mapping[AdmissionStep, str] = {
    AdmissionStep.COMPANY: mark("the company"),
    AdmissionStep.COLLEAGUE: mark("the company’s agreement"),
    AdmissionStep.SEAT: mark("a free seat"),
    AdmissionStep.CHARTER: mark("the charter"),
}


def told(t: Translator, said: AdmissionOutcome) -> Message:
    """One sentence, where there is nothing to show."""
    return message(t(SAID[said]), rich("{said}", said=t(SAID[said])))


def mine(t: Translator, matter: AdmissionMatter) -> Message:
    """The person's own: every step with its state, and what they can do."""
    request = matter.request
    title = t("Your invitation") if _invited(matter) else t("Your request")
    if not request.open:
        said = outcome(t, matter)
        return message(f"{title}{t(': ')}{said}", rich("*{title}*\n{said}", title=title, said=said))
    lines = steps(t, matter)
    charter = AdmissionStep.CHARTER in matter.missing
    read = button(t("Read the charter…"), READ_CHARTER, primary=True) if charter else None
    back = t("Decline the invitation") if _invited(matter) else t("Withdraw my request")
    turn = next((line for line in lines if line.startswith("➡️")), lines[-1])
    return message(
        f"{title}{t(': ')}{turn}",
        rich("*{title}*, {company}\n{lines}", title=title, company=matter.company, lines="\n".join(lines)),
        actions(read, button(back, "admission.withdraw", request.id)),
    )


def _invited(matter: AdmissionMatter) -> bool:
    """Whether it began with a colleague and not with the person: then nothing was typed."""
    return not matter.request.company_typed


def steps(t: Translator, matter: AdmissionMatter) -> list[str]:
    """Each step and where it stands."""
    first = t("✅ Done: request sent")
    if _invited(matter):
        first = t("✅ Done: invited by {name}", name=matter.confirmer)
    lines = [first, "" if _invited(matter) else _company_step(t, matter)]
    if matter.chartered:
        due = AdmissionStep.CHARTER in matter.missing
        lines.append(t("➡️ Your turn: read the charter") if due else t("✅ Done: charter accepted"))
    ready = matter.ready
    lines.append(
        t("⏳ Waiting: the organisers’ decision") if ready else t("⏳ Then: the organisers’ decision")
    )
    return [line for line in lines if line]


def _company_step(t: Translator, matter: AdmissionMatter) -> str:
    if AdmissionStep.COMPANY in matter.missing:
        return t("⏳ Waiting: the organisers find your company")
    if AdmissionStep.SEAT in matter.missing:
        return t("⏳ Waiting: a seat for your company")
    if AdmissionStep.COLLEAGUE in matter.missing:
        return t("⏳ Waiting: your company’s agreement")
    return t("✅ Done: your company’s agreement") if matter.request.confirmed_at else ""


def outcome(t: Translator, matter: AdmissionMatter) -> str:
    """What became of it, to the person."""
    if matter.request.state is AdmissionState.DECLINED:
        return t("Request not accepted: {why}", why=matter.request.reason)
    if matter.request.state is AdmissionState.WITHDRAWN:
        return t("Withdrawn")
    return t("✅ Welcome to the Club PRIME.")


def decided(t: Translator, matter: AdmissionMatter, contact: str) -> Message:
    """Welcome and what comes first, or the reason and whom to ask."""
    said = outcome(t, matter)
    if matter.request.state is AdmissionState.ADMITTED:
        profile = button(t("Complete my profile…"), "directory.profile", primary=True)
        return message(said, rich("*{said}*", said=said), actions(profile))
    asking = t("A question: {contact}.", contact=contact or t("the organisers of the club"))
    return message(f"{said} {asking}", rich("{said}\n{asking}", said=said, asking=asking))


def colleague(t: Translator, matter: AdmissionMatter) -> Message:
    """To somebody of the company, who confirms or declines it."""
    values = {"name": matter.person.name, "company": matter.company}
    ask = t("{name} wishes to represent {company} with you", **values)
    if done := _answered(t, matter):
        return message(f"{ask} · {done}", rich("{ask}\n{done}", ask=ask, done=done))
    full = matter.seats.full
    seats = seats_of(t, matter.seats) if full else _rank(t, matter.seats)
    if full:
        yes = button(t("Ask for a seat…"), "admission.ask_seat", matter.id, primary=True)
    else:
        yes = button(t("Confirm"), "admission.confirm", matter.id, about=matter.person.name, primary=True)
    no = button(t("Decline…"), "admission.refuse", matter.id, about=matter.person.name)
    row = actions(yes, no)
    return message(
        ask,
        rich("*{ask}* ({seats}).", ask=ask, seats=seats),
        context(matter.person.function),
        quote(matter.request.word) if matter.request.word else None,
        {**row, "block_id": f"{ASKED}:{matter.id}"} if row else None,
    )


def again(t: Translator, since: datetime, why: str, said: Message) -> Message:
    """The same message, because nobody has answered; `why` says which reminder it is."""
    waits = t("Waiting since {date}", date=t.day(since))
    head = rich("*{waits}* · {why}", waits=waits, why=why)
    return replace(said, text=f"{waits}{t(': ')}{said.text}", blocks=[head, *said.blocks])


def undecided(t: Translator, matter: AdmissionMatter, contact: str) -> Message:
    """The person's own after a while: where it stands, and whom to ask; nothing more once it is decided."""
    said = mine(t, matter)
    if not matter.request.open:
        return said
    asking = t("A question: {contact}.", contact=contact or t("the organisers of the club"))
    theirs = matter.missing == [AdmissionStep.CHARTER]
    first = t("➡️ Your answer is awaited.") if theirs else t("⏳ Not decided yet.")
    head = rich("*{first}* {asking}", first=first, asking=asking)
    return replace(said, text=f"{first} {said.text}", blocks=[head, *said.blocks])


def _answered(t: Translator, matter: AdmissionMatter) -> str:
    """What the company, or an organiser, has answered; empty while the company's word is awaited."""
    request = matter.request
    if request.state is AdmissionState.OPEN and request.confirmed_at:
        return t("✅ Confirmed by {name}, {date}", name=matter.confirmer, date=t.date(request.confirmed_at))
    return "" if request.open else decision(t, matter)


def _rank(t: Translator, seats: Seats) -> str:
    return t("seat {rank} of {quota}", rank=seats.taken + 1, quota=seats.quota)


def seats_of(t: Translator, seats: Seats) -> str:
    """That all seats are taken, and how many they are."""
    return t.plural("your only seat is taken", "your {n} seats are taken", seats.quota)


def copy(t: Translator, matter: AdmissionMatter, said: str = "") -> Message:
    """An organiser's copy: what is missing, then the decision, then what was decided."""
    head = rich("{said}", said=said) if said else None
    return message(said or summary(t, matter), head, *entry(t, matter, f"{COPY}:{matter.id}"))


def summary(t: Translator, matter: AdmissionMatter) -> str:
    """The request in one line, as plain words."""
    return f"{_asks(t, matter)} · {decision(t, matter) or _waits(t, matter)}"


def _asks(t: Translator, matter: AdmissionMatter) -> str:
    values = {"name": f"{matter.person.name}{matter.apart}", "company": matter.company}
    if _invited(matter):
        return t("{name} is invited to represent {company}", **values)
    return t("{name} asks to represent {company}", **values)


def _waits(t: Translator, matter: AdmissionMatter) -> str:
    if not matter.missing:
        return t("➡️ To be decided")
    return t("⏳ Missing: {what}", what=t.list([t(MISSING[step]) for step in matter.missing]))


def entry(t: Translator, matter: AdmissionMatter, behind: str) -> list[Block | None]:
    """A request; `behind` says in the block's id where it is shown."""
    row = actions(*_deciding(t, matter)) if matter.request.open else None
    confirmed = ""
    if matter.request.confirmed_at:
        name, date = matter.confirmer, t.date(matter.request.confirmed_at)
        invited = _invited(matter)
        confirmed = (
            t("Invited by {name}, {date}", name=name, date=date)
            if invited
            else t("✅ Confirmed by {name}, {date}", name=name, date=date)
        )
    state = decision(t, matter) or _waits(t, matter)
    facts = [matter.person.function, matter.person.email or "", confirmed, _taken(t, matter)]
    return [
        rich("*{asks}*\n{state}", asks=_asks(t, matter), state=state),
        context(" · ".join(fact for fact in facts if fact)),
        quote(matter.request.word) if matter.request.word else None,
        {**row, "block_id": behind} if row else None,
    ]


def _taken(t: Translator, matter: AdmissionMatter) -> str:
    if matter.request.company_id is None:
        return ""
    seats = matter.seats
    return t.plural("{n} seat taken of {capacity}", "{n} seats taken of {capacity}", seats.taken,
                    capacity=seats.quota)  # fmt: skip


def _deciding(t: Translator, matter: AdmissionMatter) -> list[Block | None]:
    about, request = matter.person.name, matter.request
    yes = None
    if matter.ready:
        yes = button(t("Admit"), "admission.admit", matter.id, about=about, primary=True)
    elif AdmissionStep.COMPANY in matter.missing:
        yes = button(t("Choose the company…"), "admission.choose", matter.id, about=about, primary=True)
    grant = None
    if AdmissionStep.SEAT in matter.missing:
        value = f"{request.company_id}:{matter.seats.quota}"
        grant = button(t("Grant a seat more"), "admission.grant", value, about=matter.company)
    return [yes, grant, button(t("Decline…"), "admission.refuse", matter.id, about=about)]


def decision(t: Translator, matter: AdmissionMatter) -> str:
    """What was decided, by whom and when; empty while nothing is."""
    request = matter.request
    by = {"name": matter.decider, "date": t.date(request.decided_at) if request.decided_at else ""}
    if request.state is AdmissionState.ADMITTED:
        return t("✅ Admitted by {name}, {date}", **by)
    if request.state is AdmissionState.DECLINED:
        return t("Declined by {name}, {date}: {why}", why=request.reason, **by)
    return "" if request.open else t("Withdrawn")


def listing(t: Translator, page: Page[AdmissionMatter], said: str = "") -> Message:
    """What is to be decided, five at a time."""
    head = rich("{said}", said=said) if said else None
    if not page.total:
        none = t("✅ No request to join.")
        return message(said or none, head, rich("{none}", none=none))
    count = t.plural("{n} request to join", "{n} requests to join", page.total)
    blocks: list[Block | None] = [head, header(count)]
    for matter in page.items:
        blocks += entry(t, matter, page.position.block(matter.id))
    turns = turning(t, page, "admission.list", t("Previous requests"), t("Next requests"))
    lines = "\n".join([count, *(summary(t, matter) for matter in page.items)])
    return message(said or lines, *blocks, *turns)


def daybook(t: Translator, total: int) -> Sequence[DaybookLine]:
    """The daybook's line; none where nobody asks."""
    if not total:
        return []
    count = t.plural("{n} request to join", "{n} requests to join", total)
    return [DaybookLine(Section.DECISIONS, count, [button(t("Decide…"), "admission.list", 0)])]

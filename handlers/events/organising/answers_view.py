"""The modals “Answers” and “Attendance”. A view holds a hundred blocks: both are paged."""

from collections.abc import Iterator, Sequence

from club.events import Event
from club.seating import Says
from handlers.events.organising import ids
from handlers.events.organising.reading import AnswersPage, Seated
from handlers.events.organising.sentences import counted, excess
from handlers.events.shared import party as kit
from handlers.events.shared.questions import Said, by_person, line
from handlers.kit.blocks import (
    Block,
    actions,
    button,
    checkboxes,
    context,
    cut,
    field,
    modal,
    option,
    rich,
)
from handlers.kit.paging import turning
from handlers.kit.positions import Page
from handlers.words import Translator
from storage.attendance import Party
from storage.guests import Guest

PARTIES, PEOPLE, IN_A_BLOCK = 20, 40, 10
"""Parties a page; people a page, and in one group of checkboxes (Slack: at most ten options)."""
LONGEST_NAME = 120
HOUR, DAY = 3600, 86400


def answers(t: Translator, found: AnswersPage) -> Block:
    """All answers by company, the counts above; twenty parties at a time."""
    page = found.page
    return modal(
        ids.ANSWERS_SHOWN,
        t("Answers"),
        [
            kit.head(t, found.event),
            context(*_counts(t, found)),
            *_by_company(t, found),
            *turning(t, page, ids.ANSWERS_PAGE, t("Previous answers"), t("Next answers")),
        ],
        close=t("Close"),
    )


def _counts(t: Translator, found: AnswersPage) -> list[str]:
    waiting, offered, requested = found.claimed.awaited, found.claimed.offered, found.claimed.requested
    several = waiting != found.room.waiting  # else the parties that wait, told beside the room, are the same
    counts = [
        (several, t.plural("{n} seat awaited", "{n} seats awaited", waiting)),
        (offered, t.plural("{n} seat offered", "{n} seats offered", offered)),
        (requested, t.plural("{n} request to decide", "{n} requests to decide", requested)),
        (
            found.unconfirmed,
            t.plural(
                "➡️ {n} answer to be confirmed since the change",
                "➡️ {n} answers to be confirmed since the change",
                found.unconfirmed,
            ),
        ),
    ]
    said = [counted(t, found.yes, found.no, found.silent), kit.seats_taken(t, found.room)]
    said += [excess(t, found.room.excess, found.room.taken)] if found.room.excess else []
    return said + [text for n, text in counts if n]


def _by_company(t: Translator, found: AnswersPage) -> Iterator[Block]:
    company, replies = None, by_person(found.replies)
    for party in found.page.items:
        if party.company != company:
            company = party.company
            yield rich("*{company}*", company=cut(company, LONGEST_NAME) or t("Without company"))
        yield _party(t, party, found, replies)


def _party(t: Translator, party: Party, found: AnswersPage, replies: Said) -> Block:
    beside = found.beside.get(party.member_id, ())
    mark = f" ({', '.join(beside)})" if beside else ""
    lines = [cut(party.name, LONGEST_NAME) + mark + t(": ") + " · ".join(_states(t, party))]
    if party.with_member and (own := replies.get((party.member_id, None))):
        lines.append(f"    {line(t, found.questions, own)}")
    if party.seats and (need := found.needs.get(party.member_id)):
        lines.append("    " + t("Need: {wording}", wording=" ".join(need.split())))
    for guest in party.guests:
        told = line(t, found.questions, replies.get((party.member_id, guest.id), {}))
        lines += [f"    {_guest(t, guest)}", *([f"        {told}"] if told else [])]
    lines = [one for one in lines if one.strip()]
    return rich("{lines}", lines="\n".join(lines))


def _held(t: Translator, party: Party) -> Iterator[str]:
    yield t("yes, {seats}", seats=kit.seats_of(t, party.seats))
    if party.remote:
        yield t("remotely")
    if party.reserved:
        yield t("on a reserved seat")


def _states(t: Translator, party: Party) -> Iterator[str]:
    """All that holds for a party, the answer first."""
    if party.says is Says.YES and party.seats:
        yield from _held(t, party)
    elif party.says is Says.NO:
        yield t("no")
    if party.waiting:
        yield t("⏳ waits or asks for {seats}", seats=kit.seats_of(t, party.waiting))
    if party.by:
        yield t("noted by {name}", name=cut(party.by, LONGEST_NAME))
    if party.seats and not party.with_member:
        yield t("represented")
    if party.seats and not party.confirmed:
        yield t("➡️ to be confirmed since the change")
    if party.says is Says.NO and party.cancel_notice is not None:
        yield t("told {notice}", notice=notice(t, party.cancel_notice))
    if party.seats and party.late_minutes:
        yield t("late by {delay}", delay=kit.delay(t, party.late_minutes).lower())


def notice(t: Translator, seconds: int) -> str:
    """How long before the start something was said: in days, below two days in hours."""
    if seconds < 0:
        return t("after the start")
    if seconds >= 2 * DAY:
        return t.plural("{n} day before", "{n} days before", seconds // DAY)
    if seconds >= HOUR:
        return t.plural("{n} hour before", "{n} hours before", seconds // HOUR)
    return t("less than an hour before")


def _guest(t: Translator, guest: Guest) -> str:
    parts = [cut(part, LONGEST_NAME) for part in (guest.name, guest.function, guest.company) if part]
    role = t("representative") if guest.representative else t("companion")
    waits = [t("⏳ waits")] if guest.claim_id else []
    return " · ".join([", ".join(parts), role, *waits])


def attendance(t: Translator, event: Event, page: Page[Seated], metadata: str) -> Block:
    """Who came: forty people at a time, each page kept as it is left."""
    where = t("{first}–{last} of {total}", first=page.start + 1, last=page.end, total=page.total)
    back = button(t("Previous people"), ids.ATTENDANCE_BACK) if page.before else None
    return modal(
        ids.ATTENDING,
        t("Attendance"),
        [
            kit.head(t, event),
            context(t("Untick whoever did not come.")),
            *_groups(t, page.items, page.start + 1),
            context(where) if page.before or page.after else None,
            actions(back),
        ],
        submit=t("Next page") if page.after else t("Save"),
        close=t("Close"),
        metadata=metadata,
    )


def _shown(t: Translator, one: Seated) -> str:
    return f"{one.called} · {t('remotely')}" if one.remote else one.called


def _groups(t: Translator, people: Sequence[Seated], first: int) -> Iterator[Block]:
    for at in range(0, len(people), IN_A_BLOCK):
        group = people[at : at + IN_A_BLOCK]
        boxes = [option(_shown(t, one), one.key) for one in group]
        ticked = [box for box, one in zip(boxes, group, strict=True) if one.came]
        start = first + at
        label = t("Present, {first} to {last}", first=start, last=start + len(group) - 1)
        yield field(f"present#{start}", label, checkboxes(boxes, ticked), optional=True)

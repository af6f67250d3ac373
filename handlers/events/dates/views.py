"""What organisers see of a search for a date, and what those see whom it asks."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from club.date_polls import DateFit, DatePoll, DatePollState, SlotTally, best_first
from club.events import EventState
from handlers.events.dates import ids
from handlers.events.dates.outcomes import DateDid, DatesPage, MyDates, ShownPoll
from handlers.events.dates.sentences import FITS, answers, refusal, slot, slots_before, tally
from handlers.events.shared.dates import DATED
from handlers.kit import moments
from handlers.kit.blocks import Block, actions, button, context, divider, menu, message, modal, rich
from handlers.kit.interaction import Line, Message
from handlers.kit.lines import row_of, settled
from handlers.kit.paging import turning
from handlers.words import Translator
from storage.date_answers import DateVoice

# To organisers


def grid(t: Translator, shown: ShownPoll, now: datetime, said: str = "", *, decides: bool = True) -> Message:
    """A search as it stands, the best slot first, each with its way to the event for who `decides`."""
    poll = shown.poll
    head = said or _standing(t, shown, now)
    ordered = best_first(shown.figures.tallies)
    slots = [part for at, one in enumerate(ordered) for part in _slot(t, shown, one, now, first=not at)]
    if not decides:
        slots = [part for part in slots if part and part["type"] != "actions"]
    if over := _over(t, shown):
        return message(f"{poll.title}{t(': ')}{over}", rich("*{title}*\n{over}", title=poll.title, over=over))
    return message(
        f"{poll.title}{t(': ')}{head}",
        rich("*{title}*\n{head}", title=poll.title, head=head),
        context(_counted(t, shown)),
        context(_hosted(t, shown)),
        *slots,
        context(t("Best first: most yes, then if needed, then companies, then the earliest.")),
        None if decides else context(t("The organisers make the event of one of these dates.")),
        _deciding(t, poll, decides=decides),
    )


def not_theirs(t: Translator, poll: DatePoll) -> str:
    """In the place of a search, to who led its group when it began."""
    return f"{poll.title}{t(': ')}{refusal(t, DateDid.NOT_YOURS, None, '')}"


def over_line(t: Translator, shown: ShownPoll, now: datetime) -> Line:
    """A search whose answers are closed, and the way to its slots."""
    poll = shown.poll
    see = button(t("See the slots"), ids.SHOW, poll.id, about=poll.title, primary=True)
    return Line(f"{poll.title}{t(': ')}{_standing(t, shown, now)}", buttons=[see])


def _standing(t: Translator, shown: ShownPoll, now: datetime) -> str:
    poll = shown.poll
    if poll.takes_answers(now):
        return t("Answers until {date}", date=t.date(poll.closes_at))
    if poll.state is DatePollState.CHOSEN:
        return t("➡️ The event made of it was called off: another slot can be kept.")
    if not shown.figures.answered:
        return t("➡️ Answers are closed, and nobody answered: extend the search, or give it up.")
    if not any(one.yes or one.if_needed for one in shown.figures.tallies):
        return t("➡️ Answers are closed: no slot suits anybody.")
    return t("➡️ Answers are closed: keep a slot.")


def _over(t: Translator, shown: ShownPoll) -> str:
    if not shown.settled:
        return ""
    if shown.poll.state is DatePollState.CANCELLED:
        return t("This search was given up.")
    event = shown.event
    kept = t("✅ Kept: {title}, {when}", title=event.title, when=moments.span(t, event)) if event else ""
    draft = t("It is a draft: publish it to have everybody who said yes asked.")
    return f"{kept}\n{draft}" if event and event.state is EventState.DRAFT else kept


def _counted(t: Translator, shown: ShownPoll) -> str:
    by = t("sent by {name}", name=shown.leader) if shown.leader else ""
    return " · ".join(part for part in (answers(t, shown), by) if part)


def _hosted(t: Translator, shown: ShownPoll) -> str:
    host = shown.host
    if host is None:
        return ""
    company = host.company if host.company not in host.place else ""
    where = ", ".join(part for part in (host.place, company) if part)
    if not host.stands:
        return t("Premises in view, no longer free: {where}", where=where)
    return t("Premises in view: {where}", where=where)


def _slot(
    t: Translator, shown: ShownPoll, one: SlotTally, now: datetime, *, first: bool
) -> list[Block | None]:
    poll, when = shown.poll, slot(t, one.slot, year=now.astimezone(t.zone).year)
    line = rich("*{when}*\n{tally}", when=when, tally=tally(t, one, hosted=shown.host is not None))
    if not poll.may_keep(one.number, now):
        return [line, context(t("This slot is past."))]
    value = f"{poll.id}:{one.number}"
    keep = button(
        t("Keep this date"), f"{DATED}#{one.number}", value, about=when, primary=first and one.yes > 0
    )
    return [line, actions(keep)]


def _deciding(t: Translator, poll: DatePoll, *, decides: bool) -> Block | None:
    title = poll.title
    voices = button(t("See who can come"), ids.VOICES, poll.id, about=title) if decides else None
    if poll.state is not DatePollState.OPEN:
        return actions(voices)
    extend = button(t("Extend…"), ids.EXTEND, poll.id, about=title)
    return actions(voices, extend, button(t("Give the search up…"), ids.GIVE_UP, poll.id, about=title))


def listing(t: Translator, found: DatesPage, now: datetime, said: str = "") -> Message:
    """`/prime date` of an organiser."""
    page = found.page
    count = t.plural("{n} search for a date", "{n} searches for a date", page.total)
    head = count if page.total else t("No search for a date is open.")
    new = button(t("Find a date…"), ids.NEW, primary=not page.total)
    entries = [part for one in page.items for part in _entry(t, one, now)]
    waiting = [part for one in found.asking for part in _to_answer(t, one.poll, primary=False)]
    turns = turning(t, page, ids.PAGE, t("Previous searches"), t("Next searches"), beside=new)
    return message(
        said or head,
        rich("{said}", said=said) if said else None,
        rich("*{head}*", head=head),
        *entries,
        *turns,
        *([divider(), rich("*{asked}*", asked=t("You are asked")), *waiting] if waiting else []),
    )


def _entry(t: Translator, shown: ShownPoll, now: datetime) -> list[Block | None]:
    poll, best = shown.poll, best_first(shown.figures.tallies)[0]
    lines = [_standing(t, shown, now), answers(t, shown)]
    if best.yes or best.if_needed:
        when = slot(t, best.slot, year=now.astimezone(t.zone).year)
        lines.append(t("Best so far: {when}, {tally}", when=when, tally=tally(t, best, hosted=False)))
    said = rich("*{title}*\n{lines}", title=poll.title, lines="\n".join(lines))
    return [divider(), said, actions(button(t("See the slots"), ids.SHOW, poll.id, about=poll.title))]


def voices(
    t: Translator, poll: DatePoll, found: Mapping[int, tuple[Sequence[DateVoice], int]], now: datetime
) -> Block:
    """Who can come, slot by slot, for organisers alone."""
    year = now.astimezone(t.zone).year
    lines = [
        rich("*{when}*\n{who}", when=slot(t, one, year=year), who=_named(t, *found[number]))
        for number, one in poll.slots.items()
    ]
    note = context(t("Read by the organisers alone."))
    return modal(
        ids.VOICES, t("Who can come"), [rich("*{title}*", title=poll.title), *lines, note], close=t("Close")
    )


def _named(t: Translator, voices: Sequence[DateVoice], total: int) -> str:
    lines = []
    for fit in (DateFit.YES, DateFit.IF_NEEDED):
        who = [
            ", ".join(part for part in (one.name, one.company) if part) for one in voices if one.says is fit
        ]
        if who:
            lines.append(f"{t(FITS[fit])}{t(': ')}{' · '.join(who)}")
    left = total - len(voices)
    if left > 0:
        lines.append(t.plural("and {n} other", "and {n} others", left))
    return "\n".join(lines) or t("nobody yet")


def notice(t: Translator, said: str) -> Block:
    """What holds now, in the place of a form that has no use any more."""
    return modal(ids.NOTICE, t("Find a date"), [rich("{said}", said=said)], close=t("Close"))


def sure(t: Translator, poll: DatePoll, metadata: str) -> Block:
    """Asks before a search is given up."""
    told = t("Whoever has answered is told; no event is made of it.")
    return modal(
        ids.GIVING_UP,
        t("Give the search up"),
        [rich("*{title}*", title=poll.title), context(told)],
        submit=t("Give it up"),
        close=t("Keep it"),
        metadata=metadata,
    )


# To those who are asked


def asked(t: Translator, mine: MyDates, now: datetime) -> Message:
    """The question, or what became of it, with whatever this member can still do."""
    poll = mine.poll
    if poll.state is not DatePollState.OPEN or not poll.takes_answers(now):
        return _ended(t, mine, now)
    if mine.fits:
        return _answered(t, mine, now)
    question = t("{title}: when could you come?", title=poll.title)
    row = actions(
        button(t("Answer…"), ids.ANSWER, poll.id, about=poll.title, primary=True),
        button(t("None suits me"), ids.NONE_FITS, poll.id, about=poll.title),
        menu([(t("Set my reminders…"), "reminders.open", 0)]),
    )
    limit = slots_before(t, len(poll.slots), poll.closes_at)
    return message(
        f"{question} {limit}",
        rich("*{question}*\n{limit}", question=question, limit=limit),
        context(_as_host(t, mine)),
        row,
    )


def _as_host(t: Translator, mine: MyDates) -> str:
    if mine.host is None:
        return ""
    return t("You are asked as the host too: could {place} receive the club?", place=mine.host.place)


def _answered(t: Translator, mine: MyDates, now: datetime) -> Message:
    poll = mine.poll
    said = t("✅ Noted. You can change it until {date}.", date=t.date(poll.closes_at))
    change = button(t("Change…"), ids.ANSWER, poll.id, about=poll.title)
    return message(
        f"{poll.title}{t(': ')}{said}",
        rich("*{title}*\n{said}", title=poll.title, said=said),
        rich("{own}", own=own(t, mine, now)),
        actions(change),
    )


def own(t: Translator, mine: MyDates, now: datetime) -> str:
    """What they said, slot by slot; in one line where none suits."""
    if all(fit is DateFit.NO for fit in mine.fits.values()):
        return t("None of these slots suits you.")
    year = now.astimezone(t.zone).year
    counts = {one.number: one for one in mine.figures.tallies} if mine.figures else {}
    lines = []
    for number, one in mine.poll.slots.items():
        says = t(FITS[mine.fits.get(number, DateFit.NO)]).lower()
        all_said = f" ({tally(t, counts[number], hosted=False)})" if number in counts else ""
        lines.append(f"{slot(t, one, year=year)}{t(': ')}{says}{all_said}")
    return "\n".join(lines)


def _ended(t: Translator, mine: MyDates, now: datetime) -> Message:
    poll, event = mine.poll, mine.event
    if poll.state is DatePollState.CANCELLED:
        said, row = t("No date is looked for any more."), None
    elif event is not None and event.state is EventState.PUBLISHED:
        said = t("Date chosen: {date}.", date=moments.date(t, event))
        row = actions(button(t("See the event"), "rsvp.mine", event.id, about=event.title))
    elif poll.state is DatePollState.CHOSEN:
        said, row = t("A date is chosen; the invitation follows."), None
    else:
        said, row = t("Answers are closed; the organisers are choosing."), None
    thanks = t("Thank you for your answer.") if mine.fits else ""
    return message(
        f"{poll.title}{t(': ')}{said}",
        rich("*{title}*\n{said}", title=poll.title, said=said),
        context(thanks),
        row,
    )


def line(t: Translator, mine: MyDates, now: datetime) -> Line:
    """The same among other matters."""
    shown = asked(t, mine, now)
    if mine.fits or not mine.poll.takes_answers(now):
        return settled(shown)
    question = t("{title}: when could you come?", title=mine.poll.title)
    slots = t.plural("{n} slot", "{n} slots", len(mine.poll.slots))
    more = "\n".join(part for part in (slots, _as_host(t, mine)) if part)
    return Line(question, more=more, limit=mine.poll.closes_at, buttons=row_of(shown))


def _to_answer(t: Translator, poll: DatePoll, *, primary: bool) -> list[Block | None]:
    limit = slots_before(t, len(poll.slots), poll.closes_at)
    row = actions(
        button(t("Answer…"), ids.ANSWER, poll.id, about=poll.title, primary=primary),
        button(t("None suits me"), ids.NONE_FITS, poll.id, about=poll.title),
    )
    return [rich("*{title}*\n➡️ {limit}", title=poll.title, limit=limit), row]


def my_list(t: Translator, found: Sequence[MyDates], now: datetime, said: str = "") -> Message:
    """`/prime date` of a member: what they are asked, with the counts once they have answered."""
    none = t("No date is being looked for with you.")
    count = t.plural("{n} search for a date", "{n} searches for a date", len(found)) if found else none
    blocks: list[Block | None] = []
    for at, one in enumerate(found):
        blocks += [divider(), *_mine(t, one, now, first=not at)]
    return message(
        said or count, rich("{said}", said=said) if said else None, rich("*{count}*", count=count), *blocks
    )


def _mine(t: Translator, one: MyDates, now: datetime, *, first: bool) -> list[Block | None]:
    if not one.fits:
        return _to_answer(t, one.poll, primary=first)
    until = t("✅ Noted. You can change it until {date}.", date=t.date(one.poll.closes_at))
    said = rich("*{title}*\n{until}\n{own}", title=one.poll.title, until=until, own=own(t, one, now))
    return [said, actions(button(t("Change…"), ids.ANSWER, one.poll.id, about=one.poll.title))]

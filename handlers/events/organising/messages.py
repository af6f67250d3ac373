"""What goes out by itself: moved, cancelled, the list as a file, a card that was lost."""

from datetime import datetime

from club.events import Event, EventState, Phase, Ways
from club.folding import fold
from club.ids import MemberId
from handlers import names
from handlers.events.organising import ids
from handlers.events.organising.export import file_of
from handlers.events.organising.reading import answers_of
from handlers.events.organising.sentences import cancelled
from handlers.events.organising.telling import FREED, ON_SITE, REMOTE
from handlers.events.shared import party, party_buttons
from handlers.events.shared.outcomes import Participation
from handlers.events.shared.seats import participation
from handlers.kit import moments
from handlers.kit.blocks import actions, button, context, message, rich
from handlers.kit.following import which
from handlers.kit.interaction import File, Message
from handlers.kit.missing_posts import CARD, LostPost, Watch
from handlers.kit.router import RenderContext
from handlers.words import Translator
from storage.attendance import count_present
from storage.care import get_care
from storage.database import Session
from storage.events import get_event
from storage.people import Role, get_person
from storage.postings import event_of


def _event(ctx: RenderContext) -> Event | None:
    return get_event(ctx.session, event_of(ctx.posting.subject))


def moved(ctx: RenderContext) -> Message | None:
    """Another date or place: are you still coming? Follows the answer, and the event."""
    event = _event(ctx)
    if event is None or ctx.reader is None:
        return None
    shown = participation(ctx.session, event, ctx.reader.id, ctx.now)
    concerned = shown.answer.coming or shown.answer.claims
    if not ctx.posting.ts and (event.state is EventState.CANCELLED or not concerned):
        return None
    what = ctx.posting.moment.partition(":")[0]
    return moved_message(ctx.t, shown, what, link=party.shows_link(shown, ctx.reader))


def moved_message(t: Translator, shown: Participation, what: str, *, link: bool) -> Message:
    """The date, place and deadline as they are now, and where the reader stands; the video link to those
    whom it is for. `what`: what changed, as the posting's moment has it."""
    event = shown.event
    head = _changed(t, shown, what)
    text = f"{head}, {moments.short(t, event)}"
    deadline = t("Answer before {date} (Paris time)", date=t.date(event.deadline))
    said = [party.when(t, event), party.where(t, event)]
    said += [deadline] if shown.phase is Phase.OPEN else []
    row = party_buttons.buttons(t, shown, primary=True)
    if shown.must_confirm and shown.phase in (Phase.OPEN, Phase.LATE):
        still = button(t("I am still coming"), "rsvp.still", event.id, about=event.title, primary=True)
        row = [still, party_buttons.not_going(t, event, held=True)]
    return message(
        text,
        rich("*{head}*", head=head),
        rich("{lines}\n{state}", lines="\n".join(said), state=party.state(t, shown)),
        rich(t("Video: {link}"), link=party.access(event)) if link else None,
        actions(*row),
    )


def _changed(t: Translator, shown: Participation, what: str) -> str:
    """What is different, as long as it is."""
    title, ways = shown.event.title, shown.event.ways
    settled = shown.has_link and not shown.must_confirm
    if what == FREED and ways is Ways.REMOTE and settled:
        return t("✅ {title} is held remotely: you take part, and wait no more", title=title)
    if what in (FREED, REMOTE) and ways is Ways.REMOTE and settled:
        return t("✅ {title} is held remotely: you take part", title=title)
    if what == ON_SITE and ways is Ways.ON_SITE:
        return t("On site alone from now on: {title}", title=title)
    return t("Date or place changed: {title}", title=title)


def called_off(ctx: RenderContext) -> Message | None:
    """The event does not take place, and why."""
    event = _event(ctx)
    return cancelled_message(ctx.t, event) if event and ctx.reader else None


def cancelled_message(t: Translator, event: Event) -> Message:
    """What was planned when, and the organisers' reason."""
    return message(
        t("Cancelled: {title}, {date}", title=event.title, date=moments.short(t, event)),
        rich(t("*Cancelled: {title}*"), title=event.title),
        rich(
            "{when} · {where}\n{reason}",
            when=party.when(t, event),
            where=party.where(t, event),
            reason=cancelled(t, event),
        ),
    )


def attendance(ctx: RenderContext) -> Message | None:
    """To who looks after an event that is over: note who came; then, who noted it and when."""
    event = _event(ctx)
    if event is None or ctx.reader is None or ctx.reader.role is not Role.ORGANISER:
        return None
    care = get_care(ctx.session, event.id)
    if care.noted_at:
        return _noted(ctx, event, care.noted_by, care.noted_at)
    t = ctx.t
    since = t.day(event.ends_at) if event.all_day else t.date(event.ends_at)
    text = t("Attendance to note: {title}, over since {date}", title=event.title, date=since)
    head = rich(t("Over: *{title}*\n{when}"), title=event.title, when=party.when(t, event))
    note = button(t("Record attendance…"), ids.ATTENDANCE, event.id, about=event.title, primary=True)
    deposit = button(t("Deposit minutes…"), "minutes.write", event.id, about=event.title)
    return message(text, head, context(which(t, ctx.posting.moment)), actions(note, deposit))


def _noted(ctx: RenderContext, event: Event, by: MemberId | None, at: datetime) -> Message:
    t, who = ctx.t, get_person(ctx.session, by) if by else None
    name = who.name if who else t("a former member")
    present = count_present(ctx.session, event.id)
    came = t.plural("{n} person present", "{n} people present", present) if present else t("nobody present")
    said = t("✅ {came}, noted by {name}, {date}", came=came, name=name, date=t.date(at))
    text = f"{event.title}{t(': ')}{said}"
    deposit = button(t("Deposit minutes…"), "minutes.write", event.id, about=event.title)
    return message(text, rich("*{title}*\n{said}", title=event.title, said=said), actions(deposit))


def answer_list(ctx: RenderContext) -> File | None:
    """The list as it stands now; to nobody who has ceased to organise."""
    event = _event(ctx)
    if event is None or ctx.reader is None or ctx.reader.role is not Role.ORGANISER:
        return None
    content = file_of(ctx.t, answers_of(ctx.session, event))
    comment = ctx.t("Answers to “{title}”", title=event.title)
    return File(file_name(ctx.t, event), content, comment)


def file_name(t: Translator, event: Event) -> str:
    """The title and the day, in letters that every system takes."""
    letters = "".join(c if c.isascii() and c.isalnum() else "-" for c in fold(event.title))
    title = "-".join(part for part in letters.split("-") if part)[:60]
    day = event.starts_at.astimezone(t.zone).date().isoformat()
    return "-".join(part for part in (day, title, fold(t("answers"))) if part) + ".csv"


def look(session: Session, subject: str, now: datetime) -> LostPost | None:
    """The event whose card is missing: members look for it until it is over."""
    event = get_event(session, event_of(subject))
    return (
        LostPost(event.title, event.state is EventState.PUBLISHED and now < event.ends_at) if event else None
    )


LOST = Watch(names.CARD_LOST, ids.PUT_BACK, {names.CARD: CARD}, look)

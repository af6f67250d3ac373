"""What organisers are told when seats of a party are given back late."""

from datetime import timedelta

from club.ids import MemberId
from handlers.kit.act import Message
from handlers.kit.blocks import context, message, rich
from handlers.kit.notice import said_before
from handlers.kit.router import Sheet
from storage.events import get_event
from storage.people import get_person
from storage.postings import event_of


def fewer(sheet: Sheet) -> Message | None:
    """Somebody comes with fewer people, and how long before the start it was said."""
    _, member_id, count, seconds = sheet.posting.moment.split(":")
    event = get_event(sheet.session, event_of(sheet.posting.subject))
    who = get_person(sheet.session, MemberId(int(member_id)))
    if event is None or who is None:
        return None
    t = sheet.t
    name = f"{who.name}, {who.company}" if who.company else who.name
    what = t.plural("{n} seat given back", "{n} seats given back", int(count))
    return message(
        f"{name}{t(': ')}{what}, {event.title}",
        rich(
            "*{name}*{colon}{what}\n{title}, {date}",
            name=name,
            colon=t(": "),
            what=what,
            title=event.title,
            date=t.date(event.starts_at),
        ),
        context(said_before(t, timedelta(seconds=int(seconds)))),
    )

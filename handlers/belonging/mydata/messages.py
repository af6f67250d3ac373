"""What is sent about a person's data: the file to themself, their departure to the organisers."""

import json
from collections.abc import Mapping
from datetime import datetime

from handlers.belonging.mydata import service, views
from handlers.kit.interaction import File, Message
from handlers.kit.router import RenderContext
from storage.erasure import get_tally
from storage.privacy import Held, get_held, plain

ABOUT: Mapping[str, str] = {
    "what": "Everything the program Prime holds about one person, table by table.",
    "as": "Each row says under `as` which of its columns name this person. Of rows that are somebody else's "
    "(a request decided, a text published) only that part and its dates are given.",
    "times": "ISO 8601.",
    "correct": "/prime profile; for the rest, ask the organisers.",
    "erase": "/prime my-data",
}


def my_data(ctx: RenderContext) -> File | None:
    """Everything held about the reader, as it is when the file is made."""
    if ctx.reader is None:
        return None
    held = get_held(ctx.session, ctx.reader.id, ctx.reader.slack_id)
    day = ctx.now.astimezone(ctx.t.zone).date()
    said = ctx.t("Everything the club holds about you, as a file to keep or to hand on (JSON).")
    return File(f"prime-{day.isoformat()}.json", file_of(held, ctx.now), said)


def file_of(held: Held, now: datetime) -> bytes:
    """The file itself, in UTF-8, indented: people read it too."""
    whole = {"made_at": now, "about": ABOUT, "held": held}
    return json.dumps(whole, ensure_ascii=False, indent=2, default=plain).encode()


def member_left(ctx: RenderContext) -> Message | None:
    """To organisers: who left, and what follows for the company."""
    found = service.get_left(ctx.session, ctx.posting.subject)
    if found is None:
        return None
    name, person = found
    colleagues = get_tally(ctx.session, person.id, ctx.now).colleagues
    unrepresented = bool(person.company) and colleagues == 0
    was_contact = ctx.posting.moment == "contact"
    return views.departure(ctx.t, name, person.company, unrepresented=unrepresented, was_contact=was_contact)

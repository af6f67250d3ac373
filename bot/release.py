"""`prime release`: an operator chooses what becomes of what a restored database holds."""

import sys
from datetime import datetime

from bot.backup import DONE, refused
from bot.kinds import in_words
from bot.settings import Settings
from storage.database import Database, Session
from storage.holding import HoldReason, count_backlog, count_since, get_held, release_as_sent, release_to_send
from storage.migrations import upgrade

CHOICE = """Choose:
  prime release --send       sends what is still of use; each message is first looked for in Slack, and one
                             that stands there is not sent again (a file may be)
  prime release --mark-sent  sends none of these: they count as sent
"""


def run(settings: Settings, now: datetime, *, send: bool, mark_sent: bool) -> int:
    """Shows what waits, and lets it go one way or the other where one was named."""
    upgrade(settings.database_url)
    database = Database(settings.database_url)
    try:
        with database.begin() as session:
            held = get_held(session)
            if held is None:
                return refused("release", "nothing is held")
            said = _release(session, held, now, send=send, mark_sent=mark_sent)
    finally:
        database.dispose()
    sys.stdout.write(said)
    return DONE


def _release(session: Session, held: HoldReason, now: datetime, *, send: bool, mark_sent: bool) -> str:
    if send:
        count = release_to_send(session, held, now)
        return f"released: {count} messages are looked for, and sent if still of use\n"
    if mark_sent:
        return f"released: {release_as_sent(session, held)} messages count as sent\n"
    waits = [f"held since {held.since:%Y-%m-%d %H:%M} UTC: {held.why}", "waiting:"]
    waits += in_words(count_backlog(session, held))
    if since := count_since(session, held):
        waits.append(f"and {since} that came up with the restore or since: sent in any case, once you chose")
    return "\n".join(waits) + "\n" + CHOICE

"""An older copy of the database: all mail is held, and who left since is erased again."""

import logging
import sys
from collections.abc import Mapping

from bot.app import Prime
from bot.errors import guarded
from bot.tending import Tender, ledger_of
from handlers import names
from handlers.belonging.mydata.service import erase_again
from storage.holding import count_backlog, get_held, hold
from storage.ledger import Ledger
from storage.marks import get_identity, raise_water

log = logging.getLogger(__name__)

FRESH = (names.VOTE_LOST, names.VOTES_LOST, names.BALLOT_EXTENDED)
"""What working out what came due makes, for the copy is older: the key of its sealed votes is gone."""
OLDER = "older than what was served here before"


def tender_of(prime: Prime) -> Tender:
    """What keeps the ledger of this database."""
    return Tender(prime.services.db, ledger_of(prime.settings), prime.settings.prime_keep_backups)


def check_age(prime: Prime) -> None:
    """Holds all mail where this is an older copy of the database served here before, put in place by hand.

    Raises SystemExit where the ledger that tells cannot be read.
    """
    try:
        if not tender_of(prime).is_older():
            return
    except (OSError, ValueError) as error:
        sys.exit(f"PRIME_LEDGER: {error}")
    erased, waits = hold_back(prime, ledger_of(prime.settings), OLDER)
    waiting = sum(waits.values())
    log.warning("the database is %s: %s messages are held, %s erased again", OLDER, waiting, erased)


def hold_back(prime: Prime, ledger: Ledger, why: str) -> tuple[int, Mapping[str, int]]:
    """Holds all mail of an older database; how many were erased again, and what waits, by kind.

    What came due meanwhile is worked out first: it belongs to what may have been sent already.
    """
    db, now, page = prime.services.db, prime.clock.now(), ledger.read()
    with db.begin() as session:
        hold(session, why, now)
        raise_water(session, page.water.get(get_identity(session), 0))
    erased = erase_again(prime.services, page.erased, now)
    guarded(prime.tick.sweep, lambda _fault: None, "what came due since the backup")
    with db.begin() as session:
        hold(session, why, now, fresh=FRESH)
        held = get_held(session)
        return erased, count_backlog(session, held) if held else {}

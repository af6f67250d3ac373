"""`python -m tests.soak.sealing_server DATABASE FOLDER`: serves, while sealed votes go into the urn.

Prints its port; ends when it is killed.
"""

import sys
import threading
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.house import open_house
from bot.http_server import HttpServer
from bot.serve_http import wsgi
from handlers.choosing.shared.sealed import mix
from handlers.kit.services import Services


def main() -> None:
    """Serves clicks; Slack is told nothing."""
    prime = open_house(Path(sys.argv[1]), seal_dir=sys.argv[2]).prime
    server = HttpServer(wsgi(prime), "127.0.0.1", 0)
    threading.Thread(target=_mixes, args=(prime.services,), daemon=True).start()
    sys.stdout.write(f"{server.port}\n")
    sys.stdout.flush()
    server.serve()


def _mixes(services: Services) -> None:
    """As often as it can, so that a kill meets it."""
    while True:
        mix(services, datetime.now(UTC), datetime.now(UTC))
        threading.Event().wait(0.001)


if __name__ == "__main__":
    main()

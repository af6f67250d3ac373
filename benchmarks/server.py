"""`python -m benchmarks.server prime|noop DATABASE`: the server of `prime run --http`, until it is killed.

Prints its port. `noop` serves a Bolt app that only acknowledges, with the same server and threads.
"""

import sys
from dataclasses import replace
from pathlib import Path

from benchmarks.house import noop_app, open_house
from bot.serve_http import HttpServer


def main() -> None:
    """Serves clicks; Slack is told nothing."""
    which, path = sys.argv[1], Path(sys.argv[2])
    prime = open_house(path).prime
    server = HttpServer(prime if which == "prime" else replace(prime, bolt=noop_app()), "127.0.0.1", 0)
    print(server.port, flush=True)
    server.serve()


if __name__ == "__main__":
    main()

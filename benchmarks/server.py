"""`python -m benchmarks.server prime|noop DATABASE`: the server of `prime run --http`, until it is killed.

Prints its port. `noop` serves a Bolt app that only acknowledges, as Bolt's own adapter brings it to the same
server with the same settings.
"""

import sys
from pathlib import Path

from slack_bolt.adapter.wsgi import SlackRequestHandler

from benchmarks.house import noop_app, open_house
from bot.http_server import HttpServer
from bot.serve_http import wsgi


def main() -> None:
    """Serves clicks; Slack is told nothing."""
    which, path = sys.argv[1], Path(sys.argv[2])
    app = wsgi(open_house(path).prime) if which == "prime" else SlackRequestHandler(noop_app())
    server = HttpServer(app, "127.0.0.1", 0)
    print(server.port, flush=True)
    server.serve()


if __name__ == "__main__":
    main()

"""`python -m benchmarks.server prime|noop DATABASE`: the server of `prime run`, until it is killed.

Prints its port, or an empty line once it is connected to a workspace (`--workspace PORT`: Socket Mode). For
each line on its input it prints what it has used so far: seconds of CPU, and its threads' voluntary switches.
`noop` serves a Bolt app that only acknowledges, as Bolt's own adapters bring it to the same server with the
same settings.
"""

import argparse
import json
import resource
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_sdk import WebClient

from benchmarks.house import noop_app, open_house
from bot.collector import settle_collector
from bot.http_server import HttpServer
from bot.placement import Core, place
from bot.serve_http import wsgi
from bot.serve_socket import CONCURRENCY, SocketServer


def main() -> None:
    """Serves clicks; Slack is told nothing."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.server", description=__doc__)
    parser.add_argument("which", choices=("prime", "noop"))
    parser.add_argument("path", type=Path)
    parser.add_argument("--core", choices=("one", "all"), default="one")
    parser.add_argument("--workspace", type=int, metavar="PORT")
    given = parser.parse_args()
    core: Core = given.core
    place(core)
    if given.workspace is None:
        server = _http(given.which, given.path)
        begun: str = str(server.port)
        serve: Callable[[], object] = server.serve
    else:
        begun, serve = "", _socket(given.which, given.path, f"http://127.0.0.1:{given.workspace}/api/")
    settle_collector()
    threading.Thread(target=_tell_usage, daemon=True).start()
    print(begun, flush=True)
    serve()


def _http(which: str, path: Path) -> HttpServer:
    app = wsgi(open_house(path).prime) if which == "prime" else SlackRequestHandler(noop_app())
    return HttpServer(app, "127.0.0.1", 0)


def _socket(which: str, path: Path, api: str) -> Callable[[], object]:
    if which == "prime":
        server = SocketServer(open_house(path, api=api).prime)
        server.open()
        return server.serve
    client = WebClient("xoxb-benchmark", base_url=api)
    client.proxy = None
    handler = SocketModeHandler(noop_app(), "xapp-benchmark", web_client=client, concurrency=CONCURRENCY)
    handler.client.proxy = None
    handler.connect()  # type: ignore[no-untyped-call]
    return threading.Event().wait


def _tell_usage() -> None:
    for _ in sys.stdin:
        used = resource.getrusage(resource.RUSAGE_SELF)
        print(json.dumps([used.ru_utime + used.ru_stime, used.ru_nvcsw]), flush=True)


if __name__ == "__main__":
    main()

"""Signed HTTP: `POST /slack/events` for everything Slack sends, `GET /healthz` for whoever watches."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from slack_bolt.adapter.wsgi import SlackRequestHandler
from waitress.server import create_server

from bot.app import Prime

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

THREADS = 16
LARGEST_BODY = 1 << 20
"""Bytes; Slack's largest payload, a modal of a hundred blocks, is well below."""


def wsgi(prime: Prime) -> "WSGIApplication":
    """The WSGI application."""
    slack = SlackRequestHandler(prime.bolt)

    def app(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        if environ["PATH_INFO"] == "/healthz":
            healthy = prime.desk.db.answers()
            status = "200 OK" if healthy else "503 Service Unavailable"
            start_response(status, [("Content-Type", "text/plain; charset=utf-8")])
            return [b"ok\n" if healthy else b"the database does not answer\n"]
        return slack(environ, start_response)

    return app


class HttpServer:
    """waitress, a production WSGI server, around the app."""

    def __init__(self, prime: Prime, host: str, port: int) -> None:
        self._server = create_server(
            wsgi(prime),
            host=host,
            port=port,
            threads=THREADS,
            ident=None,
            max_request_body_size=LARGEST_BODY,
            clear_untrusted_proxy_headers=True,
        )
        self.port: int = self._server.effective_port

    def serve(self) -> None:
        """Serves until `stop` or a signal; what is under way is answered before it returns."""
        try:
            self._server.run()  # ends its workers itself on KeyboardInterrupt
        finally:
            self._server.task_dispatcher.shutdown()
            self._server.close()

    def stop(self) -> None:
        """Ends `serve`, from whatever thread: the sockets are closed by the loop that owns them."""
        self._server.trigger.pull_trigger(self._hang_up)

    def _hang_up(self) -> None:
        for channel in list(self._server.active_channels.values()):
            channel.handle_close()
        self._server.close()

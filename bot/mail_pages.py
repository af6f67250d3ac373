"""The pages that letters lead to: one answer for one event, and the end of letters.

Mail scanners open every address they find: a GET shows and asks, and writes nothing. What a page may do is in
its signed address (`club.signed`), and everything is asked anew when it is used: the member, the charter,
the event as it is by then.
"""

import html
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from bot.clock import Clock
from club.events import Event, Phase, Ways, phase
from club.ids import EventId, MemberId
from club.signed import Signed, key_of, read
from handlers.events.rsvp import service as rsvp
from handlers.events.shared import outcomes as out
from handlers.events.shared import party, party_buttons
from handlers.events.shared.seats import participation
from handlers.events.shared.sentences import sentence
from handlers.kit.services import Services
from handlers.mail import service as mail
from handlers.words import Translator
from scheduler.letters import ANSWER, STOP
from storage.events import get_event
from storage.people import Person, get_person, is_charter_due

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

PREFIX = "/mail/"
LONGEST_BODY = 1000
"""Bytes of a form of ours: one word."""
HEADERS = [
    ("Content-Type", "text/html; charset=utf-8"),
    ("Cache-Control", "no-store"),
    ("Referrer-Policy", "no-referrer"),  # the address is a key: it goes to nobody else
    ("X-Robots-Tag", "noindex"),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'"),
]
ACTS: Mapping[str, Callable[..., out.AnswerOutcome]] = {
    "yes": rsvp.answer_yes,
    "remote": partial(rsvp.answer_yes, remote=True),
    "no": rsvp.answer_no,
    "give": partial(rsvp.answer_no, sure=True),
    "move": partial(rsvp.answer_yes, remote=True, sure=True),
}
"""By the word that a button sends."""
STYLE = (
    "body{font:1.1rem/1.5 system-ui,sans-serif;max-width:34rem;margin:2rem auto;padding:0 1rem;color:#1d1c1d;"
    "background:#fff}h1{font-size:1.4rem}button{font:inherit;padding:.7rem 1.2rem;margin:.3rem .5rem .3rem 0;"
    "border:1px solid #1d1c1d;border-radius:.4rem;background:#fff;color:#1d1c1d;min-height:44px}"
    "button:first-child{background:#0b5cad;border-color:#0b5cad;color:#fff}"
)


@dataclass(frozen=True, slots=True)
class _Page:
    """What a page says, and what can be pressed there: each a word that is sent, and a label."""

    title: str
    lines: tuple[str, ...]
    buttons: tuple[tuple[str, str], ...] = ()
    status: HTTPStatus = HTTPStatus.OK


class MailPages:
    """The pages, for one installation."""

    def __init__(self, services: Services, secret: str, clock: Clock, fallback: "WSGIApplication") -> None:
        self._services, self._key, self._clock, self._fallback = services, key_of(secret), clock, fallback

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """The WSGI application; what is none of its addresses goes to the one behind."""
        path, method = environ["PATH_INFO"], environ["REQUEST_METHOD"]
        kind, _, token = path.removeprefix(PREFIX).partition("/")
        show = {ANSWER: self._answer, STOP: self._stop}.get(kind)
        if not path.startswith(PREFIX) or show is None or method not in ("GET", "HEAD", "POST"):
            return self._fallback(environ, start_response)
        pressed = _pressed(environ) if method == "POST" else None
        page, t = show(token, pressed)
        body = _drawn(t, page)
        status = f"{page.status.value} {page.status.phrase}"
        start_response(status, [*HEADERS, ("Content-Length", str(len(body)))])
        return [b"" if method == "HEAD" else body]

    # What is there

    def _answer(self, token: str, pressed: str | None) -> tuple[_Page, Translator]:
        """One member, one event: shows where they stand, and takes an answer."""
        now = self._clock.now()
        signed = read(self._key, token, ANSWER, 2, now)
        event, person = self._found(signed)
        if signed is None or event is None or person is None:
            return _over(self._shared), self._shared
        t = self._words(person)
        with self._services.db.read() as session:
            unread = is_charter_due(session, person.id, now)
        if unread:
            said = t("Before you answer, please read the charter: /prime charter, in Slack.")
            return _Page(event.title, (said,)), t
        if phase(event, now) is not Phase.OPEN:
            return _Page(event.title, (party.when(t, event), t("Answers are closed."))), t
        if pressed is None or pressed not in ACTS:
            return self._shown(t, event, person), t
        outcome = ACTS[pressed](self._services, event.id, person, now)
        if isinstance(outcome, out.SeatsAwaited):
            sure = "move" if outcome.remote else "give"
            return _Page(event.title, (sentence(t, outcome),), ((sure, t("Give the seats back")),)), t
        return self._shown(t, event, person, sentence(t, outcome)), t

    def _shown(self, t: Translator, event: Event, person: Person, said: str = "") -> _Page:
        now = self._clock.now()
        with self._services.db.read() as session:
            mine = participation(session, event, person.id, now)
        where = t("{when}, {where}", when=party.when(t, event), where=party.where(t, event))
        until = t("Answer before {date} (Paris time)", date=t.date(event.deadline))
        standing = said or party.state(t, mine)
        lines = (where, t("You answer for {name}.", name=person.name), standing, until)
        yes = ("yes", party_buttons.on_site_label(t, event))
        link = (("remote", t("I take part remotely")),) if event.ways is Ways.BOTH else ()
        return _Page(event.title, lines, (yes, *link, ("no", t("I am not coming"))))

    def _stop(self, token: str, pressed: str | None) -> tuple[_Page, Translator]:
        """The end of letters; a mail reader's own button comes here too (RFC 8058)."""
        signed = read(self._key, token, STOP, 1, self._clock.now())
        with self._services.db.read() as session:
            person = get_person(session, MemberId(signed.ids[0])) if signed else None
        if person is None or not person.active:
            return _over(self._shared), self._shared
        t = self._words(person)
        title = t("E-mails of the Club PRIME")
        if pressed is not None:
            mail.stop(self._services, person.id, self._clock.now())
            return _Page(title, (t("✅ Prime writes you no more e-mails."),)), t
        asked = t("Shall Prime write no more e-mails to {address}?", address=person.email or "")
        return _Page(title, (asked,), (("stop", t("No more e-mails")),)), t

    def _found(self, signed: Signed | None) -> tuple[Event | None, Person | None]:
        if signed is None:
            return None, None
        event_id, member_id = signed.ids
        with self._services.db.read() as session:
            event = get_event(session, EventId(event_id))
            person = get_person(session, MemberId(member_id))
        return event, person if person and person.is_insider else None

    def _words(self, person: Person) -> Translator:
        return self._services.words.for_locale(person.language or self._services.club.language)

    @property
    def _shared(self) -> Translator:
        return self._services.shared


def _over(t: Translator) -> _Page:
    said = t("This address is no longer valid. Your answers are in Slack: /prime rsvp")
    return _Page(t("Club PRIME"), (said,), status=HTTPStatus.GONE)


def _pressed(environ: "WSGIEnvironment") -> str:
    """The word that a button of ours sends; anything else is a word that is none of ours."""
    length = int(environ.get("CONTENT_LENGTH") or "0")
    if length > LONGEST_BODY:
        return ""
    fields = parse_qs(environ["wsgi.input"].read(length).decode(errors="replace"))
    return next(iter(fields.get("press", [])), "")


def _drawn(t: Translator, page: _Page) -> bytes:
    title = html.escape(page.title)
    lines = "".join(f"<p>{html.escape(line)}</p>" for line in page.lines if line)
    buttons = "".join(
        f'<button name="press" value="{value}">{html.escape(label)}</button>' for value, label in page.buttons
    )
    form = f'<form method="post">{buttons}</form>' if buttons else ""
    return (
        f'<!doctype html><html lang="{t.language}"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{STYLE}</style></head>'
        f"<body><main><h1>{title}</h1>{lines}{form}</main></body></html>"
    ).encode()

"""What somebody might try who means no good (SECURITY.md): each is tried here, and comes to nothing."""

import csv
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import BytesIO, StringIO
from urllib.parse import quote

import pytest
from icalendar import Calendar
from openpyxl import load_workbook

from bot.payload import is_slack_s
from club.events import Event
from club.gate import GateField
from handlers.events.certificate import paper
from handlers.events.gate.sheet import sheet_of
from handlers.events.organising.export import file_of
from handlers.events.organising.reading import answers_of
from handlers.events.shared.ics import calendar_file
from handlers.kit.return_to import ReturnTo
from storage.attendance import get_party
from storage.gate import GateLine
from storage.mail import agree
from storage.people import Role, change_member
from storage.topics import Query, find_topics
from tests.pdf import pages_of
from tests.stories.club import FIRST, Club, paris
from tests.stories.postman import Postman
from tests.stories.said import GOING, MEMBERS_ONLY, ORGANISERS_ONLY, SEATED, TITLE_FIELD
from tests.stories.test_http import Served, served
from tests.stories.test_mail_pages import Page, answering
from tests.stories.test_organising import FORUM, organiser

__all__ = ["served"]
ANA, MISUSE = "ana.berger@example.org", "Signaler un abus…"
BEYOND = "\x01\x0b\u202e"
HOSTILE = f'=1+1"\r\nEND:VEVENT\r\nBEGIN:VALARM\nBcc: eve@example.org\n</script><b>Forum{BEYOND}'
"""A title that would be a formula, another entry of a calendar, a header of a letter and markup."""


# A guest, by every way that leads in from outside


@pytest.mark.parametrize("kind", ["is_restricted", "is_ultra_restricted", "is_stranger", "is_bot"])
def test_who_became_a_guest_answers_by_no_letter_and_gets_none(
    mailing: Club, postman: Postman, kind: str
) -> None:
    ana = mailing.joins("Ana Berger")
    with mailing.prime.services.db.begin() as session:
        agree(session, mailing.members["Ana Berger"], mailing.clock.now())
    mailing.plans()
    url = answering(mailing)
    mailing.box.change_user(ana.id, **{kind: True})
    mailing.settle()
    for method in ("GET", "POST"):
        page = Page(mailing, url, method, b"press=yes")
        assert (page.status, "Ana" in page.text, "Forum" in page.text) == (410, False, False)
    assert mailing.seats("Ana Berger") == 0
    mailing.at(paris(2027, 1, 14, 10, 0))
    mailing.prime.tick.mail()
    assert postman.to(ANA) == []


def test_a_guest_s_old_card_home_tab_and_shortcut_lead_nowhere(club: Club) -> None:
    ana = club.joins("Ana Berger")
    club.plans()
    ana.opens_home()
    ana.opens("club-prime")
    club.box.change_user(ana.id, is_restricted=True)
    club.settle()
    ana.clicks(GOING)
    ana.sees(MEMBERS_ONLY)
    ana.uses_message_shortcut("Proposer comme sujet", within="Forum Chaleur fatale")
    assert ana.modal is None or TITLE_FIELD not in str(ana.modal)
    ana.opens_home()
    ana.sees_not("Mes activités")
    assert "Forum Chaleur fatale" not in str(club.box.workspace.homes[ana.id])
    assert club.seats("Ana Berger") == 0


# Who organised, and does no longer


def test_a_form_that_was_opened_as_an_organiser_saves_nothing_once_one_is_none(club: Club) -> None:
    odile, other = organiser(club), organiser(club, "Paul Martin")
    odile.types("/prime activite nouvelle")
    odile.fills(FORUM)
    odile.ticks("Publier maintenant dans le canal")
    with club.prime.services.db.begin() as session:
        change_member(session, club.members["Odile Garnier"], role=Role.MEMBER.value)
    odile.submits()
    odile.sees(ORGANISERS_ONLY)
    other.types("/prime activite")
    other.sees("Aucune activité pour l’instant")
    other.types("/prime journal")
    other.sees("Aucune ligne ici.")


# A client of one's own, which sends more than a form takes


def test_more_than_a_field_takes_is_not_saved(served: Served) -> None:
    ana = served.club.joins("Ana Berger")
    served.club.joins("Luc Roy")
    ana.types("/prime annuaire Luc")
    ana.clicks("Voir le profil")
    ana.clicks(MISUSE)
    view = ana.modal
    assert view is not None
    (asked,) = (one for one in view["blocks"] if one["type"] == "input")

    def saved(words: str) -> int:
        typed = {asked["element"]["action_id"]: {"type": "plain_text_input", "value": words}}
        form = {**view, "state": {"values": {asked["block_id"]: typed}}}
        sent = {"type": "view_submission", "user": {"id": ana.id}, "trigger_id": "1.1.x", "view": form}
        assert served.posts(f"payload={quote(json.dumps(sent))}") == 200
        with served.club.prime.services.db.read() as session:
            return len(session.connection().exec_driver_sql("SELECT id FROM report").all())

    assert saved("x" * (asked["element"]["max_length"] + 1)) == 0
    assert saved("x" * asked["element"]["max_length"]) == 1


# Whoever has the signing secret, or listens in


class Inside:
    """A service inside the network, which should hear nothing of Prime."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        heard = self.heard

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                heard.append(self.path)
                self.send_response(200)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                """Nothing."""

        self._server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://localhost:{self._server.server_port}/latest/meta-data"  # not the sandbox's host
        self._thread = threading.Thread(target=self._server.serve_forever)
        self._thread.start()

    def stop(self) -> None:
        """Ends it."""
        self._server.shutdown()
        self._thread.join(10)
        self._server.server_close()


@pytest.fixture
def inside() -> Iterator[Inside]:
    """It, while a test goes on."""
    made = Inside()
    yield made
    made.stop()


def test_an_answer_goes_to_no_address_that_is_not_slack_s(served: Served, inside: Inside) -> None:
    ana = served.club.joins("Ana Berger")
    served.club.plans()
    base = {"user": {"id": ana.id}, "trigger_id": "1.1.x", "team": {"id": "T1"}}
    action = {"type": "button", "action_id": "rsvp.going", "block_id": "b", "value": "1"}
    click = base | {"type": "block_actions", "actions": [action], "response_url": inside.url}
    view = {"id": "V1", "callback_id": "rsvp.late", "state": {"values": {}}, "hash": "1"}
    view["private_metadata"] = ReturnTo(int(FIRST), None, "", inside.url).packed()
    for payload in (click, base | {"type": "view_submission", "view": view}):
        assert served.posts(f"payload={quote(json.dumps(payload))}") == 200
    served.club.settle()
    assert inside.heard == []
    assert served.club.seats("Ana Berger") == 1
    ana.opens_dm()
    ana.sees(SEATED)


@pytest.mark.parametrize(
    "url",
    [
        "http://hooks.slack.com/actions/T1/1/x",
        "https://hooks.slack.com.evil.example/x",
        "https://evilslack.com/x",
        "https://hooks.slack.com@evil.example/x",
        "https://me@hooks.slack.com/x",
        "https://hooks.slack.com:8443/x",
        "https://slack.com:8443/x",
        "https://[::1/x",
        "https://127.0.0.1/x",
        "file:///etc/passwd",
        "",
    ],
)
def test_what_only_looks_like_slack_s_address_is_none(url: str) -> None:
    assert not is_slack_s(url, "https://slack.com/api/")
    assert is_slack_s("https://hooks.slack.com/actions/T1/1/x", "https://slack.com/api/")
    assert is_slack_s("https://hooks.slack-gov.com/actions/T1/1/x", "https://slack-gov.com/api/")


def test_a_signed_request_that_is_made_again_holds_no_second_seat_and_no_second_topic(served: Served) -> None:
    ana = served.club.joins("Ana Berger")
    served.club.plans(capacity=5)
    values = {"title": {"title": {"type": "plain_text_input", "value": "Mutualiser la chaleur"}}}
    values |= {"description": {"description": {"type": "plain_text_input", "value": "Ensemble."}}}
    chosen = {"type": "static_select", "selected_option": {"value": "study"}}
    values |= {"kind": {"kind": chosen}}
    way: ReturnTo[tuple[int, ...]] = ReturnTo(0, ())
    view = {"id": "V1", "callback_id": "topics.propose", "private_metadata": way.packed(), "hash": "1"}
    proposal = {"type": "view_submission", "user": {"id": ana.id}, "trigger_id": "1.1.x", "view": view}
    view["state"] = {"values": values}
    action = {"type": "button", "action_id": "rsvp.going", "block_id": "b", "value": "1"}
    click = {"type": "block_actions", "user": {"id": ana.id}, "trigger_id": "1.1.x", "actions": [action]}
    for payload in (click, proposal):
        for _ in range(3):
            assert served.posts(f"payload={quote(json.dumps(payload))}") == 200
    served.club.settle()
    assert served.club.seats("Ana Berger") == 1
    with served.club.prime.services.db.read() as session:
        topics, total = find_topics(session, Query(), 0, 10)
    assert [one.title for one in topics] == ["Mutualiser la chaleur"][:total]
    assert total == 1


# Hostile text, in every file that leaves


@pytest.fixture
def hostile(mailing: Club) -> Event:
    """An event so called, to which somebody comes whose name is no better."""
    mailing.joins("Ana Berger")
    event = mailing.event(mailing.schedules(HOSTILE, place=HOSTILE, agenda=HOSTILE))
    with mailing.prime.services.db.begin() as session:
        change_member(session, mailing.members["Ana Berger"], name=f"Ana{BEYOND}\n=Berger", function=HOSTILE)
        agree(session, mailing.members["Ana Berger"], mailing.clock.now())
    return event


def test_it_is_no_entry_of_its_own_in_a_calendar(mailing: Club, hostile: Event) -> None:
    services = mailing.prime.services
    made = calendar_file(services.shared, hostile, services.club, mailing.clock.now(), sequence=0)
    read_back = Calendar.from_ical(made)
    assert [one.name for one in read_back.walk() if one.name in ("VEVENT", "VALARM")] == ["VEVENT"]
    assert not any(line.startswith((b"BEGIN:VALARM", b"Bcc")) for line in made.split(b"\r\n"))
    assert not set(made.decode()) & {"\x01", "\x0b"}


def test_it_is_no_formula_and_no_row_of_its_own_in_a_list(mailing: Club, hostile: Event) -> None:
    answered = Page(mailing, answering(mailing), "POST", b"press=yes")
    assert answered.status == 200
    with mailing.prime.services.db.read() as session:
        content = file_of(mailing.prime.services.words["fr"], answers_of(session, hostile)).decode(
            "utf-8-sig"
        )
    rows = list(csv.reader(StringIO(content), delimiter=";"))
    assert len({len(row) for row in rows}) == 1
    assert [cell for row in rows for cell in row if cell.startswith(("=", "+", "@"))] == []


def test_it_breaks_no_list_for_a_site_and_is_a_text_there(mailing: Club, hostile: Event) -> None:
    lines = [GateLine("1", 1, f"Ana{BEYOND}", HOSTILE, 1, None)]
    made = sheet_of(mailing.prime.services.shared, hostile.title, list(GateField)[:1], lines, {})
    sheet = load_workbook(BytesIO(made)).active
    assert sheet is not None
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert "Ana" in [cell.value for cell in cells]


def test_it_is_drawn_in_a_certificate_and_does_nothing_there(mailing: Club, hostile: Event) -> None:
    Page(mailing, answering(mailing), "POST", b"press=yes")
    with mailing.prime.services.db.read() as session:
        party = get_party(session, hostile.id, mailing.members["Ana Berger"])
    assert party is not None
    words = paper.in_words(mailing.prime.services.shared, hostile, party, hostile.ends_at)
    made = paper.draw(words)
    assert "Forum" in "".join(pages_of(made))
    assert not any(mark in made for mark in (b"/JavaScript", b"/OpenAction", b"/URI", b"/Launch"))


def test_it_is_text_on_a_page_and_one_line_in_a_letter(
    mailing: Club, postman: Postman, hostile: Event
) -> None:
    page = Page(mailing, answering(mailing))
    assert page.status == 200
    assert "</script>" not in page.text
    assert "<b>" not in page.text
    mailing.at(paris(2027, 1, 14, 10, 0))
    mailing.prime.tick.mail()
    (letter,) = postman.letters
    assert letter["To"] == ANA
    assert letter["Bcc"] is None
    assert "Bcc: eve@example.org" in letter["Subject"] or "Bcc" not in str(letter)
    assert not letter.is_multipart()

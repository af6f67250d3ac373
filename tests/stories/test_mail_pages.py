"""The pages that letters lead to: what they show, what they take, and what they never do."""

from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from typing import Any
from wsgiref.util import setup_testing_defaults

import pytest

from bot.mail import addresses_of
from bot.serve_http import wsgi
from club.seating import Room
from club.signed import Signed, key_of, sign
from storage.mail import agree, get_consent
from storage.people import change_member
from storage.seats import get_room
from tests.stories.club import FIRST, Club, paris
from tests.stories.said import CANCEL, GOING, REASON_FIELD, SEATED

BASE = "https://prime.club.example"


@pytest.fixture
def club(database_url: str) -> Iterator[Club]:
    """A club that members reach over the web."""
    made = Club(database_url, {"prime_public_url": BASE, "prime_smtp_url": "smtp://127.0.0.1:9"})
    yield made
    made.stop()


class Page:
    """One request's answer."""

    def __init__(self, club: Club, url: str, method: str = "GET", body: bytes = b"") -> None:
        environ: dict[str, Any] = {"PATH_INFO": url.removeprefix(BASE), "REQUEST_METHOD": method}
        environ |= {"wsgi.input": BytesIO(body), "CONTENT_LENGTH": str(len(body))}
        setup_testing_defaults(environ)
        self.text = b"".join(wsgi(club.prime)(environ, self._start)).decode()

    def _start(self, status: str, headers: list[tuple[str, str]], *_: object) -> Any:
        self.status, self.headers = int(status[:3]), dict(headers)


def answering(club: Club, name: str = "Ana Berger") -> str:
    """The address in a letter to a member, about the first event."""
    addresses = addresses_of(club.prime.settings)
    return addresses.answer(club.event(FIRST), club.members[name], club.clock.now())


def everything(club: Club) -> str:
    """All rows of all tables that an answer could touch."""
    with club.prime.services.db.read() as session:
        found = [
            session.connection().exec_driver_sql(f"SELECT * FROM {table} ORDER BY 1").all()
            for table in ("rsvp", "claim", "posting", "mail", "mailconsent", "member")
        ]
    return repr(found)


def test_a_member_answers_and_changes_the_answer_until_the_deadline(club: Club) -> None:
    club.joins("Ana Berger")
    club.plans()
    url = answering(club)
    asked = Page(club, url)
    assert asked.status == 200
    assert "<h1>Forum Chaleur fatale</h1>" in asked.text
    assert "Vous répondez pour Ana Berger." in asked.text
    assert f'value="yes">{GOING}' in asked.text
    assert asked.headers["Referrer-Policy"] == "no-referrer"
    taken = Page(club, url, "POST", b"press=yes")
    assert f"✅ {SEATED}" in taken.text
    assert club.seats("Ana Berger") == 1
    Page(club, url, "POST", b"press=no")
    assert club.seats("Ana Berger") == 0
    club.clock.set(club.event(FIRST).deadline)
    assert Page(club, url).status == 410
    assert Page(club, url, "POST", b"press=yes").status == 410
    assert club.seats("Ana Berger") == 0


def test_a_seat_that_others_wait_for_is_given_back_only_when_that_was_said(club: Club) -> None:
    club.joins("Ana Berger")
    luc = club.joins("Luc Roy")
    club.plans(capacity=1)
    url = answering(club)
    Page(club, url, "POST", b"press=yes")
    luc.types("/prime rsvp forum oui")
    luc.clicks("Attendre une place")
    asked = Page(club, url, "POST", b"press=no")
    assert 'value="give"' in asked.text
    assert club.seats("Ana Berger") == 1
    Page(club, url, "POST", b"press=give")
    assert (club.seats("Ana Berger"), club.seats("Luc Roy")) == (0, 1)


def test_where_there_are_two_ways_the_page_has_both(club: Club) -> None:
    for name in ("Ana Berger", "Luc Roy"):
        club.joins(name)
    club.plans(capacity=1, video_url="https://visio.example.org/1")
    ana, luc = answering(club), answering(club, "Luc Roy")
    asked = Page(club, ana).text
    assert 'value="yes">Je viens sur place' in asked
    assert 'value="remote">Je participe à distance' in asked
    Page(club, ana, "POST", b"press=yes")
    assert "Vous participez à distance" in Page(club, luc, "POST", b"press=remote").text
    Page(club, luc, "POST", b"press=yes")
    assert 'value="move"' in Page(club, ana, "POST", b"press=remote").text
    moved = Page(club, ana, "POST", b"press=move").text
    assert "Vous participez à distance" in moved
    assert "visio.example.org" not in asked + moved
    with club.prime.services.db.read() as session:
        assert get_room(session, club.event(FIRST)) == Room(1, 1, 0, 1)


def test_a_storm_of_gets_writes_nothing(club: Club) -> None:
    club.joins("Ana Berger")
    club.plans()
    agrees(club)
    before = everything(club)
    stop = addresses_of(club.prime.settings).stop(club.members["Ana Berger"])
    for url in (
        answering(club),
        stop,
        f"{answering(club)}?press=yes",
        f"{BASE}/mail/answer/x",
        f"{BASE}/mail/",
    ):
        for method in ("GET", "HEAD", "PUT", "DELETE", "OPTIONS"):
            for _ in range(4):
                Page(club, url, method, b"press=yes")
    assert everything(club) == before


def agrees(club: Club) -> None:
    """Ana agreed to letters."""
    with club.prime.services.db.begin() as session:
        agree(session, club.members["Ana Berger"], club.clock.now())


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize(
    "state", ["suspended", "left", "invited"], ids=["suspended", "left", "invited again"]
)
def test_whoever_is_no_member_any_more_answers_nothing(club: Club, state: str, method: str) -> None:
    club.joins("Ana Berger")
    club.plans()
    url = answering(club)
    with club.prime.services.db.begin() as session:
        change_member(session, club.members["Ana Berger"], state=state)
    page = Page(club, url, method, b"press=yes")
    assert page.status == 410
    assert "Ana" not in page.text
    assert club.seats("Ana Berger") == 0


@pytest.mark.parametrize(
    "press", [b"", b"press=", b"press=maybe", b"x" * 5000, b"\xff\xfe", b"press=yes&" * 200]
)
def test_a_form_that_is_none_of_ours_answers_nothing(club: Club, press: bytes) -> None:
    club.joins("Ana Berger")
    club.plans()
    assert Page(club, answering(club), "POST", press).status == 200
    assert club.seats("Ana Berger") == 0


def test_an_event_called_off_meanwhile_takes_no_answer(club: Club) -> None:
    odile = club.joins("Odile Garnier", role="organiser")
    club.joins("Ana Berger")
    club.plans()
    url = answering(club)
    odile.types("/prime activite")
    odile.clicks(CANCEL)
    odile.fills(REASON_FIELD, "Canicule")
    odile.submits()
    assert "Réponses closes." in Page(club, url, "POST", b"press=yes").text
    assert club.seats("Ana Berger") == 0


def test_letters_end_by_one_click_on_the_page_or_in_the_mail_reader(club: Club) -> None:
    club.joins("Ana Berger")
    agrees(club)
    stop = addresses_of(club.prime.settings).stop(club.members["Ana Berger"])
    assert "Ne plus recevoir d’e-mails de Prime à ana.berger@example.org" in Page(club, stop).text
    with club.prime.services.db.read() as session:
        assert get_consent(session, club.members["Ana Berger"]).given
    ended = Page(club, stop, "POST", b"List-Unsubscribe=One-Click")
    assert "✅ Prime ne vous envoie plus d’e-mails." in ended.text
    assert Page(club, stop, "POST", b"press=stop").status == 200, "twice is as once"
    with club.prime.services.db.read() as session:
        assert not get_consent(session, club.members["Ana Berger"]).given


def test_an_address_signed_for_something_else_opens_no_page(club: Club) -> None:
    club.joins("Ana Berger")
    club.plans()
    ana, secret = club.members["Ana Berger"], club.box.signing_secret
    stop_as_answer = sign(key_of(secret), Signed("stop", (FIRST, ana)))
    elsewhere = sign(key_of("another installation"), Signed("answer", (FIRST, ana)))
    late = sign(key_of(secret), Signed("answer", (FIRST, ana), club.clock.now() - timedelta(seconds=1)))
    for token in (stop_as_answer, elsewhere, late):
        assert Page(club, f"{BASE}/mail/answer/{token}", "POST", b"press=yes").status == 410
    assert club.seats("Ana Berger") == 0
    assert club.event(FIRST).deadline == paris(2027, 1, 21, 9, 30)

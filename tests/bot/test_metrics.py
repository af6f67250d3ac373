"""The figures: what is counted, that they name nobody, who reads them, what the alerts make of them."""

import json
import re
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from prometheus_client.parser import text_string_to_metric_families
from prometheus_client.samples import Sample

from bot.counting import Counters
from bot.dispatch import Ended
from bot.health import Health, health_app
from bot.metrics import metrics_app
from bot.serve_http import wsgi
from handlers import names
from handlers.kit.router import InteractionKind
from scheduler.tick import start
from storage.postings import Note, enqueue
from tests.stories.club import CHANNEL, Club
from tests.stories.said import GOING

DEPLOY = Path(__file__).parents[2] / "deploy"
SAMPLES = {"counter": ("_total",), "summary": ("_sum", "_count"), "gauge": ("",)}
SAMPLES["histogram"] = ("_bucket", "_sum", "_count")
WELL = {"database", "tick", "outbox", "slack", "mail"}


@pytest.fixture
def club(sqlite_url: str) -> Iterator[Club]:
    """The real bot in a sandboxed workspace."""
    made = Club(sqlite_url)
    yield made
    made.stop()


def asked(app: Any, path: str, method: str = "GET") -> tuple[str, str]:
    """The status and the text of an app's answer."""
    statuses: list[str] = []
    environ = {"PATH_INFO": path, "REQUEST_METHOD": method}
    body = app(environ, lambda status, _headers: statuses.append(status))
    return statuses[0], b"".join(body).decode()


class Watched:
    """A club's figures, each time looked at anew."""

    def __init__(self, club: Club) -> None:
        self._club, self._seconds = club, 1.0

    def text(self) -> str:
        """As Prometheus gets them."""
        self._seconds += 60
        health = Health(self._club.prime, lambda: self._seconds)
        status, text = asked(metrics_app(self._club.prime, health, health_app(health)), "/metrics")
        assert status == "200 OK"
        return text

    def samples(self, name: str) -> list[Sample]:
        """All of one name."""
        families = text_string_to_metric_families(self.text())
        return [one for family in families for one in family.samples if one.name == name]

    def value(self, name: str, **labels: str) -> float:
        """The sum of those that bear these labels."""
        return sum(one.value for one in self.samples(name) if labels.items() <= one.labels.items())


@pytest.fixture
def watched(club: Club) -> Watched:
    """Somebody who watches."""
    return Watched(club)


def test_what_people_do_is_counted_by_kind_and_by_how_it_ended(club: Club, watched: Watched) -> None:
    ana = club.joins("Ana Berger")
    club.plans("Forum Chaleur fatale")
    counted = "prime_interactions_total"
    before = watched.value(counted, kind="command", outcome="done")
    ana.types("/prime rsvp forum oui")
    assert watched.value(counted, kind="command", outcome="done") == before + 1
    assert watched.value("prime_interaction_seconds_count", kind="command") == before + 1
    club.stranger("Eva Noll").types("/prime rsvp")
    assert watched.value(counted, kind="command", outcome="refused") == 1
    assert watched.value("prime_database_seconds_count", way="write") > 0
    assert watched.value("prime_database_seconds_count", way="read") > 0
    with club.prime.services.db.begin() as session:
        session.connection().exec_driver_sql("ALTER TABLE rsvp RENAME TO elsewhere")
    ana.opens("club-prime")
    ana.clicks(GOING)
    assert watched.value(counted, kind="action", outcome="broken") == 1


def test_what_slack_refuses_is_counted_by_its_code(club: Club, watched: Watched) -> None:
    ana = club.joins("Ana Berger")
    club.box.faults.error("chat.postMessage", "user_disabled", times=1, to=ana.id)
    ana.says("bonjour")
    club.settle()
    assert watched.value("prime_slack_errors_total", code="user_disabled") == 1
    assert watched.value("prime_slack_calls_total") > 1


def test_what_is_no_code_is_no_label() -> None:
    counters = Counters()
    for code in ("Ana Berger", "ana@example.org", "x" * 41, ""):
        counters.slack_failed(code)
    assert counters.registry.get_sample_value("prime_slack_errors_total", {"code": "other"}) == 4


def test_each_job_of_time_is_counted_well_or_broken(club: Club, watched: Watched) -> None:
    ran = threading.Event()

    def breaks() -> None:
        ran.set()
        raise OSError("gone")

    ticking = start(club.prime.tick, {breaks: 3600}, club.prime.counts.ticked)
    assert ran.wait(20)
    ticking.shutdown(wait=True)
    assert watched.value("prime_ticks_total", job="breaks", outcome="broken") == 1


def test_a_day_of_the_club_names_nobody_in_its_figures(club: Club, watched: Watched) -> None:
    ana, luc = club.joins("Ana Berger"), club.joins("Luc Roy", "Papeterie du Val", role="organiser")
    club.plans("Forum Chaleur fatale", capacity=1)
    ana.types("/prime rsvp forum oui")
    luc.types("/prime rsvp forum oui")
    ana.types("/prime annuaire Roy")
    ana.says("je ne viendrai pas au forum, je suis malade")
    luc.types("/prime chose")
    club.stranger("Eva Noll").types("/prime rsvp")
    club.box.faults.error("*", "user_disabled", times=3, to=ana.id)
    club.later(hours=24)
    club.settle()
    text = watched.text().casefold()
    for word in (
        "berger",
        "roy",
        "noll",
        "ardoin",
        "papeterie",
        "malade",
        "chaleur",
        "example.org",
        ana.id.lower(),
    ):
        assert word not in text, word
    said = {
        value
        for family in text_string_to_metric_families(watched.text())
        for one in family.samples
        for label, value in one.labels.items()
        if label not in ("le", "code", "job")
    }
    assert said <= {*InteractionKind, *Ended, *WELL, "read", "write", "done", "broken"}


def test_the_public_port_has_no_figures_unless_asked(club: Club) -> None:
    assert asked(wsgi(club.prime), "/metrics")[0].startswith("404")


def test_the_public_port_has_figures_where_asked(sqlite_url: str) -> None:
    club = Club(sqlite_url, {"prime_metrics_public": True})
    app = wsgi(club.prime)
    assert asked(app, "/metrics")[0] == "200 OK"
    assert asked(app, "/metrics", "POST")[0].startswith("404")
    assert asked(app, "/healthz")[0] == "200 OK"
    club.stop()


def test_a_click_s_counting_takes_some_microseconds() -> None:
    counters, clicks = Counters(), 2000
    began = time.process_time()
    for _ in range(clicks):
        counters.interaction(InteractionKind.ACTION, Ended.DONE, 0.01)
        for way in ("read", "write", "read"):
            counters.transaction(way, 0.001)
    each = (time.process_time() - began) / clicks
    assert each < 100e-6, f"{each * 1e6:.1f} µs, where it was some ten"


# What is in deploy/


def rules() -> dict[str, dict[str, Any]]:
    """The alerts, by name."""
    read = yaml.safe_load((DEPLOY / "alerts.yml").read_text(encoding="utf-8"))
    return {rule["alert"]: rule for group in read["groups"] for rule in group["rules"]}


def expressions() -> list[str]:
    """Of alerts and dashboard."""
    board = json.loads((DEPLOY / "dashboard.json").read_text(encoding="utf-8"))
    targets = [target["expr"] for panel in board["panels"] for target in panel["targets"]]
    return [rule["expr"] for rule in rules().values()] + targets


def test_alerts_and_dashboard_name_figures_and_labels_that_there_are(watched: Watched, club: Club) -> None:
    club.joins("Ana Berger").types("/prime rsvp")
    families = list(text_string_to_metric_families(watched.text()))
    known = {one.name + end for one in families for end in SAMPLES.get(one.type, ("",))}
    named = {name for one in expressions() for name in re.findall(r"\bprime_[a-z_]+", one)}
    assert named <= known, named - known
    assert {one for one in known if one.startswith("prime_") and not one.endswith("_created")} - named <= {
        "prime_interaction_seconds_sum",
        "prime_interaction_seconds_count",
    }, "each figure is shown"
    parts = {part for one in expressions() for part in re.findall(r'part="([a-z]+)"', one)}
    assert parts <= WELL
    outcomes = {
        word
        for one in expressions()
        for found in re.findall(r'outcome=~"([a-z|]+)"', one)
        for word in found.split("|")
    }
    assert outcomes <= {*Ended}


def test_five_alerts_say_what_is_so_in_both_languages_and_what_to_do() -> None:
    assert len(rules()) == 5
    for name, rule in rules().items():
        assert set(rule["annotations"]) == {"summary", "resume", "description"}, name
        assert rule["labels"]["severity"] in ("critical", "warning")
        assert not any("{{" in said for said in rule["annotations"].values())


def fires(watched: Watched, name: str) -> bool:
    """Whether the condition of an alert holds now; of those that compare one figure with a number."""
    found = re.fullmatch(r'(\w+)(?:\{part="(\w+)"\})? (==|>) (\d+)', rules()[name]["expr"])
    assert found, "a comparison"
    value = watched.value(found[1], **({"part": found[2]} if found[2] else {}))
    return value == int(found[4]) if found[3] == "==" else value > int(found[4])


def test_an_alert_fires_for_its_fault_and_not_without_it(club: Club, watched: Watched) -> None:
    club.settle()
    db = club.prime.services.db
    assert not any(
        fires(watched, one) for one in ("PrimeCannotSave", "PrimeMessagesWait", "PrimeRefusedBySlack")
    )
    with closing(sqlite3.connect(db.url.removeprefix("sqlite:///"), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert fires(watched, "PrimeCannotSave")
        other.execute("ROLLBACK")
    assert not fires(watched, "PrimeCannotSave")
    with db.begin() as session:
        enqueue(session, [Note(names.CARD, "event:999", CHANNEL)], club.clock.now() - timedelta(minutes=16))
    assert fires(watched, "PrimeMessagesWait")
    club.prime.tick.drain()
    assert not fires(watched, "PrimeMessagesWait")
    ana = club.joins("Ana Berger")
    club.box.faults.error("*", "invalid_auth", lasting=timedelta(minutes=5))
    ana.says("bonjour")
    club.prime.tick.drain()
    assert fires(watched, "PrimeRefusedBySlack")
    club.clock.advance(timedelta(minutes=20))
    club.settle()
    assert not fires(watched, "PrimeRefusedBySlack")

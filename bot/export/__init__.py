"""`prime export directory`: the public directory of companies, as a page, as JSON and as CSV.

Only what its company agreed to is written, and of contacts only those who agreed for themselves
(article COMMUNIQUER). The same data, date and logos give the same bytes.
"""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.export.logos import Fetch, LogoRefused, embedded, fetch
from bot.export.page import page_of
from bot.export.tables import csv_of, json_of
from club.publication import PublicEntry
from handlers.kit.published import handed_out, list_entries
from handlers.words import Language, load
from storage.database import Database
from storage.migrations import upgrade

WRITTEN, FAILED = 0, 1


@dataclass(frozen=True, slots=True)
class Targets:
    """Where to write; None for what is not wanted."""

    html: Path | None = None
    """A folder: the page is its `index.html`."""
    json: Path | None = None
    csv: Path | None = None


def run(
    targets: Targets,
    database_url: str,
    day: date,
    zone: ZoneInfo,
    *,
    language: Language = "fr",
    fetch_logo: Fetch = fetch,
    now: datetime | None = None,
) -> int:
    """Write what is wanted, each file whole or not at all; return the exit code.

    `now` notes that this was handed out: organisers are no longer told that it is to be.

    `day` stands in the files as their date; `language` is the CSV file's. A logo that cannot be embedded
    is left out, with a line on stderr.
    """
    upgrade(database_url)
    database = Database(database_url)
    try:
        with database.begin() as session:
            entries = list_entries(session)
            if now:
                handed_out(session, entries, None, now)
    finally:
        database.dispose()
    files = _files(targets, entries, day, zone, language, fetch_logo)
    try:
        for path, content in files.items():
            _write(path, content)
    except OSError as error:
        sys.stderr.write(f"{error.filename}: {error.strerror}\n")
        return FAILED
    sys.stdout.write(f"{len(entries)} companies: {', '.join(map(str, files))}\n")
    return WRITTEN


def _files(
    targets: Targets,
    entries: Sequence[PublicEntry],
    day: date,
    zone: ZoneInfo,
    language: Language,
    fetch_logo: Fetch,
) -> dict[Path, bytes]:
    words = load(zone)
    files: dict[Path, bytes] = {}
    if targets.html:
        page = page_of(entries, logos_of(entries, fetch_logo), day, words)
        files[targets.html / "index.html"] = page.encode()
    if targets.json:
        files[targets.json] = json_of(entries, day, words).encode()
    if targets.csv:
        files[targets.csv] = csv_of(entries, words[language]).encode()
    return files


def logos_of(entries: Sequence[PublicEntry], fetch_logo: Fetch) -> Mapping[str, str]:
    """The logos by address, as data: addresses; each is fetched once."""
    found: dict[str, str] = {}
    for one in entries:
        url = one.content.logo
        if not url or url in found:
            continue
        try:
            found[url] = embedded(url, fetch_logo)
        except LogoRefused as refused:
            sys.stderr.write(f"{one.content.name}: logo left out, {refused} ({url})\n")
    return found


def _write(path: Path, content: bytes) -> None:
    """The whole file at once: who reads it meanwhile reads the old one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_bytes(content)
    fresh.replace(path)

"""`prime export site`: the club's public site as a folder, whole or not at all (article COMMUNIQUER).

The folder changes at one instant: beside it the new one is written, and the two exchange their names.
Whatever ends the program before leaves the old one.
"""

import ctypes
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Collection, Mapping
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from slack_sdk import WebClient

from bot.export import FAILED, WRITTEN, logos_of
from bot.export.logos import Fetch, fetch
from handlers.kit.published import handed_out, list_entries
from handlers.kit.slack_files import FileLater, FileRefused, fetch_file
from handlers.living.site.content import Site, gather
from handlers.living.site.documents import LARGEST, SiteDocument, document_of, in_slack
from handlers.living.site.folder import MARKER, files_of
from handlers.words import load
from storage.database import Database
from storage.migrations import upgrade

EXCHANGE, HERE = 2, -100
"""RENAME_EXCHANGE and AT_FDCWD (Linux, renameat2(2))."""


def run(
    folder: Path,
    database_url: str,
    now: datetime,
    zone: ZoneInfo,
    address: str = "",
    fetch_logo: Fetch = fetch,
    client: WebClient | None = None,
) -> int:
    """Write the site as it is at `now`; return the exit code. A logo or a
    file that cannot be had is told on stderr; without `client`, files of Slack’s cannot."""
    if stray := strangers(folder):
        sys.stderr.write(
            f"{folder}: holds what is not the site's ({', '.join(sorted(stray)[:5])}); "
            "give a folder for the site alone\n"
        )
        return FAILED
    upgrade(database_url)
    database = Database(database_url)
    try:
        with database.begin() as session:
            site = gather(session, now, address)
            handed_out(session, list_entries(session), None, now)
    finally:
        database.dispose()
    files = files_of(site, load(zone), logos_of(site.companies, fetch_logo), documents_of(site, client))
    try:
        write(folder, files)
    except OSError as error:
        sys.stderr.write(f"{error.filename or folder}: {error.strerror}\n")
        return FAILED
    counts = f"{len(site.companies)} companies, {len(site.works)} works, {len(site.events)} events"
    sys.stdout.write(f"{folder}: {counts}\n")
    return WRITTEN


def documents_of(site: Site, client: WebClient | None) -> Mapping[str, SiteDocument]:
    """The files of public works that stand in Slack, by the link of their work: those that Prime may read."""
    found: dict[str, SiteDocument] = {}
    for link, file_id in in_slack(site.works).items():
        try:
            document = document_of(file_id, fetch_file(client, file_id, LARGEST)) if client else None
            why = "neither PDF nor an office document" if client else "SLACK_BOT_TOKEN is not set"
        except FileRefused as refused:
            document, why = None, str(refused)
        except FileLater as fault:
            document, why = None, f"Slack does not hand it over ({fault})"
        if document:
            found[link] = document
        else:
            sys.stderr.write(f"{link}: left out, {why}\n")
    return found


def strangers(folder: Path) -> Collection[str]:
    """What stands in the folder and is not of a site that was written before: it would be lost."""
    if not folder.exists():
        return ()
    if not folder.is_dir() or folder.is_symlink():
        return [folder.name]
    there = {one.relative_to(folder).as_posix() for one in folder.rglob("*") if not one.is_dir()}
    return there - _listed(folder / MARKER)


def _listed(marker: Path) -> set[str]:
    try:
        held = json.loads(marker.read_text(encoding="utf-8"))
        return {MARKER, *(str(one) for one in held["files"])}
    except (OSError, ValueError, KeyError, TypeError):
        return set()


def write(folder: Path, files: Mapping[str, bytes]) -> None:
    """The whole folder at once: who reads it meanwhile reads the old one, whole."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        fresh.chmod(0o755)
        for path, content in files.items():
            target = fresh / path
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("wb") as out:
                out.write(content)
                os.fsync(out.fileno())
        _put(fresh, folder)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _put(fresh: Path, folder: Path) -> None:
    """Gives the new folder its name; the old one is then where the new one was."""
    if not folder.exists():
        fresh.rename(folder)
    elif not _exchanged(fresh, folder):
        # No system call does it at once: the old one is put back where the second step fails.
        aside = fresh.with_name(f"{fresh.name}.old")
        folder.rename(aside)
        try:
            fresh.rename(folder)
        except OSError:
            aside.rename(folder)
            raise
        shutil.rmtree(aside, ignore_errors=True)


def _exchanged(one: Path, other: Path) -> bool:
    """Whether the two names were exchanged at one instant, as Linux can on most of its file systems."""
    try:
        call = ctypes.CDLL(None).renameat2
    except (AttributeError, OSError):
        return False
    return bool(call(HERE, os.fsencode(one), HERE, os.fsencode(other), EXCHANGE) == 0)

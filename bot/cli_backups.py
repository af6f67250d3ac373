"""`prime backup`, `prime restore`, `prime release`."""

import argparse
from pathlib import Path
from typing import Any

from bot.console import with_database
from bot.settings import load_settings


def add_backups(commands: Any) -> None:
    """The three commands, among the others."""
    _add_backup(commands.add_parser("backup", help="the whole database in one file, while Prime runs"))
    restore = "put a backup in the database's place, while Prime is stopped"
    _add_restore(commands.add_parser("restore", help=restore))
    _add_release(commands.add_parser("release", help="after a restore: send what is held, or not"))


def _backup(arguments: argparse.Namespace) -> int:
    settings = load_settings(None)
    from bot.backup import run
    from bot.clock import SystemClock

    now = SystemClock().now()
    return with_database(
        settings, lambda: run(arguments.file, settings, now, force=arguments.force, tools=arguments.tools)
    )


def _restore(arguments: argparse.Namespace) -> int:
    settings = load_settings(None)
    from bot.clock import SystemClock
    from bot.restore import run

    return with_database(settings, lambda: run(arguments.file, settings, SystemClock(), arguments.tools))


def _release(arguments: argparse.Namespace) -> int:
    settings = load_settings(None)
    from bot.clock import SystemClock
    from bot.release import run

    now = SystemClock().now()
    return with_database(
        settings, lambda: run(settings, now, send=arguments.send, mark_sent=arguments.mark_sent)
    )


def _add_backup(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--force", action="store_true", help="replace FILE")
    _add_tools(parser)
    parser.set_defaults(act=_backup)


def _add_restore(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE")
    _add_tools(parser)
    parser.set_defaults(act=_restore)


def _add_tools(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--tools", type=Path, metavar="FOLDER", help="PostgreSQL: where pg_dump and pg_restore are"
    )


def _add_release(parser: argparse.ArgumentParser) -> None:
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--send", action="store_true", help="what is still of use, and not in Slack already")
    how.add_argument("--mark-sent", action="store_true", help="nothing of it")
    parser.set_defaults(act=_release)

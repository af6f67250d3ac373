"""The `prime` command: one subcommand a function, each importing only what it needs.

Exit codes: 0 done; 1 it could not be done (a faulty file, no database); 2 a setting or an argument is wrong.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from pathlib import Path

from bot import __version__
from bot.cli_backups import add_backups
from bot.console import DONE, FAILED, MISUSED, say, with_database
from bot.settings import SettingsFaults, Transport, load_settings

MAX_PORT = 65535
_INIT_FLAGS = {
    "--bot-token": "SLACK_BOT_TOKEN",
    "--app-token": "SLACK_APP_TOKEN",
    "--signing-secret": "SLACK_SIGNING_SECRET",
    "--language": "PRIME_LANGUAGE",
    "--channel": "PRIME_CHANNEL",
    "--organisers": "PRIME_ORGANISERS",
    "--contact": "PRIME_CONTACT",
}
"""Of `prime init`. Whoever else is on this machine may see them while it runs: the environment is as good."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the subcommand that `argv` names; what goes wrong is said on stderr, a line each."""
    arguments = _parser().parse_args(argv)
    act: Callable[[argparse.Namespace], int] = arguments.act
    try:
        return act(arguments)
    except SettingsFaults as faults:
        return say(faults.lines, MISUSED)
    except KeyboardInterrupt:
        return DONE


def _run(arguments: argparse.Namespace) -> int:
    transport: Transport = "http" if arguments.http else "socket"
    settings = load_settings(transport)
    from bot.run import run
    from storage.alone import CannotServe, served_by_us

    def serve() -> int:
        with served_by_us(settings.database_url):
            listens = {"host": arguments.host, "port": arguments.port, "health_port": arguments.health_port}
            run(settings, http=arguments.http, **listens)
        return DONE

    try:
        return with_database(settings, serve)
    except CannotServe as fault:
        return say([f"prime run: {fault}"], FAILED)


def _demo(arguments: argparse.Namespace) -> int:
    from bot.demo import run

    pace = arguments.pace if arguments.tour else None
    run(port=arguments.port, browser=not arguments.no_browser, pace=pace, keep=arguments.keep)
    return DONE


def _import(arguments: argparse.Namespace) -> int:
    settings = load_settings(None)
    from bot.imports import Options, run

    options = Options(arguments.dry_run, arguments.ignore_extra, arguments.homonyms, arguments.deadline_hour)
    ask = _answer if sys.stdin.isatty() else None
    return with_database(settings, lambda: run(arguments.kind, arguments.file, settings, options, ask))


def _answer(question: str) -> str:
    """What is typed on the terminal; empty at its end (Ctrl-D)."""
    try:
        return input(question)
    except EOFError:
        return ""


def _charter(arguments: argparse.Namespace) -> int:
    settings = load_settings(None)
    from bot.charter import run

    return with_database(
        settings,
        lambda: run(
            arguments.file,
            settings,
            material=not arguments.editorial,
            changes=arguments.changes,
            accept_by=arguments.accept_by,
        ),
    )


def _export(arguments: argparse.Namespace) -> int:
    settings = load_settings(None)
    from bot.clock import SystemClock
    from bot.export import Targets, run

    targets = Targets(arguments.html, arguments.json, arguments.csv)
    if targets == Targets():
        return say(["prime export directory: say where to, with --html, --json or --csv"], MISUSED)
    zone, language = settings.prime_timezone, settings.prime_language
    now = SystemClock().now()
    day = arguments.date or now.astimezone(zone).date()

    def export() -> int:
        return run(targets, settings.database_url, day, zone, language=language, now=now)

    return with_database(settings, export)


def _site(arguments: argparse.Namespace) -> int:
    settings = load_settings(None)
    from bot.app import slack_client
    from bot.clock import SystemClock
    from bot.site import run

    zone, now = settings.prime_timezone, SystemClock().now()
    if arguments.date:
        now = datetime.combine(arguments.date, time(), tzinfo=zone)
    client = slack_client(settings) if settings.slack_bot_token.get_secret_value() else None
    given = (arguments.folder, settings.database_url, now, zone, settings.prime_site_url)
    return with_database(settings, lambda: run(*given, client=client))


def _verify(arguments: argparse.Namespace) -> int:
    from bot.verify import run

    return run(arguments.file, arguments.receipt)


def _upgrade(_arguments: argparse.Namespace) -> int:
    settings = load_settings(None)
    from storage.migrations import upgrade

    def migrate() -> int:
        upgrade(settings.database_url)
        return DONE

    return with_database(settings, migrate)


def _check(_arguments: argparse.Namespace) -> int:
    settings = load_settings(None)
    from bot.check import run

    return with_database(settings, lambda: run(settings))


def _init(arguments: argparse.Namespace) -> int:
    import os

    from bot.clock import SystemClock
    from bot.init import run
    from bot.init.terminal import Console

    flags = {name: getattr(arguments, name) for name in _INIT_FLAGS.values()}
    given = {name: value.strip() for name, value in flags.items() if value}
    return run(given, os.environ, Console(), SystemClock().now, folder=Path.cwd(), http=arguments.http)


def _doctor(arguments: argparse.Namespace) -> int:
    from bot.clock import SystemClock
    from bot.doctor import run, tell
    from bot.doctor.diagnosis import wrong

    try:
        settings = load_settings(None)
    except SettingsFaults as faults:
        # The setting's value is not shown; what is wrong with it, and where to find it, is.
        tell([wrong("settings", line, "") for line in faults.lines], as_json=arguments.json)
        return MISUSED
    return run(settings, SystemClock().now, as_json=arguments.json)


def _outbox(arguments: argparse.Namespace) -> int:
    settings = load_settings("outward" if arguments.drain else None)
    from bot.outbox import run, run_drain

    return with_database(settings, lambda: run_drain(settings) if arguments.drain else run(settings))


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > MAX_PORT:
        raise argparse.ArgumentTypeError(f"a port is a number from 0 to {MAX_PORT}")
    return int(text)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="prime", description="Prime, the Slack bot of the Club PRIME.")
    parser.add_argument("--version", action="version", version=f"prime {__version__}")
    commands = parser.add_subparsers(required=True, metavar="command")
    _add_run(commands.add_parser("run", help="answer in Slack: over Socket Mode, or signed HTTP with --http"))
    _add_demo(commands.add_parser("demo", help="a Slack workspace in a box, on this machine alone"))
    _add_import(
        commands.add_parser("import", help="bring companies, members, events or works in from a CSV file")
    )
    charter = commands.add_parser("charter", help="publish the club's charter").add_subparsers(
        required=True, metavar="act"
    )
    _add_charter(charter.add_parser("publish", help="a new version, from a Markdown file"))
    _add_export(commands.add_parser("export", help="write what the club makes public"))
    outbox = commands.add_parser("outbox", help="what waits to be sent, and what Slack refused")
    outbox.add_argument("--drain", action="store_true", help="send what is due, with a progress bar, and end")
    outbox.set_defaults(act=_outbox)
    check = commands.add_parser("check", help="whether all that must hold of the database does")
    check.set_defaults(act=_check)
    _add_init(commands.add_parser("init", help="set Prime up: asks, tries each answer in Slack, writes .env"))
    doctor = commands.add_parser("doctor", help="whether Prime is well, and what to do where it is not")
    doctor.add_argument("--json", action="store_true", help="for programs")
    doctor.set_defaults(act=_doctor)
    add_backups(commands)
    ballot = commands.add_parser("ballot", help="check a vote").add_subparsers(required=True, metavar="act")
    _add_verify(ballot.add_parser("verify", help="count a published urn again, offline"))
    database = commands.add_parser("db", help="look after the database").add_subparsers(
        required=True, metavar="act"
    )
    database.add_parser("upgrade", help="create or update the tables").set_defaults(act=_upgrade)
    return parser


def _add_run(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--http", action="store_true", help="serve POST /slack/events, and health beside it")
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on, where a port is")
    parser.add_argument("--port", type=_port, default=3000, help="with --http: the port to listen on")
    parser.add_argument(
        "--health-port",
        type=_port,
        help="serve GET /healthz, /readyz and /metrics on this port, also without --http",
    )
    parser.set_defaults(act=_run)


def _add_init(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--http", action="store_true", help="for `prime run --http`: asks the signing secret")
    for flag, setting in _INIT_FLAGS.items():
        parser.add_argument(flag, dest=setting, metavar="VALUE", help=f"{setting}, instead of being asked")
    parser.set_defaults(act=_init)


def _add_demo(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--port", type=_port, default=0, help="the page's port; 0, the default, takes a free one"
    )
    parser.add_argument("--no-browser", action="store_true", help="do not open the page")
    parser.add_argument("--tour", action="store_true", help="first play the club's year, day by day")
    parser.add_argument("--pace", type=_pace, default=5.0, metavar="SECONDS", help="a step of it; 5")
    parser.add_argument(
        "--keep", type=Path, metavar="FILE", help="go on from this file, and put everything by in it"
    )
    parser.set_defaults(act=_demo)


def _pace(text: str) -> float:
    seconds = float(text)
    if not 0 <= seconds <= 600:
        raise argparse.ArgumentTypeError("from 0 to 600 seconds")
    return seconds


def _add_import(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", choices=("companies", "members", "events", "works", "dues"))
    parser.add_argument("file", type=Path, metavar="FILE.csv")
    parser.add_argument("--dry-run", action="store_true", help="check the file and change nothing")
    parser.add_argument(
        "--ignore-extra", action="store_true", help="leave out columns that Prime does not know"
    )
    parser.add_argument(
        "--homonyms", action="store_true", help="members: two people of one company may have the same name"
    )
    parser.add_argument(
        "--deadline-hour",
        type=_hour,
        metavar="HH:MM",
        help="events: until when one may answer on a deadline that is a day alone",
    )
    parser.set_defaults(act=_import)


def _add_charter(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE.md")
    parser.add_argument("--editorial", action="store_true", help="wording only: nobody accepts again")
    parser.add_argument("--changes", default="", metavar="WORDS", help="what changed, in a sentence or two")
    parser.add_argument(
        "--accept-by",
        type=_day,
        metavar="YYYY-MM-DD",
        help="last day to accept; else 30 days from now",
    )
    parser.set_defaults(act=_charter)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError("a day is written 2027-01-31") from None


def _hour(text: str) -> time:
    from handlers.imports.dates import hour_of_day
    from handlers.imports.wrong import CellError

    try:
        return hour_of_day(text)
    except CellError as wrong:
        raise argparse.ArgumentTypeError(str(wrong)) from None


def _add_verify(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE.json")
    parser.add_argument("--receipt", default="", metavar="K7QF-9M2X", help="show the paper with this receipt")
    parser.set_defaults(act=_verify)


def _add_export(parser: argparse.ArgumentParser) -> None:
    """`prime export directory`: at least one of the three files. `prime export site`: a folder."""
    what = parser.add_subparsers(required=True, metavar="what")
    site = what.add_parser("site", help="the public site: companies, works and events that are public")
    site.add_argument("folder", type=Path, metavar="DIR", help="a folder for the site alone")
    site.add_argument(
        "--date", type=date.fromisoformat, metavar="YYYY-MM-DD", help="as it is when that day begins; now"
    )
    site.set_defaults(act=_site)
    directory = what.add_parser("directory", help="the companies that agreed, and what they agreed to")
    directory.add_argument("--html", type=Path, metavar="FOLDER", help="a page for the web: index.html")
    directory.add_argument("--json", type=Path, metavar="FILE", help="for programs")
    directory.add_argument("--csv", type=Path, metavar="FILE", help="for spreadsheets")
    directory.add_argument(
        "--date", type=date.fromisoformat, metavar="YYYY-MM-DD", help="the date written in them; today"
    )
    directory.set_defaults(act=_export)


if __name__ == "__main__":
    sys.exit(main())

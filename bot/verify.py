"""`prime ballot verify FILE`: counts a published urn again, without database, settings or network.

Exit codes: 0 the papers say what the file states; 1 they do not, or the receipt is in none of them; 2 the
file cannot be counted.
"""

import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

from club.ballots import Grade, Method, Rules, Secrecy
from club.ids import OptionId
from club.tally import BallotResult, Settled, commitment
from club.urn import Difference, Finding, Verdict, find, verify
from club.urn.reading import read
from handlers.choosing.shared.figures import detail, place_of
from handlers.choosing.shared.grades import grade_name
from handlers.choosing.shared.stances import stance_name
from handlers.words import Translator, load

HOLDS, DIFFERS, FAULTY = 0, 1, 2

FOUND: Mapping[Finding, str] = {
    Finding.NOT_JSON: "the file is damaged, or is no urn",
    Finding.NOT_AN_URN: "this is not an urn that Prime published",
    Finding.UNKNOWN_VERSION: "this urn was published by another version of Prime",
    Finding.MALFORMED: "something is missing, unknown or of the wrong kind",
    Finding.NAMED_TWICE: "one name stands twice in one entry",
    Finding.TOO_MANY_OPTIONS: "there are more options than a ballot may have",
    Finding.SAME_OPTION: "two options have one id",
    Finding.BAD_RECEIPT: "a receipt is none",
    Finding.SAME_RECEIPT: "two papers bear one receipt",
    Finding.SLIP: "a paper says what no voter could cast",
    Finding.MORE_VOTES_THAN_VOTERS: "there are more votes than voters",
    Finding.FORBIDDEN_CHOICE: "the organisers let in what the count does not let them choose",
    Finding.VOTES: "the number of votes is another",
    Finding.QUORUM: "whether the quorum was reached is stated otherwise",
    Finding.FIGURES: "the figures of an option are others",
    Finding.ORDER: "the options come in another order",
    Finding.TIED: "others are tied, or for other places",
    Finding.SETTLED: "the tie was not settled as stated",
    Finding.WINNERS: "others are chosen",
    Finding.UNHAPPY: "another number of votes see none of their choices taken",
    Finding.SHARES: "equal shares advise otherwise",
    Finding.BLANKS: "the number of blank votes is another, or whether anything is decided",
    Finding.FLOOR: "others do not reach the floor, or other places stay empty",
    Finding.DIGEST: "the papers, or their salt, are not those whose digest is stated",
}


def run(path: Path, receipt: str = "") -> int:
    """Prints what counting again came to; faults go to stderr."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        reason = "not UTF-8 text" if isinstance(fault, UnicodeDecodeError) else fault.strerror
        print(f"{path}: {reason}", file=sys.stderr)
        return FAULTY
    verdict = verify(text)
    for difference in verdict.differences:
        print(_printable(f"{path}: {_found(difference)}"), file=sys.stderr)
    if verdict.result is None:
        return FAULTY
    t = load(ZoneInfo("UTC"))["en"]
    for line in _report(t, text, verdict, verdict.result):
        print(_printable(line))
    code = HOLDS if verdict.holds else DIFFERS
    return max(code, _receipt(t, text, receipt)) if receipt else code


def _printable(line: str) -> str:
    """A file may come from anybody: nothing in it steers the terminal."""
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in line)


def _found(difference: Difference) -> str:
    said = FOUND[difference.finding]
    where = f" at {difference.where}" if difference.where else ""
    who = f" (receipt {difference.receipt})" if difference.receipt else ""
    slip = f": {difference.slip.wrong.value.replace('_', ' ')}" if difference.slip else ""
    stated = f"; stated {difference.stated}" if difference.stated else ""
    counted = f", counted {difference.counted}" if difference.counted else ""
    return f"{said}{where}{who}{slip}{stated}{counted}"


def _report(t: Translator, text: str, verdict: Verdict, result: BallotResult) -> Iterator[str]:
    # What is in the file is no secret of this report.
    rules, names = replace(read(text).rules, secrecy=Secrecy.OPEN), _names(text)
    yield verdict.title
    quorum = "reached" if result.quorum_reached else "not reached: no decision"
    yield f"{result.votes} of {result.voters} voted; quorum {quorum}"
    if result.quorum_reached and not result.decided:
        yield "Nothing but blank votes: no decision"
    if result.winners:
        adopted = rules.method is Method.MOTION
        yield ("Adopted: " if adopted else "Chosen: ") + ", ".join(names[one] for one in result.winners)
    if result.tally.empty_seats and result.decided:
        yield f"Places not filled, for nothing else reaches the floor: {result.tally.empty_seats}"
    if result.tally.tied and result.decided:
        yield f"Tie between {', '.join(names[one] for one in result.tally.tied)}: {_settled(rules, result)}"
    yield "Figures, counted from the papers alone:"
    for one in result.tally.figures:
        yield f"  {place_of(result, one.option)}. {names[one.option]}: {detail(t, rules, one)}"
    yield "The papers say what the file states." if verdict.holds else "The papers say something else."


def _settled(rules: Rules, result: BallotResult) -> str:
    if result.settled is Settled.DRAW:
        seed = f"drawn from the seed “{rules.seed}”"
        if rules.edition == 1:
            return seed
        return f"{seed} (SHA-256 {commitment(rules.seed)}) and the papers’ digest {result.digest}"
    return "settled by the organisers" if result.settled is Settled.ORGANISERS else "not settled yet"


def _names(text: str) -> dict[OptionId, str]:
    """Titles with their criterion; the file was found to be an urn."""
    found = json.loads(text.removeprefix("\ufeff"))["options"]
    return {
        OptionId(one["id"]): " · ".join(part for part in (one["title"], one["criterion"]) if part)
        for one in found
    }


def _receipt(t: Translator, text: str, receipt: str) -> int:
    paper = find(text, receipt)
    if paper is None:
        print(f"No paper bears the receipt {receipt}.", file=sys.stderr)
        return DIFFERS
    print(f"The paper with the receipt {paper.receipt}:")
    names, rules = _names(text), read(text).rules
    for option, mark in sorted(paper.marks.items(), key=lambda said: _order(rules, said[1])):
        print(_printable(f"  {names[option]}{_mark(t, rules, mark)}"))
    if not paper.marks:
        print("  blank")
    return HOLDS


def _order(rules: Rules, mark: int) -> int:
    return mark if rules.method is Method.RANKING else -mark


def _mark(t: Translator, rules: Rules, mark: int) -> str:
    match rules.method:
        case Method.APPROVAL:
            return ": approved"
        case Method.POINTS:
            return f": {t.plural('{n} point', '{n} points', mark)}"
        case Method.JUDGMENT:
            return f": {grade_name(t, Grade(mark))}"
        case Method.MOTION:
            return f": {stance_name(t, mark)}"
        case Method.RANKING:
            return f": rank {mark}"

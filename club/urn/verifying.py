"""Counts a published urn again."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from club.ballots import TieBreak
from club.ids import OptionId
from club.tally import BallotResult, Paper, decide
from club.urn.findings import Difference, Finding, Verdict
from club.urn.reading import UnreadableError, Urn, read
from club.urn.receipts import as_printed
from club.urn.written import PublishedPaper, digest, dumped, written
from club.votes import slips_of

_SAID_BY = {
    Finding.VOTES: ("votes",),
    Finding.QUORUM: ("quorum_reached",),
    Finding.ORDER: ("order",),
    Finding.TIED: ("tied", "open_seats"),
    Finding.SETTLED: ("settled", "chosen"),
    Finding.WINNERS: ("winners",),
    Finding.UNHAPPY: ("unhappy",),
    Finding.SHARES: ("shares",),
    Finding.BLANKS: ("blanks", "decided"),
    Finding.FLOOR: ("below", "unranked", "empty_seats"),
    Finding.DIGEST: ("digest",),
}
"""Which entries of a result a finding is about; `figures` are compared option by option."""


def verify(text: str) -> Verdict:
    """Counts the papers of a file, believes nothing else in it, and names every difference.

    Only the organisers' choice among the tied cannot be counted: it is taken as stated, if it was theirs to
    make. Never raises, whatever the file holds.
    """
    try:
        urn = read(text)
    except UnreadableError as fault:
        return Verdict((fault.difference,))
    if faults := tuple(_faults(urn)):
        return Verdict(faults, urn.title)
    result, forbidden = _counted(urn)
    return Verdict((*forbidden, *_differences(urn.stated, result)), urn.title, result)


def find(text: str, typed: str) -> PublishedPaper | None:
    """The paper that bears a receipt, however it was typed; None if there is none, or no urn to look in."""
    wanted = as_printed(typed)
    try:
        papers = read(text).papers if wanted else ()
    except UnreadableError:
        return None
    return next((paper for paper in papers if paper.receipt == wanted), None)


def _faults(urn: Urn) -> Iterator[Difference]:
    """What keeps papers from being counted."""
    times = Counter(paper.receipt for paper in urn.papers if paper.receipt)
    yield from (Difference(Finding.SAME_RECEIPT, receipt=one) for one, many in times.items() if many > 1)
    for one in times:
        if as_printed(one) != one:
            yield Difference(Finding.BAD_RECEIPT, receipt=one)
    for at, paper in enumerate(urn.papers):
        for slip in slips_of(urn.rules, urn.options, paper.marks):
            yield Difference(Finding.SLIP, f"papers[{at}]", receipt=paper.receipt, slip=slip)
    if len(urn.papers) > urn.voters:
        yield Difference(Finding.MORE_VOTES_THAN_VOTERS, "voters", str(urn.voters), str(len(urn.papers)))


def _counted(urn: Urn) -> tuple[BallotResult, tuple[Difference, ...]]:
    papers = [Paper(one.marks, one.weight) for one in urn.papers]
    mixed = "" if urn.rules.edition == 1 else digest(urn.salt, urn.papers)

    def count(chosen: Sequence[OptionId]) -> BallotResult:
        return decide(urn.rules, urn.options, papers, urn.voters, chosen, mixed)

    try:
        return count(_chosen(urn)), ()
    except ValueError:
        forbidden = Difference(Finding.FORBIDDEN_CHOICE, "result.chosen", dumped(urn.stated["chosen"])[:200])
        return count(()), (forbidden,)


def _chosen(urn: Urn) -> list[OptionId]:
    """Whom the organisers are said to have let in; a draw is made again instead."""
    stated = urn.stated.get("chosen")
    if urn.rules.tie_break is not TieBreak.ORGANISERS or not isinstance(stated, list):
        return []
    return [OptionId(one) for one in stated if isinstance(one, int)]


def _differences(stated: Mapping[str, object], result: BallotResult) -> Iterator[Difference]:
    counted = written(result)
    for odd in sorted({*stated} - {*counted}):
        yield Difference(Finding.MALFORMED, f"result.{odd}", dumped(stated[odd])[:200])
    yield from _figures(stated.get("figures"), counted["figures"])
    for finding, names in _SAID_BY.items():
        said, found = ([dumped(entry.get(name)) for name in names] for entry in (stated, counted))
        if said != found:
            yield Difference(finding, f"result.{names[0]}", ", ".join(said)[:200], ", ".join(found))


def _figures(stated: object, counted: object) -> Iterator[Difference]:
    assert isinstance(counted, dict)
    said = stated if isinstance(stated, dict) else {}
    for name in sorted({*said, *counted}):
        before, after = dumped(said.get(name)), dumped(counted.get(name))
        if before != after:
            option = OptionId(int(name)) if name in counted else None
            yield Difference(Finding.FIGURES, f"result.figures.{name}", before[:200], after, option)

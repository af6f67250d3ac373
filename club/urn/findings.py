"""What can be wrong with a published urn."""

from dataclasses import dataclass
from enum import StrEnum

from club.ids import OptionId
from club.tally import BallotResult
from club.votes import Slip


class Finding(StrEnum):
    """Why a file cannot be counted, or where what it states is not what its papers say."""

    NOT_JSON = "not_json"
    """The file is damaged, or no such file at all."""
    NOT_AN_URN = "not_an_urn"
    """JSON, but not what Prime publishes."""
    UNKNOWN_VERSION = "unknown_version"
    """Published by a Prime that counts what this one does not know."""
    MALFORMED = "malformed"
    """Something is missing, unknown or of the wrong kind at `where`."""
    NAMED_TWICE = "named_twice"
    """One name stands twice in one entry, so that readers may disagree on what it says."""
    TOO_MANY_OPTIONS = "too_many_options"
    SAME_OPTION = "same_option"
    """Two options have one id."""
    BAD_RECEIPT = "bad_receipt"
    SAME_RECEIPT = "same_receipt"
    """Two papers bear one receipt: one of them is nobody's."""
    SLIP = "slip"
    """A paper says what no voter could cast; `slip` tells what."""
    MORE_VOTES_THAN_VOTERS = "more_votes_than_voters"
    FORBIDDEN_CHOICE = "forbidden_choice"
    """The organisers let in whom the count does not let them choose."""
    VOTES = "votes"
    """The number of votes stated is not that of the papers."""
    QUORUM = "quorum"
    FIGURES = "figures"
    """The figures of `option` are others."""
    ORDER = "order"
    TIED = "tied"
    """Others are tied, or for other seats."""
    SETTLED = "settled"
    """The tie was not settled as stated."""
    WINNERS = "winners"
    UNHAPPY = "unhappy"
    """Another number of votes see none of their choices taken."""
    SHARES = "shares"
    """The advice by equal shares is other."""
    BLANKS = "blanks"
    """Another number of votes are blank, or decide nothing."""
    FLOOR = "floor"
    """Others are below the floor, or not ranked, or other seats stay empty."""
    DIGEST = "digest"
    """The papers are not those whose digest is stated."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing found, and where."""

    finding: Finding
    where: str = ""
    """The place in the file: `papers[3].weight`."""
    stated: str = ""
    """What the file says, as JSON…"""
    counted: str = ""
    """…and what its papers say."""
    option: OptionId | None = None
    receipt: str = ""
    slip: Slip | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What counting again came to."""

    differences: tuple[Difference, ...]
    title: str = ""
    """The ballot's; empty if the file could not be read that far."""
    result: BallotResult | None = None
    """As counted from the papers alone; None if they cannot be counted."""

    @property
    def holds(self) -> bool:
        """Whether the papers say what the file states."""
        return not self.differences

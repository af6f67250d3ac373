"""What keeps a ballot from opening as it stands (article CHOISIR)."""

from datetime import datetime
from enum import StrEnum
from fractions import Fraction

from club.ballots import (
    LONGEST_MOTION,
    MOST_OPTIONS,
    MOST_RANKS,
    Ballot,
    Electorate,
    Method,
    Option,
    Purpose,
    QuorumOf,
    Rules,
    Secrecy,
    Unit,
    most_marked,
)


class OpeningFault(StrEnum):
    """Why a ballot cannot open as it stands."""

    NO_TITLE = "no_title"
    NO_OPTION = "no_option"
    ONE_OPTION = "one_option"
    TOO_MANY_OPTIONS = "too_many_options"
    SEATS = "seats"
    """No seat, or as many as there are options."""
    MOST = "most"
    """Approvals allowed: fewer than one, or more than there are options."""
    POINTS = "points"
    CAP = "cap"
    QUORUM = "quorum"
    """More than there are voters."""
    QUORUM_VOTES = "quorum_votes"
    """More than the votes they have together."""
    QUORUM_SHARE = "quorum_share"
    """A share of nothing, or of more than all."""
    FLOOR = "floor"
    """None, or more than there are votes."""
    FLOOR_SHARE = "floor_share"
    """A share of less than nothing, or of more than all."""
    FLOOR_SEATS = "floor_seats"
    """So many seats could not all reach it, whatever is voted: a vote marks too few options."""
    NO_VOTER = "no_voter"
    CLOSES_IN_PAST = "closes_in_past"
    CLOSES_BEFORE_OPENING = "closes_before_opening"
    NO_CLOSING = "no_closing"
    PROXIES_SEALED = "proxies_sealed"
    PROXIES_COMPANY = "proxies_company"
    LIVE_SECRET = "live_secret"
    NOT_JUDGMENT = "not_judgment"
    """An evaluation grades: it is held by judgment."""
    NOT_MOTION = "not_motion"
    """Resolutions are adopted or rejected, and nothing else is."""
    NO_QUESTION = "no_question"
    NO_TEXT = "no_text"
    """A resolution of which nobody could say what it adopts: neither text nor link."""
    TEXT_TOO_LONG = "text_too_long"


def faults_of(ballot: Ballot, roll: Electorate, now: datetime) -> list[OpeningFault]:
    """What keeps a ballot from opening, were it opened at its hour (or now); `roll`: who might vote then."""
    return [
        *_option_faults(ballot),
        *_count_faults(ballot, roll),
        *_floor_faults(ballot, roll),
        *_time_faults(ballot, now),
    ]


def _option_faults(ballot: Ballot) -> list[OpeningFault]:
    count = len(ballot.options)
    checks = {
        OpeningFault.NO_TITLE: not ballot.title.strip(),
        OpeningFault.NO_OPTION: count == 0,
        OpeningFault.ONE_OPTION: count == 1 and ballot.purpose is Purpose.SELECTION,
        OpeningFault.TOO_MANY_OPTIONS: count > MOST_OPTIONS,
        OpeningFault.NOT_JUDGMENT: ballot.purpose is Purpose.EVALUATION
        and ballot.rules.method is not Method.JUDGMENT,
        OpeningFault.NOT_MOTION: (ballot.purpose is Purpose.MOTION) != (ballot.rules.method is Method.MOTION),
    }
    motions = ballot.options if ballot.purpose is Purpose.MOTION else ()
    found = [fault for fault, wrong in checks.items() if wrong]
    return [*found, *dict.fromkeys(fault for one in motions for fault in motion_faults(one))]


def motion_faults(motion: Option) -> list[OpeningFault]:
    """What keeps a resolution from being voted on."""
    checks = {
        OpeningFault.NO_QUESTION: not motion.title.strip(),
        OpeningFault.NO_TEXT: not motion.text.strip() and not motion.link.strip(),
        OpeningFault.TEXT_TOO_LONG: len(motion.text) > LONGEST_MOTION,
    }
    return [fault for fault, wrong in checks.items() if wrong]


def _count_faults(ballot: Ballot, roll: Electorate) -> list[OpeningFault]:
    rules, count = ballot.rules, len(ballot.options)
    choosing = ballot.purpose is Purpose.SELECTION and count > 1
    points = rules.method is Method.POINTS
    checks = {
        OpeningFault.SEATS: choosing and not 1 <= rules.seats < count,
        OpeningFault.MOST: choosing and rules.method is Method.APPROVAL and not 1 <= rules.most <= count,
        OpeningFault.POINTS: points and rules.points < 1,
        OpeningFault.CAP: points and not 1 <= rules.cap <= max(rules.points, 1),
        OpeningFault.NO_VOTER: roll.voters == 0,
        _too_large(rules): rules.quorum < 0 or 0 < _counted(rules, roll) < rules.quorum,
        OpeningFault.QUORUM_SHARE: not 0 <= rules.quorum_share <= 1,
        OpeningFault.PROXIES_SEALED: rules.proxies > 0 and rules.secrecy is Secrecy.SEALED,
        OpeningFault.PROXIES_COMPANY: rules.proxies > 0 and rules.unit is Unit.COMPANY,
        OpeningFault.LIVE_SECRET: rules.live and rules.secrecy is not Secrecy.OPEN,
    }
    return [fault for fault, wrong in checks.items() if wrong]


def _too_large(rules: Rules) -> OpeningFault:
    return OpeningFault.QUORUM_VOTES if rules.quorum_of is QuorumOf.VOTES else OpeningFault.QUORUM


def _counted(rules: Rules, roll: Electorate) -> int:
    return roll.votes if rules.quorum_of is QuorumOf.VOTES else roll.voters


def _floor_faults(ballot: Ballot, roll: Electorate) -> list[OpeningFault]:
    """A floor is of one vote at least, and such that all seats can be filled by some votes."""
    rules = ballot.rules
    if ballot.purpose is not Purpose.SELECTION:
        return []
    if rules.method is Method.JUDGMENT:
        return [OpeningFault.FLOOR] if rules.floor_grade is None else []
    votes = roll.voters if rules.method is Method.RANKING else roll.votes
    if not 0 <= rules.floor_share <= 1:
        return [OpeningFault.FLOOR_SHARE]
    if rules.floor < 1 or 0 < votes < rules.floor:
        return [OpeningFault.FLOOR]
    needed = max(Fraction(rules.floor, max(votes, 1)), rules.floor_share)
    # Of all marks that votes can make, each seat needs its share.
    return [OpeningFault.FLOOR_SEATS] if rules.seats * needed > max(_marks(ballot), 1) else []


def _marks(ballot: Ballot) -> int:
    """How many options one vote can mark."""
    rules, count = ballot.rules, most_marked(ballot) or len(ballot.options)
    most = {Method.APPROVAL: rules.most, Method.POINTS: rules.points, Method.RANKING: MOST_RANKS}
    return min(count, most.get(rules.method, count))


def _time_faults(ballot: Ballot, now: datetime) -> list[OpeningFault]:
    if ballot.closes_at is None:
        return [OpeningFault.NO_CLOSING]
    if ballot.closes_at <= now:
        return [OpeningFault.CLOSES_IN_PAST]
    late = ballot.opens_at is not None and ballot.closes_at <= ballot.opens_at
    return [OpeningFault.CLOSES_BEFORE_OPENING] if late else []

"""What settles a tie: the organisers' word, or a draw that anyone can repeat."""

from collections.abc import Iterable, Sequence
from hashlib import sha256

from club.ids import OptionId
from club.tally.figures import Tally


def settle(tally: Tally, chosen: Sequence[OptionId]) -> tuple[OptionId, ...]:
    """The winners, once the tied that get in are chosen. ValueError unless they fill the open seats."""
    if len(chosen) != tally.open_seats or len(set(chosen)) != len(chosen) or not set(chosen) <= {*tally.tied}:
        raise ValueError(f"{tally.open_seats} of {list(tally.tied)} get in, not {list(chosen)}")
    return (*tally.winners, *chosen)


def draw(tied: Iterable[OptionId], seats: int, seed: str, digest: str) -> tuple[OptionId, ...]:
    """`seats` of the tied, those drawn first standing first; the same whatever order they are given in.

    They stand in the order of the SHA-256 of the seed, a slash, the digest of the papers as published, a
    slash and the option's id. The seed is fixed before the first vote and told after the last, the papers are
    nobody's: so nobody can try for a winner. To draw again:

        for id in 3 7 9; do echo "$(printf '%s/%s/%s' "$seed" "$digest" "$id" | sha256sum) $id"; done | sort
    """
    return _lots(tied, seats, f"{seed}/{digest}")


def draw_by_seed(tied: Iterable[OptionId], seats: int, seed: str) -> tuple[OptionId, ...]:
    """The draw of the first edition, whose seed organisers typed: by the SHA-256 of seed, slash and id."""
    return _lots(tied, seats, seed)


def _lots(tied: Iterable[OptionId], seats: int, key: str) -> tuple[OptionId, ...]:
    lots = {option: sha256(f"{key}/{option}".encode()).hexdigest() for option in tied}
    return tuple(sorted(lots, key=lots.__getitem__)[:seats])


def commitment(seed: str) -> str:
    """What is published of a seed at the opening: it binds whoever knows the seed, and tells nobody else."""
    return sha256(seed.encode()).hexdigest()

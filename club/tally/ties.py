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


def draw(tied: Iterable[OptionId], seats: int, seed: str) -> tuple[OptionId, ...]:
    """`seats` of the tied, those drawn first standing first; the same whatever order they are given in.

    They stand in the order of the SHA-256 of the seed, a slash and the option's id. To draw again:

        for id in 3 7 9; do echo "$(printf '%s/%s' "$seed" "$id" | sha256sum) $id"; done | sort
    """
    lots = {option: sha256(f"{seed}/{option}".encode()).hexdigest() for option in tied}
    return tuple(sorted(lots, key=lots.__getitem__)[:seats])

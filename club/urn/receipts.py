"""Receipts: by which the voter of a sealed ballot finds a vote that nobody else knows."""

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O, which look like digits, and no U."""
LENGTH = 8
RANDOM_BYTES = 5
_READ_AS = str.maketrans("OIL", "011", " -\u2010\u2011\u2013\u00a0\t\r\n")


def receipt(random: bytes) -> str:
    """A receipt such as `K7QF-9M2X` from 40 random bits: the first five bytes. ValueError: fewer."""
    if len(random) < RANDOM_BYTES:
        raise ValueError(f"a receipt takes {RANDOM_BYTES} random bytes, not {len(random)}")
    bits = int.from_bytes(random[:RANDOM_BYTES])
    letters = "".join(ALPHABET[bits >> 5 * place & 31] for place in reversed(range(LENGTH)))
    return f"{letters[:4]}-{letters[4:]}"


def as_printed(typed: str) -> str | None:
    """A receipt as printed, however it was typed: small letters, no hyphen, O for 0, I or L for 1.

    None if it cannot be one.
    """
    letters = typed.upper().translate(_READ_AS)
    if len(letters) != LENGTH or not set(letters) <= set(ALPHABET):
        return None
    return f"{letters[:4]}-{letters[4:]}"

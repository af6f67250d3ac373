"""References under which the log has what went wrong."""

import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""No 0 O 1 I L U: a reference is read aloud over the phone."""


def new_reference() -> str:
    """Four letters, drawn at random."""
    return "".join(secrets.choice(ALPHABET) for _ in range(4))

"""What may cost more in a larger club, and what the walk does not come upon; each with its reason."""

from collections.abc import Mapping

ACROSS: Mapping[str, str] = {}
"""By name: what reads, or writes, a row for each of those whom it is about."""

UNREACHED: Mapping[str, str] = {}
"""Entries of the router that need a state which no club has that the walk starts from."""

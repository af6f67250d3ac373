"""Why a request is declined: a few reasons, said in the language of who reads, and the organiser’s words."""

from collections.abc import Mapping

from handlers.words import Translator, mark

FULL, LIST, OTHER = "full", "list", "other"
REASONS: Mapping[str, str] = {
    FULL: mark("Full"),
    LIST: mark("The list has already gone to the site"),
    OTHER: mark("Other"),
}


def packed(reason: str, message: str) -> str:
    """As stored with the claim."""
    return f"{reason}\n{message}"


def said(t: Translator, stored: str) -> str:
    """A stored reason in words; of “other” only the organiser's own."""
    reason, _, message = stored.partition("\n")
    known = "" if reason == OTHER else t(REASONS[reason]) if reason in REASONS else reason
    return ". ".join(part for part in (known, message) if part)

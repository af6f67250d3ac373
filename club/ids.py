"""Identifiers, one type each, so that a member's id is never handed over for an event's."""

from typing import NewType

CompanyId = NewType("CompanyId", int)
MemberId = NewType("MemberId", int)
EventId = NewType("EventId", int)
ClaimId = NewType("ClaimId", int)
GuestId = NewType("GuestId", int)
PostingId = NewType("PostingId", int)
SlackId = NewType("SlackId", str)
"""A person (`U…`, `W…`) or a conversation (`C…`, `D…`) as Slack names it."""

"""Identifiers, one type each, so that a member's id is never handed over for an event's."""

from typing import NewType

CompanyId = NewType("CompanyId", int)
MemberId = NewType("MemberId", int)
EventId = NewType("EventId", int)
ClaimId = NewType("ClaimId", int)
GuestId = NewType("GuestId", int)
PostingId = NewType("PostingId", int)
TopicId = NewType("TopicId", int)
WorkId = NewType("WorkId", int)
TermId = NewType("TermId", int)
UseId = NewType("UseId", int)
DuesId = NewType("DuesId", int)
BallotId = NewType("BallotId", int)
OptionId = NewType("OptionId", int)
VoterId = NewType("VoterId", int)
"""A vote that may be cast in one ballot: a company's, or a member's."""
OfferId = NewType("OfferId", int)
HandedId = NewType("HandedId", int)
QuestionId = NewType("QuestionId", int)
DatePollId = NewType("DatePollId", int)
CorrectionId = NewType("CorrectionId", int)
MinutesId = NewType("MinutesId", int)
OutsideId = NewType("OutsideId", int)
GroupId = NewType("GroupId", int)
RemarkId = NewType("RemarkId", int)
TaskId = NewType("TaskId", int)
AskedId = NewType("AskedId", int)
"""A question of an event."""
LetterId = NewType("LetterId", int)
HelpId = NewType("HelpId", int)
"""One member asked one question of mutual help."""
SeriesId = NewType("SeriesId", int)
SlackId = NewType("SlackId", str)
"""A person (`U…`, `W…`) or a conversation (`C…`, `D…`) as Slack names it."""

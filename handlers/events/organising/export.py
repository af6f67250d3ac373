"""The list of an event as a CSV file: one line a person, as spreadsheets open it in France.

UTF-8 with a byte order mark and `;` between cells, as Excel expects them; a cell that somebody typed and that
would be read as a formula is led by an apostrophe (OWASP, "CSV Injection").
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from io import StringIO

from club.events import Event
from club.ids import ClaimId
from club.seating import Claim, Says, Stage
from handlers.events.organising.reading import Answers
from handlers.events.shared import party as kit
from handlers.events.shared.questions import by_person, said, wording
from handlers.kit.csv import BYTE_ORDER_MARK, safe
from handlers.words import Translator, mark
from storage.attendance import Party
from storage.guests import Guest

HOUR = 3600
STAGES = {
    Stage.WAITING: mark("waiting"),
    Stage.OFFERED: mark("seat offered"),
    Stage.REQUESTED: mark("request to decide"),
}

Row = Sequence[str]


def file_of(t: Translator, answers: Answers) -> bytes:
    """The whole file."""
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    asked = [safe(wording(t, one)) for one in answers.questions]
    writer.writerow([*_header(t), *_need(answers, t("Needs")), *asked])
    writer.writerows(rows(t, answers))
    return (BYTE_ORDER_MARK + text.getvalue()).encode()


def _header(t: Translator) -> Row:
    return [
        t("Company"),
        t("Name"),
        t("Function"),
        t("E-mail"),
        t("Comes as"),
        t("Invited by"),
        t("Answer"),
        t("On site or remotely"),
        t("Cancelled, hours before the start"),
        t("Late by"),
        t("Confirmed since the change"),
        t("Present"),
        t("Noted by"),
        t("Date"),
    ]


def rows(t: Translator, answers: Answers) -> Iterator[Row]:
    """One row a person, in the order of the list."""
    claims, said_of = {claim.id: claim for claim in answers.claims}, by_person(answers.replies)
    for party in answers.parties:
        own = [claim for claim in answers.claims if claim.member_id == party.member_id]
        told = said_of.get((party.member_id, None), {}) if party.with_member else {}
        need = safe(answers.needs.get(party.member_id, "")) if party.seats else ""
        yield [*_member(t, answers.event, party, own), *_need(answers, need), *_replies(t, answers, told)]
        for guest in party.guests:
            told = said_of.get((party.member_id, guest.id), {})
            person = _guest(t, answers.event, party, guest, claims)
            yield [*person, *_need(answers, ""), *_replies(t, answers, told)]


def _need(answers: Answers, cell: str) -> Row:
    """A party's needs stand with its member; where nobody has any, there is no such column."""
    return [cell] if answers.needs else []


def _replies(t: Translator, answers: Answers, told: Mapping[int, str]) -> Row:
    """What one person said, a cell a question."""
    return [safe(said(t, one, told.get(one.id, ""))) for one in answers.questions]


def _member(t: Translator, event: Event, party: Party, claims: Sequence[Claim]) -> Row:
    hours = "" if party.cancel_notice is None else str(party.cancel_notice // HOUR)
    return [
        safe(party.company),
        safe(party.name),
        safe(party.function),
        safe(party.email),
        t("member"),
        "",
        _answer(t, party, claims),
        _way(t, party) if party.seats else "",
        hours if party.says is Says.NO else "",
        kit.delay(t, party.late_minutes or 0),
        _yes_no(t, party.confirmed if party.seats else None),
        _yes_no(t, party.present if party.seats and party.with_member else None),
        safe(party.by),
        kit.when(t, event),
    ]


def _answer(t: Translator, party: Party, claims: Sequence[Claim]) -> str:
    if party.seats:
        return t("yes") if party.with_member else t("represented")
    if claims:
        return t(STAGES[claims[0].stage])
    return t("no") if party.says is Says.NO else ""


def _way(t: Translator, party: Party) -> str:
    return t("remotely") if party.remote else t("on site")


def _guest(t: Translator, event: Event, party: Party, guest: Guest, claims: dict[ClaimId, Claim]) -> Row:
    claim = claims.get(guest.claim_id) if guest.claim_id else None
    return [
        safe(guest.company),
        safe(guest.name),
        safe(guest.function),
        safe(guest.email),
        t("representative") if guest.representative else t("companion"),
        safe(party.name),
        t(STAGES[claim.stage]) if claim else t("yes"),
        "" if claim else _way(t, party),
        "",
        "",
        _yes_no(t, None if claim else party.confirmed),
        _yes_no(t, None if claim else guest.present),
        "",
        kit.when(t, event),
    ]


def _yes_no(t: Translator, value: bool | None) -> str:
    return "" if value is None else t("yes") if value else t("no")

"""Whom a line of members is about: by Slack id, by the address in the books, by the one that Slack has."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from club.ids import SlackId
from handlers.imports.parse import parse_members
from handlers.imports.people import save_members
from handlers.imports.saving import Counts
from storage.accounts import save_profile
from storage.admission import list_members
from storage.database import Database
from storage.people import (
    AccountKind,
    Membership,
    Person,
    SlackProfile,
    add_company,
    add_member,
    change_member,
)
from tests.bot.imports.bringing import Import

HEAD = "name,e-mail,slack id,company\n"


class Books:
    """The members of a club, and what Slack says of accounts."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._accounts: list[SlackProfile] = []
        with database.begin() as session:
            self.ardoin = add_company(session, "Ardoin")

    def member(self, name: str, email: str | None, slack_id: str | None = None) -> int:
        with self._database.begin() as session:
            known = SlackId(slack_id) if slack_id else None
            return add_member(session, name, email=email, slack_id=known, company_id=self.ardoin)

    def account(self, slack_id: str, email: str, account_kind: AccountKind = AccountKind.FULL) -> None:
        """Slack knows it: cached already, and told again when the file comes."""
        profile = SlackProfile(SlackId(slack_id), "", email, "fr-FR", "Europe/Paris", account_kind)
        self._accounts.append(profile)
        with self._database.begin() as session:
            save_profile(session, profile)

    def state(self, member_id: int, state: Membership) -> None:
        with self._database.begin() as session:
            change_member(session, member_id, state=state.value)  # type: ignore[arg-type]

    def bring(self, *lines: str, homonyms: bool = False) -> Counts:
        parsed = parse_members(HEAD + "".join(f"{line}\n" for line in lines))
        assert parsed.faults == []
        with self._database.begin() as session:
            counts = save_members(session, parsed.rows, homonyms=homonyms, accounts=self._accounts)
            if counts.faults:
                session.rollback()
        return counts

    def people(self) -> list[Person]:
        with self._database.read() as session:
            return list_members(session, [], 0, 100)[0]


@pytest.fixture
def books(database_url: str) -> Iterator[Books]:
    database = Database(database_url)
    yield Books(database)
    database.dispose()


def told(counts: Counts) -> list[str]:
    return [str(fault) for fault in counts.faults]


def noted(counts: Counts) -> list[str]:
    return [str(note) for note in counts.notes]


def test_whose_address_changed_in_slack_is_no_second_person(books: Books) -> None:
    books.member("Ida Morel", "ida@old.example", "U1IDA")
    books.account("U1IDA", "ida@new.example")
    counts = books.bring("Ida Morel,ida@new.example,,Ardoin")
    assert noted(counts) == [
        "line 2: Ida Morel is already a member under ida@old.example; the address becomes ida@new.example"
    ]
    assert [(person.email, person.slack_id) for person in books.people()] == [("ida@new.example", "U1IDA")]
    again = books.bring("Ida Morel,ida@new.example,,Ardoin")
    assert (again.same, again.notes) == (1, [])


def test_an_id_leads_to_whom_the_address_of_its_account_is_stored_for(books: Books) -> None:
    books.account("U1IDA", "ida@old.example")
    books.member("Ida Morel", "ida@old.example")
    counts = books.bring("Ida Morel,ida@new.example,U1IDA,Ardoin")
    assert (counts.changed, told(counts)) == (1, [])
    assert [(person.email, person.slack_id) for person in books.people()] == [("ida@new.example", "U1IDA")]


def test_a_line_that_is_about_two_people_is_refused_by_name(books: Books) -> None:
    books.member("Ida Morel", "ida@ardoin.example", "U1IDA")
    books.member("Jo Lambert", "jo@ardoin.example", "U2JO")
    books.account("U1IDA", "ida@new.example")
    books.account("U2JO", "jo@ardoin.example")
    books.account("U3ANY", "any@ardoin.example")
    assert told(books.bring("Ida Morel,jo@ardoin.example,U1IDA,Ardoin")) == [
        "line 2, e-mail: belongs to Jo Lambert, the Slack id to Ida Morel; correct one of the two"
    ]
    assert told(books.bring("Jo Lambert,ida@new.example,U2JO,Ardoin")) == [
        "line 2, e-mail: is that of U1IDA (Ida Morel) in Slack, not of U2JO; correct one of the two"
    ]
    assert told(books.bring("New Person,any@ardoin.example,U9NEW,Ardoin")) == [
        "line 2, e-mail: is that of U3ANY in Slack, not of U9NEW; correct one of the two"
    ]
    assert told(books.bring("Ida Morel,ida@ardoin.example,U9NEW,Ardoin")) == [
        "line 2, e-mail: belongs to Ida Morel, who is U1IDA in Slack, not U9NEW; correct one"
    ]


def test_two_entries_of_one_person_are_named_and_can_be_settled(books: Books) -> None:
    books.member("Ida Morel", "ida@old.example", "U1IDA")
    books.member("Ida M.", "ida@new.example")
    books.account("U1IDA", "ida@new.example")
    (fault,) = told(books.bring("Ida Morel,ida@new.example,,Ardoin"))
    assert fault == (
        "line 2, e-mail: leads to two entries, Ida M. (ida@new.example) and Ida Morel (ida@old.example); "
        "give one by Slack id alone, suspend the other (/prime members)"
    )
    assert books.bring("Ida Morel,,U1IDA,Ardoin").same == 1


def test_a_closed_account_gives_its_place_to_the_one_the_file_names(books: Books) -> None:
    books.member("Ida Morel", "ida@ardoin.example", "U1IDA")
    books.account("U1IDA", "ida@ardoin.example", AccountKind.DELETED)
    counts = books.bring("Ida Morel,ida@ardoin.example,U9IDA,Ardoin")
    assert noted(counts) == ["line 2: Ida Morel: the account U1IDA is closed, U9IDA takes its place"]
    assert [person.slack_id for person in books.people()] == ["U9IDA"]


@pytest.mark.parametrize(
    "account_kind", [AccountKind.GUEST, AccountKind.STRANGER, AccountKind.BOT, AccountKind.DELETED]
)
def test_no_other_account_leads_to_a_member(books: Books, account_kind: AccountKind) -> None:
    books.member("Ida Morel", "ida@old.example", "U1IDA")
    books.account("U1IDA", "ida@new.example", account_kind)
    counts = books.bring("Jo Lambert,ida@new.example,,Ardoin")
    assert counts.added == 1


def test_an_address_that_two_accounts_have_leads_to_neither(books: Books) -> None:
    books.member("Ida Morel", "ida@old.example", "U1IDA")
    books.account("U1IDA", "team@ardoin.example")
    books.account("U2JO", "team@ardoin.example")
    assert books.bring("Jo Lambert,team@ardoin.example,,Ardoin").added == 1


def test_somebody_new_with_the_name_of_a_member_of_the_company_is_asked_about(books: Books) -> None:
    books.member("Ida Morel", "ida@old.example")
    line = "IDA MOREL,ida@new.example,,Ardoin"
    assert told(books.bring(line)) == [
        "line 2, name: “IDA MOREL” is in that company already, as ida@old.example: for the same person, give "
        "the Slack id with the new address; for two people, prime import --homonyms"
    ]
    assert books.bring(line, homonyms=True).added == 1
    assert books.bring(line).same == 1
    twice = ["Zoé Roy,zoe@a.example,,Ardoin", "Zoé Roy,zoe@b.example,,Ardoin"]
    assert [fault[:12] for fault in told(books.bring(*twice))] == ["line 3, name"]


def test_two_lines_that_slack_knows_as_one_account_are_one_person(books: Books) -> None:
    books.account("U1IDA", "ida@new.example")
    counts = books.bring("Ida Morel,ida@old.example,U1IDA,Ardoin", "I. Morel,ida@new.example,,Ardoin")
    assert told(counts) == [
        "line 3, e-mail: is Ida Morel of line 2, by what Slack says; keep one of the two lines"
    ]


def test_an_address_given_up_on_one_line_is_free_on_the_next(books: Books) -> None:
    books.member("Ida Morel", "direction@ardoin.example", "U1IDA")
    counts = books.bring(
        "Ida Morel,ida@ardoin.example,U1IDA,Ardoin", "Jo Roy,direction@ardoin.example,,Ardoin"
    )
    assert (told(counts), counts.changed, counts.added) == ([], 1, 1)
    assert {person.name: person.email for person in books.people()} == {
        "Ida Morel": "ida@ardoin.example",
        "Jo Roy": "direction@ardoin.example",
    }


def test_a_change_of_name_and_a_member_who_is_out_are_told(books: Books) -> None:
    books.member("Ida Morel", "ida@ardoin.example")
    out = books.member("Jo Lambert", "jo@ardoin.example")
    books.state(out, Membership.SUSPENDED)
    counts = books.bring("Paul Roy,ida@ardoin.example,,Ardoin", "Jo Lambert,jo@ardoin.example,,Ardoin")
    assert noted(counts) == [
        "line 2: ida@ardoin.example is Ida Morel; the name becomes Paul Roy",
        "line 3: Jo Lambert: suspended, and stays so",
    ]
    assert {person.name: person.active for person in books.people()} == {
        "Paul Roy": True,
        "Jo Lambert": False,
    }


def test_a_file_in_capitals_or_without_accents_does_not_spoil_a_name(books: Books) -> None:
    books.member("Hélène Morel", "helene@ardoin.example")
    for name in ("HÉLÈNE MOREL", "MOREL Hélène", "Helene Morel"):
        assert books.bring(f"{name},helene@ardoin.example,,Ardoin").same == 1
    assert [person.name for person in books.people()] == ["Hélène Morel"]


def test_a_member_keeps_the_company_where_the_file_has_none(books: Books) -> None:
    books.member("Ida Morel", "ida@ardoin.example")
    assert books.bring("Ida Morel,ida@ardoin.example,U1IDA,").changed == 1
    assert [person.company for person in books.people()] == ["Ardoin"]


def test_a_dry_run_shows_whom_each_line_was_matched_with(
    bring: Import, database: Database, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    bring("companies", "name\nArdoin\n")
    bring("members", HEAD + "Ida Morel,ida@old.example,U1IDA,Ardoin\n")
    with database.begin() as session:
        profile = SlackProfile(SlackId("U1IDA"), "", "ida@new.example", "", "", AccountKind.FULL)
        save_profile(session, profile)
    capsys.readouterr()
    file = HEAD + "Jo Lambert,jo@a.example,,Ardoin\nIda Morel,mailto:ida@new.example,,Ardoin\n"
    assert bring("members", file, "--dry-run") == 0
    assert capsys.readouterr().out.splitlines() == [
        "members.csv: line 1: who has which address in Slack was not looked up: SLACK_BOT_TOKEN is not set",
        "members.csv: line 3: Ida Morel is already a member under ida@old.example; the address becomes "
        "ida@new.example",
        "members: 1 added, 1 changed, 0 as before (dry run: nothing kept)",
    ]
    assert bring("members", HEAD + "Ida Morel,ida@old.example,U1IDA,Ardoin\n") == 0
    assert "0 added, 0 changed, 1 as before" in capsys.readouterr().out

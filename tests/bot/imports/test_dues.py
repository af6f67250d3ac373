"""`prime import dues`: calls, all or none; a bank's list, what is certain; run twice, it changes nothing."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import event

from handlers.imports.parse_dues import CallRow
from handlers.living.dues.importing import save_calls
from storage.database import Database
from storage.dues import list_every_dues, list_payments
from storage.people import add_company
from tests.bot.imports.bringing import Import

COMPANIES = "name\nVerrerie Ardoin\nSucrerie Delmotte\nAciérie\n"
CALLS = (
    "Entreprise;Exercice;Montant HT;Montant TTC;Échéance\n"
    "Verrerie Ardoin;2099;1 000,00;1 200,00;31/03/2099\n"
    "Sucrerie Delmotte;2099;1000;1200;2099-03-31\n"
)


def years(text: str) -> str:
    """Of next year, whatever year the test runs in: calls are of days to come."""
    return text.replace("2099", str(datetime.now(UTC).year + 1))


def bank(*lines: str) -> str:
    return years("\n".join(("Compte 123;;;;", "Date;Libellé;Débit;Crédit;Solde", *lines)) + "\n")


def test_calls_are_saved_once(bring: Import, database: Database, capsys: pytest.CaptureFixture[str]) -> None:
    bring("companies", COMPANIES)
    assert [bring("dues", years(CALLS)) for _ in range(2)] == [0, 0]
    out = capsys.readouterr().out.splitlines()
    assert out[-2:] == ["dues: 2 added, 0 changed, 0 as before", "dues: 0 added, 0 changed, 2 as before"]
    with database.read() as session:
        dues = list_every_dues(session)
    assert [(one.net, one.gross) for one in dues] == [(100_000, 120_000)] * 2
    assert sorted(one.reference[4:] for one in dues) == ["-001", "-002"]


def test_many_calls_take_as_many_statements_as_few(bring: Import, database: Database) -> None:
    bring("companies", COMPANIES)
    now, said = datetime.now(UTC), list[str]()
    year, costs = now.year + 1, list[int]()
    event.listen(database.engine, "before_cursor_execute", lambda *told: said.append(told[2]))
    for many in (3, 30):
        named = [f"Entreprise {many} {number}" for number in range(many)]
        with database.begin() as session:
            for name in named:
                add_company(session, name)
            said.clear()
            rows = [CallRow(2, name, year, 100, 120, date(year, 3, 31), "") for name in named]
            assert save_calls(session, rows, ZoneInfo("Europe/Paris"), now).added == many
            costs.append(len(said))
    assert costs[0] == costs[1]


def test_references_that_follow_leave_those_that_are_given_alone(bring: Import, database: Database) -> None:
    bring("companies", COMPANIES)
    calls = (
        "Entreprise;Exercice;Montant TTC;Échéance;Référence\n"
        "Verrerie Ardoin;2099;1200;31/03/2099;\n"
        "Sucrerie Delmotte;2099;1200;31/03/2099;2099-001\n"
        "Aciérie;2099;1200;31/03/2099;\n"
    )
    assert bring("dues", years(calls)) == 0
    with database.read() as session:
        found = {one.company: one.reference[4:] for one in list_every_dues(session)}
    assert found == {"Verrerie Ardoin": "-002", "Sucrerie Delmotte": "-001", "Aciérie": "-003"}


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("Aciérie;2099;;1.234.50;31/03/2099", "gross: unreadable amount: “1.234.50”"),
        ("Aciérie;2099;;1.234;31/03/2099", "gross: unreadable amount: “1.234”"),
        ("Aciérie;2099;;0;31/03/2099", "gross: not above zero"),
        ("Aciérie;2099;2000;1000;31/03/2099", "net: more than the amount with tax"),
        ("Aciérie;2099;;1000;31/03/2001", "due date: is over"),
        ("Inconnue;2099;;1000;31/03/2099", "company: “Inconnue” is not known"),
        ("VERRERIE ardoin;2099;;1000;31/03/2099", "company: as in line 2; keep one"),
    ],
)
def test_a_fault_keeps_all_calls_out(
    bring: Import, database: Database, capsys: pytest.CaptureFixture[str], line: str, fault: str
) -> None:
    bring("companies", COMPANIES)
    assert bring("dues", years(f"{CALLS}{line}\n")) == 1
    assert f"line 4, {fault}" in capsys.readouterr().err
    with database.read() as session:
        assert list_every_dues(session) == []


def test_a_banks_list_is_matched_where_certain_and_told_where_not(
    bring: Import, database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    bring("companies", COMPANIES)
    bring("dues", years(CALLS))
    lines = bank(
        "15/03/2099;VIR SEPA 2099-001 ACOMPTE;;700,00;",
        "16/03/2099;VIR SEPA 2099-001 ACOMPTE;;250,00;",
        "16/03/2099;VIR SEPA 2099-001 ACOMPTE;;250,00;",
        "17/03/2099;SUCRERIE DELMOTTE;;1 199,00;",
        "18/03/2099;Frais de tenue de compte;12,50;;",
        "19/03/2099;ACIERIE;;50,00;",
    )
    assert [bring("dues", lines) for _ in range(2)] == [0, 0]
    out = capsys.readouterr().out
    assert "dues: 3 lines matched, 2 to check, 0 as before" in out
    assert "dues: 0 lines matched, 2 to check, 3 as before" in out, "the same file again changes nothing"
    assert "line 6: to check, 1199,00: names a company that owes another amount (“SUCRERIE DELMOTTE”)" in out
    assert "line 8: to check, 50,00: neither a reference nor a company" in out
    assert "1 lines of money that went out, left out" in out
    with database.read() as session:
        dues = {one.reference[4:]: one for one in list_every_dues(session)}
        payments = list_payments(session, [dues["-001"].id])
    assert (dues["-001"].paid, dues["-002"].paid) == (120_000, 0)
    assert [cents for _, cents, _ in payments[dues["-001"].id]] == [70_000, 25_000, 25_000]


def test_a_list_in_two_parts_is_as_one(
    bring: Import, database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    bring("companies", COMPANIES)
    bring("dues", years(CALLS))
    first, second = "15/03/2099;VIR 2099-001;;700,00;", "16/03/2099;VIR 2099-001;;500,00;"
    bring("dues", bank(first))
    bring("dues", bank(first, second))
    assert "dues: 1 lines matched, 0 to check, 1 as before" in capsys.readouterr().out
    with database.read() as session:
        assert max(one.paid for one in list_every_dues(session)) == 120_000


def test_an_amount_that_could_be_two_refuses_the_whole_list(
    bring: Import, database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    bring("companies", COMPANIES)
    bring("dues", years(CALLS))
    assert bring("dues", bank("15/03/2099;VIR 2099-001;;700,00;", "16/03/2099;VIR 2099-002;;1.234.50;")) == 1
    assert "line 4, amount: unreadable amount: “1.234.50”" in capsys.readouterr().err
    with database.read() as session:
        assert sum(one.paid for one in list_every_dues(session)) == 0

"""Files as the tools of a club write them: each is read, and what is left out of it is named.

Slack: *Manage members* > *Export member list*. HelloAsso: the export of memberships. Dolibarr, CiviCRM,
Outlook, Google Contacts: their exports of people. All the people are made up.
"""

from dataclasses import dataclass

import pytest

from handlers.imports.encoding import decode
from handlers.imports.parse import parse_companies, parse_events, parse_members
from tests.bot.imports.test_cells import PARIS


@dataclass(frozen=True)
class Tool:
    """What a tool writes, of Éloïse Béranger and Maël Garçon of the Verrerie Ardoin."""

    text: str
    encoding: str = "utf-8"
    company: str = "Verrerie Ardoin"
    slack_id: str | None = None
    extra: bool = True


TOOLS = {
    "Excel in French": Tool(
        "Nom;Prénom;Courriel;Entreprise\r\n"
        "BÉRANGER;Éloïse;eloise@ardoin.example;Verrerie Ardoin\r\n"
        "GARÇON;Maël;mael@ardoin.example;Verrerie Ardoin\r\n",
        "cp1252",
        extra=False,
    ),
    "Excel with its line about the delimiter": Tool(
        'sep=;\r\n"Nom complet";"E-mail";"Société"\r\n'
        '"Éloïse Béranger";"eloise@ardoin.example";"Verrerie Ardoin"\r\n'
        '"Maël Garçon";"mael@ardoin.example";"Verrerie Ardoin"\r\n',
        "utf-8-sig",
        extra=False,
    ),
    "Excel, Texte Unicode": Tool(
        "Nom\tPrénom\tAdresse e-mail\tSociété\r\n"
        "Béranger\tÉloïse\teloise@ardoin.example\tVerrerie Ardoin\r\n"
        "Garçon\tMaël\tmael@ardoin.example\tVerrerie Ardoin\r\n",
        "utf-16",
        extra=False,
    ),
    "Excel for Mac, CSV (Macintosh)": Tool(
        "Nom;Prénom;Courriel;Société\r"
        "Béranger;Éloïse;eloise@ardoin.example;Verrerie Ardoin\r"
        "Garçon;Maël;mael@ardoin.example;Verrerie Ardoin\r",
        "mac_roman",
        extra=False,
    ),
    "Excel, CSV (MS-DOS)": Tool(
        "Nom;Prénom;Courriel;Société\r\n"
        "Béranger;Éloïse;eloise@ardoin.example;Verrerie Ardoin\r\n"
        "Garçon;Maël;mael@ardoin.example;Verrerie Ardoin\r\n",
        "cp850",
        extra=False,
    ),
    "LibreOffice, with titles above and empty cells around": Tool(
        "Liste des adhérents au 12/11/2026,,,,\n,,,,\n"
        "Nom et prénom,Courriel,Entreprise,,\n"
        '"BÉRANGER Éloïse",eloise@ardoin.example,Verrerie Ardoin,,\n'
        "GARÇON Maël,mael@ardoin.example,Verrerie Ardoin,,\n,,,,\n",
        extra=False,
    ),
    "Numbers": Tool(
        "Tableau 1;;\nNom complet;E-mail;Entreprise\n"
        "Éloïse Béranger;eloise@ardoin.example;Verrerie Ardoin\n"
        "Maël Garçon;mael@ardoin.example;Verrerie Ardoin\n",
        extra=False,
    ),
    "Google Sheets": Tool(
        "Horodateur,Prénom et nom,Adresse e-mail,Entreprise,Un mot ?\r\n"
        '14/11/2026 10:01:12,Éloïse Béranger,eloise@ardoin.example,Verrerie Ardoin,"Oui\n ""à vous"""\r\n'
        "14/11/2026 10:02:45,Maël Garçon,mael@ardoin.example,Verrerie Ardoin,\r\n"
    ),
    "Slack, list of members": Tool(
        "username,email,status,billing-active,has-2fa,has-sso,userid,fullname,displayname,expiration-timestamp\n"
        'eloise,eloise@ardoin.example,Member,1,0,0,U0ELOISE,"Éloïse Béranger","Éloïse",\n'
        'mael,mael@ardoin.example,Admin,1,1,0,U0MAEL,"Maël Garçon","",\n'
        'prime,,Bot,0,0,0,U0PRIME,"Prime","Prime",\n'
        'old,old@ardoin.example,Deactivated,0,0,0,U0OLD,"Ancien Membre","",\n',
        company="",
        slack_id="U0ELOISE",
    ),
    "HelloAsso": Tool(
        "Référence commande;Date de la commande;Statut de la commande;Nom adhérent;Prénom adhérent;"
        "Nom payeur;Prénom payeur;Email payeur;Raison sociale;Moyen de paiement;Tarif;Montant\r\n"
        "152801622;09/10/2026 21:59;Validé;BÉRANGER;Éloïse;Béranger;Éloïse;eloise@ardoin.example;"
        "Verrerie Ardoin;Carte bancaire;Adhésion;120,00\r\n"
        "152801623;10/10/2026 08:12;Validé;GARÇON;Maël;GARÇON;Maël;mael@ardoin.example;"
        "Verrerie Ardoin;Carte bancaire;Adhésion;120,00\r\n"
        "152801624;10/10/2026 08:15;Remboursé;MOREL;Zoé;Morel;Zoé;zoe@ardoin.example;;Carte bancaire;;\r\n",
        "utf-8-sig",
    ),
    "Dolibarr": Tool(
        '"Id adhérent","Nom","Prénom","Société","Email","Statut","Date fin adhésion"\n'
        '"12","Béranger","Éloïse","Verrerie Ardoin","eloise@ardoin.example","Validé","2027-12-31"\n'
        '"13","Garçon","Maël","Verrerie Ardoin","mael@ardoin.example","Validé","2027-12-31"\n'
        '"14","Morel","Zoé","","zoe@ardoin.example","Résilié","2024-12-31"\n'
    ),
    "CiviCRM": Tool(
        '"Contact ID","First Name","Last Name","Current Employer","Email","Phone"\r\n'
        '"201","Éloïse","Béranger","Verrerie Ardoin","eloise@ardoin.example","+33 1 23 45 67 89"\r\n'
        '"202","Maël","Garçon","Verrerie Ardoin","mael@ardoin.example",""\r\n'
    ),
    "Outlook": Tool(
        '"First Name","Middle Name","Last Name","Company","Job Title","E-mail Address","Business Phone"\r\n'
        '"Éloïse","","Béranger","Verrerie Ardoin","Directrice","eloise@ardoin.example","01 23 45 67 89"\r\n'
        '"Maël","","Garçon","Verrerie Ardoin","","mael@ardoin.example",""\r\n',
        "cp1252",
    ),
    "Google Contacts": Tool(
        "First Name,Last Name,Organization Name,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Value\n"
        "Éloïse,Béranger,Verrerie Ardoin,* Work,eloise@ardoin.example,+33 123456789\n"
        "Maël,Garçon,Verrerie Ardoin,* Work,mael@ardoin.example,\n"
    ),
    "association software": Tool(
        "Civilité;Nom;Prénom;Adresse mail;Téléphone;Structure;Ville;Date d'adhésion\r\n"
        "Mme;BÉRANGER;Éloïse;eloise@ardoin.example;01 23 45 67 89;Verrerie Ardoin;Évreux;01/02/2026\r\n"
        "M.;GARÇON;Maël;mael@ardoin.example;;Verrerie Ardoin;Évreux;01/02/2026\r\n",
        "utf-8-sig",
    ),
}


@pytest.mark.parametrize("tool", TOOLS.values(), ids=TOOLS)
def test_the_members_of_every_tools_file_are_read(tool: Tool) -> None:
    decoded = decode(tool.text.encode(tool.encoding))
    parsed = parse_members(decoded.text, ignore_extra=True)
    assert (decoded.faults, parsed.faults) == ([], [])
    eloise, mael = parsed.rows
    assert (eloise.name, eloise.email, eloise.company) == (
        "Éloïse Béranger",
        "eloise@ardoin.example",
        tool.company,
    )
    assert eloise.slack_id == tool.slack_id
    assert (mael.name, mael.email) == ("Maël Garçon", "mael@ardoin.example")


@pytest.mark.parametrize("tool", [tool for tool in TOOLS.values() if tool.extra])
def test_columns_that_nobody_knows_are_refused_by_name_unless_told_to_leave_them_out(tool: Tool) -> None:
    refused = [str(fault) for fault in parse_members(tool.text).faults]
    assert refused
    assert all("unknown column; expected: name, first name" in fault for fault in refused)
    assert all(fault.endswith("--ignore-extra leaves it out") for fault in refused)


def test_what_is_left_out_of_a_file_is_named() -> None:
    notes = parse_members(TOOLS["Slack, list of members"].text, ignore_extra=True).notes
    assert [str(note) for note in notes] == [
        "line 1: columns left out: username, billing-active, has-2fa, has-sso, displayname, "
        "expiration-timestamp",
        "line 4, status: “Bot”: left out",
        "line 5, status: “Deactivated”: left out",
    ]
    notes = parse_members(TOOLS["Numbers"].text).notes
    assert [str(note) for note in notes] == ["line 1: above the header, left out: “Tableau 1”"]


def test_the_address_of_whoever_paid_is_not_taken_for_the_members() -> None:
    text = (
        "Nom adhérent;Prénom adhérent;Nom payeur;Prénom payeur;Email payeur;Raison sociale\n"
        "Garçon;Maël;Béranger;Éloïse;eloise@ardoin.example;Verrerie Ardoin\n"
    )
    (fault,) = parse_members(text).faults
    assert str(fault) == (
        "line 2, e-mail: empty; the address is that of whoever paid, “Éloïse Béranger”: write this member’s"
    )


def test_a_status_that_nobody_knows_is_a_fault() -> None:
    (fault,) = parse_members("nom;courriel;statut\nMaël;mael@ardoin.example;Peut-être\n").faults
    assert str(fault).startswith("line 2, status: “Peut-être” is none of: active, member")


@pytest.mark.parametrize(
    "header", ["Entreprise;Nombre de voix", "Entreprise;Poids", "Raison sociale;Voix", "name,weight"]
)
def test_the_votes_of_companies_are_read_under_every_name(header: str) -> None:
    cell = ";" if ";" in header else ","
    parsed = parse_companies(f"{header}\nVerrerie Ardoin{cell}3\n")
    assert parsed.faults == []
    assert [(row.name, row.weight) for row in parsed.rows] == [("Verrerie Ardoin", 3)]


def test_a_line_of_totals_is_not_taken_for_a_company() -> None:
    (fault,) = parse_companies("Entreprise;Voix\nVerrerie Ardoin;2\nForges;1\nTotal :;3\n").faults
    assert str(fault) == "line 4: looks like a line of totals; delete it, or, if it is a name, move it up"
    assert parse_companies("Entreprise;Voix\nTotal;2\nForges;1\n").faults == []


def test_the_programme_of_a_season_is_read_as_a_spreadsheet_writes_it() -> None:
    text = (
        "sep=;\r\nProgramme 2027;;;;;;\r\n;;;;;;\r\n"
        "Activité;Type;Date;Heure début;Heure fin;Lieu;Nombre de places\r\n"
        "Forum chaleur;Forum;14/01/2027;09:30:00;17:00:00;Évreux;20,0\r\n"
        "Atelier étuves;Atelier;15/07/27;9h30;12 h;Évreux;\r\n"
    )
    parsed = parse_events(decode(text.encode("cp1252")).text, PARIS)
    assert parsed.faults == []
    assert [(row.title, row.starts_at.isoformat(), row.capacity) for row in parsed.rows] == [
        ("Forum chaleur", "2027-01-14T08:30:00+00:00", 20),
        ("Atelier étuves", "2027-07-15T07:30:00+00:00", None),
    ]

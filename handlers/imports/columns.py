"""The columns of the files that can be imported, by the names that people and their tools give them.

Besides our own: Slack's list of members (`userid`, `fullname`), HelloAsso (`Nom adhérent`, `Email payeur`),
Dolibarr, CiviCRM (`Current Employer`), Outlook (`E-mail Address`), Google Contacts (`E-mail 1 - Value`), and
what associations' spreadsheets say. Case, accents, spaces and marks do not count.
"""

from club.events import EventKind
from club.works import Level
from handlers.imports.table import Column
from storage.people import Role

_COMPANY = ("entreprise", "société", "raison sociale", "structure", "organisation", "organization", "tiers")
_COMPANY_NAMES = (
    "nom de l’entreprise",
    "nom de la société",
    "nom de l’organisation",
    "nom de la structure",
    "organization name",
    "organization 1 - name",
    "company name",
)

COMPANY_COLUMNS = (
    Column("name", ("nom", "company", *_COMPANY, *_COMPANY_NAMES), needed=True),
    Column("weight", ("poids", "voix", "votes", "nombre de voix", "number of votes")),
    Column("club organisation", ("club’s organisation", "organisation du club", "organise le club")),
)
MEMBER_COLUMNS = (
    Column(
        "name",
        ("nom", "full name", "fullname", "nom complet", "prénom et nom", "nom et prénom", "nom prénom"),
        needed=True,
        unless="last name",
    ),
    Column(
        "first name", ("prénom", "given name", "prénom adhérent", "prénom participant", "prénom du membre")
    ),
    Column(
        "last name",
        (
            *("nom de famille", "family name", "surname", "nom d’usage", "nom adhérent", "nom participant"),
            "nom du membre",
        ),
    ),
    Column(
        "e-mail",
        (
            *(
                "mail",
                "email address",
                "e-mail address",
                "adresse électronique",
                "courriel",
                "adresse e-mail",
            ),
            *("adresse mail", "e-mail 1 - value", "email adhérent", "email participant", "email du membre"),
            *("adresse courriel", "e-mail professionnel", "mail professionnel"),
        ),
    ),
    Column("slack id", ("slack", "member id", "user id", "userid", "identifiant slack", "id slack")),
    Column("company", (*_COMPANY, *_COMPANY_NAMES, "current employer", "employeur actuel", "employeur")),
    Column("role", ("rôle",)),
    Column("status", ("statut", "slack status", "statut de la commande")),
    Column("payer e-mail", ("email payeur", "e-mail du payeur")),
    Column("payer first name", ("prénom payeur", "prénom du payeur")),
    Column("payer last name", ("nom payeur", "nom du payeur")),
)
EVENT_COLUMNS = (
    Column("title", ("titre", "name", "nom", "intitulé", "événement", "activité"), needed=True),
    Column("kind", ("type", "genre", "nature"), needed=True),
    Column("day", ("date", "jour")),
    Column("start", ("starts at", "début", "date de début", "start date"), needed=True, unless="day"),
    Column("start time", ("heure", "heure de début", "heure début", "time")),
    Column("end", ("ends at", "fin", "date de fin", "end date"), needed=True, unless="end time"),
    Column("end time", ("heure de fin", "heure fin")),
    Column("all day", ("whole day", "toute la journée", "journée entière", "jour entier")),
    Column("place", ("lieu", "location", "adresse")),
    Column("video link", ("video", "visio", "lien visio", "lien vidéo")),
    Column("host company", ("host", "hôte", "entreprise hôte", "entreprise d’accueil", "accueil")),
    Column("capacity", ("seats", "places", "capacité", "nombre de places", "jauge")),
    Column(
        "deadline", ("answer by", "réponse avant", "date limite", "échéance", "date limite d’inscription")
    ),
    Column("agenda", ("programme", "ordre du jour", "description")),
)
WORK_COLUMNS = (
    Column("title", ("titre", "name", "nom", "intitulé"), needed=True),
    Column("year", ("année", "an"), needed=True),
    Column("link", ("lien", "url", "adresse")),
    Column("summary", ("résumé", "description")),
    Column("topic", ("sujet", "sujet d’origine")),
    Column("level", ("niveau", "diffusion", "visibilité", "visibility", "audience")),
    Column("companies", ("entreprises", "entreprise", "company", "sociétés", "organisations")),
)
_GROSS = ("ttc", "montant ttc", "amount with tax", "montant", "amount", "toutes taxes")
_DUE = ("échéance", "date d’échéance", "à régler avant le", "due", "pay by")
_BOOKED = (
    *("jour", "date de l’opération", "date d’opération", "date opération", "date de comptabilisation"),
    *("date comptable", "day", "booking date", "transaction date"),
)
_RECEIVED = ("montant", "montant de l’opération", "montant en euros", "credit", "crédit", "crédit euros")
_LABEL = (
    *("libellé", "libellé de l’opération", "libellé opération", "libellé simplifié", "description"),
    *("intitulé", "nature de l’opération", "details", "motif"),
)
DUES_COLUMNS = (
    Column("company", (*_COMPANY, *_COMPANY_NAMES), needed=True),
    Column("year", ("année", "exercice", "an"), needed=True),
    Column("net", ("ht", "montant ht", "amount without tax", "hors taxes")),
    Column("gross", _GROSS, needed=True),
    Column("due date", _DUE, needed=True),
    Column("reference", ("référence", "ref", "facture", "invoice")),
)
"""Calls of dues."""
BANK_COLUMNS = (
    Column("date", _BOOKED, needed=True),
    Column("amount", _RECEIVED, needed=True),
    Column("debit", ("débit", "débit euros")),
    Column("label", _LABEL, needed=True),
    Column("reference", ("référence", "référence de l’opération", "ref", "informations complémentaires")),
)
"""A bank's list; it has more columns, which are left out."""

ROLES = {
    "member": Role.MEMBER,
    "membre": Role.MEMBER,
    "organiser": Role.ORGANISER,
    "organizer": Role.ORGANISER,
    "organisateur": Role.ORGANISER,
    "organisatrice": Role.ORGANISER,
}
LEVELS = {
    **dict.fromkeys(("members", "member", "membres", "membre", "reserve aux membres"), Level.MEMBERS),
    **dict.fromkeys(("public", "publique", "tout public", "open"), Level.PUBLIC),
}
YES_OR_NO = {
    **dict.fromkeys(("yes", "oui", "x", "true", "vrai", "1"), True),
    **dict.fromkeys(("no", "non", "false", "faux", "0"), False),
}
KINDS = {
    "meeting": EventKind.MEETING,
    "reunion": EventKind.MEETING,
    "workshop": EventKind.WORKSHOP,
    "atelier": EventKind.WORKSHOP,
    "forum": EventKind.FORUM,
    "other": EventKind.OTHER,
    "autre": EventKind.OTHER,
}
# "Admin" and "Owner" are Slack's: they say nothing of who organises the club.
STATUSES = {
    **dict.fromkeys(("active", "member", "admin", "owner", "primary owner"), True),
    **dict.fromkeys(("actif", "membre", "valide", "a jour", "adhesion a jour"), True),
    **dict.fromkeys(("inactive", "deactivated", "bot", "invited", "guest", "restricted"), False),
    **dict.fromkeys(("ultra restricted", "single-channel guest", "multi-channel guest"), False),
    **dict.fromkeys(("inactif", "resilie", "annule", "annulee", "rembourse", "refuse", "abandonne"), False),
    **dict.fromkeys(("brouillon", "archive", "sorti", "demissionnaire"), False),
}
"""Whether a line with this status, in Slack or in an association's software, is about a member."""

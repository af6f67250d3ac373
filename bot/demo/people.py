"""The people of the demo: a club of invented companies of French industry, and who stands around it."""

from dataclasses import dataclass

from club.folding import fold
from club.ids import SlackId


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person of the workspace; a member of the club unless `kind` says what else."""

    name: str
    title: str
    company: str
    role: str = "member"
    locale: str = "fr-FR"
    zone: str = "Europe/Paris"
    kind: str = "member"
    """`member`, `newcomer` (not in the club yet), `guest` or `stranger` (Slack's own words)."""

    @property
    def slack_id(self) -> SlackId:
        """`U` and the letters of the name, so that an address of the page can be read."""
        return SlackId("U" + "".join(c for c in fold(self.name).upper() if c.isalpha()))

    @property
    def handle(self) -> str:
        """As Slack writes it after @."""
        return fold(self.name).replace(" ", ".").replace("'", "")

    @property
    def email(self) -> str:
        """At the company, in a domain that belongs to nobody (RFC 2606)."""
        domain = "".join(c if c.isalnum() else "-" for c in fold(self.company))
        return f"{self.handle}@{domain}.example"


OFFICE = "Club PRIME"
"""Where the staff works: they organise and represent no company."""
ODILE = "Odile Garnier"
CLAIRE, KARIM, JAMES = "Claire Vasseur", "Karim Benali", "James Whitfield"
"""Those whom the first minute is about; James reads English, in London."""

ORGANISERS = (
    Somebody(ODILE, "Déléguée générale", OFFICE, role="organiser"),
    Somebody("Thomas Lescure", "Chargé des activités", OFFICE, role="organiser"),
)

COMPANIES: dict[str, tuple[tuple[str, str], ...]] = {
    "Verrerie Ardoin": (
        (CLAIRE, "Responsable énergie"),
        ("Paul Ardoin", "Directeur industriel"),
        ("Inès Moulin", "Ingénieure procédés"),
    ),
    "Papeterie du Val": (
        (KARIM, "Directeur d’usine"),
        ("Sophie Lemaire", "Responsable achats d’énergie"),
        ("Étienne Gaudin", "Chef de projet décarbonation"),
    ),
    "Sucrerie Delmotte": (
        ("Margaux Delmotte", "Directrice générale adjointe"),
        ("Rémi Chauvet", "Responsable maintenance"),
        ("Nadia Ziani", "Ingénieure énergie"),
    ),
    "Fonderie Roussel": (
        ("Jean-Baptiste Roussel", "Président"),
        ("Lucie Ferrand", "Responsable environnement"),
        ("Antoine Brossard", "Responsable fusion"),
    ),
    "Cimenterie de la Loue": (
        ("Hélène Marchal", "Directrice de site"),
        ("Olivier Tissot", "Ingénieur combustibles"),
        ("Fatou Diarra", "Responsable climat"),
    ),
    "Laiterie Sainte-Aure": (
        ("Yann Le Goff", "Responsable utilités"),
        ("Camille Rouault", "Directrice technique"),
        ("Bruno Hamelin", "Chef de projet froid"),
    ),
    "Briqueterie Terrasson": (
        ("Agnès Terrasson", "Gérante"),
        ("Maxime Duvernay", "Responsable fours"),
        ("Leïla Haddad", "Ingénieure qualité"),
    ),
    "Aciérie du Plessis": (
        ("Philippe Carpentier", "Directeur énergie"),
        ("Julie Hoareau", "Cheffe de projet hydrogène"),
        (JAMES, "Head of sustainability"),
    ),
    "Chimie Valbonne": (
        ("Isabelle Fontaine", "Directrice HSE"),
        ("Mathieu Pélissier", "Ingénieur vapeur"),
        ("Sarah Cohen-Tardy", "Responsable innovation"),
    ),
    "Brasserie Kerouët": (
        ("Gwenaëlle Kerouët", "Directrice"),
        ("Damien Poulain", "Responsable production"),
        ("Alice Thévenet", "Responsable RSE"),
    ),
    "Conserverie Lamarque": (
        ("Stéphane Lamarque", "Directeur"),
        ("Céline Bordes", "Responsable stérilisation"),
        ("Hugo Peyron", "Automaticien"),
    ),
    "Filatures Blanc-Mesny": (
        ("Dominique Mesny", "Directrice industrielle"),
        ("Arnaud Wagner", "Responsable teinture"),
        ("Pauline Schmitt", "Ingénieure travaux neufs"),
    ),
    "Faïencerie d’Orbec": (
        ("Benoît Aubry", "Responsable cuisson"),
        ("Valérie Jourdain", "Directrice"),
    ),
}

NEWCOMER = Somebody("Solène Marchand", "Responsable émaillage", "Faïencerie d’Orbec", kind="newcomer")
"""Whose request to join waits for the organisers."""

AROUND = (
    NEWCOMER,
    Somebody("Nicolas Berthet", "Directeur", "Tuilerie des Forges", kind="newcomer"),
    Somebody("Élodie Prat", "Bureau d’études", "Thermia Conseil", kind="guest"),
    Somebody("Lena Hofmann", "Energiemanagerin", "Glashütte Brandt", kind="stranger", locale="de-DE"),
)
"""In the workspace, and not in the club."""


def members() -> list[Somebody]:
    """Everybody of the club, organisers last."""
    found = [
        Somebody(name, title, company, **_abroad(name))
        for company, people in COMPANIES.items()
        for name, title in people
    ]
    return [*found, *ORGANISERS]


def _abroad(name: str) -> dict[str, str]:
    return {"locale": "en-GB", "zone": "Europe/London"} if name == JAMES else {}


def everybody() -> list[Somebody]:
    """All whom the page can be."""
    return [*members(), *AROUND]

"""What companies of the demo's club would have the public read of them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from club.ids import MemberId
from club.publication import Sector
from handlers.belonging.companies import form


@dataclass(frozen=True, slots=True)
class DemoCompanyPage:
    """A company's page as one of its members types it, and who then agrees to it."""

    company: str
    by: str
    typed: form.CompanyPageForm
    written: str
    """Paris wall-clock, as everything in the demo's past."""
    contact: str = ""
    """A colleague named as contact."""
    agreed_by: str = ""
    agreed: str = ""
    contact_agreed: str = ""

    def filled(self, members: Mapping[str, MemberId]) -> form.CompanyPageForm:
        """The form, its contact chosen from the colleagues."""
        chosen = str(members[self.contact]) if self.contact else form.NO_CONTACT
        return replace(self.typed, contact=chosen)


def _typed(
    activity: str, sector: Sector, sites: tuple[str, ...], host: str, mailbox: str
) -> form.CompanyPageForm:
    return form.CompanyPageForm(activity, sector.value, sites, f"https://{host}", "", "", f"{mailbox}@{host}")


GLASS = DemoCompanyPage(
    "Verrerie Ardoin",
    "Inès Moulin",
    _typed(
        "Bouteilles et flacons de verre recyclé. Le four 3 rend sa chaleur perdue à la ville voisine.",
        Sector.GLASS,
        ("Lyon, fours", "Mâcon, décor"),
        "verrerie-ardoin.example",
        "ines.moulin",
    ),
    "2026-12-09 14:10",
    contact="Inès Moulin",
    agreed_by="Paul Ardoin",
    agreed="2026-12-10 08:30",
    contact_agreed="2026-12-10 09:15",
)
SUGAR = DemoCompanyPage(
    "Sucrerie Delmotte",
    "Margaux Delmotte",
    _typed(
        "Sucre de betterave et pulpes. L’évaporation à cinq effets est ouverte aux visites.",
        Sector.FOOD,
        ("Arras",),
        "sucrerie-delmotte.example",
        "contact",
    ),
    "2026-12-11 15:20",
    agreed_by="Margaux Delmotte",
    agreed="2026-12-11 15:25",
)
CEMENT = DemoCompanyPage(
    "Cimenterie de la Loue",
    "Fatou Diarra",
    _typed(
        "Ciments à faible teneur en clinker, liants routiers.",
        Sector.CEMENT,
        ("Ornans, usine", "Besançon, laboratoire"),
        "cimenterie-de-la-loue.example",
        "fatou.diarra",
    ),
    "2026-12-14 16:00",
    contact="Fatou Diarra",
    agreed_by="Hélène Marchal",
    agreed="2026-12-15 10:40",
)
STEEL = DemoCompanyPage(
    "Aciérie du Plessis",
    "Philippe Carpentier",
    _typed(
        "Aciers longs issus de ferrailles, au four électrique.",
        Sector.METALS,
        ("Grenoble",),
        "acierie-du-plessis.example",
        "contact",
    ),
    "2026-12-15 11:10",
    agreed_by="Philippe Carpentier",
    agreed="2026-12-15 11:15",
)
STEEL_SINCE = replace(
    STEEL,
    by="Julie Hoareau",
    typed=replace(
        STEEL.typed,
        activity="Aciers longs issus de ferrailles, au four électrique ; essais de brûleurs à l’hydrogène.",
    ),
    written="2026-12-22 16:45",
    agreed_by="",
    agreed="",
)
PAPER = DemoCompanyPage(
    "Papeterie du Val",
    "Sophie Lemaire",
    _typed(
        "Papiers d’emballage recyclés, séchés à la vapeur de bois.",
        Sector.PAPER,
        ("Tours",),
        "papeterie-du-val.example",
        "contact",
    ),
    "2026-12-28 10:05",
)

PAGES = (GLASS, SUGAR, CEMENT, STEEL, STEEL_SINCE, PAPER)
"""Three are agreed to, of one the contact has yet to agree; one was changed since; one is a draft."""

"""The sectors in words."""

from collections.abc import Mapping

from club.publication import Sector
from handlers.words import mark

SECTORS: Mapping[Sector, str] = {
    Sector.FOOD: mark("Food and drink"),
    Sector.ENERGY: mark("Energy and utilities"),
    Sector.CEMENT: mark("Cement, lime and plaster"),
    Sector.CERAMICS: mark("Ceramics, bricks and tiles"),
    Sector.CHEMICALS: mark("Chemicals and pharmaceuticals"),
    Sector.ELECTRONICS: mark("Electronics and electrical goods"),
    Sector.ENGINEERING: mark("Engineering and consulting"),
    Sector.EQUIPMENT: mark("Industrial equipment"),
    Sector.FOUNDRY: mark("Foundry"),
    Sector.GLASS: mark("Glass"),
    Sector.MACHINERY: mark("Mechanical engineering"),
    Sector.METALS: mark("Steel and metals"),
    Sector.PAPER: mark("Paper and board"),
    Sector.PLASTICS: mark("Plastics and rubber"),
    Sector.RESEARCH: mark("Research and training"),
    Sector.TEXTILES: mark("Textiles and leather"),
    Sector.VEHICLES: mark("Cars, rail and aerospace"),
    Sector.WOOD: mark("Wood and furniture"),
    Sector.OTHER: mark("Another sector"),
}

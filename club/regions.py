"""The region of an address, by its postal code (La Poste: the first two figures are the département's)."""

import re
from collections.abc import Mapping

_CODE = re.compile(r"(?<!\d)(\d{2}) ?\d{3}(?=\s+[^\W\d_])")
"""Before the name of a town; the last in an address is the town's."""
_BEYOND = re.compile(r"(?<!\d)(97[1-6])\d{2}(?!\d)")
REGIONS: Mapping[str, str] = {
    "Auvergne-Rhône-Alpes": "01 03 07 15 26 38 42 43 63 69 73 74",
    "Bourgogne-Franche-Comté": "21 25 39 58 70 71 89 90",
    "Bretagne": "22 29 35 56",
    "Centre-Val de Loire": "18 28 36 37 41 45",
    "Corse": "20",
    "Grand Est": "08 10 51 52 54 55 57 67 68 88",
    "Hauts-de-France": "02 59 60 62 80",
    "Île-de-France": "75 77 78 91 92 93 94 95",
    "Normandie": "14 27 50 61 76",
    "Nouvelle-Aquitaine": "16 17 19 23 24 33 40 47 64 79 86 87",
    "Occitanie": "09 11 12 30 31 32 34 46 48 65 66 81 82",
    "Pays de la Loire": "44 49 53 72 85",
    "Provence-Alpes-Côte d’Azur": "04 05 06 13 83 84",
    "Outre-mer": "971 972 973 974 975 976",
}
_OF = {code: region for region, codes in REGIONS.items() for code in codes.split()}


def region_of(address: str) -> str:
    """The region; empty for an address without a French postal code."""
    if beyond := _BEYOND.search(address):
        return _OF[beyond[1]]
    codes = [code for code in _CODE.findall(address) if code in _OF]
    return _OF[codes[-1]] if codes else ""

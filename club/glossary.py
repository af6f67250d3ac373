"""The club's terms of energy, in French and in English: whoever looks for one finds what says the other.

A term of several words is one: "waste heat" is "chaleur fatale", and neither of its words alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice, product

from club.english import ENGLISH
from club.folding import fold

TERMS = """
accumulateur thermique, stockage de chaleur | heat storage, thermal storage
achat d'énergie | power purchase, energy procurement
air comprimé | compressed air
audit énergétique | energy audit
autoconsommation | self-consumption
bilan carbone | carbon footprint
biogaz, biométhane | biogas, biomethane
biomasse, bois énergie | biomass, wood energy
brûleur | burner
captage du carbone, capture du carbone | carbon capture
certificat d'économies d'énergie, CEE | energy savings certificate, white certificate
chaleur | heat
chaleur fatale, chaleur de récupération | waste heat, excess heat
chaudière | boiler
chaufferie | boiler house, boiler room
ciment | cement
cogénération | cogeneration, combined heat and power, CHP
combustible solide de récupération, CSR | solid recovered fuel, SRF
combustion | combustion
comptage, sous-comptage | metering, submetering
compresseur | compressor
condensat | condensate
décarbonation | decarbonisation, decarbonization
distillation | distillation
eau chaude | hot water
échangeur | heat exchanger
éclairage | lighting
économies d'énergie | energy savings
efficacité énergétique | energy efficiency
effacement, flexibilité | demand response, flexibility
électrification | electrification
électrolyse, électrolyseur | electrolysis, electrolyser
éolien | wind power
évaporateur | evaporator
financement | funding, financing
four | furnace, kiln
froid | cooling, refrigeration
fumées | flue gas
gaz naturel | natural gas
géothermie | geothermal
hydrogène | hydrogen
isolation, calorifuge | insulation
maintenance | maintenance
mesure et vérification | measurement and verification
méthanisation | anaerobic digestion
moteur électrique | electric motor
performance énergétique | energy performance
pompe | pump
pompe à chaleur, PAC | heat pump
quota de CO2 | emission allowance, carbon allowance
récupération de chaleur | heat recovery
recompression mécanique de vapeur, RMV | mechanical vapour recompression, mechanical vapor recompression, MVR
réseau de chaleur | district heating, heat network
séchage | drying
sobriété | sufficiency
solaire thermique | solar thermal, solar heat
photovoltaïque | photovoltaic, solar power
stockage | storage
subvention, aide publique | grant, subsidy
système de management de l'énergie | energy management system
tour aéroréfrigérante | cooling tower
traitement de l'eau | water treatment
turbine | turbine
vapeur | steam
variateur de vitesse | variable speed drive, frequency converter
vitrage | glazing
"""
"""A term a line: in French, then in English; beside each other what means the same."""
MOST_WORDS = 6
"""Of a term."""
MOST_REWORDED = 6
"""Ways in which a search is said anew."""
MOST_WORDINGS, LONGEST_WORDING = 5, 60
"""Of one language in a club's own term; of one of them, in characters."""
MOST_OWN = 200
"""Terms that a club adds."""
_EMPTY = frozenset(
    ("a", "au", "aux", "d", "de", "des", "du", "et", "l", "la", "le", "les", "and", "of", "the")
)
_SHORT = 3
"""Letters of an abbreviation: read where somebody types it, looked for in place of nothing else."""
_LONG = 4
"""Letters of a word that has a plural worth taking off."""

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GlossaryTerm:
    """One meaning, in both languages; the first word of each is the usual one."""

    french: Sequence[str]
    english: Sequence[str]

    @property
    def wordings(self) -> Sequence[str]:
        """Everything that says it."""
        return (*self.french, *self.english)


@dataclass(frozen=True, slots=True)
class GlossaryPiece:
    """A piece of what was typed: the words, and what else says the same."""

    words: str
    others: Sequence[str] = ()


class Glossary:
    """Terms, by everything that says them."""

    def __init__(self, terms: Sequence[GlossaryTerm]) -> None:
        self.terms = tuple(terms)
        found: dict[Key, list[str]] = {}
        for term in self.terms:
            for wording in term.wordings:
                known = found.setdefault(key_of(wording), [])
                known.extend(other for other in term.wordings if other not in known)
        self._meanings: Mapping[Key, Sequence[str]] = found
        self._words = frozenset(word for term in self.terms for one in term.wordings for word in key_of(one))

    def known(self, term: GlossaryTerm) -> Sequence[str]:
        """Which of its wordings stand in this glossary."""
        return [one for one in term.wordings if key_of(one) in self._meanings]

    def holds(self, term: GlossaryTerm) -> bool:
        """Whether it says all of this already, as one term."""
        wanted = {key_of(one) for one in term.wordings}
        return any(wanted <= {key_of(one) for one in known.wordings} for known in self.terms)

    def read(self, typed: str) -> list[GlossaryPiece]:
        """What was typed, in pieces: the longest term that begins at a word, or that word alone."""
        words, said, at = typed.split(), list[GlossaryPiece](), 0
        while at < len(words):
            ends = range(min(len(words), at + MOST_WORDS), at, -1)
            end = next((end for end in ends if key_of(" ".join(words[at:end])) in self._meanings), at + 1)
            piece = " ".join(words[at:end])
            said.append(GlossaryPiece(piece, self._others(piece)))
            at = end
        return said

    def knows(self, word: str) -> bool:
        """Whether a folded word is one of the trade's, alone or in a longer term, or ordinary English.

        Such a word is spelled as it is meant: "heat" is no slip of "head", nor "paint" of "saint".
        """
        key = key_of(word)
        return bool(key) and (self._words.issuperset(key) or word in ENGLISH or _singular(word) in ENGLISH)

    def rewordings(self, typed: str) -> list[str]:
        """The same said otherwise, each term in turn; nothing where it holds none."""
        pieces = [(one.words, *one.others) for one in self.read(typed)]
        # As many as are wanted, and no more: there are more of a long search than memory has room for.
        return [" ".join(way) for way in islice(product(*pieces), 1, 1 + MOST_REWORDED)]

    def _others(self, piece: str) -> Sequence[str]:
        own = key_of(piece)
        known = self._meanings.get(own, ())
        return [other for other in known if len(other) > _SHORT and key_of(other) != own]


def key_of(wording: str) -> Key:
    """What two ways to write a term have in common: folded, without plurals and words that say nothing."""
    plain = "".join(c if c.isalnum() else " " for c in fold(wording))
    return tuple(_singular(word) for word in plain.split() if word not in _EMPTY)


def _singular(word: str) -> str:
    return word[:-1] if len(word) >= _LONG and word[-1] in "sx" else word


def _parsed(lines: str) -> list[GlossaryTerm]:
    halves = (line.split("|") for line in lines.strip().splitlines())
    return [GlossaryTerm(_wordings(french), _wordings(english)) for french, english in halves]


def _wordings(listed: str) -> list[str]:
    return [one.strip() for one in listed.split(",")]


COMMON = Glossary(_parsed(TERMS))
"""What every club of the trade says."""


class TermFlaw(StrEnum):
    """What is wrong with the wordings of one language, as somebody typed them."""

    EMPTY = "empty"
    MANY = "many"
    LONG = "long"


def wordings_of(typed: str) -> list[str]:
    """What stands between commas or on lines of their own, each once."""
    found = (" ".join(one.split()) for one in typed.replace("\n", ",").replace(";", ",").split(","))
    return list({key_of(one) or (one,): one for one in found if one}.values())


def flaw_of(wordings: Sequence[str]) -> TermFlaw | None:
    """Why these cannot be what a term is called in one language; None: they can."""
    if not wordings or not all(map(key_of, wordings)):
        return TermFlaw.EMPTY
    if len(wordings) > MOST_WORDINGS:
        return TermFlaw.MANY
    if any(len(one) > LONGEST_WORDING or len(one.split()) > MOST_WORDS for one in wordings):
        return TermFlaw.LONG
    return None

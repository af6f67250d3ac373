"""What the demo's club proposes, votes on and evaluates; times are Paris wall-clock."""

from dataclasses import dataclass

from bot.demo.people import CLAIRE, KARIM
from club.ballots import Criterion, Grade, Stance
from club.groups import GroupShares
from club.topics import TopicKind


@dataclass(frozen=True, slots=True)
class Idea:
    """A topic, and who stood behind it in the days that followed."""

    when: str
    who: str
    kind: TopicKind
    title: str
    description: str
    why: str
    supporters: tuple[str, ...] = ()
    comment: tuple[str, str] = ("", "")
    """Who said what of it."""


HEAT = Idea(
    *("2026-10-06 09:20", "Inès Moulin", TopicKind.STUDY, "Chaleur fatale : du diagnostic au contrat"),
    "Partir des trois sites déjà mesurés et écrire ce qui manque : qui investit, qui exploite, qui achète.",
    "Les gisements sont connus ; ce sont les contrats qui bloquent.",
    (CLAIRE, "Hélène Marchal", "Antoine Brossard", "Agnès Terrasson", "Gwenaëlle Kerouët"),
    ("Hélène Marchal", "Nous avons un projet de contrat avec le réseau de chaleur : je peux l’apporter."),
)
PUMPS = Idea(
    *("2026-10-06 14:05", "Mathieu Pélissier", TopicKind.STUDY, "Pompes à chaleur haute température"),
    "Au-dessus de 120 °C : machines disponibles, coefficients mesurés et non annoncés, entretien.",
    "Quatre d’entre nous ont un devis sur leur bureau.",
    ("Camille Rouault", "Damien Poulain", "Arnaud Wagner", "Valérie Jourdain"),
    ("Camille Rouault", "La nôtre tourne depuis mars ; les relevés sont à vous."),
)
TWINS = Idea(
    *("2026-10-07 10:15", "Sarah Cohen-Tardy", TopicKind.PROGRAMME, "Jumeaux numériques des utilités"),
    "Un modèle commun de chaufferie et de groupe froid, à régler par chacun sur son site.",
    "Seul, personne n’a le temps d’en bâtir un.",
    ("Hugo Peyron", "Bruno Hamelin", "Nadia Ziani"),
)
AIR = Idea(
    *(
        "2026-10-07 16:40",
        "Stéphane Lamarque",
        TopicKind.STUDY,
        "Air comprimé : fuites, pression, récupération",
    ),
    "Une campagne de mesure la même semaine sur dix sites, avec la même méthode.",
    "Un cinquième de notre électricité ; un tiers part en fuites.",
    ("Rémi Chauvet", "Maxime Duvernay"),
)
LEAKS = Idea(
    *("2026-10-08 11:30", "Hugo Peyron", TopicKind.STUDY, "Détection des fuites par ultrasons"),
    "Comparer trois détecteurs et deux prestataires.",
    "Les écarts de prix sont de un à cinq.",
    ("Yann Le Goff",),
)
BAROMETER = Idea(
    *("2026-10-08 15:00", "Isabelle Fontaine", TopicKind.PROGRAMME, "Baromètre énergie des sites"),
    "Chaque année les mêmes vingt indicateurs, rendus anonymes.",
    "Savoir où l’on se situe avant d’investir.",
    ("Fatou Diarra", "Dominique Mesny", "Pauline Schmitt"),
)
STORAGE = Idea(
    *("2026-11-23 09:45", "Olivier Tissot", TopicKind.STUDY, "Stockage thermique de quelques heures"),
    "Eau surchauffée, sels, briques : ce qui se vend, ce que cela coûte par kilowattheure déplacé.",
    "Les heures à prix négatif se multiplient.",
    ("Paul Ardoin", "Julie Hoareau", "Céline Bordes"),
    ("Julie Hoareau", "À lier aux prix horaires : nous avons trois ans de données."),
)
KILNS = Idea(
    *("2026-11-24 10:30", "Benoît Aubry", TopicKind.PROGRAMME, "Électrification des fours de cuisson"),
    "Un four pilote partagé : faïence, brique, verre creux.",
    "Un essai coûte autant que l’étude ; à plusieurs, il devient possible.",
    ("Maxime Duvernay", CLAIRE),
)
STEAM = Idea(
    *("2026-11-25 14:20", "Céline Bordes", TopicKind.STUDY, "Vapeur : purgeurs, condensats, calorifuge"),
    "Un relevé complet de dix réseaux, chiffré, avec l’ordre des travaux.",
    "Rien de neuf, et pourtant la meilleure rentabilité de la liste.",
    (KARIM, "Mathieu Pélissier", "Arnaud Wagner", "Bruno Hamelin"),
)
HYDROGEN = Idea(
    *(
        "2026-11-26 09:10",
        "Philippe Carpentier",
        TopicKind.STUDY,
        "Hydrogène : brûleurs mixtes, essais et sécurité",
    ),
    "Ce que disent les essais à 20 et 40 % en volume, et les règles d’implantation.",
    "Nos clients demandent une réponse pour 2028.",
    ("Jean-Baptiste Roussel",),
)
BUYING = Idea(
    *("2026-11-30 11:00", "Sophie Lemaire", TopicKind.PROGRAMME, "Achat groupé d’électricité renouvelable"),
    "Un contrat de long terme à plusieurs acheteurs, à partir de 2029.",
    "Seuls les grands sites y ont accès aujourd’hui.",
    ("Gwenaëlle Kerouët", "Dominique Mesny"),
)
TRIP = Idea(
    *("2026-12-02 17:15", "Alice Thévenet", TopicKind.ACTIVITY, "Voyage d’étude au Danemark"),
    "Trois jours : réseau de chaleur d’Esbjerg, une laiterie, une cimenterie.",
    "Voir ce qui fonctionne.",
    ("Lucie Ferrand", "Leïla Haddad"),
)
FAIR = Idea(
    *("2026-12-10 09:35", "Étienne Gaudin", TopicKind.OUTSIDE, "Salon Énergies et procédés, Lyon, juin 2027"),
    "Une visite à plusieurs, avec un fil rouge sur les échangeurs.",
    "On y voit mieux à dix que chacun de son côté.",
    ("Nadia Ziani",),
)
IDEAS = (HEAT, PUMPS, TWINS, AIR, LEAKS, BAROMETER, STORAGE, KILNS, STEAM, HYDROGEN, BUYING, TRIP, FAIR)

SHORTLISTED = (
    ("2026-10-15 10:00", (HEAT, PUMPS, TWINS, AIR, BAROMETER)),
    ("2026-12-16 10:00", (TWINS, AIR, STORAGE, KILNS, STEAM, HYDROGEN, BUYING)),
)
MERGED = ("2026-10-14 09:30", LEAKS, AIR)
DECLINED = (
    "2026-12-15 09:30",
    TRIP,
    "Le budget 2027 des voyages est engagé ; à proposer de nouveau pour 2028.",
)

AUTUMN, YEAR, SEALED = "Choix des études d’automne", "Choix des études 2027", "Programme collaboratif 2027"
RESOLUTION = (
    "Comptes 2026",
    "Approuvez-vous les comptes 2026 et le report de l’excédent sur 2027 ?",
    "L’exercice 2026 se solde par un excédent de 3 140 €. Il est proposé de l’affecter au budget 2027 des "
    "journées ouvertes aux partenaires.",
)
"""Title, question, text."""
EVALUATION = "Évaluation du baromètre"
BAROMETER_LINK = "https://club.example/barometre-{year}.pdf"

BAROMETER_OWNERS = ("Verrerie Ardoin", "Papeterie du Val")
USES = (
    (
        "2026-12-08 10:20",
        "Isabelle Fontaine",
        "Bilan énergie 2026",
        "https://club.example/bilan",
        True,
    ),
    ("2026-12-09 16:05", "Paul Ardoin", "Comité d’investissement", "", False),
    ("2026-12-15 11:40", "Sophie Lemaire", "Colloque Chaleur industrielle, Lyon", "", True),
)
"""Where the last barometer served: when, who says so, where, a link, and whether ALLICE is cited."""

PURPOSE = "Mesurer les fumées de trois sites, puis comparer les récupérateurs du marché."
BROUGHT: dict[str, GroupShares] = {
    "Julie Hoareau": GroupShares("Deux jours par mois", "Trois ans de températures de fumées"),
    "Paul Ardoin": GroupShares(site="Le four 2, à visiter en mars"),
    KARIM: GroupShares("Un stagiaire de mars à août", money="10 000 € de mesures"),
}
"""Who works on it for their company, and what they bring; the first leads the group."""

AUTUMN_VOTES: dict[str, tuple[Idea, ...]] = {
    "Paul Ardoin": (HEAT, PUMPS),
    KARIM: (HEAT, TWINS),
    "Nadia Ziani": (HEAT, PUMPS),
    "Antoine Brossard": (HEAT, AIR),
    "Hélène Marchal": (HEAT, PUMPS),
    "Yann Le Goff": (PUMPS, AIR),
    "Maxime Duvernay": (HEAT,),
    "Julie Hoareau": (HEAT, TWINS),
    "Mathieu Pélissier": (PUMPS,),
    "Damien Poulain": (HEAT, PUMPS),
    "Valérie Jourdain": (HEAT, PUMPS),
}
YEAR_VOTES: dict[str, tuple[Idea, ...]] = {
    "Antoine Brossard": (HYDROGEN, AIR),
    "Olivier Tissot": (STORAGE, STEAM),
    "Bruno Hamelin": (STEAM, STORAGE),
    "Agnès Terrasson": (STEAM,),
    "Sarah Cohen-Tardy": (STORAGE, AIR),
}
RESOLUTION_VOTES: dict[str, Stance] = {
    "Antoine Brossard": Stance.FOR,
    "Olivier Tissot": Stance.FOR,
    "Sarah Cohen-Tardy": Stance.ABSTAIN,
}
SEALED_VOTES: dict[str, tuple[Idea, ...]] = {
    "Benoît Aubry": (KILNS, BUYING, TWINS),
    "Sophie Lemaire": (BUYING, TWINS, KILNS),
    "Hugo Peyron": (TWINS, KILNS),
}
"""In order of preference."""

E, G, F, P = Grade.EXCELLENT, Grade.GOOD, Grade.FAIR, Grade.POOR
CRITERIA = (Criterion.USEFULNESS, Criterion.QUALITY, Criterion.RECOMMEND)
GRADED: dict[str, tuple[tuple[Grade, ...], tuple[Grade, ...], str]] = {
    "Isabelle Fontaine": ((G, F, F), (E, G, E), "Les écarts entre sites d’un même métier sont précieux."),
    "Hélène Marchal": ((F, F, P), (G, G, G), ""),
    "Paul Ardoin": ((G, F, F), (G, E, G), "Il manque encore les consommations d’eau."),
    "Sophie Lemaire": ((F, P, F), (G, G, F), ""),
    "Camille Rouault": ((F, F, F), (E, G, G), ""),
    "Lucie Ferrand": (
        (P, F, P),
        (F, G, F),
        "Deux mois de saisie, c’est long : un modèle de fichier aiderait.",
    ),
    "Gwenaëlle Kerouët": ((G, G, F), (G, E, G), ""),
    "Dominique Mesny": ((F, F, F), (E, G, G), "Utilisé dès janvier pour notre plan d’investissement."),
}
"""How each company's voter graded the editions of 2025 and 2026, by criterion, and a remark on the second."""

"""What members of the demo's club say of themselves in the directory.

Their telephone numbers are of the ranges kept for fiction (Arcep's in France, Ofcom's in Great Britain).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.demo.people import JAMES, KARIM, Somebody
from club.directory import Detail, Details, Field, Visibility

MEMBERS, ORGANISERS, NOBODY = Visibility.MEMBERS, Visibility.ORGANISERS, Visibility.NOBODY


@dataclass(frozen=True, slots=True)
class DemoProfile:
    """One member's own words. Expertise is for the club; the rest is for whom they say."""

    expertise: str
    career: str = ""
    seeks: str = ""
    career_for: Visibility = MEMBERS
    phone: str = ""
    phone_for: Visibility = MEMBERS
    email_for: Visibility = MEMBERS

    def details(self, one: Somebody) -> Details:
        """The fields as the form keeps them; the address is that of the company."""
        given = {
            Field.EXPERTISE: Detail(self.expertise, MEMBERS),
            Field.CAREER: Detail(self.career, self.career_for),
            Field.SEEKS: Detail(self.seeks, MEMBERS),
            Field.PHONE: Detail(self.phone, self.phone_for),
            Field.EMAIL: Detail(one.email, self.email_for),
        }
        return {name: detail for name, detail in given.items() if detail.value}


PROFILES: Mapping[str, DemoProfile] = {
    "Inès Moulin": DemoProfile(
        "Chaleur fatale des fours, échangeurs sur fumées",
        "Dix ans de procédés verriers, dont quatre à Liège",
        phone="01 99 00 12 41",
    ),
    "Paul Ardoin": DemoProfile(
        "Investissements d’énergie, certificats", phone="01 99 00 12 40", phone_for=ORGANISERS
    ),
    KARIM: DemoProfile(
        "Chaudières biomasse, chaleur de séchage",
        "Ingénieur papetier ; a conduit trois arrêts de machine",
        seeks="Un retour sur les pompes à chaleur à haute température",
        phone="02 61 91 20 05",
    ),
    "Étienne Gaudin": DemoProfile("Bilan carbone, aides publiques", phone="02 61 91 20 09", phone_for=NOBODY),
    "Nadia Ziani": DemoProfile(
        "Compression mécanique de vapeur, réseaux de chaleur",
        "Thèse sur l’évaporation à multiples effets",
        phone="03 53 01 44 18",
        email_for=ORGANISERS,
    ),
    "Antoine Brossard": DemoProfile(
        "Fours à induction, récupération de chaleur sur fumées",
        "Ancien de la recherche, passé à la production en 2015",
        career_for=ORGANISERS,
        email_for=NOBODY,
        phone="03 53 01 70 02",
    ),
    "Hélène Marchal": DemoProfile("Combustibles de substitution, dialogue avec les riverains"),
    "Olivier Tissot": DemoProfile(
        "Biomasse, combustibles solides", phone="03 53 01 88 30", email_for=ORGANISERS
    ),
    "Yann Le Goff": DemoProfile(
        "Froid à l’ammoniac, pompes à chaleur", "Frigoriste de formation", phone="02 61 91 63 77"
    ),
    "Maxime Duvernay": DemoProfile(
        "Fours tunnels, chaleur des fumées vers le séchoir", phone="05 36 49 05 15", email_for=NOBODY
    ),
    "Julie Hoareau": DemoProfile(
        "Hydrogène, achats d’électricité",
        "Électrolyseurs, puis réduction directe du minerai",
        seeks="Des sites pour un essai de brûleur mixte",
    ),
    JAMES: DemoProfile(
        "Carbon accounting, green steel", "Worked in Sheffield and Metz", phone="+44 20 7946 0018"
    ),
    "Mathieu Pélissier": DemoProfile(
        "Réseaux vapeur, purgeurs, condensats", phone="04 65 71 32 90", phone_for=ORGANISERS
    ),
    "Céline Bordes": DemoProfile(
        "Autoclaves, eau chaude solaire", "Vingt ans de conserverie", career_for=NOBODY
    ),
    "Arnaud Wagner": DemoProfile(
        "Bains de teinture, chaleur des effluents", phone="03 53 01 26 64", email_for=ORGANISERS
    ),
}

"""The club that the sentences of this folder are about, and when they are typed."""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2027, 1, 4, 10, 0, tzinfo=PARIS)
"""A Monday."""

EVENTS: Mapping[str, tuple[str, str, str, str]] = {
    "atelier": ("Atelier Air comprimé", "workshop", "Lille", "2027-01-05 14:00"),
    "petitdej": ("Petit-déjeuner Mesure et comptage", "other", "en visio", "2027-01-08 08:30"),
    "visite": ("Visite de la Papeterie du Val", "other", "Annonay", "2027-01-13 10:00"),
    "forum": ("Forum Chaleur fatale", "forum", "Lyon, chez Verrerie Ardoin", "2027-01-14 09:30"),
    "webinaire": ("Webinaire Décarbonation", "other", "en ligne", "2027-01-14 18:00"),
    "pleniere": ("Réunion plénière", "meeting", "Paris", "2027-01-22 10:00"),
    "biogaz": ("Journée Biogaz", "other", "Nantes", "2027-02-09 09:00"),
    "pompes": ("Atelier Pompes à chaleur", "workshop", "Grenoble", "2027-03-12 09:00"),
}
"""By the name that the sentences' meanings use: title, kind, place, and start on the club's wall clock."""

COMING = {"atelier", "forum"}
"""What whoever types has answered yes to."""

PEOPLE = ("Claire Vasseur", "Ida Morel", "Marc Lefèvre", "Odile Garnier")
"""Members; Paul Besson, Julie Roche and Karim Haddad are none."""

"""The first minutes on the page: four things to try, each as the right person in the right place."""

from bot.demo.house import CHANNEL, House
from bot.demo.people import CLAIRE, KARIM, ODILE, Somebody, members


def guide(house: House) -> list[dict[str, str]]:
    """The page's steps; members read French first."""
    known = {one.name: one for one in members()}
    return [
        {
            "title": "Répondre",
            "text": f"Vous êtes {CLAIRE}. Tapez `/prime rsvp forum oui`, ou cliquez sur *Je participe* "
            "au pied de #club-prime. Puis `/prime annuaire chaleur` : qui s’y connaît ?",
            "as": known[CLAIRE].slack_id,
            "where": CHANNEL,
        },
        {
            "title": "Laisser passer un jour",
            "text": f"Vous êtes {KARIM}, qui n’a pas répondu. Avancez l’horloge d’un jour : "
            "Prime vous relance ici, et les boutons répondent.",
            "as": known[KARIM].slack_id,
            "where": _dm(house, known[KARIM]),
        },
        {
            "title": "Choisir",
            "text": f"Vous êtes {CLAIRE} : deux scrutins vous attendent, l’un confidentiel, l’autre scellé. "
            "`/prime voter` ; puis `/prime sujets`, `/prime resultats`, `/prime travaux`.",
            "as": known[CLAIRE].slack_id,
            "where": CHANNEL,
        },
        {
            "title": "Organiser",
            "text": f"Vous êtes {ODILE}. Une place tardive et une adhésion attendent "
            "votre décision ; `/prime activite` montre le programme, `/prime scrutin` les votes.",
            "as": known[ODILE].slack_id,
            "where": _dm(house, known[ODILE]),
        },
    ]


def _dm(house: House, one: Somebody) -> str:
    return house.box.workspace.dm_with(one.slack_id).id

"""What people of the demo said to each other: a channel where nobody speaks looks like no club."""

from bot.demo.people import CLAIRE, JAMES, KARIM, ODILE

HELP, LOBBY = "C0ENTRAIDE", "C0GENERAL"
CLUB = "C0PRIME"

Said = tuple[str, str, str, str]
"""When (Paris), where, who, what."""

TALK: tuple[Said, ...] = (
    (
        *("2026-12-01 08:55", LOBBY, ODILE),
        "Bonjour à tous, et bienvenue aux deux sociétés qui nous rejoignent ce mois-ci.",
    ),
    (
        *("2026-12-01 09:02", CLUB, ODILE),
        "Les activités sont annoncées ici par Prime : un clic suffit pour répondre.",
    ),
    (
        *("2026-12-02 11:20", CLUB, "Margaux Delmotte"),
        "Prévoyez un manteau pour la visite : le quai est ouvert à tous les vents.",
    ),
    (
        *("2026-12-03 10:05", HELP, "Bruno Hamelin"),
        "Qui a déjà remplacé un groupe froid à l’ammoniac sans arrêter la ligne ?",
    ),
    (
        *("2026-12-03 10:41", HELP, "Damien Poulain"),
        "Nous, il y a deux ans, en trois week-ends. Je vous appelle cet après-midi.",
    ),
    (
        *("2026-12-08 15:10", CLUB, "Antoine Brossard"),
        "Dix personnes au plus sur la plateforme de coulée, nous referons une visite en mai.",
    ),
    (
        *("2026-12-09 09:30", LOBBY, "Valérie Jourdain"),
        "Notre dossier d’aide est accepté. Merci à celles et ceux qui l’ont relu !",
    ),
    (
        *("2026-12-17 17:40", CLUB, "Agnès Terrasson"),
        "Merci de votre visite ! Les photos des compteurs suivent par courriel.",
    ),
    (
        *("2026-12-18 09:12", HELP, JAMES),
        "Does anybody know a good lab for flue-gas dust analysis near Metz?",
    ),
    (
        *("2026-12-18 09:50", HELP, "Julie Hoareau"),
        "Oui, je vous envoie le contact de celui de Florange.",
    ),
    (
        *("2026-12-21 10:15", CLUB, "Paul Ardoin"),
        "Nous ouvrirons le four 3 pour la visite de l’après-midi, c’est rare.",
    ),
    (
        *("2026-12-21 10:32", CLUB, "Hélène Marchal"),
        "Nous viendrons à deux, merci pour l’invitation.",
    ),
    (
        *("2027-01-04 08:31", LOBBY, KARIM),
        "Bonne année à toutes et à tous.",
    ),
    (
        *("2027-01-04 08:40", HELP, CLAIRE),
        "Quelqu’un a-t-il un cahier des charges pour un échangeur sur fumées chargées ?",
    ),
)

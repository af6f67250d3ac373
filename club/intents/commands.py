"""What is asked for by a word of its own: the charter, one's profile, the ballots."""

import re
from collections.abc import Sequence

from club.intents.lexicon import words
from club.intents.meaning import Intent

COMMANDS: Sequence[tuple[Intent, re.Pattern[str]]] = (
    (
        Intent.RESULTS,
        words(
            "resultats?",
            "results?",
            "qui a (?:gagne|remporte)",
            "who (?:won|has won)",
            "ete (?:retenus?|choisis?|elus?)",
        ),
    ),
    (
        Intent.PROPOSE,
        words(
            "(?:propos|suggere)(?:er|e|erai|ons|ition)?(?! (?:par|s))",
            "(?:j ai )?une idee (?:d|de|pour)",
            "(?:have )?an idea",
            "idea for",
            "propose",
            "suggest(?:ion|ing)?",
            "nouveau sujet",
            "new topic",
        ),
    ),
    (Intent.TOPICS, words("sujets?", "topics?", "propositions")),
    (
        Intent.VOTE,
        words("vot(?:e|es|er|ing|ed)", "ballots?", "scrutins?", "bulletins?", "procuration", "proxy"),
    ),
    (
        Intent.CHARTER,
        words("(?:la )?chartes?", "charter", "reglement(?: interieur)?", "regles du club", "club rules"),
    ),
    (
        Intent.DATA,
        words(
            "mes donnees",
            "donnees personnelles",
            "my data",
            "rgpd",
            "gdpr",
            "quitter le club",
            "leave the club",
            "leaving the club",
            "(?:supprim|efface|clotur)(?:er|e|ez)? mon compte",
            "delete my (?:account|data|profile)",
            "close my account",
        ),
    ),
    (
        Intent.YEAR,
        words(
            "(?:mon|notre) (?:bilan|annee)",
            "bilan (?:de l annee|annuel|du club)",
            "(?:my|our) year",
            "year s summary",
            "summary of (?:my|our|the) year",
        ),
    ),
    (
        Intent.PROFILE,
        words(
            "(?:mon )?profil",
            "(?:my )?profile",
            "ma fiche",
            "change de (?:poste|fonction|boite|entreprise|numero)",
            "nouveau poste",
            "(?:mes|my) (?:coordonnees|details|expertise|expertises)",
            "changed jobs?",
            "new job",
        ),
    ),
    (
        Intent.JOIN,
        words(
            "(?:rejoindre|entrer (?:au|dans le)|integrer|adherer (?:au|a)|devenir membre)(?: (?:le|"
            "du))?(?: club)?",
            "join(?:ing)? (?:the )?club",
            "become a member",
            "invite? .*(?:au club|to the club)",
            "inviter .*club",
            "(?:nouveau|new) (?:membre|member)",
        ),
    ),
    (
        Intent.WORKS,
        words(
            "etudes? (?:deja )?(?:faites?|realisees?|passees?|livrees?|disponibles?|du club)",
            "(?:les )?(?:etudes|livrables?|travaux|rapports?)",
            "(?:past|previous|finished|completed) (?:studies|works?|reports?)",
            "deliverables?",
            "studies",
            "reports",
        ),
    ),
    (
        Intent.AGENDA,
        words(
            "(?:mon|notre|l) (?:agenda|calendrier)",
            "(?:prochaine?s|mes|les|quelles) (?:activites|evenements|rencontres|reunions|dates|"
            "rendez vous|inscriptions|reponses)",
            "(?:my|next|upcoming|coming|all) (?:events?|activities|meetings|answers|dates|"
            "registrations)(?! (?:on|in))",
            "upcoming",
            "what is next",
            "what is coming(?: up)?",
            "(?:a quoi|ou) suis je inscrite?",
            "(?:programme|calendrier|agenda) du club",
            "prochaine? (?:fois|activite|evenement|rendez vous|rdv|rencontre)",
            "next (?:event|activity|one|date)",
            "(?:my )?(?:calendar|agenda)",
            "se (?:revoit|retrouve|voit)",
        ),
    ),
    (
        Intent.HELP,
        words(
            "aide(?: moi)?",
            "aidez moi",
            "au secours",
            "help(?: me)?",
            "comment (?:ca|tu|cela) (?:marche|fonctionne|fonctionnes|marches)",
            "(?:que|qu est ce que) (?:sais|peux) ?(?:tu)? faire",
            "(?:que|qu est ce que) tu (?:sais|peux) faire",
            "tu sais faire quoi",
            "a quoi (?:tu )?ser(?:s|t)(?: tu)?",
            "what can (?:you|prime|i) do",
            "how does (?:this|it|prime) work",
            "mode d emploi",
            "manual",
            "commandes?",
            "commands?",
        ),
    ),
)
"""What is named by a word of its own, the more telling first."""


def command_in(text: str) -> Intent | None:
    """What a sentence names by a word of its own."""
    return next((intent for intent, pattern in COMMANDS if pattern.search(text)), None)

"""What Prime says again and again, each sentence once: stories name the outcome, the control or the field.

Whoever changes one of these sentences changes it here and in the catalogue. A sentence that a single story
is about stands in that story.
"""

# Controls, by what they do
GOING = "Je participe"
TAKE_SEAT = "Je prends la place"
BE_LATE = "Je serai en retard…"
ASK_SEAT = "Demander une place…"
ACCEPT = "Accepter"
EDIT = "Modifier…"
CANCEL = "Annuler…"
SHOW_ANSWERS = "Voir les réponses"
VOTE = "Voter…"
CHANGE_VOTE = "Modifier mon vote…"
NEW_BALLOT = "Nouveau scrutin…"
OPEN_NOW = "Ouvrir maintenant"
CHECK_COUNT = "Vérifier le calcul"
NEXT_PAGE = "Suivants"
PAGE_AFTER, PAGE_BEFORE = "Page suivante", "Page précédente"
EXPORT = "Exporter"

# Fields of forms
NAME_FIELD = "Prénom et nom"
EMAIL_FIELD = "Adresse électronique"
FUNCTION_FIELD = "Fonction"
COMPANY_FIELD = "Entreprise"
TITLE_FIELD = "Titre"
TEXT_FIELD = "Texte"
QUESTION_FIELD = "Question"
CONFIDENTIAL = "Cette personne gardera les échanges confidentiels ; je m’en porte garant"
START_DAY = "Jour du début"
CLOSING_DAY = "Jour de la clôture"
REASON_FIELD = "Motif, tel que les membres le liront"

# Outcomes
SEATED = "Votre place est confirmée."
PROMOTED = "Une place s’est libérée : elle est à vous."
UNSHOWN = "Slack est très sollicité et n’a pas affiché la fenêtre."
NOT_COMING = "C’est noté : vous ne venez pas."
ORGANISERS_TOLD = "L’organisation est prévenue."
REQUEST_SENT = "Demande envoyée."
MEMBERS_ONLY = "Cet espace est réservé aux membres du Club PRIME."
ORGANISERS_ONLY = "Cette action est réservée à l’organisation."
NO_EVENTS = "Aucune activité prévue."
ACCOMPANY, NOT_THIS_TIME = "Je l’accompagne", "Pas cette fois"

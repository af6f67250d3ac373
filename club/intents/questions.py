"""Questions about an event: they change nothing, so a few telling words are enough."""

import re

from club.intents.lexicon import words

WHO = words(
    "(?:qui|qui d autre|qui encore|who|who else) (?:y )?(?:vient|viennent|viendra|participe|participera|"
    "sera la|sera present|sera|assiste|"
    "assistera|va|ira|est inscrite?|sont inscrits|est absente?|sera absente?|est excusee?|a repondu|"
    "s est inscrit|est present|est la|is coming|are coming|is going|comes|goes|"
    "will be there|will come|will be|attends|is attending|is registered|has signed up|is there|is joining)",
    "combien (?:serons nous|serons|sommes nous|sommes|de personnes|de monde|d inscrits|de participants|"
    "sont|serez|on sera|on est|viennent)",
    "how many (?:are|people|will|of us|participants|have|come|is)",
    "(?:la )?liste des (?:inscrits|participants|presents|participantes)",
    "(?:list of|the) (?:participants|attendees|people coming)",
    "(?:les|quels) (?:participants|inscrits)",
    r"est ce qu? ?(?!je |j |on |nous |ca |c |le |la |l |il reste|il y|quelqu)[^ ]+(?: [^ ]+)? (?:vient|"
    r"viendra|sera|participe|participera|va|y va|viennent|seront)",
    "(?:tu|vous) (?:viens|venez|viendras|viendrez|seras|serez|participes|participez|y vas|y allez)",
    "(?:viens|viendras|seras|participes) tu",
    "(?:venez|viendrez|serez|participez) vous",
)
"""Who comes."""
_WHETHER = re.compile(
    r"^(?:(?:hi|hey|hello|and|so|,) )*(?:is|are|will|does|do) (?!not |it |the |there |this |i |we |"
    r"my )[^ ]+(?: [^ ]+)? "
    r"(?:coming|going|attending|registered|come|attend|be there|join|joining)(?= |$)"
)
"""Whether somebody comes."""
_THIRD = words("vient", "viendra", "participera", "sera la", "viennent")
"""Of somebody else; with a question mark, a question about them."""

SHOWING = words(
    "(?:c est |est ce )?(?:quand|a quelle heure|quel jour|quelle date|quelle heure|"
    "ou)(?: est(?: ce)?)?(?: que?| qu)?",
    "(?:l |quelle est l )?adresse",
    "(?:le |quel est le |au )?programme",
    "(?:l )?ordre du jour",
    "(?:le )?lien(?: visio)?",
    "(?:les )?horaires?",
    "when(?: is| does| do)?",
    "where(?: is| does| do| are)?",
    "what (?:time|date|day)",
    "which day",
    "(?:the )?(?:address|schedule|programme|program|agenda|link|video link)",
    "(?:suis|serai|etais) je",
    "suis (?:pas |plus |bien |deja )*inscrite?",
    "faut il",
    "est ce qu? ?(?:je|j|nous|on) (?:suis|viens|ai|participe|sommes|est)",
    "ai je",
    "(?:am|did|have|do|was) i",
    "(?:est|a) (?:t )?(?:il|elle) (?:ete )?(?:annulee?|reportee?|maintenue?|complete?|confirmee?|deplacee?)",
    "(?:est|sera|a ete|serait|ete) (?:bien )?(?:annulee?|reportee?|maintenue?|complete?|deplacee?)",
    "est ce que (?:le|la|l) .*(?:annulee?|reportee?|maintenue?|complete?|lieu|deplacee?)",
    "(?:is|was|has) .*(?:cancelled|canceled|postponed|moved|full|confirmed|still on|taking place)",
    "combien de places",
    "(?:il )?reste(?: t il)?(?: encore)?(?: de la| des| de)? places?",
    "(?:any|are there|how many) (?:seats?|places?|spots?)(?: left| available)?",
    "(?:seats?|places?|spots?) left",
    "(?:jusqu a|until) (?:quand|when)",
    "(?:date limite|deadline)",
    "(?:quoi de|qu est ce qui est|qu y a t il de) prevu",
    "(?:qu est ce qu|qu) (?:il )?y a",
    "y a t il",
    "what is (?:on|up|happening|planned|going on|the programme|the address|the schedule)",
    "is there",
    "(?:details|infos?|informations?|renseignements?) (?:sur|du|de|about|on|for|pour)",
    "(?:voir|montre(?: moi)?|affiche|show me|show)",
    "pourquoi(?! pas)",
    "why(?! not)",
    "rappelle moi",
)
"""When, where, what an event is, and where one stands there."""

ASKING_FOR = words(
    "(?:peux|pouvez|pourrais|pourriez) (?:tu|vous)",
    "tu peux",
    "vous pouvez",
    "puis je",
    "peut on",
    "est ce que je (?:peux|pourrais)",
    "(?:est|serait) il possible",
    "est ce possible",
    "possible (?:de|d)",
    "comment(?: puis je| faire(?: pour)?| je fais pour)?",
    "can (?:you|i|we)",
    "could (?:you|i|we)",
    "may i",
    "how (?:do|can|could) i",
    "would you",
    "will you",
    "is it possible",
)
"""A question that asks for an act, or how to do it."""


def asks_who(text: str) -> bool:
    """Whether it asks who comes."""
    return bool(WHO.search(text) or _WHETHER.search(text)) or ("?" in text and bool(_THIRD.search(text)))

"""Who knows about something, who somebody is, how to reach them: what is looked for in the directory."""

import re
from collections.abc import Sequence

from club.intents.lexicon import SEND, words
from club.intents.tokens import PUNCTUATION, Token, line, place, typed
from club.intents.vocabulary import ARTICLES

_ABOUT = (
    r"(?: (?:s y|bien|un peu|deja|already|ever|quelque chose|something|anything|a|au|aux|en|dans|sur|"
    r"avec|du|de l|des|de|d|"
    r"about|on|with|in|of|at|how to|any))*"
)
_KNOWS = (
    r"(?:connait|connais|connaissent|conait|connai|sait|maitrise|utilise|pratique|travaille|travaillent|"
    r"bosse|s occupe|"
    r"s interesse|experimente|installe|teste)"
)
FINDING: Sequence[re.Pattern[str]] = [
    re.compile(rf"(?:^|(?<= )){pattern}(?: (?P<what>[^?!.]+))")
    for pattern in (
        rf"qui (?:(?:ici|d entre vous|chez nous|au club|dans le club) )?(?:(?:s y|y|en|a deja|"
        rf"s) )?{_KNOWS}{_ABOUT}",
        rf"qui (?:s y )?{_KNOWS}{_ABOUT}",
        r"qui (?:peut|pourrait|saurait|sait) (?:m|nous) (?:aider|renseigner|conseiller|"
        r"eclairer)(?: (?:sur|avec|a propos de|pour|en))?",
        r"qui a (?:de l |une |d l |deja (?:eu )?(?:de l |une )?)?(?:experience|expertise|"
        r"competences?)(?: (?:en|sur|dans|de|du|avec))?",
        r"(?:cherche|recherche|besoin d|contact d) ?(?:quelqu un|une personne|un contact|"
        r"des gens)(?: (?:qui|pour))?"
        rf"(?: {_KNOWS})?{_ABOUT}",
        r"(?:cherche|recherche|besoin d|connaissez vous|connais tu|avez vous|as tu)(?: (?:quelqu un|un|"
        r"une|des))? ?"
        r"(?:un |une |des )?(?:expert|experte|experts|specialiste|specialistes|competence|"
        r"competences)(?: (?:en|sur|du|de|des|d|dans|pour))*",
        r"(?:(?:quelqu un|qqn)(?: ici)? a (?:deja )?|qui a deja )\w+(?:e|i|is|it|u) (?:un|une|des|le|la|"
        r"les|l|du)",
        rf"(?:quelqu un|qqn)(?: ici)? {_KNOWS}{_ABOUT}",
        rf"(?:who|anyone|anybody|someone|somebody)(?: here| in the club)? (?:really )?(?:know|"
        rf"knows)(?: (?:a lot|much))?{_ABOUT}",
        r"(?:who|anyone|anybody|someone|somebody)(?: here)? (?:works?|working)(?: (?:on|with|in|at))",
        r"who (?:can|could) (?:help|advise|tell)(?: (?:me|us))?(?: (?:with|on|about))?",
        r"(?:who|anyone|anybody|someone|somebody)(?: here)? (?:has|have|had|with)(?: (?:any|some|"
        r"already))? (?:experience|expertise)"
        r"(?: (?:in|with|of|on))?",
        r"(?:looking|look|searching) for (?:someone|somebody|an expert|a specialist|people|a contact|"
        r"experts)"
        rf"(?: (?:who (?:knows|works)|with (?:some )?experience|that knows))?{_ABOUT}",
        rf"need (?:someone|somebody|an expert|a specialist|a contact|help)(?: (?:who knows|"
        rf"with experience))?{_ABOUT}",
        r"(?:a qui|who (?:should|can|do) (?:i|we)) (?:parler|m adresser|s adresser|demander|ecrire|"
        r"puis je parler|talk to|ask|speak to|contact)"
        r"(?: (?:de|d|du|des|pour|sur|au sujet de|about|for))?",
        r"(?:besoin|cherche|demande) (?:d |de l )?aide (?:sur|pour|avec|en)",
        r"(?:tu connais|vous connaissez|connais tu|connaissez vous|avez vous|as tu) (?:quelqu un|qqn|"
        r"un contact|des gens)(?: (?:en|sur|dans|chez|qui|pour))?",
        r"^(?:un |une |des |an? )?(?:contacts?|experts?|experte|specialistes?|specialists?)(?: (?:chez|"
        r"en|sur|de|du|des|d|dans|at|on|in|for))?",
        r"qui (?:represente|travaille (?:chez|a|pour)|bosse (?:chez|a|pour))",
        r"who (?:represents|works for|works at)",
        r"qui (?:est|sont)(?: (?:de|du|d|chez|des))?(?! (?:inscrit|present|la$|la |absent|libre|dispo|"
        r"deja inscrit))",
        r"who (?:is|are)(?: (?:from|at))?(?! (?:coming|going|there|attending|registered|free|in charge|"
        r"else|present|joining|signed))",
        r"(?:comment|ou) (?:puis je |peut on |on peut )?(?:joindre|contacter|ecrire a|appeler)(?: (?:a|"
        r"au))?",
        r"(?:voudrais|veux|aimerais|souhaite|faut) (?:joindre|contacter|appeler|parler a|ecrire a)",
        r"how (?:can|do|could) (?:i|we|one) (?:reach|contact|find|get in touch with|call)",
        r"(?:like|want|need) to (?:reach|contact|talk to|speak to|get in touch with)",
        r"(?:coordonnees|(?:l )?adresse mail|mail|telephone|numero|contact) (?:de|d|du) ?(?! l )",
        r"(?:contact|phone|e-?mail|contact details) (?:of|for)",
    )
]
_SEEKING = words(
    *(
        "qui",
        "quelqu",
        "qqn",
        "who",
        "anyone",
        "anybody",
        "someone",
        "somebody",
        "cherche",
        "recherche",
        "besoin",
        "looking",
        "look",
    ),
    *(
        "need",
        "searching",
        "joindre",
        "contacter",
        "ecrire",
        "appeler",
        "parler",
        "reach",
        "contact",
        "contacts",
        "talk",
        "speak",
    ),
    *(
        "get",
        "call",
        "find",
        "mail",
        "telephone",
        "numero",
        "coordonnees",
        "phone",
        "experts?",
        "experte",
        "specialistes?",
    ),
    *("specialists?", "connaissez", "connais", "avez", "as", "demande"),
)
"""Without one of these nothing is looked for."""
_POLITE_END = words(
    "svp",
    "stp",
    "please",
    "merci",
    "s il vous plait",
    "s il te plait",
    "thanks",
    "au club",
    "dans le club",
    "in the club",
    "ici",
)


def found_words(said: Sequence[Token], text: str) -> str | None:
    """What or whom a sentence looks for in the directory, as typed; `text` is its folded words."""
    if not _SEEKING.search(text) or SEND.search(text):
        return None
    for pattern in FINDING:
        if match := pattern.search(text):
            first = text.count(" ", 0, match.start("what"))
            many = match["what"].strip().count(" ") + 1
            if kept := _bare(said[first : first + many]):
                return typed(kept)
    return None


def _bare(said: Sequence[Token]) -> Sequence[Token]:
    """Without marks, articles before and courtesies after."""
    text = line(said)
    for match in _POLITE_END.finditer(text):
        if place(text, match).stop >= len([one for one in said if one.word not in PUNCTUATION]):
            said = said[: place(text, match).start]
    said = [one for one in said if one.word not in PUNCTUATION]
    while said and said[0].word in ARTICLES:
        said = said[1:]
    return said

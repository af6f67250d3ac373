"""The words of the grammar, folded, in French, English and what is typed in a hurry.

Each constant is a pattern over a line of folded words; where one speaks of what a person does, only forms of
the first person, infinitives and requests are in it: "Claire ne viendra pas" holds none of them.
"""

import re


def words(*patterns: str) -> re.Pattern[str]:
    """Any of the patterns, from the start of a word to the end of one."""
    return re.compile(rf"(?:^|(?<= ))(?:{'|'.join(patterns)})(?= |$)")


POLITE = words(
    "s il (?:vous|te) plait",
    "(?:pas|aucun|sans|no) (?:de )?(?:soucis?|problemes?|problem|prob|worries|stress|panique)",
    "not a problem",
    "(?:n est|est) ce pas(?: vrai)?",
    "pas mal",
    "non plus",
    "non seulement",
    "pas seulement",
    "not only",
    "bien entendu",
    "plus tard",
    "(?:le |ce |mon |du )?retard (?:de|dans|pour|a) (?:ma |la |vous )?(?:reponse|repondre)",
    "(?:reponds|repondre|reponse) (?:en retard|tardive|tardivement|si tard)",
    "(?:the |my |this )?late (?:reply|answer|response|notice)",
    "answer(?:ing)? (?:so )?late",
    "des que possible",
    "(?:i am )?(?:so |very )?sorry",
    "(?:je suis )?desolee?s?",
    "pour rien au monde",
    "for (?:anything|the world)",
    "merci(?: beaucoup)? d avance",
)
"""Courtesies and idioms: whatever negation they hold denies nothing."""

OUTER_DENIAL = words(
    "(?:ne |n )?(?:dis|ai jamais dit|ai pas dit|veux pas dire|pretends) (?:pas )?qu?e?",
    "(?:not saying|never said|did not say|do not say|do not mean)(?: that)?",
    "(?:pas|faux|not) (?:vrai|true) (?:qu?e?|that)",
)
"""Denies a whole sentence, whose contrary need not hold for that."""

DOUBT = words(
    "peut etre",
    "ptetre",
    "ptet",
    "probablement",
    "eventuellement",
    "(?:sais|savons) pas(?: encore)?",
    "ne sais(?: pas)?",
    "pas (?:encore )?(?:tres |bien |completement |tout a fait )?(?:sure?|certaine?)(?! (?:moi|nous|le|"
    "la|les|l|place) ?)",
    "hesite",
    "pourquoi pas",
    "a voir",
    "maybe",
    "might(?: not)?",
    "may(?: not)?",
    "perhaps",
    "possibly",
    "probably",
    "not (?:yet )?(?:sure|certain)",
    "unsure",
    "do not know(?: yet)?",
    "why not",
    "sauf si",
    "a moins (?:que|qu|de)",
    "unless",
    "selon",
    "ca depend",
    "depend(?:s|ing)?(?: on)?",
)
"""Neither yes nor no."""

TOLD = words(
    "(?<!je )(?<!je vous )(?<!je te )(?<!je t )(?<!j )(?:dit|disent|dis|ecrit|ecrivent|raconte|annonce|"
    "informe|demande|previent|repond|repondu|pense|croit|parait|"
    "apprends|apprend|entendu) (?:qu?e?|si)",
    "(?:m|nous|l|lui|leur|te|vous) (?:a|ont|avait) (?:dit|ecrit|repondu|annonce|demande|prevenue?|"
    "informee?)(?: qu?e?)?",
    "selon (?:lui|elle)",
    "(?:said|says|say|wrote|writes|told|tells|asked|asks|announced|heard|hears)(?: me| us)?(?: that)?",
)
"""Somebody else's words are told."""

PAST = words(
    "(?:suis|etais|etions|sommes) (?:pas |deja |bien )?(?:venue?s?|allee?s?)",
    "(?:ai|avons|a|avez) (?:bien |deja |pas )?(?:rate|manque|loupe|assiste|participe|adore|aime|annule|"
    "recu)e?s?",
    "(?:avais|avait|etait|etaient)",
    "(?:hier|avant hier|yesterday)",
    "derniere?s?(?! minute| moment)",
    "last (?:week|month|year|workshop|forum|event|meeting|time|visit)",
    "(?:annee|semaine|mois|fois) passee?",
    "(?:came|attended|missed|enjoyed)",
    "(?:was|were) (?:great|good|nice|very|really|so|interesting|cancelled|there|at|in|late|absent)",
)
"""What is over asks for nothing."""

MEANT_ONCE = words(
    "(?:pensais|devais|comptais|voulais|esperais|souhaitais|croyais|envisageais|pouvais)",
    "(?:avais|etais) (?:prevue?|cense|censee|decidee?)",
    "aurais (?:du|voulu|aime|bien aime|pu|adore)",
    "was (?:going|planning|supposed|hoping|meant) to",
    "(?:thought|wanted|hoped|planned|meant)(?: to| that)?",
    "could not",
    "would have(?: loved| liked)?",
)
"""What somebody meant to do before: what follows "mais" holds, and alone it is no answer."""

NO = words(
    "(?:pas|jamais|aucune?|guere|non|nan)",
    "ni(?: [^ ]+){1,6} ni",
    "ni",
    "(?:viens|peux|suis|serai|pourrai|viendrai|participe|compte|comptez) plus(?! un| tard)",
    "plus (?:disponible|dispo|possible)",
    "no longer",
    "not",
    "no",
    "nope",
    "never",
    "neither(?: [^ ]+){1,6} nor",
    "neither",
    "nor",
    "unable",
    "impossible(?: pour moi)?",
    "incapable",
    "empechee?",
)
"""Denials, each counted once."""
FAINT_NO = re.compile(r"(?:^|(?<= ))ne?(?= )(?!.* qu?e? )")
"""A denial where no other word denies, and which is no "ne … que"."""

YES = words(
    "oui", "ouais", "ok", "okay", "d accord", "yes", "yep", "yeah", "sure", "entendu", "volontiers", "gladly"
)
"""A yes without a verb."""

COMING = words(
    "(?:re)?v(?:iens|ien)(?! de | d )",
    "(?:re)?v(?:iendrai|iendrais|iendre|iendrait|enons|iendrons|enir)",
    "particip(?:e|er|erai|erais|ons|erons)",
    "assist(?:e|er|erai|erais|ons|erons)",
    "(?:serai|serais|serons|etre|suis) (?:bien |pas |plus |toujours )*(?:la|presente?|presents|"
    "des votres|de la partie|parmi vous|partante?)",
    "y (?:serai|serais|vais|serons|irai|etre|aller|participe|participerai|assiste)",
    "(?:irai|vais)(?= (?:a|au|aux|chez) )",
    "(?:serai|serais|serons) (?:a|au|aux)(?: la| l)?(?= %)",
    "(?<!je )(?<!will )presente?s?",
    "partante?s?",
    "des votres",
    "(?:m |moi |nous |me )?(?:inscris|inscrire|inscrivez|inscrirai|inscription)(?: moi| nous)?",
    "compt(?:e|ez|er) (?:pas |plus |bien )?(?:sur moi|avec moi|moi)",
    "(?:not|mett|gard|reserv|ajout)(?:e|ez|er|s|re)?(?: moi| nous)?(?: une| ma| la)? place",
    "(?:note|notez|ajoute|ajoutez|mets|mettez) (?:moi|nous)",
    "prends (?:une|ma|la) place",
    "(?:en|y) suis",
    "(?:re)?confirm(?:e|er|ons)?(?! que?| qu | avoir)",
    "rejoin(?:s|drai|dre)",
    "disponible",
    "dispo",
    "libre",
    "(?:ma|notre) (?:venue|presence|participation)",
    "come",
    "coming",
    "attend(?:ing)?",
    "(?:be|am|are) (?:there|present|at|in|around|here)",
    "there",
    "make it",
    "join(?:ing)?",
    "count me in",
    "(?:sign|put|book|pencil) (?:me|us) (?:up|down|on|in)",
    "(?:sign|signing) up",
    "(?:register|add|book|enrol|enroll)(?:ing)?(?: me| us)?",
    "(?:me|us) (?:to|on) the list",
    "in for",
    "available",
    "free",
    "confirm(?:ing)?(?! that)",
    "see you",
    "(?:prefer|prefere|prefererais)",
    "c est (?:tout )?bon",
    "ca (?:me )?(?:marche|va|convient|roule|ira)",
    "(?:m |me )(?:arrange|convient|va)",
    "(?:works?|good|fine|great|perfect) for (?:me|us)",
    "suits? (?:me|us)",
)
"""To be there."""

STAYING_AWAY = words(
    "annul(?:e|er|ez|ons|erai|ation)",
    "desinscri(?:s|re|vez|vons|rai|ption)",
    "desist(?:e|er|erai|ement)",
    "absente?s?",
    "renonc(?:e|er|erai|ons)",
    "declin(?:e|er|erai|ons)",
    "pass(?:e|er|erai) (?:mon|notre) tour",
    "liber(?:e|er|ez|erai) (?:ma|notre|la) place",
    "(?:laiss|rend|cede|ced|ceder|abandonn)(?:e|er|ez|s|erai|rai|re)? (?:ma|notre) place",
    "(?:retir|enlev|supprim|ot|ray|efface)(?:e|er|ez|erai)?(?: moi| nous| mon| ma| mes| notre)",
    "oubli(?:e|ez) (?:moi|nous)",
    "seche(?:rai|r)?",
    "(?:rat|manqu|loup)(?:e|er|erai|erais|ons)(?! de | d )",
    "sans moi",
    "en (?:deplacement|vacances|conges?|mission|voyage|arret(?: maladie)?)",
    "(?:suis|serai|serais) (?:deja |malheureusement )?(?:prise?|occupee?)",
    "on (?:holidays?|leave|vacation)",
    "out of (?:office|town)",
    "travell?ing",
    "busy",
    "tied up",
    "(?:je|i) passe",
    "cancel(?:l?ing)?",
    "skip(?:ping)?",
    "miss(?:ing)?",
    "absence",
    "unregister(?:ing)?",
    "deregister",
    "withdraw(?:ing)?",
    "(?:take|strike|remove|scratch|cross) (?:me|us|my name)",
    "count (?:me|us) out",
    "(?:am |be )?out(?= for| on| of| tomorrow| today| next|$)",
    "opt out",
    "pull(?:ing)? out",
    "drop(?:ping)? out",
    "pass on",
    "sit (?:this )?(?:one )?out",
    "(?:give up|release|free|free up|drop) (?:my|our) (?:seat|place|spot)",
    "declin(?:e|ing)",
    "away",
)
"""To give it up."""

ABLE = words("(?:peux|pourrai|pourrais|pourrons|pouvoir|pouvons|peut)", "can", "could", "will", "able")
"""Able and will: without a verb beside them they mean to be there."""

LATE = words(
    "en retard",
    "retards?",
    "a la bourre",
    "retardee?",
    "late",
    "delayed",
    "be delayed",
    "(?:j |je )?arriv(?:e|erai|erais|er)",
    "arriving?",
    "arrive",
    "(?:avant|before)(?= \\d)",
    "get (?:there|to|in)",
    "apres le debut",
    "after (?:it starts|the start)",
)
"""Words of somebody who comes late; those of arriving need an hour beside them."""
SURELY_LATE = words("en retard", "retards?", "a la bourre", "retardee?", "late", "delayed")
"""Those that say it alone."""

WEAK_COMING = words(
    "(?:suis|serai|serais|etre) (?:bien |pas |plus |toujours )*(?:la|presente?)",
    "presente?s?",
    "disponible",
    "dispo",
    "libre",
    "available",
    "free",
    "there",
)
"""Words of coming that are said of much else: only where nothing unknown stands beside them."""
WITH_OBJECT = words(
    "annul(?:e|er|ez|ons|erai)",
    "cancel(?:l?ing)?",
    "(?:declin|confirm)(?:e|er|ing)?",
    "(?:attend|join)(?:ing)?",
    "rejoin(?:s|drai|dre)",
    "(?:skip|miss)(?:ping|ing)?",
    "(?:rat|manqu|loup)(?:e|er|erai|erais)",
    "assist(?:e|er|erai)",
)
"""What may be done to anything: whoever cancels a train stays with the club."""

SEND = words(
    "a ma place",
    "(?:a|de) notre place",
    "(?:me|m|nous) (?:remplace|remplacera|remplacer|represente|representera|representer|supplee)",
    "(?:faire|fais|ferai) (?:me )?remplacer",
    "remplacee? par",
    "remplac(?:e|ez|er) (?:moi|nous) par",
    "(?:represente|representee|remplacant|remplacante) par",
    "(?:laisse|cede|donne|transmets) ma place a",
    "instead of me",
    "(?:in|take|takes|taking) my (?:place|seat|stead)",
    "replac(?:e|es|ing) me",
    "on my behalf",
    "(?:stand|standing|stands|fill|filling) in for me",
    "represent(?:s|ing)? me",
)
"""Somebody comes in one's place."""
SENDING = words("envoie", "enverrai", "envoyer", "send", "sending")
"""The same, where people follow."""

BRING = words(
    "avec",
    "accompagnee?s?(?: de| d| par)?",
    "(?:j |je )?(?:amene|amenerai|amener|emmene|invite|ramene)",
    "inscri(?:s|re|vez) aussi",
    "with",
    "bring(?:ing)?",
    "(?:pas|not) (?:tout |toute )?(?:seule?|alone|by myself)",
)
"""Somebody comes along."""

AFTER_ALL = words(
    "finalement", "en fait", "apres tout", "actually", "after all", "au final", "tout compte fait"
)
"""What follows replaces what was said before."""

GREETINGS = words(
    "bonjour", "salut", "hello", "hi", "hey", "bonsoir", "coucou", "merci", "thanks", "thank you"
)

SOMEBODY = words(
    "quelqu un(?: d autre)?",
    "someone(?: else)?",
    "somebody(?: else)?",
    "anyone",
    "anybody",
    "une autre personne",
)
"""A companion without a name."""

"""Single words, folded: those that name nobody and nothing, mean the same, or are often mistyped."""

from collections.abc import Mapping

from club.events import EventKind


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def pairs(text: str) -> dict[str, str]:
    """Each line: a word, and what is said for it."""
    lines = (line.partition(": ") for line in text.strip().splitlines())
    return {other: word for word, _, others in lines for other in others.split()}


SMALL = _words(
    """
a able about absolument absolutely activite activites actually adorerais afraid afternoon again ai
aimerais ait all alors also am an and any anymore approximately apres are around as at attendance au aura
aurai auras aurons aussi autre aux avance avec avion avoir avril be been believe besoin bien bonjour
bonsoir both bouchons but by bye c ca can cause ce cela certainement ces cet cette cher chere chers chez
ci circa club comme comment completely completement compte contretemps cote could crois d dans date day
de dear debut definitely deja des desole desolee devoir did do does dois donc down du edition empechement
en encore enfin environ espere est et etre evenement evenements evening event events evidemment faire
fait faudra faut fin finalement fois for force from going good grand grande great guess had happily happy
hardly have hello here heure heures hey hi hier hope how however i ici ill imagine impossible imprevu in
indeed inscription instead intend intention into is it its j jamais je jour journee just juste l la late
le les leur like list liste lol longer lors love loved lui m ma mais malade malheureusement matin matinee
me meme merci mes metro midi min minutes moi mois moment mon month more morning much must my n name ne
need neither next ni no non nor nos not notre nous now of off ok okay on only or ou oui our out par part
participation partir pas pense personnellement peu peut peux place places plaisir plan planning please
pleased plus plutot possible pour pourrai pourrais pourrait pourriez pourrons pouvez pouvoir prefer
presence prevu prime prochain prochaine puis puisse qu que qui quoi rather really registration regret
regrets rencontre rendez rester retard roughly run running s salut sans se seance seat seats semaine sera
serai serais serons session shall should si sick sinon so soir soiree soit some son sont sorry souhaite
souhaiterais spot still stp suis suppose sur sure surtout svp t te team temps thank thanks that the then
there these think this those time to today too totalement totally toujours tour tous tout toute toutes
traffic train trains tres trop tu un unable une unexpected unfortunately up us va vais venue vers very
veuillez veux volontiers vos vote votre voudrais voulais vouloir voulons vous vraiment want was way we
week well were will wish with would y yep yes you your
    """
)
"""Words that name nobody and nothing of the club."""

ARTICLES = _words(
    """
a an and at au aux by chez d de des du en et for in l la le les of on or ou pour sur the to un une with
    """
)
"""Words in a title or a place that tell no event from another."""

SAME_WORD = pairs(
    """
atelier: workshop workshops ateliers
forum: forums
visite: visit visits tour
pleniere: plenary pleniere
dejeuner: breakfast dej lunch
reunion: meeting meetings reunions
webinaire: webinar
assemblee: assembly ag
formation: training
biogaz: biogas
seminaire: seminar
diner: dinner
chaleur: heat
hydrogene: hydrogen
    """
)
"""Other words for what titles say, in the other language or for short."""

CORRECTABLE = _words(
    """
absent absente accompagne annulation annule annuler assister assisterai attend attending available avril
ballot bringing cancel charte colleague collegue collegues coming confirme connait december decembre demain
desinscrire desinscris dimanche disponible february fevrier finalement friday impossible inscription
inscrire inscris inscrivez january janvier jeudi juillet lundi malheureusement mardi meeting mercredi minute
minutes monday november novembre october octobre participe participer participerai peut-etre pourrai
presence present presente prochain prochaine profil proposer quand quelqu register remplace remplacera
resultats results retard samedi saturday semaine september septembre sujets thursday tomorrow tuesday
unfortunately unregister vendredi venue viendrai viens voter wednesday where workshop
    """
)
"""Words in which one slip is forgiven."""

RIGHT = _words(
    """
absence absentes absents annulation annulee annulees assistera attend attended attends ballot
canceled cancelled cancels charter confirmee confirmes demande disposer inscriptions inscrit
inscrite inscrits minuter participera presence presentes presents prochaines prochains profile
profiles proposee proposes quands registered registers remplacee resultat retards sujet there
viendra viennent vient voter votes votez where
    """
)
"""Words that are right as they are, though one slip away from another."""

PEOPLE_WORDS = _words(
    """
alternant alternante ami amie amis apprenti assistant assistante associe binome boss chef cheffe client
cliente clients collaborateur collaborateurs collaboratrice colleague colleagues collegue collegues
consultant consultante directeur director directrice engineer engineers expert experte friend friends guest
guests ingenieur ingenieure intern interns invite invitee invites manager partenaire partenaires partner
partners patron patronne people person personne personnes persons responsable stagiaire stagiaires
successeur technicien technicienne
    """
)
"""Who comes along, without a name."""

DETERMINERS = _words("a an another autre la le ma mes mon my nos notre one our the un une")

FIRST_PERSON = _words("i j je moi nous on we")
"""Whoever writes, as the subject."""

MINE = _words("i j je m ma me mes moi mon my notre nous")
"""Whoever writes, in whatever case."""

OTHERS = _words("elle elles eux he her his il ils leur lui she their them they")
"""Somebody else."""

YOU = _words("t tu vous you")
"""Whoever is written to."""

JOINING = _words("& , and avec et or ou puis with")
"""Between one person of a list and the next."""

VERBS = _words(
    """
absent absente assiste assistera attend attending attends bringing comes coming enverrai envoie envoyer
goes going ira join joins malade participe participera pourra presente presents remplace remplacera
replace replaces replacing represent sending sera take takes va viendra vient
    """
)
"""What another person does: no name."""

DULL = _words(
    "club prime journee day days annuel annuelle annual ligne line salle room site visio video zoom teams"
)
"""Words of titles and places that are said of anything: they tell an event only beside another word of it."""

KINDS: Mapping[EventKind, str] = {
    EventKind.MEETING: "reunion",
    EventKind.WORKSHOP: "atelier",
    EventKind.FORUM: "forum",
    EventKind.OTHER: "",
}
"""What an event of each kind is called; `SAME_WORD` has the other language's words for it."""

"""How the demo's members help one another: one question resolved, one that waits, premises; a term."""

from collections.abc import Iterable
from datetime import datetime

from bot.demo.house import Act, House, paris
from bot.demo.people import KARIM
from club.glossary import GlossaryTerm
from club.hosting import Demand, Terms, Wheelchair
from club.ids import HelpId, QuestionId, TermId
from club.mutual_help import Draft, Publication
from handlers.living.glossary import service as glossary
from handlers.living.help import answering, asking, resolving
from handlers.living.help.resolving import Ending
from handlers.living.hosting import service as hosting
from storage.asked import find_asked

NADIA, INES = "Nadia Ziani", "Inès Moulin"
STEAM = Draft(
    "Recomprimer la vapeur d’un sécheur, par où commencer ?", "Une machine à papier, 12 t/h de vapeur."
)
BOILER = Draft(
    "Chaudière biomasse : quels combustibles pour un four ?", "Nous hésitons entre plaquettes et broyats."
)
PREMISES = {
    KARIM: Terms(
        "Papeterie du Val, 3 chemin du Bief, 72200 La Flèche",
        40,
        ("2027-03", "2027-04"),
        "Salle des machines",
        "Parking visiteurs ; dix minutes à pied de la gare.",
        (Demand.LIST, Demand.SHOES, Demand.NO_PHOTOGRAPHS),
        Wheelchair.PARTLY,
        "L’accueil, 02 61 91 20 00",
        "Les mardis et jeudis",
        5,
    ),
    NADIA: Terms("Sucrerie Delmotte, 80200 Péronne", 25, ("2027-06",), demands=(Demand.IDENTITY,)),
}
SENTENCE = "Un bilan des débits d’abord, puis une compression mécanique par étages."


TERM = GlossaryTerm(("calcin", "verre recyclé"), ("cullet", "recycled glass"))
"""What the club's glass makers say, and no list of energy terms."""


def _write_term(house: House) -> None:
    done = glossary.write(house.prime.services, TermId(0), TERM, "")
    assert done.outcome is glossary.TermOutcome.DONE, done


def living(house: House) -> Iterable[tuple[datetime, Act]]:
    """Everything, in any order."""
    told = _Told(house)
    yield paris("2026-12-03 11:40"), lambda: _write_term(house)
    yield paris("2026-12-16 09:20"), lambda: told.asks(KARIM, STEAM, NADIA)
    yield paris("2026-12-16 14:05"), lambda: told.offers(NADIA)
    yield paris("2026-12-17 08:40"), lambda: told.meets(KARIM, NADIA)
    yield paris("2026-12-22 16:10"), lambda: told.resolves(KARIM, NADIA)
    yield paris("2026-12-23 09:15"), lambda: told.agrees(NADIA)
    yield paris("2026-12-29 16:10"), lambda: told.asks(INES, BOILER, KARIM)
    yield paris("2026-12-18 11:20"), lambda: _offer(house)


def _offer(house: House) -> None:
    for name, terms in PREMISES.items():
        done = hosting.offer_premises(house.prime.services, house.person(name), terms, house.clock.now())
        assert done.did == "done", done


class _Told:
    """One question at a time, through the services that clicks call."""

    def __init__(self, house: House) -> None:
        self.house, self.services = house, house.prime.services
        self.question_id = QuestionId(0)

    def asks(self, asker: str, draft: Draft, whom: str) -> None:
        """A question, to one who was proposed."""
        found = asking.choices(self.services, self.house.person(asker), draft, self._now)
        chosen = [one.id for one, person in found.people if person.name == whom]
        sent = asking.send(self.services, self.house.person(asker), draft, chosen, self._now)
        assert chosen, "the directory's words answer to the question"
        assert sent.question_id is not None, sent
        self.question_id = sent.question_id

    def offers(self, name: str) -> None:
        """“I can help.”"""
        done = answering.offer(self.services, self.house.person(name), self.question_id, self._now)
        assert done.did == "done", done

    def meets(self, asker: str, name: str) -> None:
        """Both have said yes."""
        done = answering.meet(self.services, self.house.person(asker), self._help_id(name), self._now)
        assert done.did == "done", done

    def resolves(self, asker: str, name: str) -> None:
        """Thanks, and a sentence for the club."""
        ending = Ending(self.house.members[name], "Merci, tout est plus clair.", SENTENCE)
        resolving.resolve(self.services, self.house.person(asker), self.question_id, ending, self._now)

    def agrees(self, name: str) -> None:
        """It is published, with both names."""
        person, answer = self.house.person(name), Publication.NAMED
        done = resolving.consent(self.services, person, self.question_id, answer, self._now)
        assert done.did == "done", done

    def _help_id(self, name: str) -> HelpId:
        with self.services.db.read() as session:
            found = find_asked(session, self.question_id, self.house.members[name])
        assert found is not None, name
        return found.id

    @property
    def _now(self) -> datetime:
        return self.house.clock.now()

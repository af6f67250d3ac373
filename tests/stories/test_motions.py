"""Resolutions: from the form to the urn that anyone counts, on a phone's width, in both languages."""

from datetime import date
from pathlib import Path

import pytest

from bot.cli import main
from club.ballots import Ballot, Secrecy, Stance
from club.ids import TopicId
from club.topics import TopicState as TopicState
from club.urn import publish
from handlers.choosing.shared.counting import close_ballot, get_outcome
from sandbox.driver.person import Person
from storage.ballots import get_ballot, list_ballots
from storage.topics import get_topic
from storage.urns import list_papers
from tests.stories.club import Club
from tests.stories.polls import assembles, papers
from tests.stories.said import (
    CHANGE_VOTE,
    CLOSING_DAY,
    NEW_BALLOT,
    OPEN_NOW,
    PAGE_AFTER,
    PAGE_BEFORE,
    QUESTION_FIELD,
    TEXT_FIELD,
    TITLE_FIELD,
    VOTE,
)
from tests.stories.test_ballots import shortlists
from tests.stories.test_results import crowd

FR, EN = "fr-FR", "en-US"
QUESTION = "Approuvez-vous les comptes 2026 ?"
WORDS = {
    FR: {
        "new": NEW_BALLOT,
        "title": TITLE_FIELD,
        "motions": "Adopter des résolutions",
        "question": QUESTION_FIELD,
        "text": TEXT_FIELD,
        "link": "Lien",
        "day": CLOSING_DAY,
        "no_text": "Donnez le texte de la résolution, ou un lien vers lui.",
        "open": OPEN_NOW,
        "counted": "1 résolution · un vote par entreprise",
        "settings": "Résolution · 🔒 Confidentiel · majorité simple",
        "read": "Lire les résolutions…",
        "vote": VOTE,
        "whole": "Lire le texte",
        "blank": "Rien de coché : bulletin blanc. Blancs et abstentions : hors suffrages exprimés.",
        "tie": "Égalité : rejetée.",
        "figures": "À partir de 5 votes, le nombre de voix pour, de voix contre et d’abstentions est publié",
        "for": "Pour",
        "head": "1 résolution adoptée sur 1",
        "adopted": f"✅ 1. {QUESTION} : adoptée",
        "result": "4 pour, 1 contre, 1 abstention · il fallait 3 voix sur 5 suffrages exprimés",
        "show": "Voir les chiffres",
    },
    EN: {
        "new": "New ballot…",
        "title": "Title",
        "motions": "Adopt resolutions",
        "question": QUESTION_FIELD,
        "text": "Text",
        "link": "Link",
        "day": "Day of the closing",
        "no_text": "Give the text of the resolution, or a link to it.",
        "open": "Open now",
        "counted": "1 resolution · one vote a company",
        "settings": "Resolution · 🔒 Confidential · simple majority",
        "read": "Read the resolutions…",
        "vote": "Vote…",
        "whole": "Read the text",
        "blank": "Nothing ticked: a blank vote. Blank votes and abstentions are no votes expressed.",
        "tie": "A tie: rejected.",
        "figures": "With 5 votes or more, how many are for, against and abstain is published",
        "for": "For",
        "head": "1 resolution adopted of 1",
        "adopted": f"✅ 1. {QUESTION}: adopted",
        "result": "4 for, 1 against, 1 abstention · 3 votes of 5 votes expressed were needed",
        "show": "See the figures",
    },
}


def the_ballot(club: Club) -> Ballot:
    with club.prime.services.db.read() as session:
        found = get_ballot(session, list_ballots(session)[0].id)
    assert found is not None
    return found


def prepares(odile: Person, words: dict[str, str]) -> None:
    """One resolution, by the form; without a text it is not saved, and nothing is lost."""
    odile.types("/prime scrutin")
    odile.clicks(words["new"])
    odile.ticks(words["motions"])
    odile.fills({words["title"]: "Assemblée 2027"})
    odile.submits()
    odile.sees(words["tie"])
    odile.fills({words["question"]: QUESTION, words["day"]: date(2027, 1, 18)})
    odile.submits()
    assert odile.errors() == {words["text"]: words["no_text"]}
    odile.fills({words["text"]: "Les comptes sont joints.\nIls sont clos."})
    odile.submits()
    odile.clicks(words["open"])


@pytest.mark.parametrize("locale", [FR, EN])
def test_a_resolution_goes_from_the_form_to_the_urn_that_anyone_counts(
    club: Club, locale: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = WORDS[locale]
    odile = club.joins("Odile Garnier", "Alliance", role="organiser", locale=locale)
    people = crowd(club, 5)
    ana = club.joins("Ana Berger", "Forges du Nord", locale=locale)
    prepares(odile, words)
    ana.opens_dm()
    ana.sees(words["counted"].partition(" · ")[0])
    ana.clicks(words["read"])
    ana.sees("Ils sont clos.")
    ana.closes()
    ana.clicks(words["vote"])
    for said in ("blank", "tie", "figures"):
        ana.sees(words[said])
    ana.clicks(words["whole"])
    ana.sees("Les comptes sont joints.")
    ana.closes()
    ana.fills(f"1. {QUESTION}", words["for"])
    ana.submits()
    for person, answer in zip(people, ["Pour", "Pour", "Pour", "Contre", "Abstention"], strict=True):
        person.opens_dm()
        person.clicks(VOTE)
        person.fills(f"1. {QUESTION}", answer)
        person.submits()
    people[0].opens("club-prime")
    people[0].sees(WORDS[FR]["settings"])
    closes(club)
    for said in ("adopted", "result", "head"):
        people[0].sees(WORDS[FR][said])
    ana.opens("club-prime")
    ana.types(f"/prime {'resultats' if locale == FR else 'results'}")
    ana.sees(words["head"])
    ana.clicks(words["show"])
    ana.sees(words["result"])
    assert counted(club, tmp_path) == 0
    assert "4 for, 1 against, 1 abstention" in capsys.readouterr().out


def closes(club: Club) -> None:
    close_ballot(club.prime.services, the_ballot(club).id, club.clock.now())
    club.later(minutes=2)


def counted(club: Club, where: Path) -> int:
    """What `prime ballot verify` says of the published urn."""
    with club.prime.services.db.read() as session:
        outcome = get_outcome(session, the_ballot(club).id)
        assert outcome is not None
        assert outcome.publishable
        kept = where / "urn.json"
        kept.write_text(
            publish(outcome.ballot, list_papers(session, outcome.ballot.id), outcome.result), "utf-8"
        )
    return main(["ballot", "verify", str(kept)])


def test_forty_resolutions_are_paged_and_nothing_ticked_is_lost(club: Club) -> None:
    ana = club.joins("Ana Berger")
    ballot_id = assembles(club, 40)
    ana.opens("club-prime")
    ana.clicks(VOTE)
    ana.fills({"1. Question 01": "Pour", "10. Question 10": "Contre"})
    ana.clicks(PAGE_AFTER)
    ana.sees("Vos réponses aux résolutions 1 à 10")
    ana.sees("11–20 sur 40")
    ana.fills("11. Question 11", "Abstention")
    ana.clicks(PAGE_AFTER)
    ana.clicks(PAGE_AFTER)
    ana.fills("40. Question 40", "Pour")
    ana.clicks(PAGE_BEFORE)
    ana.clicks(PAGE_BEFORE)
    ana.clicks(PAGE_BEFORE)
    ana.fills("1. Question 01", "Contre")
    ana.clicks(PAGE_AFTER)
    ana.submits()
    cast = {"Question 01": 0, "Question 10": 0, "Question 11": 2, "Question 40": 1}
    assert papers(club, ballot_id) == [cast]
    ana.clicks("Revoir mon vote…")
    ana.sees("40. Question 40 : Pour")
    ana.clicks(CHANGE_VOTE)
    ana.submits()  # what is answered on pages that nobody opened stays
    assert papers(club, ballot_id) == [cast]


def test_a_sealed_resolution_is_read_again_before_it_is_cast_and_found_by_its_receipt(club: Club) -> None:
    ana = club.joins("Ana Berger")
    ballot_id = assembles(club, 12, Secrecy.SEALED)
    ana.opens("club-prime")
    ana.clicks(VOTE)
    ana.fills("2. Question 02", "Contre")
    ana.clicks(PAGE_AFTER)
    ana.fills("12. Question 12", "Pour")
    ana.submits()
    ana.sees("2. Question 02 : Contre")
    ana.sees("12. Question 12 : Pour")
    ana.submits()
    ana.sees("✅ Vote déposé.")
    assert papers(club, ballot_id) == [{"Question 02": Stance.AGAINST, "Question 12": Stance.FOR}]


def test_a_topic_is_put_to_a_resolution_and_its_card_says_what_became_of_it(club: Club) -> None:
    odile = club.joins("Odile Garnier", "Alliance", role="organiser")
    [person] = crowd(club, 1)
    shortlists(club, "Chaleur fatale")
    odile.types("/prime sujets")
    odile.clicks("Mettre en résolution…")
    odile.submits()
    odile.fills({TEXT_FIELD: "Le club étudie la chaleur fatale.", CLOSING_DAY: date(2027, 1, 18)})
    odile.submits()
    odile.types("/prime scrutin")
    odile.clicks(OPEN_NOW)
    person.opens_dm()
    person.clicks(VOTE)
    person.fills("1. Chaleur fatale", "Pour")
    person.submits()
    closes(club)
    with club.prime.services.db.read() as session:
        [option] = the_ballot(club).options
        assert option.topic_id is not None
        topic = get_topic(session, TopicId(option.topic_id))
    assert topic is not None
    assert topic.state is TopicState.CHOSEN

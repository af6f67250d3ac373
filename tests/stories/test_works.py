"""Works delivered: kept by organisers, found and read by members (article ÉVALUER)."""

import pytest

from club.ids import TopicId, WorkId
from club.topics import Kind, State, Step
from club.works import Work
from handlers.kit.topics import record
from sandbox.driver.person import Person
from storage.topics import add_topic, get_topic
from storage.works import add_work
from tests.stories.club import Club


@pytest.fixture
def odile(club: Club) -> Person:
    return club.joins("Odile Garnier", "Alliance", role="organiser")


def chosen(club: Club, author: str, title: str) -> TopicId:
    """A topic that was chosen, as if a ballot had said so."""
    with club.prime.desk.db.begin() as session:
        topic_id = add_topic(session, club.members[author], Kind.STUDY, title, "", "", club.clock.now())
        record(session, club.prime.desk, topic_id, Step.CHOSEN, club.clock.now())
    return topic_id


def adds(person: Person, title: str, year: str, **more: str) -> None:
    """An organiser adds a work, from the list."""
    person.types("/prime travaux")
    person.clicks("Ajouter un travail…")
    labels = {
        "link": "Lien",
        "topic": "Sujet d’origine",
        "previous": "Édition précédente",
        "summary": "Résumé",
    }
    person.fills({"Titre": title, "Année de remise": year})
    person.fills({labels[name]: value for name, value in more.items()})
    person.submits()


def test_a_work_is_added_from_the_topic_it_came_from_and_read_by_members(club: Club, odile: Person) -> None:
    ana = club.joins("Ana Berger")
    topic_id = chosen(club, "Ana Berger", "Chaleur fatale <!channel>")
    ana.types("/prime travaux")
    ana.sees("Aucun travail rendu pour l’instant")
    ana.sees_not("Ajouter un travail…")
    adds(
        odile,
        "Guide <@U1> de la chaleur fatale",
        "2026",
        link="https://exemple.fr/guide",
        topic="Chaleur fatale <!channel>",
        summary="Trente sites, *onze* leviers.",
    )
    odile.sees("✅ « Guide <@U1> de la chaleur fatale » : c’est enregistré.")
    with club.prime.desk.db.read() as session:
        topic = get_topic(session, topic_id)
    assert topic is not None
    assert topic.state is State.DELIVERED
    ana.types("/prime works CHALEUR leviers")
    ana.sees("Travaux rendus (1)")
    ana.sees("Sujet : Chaleur fatale <!channel>")
    ana.sees_not("Modifier…")
    ana.clicks("Voir le travail")
    ana.sees("Rendu en 2026 https://exemple.fr/guide Issu du sujet : Chaleur fatale <!channel>")
    ana.sees("Trente sites, *onze* leviers.")
    ana.closes()


def test_editions_follow_one_another_and_never_in_a_circle(club: Club, odile: Person) -> None:
    adds(odile, "Baromètre", "2024")
    adds(odile, "Baromètre", "2025", previous="2024 · Baromètre")
    adds(odile, "Baromètre", "2026", previous="2025 · Baromètre")
    adds(odile, "baromètre", "2026")
    assert "de ce titre et de cette année existe déjà" in odile.errors()["Titre"]
    odile.closes()
    odile.types("/prime travaux")
    odile.clicks("Modifier…", within="Baromètre · 2024")
    odile.fills("Édition précédente", "2026 · Baromètre")
    odile.submits()
    assert odile.errors()["Édition précédente"].startswith("Celui-ci fait suite à ce travail")
    odile.closes()
    odile.clicks("Modifier…", within="Baromètre · 2024")
    odile.fills("Année de remise", "2025")
    odile.submits()
    assert "Année de remise" in odile.errors()
    odile.closes()
    odile.clicks("Voir le travail", within="Baromètre · 2025")
    odile.sees("Autres éditions")
    odile.clicks("2024")
    odile.sees("Rendu en 2024")
    odile.clicks("Modifier…", within="Rendu en 2024")
    odile.fills("Lien", "http://exemple.fr")
    odile.submits()
    odile.sees("Rendu en 2024 http://exemple.fr")


def test_faults_stand_at_their_fields_and_who_was_faster_is_not_overwritten(
    club: Club, odile: Person
) -> None:
    eva = club.joins("Eva Noir", "Alliance", role="organiser")
    adds(odile, "Guide", "1515", link="https://exemple.fr/" + "a" * 20)
    assert odile.errors() == {"Année de remise": "Indiquez l’année de remise, l’an prochain au plus tard."}
    odile.fills("Année de remise", "2026")
    odile.submits()
    odile.clicks("Modifier…", within="Guide · 2026")
    eva.types("/prime travaux")
    eva.clicks("Modifier…", within="Guide · 2026")
    eva.fills("Titre", "Guide complet")
    eva.submits()
    eva.sees("✅ « Guide complet » : c’est enregistré.")
    odile.fills("Titre", "Guide pratique")
    odile.submits()
    odile.sees("Ce travail a été modifié entre-temps.")
    odile.submits()
    odile.sees("✅ « Guide pratique » : c’est enregistré.")


def test_the_list_is_paged_and_filtered_by_year(club: Club, odile: Person) -> None:
    with club.prime.desk.db.begin() as session:
        for number in range(230):
            add_work(
                session, Work(WorkId(0), f"Travail {number:03}", 2020 + number % 7), None, club.clock.now()
            )
    ana = club.joins("Ana Berger")
    ana.types("/prime travaux")
    ana.sees("Travaux rendus (230)")
    ana.clicks("Travaux suivants")
    ana.sees("6–10 sur 230")
    ana.fills("Année", "2021")
    ana.sees("1–5 sur 33")
    ana.types("/prime travaux inconnu")
    ana.sees("Aucun travail pour « inconnu ».")

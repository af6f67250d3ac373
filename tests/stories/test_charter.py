"""The charter, as members and organisers live it (article PARTICIPER)."""

from datetime import date

from club.charter import digest
from handlers.belonging.charter.service import CharterDraft, publish
from sandbox.driver.person import Person
from sandbox.driver.words import fold
from storage.charter import get_accepted, list_evidence
from storage.people import get_visitor
from tests.stories.club import Club, paris
from tests.stories.said import (
    NO_EVENTS,
    PAGE_BEFORE,
    PROMOTED,
    SEATED,
)

TEXT = "# Charte\n\nChacun vient **aussi souvent** que possible.\n\n- Discrétion\n- Entraide"
LONG = "\n\n".join(f"## Article {n}\n\n" + "Une phrase de la charte. " * 60 for n in range(1, 6))


def publishes(club: Club, text: str = TEXT, *, material: bool = True, changes: str = "") -> None:
    """A version, to be accepted until the end of January."""
    draft = CharterDraft(text, material, changes, paris(2027, 1, 31, 23, 59))
    with club.prime.services.db.begin() as session:
        publish(session, draft, None, club.clock.now())
    club.settle()


def accepted(club: Club, name: str) -> int:
    with club.prime.services.db.read() as session:
        return get_accepted(session, club.members[name])


def accepts(person: Person) -> None:
    person.opens_dm()
    person.clicks("Lire la charte…")
    person.submits()


def test_before_any_version_nothing_is_asked(club: Club) -> None:
    ana = club.joins("Ana Berger")
    ana.types("/prime charte")
    ana.sees("Charte à venir ; un message l’annoncera.")
    ana.types("/prime rsvp")
    ana.sees(NO_EVENTS)


def test_a_version_accepted_before_the_message_of_the_day_is_not_told(club: Club) -> None:
    ana, luc = club.joins("Ana Berger"), club.joins("Luc Roy")
    club.clock.set(paris(2027, 1, 4, 11))
    publishes(club)
    ana.types("/prime charte")
    ana.clicks("Lire la charte…")
    ana.submits()
    club.settle()
    noted = club.dms(ana)
    assert accepted(club, "Ana Berger") == 1
    club.at(paris(2027, 1, 5, 9))
    assert (club.dms(ana), club.dms(luc)) == (noted, 1)


def test_a_version_is_told_read_and_accepted_with_its_evidence(club: Club) -> None:
    ana = club.joins("Ana Berger")
    publishes(club, changes="La première.")
    ana.opens_dm()
    ana.sees("Charte, version 1 La première. ➡️ À accepter avant le dimanche 31 janvier 2027, 23 h 59")
    ana.clicks("Lire la charte…")
    ana.sees("Version 1 · page 1 sur 1")
    ana.sees("Chacun vient aussi souvent que possible.")
    ana.sees("• Entraide")
    ana.submits()
    ana.sees("Charte acceptée : version 1, lundi 4 janvier 2027, 9 h")
    ana.sees_not("À accepter avant")
    with club.prime.services.db.read() as session:
        (evidence,) = list_evidence(session, club.members["Ana Berger"])
    assert (evidence.number, evidence.sha256, evidence.language) == (1, digest(TEXT), "fr")
    assert accepted(club, "Ana Berger") == 1
    ana.types("/prime charte")
    ana.sees(f"Version 1 acceptée, lundi 4 janvier 2027, 9 h (texte {digest(TEXT)[:12]})")


def test_a_long_charter_is_read_page_by_page_and_accepted_on_the_last(club: Club) -> None:
    ana = club.joins("Ana Berger")
    publishes(club, LONG)
    ana.opens_dm()
    ana.clicks("Lire la charte…")
    ana.sees("page 1 sur 5")
    for number in range(2, 6):
        ana.submits()
        ana.sees(f"page {number} sur 5")
        ana.sees(f"Article {number}")
    assert accepted(club, "Ana Berger") == 0
    ana.clicks(PAGE_BEFORE)
    ana.sees("page 4 sur 5")
    ana.submits()
    ana.submits()
    assert accepted(club, "Ana Berger") == 1


def test_after_the_date_only_charter_and_own_account_answer(club: Club) -> None:
    ana = club.joins("Ana Berger")
    odile = club.joins("Odile Garnier", role="organiser")
    club.plans("Forum Chaleur fatale", starts=paris(2027, 3, 4, 9, 30))
    publishes(club)
    ana.types("/prime rsvp")
    ana.sees("Forum Chaleur fatale")
    club.at(paris(2027, 2, 1, 9, 0))
    ana.types("/prime rsvp")
    ana.sees("La charte d’abord : elle ouvre le reste.")
    odile.types("/prime activite")
    odile.sees("Forum Chaleur fatale")
    ana.clicks("Lire la charte…")
    ana.submits()
    ana.sees("Charte acceptée : version 1")
    ana.types("/prime rsvp forum oui")
    ana.sees(SEATED)


def test_reminders_come_a_week_and_a_day_before_and_stop_once_accepted(club: Club) -> None:
    ana, luc = club.joins("Ana Berger"), club.joins("Luc Roy")
    publishes(club)
    club.at(paris(2027, 1, 22, 17, 0))
    club.later(hours=16)
    assert club.dms(ana) == 2
    accepts(ana)
    club.at(paris(2027, 1, 29, 17, 0))
    club.later(minutes=5)
    assert club.dms(luc) == 3
    assert club.dms(ana) == 4  # the version, one reminder, the acceptance, what comes first
    ana.opens_dm()
    ana.sees_not("À accepter avant")


def test_a_change_of_wording_asks_nothing_again(club: Club) -> None:
    ana = club.joins("Ana Berger")
    publishes(club)
    accepts(ana)
    publishes(club, TEXT + "\n\nFin.", material=False, changes="Une faute corrigée.")
    club.at(paris(2027, 1, 5, 9, 0))  # one message a day of what nobody asked for
    ana.opens_dm()
    ana.sees("Charte, version 2 Une faute corrigée. Correction de forme : rien à accepter.")
    club.at(paris(2027, 3, 1, 9, 0))
    ana.types("/prime rsvp")
    ana.sees(NO_EVENTS)


def test_a_material_change_is_accepted_again_and_replaces_what_was_told(club: Club) -> None:
    ana, luc = club.joins("Ana Berger"), club.joins("Luc Roy")
    publishes(club)
    accepts(ana)
    publishes(club, LONG)
    luc.opens_dm()
    luc.clicks("Lire la charte…")
    luc.sees("Version 2 · page 1 sur 5")
    ana.types("/prime charte")
    ana.sees("Charte, version 2 ➡️ À accepter avant")
    club.at(paris(2027, 2, 1, 9, 0))
    ana.types("/prime rsvp")
    ana.sees("La charte d’abord")


def test_a_version_published_while_another_is_read_is_shown_instead(club: Club) -> None:
    ana = club.joins("Ana Berger")
    publishes(club)
    ana.opens_dm()
    ana.clicks("Lire la charte…")
    publishes(club, TEXT + "\n\nEt davantage.")
    ana.submits()
    ana.sees("Une nouvelle version a été publiée entre-temps : la voici.")
    assert accepted(club, "Ana Berger") == 0
    ana.submits()
    assert accepted(club, "Ana Berger") == 2


def test_a_withdrawal_says_what_follows_frees_the_seats_and_shuts_the_club(club: Club) -> None:
    ana, luc = club.joins("Ana Berger"), club.joins("Luc Roy")
    club.plans("Forum Chaleur fatale", capacity=1)
    publishes(club)
    accepts(ana)
    accepts(luc)
    ana.types("/prime rsvp forum oui")
    luc.types("/prime rsvp forum oui")
    ana.types("/prime charte")
    ana.clicks("Retirer mon accord…", within="Charte, version 1")
    ana.sees("Restent ouverts : charte, profil, données. Vos places à venir sont libérées.")
    ana.closes()
    assert accepted(club, "Ana Berger") == 1
    ana.clicks("Retirer mon accord…", within="Charte, version 1")
    ana.submits()
    assert club.seats("Ana Berger") == 0
    assert club.seats("Luc Roy") == 1
    luc.opens_dm()
    luc.sees(PROMOTED)
    ana.types("/prime rsvp")
    ana.sees("La charte d’abord")
    with club.prime.services.db.read() as session:
        rows = list_evidence(session, club.members["Ana Berger"])
        assert get_visitor(session, luc.id, club.clock.now()).charter_due is False
    assert [row.withdrawn for row in rows] == [True, False]
    ana.clicks("Lire la charte…")
    ana.submits()
    ana.types("/prime rsvp")
    ana.sees("Forum Chaleur fatale")


def test_an_organiser_publishes_from_a_form_and_sees_who_remains(club: Club) -> None:
    odile = club.joins("Odile Garnier", role="organiser")
    ana = club.joins("Ana Berger")
    club.joins("Luc Roy", "Forges du Nord")
    odile.types("/prime charte")
    odile.clicks("Publier une version…")
    odile.fills("Texte, partie 1", "# Charte\n\n<b>gras</b>\n\n| a | b |\n|---|---|")
    odile.fills("Texte, partie 2", "Fin ![image](https://example.org/x.png)")
    odile.fills("À accepter jusqu’au (dernier jour)", date(2027, 1, 31))
    odile.submits()
    assert {label: fold(said) for label, said in odile.errors().items()} == {
        "Texte, partie 1": "ligne 3 : pas de HTML ; écrivez en Markdown, ou \\< pour le signe lui-même · "
        "ligne 6 : Slack n’affiche pas de tableau ; écrivez une liste",
        "Texte, partie 2": "ligne 1 : Slack n’affiche pas d’image dans ce texte",
    }
    odile.fills({"Texte, partie 1": "# Charte\n\nEntraide.", "Texte, partie 2": "Fin."})
    odile.clicks("Ajouter une partie")
    odile.fills("Texte, partie 3", "Vraiment.")
    odile.submits()
    odile.sees("Version 1 publiée.")
    odile.sees("Aucun membre sur 2 n’a accepté")
    accepts(ana)
    odile.types("/prime charte")
    odile.sees("1 membre sur 2 a accepté")
    odile.clicks("Voir qui reste", within="1 membre sur 2")
    odile.sees("Luc Roy, Forges du Nord")
    odile.clicks("Publier une version…", within="1 membre sur 2")
    odile.submits()
    assert odile.errors()["Texte, partie 1"] == "Ce texte est, au caractère près, la version en vigueur."


def test_members_may_not_publish(club: Club) -> None:
    ana = club.joins("Ana Berger")
    publishes(club)
    ana.types("/prime charte")
    ana.sees_not("Publier une version")


def test_an_english_reader_reads_prime_in_english_and_the_charter_as_it_is(club: Club) -> None:
    tom = club.joins("Tom Baker", locale="en-GB")
    publishes(club)
    tom.opens_dm()
    tom.clicks("Read the charter…")
    tom.sees("Chacun vient aussi souvent que possible.")
    tom.submits()
    tom.sees("Charter accepted: version 1, Monday 4 January 2027, 9:00")
    with club.prime.services.db.read() as session:
        assert list_evidence(session, club.members["Tom Baker"])[0].language == "en"

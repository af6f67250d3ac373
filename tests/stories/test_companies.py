"""A company's public page: completed, agreed to, changed, withdrawn; the contact's own word (COMMUNIQUER)."""

from club.charter import Version
from club.ids import CompanyId
from sandbox.driver.person import Person
from storage.charter import add_version
from storage.companies import get_agreement, list_contacts
from storage.people import change_member, get_person
from tests.stories.club import Club, paris
from tests.stories.said import EDIT

FIELDS = {
    "Activité": "Bouteilles et flacons",
    "Secteur": "Verre",
    "Sites": "Lyon, fours\nMâcon, décor",
    "Site web": "https://www.verrerie.example",
    "Adresse du contact": "contact@verrerie.example",
}


def complete(person: Person, **more: str) -> None:
    """Fills in the page of one's company."""
    person.types("/prime entreprise")
    person.clicks("Compléter…")
    person.fills(FIELDS | more)
    person.submits()


def agree(person: Person) -> None:
    """Agrees for one's company."""
    person.clicks("Accepter la publication…")
    person.submits()


def test_a_page_is_completed_then_agreed_to_by_a_member_named_and_dated(club: Club) -> None:
    ana, luc = club.joins("Ana Berger"), club.joins("Luc Roy")
    odile = club.joins("Odile Garnier", "ALLICE", role="organiser")
    complete(ana)
    ana.sees("Fiche enregistrée. Elle sera publique après l’accord de l’entreprise.")
    luc.types("/prime company")
    luc.sees("Non publiée : l’accord de l’entreprise est attendu.")
    luc.sees("2 membres sur 3 places")
    luc.sees("Inviter")
    luc.clicks("Accepter la publication…")
    for shown in (
        "Bouteilles et flacons",
        "Verre",
        "Lyon, fours et Mâcon, décor",
        "contact@verrerie.example",
    ):
        luc.sees(shown)
    luc.submits()
    luc.sees("Publiée, accord donné par Luc Roy, lundi 4 janvier 2027, 9 h")
    odile.opens_dm()
    odile.sees_not("Annuaire à publier")
    club.at(paris(2027, 1, 5, 9))
    odile.sees("Annuaire à publier à nouveau : Verrerie Ardoin")
    odile.clicks("Publier l’annuaire")
    odile.sees("Le site arrive par message direct")
    odile.sees("Annuaire\n✅ Fichiers remis à Odile Garnier, mardi 5 janvier 2027, 9 h")


def test_what_is_changed_later_waits_and_what_was_agreed_stays(club: Club) -> None:
    ana = club.joins("Ana Berger")
    complete(ana)
    agree(ana)
    ana.clicks(EDIT)
    ana.fills("Activité", "Verre plat")
    ana.submits()
    ana.sees("Modifiée depuis : les changements attendent un accord.")
    ana.sees("D’ici là reste public ce que Ana Berger a accepté")
    with club.prime.services.db.read() as session:
        agreed = get_agreement(session, _company(club, "Ana Berger"))
    assert agreed is not None
    assert agreed.content.activity == "Bouteilles et flacons"


def test_faults_are_told_at_their_fields(club: Club) -> None:
    ana = club.joins("Ana Berger")
    complete(
        ana,
        **{
            "Site web": "http://verrerie.example",
            "Adresse du logo": "logo.png",
            "Sites": "\n".join("x" * 21),
        },
    )
    assert ana.errors() == {
        "Sites": "20 sites au plus, un par ligne.",
        "Site web": "Indiquez une adresse complète commençant par https://",
        "Adresse du logo": "Indiquez une adresse complète commençant par https://",
    }
    ana.fills({"Site web": "", "Adresse du logo": "", "Sites": "Lyon"})
    ana.submits()
    ana.sees("Fiche enregistrée.")


def test_the_agreement_is_withdrawn_and_organisers_are_told(club: Club) -> None:
    ana, odile = club.joins("Ana Berger"), club.joins("Odile Garnier", "ALLICE", role="organiser")
    complete(ana)
    agree(ana)
    club.later(days=1)
    ana.clicks("Retirer l’accord…")
    ana.sees("Verrerie Ardoin quitte l’annuaire public à sa prochaine publication.")
    ana.submits()
    ana.sees("Non publiée : accord retiré, mardi 5 janvier 2027, 9 h")
    odile.opens_dm()
    odile.sees("Verrerie Ardoin se retire de l’annuaire : publiez-le à nouveau, sans l’entreprise.")
    ana.clicks("Accepter la publication…")
    ana.submits()
    ana.sees("Publiée, accord donné par Ana Berger, mardi 5 janvier 2027, 9 h")


def test_the_contact_is_asked_and_agrees_for_themself(club: Club) -> None:
    ana, luc = club.joins("Ana Berger"), club.joins("Luc Roy")
    odile = club.joins("Odile Garnier", "ALLICE", role="organiser")
    complete(ana, **{"Contact": "Luc Roy", "Adresse du contact": "luc.roy@verrerie.example"})
    ana.clicks("Accepter la publication…")
    ana.sees("Luc Roy donne aussi son accord ; sans lui, le contact n’est pas publié.")
    ana.submits()
    ana.sees("Contact non publié, dans l’attente de son accord : Luc Roy")
    luc.opens_dm()
    luc.sees("Verrerie Ardoin vous nomme contact public.")
    luc.sees("Luc Roy, luc.roy@verrerie.example")
    luc.clicks("Accepter d’être contact")
    luc.sees("Vous êtes contact de Verrerie Ardoin, publiquement.")
    assert _contacts(club, "Luc Roy") == 1
    odile.opens_dm()
    luc.clicks("Ne plus être contact")
    luc.sees("Verrerie Ardoin vous nomme contact public.")
    assert _contacts(club, "Luc Roy") == 0
    odile.sees("Verrerie Ardoin : le contact se retire. Publiez à nouveau l’annuaire, sans son nom.")


def test_other_details_need_the_contact_s_word_anew(club: Club) -> None:
    ana, luc = club.joins("Ana Berger"), club.joins("Luc Roy")
    complete(ana, **{"Contact": "Luc Roy", "Adresse du contact": "luc.roy@verrerie.example"})
    agree(ana)
    luc.opens_dm()
    luc.clicks("Accepter d’être contact")
    ana.clicks(EDIT)
    ana.fills("Adresse du contact", "privee@roy.example")
    ana.submits()
    assert _contacts(club, "Luc Roy") == 1
    agree(ana)
    assert _contacts(club, "Luc Roy") == 0
    luc.sees("Luc Roy, privee@roy.example")
    luc.sees_not("Ne plus être contact")


def test_a_button_shown_before_other_details_does_not_agree_to_them(club: Club) -> None:
    ana, luc = club.joins("Ana Berger"), club.joins("Luc Roy")
    complete(ana, **{"Contact": "Luc Roy", "Adresse du contact": "luc.roy@verrerie.example"})
    agree(ana)
    luc.types("/prime entreprise")
    luc.sees("Accepter d’être contact")
    ana.clicks(EDIT)
    ana.fills("Adresse du contact", "privee@roy.example")
    ana.submits()
    agree(ana)
    luc.clicks("Accepter d’être contact", within="luc.roy@verrerie.example")
    luc.sees("La fiche a changé depuis : voici ce qui vaut.")
    assert _contacts(club, "Luc Roy") == 0


def test_a_contact_who_leaves_the_company_is_no_longer_one(club: Club) -> None:
    ana, luc = club.joins("Ana Berger"), club.joins("Luc Roy")
    complete(ana, **{"Contact": "Luc Roy"})
    agree(ana)
    luc.opens_dm()
    luc.clicks("Accepter d’être contact")
    with club.prime.services.db.begin() as session:
        change_member(session, club.members["Luc Roy"], company_id=None)
    assert _contacts(club, "Luc Roy") == 0
    ana.types("/prime entreprise")
    ana.sees("Contact non publié, dans l’attente de son accord : Luc Roy")


def test_the_contact_withdraws_even_before_they_accept_the_charter_that_binds(club: Club) -> None:
    ana, luc = club.joins("Ana Berger"), club.joins("Luc Roy")
    complete(ana, **{"Contact": "Luc Roy"})
    agree(ana)
    luc.opens_dm()
    luc.clicks("Accepter d’être contact")
    version = Version(1, True, "Charte", "0", "", paris(2027, 1, 1), accept_by=paris(2027, 1, 2))
    with club.prime.services.db.begin() as session:
        assert add_version(session, version, by=None)
    luc.clicks("Ne plus être contact")
    luc.sees("Accepter d’être contact")
    assert _contacts(club, "Luc Roy") == 0
    luc.clicks("Accepter d’être contact")
    luc.sees("La charte d’abord")
    assert _contacts(club, "Luc Roy") == 0


def test_what_a_colleague_changed_meanwhile_is_shown_before_it_is_agreed_to(club: Club) -> None:
    ana, luc = club.joins("Ana Berger"), club.joins("Luc Roy")
    complete(ana)
    luc.types("/prime entreprise")
    luc.clicks("Accepter la publication…")
    ana.clicks(EDIT)
    ana.fills("Activité", "Verre plat")
    ana.submits()
    luc.submits()
    luc.sees("La fiche a changé entre-temps : relisez-la.")
    luc.sees("Verre plat")
    luc.submits()
    luc.sees("Publiée, accord donné par Luc Roy")


def test_two_who_edit_at_once_are_warned_and_nothing_typed_is_lost(club: Club) -> None:
    ana, luc = club.joins("Ana Berger"), club.joins("Luc Roy")
    for person in (ana, luc):
        person.types("/prime entreprise")
        person.clicks("Compléter…")
        person.fills(FIELDS)
    ana.fills("Activité", "Verre creux")
    luc.fills("Activité", "Verre plat")
    ana.submits()
    luc.submits()
    luc.sees("Fiche modifiée entre-temps par Ana Berger ; enregistrer la remplace.")
    luc.sees("Verre plat")
    luc.submits()
    luc.sees("Fiche enregistrée.")
    ana.types("/prime entreprise")
    ana.sees("Verre plat")


def test_who_represents_no_company_is_told_so(club: Club) -> None:
    ana, odile = club.joins("Ana Berger"), club.joins("Odile Garnier", role="organiser")
    with club.prime.services.db.begin() as session:
        for name in club.members:
            change_member(session, club.members[name], company_id=None)
    ana.types("/prime entreprise")
    ana.sees("Aucune entreprise ne vous est rattachée. Une question : Odile Garnier.")
    odile.types("/prime entreprise")
    odile.sees("0 entreprise accepte d’être publiée.")


def test_the_home_tab_opens_the_company_s_page(club: Club) -> None:
    ana = club.joins("Ana Berger")
    ana.opens_home()
    ana.sees("1 membre sur 3 places · fiche à compléter")
    ana.clicks("Ouvrir")
    ana.opens_dm()
    ana.sees("La fiche pour l’annuaire public est encore vide.")
    ana.clicks("Compléter…")
    ana.fills(FIELDS)
    ana.submits()
    ana.sees("Fiche enregistrée.")


def _company(club: Club, name: str) -> CompanyId:
    with club.prime.services.db.read() as session:
        person = get_person(session, club.members[name])
    assert person is not None
    assert person.company_id is not None
    return person.company_id


def _contacts(club: Club, name: str) -> int:
    """How many companies may name this person in public."""
    with club.prime.services.db.read() as session:
        return sum(member == club.members[name] for _, member in list_contacts(session))

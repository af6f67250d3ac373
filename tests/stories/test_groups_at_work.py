"""A study group at work: its works, its dates, its minutes, the list of all groups (article CONTRIBUER)."""

from dataclasses import replace
from datetime import timedelta

from club.date_polls import DateCircle, DateDraft, DatePollState, DateSlot
from club.groups import GroupShares, GroupState
from club.ids import DatePollId, GroupId, WorkId
from club.works import Work
from handlers.choosing.groups import service
from handlers.choosing.groups.service import GroupDone
from handlers.choosing.works import service as works
from handlers.events.dates import service as dates
from handlers.events.dates.outcomes import DateDid
from handlers.events.minutes import service as minutes
from handlers.kit.positions import ListPosition
from sandbox.driver.person import Person
from storage.date_polls import get_poll
from storage.groups import join, save_group
from storage.people import add_member
from storage.privacy import get_held
from tests.stories.club import CHANNEL, FIRST, paris
from tests.stories.said import NEXT_PAGE, TITLE_FIELD
from tests.stories.searches import CLOSE_DAY, CLOSE_TIME, LINES, THURSDAY, answers, fills
from tests.stories.test_groups import ANA, CARD, DATA, HOURS, IT, JOIN, KEEP, LUC, SEE, TITLE, Chosen, chosen

__all__ = ["chosen"]

NOT_LEAD = "Seuls le pilote du groupe et l’organisation cherchent ses dates."


def test_the_works_of_its_topic_are_the_group_s(chosen: Chosen) -> None:
    chosen.opens()
    odile, now = chosen.club.members["Odile Garnier"], chosen.club.clock.now()
    work = Work(WorkId(0), "Guide des sites", 2026, topic_id=chosen.topic)
    assert works.add(chosen.club.prime.services, work, odile, now).faults == ()
    chosen.club.later(minutes=1)
    chosen.zoe.types("/prime groupe")
    chosen.zoe.clicks(SEE)
    chosen.zoe.sees("Travail : Guide des sites (2026)")
    chosen.zoe.clicks("Voir le travail")
    chosen.zoe.sees("Guide des sites")


def test_the_list_has_all_groups_those_that_are_done_last(chosen: Chosen) -> None:
    chosen.luc.types("/prime groupes")
    chosen.luc.sees("Aucun groupe de travail pour l’instant")
    chosen.opens()
    services, now = chosen.club.prime.services, chosen.club.clock.now()
    odile = chosen.member("Odile Garnier")
    for number in range(2, 8):
        topic = chosen.topic_of(ANA, f"Sujet {number}")
        service.open_group(services, topic, f"Groupe {number}", "", odile, now)
    with services.db.begin() as session:
        save_group(session, GroupId(7), "Groupe 7", "", GroupState.DONE, None)
    chosen.luc.types("/prime groupes")
    chosen.luc.sees("7 groupes de travail")
    chosen.luc.sees("Groupe 6")
    chosen.luc.clicks("Groupes plus anciens")
    chosen.luc.sees("6–7 sur 7")
    luc = chosen.member(LUC)
    pages = [service.listing(services, luc, ListPosition("groups", page=page), 5) for page in (0, 1)]
    titles = [shown.group.title for page in pages for shown in page.items]
    assert titles == [*(f"Groupe {number}" for number in (6, 5, 4, 3, 2)), TITLE, "Groupe 7"]


def test_what_one_brings_is_in_the_file_of_one_s_own_data(chosen: Chosen) -> None:
    chosen.opens()
    chosen.joins(chosen.luc, **{DATA: "Mot de Luc"})
    luc = chosen.member(LUC)
    with chosen.club.prime.services.db.read() as session:
        (row,) = get_held(session, luc.id, luc.slack_id)["group_member"]
    assert (row["data"], row["group_name"]) == ("Mot de Luc", TITLE)


def test_a_full_group_says_so(chosen: Chosen) -> None:
    chosen.opens()
    chosen.joins(chosen.luc)
    chosen.zoe.opens(CHANNEL)
    chosen.zoe.clicks(JOIN, within=CARD)
    now = chosen.club.clock.now()
    with chosen.club.prime.services.db.begin() as session:
        for number in range(99):
            one = add_member(session, f"Membre {number:03}", email=f"m{number}@example.org")
            join(session, IT, one, GroupShares(hours="1"), now)
    chosen.zoe.fills({HOURS: "Un jour"})
    chosen.zoe.submits()
    assert "complet" in str(chosen.zoe.errors())
    chosen.zoe.closes()
    chosen.zoe.clicks(SEE, within=CARD)
    chosen.zoe.sees("1–12 sur 100")
    chosen.zoe.clicks(NEXT_PAGE)
    chosen.zoe.sees("Membre 012")
    chosen.zoe.sees_not("Luc Roy ·")


def test_the_lead_of_a_full_group_stays_when_an_organiser_saves_its_form(chosen: Chosen) -> None:
    chosen.opens()
    now = chosen.club.clock.now()
    with chosen.club.prime.services.db.begin() as session:
        for number in range(99):
            one = add_member(session, f"Membre {number:03}", email=f"m{number}@example.org")
            join(session, IT, one, GroupShares(hours="1"), now)
    chosen.club.later(minutes=1)
    chosen.joins(chosen.luc)
    with chosen.club.prime.services.db.begin() as session:
        save_group(session, IT, TITLE, "", GroupState.OPEN, chosen.club.members[LUC])
    chosen.odile.types("/prime groupes")
    chosen.odile.clicks(SEE)
    chosen.odile.clicks(KEEP)
    chosen.odile.submits()
    chosen.odile.sees("✅ Enregistré.")
    assert chosen.lead() == chosen.club.members[LUC]


def test_a_double_click_says_it_once(chosen: Chosen) -> None:
    chosen.opens()
    services, now = chosen.club.prime.services, chosen.club.clock.now()
    for _ in range(2):
        assert (
            service.join(services, IT, chosen.member(LUC), GroupShares(site="Four 3"), now) is GroupDone.DONE
        )
        assert service.leave(services, GroupId(9), chosen.member(LUC), now) is GroupDone.GONE
    assert chosen.names() == [LUC]


def led_by_ana(chosen: Chosen) -> None:
    """Ana leads it, Luc is in it."""
    chosen.opens()
    for one in (chosen.ana, chosen.luc):
        chosen.joins(one)
    chosen.leads(f"{ANA} · Verrerie Ardoin")


def begins_a_search(person: Person) -> None:
    """The form, from the group's page."""
    person.types("/prime groupes")
    person.clicks(SEE)
    person.clicks("Chercher une date…")


def looks_for_a_date(chosen: Chosen) -> None:
    """An organiser, from the group's page."""
    begins_a_search(chosen.odile)
    chosen.odile.fills({"Créneaux": LINES})
    chosen.odile.submits()
    chosen.club.later(minutes=1)


def test_a_date_is_looked_for_among_those_in_the_group_and_what_is_found_stands_with_it(
    chosen: Chosen,
) -> None:
    chosen.opens()
    chosen.joins(chosen.luc)
    looks_for_a_date(chosen)
    chosen.odile.sees("✅ Envoyé à 1 personne.")
    answers(chosen.luc, "Oui", "Non", "Non")
    chosen.ana.types("/prime groupes")
    chosen.ana.clicks(SEE)
    chosen.ana.sees(f"Date à trouver : {TITLE}")
    chosen.ana.sees_not("Dire mes disponibilités…")
    chosen.odile.opens_dm()
    chosen.odile.clicks("Retenir cette date", within=THURSDAY)
    chosen.odile.fills("Lieu", "Lyon")
    chosen.odile.submits()
    chosen.odile.types("/prime activite")
    chosen.odile.clicks("Publier")
    chosen.ana.types("/prime groupes")
    chosen.ana.clicks(SEE)
    chosen.ana.sees(f"Réunion : {TITLE}")
    chosen.ana.sees("jeudi 28 janvier 2027, 9 h 30 – 11 h 30")


def test_its_lead_looks_for_a_date_and_organisers_make_the_event_of_it(chosen: Chosen) -> None:
    led_by_ana(chosen)
    begins_a_search(chosen.ana)
    chosen.ana.fills({TITLE_FIELD: "", "Créneaux": "jeudi prochain"})
    chosen.ana.submits()
    assert chosen.ana.errors()
    chosen.ana.fills({TITLE_FIELD: "Visite des sites", "Créneaux": LINES})
    chosen.ana.submits()
    chosen.ana.sees("✅ Envoyé à 2 personnes.")
    chosen.club.later(minutes=1)
    answers(chosen.luc, "Oui", "Non", "Non")
    chosen.ana.opens_dm()
    chosen.ana.sees("L’organisation fait l’activité d’une de ces dates.")
    for label in ("Retenir cette date", "Voir qui peut venir"):
        chosen.ana.sees_not(label)
    chosen.odile.opens_dm()
    chosen.odile.sees_not("Visite des sites")
    chosen.club.later(days=8)
    chosen.odile.opens_dm()
    chosen.odile.clicks("Retenir cette date", within=THURSDAY)
    chosen.odile.fills("Lieu", "Lyon")
    chosen.odile.submits()
    chosen.club.later(minutes=1)
    assert any("Date retenue" in one["text"] for one in chosen.ana.messages()), chosen.ana.messages()


def searched_by_ana(chosen: Chosen) -> None:
    """Ana leads, and looks for a date; Luc has answered."""
    led_by_ana(chosen)
    begins_a_search(chosen.ana)
    chosen.ana.fills({TITLE_FIELD: "Visite des sites", "Créneaux": LINES})
    chosen.ana.submits()
    chosen.club.later(minutes=1)
    answers(chosen.luc, "Oui", "Non", "Non")


def test_its_lead_extends_the_search_once_answers_are_closed_and_gives_it_up(chosen: Chosen) -> None:
    searched_by_ana(chosen)
    chosen.club.at(paris(2027, 1, 12, 9))
    chosen.ana.opens_dm()
    chosen.ana.clicks("Prolonger…")
    chosen.ana.fills({CLOSE_DAY: "2027-01-20", CLOSE_TIME: "12:00"})
    chosen.ana.submits()
    chosen.ana.sees("✅ Réponses jusqu’au mercredi 20 janvier 2027, 12 h.")
    chosen.luc.opens_dm()
    chosen.luc.sees("mercredi 20 janvier 2027, 12 h")
    chosen.ana.clicks("Annuler la recherche…")
    chosen.ana.submits()
    chosen.ana.sees("✅ Recherche abandonnée. Message envoyé à 1 personne.")
    chosen.club.later(minutes=1)
    chosen.luc.sees("Plus de recherche de date pour Visite des sites. Merci de votre réponse.")
    chosen.ana.sees_not("Prolonger…")


def test_who_leads_no_longer_or_never_did_neither_extends_nor_gives_up(chosen: Chosen) -> None:
    searched_by_ana(chosen)
    services, now = chosen.club.prime.services, chosen.club.clock.now()
    only, later = DatePollId(1), now + timedelta(days=20)
    chosen.ana.opens_dm()
    chosen.ana.clicks("Annuler la recherche…")
    with services.db.begin() as session:
        save_group(session, IT, TITLE, "", GroupState.OPEN, chosen.club.members[LUC])
    chosen.ana.submits()
    chosen.ana.sees(NOT_LEAD)
    chosen.ana.clicks("Prolonger…")
    assert chosen.ana.modal is None
    for who in (ANA, "Zoé Nord"):
        assert dates.extend(services, only, later, chosen.member(who), now).did is DateDid.NOT_YOURS
        assert dates.give_up(services, only, chosen.member(who), now).did is DateDid.NOT_YOURS
    with services.db.read() as session:
        found = get_poll(session, only)
    assert found is not None
    assert (found.state, found.closes_at) == (DatePollState.OPEN, paris(2027, 1, 11, 18))
    looks_for_a_date(chosen)
    ours = DatePollId(2)
    assert dates.extend(services, ours, later, chosen.member(LUC), now).did is DateDid.NOT_YOURS
    assert dates.give_up(services, ours, chosen.member("Odile Garnier"), now).did is DateDid.DONE


def test_whoever_leads_the_group_next_has_its_search_and_who_led_it_has_not(chosen: Chosen) -> None:
    searched_by_ana(chosen)
    chosen.leads("Luc Roy · Forges Yonne")
    chosen.ana.opens_dm()
    chosen.ana.sees(f"Visite des sites : {NOT_LEAD}")
    chosen.ana.sees_not("Prolonger…")
    chosen.luc.opens_dm()
    chosen.luc.clicks("Prolonger…")
    chosen.luc.fills({CLOSE_DAY: "2027-01-13", CLOSE_TIME: "12:00"})
    chosen.luc.submits()
    chosen.luc.sees("✅ Réponses jusqu’au mercredi 13 janvier 2027, 12 h.")
    chosen.leads(f"{ANA} · Verrerie Ardoin")
    chosen.luc.sees(f"Visite des sites : {NOT_LEAD}")
    chosen.ana.opens_dm()
    chosen.ana.clicks("Annuler la recherche…")
    chosen.ana.submits()
    chosen.ana.sees("✅ Recherche abandonnée.")


def test_a_search_outlives_the_lead_who_began_it_and_left(chosen: Chosen) -> None:
    searched_by_ana(chosen)
    assert (
        service.leave(chosen.club.prime.services, IT, chosen.member(ANA), chosen.club.clock.now())
        is GroupDone.DONE
    )
    chosen.club.later(minutes=1)
    chosen.ana.opens_dm()
    chosen.ana.sees(f"Visite des sites : {NOT_LEAD}")
    chosen.leads("Luc Roy · Forges Yonne")
    chosen.luc.opens_dm()
    chosen.luc.sees("Annuler la recherche…")


def test_nobody_else_looks_for_its_dates_nor_whoever_leads_it_no_longer(chosen: Chosen) -> None:
    led_by_ana(chosen)
    chosen.luc.types("/prime groupes")
    chosen.luc.clicks(SEE)
    chosen.luc.sees_not("Chercher une date…")
    begins_a_search(chosen.ana)
    chosen.ana.fills({"Créneaux": LINES})
    with chosen.club.prime.services.db.begin() as session:
        save_group(session, IT, TITLE, "", GroupState.OPEN, chosen.club.members[LUC])
    chosen.ana.submits()
    chosen.ana.sees(NOT_LEAD)
    services, now = chosen.club.prime.services, chosen.club.clock.now()
    slot = DateSlot(paris(2027, 1, 28, 9), paris(2027, 1, 28, 11))
    other = DateSlot(paris(2027, 1, 29, 9), paris(2027, 1, 29, 11))
    draft = DateDraft("À tous", (slot, other), paris(2027, 1, 11, 18), topic_id=chosen.topic)
    for who in (ANA, LUC):
        sent = dates.send(services, draft, chosen.member(who), now, leading=True)
        assert sent.did is DateDid.NOT_YOURS, "everybody is no group"
    asks_it = replace(draft, circle=DateCircle.GROUP)
    assert dates.send(services, asks_it, chosen.member(ANA), now, leading=True).did is DateDid.NOT_YOURS
    assert dates.send(services, asks_it, chosen.member(LUC), now, leading=True).did is DateDid.DONE


def test_who_joins_while_a_date_is_looked_for_answers_from_the_group_s_page(chosen: Chosen) -> None:
    chosen.opens()
    chosen.joins(chosen.luc)
    looks_for_a_date(chosen)
    chosen.joins(chosen.ana)
    chosen.ana.clicks("Dire mes disponibilités…")
    fills(chosen.ana, ("Oui", "Oui", "Non"))
    chosen.club.later(minutes=1)
    chosen.odile.opens_dm()
    chosen.odile.sees("1 réponse, 1 sans réponse")


def test_the_minutes_of_its_meeting_are_read_from_its_page(chosen: Chosen) -> None:
    chosen.opens()
    chosen.joins(chosen.luc)
    looks_for_a_date(chosen)
    answers(chosen.luc, "Oui", "Oui", "Oui")
    chosen.odile.opens_dm()
    chosen.odile.clicks("Retenir cette date", within=THURSDAY)
    chosen.odile.fills("Lieu", "Lyon")
    chosen.odile.submits()
    chosen.odile.types("/prime activite")
    chosen.odile.clicks("Publier")
    chosen.luc.opens_dm()
    chosen.luc.clicks("Je confirme")
    chosen.club.at(paris(2027, 1, 28, 15, 0))
    services, now = chosen.club.prime.services, chosen.club.clock.now()
    draft = replace(minutes.unwritten(FIRST), text="Décidé : trois sites.")
    odile = chosen.member("Odile Garnier")
    assert minutes.deposit(services, FIRST, draft, odile, now, after=0) is minutes.MinutesDone.DONE
    chosen.luc.types("/prime groupes")
    chosen.luc.clicks(SEE)
    chosen.luc.clicks("Lire le compte rendu…")
    chosen.luc.sees("Décidé : trois sites.")


def test_a_search_for_a_group_that_is_done_is_not_sent(chosen: Chosen) -> None:
    chosen.opens()
    chosen.joins(chosen.luc)
    begins_a_search(chosen.odile)
    with chosen.club.prime.services.db.begin() as session:
        save_group(session, IT, TITLE, "", GroupState.DONE, None)
    chosen.odile.fills({"Créneaux": LINES})
    chosen.odile.submits()
    assert list(chosen.odile.errors()) == ["Groupe"]

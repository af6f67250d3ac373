"""Study groups: from the vote to the work (articles CONTRIBUER, CHOISIR, ÉVALUER)."""

import pytest

from club.groups import GroupShares, GroupState
from club.ids import GroupId, MemberId, TopicId
from club.topics import TopicKind, TopicStep
from handlers.belonging.mydata import service as mydata
from handlers.choosing.groups import service
from handlers.choosing.groups.service import GroupDone
from handlers.choosing.shared.topics import record
from sandbox.driver.person import Person
from storage.groups import get_group, list_group_members
from storage.people import Membership, change_member, get_person
from storage.people import Person as Row
from storage.supporters import back
from storage.topics import add_topic
from tests.stories.club import CHANNEL, Club

TITLE, PURPOSE = "Chaleur fatale <B2B>", "Mesurer trois sites, puis choisir."
JOIN, SEE, OPEN = "Rejoindre le groupe…", "Voir le groupe", "Ouvrir un groupe…"
KEEP, LEAVE, MINE = "Mettre à jour…", "Quitter le groupe…", "Modifier mon apport…"
HOURS, DATA, MONEY = "Du temps", "Données", "Un financement"
CARD = f"Groupe de travail : {TITLE}"
IT = GroupId(1)
ANA, LUC = "Ana Berger", "Luc Roy"


class Chosen:
    """A topic that Ana proposed, that Zoé supports, and that a vote chose; Odile organises."""

    def __init__(self, club: Club) -> None:
        self.club = club
        self.odile = club.joins("Odile Garnier", "ALLICE", role="organiser")
        self.ana, self.luc = club.joins(ANA), club.joins(LUC, "Forges Yonne")
        self.zoe = club.joins("Zoé Nord", "Aciérie du Plessis")
        self.topic = self.topic_of(ANA)

    def topic_of(self, author: str, title: str = TITLE, step: TopicStep = TopicStep.CHOSEN) -> TopicId:
        services, now = self.club.prime.services, self.club.clock.now()
        with services.db.begin() as session:
            made = add_topic(session, self.club.members[author], TopicKind.STUDY, title, "", "", now)
            back(session, made, self.club.members["Zoé Nord"], now)
            record(session, services, made, TopicStep.PROPOSED, now)
            record(session, services, made, step, now)
        self.club.later(minutes=1)
        return made

    def opens(self) -> None:
        self.odile.opens(CHANNEL)
        self.odile.clicks("Lire en entier", within=TITLE)
        self.odile.clicks(OPEN)
        self.odile.fills({"Que doit-il faire ?": PURPOSE})
        self.odile.submits()
        self.odile.closes()
        self.club.later(minutes=1)

    def joins(self, person: Person, **brings: str) -> None:
        person.opens(CHANNEL)
        person.clicks(JOIN, within=CARD)
        person.fills({HOURS: "Deux jours par mois"} | brings)
        person.submits()
        self.club.later(minutes=1)

    def leads(self, who: str) -> None:
        self.odile.types("/prime groupes")
        self.odile.clicks(SEE)
        self.odile.clicks(KEEP)
        self.odile.fills({"Qui le pilote ?": who})
        self.odile.submits()
        self.club.later(minutes=1)

    def member(self, name: str) -> Row:
        with self.club.prime.services.db.read() as session:
            found = get_person(session, self.club.members[name])
        assert found is not None
        return found

    def names(self, group_id: GroupId = IT) -> list[str]:
        with self.club.prime.services.db.read() as session:
            return [one.name for one in list_group_members(session, group_id)]

    def lead(self) -> MemberId | None:
        with self.club.prime.services.db.read() as session:
            found = get_group(session, IT)
        assert found is not None
        return found.lead_id

    def state(self) -> GroupState:
        with self.club.prime.services.db.read() as session:
            found = get_group(session, IT)
        assert found is not None
        return found.state


@pytest.fixture
def chosen(club: Club) -> Chosen:
    return Chosen(club)


def test_an_organiser_opens_a_group_on_a_chosen_topic_and_a_company_joins(chosen: Chosen) -> None:
    chosen.opens()
    chosen.odile.sees("✅ Le groupe est ouvert.")
    chosen.luc.opens(CHANNEL)
    chosen.luc.sees(CARD)
    chosen.luc.sees("Ouvert aux entreprises · pas encore de pilote · aucune entreprise pour l’instant")
    chosen.luc.sees(PURPOSE)
    chosen.joins(chosen.luc, **{DATA: "Compteurs <du> four & étuve"})
    chosen.luc.sees("✅ C’est noté : vous êtes dans le groupe.")
    chosen.zoe.opens(CHANNEL)
    chosen.zoe.sees("pas encore de pilote · 1 entreprise")
    chosen.zoe.sees("Forges Yonne")
    chosen.zoe.clicks(SEE, within=CARD)
    chosen.zoe.sees("Luc Roy · Forges Yonne")
    chosen.zoe.sees("Données : Compteurs <du> four & étuve")


def test_who_supports_the_topic_is_asked_to_join_and_nobody_else(chosen: Chosen) -> None:
    before = chosen.club.dms(chosen.luc)
    chosen.opens()
    chosen.club.later(hours=24)
    chosen.zoe.opens_dm()
    chosen.zoe.sees(f"Un groupe de travail s’ouvre sur un sujet que vous soutenez : {TITLE}")
    chosen.zoe.clicks(JOIN)
    chosen.zoe.fills({MONEY: "5 000 €"})
    chosen.zoe.submits()
    assert chosen.names() == ["Zoé Nord"]
    assert chosen.club.dms(chosen.luc) == before


def test_the_topic_shows_its_group_and_opens_no_second_one(chosen: Chosen) -> None:
    chosen.opens()
    chosen.zoe.opens(CHANNEL)
    chosen.zoe.clicks(SEE, within="Étude")
    chosen.zoe.sees(PURPOSE)
    chosen.odile.clicks("Lire en entier", within=TITLE)
    chosen.odile.sees_not(OPEN)
    chosen.odile.closes()
    services, now = chosen.club.prime.services, chosen.club.clock.now()
    odile = chosen.member("Odile Garnier")
    assert service.open_group(services, chosen.topic, "Encore", "", odile, now) == IT


@pytest.mark.parametrize("step", [TopicStep.SHORTLISTED, TopicStep.NOT_CHOSEN, TopicStep.DECLINED])
def test_no_group_on_a_topic_that_no_vote_chose(chosen: Chosen, step: TopicStep) -> None:
    topic = chosen.topic_of(ANA, "Vapeur", step)
    services, now = chosen.club.prime.services, chosen.club.clock.now()
    odile = chosen.member("Odile Garnier")
    assert service.open_group(services, topic, "Vapeur", "", odile, now) is GroupDone.NOT_CHOSEN


def test_members_open_none(chosen: Chosen) -> None:
    chosen.ana.opens(CHANNEL)
    chosen.ana.clicks("Lire en entier", within=TITLE)
    chosen.ana.sees_not(OPEN)
    services, now = chosen.club.prime.services, chosen.club.clock.now()
    done = service.open_group(services, chosen.topic, "De moi", "", chosen.member(ANA), now)
    assert done is GroupDone.NOT_YOURS


def test_nobody_joins_without_a_word_of_what_they_bring(chosen: Chosen) -> None:
    chosen.opens()
    chosen.luc.opens(CHANNEL)
    chosen.luc.clicks(JOIN, within=CARD)
    chosen.luc.submits()
    assert "ce que votre entreprise apporte" in str(chosen.luc.errors())
    assert chosen.names() == []


def test_what_one_brings_is_said_anew(chosen: Chosen) -> None:
    chosen.opens()
    chosen.joins(chosen.luc)
    chosen.luc.clicks(MINE)
    chosen.luc.fills({HOURS: "Un jour par mois"})
    chosen.luc.submits()
    chosen.luc.sees("Du temps : Un jour par mois")
    chosen.luc.sees_not("Deux jours par mois")
    assert chosen.names() == [LUC]


def test_two_of_one_company_count_as_one_and_one_company_is_in_two_groups(chosen: Chosen) -> None:
    eva = chosen.club.joins("Eva Sud", "Forges Yonne")
    chosen.opens()
    chosen.joins(chosen.luc)
    chosen.joins(eva)
    chosen.zoe.opens(CHANNEL)
    chosen.zoe.sees("pas encore de pilote · 1 entreprise")
    services, now = chosen.club.prime.services, chosen.club.clock.now()
    other = chosen.topic_of(ANA, "Hydrogène")
    second = service.open_group(services, other, "Hydrogène", "", chosen.member("Odile Garnier"), now)
    assert second == GroupId(2)
    assert (
        service.join(services, GroupId(2), chosen.member(LUC), GroupShares(hours="1"), now) is GroupDone.DONE
    )
    assert (chosen.names(), chosen.names(GroupId(2))) == ([LUC, "Eva Sud"], [LUC])


def test_an_organiser_chooses_its_lead_who_is_told_and_keeps_it(chosen: Chosen) -> None:
    chosen.opens()
    chosen.joins(chosen.luc)
    chosen.leads("Luc Roy · Forges Yonne")
    chosen.luc.opens_dm()
    chosen.luc.sees(f"Vous pilotez le groupe de travail : {TITLE}")
    chosen.luc.clicks(KEEP)
    chosen.luc.ticks("En cours")
    chosen.luc.submits()
    chosen.club.later(minutes=1)
    assert (chosen.state(), chosen.lead()) == (GroupState.UNDER_WAY, chosen.club.members[LUC])
    chosen.zoe.opens(CHANNEL)
    chosen.zoe.sees("En cours · pilote : Luc Roy · 1 entreprise")


def test_nobody_else_keeps_it(chosen: Chosen) -> None:
    chosen.opens()
    chosen.joins(chosen.luc)
    chosen.luc.sees_not(KEEP)
    services, now = chosen.club.prime.services, chosen.club.clock.now()
    form = service.GroupForm("À moi", "", GroupState.DONE, None)
    done = service.change(services, IT, "", form, chosen.member(LUC), now)
    assert (done, chosen.state()) == (GroupDone.NOT_YOURS, GroupState.OPEN)


def test_a_lead_who_lost_that_role_meanwhile_changes_nothing(chosen: Chosen) -> None:
    chosen.opens()
    chosen.joins(chosen.luc)
    chosen.leads("Luc Roy · Forges Yonne")
    chosen.luc.opens_dm()
    chosen.luc.clicks(KEEP)
    chosen.leads("Personne pour l’instant")
    chosen.luc.ticks("Terminé")
    chosen.luc.submits()
    chosen.luc.sees("Réservé au pilote du groupe et à l’organisation.")
    assert chosen.state() is GroupState.OPEN


def test_two_who_keep_it_at_once_do_not_overwrite_each_other(chosen: Chosen) -> None:
    marc = chosen.club.joins("Marc Petit", "ALLICE", role="organiser")
    chosen.opens()
    for person in (chosen.odile, marc):
        person.types("/prime groupes")
        person.clicks(SEE)
        person.clicks(KEEP)
    marc.ticks("En cours")
    marc.submits()
    chosen.odile.ticks("Terminé")
    chosen.odile.submits()
    chosen.odile.sees("Ce groupe a été modifié entre-temps.")
    assert chosen.state() is GroupState.UNDER_WAY


def test_a_group_that_is_done_takes_nobody_in_and_its_members_stay(chosen: Chosen) -> None:
    chosen.opens()
    chosen.joins(chosen.luc)
    chosen.zoe.opens(CHANNEL)
    chosen.zoe.clicks(JOIN, within=CARD)
    chosen.odile.types("/prime groupes")
    chosen.odile.clicks(SEE)
    chosen.odile.clicks(KEEP)
    chosen.odile.ticks("Terminé")
    chosen.odile.submits()
    chosen.zoe.fills({HOURS: "Un jour"})
    chosen.zoe.submits()
    assert "il n’accueille plus personne" in str(chosen.zoe.errors()).replace("\xa0", " ")
    chosen.zoe.closes()
    chosen.club.later(minutes=1)
    chosen.zoe.sees_not(JOIN)
    chosen.zoe.sees("Terminé")
    assert chosen.names() == [LUC]


def test_when_the_lead_leaves_the_group_organisers_are_told_and_choose_another(chosen: Chosen) -> None:
    chosen.opens()
    chosen.joins(chosen.luc)
    chosen.joins(chosen.ana)
    chosen.leads("Luc Roy · Forges Yonne")
    chosen.luc.types("/prime groups")
    chosen.luc.clicks(SEE)
    chosen.luc.clicks(LEAVE)
    chosen.luc.sees("Vous pilotez ce groupe : l’organisation en sera prévenue.")
    chosen.luc.submits()
    chosen.luc.sees("✅ Vous avez quitté le groupe.")
    chosen.club.later(minutes=1)
    chosen.odile.opens_dm()
    chosen.odile.sees(f"Plus de pilote : {TITLE}")
    chosen.odile.clicks("Choisir un pilote…")
    chosen.odile.fills({"Qui le pilote ?": "Ana Berger · Verrerie Ardoin"})
    chosen.odile.submits()
    chosen.club.later(minutes=1)
    chosen.odile.sees(f"✅ Ana Berger pilote le groupe de travail : {TITLE}")
    assert (chosen.names(), chosen.lead()) == ([ANA], chosen.club.members[ANA])


def test_whoever_leaves_the_club_leaves_the_group(chosen: Chosen) -> None:
    chosen.opens()
    chosen.joins(chosen.luc, **{DATA: "Mot de Luc"})
    chosen.joins(chosen.ana)
    chosen.leads("Luc Roy · Forges Yonne")
    mydata.leave(chosen.club.prime.services, chosen.member(LUC), chosen.club.clock.now())
    chosen.club.later(minutes=1)
    assert (chosen.names(), chosen.lead()) == ([ANA], None)
    chosen.odile.opens_dm()
    chosen.odile.sees(f"Plus de pilote : {TITLE}")
    chosen.zoe.opens(CHANNEL)
    chosen.zoe.sees("pas encore de pilote · 1 entreprise")
    chosen.zoe.sees_not("Forges Yonne")


def test_whoever_is_suspended_is_not_shown_and_is_back_with_what_they_said(chosen: Chosen) -> None:
    chosen.opens()
    chosen.joins(chosen.luc)
    services, now = chosen.club.prime.services, chosen.club.clock.now()
    luc = chosen.club.members[LUC]
    with services.db.begin() as session:
        change_member(session, luc, state=Membership.SUSPENDED.value)
        services.ceases(session, chosen.member(LUC), now)
    chosen.club.later(minutes=1)
    assert chosen.names() == []
    chosen.zoe.opens(CHANNEL)
    chosen.zoe.sees_not("Forges Yonne")
    with services.db.begin() as session:
        change_member(session, luc, state=Membership.ADMITTED.value)
    assert chosen.names() == [LUC]

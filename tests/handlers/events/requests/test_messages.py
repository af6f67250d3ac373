"""What organisers and members read of a request, at each of its stages."""

from datetime import datetime

from club.ids import ClaimId, EventId
from club.seating import Stage
from handlers import names
from handlers.events.guests import companions, representative
from handlers.events.requests import messages, reasons, service, views
from handlers.kit.interaction import Message
from storage.people import Person, Role
from tests.handlers.events.guests.house import LATE, NOW, STARTED, House, filled
from tests.stories.said import REQUEST_SENT


def _texts(message: Message | None) -> str:
    assert message is not None
    found: list[str] = []

    def walk(part: object) -> None:
        if isinstance(part, dict):
            if isinstance(part.get("text"), str):
                found.append(part["text"])
            for value in part.values():
                walk(value)
        elif isinstance(part, list | tuple):
            for value in part:
                walk(value)

    walk(list(message.blocks))
    return "".join(found).replace("\u00a0", " ").replace("\u202f", " ")


def _asked(house: House, event_id: EventId, person: Person) -> ClaimId:
    service.ask(house.services, event_id, person, "<!channel> *Merci*", LATE)
    return house.claims(Stage.REQUESTED)[-1].id


def _copy(house: House, claim_id: ClaimId, now: datetime = LATE) -> Message:
    matter = service.get_matter(house.services, claim_id, now)
    assert matter is not None
    return views.copy(house.services.words["fr"], matter)


def test_the_organisers_copy_says_who_asks_for_what_and_when(house: House) -> None:
    ana, event_id = house.joins("Ana Berger"), house.plans(4)
    copy = _copy(house, _asked(house, event_id, ana))
    assert "Ana Berger, Verrerie Ardoin, demande 1 place" in _texts(copy)
    assert "<!channel> *Merci*" in _texts(copy)
    assert "4 places libres · reçue 3 jours avant" in _texts(copy)
    assert "AccepterRefuser…" in _texts(copy)
    assert "<" not in copy.text


def test_a_full_event_offers_the_line_instead(house: House) -> None:
    ana, event_id = house.joins("Ana Berger"), house.plans(1)
    claim_id = _asked(house, event_id, ana)
    house.fills(event_id, 1)
    assert "Aucune place libre" in _texts(_copy(house, claim_id))
    assert "Mettre en attenteRefuser…" in _texts(_copy(house, claim_id))


def test_people_are_named_with_what_the_organisers_need(house: House) -> None:
    ana, event_id = house.joins("Ana Berger"), house.plans()
    companions.change(house.services, event_id, ana, filled("Rémi Blanc"), LATE)
    (claim,) = house.claims(Stage.REQUESTED)
    assert "demande 2 places" in _texts(_copy(house, claim.id))
    assert "Avec Rémi Blanc, Ingénieure, Verrerie Ardoin" in _texts(_copy(house, claim.id))


def test_a_replacement_takes_no_seat_and_can_be_accepted_when_full(house: House) -> None:
    ana, event_id = house.joins("Ana Berger"), house.plans(1)
    odile = house.joins("Odile Garnier", role=Role.ORGANISER)
    service.ask(house.services, event_id, ana, "", NOW)
    representative.send(house.services, event_id, ana, filled("Éva Noir"), LATE)
    (claim,) = house.claims(Stage.REQUESTED)
    copy = _texts(_copy(house, claim.id))
    assert "souhaite envoyer quelqu’un" in copy
    assert "À la place du membre : Éva Noir" in copy
    assert "AccepterRefuser…" in copy
    service.accept(house.services, claim.id, odile, LATE)
    held = house.stands(event_id, ana, LATE)
    assert (held.rsvp.seats, held.rsvp.with_member) == (1, False)
    with house.ctx(names.DECIDED, event_id, ana, claim.id, LATE) as ctx:
        assert "Demande acceptée : Éva Noir vient à votre place." in _texts(messages.decided(ctx))


def test_each_end_is_said_to_the_organisers_without_buttons(house: House) -> None:
    event_id, odile = house.plans(2), house.joins("Odile Garnier", role=Role.ORGANISER)
    ana, luc, zoe = (house.joins(name) for name in ("Ana Berger", "Luc Roy", "Zoé Petit"))
    granted, declined, waiting = (_asked(house, event_id, one) for one in (ana, luc, zoe))
    service.accept(house.services, granted, odile, LATE)
    service.decline(house.services, declined, odile, reasons.packed(reasons.LIST, ""), LATE)
    house.fills(event_id, 1)
    service.put_in_line(house.services, waiting, odile, LATE)
    wanted = {
        granted: "✅ Acceptée par Odile Garnier, lundi 25 janvier 2027, 9 h 30",
        declined: "Refusée par Odile Garnier, lundi 25 janvier 2027, 9 h 30 : Liste remise au site",
        waiting: "⏳ Mise en attente par Odile Garnier, lundi 25 janvier 2027, 9 h 30",
    }
    for claim_id, said in wanted.items():
        assert said in _texts(_copy(house, claim_id))
        assert not [b for b in _copy(house, claim_id).blocks if b["type"] == "actions"]


def test_a_started_event_leaves_nothing_to_press(house: House) -> None:
    ana, event_id = house.joins("Ana Berger"), house.plans()
    claim_id = _asked(house, event_id, ana)
    copy = _copy(house, claim_id, STARTED)
    assert "plus rien à décider" in _texts(copy)
    assert not [block for block in copy.blocks if block["type"] == "actions"]


def test_a_request_decided_before_its_copy_was_sent_is_not_sent(house: House) -> None:
    ana, event_id = house.joins("Ana Berger"), house.plans()
    odile = house.joins("Odile Garnier", role=Role.ORGANISER)
    claim_id = _asked(house, event_id, ana)
    service.accept(house.services, claim_id, odile, LATE)
    with house.ctx(names.REQUEST, event_id, odile, claim_id, LATE, sent=False) as ctx:
        assert messages.request(ctx) is None
        assert messages.requested(ctx) is None


def test_the_members_message_settles_and_loses_its_button(house: House) -> None:
    ana, event_id = house.joins("Ana Berger"), house.plans()
    odile = house.joins("Odile Garnier", role=Role.ORGANISER)
    claim_id = _asked(house, event_id, ana)
    with house.ctx(names.REQUESTED, event_id, ana, claim_id, LATE) as ctx:
        assert f"{REQUEST_SENT} La réponse arrivera ici.Retirer ma demande" in _texts(messages.requested(ctx))
    service.decline(house.services, claim_id, odile, reasons.packed(reasons.FULL, ""), LATE)
    with house.ctx(names.REQUESTED, event_id, ana, claim_id, LATE) as ctx:
        assert _texts(messages.requested(ctx)).endswith("Demande non acceptée")
        assert "Demande non acceptée : Complet" in _texts(messages.decided(ctx))
        assert "Voir les activités" in _texts(messages.decided(ctx))


def test_a_long_list_of_long_requests_stays_within_slacks_limits(house: House) -> None:
    event_id = house.plans()
    for number in range(6):
        person = house.joins(f"Membre {number}")
        names_ = [f"Personne{n} Nom{number}" for n in range(5)]
        companions.change(house.services, event_id, person, filled(*names_, note="x" * 1000), LATE)
    shown = views.listing(house.services.words["fr"], service.list_pending(house.services, LATE))
    assert len(shown.blocks) <= 50
    assert len(shown.text) <= 3000
    assert "1–5 sur 6" in _texts(shown)

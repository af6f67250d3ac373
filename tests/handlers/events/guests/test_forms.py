"""The two forms: what stands in them, what is read back, and that Slack takes them."""

from club.ids import GuestId
from handlers.events.guests import form, views
from handlers.events.guests.form import FilledGuests, GuestEntry, GuestFault
from handlers.events.shared import outcomes as out
from handlers.kit.interaction import Interaction, State, View
from handlers.kit.positions import ListPosition
from handlers.kit.return_to import ReturnTo
from storage.people import AccountKind, Person, Visitor
from tests.handlers.events.guests.house import LATE, NOW, House, entry, filled


def _ids(view: View) -> list[str]:
    return [block["block_id"] for block in view["blocks"] if "block_id" in block]


def _interaction(house: House, person: Person, state: State) -> Interaction:
    assert person.slack_id
    visitor = Visitor(person.slack_id, True, AccountKind.FULL, "fr-FR", person)
    return Interaction("guests.companions", visitor, house.services.words["fr"], NOW, state=state)


def test_the_largest_form_in_both_languages_stays_within_slacks_limits(house: House) -> None:
    ana, event_id = house.joins("Ana Berger"), house.plans(3)
    late = house.stands(event_id, ana, LATE)
    people = filled(*(f"Personne Nom{n}" for n in range(5)), note="n" * 1000, choice="alone")
    for t in house.services.words.by_language.values():
        view = views.companions(t, late, people, "m", out.Short(late, 6), most=5)
        assert len(view["blocks"]) <= 100
        assert len(set(_ids(view))) == len(_ids(view))
        titles = [view[part]["text"] for part in ("title", "submit", "close")]
        titles.append(views.representative(t, late, people, "m")["title"]["text"])
        assert max(map(len, titles)) <= 24
        options = [
            option["text"]["text"]
            for block in view["blocks"]
            for option in block.get("element", {}).get("options", ())
        ]
        assert max(map(len, options)) <= 75
        assert not any("…" in option for option in options)


def test_one_more_group_keeps_the_ids_and_the_words_of_the_others(house: House) -> None:
    ana, event_id = house.joins("Ana Berger"), house.plans()
    shown = house.stands(event_id, ana)
    before = filled("Rémi Blanc")
    after = form.with_another(before, "Verrerie Ardoin", 5)
    first = views.companions(house.services.words["fr"], shown, before, "m", most=5)
    second = views.companions(house.services.words["fr"], shown, after, "m", most=5)
    assert set(_ids(first)) < set(_ids(second))
    kept = [block for block in second["blocks"] if block.get("block_id", "").endswith("#0")]
    assert kept == [block for block in first["blocks"] if block.get("block_id", "").endswith("#0")]


def test_five_groups_are_the_most(house: House) -> None:
    five = filled(*(f"Personne Nom{n}" for n in range(5)))
    assert form.with_another(five, "X", 5) is five


def test_a_form_that_shows_somebody_can_be_emptied(house: House) -> None:
    ana, event_id = house.joins("Ana Berger"), house.plans()
    shown, t = house.stands(event_id, ana), house.services.words["fr"]
    known = FilledGuests([entry(0, "Rémi Blanc", GuestId(7))])
    fresh = views.companions(t, shown, FilledGuests([GuestEntry(0)]), "m", most=5)
    emptied = views.companions(t, shown, known, "m", most=5)
    assert [b["optional"] for b in fresh["blocks"] if b.get("block_id") == "name#0"] == [False]
    assert [b["optional"] for b in emptied["blocks"] if b.get("block_id") == "name#0"] == [True]
    assert "Videz ses champs" in str(emptied)


def test_what_was_typed_is_read_with_its_white_space_in_order(house: House) -> None:
    ana = house.joins("Ana Berger")
    state: State = {
        "name#0": {"name": {"type": "plain_text_input", "value": "  Rémi   Blanc "}},
        "email#0": {"email": {"type": "email_text_input", "value": "r@exemple.fr"}},
        "function#0": {"function": {"type": "plain_text_input", "value": None}},
        "company#0": {"company": {"type": "plain_text_input", "value": "Ardoin"}},
        "attest": {"attest": {"type": "checkboxes", "selected_options": [{"value": "yes"}]}},
        "note": {"note": {"type": "plain_text_input", "value": "Merci"}},
    }
    read = form.read(_interaction(house, ana, state), [None, None])
    assert read.people == [GuestEntry(0, None, "Rémi Blanc", "r@exemple.fr", "", "Ardoin")]
    assert (read.attested, read.note, read.choice) == (True, "Merci", "")
    assert form.faults_of(read, set(), set()) == {"function#0": GuestFault.FUNCTION}


def test_the_groups_travel_in_the_metadata_as_ids_alone(house: House) -> None:
    slots = tuple(GuestId(2**31 - number) if number else None for number in (1, 0, 2, 3, 4))
    behind = ListPosition("agenda", page=2).block(14)
    way = ReturnTo(1, slots, "", "https://hooks.example/" + "x" * 120, behind)
    assert ReturnTo.unpacked(way.packed(), form.Slots) == way
    assert len(way.packed()) < 3000


def test_every_fault_is_said_in_french(house: House) -> None:
    event = house.stands(house.plans(2), house.joins("Ana Berger")).event
    for fault in GuestFault:
        faulty = form.GuestsFaulty({"x": fault}, event)
        said = views.errors(house.services.words["fr"], faulty)["x"]
        assert said != views.errors(house.services.words["en"], faulty)["x"]

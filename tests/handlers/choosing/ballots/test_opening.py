"""Opening, reminding, extending, calling off: who is on the roll, who is told what, and once."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import Any

from club.ballots import Ballot, BallotState, Option, Secrecy, Unit
from club.ids import OptionId
from club.topics import TopicStep
from handlers import names
from handlers.choosing.ballots import messages, opening, preparing, reading, sweeps
from handlers.choosing.ballots.outcomes import BallotChange, BallotTrouble
from handlers.kit.positions import ListPosition
from storage.accounts import save_profile
from storage.ballots import save_ballot, set_weight
from storage.electors import get_ticket, list_awaiting
from storage.outbox import claim_due, record_sent
from storage.people import AccountKind, Membership, Person, Role, SlackProfile, change_member
from storage.proxies import add_proxy
from storage.urns import list_papers
from storage.votes import Vote, cast, get_voter
from tests.handlers.choosing.ballots.booth import CLOSES, Booth, words
from tests.handlers.events.guests.house import NOW

DAY = timedelta(days=1)


def opens(booth: Booth, odile: Person, **given: Any) -> Ballot:
    ballot = booth.drafts(odile, **given)
    outcome = opening.open_now(booth.services, ballot.id, odile.id, NOW)
    assert outcome.result is BallotChange.OPENED, outcome
    return booth.ballot(ballot.id)


def votes(booth: Booth, ballot: Ballot, person: Person) -> None:
    with booth.services.db.begin() as session:
        ticket = get_ticket(session, ballot, person)
        assert ticket is not None
        voter = get_voter(session, ballot.id, ticket.voter_id)
        assert voter is not None
        vote = Vote({ballot.options[0].id: 1}, {})
        vault, channel = booth.services.db.vault, booth.services.club.channel
        cast(session, ballot, voter, person.id, vote, NOW, vault=vault, channel=channel)


def sends(booth: Booth) -> list[tuple[str, str]]:
    """All that is due is sent: what, and to whom."""
    with booth.services.db.begin() as session:
        due = claim_due(session, NOW + 31 * DAY, 10_000)
        for at, posting in enumerate(due):
            record_sent(session, posting, posting.recipient, f"{at}.0", NOW - DAY)
    return [(posting.kind, str(posting.recipient)) for posting in due]


def test_a_topic_is_voted_on_in_one_ballot_at_a_time(both: Booth) -> None:
    odile = both.organiser()
    options = [Option(OptionId(0), "Sujet", topic_id=one) for one in both.proposes(odile, "Vapeur", "Air")]
    first = opens(both, odile, options=options)
    second = both.drafts(odile, options)
    refused = opening.open_now(both.services, second.id, odile.id, NOW)
    assert list(refused.faults.values()) == [BallotTrouble.OPTION_VOTED]
    opening.cancel(both.services, first.id, "Doublon", NOW)
    assert opening.open_now(both.services, second.id, odile.id, NOW).result is BallotChange.OPENED


def test_of_two_ballots_on_one_topic_that_open_at_once_one_is_refused(both: Booth) -> None:
    odile = both.organiser()
    options = [Option(OptionId(0), "Sujet", topic_id=one) for one in both.proposes(odile, "Vapeur", "Air")]
    drafts = [both.drafts(odile, options).id for _ in range(2)]
    with ThreadPoolExecutor(2) as pool:
        came = pool.map(lambda one: opening.open_now(both.services, one, odile.id, NOW).result, drafts)
    assert sorted(came) == [BallotChange.FAULTY, BallotChange.OPENED]


def test_everybody_on_the_roll_is_told_once_and_weights_are_those_of_the_opening(both: Booth) -> None:
    odile = both.organiser()
    ana, marc = both.house.joins("Ana Berger"), both.house.joins("Marc Petit")
    lea = both.house.joins("Léa Roux", "Forges")
    gone = both.house.joins("Paul Parti", "Câbles")
    staff = both.house.joins("Sam Interne", role=Role.ORGANISER)
    assert ana.company_id is not None
    with both.services.db.begin() as session:
        change_member(session, gone.id, state=Membership.LEFT.value)
        change_member(session, staff.id, company_id=None)
        set_weight(session, ana.company_id, 3)
    ballot = opens(both, odile)
    assert opening.open_now(both.services, ballot.id, odile.id, NOW).result is BallotChange.ALREADY_OPEN
    with both.services.db.begin() as session:
        set_weight(session, ana.company_id, 7)
    told = Counter(both.told())
    assert set(told.values()) == {1}
    heard = {who for kind, who in told if kind == names.BALLOT_OPENED}
    assert heard == {one.slack_id for one in (odile, ana, marc, lea)}
    with both.services.db.read() as session:
        mine, hers = get_ticket(session, ballot, marc), get_ticket(session, ballot, lea)
        assert get_ticket(session, ballot, gone) is None or not gone.active
        assert get_ticket(session, ballot, replace(staff, company_id=None)) is None
        assert mine is not None
        assert hers is not None
        voter = get_voter(session, ballot.id, mine.voter_id)
        assert (voter and voter.weight, mine.voter_id == hers.voter_id) == (3, False)


def test_two_organisers_who_open_at_once_open_it_once(both: Booth) -> None:
    odile = both.organiser()
    both.house.joins("Ana Berger")
    draft = both.drafts(odile)
    with ThreadPoolExecutor(4) as pool:
        acts = [pool.submit(opening.open_now, both.services, draft.id, odile.id, NOW) for _ in range(4)]
        results = Counter(interaction.result().result for interaction in acts)
    assert results == {BallotChange.OPENED: 1, BallotChange.ALREADY_OPEN: 3}
    assert Counter(kind for kind, _ in both.told()) == {names.BALLOT_CARD: 1, names.BALLOT_OPENED: 2}
    assert reading.roll(both.services, both.ballot(draft.id), odile, ROLL).page.total == 2


def test_in_a_large_club_it_is_settled_once_and_opened_once_whoever_is_at_it(both: Booth) -> None:
    odile = both.organiser()
    both.house.joins("Ana Berger")
    draft, large = (
        both.drafts(odile),
        replace(both.services, installed=replace(both.services.club, at_once=1)),
    )
    with ThreadPoolExecutor(4) as pool:
        acts = [pool.submit(opening.open_now, large, draft.id, odile.id, NOW) for _ in range(4)]
        results = Counter(interaction.result().result for interaction in acts)
        assert results == {BallotChange.OPENING: 1, BallotChange.ALREADY_OPENING: 3}
        assert preparing.delete(large, draft.id).result is BallotChange.ALREADY_OPENING
        list(pool.map(lambda _: sweeps.turn(large, NOW, NOW), range(4)))
    assert both.ballot(draft.id).state is BallotState.OPEN
    told = Counter(kind for kind, _ in both.told())
    assert told == {names.BALLOT_OPENING: 1, names.BALLOT_CARD: 1, names.BALLOT_OPENED: 2}


def test_topics_go_on_the_ballot_under_the_titles_they_have_then(both: Booth) -> None:
    odile = both.organiser()
    topics = both.proposes(odile, *(f"Étude {n}" for n in range(200)), shortlisted=False)
    options = [Option(OptionId(0), "ancien titre", topic_id=one) for one in topics]
    ballot = opens(both, odile, options=options)
    assert {one.title for one in ballot.options} == {f"Étude {n}" for n in range(200)}
    assert ballot.opens_at == NOW
    draft = both.drafts(odile, options[:2])
    both.steps(topics[0], TopicStep.DECLINED)
    refused = opening.open_now(both.services, draft.id, odile.id, NOW)
    assert refused.result is BallotChange.FAULTY
    assert both.ballot(draft.id).state is BallotState.DRAFT


def test_a_planned_ballot_opens_at_its_hour_or_organisers_hear_why_it_did_not(booth: Booth) -> None:
    odile = booth.organiser()
    booth.house.joins("Ana Berger")
    ballot = booth.drafts(odile, state=BallotState.PLANNED, opens_at=NOW + DAY)
    late = booth.drafts(odile, state=BallotState.PLANNED, opens_at=NOW + DAY, quorum=40)
    sweeps.turn(booth.services, NOW, NOW + DAY - timedelta(seconds=1))
    assert booth.told() == []
    for _ in range(2):
        sweeps.turn(booth.services, NOW, NOW + DAY)
    assert booth.ballot(ballot.id).state is BallotState.OPEN
    assert booth.ballot(late.id).state is BallotState.DRAFT
    told = Counter(kind for kind, _ in booth.told())
    assert (told[names.BALLOT_OPENED], told[names.BALLOT_HELD], told[names.BALLOT_CARD]) == (2, 1, 1)
    held = booth.renders(messages.held, late, odile, now=NOW + DAY)
    assert held is not None
    assert "dépasse le nombre de votants" in words(held.blocks)


def test_those_who_have_not_voted_are_reminded_once_a_working_day_before(both: Booth) -> None:
    odile, ana = both.organiser(), both.house.joins("Ana Berger", "Forges")
    far = both.house.joins("Noa Loin", "Câbles")
    for person, zone in ((odile, "Europe/Paris"), (ana, "Europe/Paris"), (far, "America/Toronto")):
        assert person.slack_id
        with both.services.db.begin() as session:
            profile = SlackProfile(
                person.slack_id, person.name, person.email, "fr-FR", zone, AccountKind.FULL
            )
            save_profile(session, profile)
    ballot = opens(both, odile)  # closes on a Monday at nine in Paris: the day before is the Friday
    short = both.drafts(odile, closes_at=NOW + DAY)
    opening.open_now(both.services, short.id, odile.id, NOW)
    votes(both, ballot, odile)
    both.told()
    friday = CLOSES - 3 * DAY
    sweeps.remind(both.services, NOW, NOW + 20 * timedelta(hours=1))
    sweeps.remind(both.services, NOW, friday - timedelta(minutes=1))
    assert both.told() == []
    sweeps.remind(both.services, NOW, friday)
    sweeps.remind(both.services, NOW, friday + timedelta(minutes=1))
    assert both.told() == [(names.BALLOT_NUDGE, ana.slack_id)], "night in Toronto"
    sweeps.remind(both.services, NOW, friday + timedelta(hours=6))
    assert both.told() == [(names.BALLOT_NUDGE, far.slack_id)]
    votes(both, ballot, ana)
    assert both.renders(messages.nudge, ballot, ana, now=friday) is None, "voted before it was sent"
    said = both.renders(messages.nudge, ballot, far, now=friday)
    assert said is not None
    assert "se clôt bientôt" in words(said.blocks)


def test_an_entrusted_vote_is_its_holder_s_to_be_reminded_of(both: Booth) -> None:
    odile, ana = both.organiser(), both.house.joins("Ana Berger")
    marc, lea = both.house.joins("Marc Petit"), both.house.joins("Léa Roux")
    ballot = opens(both, odile, unit=Unit.MEMBER, proxies=2)
    votes(both, ballot, odile)
    votes(both, ballot, ana)
    with both.services.db.begin() as session:
        ticket = get_ticket(session, ballot, marc)
        assert ticket is not None
        add_proxy(session, ballot.id, ticket.voter_id, ana.id, NOW)
    both.told()
    sweeps.remind(both.services, NOW, CLOSES - 3 * DAY)
    assert {who for _, who in both.told()} == {ana.slack_id, lea.slack_id}
    assert both.renders(messages.nudge, ballot, ana) is not None
    assert both.renders(messages.nudge, ballot, marc) is None


def test_an_extension_is_later_announced_and_shown_wherever_the_ballot_stands(both: Booth) -> None:
    odile = both.organiser()
    ballot = opens(both, odile, secrecy=Secrecy.SEALED)
    sends(both)
    assert opening.extend(both.services, ballot.id, CLOSES, NOW).result is BallotChange.FAULTY
    assert opening.extend(both.services, ballot.id, CLOSES + DAY, NOW).result is BallotChange.EXTENDED
    again = {kind for kind, _ in sends(both)}
    assert again == {names.BALLOT_CARD, names.BALLOT_OPENED, names.BALLOT_EXTENDED}
    stale = both.renders(messages.extended, ballot, None, moment=CLOSES.isoformat())
    assert stale is None, "extended again before it was said"
    late = opening.extend(both.services, ballot.id, CLOSES + 9 * DAY, CLOSES + DAY)
    assert late.result is BallotChange.ALREADY_CLOSED, "its hour has come, though no sweep has passed yet"


def test_what_was_voted_is_erased_when_a_ballot_is_called_off(both: Booth) -> None:
    odile, ana = both.organiser(), both.house.joins("Ana Berger", "Forges")
    ballot = opens(both, odile)
    sends(both)
    votes(both, ballot, ana)
    outcome = opening.cancel(both.services, ballot.id, "Doublon", NOW)
    assert (outcome.result, outcome.count) == (BallotChange.CANCELLED, 2)
    assert opening.cancel(both.services, ballot.id, "Encore", NOW).result is BallotChange.ALREADY_CANCELLED
    with both.services.db.read() as session:
        assert list_papers(session, ballot.id) == []
    sent = Counter(sends(both))
    assert {who for kind, who in sent if kind == names.BALLOT_CANCELLED} == {odile.slack_id, ana.slack_id}
    sweeps.wipe(both.services, NOW, NOW)
    card = both.renders(messages.card, ballot, None)
    assert card is not None
    assert "Annulé : Doublon" in words(card.blocks)
    assert "Voter" not in words(card.blocks)


def test_whoever_left_the_club_is_told_nothing_more(booth: Booth) -> None:
    odile, ana = booth.organiser(), booth.house.joins("Ana Berger")
    ballot = opens(booth, odile)
    gone = replace(ana, state=Membership.LEFT)
    for renderer in (messages.opened, messages.nudge, messages.called_off):
        assert booth.renders(renderer, ballot, gone, ts="1.0") is None


def test_nobody_who_was_not_told_of_the_opening_is_told_of_the_end(booth: Booth) -> None:
    odile = booth.organiser()
    ballot = opens(booth, odile)
    assert opening.cancel(booth.services, ballot.id, "Erreur", NOW).count == 0
    assert booth.renders(messages.opened, ballot, odile) is None


def test_a_sealed_ballot_s_message_says_nothing_of_the_vote_and_others_say_who_cast_it(booth: Booth) -> None:
    odile, ana = booth.organiser(), booth.house.joins("Ana Berger")
    marc = booth.house.joins("Marc Petit")
    for secrecy, said in (
        (Secrecy.SEALED, "Un vote vous attend"),
        (Secrecy.CONFIDENTIAL, "Ana Berger a voté"),
    ):
        ballot = opens(booth, odile, secrecy=secrecy)
        votes(booth, ballot, ana)
        shown = booth.renders(messages.opened, ballot, marc, ts="1.0")
        assert shown is not None
        assert said in words(shown.blocks)
        assert len(shown.text) <= 150


ROLL = ListPosition("ballots.who")


def test_members_see_who_has_voted_and_organisers_who_has_not_too(both: Booth) -> None:
    odile = both.organiser()
    members = [both.house.joins(f"Membre {n:03}", f"Société {n:03}") for n in range(70)]
    ballot = opens(both, odile, unit=Unit.COMPANY)
    for person in members[:3]:
        votes(both, ballot, person)
    seen = reading.roll(both.services, ballot, members[9], ROLL)
    assert [one.name for one in seen.page.items] == ["Société 000", "Société 001", "Société 002"]
    assert (seen.page.total, seen.turnout.roll) == (3, 71)
    last = reading.roll(both.services, ballot, odile, ROLL.at(9))
    assert (last.page.position.page, len(last.page.items), last.page.total) == (1, 31, 71)
    with both.services.db.read() as session:
        assert [one.id for one in list_awaiting(session, members[9], NOW)] == [ballot.id]
        assert list_awaiting(session, members[0], NOW) == []
    by_member = opens(both, odile, unit=Unit.MEMBER)
    votes(both, by_member, members[0])
    [one] = reading.roll(both.services, by_member, members[9], ROLL).page.items
    assert (one.name, one.company, one.cast) == ("Membre 000", "Société 000", True)


def test_a_ballot_that_is_prepared_is_there_for_organisers_alone(booth: Booth) -> None:
    odile, ana = booth.organiser(), booth.house.joins("Ana Berger")
    draft = booth.drafts(odile)
    assert reading.find(booth.services, draft.id, ana) is None
    assert reading.find(booth.services, draft.id, odile) == draft
    with booth.services.db.begin() as session:
        save_ballot(session, replace(draft, state=BallotState.CANCELLED))
    assert opening.open_now(booth.services, draft.id, odile.id, NOW).result is BallotChange.ALREADY_CANCELLED

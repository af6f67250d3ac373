"""Answering, as a member does it in Slack."""

from tests.stories.club import Club


def test_a_typed_yes_is_kept_and_shown(club: Club) -> None:
    ana = club.joins("Ana Berger")
    club.plans("Forum Chaleur fatale")
    ana.types("/prime rsvp")
    ana.sees("Forum Chaleur fatale")
    ana.clicks("Je participe")
    ana.sees("Vous venez")

"""What is shown holds, and is what was meant: typed words, decisions, counts and sentences."""

from tests.stories.club import Club


def test_words_of_a_command_are_read_and_shown_as_they_were_typed(club: Club) -> None:
    ana = club.joins("Ana Berger")
    club.plans("Journée R&D")
    ana.types("/prime rsvp R&D oui")
    ana.sees("Votre place est confirmée.")
    ana.types("/prime rsvp <!channel> &lt;")
    ana.sees("Aucune activité pour « <!channel> &lt; ».")
    shown = ana.messages()[-1]["text"]
    assert "&lt;!channel&gt; &amp;lt;" in shown  # escaped once: it pings nobody
    ana.types("/prime propose Chaleur & <froid> &amp;")
    ana.sees("Chaleur & <froid> &amp;")

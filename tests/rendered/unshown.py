"""What the walk in the demo's clubs does not come upon, each with a story that does.

Those stories are run once more, and whatever of this list is done or told in them is done again beside, in
copies of their club with the shortest and the longest data (`again.py`). A new entry or kind of posting is
shown in the walk, or stands here.
"""

from collections.abc import Mapping, Sequence

from handlers import names

STORIES: Mapping[str, Mapping[str, Sequence[str]]] = {
    "test_accounts.py": {
        "test_who_comes_back_stands_where_they_stood": (
            "view rsvp.free",
            names.ACCOUNT_CLOSED,
            names.PROMOTED,
        ),
    },
    "test_accounts_unnamed.py": {
        "test_a_colleague_chosen_in_slack_is_looked_up_then": ("view admission.invite",),
        "test_the_contact_is_found_by_what_the_setting_says_and_no_more_is_kept": (names.UNREACHED,),
    },
    "test_admission.py": {
        "test_asking_twice_shows_where_the_request_stands": (
            "view admission.join",
            names.ADMISSION_COLLEAGUE,
        ),
    },
    "test_ballots.py": {
        "test_a_ballot_is_prepared_opened_extended_and_called_off": (names.BALLOT_EXTENDED,),
    },
    "test_certificate.py": {
        "test_who_was_noted_has_it_as_a_file_and_it_says_who_where_when_and_how_long": (
            "action certificate.send",
            names.CERTIFICATE,
        ),
    },
    "test_charter.py": {
        "test_a_long_charter_is_read_page_by_page_and_accepted_on_the_last": ("action charter.back",),
    },
    "test_claims.py": {
        "test_one_that_cannot_be_drawn_holds_up_no_other_and_is_told_to_the_organisers": (names.BROKEN,),
    },
    "test_companies.py": {
        "test_other_details_need_the_contact_s_word_anew": (names.CONTACT,),
    },
    "test_company_changes.py": {
        "test_what_was_done_meanwhile_is_said": ("view companychanges.end",),
    },
    "test_corrections.py": {
        "test_it_is_taken_back_and_a_click_that_comes_late_changes_nothing": ("view companychanges.correct",),
    },
    "test_dates_kept.py": {
        "test_a_slot_that_is_past_cannot_be_kept": (names.DATES_OVER,),
        "test_an_answer_changes_until_the_closing_and_not_after_the_choice": (names.DATES_KEPT,),
    },
    "test_digest_themes.py": {
        "test_uses_of_works_are_answered_from_their_line": (
            "action works.cited",
            "action works.due",
            names.NUDGE,
        ),
    },
    "test_directory.py": {
        "test_nothing_shared_is_nothing_counted": ("view directory.contact",),
    },
    "test_fair_ballots.py": {
        "test_a_missed_quorum_is_consulted_on_again_and_each_result_leads_to_the_other": (
            "view ballots.consulting",
        ),
    },
    "test_feedback.py": {
        "test_who_was_there_answers_once_and_the_organisers_read_it_together_without_names": (
            "action feedback.answer",
            "view feedback.answer",
            names.FEEDBACK,
            names.FEEDBACK_TOLD,
        ),
    },
    "test_first_day.py": {
        "test_a_step_that_is_skipped_is_taken_up_again_by_any_organiser": ("action firstday.skip",),
    },
    "test_followup.py": {
        "test_a_request_to_join_is_followed_up_with_the_company_then_the_organisers_then_told": (
            names.ADMISSION_COLLEAGUE_DUE,
        ),
        "test_a_seat_more_is_followed_up_and_who_asked_hears_where_it_stands": (
            names.SEAT_DUE,
            names.SEAT_OPEN,
        ),
    },
    "test_groups.py": {
        "test_when_the_lead_leaves_the_group_organisers_are_told_and_choose_another": (names.GROUP_NO_LEAD,),
    },
    "test_group_rooms.py": {
        "test_its_lead_has_one_made_and_everybody_in_the_group_is_in_it": (
            names.GROUP_ROOM,
            "action groups.room",
            "view groups.room",
        ),
        "test_an_archived_channel_is_noticed_told_once_and_another_may_be_made": (names.GROUP_ROOM_GONE,),
    },
    "test_groups_at_work.py": {
        "test_a_full_group_says_so": ("action groups.people",),
        "test_its_lead_looks_for_a_date_and_organisers_make_the_event_of_it": (
            "action dates.for_group",
            "view dates.for_group",
        ),
        "test_the_list_has_all_groups_those_that_are_done_last": ("action groups.page",),
    },
    "test_gate.py": {
        "test_each_change_is_told_and_nothing_else": (
            names.GATE_CHANGED,
            names.GATE_LIST,
            "action gate.copy",
        ),
        "test_it_is_withdrawn_at_any_time_deleted_and_wiped_and_the_site_told": (
            "action gate.withdraw",
            "view gate.fill",
        ),
    },
    "test_gate_host.py": {
        "test_the_list_goes_to_nobody_who_has_left_the_host_and_organisers_choose_another": (
            names.GATE_NO_HOST,
        ),
        "test_another_company_receives_and_gets_nothing_that_was_said_for_the_one_before": (
            names.GATE_MOVED,
        ),
    },
    "test_guests.py": {
        "test_a_companion_given_up_late_is_told_to_the_organisers": (names.FEWER,),
    },
    "test_home_kept.py": {
        "test_organisers_have_all_their_acts_above_and_members_none_of_them": ("action hosting.page",),
    },
    "test_hosting.py": {
        "test_a_host_who_backs_out_is_told_of_at_once": (
            "view hosting.impossible",
            names.HOSTING_LEFT,
            names.HOSTING_TAKEN,
        ),
    },
    "test_large_club.py": {
        "test_what_is_in_the_way_meanwhile_is_told_and_the_ballot_is_a_draft_again": (names.BALLOT_HELD,),
    },
    "test_letters.py": {
        "test_who_represents_it_reads_the_organisers_words_under_their_name": (names.LETTER,),
    },
    "test_limits.py": {
        "test_organisers_hear_at_the_deadline_that_too_few_come_and_hold_it_all_the_same": (names.TOO_FEW,),
    },
    "test_minutes.py": {
        "test_minutes_for_all_stand_in_the_channel_and_are_narrowed_again": (names.MINUTES_CARD,),
        "test_who_read_a_version_hears_of_the_next_one_and_nobody_else": (names.MINUTES_AGAIN,),
    },
    "test_minutes_files.py": {
        "test_a_file_alone_is_deposited_and_sent_to_whoever_asks_for_it": (names.MINUTES_FILE,),
    },
    "test_missing.py": {
        "test_a_deleted_card_of_a_ballot_is_told_and_comes_back": (names.BALLOT_CARD_LOST,),
        "test_a_picture_that_could_not_be_posted_is_posted_alone": (names.RESULT_LOST,),
        "test_votes_that_another_machine_holds_are_told_to_organisers_while_the_ballot_is_open": (
            names.VOTES_AWAY,
        ),
    },
    "test_motion_forms.py": {
        "test_resolutions_are_added_changed_and_taken_out_and_what_is_missing_is_said": (
            "action ballots.motion_drop",
            "action ballots.motion_edit",
            "action ballots.motion_more",
            "view ballots.motion_save",
        ),
    },
    "test_motions.py": {
        "test_a_resolution_goes_from_the_form_to_the_urn_that_anyone_counts": ("action ballots.motion_text",),
        "test_a_sealed_resolution_is_read_again_before_it_is_cast_and_found_by_its_receipt": (
            "action voting.turn",
            "view voting.deposit",
        ),
    },
    "test_mutual_help.py": {
        "test_a_no_is_a_number_and_somebody_else_may_be_named_once": (
            "view help.pass",
            names.HELP_ANSWER,
            names.HELP_ASKED,
        ),
        "test_a_question_is_taken_back_and_its_buttons_meet_what_holds": ("view help.withdraw",),
        "test_an_offer_in_disguise_is_reported_and_removed": (names.HELP_REPORT,),
        "test_the_whole_club_is_asked_in_the_channel": (names.HELP_OFFERED,),
        "test_what_was_resolved_is_found_again_and_pointed_out_before_a_like_question": (
            "view help.resolve",
        ),
    },
    "test_on_behalf.py": {
        "test_full_is_full_and_who_reads_nothing_waits_in_no_line": (names.ANSWERED_FOR,),
        "test_seats_that_others_wait_for_are_given_up_by_a_second_click": ("view on_behalf.free",),
    },
    "test_outbox.py": {
        "test_removed_from_the_channel_prime_says_so_when_it_has_something_to_post": (names.CARD_LOST,),
    },
    "test_parties.py": {
        "test_a_party_outgrown_by_a_smaller_event_keeps_its_place_and_lets_the_line_go_on": (
            names.OUTGROWN,
            names.OUTGROWN_TOLD,
        ),
    },
    "test_presence.py": {
        "test_a_delay_is_told_to_the_hosts_too": (names.LATE_HOST,),
        "test_an_organiser_receives_the_poster_whose_qr_opens_the_conversation": (
            "action presence.poster",
            names.POSTER,
        ),
        "test_nobody_notes_somebody_else_s_guest_nor_one_who_comes_no_longer": ("action presence.guest",),
        "test_on_the_morning_the_hosts_read_who_is_expected_and_it_stays_true": (names.DAY_HOST,),
    },
    "test_questions.py": {
        "test_a_question_added_later_is_asked_once_of_those_who_come_and_costs_no_seat": (
            names.QUESTIONS_ASKED,
        ),
    },
    "test_recalls.py": {
        "test_an_entrusted_vote_is_recalled_once_unless_it_is_cast": (
            "view voting.entrust",
            names.PROXY,
            names.PROXY_DUE,
        ),
        "test_an_offered_seat_is_recalled_once_when_half_of_its_time_is_over": (names.OFFER_DUE,),
        "test_who_is_named_as_public_contact_is_asked_again_once": (names.CONTACT_DUE,),
    },
    "test_restored.py": {
        "test_whose_sealed_vote_the_restore_lost_is_asked_again_in_either_case": (
            names.VOTE_LOST,
            names.VOTES_LOST,
        ),
    },
    "test_results.py": {
        "test_a_tie_is_settled_by_an_organiser_once_and_everybody_sees_by_whom": ("view results.settle",),
    },
    "test_rsvp.py": {
        "test_a_hundred_and_more_people_come_and_the_list_is_paged": ("action rsvp.who_page",),
    },
    "test_journal.py": {
        "test_pages_keep_their_place_while_lines_are_added": ("action journal.page",),
    },
    "test_second_pages.py": {
        "test_of_a_ballot_the_topics_and_the_voters": (
            "action ballots.topics_page",
            "action ballots.who_page",
        ),
        "test_of_a_result_the_options_and_the_votes": ("action results.page", "action results.votes_page"),
        "test_of_actions": ("action tasks.page",),
        "test_of_answered_questions": ("action help.page",),
        "test_of_certificates": ("action certificate.page",),
        "test_of_minutes": ("action minutes.page",),
        "test_of_open_ballots": ("action voting.page",),
        "test_of_searches_for_a_date": ("action dates.page",),
        "test_of_uses_of_works": ("action works.uses_page",),
        "test_of_who_came": ("action events.attendance_back",),
        "test_of_who_looked_one_up": ("action directory.consulted_page",),
        "test_other_names_are_chosen_for_a_question": ("view help.others",),
    },
    "test_series.py": {
        "test_a_change_holds_for_all_that_follow_and_each_person_hears_of_it_once": (
            "action series.still",
            "action series.all",
            names.SERIES_CARD,
            names.SERIES_ICS,
            names.SERIES_MOVED,
        ),
        "test_one_date_or_all_that_follow_are_called_off": (
            names.SERIES_CANCELLED,
            names.SERIES_CANCELLED_ICS,
        ),
        "test_dates_are_chosen_one_by_one_and_given_back": (
            "action series.choose",
            "view series.choosing",
        ),
        "test_both_ways_are_answered_for_all": ("action series.all_remote",),
    },
    "test_series_made.py": {
        "test_a_deleted_card_is_told_and_comes_back": ("action series.put_back", names.SERIES_LOST),
    },
    "test_half_days.py": {
        "test_no_to_all_parts_is_one_click_and_nobody_is_asked_again": ("action series.none",),
    },
    "test_settings.py": {
        "test_each_says_what_it_is_from_what_to_what_and_who_changed_it": ("action settings.restore",),
    },
    "test_settings_in_force.py": {
        "test_an_offered_seat_is_kept_for_so_long": (names.OFFERED,),
    },
    "test_settings_of_waits.py": {
        "test_the_message_of_the_day_comes_so_many_hours_before": (names.DAY, names.DAY_ORGANISER),
    },
    "test_shown_truly.py": {
        "test_another_link_of_what_is_held_by_video_alone_is_asked_about": (names.MOVED,),
    },
    "test_topic_decisions.py": {
        "test_members_ask_for_a_merger_and_the_first_decision_wins": (
            "view topics.turn_down",
            "view topics.wish",
            names.TOPIC_MERGER,
        ),
    },
    "test_topics.py": {
        "test_a_topic_is_withdrawn_once_nobody_else_supports_it": ("view topics.withdraw",),
        "test_close_topics_are_pointed_out_and_nothing_typed_is_lost": ("action topics.instead",),
        "test_two_hundred_topics_are_paged_filtered_and_searched_in_place": ("action topics.comments",),
    },
    "test_topics_apart.py": {
        "test_what_was_withdrawn_is_not_announced_and_a_lost_week_comes_back": (
            names.TOPIC_CARD_LOST,
            names.TOPICS_WEEK,
        ),
    },
    "test_two_ways.py": {
        "test_the_file_the_attendance_and_the_year_know_both": ("action presence.here",),
    },
    "test_typed.py": {
        "test_another_event_may_be_meant": (
            "action asking.chosen",
            "action asking.other",
            "action rsvp.come",
        ),
        "test_i_shall_be_late_is_passed_on_with_the_minutes_that_were_typed": ("action rsvp.late_by",),
    },
    "test_undelivered.py": {
        "test_who_is_not_in_slack_is_listed_with_what_they_missed_until_somebody_told_them": (
            "action upkeep.passed",
        ),
    },
    "test_voting.py": {
        "test_a_preview_is_the_voter_s_form_and_casts_nothing": (
            "action voting.picked",
            "options voting.picked",
        ),
    },
    "test_voting_forms.py": {
        "test_ranks_are_given_one_by_one_to_twelve": ("action voting.more", "options voting.option"),
    },
    "test_work_uses.py": {
        "test_a_use_of_a_work_that_is_gone_is_told_so": ("view works.remove",),
        "test_organisers_see_uses_propose_the_citation_and_export": (names.WORKS_CITE,),
    },
    "test_works.py": {
        "test_the_list_is_paged_and_filtered_by_year": ("action works.page",),
    },
}
"""By file and test, what is shown there: entries as `kind name`, postings by their kind."""

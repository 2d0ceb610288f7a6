-- The list of recipients is read person by person, a page at a time.
create index feedback_waiting_by_person on feedback_waiting (organisation_id, feedback_round_id, person_id, gift_id);

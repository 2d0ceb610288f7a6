-- What a round writes takes its keys off rows it has just read, none of which the application may delete (decision 0031).

-- @feature feedback
-- The round, the gift, its person and the update come off their own rows, in the statement that writes the results.
alter table feedback_results drop constraint feedback_results_organisation_id_feedback_round_id_fkey;
alter table feedback_results drop constraint feedback_results_organisation_id_update_id_fkey;
alter table feedback_results drop constraint feedback_results_organisation_id_gift_id_fkey;
alter table feedback_results drop constraint feedback_results_organisation_id_person_id_fkey;
-- Whoever writes, settles or reads a round goes person by person: one key instead of a key and an index. A new round is a stranger to
-- the planner, which then took either for as good and read a whole round for each batch of it.
alter table feedback_results drop constraint feedback_results_pkey;
alter table feedback_results add primary key (organisation_id, feedback_round_id, person_id, gift_id, update_id);
drop index feedback_results_by_person;
-- Person, update and round come off the result that is told.
alter table told_updates drop constraint told_updates_organisation_id_person_id_fkey;
alter table told_updates drop constraint told_updates_organisation_id_update_id_fkey;
alter table told_updates drop constraint told_updates_organisation_id_feedback_round_id_fkey;

-- @feature organisations
-- Row level security lets in the transaction's own organisation and no other.
alter table links drop constraint links_organisation_id_fkey;
-- A link is found by its key; nobody looks for the key of a link.
drop index addresses_by_subject;
create index addresses_by_subject on addresses (organisation_id, kind, id) where kind <> 'link';

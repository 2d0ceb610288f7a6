-- @feature log

-- Ids of what waits are ordered by the time of writing, so the primary key is the order of the sequencer. The tenant's policy
-- lets nobody write for another organisation than the one of the transaction: no need to look it up for each of a million lines.
drop index log_pending_order;
alter table log_pending drop constraint log_pending_organisation_id_fkey;

-- @feature log

-- Whose the entries are is held by the log's head: they are written by whoever holds it locked, under the tenant's policy, and a
-- head is never deleted and refers to its organisation. No need to look the organisation up for each of a million lines (as 0065).
alter table log_entries drop constraint log_entries_organisation_id_fkey;

-- A published bundle says the length of an entry in two bytes (C2SP tlog-tiles); what does not fit must not begin to wait.
alter table log_pending add check (octet_length(entry) between 1 and 65535);

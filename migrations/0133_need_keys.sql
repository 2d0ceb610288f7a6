-- @feature cases

-- The key of the row in the spreadsheet or system a need came from: the same key again is the same need.
alter table needs add column external_key text;
create unique index needs_by_external_key on needs (organisation_id, case_id, external_key) where external_key is not null;

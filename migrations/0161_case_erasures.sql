-- @feature cases

-- Whoever was helped asked to be forgotten, or their guardian did: what tied the pseudonym to a child is gone. No help goes on
-- under a name that names nobody.
alter table cases add column erased_at timestamptz;
alter table cases add constraint erased_has_ended
  check (erased_at is null or stage in ('withdrawn', 'transferred', 'died'));

grant update (evidence) on stage_changes to riscontro_app;
select guard_erasing('stage_changes', 'update');
grant update (sentence) on update_sentences to riscontro_app;
select guard_erasing('update_sentences', 'update');
grant update (guardian_sealed, first_name_sealed, evidence) on case_consents to riscontro_app;
select guard_erasing('case_consents', 'update');
grant update (reason) on case_consent_ends to riscontro_app;
select guard_erasing('case_consent_ends', 'update');

-- @feature platform
-- A file whose bytes went with who was on it: its row stays, for others lead to it, and leads to nothing.
grant update (sha256, file_name) on files to riscontro_app;
select guard_erasing('files', 'update');

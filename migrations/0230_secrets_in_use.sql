-- @feature platform

-- The secrets under which something may be sealed, by the key id that stands in what they seal. In a schema of the owner's: the
-- application need not know. A row without an end that is not of today's secret says that a change of it has not been finished.
create table riscontro_meta.secrets_in_use (
  key_id bytea primary key,
  since timestamptz not null,
  ended_at timestamptz
);

-- What is sealed anew under another secret, and says the same. In this order: whatever is sealed, whoever's.
-- @feature imports
grant update (rows_cipher) on import_drafts to riscontro_app;
-- @feature log
grant update (secret_key_cipher) on witness_keys to riscontro_app;

-- @feature cases
-- A consent changes by nothing but being erased, and by being sealed anew.
drop policy erasing on case_consents;
create policy erasing on case_consents as restrictive for update to riscontro_app
  using (coalesce(current_setting('app.erasing', true), '') = 'yes'
    or coalesce(current_setting('app.resealing', true), '') = 'yes');

-- Of which secret the marks of a name are; null: of one before November 2026.
alter table case_names_marked add column key_id bytea;
grant update (key_id) on case_names_marked to riscontro_app;

-- @feature platform
-- Of which secret the bytes in the file store are, null: of one before November 2026. And bytes that a sealing anew has not yet taken
-- away, or had not yet put in their place when it was killed.
alter table original_files
  add column key_id bytea,
  add column unused_sha256 bytea;
grant update (sealed_sha256, key_id, unused_sha256) on original_files to riscontro_app;

-- @feature conversations
-- Openings of a donor's page from a chat that were heard out, as the hash of what proved them: none is heard twice. A row goes
-- once its proof would be too old anyway.
create table spent_sign_ins (
  organisation_id uuid not null references organisations,
  proof_hash bytea not null,
  stale_at timestamptz not null,
  primary key (organisation_id, proof_hash)
);
create index spent_sign_ins_stale on spent_sign_ins (organisation_id, stale_at);
select guard_tenant_table('spent_sign_ins', 'select, insert, delete');

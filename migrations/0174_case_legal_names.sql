-- @feature cases

-- The name nobody may write: sealed, never shown again, opened only to look for it in what a member is about to tell.
create table case_legal_names (
  organisation_id uuid not null,
  case_id uuid not null,
  name_sealed bytea not null,
  set_by uuid,
  set_at timestamptz not null,
  primary key (organisation_id, case_id),
  foreign key (organisation_id, case_id) references cases
);
select guard_tenant_table('case_legal_names', 'select, insert, update');

-- @feature imports
-- The uploaded table, sealed, until its rows are brought in or a week is over: only here are columns nobody mapped.
create table import_drafts (
  organisation_id uuid not null,
  import_id uuid not null,
  rows_cipher bytea not null,
  created_at timestamptz not null,
  primary key (organisation_id, import_id),
  foreign key (organisation_id, import_id) references imports
);
select guard_tenant_table('import_drafts', 'select, insert, delete');

-- The file itself is not kept any more.
alter table imports alter column file_id drop not null;
-- When the cells of its rows were forgotten; verdicts stay.
alter table imports add column cells_forgotten_at timestamptz;

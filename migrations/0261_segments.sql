-- @feature broadcasts

-- People described once and kept by a name: who they are is asked anew whenever they are counted or written to.
create table segments (
  organisation_id uuid not null references organisations,
  segment_id uuid not null,
  name text not null,
  audience jsonb not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  -- Offered no more; broadcasts handed in before keep what it said.
  archived_at timestamptz,
  primary key (organisation_id, segment_id)
);
create unique index segments_by_name on segments (organisation_id, lower(name)) where archived_at is null;
select guard_tenant_table('segments', 'select, insert, update');

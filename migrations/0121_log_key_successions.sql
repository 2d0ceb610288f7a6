-- @feature log
-- The announcements with which a log's key was followed by another: notes signed by both, as published, oldest first.
create table log_key_successions (
  organisation_id uuid not null references organisations,
  number integer not null check (number > 0),
  note text not null,
  announced_at timestamptz not null,
  primary key (organisation_id, number)
);
select guard_tenant_table('log_key_successions', 'select, insert');

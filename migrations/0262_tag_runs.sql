-- @feature people

-- Tags given to or taken from many people at once: far more than one transaction should hold. It goes on from `last_person_id`, in the order of
-- their ids, whatever stops it.
create table tag_runs (
  organisation_id uuid not null references organisations,
  tag_run_id uuid not null,
  deed text not null check (deed in ('give', 'take')),
  tags text[] not null,
  -- { "personIds": [ … ] } or { "query": "…", "tag": "…" }; null once it is through: what was searched for may be a name.
  sought jsonb,
  state text not null check (state in ('running', 'done', 'undoing', 'undone')),
  created_at timestamptz not null,
  total_people integer not null,
  done_people integer not null default 0,
  changed_people integer not null default 0,
  -- Who bears as many tags as anybody may.
  full_people integer not null default 0,
  last_person_id uuid,
  finished_at timestamptz,
  primary key (organisation_id, tag_run_id)
);
create index tag_runs_under_way on tag_runs (organisation_id, state) where state in ('running', 'undoing');
create index tag_runs_by_end on tag_runs (organisation_id, finished_at) where state = 'done';
select guard_tenant_table('tag_runs', 'select, insert, update');

-- What a run changed and nothing else, so that it can be taken back: kept for a week.
create table tag_run_changes (
  organisation_id uuid not null,
  tag_run_id uuid not null,
  person_id uuid not null,
  folded text not null,
  tag text not null,
  tagged_at timestamptz not null,
  primary key (organisation_id, tag_run_id, person_id, folded),
  foreign key (organisation_id, tag_run_id) references tag_runs,
  foreign key (organisation_id, person_id) references persons
);
create index tag_run_changes_by_person on tag_run_changes (organisation_id, person_id);
select guard_tenant_table('tag_run_changes', 'select, insert, update, delete');

-- @feature people
-- A record joined to another one: everything of this person is told under the other from then on.
alter table persons add column merged_into_id uuid;
alter table persons add foreign key (organisation_id, merged_into_id) references persons;
alter table persons add check (merged_into_id <> person_id);

-- Two people who may be one: the newcomer typed the name and an address of somebody known. A conversation, a code or a member
-- settles it. `moot` once one of the two was joined to somebody else.
create table person_suggestions (
  organisation_id uuid not null,
  person_id uuid not null,
  other_person_id uuid not null,
  matched_by text not null check (matched_by in ('email', 'phone')),
  state text not null check (state in ('open', 'accepted', 'dismissed', 'moot')),
  suggested_at timestamptz not null,
  settled_at timestamptz,
  -- The member; null where a code settled it.
  settled_by uuid,
  primary key (organisation_id, person_id, other_person_id),
  foreign key (organisation_id, person_id) references persons,
  foreign key (organisation_id, other_person_id) references persons,
  foreign key (organisation_id, settled_by) references members,
  check (person_id <> other_person_id)
);
create index person_suggestions_by_other on person_suggestions (organisation_id, other_person_id);
create index person_suggestions_open on person_suggestions (organisation_id, suggested_at desc, person_id) where state = 'open';
select guard_tenant_table('person_suggestions', 'select, insert, update');

-- @feature people

-- What members call people by, in words of their own: volunteer, press, school class 4b. `folded` is what is compared, so that one word has one
-- spelling; a tag lives as long as somebody bears it.
create table person_tags (
  organisation_id uuid not null references organisations,
  person_id uuid not null,
  folded text not null,
  tag text not null,
  tagged_at timestamptz not null,
  primary key (organisation_id, person_id, folded),
  foreign key (organisation_id, person_id) references persons
);
create index person_tags_by_word on person_tags (organisation_id, folded, person_id);
select guard_tenant_table('person_tags', 'select, insert, update, delete');

-- @feature cases

-- Names nobody may write, as marks that can be looked for and not read: HMAC of two words of a name under the installation's key.
create table case_name_marks (
  organisation_id uuid not null,
  mark bytea not null,
  case_id uuid not null,
  -- The consent whose guardian it is of, or the case itself for the legal name.
  source_id uuid not null,
  primary key (organisation_id, mark, case_id, source_id),
  foreign key (organisation_id, case_id) references cases
);
create index case_name_marks_by_case on case_name_marks (organisation_id, case_id);
select guard_tenant_table('case_name_marks', 'select, insert, delete');

-- @feature cases
-- Which sealed names have their marks; the others get them when somebody looks.
create table case_names_marked (
  organisation_id uuid not null,
  source_id uuid not null,
  case_id uuid not null,
  primary key (organisation_id, source_id),
  foreign key (organisation_id, case_id) references cases
);
select guard_tenant_table('case_names_marked', 'select, insert, delete');

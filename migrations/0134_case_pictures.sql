-- @feature cases

-- A photograph of a child as it may be shown: drawn anew, with what was hidden by hand gone for good. What came from the camera is
-- never kept. Published by another member than who brought it.
create table case_pictures (
  organisation_id uuid not null,
  case_picture_id uuid not null,
  case_id uuid not null,
  file_id uuid not null,
  -- How many places were hidden.
  hidden integer not null,
  uploaded_by uuid,
  uploaded_at timestamptz not null,
  published_by uuid,
  published_at timestamptz,
  removed_at timestamptz,
  primary key (organisation_id, case_picture_id),
  foreign key (organisation_id, case_id) references cases,
  foreign key (organisation_id, file_id) references files,
  check ((published_by is null) = (published_at is null)),
  check (published_by is distinct from uploaded_by or published_by is null)
);
create index case_pictures_by_case on case_pictures (organisation_id, case_id, uploaded_at desc);
select guard_tenant_table('case_pictures', 'select, insert, update');

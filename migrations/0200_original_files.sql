-- @feature platform

-- A PDF as it came, before it was made anew: sealed in the file store under a hash of its own, for who must show that a paper is genuine.
-- Of `sha256` anybody who has the paper from its writer can make sure that it is the one that was brought.
create table original_files (
  organisation_id uuid not null,
  file_id uuid not null,
  sha256 bytea not null,
  byte_length bigint not null,
  -- Whether it bore a digital signature, which the one made anew does not.
  is_signed boolean not null,
  sealed_sha256 bytea not null,
  primary key (organisation_id, file_id),
  foreign key (organisation_id, file_id) references files
);
select guard_tenant_table('original_files', 'select, insert, delete');

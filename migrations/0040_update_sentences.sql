-- @feature cases

-- The words of an approved update as people read them, one row for each language. Fixed at approval: the public log commits
-- to them, so a need added later must not change a sentence that was already told.
create table update_sentences (
  organisation_id uuid not null,
  update_id uuid not null,
  language text not null,
  sentence text not null,
  -- Whether a member wrote these words; otherwise they were made from the stage's template.
  is_written boolean not null,
  primary key (organisation_id, update_id, language),
  foreign key (organisation_id, update_id) references updates
);
select guard_tenant_table('update_sentences', 'select, insert');

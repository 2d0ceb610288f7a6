-- Once a month, in the organisation's own days, each programme is asked whether there is a digest to draft.
-- @feature feedback
create table feedback_digests (
  organisation_id uuid not null,
  programme_id uuid not null,
  -- The first of the month.
  month date not null,
  -- Null: there was nothing to tell.
  feedback_round_id uuid,
  at timestamptz not null,
  primary key (organisation_id, programme_id, month),
  foreign key (organisation_id, programme_id) references programmes,
  foreign key (organisation_id, feedback_round_id) references feedback_rounds
);
select guard_tenant_table('feedback_digests', 'select, insert');

-- A round the house drafted belongs to nobody until a member hands it in and answers for it; another one releases it.
alter table feedback_rounds
  alter column written_by drop not null,
  drop constraint feedback_rounds_check,
  add constraint feedback_rounds_four_eyes check (approved_by is null or approved_by <> written_by::text),
  add constraint feedback_rounds_answered_for check (written_by is not null or state in ('draft', 'recalled'));

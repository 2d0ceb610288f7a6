-- What a template said before it was changed or taken away, so that any of it can be put back.
-- @feature feedback
create table feedback_template_history (
  organisation_id uuid not null,
  feedback_template_history_id uuid not null,
  programme_id uuid not null,
  kind text not null,
  channel text not null,
  language text not null,
  title text not null,
  text text not null,
  label text not null,
  written_by uuid not null,
  written_at timestamptz not null,
  replaced_by uuid not null,
  replaced_at timestamptz not null,
  primary key (organisation_id, feedback_template_history_id),
  foreign key (organisation_id, programme_id) references programmes,
  foreign key (organisation_id, written_by) references members,
  foreign key (organisation_id, replaced_by) references members
);
create index feedback_template_history_by_place
  on feedback_template_history (organisation_id, programme_id, kind, channel, language, replaced_at desc);
select guard_tenant_table('feedback_template_history', 'select, insert');

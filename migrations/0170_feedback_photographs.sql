-- A photograph that stands in a report, with the channel it was allowed for. Once for each person and update of a round: what
-- is written again carries the drawing.
-- @feature feedback
create table feedback_photographs (
  organisation_id uuid not null,
  feedback_round_id uuid not null,
  person_id uuid not null,
  update_id uuid not null,
  case_picture_id uuid not null,
  channel text not null,
  is_dropped boolean not null,
  primary key (organisation_id, feedback_round_id, person_id, update_id),
  foreign key (organisation_id, feedback_round_id) references feedback_rounds,
  foreign key (organisation_id, person_id) references persons,
  foreign key (organisation_id, update_id) references updates,
  foreign key (organisation_id, case_picture_id) references case_pictures
);
select guard_tenant_table('feedback_photographs', 'select, insert, update');

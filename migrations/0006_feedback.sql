-- @feature feedback

create table feedback_rounds (
  organisation_id uuid not null references organisations,
  feedback_round_id uuid not null,
  programme_id uuid not null,
  state text not null check (state in ('draft', 'submitted', 'approved', 'sending', 'done', 'recalled', 'declined')),
  written_by uuid not null,
  created_at timestamptz not null,
  submitted_at timestamptz,
  approved_by text,
  approved_at timestamptz,
  -- What the approver saw: recipients and languages per channel, messages left, cost.
  preview jsonb,
  finished_at timestamptz,
  primary key (organisation_id, feedback_round_id),
  foreign key (organisation_id, programme_id) references programmes,
  foreign key (organisation_id, written_by) references members,
  check (approved_by is distinct from written_by::text)
);
select guard_tenant_table('feedback_rounds', 'select, insert, update');

create table feedback_round_updates (
  organisation_id uuid not null,
  feedback_round_id uuid not null,
  update_id uuid not null,
  primary key (organisation_id, feedback_round_id, update_id),
  foreign key (organisation_id, feedback_round_id) references feedback_rounds,
  foreign key (organisation_id, update_id) references updates
);
select guard_tenant_table('feedback_round_updates', 'select, insert, delete');

-- How each gift of each case ended the round: exactly one of these.
create table feedback_results (
  organisation_id uuid not null,
  feedback_round_id uuid not null,
  gift_id uuid not null,
  update_id uuid not null,
  person_id uuid not null,
  result text not null check (result in ('queued', 'sent', 'shown', 'returned', 'waiting', 'held')),
  reason text,
  delivery_id uuid,
  at timestamptz not null,
  primary key (organisation_id, feedback_round_id, gift_id, update_id),
  foreign key (organisation_id, feedback_round_id) references feedback_rounds,
  foreign key (organisation_id, update_id) references updates,
  foreign key (organisation_id, gift_id) references gifts,
  foreign key (organisation_id, person_id) references persons
);
create index feedback_results_by_person on feedback_results (organisation_id, feedback_round_id, person_id);
create index feedback_results_by_delivery on feedback_results (organisation_id, delivery_id) where delivery_id is not null;
select guard_tenant_table('feedback_results', 'select, insert, update');

-- A person hears of an update of a case once, whatever the round, the gift or the channel.
create table told_updates (
  organisation_id uuid not null,
  person_id uuid not null,
  update_id uuid not null,
  feedback_round_id uuid not null,
  at timestamptz not null,
  primary key (organisation_id, person_id, update_id),
  foreign key (organisation_id, person_id) references persons,
  foreign key (organisation_id, update_id) references updates,
  foreign key (organisation_id, feedback_round_id) references feedback_rounds
);
select guard_tenant_table('told_updates', 'select, insert');

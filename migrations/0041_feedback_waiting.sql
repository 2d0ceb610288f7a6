-- @feature feedback

-- A gift that no need had yet when a round was sent: its result in that round is "waiting".
create table feedback_waiting (
  organisation_id uuid not null,
  feedback_round_id uuid not null,
  gift_id uuid not null,
  person_id uuid not null,
  at timestamptz not null,
  primary key (organisation_id, feedback_round_id, gift_id),
  foreign key (organisation_id, feedback_round_id) references feedback_rounds,
  foreign key (organisation_id, gift_id) references gifts
);
select guard_tenant_table('feedback_waiting', 'select, insert');

-- A donor was told, after 30 days, that their gift still waits for a need. Once for each gift, ever.
create table told_waiting (
  organisation_id uuid not null,
  gift_id uuid not null,
  -- queued, or why no message could be sent: then the gift's page says it.
  outcome text not null,
  delivery_id uuid,
  at timestamptz not null,
  primary key (organisation_id, gift_id),
  foreign key (organisation_id, gift_id) references gifts
);
select guard_tenant_table('told_waiting', 'select, insert');

-- What was cancelled before it left was not told.
grant delete on told_updates to riscontro_app;

-- @feature cases

-- What a programme sets out to do, as an indicator with a number to reach.
create table programme_goals (
  organisation_id uuid not null,
  programme_goal_id uuid not null,
  programme_id uuid not null,
  -- {"<language>": "…"}
  name jsonb not null,
  -- {"<language>": "…"}: what is counted, such as "operations".
  unit jsonb not null,
  -- Where the actual comes from: counted from the cases, or `typed` by a member for a period.
  source text not null check (source in ('typed', 'opened', 'treated', 'recovered', 'spent')),
  -- In the unit; of `spent` in minor units of the programme's currency.
  target bigint not null check (target > 0),
  due_on date,
  created_at timestamptz not null,
  removed_at timestamptz,
  primary key (organisation_id, programme_goal_id),
  foreign key (organisation_id, programme_id) references programmes
);
create index programme_goals_by_programme on programme_goals (organisation_id, programme_id, created_at);
select guard_tenant_table('programme_goals', 'select, insert, update');

-- @feature cases
-- What a member counted for a period of a goal that the cases cannot tell. Append-only: the newest of a period counts.
create table goal_actuals (
  organisation_id uuid not null,
  goal_actual_id uuid not null,
  programme_goal_id uuid not null,
  from_day date not null,
  to_day date not null,
  value bigint not null check (value >= 0),
  note text,
  typed_by uuid,
  typed_at timestamptz not null,
  primary key (organisation_id, goal_actual_id),
  foreign key (organisation_id, programme_goal_id) references programme_goals,
  check (to_day >= from_day)
);
create index goal_actuals_by_goal on goal_actuals (organisation_id, programme_goal_id, from_day);
select guard_tenant_table('goal_actuals', 'select, insert');

-- @feature cases
-- What a need of a programme usually costs: it fills in what a member adds to a case.
create table programme_costs (
  organisation_id uuid not null,
  programme_id uuid not null,
  item text not null,
  amount_minor bigint not null check (amount_minor > 0),
  primary key (organisation_id, programme_id, item),
  foreign key (organisation_id, programme_id) references programmes
);
select guard_tenant_table('programme_costs', 'select, insert, update, delete');

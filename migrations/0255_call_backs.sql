-- @feature feedback
-- What was handed back by order number is looked up by what was told: a correction asks whether the first was.
create index feedback_results_returned on feedback_results (organisation_id, update_id, gift_id) where result = 'returned';

-- @feature connectors
alter table order_returns
  -- The platform's own number for the report this is in; a correction names it.
  add column reference text,
  -- Since when what the platform has, or may have, may not be told any more, and why.
  add column called_back_at timestamptz,
  add column call_back_reason text check (call_back_reason in ('case_ended', 'no_consent', 'recalled', 'taken_back', 'corrected')),
  -- Where the platform takes nothing back: the row by which a person sees to it.
  add column call_back_id uuid;
create index order_returns_by_update on order_returns (organisation_id, update_id, gift_id);
create index order_returns_by_call_back on order_returns (organisation_id, call_back_id) where call_back_id is not null;
create index order_returns_called_back on order_returns (organisation_id, connector_account_id)
  where called_back_at is not null and call_back_id is null and state in ('taken', 'unknown');
create index order_returns_not_called_back on order_returns (organisation_id, feedback_round_id)
  where called_back_at is null and state in ('waiting', 'sending', 'taken', 'unknown');

-- A line of a file by order number. Where the file went nobody here knows: it counts as handed on. The row's id stands in the file.
create table filed_returns (
  organisation_id uuid not null,
  filed_return_id uuid not null,
  feedback_round_id uuid not null,
  gift_id uuid not null,
  update_id uuid not null,
  -- The last time it was in a file, and who asked for it.
  filed_at timestamptz not null,
  filed_by uuid,
  called_back_at timestamptz,
  call_back_reason text check (call_back_reason in ('case_ended', 'no_consent', 'recalled', 'taken_back', 'corrected')),
  call_back_id uuid,
  primary key (organisation_id, filed_return_id),
  unique (organisation_id, feedback_round_id, gift_id, update_id),
  foreign key (organisation_id, feedback_round_id) references feedback_rounds,
  foreign key (organisation_id, gift_id) references gifts,
  foreign key (organisation_id, update_id) references updates
);
create index filed_returns_by_update on filed_returns (organisation_id, update_id, gift_id);
create index filed_returns_by_call_back on filed_returns (organisation_id, call_back_id) where call_back_id is not null;
create index filed_returns_called_back on filed_returns (organisation_id) where called_back_at is not null and call_back_id is null;
create index filed_returns_not_called_back on filed_returns (organisation_id, feedback_round_id) where called_back_at is null;
select guard_tenant_table('filed_returns', 'select, insert, update');

-- Something handed on that only a person can call back: it went out in a file, or to a platform that takes nothing back.
create table call_backs (
  organisation_id uuid not null,
  call_back_id uuid not null,
  -- Null: a file.
  connector_account_id uuid,
  feedback_round_id uuid not null,
  update_id uuid not null,
  reason text not null check (reason in ('case_ended', 'no_consent', 'recalled', 'taken_back', 'corrected')),
  opened_at timestamptz not null,
  settled_at timestamptz,
  settled_by uuid,
  -- `withdrawn`: it was not told, or is shown no more. `told`: donors have it.
  outcome text check (outcome in ('withdrawn', 'told')),
  note text,
  primary key (organisation_id, call_back_id),
  foreign key (organisation_id, connector_account_id) references connector_accounts,
  foreign key (organisation_id, feedback_round_id) references feedback_rounds,
  foreign key (organisation_id, update_id) references updates
);
create unique index call_backs_open on call_backs (organisation_id, feedback_round_id, update_id, connector_account_id)
  nulls not distinct where settled_at is null;
select guard_tenant_table('call_backs', 'select, insert, update');

alter table partner_feedback
  -- The report it puts right.
  add column corrects_id uuid;
create index partner_feedback_corrections on partner_feedback (organisation_id, partner_account_id, corrects_id)
  where corrects_id is not null;

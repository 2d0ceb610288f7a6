-- @feature conversations

-- When and how often people are written to unasked. An organisation without a row has the values the code begins with.
create table sending_settings (
  organisation_id uuid not null references organisations,
  -- Wall clock of the person; equal: no hour is quiet.
  quiet_from time not null,
  quiet_until time not null,
  -- At most so many in so many days, over all channels; null: no limit.
  appeals_limit integer check (appeals_limit between 1 and 1000),
  appeals_days integer not null check (appeals_days between 1 and 366),
  feedback_limit integer check (feedback_limit between 1 and 1000),
  feedback_days integer not null check (feedback_days between 1 and 366),
  -- What becomes of one too many: it waits for its turn, or is not sent.
  when_capped text not null check (when_capped in ('wait', 'skip')),
  changed_at timestamptz not null,
  primary key (organisation_id)
);
select guard_tenant_table('sending_settings', 'select, insert, update');

-- @feature conversations

-- When an event that failed, or a receipt that came before its message, is looked at again.
alter table inbound_events add column next_attempt_at timestamptz;

-- What a visitor of our own web chat was told, in the order it is shown. A stream resumes behind the position it saw last.
create table webchat_entries (
  organisation_id uuid not null,
  channel_account_id uuid not null,
  visitor text not null,
  position integer not null,
  -- The idempotency key of the delivery part: appending twice is appending once.
  entry_id uuid not null,
  entry jsonb not null,
  at timestamptz not null,
  primary key (organisation_id, channel_account_id, visitor, position),
  unique (organisation_id, channel_account_id, visitor, entry_id),
  foreign key (organisation_id, channel_account_id) references channel_accounts
);
select guard_tenant_table('webchat_entries', 'select, insert, delete');

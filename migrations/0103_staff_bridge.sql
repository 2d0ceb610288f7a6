-- Staff answer donors from where they talk to each other (Slack).

-- Which member writes under which name there. Made by a code the member was shown at the desk and wrote there.
-- @feature conversations
create table staff_handles (
  organisation_id uuid not null,
  channel_account_id uuid not null,
  -- The provider's id of the person: U….
  handle text not null,
  member_id uuid not null,
  linked_at timestamptz not null,
  primary key (organisation_id, channel_account_id, handle),
  foreign key (organisation_id, channel_account_id) references channel_accounts,
  foreign key (organisation_id, member_id) references members
);
select guard_tenant_table('staff_handles', 'select, insert, update, delete');

-- Codes that prove that who writes there sat at the desk a moment ago. One a member; used once.
-- @feature conversations
create table staff_codes (
  organisation_id uuid not null,
  member_id uuid not null,
  code_hash bytea not null,
  expires_at timestamptz not null,
  primary key (organisation_id, member_id),
  unique (organisation_id, code_hash),
  foreign key (organisation_id, member_id) references members
);
select guard_tenant_table('staff_codes', 'select, insert, update, delete');

-- What the team was told of a conversation that waits. `thread` is where, and where an answer is written; null until it is taken.
-- @feature conversations
create table staff_announcements (
  organisation_id uuid not null,
  channel_account_id uuid not null,
  conversation_id uuid not null,
  -- A conversation that waits a second time is announced a second time.
  waiting_since timestamptz not null,
  thread text,
  attempts integer not null default 0,
  next_attempt_at timestamptz not null,
  -- What the person wrote up to then has been told in the thread.
  told_until timestamptz not null,
  primary key (organisation_id, channel_account_id, conversation_id, waiting_since),
  foreign key (organisation_id, channel_account_id) references channel_accounts,
  foreign key (organisation_id, conversation_id) references conversations
);
create unique index staff_announcements_thread on staff_announcements (organisation_id, channel_account_id, thread);
select guard_tenant_table('staff_announcements', 'select, insert, update, delete');

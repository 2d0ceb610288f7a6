-- Public comments answered in private, once each; and doors from groups to a private chat.

-- @feature conversations
-- What an account does with public comments under its posts.
create table comment_rules (
  organisation_id uuid not null,
  channel_account_id uuid not null,
  is_on boolean not null default false,
  -- Only comments with one of these words in them are answered, folded; none: all.
  keywords text[] not null default '{}',
  -- What is said, by language; a language left out says the house's own words.
  words jsonb not null default '{}',
  changed_at timestamptz not null,
  primary key (organisation_id, channel_account_id),
  foreign key (organisation_id, channel_account_id) references channel_accounts
);
select guard_tenant_table('comment_rules', 'select, insert, update');

-- @feature conversations
-- A comment that was answered. The row comes first: whoever cannot write it answers nothing.
create table private_replies (
  organisation_id uuid not null,
  channel_account_id uuid not null,
  comment_id text not null,
  conversation_id uuid not null,
  at timestamptz not null,
  primary key (organisation_id, channel_account_id, comment_id),
  foreign key (organisation_id, channel_account_id) references channel_accounts,
  foreign key (organisation_id, conversation_id) references conversations
);
create index private_replies_by_conversation on private_replies (organisation_id, conversation_id);
select guard_tenant_table('private_replies', 'select, insert');

-- @feature conversations
-- The comment a delivery is addressed to; null: the person.
alter table deliveries add column comment_id text;

-- @feature conversations
-- When a group that mentioned us was last shown the way to a private chat. No words, and nobody's name.
create table group_doors (
  organisation_id uuid not null,
  channel_account_id uuid not null,
  group_id text not null,
  shown_at timestamptz not null,
  primary key (organisation_id, channel_account_id, group_id),
  foreign key (organisation_id, channel_account_id) references channel_accounts
);
select guard_tenant_table('group_doors', 'select, insert, update');

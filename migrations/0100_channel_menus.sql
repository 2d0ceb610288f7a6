-- The menu beside the conversation of an account: what a member wants it to be, and whether the provider has it.

-- @feature conversations
create table channel_menus (
  organisation_id uuid not null,
  channel_account_id uuid not null,
  -- `donors` see theirs instead of everyone's, where the channel can tell people apart.
  audience text not null check (audience in ('everyone', 'donors')),
  title text,
  -- [{ "label": "…", "action": { "type": "postback", "payload": "…" } | { "type": "link", "url": "…" } }]; empty: no menu.
  entries jsonb not null,
  -- refused: not tried again until somebody changes it.
  state text not null default 'waiting' check (state in ('waiting', 'put', 'refused')),
  -- Why it was not put, in the provider's own words where it gave some.
  words text,
  -- The provider's name for the menu it has.
  menu_id text,
  attempts integer not null default 0,
  next_attempt_at timestamptz not null,
  changed_at timestamptz not null,
  put_at timestamptz,
  primary key (organisation_id, channel_account_id, audience),
  foreign key (organisation_id, channel_account_id) references channel_accounts
);
select guard_tenant_table('channel_menus', 'select, insert, update');

-- Which menu of its own an address was shown last.
-- @feature conversations
create table menu_links (
  organisation_id uuid not null,
  identity_id uuid not null,
  menu_id text not null,
  linked_at timestamptz not null,
  -- The provider would not: not asked again for this menu.
  refused boolean not null default false,
  primary key (organisation_id, identity_id),
  foreign key (organisation_id, identity_id) references identities
);
select guard_tenant_table('menu_links', 'select, insert, update');

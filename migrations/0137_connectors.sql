-- @feature connectors

-- A giving platform we ask for orders and tell what became of the gifts.
create table connector_accounts (
  organisation_id uuid not null references organisations,
  connector_account_id uuid not null,
  kind text not null check (kind in ('tencent', 'rest')),
  -- The name its orders are kept under: the source of their gifts.
  platform text not null,
  name text not null,
  config_cipher bytea not null,
  state text not null default 'active' check (state in ('active', 'paused')),
  -- Where the next page begins; kept in the transaction that brought the page in.
  cursor text,
  pulled_count bigint not null default 0,
  unreadable_count bigint not null default 0,
  pulled_at timestamptz,
  next_pull_at timestamptz not null,
  -- Troubles in a row, of pulling and pushing together, and the last of them; null once it went well.
  failures integer not null default 0,
  trouble text,
  trouble_detail text,
  trouble_at timestamptz,
  next_push_at timestamptz not null,
  created_at timestamptz not null,
  primary key (organisation_id, connector_account_id),
  unique (organisation_id, platform)
);
select guard_tenant_table('connector_accounts', 'select, insert, update');

-- What a round has to say to the donor of an order, on its way to the platform. The row's id is said with it.
create table order_returns (
  organisation_id uuid not null,
  order_return_id uuid not null,
  connector_account_id uuid not null,
  feedback_round_id uuid not null,
  gift_id uuid not null,
  update_id uuid not null,
  -- `unknown`: it left and nobody answered, and the platform cannot tell a repetition; a member decides.
  state text not null default 'waiting'
    check (state in ('waiting', 'sending', 'taken', 'told', 'not_told', 'unknown_order', 'refused', 'unknown', 'held')),
  reason text,
  attempts integer not null default 0,
  next_attempt_at timestamptz not null,
  sending_at timestamptz,
  at timestamptz not null,
  primary key (organisation_id, order_return_id),
  unique (organisation_id, feedback_round_id, gift_id, update_id),
  foreign key (organisation_id, connector_account_id) references connector_accounts,
  foreign key (organisation_id, feedback_round_id) references feedback_rounds,
  foreign key (organisation_id, gift_id) references gifts,
  foreign key (organisation_id, update_id) references updates
);
create index order_returns_due on order_returns (organisation_id, connector_account_id, next_attempt_at)
  where state in ('waiting', 'sending', 'taken');
select guard_tenant_table('order_returns', 'select, insert, update');

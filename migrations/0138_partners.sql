-- @feature connectors

-- A charity for which we are the giving platform: it reads orders and hands in reports, signed with its key.
create table partner_accounts (
  organisation_id uuid not null references organisations,
  partner_account_id uuid not null,
  name text not null,
  secret_cipher bytea not null,
  state text not null default 'active' check (state in ('active', 'paused')),
  -- Places in the feed given away so far; the row is locked while one is given, so that none is overtaken.
  last_position bigint not null default 0,
  read_at timestamptz,
  created_at timestamptz not null,
  primary key (organisation_id, partner_account_id)
);
select guard_tenant_table('partner_accounts', 'select, insert, update');

-- The campaigns whose gifts are meant for a partner, and the code it knows the programme by.
create table partner_campaigns (
  organisation_id uuid not null,
  campaign_id uuid not null,
  partner_account_id uuid not null,
  programme_code text not null,
  primary key (organisation_id, campaign_id),
  foreign key (organisation_id, campaign_id) references campaigns,
  foreign key (organisation_id, partner_account_id) references partner_accounts
);
select guard_tenant_table('partner_campaigns', 'select, insert, update');

-- A gift in a partner's feed. The order number is random: nothing else of ours is found by it.
create table partner_orders (
  organisation_id uuid not null,
  order_number text not null,
  partner_account_id uuid not null,
  gift_id uuid not null,
  position bigint not null,
  state text not null check (state in ('paid', 'refunded')),
  at timestamptz not null,
  primary key (organisation_id, order_number),
  unique (organisation_id, gift_id),
  unique (organisation_id, partner_account_id, position),
  foreign key (organisation_id, partner_account_id) references partner_accounts,
  foreign key (organisation_id, gift_id) references gifts
);
select guard_tenant_table('partner_orders', 'select, insert, update');

-- A report a partner handed in, once. What became of its message is read from the delivery.
create table partner_feedback (
  organisation_id uuid not null,
  partner_account_id uuid not null,
  feedback_id uuid not null,
  order_number text not null,
  -- `queued`: look at the delivery. The others are final.
  outcome text not null check (outcome in ('queued', 'not_told', 'unknown_order', 'refused')),
  -- Said to the partner: of `refused` only. Of `not_told` why stays here, in `obstacle`.
  reason text,
  obstacle text,
  delivery_id uuid,
  content_hash bytea not null,
  received_at timestamptz not null,
  primary key (organisation_id, partner_account_id, feedback_id),
  foreign key (organisation_id, partner_account_id) references partner_accounts
);
select guard_tenant_table('partner_feedback', 'select, insert');

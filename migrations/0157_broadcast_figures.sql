-- @feature broadcasts
-- What a provider tells of a broadcast's messages on one account, all together. Null is unknown, never 0: not counted yet, or so
-- few people (on LINE fewer than 20) that they could be told apart.
create table broadcast_figures (
  organisation_id uuid not null,
  broadcast_id uuid not null,
  channel_account_id uuid not null,
  seen integer,
  pressed integer,
  played integer,
  asked_at timestamptz not null,
  primary key (organisation_id, broadcast_id, channel_account_id),
  foreign key (organisation_id, broadcast_id) references broadcasts,
  foreign key (organisation_id, channel_account_id) references channel_accounts
);
select guard_tenant_table('broadcast_figures', 'select, insert, update');

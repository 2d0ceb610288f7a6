-- @feature cases

-- What a need has already. A column, since what is computed from two may not be sought in an index under row level security.
alter table needs add column given_minor bigint not null generated always as (amount_minor - open_minor) stored;
-- Those that have least first: where all have an even share, one more gift reads few of them.
create index needs_by_share on needs (organisation_id, fund_id, currency, given_minor, due_on, created_at, need_id)
  where open_minor > 0 and cancelled_at is null;

-- A secret by which a provider proves what it tells us is taken for a day more after it was replaced, with the settings it stood in, so
-- that both sides need not change at the same moment; never one that is said to be known to others.

-- @feature conversations
alter table channel_accounts
  add column former_cipher bytea,
  add column former_until timestamptz,
  add constraint former_is_whole check ((former_cipher is null) = (former_until is null));

-- @feature gifts
alter table payment_accounts
  add column former_cipher bytea,
  add column former_until timestamptz,
  add constraint former_is_whole check ((former_cipher is null) = (former_until is null));

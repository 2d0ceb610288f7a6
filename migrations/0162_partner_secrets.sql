-- @feature connectors

-- A partner's secret that was replaced is taken for a day more, so that both sides need not change at the same moment.
alter table partner_accounts
  add column former_cipher bytea,
  add column former_until timestamptz,
  add constraint former_is_whole check ((former_cipher is null) = (former_until is null));

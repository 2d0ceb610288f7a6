-- @feature conversations

-- What the last test of an account found, and until when the access token holds that was fetched for it.
alter table channel_accounts
  add column checked_at timestamptz,
  add column check_result jsonb,
  add column token_expires_at timestamptz;

-- The newest refusal of an account, asked for whenever its health is shown.
create index deliveries_failed on deliveries (organisation_id, channel_account_id, failed_at desc) where state = 'failed';

-- @feature conversations

-- Messages a second this account may send, where the provider has agreed to another rate than it publishes (a larger WhatsApp
-- throughput, the limit of a mail relay's plan). Null: the published one.
alter table channel_accounts add column rate_per_second integer check (rate_per_second between 1 and 2000);

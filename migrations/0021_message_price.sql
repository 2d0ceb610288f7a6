-- @feature conversations

-- What a message costs beyond what the plan includes, as the organisation's contract says; no provider tells it by API.
alter table channel_accounts
  add column message_price_minor bigint check (message_price_minor >= 0),
  add column message_price_currency text,
  add constraint price_has_currency check ((message_price_minor is null) = (message_price_currency is null));

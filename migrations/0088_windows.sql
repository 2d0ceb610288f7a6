-- How long and how often a person may be written to for free, where the event that opened it said so itself
-- (WeChat: five messages in 48 hours after words, three in a minute after a press of the menu).
-- @feature conversations
alter table conversations
  add column window_opened_at timestamptz,
  add column window_closes_at timestamptz,
  add column window_messages integer;

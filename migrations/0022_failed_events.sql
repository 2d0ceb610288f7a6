-- @feature conversations

-- Events whose answer failed and is tried again: few, and looked for at every pass, so that their people's later words wait.
create index inbound_events_failed on inbound_events (organisation_id, channel_account_id, sender)
  where processed_at is null and attempts > 0;

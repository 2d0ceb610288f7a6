-- @feature conversations

-- What webhooks tell of templates belongs to nobody's conversation; it is looked for by itself.
create index inbound_events_of_templates on inbound_events (organisation_id, channel_account_id, received_at)
  where event ->> 'type' = 'template_state';

-- @feature conversations
-- Deliveries of one broadcast are due at the same moment: without the id their order was made anew for every slice, of all
-- that were due. What is being sent is found by an index of its own, of hardly any rows.
create index deliveries_in_order on deliveries (organisation_id, channel_account_id, priority, next_attempt_at, delivery_id)
  where state in ('queued', 'held');
create index deliveries_sending on deliveries (organisation_id, sending_at) where state = 'sending';
drop index deliveries_due;

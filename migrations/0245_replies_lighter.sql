-- @feature conversations

-- A message is called as its delivery is, so the delivery is found by its own key. By their message only those are looked for that took
-- another message's place (a detour), or that were written when the two had different names.
drop index deliveries_by_message;
create index deliveries_by_message on deliveries (organisation_id, message_id) where message_id <> delivery_id;

-- What became of a part is written by whoever has just sent its delivery, which nobody may delete (decision 0024).
alter table delivery_parts drop constraint delivery_parts_organisation_id_delivery_id_fkey;

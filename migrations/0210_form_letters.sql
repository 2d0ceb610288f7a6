-- @feature conversations
-- A message takes its conversation off the row of the conversation itself, and a delivery its message off the statement that writes both; none of
-- the three can be deleted by the application. What the keys checked again could not be otherwise (decision 0036).
alter table messages drop constraint messages_organisation_id_conversation_id_fkey;
alter table deliveries drop constraint deliveries_organisation_id_message_id_fkey;

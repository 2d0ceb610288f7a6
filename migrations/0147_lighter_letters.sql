-- @feature conversations
-- A delivery takes its conversation and account off the row of the conversation itself, in the statement that writes its
-- message, and none of the three can be deleted: what the keys checked again could not be otherwise (decision 0024).
alter table deliveries drop constraint deliveries_organisation_id_conversation_id_fkey;
alter table deliveries drop constraint deliveries_organisation_id_channel_account_id_fkey;

-- Nobody searches in these; counting how often which document occurs took longer than counting all other columns.
alter table inbound_events alter column event set statistics 0;
alter table messages alter column content set statistics 0;
alter table deliveries alter column route set statistics 0;
alter table delivery_parts alter column outcome set statistics 0;
alter table script_sessions alter column session set statistics 0;

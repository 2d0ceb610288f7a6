-- @feature conversations

-- What was stored is recognised, handled and marked by what the provider told it under. An index of ids nobody looks by was
-- written twice for every event: as it came and as it was marked handled.
do $$
declare
  told_twice text := (
    select conname from pg_constraint
    where conrelid = 'inbound_events'::regclass and contype = 'u');
begin
  execute format('alter table inbound_events drop constraint %I', told_twice);
end $$;
alter table inbound_events drop constraint inbound_events_pkey,
  add primary key (organisation_id, channel_account_id, dedupe_key);

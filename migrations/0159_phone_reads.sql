-- When the owner of a sandbox phone saw a message, and whether the number or mailbox behind it is gone: its provider
-- takes what is sent there and says only later that nobody got it.
alter table sandbox_messages add column read_at timestamptz;
update sandbox_messages set read_at = at;
grant update (read_at) on sandbox_messages to riscontro_app;
alter table sandbox_phones add column is_gone boolean not null default false;

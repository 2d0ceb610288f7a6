-- @feature conversations

-- Every message changes its conversation's last_message_at; while that was in the inbox's index, every message wrote the row into
-- all indexes anew, and each looked through its earlier versions. The index holds the ten minutes it falls into: who goes on
-- talking stays in place. Pages keep room for that.
alter table conversations set (fillfactor = 60);
alter table conversations add column lively_at timestamptz
  generated always as (date_bin('10 minutes', last_message_at, timestamptz '2000-01-01 00:00:00+00')) stored;
drop index conversations_inbox;
create index conversations_inbox on conversations (organisation_id, state, lively_at desc);

-- The session of a talk is written anew with each turn as well, and touches no index: where its page has room it stays.
alter table script_sessions set (fillfactor = 60);

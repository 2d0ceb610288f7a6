-- @feature conversations
-- What a person felt about a message: of ours or theirs, known to us or not. One row for each message, and for each sign where
-- a person can leave several on one (`slot`, else empty). What was taken back leaves an empty sign behind, so that an older
-- event that comes late brings nothing back.
create table reactions (
  organisation_id uuid not null,
  conversation_id uuid not null,
  provider_message_id text not null,
  slot text not null default '',
  sign text not null,
  -- The provider's time.
  at timestamptz not null,
  primary key (organisation_id, conversation_id, provider_message_id, slot),
  foreign key (organisation_id, conversation_id) references conversations
);
create index reactions_by_time on reactions (organisation_id, conversation_id, at);
select guard_tenant_table('reactions', 'select, insert, update');

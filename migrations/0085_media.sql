-- @feature conversations

-- What came with a message and lies at the provider, until its bytes are ours: providers' links die, so they are fetched at
-- once. What it is called and where it is to be had stands in the message's content, at the same place.
create table message_media (
  organisation_id uuid not null,
  message_id uuid not null,
  -- Which of the message's attachments, from 0.
  place smallint not null,
  conversation_id uuid not null,
  channel_account_id uuid not null,
  -- The provider's id of it, or where it lies; an edit that brings another one begins anew.
  source text not null,
  state text not null check (state in ('wanted', 'fetched', 'refused', 'gone')),
  -- Why it was refused.
  reason text,
  attempts smallint not null default 0,
  next_attempt_at timestamptz not null,
  -- The name of its bytes in the file store; known before they are there, so that none are ever without a row.
  file_id uuid not null,
  -- What the bytes are, not what they were said to be.
  media_type text,
  byte_length bigint,
  file_name text,
  has_thumbnail boolean not null default false,
  primary key (organisation_id, message_id, place),
  foreign key (organisation_id, message_id) references messages
);
create index message_media_wanted on message_media (organisation_id, channel_account_id, next_attempt_at) where state = 'wanted';
select guard_tenant_table('message_media', 'select, insert, update, delete');

-- Bytes that must go: erased at once, and again when no fetch that had begun before can still write them.
create table media_erasures (
  organisation_id uuid not null,
  file_id uuid not null,
  due_at timestamptz not null,
  primary key (organisation_id, file_id)
);
select guard_tenant_table('media_erasures', 'select, insert, delete');

-- @feature people

create table persons (
  organisation_id uuid not null references organisations,
  person_id uuid not null,
  display_name text not null,
  language text not null,
  -- IANA; null means the organisation's.
  time_zone text,
  email text,
  -- E.164
  phone text,
  -- The key of the row in the spreadsheet or system this person came from.
  external_key text,
  donor_since date,
  created_at timestamptz not null,
  erased_at timestamptz,
  primary key (organisation_id, person_id)
);
create unique index persons_by_external_key on persons (organisation_id, external_key) where external_key is not null;
create index persons_by_email on persons (organisation_id, email) where email is not null;
create index persons_by_phone on persons (organisation_id, phone) where phone is not null;
create index persons_by_creation on persons (organisation_id, created_at desc, person_id);
select guard_tenant_table('persons', 'select, insert, update');

-- Search: one- and two-character grams of the folded name, e-mail and phone; equality only, so row level security stays cheap.
create table person_grams (
  organisation_id uuid not null,
  gram text not null,
  person_id uuid not null,
  primary key (organisation_id, gram, person_id),
  foreign key (organisation_id, person_id) references persons
);
create index person_grams_by_person on person_grams (organisation_id, person_id);
select guard_tenant_table('person_grams', 'select, insert, delete');

-- @feature conversations
create table channel_accounts (
  organisation_id uuid not null,
  channel_account_id uuid not null,
  kind text not null,
  name text not null,
  -- The unguessable last segment of the account's hook URL.
  hook_key text not null,
  config_cipher bytea not null,
  is_sandbox boolean not null default false,
  organisation_is_demo boolean not null,
  state text not null default 'active' check (state in ('draft', 'active', 'paused')),
  messages_left integer,
  quota_read_at timestamptz,
  last_event_at timestamptz,
  last_failure jsonb,
  created_at timestamptz not null,
  primary key (organisation_id, channel_account_id),
  unique (organisation_id, hook_key),
  foreign key (organisation_id, organisation_is_demo) references organisations (organisation_id, is_demo),
  constraint sandbox_belongs_to_demo check (not is_sandbox or organisation_is_demo)
);
select guard_tenant_table('channel_accounts', 'select, insert, update');

-- @feature people
-- A person's address on a channel account. The row is permanent: it is the lock under which that person's events are handled.
create table identities (
  organisation_id uuid not null,
  identity_id uuid not null,
  channel_account_id uuid not null,
  address text not null,
  person_id uuid not null,
  display_name text,
  language text,
  -- unknown until the channel told us; changes only forward in provider time (state_at).
  state text not null default 'unknown' check (state in ('unknown', 'following', 'unfollowed', 'blocked')),
  state_at timestamptz,
  created_at timestamptz not null,
  primary key (organisation_id, identity_id),
  unique (organisation_id, channel_account_id, address),
  foreign key (organisation_id, channel_account_id) references channel_accounts,
  foreign key (organisation_id, person_id) references persons
);
create index identities_by_person on identities (organisation_id, person_id);
select guard_tenant_table('identities', 'select, insert, update');

-- Why we believe an identity belongs to a person. Append-only.
create table identity_links (
  organisation_id uuid not null,
  identity_link_id uuid not null,
  identity_id uuid not null,
  person_id uuid not null,
  previous_person_id uuid,
  proof text not null check (proof in ('first_contact', 'conversation_link', 'gift_code', 'account_link', 'member', 'import')),
  proof_id text,
  at timestamptz not null,
  primary key (organisation_id, identity_link_id),
  foreign key (organisation_id, identity_id) references identities,
  foreign key (organisation_id, person_id) references persons
);
select guard_tenant_table('identity_links', 'select, insert');

-- What a person agreed to, as it was said, when and where. Append-only; the newest row per purpose and channel holds.
create table consents (
  organisation_id uuid not null,
  consent_id uuid not null,
  person_id uuid not null,
  purpose text not null check (purpose in ('service', 'feedback', 'appeals')),
  -- A channel kind, or 'all'.
  channel text not null,
  granted boolean not null,
  text_version text not null,
  language text not null,
  -- gift_form, stop_word, start_word, preferences, member, import
  source text not null,
  source_id text,
  at timestamptz not null,
  primary key (organisation_id, consent_id),
  foreign key (organisation_id, person_id) references persons
);
create index consents_by_person on consents (organisation_id, person_id, purpose, channel, at desc, consent_id desc);
select guard_tenant_table('consents', 'select, insert');

-- @feature conversations
create table inbound_events (
  organisation_id uuid not null,
  inbound_event_id uuid not null,
  channel_account_id uuid not null,
  dedupe_key text not null,
  -- The person's address on the account; empty for events of no person.
  sender text not null,
  event jsonb not null,
  at timestamptz not null,
  received_at timestamptz not null,
  processed_at timestamptz,
  attempts integer not null default 0,
  failure text,
  primary key (organisation_id, inbound_event_id),
  unique (organisation_id, channel_account_id, dedupe_key)
);
create index inbound_events_waiting on inbound_events (organisation_id, channel_account_id, sender, at) where processed_at is null;
select guard_tenant_table('inbound_events', 'select, insert, update, delete');
-- The hook writes for all tenants in one statement; the organisation comes from the verified account row.
create policy ingest on inbound_events for insert to riscontro_ingest with check (true);
grant insert on inbound_events to riscontro_ingest;

create table conversations (
  organisation_id uuid not null,
  conversation_id uuid not null,
  channel_account_id uuid not null,
  identity_id uuid not null,
  state text not null default 'open' check (state in ('open', 'waiting', 'resolved')),
  assignee_id uuid,
  -- While set and in the future the script is silent: a person is talking.
  script_silent_until timestamptz,
  last_message_at timestamptz,
  last_inbound_at timestamptz,
  waiting_since timestamptz,
  unread_count integer not null default 0,
  message_count integer not null default 0,
  preview text not null default '',
  created_at timestamptz not null,
  primary key (organisation_id, conversation_id),
  unique (organisation_id, identity_id),
  foreign key (organisation_id, channel_account_id) references channel_accounts,
  foreign key (organisation_id, identity_id) references identities,
  foreign key (organisation_id, assignee_id) references members
);
create index conversations_inbox on conversations (organisation_id, state, last_message_at desc, conversation_id);
select guard_tenant_table('conversations', 'select, insert, update');

create table messages (
  organisation_id uuid not null,
  message_id uuid not null,
  conversation_id uuid not null,
  direction text not null check (direction in ('in', 'out', 'note')),
  author_kind text not null check (author_kind in ('person', 'member', 'script', 'system')),
  author_id uuid,
  -- Provider time for what came in, our time for what goes out; the thread is ordered by it.
  at timestamptz not null,
  recorded_at timestamptz not null,
  content jsonb not null,
  provider_message_id text,
  unsent_at timestamptz,
  primary key (organisation_id, message_id),
  foreign key (organisation_id, conversation_id) references conversations
);
create index messages_by_conversation on messages (organisation_id, conversation_id, at, message_id);
create unique index messages_by_provider_id on messages (organisation_id, conversation_id, provider_message_id) where direction = 'in' and provider_message_id is not null;
select guard_tenant_table('messages', 'select, insert, update');

create table deliveries (
  organisation_id uuid not null,
  delivery_id uuid not null,
  message_id uuid not null,
  conversation_id uuid not null,
  channel_account_id uuid not null,
  purpose text not null check (purpose in ('service', 'feedback', 'appeals')),
  -- 0 replies and thanks, 1 bulk: bulk never delays a reply.
  priority smallint not null,
  state text not null check (state in ('queued', 'held', 'sending', 'sent', 'delivered', 'read', 'failed', 'unknown', 'skipped', 'cancelled')),
  reason text,
  reply_token text,
  reply_token_expires_at timestamptz,
  -- The provider idempotency key, where the channel has one; fixed before the first attempt.
  retry_key uuid not null,
  source_kind text,
  source_id uuid,
  -- At most one delivery for the same thing, ever: "thanks:<gift>", "round:<round>:<person>".
  once_key text,
  not_before timestamptz,
  not_after timestamptz,
  attempts integer not null default 0,
  next_attempt_at timestamptz not null,
  queued_at timestamptz not null,
  sending_at timestamptz,
  sent_at timestamptz,
  delivered_at timestamptz,
  read_at timestamptz,
  failed_at timestamptz,
  primary key (organisation_id, delivery_id),
  foreign key (organisation_id, message_id) references messages,
  foreign key (organisation_id, conversation_id) references conversations,
  foreign key (organisation_id, channel_account_id) references channel_accounts
);
create unique index deliveries_once on deliveries (organisation_id, once_key) where once_key is not null;
create index deliveries_due on deliveries (organisation_id, channel_account_id, priority, next_attempt_at) where state in ('queued', 'sending', 'held');
create index deliveries_by_message on deliveries (organisation_id, message_id);
create index deliveries_by_source on deliveries (organisation_id, source_kind, source_id) where source_id is not null;
select guard_tenant_table('deliveries', 'select, insert, update');

create table delivery_parts (
  organisation_id uuid not null,
  delivery_id uuid not null,
  part integer not null,
  state text not null check (state in ('sending', 'sent', 'delivered', 'read', 'failed', 'unknown')),
  provider_id text,
  outcome jsonb,
  at timestamptz not null,
  primary key (organisation_id, delivery_id, part),
  foreign key (organisation_id, delivery_id) references deliveries
);
create index delivery_parts_by_provider_id on delivery_parts (organisation_id, provider_id) where provider_id is not null;
select guard_tenant_table('delivery_parts', 'select, insert, update');

-- @feature scripts
create table script_sessions (
  organisation_id uuid not null,
  conversation_id uuid not null,
  script text not null,
  version integer not null,
  session jsonb not null,
  wait_until timestamptz,
  updated_at timestamptz not null,
  primary key (organisation_id, conversation_id),
  foreign key (organisation_id, conversation_id) references conversations
);
create index script_sessions_waiting on script_sessions (organisation_id, wait_until) where wait_until is not null;
select guard_tenant_table('script_sessions', 'select, insert, update, delete');

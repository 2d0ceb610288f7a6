-- @feature sandbox

-- A phone a visitor of the demo holds: the person on the far side of the emulated channel.
create table sandbox_phones (
  organisation_id uuid not null,
  sandbox_phone_id uuid not null,
  organisation_is_demo boolean not null check (organisation_is_demo),
  channel_account_id uuid not null,
  user_id text not null,
  name text not null,
  language text not null,
  is_following boolean not null default false,
  is_blocking boolean not null default false,
  created_at timestamptz not null,
  primary key (organisation_id, sandbox_phone_id),
  unique (organisation_id, channel_account_id, user_id),
  foreign key (organisation_id, organisation_is_demo) references organisations (organisation_id, is_demo),
  foreign key (organisation_id, channel_account_id) references channel_accounts
);
select guard_tenant_table('sandbox_phones', 'select, insert, update, delete');

create table sandbox_messages (
  organisation_id uuid not null,
  sandbox_message_id uuid not null,
  sandbox_phone_id uuid not null,
  direction text not null check (direction in ('to_phone', 'from_phone')),
  provider_message_id text not null,
  retry_key text,
  content jsonb not null,
  at timestamptz not null,
  primary key (organisation_id, sandbox_message_id),
  foreign key (organisation_id, sandbox_phone_id) references sandbox_phones
);
create index sandbox_messages_by_phone on sandbox_messages (organisation_id, sandbox_phone_id, at, sandbox_message_id);
select guard_tenant_table('sandbox_messages', 'select, insert, delete');

create table sandbox_payments (
  organisation_id uuid not null,
  reference text not null,
  organisation_is_demo boolean not null check (organisation_is_demo),
  payment_account_id uuid not null,
  amount_minor bigint not null,
  currency text not null,
  state text not null check (state in ('open', 'paid', 'failed')),
  return_url text not null,
  at timestamptz not null,
  primary key (organisation_id, reference),
  foreign key (organisation_id, organisation_is_demo) references organisations (organisation_id, is_demo),
  foreign key (organisation_id, payment_account_id) references payment_accounts
);
select guard_tenant_table('sandbox_payments', 'select, insert, update, delete');

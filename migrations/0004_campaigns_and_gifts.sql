-- @feature campaigns

-- A designation: money given to a restricted fund pays nothing else.
create table funds (
  organisation_id uuid not null references organisations,
  fund_id uuid not null,
  -- Short and public: it stands in the log.
  code text not null,
  name text not null,
  is_restricted boolean not null,
  primary key (organisation_id, fund_id),
  unique (organisation_id, code)
);
select guard_tenant_table('funds', 'select, insert, update');

create table campaigns (
  organisation_id uuid not null references organisations,
  campaign_id uuid not null,
  slug text not null,
  fund_id uuid not null,
  legal_entity_id uuid not null,
  currency text not null,
  goal_minor bigint not null check (goal_minor > 0),
  -- The filed budget cap; the form closes before payment when it is reached.
  cap_minor bigint check (cap_minor > 0),
  starts_on date not null,
  ends_on date,
  -- 勸募許可文號
  permit_number text,
  permit_authority text,
  -- The share of each gift that pays for the programme's own costs, in hundredths of a percent, stated on the page.
  programme_share_basis_points integer not null check (programme_share_basis_points between 0 and 10000),
  -- No part of a gift given to a need is smaller than this, unless it closes the need.
  minimum_slice_minor bigint not null check (minimum_slice_minor > 0),
  suggested_minor bigint[] not null,
  picture text not null,
  state text not null check (state in ('draft', 'public', 'closed')),
  created_at timestamptz not null,
  primary key (organisation_id, campaign_id),
  unique (organisation_id, slug),
  foreign key (organisation_id, fund_id) references funds,
  foreign key (organisation_id, legal_entity_id) references legal_entities
);
select guard_tenant_table('campaigns', 'select, insert, update');

create table campaign_texts (
  organisation_id uuid not null,
  campaign_id uuid not null,
  language text not null,
  title text not null,
  summary text not null,
  story text not null,
  primary key (organisation_id, campaign_id, language),
  foreign key (organisation_id, campaign_id) references campaigns
);
select guard_tenant_table('campaign_texts', 'select, insert, update, delete');

-- What a campaign has raised, net of refunds, in shards so that a giving day does not queue on one row.
create table campaign_progress (
  organisation_id uuid not null,
  campaign_id uuid not null,
  shard smallint not null,
  raised_minor bigint not null,
  gift_count bigint not null,
  primary key (organisation_id, campaign_id, shard),
  foreign key (organisation_id, campaign_id) references campaigns
);
select guard_tenant_table('campaign_progress', 'select, insert, update');

-- @feature gifts
create table payment_accounts (
  organisation_id uuid not null,
  payment_account_id uuid not null,
  provider text not null,
  name text not null,
  hook_key text not null,
  config_cipher bytea not null,
  currency text not null,
  is_sandbox boolean not null default false,
  organisation_is_demo boolean not null,
  is_offered boolean not null default true,
  last_failure jsonb,
  created_at timestamptz not null,
  primary key (organisation_id, payment_account_id),
  unique (organisation_id, hook_key),
  foreign key (organisation_id, organisation_is_demo) references organisations (organisation_id, is_demo),
  constraint sandbox_belongs_to_demo check (not is_sandbox or organisation_is_demo)
);
select guard_tenant_table('payment_accounts', 'select, insert, update');

-- What somebody set out to give, written before they leave for the provider.
create table gift_intents (
  organisation_id uuid not null,
  gift_intent_id uuid not null,
  campaign_id uuid not null,
  payment_account_id uuid not null,
  -- Ours, sent to the provider: up to 20 letters and digits.
  reference text not null,
  provider_reference text,
  amount_minor bigint not null check (amount_minor > 0),
  currency text not null,
  -- The states of src/payments/state.ts; moves forward only.
  state text not null,
  state_at timestamptz not null,
  -- Known when the link came from a conversation.
  conversation_id uuid,
  person_id uuid,
  language text not null,
  donor_name text not null,
  donor_email text,
  donor_phone text,
  is_anonymous boolean not null,
  receipt_wish text not null check (receipt_wish in ('each', 'yearly', 'none')),
  receipt_name text,
  tax_identifier_cipher bytea,
  consents jsonb not null default '{}',
  -- Where money is still awaited: the transfer instructions or the ATM code shown to the donor.
  instructions jsonb,
  expires_at timestamptz not null,
  next_query_at timestamptz,
  query_count integer not null default 0,
  told_state text,
  created_at timestamptz not null,
  primary key (organisation_id, gift_intent_id),
  unique (organisation_id, payment_account_id, reference),
  foreign key (organisation_id, campaign_id) references campaigns,
  foreign key (organisation_id, payment_account_id) references payment_accounts,
  foreign key (organisation_id, conversation_id) references conversations,
  foreign key (organisation_id, person_id) references persons
);
create index gift_intents_to_query on gift_intents (organisation_id, next_query_at) where next_query_at is not null;
select guard_tenant_table('gift_intents', 'select, insert, update');

-- Every word of a provider, as it came, once.
create table provider_events (
  organisation_id uuid not null,
  provider_event_id uuid not null,
  payment_account_id uuid not null,
  dedupe_key text not null,
  event jsonb not null,
  received_at timestamptz not null,
  -- applied, late, simulated, quarantined, suspense, ignored
  result text,
  applied_at timestamptz,
  primary key (organisation_id, provider_event_id),
  unique (organisation_id, payment_account_id, dedupe_key),
  foreign key (organisation_id, payment_account_id) references payment_accounts
);
create index provider_events_waiting on provider_events (organisation_id, received_at) where applied_at is null;
select guard_tenant_table('provider_events', 'select, insert, update');

create table gifts (
  organisation_id uuid not null,
  gift_id uuid not null,
  -- Random; the gift's name in the public log.
  public_reference text not null,
  person_id uuid not null,
  campaign_id uuid not null,
  fund_id uuid not null,
  gift_intent_id uuid,
  payment_account_id uuid,
  -- provider, manual, or the giving platform's name
  source text not null,
  order_number text,
  amount_minor bigint not null check (amount_minor > 0),
  fee_minor bigint not null default 0 check (fee_minor >= 0),
  refunded_minor bigint not null default 0 check (refunded_minor between 0 and amount_minor),
  currency text not null,
  given_on date not null,
  received_at timestamptz not null,
  donor_name text not null,
  is_anonymous boolean not null,
  receipt_wish text not null check (receipt_wish in ('each', 'yearly', 'none')),
  receipt_name text,
  tax_identifier_cipher bytea,
  conversation_id uuid,
  language text not null,
  -- size, root and key fingerprint of the checkpoint told to the donor with the thanks.
  thanked_checkpoint jsonb,
  thanked_at timestamptz,
  primary key (organisation_id, gift_id),
  unique (organisation_id, public_reference),
  unique (organisation_id, gift_intent_id),
  unique (organisation_id, source, order_number),
  foreign key (organisation_id, person_id) references persons,
  foreign key (organisation_id, campaign_id) references campaigns,
  foreign key (organisation_id, fund_id) references funds,
  foreign key (organisation_id, gift_intent_id) references gift_intents
);
create index gifts_by_person on gifts (organisation_id, person_id, received_at desc);
create index gifts_by_time on gifts (organisation_id, received_at desc, gift_id);
create index gifts_by_campaign on gifts (organisation_id, campaign_id, received_at);
select guard_tenant_table('gifts', 'select, insert, update');

create table refunds (
  organisation_id uuid not null,
  refund_id uuid not null,
  gift_id uuid not null,
  amount_minor bigint not null check (amount_minor > 0),
  reason text not null,
  state text not null check (state in ('requested', 'done', 'declined')),
  requested_by uuid not null,
  requested_at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  primary key (organisation_id, refund_id),
  foreign key (organisation_id, gift_id) references gifts,
  check (decided_by is null or decided_by <> requested_by)
);
select guard_tenant_table('refunds', 'select, insert, update');

-- Money or words of a provider that fit no intent: a queue people empty.
create table payment_exceptions (
  organisation_id uuid not null,
  payment_exception_id uuid not null,
  kind text not null check (kind in ('quarantine', 'suspense')),
  provider_event_id uuid,
  amount_minor bigint,
  currency text,
  reason text not null,
  opened_at timestamptz not null,
  resolved_at timestamptz,
  resolved_by uuid,
  resolution text,
  primary key (organisation_id, payment_exception_id),
  foreign key (organisation_id, provider_event_id) references provider_events
);
select guard_tenant_table('payment_exceptions', 'select, insert, update');

-- cash:<payment account>, suspense, gifts:<fund>, fees, refunds, spent:<fund>; one per currency.
create table ledger_accounts (
  organisation_id uuid not null references organisations,
  ledger_account_id uuid not null,
  code text not null,
  currency text not null,
  primary key (organisation_id, ledger_account_id),
  unique (organisation_id, code, currency)
);
select guard_tenant_table('ledger_accounts', 'select, insert');

-- One debit, one credit, one positive amount: balanced by construction. Never changed, never deleted.
create table ledger_transfers (
  organisation_id uuid not null,
  ledger_transfer_id uuid not null,
  journal_id uuid not null,
  kind text not null check (kind in ('gift', 'fee', 'refund', 'suspense', 'suspense_resolved', 'expense', 'expense_reversed')),
  source_id uuid not null,
  debit_account_id uuid not null,
  credit_account_id uuid not null,
  amount_minor bigint not null check (amount_minor > 0),
  currency text not null,
  effective_on date not null,
  created_at timestamptz not null,
  primary key (organisation_id, ledger_transfer_id),
  unique (organisation_id, kind, source_id),
  foreign key (organisation_id, debit_account_id) references ledger_accounts,
  foreign key (organisation_id, credit_account_id) references ledger_accounts,
  check (debit_account_id <> credit_account_id)
);
select guard_tenant_table('ledger_transfers', 'select, insert');

-- The counter of a receipt series: moved in the transaction that writes the receipt, so a rollback leaves no gap.
create table receipt_series (
  organisation_id uuid not null,
  legal_entity_id uuid not null,
  year integer not null,
  last_number integer not null,
  primary key (organisation_id, legal_entity_id, year),
  foreign key (organisation_id, legal_entity_id) references legal_entities
);
select guard_tenant_table('receipt_series', 'select, insert, update');

create table receipts (
  organisation_id uuid not null,
  receipt_id uuid not null,
  legal_entity_id uuid not null,
  year integer not null,
  number integer not null,
  person_id uuid not null,
  -- Every field as printed; a later change of name changes nothing here.
  snapshot jsonb not null,
  tax_identifier_cipher bytea,
  amount_minor bigint not null check (amount_minor > 0),
  currency text not null,
  issued_at timestamptz not null,
  voided_at timestamptz,
  void_reason text,
  replaces_id uuid,
  primary key (organisation_id, receipt_id),
  unique (organisation_id, legal_entity_id, year, number),
  foreign key (organisation_id, legal_entity_id, year) references receipt_series,
  foreign key (organisation_id, person_id) references persons,
  foreign key (organisation_id, replaces_id) references receipts
);
select guard_tenant_table('receipts', 'select, insert, update');

create table receipt_gifts (
  organisation_id uuid not null,
  receipt_id uuid not null,
  gift_id uuid not null,
  amount_minor bigint not null,
  primary key (organisation_id, receipt_id, gift_id),
  foreign key (organisation_id, receipt_id) references receipts,
  foreign key (organisation_id, gift_id) references gifts
);
create index receipt_gifts_by_gift on receipt_gifts (organisation_id, gift_id);
select guard_tenant_table('receipt_gifts', 'select, insert');

-- @feature connectors
-- An order of a giving platform, by the number its donor can see.
create table platform_orders (
  organisation_id uuid not null references organisations,
  platform text not null,
  order_number text not null,
  gift_id uuid not null,
  cells jsonb not null,
  imported_at timestamptz not null,
  primary key (organisation_id, platform, order_number),
  foreign key (organisation_id, gift_id) references gifts
);
create index platform_orders_by_gift on platform_orders (organisation_id, gift_id);
select guard_tenant_table('platform_orders', 'select, insert');

create table order_exceptions (
  organisation_id uuid not null references organisations,
  order_exception_id uuid not null,
  platform text not null,
  order_number text not null,
  reason jsonb not null,
  cells jsonb not null,
  opened_at timestamptz not null,
  resolved_at timestamptz,
  resolved_by uuid,
  resolution text,
  primary key (organisation_id, order_exception_id)
);
create unique index order_exceptions_open on order_exceptions (organisation_id, platform, order_number) where resolved_at is null;
select guard_tenant_table('order_exceptions', 'select, insert, update');

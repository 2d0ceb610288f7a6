-- @feature gifts
-- Of the network an attempt to give came from: a keyed digest, which nobody without the secret can turn back into an address, emptied
-- after a day. Null: not known.
alter table gift_intents add column network text;
create index gift_intents_by_network on gift_intents (organisation_id, network, created_at) where network is not null;

-- @feature gifts
-- Payments a provider refused, for a day: many in a short time are somebody testing stolen cards.
create table payment_declines (
  organisation_id uuid not null,
  provider_event_id uuid not null,
  payment_account_id uuid not null,
  network text,
  declined_at timestamptz not null,
  primary key (organisation_id, provider_event_id),
  foreign key (organisation_id, provider_event_id) references provider_events,
  foreign key (organisation_id, payment_account_id) references payment_accounts
);
create index payment_declines_by_account on payment_declines (organisation_id, payment_account_id, declined_at);
create index payment_declines_by_network on payment_declines (organisation_id, network, declined_at);
create index payment_declines_by_time on payment_declines (organisation_id, declined_at);
select guard_tenant_table('payment_declines', 'select, insert, delete');

-- @feature gifts
-- A time in which too many payments to an account were refused: what members are told, and may end.
create table decline_waves (
  organisation_id uuid not null,
  decline_wave_id uuid not null,
  payment_account_id uuid not null,
  began_at timestamptz not null,
  -- When a payment was last refused while there were too many: an hour later the wave is over.
  alarmed_at timestamptz not null,
  declines int not null,
  networks int not null,
  -- Attempts that were sent without a solved puzzle, and those that were refused before any payment.
  held_back int not null default 0,
  turned_away int not null default 0,
  ended_at timestamptz,
  -- The member who ended it; null where it ended by itself.
  ended_by uuid,
  primary key (organisation_id, decline_wave_id),
  foreign key (organisation_id, payment_account_id) references payment_accounts,
  foreign key (organisation_id, ended_by) references members,
  constraint ended_by_somebody_at_some_time check (ended_by is null or ended_at is not null)
);
create unique index decline_waves_one_open on decline_waves (organisation_id, payment_account_id) where ended_at is null;
create index decline_waves_by_time on decline_waves (organisation_id, began_at);
select guard_tenant_table('decline_waves', 'select, insert, update');

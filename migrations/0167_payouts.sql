-- @feature gifts

alter table ledger_transfers drop constraint ledger_transfers_kind_check;
alter table ledger_transfers add check (kind in ('gift', 'fee', 'refund', 'suspense', 'suspense_resolved', 'expense',
  'expense_reversed', 'shortfall', 'payout'));

-- @feature books
-- What a payment provider says it paid out for one payment, line by line as its file has it. Append-only: a file that says
-- something else later is another line, and the check of the books shows that they differ.
create table payout_lines (
  organisation_id uuid not null,
  payout_line_id uuid not null,
  payment_account_id uuid not null,
  -- Ours, as the provider was given it.
  reference text not null,
  -- The provider's own number; empty where its file does not say.
  provider_reference text not null,
  -- The provider's name of the whole payout; empty where its file does not say.
  payout_reference text not null,
  currency text not null,
  -- Negative where money was taken back.
  gross_minor bigint not null,
  refunded_minor bigint not null,
  fee_minor bigint not null,
  net_minor bigint not null generated always as (gross_minor - refunded_minor - fee_minor) stored,
  paid_out_on date not null,
  brought_in_at timestamptz not null,
  primary key (organisation_id, payout_line_id),
  unique (organisation_id, payment_account_id, reference, provider_reference, paid_out_on, gross_minor, net_minor),
  foreign key (organisation_id, payment_account_id) references payment_accounts
);
select guard_tenant_table('payout_lines', 'select, insert');

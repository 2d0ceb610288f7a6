-- @feature gifts

alter table ledger_transfers drop constraint ledger_transfers_kind_check;
alter table ledger_transfers add check (kind in ('gift', 'fee', 'refund', 'suspense', 'suspense_resolved', 'expense',
  'expense_reversed', 'shortfall'));

-- @feature allocations

-- What a refund took back although it was spent: the reserve stands in for it, so that nobody else's gift has to. A need is
-- filled by allocations and covers together. Append-only.
create table reserve_covers (
  organisation_id uuid not null,
  reserve_cover_id uuid not null,
  gift_id uuid not null,
  need_id uuid not null,
  case_id uuid not null,
  amount_minor bigint not null check (amount_minor > 0),
  currency text not null,
  at timestamptz not null,
  primary key (organisation_id, reserve_cover_id),
  foreign key (organisation_id, gift_id) references gift_portions,
  foreign key (organisation_id, need_id) references needs,
  foreign key (organisation_id, case_id) references cases
);
create index reserve_covers_by_need on reserve_covers (organisation_id, need_id);
select guard_tenant_table('reserve_covers', 'select, insert');

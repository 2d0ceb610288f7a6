-- @feature campaigns

-- The rule by which the gifts of a campaign meet needs; a gift keeps the rule under which it was given.
alter table campaigns add column allocation_policy text not null default 'queue'
  check (allocation_policy in ('queue', 'urgency', 'even', 'every_gift'));
-- Whether money that can still be reversed waits until it cannot.
alter table campaigns add column allocates_only_final boolean not null default false;

-- @feature allocations

-- The policy of the gift, or why it waits: `case_only` for the case it names, `not_final` until it cannot be reversed.
alter table open_gifts add column lane text not null default 'queue'
  check (lane in ('queue', 'urgency', 'even', 'every_gift', 'case_only', 'not_final'));
-- The case that the gift names: its needs come first.
alter table open_gifts add column case_id uuid;
-- Most gifts wait in the queue, which the primary key orders; only the other lanes pay for an order of their own.
create index open_gifts_beside_queue on open_gifts (organisation_id, fund_id, currency, lane, received_at, gift_id)
  where lane <> 'queue';
create index open_gifts_naming_case on open_gifts (organisation_id, fund_id, currency, case_id)
  where case_id is not null;

alter table gift_portions add column policy text not null default 'queue'
  check (policy in ('queue', 'urgency', 'even', 'every_gift'));
-- From when the money cannot be reversed by the payer's bank any more; null: it never could.
alter table gift_portions add column final_at timestamptz;

-- Cases that cannot wait: under the policy `urgency` they come before all others. 2 is more urgent than 1.
create table urgent_cases (
  organisation_id uuid not null,
  case_id uuid not null,
  rank smallint not null check (rank in (1, 2)),
  put_forward_at timestamptz not null,
  primary key (organisation_id, case_id),
  foreign key (organisation_id, case_id) references cases
);
select guard_tenant_table('urgent_cases', 'select, insert, update, delete');

-- The case a gift names. Of what the case does not lack, `fund` lets the fund's other needs have the rest, as the donor was
-- told; `wait` keeps it for this case alone.
create table designations (
  organisation_id uuid not null,
  gift_id uuid not null,
  case_id uuid not null,
  beyond text not null check (beyond in ('fund', 'wait')),
  named_at timestamptz not null,
  primary key (organisation_id, gift_id),
  foreign key (organisation_id, gift_id) references gifts,
  foreign key (organisation_id, case_id) references cases
);
select guard_tenant_table('designations', 'select, insert, update');

-- @feature allocations

-- What gifts still have for needs, oldest first: a row leaves when its gift is used up. Apart from `gift_portions`, because a
-- million gifts used up are a million rows deleted at the head of one index, where they were a million rows rewritten.
create table open_gifts (
  organisation_id uuid not null,
  fund_id uuid not null,
  currency text not null,
  received_at timestamptz not null,
  gift_id uuid not null,
  open_minor bigint not null check (open_minor > 0),
  -- What needs may have of it in all; as long as it is open entirely it may go smaller than the minimum.
  allocatable_minor bigint not null,
  minimum_slice_minor bigint not null,
  primary key (organisation_id, fund_id, currency, received_at, gift_id),
  foreign key (organisation_id, gift_id) references gift_portions,
  check (open_minor <= allocatable_minor)
);
select guard_tenant_table('open_gifts', 'select, insert, update, delete');

-- Row level security binds an owner who is no superuser, too: it rests while the rows of all tenants are moved.
alter table gift_portions no force row level security;
alter table open_gifts no force row level security;
insert into open_gifts
select organisation_id, fund_id, currency, received_at, gift_id, open_minor, amount_minor - fee_minor - share_minor, minimum_slice_minor
from gift_portions where open_minor > 0;
alter table gift_portions force row level security;
alter table open_gifts force row level security;
drop index gift_portions_open;
alter table gift_portions drop column open_minor;

-- Batches of allocations whose lines the public log has not got yet: all ids between the two, which only this batch has.
-- The rows themselves never change, so the lines made from them later are those that would have been made at once.
create table untold_allocations (
  organisation_id uuid not null,
  first_id uuid not null,
  last_id uuid not null,
  fund_id uuid not null,
  primary key (organisation_id, first_id),
  foreign key (organisation_id, fund_id) references funds
);
select guard_tenant_table('untold_allocations', 'select, insert, update, delete');

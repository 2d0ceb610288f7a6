-- @feature gifts
-- A fee that was told of a payment after another one was booked: the newest word of each teller. The booked one holds until
-- somebody looks; the check of the books shows both.
create table other_fees (
  organisation_id uuid not null,
  gift_id uuid not null,
  told_by text not null check (told_by in ('provider', 'payout')),
  fee_minor bigint not null,
  told_at timestamptz not null,
  primary key (organisation_id, gift_id, told_by),
  foreign key (organisation_id, gift_id) references gifts
);
select guard_tenant_table('other_fees', 'select, insert, update');

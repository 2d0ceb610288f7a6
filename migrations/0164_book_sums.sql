-- The open books read kept sums: a page costs what the sums cost, however many gifts there are.

-- @feature books
-- When the sums of an organisation were made, and of how many gifts.
create table book_sum_states (
  organisation_id uuid not null references organisations,
  made_at timestamptz not null,
  gift_count bigint not null,
  primary key (organisation_id)
);
select guard_tenant_table('book_sum_states', 'select, insert, update');

-- @feature books
-- What came in by campaign and year of the gift, less what was given back.
create table book_gift_sums (
  organisation_id uuid not null,
  campaign_id uuid not null,
  given_year integer not null,
  currency text not null,
  -- Gifts not given back in full.
  gift_count bigint not null,
  received_minor bigint not null,
  fee_minor bigint not null,
  share_minor bigint not null,
  primary key (organisation_id, campaign_id, given_year, currency),
  foreign key (organisation_id, campaign_id) references campaigns
);
select guard_tenant_table('book_gift_sums', 'select, insert, delete');

-- @feature books
-- What those gifts pay for: by programme and cost item, how much of it was spent, and of that how much its givers were told.
create table book_need_sums (
  organisation_id uuid not null,
  campaign_id uuid not null,
  given_year integer not null,
  programme_id uuid not null,
  item text not null,
  currency text not null,
  allocated_minor bigint not null,
  spent_minor bigint not null,
  told_minor bigint not null,
  primary key (organisation_id, campaign_id, given_year, programme_id, item, currency),
  foreign key (organisation_id, campaign_id) references campaigns,
  foreign key (organisation_id, programme_id) references programmes,
  check (told_minor between 0 and spent_minor and spent_minor <= allocated_minor)
);
select guard_tenant_table('book_need_sums', 'select, insert, delete');

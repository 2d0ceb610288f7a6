-- What the public may look up, and the differences of the books as rows that somebody settles.

-- @feature books
-- The gifts whose giver lets the public list lead to the children's story. Taken back by deleting the row.
create table shared_stories (
  organisation_id uuid not null,
  gift_id uuid not null,
  shared_at timestamptz not null,
  primary key (organisation_id, gift_id),
  foreign key (organisation_id, gift_id) references gifts
);
select guard_tenant_table('shared_stories', 'select, insert, delete');

-- @feature books
-- Each time the books were held against each other: by night, or because somebody asked.
create table book_checks (
  organisation_id uuid not null references organisations,
  book_check_id uuid not null,
  -- Null: the night's own.
  asked_by uuid,
  state text not null check (state in ('waiting', 'running', 'done', 'failed')),
  asked_at timestamptz not null,
  -- The day where the organisation is, on which the night's check ran: one a day.
  night date,
  steps_done integer not null default 0,
  steps integer not null default 0,
  entry_count bigint,
  finished_at timestamptz,
  primary key (organisation_id, book_check_id),
  unique (organisation_id, night),
  foreign key (organisation_id, asked_by) references members
);
create index book_checks_by_time on book_checks (organisation_id, asked_at desc, book_check_id desc);
select guard_tenant_table('book_checks', 'select, insert, update');

-- @feature books
-- Two figures that should be one and are not. One row while it lasts; what comes again after it was gone is another row.
create table book_differences (
  organisation_id uuid not null references organisations,
  book_difference_id uuid not null,
  code text not null,
  -- Id or name of the gift, need, case, receipt …; empty where none can be named.
  subject text not null,
  -- The fund's code; empty where it is of no fund.
  fund text not null,
  currency text not null,
  expected_minor bigint not null,
  found_minor bigint not null,
  state text not null check (state in ('open', 'explained', 'gone')),
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  note text,
  explained_by uuid,
  explained_at timestamptz,
  gone_at timestamptz,
  primary key (organisation_id, book_difference_id),
  foreign key (organisation_id, explained_by) references members,
  check (state <> 'explained' or note is not null)
);
create unique index book_differences_lasting on book_differences (organisation_id, code, subject, fund, currency)
  where state <> 'gone';
create index book_differences_by_time on book_differences (organisation_id, last_seen_at desc, book_difference_id desc);
select guard_tenant_table('book_differences', 'select, insert, update');

-- @feature gifts
-- Whoever holds a receipt or an order number finds their gift in the public list.
create index receipts_by_printed_number on receipts (organisation_id, (snapshot ->> 'number'));
create index gifts_by_order_number on gifts (organisation_id, order_number) where order_number is not null;
create index gift_intents_by_reference on gift_intents (organisation_id, reference);

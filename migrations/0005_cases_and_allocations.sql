-- @feature cases

create table programmes (
  organisation_id uuid not null references organisations,
  programme_id uuid not null,
  fund_id uuid not null,
  currency text not null,
  slug text not null,
  -- {"<language>": "…"}
  name jsonb not null,
  picture text not null,
  created_at timestamptz not null,
  primary key (organisation_id, programme_id),
  unique (organisation_id, slug),
  foreign key (organisation_id, fund_id) references funds
);
select guard_tenant_table('programmes', 'select, insert, update');

-- One course of help for one beneficiary. No legal name, hospital number or diagnosis is kept here.
create table cases (
  organisation_id uuid not null,
  case_id uuid not null,
  programme_id uuid not null,
  -- The key of the row in the spreadsheet or system this case came from.
  external_key text,
  pseudonym text not null,
  age_band text not null check (age_band in ('0-1', '2-5', '6-11', '12-17', '18-64', '65+')),
  -- A province or city; the words live in locales under regions.
  region text not null,
  -- A class such as cleft or heart, never a diagnosis; the words live in locales under conditions.
  condition_class text not null,
  stage text not null check (stage in ('registered', 'approved', 'treated', 'recovered', 'withdrawn', 'transferred', 'died')),
  stage_at timestamptz not null,
  picture text not null,
  created_at timestamptz not null,
  primary key (organisation_id, case_id),
  foreign key (organisation_id, programme_id) references programmes
);
create unique index cases_by_external_key on cases (organisation_id, programme_id, external_key) where external_key is not null;
-- A donor's page ties an update to an allocation by the pseudonym.
create unique index cases_by_pseudonym on cases (organisation_id, pseudonym);
create index cases_by_programme on cases (organisation_id, programme_id, stage, created_at);
select guard_tenant_table('cases', 'select, insert, update');

-- Every step of a case, with the evidence the approver named. Append-only.
create table stage_changes (
  organisation_id uuid not null,
  stage_change_id uuid not null,
  case_id uuid not null,
  from_stage text,
  to_stage text not null,
  evidence text,
  at timestamptz not null,
  changed_by uuid,
  approved_by text,
  primary key (organisation_id, stage_change_id),
  foreign key (organisation_id, case_id) references cases
);
create index stage_changes_by_case on stage_changes (organisation_id, case_id, at);
select guard_tenant_table('stage_changes', 'select, insert');

create table needs (
  organisation_id uuid not null,
  need_id uuid not null,
  case_id uuid not null,
  -- surgery, hospital_stay, travel, medicine, rehabilitation, nutrition, equipment; words in locales under items.
  item text not null,
  amount_minor bigint not null check (amount_minor > 0),
  -- What allocations have not covered yet. Moved only by the allocator.
  open_minor bigint not null check (open_minor between 0 and amount_minor),
  currency text not null,
  due_on date,
  cancelled_at timestamptz,
  created_at timestamptz not null,
  primary key (organisation_id, need_id),
  foreign key (organisation_id, case_id) references cases
);
create index needs_by_case on needs (organisation_id, case_id);
create index needs_open on needs (organisation_id, due_on, created_at, need_id) where open_minor > 0 and cancelled_at is null;
select guard_tenant_table('needs', 'select, insert, update');

create table expenses (
  organisation_id uuid not null,
  expense_id uuid not null,
  case_id uuid not null,
  need_id uuid not null,
  amount_minor bigint not null check (amount_minor > 0),
  currency text not null,
  spent_on date not null,
  document_file_id uuid,
  document_note text not null,
  recorded_by uuid,
  recorded_at timestamptz not null,
  reversed_at timestamptz,
  primary key (organisation_id, expense_id),
  foreign key (organisation_id, case_id) references cases,
  foreign key (organisation_id, need_id) references needs,
  foreign key (organisation_id, document_file_id) references files
);
create index expenses_by_case on expenses (organisation_id, case_id);
select guard_tenant_table('expenses', 'select, insert, update');

-- News of a case, written by one member and approved by another.
create table updates (
  organisation_id uuid not null,
  update_id uuid not null,
  -- Random; the update's name in the public log.
  public_reference text not null,
  case_id uuid not null,
  stage text not null,
  evidence text,
  state text not null check (state in ('draft', 'submitted', 'approved', 'declined')),
  written_by uuid not null,
  written_at timestamptz not null,
  -- A member's id, or 'link:<link id>' for a board member reached by a one-time link.
  approved_by text,
  approved_at timestamptz,
  decline_reason text,
  primary key (organisation_id, update_id),
  unique (organisation_id, public_reference),
  foreign key (organisation_id, case_id) references cases,
  foreign key (organisation_id, written_by) references members,
  check (approved_by is distinct from written_by::text)
);
create index updates_by_case on updates (organisation_id, case_id, approved_at desc);
select guard_tenant_table('updates', 'select, insert, update');

-- The free words of an update in one language; only approved versions are ever sent.
create table update_texts (
  organisation_id uuid not null,
  update_id uuid not null,
  language text not null,
  text text not null,
  is_approved boolean not null default false,
  primary key (organisation_id, update_id, language),
  foreign key (organisation_id, update_id) references updates
);
select guard_tenant_table('update_texts', 'select, insert, update, delete');

-- @feature allocations
-- A gift as the allocator sees it: fee + programme share + allocatable = amount net of refunds; open is what no need has yet.
create table gift_portions (
  organisation_id uuid not null,
  gift_id uuid not null,
  campaign_id uuid not null,
  fund_id uuid not null,
  currency text not null,
  amount_minor bigint not null,
  fee_minor bigint not null,
  share_minor bigint not null,
  open_minor bigint not null check (open_minor >= 0),
  minimum_slice_minor bigint not null,
  received_at timestamptz not null,
  primary key (organisation_id, gift_id),
  foreign key (organisation_id, gift_id) references gifts
);
create index gift_portions_open on gift_portions (organisation_id, fund_id, received_at, gift_id) where open_minor > 0;
select guard_tenant_table('gift_portions', 'select, insert, update');

-- A part of a gift given to a need, or taken back from it: signed, append-only.
create table allocations (
  organisation_id uuid not null,
  allocation_id uuid not null,
  gift_id uuid not null,
  need_id uuid not null,
  case_id uuid not null,
  amount_minor bigint not null check (amount_minor <> 0),
  currency text not null,
  reason text not null check (reason in ('gift', 'refund', 'case_ended', 'need_cancelled')),
  -- The allocation a negative row takes back.
  reverses_id uuid,
  at timestamptz not null,
  primary key (organisation_id, allocation_id),
  foreign key (organisation_id, gift_id) references gift_portions,
  foreign key (organisation_id, need_id) references needs,
  foreign key (organisation_id, case_id) references cases,
  check ((amount_minor < 0) = (reverses_id is not null))
);
create index allocations_by_gift on allocations (organisation_id, gift_id);
create index allocations_by_need on allocations (organisation_id, need_id);
create index allocations_by_case on allocations (organisation_id, case_id, gift_id);
select guard_tenant_table('allocations', 'select, insert');

-- One row per fund, locked while its allocator runs.
create table allocation_runs (
  organisation_id uuid not null,
  fund_id uuid not null,
  last_run_at timestamptz not null,
  primary key (organisation_id, fund_id),
  foreign key (organisation_id, fund_id) references funds
);
select guard_tenant_table('allocation_runs', 'select, insert, update');

-- @feature gifts
-- Money somebody promised again and again. Of provider `manual` the bank does it, and finance sees what comes.
create table recurring_gifts (
  organisation_id uuid not null,
  recurring_gift_id uuid not null,
  person_id uuid not null,
  campaign_id uuid not null,
  conversation_id uuid,
  provider text not null check (provider in ('manual')),
  state text not null default 'active' check (state in ('active', 'ended')),
  amount_minor bigint not null check (amount_minor > 0),
  currency text not null,
  rhythm text not null check (rhythm in ('monthly', 'quarterly', 'yearly')),
  starts_on date not null,
  -- The day of the month it falls due; in a shorter month its last. Of a yearly one the month is the start's.
  due_day smallint not null check (due_day between 1 and 31),
  -- Which instalment comes next, from 0: the day follows from it, never from the day before.
  next_number integer not null default 0,
  next_due_on date not null,
  donor_name text not null,
  language text not null,
  -- What tells accounts apart on a screen; the whole number is sealed.
  account_digits text,
  account_cipher bytea,
  created_by uuid,
  created_at timestamptz not null,
  ended_at timestamptz,
  primary key (organisation_id, recurring_gift_id),
  foreign key (organisation_id, person_id) references persons,
  foreign key (organisation_id, campaign_id) references campaigns,
  foreign key (organisation_id, conversation_id) references conversations
);
create index recurring_gifts_due on recurring_gifts (organisation_id, next_due_on) where state = 'active';
create index recurring_gifts_by_person on recurring_gifts (organisation_id, person_id);
select guard_tenant_table('recurring_gifts', 'select, insert, update');

-- @feature gifts
-- One due day of a recurring gift: expected until finance has seen the money or said that none came.
create table instalments (
  organisation_id uuid not null,
  recurring_gift_id uuid not null,
  number integer not null,
  due_on date not null,
  state text not null default 'expected' check (state in ('expected', 'received', 'missed')),
  gift_id uuid,
  decided_by uuid,
  decided_at timestamptz,
  primary key (organisation_id, recurring_gift_id, number),
  foreign key (organisation_id, recurring_gift_id) references recurring_gifts,
  foreign key (organisation_id, gift_id) references gifts
);
create index instalments_expected on instalments (organisation_id, due_on) where state = 'expected';
select guard_tenant_table('instalments', 'select, insert, update');

-- @feature gifts
-- A signed mandate that came as a picture: a task for finance until it has become a recurring gift or was declined.
create table mandates (
  organisation_id uuid not null,
  mandate_id uuid not null,
  state text not null default 'open' check (state in ('open', 'done', 'declined')),
  person_id uuid not null,
  conversation_id uuid not null,
  -- The attachment it was, and our own copy of it: a signature stays when the message is unsent.
  message_id uuid not null,
  place smallint not null,
  file_id uuid not null,
  media_type text not null,
  filed_by uuid,
  filed_at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  reason text,
  recurring_gift_id uuid,
  primary key (organisation_id, mandate_id),
  foreign key (organisation_id, person_id) references persons,
  foreign key (organisation_id, conversation_id) references conversations,
  foreign key (organisation_id, message_id) references messages,
  foreign key (organisation_id, recurring_gift_id) references recurring_gifts,
  check ((state = 'done') = (recurring_gift_id is not null))
);
create unique index mandates_of_picture on mandates (organisation_id, message_id, place) where state <> 'declined';
create index mandates_by_state on mandates (organisation_id, state, filed_at desc);
create index mandates_by_person on mandates (organisation_id, person_id);
select guard_tenant_table('mandates', 'select, insert, update');

-- Roles are rows: those that exist already learn the new permission.
update roles set permissions = permissions || array['mandates.file']
where role in ('owner', 'fundraiser', 'finance') and not 'mandates.file' = any(permissions);

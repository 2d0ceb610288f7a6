-- @feature gifts
-- A change of where money is paid, which another member approves, or which waits a day where nobody else could.
create table payment_changes (
  organisation_id uuid not null,
  payment_change_id uuid not null,
  -- Null: a new account, until there is one.
  payment_account_id uuid,
  -- As the account is called, or is to be.
  name text not null,
  provider text not null,
  -- What is proposed, sealed, because keys are in it; emptied as soon as it is decided.
  proposed_cipher bytea,
  -- A keyed digest of what decides where the account's money went when this was proposed; null for a new account.
  based_on text,
  state text not null check (state in ('waiting', 'effective', 'declined', 'withdrawn', 'lapsed')),
  proposed_by uuid not null,
  proposed_at timestamptz not null,
  -- When it takes effect by itself; null while somebody else could approve it.
  takes_effect_at timestamptz,
  expires_at timestamptz not null,
  -- The member who decided; null where time did.
  ended_by uuid,
  ended_at timestamptz,
  -- expired, proposer-left, account-changed
  lapse_reason text,
  primary key (organisation_id, payment_change_id),
  foreign key (organisation_id, payment_account_id) references payment_accounts,
  foreign key (organisation_id, proposed_by) references members,
  foreign key (organisation_id, ended_by) references members,
  constraint emptied_when_decided check (state = 'waiting' or proposed_cipher is null),
  constraint ended_when_decided check (state <> 'waiting' or ended_at is null),
  constraint lapsed_for_a_reason check ((state = 'lapsed') = (lapse_reason is not null)),
  constraint never_by_its_proposer check (state <> 'effective' or ended_by is distinct from proposed_by)
);
create unique index payment_changes_one_waiting on payment_changes (organisation_id, payment_account_id)
  where state = 'waiting';
create index payment_changes_waiting on payment_changes (organisation_id, proposed_at) where state = 'waiting';
select guard_tenant_table('payment_changes', 'select, insert, update');

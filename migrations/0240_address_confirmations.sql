-- @feature people

-- Whether whoever reads a mailbox says that the address typed for a person is theirs (decision 0044). It joins nobody to anybody; it lets
-- appeals the person agreed to go there. One row for each person and address that was or is to be asked about.
create table address_confirmations (
  organisation_id uuid not null references organisations,
  address_confirmation_id uuid not null,
  person_id uuid not null,
  email text not null,
  -- When the mailbox is to be asked; null: it was, or need not be.
  due_at timestamptz,
  asked_at timestamptz,
  confirmed_at timestamptz,
  primary key (organisation_id, address_confirmation_id),
  unique (organisation_id, person_id, email),
  foreign key (organisation_id, person_id) references persons
);
create index address_confirmations_due on address_confirmations (organisation_id, due_at) where due_at is not null;
-- One mailbox is asked once in a while, whoever it was typed for.
create index address_confirmations_asked on address_confirmations (organisation_id, email, asked_at) where asked_at is not null;
select guard_tenant_table('address_confirmations', 'select, insert, update, delete');

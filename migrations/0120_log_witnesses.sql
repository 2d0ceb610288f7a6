-- @feature log
-- Whom this organisation asks to cosign its log, and how far each has come.
create table log_witnesses (
  organisation_id uuid not null references organisations,
  log_witness_id uuid not null,
  -- The verifier key (c2sp.org/tlog-cosignature, type 4); its name is the witness's.
  vkey text not null,
  name text not null,
  -- Where `/add-checkpoint` is.
  url text not null,
  -- The largest of our checkpoints it has cosigned, as it says itself.
  cosigned_size bigint not null default 0,
  cosigned_at timestamptz,
  -- Why the last question was not answered with a cosignature; null when it was.
  problem text,
  asked_at timestamptz,
  created_at timestamptz not null,
  primary key (organisation_id, log_witness_id),
  unique (organisation_id, name)
);
select guard_tenant_table('log_witnesses', 'select, insert, update, delete');

-- @feature log
-- The verified lines of witnesses under our checkpoints. They outlive the question who is asked today.
create table log_cosignatures (
  organisation_id uuid not null references organisations,
  size bigint not null,
  name text not null,
  line text not null,
  cosigned_at timestamptz not null,
  primary key (organisation_id, size, name)
);
select guard_tenant_table('log_cosignatures', 'select, insert, update');

-- @feature log
-- The key with which this organisation cosigns the logs of others. Never that of its own log.
create table witness_keys (
  organisation_id uuid primary key references organisations,
  name text not null,
  public_key bytea not null,
  secret_key_cipher bytea not null
);
select guard_tenant_table('witness_keys', 'select, insert');

-- @feature log
-- The logs this organisation watches as a witness, each with the one state it has cosigned last.
create table witnessed_logs (
  organisation_id uuid not null references organisations,
  origin text not null,
  vkey text not null,
  size bigint not null default 0,
  root bytea,
  note text,
  cosigned_at timestamptz,
  -- What the log signed and we did not cosign, because it is no continuation: a proof against it.
  refused_note text,
  refused_at timestamptz,
  created_at timestamptz not null,
  primary key (organisation_id, origin)
);
select guard_tenant_table('witnessed_logs', 'select, insert, update, delete');

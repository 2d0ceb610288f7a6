-- @feature log

-- Exact bytes waiting to be sequenced; written in the transaction of the thing they record, never re-serialised.
create table log_pending (
  organisation_id uuid not null references organisations,
  log_pending_id uuid not null,
  entry bytea not null,
  subject_kind text not null check (subject_kind in ('gift', 'allocation', 'refund', 'expense', 'update')),
  subject_id uuid not null,
  created_at timestamptz not null,
  primary key (organisation_id, log_pending_id),
  unique (organisation_id, subject_kind, subject_id)
);
create index log_pending_order on log_pending (organisation_id, created_at, log_pending_id);
select guard_tenant_table('log_pending', 'select, insert, delete');

create table log_heads (
  organisation_id uuid primary key references organisations,
  -- The log's name in every checkpoint; a re-created organisation gets a new one.
  origin text not null,
  public_key bytea not null,
  secret_key_cipher bytea not null,
  size bigint not null,
  -- The roots of the complete subtrees, largest first: all that is needed to append.
  frontier bytea[] not null,
  published_size bigint not null,
  published_note text
);
select guard_tenant_table('log_heads', 'select, insert, update');

create table log_entries (
  organisation_id uuid not null references organisations,
  position bigint not null,
  entry bytea not null,
  leaf_hash bytea not null,
  subject_kind text not null,
  subject_id uuid not null,
  sequenced_at timestamptz not null,
  primary key (organisation_id, position),
  unique (organisation_id, subject_kind, subject_id)
);
select guard_tenant_table('log_entries', 'select, insert');

-- The roots of the complete subtrees of 256, 65,536 … leaves: with them a proof reads a few hundred hashes, never the whole log.
create table log_tile_roots (
  organisation_id uuid not null references organisations,
  -- 1 for 256 leaves, 2 for 65,536 …
  tile_level smallint not null,
  position bigint not null,
  hash bytea not null,
  primary key (organisation_id, tile_level, position)
);
select guard_tenant_table('log_tile_roots', 'select, insert');

create table checkpoints (
  organisation_id uuid not null references organisations,
  size bigint not null,
  root bytea not null,
  note text,
  at timestamptz not null,
  primary key (organisation_id, size)
);
select guard_tenant_table('checkpoints', 'select, insert, update');

-- The salts of commitments. Destroying one makes what it hid unreadable while every proof still holds.
create table log_salts (
  organisation_id uuid not null references organisations,
  subject_kind text not null check (subject_kind in ('gift', 'case', 'update')),
  subject_id uuid not null,
  salt bytea not null,
  primary key (organisation_id, subject_kind, subject_id)
);
select guard_tenant_table('log_salts', 'select, insert, delete');

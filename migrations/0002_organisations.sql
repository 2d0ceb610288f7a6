-- @feature organisations

create table organisations (
  organisation_id uuid primary key,
  slug text not null,
  name text not null,
  country text not null,
  time_zone text not null,
  language text not null,
  phone text,
  email text,
  website text,
  -- {"mon": ["09:00", "18:00"], …}: local hours in which a person answers; a missing day is closed.
  office_hours jsonb not null default '{}',
  is_demo boolean not null default false,
  created_at timestamptz not null,
  unique (organisation_id, is_demo)
);
select guard_tenant_table('organisations', 'select, insert, update');

-- The names of an organisation in the languages it speaks; `name` above is the fallback.
create table organisation_texts (
  organisation_id uuid not null references organisations,
  language text not null,
  name text not null,
  description text not null default '',
  primary key (organisation_id, language)
);
select guard_tenant_table('organisation_texts', 'select, insert, update, delete');

create table legal_entities (
  organisation_id uuid not null references organisations,
  legal_entity_id uuid not null,
  name text not null,
  country text not null,
  address text not null,
  -- 統一編號, codice fiscale …
  registration_number text not null,
  -- The document by which the authority approved its establishment (立案字號), printed on receipts.
  approval_number text,
  receipt_prefix text not null,
  primary key (organisation_id, legal_entity_id)
);
select guard_tenant_table('legal_entities', 'select, insert, update');

create table roles (
  organisation_id uuid not null references organisations,
  role text not null,
  permissions text[] not null,
  primary key (organisation_id, role)
);
select guard_tenant_table('roles', 'select, insert, update');

create table members (
  organisation_id uuid not null references organisations,
  member_id uuid not null,
  user_id text not null,
  name text not null,
  email text not null,
  language text not null,
  created_at timestamptz not null,
  deactivated_at timestamptz,
  primary key (organisation_id, member_id),
  unique (organisation_id, user_id)
);
select guard_tenant_table('members', 'select, insert, update');

create table member_roles (
  organisation_id uuid not null,
  member_id uuid not null,
  role text not null,
  primary key (organisation_id, member_id, role),
  foreign key (organisation_id, member_id) references members,
  foreign key (organisation_id, role) references roles
);
select guard_tenant_table('member_roles', 'select, insert, delete');

-- Who did what, when, and what it was before and after. Never changed, never deleted.
create table audit_entries (
  organisation_id uuid not null references organisations,
  audit_entry_id uuid not null,
  at timestamptz not null,
  actor_kind text not null check (actor_kind in ('member', 'person', 'system', 'link')),
  actor_id text,
  action text not null,
  subject_kind text not null,
  subject_id text not null,
  before jsonb,
  after jsonb,
  primary key (organisation_id, audit_entry_id)
);
create index audit_entries_by_subject on audit_entries (organisation_id, subject_kind, subject_id, at);
select guard_tenant_table('audit_entries', 'select, insert');

-- Links sent to people: to give from a conversation, to a donor's page, to approve. Only the hash of a token is kept.
create table links (
  organisation_id uuid not null references organisations,
  link_id uuid not null,
  kind text not null,
  token_hash bytea not null,
  subject jsonb not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  single_use boolean not null default false,
  used_at timestamptz,
  revoked_at timestamptz,
  primary key (organisation_id, link_id),
  unique (organisation_id, token_hash)
);
select guard_tenant_table('links', 'select, insert, update');

-- @feature imports
create table imports (
  organisation_id uuid not null references organisations,
  import_id uuid not null,
  kind text not null,
  file_name text not null,
  file_id uuid not null,
  file_sha256 bytea not null,
  -- {"<field>": "<column heading>"}; the last mapping of a kind is offered again next time.
  mapping jsonb not null,
  state text not null check (state in ('draft', 'checking', 'checked', 'applying', 'done', 'failed')),
  total_rows integer not null,
  done_rows integer not null default 0,
  created_by uuid,
  created_at timestamptz not null,
  finished_at timestamptz,
  primary key (organisation_id, import_id),
  foreign key (organisation_id, file_id) references files
);
select guard_tenant_table('imports', 'select, insert, update');

create table import_rows (
  organisation_id uuid not null,
  import_id uuid not null,
  row_number integer not null,
  cells jsonb not null,
  verdict text check (verdict in ('create', 'update', 'unchanged', 'refused')),
  -- {"code", "field", "facts"} of the Failure that refused the row.
  refusal jsonb,
  subject_id uuid,
  applied_at timestamptz,
  primary key (organisation_id, import_id, row_number),
  foreign key (organisation_id, import_id) references imports
);
select guard_tenant_table('import_rows', 'select, insert, update, delete');

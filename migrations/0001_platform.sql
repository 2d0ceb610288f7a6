-- The ground every feature stands on: roles, the guard that makes a table a tenant's, addresses, events.

do $$
begin
  if not exists (select from pg_roles where rolname = 'riscontro_app') then create role riscontro_app nologin; end if;
  if not exists (select from pg_roles where rolname = 'riscontro_ingest') then create role riscontro_ingest nologin; end if;
end
$$;

grant usage on schema public to riscontro_app, riscontro_ingest;

-- Makes a table belong to tenants: row level security forced, one policy for the application, just the verbs it needs.
-- The setting is read without a default: a transaction that forgot to say whose it is fails instead of seeing nothing.
create function guard_tenant_table(guarded regclass, verbs text) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', guarded);
  execute format('alter table %s force row level security', guarded);
  execute format(
    'create policy tenant on %s to riscontro_app
       using (organisation_id = current_setting(''app.organisation'')::uuid)
       with check (organisation_id = current_setting(''app.organisation'')::uuid)', guarded);
  execute format('grant %s on %s to riscontro_app', verbs, guarded);
end
$$;

-- @feature organisations
-- Global: finds the tenant behind a key (hook keys, public slugs, link tokens). Holds hashes only, no personal data.
create table addresses (
  kind text not null,
  key_hash bytea not null,
  organisation_id uuid not null,
  id uuid not null,
  primary key (kind, key_hash)
);
create index addresses_by_subject on addresses (organisation_id, kind, id);
grant select, insert, delete on addresses to riscontro_app;
grant select on addresses to riscontro_ingest;

-- @feature platform
-- News: one row per thing that happened, one delivery per subscriber, handled after commit and at most once with effect.
create table events (
  organisation_id uuid not null,
  event_id uuid not null,
  type text not null,
  payload jsonb not null,
  at timestamptz not null,
  primary key (organisation_id, event_id)
);
select guard_tenant_table('events', 'select, insert');

create table event_deliveries (
  organisation_id uuid not null,
  event_id uuid not null,
  subscriber text not null,
  handled_at timestamptz,
  attempts integer not null default 0,
  failure text,
  next_attempt_at timestamptz not null,
  primary key (organisation_id, event_id, subscriber),
  foreign key (organisation_id, event_id) references events
);
create index event_deliveries_waiting on event_deliveries (organisation_id, next_attempt_at) where handled_at is null;
select guard_tenant_table('event_deliveries', 'select, insert, update');

-- Every uploaded or made file: its bytes lie outside the web root under its hash, this row says what it is.
create table files (
  organisation_id uuid not null,
  file_id uuid not null,
  purpose text not null,
  media_type text not null,
  byte_length bigint not null,
  sha256 bytea not null,
  file_name text,
  created_at timestamptz not null,
  created_by uuid,
  primary key (organisation_id, file_id)
);
select guard_tenant_table('files', 'select, insert, delete');

-- @feature gifts
-- Single-use tokens of public forms: a row is a token already spent.
create table spent_form_tokens (
  organisation_id uuid not null,
  token_hash bytea not null,
  spent_at timestamptz not null,
  primary key (organisation_id, token_hash)
);
select guard_tenant_table('spent_form_tokens', 'select, insert, delete');

-- The application may add a job, and only that: the queue's own tables stay closed to it.
create function riscontro_enqueue(task text, payload json, run_at timestamptz, job_key text) returns void
  language sql security definer set search_path = graphile_worker, pg_temp as $$
  select graphile_worker.add_job(
    identifier => task, payload => payload, run_at => coalesce(run_at, now()), job_key => job_key, max_attempts => 25);
$$;
revoke all on function riscontro_enqueue from public;
grant execute on function riscontro_enqueue to riscontro_app;

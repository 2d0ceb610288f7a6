-- @feature broadcasts

-- One message to many: written by a member, released by another.
create table broadcasts (
  organisation_id uuid not null references organisations,
  broadcast_id uuid not null,
  name text not null,
  purpose text not null check (purpose in ('appeals', 'feedback')),
  state text not null check (state in ('draft', 'submitted', 'approved', 'sending', 'paused', 'done', 'cancelled')),
  -- Why it rests: a member's word, or ours where nobody can tell whether it should still leave.
  pause_reason text check (pause_reason in ('member', 'overdue', 'stood_still', 'restored')),
  audience jsonb not null,
  -- { "en": <message>, … }
  contents jsonb not null,
  fallback_language text not null,
  schedule jsonb not null,
  not_after timestamptz,
  -- Who leaves the audience after it was written down: is written to all the same, or is not.
  leavers text not null check (leavers in ('keep', 'drop')),
  -- Everybody who wrote or changed it: none of them may release it.
  authors uuid[] not null,
  created_at timestamptz not null,
  submitted_at timestamptz,
  decline_reason text,
  approved_by uuid,
  approved_at timestamptz,
  -- What the approver saw.
  preflight jsonb,
  starts_at timestamptz,
  -- When its audience was written down, once.
  snapshot_at timestamptz,
  -- When it was last seen to be under way, and in which life of the database: a copy put back stands out by both.
  moved_at timestamptz,
  database_life text,
  finished_at timestamptz,
  primary key (organisation_id, broadcast_id),
  foreign key (organisation_id, approved_by) references members,
  constraint released_by_another check (not approved_by = any (authors))
);
create index broadcasts_by_creation on broadcasts (organisation_id, created_at desc, broadcast_id desc);
create index broadcasts_under_way on broadcasts (organisation_id, state) where state in ('approved', 'sending');
select guard_tenant_table('broadcasts', 'select, insert, update');

-- Everybody in the audience, once. `waiting` until a message is written; what became of it is its delivery's to say.
create table broadcast_recipients (
  organisation_id uuid not null,
  broadcast_id uuid not null,
  person_id uuid not null,
  state text not null check (state in ('waiting', 'queued', 'skipped', 'cancelled')),
  reason text,
  delivery_id uuid,
  at timestamptz not null,
  primary key (organisation_id, broadcast_id, person_id),
  foreign key (organisation_id, broadcast_id) references broadcasts,
  foreign key (organisation_id, person_id) references persons,
  check ((state = 'queued') = (delivery_id is not null))
);
create index broadcast_recipients_waiting on broadcast_recipients (organisation_id, broadcast_id, person_id) where state = 'waiting';
create index broadcast_recipients_by_person on broadcast_recipients (organisation_id, person_id);
create index broadcast_recipients_by_delivery on broadcast_recipients (organisation_id, delivery_id) where delivery_id is not null;
select guard_tenant_table('broadcast_recipients', 'select, insert, update');

-- Roles are rows: those that exist already learn the new permissions.
update roles set permissions = permissions || array['broadcasts.read', 'broadcasts.write', 'broadcasts.approve']
where role in ('owner', 'fundraiser');

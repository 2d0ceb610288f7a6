-- @feature conversations

-- Rounds and broadcasts a member has paused: nothing of them leaves while the row stands, whatever was queued before or is
-- queued meanwhile.
create table bulk_pauses (
  organisation_id uuid not null,
  source_kind text not null,
  source_id uuid not null,
  paused_at timestamptz not null,
  primary key (organisation_id, source_kind, source_id)
);
select guard_tenant_table('bulk_pauses', 'select, insert, delete');

-- What a member must decide: sends that may or may not have arrived.
create index deliveries_unknown on deliveries (organisation_id, queued_at desc, delivery_id) where state = 'unknown';

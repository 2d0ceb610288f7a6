-- @feature people

-- Somebody asked to be forgotten. It is done a week later unless they think better of it, or at once where they say so twice.
-- The row stays when everything else has gone: that it was done, and when.
create table erasures (
  organisation_id uuid not null references organisations,
  erasure_id uuid not null,
  person_id uuid not null,
  state text not null check (state in ('waiting', 'withdrawn', 'done')),
  -- `person`: on their own page; `member`: at the desk, on their word.
  asked_by text not null check (asked_by in ('person', 'member')),
  member_id uuid,
  asked_at timestamptz not null,
  due_at timestamptz not null,
  ended_at timestamptz,
  -- Gone through once more: what began before the erasure may have written after it. Null: that has been done.
  again_at timestamptz,
  primary key (organisation_id, erasure_id),
  foreign key (organisation_id, person_id) references persons,
  foreign key (organisation_id, member_id) references members
);
create unique index erasures_waiting on erasures (organisation_id, person_id) where state = 'waiting';
create index erasures_due on erasures (organisation_id, due_at) where state = 'waiting';
create index erasures_again on erasures (organisation_id, again_at) where again_at is not null;
create index erasures_by_person on erasures (organisation_id, person_id);
select guard_tenant_table('erasures', 'select, insert, update');

-- What is otherwise never changed may be emptied or taken out by a transaction that says it erases somebody, and by no other.
create function guard_erasing(guarded regclass, verb text) returns void language plpgsql as $$
begin
  execute format(
    'create policy erasing on %s as restrictive for %s to riscontro_app
       using (coalesce(current_setting(''app.erasing'', true), '''') = ''yes'')', guarded, verb);
end
$$;

grant delete on consents, identity_aliases to riscontro_app;
grant update (proof_id) on identity_links to riscontro_app;
select guard_erasing('consents', 'delete');
select guard_erasing('identity_aliases', 'delete');
select guard_erasing('identity_links', 'update');

-- @feature organisations
-- Who did what and when stays; what stood in the line about the erased goes. A line can be emptied, never rewritten.
grant update (before, after) on audit_entries to riscontro_app;
create policy erasing on audit_entries as restrictive for update to riscontro_app
  using (coalesce(current_setting('app.erasing', true), '') = 'yes')
  with check (before is null and after is null);

-- @feature conversations
grant delete on private_replies, reactions to riscontro_app;
select guard_erasing('reactions', 'delete');
select guard_erasing('private_replies', 'delete');

-- @feature feedback
grant delete on feedback_wishes to riscontro_app;
select guard_erasing('feedback_wishes', 'delete');

-- @feature connectors
grant update (cells) on platform_orders to riscontro_app;
select guard_erasing('platform_orders', 'update');

-- Roles are rows: those that exist already learn the new permission.
-- @feature organisations
update roles set permissions = permissions || array['people.erase']
where role = 'owner' and not 'people.erase' = any(permissions);

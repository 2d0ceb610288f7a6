-- @feature conversations

-- What may be said when a window is closed: words the provider has approved, with gaps. Read back from the provider where it
-- tells of them, typed by a member where it does not (WeChat).
create table message_templates (
  organisation_id uuid not null,
  template_id uuid not null,
  channel_account_id uuid not null,
  name text not null,
  -- The provider's own tag (zh_TW).
  language text not null,
  category text not null,
  -- With its gaps, as the provider writes them: Dear {{1}}, …
  text text not null,
  -- The names of the gaps, in the order of the text.
  parameters text[] not null,
  takes_url boolean not null,
  -- A picture to choose or a code to copy is a gap we cannot fill: such a one is shown and never sent.
  is_fillable boolean not null,
  -- Only what is approved is offered and sent.
  state text not null check (state in ('approved', 'draft', 'submitted', 'pending', 'rejected', 'paused', 'disabled')),
  -- Why it is not approved, in the provider's words.
  reason text,
  -- Typed here: no provider tells of it, so none takes it back either.
  by_hand boolean not null,
  -- When its provider last told of it, or a member last wrote it.
  synced_at timestamptz not null,
  primary key (organisation_id, template_id),
  unique (organisation_id, channel_account_id, name, language),
  foreign key (organisation_id, channel_account_id) references channel_accounts
);
select guard_tenant_table('message_templates', 'select, insert, update, delete');

alter table channel_accounts add column templates_read_at timestamptz;

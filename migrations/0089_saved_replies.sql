-- @feature conversations

-- Texts the team says again and again, by language, put into the place to answer and changed there before they are sent.
create table saved_replies (
  organisation_id uuid not null,
  saved_reply_id uuid not null,
  name text not null,
  -- { "en": "…", "zh-Hant": "…" }: at least one.
  texts jsonb not null,
  changed_at timestamptz not null,
  primary key (organisation_id, saved_reply_id)
);
select guard_tenant_table('saved_replies', 'select, insert, update, delete');

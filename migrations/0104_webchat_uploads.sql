-- @feature conversations

-- A file a visitor of the web chat has handed in and may send with their next message. Its bytes lie in the file store under
-- the same id; a day later both are gone, and what was sent lives on with its message.
create table webchat_uploads (
  organisation_id uuid not null,
  upload_id uuid not null,
  channel_account_id uuid not null,
  -- Nobody else may send it.
  visitor text not null,
  file_name text not null,
  at timestamptz not null,
  primary key (organisation_id, upload_id),
  foreign key (organisation_id, channel_account_id) references channel_accounts
);
create index webchat_uploads_at on webchat_uploads (organisation_id, at);
select guard_tenant_table('webchat_uploads', 'select, insert, delete');

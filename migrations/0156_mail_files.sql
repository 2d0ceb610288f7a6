-- @feature conversations
-- A file that came with a mail, until whoever keeps files has looked at it: a webhook's files cannot be fetched later. Its bytes
-- lie in the file store under `file_id`; a day later both are gone, and what was kept lives on with its message.
create table mail_files (
  organisation_id uuid not null,
  channel_account_id uuid not null,
  -- What the message's attachment calls it: the same when the provider hands the mail over again.
  media_id text not null,
  file_id uuid not null,
  at timestamptz not null,
  primary key (organisation_id, channel_account_id, media_id),
  foreign key (organisation_id, channel_account_id) references channel_accounts
);
create index mail_files_at on mail_files (organisation_id, at);
select guard_tenant_table('mail_files', 'select, insert, delete');

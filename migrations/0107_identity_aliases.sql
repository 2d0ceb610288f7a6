-- @feature people
-- Further names of one identity on its channel account, told by the provider and by nobody else (WhatsApp: user id and phone
-- number; WeChat: openid and unionid). A name leads to one identity, whether it stands here or as its address.
create table identity_aliases (
  organisation_id uuid not null,
  channel_account_id uuid not null,
  alias text not null,
  identity_id uuid not null,
  at timestamptz not null,
  primary key (organisation_id, channel_account_id, alias),
  foreign key (organisation_id, channel_account_id) references channel_accounts,
  foreign key (organisation_id, identity_id) references identities
);
create index identity_aliases_by_identity on identity_aliases (organisation_id, identity_id);
select guard_tenant_table('identity_aliases', 'select, insert');

-- @feature people
alter table identity_links drop constraint identity_links_proof_check;
alter table identity_links add constraint identity_links_proof_check
  check (proof in ('first_contact', 'conversation_link', 'gift_code', 'account_link', 'member', 'import', 'provider'));

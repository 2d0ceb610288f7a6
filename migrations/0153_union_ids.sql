-- @feature people
-- The provider's name for somebody on all accounts of one owner, with the channel's kind in front (`wechat/…`). Whoever bears it on
-- two accounts of an organisation is one person. It proves nothing between organisations.
alter table identities add column union_id text;
create index identities_by_union on identities (organisation_id, union_id) where union_id is not null;

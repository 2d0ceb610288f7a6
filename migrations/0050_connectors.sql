-- @feature connectors
-- Which campaign the gifts of a giving platform's project go to.
create table platform_projects (
  organisation_id uuid not null references organisations,
  platform text not null,
  -- The platform's own id (Tencent Charity: pid).
  project_id text not null,
  campaign_id uuid not null,
  primary key (organisation_id, platform, project_id),
  foreign key (organisation_id, campaign_id) references campaigns
);
select guard_tenant_table('platform_projects', 'select, insert, update, delete');

create index order_exceptions_by_order on order_exceptions (organisation_id, platform, order_number, opened_at desc);

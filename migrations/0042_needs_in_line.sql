-- @feature cases

-- The fund of the need's programme, which never changes: with it the line of needs a gift goes down is one index.
alter table needs add column fund_id uuid;
-- Row level security binds an owner who is no superuser, too: it rests while the rows of all tenants are filled in.
alter table needs no force row level security;
alter table cases no force row level security;
alter table programmes no force row level security;
update needs n set fund_id = p.fund_id
from cases c join programmes p on p.organisation_id = c.organisation_id and p.programme_id = c.programme_id
where c.organisation_id = n.organisation_id and c.case_id = n.case_id;
alter table needs force row level security;
alter table cases force row level security;
alter table programmes force row level security;
alter table needs add foreign key (organisation_id, fund_id) references funds;

drop index needs_open;
create index needs_in_line on needs (organisation_id, fund_id, currency, due_on, created_at, need_id)
  where open_minor > 0 and cancelled_at is null;

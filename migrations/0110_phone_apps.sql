-- @feature sandbox

-- One phone in somebody's hand holds several apps; each is a row, known to one account's provider by its own user id.
alter table sandbox_phones add column sandbox_device_id uuid;
update sandbox_phones set sandbox_device_id = sandbox_phone_id;
alter table sandbox_phones alter column sandbox_device_id set not null;
create unique index sandbox_phones_by_device
  on sandbox_phones (organisation_id, sandbox_device_id, channel_account_id);

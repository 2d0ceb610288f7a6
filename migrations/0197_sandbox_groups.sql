-- @feature sandbox

-- A group an account can be asked into, played like a phone: its own row, known by the group's id, held by whose phone opened it.
alter table sandbox_phones add column group_of uuid;
alter table sandbox_phones add constraint group_of_a_phone
  foreign key (organisation_id, group_of) references sandbox_phones (organisation_id, sandbox_phone_id);
create unique index sandbox_phones_by_group on sandbox_phones (organisation_id, group_of) where group_of is not null;
